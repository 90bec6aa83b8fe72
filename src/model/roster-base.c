/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice facilities[] = {
  { "supply", N_("Supply"), "供应链|供货" },
  { "live-room", N_("Live room"), "直播间" },
  { "training", N_("Training"), "培训" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Name"), .maximum = 80, .aliases = "基地|基地名称|名称" },
  { .name = "province", .kind = ROSTER_KIND_TEXT, .label = N_("Province"), .aliases = "省|省份" },
  { .name = "city", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("City"), .aliases = "城市" },
  { .name = "address", .kind = ROSTER_KIND_TEXT, .label = N_("Address"), .aliases = "地址" },
  { .name = "zone", .kind = ROSTER_KIND_TEXT, .label = N_("Time zone"), .maximum = 64, .fallback = "Asia/Shanghai",
    .aliases = "时区" },
  { .name = "phone", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Phone"), .maximum = 40,
    .aliases = "电话|电话号码" },
  { .name = "facilities", .kind = ROSTER_KIND_SET, .label = N_("Facilities"), .choices = facilities, .aliases = "设施" },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .label = N_("Notes"), .aliases = "备注" },
};

const RosterRecordType roster_base_type = {
  .name = "Base",
  .plural = "bases",
  .label = N_("Base"),
  .label_plural = N_("Bases"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "name" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
