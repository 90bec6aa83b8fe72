/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

/* A streamer's coaching, or a walk-through: its items while it runs, its result afterwards. Without either it says
   which items fail most over the book. The record is a Streamer or a Walkthrough. */
#define ROSTER_TYPE_COACHING_PAGE (roster_coaching_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterCoachingPage, roster_coaching_page, ROSTER, COACHING_PAGE, RosterPane)

G_END_DECLS
