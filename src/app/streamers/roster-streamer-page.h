/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STREAMER_PAGE (roster_streamer_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterStreamerPage, roster_streamer_page, ROSTER, STREAMER_PAGE, RosterPane)

G_END_DECLS
