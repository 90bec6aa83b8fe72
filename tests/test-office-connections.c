/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-connections.h"

/* Both ends of connections within this computer, from two addresses. */
typedef struct
{
  GSocket *listener;
  GSocketAddress *address;
  GPtrArray *clients;
  GPtrArray *sockets;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;

  fixture->clients = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (fixture->listener, any, FALSE, NULL));
  g_assert_true (g_socket_listen (fixture->listener, NULL));
  fixture->address = g_socket_get_local_address (fixture->listener, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->clients);
  g_ptr_array_unref (fixture->sockets);
  g_object_unref (fixture->address);
  g_object_unref (fixture->listener);
}

/* The server's end of a new connection from @from. */
static GSocket *
connect_from (Fixture    *fixture,
              const char *from)
{
  GSocket *client = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL), *socket;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (from);
  g_autoptr (GSocketAddress) local = g_inet_socket_address_new (address, 0);

  g_ptr_array_add (fixture->clients, client);
  g_assert_true (g_socket_bind (client, local, FALSE, NULL));
  g_assert_true (g_socket_connect (client, fixture->address, NULL, NULL));
  socket = g_socket_accept (fixture->listener, NULL, NULL);
  g_assert_nonnull (socket);
  g_ptr_array_add (fixture->sockets, socket);
  return socket;
}

/* Whether the other end sees that nothing comes any more. */
static gboolean
is_shut (Fixture *fixture,
         guint    index)
{
  GSocket *client = fixture->clients->pdata[index];
  char byte;

  g_socket_set_blocking (client, FALSE);
  return g_socket_receive (client, &byte, 1, NULL, NULL) == 0;
}

static void
test_one_too_many_is_closed (Fixture       *fixture,
                             gconstpointer  data)
{
  const RosterHttpConnectionLimits limits = { .total = 4, .idle = 300, .idle_when_crowded = 300 };
  g_autoptr (RosterHttpConnections) connections = roster_http_connections_new (&limits);

  for (guint i = 0; i < 5; i++)
    roster_http_connections_note (connections, connect_from (fixture, "127.0.0.2"), FALSE);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (is_shut (fixture, i), ==, i == 4);

  /* Once some are closed there is room again. */
  g_socket_close (fixture->sockets->pdata[4], NULL);
  g_socket_close (fixture->sockets->pdata[0], NULL);
  roster_http_connections_note (connections, connect_from (fixture, "127.0.0.2"), FALSE);
  g_assert_false (is_shut (fixture, 5));
}

/* Whoever opens connections without end takes the room of nobody else. */
static void
test_one_address_does_not_get_all (Fixture       *fixture,
                                   gconstpointer  data)
{
  const RosterHttpConnectionLimits limits = { .total = 8, .of_address = 3, .idle = 300, .idle_when_crowded = 300 };
  g_autoptr (RosterHttpConnections) connections = roster_http_connections_new (&limits);

  for (guint i = 0; i < 5; i++)
    {
      GSocket *socket = connect_from (fixture, "127.0.0.2");

      roster_http_connections_note (connections, socket, FALSE);
      g_assert_cmpint (is_shut (fixture, i), ==, i >= 3);
      if (i >= 3)
        g_socket_close (socket, NULL);
    }
  roster_http_connections_note (connections, connect_from (fixture, "127.0.0.3"), FALSE);
  g_assert_false (is_shut (fixture, 5));
}

/* The fuller it is, the less may a connection rest; one on which something is under way stays. */
static void
test_idle_ones_go_first_where_it_is_crowded (Fixture       *fixture,
                                             gconstpointer  data)
{
  const RosterHttpConnectionLimits limits = { .total = 4, .idle = 300, .idle_when_crowded = 0 };
  g_autoptr (RosterHttpConnections) connections = roster_http_connections_new (&limits);

  roster_http_connections_note (connections, connect_from (fixture, "127.0.0.2"), FALSE);
  roster_http_connections_note (connections, connect_from (fixture, "127.0.0.2"), TRUE);
  roster_http_connections_sweep (connections);
  g_assert_false (is_shut (fixture, 0));

  roster_http_connections_note (connections, connect_from (fixture, "127.0.0.2"), FALSE);
  g_usleep (10);
  roster_http_connections_sweep (connections);
  g_assert_true (is_shut (fixture, 0));
  g_assert_false (is_shut (fixture, 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/office/connections/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("one-too-many-is-closed", test_one_too_many_is_closed);
  ADD ("one-address-does-not-get-all", test_one_address_does_not_get_all);
  ADD ("idle-ones-go-first-where-it-is-crowded", test_idle_ones_go_first_where_it_is_crowded);

  return g_test_run ();
}
