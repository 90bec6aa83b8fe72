/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-template.h"

G_BEGIN_DECLS

struct _RosterTemplate
{
  gatomicrefcount ref_count;
  GArray *sections;
  GArray *items;
  GHashTable *by_id;
};

/** How an automatic check may answer an item: as yes or no, and some also as a number. */
gboolean roster_check_fits       (RosterCheck      check,
                                  RosterItemKind   kind);

void     roster_template_read    (RosterTemplate  *self,
                                  const char      *sections,
                                  GPtrArray       *faults);

/* What a document may hold; the schema says so too. */
#define ROSTER_TEMPLATE_MAX_SECTIONS 50
#define ROSTER_TEMPLATE_MAX_ID_LENGTH 60
#define ROSTER_TEMPLATE_MAX_TEXT_LENGTH 300
#define ROSTER_TEMPLATE_MAX_GUIDANCE_LENGTH 2000
#define ROSTER_TEMPLATE_MAX_NUMBER 1000000000
#define ROSTER_TEMPLATE_MAX_FOLLOW_UP_DAYS 365

const char *const *roster_template_kinds (guint *n_kinds);
const char *const *roster_template_lines (guint *n_lines);

G_END_DECLS
