/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice verdicts[] = {
  { "accepted", N_("Accepted"), "接受|已接受" },
  { "later", N_("Later"), "稍后" },
  { "refused", N_("Refused"), "拒绝|已拒绝" },
  { NULL },
};

static const RosterChoice reasons[] = {
  { "too-expensive", N_("Too expensive"), "太贵" },
  { "sold-badly", N_("Sold badly before"), "以前卖得不好" },
  { "dislikes", N_("Streamer dislikes it"), "主播不喜欢" },
  { "wrong-season", N_("Wrong season"), "季节不对" },
  { "sample-missing", N_("Sample missing"), "没有样品" },
  { "other", N_("Other"), "其他" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer" },
  { .name = "product", .kind = ROSTER_KIND_REFERENCE, .label = N_("Product"), .target = "Product" },
  { .name = "about", .kind = ROSTER_KIND_TEXT, .label = N_("Action"), .maximum = 300 },
  { .name = "verdict", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Verdict"),
    .choices = verdicts },
  { .name = "reason", .kind = ROSTER_KIND_CHOICE, .label = N_("Refusal reason"), .choices = reasons },
  { .name = "text", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("In words"),
    .maximum = 2000 },
  { .name = "at", .kind = ROSTER_KIND_INSTANT, .flags = ROSTER_FIELD_REQUIRED, .label = N_("When") },
  { .name = "until", .kind = ROSTER_KIND_DATE, .label = N_("Again on") },
  { .name = "score", .kind = ROSTER_KIND_MONEY, .label = N_("Expected margin"), .minimum = -1000000000000 },
  { .name = "person", .kind = ROSTER_KIND_REFERENCE, .label = N_("By"), .target = "Person" },
};

const RosterRecordType roster_decision_type = {
  .name = "Decision",
  .plural = "decisions",
  .label = N_("Decision"),
  .label_plural = N_("Decisions"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = NULL,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
