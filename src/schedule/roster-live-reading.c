/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-reading.h"

#include "roster-wall.h"

/* No live is longer than a day, and no zone lies further from another than this. */
#define SLACK (2 * ROSTER_WALL_DAY)

static gboolean
take_records (RosterCache      *cache,
              RosterStatement  *statement,
              GPtrArray        *records,
              GError          **error)
{
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      g_autoptr (GError) failure = NULL;
      RosterRecord *record =
          roster_cache_get (cache, &roster_live_type, roster_statement_text (statement, 0), &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return step == ROSTER_STEP_DONE;
}

/**
 * roster_schedule_read_lives:
 * @from: the first instant of the range, milliseconds UTC
 * @to: the first instant after it
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the Lives that may matter in the range, as
 *   roster_occurrences_expand() wants them, or %NULL with an error of the database
 */
GPtrArray *
roster_schedule_read_lives (RosterCache  *cache,
                            gint64        from,
                            gint64        to,
                            GError      **error)
{
  g_return_val_if_fail (cache != NULL, NULL);

  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  char first[ROSTER_WALL_TEXT], last[ROSTER_WALL_TEXT];

  roster_wall_print (from / 1000 - SLACK, first);
  roster_wall_print (to / 1000 + SLACK, last);

  g_autoptr (RosterStatement) statement = roster_database_query (
      roster_cache_database (cache), error,
      "SELECT id FROM \"Live\" WHERE startLocal >= ?1 AND startLocal < ?2"
      " OR slot >= ?1 AND slot < ?2 OR recurrence <> '' ORDER BY startLocal, id",
      "ss", first, last);

  return take_records (cache, statement, records, error) ? g_steal_pointer (&records) : NULL;
}
