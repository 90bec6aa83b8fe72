/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Money is an integer in li (厘): 1 yuan is 1,000 li (rule 7 of the domain). */
#define ROSTER_LI_PER_YUAN G_GINT64_CONSTANT (1000)

/** Rates are integers in parts per million: 8 % is 80,000. */
#define ROSTER_RATE_ONE G_GINT64_CONSTANT (1000000)

char    *roster_decimal_to_text    (gint64      scaled,
                                    guint       decimals);
gboolean roster_decimal_from_text  (const char *text,
                                    guint       decimals,
                                    gint64     *scaled);
gboolean roster_multiply_divide    (gint64      value,
                                    gint64      numerator,
                                    gint64      denominator,
                                    gint64     *result);

G_END_DECLS
