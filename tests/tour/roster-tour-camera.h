/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-store.h"

G_BEGIN_DECLS

void roster_tour_camera_settle (RosterStore *store);
void roster_tour_camera_take   (GtkWindow   *window,
                           const char  *path);

G_END_DECLS
