/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "roster-context.h"
#include "roster-walk.h"

G_BEGIN_DECLS

/* All photos of a walk-through at once, large enough for paper: what printing needs before it begins. */
void        roster_coaching_pictures_load_async  (RosterContext        *context,
                                                  RosterWalk           *walk,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GHashTable *roster_coaching_pictures_load_finish (GAsyncResult         *result);

G_END_DECLS
