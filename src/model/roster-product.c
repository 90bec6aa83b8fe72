/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice checks[] = {
  { "pending", N_("Pending"), "待检|未检|待检查" },
  { "passed", N_("Passed"), "通过|合格" },
  { "failed", N_("Failed"), "未通过|不合格" },
  { NULL },
};

static const RosterChoice lineup_roles[] = {
  { "traffic", N_("Traffic item"), "引流款" },
  { "profit", N_("Profit item"), "利润款" },
  { NULL },
};

static const RosterChoice stages[] = {
  { "idea", N_("Idea"), "创意" },
  { "design", N_("Design"), "设计" },
  { "sample", N_("Sample"), "打样" },
  { "checks", N_("Checks"), "检测" },
  { "listed", N_("Listed"), "上架|已上架" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Name"), .aliases = "商品标题|商品名称|商品|标题|名称|title" },
  { .name = "sku", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Product number"), .maximum = 64, .aliases = "商品ID|商品编号|货号|sku|id" },
  { .name = "category", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Category"),
    .aliases = "商品分类|分类|类目|品类" },
  { .name = "vertical", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Vertical"),
    .maximum = 80, .aliases = "垂类" },
  { .name = "factory", .kind = ROSTER_KIND_REFERENCE, .label = N_("Factory"), .target = "Factory",
    .aliases = "工厂|厂家|供应商" },
  { .name = "price", .kind = ROSTER_KIND_MONEY, .label = N_("Price"), .range_to = "priceHigh", .aliases = "售价|价格|单价" },
  { .name = "priceHigh", .kind = ROSTER_KIND_MONEY, .label = N_("Highest price"), .aliases = "最高价|最高售价" },
  { .name = "cost", .kind = ROSTER_KIND_MONEY, .label = N_("Unit cost"), .aliases = "成本|成本价|进价|单件成本" },
  { .name = "unitMargin", .kind = ROSTER_KIND_MONEY, .label = N_("Unit margin"), .minimum = -1000000000,
    .aliases = "单件利润|毛利|利润|单件毛利" },
  { .name = "commissionRate", .kind = ROSTER_KIND_RATE, .label = N_("Commission"), .aliases = "佣金比例|佣金率|佣金" },
  { .name = "returnRate", .kind = ROSTER_KIND_RATE, .label = N_("Return rate"), .aliases = "退货率" },
  { .name = "stock", .kind = ROSTER_KIND_INTEGER, .label = N_("Stock"), .unit = N_("units"), .aliases = "库存" },
  { .name = "dailyCapacity", .kind = ROSTER_KIND_INTEGER, .label = N_("Daily capacity"), .unit = N_("units"),
    .aliases = "日产能" },
  { .name = "leadTimeDays", .kind = ROSTER_KIND_INTEGER, .label = N_("Lead time"), .maximum = 365, .unit = N_("days"),
    .aliases = "交期" },
  { .name = "clearance", .kind = ROSTER_KIND_BOOLEAN, .label = N_("Clearance"), .aliases = "清仓" },
  { .name = "safetyCheck", .kind = ROSTER_KIND_CHOICE, .label = N_("Safety check"), .fallback = "pending",
    .choices = checks, .aliases = "安全检查|质检" },
  { .name = "legalityCheck", .kind = ROSTER_KIND_CHOICE, .label = N_("Legality check"), .fallback = "pending",
    .choices = checks, .aliases = "合法性检查|合规|合规检查" },
  { .name = "suitsRoles", .kind = ROSTER_KIND_SET, .label = N_("Suits as"), .choices = lineup_roles,
    .aliases = "货品角色|款型|适合作为" },
  { .name = "customFor", .kind = ROSTER_KIND_REFERENCE, .label = N_("Made for"), .target = "Streamer",
    .aliases = "定制主播|专供主播" },
  { .name = "customStage", .kind = ROSTER_KIND_CHOICE, .label = N_("Custom stage"), .choices = stages,
    .aliases = "定制进度" },
  { .name = "minimumQuantity", .kind = ROSTER_KIND_INTEGER, .label = N_("Minimum order"), .unit = N_("units"),
    .aliases = "起订量" },
  { .name = "sellingPoints", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Selling points"),
    .aliases = "卖点" },
  { .name = "listedOn", .kind = ROSTER_KIND_DATE, .label = N_("Listed on"), .aliases = "上架时间|上架日期" },
  { .name = "units28", .kind = ROSTER_KIND_INTEGER, .label = N_("Units sold in 28 days"), .unit = N_("units"),
    .aliases = "[28天]销量|28天销量|近28天销量|销量|28 天销量" },
  { .name = "sales28", .kind = ROSTER_KIND_MONEY, .label = N_("Sales in 28 days"),
    .aliases = "[28天]销售额|28天销售额|近28天销售额|销售额|28 天销售额" },
  { .name = "country", .kind = ROSTER_KIND_TEXT, .label = N_("Country"), .maximum = 40, .aliases = "国家" },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .label = N_("Notes"), .aliases = "备注" },
};

const RosterRecordType roster_product_type = {
  .name = "Product",
  .plural = "products",
  .label = N_("Product"),
  .label_plural = N_("Products"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "sku" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
