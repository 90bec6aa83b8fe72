/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match-private.h"

G_BEGIN_DECLS

/*
 * The scores of one streamer with every product, in arrays that are used again for the next streamer: nothing is
 * allocated for a pair. What most products have in common is added up in one loop over whole numbers that a compiler
 * turns into vector instructions; what differs for a few (own sales, neighbours, decisions) is put in before.
 */
typedef struct _RosterMatchRow RosterMatchRow;

RosterMatchRow  *roster_match_row_new   (RosterMatch             *match,
                                         const RosterMatchFilter *filter);
void             roster_match_row_free  (RosterMatchRow          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMatchRow, roster_match_row_free)

const RosterLog *roster_match_row_score (RosterMatchRow          *self,
                                         guint                    streamer);

gboolean         roster_match_passes    (RosterMatch             *match,
                                         const RosterMatchFilter *filter,
                                         guint                    streamer,
                                         guint                    product);

G_END_DECLS
