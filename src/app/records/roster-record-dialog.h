/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_DIALOG (roster_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecordDialog, roster_record_dialog, ROSTER, RECORD_DIALOG, AdwWindow)

/*
 * Asks for some fields of a record and saves them as one step.
 *
 * Signal: saved (RosterRecord *record, gint64 step)
 */
RosterRecordDialog *roster_record_dialog_new_create (GtkWindow              *parent,
                                                     RosterContext          *context,
                                                     const RosterRecordType *type,
                                                     const char *const      *fields);
RosterRecordDialog *roster_record_dialog_new_edit   (GtkWindow              *parent,
                                                     RosterContext          *context,
                                                     RosterRecord           *record,
                                                     const char *const      *fields);
RosterRecordDialog *roster_record_dialog_new_bulk   (GtkWindow              *parent,
                                                     RosterContext          *context,
                                                     GPtrArray              *records,
                                                     const char *const      *fields);

G_END_DECLS
