/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many columns a terminal has at least. */
#define ROSTER_TERMINAL_COLUMNS 80

guint roster_columns_of_char (gunichar        c);
guint roster_columns_of_text (const char     *text);
char *roster_columns_wrap    (const char     *text,
                              guint           columns);
char *roster_columns_help    (GOptionContext *context);

G_END_DECLS
