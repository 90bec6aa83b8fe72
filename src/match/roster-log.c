/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-log.h"

#include <math.h>

/**
 * roster_log:
 * @factor: a factor; what is not positive counts as the smallest one
 *
 * Returns: its logarithm, to the nearest step
 */
RosterLog
roster_log (double factor)
{
  double log;

  /* A comparison that also turns away what is not a number. */
  if (!(factor > 0))
    return -ROSTER_LOG_LIMIT;

  log = log2 (factor) * ROSTER_LOG_ONE;
  return (RosterLog) lrint (CLAMP (log, -ROSTER_LOG_LIMIT, ROSTER_LOG_LIMIT));
}

/**
 * roster_log_undo:
 *
 * Returns: the factor whose logarithm is @log; also of a sum of logarithms
 */
double
roster_log_undo (RosterLog log)
{
  return exp2 ((double) log / ROSTER_LOG_ONE);
}
