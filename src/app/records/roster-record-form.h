/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-record-watch.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_FORM (roster_record_form_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecordForm, roster_record_form, ROSTER, RECORD_FORM, AdwBin)

/**
 * RosterFormGroup:
 * @title: (nullable): marked for translation
 * @fields: the fields, ended by %NULL
 *
 * Fields that stand together under a title.
 */
typedef struct
{
  const char *title;
  const char *const *fields;
} RosterFormGroup;

/*
 * Rows for the fields of one record, made from its type's table. Each edit is a step of its own that changes this one
 * field.
 */
GtkWidget *roster_record_form_new     (RosterContext          *context,
                                       const RosterRecordType *type,
                                       const RosterFormGroup  *groups);
void       roster_record_form_show    (RosterRecordForm       *self,
                                       RosterRecordWatch      *watch);
void       roster_record_form_flush   (RosterRecordForm       *self);
void       roster_record_form_set_suffix (RosterRecordForm   *self,
                                          GtkWidget          *suffix);
GtkWidget *roster_record_form_row     (RosterRecordForm       *self,
                                       const char             *field);

G_END_DECLS
