/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "roster-columns.h"
#include "roster-config.h"
#include "roster-ctl-guess.h"
#include "roster-ctl-output.h"

enum
{
  EXIT_DONE = 0,
  EXIT_REFUSED = 1,
  EXIT_USAGE = 2,
};

G_DEFINE_QUARK (roster-ctl-error-quark, roster_ctl_error)

static const RosterCtlCommand *const groups[] = {
  roster_ctl_cache_commands,
  roster_ctl_import_commands,
  roster_ctl_export_commands,
  roster_ctl_record_commands,
  roster_ctl_match_commands,
  roster_ctl_schedule_commands,
  roster_ctl_plan_commands,
  roster_ctl_sync_commands,
  roster_ctl_outbox_commands,
  roster_ctl_journal_commands,
};

/**
 * roster_ctl_refuse:
 *
 * Returns: %FALSE, with @message as a refusal in @error
 */
gboolean
roster_ctl_refuse (GError     **error,
                   const char  *message)
{
  g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED, message);
  return FALSE;
}

/**
 * roster_ctl_open_cache:
 *
 * Opens the cache that the command line names. A damaged one is moved aside first, and what waited in it for the
 * office is kept; the command then stops, because what it would show is no longer there.
 *
 * Returns: (transfer full) (nullable): the cache
 */
RosterCache *
roster_ctl_open_cache (RosterCtl  *self,
                       GError    **error)
{
  g_autoptr (RosterRecovery) recovery = NULL;
  g_autoptr (RosterCache) cache = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                   _("There is no cache at %s; make one with “rosterctl --cache %s init”"), self->path, self->path);
      return NULL;
    }

  cache = roster_cache_open_or_recover (self->path, self->clock, self->ids, &recovery, error);
  if (cache != NULL && recovery != NULL)
    {
      /* Translators: three numbers and a file name. */
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                   _("The cache was damaged and is now %s; waiting changes kept: %u, lost: %u. "
                     "Run sync to read the rest again."),
                   recovery->moved_to, recovery->n_saved, recovery->n_lost);
      return NULL;
    }

  return g_steal_pointer (&cache);
}

/**
 * roster_ctl_find_type:
 *
 * Returns: (nullable): the type called @name, or %NULL with a usage error that says which was meant, or what there is
 */
const RosterRecordType *
roster_ctl_find_type (const char  *name,
                      GError     **error)
{
  const RosterRecordType *type = roster_record_type_find (name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *listed = NULL;
  const char *guess;

  if (type != NULL)
    return type;

  names = g_ptr_array_new ();
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    g_ptr_array_add (names, (gpointer) roster_record_types[i]->plural);
  guess = roster_ctl_guess (name, names);
  g_ptr_array_add (names, NULL);
  listed = g_strjoinv (", ", (char **) names->pdata);
  if (guess != NULL)
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("There is no type “%s”; did you mean “%s”?"), name,
                 guess);
  else
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("“%s” is none of: %s"), name, listed);
  return NULL;
}

/**
 * roster_ctl_find_record:
 *
 * Returns: (transfer full) (nullable): the record with this id, or %NULL with an error also where there is none
 */
RosterRecord *
roster_ctl_find_record (RosterCache  *cache,
                        const char   *id,
                        GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  RosterRecord *record = roster_cache_find (cache, id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (record == NULL)
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED, _("There is no record with the id “%s”"), id);

  return record;
}

/* Ctrl+C */

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  /* The second time the program ends at once. */
  return G_SOURCE_REMOVE;
}

static gpointer
watch_signals (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GCancellable) cancellable = data;
  const int signals[] = { SIGINT, SIGTERM };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (signals[i]);

      g_source_set_callback (source, interrupted_cb, cancellable, NULL);
      g_source_attach (source, context);
    }
  g_main_loop_run (loop);
  return NULL;
}

/**
 * roster_ctl_cancellable:
 *
 * For commands that can stop half-way with nothing half done: from now on Ctrl+C cancels instead of killing.
 *
 * Returns: (transfer none): cancelled by Ctrl+C
 */
GCancellable *
roster_ctl_cancellable (RosterCtl *self)
{
  if (self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      g_thread_unref (g_thread_new ("signals", watch_signals, g_object_ref (self->cancellable)));
    }

  return self->cancellable;
}

/* The command line */

static const RosterCtlCommand *
find_command (const char *name)
{
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const RosterCtlCommand *command = groups[g]; command->name != NULL; command++)
      if (strcmp (command->name, name) == 0)
        return command;

  return NULL;
}

static void
add_entry (GArray       *entries,
           GOptionEntry  entry)
{
  g_array_append_val (entries, entry);
}

static void
add_match_entries (RosterCtl *self,
                   GArray    *entries)
{
  add_entry (entries, (GOptionEntry){ "streamer", 0, 0, G_OPTION_ARG_STRING, &self->streamer,
                                      _("Only for this streamer: id, name or Kuaishou id"), _("STREAMER") });
  add_entry (entries, (GOptionEntry){ "product", 0, 0, G_OPTION_ARG_STRING, &self->product,
                                      _("Only this product: id, name or number"), _("PRODUCT") });
  add_entry (entries, (GOptionEntry){ "top", 0, 0, G_OPTION_ARG_INT, &self->top,
                                      _("How many suggestions at most, 0 for all; otherwise 10"), "N" });
  add_entry (entries, (GOptionEntry){ "vertical", 0, 0, G_OPTION_ARG_STRING, &self->vertical,
                                      _("Only products of this vertical"), _("VERTICAL") });
  add_entry (entries, (GOptionEntry){ "factory", 0, 0, G_OPTION_ARG_STRING, &self->factory,
                                      _("Only products of this factory: id or name"), _("FACTORY") });
  add_entry (entries, (GOptionEntry){ "role", 0, 0, G_OPTION_ARG_STRING, &self->role,
                                      _("Only products that suit as this"), "traffic|profit" });
  add_entry (entries, (GOptionEntry){ "margin", 0, 0, G_OPTION_ARG_STRING, &self->margin,
                                      _("Only products with at least this unit margin"), _("YUAN") });
  add_entry (entries, (GOptionEntry){ "new", 0, 0, G_OPTION_ARG_NONE, &self->only_new,
                                      _("Only what the streamer has neither sold nor decided on"), NULL });
}

/* The options of a command, or those of all commands. */
static GOptionContext *
new_context (RosterCtl              *self,
             const RosterCtlCommand *command,
             gboolean               *version)
{
  g_autofree char *usage = NULL;
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  RosterCtlOption options = command != NULL ? command->options : 0;
  GOptionContext *context;

  if (command == NULL)
    usage = g_strdup (_("COMMAND [ARGUMENT…]"));
  else
    usage = g_strconcat (command->name, command->arguments != NULL ? " " : NULL, command->arguments, NULL);
  context = g_option_context_new (usage);
  g_option_context_set_help_enabled (context, FALSE);

  add_entry (entries, (GOptionEntry){ "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, _("Show this help"), NULL });
  add_entry (entries, (GOptionEntry){ "cache", 'c', 0, G_OPTION_ARG_FILENAME, &self->path,
                                      _("The cache’s file"), _("FILE") });
  if (command == NULL)
    add_entry (entries, (GOptionEntry){ "version", 0, 0, G_OPTION_ARG_NONE, version, _("Show the version"), NULL });
  if ((options & ROSTER_CTL_OPTION_JSON) != 0)
    add_entry (entries, (GOptionEntry){ "json", 0, 0, G_OPTION_ARG_NONE, &self->json, _("Write JSON"), NULL });
  if ((options & ROSTER_CTL_OPTION_MAP) != 0)
    add_entry (entries, (GOptionEntry){ "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->maps,
                                        _("The field that a column holds; may be repeated"), _("COLUMN=FIELD") });
  if ((options & ROSTER_CTL_OPTION_RATE) != 0)
    add_entry (entries, (GOptionEntry){ "rate", 0, 0, G_OPTION_ARG_STRING, &self->rate,
                                        _("How many yuan one unit of the file’s currency is worth"), _("YUAN") });
  if ((options & ROSTER_CTL_OPTION_DRY_RUN) != 0)
    add_entry (entries, (GOptionEntry){ "dry-run", 0, 0, G_OPTION_ARG_NONE, &self->dry_run,
                                        _("Show what would be done and change nothing"), NULL });
  if ((options & ROSTER_CTL_OPTION_FORMAT) != 0)
    add_entry (entries, (GOptionEntry){ "format", 0, 0, G_OPTION_ARG_STRING, &self->format,
                                        _("What to write"), "csv|json|xlsx|vcard|ics" });
  if ((options & ROSTER_CTL_OPTION_AT) != 0)
    add_entry (entries, (GOptionEntry){ "at", 0, 0, G_OPTION_ARG_STRING, &self->at,
                                        _("As if it were this time"), _("TIME") });
  if ((options & ROSTER_CTL_OPTION_LEDGER) != 0)
    add_entry (entries, (GOptionEntry){ "ledger", 0, 0, G_OPTION_ARG_NONE, &self->ledger,
                                        _("List what was shown, missed and handled here instead"), NULL });
  if ((options & ROSTER_CTL_OPTION_OFFICE) != 0)
    {
      add_entry (entries, (GOptionEntry){ "office", 0, 0, G_OPTION_ARG_STRING, &self->office,
                                          _("The address of the office"), "URL" });
      add_entry (entries, (GOptionEntry){ "login", 0, 0, G_OPTION_ARG_STRING, &self->login,
                                          _("Who signs in"), _("NAME") });
    }

  if ((options & ROSTER_CTL_OPTION_MATCH) != 0)
    add_match_entries (self, entries);
  if ((options & ROSTER_CTL_OPTION_PLAN) != 0)
    {
      add_entry (entries, (GOptionEntry){ "floor", 0, 0, G_OPTION_ARG_INT, &self->floor,
                                          _("How many products everybody gets at least"), "N" });
      add_entry (entries, (GOptionEntry){ "slots", 0, 0, G_OPTION_ARG_INT, &self->slots,
                                          _("How many products a line-up holds"), "N" });
      add_entry (entries, (GOptionEntry){ "budget", 0, 0, G_OPTION_ARG_INT, &self->budget,
                                          _("How many products the plan places for all together"), "N" });
      add_entry (entries, (GOptionEntry){ "lock", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->locks,
                                          _("A pair that must be in the plan; may be repeated"),
                                          _("STREAMER=PRODUCT") });
      add_entry (entries, (GOptionEntry){ "ban", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->bans,
                                          _("A pair that must not be in it; may be repeated"),
                                          _("STREAMER=PRODUCT") });
      add_entry (entries, (GOptionEntry){ "fresh", 0, 0, G_OPTION_ARG_NONE, &self->fresh,
                                          _("Without the pairs and the floor that were chosen in the app"), NULL });
    }
  if ((options & ROSTER_CTL_OPTION_VERDICT) != 0)
    {
      add_entry (entries, (GOptionEntry){ "reason", 0, 0, G_OPTION_ARG_STRING, &self->reason,
                                          _("Why it is refused"),
                                         "too-expensive|sold-badly|dislikes|wrong-season|sample-missing|other" });
      add_entry (entries, (GOptionEntry){ "text", 0, 0, G_OPTION_ARG_STRING, &self->text, _("The reason in words"),
                                          _("TEXT") });
      add_entry (entries, (GOptionEntry){ "until", 0, 0, G_OPTION_ARG_STRING, &self->until,
                                          _("When to suggest it again"), "YYYY-MM-DD" });
    }

  g_option_context_add_main_entries (context, (const GOptionEntry *) entries->data, GETTEXT_PACKAGE);
  return context;
}

static void
describe_commands (GOptionContext *context)
{
  g_autoptr (GString) text = g_string_new (_("Commands:"));
  guint widest = 0;

  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const RosterCtlCommand *command = groups[g]; command->name != NULL; command++)
      widest = MAX (widest, strlen (command->name));

  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const RosterCtlCommand *command = groups[g]; command->name != NULL; command++)
      g_string_append_printf (text, "\n  %-*s  %s", (int) widest, command->name,
                              g_dgettext (GETTEXT_PACKAGE, command->summary));

  g_string_append_printf (text, "\n\n%s", _("“rosterctl COMMAND --help” tells more of each."));
  g_option_context_set_description (context, text->str);
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = roster_columns_help (context);

  roster_ctl_print ("%s", help);
}

static gboolean
check_arguments (const RosterCtlCommand  *command,
                 guint                    n_arguments,
                 GError                 **error)
{
  if (n_arguments >= command->least && n_arguments <= command->most)
    return TRUE;

  g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
               n_arguments < command->least ? _("“%s” needs more arguments; see “rosterctl %s --help”")
                                            : _("“%s” takes fewer arguments; see “rosterctl %s --help”"),
               command->name, command->name);
  return FALSE;
}

static void
refuse_command (const char  *name,
                GError     **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *guess;

  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const RosterCtlCommand *command = groups[g]; command->name != NULL; command++)
      g_ptr_array_add (names, (gpointer) command->name);

  guess = roster_ctl_guess (name, names);
  if (guess != NULL)
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("There is no command “%s”; did you mean “%s”?"),
                 name, guess);
  else
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                 _("There is no command “%s”; “rosterctl --help” lists them"), name);
}

/* What stands before the command: the options of all commands. */
static const RosterCtlCommand *
parse_before_command (RosterCtl   *self,
                      char      ***argv,
                      gboolean    *version,
                      GError     **error)
{
  g_autoptr (GOptionContext) context = new_context (self, NULL, version);
  const RosterCtlCommand *command;
  char *name;

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context,
                                _("Roster’s cache without a window, for scripts and for bases without a desktop."));
  describe_commands (context);
  if (!g_option_context_parse_strv (context, argv, error))
    return NULL;
  if (self->help)
    print_help (context);
  if (self->help || *version)
    return NULL;

  name = (*argv)[1];
  if (name == NULL)
    {
      g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                           _("Say what to do; “rosterctl --help” lists the commands"));
      return NULL;
    }

  command = find_command (name);
  if (command == NULL)
    {
      refuse_command (name, error);
      return NULL;
    }

  memmove (*argv + 1, *argv + 2, (g_strv_length (*argv) - 1) * sizeof **argv);
  g_free (name);
  return command;
}

static gboolean
run (RosterCtl   *self,
     char      ***argv,
     GError     **error)
{
  gboolean version = FALSE;
  const RosterCtlCommand *command = parse_before_command (self, argv, &version, error);
  g_autoptr (GOptionContext) context = NULL;

  if (version && !self->help)
    roster_ctl_print ("rosterctl %s\n", PACKAGE_VERSION);
  if (command == NULL)
    return self->help || version;

  context = new_context (self, command, NULL);
  g_option_context_set_summary (context, g_dgettext (GETTEXT_PACKAGE, command->summary));
  if (!g_option_context_parse_strv (context, argv, error))
    return FALSE;
  if (self->help)
    {
      print_help (context);
      return TRUE;
    }

  /* After “--” everything is an argument. */
  if ((*argv)[1] != NULL && strcmp ((*argv)[1], "--") == 0)
    {
      g_free ((*argv)[1]);
      memmove (*argv + 1, *argv + 2, (g_strv_length (*argv + 2) + 1) * sizeof **argv);
    }
  if (!check_arguments (command, g_strv_length (*argv + 1), error))
    return FALSE;
  if (self->path == NULL)
    {
      g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                           _("Say which cache with --cache FILE"));
      return FALSE;
    }

  return command->run (self, *argv + 1, error);
}

static int
report (const GError *error)
{
  gboolean usage = error->domain == G_OPTION_ERROR ||
                   g_error_matches (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE);
  g_autofree char *line = g_strdup (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                        ? _("Interrupted; what was not finished was not done")
                                        : error->message);

  fprintf (stderr, "rosterctl: %s\n", g_strdelimit (line, "\n", ' '));
  return usage ? EXIT_USAGE : EXIT_REFUSED;
}

static void
clear (RosterCtl *self)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->ids);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->maps, g_strfreev);
  g_clear_pointer (&self->rate, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->office, g_free);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->streamer, g_free);
  g_clear_pointer (&self->product, g_free);
  g_clear_pointer (&self->vertical, g_free);
  g_clear_pointer (&self->factory, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->margin, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->until, g_free);
  g_clear_pointer (&self->locks, g_strfreev);
  g_clear_pointer (&self->bans, g_strfreev);
  g_clear_pointer (&self->at, g_free);
}

/**
 * roster_ctl_main:
 *
 * Returns: the exit status: 0 done, 1 refused or failed with one line on standard error, 2 wrong usage
 */
int
roster_ctl_main (int   argc,
                 char *argv[])
{
  RosterCtl self = { .top = 10, .floor = -1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);
  int status = EXIT_DONE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname ("rosterctl");

  self.clock = roster_system_clock_new ();
  self.ids = roster_id_source_new (self.clock);

  if (!run (&self, &arguments, &error))
    status = report (error);
  /* The next command looks at the whole file and saves what can be saved. */
  if (g_error_matches (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED))
    roster_cache_report_damage (self.path);
  if (fflush (stdout) != 0 && status == EXIT_DONE)
    {
      fprintf (stderr, "rosterctl: %s\n", _("The output could not be written"));
      status = EXIT_REFUSED;
    }

  clear (&self);
  return status;
}
