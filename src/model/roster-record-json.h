/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"

G_BEGIN_DECLS

JsonObject   *roster_record_to_json        (RosterRecord            *self);
RosterRecord *roster_record_from_json      (const RosterRecordType  *type,
                                            const char              *account,
                                            JsonObject              *object,
                                            GError                 **error);
char         *roster_record_to_json_text   (RosterRecord            *self);
RosterRecord *roster_record_from_json_text (const RosterRecordType  *type,
                                            const char              *account,
                                            const char              *text,
                                            GError                 **error);

G_END_DECLS
