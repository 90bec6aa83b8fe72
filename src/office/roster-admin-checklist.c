/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-checklist-file.h"
#include "roster-office-records.h"
#include "roster-office-writer.h"

/* By name, the newest version first. */
static int
compare_checklists (gconstpointer a,
                    gconstpointer b)
{
  RosterRecord *x = *(RosterRecord *const *) a, *y = *(RosterRecord *const *) b;
  int order = g_strcmp0 (roster_record_text (x, "name"), roster_record_text (y, "name"));
  gint64 old = roster_record_number (x, "version", 0), new = roster_record_number (y, "version", 0);

  return order != 0 ? order : (old < new) - (old > new);
}

static GPtrArray *
read_checklists (RosterBackend              *backend,
                 const RosterOfficeAccount  *company,
                 GError                    **error)
{
  GPtrArray *checklists = roster_office_list_records (backend, company, &roster_checklist_type, error);

  if (checklists != NULL)
    g_ptr_array_sort (checklists, compare_checklists);
  return checklists;
}

/* The newest version of the checklist called so, in either language. */
static RosterRecord *
find_newest (GPtrArray  *checklists,
             const char *name)
{
  for (guint i = 0; i < checklists->len; i++)
    if (g_strcmp0 (roster_record_text (checklists->pdata[i], "name"), name) == 0 ||
        g_strcmp0 (roster_record_text (checklists->pdata[i], "nameChinese"), name) == 0)
      return checklists->pdata[i];

  return NULL;
}

static gboolean
list (RosterAdmin    *self,
      RosterBackend  *backend,
      char          **arguments,
      GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) checklists = NULL;

  if (!roster_backend_call (backend, begin, FALSE, error) ||
      !roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) ||
      (checklists = read_checklists (backend, company, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < checklists->len; i++)
    {
      RosterRecord *record = checklists->pdata[i];
      const char *chinese = roster_record_text (record, "nameChinese");

      roster_admin_print ("%s\t%s\t%d\t%s\n", roster_record_text (record, "name"), chinese != NULL ? chinese : "-",
                          (int) roster_record_number (record, "version", 1), roster_record_text (record, "state"));
    }
  return TRUE;
}

static gboolean export(RosterAdmin *self,
                       RosterBackend *backend,
                       char **arguments,
                       GError **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) checklists = NULL;
  g_autofree char *text = NULL;
  RosterRecord *record;

  if (!roster_backend_call (backend, begin, FALSE, error) ||
      !roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) ||
      (checklists = read_checklists (backend, company, error)) == NULL)
    return FALSE;

  record = find_newest (checklists, arguments[0]);
  if (record == NULL)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                   _("There is no checklist “%s”; “roster-office checklist list” names them"), arguments[0]);
      return FALSE;
    }

  text = roster_checklist_file_to_text (record, error);
  if (text == NULL)
    return FALSE;

  roster_admin_print ("%s", text);
  return TRUE;
}

/* Prints every fault, so that a file is mended in one go. */
static RosterChecklistFile *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  RosterChecklistFile *file;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  file = roster_checklist_file_read (text, faults);
  for (guint i = 0; i < faults->len; i++)
    roster_admin_print ("%s: %s\n", path, (char *) faults->pdata[i]);
  if (file == NULL)
    g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE, "%s has %u fault and is not taken", "%s has %u faults and is not taken",
                              faults->len),
                 path, faults->len);

  return file;
}

/* A version that walk-throughs are pinned to is never changed: it is retired, and a new one stands beside it. */
static gboolean
write_version (RosterAdmin          *self,
               RosterBackend        *backend,
               RosterChecklistFile  *file,
               RosterRecord         *newest,
               GError              **error)
{
  g_autoptr (RosterOfficeWriter) writer =
      roster_office_writer_new (backend, roster_clock_now (self->clock), NULL);
  g_autofree char *id = roster_id_source_next (self->ids), *today = roster_clock_today (self->clock);
  g_autoptr (RosterRecord) record = roster_record_new (&roster_checklist_type, id, ROSTER_JMAP_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) stored = NULL, retired = NULL;
  gint64 version = newest != NULL ? roster_record_number (newest, "version", 1) + 1 : 1;

  if (newest != NULL && g_strcmp0 (roster_record_text (newest, "state"), "retired") != 0)
    {
      g_autoptr (RosterRecord) old = roster_record_copy (newest);

      roster_record_set_text (old, "state", "retired");
      retired = roster_office_writer_update (writer, old, error);
      if (retired == NULL)
        return FALSE;
    }

  roster_checklist_file_fill (file, record);
  roster_record_set_number (record, "version", version);
  roster_record_set_text (record, "state", "published");
  roster_record_set_text (record, "effectiveFrom", today);
  stored = roster_office_writer_create (writer, record, error);
  if (stored == NULL || !roster_office_writer_finish (writer, error) || !roster_backend_call (backend, commit, error))
    return FALSE;

  roster_admin_print (_("“%s” is version %d now\n"), file->name.english, (int) version);
  return TRUE;
}

static gboolean
import (RosterAdmin    *self,
        RosterBackend  *backend,
        char          **arguments,
        GError        **error)
{
  g_autoptr (RosterChecklistFile) file = read_file (arguments[0], error);
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) checklists = NULL;
  RosterRecord *newest;
  gint64 version;

  if (file == NULL || !roster_backend_begin_on (backend, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) ||
      (checklists = read_checklists (backend, company, error)) == NULL)
    return FALSE;

  newest = find_newest (checklists, file->name.english);
  version = newest != NULL ? roster_record_number (newest, "version", 1) : 0;
  if (file->version != 0 && file->version != version)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                   _("The file was made from version %d, and the office has version %d: export it again and repeat "
                     "the changes, or take “version” out of the file"),
                   (int) file->version, (int) version);
      return FALSE;
    }
  if (newest != NULL && g_strcmp0 (roster_record_text (newest, "sections"), file->sections) == 0 &&
      g_strcmp0 (roster_record_text (newest, "nameChinese"), file->name.chinese) == 0 &&
      g_strcmp0 (roster_record_text (newest, "state"), "published") == 0)
    {
      roster_admin_print (_("“%s” is the same as version %d\n"), file->name.english, (int) version);
      return TRUE;
    }

  return write_version (self, backend, file, newest, error);
}

typedef gboolean (*Action) (RosterAdmin *self,
                            RosterBackend *backend,
                            char **arguments,
                            GError **error);

static gboolean
with_backend (RosterAdmin  *self,
              Action        action,
              char        **arguments,
              GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  RosterBackend *backend = office != NULL ? roster_office_acquire (office, error) : NULL;
  gboolean done;

  if (backend == NULL)
    return FALSE;

  done = action (self, backend, arguments, error);
  roster_office_release (office, backend);
  return done;
}

static gboolean
run_list (RosterAdmin  *self,
          char        **arguments,
          GError      **error)
{
  return with_backend (self, list, arguments, error);
}

static gboolean
run_export (RosterAdmin  *self,
            char        **arguments,
            GError      **error)
{
  return with_backend (self, export, arguments, error);
}

static gboolean
run_import (RosterAdmin  *self,
            char        **arguments,
            GError      **error)
{
  return with_backend (self, import, arguments, error);
}

static gboolean
run_schema (RosterAdmin  *self,
            char        **arguments,
            GError      **error)
{
  g_autofree char *schema = roster_checklist_file_schema ();

  roster_admin_print ("%s", schema);
  return TRUE;
}

static gboolean
run_validate (RosterAdmin  *self,
              char        **arguments,
              GError      **error)
{
  g_autoptr (RosterChecklistFile) file = read_file (arguments[0], error);

  if (file == NULL)
    return FALSE;

  roster_admin_print (_("%s is sound\n"), arguments[0]);
  return TRUE;
}

const RosterAdminCommand roster_admin_checklist_commands[] = {
  { "checklist list", NULL, N_("List the checklists with their versions"), ROSTER_ADMIN_OPTION_STORE, 0, run_list },
  { "checklist export", "NAME", N_("Write the newest version of a checklist to standard output"),
    ROSTER_ADMIN_OPTION_STORE, 1, run_export },
  { "checklist import", "FILE", N_("Take a checklist from a file as a new version"), ROSTER_ADMIN_OPTION_STORE, 1,
    run_import },
  { "checklist schema", NULL, N_("Write the JSON Schema of a checklist’s file to standard output"), 0, 0, run_schema },
  { "checklist validate", "FILE", N_("Say everything that is wrong with a checklist’s file"), 0, 1, run_validate },
  { NULL },
};
