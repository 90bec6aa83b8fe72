/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-search-index.h"

#include <string.h>

#include "roster-text.h"

typedef struct
{
  const RosterRecordType *type;
  char *id;
  char *title;
  /* See roster_record_search_key(): one form a line, those of the title first */
  char *key;
  gsize title_length;
} Entry;

struct _RosterSearchIndex
{
  /* Entry by "TYPE/ID" */
  GHashTable *entries;
  gint64 revision;
  gboolean loaded;
};

enum
{
  SCORE_TITLE_START,
  SCORE_WORD_START,
  SCORE_TITLE,
  SCORE_OTHER,
  N_SCORES,
};

static void
entry_free (Entry *entry)
{
  g_free (entry->id);
  g_free (entry->title);
  g_free (entry->key);
  g_free (entry);
}

void
roster_search_result_free (RosterSearchResult *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

RosterSearchIndex *
roster_search_index_new (void)
{
  RosterSearchIndex *self = g_new0 (RosterSearchIndex, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  return self;
}

void
roster_search_index_free (RosterSearchIndex *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_free (self);
}

static char *
entry_name (const RosterRecordType *type,
            const char             *id)
{
  return g_strconcat (type->name, "/", id, NULL);
}

static void
add_entry (RosterSearchIndex *self,
           RosterStatement   *statement)
{
  const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 0));
  const char *line_end;
  Entry *entry;

  if (type == NULL)
    return;

  entry = g_new0 (Entry, 1);
  entry->type = type;
  entry->id = g_strdup (roster_statement_text (statement, 1));
  entry->title = g_strdup (roster_statement_text (statement, 2));
  entry->key = g_strdup (roster_statement_text (statement, 3));
  line_end = strchr (entry->key, '\n');
  entry->title_length = line_end != NULL ? (gsize) (line_end - entry->key) : strlen (entry->key);
  g_hash_table_replace (self->entries, entry_name (type, entry->id), entry);
}

static gboolean
load_all (RosterSearchIndex  *self,
          RosterCache        *cache,
          GError            **error)
{
  g_autoptr (RosterStatement) statement =
    roster_database_query (roster_cache_database (cache), error, "SELECT type, id, title, key FROM search", "");
  RosterStep step;

  if (statement == NULL)
    return FALSE;

  g_hash_table_remove_all (self->entries);
  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    add_entry (self, statement);

  self->loaded = step == ROSTER_STEP_DONE;
  return self->loaded;
}

static gboolean
load_one (RosterSearchIndex      *self,
          RosterCache            *cache,
          const RosterRecordKey  *key,
          GError                **error)
{
  g_autoptr (RosterStatement) statement =
    roster_database_query (roster_cache_database (cache), error,
                           "SELECT type, id, title, key FROM search WHERE type = ? AND id = ?",
                           "ss", key->type->name, key->id);
  g_autofree char *name = entry_name (key->type, key->id);
  RosterStep step = statement != NULL ? roster_statement_step (statement, error) : ROSTER_STEP_ERROR;

  if (step == ROSTER_STEP_ROW)
    add_entry (self, statement);
  else if (step == ROSTER_STEP_DONE)
    g_hash_table_remove (self->entries, name);

  return step != ROSTER_STEP_ERROR;
}

/**
 * roster_search_index_refresh:
 *
 * Reads what has changed since the last time; everything at the first.
 */
gboolean
roster_search_index_refresh (RosterSearchIndex  *self,
                             RosterCache        *cache,
                             GError            **error)
{
  gint64 revision = roster_cache_revision (cache);
  g_autoptr (GPtrArray) keys = NULL;

  if (self->loaded && revision == self->revision)
    return TRUE;

  if (self->loaded)
    {
      keys = roster_cache_changed_since (cache, self->revision, error);
      if (keys == NULL)
        return FALSE;
    }

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (((RosterRecordKey *) keys->pdata[i])->id[0] == '\0')
      g_clear_pointer (&keys, g_ptr_array_unref);

  if (keys == NULL && !load_all (self, cache, error))
    return FALSE;
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (!load_one (self, cache, keys->pdata[i], error))
      return FALSE;

  self->revision = revision;
  return TRUE;
}

static guint
score_of (const Entry *entry,
          const char  *word)
{
  const char *found = strstr (entry->key, word);
  guint best = N_SCORES;

  for (; found != NULL; found = strstr (found + 1, word))
    {
      gsize at = found - entry->key;
      guint score = at == 0 ? SCORE_TITLE_START
                  : !g_ascii_isalnum (found[-1]) && (guchar) found[-1] < 0x80 ? SCORE_WORD_START
                  : at < entry->title_length ? SCORE_TITLE
                                             : SCORE_OTHER;

      best = MIN (best, score);
      if (best <= SCORE_WORD_START)
        break;
    }

  return best;
}

static guint
score_all (const Entry *entry,
           char       **words)
{
  guint worst = SCORE_TITLE_START;

  for (guint i = 0; words[i] != NULL && worst < N_SCORES; i++)
    if (words[i][0] != '\0')
      worst = MAX (worst, score_of (entry, words[i]));

  return worst;
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  const Entry *left = *(const Entry *const *) a, *right = *(const Entry *const *) b;
  int order = strcmp (left->title, right->title);

  return order != 0 ? order : strcmp (left->id, right->id);
}

static RosterSearchResult *
result_new (const Entry *entry,
            guint        score)
{
  RosterSearchResult *result = g_new0 (RosterSearchResult, 1);

  result->type = entry->type;
  result->id = g_strdup (entry->id);
  result->title = g_strdup (entry->title);
  result->score = score;
  return result;
}

/**
 * roster_search_index_find:
 * @text: what a person typed: words of which each must be found, in Chinese, pinyin, initials, Latin, digits
 * @type: (nullable): only records of this type
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type RosterSearchResult): what was found, best first
 */
GPtrArray *
roster_search_index_find (RosterSearchIndex      *self,
                          const char             *text,
                          const RosterRecordType *type,
                          guint                   limit)
{
  g_autofree char *folded = roster_text_fold (text);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " \t\n", -1);
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_search_result_free);
  GPtrArray *buckets[N_SCORES];
  GHashTableIter iter;
  Entry *entry;

  if (folded[0] == '\0')
    return results;

  for (guint i = 0; i < N_SCORES; i++)
    buckets[i] = g_ptr_array_new ();

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    {
      guint score = type == NULL || entry->type == type ? score_all (entry, words) : N_SCORES;

      if (score < N_SCORES)
        g_ptr_array_add (buckets[score], entry);
    }

  for (guint score = 0; score < N_SCORES; score++)
    {
      if (results->len < limit)
        g_ptr_array_sort (buckets[score], compare_titles);
      for (guint i = 0; i < buckets[score]->len && results->len < limit; i++)
        g_ptr_array_add (results, result_new (buckets[score]->pdata[i], score));
      g_ptr_array_unref (buckets[score]);
    }

  return results;
}
