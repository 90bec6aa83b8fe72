/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-hand-over.h"

#include <errno.h>
#include <unistd.h>

#include "roster-config.h"

/* A bus that is so slow to let go of the name does without, milliseconds: it does so when the connection goes. */
#define BUS_PATIENCE 2000

/* Where this program lies. It is looked up at the start: after an update the name leads to the new one. */
static char *program = NULL;

/**
 * roster_hand_over_prepare:
 *
 * Remembers which program this is, before anything can happen to it.
 */
void
roster_hand_over_prepare (void)
{
  if (program == NULL)
    program = g_file_read_link ("/proc/self/exe", NULL);
}

/* The name on the bus is free when this returns; only then may the other side ask for it. */
static void
let_go_of_bus (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (bus != NULL)
    {
      g_autoptr (GVariant) answer =
          g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "ReleaseName", g_variant_new ("(s)", APPLICATION_ID), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, BUS_PATIENCE, NULL, NULL);

      g_dbus_connection_flush_sync (bus, NULL, NULL);
    }
}

/* What libraries have left open would stay so for good. */
static void
close_all_files (void)
{
#ifdef CLOSE_RANGE_CLOEXEC
  close_range (STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
#endif
}

/**
 * roster_hand_over:
 * @arguments: (array zero-terminated=1): what the program gets to hear, without its own name
 * @activation_token: (nullable): by what the desktop may raise the window that comes
 *
 * Makes this process the program's other side. The application must have ended and been let go of. Returns only where
 * that cannot be done, and says so.
 */
void
roster_hand_over (const char *const *arguments,
                  const char        *activation_token)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = g_get_environ ();

  g_return_if_fail (arguments != NULL);

  g_ptr_array_add (argv, (gpointer) "roster");
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  if (activation_token != NULL)
    {
      environment = g_environ_setenv (environment, "XDG_ACTIVATION_TOKEN", activation_token, TRUE);
      environment = g_environ_setenv (environment, "DESKTOP_STARTUP_ID", activation_token, TRUE);
    }

  let_go_of_bus ();
  close_all_files ();
  if (program != NULL)
    execve (program, (char *const *) argv->pdata, environment);
  g_warning ("Cannot go on as “%s”: %s", arguments[0] != NULL ? arguments[0] : "roster", g_strerror (errno));
}
