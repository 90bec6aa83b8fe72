/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-exchange-lookup.h"

G_BEGIN_DECLS

/**
 * RosterExportFormat:
 * @ROSTER_EXPORT_CSV: UTF-8 with a mark and CR LF, as spreadsheet programs want it; safe against formulas
 * @ROSTER_EXPORT_XLSX: a workbook with real numbers and dates
 * @ROSTER_EXPORT_JSON: an array of records as they travel, with every field
 * @ROSTER_EXPORT_VCARD: vCard 4.0; streamers only
 * @ROSTER_EXPORT_ICS: iCalendar; live sessions only
 */
typedef enum
{
  ROSTER_EXPORT_CSV,
  ROSTER_EXPORT_XLSX,
  ROSTER_EXPORT_JSON,
  ROSTER_EXPORT_VCARD,
  ROSTER_EXPORT_ICS,
} RosterExportFormat;

/** How many formats there are. */
#define ROSTER_EXPORT_N_FORMATS 5

gboolean    roster_export_format_from_nick (const char              *nick,
                                            RosterExportFormat      *format);
const char *roster_export_format_to_nick   (RosterExportFormat       format);
const char *roster_export_format_suffix    (RosterExportFormat       format);
gboolean    roster_export_format_suits     (RosterExportFormat       format,
                                            const RosterRecordType  *type);

GBytes     *roster_export_to_bytes         (RosterExportFormat       format,
                                            const RosterRecordType  *type,
                                            GPtrArray               *records,
                                            RosterExchangeLookup    *lookup,
                                            gint64                   now,
                                            GCancellable            *cancellable,
                                            GError                 **error);
gboolean    roster_export_to_file          (RosterExportFormat       format,
                                            const RosterRecordType  *type,
                                            GPtrArray               *records,
                                            RosterExchangeLookup    *lookup,
                                            gint64                   now,
                                            const char              *path,
                                            GCancellable            *cancellable,
                                            GError                 **error);

G_END_DECLS
