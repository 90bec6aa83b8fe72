/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TODAY_PAGE (roster_today_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterTodayPage, roster_today_page, ROSTER, TODAY_PAGE, RosterPane)

/* What the day of the book looks like, and what to do next. */
gboolean roster_today_page_is_settled  (RosterTodayPage *self);
void     roster_today_page_first_reads (GArray          *reads);

G_END_DECLS
