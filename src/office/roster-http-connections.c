/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-connections.h"

#include <sys/socket.h>

/* How many connections there may be, how long one may say nothing, and how often that is looked at, in seconds. */
#define MAX_CONNECTIONS 16384
#define IDLE_TIME 300
#define SWEEP_PERIOD 30

/* What stands for the time since when a connection is idle, while it is not. */
#define BUSY G_MAXINT64

struct _RosterHttpConnections
{
  /* Sockets to the monotonic time since when they are idle */
  GHashTable *idle_since;
  GSource *sweep;
};

/* Who says nothing for long, or not all of a request's head, does not keep a connection. */
static gboolean
sweep_cb (gpointer data)
{
  RosterHttpConnections *self = data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  GSocket *socket;
  gint64 *idle_since;

  g_hash_table_iter_init (&iter, self->idle_since);
  while (g_hash_table_iter_next (&iter, (gpointer *) &socket, (gpointer *) &idle_since))
    if (g_socket_is_closed (socket))
      g_hash_table_iter_remove (&iter);
    else if (*idle_since != BUSY && now - *idle_since > IDLE_TIME * G_USEC_PER_SEC)
      g_socket_shutdown (socket, TRUE, TRUE, NULL);

  return G_SOURCE_CONTINUE;
}

/**
 * roster_http_connections_new:
 *
 * Returns: (transfer full): none is open yet
 */
RosterHttpConnections *
roster_http_connections_new (void)
{
  RosterHttpConnections *self = g_new0 (RosterHttpConnections, 1);

  self->idle_since = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->sweep = g_timeout_source_new_seconds (SWEEP_PERIOD);
  g_source_set_callback (self->sweep, sweep_cb, self, NULL);
  g_source_attach (self->sweep, g_main_context_get_thread_default ());
  return self;
}

void
roster_http_connections_free (RosterHttpConnections *self)
{
  if (self == NULL)
    return;

  g_source_destroy (self->sweep);
  g_source_unref (self->sweep);
  g_hash_table_unref (self->idle_since);
  g_free (self);
}

/**
 * roster_http_connections_note:
 * @socket: (nullable): of a connection
 * @busy: whether a request is under way on it; otherwise it is idle from now on
 *
 * A new connection that is one too many is closed.
 */
void
roster_http_connections_note (RosterHttpConnections *self,
                              GSocket               *socket,
                              gboolean               busy)
{
  gint64 *idle_since;

  g_return_if_fail (self != NULL);

  if (socket == NULL)
    return;

  idle_since = g_hash_table_lookup (self->idle_since, socket);
  if (idle_since == NULL)
    {
      idle_since = g_new (gint64, 1);
      g_hash_table_insert (self->idle_since, g_object_ref (socket), idle_since);
      if (g_hash_table_size (self->idle_since) > MAX_CONNECTIONS)
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
    }
  *idle_since = busy ? BUSY : g_get_monotonic_time ();
}

/**
 * roster_http_connections_reset:
 * @socket: (nullable): of a connection
 *
 * Ends a connection at once: the other side is told by a reset, not left to wait for room to send.
 */
void
roster_http_connections_reset (GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (socket == NULL)
    return;

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}
