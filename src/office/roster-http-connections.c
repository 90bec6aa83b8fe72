/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-connections.h"

#include <sys/resource.h>
#include <sys/socket.h>

/* How many connections there may be, and how many files the process keeps for its store and its log. */
#define MAX_CONNECTIONS 16384
#define OTHER_FILES 128
#define MIN_CONNECTIONS 64

/* How long a connection may say nothing, and how long where many want one, in seconds. */
#define IDLE_TIME 300
#define CROWDED_IDLE_TIME 10

/* How often that is looked at, in seconds. */
#define SWEEP_PERIOD 5

/* What stands for the time since when a connection is idle, while it is not. */
#define BUSY G_MAXINT64

typedef struct
{
  gint64 idle_since;
  char *address;
} Connection;

struct _RosterHttpConnections
{
  RosterHttpConnectionLimits limits;
  /* Sockets to Connection, and addresses to how many of those come from there */
  GHashTable *connections;
  GHashTable *counts;
  GSource *sweep;
};

static void
connection_free (Connection *connection)
{
  g_free (connection->address);
  g_free (connection);
}

/* Addresses */

/* What tells one other side from another: of IPv6 the network that one customer has. */
static char *
address_of (GSocket *socket)
{
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  GInetAddress *address;

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("");

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 && !g_inet_address_get_is_loopback (address))
    {
      const guint8 *bytes = g_inet_address_to_bytes (address);
      guint8 network[16] = { 0 };

      for (guint i = 0; i < 8; i++)
        network[i] = bytes[i];
      g_autoptr (GInetAddress) first = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);

      return g_inet_address_to_string (first);
    }

  return g_inet_address_to_string (address);
}

static guint
count_of (RosterHttpConnections *self,
          const char            *address)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, address));
}

static void
add_to_count (RosterHttpConnections *self,
              const char            *address,
              int                    more)
{
  guint count = count_of (self, address) + more;

  if (count > 0)
    g_hash_table_replace (self->counts, g_strdup (address), GUINT_TO_POINTER (count));
  else
    g_hash_table_remove (self->counts, address);
}

/* Sweeping */

static gboolean
is_crowded (RosterHttpConnections *self)
{
  return g_hash_table_size (self->connections) > self->limits.total / 2;
}

/**
 * roster_http_connections_sweep:
 *
 * Closes what says nothing for long, or not all of a request's head, and forgets what is closed.
 */
void
roster_http_connections_sweep (RosterHttpConnections *self)
{
  gint64 now = g_get_monotonic_time (), patience;
  GHashTableIter iter;
  GSocket *socket;
  Connection *connection;

  g_return_if_fail (self != NULL);

  patience = (is_crowded (self) ? self->limits.idle_when_crowded : self->limits.idle) * G_USEC_PER_SEC;
  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, (gpointer *) &socket, (gpointer *) &connection))
    {
      if (!g_socket_is_closed (socket) && connection->idle_since != BUSY && now - connection->idle_since > patience)
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
      else if (!g_socket_is_closed (socket))
        continue;

      add_to_count (self, connection->address, -1);
      g_hash_table_iter_remove (&iter);
    }
}

static gboolean
sweep_cb (gpointer data)
{
  roster_http_connections_sweep (data);
  return G_SOURCE_CONTINUE;
}

/* Public API */

/**
 * roster_http_connection_limits:
 * @behind_proxy: whether everybody comes from the address of a proxy
 *
 * Returns: the usual limits, within what the system lets the process open
 */
RosterHttpConnectionLimits
roster_http_connection_limits (gboolean behind_proxy)
{
  RosterHttpConnectionLimits limits = { .idle = IDLE_TIME, .idle_when_crowded = CROWDED_IDLE_TIME };
  struct rlimit files;

  limits.total = MAX_CONNECTIONS;
  if (getrlimit (RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < MAX_CONNECTIONS + OTHER_FILES)
    limits.total = MAX ((gint64) files.rlim_cur - OTHER_FILES, MIN_CONNECTIONS);
  limits.of_address = behind_proxy ? 0 : limits.total / 2;
  return limits;
}

/**
 * roster_http_connections_new:
 *
 * Returns: (transfer full): none is open yet
 */
RosterHttpConnections *
roster_http_connections_new (const RosterHttpConnectionLimits *limits)
{
  RosterHttpConnections *self;

  g_return_val_if_fail (limits != NULL && limits->total > 0, NULL);

  self = g_new0 (RosterHttpConnections, 1);
  self->limits = *limits;
  self->connections = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) connection_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_hash_table_unref (self->connections);
  g_hash_table_unref (self->counts);
  g_free (self);
}

static gboolean
is_one_too_many (RosterHttpConnections *self,
                 const char            *address)
{
  return g_hash_table_size (self->connections) > self->limits.total ||
         (self->limits.of_address > 0 && count_of (self, address) > self->limits.of_address);
}

static Connection *
add (RosterHttpConnections *self,
     GSocket               *socket)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->idle_since = BUSY;
  connection->address = address_of (socket);
  g_hash_table_insert (self->connections, g_object_ref (socket), connection);
  add_to_count (self, connection->address, 1);
  if (is_one_too_many (self, connection->address))
    roster_http_connections_sweep (self);
  if (is_one_too_many (self, connection->address))
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  return connection;
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
  Connection *connection;

  g_return_if_fail (self != NULL);

  if (socket == NULL || g_socket_is_closed (socket))
    return;

  connection = g_hash_table_lookup (self->connections, socket);
  if (connection == NULL)
    connection = add (self, socket);
  connection->idle_since = busy ? BUSY : g_get_monotonic_time ();
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
