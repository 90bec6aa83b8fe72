/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice states[] = {
  { "planned", N_("Planned"), "计划|已计划" },
  { "confirmed", N_("Confirmed"), "已确认" },
  { "live", N_("Live"), "直播中" },
  { "held", N_("Held"), "已播" },
  { "missed", N_("Missed"), "未播" },
  { "cancelled", N_("Cancelled"), "已取消" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer", .aliases = "主播|主播ID|达人ID" },
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Title"), .maximum = 200,
    .fallback = "Live session", .aliases = "标题|主题" },
  { .name = "startLocal", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Starts at"),
    .maximum = 19, .aliases = "开播时间|开始时间" },
  { .name = "zone", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Time zone"), .maximum = 64,
    .fallback = "Asia/Shanghai" },
  { .name = "durationMinutes", .kind = ROSTER_KIND_INTEGER, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Length"),
    .minimum = 1, .maximum = 1440, .unit = N_("minutes"), .fallback = "120", .aliases = "时长" },
  { .name = "state", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("State"),
    .fallback = "planned", .choices = states, .aliases = "状态" },
  { .name = "recurrence", .kind = ROSTER_KIND_TEXT, .label = N_("Repeats"), .maximum = 500 },
  { .name = "exceptions", .kind = ROSTER_KIND_SET, .label = N_("Except on") },
  { .name = "series", .kind = ROSTER_KIND_REFERENCE, .label = N_("Series"), .target = "Live" },
  { .name = "slot", .kind = ROSTER_KIND_TEXT, .label = N_("Stands in for"), .maximum = 19 },
  { .name = "lineUp", .kind = ROSTER_KIND_REFERENCE, .label = N_("Line-up"), .target = "LineUp" },
  { .name = "trainer", .kind = ROSTER_KIND_REFERENCE, .label = N_("Trainer"), .target = "Person", .aliases = "培训师" },
  { .name = "salesperson", .kind = ROSTER_KIND_REFERENCE, .label = N_("Salesperson"), .target = "Person",
    .aliases = "业务员|到场业务员" },
  { .name = "actualStart", .kind = ROSTER_KIND_INSTANT, .label = N_("Started") },
  { .name = "actualEnd", .kind = ROSTER_KIND_INSTANT, .label = N_("Ended") },
  { .name = "viewers", .kind = ROSTER_KIND_INTEGER, .label = N_("Viewers"), .unit = N_("people"), .aliases = "观看人数" },
  { .name = "orders", .kind = ROSTER_KIND_INTEGER, .label = N_("Orders"), .unit = N_("orders"), .aliases = "订单数" },
  { .name = "sales", .kind = ROSTER_KIND_MONEY, .label = N_("Sales"), .aliases = "销售额" },
  { .name = "reminders", .kind = ROSTER_KIND_MAP, .label = N_("Reminders") },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Notes"),
    .aliases = "备注" },
};

const RosterRecordType roster_live_type = {
  .name = "Live",
  .plural = "lives",
  .label = N_("Live session"),
  .label_plural = N_("Live sessions"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "name",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
