/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-due.h"

#include <string.h>

#include "roster-id.h"

#define DAYS_A_WEEK 7

/**
 * roster_due_reasons:
 *
 * Returns: why the streamer is due for coaching; %ROSTER_DUE_NONE where nothing is
 */
RosterDueReason
roster_due_reasons (const RosterDueFacts      *facts,
                    const RosterCoachingRules *rules)
{
  RosterDueReason reasons = ROSTER_DUE_NONE;

  g_return_val_if_fail (facts != NULL, ROSTER_DUE_NONE);
  g_return_val_if_fail (rules != NULL, ROSTER_DUE_NONE);

  if (facts->left)
    return ROSTER_DUE_NONE;

  if (facts->n_overdue > 0)
    reasons |= ROSTER_DUE_OVERDUE;
  if (facts->last_days < 0)
    reasons |= ROSTER_DUE_NEVER;
  if (facts->last_result >= 0 && facts->last_result < rules->poor_below)
    reasons |= ROSTER_DUE_POOR;
  if (facts->joined_days >= 0 && facts->joined_days < rules->first_phase_days &&
      (facts->last_days < 0 || facts->last_days >= DAYS_A_WEEK))
    reasons |= ROSTER_DUE_FIRST_PHASE;
  if (facts->last_days >= rules->repeat_days)
    reasons |= ROSTER_DUE_LONG_AGO;

  return reasons;
}

/**
 * roster_due_compare:
 *
 * Like strcmp(): what is more urgent comes first, and what is not due last.
 */
int
roster_due_compare (RosterDueReason a,
                    RosterDueReason b)
{
  for (guint bit = ROSTER_DUE_OVERDUE; bit <= ROSTER_DUE_LONG_AGO; bit <<= 1)
    if ((a & bit) != (b & bit))
      return (a & bit) != 0 ? -1 : 1;

  return 0;
}

static gboolean
is_open_already (GPtrArray        *open,
                 const RosterItem *item)
{
  for (guint i = 0; open != NULL && i < open->len; i++)
    if (g_strcmp0 (roster_record_text (open->pdata[i], "item"), item->id) == 0 &&
        g_strcmp0 (roster_record_text (open->pdata[i], "state"), "open") == 0)
      return TRUE;

  return FALSE;
}

/* Two people may finish the same walk-through, each on their own computer: both make the same task of it. A task that
   was done once before is another one. */
static char *
task_id (RosterRecord *walkthrough,
         const RosterItem *item,
         GPtrArray *existing,
         char *(*new_id) (gpointer data),
         gpointer data)
{
  g_autofree char *id = roster_id_derive (roster_record_id (walkthrough), item->id);

  for (guint i = 0; existing != NULL && i < existing->len; i++)
    if (strcmp (roster_record_id (existing->pdata[i]), id) == 0)
      return new_id (data);

  return g_steal_pointer (&id);
}

static char *
day_after (const char *today,
           guint       days)
{
  GDate date;
  char text[] = "YYYY-MM-DD";

  g_date_clear (&date, 1);
  g_date_set_parse (&date, today);
  g_return_val_if_fail (g_date_valid (&date), NULL);

  g_date_add_days (&date, days);
  g_snprintf (text, sizeof text, "%04u-%02u-%02u", g_date_get_year (&date) % 10000, g_date_get_month (&date) % 100,
              g_date_get_day (&date) % 100u);
  return g_strdup (text);
}

/**
 * roster_follow_ups_new:
 * @walk: a walk-through that is being finished
 * @open: (element-type RosterRecord) (nullable): the streamer's FollowUp records; an item with an open one gets none
 * @today: `YYYY-MM-DD`
 * @language: (nullable): which language the tasks are written in; the interface's own where it is %NULL
 * @new_id: (scope call): gives a new record id, for a task that was done once already
 *
 * Returns: (transfer full) (element-type RosterRecord): a FollowUp for each item that failed
 */
GPtrArray *
roster_follow_ups_new (RosterWalk *walk,
                       GPtrArray *open,
                       const char *today,
                       const char *language,
                       const RosterCoachingRules *rules,
                       char *(*new_id) (gpointer data),
                       gpointer data)
{
  GPtrArray *follow_ups = g_ptr_array_new_with_free_func (g_object_unref);
  RosterTemplate *template;
  RosterRecord *record;

  g_return_val_if_fail (walk != NULL, follow_ups);
  g_return_val_if_fail (today != NULL, follow_ups);
  g_return_val_if_fail (rules != NULL, follow_ups);
  g_return_val_if_fail (new_id != NULL, follow_ups);

  template = roster_walk_template (walk);
  record = roster_walk_record (walk);
  for (guint i = 0; i < roster_template_n_items (template); i++)
    {
      const RosterItem *item = roster_template_item (template, i);
      const RosterWords *words = item->follow_up.english != NULL ? &item->follow_up : &item->text;
      guint days = item->follow_up_days > 0 ? item->follow_up_days : (guint) rules->follow_up_days;
      g_autofree char *id = NULL, *due = NULL;
      RosterRecord *follow_up;

      if (!roster_answer_fails (item, roster_walk_answer (walk, i)) || is_open_already (open, item))
        continue;

      id = task_id (record, item, open, new_id, data);
      due = day_after (today, days);
      follow_up = roster_record_new (&roster_followup_type, id, roster_record_account (record));
      roster_record_set_text (follow_up, "streamer", roster_record_text (record, "streamer"));
      roster_record_set_text (follow_up, "name", roster_words_in (words, language));
      roster_record_set_text (follow_up, "due", due);
      roster_record_set_text (follow_up, "state", "open");
      roster_record_set_text (follow_up, "walkthrough", roster_record_id (record));
      roster_record_set_text (follow_up, "item", item->id);
      if (roster_walk_answer (walk, i)->comment != NULL)
        roster_record_set_text (follow_up, "notes", roster_walk_answer (walk, i)->comment);
      g_ptr_array_add (follow_ups, follow_up);
    }

  return follow_ups;
}

static void
free_tally (gpointer data)
{
  RosterItemTally *tally = data;

  g_free (tally->id);
  g_free (tally->text.english);
  g_free (tally->text.chinese);
  g_free (tally);
}

static RosterItemTally *
tally_for (GPtrArray        *tallies,
           GHashTable       *by_id,
           const RosterItem *item)
{
  RosterItemTally *tally = g_hash_table_lookup (by_id, item->id);

  if (tally != NULL)
    return tally;

  tally = g_new0 (RosterItemTally, 1);
  tally->id = g_strdup (item->id);
  tally->text.english = g_strdup (item->text.english);
  tally->text.chinese = g_strdup (item->text.chinese);
  g_ptr_array_add (tallies, tally);
  g_hash_table_insert (by_id, tally->id, tally);
  return tally;
}

/* Who fails most of those who were looked at; of equal parts the larger number, then the name. */
static int
compare_tallies (gconstpointer a,
                 gconstpointer b)
{
  const RosterItemTally *x = *(RosterItemTally *const *) a, *y = *(RosterItemTally *const *) b;
  guint64 left = (guint64) x->n_failed * y->n_answered, right = (guint64) y->n_failed * x->n_answered;

  if (left != right)
    return left > right ? -1 : 1;
  if (x->n_failed != y->n_failed)
    return x->n_failed > y->n_failed ? -1 : 1;

  return strcmp (x->id, y->id);
}

/**
 * roster_item_tallies:
 * @walks: (element-type RosterWalk): walk-throughs with versions of one checklist, the newest first
 *
 * Returns: (transfer full) (element-type RosterItemTally): the items that were answered, those that fail most first
 */
GPtrArray *
roster_item_tallies (GPtrArray *walks)
{
  GPtrArray *tallies = g_ptr_array_new_with_free_func (free_tally);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (walks != NULL, tallies);

  for (guint w = 0; w < walks->len; w++)
    {
      RosterWalk *walk = walks->pdata[w];
      RosterTemplate *template = roster_walk_template (walk);

      for (guint i = 0; i < roster_template_n_items (template); i++)
        {
          const RosterItem *item = roster_template_item (template, i);
          const RosterAnswer *answer = roster_walk_answer (walk, i);
          RosterItemTally *tally;

          if (roster_answer_points (item, answer) < 0)
            continue;

          tally = tally_for (tallies, by_id, item);
          tally->n_answered++;
          if (roster_answer_fails (item, answer))
            tally->n_failed++;
        }
    }
  g_ptr_array_sort (tallies, compare_tallies);
  return tallies;
}
