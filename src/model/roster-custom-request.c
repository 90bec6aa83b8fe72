/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

/* What a streamer wishes to have made, until the product is in the catalogue. The request belongs to the book and says
   how far the making is, who is waited for and what is wished; the product belongs to the company and says what was
   made, for whom (customFor) and whether it passed its checks (rule 10). So a request repeats nothing of its product:
   it names it, and may be listed only when the product is there, made for this streamer, checked and listed itself (see
   roster_custom_request_obstacle()). The product's customStage is the office's word to everybody who does not read the
   book, and the only one that matching goes by. The rules of the stages are in roster-custom-stage.h. */
static const RosterChoice stages[] = {
  { "idea", N_("Idea"), "创意|想法" },
  { "design", N_("Design"), "设计" },
  { "sample", N_("Sample"), "打样|样品" },
  { "checks", N_("Checks"), "检测|检查" },
  { "listed", N_("Listed"), "上架|已上架" },
  { "dropped", N_("Dropped"), "已取消|已放弃" },
  { NULL },
};

static const RosterChoice parties[] = {
  { "streamer", N_("Streamer"), "主播" },
  { "factory", N_("Factory"), "工厂" },
  { "office", N_("Head office"), "总部" },
  { "salesperson", N_("Salesperson"), "业务员" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "streamer", .kind = ROSTER_KIND_REFERENCE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Streamer"),
    .target = "Streamer", .aliases = "主播|主播ID" },
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Name"), .maximum = 200, .aliases = "名称|定制产品" },
  { .name = "baseProduct", .kind = ROSTER_KIND_REFERENCE, .label = N_("Base product"), .target = "Product",
    .aliases = "基础商品|基础产品" },
  { .name = "changes", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Changes"),
    .aliases = "改动|修改要求" },
  { .name = "imprint", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Imprint"),
    .maximum = 200, .aliases = "印字|印制内容" },
  { .name = "colour", .kind = ROSTER_KIND_TEXT, .label = N_("Colour"), .maximum = 80, .aliases = "颜色" },
  { .name = "minimumQuantity", .kind = ROSTER_KIND_INTEGER, .label = N_("Minimum order"), .unit = N_("units"),
    .aliases = "起订量" },
  { .name = "factory", .kind = ROSTER_KIND_REFERENCE, .label = N_("Factory"), .target = "Factory",
    .aliases = "工厂|厂家" },
  { .name = "stage", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Stage"),
    .fallback = "idea", .choices = stages, .aliases = "进度|阶段" },
  { .name = "ideaOn", .kind = ROSTER_KIND_DATE, .label = N_("Idea since") },
  { .name = "designOn", .kind = ROSTER_KIND_DATE, .label = N_("Design since") },
  { .name = "sampleOn", .kind = ROSTER_KIND_DATE, .label = N_("Sample since") },
  { .name = "checksOn", .kind = ROSTER_KIND_DATE, .label = N_("Checks since") },
  { .name = "listedOn", .kind = ROSTER_KIND_DATE, .label = N_("Listed on") },
  { .name = "droppedOn", .kind = ROSTER_KIND_DATE, .label = N_("Dropped on") },
  { .name = "dropReason", .kind = ROSTER_KIND_TEXT, .label = N_("Why dropped"), .maximum = 300,
    .aliases = "放弃原因" },
  { .name = "waitingFor", .kind = ROSTER_KIND_CHOICE, .label = N_("Waiting for"), .fallback = "streamer",
    .choices = parties, .aliases = "等待" },
  { .name = "waitingSince", .kind = ROSTER_KIND_DATE, .label = N_("Waiting since") },
  { .name = "due", .kind = ROSTER_KIND_DATE, .label = N_("Due"), .aliases = "截止日期" },
  { .name = "cost", .kind = ROSTER_KIND_MONEY, .label = N_("Development cost"), .aliases = "开发成本|开模费" },
  { .name = "poolShare", .kind = ROSTER_KIND_RATE, .label = N_("The pool bears"), .aliases = "研发池承担比例" },
  { .name = "product", .kind = ROSTER_KIND_REFERENCE, .label = N_("Resulting product"), .target = "Product",
    .aliases = "商品编号|定制成品" },
  { .name = "notes", .kind = ROSTER_KIND_NOTE, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Notes"),
    .aliases = "备注" },
};

const RosterRecordType roster_custom_request_type = {
  .name = "CustomRequest",
  .plural = "customrequests",
  .label = N_("Custom product"),
  .label_plural = N_("Custom products"),
  .scope = ROSTER_SCOPE_BOOK,
  .title = "name",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
