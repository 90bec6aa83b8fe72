/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterLog:
 *
 * The binary logarithm of a positive factor as a fixed-point number with 20 bits after the point: 0 is the factor 1,
 * %ROSTER_LOG_ONE the factor 2. Factors multiply by adding their logarithms, which is exact, in any order and on any
 * machine; one step is a factor of 1.00000066.
 */
typedef gint32 RosterLog;

/** The logarithm of 2. */
#define ROSTER_LOG_ONE (1 << 20)

/** No factor is smaller than one over this or greater than this: 32 doublings. A dozen of them add up safely. */
#define ROSTER_LOG_LIMIT (32 * ROSTER_LOG_ONE)

RosterLog roster_log      (double    factor);
double    roster_log_undo (RosterLog log);

G_END_DECLS
