/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-accepting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-advice.h"
#include "roster-cache-rules.h"
#include "roster-plan-reading.h"
#include "roster-series.h"
#include "roster-session.h"

#define DAY G_GINT64_CONSTANT (86400000)

/**
 * roster_planned_new:
 * @streamer: a streamer's id
 *
 * Returns: (transfer full): a part without items yet
 */
RosterPlanned *
roster_planned_new (const char *streamer)
{
  RosterPlanned *self;

  g_return_val_if_fail (streamer != NULL, NULL);

  self = g_new0 (RosterPlanned, 1);
  self->streamer = g_strdup (streamer);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_line_up_item_free);
  self->scores = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/**
 * roster_planned_add:
 * @role: the role in the line-up
 * @score: the expected margin in one session, in li
 */
void
roster_planned_add (RosterPlanned    *self,
                    RosterRecord     *product,
                    RosterLineUpRole  role,
                    gint64            score)
{
  g_return_if_fail (self != NULL && product != NULL);

  roster_line_up_items_add (self->items, roster_record_id (product), role,
                            roster_record_number (product, "price", ROSTER_LINE_UP_UNKNOWN));
  g_array_append_val (self->scores, score);
}

void
roster_planned_free (RosterPlanned *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->streamer);
  g_ptr_array_unref (self->items);
  g_array_unref (self->scores);
  g_free (self);
}

static gboolean
is_draft (RosterRecord *line_up)
{
  return g_strcmp0 (roster_record_text (line_up, "state"), "draft") == 0;
}

/* A session names its line-up, or a line-up its session. */
static RosterRecord *
find_line_up (GPtrArray    *line_ups,
              RosterRecord *live)
{
  const char *named = live != NULL ? roster_record_text (live, "lineUp") : NULL;

  for (guint i = 0; i < line_ups->len; i++)
    {
      RosterRecord *line_up = line_ups->pdata[i];
      const char *session = roster_record_text (line_up, "live");

      if (live == NULL && session == NULL && is_draft (line_up))
        return line_up;
      if (live != NULL && (g_strcmp0 (roster_record_id (line_up), named) == 0 ||
                           g_strcmp0 (session, roster_record_id (live)) == 0))
        return line_up;
    }

  return NULL;
}

/* Puts what is missing behind what stands there: a person put that there. */
static gboolean
add_missing (GPtrArray *items,
             GPtrArray *planned,
             gboolean  *added)
{
  guint before = items->len;

  for (guint i = 0; i < planned->len; i++)
    {
      const RosterLineUpItem *item = planned->pdata[i];

      if (roster_line_up_items_find (items, item->product) < 0)
        {
          roster_line_up_items_add (items, item->product, item->role, item->price);
          added[i] = TRUE;
        }
    }
  return items->len > before;
}

static gboolean
fill (RosterEdit           *edit,
      RosterCache          *cache,
      RosterRecord         *streamer,
      RosterOccurrence     *occurrence,
      GPtrArray            *line_ups,
      const RosterPlanned  *planned,
      gboolean             *added,
      GError              **error)
{
  RosterRecord *live = occurrence != NULL ? occurrence->live : NULL;
  RosterRecord *before = find_line_up (line_ups, live);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (RosterRecord) after = NULL, stand_in = NULL;

  /* What somebody confirmed stays. */
  if (before != NULL && !is_draft (before))
    return TRUE;

  if (before == NULL)
    {
      g_autofree char *id = roster_cache_new_id (cache), *day = NULL, *name = NULL;

      /* A line-up belongs to one time of a series, which has to have a record for that. */
      if (occurrence != NULL && occurrence->live == occurrence->series)
        {
          g_autofree char *own = roster_cache_new_id (cache);

          live = stand_in = roster_occurrence_stand_in (occurrence, own);
        }
      day = live != NULL ? g_strndup (roster_record_text (live, "startLocal"), 10)
                         : roster_clock_today (roster_cache_clock (cache));
      name = g_strdup_printf ("%s %s", day, roster_record_title (live != NULL ? live : streamer));

      after = roster_record_new (&roster_lineup_type, id, roster_record_account (streamer));
      roster_record_set_text (after, "streamer", roster_record_id (streamer));
      roster_record_set_text (after, "name", name);
      if (live != NULL)
        roster_record_set_text (after, "live", roster_record_id (live));
      roster_record_apply_defaults (after);
    }
  else
    after = roster_record_copy (before);

  items = roster_line_up_items (after);
  if (!add_missing (items, planned->items, added))
    return TRUE;

  roster_record_set (after, "items", roster_line_up_items_to_map (items));
  if (!roster_record_check (after, error))
    return FALSE;

  if (stand_in != NULL)
    roster_edit_create (edit, stand_in);
  if (before == NULL)
    roster_edit_create (edit, after);
  else
    roster_edit_update (edit, before, after);
  return TRUE;
}

/* Whether the pair was accepted so lately that nobody need say so again. */
static gboolean
is_accepted (GPtrArray        *decisions,
             const char       *product,
             RosterRuleValues *rules,
             gint64            now)
{
  RosterRecord *last = NULL;

  for (guint i = 0; i < decisions->len; i++)
    if (g_strcmp0 (roster_record_text (decisions->pdata[i], "product"), product) == 0 &&
        (last == NULL ||
         roster_record_number (decisions->pdata[i], "at", 0) > roster_record_number (last, "at", 0)))
      last = decisions->pdata[i];

  return last != NULL && g_strcmp0 (roster_record_text (last, "verdict"), "accepted") == 0 &&
         now - roster_record_number (last, "at", 0) <
             roster_rule_values_get (rules, ROSTER_RULE_MATCH_LATER_DAYS) * DAY;
}

/* Rule 6: what a person accepts is recorded pair by pair, so that the timeline and the ranking know. */
static gboolean
record_decisions (RosterEdit           *edit,
                  RosterCache          *cache,
                  RosterRecord         *streamer,
                  const RosterPlanned  *planned,
                  const gboolean       *added,
                  GError              **error)
{
  g_autoptr (GPtrArray) decisions = roster_cache_list_by (cache, &roster_decision_type, "streamer", planned->streamer,
                                                          error);
  g_autoptr (RosterRuleValues) rules = decisions != NULL ? roster_cache_rule_values (cache, error) : NULL;
  g_autofree char *login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);

  if (rules == NULL)
    return FALSE;

  for (guint i = 0; i < planned->items->len; i++)
    {
      const RosterLineUpItem *item = planned->items->pdata[i];
      const RosterVerdictDetails details = { .score = g_array_index (planned->scores, gint64, i), .login = login };
      g_autoptr (GError) failure = NULL;
      g_autoptr (RosterRecord) product = NULL;
      g_autoptr (RosterRecord) decision = NULL;

      if (!added[i] ||
          is_accepted (decisions, item->product, rules, roster_clock_now (roster_cache_clock (cache))))
        continue;
      product = roster_cache_get (cache, &roster_product_type, item->product, &failure);
      if (product != NULL)
        decision = roster_advice_decision (cache, streamer, product, ROSTER_VERDICT_ACCEPTED, &details, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (decision != NULL)
        roster_edit_create (edit, decision);
    }

  return TRUE;
}

/* Into the line-up of each session of the week; where none is planned, into one that waits for a session. */
static gboolean
accept_one (RosterEdit           *edit,
            RosterCache          *cache,
            GPtrArray            *week,
            const RosterPlanned  *planned,
            GError              **error)
{
  g_autofree gboolean *added = g_new0 (gboolean, MAX (planned->items->len, 1));
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterRecord) streamer = roster_cache_get (cache, &roster_streamer_type, planned->streamer, &failure);
  g_autoptr (GPtrArray) line_ups = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_lives = 0;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (streamer == NULL)
    return TRUE;

  line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", planned->streamer, error);
  if (line_ups == NULL)
    return FALSE;

  for (guint i = 0; i < week->len; i++)
    {
      RosterOccurrence *occurrence = week->pdata[i];

      if (g_strcmp0 (roster_record_text (occurrence->live, "streamer"), planned->streamer) != 0)
        continue;
      n_lives++;
      /* Several times of a series may share a line-up. */
      if (find_line_up (line_ups, occurrence->live) != NULL &&
          !g_hash_table_add (seen, (gpointer) roster_record_id (occurrence->live)))
        continue;
      if (!fill (edit, cache, streamer, occurrence, line_ups, planned, added, error))
        return FALSE;
    }

  if (n_lives == 0 && !fill (edit, cache, streamer, NULL, line_ups, planned, added, error))
    return FALSE;

  return record_decisions (edit, cache, streamer, planned, added, error);
}

/**
 * roster_plan_accept_edit:
 * @cache: the writer's
 * @planned: (element-type RosterPlanned): what was accepted
 *
 * Makes the edit that puts a plan into line-ups: into the drafts of the sessions of the coming week, and into new ones
 * where a session has none. What stands in a draft stays there, and what is confirmed is not touched. Each pair that is
 * new in a line-up becomes a decision as well (rule 6).
 *
 * Returns: (transfer full) (nullable): one step, which is empty where everything stands there already; %NULL with
 *   @error set
 */
RosterEdit *
roster_plan_accept_edit (RosterCache  *cache,
                         GPtrArray    *planned,
                         GError      **error)
{
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (GPtrArray) week = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (cache != NULL && planned != NULL, NULL);

  week = roster_plan_week_of_lives (cache, error);
  if (week == NULL)
    return NULL;

  /* Translators: a step that can be undone. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Accept the week’s plan of %u streamer",
                                        "Accept the week’s plan of %u streamers", planned->len),
                           planned->len);
  edit = roster_edit_new (ROSTER_CAUSE_BULK, label);
  for (guint i = 0; i < planned->len; i++)
    if (!accept_one (edit, cache, week, planned->pdata[i], error))
      return NULL;

  return g_steal_pointer (&edit);
}
