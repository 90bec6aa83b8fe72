/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

/* The office's own value for a number of roster-rules.h; where there is no record the default holds. Which names and
   values there are is the affair of roster_rule_check(). */
static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Name"), .minimum = 1, .maximum = 64, .aliases = "规则|名称" },
  { .name = "value", .kind = ROSTER_KIND_INTEGER, .flags = ROSTER_FIELD_REQUIRED, .label = N_("Value"),
    .aliases = "数值|值" },
  { .name = "note", .kind = ROSTER_KIND_NOTE, .label = N_("Note"), .aliases = "备注|说明" },
};

const RosterRecordType roster_rule_type = {
  .name = "Rule",
  .plural = "rules",
  .label = N_("Rule"),
  .label_plural = N_("Rules"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "name" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
