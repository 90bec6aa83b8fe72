/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"

G_BEGIN_DECLS

/**
 * RosterLineUpRole:
 * @ROSTER_LINE_UP_TRAFFIC: draws viewers
 * @ROSTER_LINE_UP_PROFIT: earns
 *
 * What an item is in a line-up for (rule 25).
 */
typedef enum
{
  ROSTER_LINE_UP_TRAFFIC,
  ROSTER_LINE_UP_PROFIT,
  ROSTER_N_LINE_UP_ROLES,
} RosterLineUpRole;

/** Stands for a number that nobody has recorded. */
#define ROSTER_LINE_UP_UNKNOWN G_GINT64_CONSTANT (-1)

/**
 * RosterLineUpItem:
 * @product: the product's id
 * @role: what it is there for
 * @price: at which it is offered, in li; %ROSTER_LINE_UP_UNKNOWN where it is not set
 * @sold: units that were sold in the session, or %ROSTER_LINE_UP_UNKNOWN
 */
typedef struct
{
  char *product;
  RosterLineUpRole role;
  gint64 price;
  gint64 sold;
} RosterLineUpItem;

void              roster_line_up_item_free     (RosterLineUpItem *self);

/*
 * The items of a LineUp in their order. The record keeps them as a map from the product's id, so that two people who
 * change different items do not clash; here they are an array that can be changed and put back.
 */
GPtrArray        *roster_line_up_items         (RosterRecord     *line_up);
GVariant         *roster_line_up_items_to_map  (GPtrArray        *items);

RosterLineUpItem *roster_line_up_items_add     (GPtrArray        *items,
                                                const char       *product,
                                                RosterLineUpRole  role,
                                                gint64            price);
void              roster_line_up_items_move    (GPtrArray        *items,
                                                guint             from,
                                                guint             to);
int               roster_line_up_items_find    (GPtrArray        *items,
                                                const char       *product);
guint             roster_line_up_items_count   (GPtrArray        *items,
                                                RosterLineUpRole  role);

RosterLineUpRole  roster_line_up_role_for      (GPtrArray        *items,
                                                RosterRecord     *product);

RosterRecord     *roster_line_up_with_items    (RosterRecord     *line_up,
                                                GPtrArray        *items);

const char       *roster_line_up_role_nick     (RosterLineUpRole  role);
gboolean          roster_line_up_role_parse    (const char       *nick,
                                                RosterLineUpRole *role);

G_END_DECLS
