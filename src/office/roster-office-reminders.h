/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

gboolean roster_office_forget_reminders (RosterOffice  *self,
                                         gint64         now,
                                         guint         *n_changed,
                                         GError       **error);

G_END_DECLS
