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
  guint rank;
} Entry;

/* Which pairs of neighbouring bytes a key holds, hashed: most keys are ruled out without looking at their text. */
typedef struct
{
  guint64 bits[4];
} Filter;

struct _RosterSearchIndex
{
  GPtrArray *entries;
  /* The filter of the entry at the same position */
  GArray *filters;
  /* Position by "TYPE/ID" */
  GHashTable *positions;
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

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
roster_search_index_free (RosterSearchIndex *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->positions);
  g_array_unref (self->filters);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static char *
entry_name (const RosterRecordType *type,
            const char             *id)
{
  return g_strconcat (type->name, "/", id, NULL);
}

static Filter
filter_of (const char *text)
{
  Filter filter = { 0 };

  for (const guchar *byte = (const guchar *) text; byte[0] != '\0' && byte[1] != '\0'; byte++)
    {
      guint bit = ((byte[0] * 31u + byte[1]) * 2654435761u) >> 24;

      filter.bits[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
    }

  return filter;
}

static inline gboolean
may_hold (const Filter *key,
          const Filter *word)
{
  return ((word->bits[0] & ~key->bits[0]) | (word->bits[1] & ~key->bits[1]) |
          (word->bits[2] & ~key->bits[2]) | (word->bits[3] & ~key->bits[3])) == 0;
}

static void
remove_entry (RosterSearchIndex *self,
              const char        *name)
{
  gpointer found;
  guint position, last = self->entries->len - 1;

  if (!g_hash_table_lookup_extended (self->positions, name, NULL, &found))
    return;

  position = GPOINTER_TO_UINT (found);
  if (position != last)
    {
      Entry *moved = self->entries->pdata[last];

      g_hash_table_replace (self->positions, entry_name (moved->type, moved->id), found);
    }
  g_hash_table_remove (self->positions, name);
  g_ptr_array_remove_index_fast (self->entries, position);
  g_array_remove_index_fast (self->filters, position);
}

/* Whom and what a salesperson looks for first. */
static guint
rank_of (const RosterRecordType *type)
{
  static const RosterRecordType *const first[] = { &roster_streamer_type, &roster_product_type, &roster_factory_type };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (type == first[i])
      return i;

  return G_N_ELEMENTS (first);
}

static void
add_entry (RosterSearchIndex *self,
           RosterStatement   *statement)
{
  const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 0));
  g_autofree char *name = NULL;
  const char *line_end;
  Filter filter;
  Entry *entry;

  if (type == NULL)
    return;

  entry = g_new0 (Entry, 1);
  entry->type = type;
  entry->rank = rank_of (type);
  entry->id = g_strdup (roster_statement_text (statement, 1));
  entry->title = g_strdup (roster_statement_text (statement, 2));
  entry->key = g_strdup (roster_statement_text (statement, 3));
  line_end = strchr (entry->key, '\n');
  entry->title_length = line_end != NULL ? (gsize) (line_end - entry->key) : strlen (entry->key);

  name = entry_name (type, entry->id);
  remove_entry (self, name);
  filter = filter_of (entry->key);
  g_hash_table_replace (self->positions, g_steal_pointer (&name), GUINT_TO_POINTER (self->entries->len));
  g_ptr_array_add (self->entries, entry);
  g_array_append_val (self->filters, filter);
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

  g_hash_table_remove_all (self->positions);
  g_ptr_array_set_size (self->entries, 0);
  g_array_set_size (self->filters, 0);
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
    remove_entry (self, name);

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
      guint score = at == 0                                                     ? SCORE_TITLE_START
                    : !g_ascii_isalnum (found[-1]) && (guchar) found[-1] < 0x80 ? SCORE_WORD_START
                    : at < entry->title_length                                  ? SCORE_TITLE
                                                                                : SCORE_OTHER;

      best = MIN (best, score);
      if (best <= SCORE_WORD_START)
        break;
    }

  return best;
}

static guint
score_all (const Entry  *entry,
           char        **words)
{
  guint worst = SCORE_TITLE_START;

  for (guint i = 0; words[i] != NULL && worst < N_SCORES; i++)
    if (words[i][0] != '\0')
      worst = MAX (worst, score_of (entry, words[i]));

  return worst;
}

static int
compare_entries (const Entry *left,
                 const Entry *right)
{
  int order = (int) left->rank - (int) right->rank;

  if (order == 0)
    order = strcmp (left->title, right->title);

  return order != 0 ? order : strcmp (left->id, right->id);
}

/* Keeps the first @limit entries, in order: most of thousands fall out at one comparison. */
static void
keep_first (GPtrArray *kept,
            Entry     *entry,
            guint      limit)
{
  guint low = 0, high = kept->len;

  if (kept->len == limit)
    {
      if (limit == 0 || compare_entries (entry, kept->pdata[limit - 1]) >= 0)
        return;
      g_ptr_array_remove_index (kept, limit - 1);
      high--;
    }

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (compare_entries (entry, kept->pdata[middle]) < 0)
        high = middle;
      else
        low = middle + 1;
    }

  g_ptr_array_insert (kept, low, entry);
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
  Filter wanted = { 0 };

  if (folded[0] == '\0')
    return results;

  for (guint i = 0; words[i] != NULL; i++)
    {
      Filter filter = filter_of (words[i]);

      for (guint b = 0; b < G_N_ELEMENTS (wanted.bits); b++)
        wanted.bits[b] |= filter.bits[b];
    }
  for (guint i = 0; i < N_SCORES; i++)
    buckets[i] = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];
      guint score;

      if (!may_hold (&g_array_index (self->filters, Filter, i), &wanted) || (type != NULL && entry->type != type))
        continue;

      score = score_all (entry, words);
      if (score < N_SCORES)
        keep_first (buckets[score], entry, limit);
    }

  for (guint score = 0; score < N_SCORES; score++)
    {
      for (guint i = 0; i < buckets[score]->len && results->len < limit; i++)
        g_ptr_array_add (results, result_new (buckets[score]->pdata[i], score));
      g_ptr_array_unref (buckets[score]);
    }

  return results;
}
