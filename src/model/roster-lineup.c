/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice states[] = {
  { "draft", N_("Draft"), "草稿" },
  { "confirmed", N_("Confirmed"), "已确认" },
  { "done", N_("Done"), "已完成" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer" },
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Name"), .maximum = 200,
    .fallback = "Line-up" },
  { .name = "live", .kind = ROSTER_KIND_REFERENCE, .label = N_("Live session"), .target = "Live" },
  { .name = "items", .kind = ROSTER_KIND_MAP, .label = N_("Items") },
  { .name = "state", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("State"),
    .fallback = "draft", .choices = states },
  { .name = "version", .kind = ROSTER_KIND_INTEGER, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Version"),
    .minimum = 1, .fallback = "1" },
  { .name = "deviations", .kind = ROSTER_KIND_NOTE, .label = N_("Departures from the plan") },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .label = N_("Notes") },
};

const RosterRecordType roster_lineup_type = {
  .name = "LineUp",
  .plural = "lineups",
  .label = N_("Line-up"),
  .label_plural = N_("Line-ups"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "name",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
