/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-journal.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REVERSAL_DIALOG (roster_reversal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterReversalDialog, roster_reversal_dialog, ROSTER, REVERSAL_DIALOG, AdwWindow)

GtkWidget *roster_reversal_dialog_new (GtkWindow             *parent,
                                       RosterReversalReport  *report,
                                       gboolean               redone);

G_END_DECLS
