/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"

G_BEGIN_DECLS

/**
 * RosterCustomStage:
 * @ROSTER_CUSTOM_IDEA: somebody wishes for it
 * @ROSTER_CUSTOM_DESIGN: it is drawn
 * @ROSTER_CUSTOM_SAMPLE: the factory makes a sample
 * @ROSTER_CUSTOM_CHECKS: safety and legality are checked
 * @ROSTER_CUSTOM_LISTED: it is a product in the catalogue
 * @ROSTER_CUSTOM_DROPPED: it was given up
 *
 * How far the making of a custom product is; in the order of the field's choices.
 */
typedef enum
{
  ROSTER_CUSTOM_IDEA,
  ROSTER_CUSTOM_DESIGN,
  ROSTER_CUSTOM_SAMPLE,
  ROSTER_CUSTOM_CHECKS,
  ROSTER_CUSTOM_LISTED,
  ROSTER_CUSTOM_DROPPED,
} RosterCustomStage;

/** How many stages lead to a product, the product included. */
#define ROSTER_CUSTOM_N_STEPS (ROSTER_CUSTOM_LISTED + 1)

/**
 * RosterCustomObstacle:
 * @ROSTER_CUSTOM_CLEAR: nothing is in the way
 * @ROSTER_CUSTOM_NO_PRODUCT: the request names no product yet
 * @ROSTER_CUSTOM_FOR_ANOTHER: the product is made for another streamer, or for nobody
 * @ROSTER_CUSTOM_UNCHECKED: the product has not passed its safety and legality checks (rule 10)
 * @ROSTER_CUSTOM_NOT_LISTED: the office has not listed the product
 *
 * What keeps a request from being listed.
 */
typedef enum
{
  ROSTER_CUSTOM_CLEAR,
  ROSTER_CUSTOM_NO_PRODUCT,
  ROSTER_CUSTOM_FOR_ANOTHER,
  ROSTER_CUSTOM_UNCHECKED,
  ROSTER_CUSTOM_NOT_LISTED,
} RosterCustomObstacle;

RosterCustomStage    roster_custom_request_stage       (RosterRecord      *request);
gboolean             roster_custom_request_is_open     (RosterRecord      *request);
RosterCustomStage    roster_custom_request_reached     (RosterRecord      *request);
const char          *roster_custom_request_waiting_for (RosterRecord      *request);
const char          *roster_custom_request_since       (RosterRecord      *request);
gboolean             roster_custom_request_is_overdue  (RosterRecord      *request,
                                                        const char        *today);
gboolean             roster_custom_request_may_move    (RosterRecord      *request,
                                                        RosterCustomStage  to);
RosterCustomObstacle roster_custom_request_obstacle    (RosterRecord      *request,
                                                        RosterRecord      *product);
void                 roster_custom_request_move        (RosterRecord      *request,
                                                        RosterCustomStage  to,
                                                        const char        *today);

G_END_DECLS
