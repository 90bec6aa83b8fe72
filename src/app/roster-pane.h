/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PANE (roster_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterPane, roster_pane, ROSTER, PANE, AdwBin)

/**
 * RosterPaneClass:
 * @record_changed: the pane's record is another one; the pane shows it, or selects it where it is a list
 *
 * One of the window's panes: the list of a place, or the page beside it. A pane brings its own header bar and binds the
 * bar's properties to its own of the same name; the window sets them as panes fold.
 *
 * Properties:
 *
 *   context (RosterContext, construct only)
 *   record-id (string)               the record that a page shows, or that is selected in a list
 *   selected (uint)                  how many records are selected in the list, for the page as well
 *   show-start-title-buttons, show-end-title-buttons (boolean)   for the header bar
 *   can-go-back (boolean)            whether to show a button with the action win.back
 *   narrow (boolean)                 only one of list and page fits: a click in the list opens the page
 */
struct _RosterPaneClass
{
  AdwBinClass parent_class;

  void (*record_changed) (RosterPane *self);
};

RosterContext *roster_pane_context       (RosterPane *self);
const char    *roster_pane_record_id     (RosterPane *self);
void           roster_pane_set_record_id (RosterPane *self,
                                          const char *id);
guint          roster_pane_selected      (RosterPane *self);
void           roster_pane_set_selected  (RosterPane *self,
                                          guint       selected);
gboolean       roster_pane_is_narrow     (RosterPane *self);

G_END_DECLS
