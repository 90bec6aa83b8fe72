/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "roster-context.h"
#include "roster-walk.h"

G_BEGIN_DECLS

/**
 * RosterPicturesProgress:
 * @n_there: how many photos have come, or cannot be had
 * @n_all: of how many
 */
typedef void (*RosterPicturesProgress) (guint    n_there,
                                        guint    n_all,
                                        gpointer data);

/* All photos of a walk-through at once, large enough for paper: what printing needs before it begins. */
void        roster_coaching_pictures_load_async  (RosterContext           *context,
                                                  RosterWalk              *walk,
                                                  GCancellable            *cancellable,
                                                  RosterPicturesProgress   progress,
                                                  gpointer                 progress_data,
                                                  GAsyncReadyCallback      callback,
                                                  gpointer                 user_data);
GHashTable *roster_coaching_pictures_load_finish (GAsyncResult            *result,
                                                  GError                 **error);

G_END_DECLS
