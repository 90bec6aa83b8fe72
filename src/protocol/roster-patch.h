/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-jmap-names.h"
#include "roster-record.h"

G_BEGIN_DECLS

JsonObject   *roster_patch_diff   (RosterRecord            *before,
                                   RosterRecord            *after);
RosterRecord *roster_patch_apply  (RosterRecord            *record,
                                   JsonObject              *patch,
                                   GPtrArray               *properties,
                                   GError                 **error);
JsonObject   *roster_patch_create (RosterRecord            *record);
RosterRecord *roster_patch_make   (const RosterRecordType  *type,
                                   const char              *id,
                                   const char              *account,
                                   JsonObject              *object,
                                   GPtrArray               *properties,
                                   GError                 **error);

char         *roster_patch_path   (const char              *field,
                                   const char              *key);

G_END_DECLS
