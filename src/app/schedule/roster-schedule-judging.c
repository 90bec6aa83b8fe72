/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-schedule-judging.h"

#include <glib/gi18n-lib.h>

#include "roster-cache-rules.h"
#include "roster-live-clash.h"
#include "roster-schedule-reading.h"

#define DAY G_GINT64_CONSTANT (86400000)

/* The lives from which the best hours of a streamer are learned. */
#define DAYS_BEHIND 28

/* How many free times are proposed to a streamer. */
#define N_SLOTS 3

/* A line-up is missed on the card only when the live is near; before that its time has not come. */
#define LINE_UP_MATTERS (2 * DAY)

void
roster_owing_free (RosterOwing *self)
{
  g_free (self->id);
  g_free (self->who);
  g_clear_pointer (&self->slots, g_array_unref);
  g_free (self->refusal);
  g_free (self);
}

static GPtrArray *
read_past (RosterCache  *cache,
           gint64        now,
           GError      **error)
{
  g_autoptr (GPtrArray) lives = roster_schedule_read_lives (cache, now - DAYS_BEHIND * DAY, now, error);

  return lives != NULL ? roster_occurrences_expand (lives, now - DAYS_BEHIND * DAY, now, NULL) : NULL;
}

/* Those who joined so late that the first phase may reach into the week. */
static GPtrArray *
read_newcomers (RosterCache          *cache,
                const RosterCadence  *cadence,
                guint32               first_day,
                GError              **error)
{
  g_autoptr (GPtrArray) streamers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *since = roster_day_to_text (first_day - cadence->first_phase_days - 1);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error,
                             "SELECT id FROM \"Streamer\" WHERE joinedOn >= ? ORDER BY name", "s", since);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterRecord *streamer =
          roster_cache_get (cache, &roster_streamer_type, roster_statement_text (statement, 0), NULL);

      if (streamer != NULL)
        g_ptr_array_add (streamers, streamer);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&streamers) : NULL;
}

static int
compare_owing (gconstpointer a,
               gconstpointer b)
{
  const RosterOwing *first = *(const RosterOwing *const *) a, *second = *(const RosterOwing *const *) b;

  if (first->obligation.missing_minutes != second->obligation.missing_minutes)
    return first->obligation.missing_minutes > second->obligation.missing_minutes ? -1 : 1;

  return g_utf8_collate (first->who, second->who);
}

/**
 * roster_schedule_read_owing:
 * @occurrences: (element-type RosterOccurrence): all of the week, of everybody, by start
 * @first_day: the Monday
 *
 * Returns: (transfer full) (element-type RosterOwing): who owes lives in the week, whoever lacks most first; for a week
 *   that is over nobody can plan any more, and the array is empty
 */
GPtrArray *
roster_schedule_read_owing (RosterCache  *cache,
                            GPtrArray    *occurrences,
                            guint32       first_day,
                            GTimeZone    *zone,
                            GError      **error)
{
  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (occurrences != NULL, NULL);

  g_autoptr (GPtrArray) owing = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_owing_free);
  g_autoptr (RosterRuleValues) rules = roster_cache_rule_values (cache, error);
  g_autoptr (GHashTable) refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) streamers = NULL, past = NULL;
  gint64 now = roster_clock_now (roster_cache_clock (cache));
  gint64 moment = MAX (now, roster_day_to_instant (first_day, 0, zone));
  RosterCadence cadence;

  if (rules == NULL)
    return NULL;
  if (now >= roster_day_to_instant (first_day + 7, 0, zone))
    return g_steal_pointer (&owing);

  roster_cadence_of (&cadence, rules);
  streamers = read_newcomers (cache, &cadence, first_day, error);
  past = streamers != NULL ? read_past (cache, now, error) : NULL;
  if (past == NULL)
    return NULL;

  for (guint i = 0; i < streamers->len; i++)
    {
      RosterRecord *streamer = streamers->pdata[i];
      RosterObligation obligation;
      RosterOwing *entry;

      roster_obligation_of (&obligation, streamer, occurrences, &cadence, moment, zone);
      if (obligation.state == ROSTER_OBLIGATION_NONE)
        continue;

      entry = g_new0 (RosterOwing, 1);
      entry->id = g_strdup (roster_record_id (streamer));
      entry->who = g_strdup (roster_record_title (streamer));
      entry->obligation = obligation;
      entry->refusal = g_strdup (roster_schedule_refusal (cache, refusals, roster_record_account (streamer)));
      if (obligation.missing_minutes > 0)
        entry->slots = roster_free_slots (entry->id, NULL, occurrences, past, moment, obligation.week_end,
                                          MIN (obligation.missing_minutes, cadence.session_minutes), N_SLOTS, zone);
      else
        entry->slots = g_array_new (FALSE, FALSE, sizeof (RosterFreeSlot));
      g_ptr_array_add (owing, entry);
    }

  g_ptr_array_sort (owing, compare_owing);
  return g_steal_pointer (&owing);
}

/* Warnings */

static GPtrArray *
read_line_ups (RosterCache  *cache,
               GPtrArray    *occurrences,
               gint64        now,
               GError      **error)
{
  g_autoptr (GPtrArray) line_ups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error,
                             "SELECT id FROM \"LineUp\" WHERE id = ?1"
                             " UNION ALL SELECT id FROM \"LineUp\" WHERE streamer = ?2 AND live = ?3",
                             "sss", "", "", "");

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < occurrences->len; i++)
    {
      const RosterOccurrence *occurrence = occurrences->pdata[i];
      const char *named = roster_record_text (occurrence->live, "lineUp");
      const char *streamer = roster_record_text (occurrence->live, "streamer");
      RosterStep step;

      if (occurrence->end <= now || !roster_occurrence_is_open (occurrence))
        continue;

      roster_statement_reset (statement);
      roster_statement_bind (statement, 1, "sss", named != NULL ? named : "", streamer != NULL ? streamer : "",
                             roster_record_id (occurrence->live));
      while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
        {
          RosterRecord *line_up =
              roster_cache_get (cache, &roster_lineup_type, roster_statement_text (statement, 0), NULL);

          if (line_up != NULL)
            g_ptr_array_add (line_ups, line_up);
        }
      if (step == ROSTER_STEP_ERROR)
        return NULL;
    }

  return g_steal_pointer (&line_ups);
}

/* The products of the line-ups, and their factories; each once. */
static void
read_products (RosterCache *cache,
               GPtrArray   *line_ups,
               GPtrArray   *products,
               GPtrArray   *factories)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < line_ups->len; i++)
    {
      GVariant *items = roster_record_value (line_ups->pdata[i], "items");

      for (gsize j = 0; items != NULL && j < g_variant_n_children (items); j++)
        {
          const char *id, *maker;
          RosterRecord *product, *factory;

          g_variant_get_child (items, j, "{&s&s}", &id, NULL);
          if (!g_hash_table_add (seen, g_strdup (id)))
            continue;
          product = roster_cache_get (cache, &roster_product_type, id, NULL);
          if (product == NULL)
            continue;

          g_ptr_array_add (products, product);
          maker = roster_record_text (product, "factory");
          if (maker == NULL || !g_hash_table_add (seen, g_strdup (maker)))
            continue;
          factory = roster_cache_get (cache, &roster_factory_type, maker, NULL);
          if (factory != NULL)
            g_ptr_array_add (factories, factory);
        }
    }
}

static RosterCalendarLive *
find_live (GHashTable             *by_key,
           const RosterOccurrence *occurrence)
{
  return occurrence != NULL ? g_hash_table_lookup (by_key, occurrence->key) : NULL;
}

static void
warn (RosterCalendarLive *live,
      char               *text)
{
  g_autofree char *before = live->warning;

  live->warning = before != NULL ? g_strconcat (before, "\n", text, NULL) : g_strdup (text);
  g_free (text);
}

static void
warn_of_product (RosterCache           *cache,
                 const RosterLiveClash *clash,
                 RosterCalendarLive    *live)
{
  g_autofree char *product = roster_schedule_read_title (cache, &roster_product_type, clash->product);
  g_autofree char *day = NULL;

  if (clash->until == G_MAXINT64)
    {
      warn (live, g_strdup_printf (_("%s is out of stock"), product));
      return;
    }

  day = roster_day_to_text (ROSTER_WALL_EPOCH_DAY + clash->until / ROSTER_WALL_DAY);
  /* Translators: a product and a date, YYYY-MM-DD. */
  warn (live, g_strdup_printf (_("%s is out of stock until %s"), product, day));
}

static void
warn_of (RosterCache           *cache,
         const RosterLiveClash *clash,
         GHashTable            *by_key,
         gint64                 now)
{
  RosterCalendarLive *live = find_live (by_key, clash->occurrence), *other = find_live (by_key, clash->other);
  gboolean near = clash->occurrence->start - now < LINE_UP_MATTERS;
  g_autofree char *hours = NULL, *person = NULL;

  if (live == NULL)
    return;

  switch (clash->kind)
    {
    case ROSTER_LIVE_CLASH_STREAMER:
      if (other == NULL)
        return;
      live->clashes = other->clashes = TRUE;
      hours = roster_calendar_live_hours (other);
      warn (live, g_strdup_printf (_("%s is live twice at the same time: also %s"), live->who, hours));
      g_free (g_steal_pointer (&hours));
      hours = roster_calendar_live_hours (live);
      warn (other, g_strdup_printf (_("%s is live twice at the same time: also %s"), live->who, hours));
      return;

    case ROSTER_LIVE_CLASH_PERSON:
      if (other == NULL)
        return;
      live->clashes = other->clashes = TRUE;
      person = roster_schedule_read_title (cache, &roster_person_type, clash->person);
      /* Translators: a trainer or salesperson, and two streamers at the same time. */
      warn (live, g_strdup_printf (_("%s would be with %s and %s at the same time"), person, live->who, other->who));
      warn (other, g_strdup_printf (_("%s would be with %s and %s at the same time"), person, live->who, other->who));
      return;

    case ROSTER_LIVE_CLASH_NO_LINE_UP:
      live->lacks_line_up = TRUE;
      if (near)
        warn (live, g_strdup (_("There is no line-up yet")));
      return;

    case ROSTER_LIVE_CLASH_NO_TRAFFIC:
      live->lacks_line_up = TRUE;
      if (near)
        warn (live, g_strdup (_("The line-up names no traffic item")));
      return;

    case ROSTER_LIVE_CLASH_NO_PROFIT:
      live->lacks_line_up = TRUE;
      if (near)
        warn (live, g_strdup (_("The line-up names no profit item")));
      return;

    case ROSTER_LIVE_CLASH_STOCK:
      live->clashes = TRUE;
      warn_of_product (cache, clash, live);
      return;
    }
}

/**
 * roster_schedule_warn:
 * @occurrences: (element-type RosterOccurrence): of everybody, by start
 * @lives: (element-type RosterCalendarLive): the same as a calendar shows them; what is wrong with one is written there
 *
 * Returns: whether everything could be read
 */
gboolean
roster_schedule_warn (RosterCache  *cache,
                      GPtrArray    *occurrences,
                      GPtrArray    *lives,
                      GTimeZone    *zone,
                      GError      **error)
{
  g_return_val_if_fail (cache != NULL, FALSE);
  g_return_val_if_fail (occurrences != NULL && lives != NULL, FALSE);

  gint64 now = roster_clock_now (roster_cache_clock (cache));
  g_autoptr (GPtrArray) line_ups = read_line_ups (cache, occurrences, now, error);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) factories = g_ptr_array_new_with_free_func (g_object_unref), clashes = NULL;
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  if (line_ups == NULL)
    return FALSE;

  read_products (cache, line_ups, products, factories);
  for (guint i = 0; i < lives->len; i++)
    g_hash_table_insert (by_key, (gpointer) roster_calendar_live_key (lives->pdata[i]), lives->pdata[i]);

  clashes = roster_live_clashes (occurrences, line_ups, products, factories, now, zone);
  for (guint i = 0; i < clashes->len; i++)
    warn_of (cache, clashes->pdata[i], by_key, now);
  return TRUE;
}
