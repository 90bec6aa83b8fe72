/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-today-reading.h"

#include "roster-cache-rules.h"
#include "roster-calendar-live.h"
#include "roster-cache-answer.h"
#include "roster-conflict.h"
#include "roster-schedule-reading.h"

#define DAY G_GINT64_CONSTANT (86400000)

/* How far back lives tell at which hours a streamer sells best. */
#define DAYS_BEHIND 28

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
  g_clear_pointer (&book->input.line_ups, g_ptr_array_unref);
  g_clear_pointer (&book->input.follow_ups, g_ptr_array_unref);
  g_clear_pointer (&book->input.last_contacts, g_hash_table_unref);
  g_clear_pointer (&book->input.rules, roster_rule_values_unref);
  g_clear_pointer (&book->input.zone, g_time_zone_unref);
  g_clear_pointer (&book->input.offers, g_array_unref);
  g_clear_pointer (&book->input.waiting, g_array_unref);
  g_clear_pointer (&book->by_id, g_hash_table_unref);
  g_clear_pointer (&book->answered, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)

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
  g_autofree char *waiting = roster_cache_answered_waiting (cache, today);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_hash_table_add (answered, g_strdup (roster_statement_text (statement, 0)));

  if (waiting != NULL)
    g_hash_table_add (answered, g_steal_pointer (&waiting));
  return step == ROSTER_STEP_DONE ? g_steal_pointer (&answered) : NULL;
}

/*
 * Of a company's lives, which are a thousand and more a day, only those that can matter today: what stands open of the
 * days behind and ahead, what takes place today, and the week of those who joined so late that they owe hours in it.
 */
static GPtrArray *
read_lives (RosterCache  *cache,
            Book         *book,
            guint32       day,
            gint64        to,
            GError      **error)
{
  gint64 now = book->input.now;
  gint64 week = roster_wall_week (roster_wall_from_instant (now, book->input.zone));
  char open_from[ROSTER_WALL_TEXT], open_to[ROSTER_WALL_TEXT], day_from[ROSTER_WALL_TEXT], day_to[ROSTER_WALL_TEXT];
  char week_from[ROSTER_WALL_TEXT], week_to[ROSTER_WALL_TEXT], slot_from[ROSTER_WALL_TEXT], slot_to[ROSTER_WALL_TEXT];
  g_autofree char *joined = NULL;
  RosterCadence cadence;

  roster_cadence_of (&cadence, book->input.rules);
  joined = roster_day_to_text (day - cadence.first_phase_days - 1);
  roster_schedule_print_range (now - ROSTER_NEXT_BEHIND, now + ROSTER_NEXT_AHEAD, open_from, open_to);
  roster_schedule_print_range (roster_day_to_instant (day, 0, book->input.zone),
                               roster_day_to_instant (day + 1, 0, book->input.zone), day_from, day_to);
  roster_schedule_print_range (roster_wall_to_instant (week, book->input.zone),
                               roster_wall_to_instant (week + 7 * ROSTER_WALL_DAY, book->input.zone), week_from,
                               week_to);
  roster_schedule_print_range (now - ROSTER_NEXT_BEHIND, to, slot_from, slot_to);
  return roster_cache_select (
      cache, &roster_live_type, error,
      "startLocal >= ?1 AND startLocal < ?2 AND state NOT IN ('held', 'cancelled', 'missed')"
      " OR startLocal >= ?3 AND startLocal < ?4"
      " OR startLocal >= ?5 AND startLocal < ?6 AND streamer IN (SELECT id FROM \"Streamer\" WHERE joinedOn >= ?7)"
      " OR slot >= ?8 AND slot < ?9 OR recurrence <> ''",
      "sssssssss", open_from, open_to, day_from, day_to, week_from, week_to, joined, slot_from, slot_to);
}

static gboolean
read_occurrences (RosterCache  *cache,
                  Book         *book,
                  guint32       day,
                  GError      **error)
{
  gint64 now = book->input.now;
  gint64 week = roster_wall_week (roster_wall_from_instant (now, book->input.zone));
  gint64 week_end = roster_wall_to_instant (week + 7 * ROSTER_WALL_DAY, book->input.zone);
  gint64 to = MAX (now + ROSTER_NEXT_AHEAD, week_end);
  g_autoptr (GPtrArray) lives = read_lives (cache, book, day, to, error);

  if (lives == NULL)
    return FALSE;

  book->input.occurrences = roster_occurrences_expand (lives, now - ROSTER_NEXT_BEHIND, to, NULL);
  return TRUE;
}

/* The line-ups of the open lives for which one is asked. */
static GPtrArray *
read_line_ups (RosterCache  *cache,
               Book         *book,
               GError      **error)
{
  g_autoptr (GHashTable) lives = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) line_ups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < book->input.occurrences->len; i++)
    {
      RosterOccurrence *occurrence = book->input.occurrences->pdata[i];
      const char *named = roster_record_text (occurrence->live, "lineUp");

      if (occurrence->start <= book->input.now || occurrence->start > book->input.now + ROSTER_NEXT_AHEAD ||
          !roster_occurrence_is_open (occurrence))
        continue;
      g_hash_table_add (lives, (gpointer) roster_record_id (occurrence->live));
      if (named != NULL)
        g_hash_table_add (line_ups, (gpointer) named);
    }

  if (g_hash_table_size (lives) == 0)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return roster_cache_select_among (cache, &roster_lineup_type, line_ups, "live", lives, error, "state <> 'done'");
}

/* The streamer whom a change concerns, where that one is known; what was deleted here tells it by @before. */
static RosterRecord *
find_concerned (RosterCache           *cache,
                const RosterRecordKey *key,
                RosterRecord          *before)
{
  gboolean is_streamer = key->type == &roster_streamer_type;
  g_autoptr (RosterRecord) now = is_streamer ? NULL : roster_cache_get (cache, key->type, key->id, NULL);
  RosterRecord *record = now != NULL ? now : before;
  const char *id = is_streamer ? key->id : NULL;

  if (record != NULL && roster_record_type_find_field (key->type, "streamer") >= 0)
    id = roster_record_text (record, "streamer");
  return id != NULL ? roster_cache_get (cache, &roster_streamer_type, id, NULL) : NULL;
}

static void
waiting_clear (gpointer data)
{
  g_clear_object (&((RosterNextWaiting *) data)->streamer);
}

/* Takes the streamer; without one the change is only counted. */
static void
add_waiting (Book         *book,
             RosterRecord *streamer,
             gint64        edited_at)
{
  RosterNextWaiting fresh = { .streamer = streamer };
  RosterNextWaiting *waiting = NULL;

  if (streamer == NULL)
    {
      book->input.n_conflicts++;
      book->input.newest_conflict = MAX (book->input.newest_conflict, edited_at);
      return;
    }

  for (guint i = 0; waiting == NULL && i < book->input.waiting->len; i++)
    if (g_str_equal (roster_record_id (g_array_index (book->input.waiting, RosterNextWaiting, i).streamer),
                     roster_record_id (streamer)))
      waiting = &g_array_index (book->input.waiting, RosterNextWaiting, i);
  if (waiting == NULL)
    {
      g_array_append_val (book->input.waiting, fresh);
      waiting = &g_array_index (book->input.waiting, RosterNextWaiting, book->input.waiting->len - 1);
    }
  else
    g_object_unref (streamer);
  waiting->count++;
  waiting->newest = MAX (waiting->newest, edited_at);
}

/* What clashes or was refused, by whom it concerns. A field that clashes leaves nothing in the outbox: it waits among
   the conflicts alone. */
static gboolean
read_waiting (RosterCache  *cache,
              Book         *book,
              GError      **error)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (cache, error);
  g_autoptr (GPtrArray) conflicts = pending != NULL ? roster_cache_list_conflicts (cache, error) : NULL;

  if (conflicts == NULL)
    return FALSE;

  book->input.waiting = g_array_new (FALSE, FALSE, sizeof (RosterNextWaiting));
  g_array_set_clear_func (book->input.waiting, waiting_clear);
  for (guint i = 0; i < pending->len; i++)
    {
      const RosterPending *change = pending->pdata[i];

      if (change->state == ROSTER_PENDING_REFUSED)
        add_waiting (book, find_concerned (cache, change->key, change->base), change->edited_at);
    }
  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];

      add_waiting (book, find_concerned (cache, conflict->key, NULL), MAX (conflict->mine_at, conflict->theirs_at));
    }
  return TRUE;
}

static gboolean
read_book (RosterCache         *cache,
           Book                *book,
           RosterTodayReading  *self,
           GError             **error)
{
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  RosterOutboxCounts counts;

  book->input.now = roster_clock_now (roster_cache_clock (cache));
  book->input.zone = roster_clock_zone (roster_cache_clock (cache));
  book->input.rules = roster_cache_rule_values (cache, error);
  if (book->input.rules == NULL || !roster_cache_count_pending (cache, &counts, error))
    return FALSE;

  self->day = roster_day_from_text (today);
  self->n_waiting = roster_outbox_total (&counts);
  self->n_conflicts = roster_outbox_attention (&counts);
  if (self->n_conflicts > 0 && !read_waiting (cache, book, error))
    return FALSE;
  book->input.n_conflicts += counts.refused_photos;
  /* Of a photo it is not known when it was refused; one more is news. */
  book->input.newest_conflict += counts.refused_photos;
  book->input.streamers = roster_cache_list (cache, &roster_streamer_type, error);
  if (book->input.streamers == NULL || !read_occurrences (cache, book, self->day, error))
    return FALSE;

  book->input.follow_ups =
      roster_cache_select (cache, &roster_followup_type, error, "state = 'open' AND due <= ?", "s", today);
  book->input.line_ups = book->input.follow_ups != NULL ? read_line_ups (cache, book, error) : NULL;
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

/* The few obligations that are shown get the time at which their streamer sells best. */
static gboolean
choose_slots (RosterCache         *cache,
              Book                *book,
              RosterTodayReading  *self,
              GError             **error)
{
  gint64 now = book->input.now, from = now - DAYS_BEHIND * DAY;

  for (guint i = 0; i < self->actions->len; i++)
    {
      RosterNextAction *action = self->actions->pdata[i];
      g_autoptr (GPtrArray) lives = NULL, past = NULL;

      if (action->kind != ROSTER_NEXT_OBLIGATION)
        continue;

      lives = roster_schedule_read_lives_of (cache, roster_record_id (action->streamer), from, now, error);
      if (lives == NULL)
        return FALSE;
      past = roster_occurrences_expand (lives, from, now, NULL);
      roster_next_action_choose_slot (action, &book->input, past);
    }

  return TRUE;
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
  return choose_slots (cache, &book, self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * roster_today_reading_has_counts:
 *
 * Returns: whether the outbox stands as it did when the day was read
 */
gboolean
roster_today_reading_has_counts (const RosterTodayReading *self,
                                 const RosterOutboxCounts *counts)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  return self->n_waiting == roster_outbox_total (counts) && self->n_conflicts == roster_outbox_attention (counts);
}
