/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice flags[] = {
  { "none", N_("None"), "无|正常" },
  { "yellow", N_("Yellow"), "黄线|黄" },
  { "red", N_("Red"), "红线|红" },
  { NULL },
};

static const RosterChoice places[] = {
  { "title", N_("Title"), "标题" },
  { "cover", N_("Cover"), "封面" },
  { "frames", N_("Key frames"), "关键帧" },
  { NULL },
};

static const RosterChoice verdicts[] = {
  { "confirmed", N_("Confirmed"), "属实|确认|已确认" },
  { "cleared", N_("Cleared"), "误判|解除" },
  { NULL },
};

/* A machine flags, a person decides, and both are kept (rule 27). */
static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer", .aliases = "达人ID|主播ID|主播|快手号" },
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Title"), .maximum = 300, .aliases = "标题|视频标题|作品标题|作品名称" },
  { .name = "publishedOn", .kind = ROSTER_KIND_DATE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Published on"),
    .aliases = "发布日期|发布时间" },
  { .name = "plays", .kind = ROSTER_KIND_INTEGER, .label = N_("Plays"), .unit = N_("plays"), .aliases = "播放量|播放数" },
  { .name = "likes", .kind = ROSTER_KIND_INTEGER, .label = N_("Likes"), .unit = N_("likes"), .aliases = "点赞数|点赞量" },
  { .name = "completionRate", .kind = ROSTER_KIND_RATE, .label = N_("Completion rate"), .aliases = "完播率" },
  { .name = "replayRate", .kind = ROSTER_KIND_RATE, .label = N_("Replay rate"), .aliases = "复播率" },
  { .name = "length", .kind = ROSTER_KIND_INTEGER, .label = N_("Length"), .unit = N_("seconds"), .decimals = 3,
    .maximum = 86400000, .aliases = "时长|视频时长|时长(秒)|视频时长(秒)" },
  { .name = "heat", .kind = ROSTER_KIND_INTEGER, .label = N_("Heat"), .maximum = 100, .aliases = "热度|热度值" },
  { .name = "repost", .kind = ROSTER_KIND_BOOLEAN, .label = N_("Repost"), .aliases = "搬运|是否搬运|重复" },
  { .name = "flag", .kind = ROSTER_KIND_CHOICE, .label = N_("Flag"), .choices = flags, .aliases = "红黄线预警|红黄线|预警" },
  { .name = "flaggedIn", .kind = ROSTER_KIND_SET, .label = N_("Flagged in"), .choices = places, .aliases = "预警位置" },
  { .name = "verdict", .kind = ROSTER_KIND_CHOICE, .label = N_("Review result"), .choices = verdicts,
    .aliases = "复核结果" },
  { .name = "verdictReason", .kind = ROSTER_KIND_TEXT, .label = N_("Reason of the review"), .maximum = 500,
    .aliases = "复核说明" },
};

const RosterRecordType roster_video_type = {
  .name = "Video",
  .plural = "videos",
  .label = N_("Video"),
  .label_plural = N_("Videos"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "name",
  .match_key = { "streamer", "publishedOn", "name" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
