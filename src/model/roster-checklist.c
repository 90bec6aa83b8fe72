/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

static const RosterChoice states[] = {
  { "draft", N_("Draft"), "草稿" },
  { "published", N_("Published"), "已发布" },
  { "retired", N_("Retired"), "已停用" },
  { NULL },
};

static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_SEARCHABLE,
    .label = N_("Name"), .maximum = 120, .aliases = "名称" },
  { .name = "nameChinese", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SEARCHABLE, .label = N_("Chinese name"),
    .maximum = 120, .aliases = "中文名称" },
  { .name = "version", .kind = ROSTER_KIND_INTEGER, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Version"),
    .minimum = 1, .fallback = "1", .aliases = "版本" },
  { .name = "state", .kind = ROSTER_KIND_CHOICE, .flags = ROSTER_FIELD_REQUIRED, .label = N_("State"),
    .fallback = "draft", .choices = states, .aliases = "状态" },
  { .name = "effectiveFrom", .kind = ROSTER_KIND_DATE, .label = N_("In force from"), .aliases = "生效日期" },
  { .name = "sections", .kind = ROSTER_KIND_DOCUMENT, .label = N_("Sections"), .aliases = "分组" },
};

const RosterRecordType roster_checklist_type = {
  .name = "Checklist",
  .plural = "checklists",
  .label = N_("Checklist"),
  .label_plural = N_("Checklists"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "name", "version" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
