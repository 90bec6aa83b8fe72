/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cache-answer.h"

#include <string.h>

/* What it is about, until when, why, and when it was said */
#define ANSWER_TYPE "(sssx)"

#define FACT_ANSWER "answeredWaiting"

/**
 * roster_cache_answer_waiting:
 * @about: the key of what was asked
 * @until: (nullable): the date on which to ask again; %NULL for never
 * @reason: (nullable): why, in words
 *
 * Keeps a person's answer in the place of an earlier one.
 */
gboolean
roster_cache_answer_waiting (RosterCache  *self,
                             const char   *about,
                             const char   *until,
                             const char   *reason,
                             GError      **error)
{
  g_return_val_if_fail (self != NULL && about != NULL, FALSE);

  g_autoptr (GVariant) answer =
      g_variant_ref_sink (g_variant_new (ANSWER_TYPE, about, until != NULL ? until : "", reason != NULL ? reason : "",
                                         roster_clock_now (roster_cache_clock (self))));
  g_autofree char *text = g_variant_print (answer, FALSE);

  return roster_cache_set_fact (self, FACT_ANSWER, text, error);
}

/**
 * roster_cache_answered_waiting:
 * @today: the date
 *
 * Returns: (transfer full) (nullable): the key of what need not be asked today
 */
char *
roster_cache_answered_waiting (RosterCache *self,
                               const char  *today)
{
  g_return_val_if_fail (self != NULL && today != NULL, NULL);

  g_autofree char *text = roster_cache_get_fact (self, FACT_ANSWER);
  g_autoptr (GVariant) answer =
      text != NULL ? g_variant_parse (G_VARIANT_TYPE (ANSWER_TYPE), text, NULL, NULL, NULL) : NULL;
  const char *about, *until;

  if (answer == NULL)
    return NULL;

  g_variant_get (answer, "(&s&ssx)", &about, &until, NULL, NULL);
  return until[0] == '\0' || strcmp (until, today) > 0 ? g_strdup (about) : NULL;
}

/**
 * roster_cache_ask_waiting:
 *
 * Takes the answer back.
 */
gboolean
roster_cache_ask_waiting (RosterCache  *self,
                          GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return roster_cache_set_fact (self, FACT_ANSWER, NULL, error);
}
