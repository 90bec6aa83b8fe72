/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer", .aliases = "达人ID|主播ID|主播|快手号" },
  { .name = "day", .kind = ROSTER_KIND_DATE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Day"), .aliases = "日期" },
  { .name = "followers", .kind = ROSTER_KIND_INTEGER, .label = N_("Followers"), .unit = N_("people"),
    .aliases = "粉丝数" },
  { .name = "plays", .kind = ROSTER_KIND_INTEGER, .label = N_("Plays"), .unit = N_("plays"), .aliases = "播放量" },
  { .name = "likes", .kind = ROSTER_KIND_INTEGER, .label = N_("Likes"), .unit = N_("likes"), .aliases = "点赞数" },
  { .name = "videos", .kind = ROSTER_KIND_INTEGER, .label = N_("Videos"), .unit = N_("videos"), .aliases = "视频数|作品数" },
  { .name = "heat", .kind = ROSTER_KIND_INTEGER, .label = N_("Heat"), .maximum = 100, .aliases = "热度|热度值" },
  { .name = "completionRate", .kind = ROSTER_KIND_RATE, .label = N_("Completion rate"), .aliases = "完播率" },
  { .name = "replayRate", .kind = ROSTER_KIND_RATE, .label = N_("Replay rate"), .aliases = "复播率" },
  { .name = "liveMinutes", .kind = ROSTER_KIND_INTEGER, .label = N_("Minutes live"), .maximum = 1440,
    .unit = N_("minutes"), .aliases = "直播时长|开播分钟" },
  { .name = "lives", .kind = ROSTER_KIND_INTEGER, .label = N_("Lives"), .unit = N_("lives"), .aliases = "直播场次" },
  { .name = "viewers", .kind = ROSTER_KIND_INTEGER, .label = N_("Viewers"), .unit = N_("people"),
    .aliases = "观看人数|观众" },
  { .name = "orders", .kind = ROSTER_KIND_INTEGER, .label = N_("Orders"), .unit = N_("orders"), .aliases = "订单数" },
  { .name = "sales", .kind = ROSTER_KIND_MONEY, .label = N_("Sales"), .aliases = "销售额|销售" },
  { .name = "margin", .kind = ROSTER_KIND_MONEY, .label = N_("Margin"), .minimum = -1000000000000, .aliases = "利润|毛利" },
};

const RosterRecordType roster_metric_type = {
  .name = "Metric",
  .plural = "metrics",
  .label = N_("Measure"),
  .label_plural = N_("Measures"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = NULL,
  .match_key = { "streamer", "day" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
