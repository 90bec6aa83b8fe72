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

G_END_DECLS
