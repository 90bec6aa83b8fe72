/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-next-action.h"

#include <string.h>

#include "roster-live-clash.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* A live that has not begun so long after its start is late. */
#define PATIENCE (10 * MINUTE)

/* A line-up is asked for so long before the live; within the shorter time it is urgent. */
#define LINE_UP_AHEAD ROSTER_NEXT_AHEAD
#define LINE_UP_URGENT DAY

/* Results that are older than this are history that nobody remembers. */
#define RESULTS_BEHIND (7 * DAY)

typedef struct
{
  const RosterNextInput *input;
  GHashTable *streamers;
  GHashTable *line_ups;
  /* See roster_occurrences_by_streamer() */
  GHashTable *occurrences;
  GPtrArray *nothing;
  gint64 today;
  GPtrArray *found;
} Search;

void
roster_next_action_free (RosterNextAction *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->key);
  g_clear_object (&self->record);
  g_clear_object (&self->streamer);
  g_clear_pointer (&self->occurrence, roster_occurrence_free);
  g_free (self);
}

static RosterNextAction *
add (Search               *self,
     RosterNextActionKind  kind,
     RosterNextUrgency     urgency,
     RosterRecord         *streamer,
     gint64                due,
     char                 *key)
{
  RosterNextAction *action = g_new0 (RosterNextAction, 1);

  action->kind = kind;
  action->urgency = urgency;
  action->key = key;
  action->due = due;
  action->count = 1;
  if (streamer != NULL)
    {
      action->streamer = g_object_ref (streamer);
      action->worth = roster_record_number (streamer, "sales28", 0);
    }
  g_ptr_array_add (self->found, action);
  return action;
}

/* Nobody is asked to do anything for a streamer who has left or makes a pause. */
static gboolean
is_active (RosterRecord *streamer)
{
  const char *state = roster_record_text (streamer, "state");

  return state == NULL || strcmp (state, "active") == 0;
}

static gint64
day_start (Search *self,
           gint64  wall_day)
{
  return roster_wall_to_instant (wall_day, self->input->zone);
}

static int
days_over (Search *self,
           gint64  wall_day)
{
  return (int) ((self->today - wall_day) / ROSTER_WALL_DAY);
}

static RosterNextUrgency
urgency_of_day (Search *self,
                gint64  wall_day)
{
  return wall_day < self->today ? ROSTER_URGENCY_LATE : ROSTER_URGENCY_TODAY;
}

/* Lives */

static RosterRecord *
line_up_of (Search                 *self,
            const RosterOccurrence *occurrence)
{
  const char *named = roster_record_text (occurrence->live, "lineUp");
  RosterRecord *found = named != NULL ? g_hash_table_lookup (self->line_ups, named) : NULL;

  return found != NULL ? found : g_hash_table_lookup (self->line_ups, roster_record_id (occurrence->live));
}

static void
look_at_line_up (Search                 *self,
                 const RosterOccurrence *occurrence,
                 RosterRecord           *streamer)
{
  RosterRecord *line_up = line_up_of (self, occurrence);
  gint64 ahead = occurrence->start - self->input->now;
  gboolean traffic = line_up != NULL && roster_line_up_has (line_up, "traffic");
  gboolean profit = line_up != NULL && roster_line_up_has (line_up, "profit");
  RosterNextAction *action;

  if (ahead <= 0 || ahead > LINE_UP_AHEAD || (traffic && profit))
    return;

  action =
      add (self, ROSTER_NEXT_LINE_UP, ahead <= LINE_UP_URGENT ? ROSTER_URGENCY_NOW : ROSTER_URGENCY_WEEK, streamer,
           occurrence->start, g_strdup_printf ("line-up:%s@%" G_GINT64_FORMAT, occurrence->key, occurrence->start));
  action->occurrence = roster_occurrence_copy (occurrence);
  action->record = g_object_ref (line_up != NULL ? line_up : occurrence->live);
  action->lacks_line_up = line_up == NULL;
  action->lacks_traffic = !traffic;
  action->lacks_profit = !profit;
}

static void
look_at_live (Search                 *self,
              const RosterOccurrence *occurrence)
{
  const char *state = roster_record_text (occurrence->live, "state");
  const char *id = roster_record_text (occurrence->live, "streamer");
  RosterRecord *streamer = id != NULL ? g_hash_table_lookup (self->streamers, id) : NULL;
  gint64 now = self->input->now;
  RosterNextAction *action;

  if (streamer == NULL || !roster_occurrence_is_open (occurrence))
    return;

  if (occurrence->end <= now)
    {
      if (now - occurrence->end > RESULTS_BEHIND)
        return;
      action = add (self, ROSTER_NEXT_RESULTS,
                    now - occurrence->end < DAY ? ROSTER_URGENCY_NOW : ROSTER_URGENCY_LATE, streamer, occurrence->end,
                    g_strdup_printf ("results:%s@%" G_GINT64_FORMAT, occurrence->key, occurrence->start));
      action->occurrence = roster_occurrence_copy (occurrence);
      action->record = g_object_ref (occurrence->live);
    }
  else if (occurrence->start + PATIENCE <= now && g_strcmp0 (state, "live") != 0)
    {
      action = add (self, ROSTER_NEXT_START, ROSTER_URGENCY_NOW, streamer, occurrence->start,
                    g_strdup_printf ("start:%s@%" G_GINT64_FORMAT, occurrence->key, occurrence->start));
      action->occurrence = roster_occurrence_copy (occurrence);
      action->record = g_object_ref (occurrence->live);
    }
  else if (g_strcmp0 (state, "live") != 0)
    {
      look_at_line_up (self, occurrence, streamer);
    }
}

/* Streamers */

static void
look_at_step (Search       *self,
              RosterRecord *streamer)
{
  gint64 due;
  RosterNextAction *action;

  if (!roster_record_has (streamer, "nextStep") || !roster_record_has (streamer, "nextStepDue") ||
      !roster_wall_parse (roster_record_text (streamer, "nextStepDue"), &due, NULL) || due > self->today)
    return;

  action =
      add (self, ROSTER_NEXT_STEP, urgency_of_day (self, due), streamer, day_start (self, due),
           g_strdup_printf ("step:%s@%s", roster_record_id (streamer), roster_record_text (streamer, "nextStepDue")));
  action->record = g_object_ref (streamer);
  action->days_over = days_over (self, due);
}

static void
look_at_contact (Search       *self,
                 RosterRecord *streamer)
{
  const gint64 *last = g_hash_table_lookup (self->input->last_contacts, roster_record_id (streamer));
  RosterContactClock clock;
  RosterNextAction *action;

  roster_contact_clock_of (&clock, streamer, last != NULL ? *last : G_MININT64,
                           roster_contact_days (streamer, self->input->rules), self->input->now, self->input->zone);
  if (clock.state != ROSTER_CONTACT_DUE && clock.state != ROSTER_CONTACT_OVERDUE)
    return;
  /* A next step that is due says more than the clock that it stopped. */
  if (roster_record_has (streamer, "nextStep") && roster_record_has (streamer, "nextStepDue"))
    return;

  action = add (self, ROSTER_NEXT_CONTACT,
                clock.state == ROSTER_CONTACT_DUE ? ROSTER_URGENCY_TODAY : ROSTER_URGENCY_LATE, streamer,
                clock.due > G_MININT64 / 4 ? day_start (self, clock.due) : self->input->now,
                g_strdup_printf ("contact:%s@%" G_GINT64_FORMAT, roster_record_id (streamer),
                                 last != NULL ? *last : 0));
  action->record = g_object_ref (streamer);
  action->days_over = MAX (clock.days_over, 0);
  action->never_met = last == NULL;
}

static GArray *
find_slots (const RosterNextInput *input,
            RosterRecord          *streamer,
            guint                  missing_minutes,
            const RosterCadence   *cadence,
            gint64                 week_end,
            GPtrArray             *occurrences,
            GPtrArray             *past)
{
  return roster_free_slots (roster_record_id (streamer), NULL, occurrences, past, input->now + HOUR, week_end,
                            MIN (missing_minutes, cadence->session_minutes), 1, input->zone);
}

static void
look_at_obligation (Search              *self,
                    RosterRecord        *streamer,
                    const RosterCadence *cadence)
{
  const RosterNextInput *input = self->input;
  GPtrArray *occurrences = roster_occurrences_of (self->occurrences, roster_record_id (streamer));
  RosterObligation obligation;
  g_autoptr (GArray) slots = NULL;
  RosterNextAction *action;

  roster_obligation_of (&obligation, streamer, occurrences, cadence, input->now, input->zone);
  if (obligation.state != ROSTER_OBLIGATION_OPEN)
    return;

  /* Whether there is one; which is best is asked for the few that are shown. */
  slots = find_slots (input, streamer, obligation.missing_minutes, cadence, obligation.week_end, occurrences,
                      self->nothing);
  if (slots->len == 0)
    return;

  action = add (self, ROSTER_NEXT_OBLIGATION,
                obligation.feasible_sessions <= obligation.missing_sessions + 1 ? ROSTER_URGENCY_TODAY
                                                                                : ROSTER_URGENCY_WEEK,
                streamer, obligation.week_end,
                g_strdup_printf ("obligation:%s@%" G_GINT64_FORMAT, roster_record_id (streamer),
                                 obligation.week_start));
  action->record = g_object_ref (streamer);
  action->minutes = obligation.missing_minutes;
  action->slot = g_array_index (slots, RosterFreeSlot, 0);
}

static void
look_at_follow_up (Search       *self,
                   RosterRecord *follow_up)
{
  const char *id = roster_record_text (follow_up, "streamer");
  RosterRecord *streamer = id != NULL ? g_hash_table_lookup (self->streamers, id) : NULL;
  gint64 due;
  RosterNextAction *action;

  if (streamer == NULL || g_strcmp0 (roster_record_text (follow_up, "state"), "open") != 0 ||
      !roster_record_has (follow_up, "due") ||
      !roster_wall_parse (roster_record_text (follow_up, "due"), &due, NULL) || due > self->today)
    return;

  action = add (self, ROSTER_NEXT_FOLLOW_UP, urgency_of_day (self, due), streamer, day_start (self, due),
                g_strdup_printf ("follow-up:%s@%s", roster_record_id (follow_up),
                                 roster_record_text (follow_up, "due")));
  action->record = g_object_ref (follow_up);
  action->days_over = days_over (self, due);
}

static void
look_at_offer (Search                *self,
               const RosterNextOffer *offer)
{
  RosterNextAction *action;

  if (!g_hash_table_contains (self->streamers, roster_record_id (offer->streamer)) || offer->margin <= 0)
    return;

  action = add (self, ROSTER_NEXT_SUGGESTION, ROSTER_URGENCY_WORTH, offer->streamer, self->input->now,
                g_strdup_printf ("offer:%s:%s", roster_record_id (offer->streamer), roster_record_id (offer->product)));
  action->record = g_object_ref (offer->product);
  action->worth = offer->margin;
}

static GHashTable *
index_line_ups (GPtrArray *line_ups)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < line_ups->len; i++)
    {
      RosterRecord *line_up = line_ups->pdata[i];

      g_hash_table_insert (index, (gpointer) roster_record_id (line_up), line_up);
      if (roster_record_has (line_up, "live"))
        g_hash_table_insert (index, (gpointer) roster_record_text (line_up, "live"), line_up);
    }

  return index;
}

/**
 * roster_next_actions_find:
 *
 * Returns: (transfer full) (element-type RosterNextAction): everything that could be done now, in no order
 */
GPtrArray *
roster_next_actions_find (const RosterNextInput *input)
{
  g_autoptr (GHashTable) streamers = g_hash_table_new (g_str_hash, g_str_equal), line_ups = NULL;
  g_autoptr (GHashTable) occurrences = NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  Search self = { .input = input, .streamers = streamers, .nothing = nothing };
  RosterCadence cadence;

  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (input->zone != NULL && input->rules != NULL, NULL);

  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_next_action_free);
  self.line_ups = line_ups = index_line_ups (input->line_ups);
  self.occurrences = occurrences = roster_occurrences_by_streamer (input->occurrences);
  self.today = roster_wall_day (roster_wall_from_instant (input->now, input->zone));
  roster_cadence_of (&cadence, input->rules);

  for (guint i = 0; i < input->streamers->len; i++)
    if (is_active (input->streamers->pdata[i]))
      g_hash_table_insert (streamers, (gpointer) roster_record_id (input->streamers->pdata[i]),
                           input->streamers->pdata[i]);

  for (guint i = 0; i < input->occurrences->len; i++)
    look_at_live (&self, input->occurrences->pdata[i]);
  for (guint i = 0; i < input->follow_ups->len; i++)
    look_at_follow_up (&self, input->follow_ups->pdata[i]);
  for (guint i = 0; i < input->streamers->len; i++)
    if (is_active (input->streamers->pdata[i]))
      {
        look_at_step (&self, input->streamers->pdata[i]);
        look_at_contact (&self, input->streamers->pdata[i]);
        look_at_obligation (&self, input->streamers->pdata[i], &cadence);
      }
  for (guint i = 0; input->offers != NULL && i < input->offers->len; i++)
    look_at_offer (&self, &g_array_index (input->offers, RosterNextOffer, i));
  for (guint i = 0; input->waiting != NULL && i < input->waiting->len; i++)
    {
      const RosterNextWaiting *waiting = &g_array_index (input->waiting, RosterNextWaiting, i);
      RosterNextAction *action =
          add (&self, ROSTER_NEXT_CONFLICTS, ROSTER_URGENCY_TODAY, waiting->streamer, input->now,
               g_strdup_printf ("conflicts/%s/%" G_GINT64_FORMAT, roster_record_id (waiting->streamer),
                                waiting->newest));

      action->worth = G_MAXINT64;
      action->count = waiting->count;
    }
  if (input->n_conflicts > 0)
    {
      RosterNextAction *action =
          add (&self, ROSTER_NEXT_CONFLICTS, ROSTER_URGENCY_TODAY, NULL, input->now,
               g_strdup_printf ("conflicts//%" G_GINT64_FORMAT, input->newest_conflict));

      /* What others do not see yet may be worth anything. */
      action->worth = G_MAXINT64;
      action->count = input->n_conflicts;
    }

  return self.found;
}

/* Rule 2: heavy sellers and part-timers come first. */
static int
rank_of_tier (RosterRecord *streamer)
{
  const char *tier;

  if (streamer == NULL)
    return 0;

  tier = roster_record_text (streamer, "tier");
  return g_strcmp0 (tier, "heavy-seller") == 0 || g_strcmp0 (tier, "part-timer") == 0 ? 0 : 1;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const RosterNextAction *first = *(const RosterNextAction *const *) a;
  const RosterNextAction *second = *(const RosterNextAction *const *) b;

  if (first->urgency != second->urgency)
    return first->urgency < second->urgency ? -1 : 1;

  /* What has an hour goes by the hour, whoever it is; everything else by whom it helps, then by what it is worth. */
  if (first->urgency == ROSTER_URGENCY_NOW && first->due != second->due)
    return first->due < second->due ? -1 : 1;
  if (first->urgency != ROSTER_URGENCY_WORTH && rank_of_tier (first->streamer) != rank_of_tier (second->streamer))
    return rank_of_tier (first->streamer) - rank_of_tier (second->streamer);
  if (first->worth != second->worth)
    return first->worth > second->worth ? -1 : 1;
  if (first->due != second->due)
    return first->due < second->due ? -1 : 1;

  return strcmp (first->key, second->key);
}

/**
 * roster_next_actions_sort:
 * @actions: (element-type RosterNextAction): in any order
 *
 * Puts first what has an hour, by the hour; then what is late, what is due today, what runs out this week and what
 * pays. Among those heavy sellers and part-timers come first (rule 2), then whoever sells more.
 */
void
roster_next_actions_sort (GPtrArray *actions)
{
  g_return_if_fail (actions != NULL);

  g_ptr_array_sort (actions, compare);
}

/**
 * roster_next_action_writes:
 *
 * Returns: (nullable): records of which type are written where somebody does it at once; %NULL where it only leads to
 *   the place where it is done
 */
const RosterRecordType *
roster_next_action_writes (const RosterNextAction *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case ROSTER_NEXT_START:
    case ROSTER_NEXT_RESULTS:
    case ROSTER_NEXT_OBLIGATION:
      return &roster_live_type;
    case ROSTER_NEXT_FOLLOW_UP:
      return &roster_followup_type;
    case ROSTER_NEXT_LINE_UP:
    case ROSTER_NEXT_CONFLICTS:
    case ROSTER_NEXT_STEP:
    case ROSTER_NEXT_CONTACT:
    case ROSTER_NEXT_SUGGESTION:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_next_actions_pick:
 * @actions: (element-type RosterNextAction): sorted
 * @answered: (nullable): keys of what a person has put off or refused
 * @limit: how many at most
 * @n_left: (out) (optional): how many are neither answered nor picked
 *
 * The first of them, but never more than #ROSTER_NEXT_OF_A_KIND of one kind and one less about one streamer, unless
 * there is nothing else.
 *
 * Returns: (transfer container) (element-type RosterNextAction): what to show, in the order of @actions, to which they
 *   belong
 */
GPtrArray *
roster_next_actions_pick (GPtrArray  *actions,
                          GHashTable *answered,
                          guint       limit,
                          guint      *n_left)
{
  g_return_val_if_fail (actions != NULL, NULL);

  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GHashTable) of_streamer = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gboolean *taken = NULL;
  guint of_kind[ROSTER_N_NEXT_KINDS] = { 0 }, n_taken = 0;
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < actions->len; i++)
    if (answered == NULL || !g_hash_table_contains (answered, ((RosterNextAction *) actions->pdata[i])->key))
      g_ptr_array_add (open, actions->pdata[i]);
  taken = g_new0 (gboolean, MAX (open->len, 1));

  /* Twice: once with variety, and then with whatever comes first, to fill the room that is left. */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < open->len && n_taken < limit; i++)
      {
        const RosterNextAction *action = open->pdata[i];
        const char *id = action->streamer != NULL ? roster_record_id (action->streamer) : "";
        guint about = GPOINTER_TO_UINT (g_hash_table_lookup (of_streamer, id));

        if (taken[i] || (round == 0 && (of_kind[action->kind] >= ROSTER_NEXT_OF_A_KIND ||
                                        (id[0] != '\0' && about >= ROSTER_NEXT_OF_A_KIND - 1))))
          continue;

        taken[i] = TRUE;
        n_taken++;
        of_kind[action->kind]++;
        g_hash_table_insert (of_streamer, (gpointer) id, GUINT_TO_POINTER (about + 1));
      }

  for (guint i = 0; i < open->len; i++)
    if (taken[i])
      g_ptr_array_add (picked, open->pdata[i]);
  if (n_left != NULL)
    *n_left = open->len - n_taken;

  return picked;
}

/**
 * roster_next_action_choose_slot:
 * @self: one of the actions of @input
 * @past: (element-type RosterOccurrence): lives of the last weeks, at least of the streamer whom it concerns
 *
 * Proposes for an obligation the time at which the streamer sells best; does nothing for other actions.
 */
void
roster_next_action_choose_slot (RosterNextAction      *self,
                                const RosterNextInput *input,
                                GPtrArray             *past)
{
  g_autoptr (GArray) slots = NULL;
  RosterCadence cadence;

  g_return_if_fail (self != NULL);
  g_return_if_fail (input != NULL);
  g_return_if_fail (past != NULL);

  if (self->kind != ROSTER_NEXT_OBLIGATION)
    return;

  roster_cadence_of (&cadence, input->rules);
  slots = find_slots (input, self->streamer, self->minutes, &cadence, self->due, input->occurrences, past);
  if (slots->len > 0)
    self->slot = g_array_index (slots, RosterFreeSlot, 0);
}
