/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-reading.h"

#include "roster-account.h"
#include "roster-live-reading.h"
#include "roster-occurrence.h"

#define WEEK (G_GINT64_CONSTANT (7) * 86400000)

void
roster_plan_reading_free (RosterPlanReading *self)
{
  g_clear_pointer (&self->books, g_ptr_array_unref);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->pins, g_ptr_array_unref);
  g_clear_pointer (&self->floors, g_hash_table_unref);
  g_free (self);
}

/**
 * roster_plan_week_of_lives:
 *
 * Returns: (transfer full) (element-type RosterOccurrence) (nullable): the sessions that begin within seven days from
 *   now and that nobody has begun or cancelled, by start; %NULL with @error set
 */
GPtrArray *
roster_plan_week_of_lives (RosterCache  *cache,
                           GError      **error)
{
  g_return_val_if_fail (cache != NULL, NULL);

  gint64 now = roster_clock_now (roster_cache_clock (cache));
  g_autoptr (GPtrArray) lives = roster_schedule_read_lives (cache, now, now + WEEK, error);
  g_autoptr (GPtrArray) all = lives != NULL ? roster_occurrences_expand (lives, now, now + WEEK, NULL) : NULL;

  if (all == NULL)
    return NULL;

  for (guint i = all->len; i > 0; i--)
    {
      const RosterOccurrence *occurrence = all->pdata[i - 1];

      if (occurrence->start < now || !roster_occurrence_is_open (occurrence))
        g_ptr_array_remove_index (all, i - 1);
    }

  return g_steal_pointer (&all);
}

static gboolean
read_books (RosterPlanReading  *self,
            RosterCache        *cache,
            GError            **error)
{
  g_autoptr (GPtrArray) accounts = roster_cache_list_accounts (cache, error);

  if (accounts == NULL)
    return FALSE;

  self->books = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterAccount *account = accounts->pdata[i];

      if (account->scope == ROSTER_SCOPE_BOOK)
        g_ptr_array_insert (self->books, account->primary ? 0 : -1,
                            roster_account_copy (account));
    }
  return TRUE;
}

/**
 * roster_plan_reading_new:
 *
 * Returns: (transfer full) (nullable): the books, their sessions and what the person wants of them; %NULL with
 *   @error set
 */
RosterPlanReading *
roster_plan_reading_new (RosterCache  *cache,
                         GError      **error)
{
  g_autoptr (RosterPlanReading) self = NULL;
  g_autoptr (GPtrArray) week = NULL;

  g_return_val_if_fail (cache != NULL, NULL);

  self = g_new0 (RosterPlanReading, 1);
  week = roster_plan_week_of_lives (cache, error);
  if (week == NULL || !read_books (self, cache, error) ||
      (self->pins = roster_cache_plan_pins (cache, error)) == NULL ||
      (self->floors = roster_cache_plan_floors (cache, error)) == NULL)
    return NULL;

  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < week->len; i++)
    {
      const RosterOccurrence *occurrence = week->pdata[i];
      const char *streamer = roster_record_text (occurrence->live, "streamer");
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->sessions, streamer));

      g_hash_table_insert (self->sessions, g_strdup (streamer), GUINT_TO_POINTER (n + 1));
    }
  return g_steal_pointer (&self);
}
