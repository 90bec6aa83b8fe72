/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RULES_WINDOW (roster_rules_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterRulesWindow, roster_rules_window, ROSTER, RULES_WINDOW, AdwPreferencesWindow)

/* The rules of the business in words, with the values in force and which of them the office set. */
GtkWidget *roster_rules_window_new (GtkWindow     *parent,
                                    RosterContext *context);

G_END_DECLS
