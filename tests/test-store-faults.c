/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "faulty-vfs.h"
#include "roster-account.h"
#include "roster-conflict.h"
#include "roster-journal.h"
#include "roster-outbox.h"
#include "roster-remote.h"

/*
 * Each way to change the cache is run again and again while the first, the second, the third … write of the disk fails.
 * After every failure the cache is opened anew: it must be sound, and either as it was before or as it was to become;
 * never in between.
 */

typedef struct
{
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCache *cache;
  RosterRecord *streamer;
} World;

typedef gboolean (*Change) (World *world,
                            GError **error);

/* Everything in the cache as one text. */
static char *
picture (RosterCache *cache)
{
  static const char *const tables[] = {
    "\"Streamer\"", "\"Activity\"", "pending", "conflict", "entry", "search", "step"
  };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", tables[i]);
      g_autoptr (RosterStatement) statement = roster_database_query (roster_cache_database (cache), NULL, sql, "");

      while (roster_statement_step (statement, NULL) == ROSTER_STEP_ROW)
        {
          for (int column = 0; column < 12; column++)
            g_string_append_printf (all, "%s|", roster_statement_text (statement, column));
          g_string_append_c (all, '\n');
        }
    }

  return g_string_free (all, FALSE);
}

static void
world_open (World *world)
{
  g_autoptr (GError) error = NULL;

  world->cache = roster_cache_open (world->path, world->clock, world->ids, &error);
  g_assert_no_error (error);
}

static World *
world_new (const char *folder,
           guint       n)
{
  World *world = g_new0 (World, 1);
  g_autofree char *name = g_strdup_printf ("%u.db", n);
  g_autofree char *id = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");

  world->path = g_build_filename (folder, name, NULL);
  world->clock = roster_manual_clock_new (1772000000000, NULL);
  world->ids = roster_id_source_new_seeded (world->clock, 7);
  world_open (world);
  id = roster_cache_new_id (world->cache);
  world->streamer = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  roster_record_set_text (world->streamer, "kuaishouId", "ks1");
  roster_record_apply_defaults (world->streamer);
  roster_edit_create (edit, world->streamer);
  g_assert_true (roster_cache_apply (world->cache, edit, NULL, NULL));
  return world;
}

static void
world_free (World *world)
{
  g_clear_pointer (&world->cache, roster_cache_close);
  g_unlink (world->path);
  g_clear_object (&world->streamer);
  g_clear_object (&world->ids);
  g_clear_object (&world->clock);
  g_free (world->path);
  g_free (world);
}

/* The changes */

static gboolean
bulk_create (World   *world,
             GError **error)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_IMPORT, "import");

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = roster_cache_new_id (world->cache);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

      roster_record_set_text (record, "kuaishouId", id);
      roster_record_apply_defaults (record);
      roster_edit_create (edit, record);
    }

  return roster_cache_apply (world->cache, edit, NULL, error);
}

static gboolean
edit_one (World   *world,
          GError **error)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "edit");
  g_autoptr (RosterRecord) after = roster_record_copy (world->streamer);

  roster_record_set_text (after, "city", "杭州");
  roster_edit_update (edit, world->streamer, after);
  return roster_cache_apply (world->cache, edit, NULL, error);
}

static gboolean
undo_last (World   *world,
           GError **error)
{
  g_autoptr (RosterReversalReport) report = roster_cache_undo (world->cache, 0, error);

  return report != NULL;
}

static gboolean
drop (World   *world,
      GError **error)
{
  return roster_cache_drop_pending (world->cache, &roster_streamer_type, roster_record_id (world->streamer), error);
}

static gboolean
pull (World   *world,
      GError **error)
{
  g_autoptr (RosterRecord) theirs = roster_record_copy (world->streamer);
  gint64 step;

  roster_record_set_text (theirs, "city", "北京");
  if (!roster_cache_begin (world->cache, error))
    return FALSE;

  step = roster_cache_begin_step (world->cache, ROSTER_CAUSE_PULL, "pull", error);
  if (step == 0 ||
      !roster_cache_put_remote (world->cache, step, theirs, error) ||
      !roster_cache_confirm_pending (world->cache, &roster_streamer_type, roster_record_id (theirs), theirs, error) ||
      !roster_cache_set_state (world->cache, ROSTER_LOCAL_BOOK_ACCOUNT, &roster_streamer_type, "7", error))
    {
      roster_cache_rollback (world->cache);
      return FALSE;
    }

  return roster_cache_commit (world->cache, error);
}

/* What the cache holds after the change on a sound disk. Ids and times are the same in every world. */
static char *
picture_after (Change      change,
               const char *folder)
{
  World *world = world_new (folder, 0);
  g_autoptr (GError) error = NULL;
  char *after;

  g_assert_true (change (world, &error));
  after = picture (world->cache);
  world_free (world);
  return after;
}

static void
test_every_failing_write (gconstpointer data)
{
  Change change = (Change) data;
  g_autofree char *folder = g_dir_make_tmp ("roster-faults-XXXXXX", NULL);
  static const int codes[] = { SQLITE_FULL, SQLITE_IOERR_WRITE };
  g_autofree char *wanted = picture_after (change, folder);
  guint n_untouched = 0;

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint n = 1;; n++)
      {
        World *world = world_new (folder, n);
        g_autoptr (GError) error = NULL;
        g_autofree char *before = picture (world->cache);
        g_autofree char *after = NULL;
        gboolean ok, reached;

        faulty_vfs_fail_at (n, codes[c]);
        ok = change (world, &error);
        reached = faulty_vfs_failed ();
        g_clear_pointer (&world->cache, roster_cache_close);
        faulty_vfs_fail_at (0, SQLITE_OK);

        world_open (world);
        g_assert_true (roster_cache_check (world->cache, NULL));
        after = picture (world->cache);
        if (!ok)
          g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FULL);
        g_clear_error (&error);

        if (g_str_equal (before, after))
          {
            /* The same change goes through when the disk is well again. */
            g_assert_false (ok);
            g_assert_true (change (world, &error));
            n_untouched++;
          }
        else
          {
            /* A commit whose last sync failed may turn out to be on the disk after all, but then it is whole. */
            g_assert_true (g_str_equal (after, wanted));
          }

        world_free (world);
        if (!reached)
          break;
      }

  g_assert_cmpuint (n_untouched, >, 0);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  faulty_vfs_install ();

  g_test_add_data_func ("/store/fault/every-failing-write/import", bulk_create, test_every_failing_write);
  g_test_add_data_func ("/store/fault/every-failing-write/edit", edit_one, test_every_failing_write);
  g_test_add_data_func ("/store/fault/every-failing-write/undo", undo_last, test_every_failing_write);
  g_test_add_data_func ("/store/fault/every-failing-write/drop", drop, test_every_failing_write);
  g_test_add_data_func ("/store/fault/every-failing-write/pull", pull, test_every_failing_write);

  return g_test_run ();
}
