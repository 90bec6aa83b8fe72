/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match.h"
#include "roster-plan-reading.h"
#include "roster-store.h"

G_BEGIN_DECLS

/**
 * RosterPlanChoice:
 * @ROSTER_PLAN_FREE: the plan decides
 * @ROSTER_PLAN_LOCKED: the pair must be in the plan
 * @ROSTER_PLAN_BANNED: the pair must not be in it
 *
 * What a person wants of a single pair.
 */
typedef enum
{
  ROSTER_PLAN_FREE,
  ROSTER_PLAN_LOCKED,
  ROSTER_PLAN_BANNED,
} RosterPlanChoice;

#define ROSTER_TYPE_PLAN_CHOICES (roster_plan_choices_get_type ())
G_DECLARE_FINAL_TYPE (RosterPlanChoices, roster_plan_choices, ROSTER, PLAN_CHOICES, GObject)

/*
 * What a person wants of the week's plan: pairs locked and banned, and the floor of each book. It is known here at once
 * and stored behind, where it outlives the window and stays for a week.
 */
RosterPlanChoices *roster_plan_choices_new           (RosterStore              *store);

void               roster_plan_choices_begin_reading (RosterPlanChoices        *self);
void               roster_plan_choices_take          (RosterPlanChoices        *self,
                                                      const RosterPlanReading  *reading);

RosterPlanChoice   roster_plan_choices_get           (RosterPlanChoices        *self,
                                                      const char               *streamer,
                                                      const char               *product);
void               roster_plan_choices_choose        (RosterPlanChoices        *self,
                                                      const char               *streamer,
                                                      const char               *product,
                                                      RosterPlanChoice          choice);
void               roster_plan_choices_release_all   (RosterPlanChoices        *self);
GArray            *roster_plan_choices_pins          (RosterPlanChoices        *self,
                                                      RosterMatch              *match);

gboolean           roster_plan_choices_floor         (RosterPlanChoices        *self,
                                                      const char               *book,
                                                      guint                    *floor);
void               roster_plan_choices_set_floor     (RosterPlanChoices        *self,
                                                      const char               *book,
                                                      guint                     floor);

G_END_DECLS
