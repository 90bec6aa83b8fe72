/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice states[] = {
  { "open", N_("Open"), "未完成" },
  { "done", N_("Done"), "已完成" },
  { "dropped", N_("Dropped"), "已取消|已放弃" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer" },
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Task"), .maximum = 300 },
  { .name = "due", .kind = ROSTER_KIND_DATE, .label = N_("Due") },
  { .name = "state", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("State"),
    .fallback = "open", .choices = states },
  { .name = "walkthrough", .kind = ROSTER_KIND_REFERENCE, .label = N_("Walk-through"), .target = "Walkthrough" },
  { .name = "item", .kind = ROSTER_KIND_TEXT, .label = N_("Item"), .maximum = 120 },
  { .name = "person", .kind = ROSTER_KIND_REFERENCE, .label = N_("For"), .target = "Person" },
  { .name = "doneAt", .kind = ROSTER_KIND_INSTANT, .label = N_("Done at") },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Notes") },
};

const RosterRecordType roster_followup_type = {
  .name = "FollowUp",
  .plural = "followups",
  .label = N_("Follow-up"),
  .label_plural = N_("Follow-ups"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "name",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
