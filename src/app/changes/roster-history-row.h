/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-history-item.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_HISTORY_ROW (roster_history_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterHistoryRow, roster_history_row, ROSTER, HISTORY_ROW, AdwActionRow)

GtkWidget *roster_history_row_new (RosterHistoryItem *item,
                                   RosterClock       *clock);

G_END_DECLS
