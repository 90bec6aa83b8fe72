/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterSearchResult:
 * @type: the record's type
 * @id: its id
 * @title: its title
 * @score: lower is better: the title from its start, from a word's start, anywhere in it; then other fields
 *
 * A record that was found.
 */
typedef struct
{
  const RosterRecordType *type;
  char *id;
  char *title;
  guint score;
} RosterSearchResult;

void               roster_search_result_free   (RosterSearchResult      *self);

/*
 * Everything searchable, in memory. A linear scan of folded text answers a key press over 4,000 streamers and 10,000
 * products well under a frame, finds substrings of one Chinese character on (where FTS5's trigram tokenizer finds
 * nothing), and needs no second copy of the truth on disk beyond the keys that are computed when a record is written.
 */
typedef struct _RosterSearchIndex RosterSearchIndex;

RosterSearchIndex *roster_search_index_new     (void);
void               roster_search_index_free    (RosterSearchIndex       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSearchIndex, roster_search_index_free)

gboolean           roster_search_index_refresh (RosterSearchIndex       *self,
                                                RosterCache             *cache,
                                                GError                 **error);
GPtrArray         *roster_search_index_find    (RosterSearchIndex       *self,
                                                const char              *text,
                                                const RosterRecordType  *type,
                                                guint                    limit);

G_END_DECLS
