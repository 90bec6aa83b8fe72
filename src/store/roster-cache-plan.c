/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cache-plan.h"

#include "roster-cache-private.h"

/**
 * roster_stored_pin_new:
 *
 * Returns: (transfer full): a pin with copies of the ids
 */
RosterStoredPin *
roster_stored_pin_new (const char *streamer,
                       const char *product,
                       gboolean    locked)
{
  RosterStoredPin *self;

  g_return_val_if_fail (streamer != NULL && product != NULL, NULL);

  self = g_new0 (RosterStoredPin, 1);
  self->streamer = g_strdup (streamer);
  self->product = g_strdup (product);
  self->locked = locked;
  return self;
}

void
roster_stored_pin_free (RosterStoredPin *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->streamer);
  g_free (self->product);
  g_free (self);
}

/**
 * roster_cache_plan_pins:
 *
 * Returns: (transfer full) (element-type RosterStoredPin) (nullable): what was pinned within the last week
 */
GPtrArray *
roster_cache_plan_pins (RosterCache  *self,
                        GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *today = roster_clock_today (self->clock);
  g_autoptr (GPtrArray) pins = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_stored_pin_free);
  g_autoptr (RosterStatement) statement = roster_database_query (
      self->database, error, "SELECT streamer, product, locked FROM plan_pin WHERE day > date(?, '-7 days')", "s",
      today);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (pins, roster_stored_pin_new (roster_statement_text (statement, 0),
                                                  roster_statement_text (statement, 1),
                                                  roster_statement_int64 (statement, 2) != 0));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&pins) : NULL;
}

/**
 * roster_cache_pin_plan:
 *
 * Remembers what a person wants of a pair, for a week from today; what is over is forgotten.
 */
gboolean
roster_cache_pin_plan (RosterCache  *self,
                       const char   *streamer,
                       const char   *product,
                       gboolean      locked,
                       GError      **error)
{
  g_return_val_if_fail (self != NULL && streamer != NULL && product != NULL, FALSE);

  g_autofree char *today = roster_clock_today (self->clock);

  return roster_database_run (self->database, error, "DELETE FROM plan_pin WHERE day <= date(?, '-7 days')", "s",
                              today) &&
         roster_database_run (self->database, error,
                              "INSERT OR REPLACE INTO plan_pin (streamer, product, locked, day) VALUES (?, ?, ?, ?)",
                              "ssis", streamer, product, (gint64) (locked != FALSE), today);
}

/**
 * roster_cache_release_plan:
 * @streamer: (nullable): whose pair; everybody's where %NULL
 * @product: (nullable): what of; everything where %NULL
 *
 * Forgets what a person wanted of pairs.
 */
gboolean
roster_cache_release_plan (RosterCache  *self,
                           const char   *streamer,
                           const char   *product,
                           GError      **error)
{
  g_return_val_if_fail (self != NULL && (streamer == NULL) == (product == NULL), FALSE);

  return streamer == NULL
             ? roster_database_run (self->database, error, "DELETE FROM plan_pin", "")
             : roster_database_run (self->database, error, "DELETE FROM plan_pin WHERE streamer = ? AND product = ?",
                                    "ss", streamer, product);
}

/**
 * roster_cache_plan_floors:
 *
 * Returns: (transfer full) (element-type utf8 guint) (nullable): how many products everybody gets at least, by book, as
 *   it was chosen within the last week
 */
GHashTable *
roster_cache_plan_floors (RosterCache  *self,
                          GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *today = roster_clock_today (self->clock);
  g_autoptr (GHashTable) floors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RosterStatement) statement = roster_database_query (
      self->database, error, "SELECT book, floor FROM plan_floor WHERE day > date(?, '-7 days')", "s", today);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_hash_table_insert (floors, g_strdup (roster_statement_text (statement, 0)),
                         GUINT_TO_POINTER ((guint) roster_statement_int64 (statement, 1)));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&floors) : NULL;
}

/**
 * roster_cache_set_plan_floor:
 * @book: a book account's id
 *
 * Remembers the floor that a person chose for a book, for a week from today.
 */
gboolean
roster_cache_set_plan_floor (RosterCache  *self,
                             const char   *book,
                             guint         floor,
                             GError      **error)
{
  g_return_val_if_fail (self != NULL && book != NULL, FALSE);

  g_autofree char *today = roster_clock_today (self->clock);

  return roster_database_run (self->database, error,
                              "INSERT OR REPLACE INTO plan_floor (book, floor, day) VALUES (?, ?, ?)", "sis", book,
                              (gint64) floor, today);
}
