/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-reading.h"

#include "roster-wall.h"

/* A live that began so long before a range may reach into it: none is longer than a day, and no zone is further behind
 * UTC than twelve hours. */
#define SLACK_BEFORE (ROSTER_WALL_DAY + 12 * 3600)

/* What begins in a range has no later wall time than this after its end: no zone is further ahead. */
#define SLACK_AFTER (14 * 3600)

/**
 * roster_schedule_print_range:
 * @from: the first instant of the range, milliseconds UTC
 * @to: the first instant after it
 * @first: (out caller-allocates): the earliest wall time at which a live can start that touches the range
 * @last: (out caller-allocates): the first wall time at which none can
 *
 * For SQL that compares them with `startLocal` and `slot`.
 */
void
roster_schedule_print_range (gint64 from,
                             gint64 to,
                             char   first[ROSTER_WALL_TEXT],
                             char   last[ROSTER_WALL_TEXT])
{
  roster_wall_print (from / 1000 - SLACK_BEFORE, first);
  roster_wall_print (to / 1000 + SLACK_AFTER + 1, last);
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

  char first[ROSTER_WALL_TEXT], last[ROSTER_WALL_TEXT];

  roster_schedule_print_range (from, to, first, last);
  return roster_cache_select (cache, &roster_live_type, error,
                              "startLocal >= ?1 AND startLocal < ?2"
                              " OR slot >= ?1 AND slot < ?2 OR recurrence <> '' ORDER BY startLocal, id",
                              "ss", first, last);
}

/**
 * roster_schedule_read_lives_of:
 * @streamer: the id of a Streamer
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): as roster_schedule_read_lives(), those of one
 *   streamer
 */
GPtrArray *
roster_schedule_read_lives_of (RosterCache  *cache,
                               const char   *streamer,
                               gint64        from,
                               gint64        to,
                               GError      **error)
{
  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (streamer != NULL, NULL);

  char first[ROSTER_WALL_TEXT], last[ROSTER_WALL_TEXT];

  roster_schedule_print_range (from, to, first, last);
  return roster_cache_select (cache, &roster_live_type, error,
                              "streamer = ?1 AND (startLocal >= ?2 AND startLocal < ?3"
                              " OR slot >= ?2 AND slot < ?3 OR recurrence <> '') ORDER BY startLocal, id",
                              "sss", streamer, first, last);
}
