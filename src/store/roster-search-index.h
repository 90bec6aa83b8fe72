/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterSearchHit:
 * @key: the record that was found
 * @title: its title
 * @score: lower is better: the title from its start, from a word's start, anywhere; then other fields
 */
typedef struct
{
  const RosterRecordType *type;
  const char *id;
  const char *title;
  guint score;
} RosterSearchHit;

/*
 * Everything searchable, in memory. A linear scan of folded text answers a key press over 4,000 streamers and 10,000 products
 * well under a frame, finds substrings of one Chinese character on (where FTS5's trigram tokenizer finds nothing), and needs no
 * second copy of the truth on disk beyond the keys that are computed when a record is written.
 */
typedef struct _RosterSearchIndex RosterSearchIndex;

RosterSearchIndex *roster_search_index_new     (void);
void               roster_search_index_free    (RosterSearchIndex       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSearchIndex, roster_search_index_free)

gboolean           roster_search_index_refresh (RosterSearchIndex       *self,
                                                RosterCache             *cache,
                                                GError                 **error);
GArray            *roster_search_index_find    (RosterSearchIndex       *self,
                                                const char              *text,
                                                const RosterRecordType  *type,
                                                guint                    limit);

G_END_DECLS
