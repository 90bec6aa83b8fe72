/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-obligation.h"

#include <string.h>

/* A stretch of time, milliseconds UTC. */
typedef struct
{
  gint64 start;
  gint64 end;
} Span;

/* Candidates for a slot begin every half hour. */
#define SLOT_STEP (30 * 60)

/* A past live says something about times up to three hours from its own, half as much on another weekday. */
#define REACH_MINUTES 180
#define OTHER_WEEKDAY 0.5

/* How many lives the average of all weighs. */
#define PRIOR_LIVES 2.0

static gboolean
is_of (const RosterOccurrence *occurrence,
       const char             *field,
       const char             *id)
{
  return id != NULL && g_strcmp0 (roster_record_text (occurrence->live, field), id) == 0;
}

static gboolean
is_busy (const RosterOccurrence *occurrence,
         const char             *streamer,
         const char             *person)
{
  return roster_occurrence_counts (occurrence) &&
         (is_of (occurrence, "streamer", streamer) || is_of (occurrence, "trainer", person) ||
          is_of (occurrence, "salesperson", person));
}

static gint64
actual_minutes (const RosterOccurrence *occurrence)
{
  gint64 start = roster_record_number (occurrence->live, "actualStart", G_MININT64);
  gint64 end = roster_record_number (occurrence->live, "actualEnd", G_MININT64);

  if (start != G_MININT64 && end > start)
    return (end - start) / 60000;

  return (occurrence->end - occurrence->start) / 60000;
}

/* What is free in [from, to) within the hours of the day: (element-type Span), rising. */
static GArray *
free_spans (const char *streamer,
            const char *person,
            GPtrArray  *occurrences,
            gint64      from,
            gint64      to,
            GTimeZone  *zone)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  gint64 day = roster_wall_day (roster_wall_from_instant (from, zone));

  for (; roster_wall_to_instant (day, zone) < to; day += ROSTER_WALL_DAY)
    {
      gint64 start = MAX (roster_wall_to_instant (day + ROSTER_FREE_FROM_MINUTE * 60, zone), from);
      gint64 end = MIN (roster_wall_to_instant (day + ROSTER_FREE_TO_MINUTE * 60, zone), to);

      /* The occurrences come by start, so what is left of the day only moves forward. */
      for (guint i = 0; i < occurrences->len && start < end; i++)
        {
          const RosterOccurrence *busy = occurrences->pdata[i];
          Span span = { .start = start, .end = MIN (busy->start, end) };

          if (busy->end <= start || busy->start >= end || !is_busy (busy, streamer, person))
            continue;
          if (span.end > span.start)
            g_array_append_val (spans, span);
          start = MAX (start, busy->end);
        }
      if (start < end)
        {
          Span span = { .start = start, .end = end };

          g_array_append_val (spans, span);
        }
    }

  return spans;
}

static gboolean
owes (RosterObligation    *self,
      RosterRecord        *streamer,
      const RosterCadence *cadence,
      gint64               now,
      GTimeZone           *zone)
{
  gint64 today = roster_wall_day (roster_wall_from_instant (now, zone)), joined, left;
  const char *state = roster_record_text (streamer, "state");

  if (!roster_wall_parse (roster_record_text (streamer, "joinedOn"), &joined, NULL))
    return FALSE;

  left = cadence->first_phase_days - (today - roster_wall_day (joined)) / ROSTER_WALL_DAY;
  if (left <= 0 || today < joined)
    return FALSE;

  self->phase_days_left = (guint) left;
  return (state == NULL || g_str_equal (state, "active")) &&
         roster_record_number (streamer, "followers", cadence->from_fans) >= cadence->from_fans;
}

static void
count (RosterObligation       *self,
       const RosterOccurrence *occurrence,
       gint64                  now)
{
  const char *state = roster_record_text (occurrence->live, "state");
  guint planned = (guint) ((occurrence->end - occurrence->start) / 60000);

  if (occurrence->start < self->week_start || occurrence->start >= self->week_end ||
      !roster_occurrence_counts (occurrence))
    return;

  if (g_strcmp0 (state, "held") == 0)
    {
      self->held_minutes += (guint) CLAMP (actual_minutes (occurrence), 0, 1440);
      self->held_sessions++;
    }
  else if (occurrence->end > now || g_strcmp0 (state, "live") == 0)
    {
      self->planned_minutes += planned;
      self->planned_sessions++;
    }
  else
    self->unsettled_minutes += planned;
}

/**
 * roster_cadence_of:
 * @self: (out caller-allocates): the numbers of rules 23 and 24
 * @rules: the values in force
 */
void
roster_cadence_of (RosterCadence    *self,
                   RosterRuleValues *rules)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (rules != NULL);

  *self = (RosterCadence){
    .first_phase_days = (guint) roster_rule_values_get (rules, ROSTER_RULE_FIRST_PHASE_DAYS),
    .weekly_minutes = (guint) roster_rule_values_get (rules, ROSTER_RULE_WEEKLY_LIVE_MINUTES),
    .weekly_sessions = (guint) roster_rule_values_get (rules, ROSTER_RULE_WEEKLY_LIVE_SESSIONS),
    .session_minutes = (guint) roster_rule_values_get (rules, ROSTER_RULE_LIVE_SESSION_MINUTES),
    .from_fans = roster_rule_values_get (rules, ROSTER_RULE_LIVE_FROM_FANS),
  };
}

static guint
short_of (guint owed,
          guint done)
{
  return owed > done ? owed - done : 0;
}

/**
 * roster_obligation_of:
 * @self: (out caller-allocates): how it stands
 * @streamer: a Streamer
 * @occurrences: (element-type RosterOccurrence): at least all of this streamer's in the week of @now, by start
 * @cadence: the numbers in force
 * @now: milliseconds UTC
 * @zone: where the week begins and ends: that of the streamer or of the person who asks
 *
 * What a streamer owes in the week of @now and what became of it (rules 23 and 24). What is feasible is the free time
 * between 08:00 and midnight of the days that are left. Of somebody who owes nothing only the week is given.
 */
void
roster_obligation_of (RosterObligation    *self,
                      RosterRecord        *streamer,
                      GPtrArray           *occurrences,
                      const RosterCadence *cadence,
                      gint64               now,
                      GTimeZone           *zone)
{
  g_autoptr (GArray) spans = NULL;
  gint64 week;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (streamer));
  g_return_if_fail (occurrences != NULL);
  g_return_if_fail (cadence != NULL);
  g_return_if_fail (zone != NULL);

  *self = (RosterObligation){ .state = ROSTER_OBLIGATION_NONE };
  week = roster_wall_week (roster_wall_from_instant (now, zone));
  self->week_start = roster_wall_to_instant (week, zone);
  self->week_end = roster_wall_to_instant (week + 7 * ROSTER_WALL_DAY, zone);
  if (!owes (self, streamer, cadence, now, zone))
    return;

  for (guint i = 0; i < occurrences->len; i++)
    if (is_of (occurrences->pdata[i], "streamer", roster_record_id (streamer)))
      count (self, occurrences->pdata[i], now);

  spans = free_spans (roster_record_id (streamer), NULL, occurrences, now, self->week_end, zone);
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);
      guint minutes = (guint) ((span->end - span->start) / 60000);

      self->feasible_minutes += minutes;
      if (cadence->session_minutes > 0)
        self->feasible_sessions += minutes / cadence->session_minutes;
    }

  self->owed_minutes = cadence->weekly_minutes;
  self->owed_sessions = cadence->weekly_sessions;
  self->missing_minutes = short_of (self->owed_minutes, self->held_minutes + self->planned_minutes);
  if (self->missing_minutes > 0 && cadence->session_minutes > 0)
    self->missing_sessions = (self->missing_minutes + cadence->session_minutes - 1) / cadence->session_minutes;

  if (self->held_minutes >= self->owed_minutes)
    self->state = ROSTER_OBLIGATION_MET;
  else if (self->missing_minutes == 0)
    self->state = ROSTER_OBLIGATION_PLANNED;
  else if (self->missing_minutes <= self->feasible_minutes)
    self->state = ROSTER_OBLIGATION_OPEN;
  else
    self->state = ROSTER_OBLIGATION_LOST;
}

/* A past live as evidence for when lives sell. */
typedef struct
{
  guint weekday;
  gint64 minute;
  double rate;
  gboolean has_rate;
} Evidence;

static GArray *
read_evidence (const char *streamer,
               GPtrArray  *past)
{
  GArray *evidence = g_array_new (FALSE, FALSE, sizeof (Evidence));

  for (guint i = 0; i < past->len; i++)
    {
      const RosterOccurrence *live = past->pdata[i];
      gint64 minutes = actual_minutes (live);
      Evidence entry = {
        .weekday = roster_wall_weekday (live->wall),
        .minute = (live->wall - roster_wall_day (live->wall)) / 60,
        .has_rate = roster_record_has (live->live, "sales") && minutes > 0,
      };

      if (g_strcmp0 (roster_record_text (live->live, "state"), "held") != 0 || !is_of (live, "streamer", streamer))
        continue;
      if (entry.has_rate)
        entry.rate = (double) roster_record_number (live->live, "sales", 0) * 60.0 / (double) minutes;
      g_array_append_val (evidence, entry);
    }
  return evidence;
}

/* Sales an hour at a time: the weighted mean of near lives, drawn towards the mean of all. */
static void
judge (RosterFreeSlot *slot,
       GArray         *evidence)
{
  double weight = 0.0, sum = 0.0, all = 0.0;
  guint n_rates = 0;
  gint64 minute = (slot->wall - roster_wall_day (slot->wall)) / 60;
  guint weekday = roster_wall_weekday (slot->wall);

  slot->n_lives = 0;
  for (guint i = 0; i < evidence->len; i++)
    {
      Evidence *entry = &g_array_index (evidence, Evidence, i);
      gint64 apart = ABS (entry->minute - minute);
      double near = apart >= REACH_MINUTES ? 0.0 : 1.0 - (double) apart / REACH_MINUTES;

      if (near > 0.0)
        slot->n_lives++;
      if (!entry->has_rate)
        continue;
      near *= entry->weekday == weekday ? 1.0 : OTHER_WEEKDAY;
      weight += near;
      sum += near * entry->rate;
      all += entry->rate;
      n_rates++;
    }

  slot->rate = n_rates > 0 ? (gint64) ((sum + PRIOR_LIVES * all / n_rates) / (weight + PRIOR_LIVES)) : 0;
}

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const RosterFreeSlot *first = a, *second = b;

  if (first->rate != second->rate)
    return first->rate > second->rate ? -1 : 1;
  if (first->n_lives != second->n_lives)
    return first->n_lives > second->n_lives ? -1 : 1;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return 0;
}

/**
 * roster_free_slots:
 * @streamer: the id of who would go live
 * @person: (nullable): the id of a salesperson or trainer who would be there, and must be free as well
 * @occurrences: (element-type RosterOccurrence): all in the range, at least of @streamer and @person, by start
 * @past: (element-type RosterOccurrence): lives of the last weeks, from which the best times are learned
 * @from: from when on, milliseconds UTC; usually now
 * @to: until when, milliseconds UTC; usually Sunday night
 * @minutes: how long the live would be
 * @n_slots: how many proposals at most
 * @zone: where the days begin
 *
 * The best free time of each day, where lives of this streamer sold best for their length; times that are equally
 * good come where lives used to be, then the earliest.
 *
 * Returns: (transfer full) (element-type RosterFreeSlot): best first, no two on one day
 */
GArray *
roster_free_slots (const char *streamer,
                   const char *person,
                   GPtrArray  *occurrences,
                   GPtrArray  *past,
                   gint64      from,
                   gint64      to,
                   guint       minutes,
                   guint       n_slots,
                   GTimeZone  *zone)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (RosterFreeSlot));
  g_autoptr (GArray) spans = NULL;
  g_autoptr (GArray) evidence = NULL;
  gint64 day = G_MININT64;

  g_return_val_if_fail (streamer != NULL, slots);
  g_return_val_if_fail (occurrences != NULL && past != NULL, slots);
  g_return_val_if_fail (minutes > 0, slots);
  g_return_val_if_fail (zone != NULL, slots);

  spans = free_spans (streamer, person, occurrences, from, to, zone);
  evidence = read_evidence (streamer, past);
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);
      gint64 wall = roster_wall_from_instant (span->start, zone);

      wall = (wall + SLOT_STEP - 1) / SLOT_STEP * SLOT_STEP;
      for (;; wall += SLOT_STEP)
        {
          RosterFreeSlot slot = { .wall = wall, .start = roster_wall_to_instant (wall, zone) };
          RosterFreeSlot *best;

          slot.end = slot.start + (gint64) minutes * 60000;
          if (slot.end > span->end)
            break;

          judge (&slot, evidence);
          best = day == roster_wall_day (wall) ? &g_array_index (slots, RosterFreeSlot, slots->len - 1) : NULL;
          if (best == NULL)
            g_array_append_val (slots, slot);
          else if (compare_slots (&slot, best) < 0)
            *best = slot;
          day = roster_wall_day (wall);
        }
    }

  g_array_sort (slots, compare_slots);
  if (slots->len > n_slots)
    g_array_set_size (slots, n_slots);
  return slots;
}

/**
 * roster_activity_is_contact:
 * @activity: an Activity
 *
 * Returns: whether somebody spoke with the streamer: a note to oneself is no contact, and neither is a call that
 *   nobody took
 */
gboolean
roster_activity_is_contact (RosterRecord *activity)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (activity), FALSE);

  return g_strcmp0 (roster_record_text (activity, "kind"), "note") != 0 &&
         roster_record_number (activity, "reached", 1) != 0 && roster_record_has (activity, "at");
}

/**
 * roster_contact_days:
 * @streamer: a Streamer
 * @rules: the values in force
 *
 * Returns: how many days may pass without a contact for the streamer's tier (rule 2); for one without a tier, as many
 *   as for a small seller
 */
guint
roster_contact_days (RosterRecord     *streamer,
                     RosterRuleValues *rules)
{
  static const struct
  {
    const char *tier;
    RosterRuleId rule;
  } tiers[] = {
    { "heavy-seller", ROSTER_RULE_CONTACT_DAYS_HEAVY_SELLER },
    { "part-timer", ROSTER_RULE_CONTACT_DAYS_PART_TIMER },
    { "small-seller", ROSTER_RULE_CONTACT_DAYS_SMALL_SELLER },
    { "newcomer", ROSTER_RULE_CONTACT_DAYS_NEWCOMER },
  };

  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), 0);
  g_return_val_if_fail (rules != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    if (g_strcmp0 (roster_record_text (streamer, "tier"), tiers[i].tier) == 0)
      return (guint) roster_rule_values_get (rules, tiers[i].rule);

  return (guint) roster_rule_values_get (rules, ROSTER_RULE_CONTACT_DAYS_SMALL_SELLER);
}

/**
 * roster_contact_clock_of:
 * @self: (out caller-allocates): how it stands
 * @streamer: a Streamer
 * @last_contact: the last real contact, milliseconds UTC; %G_MININT64 for none
 * @days: how many days may pass without one: roster_contact_days()
 * @now: milliseconds UTC
 * @zone: where the days begin
 *
 * The clock runs from the last real contact, and from joining where there was none. A next step that is agreed for
 * today or later stops it; one whose day has passed does not.
 */
void
roster_contact_clock_of (RosterContactClock *self,
                         RosterRecord       *streamer,
                         gint64              last_contact,
                         guint               days,
                         gint64              now,
                         GTimeZone          *zone)
{
  gint64 today, step = G_MININT64;
  gboolean planned;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (streamer));
  g_return_if_fail (zone != NULL);

  today = roster_wall_day (roster_wall_from_instant (now, zone));
  self->since = G_MININT64;
  if (last_contact != G_MININT64)
    self->since = roster_wall_day (roster_wall_from_instant (last_contact, zone));
  else if (!roster_wall_parse (roster_record_text (streamer, "joinedOn"), &self->since, NULL) &&
           roster_record_has (streamer, "createdAt"))
    self->since = roster_wall_day (roster_wall_from_instant (roster_record_number (streamer, "createdAt", 0), zone));

  self->due = self->since != G_MININT64 ? self->since + (gint64) days * ROSTER_WALL_DAY : today;
  if (!roster_wall_parse (roster_record_text (streamer, "nextStepDue"), &step, NULL) ||
      !roster_record_has (streamer, "nextStep"))
    step = G_MININT64;
  planned = step >= today;

  /* A promise that was not kept is as red as silence. */
  if (step != G_MININT64 && !planned && (last_contact == G_MININT64 || step > self->since))
    self->due = MIN (self->due, step);
  self->days_over = (gint) ((today - self->due) / ROSTER_WALL_DAY);
  if (self->days_over < 0)
    self->state = ROSTER_CONTACT_FRESH;
  else if (planned)
    self->state = ROSTER_CONTACT_PLANNED;
  else
    self->state = self->days_over == 0 ? ROSTER_CONTACT_DUE : ROSTER_CONTACT_OVERDUE;
}
