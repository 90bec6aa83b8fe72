/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice kinds[] = {
  { "call", N_("Call"), "电话" },
  { "message", N_("Message"), "消息|微信" },
  { "visit", N_("Visit"), "拜访|上门" },
  { "training", N_("Training"), "培训" },
  { "note", N_("Note"), "备注|笔记" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Streamer"), .target = "Streamer", .aliases = "主播|主播ID|达人ID" },
  { .name = "kind", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Kind"), .fallback = "note",
    .choices = kinds, .aliases = "类型|方式" },
  { .name = "at", .kind = ROSTER_KIND_INSTANT, .flags = ROSTER_FIELD_REQUIRED, .label = N_("When"),
    .aliases = "时间|日期" },
  { .name = "text", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE | ROSTER_FIELD_PERSONAL,
    .label = N_("Text"), .aliases = "内容|备注" },
  { .name = "reached", .kind = ROSTER_KIND_BOOLEAN, .label = N_("Reached"), .fallback = "yes", .aliases = "是否联系上" },
  { .name = "person", .kind = ROSTER_KIND_REFERENCE, .label = N_("By"), .target = "Person", .aliases = "业务员" },
};

const RosterRecordType roster_activity_type = {
  .name = "Activity",
  .plural = "activities",
  .label = N_("Activity"),
  .label_plural = N_("Activities"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "text",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
