/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ROW_GROUP (roster_row_group_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterRowGroup, roster_row_group, ROSTER, ROW_GROUP, AdwBin)

/**
 * RosterRowGroupClass:
 * @read: in a thread of the store: what to show beside a record, given its id; a #GPtrArray that frees its items
 * @make_row: (transfer floating): a row for one item
 * @describe: (nullable): (transfer none) (nullable): what to say above so many rows
 * @depends_on: whether a change to a record of a type means reading again
 *
 * Rows about one record of another type, read in the background and read again when the store changes.
 *
 * Property: context (construct only)
 */
struct _RosterRowGroupClass
{
  AdwBinClass parent_class;

  GPtrArray  *(*read)       (RosterCache            *cache,
                             const char             *id,
                             GError                **error);
  GtkWidget  *(*make_row)   (RosterRowGroup         *self,
                             gpointer                item);
  const char *(*describe)   (RosterRowGroup         *self,
                             guint                   n_rows);
  gboolean    (*depends_on) (const RosterRecordType *type);
};

RosterContext *roster_row_group_context   (RosterRowGroup *self);
void           roster_row_group_set_title (RosterRowGroup *self,
                                           const char     *title);
void           roster_row_group_set_suffix (RosterRowGroup *self,
                                            GtkWidget      *suffix);
void           roster_row_group_show      (RosterRowGroup *self,
                                           const char     *id);

G_END_DECLS
