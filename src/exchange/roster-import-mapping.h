/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-import-number.h"
#include "roster-record-type.h"
#include "roster-table.h"

G_BEGIN_DECLS

/** What a column means when it means no field: nothing. */
#define ROSTER_IMPORT_COLUMN_IGNORED (-1)

/** What a column means when it holds the ids of the records themselves. */
#define ROSTER_IMPORT_COLUMN_ID (-2)

/*
 * Which column of a table goes to which field of a type. Made by guessing from the headings, corrected by a person.
 * Fields are meant by their index, as in roster_record_type_field().
 *
 * To remember what a person chose, save roster_import_mapping_to_text() under roster_import_mapping_key() (as a fact of
 * the cache, say) and give it to roster_import_mapping_from_text() when a table with the same headings comes again; to
 * forget it, delete the fact.
 */
typedef struct _RosterImportMapping RosterImportMapping;

RosterImportMapping    *roster_import_mapping_new_guessed  (const RosterRecordType  *type,
                                                            RosterTable             *table);
void                    roster_import_mapping_free         (RosterImportMapping     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterImportMapping, roster_import_mapping_free)

const RosterRecordType *roster_import_mapping_type         (RosterImportMapping     *self);
RosterTable            *roster_import_mapping_table        (RosterImportMapping     *self);
int                     roster_import_mapping_field        (RosterImportMapping     *self,
                                                            guint                    column);
int                     roster_import_mapping_column       (RosterImportMapping     *self,
                                                            int                      field);
const RosterImportUnit *roster_import_mapping_unit         (RosterImportMapping     *self,
                                                            guint                    column);
gboolean                roster_import_mapping_set          (RosterImportMapping     *self,
                                                            guint                    column,
                                                            int                      field,
                                                            GError                 **error);
gboolean                roster_import_mapping_override     (RosterImportMapping     *self,
                                                            const char              *assignment,
                                                            GError                 **error);
gboolean                roster_import_mapping_can_take     (const RosterField       *field);

char                   *roster_import_mapping_key          (RosterImportMapping     *self);
char                   *roster_import_mapping_to_text      (RosterImportMapping     *self);
gboolean                roster_import_mapping_from_text    (RosterImportMapping     *self,
                                                            const char              *text,
                                                            GError                 **error);

/* The headings that exports write for what is no plain field. */
const char             *roster_exchange_id_heading         (void);
char                   *roster_exchange_heading            (const RosterField       *field);
char                   *roster_exchange_reference_heading  (const RosterField       *field);

G_END_DECLS
