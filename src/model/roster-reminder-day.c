/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

/* What became of the reminders of one day, so that what is handled on one computer is withdrawn on the others. One
   record holds a day of a book, its id made from both, and each computer writes only keys of its own: so two computers
   that write at the same time never clash. The keys and values are the affair of src/schedule/roster-reminder-day.c. */
static const RosterField fields[] = {
  { .name = "day", .kind = ROSTER_KIND_DATE, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Day") },
  { .name = "marks", .kind = ROSTER_KIND_MAP, .label = N_("Handled"), .maximum = 10000 },
};

const RosterRecordType roster_reminder_day_type = {
  .name = "ReminderDay",
  .plural = "reminderdays",
  .label = N_("Handled reminders"),
  .label_plural = N_("Handled reminders"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "day",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
