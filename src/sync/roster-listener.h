/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"
#include "roster-token-store.h"

G_BEGIN_DECLS

/* Called on the main thread when there is something to read at the office. */
typedef void (*RosterNewsFunc) (gpointer data);

/*
 * Listens to what the office pushes (RFC 8620, section 7.3), on a thread of its own, and tries again by itself where it
 * cannot. Whoever gets no push misses nothing: the next sync by the clock brings it.
 */
typedef struct _RosterListener RosterListener;

RosterListener *roster_listener_new  (RosterStore      *store,
                                      RosterTokenStore *tokens,
                                      const char       *office,
                                      const char       *login,
                                      RosterNewsFunc    func,
                                      gpointer          data);
void            roster_listener_free (RosterListener   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterListener, roster_listener_free)

void            roster_listener_poke (RosterListener   *self);

G_END_DECLS
