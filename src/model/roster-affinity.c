/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>

/* What the office learns from the sales of the whole company, so that a book matches as well as the company does. The
   subject says of what: product/ID, vertical/NAME or pace/TIER/VERTICAL; src/match/roster-match-table.h tells more. */
static const RosterField fields[] = {
  { .name = "name", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_REQUIRED | ROSTER_FIELD_IMMUTABLE,
    .label = N_("Subject"), .minimum = 1, .maximum = 200, .aliases = "对象" },
  { .name = "evidence", .kind = ROSTER_KIND_INTEGER, .label = N_("Evidence"), .aliases = "依据" },
  { .name = "units", .kind = ROSTER_KIND_INTEGER, .label = N_("Units"), .unit = N_("units"), .aliases = "件数" },
  { .name = "sessions", .kind = ROSTER_KIND_INTEGER, .label = N_("Sessions"), .unit = N_("sessions"), .aliases = "场次" },
  { .name = "shares", .kind = ROSTER_KIND_MAP, .label = N_("Shares"), .maximum = 2000, .aliases = "占比" },
};

const RosterRecordType roster_affinity_type = {
  .name = "Affinity",
  .plural = "affinities",
  .label = N_("Affinity"),
  .label_plural = N_("Affinities"),
  .scope = ROSTER_SCOPE_COMPANY,
  .title = "name",
  .match_key = { "name" },
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
