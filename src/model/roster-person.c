/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice roles[] = {
  { "salesperson", N_("Salesperson"), "业务员" },
  { "trainer", N_("Trainer"), "培训师" },
  { "manager", N_("Base manager"), "基地经理" },
  { "office", N_("Head office"), "总部" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT,
    .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE | ROSTER_FIELD_PERSONAL, .label = N_("Name"),
    .maximum = 80, .aliases = "姓名|名称" },
  { .name = "login", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Login"), .maximum = 64, .aliases = "账号|登录名" },
  { .name = "role", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Role"), .choices = roles,
    .aliases = "角色" },
  { .name = "base", .kind = ROSTER_KIND_REFERENCE, .label = N_("Base"), .target = "Base", .aliases = "基地" },
  { .name = "phone", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE | ROSTER_FIELD_PERSONAL,
    .label = N_("Phone"), .maximum = 40, .aliases = "电话|手机|手机号|电话号码" },
  { .name = "email", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE | ROSTER_FIELD_PERSONAL,
    .label = N_("E-mail"), .maximum = 254, .aliases = "邮箱|电子邮箱" },
  { .name = "joinedOn", .kind = ROSTER_KIND_DATE, .label = N_("Joined on"), .aliases = "入职日期|加入日期" },
  { .name = "active", .kind = ROSTER_KIND_BOOLEAN, .label = N_("Employed"), .fallback = "yes",
    .aliases = "在职" },
};

const RosterRecordType roster_person_type = {
  .name = "Person",
  .plural = "people",
  .label = N_("Person"),
  .label_plural = N_("People"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "login" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
