/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-store.h"

G_BEGIN_DECLS

void roster_apply_with_toast (RosterStore *store,
                              RosterEdit  *edit,
                              GtkWidget   *from,
                              const char  *done);

G_END_DECLS
