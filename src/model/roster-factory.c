/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice models[] = {
  { "oem", N_("OEM"), "代工|代工（OEM）" },
  { "odm", N_("ODM"), "贴牌设计|代设计（ODM）" },
  { "branded", N_("Branded"), "品牌" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Name"), .maximum = 120, .aliases = "工厂|工厂名称|厂家|供应商|名称" },
  { .name = "province", .kind = ROSTER_KIND_TEXT, .label = N_("Province"), .aliases = "省|省份" },
  { .name = "city", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("City"), .aliases = "城市" },
  { .name = "contact", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE | ROSTER_FIELD_PERSONAL,
    .label = N_("Contact"), .maximum = 80, .aliases = "联系人" },
  { .name = "phone", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE | ROSTER_FIELD_PERSONAL,
    .label = N_("Phone"), .maximum = 40, .aliases = "电话|联系电话|电话号码" },
  { .name = "categories", .kind = ROSTER_KIND_SET, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Makes"),
    .aliases = "品类|主营|主营品类" },
  { .name = "models", .kind = ROSTER_KIND_SET, .label = N_("Ways of making"), .choices = models,
    .aliases = "合作模式|生产方式" },
  { .name = "dailyCapacity", .kind = ROSTER_KIND_INTEGER, .label = N_("Daily capacity"), .unit = N_("units"),
    .aliases = "日产能" },
  { .name = "leadTimeDays", .kind = ROSTER_KIND_INTEGER, .label = N_("Lead time"), .maximum = 365, .unit = N_("days"),
    .aliases = "交期|生产周期" },
  { .name = "minimumQuantity", .kind = ROSTER_KIND_INTEGER, .label = N_("Minimum order"), .unit = N_("units"),
    .aliases = "起订量|最小起订量" },
  { .name = "termsDays", .kind = ROSTER_KIND_INTEGER, .label = N_("Payment terms"), .maximum = 365, .unit = N_("days"),
    .aliases = "账期|付款期限" },
  { .name = "researchPool", .kind = ROSTER_KIND_MONEY, .label = N_("Share in the research pool"),
    .aliases = "研发投入|研发资金池份额" },
  { .name = "active", .kind = ROSTER_KIND_BOOLEAN, .label = N_("Works with us"), .fallback = "yes",
    .aliases = "合作中" },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .label = N_("Notes"), .aliases = "备注" },
};

const RosterRecordType roster_factory_type = {
  .name = "Factory",
  .plural = "factories",
  .label = N_("Factory"),
  .label_plural = N_("Factories"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "name" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
