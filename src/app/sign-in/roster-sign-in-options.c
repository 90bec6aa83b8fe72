/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-in-options.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/**
 * roster_sign_in_options_add:
 *
 * Adds `--office`, `--login` and `--password-file`.
 */
void
roster_sign_in_options_add (GApplication *application)
{
  static const GOptionEntry entries[] = {
    { "office", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_("Sign in to this office"), N_("ADDRESS") },
    { "login", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_("Sign in as this person"), N_("NAME") },
    { "password-file", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL, N_("Where the password stands"),
      N_("FILE") },
    { NULL },
  };

  g_application_add_main_option_entries (application, entries);
}

/**
 * roster_sign_in_options_check:
 *
 * Returns: %FALSE with @error where only some of the options are given
 */
gboolean
roster_sign_in_options_check (GVariantDict  *options,
                              GError       **error)
{
  gboolean office = g_variant_dict_contains (options, "office");

  if (g_variant_dict_contains (options, "login") == office &&
      g_variant_dict_contains (options, "password-file") == office)
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--office, --login and --password-file belong together; give all three."));
  return FALSE;
}

/* On standard error for the script that gave the options, and in the window for who looks at it. */
static void
tell (GtkApplication *application,
      const GError   *error)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  GtkWidget *dialog;

  g_printerr ("%s\n", error->message);
  if (window == NULL)
    return;

  dialog = adw_message_dialog_new (window, _("Signing In Did Not Work"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GtkApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!roster_coordinator_sign_in_finish (ROSTER_COORDINATOR (source), result, &error))
    tell (application, error);
}

/**
 * roster_sign_in_options_use:
 * @context: its coordinator has been started
 *
 * Signs in where the options say so; what goes wrong is said on standard error and in the window of @application.
 */
void
roster_sign_in_options_use (GtkApplication *application,
                            GVariantDict   *options,
                            RosterContext  *context)
{
  g_autofree char *file = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  const char *office, *login;

  if (!g_variant_dict_lookup (options, "office", "&s", &office) ||
      !g_variant_dict_lookup (options, "login", "&s", &login) ||
      !g_variant_dict_lookup (options, "password-file", "^ay", &file))
    return;

  if (!g_file_get_contents (file, &password, NULL, &error))
    {
      tell (application, error);
      return;
    }

  roster_coordinator_sign_in_async (roster_context_coordinator (context), office, login, g_strchomp (password), NULL,
                                    signed_in_cb, g_object_ref (application));
}
