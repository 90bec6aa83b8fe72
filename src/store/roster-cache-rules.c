/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cache-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * roster_cache_rule_values:
 *
 * Returns: (transfer full) (nullable): the values in force of the rules, by what the office last sent, or %NULL with an
 *   error of the database
 */
RosterRuleValues *
roster_cache_rule_values (RosterCache  *self,
                          GError      **error)
{
  g_autoptr (GPtrArray) records = roster_cache_list (self, &roster_rule_type, error);

  return records != NULL ? roster_rule_values_new (records) : NULL;
}

/**
 * roster_cache_measure_book:
 * @book: the id of a book's account
 * @size: (out): how many streamers are in the book and have not left
 * @norm: (out): how many there should be at most (rule 1)
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_cache_measure_book (RosterCache  *self,
                           const char   *book,
                           guint        *size,
                           guint        *norm,
                           GError      **error)
{
  g_autoptr (RosterRuleValues) values = NULL;
  g_autoptr (GPtrArray) streamers = NULL;

  g_return_val_if_fail (self != NULL && book != NULL, FALSE);
  g_return_val_if_fail (size != NULL && norm != NULL, FALSE);

  values = roster_cache_rule_values (self, error);
  streamers = values != NULL ? roster_cache_list (self, &roster_streamer_type, error) : NULL;
  if (streamers == NULL)
    return FALSE;

  *size = 0;
  for (guint i = 0; i < streamers->len; i++)
    *size += strcmp (roster_record_account (streamers->pdata[i]), book) == 0 &&
             g_strcmp0 (roster_record_text (streamers->pdata[i], "state"), "left") != 0;
  *norm = roster_rule_values_get (values, ROSTER_RULE_BOOK_NORM);
  return TRUE;
}

/**
 * roster_book_norm_words:
 *
 * Returns: (transfer full) (nullable): that a book has more streamers than the norm (rule 1), %NULL where it has not
 */
char *
roster_book_norm_words (guint size,
                        guint norm)
{
  return size > norm ? g_strdup_printf (_("The book has %u streamers; the norm is %u."), size, norm) : NULL;
}
