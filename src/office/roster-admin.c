/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "roster-columns.h"
#include "roster-config.h"

enum
{
  EXIT_DONE = 0,
  EXIT_REFUSED = 1,
  EXIT_USAGE = 2,
};

G_DEFINE_QUARK (roster-admin-error-quark, roster_admin_error)

static const RosterAdminCommand *const groups[] = {
  roster_admin_serve_commands,
  roster_admin_backup_commands,
  roster_admin_user_commands,
  roster_admin_import_commands,
  roster_admin_rule_commands,
  roster_admin_learn_commands,
  roster_admin_transfer_commands,
  roster_admin_checklist_commands,
  roster_admin_calendar_commands,
  roster_admin_demo_commands,
};

/**
 * roster_admin_print:
 *
 * Writes to standard output, in UTF-8 whatever the locale says, and at once.
 */
void
roster_admin_print (const char *format,
                    ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fputs (text, stdout);
  fflush (stdout);
}

/**
 * roster_admin_is_address:
 *
 * Returns: whether @store is an address and not a file
 */
gboolean
roster_admin_is_address (const char *store)
{
  return strstr (store, "://") != NULL;
}

/**
 * roster_admin_open_office:
 *
 * Returns: (transfer full) (nullable): the office whose store the command line names
 */
RosterOffice *
roster_admin_open_office (RosterAdmin  *self,
                          GError      **error)
{
  if (!roster_admin_is_address (self->store) && !g_file_test (self->store, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                   _("There is no store at %s; make one with “roster-office init --store "
                     "%s”"),
                   self->store, self->store);
      return NULL;
    }

  return roster_office_open (self->store, FALSE, self->clock, self->ids, error);
}

/* Commands of this file */

static gboolean
holds_office (RosterAdmin *self)
{
  g_autoptr (RosterOffice) office = roster_office_open (self->store, FALSE, self->clock, self->ids, NULL);

  return office != NULL;
}

static gboolean
run_init (RosterAdmin  *self,
          char        **arguments,
          GError      **error)
{
  g_autoptr (RosterOffice) office = NULL;

  /* An address may hold a password: it is not repeated. */
  if (roster_admin_is_address (self->store) && holds_office (self))
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                           _("The database holds an office already; it was not touched"));
      return FALSE;
    }
  if (g_file_test (self->store, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                   _("%s exists already; it was not touched"), self->store);
      return FALSE;
    }

  office = roster_office_open (self->store, TRUE, self->clock, self->ids, error);
  return office != NULL;
}

static gboolean
run_check (RosterAdmin  *self,
           char        **arguments,
           GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  gint64 n_records;

  if (office == NULL || !roster_office_check (office, &n_records, error))
    return FALSE;

  /* Translators: %s is a number of records. */
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n_records);
  roster_admin_print (_("The store is sound: %s records\n"), number);
  return TRUE;
}

static const RosterAdminCommand own_commands[] = {
  { "init", NULL, N_("Make an empty store"), ROSTER_ADMIN_OPTION_STORE, 0, run_init },
  { "check", NULL, N_("Read the whole store and say whether it is sound"), ROSTER_ADMIN_OPTION_STORE, 0, run_check },
  { NULL },
};

/* The command line */

static const RosterAdminCommand *
nth_group (guint index)
{
  if (index == 0)
    return own_commands;

  return index <= G_N_ELEMENTS (groups) ? groups[index - 1] : NULL;
}

/* Finds the command of one word or two and takes its words out of @arguments. */
static const RosterAdminCommand *
take_command (char   **arguments,
              GError **error)
{
  const RosterAdminCommand *group;

  if (arguments[1] == NULL)
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                           _("Say what to do; “roster-office --help” lists the commands"));
      return NULL;
    }

  for (guint g = 0; (group = nth_group (g)) != NULL; g++)
    for (const RosterAdminCommand *command = group; command->name != NULL; command++)
      {
        g_auto (GStrv) words = g_strsplit (command->name, " ", 2);
        guint n_words = g_strv_length (words);

        if (strcmp (words[0], arguments[1]) != 0 || (n_words == 2 && g_strcmp0 (words[1], arguments[2]) != 0))
          continue;

        for (guint i = 1; i <= n_words; i++)
          g_free (arguments[i]);
        memmove (arguments + 1, arguments + 1 + n_words,
                 (g_strv_length (arguments + 1 + n_words) + 1) * sizeof *arguments);
        return command;
      }

  g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
               _("There is no command “%s”; “roster-office --help” lists them"), arguments[1]);
  return NULL;
}

static void
add_entry (GArray       *entries,
           GOptionEntry  entry)
{
  g_array_append_val (entries, entry);
}

static void
add_import_entries (RosterAdmin *self,
                    GArray      *entries)
{
  add_entry (entries, (GOptionEntry){ "book", 0, 0, G_OPTION_ARG_STRING, &self->book,
                                      _("Whose book streamers go into"), _("LOGIN") });
  add_entry (entries, (GOptionEntry){ "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->maps,
                                      _("The field that a column holds; may be repeated"), _("COLUMN=FIELD") });
  add_entry (entries, (GOptionEntry){ "rate", 0, 0, G_OPTION_ARG_STRING, &self->rate,
                                      _("How many yuan one unit of the file’s currency is worth"), _("YUAN") });
}

static void
add_listen_entries (RosterAdmin *self,
                    GArray      *entries)
{
  add_entry (entries, (GOptionEntry){ "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen,
                                      _("Where to listen; port 0 takes one that is free"), _("ADDRESS:PORT") });
  add_entry (entries, (GOptionEntry){ "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_cert,
                                      _("The certificate chain, in PEM form"), _("FILE") });
  add_entry (entries, (GOptionEntry){ "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key,
                                      _("The certificate’s key, in PEM form"), _("FILE") });
  add_entry (entries, (GOptionEntry){ "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &self->behind_proxy,
                                      _("A proxy speaks TLS with the clients"), NULL });
  add_entry (entries, (GOptionEntry){ "metrics-token", 0, 0, G_OPTION_ARG_FILENAME, &self->metrics_token,
                                      _("Whoever sends the token in this file may read /metrics; without it only this "
                                        "computer, and nobody behind a proxy"),
                                      _("FILE") });
}

static GOptionContext *
new_context (RosterAdmin              *self,
             const RosterAdminCommand *command,
             gboolean                 *version)
{
  g_autofree char *usage = NULL;
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  RosterAdminOption options = command != NULL ? command->options : 0;
  GOptionContext *context;

  if (command == NULL)
    usage = g_strdup (_("COMMAND [ARGUMENT…]"));
  else
    usage = g_strconcat (command->name, command->arguments != NULL ? " " : NULL, command->arguments, NULL);
  context = g_option_context_new (usage);
  g_option_context_set_help_enabled (context, FALSE);

  add_entry (entries, (GOptionEntry){ "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, _("Show this help"), NULL });
  if (command == NULL)
    add_entry (entries, (GOptionEntry){ "version", 0, 0, G_OPTION_ARG_NONE, version, _("Show the version"), NULL });
  if ((options & ROSTER_ADMIN_OPTION_STORE) != 0)
    add_entry (entries, (GOptionEntry){ "store", 0, 0, G_OPTION_ARG_FILENAME, &self->store,
                                        _("The office’s data: a file, or postgresql://…"), _("STORE") });
  if ((options & ROSTER_ADMIN_OPTION_LISTEN) != 0)
    add_listen_entries (self, entries);
  if ((options & ROSTER_ADMIN_OPTION_PERSON) != 0)
    {
      add_entry (entries, (GOptionEntry){ "role", 0, 0, G_OPTION_ARG_STRING, &self->role, _("What the person is"),
                                         "salesperson|trainer|manager|office" });
      add_entry (entries, (GOptionEntry){ "base", 0, 0, G_OPTION_ARG_STRING, &self->base,
                                          _("The person’s base; made when there is none of that name"), _("NAME") });
      add_entry (entries, (GOptionEntry){ "name", 0, 0, G_OPTION_ARG_STRING, &self->name,
                                          _("The person’s name; the login when it is not given"), _("NAME") });
    }
  if ((options & ROSTER_ADMIN_OPTION_DEMO) != 0)
    {
      add_entry (entries, (GOptionEntry){ "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed,
                                          _("The same number gives the same company"), "N" });
      add_entry (entries, (GOptionEntry){ "scale", 0, 0, G_OPTION_ARG_STRING, &self->scale, _("How large it is"),
                                         "small|company" });
    }
  if ((options & ROSTER_ADMIN_OPTION_IMPORT) != 0)
    add_import_entries (self, entries);
  if ((options & ROSTER_ADMIN_OPTION_BOOK) != 0)
    add_entry (entries, (GOptionEntry){ "book", 0, 0, G_OPTION_ARG_STRING, &self->book,
                                        _("Whose book the streamer goes into"), _("LOGIN") });
  if ((options & ROSTER_ADMIN_OPTION_NOTE) != 0)
    add_entry (entries, (GOptionEntry){ "note", 0, 0, G_OPTION_ARG_STRING, &self->note, _("Why it is so"), _("TEXT") });

  g_option_context_add_main_entries (context, (const GOptionEntry *) entries->data, GETTEXT_PACKAGE);
  return context;
}

static void
describe_commands (GOptionContext *context)
{
  g_autoptr (GString) text = g_string_new (_("Commands:"));
  const RosterAdminCommand *group;
  guint widest = 0;

  for (guint g = 0; (group = nth_group (g)) != NULL; g++)
    for (const RosterAdminCommand *command = group; command->name != NULL; command++)
      widest = MAX (widest, strlen (command->name));
  for (guint g = 0; (group = nth_group (g)) != NULL; g++)
    for (const RosterAdminCommand *command = group; command->name != NULL; command++)
      g_string_append_printf (text, "\n  %-*s  %s", (int) widest, command->name,
                              g_dgettext (GETTEXT_PACKAGE, command->summary));

  g_string_append_printf (text, "\n\n%s", _("“roster-office COMMAND --help” tells more of each."));
  g_option_context_set_description (context, text->str);
}

static gboolean
print_help (GOptionContext *context)
{
  g_autofree char *help = roster_columns_help (context);

  roster_admin_print ("%s", help);
  return TRUE;
}

static gboolean
run (RosterAdmin   *self,
     char        ***arguments,
     GError       **error)
{
  gboolean version = FALSE;
  g_autoptr (GOptionContext) general = new_context (self, NULL, &version);
  g_autoptr (GOptionContext) context = NULL;
  const RosterAdminCommand *command;
  guint n_arguments;

  g_option_context_set_strict_posix (general, TRUE);
  g_option_context_set_summary (general, _("The head office’s server and its administration."));
  describe_commands (general);
  if (!g_option_context_parse_strv (general, arguments, error))
    return FALSE;
  if (self->help)
    return print_help (general);
  if (version)
    {
      roster_admin_print ("roster-office %s\n", PACKAGE_VERSION);
      return TRUE;
    }

  command = take_command (*arguments, error);
  if (command == NULL)
    return FALSE;

  context = new_context (self, command, NULL);
  g_option_context_set_summary (context, g_dgettext (GETTEXT_PACKAGE, command->summary));
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;
  if (self->help)
    return print_help (context);

  n_arguments = g_strv_length (*arguments + 1);
  if (n_arguments != command->n_arguments)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                   n_arguments < command->n_arguments ? _("“%s” needs more arguments; see “roster-office %s --help”")
                                                      : _("“%s” takes fewer arguments; see “roster-office %s --help”"),
                   command->name, command->name);
      return FALSE;
    }
  if ((command->options & ROSTER_ADMIN_OPTION_STORE) != 0 && self->store == NULL)
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                           _("Say which store with --store STORE"));
      return FALSE;
    }

  return command->run (self, *arguments + 1, error);
}

static int
report (const GError *error)
{
  gboolean usage = error->domain == G_OPTION_ERROR ||
                   g_error_matches (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE);
  g_autofree char *line = g_strdup (error->message);

  fprintf (stderr, "roster-office: %s\n", g_strdelimit (line, "\n", ' '));
  return usage ? EXIT_USAGE : EXIT_REFUSED;
}

static void
clear (RosterAdmin *self)
{
  char **texts[] = { &self->store, &self->listen, &self->tls_cert, &self->tls_key, &self->metrics_token, &self->role,
                     &self->base, &self->name, &self->book, &self->note, &self->rate, &self->scale };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  g_clear_pointer (&self->maps, g_strfreev);
  g_clear_object (&self->ids);
  g_clear_object (&self->clock);
}

/**
 * roster_admin_main:
 *
 * Returns: the exit status: 0 done, 1 refused or failed with one line on standard error, 2 wrong usage
 */
int
roster_admin_main (int   argc,
                   char *argv[])
{
  RosterAdmin self = { .seed = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);
  int status = EXIT_DONE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname ("roster-office");

  self.clock = roster_system_clock_new ();
  self.ids = roster_id_source_new (self.clock);
  if (!run (&self, &arguments, &error))
    status = report (error);
  if (fflush (stdout) != 0 && status == EXIT_DONE)
    {
      fprintf (stderr, "roster-office: %s\n", _("The output could not be written"));
      status = EXIT_REFUSED;
    }

  clear (&self);
  return status;
}
