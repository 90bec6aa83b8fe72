/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CHANGES_PAGE (roster_changes_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangesPage, roster_changes_page, ROSTER, CHANGES_PAGE, RosterPane)

void roster_changes_page_show_history (RosterChangesPage *self);

G_END_DECLS
