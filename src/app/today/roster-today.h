/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-adviser.h"
#include "roster-store.h"
#include "roster-today-reading.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TODAY (roster_today_get_type ())
G_DECLARE_FINAL_TYPE (RosterToday, roster_today, ROSTER, TODAY, GObject)

/*
 * The day of the book, kept up to date as records change and as time passes. It wakes by itself only when a live
 * begins, is late or ends, and at midnight. Only a day that leaves room asks the adviser for products worth offering.
 *
 * Property: count (uint, readable), how many actions wait.
 * Signal: changed ()
 */
RosterFirstRead           roster_today_first_read (void);
RosterToday              *roster_today_new        (RosterStore   *store,
                                                   RosterAdviser *adviser);
void                      roster_today_want       (RosterToday *self);
void                      roster_today_read_again (RosterToday *self);
const RosterTodayReading *roster_today_reading    (RosterToday *self);
gboolean                  roster_today_is_settled (RosterToday *self);

G_END_DECLS
