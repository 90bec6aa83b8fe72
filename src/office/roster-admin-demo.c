/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "roster-demo.h"
#include "roster-office-learn.h"
#include "roster-office-login.h"
#include "roster-office-writer.h"

/* Everybody of the demo company has it; the company is made up. */
#define DEMO_PASSWORD "roster-demo"

/* Records of one transaction. */
#define BATCH 50000

typedef struct
{
  RosterBackend *backend;
  RosterOfficeWriter *writer;
  gint64 now;
  guint n_in_batch;
  guint n_records;
  char *password_hash;
  GString *logins;
  /* the first login of each role, to show */
  GString *examples;
  GHashTable *roles;
} Demo;

static gboolean
begin_batch (Demo    *demo,
             GError **error)
{
  if (!roster_backend_call (demo->backend, begin, TRUE, error))
    return FALSE;

  demo->writer = roster_office_writer_new (demo->backend, demo->now, NULL);
  demo->n_in_batch = 0;
  return TRUE;
}

static gboolean
end_batch (Demo    *demo,
           GError **error)
{
  gboolean done = roster_office_writer_finish (demo->writer, error) &&
                  roster_backend_call (demo->backend, commit, error);

  g_clear_pointer (&demo->writer, roster_office_writer_free);
  return done;
}

static gboolean
take_record (RosterRecord  *record,
             gpointer       data,
             GError       **error)
{
  Demo *demo = data;
  g_autoptr (RosterRecord) stored = NULL;

  if (demo->n_in_batch == BATCH && (!end_batch (demo, error) || !begin_batch (demo, error)))
    return FALSE;

  demo->n_in_batch++;
  demo->n_records++;
  stored = roster_office_writer_create (demo->writer, record, error);
  return stored != NULL;
}

static gboolean
take_login (const RosterDemoLogin  *login,
            gpointer                data,
            GError                **error)
{
  Demo *demo = data;
  g_autofree char *line = g_strdup_printf ("%s\t%s\t%s\t%s\n", login->login, login->role,
                                           login->base != NULL ? login->base : "-", login->name);

  g_string_append (demo->logins, line);
  if (g_hash_table_add (demo->roles, g_strdup (login->role)))
    g_string_append_printf (demo->examples, "  %s", line);

  return roster_backend_call (demo->backend, put_password, login->person_id, demo->password_hash, demo->now, error);
}

static gboolean
generate (RosterAdmin      *self,
          Demo             *demo,
          RosterDemoScale   scale,
          GError          **error)
{
  static const RosterDemoSink sink = { .take_record = take_record, .take_login = take_login };
  g_autofree char *today = roster_clock_today (self->clock);
  g_autofree char *midnight = g_strconcat (today, "T00:00:00Z", NULL);
  gboolean done;

  /* A time of the day would make the same company another one. */
  roster_instant_from_text (midnight, &demo->now);
  if (!begin_batch (demo, error))
    return FALSE;

  done = roster_demo_generate (scale, self->seed, today, &sink, demo, error) && end_batch (demo, error);
  g_clear_pointer (&demo->writer, roster_office_writer_free);
  return done;
}

static gboolean
fill (RosterAdmin      *self,
      Demo             *demo,
      const char       *store,
      RosterDemoScale   scale,
      GError          **error)
{
  g_autoptr (RosterOffice) office = roster_office_open (store, TRUE, self->clock, self->ids, error);
  gboolean done = FALSE;
  guint n_learned;

  if (office == NULL)
    return FALSE;

  demo->password_hash = roster_office_hash_password (office, DEMO_PASSWORD, error);
  if (demo->password_hash == NULL)
    return FALSE;

  demo->backend = roster_office_acquire (office, error);
  if (demo->backend != NULL)
    {
      done = generate (self, demo, scale, error);
      roster_office_release (office, g_steal_pointer (&demo->backend));
      done = done && roster_office_learn (office, demo->now, &n_learned, error);
    }

  return done;
}

static gboolean
parse_scale (const char       *text,
             RosterDemoScale  *scale,
             GError          **error)
{
  *scale = ROSTER_DEMO_SCALE_SMALL;
  if (text == NULL || strcmp (text, "small") == 0)
    return TRUE;

  *scale = ROSTER_DEMO_SCALE_COMPANY;
  if (strcmp (text, "company") == 0)
    return TRUE;

  g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE, _("The scale is small or company, not “%s”"), text);
  return FALSE;
}

static gboolean
make_folder (const char  *folder,
             const char  *store,
             GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED, _("The folder %s cannot be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (g_file_test (store, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED, _("%s exists already; it was not touched"),
                   store);
      return FALSE;
    }

  return TRUE;
}

static void
remove_store (const char *store)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (store, endings[i], NULL);

      g_unlink (path);
    }
}

static gboolean
run_demo (RosterAdmin  *self,
          char        **arguments,
          GError      **error)
{
  g_autofree char *store = g_build_filename (arguments[0], "office.db", NULL);
  g_autofree char *list = g_build_filename (arguments[0], "logins.txt", NULL);
  g_autoptr (GString) logins = g_string_new (NULL);
  g_autoptr (GString) examples = g_string_new (NULL);
  g_autoptr (GHashTable) roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Demo demo = { .logins = logins, .examples = examples, .roles = roles };
  RosterDemoScale scale;
  gboolean done;

  if (!parse_scale (self->scale, &scale, error))
    return FALSE;
  if (self->seed < 0 || self->seed > G_MAXUINT32)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE, _("The seed is a number from 0 to %u"),
                   G_MAXUINT32);
      return FALSE;
    }
  if (!make_folder (arguments[0], store, error))
    return FALSE;

  /* Translators: the head of a list of logins; %s is a password. */
  g_string_append_printf (logins, _("# Everybody’s password is %s. Login, role, base, name:\n"), DEMO_PASSWORD);
  done = fill (self, &demo, store, scale, error);
  g_free (demo.password_hash);
  if (!done || !g_file_set_contents_full (list, logins->str, logins->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    {
      remove_store (store);
      return FALSE;
    }

  /* Translators: a number of records, a file, the logins to try one a line, a password, and the file of all logins. */
  roster_admin_print (_("%u records in %s. Logins to try:\n%sEverybody’s password is %s; all logins are in %s.\n"),
                      demo.n_records, store, examples->str, DEMO_PASSWORD, list);
  roster_admin_print (_("Serve it with: roster-office serve --store %s\n"), store);
  return TRUE;
}

const RosterAdminCommand roster_admin_demo_commands[] = {
  { "demo", "DIR", N_("Make up a company to try Roster with"), ROSTER_ADMIN_OPTION_DEMO, 1, run_demo },
  { NULL },
};
