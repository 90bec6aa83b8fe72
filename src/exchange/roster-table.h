/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is taken of a file. A file that holds more is refused with ROSTER_EXCHANGE_ERROR_LIMIT. */
#define ROSTER_TABLE_MAX_FILE ((gsize) 64 << 20)
#define ROSTER_TABLE_MAX_TEXT ((gsize) 192 << 20)
#define ROSTER_TABLE_MAX_CELL ((gsize) 64 << 10)
#define ROSTER_TABLE_MAX_COLUMNS 256
#define ROSTER_TABLE_MAX_ROWS 500000

/*
 * A table out of a file: headings and rows of text. The first row that is not blank gives the headings; blank rows are
 * left out. Every cell is valid UTF-8 without NUL. Once made it does not change.
 */
typedef struct _RosterTable RosterTable;

RosterTable *roster_table_ref        (RosterTable          *self);
void         roster_table_unref      (RosterTable          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterTable, roster_table_unref)

guint        roster_table_n_columns  (RosterTable          *self);
const char  *roster_table_heading    (RosterTable          *self,
                                      guint                 column);
int          roster_table_find       (RosterTable          *self,
                                      const char           *heading);
guint        roster_table_n_rows     (RosterTable          *self);
guint        roster_table_line       (RosterTable          *self,
                                      guint                 row);
gboolean     roster_table_is_cut     (RosterTable          *self,
                                      guint                 row);
guint        roster_table_row        (RosterTable          *self,
                                      guint                 row,
                                      const char          **cells);

/* For the readers. */
typedef struct _RosterTableBuilder RosterTableBuilder;

RosterTableBuilder *roster_table_builder_new       (void);
void                roster_table_builder_free      (RosterTableBuilder  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterTableBuilder, roster_table_builder_free)

gboolean            roster_table_builder_add_cell  (RosterTableBuilder  *self,
                                                    guint                line,
                                                    const char          *text,
                                                    gsize                length,
                                                    GError             **error);
gboolean            roster_table_builder_end_row   (RosterTableBuilder  *self,
                                                    guint                line,
                                                    GError             **error);
void                roster_table_builder_cut_row   (RosterTableBuilder  *self);
RosterTable        *roster_table_builder_finish    (RosterTableBuilder  *self,
                                                    GError             **error);

/* Reading a file of any kind that is known. */
RosterTable *roster_table_read_file  (const char           *path,
                                      const char           *sheet,
                                      GCancellable         *cancellable,
                                      GError              **error);
RosterTable *roster_table_read_bytes (GBytes               *bytes,
                                      const char           *sheet,
                                      GCancellable         *cancellable,
                                      GError              **error);

G_END_DECLS
