/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-schedule-reading.h"

#include <string.h>

#include "roster-account.h"

void
roster_schedule_reading_free (RosterScheduleReading *self)
{
  g_clear_pointer (&self->lives, g_ptr_array_unref);
  g_clear_pointer (&self->owing, g_ptr_array_unref);
  g_free (self);
}

/**
 * roster_day_to_instant:
 * @day: a Julian day
 * @minute: of the day
 *
 * Returns: the moment in milliseconds UTC
 */
gint64
roster_day_to_instant (guint32    day,
                       int        minute,
                       GTimeZone *zone)
{
  return roster_wall_to_instant (((gint64) day - ROSTER_WALL_EPOCH_DAY) * ROSTER_WALL_DAY + minute * 60, zone);
}

/**
 * roster_schedule_read_title:
 * @id: (nullable): a record of @type
 *
 * Returns: (transfer full) (nullable): its title
 */
char *
roster_schedule_read_title (RosterCache            *cache,
                            const RosterRecordType *type,
                            const char             *id)
{
  g_autoptr (RosterRecord) record = id != NULL ? roster_cache_get (cache, type, id, NULL) : NULL;

  return record != NULL ? g_strdup (roster_record_title (record)) : NULL;
}

/* A book has few people and many lives. */
static const char *
title_of (RosterCache            *cache,
          GHashTable             *titles,
          const RosterRecordType *type,
          const char             *id)
{
  char *title;

  if (id == NULL)
    return NULL;
  if (g_hash_table_lookup_extended (titles, id, NULL, (gpointer *) &title))
    return title;

  title = roster_schedule_read_title (cache, type, id);
  g_hash_table_insert (titles, g_strdup (id), title);
  return title;
}

/**
 * roster_schedule_refusal:
 * @refusals: what was found before, by account
 * @id: an account
 *
 * Returns: (transfer none) (nullable): why the person may not change lives there; %NULL where it is allowed
 */
const char *
roster_schedule_refusal (RosterCache *cache,
                         GHashTable  *refusals,
                         const char  *id)
{
  g_autoptr (RosterAccount) account = NULL;
  char *refusal = NULL;

  if (g_hash_table_lookup_extended (refusals, id, NULL, (gpointer *) &refusal))
    return refusal;

  account = roster_cache_get_account (cache, id, NULL);
  refusal = account != NULL ? roster_account_refusal (account, &roster_live_type) : NULL;
  g_hash_table_insert (refusals, g_strdup (id), refusal);
  return refusal;
}

/* Whose book each account is, where there are several; nobody need be told of the own one alone. */
static GHashTable *
read_books (RosterCache  *cache,
            GError      **error)
{
  g_autoptr (GPtrArray) accounts = roster_cache_list_accounts (cache, error);
  g_autoptr (GHashTable) books = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (accounts == NULL)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterAccount *account = accounts->pdata[i];

      if (account->scope == ROSTER_SCOPE_BOOK)
        g_hash_table_insert (books, g_strdup (account->id), g_strdup (account->name));
    }
  if (g_hash_table_size (books) == 1)
    g_hash_table_remove_all (books);
  return g_steal_pointer (&books);
}

/**
 * roster_schedule_reading_new:
 * @first_day: a Monday
 *
 * Returns: (transfer full): the week that begins there
 */
RosterScheduleReading *
roster_schedule_reading_new (RosterCache  *cache,
                             guint32       first_day,
                             GError      **error)
{
  g_return_val_if_fail (cache != NULL, NULL);

  g_autoptr (RosterScheduleReading) self = g_new0 (RosterScheduleReading, 1);
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_cache_clock (cache));
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gint64 from = roster_day_to_instant (first_day, 0, zone), to = roster_day_to_instant (first_day + 7, 0, zone);
  g_autoptr (GHashTable) books = read_books (cache, error);
  g_autoptr (GPtrArray) records = books != NULL ? roster_schedule_read_lives (cache, from, to, error) : NULL;
  g_autoptr (GPtrArray) occurrences = NULL;

  if (records == NULL)
    return NULL;

  self->first_day = first_day;
  self->lives = g_ptr_array_new_with_free_func (g_object_unref);
  occurrences = roster_occurrences_expand (records, from, to, NULL);
  for (guint i = 0; i < occurrences->len; i++)
    {
      RosterOccurrence *occurrence = occurrences->pdata[i];
      const char *who =
          title_of (cache, titles, &roster_streamer_type, roster_record_text (occurrence->live, "streamer"));
      RosterCalendarLive *live = roster_calendar_live_new (occurrence, zone, who != NULL ? who : "?");

      live->refusal = g_strdup (roster_schedule_refusal (cache, refusals, roster_record_account (occurrence->live)));
      live->trainer =
          g_strdup (title_of (cache, titles, &roster_person_type, roster_record_text (occurrence->live, "trainer")));
      live->book = g_strdup (g_hash_table_lookup (books, roster_record_account (occurrence->live)));
      g_ptr_array_add (self->lives, live);
    }

  self->owing = roster_schedule_read_owing (cache, occurrences, first_day, zone, error);
  if (self->owing == NULL || !roster_schedule_warn (cache, occurrences, self->lives, zone, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* How far ahead the next time of a series is looked for: whoever asks for one means these weeks. */
#define AHEAD (G_GINT64_CONSTANT (100) * 86400000)

static RosterOccurrence *
next_of (RosterCache   *cache,
         RosterRecord  *live,
         GError       **error)
{
  g_autoptr (GPtrArray) lives =
      roster_cache_list_by (cache, &roster_live_type, "series", roster_record_id (live), error);
  g_autoptr (GPtrArray) occurrences = NULL;
  gint64 now = roster_clock_now (roster_cache_clock (cache));

  if (lives == NULL)
    return NULL;

  g_ptr_array_add (lives, g_object_ref (live));
  occurrences = roster_occurrences_expand (lives, now, now + AHEAD, NULL);
  for (guint i = 0; i < occurrences->len; i++)
    {
      const RosterOccurrence *occurrence = occurrences->pdata[i];

      if (strcmp (roster_record_id (occurrence->live), roster_record_id (live)) == 0)
        return roster_occurrence_copy (occurrence);
    }

  return NULL;
}

/**
 * roster_schedule_day_of:
 * @id: of a Live
 *
 * Returns: the Julian day on which a calendar shows the live, here; of a series the next time, or the first where it
 *   is over; 0 where there is no such live, with @error set if it could not be read
 */
guint32
roster_schedule_day_of (RosterCache  *cache,
                        const char   *id,
                        GError      **error)
{
  g_return_val_if_fail (cache != NULL, 0);
  g_return_val_if_fail (id != NULL, 0);

  g_autoptr (RosterRecord) live = roster_cache_get (cache, &roster_live_type, id, error);
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_cache_clock (cache));
  g_autoptr (RosterOccurrence) next = NULL;
  g_autoptr (RosterCalendarLive) shown = NULL;

  if (live == NULL)
    return 0;

  next = next_of (cache, live, error);
  if (next == NULL)
    return roster_day_from_text (roster_record_text (live, "startLocal"));

  shown = roster_calendar_live_new (next, zone, "");
  return shown->day;
}
