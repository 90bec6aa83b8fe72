/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-record.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_SELECTION (roster_record_selection_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecordSelection, roster_record_selection, ROSTER, RECORD_SELECTION, GObject)

/*
 * A GtkSelectionModel over records that remembers ids, not positions or objects: a record that was replaced by a newer
 * version, sorted elsewhere or hidden by a filter for a while stays selected.
 *
 * Signal: chosen-changed (), when the records that are selected and present are others.
 */
RosterRecordSelection *roster_record_selection_new     (GListModel            *records);
guint                  roster_record_selection_count   (RosterRecordSelection *self);
GPtrArray             *roster_record_selection_records (RosterRecordSelection *self);
RosterRecord          *roster_record_selection_only    (RosterRecordSelection *self);
void                   roster_record_selection_choose  (RosterRecordSelection *self,
                                                        const char            *id);
void                   roster_record_selection_freeze  (RosterRecordSelection *self);
void                   roster_record_selection_thaw    (RosterRecordSelection *self);
guint                  roster_record_selection_find    (RosterRecordSelection *self,
                                                        const char            *id);

G_END_DECLS
