/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice states[] = {
  { "running", N_("Running"), "进行中" },
  { "finished", N_("Finished"), "已完成" },
  { "signed", N_("Signed"), "已签字" },
  { "abandoned", N_("Abandoned"), "已放弃" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Streamer"), .target = "Streamer" },
  { .name = "checklist", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Checklist"), .target = "Checklist" },
  { .name = "checklistVersion", .kind = ROSTER_KIND_INTEGER, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Version"), .minimum = 1 },
  { .name = "trainer", .kind = ROSTER_KIND_REFERENCE, .label = N_("Trainer"), .target = "Person" },
  { .name = "state", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_OUTCOME,
    .label = N_("State"),
    .fallback = "running", .choices = states },
  { .name = "startedAt", .kind = ROSTER_KIND_INSTANT, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Started") },
  { .name = "finishedAt", .kind = ROSTER_KIND_INSTANT, .flags = ROSTER_FIELD_EARLIEST | ROSTER_FIELD_OUTCOME,
    .label = N_("Finished") },
  { .name = "cursor", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_PASSING, .label = N_("Current item"),
    .maximum = 120 },
  { .name = "answers", .kind = ROSTER_KIND_MAP, .label = N_("Answers"), .maximum = 2000 },
  { .name = "photos", .kind = ROSTER_KIND_MAP, .label = N_("Photos"), .maximum = 2000 },
  { .name = "result", .kind = ROSTER_KIND_RATE, .flags = ROSTER_FIELD_DERIVED | ROSTER_FIELD_OUTCOME,
    .label = N_("Result") },
  { .name = "signatures", .kind = ROSTER_KIND_MAP, .flags = ROSTER_FIELD_SEAL, .label = N_("Signatures") },
  { .name = "amendments", .kind = ROSTER_KIND_MAP, .label = N_("Amendments") },
  { .name = "abandonReason", .kind = ROSTER_KIND_TEXT, .label = N_("Given up because"), .maximum = 500 },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Notes") },
};

const RosterRecordType roster_walkthrough_type = {
  .name = "Walkthrough",
  .plural = "walkthroughs",
  .label = N_("Walk-through"),
  .label_plural = N_("Walk-throughs"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = NULL,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
