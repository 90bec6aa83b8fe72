/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-reading.h"

#include <string.h>

#include "roster-account.h"

void
roster_line_up_reading_free (RosterLineUpReading *self)
{
  g_clear_object (&self->line_up);
  g_clear_object (&self->streamer);
  g_clear_object (&self->live);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->products, g_hash_table_unref);
  g_clear_pointer (&self->factories, g_hash_table_unref);
  g_clear_pointer (&self->lives, g_ptr_array_unref);
  g_clear_pointer (&self->accepted, g_ptr_array_unref);
  g_free (self);
}

/* A record that is referred to, if it is there; FALSE with the error. */
static gboolean
read_related (RosterCache             *cache,
              RosterRecord            *record,
              const char              *field,
              const RosterRecordType  *type,
              RosterRecord           **related,
              GError                 **error)
{
  const char *id = roster_record_text (record, field);
  g_autoptr (GError) failure = NULL;

  *related = id != NULL ? roster_cache_get (cache, type, id, &failure) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_product (RosterLineUpReading  *self,
              RosterCache          *cache,
              const char           *id,
              GError              **error)
{
  g_autoptr (GError) failure = NULL;
  RosterRecord *product = roster_cache_get (cache, &roster_product_type, id, &failure), *factory = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (product == NULL)
    return TRUE;

  g_hash_table_insert (self->products, g_strdup (id), product);
  if (!read_related (cache, product, "factory", &roster_factory_type, &factory, error))
    return FALSE;
  if (factory != NULL)
    g_hash_table_insert (self->factories, g_strdup (roster_record_id (factory)), factory);

  return TRUE;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  RosterRecord *const *left = a, *const *right = b;

  return g_strcmp0 (roster_record_text (*left, "startLocal"), roster_record_text (*right, "startLocal"));
}

/* What is still to come, and what the line-up is for already. */
static gboolean
read_lives (RosterLineUpReading  *self,
            RosterCache          *cache,
            GError              **error)
{
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  const char *streamer = roster_record_text (self->line_up, "streamer");
  const char *chosen = roster_record_text (self->line_up, "live");
  g_autoptr (GPtrArray) all = roster_cache_list_by (cache, &roster_live_type, "streamer", streamer, error);

  if (all == NULL)
    return FALSE;

  self->lives = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      RosterRecord *live = all->pdata[i];
      const char *state = roster_record_text (live, "state");
      const char *start = roster_record_text (live, "startLocal");
      gboolean open = g_strcmp0 (state, "planned") == 0 || g_strcmp0 (state, "confirmed") == 0;

      if (g_strcmp0 (roster_record_id (live), chosen) == 0)
        self->live = g_object_ref (live);
      if (self->live == live || (open && (g_strcmp0 (start, today) >= 0 || roster_record_has (live, "recurrence"))))
        g_ptr_array_add (self->lives, g_object_ref (live));
    }
  g_ptr_array_sort (self->lives, compare_starts);
  return TRUE;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  RosterRecord *const *left = a, *const *right = b;
  gint64 left_at = roster_record_number (*left, "at", 0), right_at = roster_record_number (*right, "at", 0);

  return (left_at < right_at) - (left_at > right_at);
}

static gboolean
read_placed (RosterCache  *cache,
             const char   *streamer,
             GHashTable   *placed,
             GError      **error)
{
  g_autoptr (GPtrArray) line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", streamer, error);

  if (line_ups == NULL)
    return FALSE;

  for (guint i = 0; i < line_ups->len; i++)
    {
      g_autoptr (GPtrArray) items = roster_line_up_items (line_ups->pdata[i]);

      /* What is over does not keep a product from being planned again. */
      if (g_strcmp0 (roster_record_text (line_ups->pdata[i], "state"), "done") == 0)
        continue;
      for (guint k = 0; k < items->len; k++)
        g_hash_table_add (placed, g_strdup (((RosterLineUpItem *) items->pdata[k])->product));
    }

  return TRUE;
}

/**
 * roster_line_up_accepted:
 * @streamer: a streamer's id
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the ids of the products whose latest decision for the
 *   streamer accepts them and that stand in no line-up which is still to come, latest first; %NULL with @error set
 */
GPtrArray *
roster_line_up_accepted (RosterCache  *cache,
                         const char   *streamer,
                         GError      **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) accepted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) decisions = NULL;

  g_return_val_if_fail (cache != NULL && streamer != NULL, NULL);

  decisions = roster_cache_list_by (cache, &roster_decision_type, "streamer", streamer, error);
  if (decisions == NULL || !read_placed (cache, streamer, seen, error))
    return NULL;

  g_ptr_array_sort (decisions, compare_newest_first);
  for (guint i = 0; i < decisions->len; i++)
    {
      const char *product = roster_record_text (decisions->pdata[i], "product");

      if (product == NULL || !g_hash_table_add (seen, g_strdup (product)))
        continue;
      if (g_strcmp0 (roster_record_text (decisions->pdata[i], "verdict"), "accepted") == 0)
        g_ptr_array_add (accepted, g_strdup (product));
    }

  return g_steal_pointer (&accepted);
}

static gboolean
read_rights (RosterLineUpReading  *self,
             RosterCache          *cache,
             GError              **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterAccount) account =
      roster_cache_get_account (cache, roster_record_account (self->line_up), &failure);

  self->read_only = account != NULL && !roster_account_may_write (account, &roster_lineup_type);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * roster_line_up_reading_new:
 * @id: a LineUp's id
 *
 * Returns: (transfer full) (nullable): what there is to show; its line_up is %NULL where the line-up is gone. %NULL
 *   with @error set
 */
RosterLineUpReading *
roster_line_up_reading_new (RosterCache  *cache,
                            const char   *id,
                            GError      **error)
{
  g_autoptr (RosterLineUpReading) self = g_new0 (RosterLineUpReading, 1);
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (cache != NULL && id != NULL, NULL);

  self->line_up = roster_cache_get (cache, &roster_lineup_type, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (self->line_up == NULL)
    return g_steal_pointer (&self);

  self->items = roster_line_up_items (self->line_up);
  self->products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->factories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->accepted = roster_line_up_accepted (cache, roster_record_text (self->line_up, "streamer"), error);
  if (self->accepted == NULL || !read_lives (self, cache, error) || !read_rights (self, cache, error) ||
      !read_related (cache, self->line_up, "streamer", &roster_streamer_type, &self->streamer, error))
    return NULL;

  for (guint i = 0; i < self->items->len; i++)
    if (!read_product (self, cache, ((RosterLineUpItem *) self->items->pdata[i])->product, error))
      return NULL;
  for (guint i = 0; i < self->accepted->len; i++)
    if (!read_product (self, cache, self->accepted->pdata[i], error))
      return NULL;

  return g_steal_pointer (&self);
}
