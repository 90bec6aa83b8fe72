/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-today-reading.h"

#include "roster-cache-rules.h"
#include "roster-calendar-live.h"
#include "roster-outbox.h"
#include "roster-schedule-reading.h"

#define DAY G_GINT64_CONSTANT (86400000)

/* How far back lives are looked at: for what was never reported, and for the hours at which a streamer sells best. */
#define DAYS_BEHIND 28

/* How far ahead: the rest of this week and the three days for which line-ups are asked. */
#define DAYS_AHEAD 10

/* Among so many of the best suggestions each streamer's best is looked for. */
#define MOST_OFFERS 300

void
roster_today_reading_free (RosterTodayReading *self)
{
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->lives, g_ptr_array_unref);
  g_free (self);
}

/* Everything that one reading collects before it is judged. */
typedef struct
{
  RosterNextInput input;
  GHashTable *by_id;
  GHashTable *answered;
} Book;

static void
book_clear (Book *book)
{
  g_clear_pointer (&book->input.streamers, g_ptr_array_unref);
  g_clear_pointer (&book->input.occurrences, g_ptr_array_unref);
  g_clear_pointer (&book->input.past, g_ptr_array_unref);
  g_clear_pointer (&book->input.line_ups, g_ptr_array_unref);
  g_clear_pointer (&book->input.follow_ups, g_ptr_array_unref);
  g_clear_pointer (&book->input.last_contacts, g_hash_table_unref);
  g_clear_pointer (&book->input.rules, roster_rule_values_unref);
  g_clear_pointer (&book->input.zone, g_time_zone_unref);
  g_clear_pointer (&book->input.offers, g_array_unref);
  g_clear_pointer (&book->by_id, g_hash_table_unref);
  g_clear_pointer (&book->answered, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)

static GPtrArray *
read_records (RosterCache             *cache,
              const RosterRecordType  *type,
              RosterStatement         *statement,
              GError                 **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterStatement) owned = statement;
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterRecord *record = roster_cache_get (cache, type, roster_statement_text (statement, 0), NULL);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

/* A note to oneself is no contact, and neither is a call that nobody took. */
static GHashTable *
read_contacts (RosterCache  *cache,
               GError      **error)
{
  g_autoptr (GHashTable) contacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error,
                             "SELECT streamer, max(\"at\") FROM \"Activity\""
                             " WHERE kind <> 'note' AND reached IS NOT 0 AND \"at\" IS NOT NULL GROUP BY streamer",
                             "");
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      gint64 at = roster_statement_int64 (statement, 1);

      g_hash_table_insert (contacts, g_strdup (roster_statement_text (statement, 0)), g_memdup2 (&at, sizeof at));
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&contacts) : NULL;
}

/* What was put off comes back on its day; what was refused does not. */
static GHashTable *
read_answers (RosterCache  *cache,
              const char   *today,
              GError      **error)
{
  g_autoptr (GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error,
                             "SELECT about FROM \"Decision\" WHERE about IS NOT NULL"
                             " AND (verdict = 'refused' OR verdict = 'later' AND until > ?)",
                             "s", today);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_hash_table_add (answered, g_strdup (roster_statement_text (statement, 0)));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&answered) : NULL;
}

static gboolean
read_occurrences (RosterCache  *cache,
                  Book         *book,
                  GError      **error)
{
  gint64 now = book->input.now;
  g_autoptr (GPtrArray) lives =
      roster_schedule_read_lives (cache, now - DAYS_BEHIND * DAY, now + DAYS_AHEAD * DAY, error);

  if (lives == NULL)
    return FALSE;

  /* The past of a week counts for what is owed in it. */
  book->input.occurrences = roster_occurrences_expand (lives, now - 8 * DAY, now + DAYS_AHEAD * DAY, NULL);
  book->input.past = roster_occurrences_expand (lives, now - DAYS_BEHIND * DAY, now, NULL);
  return TRUE;
}

static gboolean
read_book (RosterCache         *cache,
           Book                *book,
           RosterTodayReading  *self,
           GError             **error)
{
  RosterDatabase *database = roster_cache_database (cache);
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  RosterOutboxCounts counts;

  book->input.now = roster_clock_now (roster_cache_clock (cache));
  book->input.zone = roster_clock_zone (roster_cache_clock (cache));
  book->input.rules = roster_cache_rule_values (cache, error);
  if (book->input.rules == NULL || !roster_cache_count_pending (cache, &counts, error))
    return FALSE;

  self->day = roster_day_from_text (today);
  self->n_waiting = counts.waiting + counts.sending + counts.conflict + counts.refused;
  book->input.n_conflicts = counts.conflict + counts.refused;
  book->input.streamers = roster_cache_list (cache, &roster_streamer_type, error);
  if (book->input.streamers == NULL || !read_occurrences (cache, book, error))
    return FALSE;

  book->input.follow_ups = read_records (
      cache, &roster_followup_type,
      roster_database_query (database, error, "SELECT id FROM \"FollowUp\" WHERE state = 'open' AND due <= ?", "s",
                             today),
      error);
  if (book->input.follow_ups == NULL)
    return FALSE;

  book->input.line_ups = read_records (
      cache, &roster_lineup_type,
      roster_database_query (database, error, "SELECT id FROM \"LineUp\" WHERE state <> 'done'", ""), error);
  book->input.last_contacts = book->input.line_ups != NULL ? read_contacts (cache, error) : NULL;
  book->answered = book->input.last_contacts != NULL ? read_answers (cache, today, error) : NULL;
  return book->answered != NULL;
}

static void
count_owed (RosterTodayReading *self,
            RosterNextInput    *input)
{
  g_autoptr (GHashTable) by_streamer = roster_occurrences_by_streamer (input->occurrences);
  RosterCadence cadence;

  roster_cadence_of (&cadence, input->rules);
  for (guint i = 0; i < input->streamers->len; i++)
    {
      RosterRecord *streamer = input->streamers->pdata[i];
      RosterObligation obligation;

      roster_obligation_of (&obligation, streamer,
                            roster_occurrences_of (by_streamer, roster_record_id (streamer)), &cadence, input->now,
                            input->zone);
      if (obligation.state == ROSTER_OBLIGATION_NONE || obligation.missing_minutes == 0)
        continue;

      self->owed_minutes += obligation.missing_minutes;
      self->n_owing++;
    }
}

static void
soonest (RosterTodayReading *self,
         gint64              now,
         gint64              moment)
{
  if (moment > now)
    self->wake = MIN (self->wake, moment);
}

/* Today's lives, and when the first of them begins, is late or ends. */
static void
take_lives (RosterTodayReading *self,
            Book               *book)
{
  g_autoptr (GHashTable) streamers = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 now = book->input.now;
  gint64 midnight = roster_day_to_instant (self->day, 0, book->input.zone);
  gint64 next_midnight = roster_day_to_instant (self->day + 1, 0, book->input.zone);

  self->wake = next_midnight;
  for (guint i = 0; i < book->input.streamers->len; i++)
    g_hash_table_insert (streamers, (gpointer) roster_record_id (book->input.streamers->pdata[i]),
                         book->input.streamers->pdata[i]);

  for (guint i = 0; i < book->input.occurrences->len; i++)
    {
      RosterOccurrence *occurrence = book->input.occurrences->pdata[i];
      const char *id = roster_record_text (occurrence->live, "streamer");
      RosterRecord *streamer = id != NULL ? g_hash_table_lookup (streamers, id) : NULL;

      if (occurrence->end <= midnight || occurrence->start >= next_midnight)
        continue;

      g_ptr_array_add (self->lives, roster_calendar_live_new (occurrence, book->input.zone,
                                                              streamer != NULL ? roster_record_title (streamer) : "?"));
      self->n_lives += roster_occurrence_counts (occurrence) && occurrence->start >= midnight;
      soonest (self, now, occurrence->start);
      soonest (self, now, occurrence->start + 10 * 60000);
      soonest (self, now, occurrence->end);
    }
}

/* The best product of each streamer, as far as the best of all reach. */
static void
take_offers (Book        *book,
             RosterMatch *match)
{
  g_autoptr (GArray) best = roster_match_for_everybody (match, NULL, MOST_OFFERS);
  g_autoptr (GHashTable) served = g_hash_table_new (NULL, NULL);

  book->input.offers = g_array_new (FALSE, FALSE, sizeof (RosterNextOffer));
  for (guint i = 0; i < best->len; i++)
    {
      const RosterSuggestion *suggestion = &g_array_index (best, RosterSuggestion, i);
      RosterNextOffer offer = {
        .streamer = roster_match_streamer (match, suggestion->streamer),
        .product = roster_match_product (match, suggestion->product),
        .margin = roster_suggestion_margin (suggestion),
      };

      if (g_hash_table_add (served, GUINT_TO_POINTER (suggestion->streamer + 1)))
        g_array_append_val (book->input.offers, offer);
    }
}

/**
 * roster_today_reading_new:
 * @match: (nullable): what ranks products for streamers, where it is at hand
 *
 * Returns: (transfer full): today, and what to do next
 */
RosterTodayReading *
roster_today_reading_new (RosterCache  *cache,
                          RosterMatch  *match,
                          GError      **error)
{
  g_return_val_if_fail (cache != NULL, NULL);

  g_autoptr (RosterTodayReading) self = g_new0 (RosterTodayReading, 1);
  g_auto (Book) book = { 0 };

  self->lives = g_ptr_array_new_with_free_func (g_object_unref);
  if (!read_book (cache, &book, self, error))
    return NULL;

  take_lives (self, &book);
  count_owed (self, &book.input);
  self->n_due = book.input.follow_ups->len;
  if (match != NULL)
    take_offers (&book, match);
  self->found = roster_next_actions_find (&book.input);
  roster_next_actions_sort (self->found);
  self->actions = roster_next_actions_pick (self->found, book.answered, ROSTER_NEXT_ACTIONS, &self->n_left);
  return g_steal_pointer (&self);
}
