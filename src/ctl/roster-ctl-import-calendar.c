/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-ics.h"

#include <glib/gi18n-lib.h>

#include "roster-ctl-output.h"
#include "roster-ctl.h"
#include "roster-exchange-error.h"

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &local_error))
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_READ, _("The file cannot be read: %s"),
                   local_error->message);
      return NULL;
    }
  return g_bytes_new_take (text, length);
}

static const char *
outcome_nick (RosterImportOutcome outcome)
{
  static const char *const nicks[ROSTER_IMPORT_N_OUTCOMES] = {
    [ROSTER_IMPORT_CREATE] = "create",
    [ROSTER_IMPORT_UPDATE] = "update",
    [ROSTER_IMPORT_SKIP] = "skip",
    [ROSTER_IMPORT_REFUSE] = "refuse",
  };

  return nicks[outcome];
}

static void
print_json (RosterCtl   *self,
            GPtrArray   *rows,
            const guint *counts,
            gint64       step)
{
  static const char *const members[ROSTER_IMPORT_N_OUTCOMES] = { "created", "updated", "skipped", "refused" };
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (object, "type", roster_live_type.name);
  json_object_set_boolean_member (object, "dryRun", self->dry_run);
  for (guint i = 0; i < ROSTER_IMPORT_N_OUTCOMES; i++)
    json_object_set_int_member (object, members[i], counts[i]);
  if (step != 0)
    json_object_set_int_member (object, "step", step);
  for (guint i = 0; i < rows->len; i++)
    {
      const RosterImportRow *row = rows->pdata[i];
      JsonObject *element = json_object_new ();

      json_object_set_int_member (element, "line", row->line);
      json_object_set_string_member (element, "outcome", outcome_nick (row->outcome));
      json_object_set_string_member (element, "title", row->title);
      if (row->after != NULL)
        json_object_set_string_member (element, "id", roster_record_id (row->after));
      if (row->reason != NULL)
        json_object_set_string_member (element, "reason", row->reason);
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (object, "rows", array);
  roster_ctl_print_json (object);
}

static void
print_counts (RosterCtl   *self,
              GPtrArray   *rows,
              const guint *counts)
{
  roster_ctl_print (self->dry_run ? _("Would be new: %u, changed: %u, the same: %u, refused: %u\n")
                                  : _("New: %u, changed: %u, the same: %u, refused: %u\n"),
                    counts[ROSTER_IMPORT_CREATE], counts[ROSTER_IMPORT_UPDATE], counts[ROSTER_IMPORT_SKIP],
                    counts[ROSTER_IMPORT_REFUSE]);
  for (guint i = 0; i < rows->len; i++)
    if (((RosterImportRow *) rows->pdata[i])->reason != NULL)
      roster_ctl_print ("  %s\n", ((RosterImportRow *) rows->pdata[i])->reason);
}

/**
 * roster_ctl_import_calendar:
 * @path: a calendar file (iCalendar)
 *
 * Reads the lives of a calendar, or says what would become of them.
 */
gboolean
roster_ctl_import_calendar (RosterCtl    *self,
                            RosterCache  *cache,
                            const char   *path,
                            GError      **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);
  g_autoptr (GPtrArray) lives = bytes != NULL ? roster_cache_list (cache, &roster_live_type, error) : NULL;
  g_autoptr (GPtrArray) streamers = lives != NULL ? roster_cache_list (cache, &roster_streamer_type, error) : NULL;
  RosterIcsContext context = { .lives = lives, .streamers = streamers, .zone = "Asia/Shanghai" };
  g_autoptr (GPtrArray) rows = streamers != NULL ? roster_import_ics (bytes, &context, error) : NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  guint counts[ROSTER_IMPORT_N_OUTCOMES] = { 0 };
  g_autofree char *label = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  gint64 step = 0;

  if (rows == NULL)
    return FALSE;

  /* Translators: %s is the name of a file. */
  label = g_strdup_printf (_("Import of %s"), shown);
  edit = roster_import_ics_to_edit (rows, label);
  if (!self->dry_run && roster_edit_size (edit) > 0 && !roster_cache_apply (cache, edit, &step, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    counts[((RosterImportRow *) rows->pdata[i])->outcome]++;
  if (self->json)
    print_json (self, rows, counts, step);
  else
    print_counts (self, rows, counts);
  return rows->len == 0 || counts[ROSTER_IMPORT_REFUSE] < rows->len ||
         roster_ctl_refuse (error, _("No entry of the calendar can be taken"));
}
