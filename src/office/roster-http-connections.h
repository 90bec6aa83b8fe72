/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterHttpConnectionLimits:
 * @total: how many connections there may be
 * @of_address: how many of them may come from one address; 0 for all
 * @idle: how long one may say nothing, in seconds
 * @idle_when_crowded: how long where there are more than half of @total
 */
typedef struct
{
  guint total;
  guint of_address;
  guint idle;
  guint idle_when_crowded;
} RosterHttpConnectionLimits;

/*
 * Who is connected to a server. A connection on which nothing happens for long is closed, and sooner where many want
 * one; one that is too many is closed at once. Belongs to the thread-default main context of its maker.
 */
typedef struct _RosterHttpConnections RosterHttpConnections;

RosterHttpConnectionLimits roster_http_connection_limits (gboolean behind_proxy);

RosterHttpConnections *roster_http_connections_new   (const RosterHttpConnectionLimits *limits);
void                   roster_http_connections_free  (RosterHttpConnections *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpConnections, roster_http_connections_free)

void                   roster_http_connections_note  (RosterHttpConnections *self,
                                                      GSocket               *socket,
                                                      gboolean               busy);
void                   roster_http_connections_sweep (RosterHttpConnections *self);
void                   roster_http_connections_reset (GSocket               *socket);

G_END_DECLS
