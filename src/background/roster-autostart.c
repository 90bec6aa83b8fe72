/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-autostart.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "roster-config.h"

/* What the session runs at login: the app without a window. */
#define COMMAND "roster", "--gapplication-service"

#define ENTRY                            \
  "[Desktop Entry]\n"                    \
  "Type=Application\n"                   \
  "Name=Roster\n"                        \
  "Name[zh_CN]=花名册\n"              \
  "Exec=roster --gapplication-service\n" \
  "Icon=" APPLICATION_ID "\n"            \
  "NoDisplay=true\n"

static void
requested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    g_message ("The desktop does not start Roster at login: %s", error->message);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  static const char *const command[] = { COMMAND, NULL };
  gboolean on = GPOINTER_TO_INT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  GVariantBuilder options;

  if (bus == NULL)
    {
      g_message ("The desktop does not start Roster at login: %s", error->message);
      return;
    }

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (_("Remind you of lives and follow-ups")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (on));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          requested_cb, NULL);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("The desktop does not start Roster at login: %s", error->message);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("The desktop may still start Roster at login: %s", error->message);
}

/**
 * roster_autostart_set:
 * @on: whether the session shall start the app, without a window, when the person logs in
 *
 * By the background portal in a sandbox, by an entry in the person's autostart folder otherwise. Does not wait for it.
 */
void
roster_autostart_set (gboolean on)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autofree char *path = g_build_filename (folder, APPLICATION_ID ".desktop", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) entry = NULL;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, GINT_TO_POINTER (on));
      return;
    }
  if (!on)
    {
      g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, deleted_cb, NULL);
      return;
    }

  entry = g_bytes_new_static (ENTRY, sizeof ENTRY - 1);
  g_mkdir_with_parents (folder, 0700);
  g_file_replace_contents_bytes_async (file, entry, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb, NULL);
}
