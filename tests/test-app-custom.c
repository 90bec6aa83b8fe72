/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-custom-creating.h"
#include "roster-custom-list.h"
#include "roster-custom-window.h"
#include "roster-stage-stepper.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
  RosterRecord *shampoo;
  RosterRecord *request;
  GtkWidget *editor;
} Fixture;

typedef struct
{
  const char *streamer;
  const char *base;
} Question;

static gpointer
make_edit (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Question *question = data;

  return roster_custom_create_edit (cache, question->streamer, question->base, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  RosterEdit **edit = user_data;

  *edit = roster_store_finish (ROSTER_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* A streamer with a request for a shampoo of its own, and the window about it. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *id = NULL;
  RosterRecord *request;
  Question question;

  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  id = roster_store_new_id (fixture->app.store);
  fixture->shampoo = roster_record_new (&roster_product_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);
  roster_record_set_text (fixture->shampoo, "name", "洗发水");
  roster_record_set_text (fixture->shampoo, "sku", "X1");
  roster_record_set_number (fixture->shampoo, "minimumQuantity", 800);
  roster_record_apply_defaults (fixture->shampoo);
  app_fixture_create (&fixture->app, fixture->shampoo);

  question = (Question){ roster_record_id (fixture->streamer), roster_record_id (fixture->shampoo) };
  roster_store_write_async (fixture->app.store, make_edit, &question, NULL, (GDestroyNotify) roster_edit_unref, NULL,
                            made_cb, &edit);
  while (edit == NULL)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_apply (&fixture->app, edit);
  roster_edit_nth (edit, 0, NULL, &request);
  fixture->request = g_object_ref (request);

  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  fixture->editor = g_object_ref_sink (
      roster_custom_window_new (fixture->window, fixture->app.context, roster_record_id (request)));
  gtk_window_present (GTK_WINDOW (fixture->editor));
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->editor));
  g_clear_object (&fixture->editor);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->request);
  g_clear_object (&fixture->shampoo);
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  gtk_widget_activate_action (fixture->editor, action, NULL);
  app_fixture_settle (&fixture->app);
}

static void
assert_stage (Fixture    *fixture,
              const char *stage)
{
  g_autoptr (RosterRecord) request = app_fixture_get (&fixture->app, fixture->request);

  g_assert_cmpstr (roster_record_text (request, "stage"), ==, stage);
}

static void
test_new_one_begins_with_its_base (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_assert_cmpstr (roster_record_text (fixture->request, "streamer"), ==, roster_record_id (fixture->streamer));
  g_assert_cmpstr (roster_record_text (fixture->request, "baseProduct"), ==, roster_record_id (fixture->shampoo));
  g_assert_cmpint (roster_record_number (fixture->request, "minimumQuantity", 0), ==, 800);
  g_assert_cmpstr (roster_record_text (fixture->request, "ideaOn"), ==, "2026-03-11");
  g_assert_cmpstr (roster_record_text (fixture->request, "waitingFor"), ==, "streamer");
}

static void
test_stages_go_on_and_back (Fixture       *fixture,
                            gconstpointer  data)
{
  activate (fixture, "request.next");
  assert_stage (fixture, "design");
  activate (fixture, "request.next");
  assert_stage (fixture, "sample");
  activate (fixture, "request.back");
  assert_stage (fixture, "design");
}

static void
set_product (Fixture    *fixture,
             const char *field,
             const char *value)
{
  g_autoptr (RosterRecord) before = app_fixture_get (&fixture->app, fixture->shampoo);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "office");

  roster_record_set_text (after, field, value);
  roster_edit_update (edit, before, after);
  app_fixture_apply (&fixture->app, edit);
  app_fixture_settle (&fixture->app);
}

/* Rule 10: nothing is listed before its checks, and the product's own word counts. */
static void
test_listed_after_checks (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) before = NULL, after = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "product");

  for (guint i = 0; i < 3; i++)
    activate (fixture, "request.next");
  assert_stage (fixture, "checks");
  activate (fixture, "request.next");
  assert_stage (fixture, "checks");

  before = app_fixture_get (&fixture->app, fixture->request);
  after = roster_record_copy (before);
  roster_record_set_text (after, "product", roster_record_id (fixture->shampoo));
  roster_edit_update (edit, before, after);
  app_fixture_apply (&fixture->app, edit);
  app_fixture_settle (&fixture->app);
  set_product (fixture, "customFor", roster_record_id (fixture->streamer));
  set_product (fixture, "customStage", "listed");
  set_product (fixture, "safetyCheck", "passed");
  activate (fixture, "request.next");
  assert_stage (fixture, "checks");

  set_product (fixture, "legalityCheck", "passed");
  activate (fixture, "request.next");
  assert_stage (fixture, "listed");
}

static void
test_dropped_with_a_reason (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *reason = app_fixture_find (fixture->editor, GTK_TYPE_MENU_BUTTON, "D_rop…");
  g_autoptr (RosterRecord) dropped = NULL;

  g_assert_nonnull (reason);
  reason = app_fixture_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (reason))), GTK_TYPE_ENTRY, NULL);
  activate (fixture, "request.drop");
  assert_stage (fixture, "idea");

  gtk_editable_set_text (GTK_EDITABLE (reason), "too dear");
  activate (fixture, "request.drop");
  dropped = app_fixture_get (&fixture->app, fixture->request);
  g_assert_cmpstr (roster_record_text (dropped, "stage"), ==, "dropped");
  g_assert_cmpstr (roster_record_text (dropped, "dropReason"), ==, "too dear");

  activate (fixture, "request.back");
  assert_stage (fixture, "idea");
}

/* The words that stand beside the stepper and are read instead of it. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *stage;
    const char *waiting_for;
    const char *due;
    const char *words;
  } rows[] = {
    { "sample", "factory", NULL, "Sample, 3 of 5, waiting for the factory since 2 Mar" },
    { "idea", "streamer", NULL, "Idea, 1 of 5, waiting for the streamer since 2 Mar" },
    { "checks", "office", "2026-03-09", "Checks, 4 of 5, waiting for head office since 2 Mar, was due 9 Mar" },
    { "listed", NULL, "2026-03-09", "Listed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RosterRecord) request = roster_record_copy (fixture->request);
      GtkWidget *stepper = g_object_ref_sink (roster_stage_stepper_new ());
      g_autofree char *words = NULL;

      roster_record_set_text (request, "stage", rows[i].stage);
      roster_record_set_text (request, "waitingFor", rows[i].waiting_for);
      roster_record_set_text (request, "waitingSince", "2026-03-02");
      roster_record_set_text (request, "due", rows[i].due);
      words = roster_custom_words (request, "2026-03-11");
      g_assert_cmpstr (words, ==, rows[i].words);
      roster_stage_stepper_show (ROSTER_STAGE_STEPPER (stepper), request, "2026-03-11");
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stepper), GTK_ACCESSIBLE_PROPERTY_LABEL, rows[i].words);
      g_object_unref (stepper);
    }
}

static void
test_list_shows_requests (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *list = g_object_ref_sink (roster_custom_list_new (fixture->app.context));
  GtkWidget *row;

  roster_row_group_show (ROSTER_ROW_GROUP (list), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  row = app_fixture_find (list, ADW_TYPE_ACTION_ROW, "win.open-custom-request");
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Custom product: 洗发水");
  g_object_unref (list);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/custom/new-one-begins-with-its-base", test_new_one_begins_with_its_base);
  ADD ("/app/custom/stages-go-on-and-back", test_stages_go_on_and_back);
  ADD ("/app/custom/listed-after-checks", test_listed_after_checks);
  ADD ("/app/custom/dropped-with-a-reason", test_dropped_with_a_reason);
  ADD ("/app/custom/words", test_words);
  ADD ("/app/custom/list-shows-requests", test_list_shows_requests);
#undef ADD

  return g_test_run ();
}
