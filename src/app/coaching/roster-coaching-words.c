/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-words.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

#define PER_CENT 10000

/**
 * roster_coaching_checklist_name:
 *
 * Returns: (transfer none): the checklist's name in the interface's language
 */
const char *
roster_coaching_checklist_name (RosterRecord *checklist)
{
  const char *chinese = roster_record_text (checklist, "nameChinese");

  return chinese != NULL && g_str_has_prefix (g_get_language_names ()[0], "zh") ? chinese
                                                                                : roster_record_title (checklist);
}

/**
 * roster_coaching_result_words:
 *
 * Returns: (transfer full): whole per cent, rounded down so that nothing looks better than it is
 */
char *
roster_coaching_result_words (gint64 result)
{
  if (result < 0)
    return g_strdup ("–");

  return roster_format_rate (result / PER_CENT * PER_CENT);
}

/**
 * roster_coaching_difference_words:
 *
 * Returns: (transfer full) (nullable): the points gained or lost since the last time; %NULL for a first time
 */
char *
roster_coaching_difference_words (gint64 result,
                                  gint64 before)
{
  gint64 difference;
  int points;

  if (!roster_score_difference (result, before, &difference))
    return NULL;

  points = (int) (result / PER_CENT) - (int) (before / PER_CENT);
  return points == 0 ? g_strdup ("±0") : g_strdup_printf ("%s%d", points > 0 ? "+" : "−", ABS (points));
}

/**
 * roster_coaching_answer_words:
 *
 * Returns: (transfer full): the answer as a person reads it
 */
char *
roster_coaching_answer_words (const RosterItem   *item,
                              const RosterAnswer *answer)
{
  g_autofree char *number = NULL;
  const char *unit;

  switch (answer->state)
    {
    case ROSTER_ANSWER_OPEN:
      return g_strdup (_("not answered"));
    case ROSTER_ANSWER_NOT_APPLICABLE:
      return g_strdup (_("not applicable"));
    case ROSTER_ANSWER_GIVEN:
      break;
    }

  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      return g_strdup (answer->value != 0 ? _("Yes") : _("No"));
    case ROSTER_ITEM_SCALE:
      return g_strdup (roster_words_in (&item->levels[answer->value], NULL));
    case ROSTER_ITEM_NUMBER:
      number = g_strdup_printf ("%" G_GINT64_FORMAT, answer->value);
      unit = roster_words_in (&item->unit, NULL);
      return unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
    case ROSTER_ITEM_TEXT:
      return g_strdup (answer->text);
    }

  g_return_val_if_reached (NULL);
}
