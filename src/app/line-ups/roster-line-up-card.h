/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-line-up-reading.h"

G_BEGIN_DECLS

/**
 * RosterLineUpCard:
 * @ROSTER_LINE_UP_CARD_HOST: for who speaks: order, price and selling points in large letters
 * @ROSTER_LINE_UP_CARD_CONTROL: for the control desk: numbers, stock, margin and factory in a table
 */
typedef enum
{
  ROSTER_LINE_UP_CARD_HOST,
  ROSTER_LINE_UP_CARD_CONTROL,
} RosterLineUpCard;

gboolean roster_line_up_card_print (GtkWindow                  *parent,
                                    const RosterLineUpReading  *reading,
                                    RosterLineUpCard            card,
                                    const char                 *file,
                                    GError                    **error);

G_END_DECLS
