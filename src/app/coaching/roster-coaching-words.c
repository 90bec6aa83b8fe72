/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-words.h"

#include <string.h>

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
  return roster_coaching_checklist_name_in (checklist, ROSTER_LANGUAGE_INTERFACE);
}

/**
 * roster_coaching_checklist_name_in:
 *
 * Returns: (transfer none): the checklist's name in that language
 */
const char *
roster_coaching_checklist_name_in (RosterRecord   *checklist,
                                   RosterLanguage  language)
{
  const char *chinese = roster_record_text (checklist, "nameChinese");

  return chinese != NULL && roster_language_resolve (language) == ROSTER_LANGUAGE_CHINESE
             ? chinese
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
 * roster_coaching_cap_words:
 * @walkthrough: a Walkthrough
 * @score: what it came to
 *
 * Returns: (transfer full) (nullable): why there is no better result than there is: it was given up, or a line was
 *   crossed; %NULL where there is nothing to say
 */
char *
roster_coaching_cap_words (RosterRecord      *walkthrough,
                           const RosterScore *score,
                           RosterLanguage     language)
{
  const char *reason = roster_record_text (walkthrough, "abandonReason");
  g_autofree char *uncapped = roster_coaching_result_words (score->uncapped);
  gboolean red = score->line == ROSTER_LINE_RED;

  if (g_strcmp0 (roster_record_text (walkthrough, "state"), "abandoned") == 0)
    /* Translators: %s is why a walk-through was given up. */
    return reason != NULL ? g_strdup_printf (roster_language_text (language, "Given up: %s"), reason)
                          : g_strdup (roster_language_text (language, "Given up"));
  if (score->line == ROSTER_LINE_NONE)
    return NULL;
  if (score->result >= score->uncapped)
    return g_strdup (red ? roster_language_text (language, "A red line was crossed.")
                         : roster_language_text (language, "A yellow line was crossed."));

  return g_strdup_printf (
      red ? roster_language_text (language,
                                  "A red line was crossed: the result is capped; without that it would be %s.")
          : roster_language_text (language,
                                  "A yellow line was crossed: the result is capped; without that it would be %s."),
      uncapped);
}

/**
 * roster_coaching_weakest_words:
 *
 * Returns: (transfer full): that @section is the weakest
 */
char *
roster_coaching_weakest_words (RosterTemplate *template,
                               guint           section,
                               RosterLanguage  language)
{
  return g_strdup_printf (
      roster_language_text (language, "Weakest: %s"),
      roster_words_in (&roster_template_section (template, section)->title, roster_language_code (language)));
}

/**
 * roster_coaching_amendment_words:
 *
 * Returns: (transfer full) (nullable): what was signed and why it was amended; %NULL where the answer is not amended
 */
char *
roster_coaching_amendment_words (RosterWalk     *walk,
                                 guint           index,
                                 RosterLanguage  language)
{
  const RosterAnswer *original = roster_walk_original (walk, index);
  g_autofree char *words = NULL;

  if (original == NULL)
    return NULL;

  words = roster_coaching_answer_words (roster_template_item (roster_walk_template (walk), index), original, language);
  /* Translators: the answer that was signed, and the reason for which it was amended afterwards. */
  return g_strdup_printf (roster_language_text (language, "amended; signed was “%s”: %s"), words,
                          roster_walk_amendment_reason (walk, index));
}

/**
 * roster_coaching_answer_lines:
 *
 * Returns: (transfer full): the answer with its comment and, on a line of its own, what was signed where it is amended;
 *   in the interface's language
 */
char *
roster_coaching_answer_lines (RosterWalk *walk,
                              guint       index)
{
  const RosterAnswer *answer = roster_walk_answer (walk, index);
  g_autofree char *words = roster_coaching_answer_words (roster_template_item (roster_walk_template (walk), index),
                                                         answer, ROSTER_LANGUAGE_INTERFACE);
  g_autofree char *amended = roster_coaching_amendment_words (walk, index, ROSTER_LANGUAGE_INTERFACE);
  GString *lines = g_string_new (words);

  if (answer->comment != NULL)
    g_string_append_printf (lines, " · %s", answer->comment);
  if (amended != NULL)
    g_string_append_printf (lines, "\n%s", amended);
  return g_string_free (lines, FALSE);
}

/**
 * roster_coaching_signed_words:
 * @score: what the walk-through comes to with its amendments
 *
 * Returns: (transfer full) (nullable): the result that was signed, where amendments have changed it since
 */
char *
roster_coaching_signed_words (RosterWalk        *walk,
                              const RosterScore *score,
                              RosterLanguage     language)
{
  gint64 result = roster_record_number (roster_walk_record (walk), "result", ROSTER_SCORE_NONE);
  g_autofree char *words = roster_coaching_result_words (result), *now = roster_coaching_result_words (score->result);

  if (!roster_walk_is_frozen (walk) || strcmp (words, now) == 0)
    return NULL;

  /* Translators: %s is a result in per cent. */
  return g_strdup_printf (roster_language_text (language, "Signed with %s; amended since."), words);
}

/**
 * roster_coaching_answer_words:
 *
 * Returns: (transfer full): the answer as a person reads it
 */
char *
roster_coaching_answer_words (const RosterItem   *item,
                              const RosterAnswer *answer,
                              RosterLanguage      language)
{
  const char *code = roster_language_code (language);
  g_autofree char *number = NULL;
  const char *unit;

  switch (answer->state)
    {
    case ROSTER_ANSWER_OPEN:
      return g_strdup (roster_language_text (language, "not answered"));
    case ROSTER_ANSWER_NOT_APPLICABLE:
      return g_strdup (roster_language_text (language, "not applicable"));
    case ROSTER_ANSWER_GIVEN:
      break;
    }

  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      return g_strdup (answer->value != 0 ? roster_language_text (language, "Yes")
                                          : roster_language_text (language, "No"));
    case ROSTER_ITEM_SCALE:
      return g_strdup (roster_words_in (&item->levels[answer->value], code));
    case ROSTER_ITEM_NUMBER:
      number = g_strdup_printf ("%" G_GINT64_FORMAT, answer->value);
      unit = roster_words_in (&item->unit, code);
      return unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
    case ROSTER_ITEM_TEXT:
      return g_strdup (answer->text);
    }

  g_return_val_if_reached (NULL);
}
