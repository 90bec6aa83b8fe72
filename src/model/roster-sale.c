/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer", .aliases = "达人ID|主播ID|主播|快手号" },
  { .name = "product", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Product"),
    .target = "Product", .aliases = "商品ID|商品|商品编号|货号" },
  { .name = "periodEnd", .kind = ROSTER_KIND_DATE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Period ends"),
    .aliases = "统计日期|截止日期|周期截止" },
  { .name = "periodDays", .kind = ROSTER_KIND_INTEGER, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Period"),
    .minimum = 1, .maximum = 366, .unit = N_("days"), .fallback = "28", .aliases = "统计天数|周期" },
  { .name = "units", .kind = ROSTER_KIND_INTEGER, .label = N_("Units"), .unit = N_("units"),
    .aliases = "[28天]销量|销量|28天销量|件数" },
  { .name = "amount", .kind = ROSTER_KIND_MONEY, .label = N_("Amount"), .aliases = "[28天]销售额|销售额|28天销售额|金额" },
  { .name = "unitsReturned", .kind = ROSTER_KIND_INTEGER, .label = N_("Units returned"), .unit = N_("units"),
    .aliases = "退货量|退货件数" },
  { .name = "videos", .kind = ROSTER_KIND_INTEGER, .label = N_("Videos"), .unit = N_("videos"), .aliases = "视频数" },
  { .name = "plays", .kind = ROSTER_KIND_INTEGER, .label = N_("Plays"), .unit = N_("plays"), .aliases = "播放量" },
  { .name = "likes", .kind = ROSTER_KIND_INTEGER, .label = N_("Likes"), .unit = N_("likes"), .aliases = "点赞数" },
  { .name = "live", .kind = ROSTER_KIND_REFERENCE, .label = N_("Live session"), .target = "Live", .aliases = "直播" },
  { .name = "settledOn", .kind = ROSTER_KIND_DATE, .label = N_("Settled on"), .aliases = "结算日期" },
};

const RosterRecordType roster_sale_type = {
  .name = "Sale",
  .plural = "sales",
  .label = N_("Sale"),
  .label_plural = N_("Sales"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = NULL,
  .match_key = { "streamer", "product", "periodEnd" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
