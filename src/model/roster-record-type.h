/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "roster-field.h"

G_BEGIN_DECLS

/**
 * RosterScope:
 * @ROSTER_SCOPE_COMPANY: head office writes, everybody reads
 * @ROSTER_SCOPE_BOOK: belongs to one salesperson's book
 */
typedef enum
{
  ROSTER_SCOPE_COMPANY,
  ROSTER_SCOPE_BOOK,
} RosterScope;

/**
 * RosterRecordType:
 * @name: the type's name on the wire, in SQL and on the command line, for example `Streamer`
 * @plural: the name of the collection on the command line, for example `streamers`
 * @label: what a person reads, marked for translation
 * @label_plural: the same for many
 * @scope: which kind of account it lives in
 * @title: the field that names a record to a person
 * @match_key: the fields by which an imported row finds the record it means, ended by %NULL
 * @fields: the type's own fields
 * @n_fields: how many
 *
 * A kind of thing that is stored and synced.
 */
typedef struct
{
  const char *name;
  const char *plural;
  const char *label;
  const char *label_plural;
  RosterScope scope;
  const char *title;
  const char *match_key[4];
  const RosterField *fields;
  guint n_fields;
} RosterRecordType;

/** What every record has besides the fields of its type; the office sets them. */
extern const RosterField roster_common_fields[];

/** How many there are. */
#define ROSTER_N_COMMON_FIELDS 3

/** How many types there are. */
#define ROSTER_N_RECORD_TYPES 19

extern const RosterRecordType roster_base_type;
extern const RosterRecordType roster_person_type;
extern const RosterRecordType roster_factory_type;
extern const RosterRecordType roster_product_type;
extern const RosterRecordType roster_checklist_type;
extern const RosterRecordType roster_rule_type;
extern const RosterRecordType roster_affinity_type;
extern const RosterRecordType roster_streamer_type;
extern const RosterRecordType roster_activity_type;
extern const RosterRecordType roster_live_type;
extern const RosterRecordType roster_lineup_type;
extern const RosterRecordType roster_sale_type;
extern const RosterRecordType roster_metric_type;
extern const RosterRecordType roster_video_type;
extern const RosterRecordType roster_decision_type;
extern const RosterRecordType roster_walkthrough_type;
extern const RosterRecordType roster_followup_type;
extern const RosterRecordType roster_reminder_day_type;
extern const RosterRecordType roster_custom_request_type;

/** Every type; what is referred to comes before what refers to it. */
extern const RosterRecordType *const roster_record_types[ROSTER_N_RECORD_TYPES];

const RosterRecordType *roster_record_type_find        (const char             *name);
guint                   roster_record_type_n_fields    (const RosterRecordType *type);
const RosterField      *roster_record_type_field       (const RosterRecordType *type,
                                                        guint                   index);
int                     roster_record_type_find_field  (const RosterRecordType *type,
                                                        const char             *name);
GType                   roster_record_type_get_gtype   (const RosterRecordType *type);
void                    roster_record_type_add_search_forms (const RosterRecordType *type,
                                                        const RosterField      *field,
                                                        const char             *text,
                                                        GString                *key);
const char             *roster_record_type_label       (const RosterRecordType *type,
                                                        gboolean                plural);

G_END_DECLS
