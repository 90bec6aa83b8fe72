/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits, what was refused and what clashes: each says why, and a person's answer can be taken back. */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-change-row.h"
#include "roster-clash-row.h"
#include "roster-clash-side.h"
#include "roster-conflict.h"
#include "roster-outbox.h"
#include "roster-record-json.h"
#include "roster-remote.h"
#include "roster-reversal-dialog.h"
#include "roster-window.h"

#define REFUSAL "The office refused this: The number is taken"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
} Fixture;

typedef struct
{
  RosterRecord *record;
  RosterConflictKind kind;
} Clash;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

/* Runs @func on the cache as the sync would. */
static void
run (Fixture         *fixture,
     RosterStoreFunc  func,
     gpointer         data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  roster_store_write_async (fixture->app.store, func, data, NULL, g_free, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = roster_store_finish (fixture->app.store, result, &error);
  g_assert_no_error (error);
  app_fixture_settle (&fixture->app);
}

static gpointer
confirm (RosterCache   *cache,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gboolean done = roster_cache_begin (cache, error) &&
                  roster_cache_confirm_pending (cache, roster_record_type (data), roster_record_id (data), data,
                                                error) &&
                  roster_cache_commit (cache, error);

  return done ? g_strdup ("") : NULL;
}

static gpointer
refuse (RosterCache   *cache,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  gboolean done = roster_cache_begin (cache, error) &&
                  roster_cache_refuse_pending (cache, roster_record_type (data), roster_record_id (data),
                                               "invalidProperties", "The number is taken", error) &&
                  roster_cache_commit (cache, error);

  return done ? g_strdup ("") : NULL;
}

static gpointer
clash (RosterCache   *cache,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  const Clash *clash = data;
  g_autofree char *whole = roster_record_to_json_text (clash->record);
  RosterConflict conflict = {
    .key = roster_record_key_new (roster_record_type (clash->record), roster_record_id (clash->record)),
    .account = (char *) roster_record_account (clash->record),
    .title = (char *) roster_record_title (clash->record),
    .kind = clash->kind,
    .mine_at = APP_NOW - 3600000,
    .theirs_at = APP_NOW - 7200000,
    .theirs_by = (char *) "王芳",
  };
  gboolean done;

  switch (clash->kind)
    {
    case ROSTER_CONFLICT_FIELD:
      conflict.field = (char *) "city";
      conflict.mine = (char *) "\"临沂\"";
      conflict.theirs = (char *) "\"宁波\"";
      break;
    case ROSTER_CONFLICT_DELETED_THERE:
      conflict.mine = whole;
      break;
    case ROSTER_CONFLICT_DELETED_HERE:
      conflict.theirs = whole;
      break;
    }
  done = roster_cache_begin (cache, error) && roster_cache_add_conflict (cache, &conflict, error) &&
         roster_cache_set_pending_state (cache, conflict.key->type, conflict.key->id,
                                         ROSTER_PENDING_CONFLICT, error) &&
         roster_cache_commit (cache, error);

  roster_record_key_free (conflict.key);
  return done ? g_strdup ("") : NULL;
}

static void
set_text (Fixture    *fixture,
          const char *field,
          const char *value)
{
  g_autoptr (RosterRecord) before = app_fixture_get (&fixture->app, fixture->streamer);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "City");

  roster_record_set_text (after, field, value);
  roster_edit_update (edit, before, after);
  app_fixture_apply (&fixture->app, edit);
}

static void
assert_city (Fixture    *fixture,
             const char *city)
{
  g_autoptr (RosterRecord) streamer = app_fixture_get (&fixture->app, fixture->streamer);

  g_assert_nonnull (streamer);
  g_assert_cmpstr (roster_record_text (streamer, "city"), ==, city);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  run (fixture, confirm, fixture->streamer);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  roster_window_show_place (fixture->window, "changes");
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

static GtkWidget *
in_window (Fixture    *fixture,
           GType       type,
           const char *name)
{
  return app_fixture_find (GTK_WIDGET (fixture->window), type, name);
}

static void
click (Fixture    *fixture,
       GtkWidget  *root,
       const char *label)
{
  GtkWidget *button = app_fixture_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  app_fixture_settle (&fixture->app);
}

static void
undo (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  app_fixture_settle (&fixture->app);
}

/* Both values, where each comes from and who wrote it when; either can be taken, and the answer taken back. */
static void
test_clash_shows_both_sides (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) current = NULL;
  GtkWidget *row;

  /* Meanwhile the record holds the office's value, beside another change that waits. */
  set_text (fixture, "city", "宁波");
  current = app_fixture_get (&fixture->app, fixture->streamer);
  run (fixture, confirm, current);
  set_text (fixture, "phone", "13800005678");
  run (fixture, clash, &(Clash){ current, ROSTER_CONFLICT_FIELD });
  row = in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL);
  g_assert_nonnull (row);
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "临沂"));
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "宁波"));
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "by you, 11:00"));
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "by 王芳, 10:00"));

  click (fixture, row, "Take Mine");
  assert_city (fixture, "临沂");
  g_assert_null (in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL));

  undo (fixture);
  assert_city (fixture, "宁波");
  row = in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL);
  g_assert_nonnull (row);

  click (fixture, row, "Take the Office’s");
  assert_city (fixture, "宁波");
  g_assert_null (in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL));
}

/* Nothing that was written here goes because somebody deleted it there, until a person says so. */
static void
test_deletion_there_asks (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) current = NULL, gone = NULL;
  GtkWidget *row;

  set_text (fixture, "city", "临沂");
  current = app_fixture_get (&fixture->app, fixture->streamer);
  run (fixture, clash, &(Clash){ current, ROSTER_CONFLICT_DELETED_THERE });
  row = in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL);
  g_assert_nonnull (row);
  assert_city (fixture, "临沂");

  click (fixture, row, "Delete It Here Too");
  gone = app_fixture_get (&fixture->app, fixture->streamer);
  g_assert_null (gone);

  undo (fixture);
  assert_city (fixture, "临沂");
  row = in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL);
  g_assert_nonnull (row);
  click (fixture, row, "Keep the Record");
  assert_city (fixture, "临沂");
}

/* A deleted record has no page to open. */
static void
test_deletion_here_asks (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) current = app_fixture_get (&fixture->app, fixture->streamer);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Delete");
  g_autoptr (RosterRecord) back = NULL;
  GtkWidget *row, *open;

  roster_edit_delete (edit, current);
  app_fixture_apply (&fixture->app, edit);
  run (fixture, clash, &(Clash){ current, ROSTER_CONFLICT_DELETED_HERE });
  row = in_window (fixture, ROSTER_TYPE_CLASH_ROW, NULL);
  g_assert_nonnull (row);
  open = app_fixture_find (row, GTK_TYPE_BUTTON, "win.open");
  g_assert_nonnull (open);
  g_assert_false (gtk_widget_get_visible (open));
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_BUTTON, "Delete It at the Office Too"));

  click (fixture, row, "Keep the Record");
  back = app_fixture_get (&fixture->app, fixture->streamer);
  g_assert_nonnull (back);
}

static void
test_refused_change_says_why (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *row;

  set_text (fixture, "city", "临沂");
  run (fixture, refuse, fixture->streamer);
  row = in_window (fixture, ROSTER_TYPE_CHANGE_ROW, NULL);
  g_assert_nonnull (row);
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, REFUSAL));

  click (fixture, row, "changes.retry");
  row = in_window (fixture, ROSTER_TYPE_CHANGE_ROW, NULL);
  g_assert_nonnull (row);
  g_assert_null (app_fixture_find (row, GTK_TYPE_LABEL, REFUSAL));
  assert_city (fixture, "临沂");
}

static void
test_dropped_change_comes_back (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *row;

  set_text (fixture, "city", "临沂");
  row = in_window (fixture, ROSTER_TYPE_CHANGE_ROW, NULL);
  g_assert_nonnull (row);
  gtk_widget_activate_action (row, "changes.drop", "(ss)", roster_streamer_type.name,
                              roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  assert_city (fixture, NULL);
  g_assert_null (in_window (fixture, ROSTER_TYPE_CHANGE_ROW, NULL));

  undo (fixture);
  assert_city (fixture, "临沂");
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_CHANGE_ROW, NULL));
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_REVERSAL_DIALOG (window))
        return window;
    }

  return NULL;
}

/* An undone import says which rows it left alone, and why. */
static void
test_undone_import_says_what_it_kept (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (RosterEdit) import = roster_edit_new (ROSTER_CAUSE_IMPORT, "Import of Streamers");
  g_autoptr (RosterRecord) edited = NULL, untouched = NULL, after = NULL, gone = NULL, kept = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "City");
  GtkWidget *dialog;
  gint64 step;

  edited = roster_record_new (&roster_streamer_type, "a", ROSTER_LOCAL_BOOK_ACCOUNT);
  untouched = roster_record_new (&roster_streamer_type, "b", ROSTER_LOCAL_BOOK_ACCOUNT);
  roster_record_set_text (edited, "name", "李四");
  roster_record_set_text (edited, "kuaishouId", "lisi");
  roster_record_set_text (untouched, "name", "王五");
  roster_record_set_text (untouched, "kuaishouId", "wangwu");
  roster_edit_create (import, edited);
  roster_edit_create (import, untouched);
  step = app_fixture_apply (&fixture->app, import);

  after = roster_record_copy (edited);
  roster_record_set_text (after, "city", "临沂");
  roster_edit_update (edit, edited, after);
  app_fixture_apply (&fixture->app, edit);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo-step", "x", step);
  app_fixture_settle (&fixture->app);
  gone = app_fixture_get (&fixture->app, untouched);
  kept = app_fixture_get (&fixture->app, edited);
  g_assert_null (gone);
  g_assert_nonnull (kept);

  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_nonnull (app_fixture_find (dialog, ADW_TYPE_ACTION_ROW, "李四"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/changes/clash-shows-both-sides-and-takes-either", test_clash_shows_both_sides);
  ADD ("/app/changes/deletion-at-the-office-asks", test_deletion_there_asks);
  ADD ("/app/changes/deletion-here-asks", test_deletion_here_asks);
  ADD ("/app/changes/refused-change-says-why-and-goes-again", test_refused_change_says_why);
  ADD ("/app/changes/dropped-change-comes-back", test_dropped_change_comes_back);
  ADD ("/app/changes/undone-import-says-what-it-kept", test_undone_import_says_what_it_kept);
#undef ADD

  return g_test_run ();
}
