/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_PICKER (roster_record_picker_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecordPicker, roster_record_picker, ROSTER, RECORD_PICKER, GtkPopover)

/*
 * A popover in which a person finds a record of one type.
 *
 * Signal: picked (char *id), with an empty id for none where that may be chosen
 */
GtkWidget *roster_record_picker_new (RosterContext          *context,
                                     const RosterRecordType *type,
                                     gboolean                offers_none);

G_END_DECLS
