/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-score.h"

#include "roster-money.h"

/* Points are quarters of an item's weight. */
#define FULL_POINTS 4

typedef struct
{
  gint64 reached;
  gint64 possible;
} Sum;

static gint64
ratio (const Sum *sum)
{
  gint64 result;

  if (sum->possible == 0 || !roster_multiply_divide (sum->reached, ROSTER_RATE_ONE, sum->possible, &result))
    return ROSTER_SCORE_NONE;

  return result;
}

static void
add_item (RosterScore        *self,
          RosterSectionScore *section,
          Sum                *sum,
          const RosterItem   *item,
          const RosterAnswer *answer)
{
  int points = roster_answer_points (item, answer);

  if (answer->state != ROSTER_ANSWER_OPEN)
    self->n_answered++;
  if (answer->state == ROSTER_ANSWER_NOT_APPLICABLE)
    self->n_not_applicable++;
  if (points < 0)
    return;

  sum->reached += (gint64) item->weight * points;
  sum->possible += (gint64) item->weight * FULL_POINTS;
  section->lost += (gint64) item->weight * (FULL_POINTS - points);
  if (!roster_answer_fails (item, answer))
    return;

  self->n_failed++;
  section->n_failed++;
  self->line = MAX (self->line, item->line);
}

/* The lowest result; of equal ones that which cost the most, then the first. */
static int
find_weakest (const RosterScore *self)
{
  int weakest = -1;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const RosterSectionScore *section = &g_array_index (self->sections, RosterSectionScore, i);
      const RosterSectionScore *other =
          weakest >= 0 ? &g_array_index (self->sections, RosterSectionScore, weakest) : NULL;

      if (section->lost > 0 && (other == NULL || section->result < other->result ||
                                (section->result == other->result && section->lost > other->lost)))
        weakest = (int) i;
    }

  return weakest;
}

static gint64
cap (gint64                     result,
     RosterLine                 line,
     const RosterCoachingRules *rules)
{
  switch (line)
    {
    case ROSTER_LINE_NONE:
      break;
    case ROSTER_LINE_YELLOW:
      return MIN (result, rules->yellow_cap);
    case ROSTER_LINE_RED:
      return MIN (result, rules->red_cap);
    }

  return result;
}

/**
 * roster_score_new:
 *
 * The result is the sum of weight × points over the sum of weight × full points of what is answered. What is not
 * applicable, not answered or not scored leaves both sums. A failed critical item caps the result (rule 26).
 *
 * Returns: (transfer full): what the walk-through comes to
 */
RosterScore *
roster_score_new (RosterWalk                *walk,
                  const RosterCoachingRules *rules)
{
  RosterTemplate *template;
  RosterScore *self;
  Sum all = { 0 };

  g_return_val_if_fail (walk != NULL, NULL);
  g_return_val_if_fail (rules != NULL, NULL);

  template = roster_walk_template (walk);
  self = g_new0 (RosterScore, 1);
  self->sections = g_array_sized_new (FALSE, TRUE, sizeof (RosterSectionScore), roster_template_n_sections (template));
  g_array_set_size (self->sections, roster_template_n_sections (template));

  for (guint s = 0; s < self->sections->len; s++)
    {
      const RosterSection *section = roster_template_section (template, s);
      RosterSectionScore *score = &g_array_index (self->sections, RosterSectionScore, s);
      Sum sum = { 0 };

      for (guint i = section->first_item; i < section->first_item + section->n_items; i++)
        add_item (self, score, &sum, roster_template_item (template, i), roster_walk_answer (walk, i));
      score->result = ratio (&sum);
      all.reached += sum.reached;
      all.possible += sum.possible;
    }

  self->uncapped = ratio (&all);
  self->result = cap (self->uncapped, self->line, rules);
  self->weakest = find_weakest (self);
  return self;
}

void
roster_score_free (RosterScore *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->sections);
  g_free (self);
}

/**
 * roster_score_difference:
 * @result: of this walk-through, or %ROSTER_SCORE_NONE
 * @before: of the last one with the same checklist, or %ROSTER_SCORE_NONE
 * @difference: (out): how much better it is, in parts per million
 *
 * Returns: whether both have a result
 */
gboolean
roster_score_difference (gint64  result,
                         gint64  before,
                         gint64 *difference)
{
  g_return_val_if_fail (difference != NULL, FALSE);

  *difference = 0;
  if (result < 0 || before < 0)
    return FALSE;

  *difference = result - before;
  return TRUE;
}
