/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What goes to standard output. It is UTF-8 whatever the locale says, so that scripts read the same everywhere, and
 * what comes from records cannot steer a terminal: tables leave control characters out.
 */
void roster_ctl_print      (const char *format,
                            ...) G_GNUC_PRINTF (1, 2);

/* A table with aligned columns. The last column is not padded and not cut. */
typedef struct _RosterCtlTable RosterCtlTable;

RosterCtlTable *roster_ctl_table_new   (const char      *heading,
                                        ...) G_GNUC_NULL_TERMINATED;
RosterCtlTable *roster_ctl_table_new_v (GPtrArray       *headings);
void            roster_ctl_table_add   (RosterCtlTable  *self,
                                        ...) G_GNUC_NULL_TERMINATED;
void            roster_ctl_table_add_v (RosterCtlTable  *self,
                                        GPtrArray       *cells);
void            roster_ctl_table_print (RosterCtlTable  *self);
void            roster_ctl_table_free  (RosterCtlTable  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCtlTable, roster_ctl_table_free)

/* A JSON array, one element a line. */
typedef struct _RosterCtlArray RosterCtlArray;

RosterCtlArray *roster_ctl_array_new   (void);
void            roster_ctl_array_add   (RosterCtlArray  *self,
                                        JsonObject      *object);
void            roster_ctl_array_print (RosterCtlArray  *self);
void            roster_ctl_array_free  (RosterCtlArray  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCtlArray, roster_ctl_array_free)

void            roster_ctl_print_json  (JsonObject      *object);

G_END_DECLS
