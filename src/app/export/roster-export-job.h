/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"
#include "roster-export.h"

G_BEGIN_DECLS

const char *roster_export_format_to_words (RosterExportFormat       format);
char       *roster_export_file_name       (RosterClock             *clock,
                                           RosterExportFormat       format,
                                           const char              *title);

void        roster_export_async           (RosterContext           *context,
                                           RosterExportFormat       format,
                                           const RosterRecordType  *type,
                                           const char              *id,
                                           GFile                   *file,
                                           GCancellable            *cancellable,
                                           GAsyncReadyCallback      callback,
                                           gpointer                 user_data);
int         roster_export_finish          (GAsyncResult            *result,
                                           GError                 **error);

G_END_DECLS
