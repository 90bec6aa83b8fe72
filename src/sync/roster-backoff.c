/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-backoff.h"

/* The first wait after a failure, and the longest, in milliseconds. */
#define FIRST_RETRY 5000
#define LAST_RETRY (15 * 60 * 1000)

/**
 * roster_backoff_delay:
 * @failures: how often it has failed in a row
 * @asked: the seconds that the office asked to wait, or less than 0
 *
 * Returns: milliseconds to wait before the next attempt: exponential, with jitter, so that a whole base does not come
 *   back in the same second
 */
gint64
roster_backoff_delay (guint  failures,
                      gint64 asked)
{
  gint64 delay = FIRST_RETRY;

  for (guint i = 1; i < failures && delay < LAST_RETRY; i++)
    delay *= 2;
  delay = MIN (delay, LAST_RETRY);
  delay = delay / 2 + g_random_int_range (0, (gint32) (delay / 2) + 1);

  return MAX (delay, asked * 1000);
}
