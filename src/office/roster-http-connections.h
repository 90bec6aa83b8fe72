/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The connections of a server: how many there may be, and how long one may say nothing. Belongs to the thread-default
 * main context of its maker.
 */
typedef struct _RosterHttpConnections RosterHttpConnections;

RosterHttpConnections *roster_http_connections_new   (void);
void                   roster_http_connections_free  (RosterHttpConnections *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpConnections, roster_http_connections_free)

void                   roster_http_connections_note  (RosterHttpConnections *self,
                                                      GSocket               *socket,
                                                      gboolean               busy);
void                   roster_http_connections_reset (GSocket               *socket);

G_END_DECLS
