/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-checklists.h"

#include "roster-checklist-file.h"
#include "roster-checklists.h"

#define FOLDER "/com/weiye/Roster/checklists/"

static const char *const files[] = {
  "new-account-set-up.json",    "first-90-days.json",  "before-a-live-session.json",
  "selling-a-new-product.json", "content-health.json", "red-and-yellow-lines.json",
};

static RosterChecklistFile *
read_file (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (roster_checklists_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  RosterChecklistFile *file;

  g_assert (bytes != NULL);
  file = roster_checklist_file_read (g_bytes_get_data (bytes, NULL), faults);
  if (file == NULL)
    g_error ("%s: %s", name, (char *) faults->pdata[0]);
  return file;
}

/**
 * roster_demo_give_checklists:
 *
 * What trainers walk through with a streamer: the checklists of data/checklists, which hold the rules 12 to 27 of the
 * domain.
 */
gboolean
roster_demo_give_checklists (RosterDemoWorld  *world,
                             GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *id = roster_id_source_next (world->ids);
      g_autoptr (RosterChecklistFile) file = read_file (files[i]);
      g_autoptr (RosterRecord) record =
          roster_record_new (&roster_checklist_type, id, ROSTER_DEMO_COMPANY_ACCOUNT);

      roster_checklist_file_fill (file, record);
      roster_record_set_number (record, "version", 1);
      roster_record_set_text (record, "state", "published");
      roster_demo_set_date (world, record, "effectiveFrom", -100);
      g_ptr_array_add (world->checklists, g_object_ref (record));
      g_ptr_array_add (world->templates, roster_template_new (file->sections, NULL));
      if (!roster_demo_world_give (world, record, error))
        return FALSE;
    }

  return TRUE;
}
