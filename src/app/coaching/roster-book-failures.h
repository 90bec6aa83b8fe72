/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_BOOK_FAILURES (roster_book_failures_get_type ())
G_DECLARE_FINAL_TYPE (RosterBookFailures, roster_book_failures, ROSTER, BOOK_FAILURES, GtkBox)

/* Which items of a checklist fail most over everybody's latest walk-through. */
GtkWidget *roster_book_failures_new (RosterContext *context);

G_END_DECLS
