/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-record-watch.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FIELD_ROW (roster_field_row_get_type ())
G_DECLARE_INTERFACE (RosterFieldRow, roster_field_row, ROSTER, FIELD_ROW, AdwPreferencesRow)

/**
 * RosterFieldRowInterface:
 * @show_value: shows a value (%NULL for none), unless a person is at it just now
 * @add_suffix: puts a widget at the row's end
 * @flush: (nullable): takes what a person has typed but not finished
 * @is_typing: (nullable): whether there is something of that sort
 *
 * A row of a form that shows and edits one field. Made from the field table by roster_field_row_new().
 *
 * Signal: edited (GVariant *value), when a person has entered another value that fits the field; the value may be
 * %NULL. Invalid input stays in the row with the reason and is not told.
 * Signal: reverted (), when a person gives up a value that could not be saved.
 */
struct _RosterFieldRowInterface
{
  GTypeInterface parent_interface;

  void (*show_value) (RosterFieldRow *self,
                      GVariant       *value);
  void (*add_suffix) (RosterFieldRow *self,
                      GtkWidget      *suffix);
  void (*flush)      (RosterFieldRow *self);
  gboolean (*is_typing) (RosterFieldRow *self);
};

GtkWidget         *roster_field_row_new         (RosterContext     *context,
                                                 const RosterField *field);
const RosterField *roster_field_row_field       (RosterFieldRow    *self);
RosterContext     *roster_field_row_context     (RosterFieldRow    *self);
void               roster_field_row_show        (RosterFieldRow    *self,
                                                 GVariant          *value);
GVariant          *roster_field_row_shown       (RosterFieldRow    *self);
void               roster_field_row_flush       (RosterFieldRow    *self);
gboolean           roster_field_row_is_typing   (RosterFieldRow    *self);
void               roster_field_row_set_mark    (RosterFieldRow    *self,
                                                 RosterMark         mark);
void               roster_field_row_set_problem (RosterFieldRow    *self,
                                                 const GError      *problem);
gboolean           roster_field_row_has_problem (RosterFieldRow    *self);
void               roster_field_row_set_unsaved (RosterFieldRow    *self,
                                                 const char        *reason);
void               roster_field_row_retry       (RosterFieldRow    *self);

/* For the rows themselves. */
gboolean           roster_field_row_take        (RosterFieldRow    *self,
                                                 GVariant          *value);

G_END_DECLS
