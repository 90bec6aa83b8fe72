/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <glib/gstdio.h>

void
store_open_cache (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->cache = roster_cache_open (fixture->path, fixture->clock, fixture->ids, &error);
  g_assert_no_error (error);
}

void
store_set_up (StoreFixture  *fixture,
              gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("roster-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->clock = roster_manual_clock_new (START, NULL);
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  store_open_cache (fixture);
}

static void
store_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
store_tear_down (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_clear_pointer (&fixture->cache, roster_cache_close);
  store_remove_folder (fixture->folder);
  g_clear_object (&fixture->ids);
  g_clear_object (&fixture->clock);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Helpers that say what a person does */

RosterRecord *
store_new_streamer (StoreFixture *fixture,
                    const char   *name,
                    const char   *kuaishou_id)
{
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  RosterRecord *record = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (record, "name", name);
  roster_record_set_text (record, "kuaishouId", kuaishou_id);
  roster_record_apply_defaults (record);
  return record;
}

gint64
store_apply (StoreFixture *fixture,
             RosterEdit   *edit)
{
  g_autoptr (GError) error = NULL;
  gint64 step = -1;

  roster_cache_apply (fixture->cache, edit, &step, &error);
  g_assert_no_error (error);
  return step;
}

gint64
store_create (StoreFixture *fixture,
              RosterRecord *record)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");

  roster_edit_create (edit, record);
  return store_apply (fixture, edit);
}

gint64
store_set_text (StoreFixture *fixture,
                RosterRecord *record,
                const char   *field,
                const char   *value)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, field);
  g_autoptr (RosterRecord) after = roster_record_copy (record);

  roster_record_set_text (after, field, value);
  roster_edit_update (edit, record, after);
  return store_apply (fixture, edit);
}

gint64
store_delete (StoreFixture *fixture,
              RosterRecord *record)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "delete");

  roster_edit_delete (edit, record);
  return store_apply (fixture, edit);
}

RosterRecord *
store_get (StoreFixture *fixture,
           RosterRecord *record)
{
  g_autoptr (GError) error = NULL;
  RosterRecord *found =
      roster_cache_get (fixture->cache, roster_record_type (record), roster_record_id (record), &error);

  g_assert_no_error (error);
  return found;
}

void
store_assert_text (StoreFixture *fixture,
                   RosterRecord *record,
                   const char   *field,
                   const char   *value)
{
  g_autoptr (RosterRecord) found = store_get (fixture, record);

  g_assert_nonnull (found);
  g_assert_cmpstr (roster_record_text (found, field), ==, value);
}

void
store_confirm (StoreFixture *fixture,
               RosterRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) current = store_get (fixture, record);

  roster_cache_begin (fixture->cache, &error);
  roster_cache_confirm_pending (fixture->cache, roster_record_type (record), roster_record_id (record), current,
                                &error);
  roster_cache_commit (fixture->cache, &error);
  g_assert_no_error (error);
}

RosterPending *
store_pending (StoreFixture *fixture,
               RosterRecord *record)
{
  g_autoptr (GError) error = NULL;
  RosterPending *found =
      roster_cache_get_pending (fixture->cache, roster_record_type (record), roster_record_id (record), &error);

  g_assert_no_error (error);
  return found;
}

RosterReversalReport *
store_undo (StoreFixture *fixture,
            gint64        step)
{
  g_autoptr (GError) error = NULL;
  RosterReversalReport *report = roster_cache_undo (fixture->cache, step, &error);

  g_assert_no_error (error);
  return report;
}
