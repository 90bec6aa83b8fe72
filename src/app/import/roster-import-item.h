/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-import-plan.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_IMPORT_ITEM (roster_import_item_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportItem, roster_import_item, ROSTER, IMPORT_ITEM, GObject)

/* A row of an import's plan in a person's words: what the preview lists. */
RosterImportItem    *roster_import_item_new         (RosterCache            *cache,
                                                     const RosterImportRow  *row);

RosterImportOutcome  roster_import_item_outcome     (RosterImportItem       *self);
guint                roster_import_item_line        (RosterImportItem       *self);
const char          *roster_import_item_title       (RosterImportItem       *self);
const char          *roster_import_item_detail      (RosterImportItem       *self);

const char          *roster_import_outcome_to_words (RosterImportOutcome     outcome);

G_END_DECLS
