/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Exports of the app: the formats that suit, and files that are whole or not there. */

#include <string.h>

#include "app-fixture.h"
#include "roster-export-job.h"
#include "roster-export-window.h"

typedef struct
{
  AppFixture app;
  RosterRecord *streamer;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  fixture->path = g_build_filename (fixture->app.folder, "out.csv", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->streamer);
  g_clear_object (&fixture->file);
  g_clear_pointer (&fixture->path, g_free);
  app_fixture_tear_down (&fixture->app, data);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static int
export_to (Fixture       *fixture,
           const char    *id,
           GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_export_async (fixture->app.context, ROSTER_EXPORT_CSV, &roster_streamer_type, id, file, cancellable, done_cb,
                       &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return roster_export_finish (result, error);
}

static void
test_table_opens_in_a_spreadsheet (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (export_to (fixture, NULL, fixture->file, NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (text, "张三"));
}

static void
test_one_record_alone (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) other = app_fixture_streamer (&fixture->app, "李四");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (export_to (fixture, roster_record_id (other), fixture->file, NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "李四"));
  g_assert_null (strstr (text, "张三"));
}

/* What stood in the file before is still there when nothing could be written in its place. */
static void
test_failure_leaves_the_old_file (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) gone = NULL, stopped = NULL, elsewhere = NULL;
  g_autoptr (GFile) nowhere = g_file_new_build_filename (fixture->app.folder, "no-such-folder", "out.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  g_assert_cmpint (export_to (fixture, "no-such-record", fixture->file, NULL, &gone), ==, -1);
  g_assert_nonnull (gone);
  g_cancellable_cancel (cancelled);
  g_assert_cmpint (export_to (fixture, NULL, fixture->file, cancelled, &stopped), ==, -1);
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");

  g_assert_cmpint (export_to (fixture, NULL, nowhere, NULL, &elsewhere), ==, -1);
  g_assert_nonnull (elsewhere);
}

static void
test_file_name_stays_in_the_folder (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *name = roster_export_file_name (fixture->app.clock, ROSTER_EXPORT_XLSX, "../a:b/c\nd");

  g_assert_cmpstr (name, ==, "..-a-b-c-d 2026-03-11.xlsx");
}

static guint
count_formats (GtkWidget *window)
{
  return g_list_model_get_n_items (
      adw_combo_row_get_model (ADW_COMBO_ROW (app_fixture_find (window, ADW_TYPE_COMBO_ROW, "Format"))));
}

/* Streamers have addresses but no hours; lives have hours but no addresses. */
static void
test_formats_suit_what_is_exported (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *window = g_object_ref_sink (roster_export_window_new (NULL, fixture->app.context));
  AdwComboRow *type = ADW_COMBO_ROW (app_fixture_find (window, ADW_TYPE_COMBO_ROW, "What to export"));

  g_assert_cmpuint (count_formats (window), ==, 3);
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    {
      adw_combo_row_set_selected (type, i);
      g_assert_cmpuint (count_formats (window), ==,
                        roster_record_types[i] == &roster_streamer_type || roster_record_types[i] == &roster_live_type
                            ? 3
                            : 2);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

int
main (int    argc,
      char **argv)
{
  app_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/app/export/table-opens-in-a-spreadsheet", test_table_opens_in_a_spreadsheet);
  ADD ("/app/export/one-record-alone", test_one_record_alone);
  ADD ("/app/export/failure-leaves-the-old-file", test_failure_leaves_the_old_file);
  ADD ("/app/export/file-name-stays-in-the-folder", test_file_name_stays_in_the_folder);
  ADD ("/app/export/formats-suit-what-is-exported", test_formats_suit_what_is_exported);
#undef ADD

  return g_test_run ();
}
