/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One search over everything, by keyboard: what is typed is what opens. */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-search-window.h"
#include "roster-window.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterSearchWindow *search;
  GtkEditable *entry;
  GtkListBox *list;
  char *type;
  char *id;
} Fixture;

static void
chosen_cb (RosterSearchWindow *search,
           const char         *type,
           const char         *id,
           Fixture            *fixture)
{
  g_assert_null (fixture->id);
  fixture->type = g_strdup (type);
  fixture->id = g_strdup (id);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  fixture->search = g_object_ref_sink (
      roster_search_window_new (GTK_WINDOW (fixture->window), fixture->app.context));
  fixture->entry = GTK_EDITABLE (app_fixture_find (GTK_WIDGET (fixture->search), GTK_TYPE_SEARCH_ENTRY, NULL));
  fixture->list = GTK_LIST_BOX (app_fixture_find (GTK_WIDGET (fixture->search), GTK_TYPE_LIST_BOX, NULL));
  g_signal_connect (fixture->search, "chosen", G_CALLBACK (chosen_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->search));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->search));
  g_clear_object (&fixture->search);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->type, g_free);
  g_clear_pointer (&fixture->id, g_free);
  app_fixture_tear_down (&fixture->app, data);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (fixture->entry, text);
  app_fixture_settle (&fixture->app);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->entry, "activate");
  app_fixture_settle (&fixture->app);
}

static void
assert_page (Fixture    *fixture,
             const char *page)
{
  GtkWidget *stack = app_fixture_find (GTK_WIDGET (fixture->search), GTK_TYPE_STACK, NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, page);
}

/* Streamers by initials, products by a word, and a note by what it says opens its streamer. */
static void
test_finds_everything (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, "p", ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) note = roster_record_new (&roster_activity_type, "n", ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (product, "name", "洗发水");
  roster_record_set_text (product, "sku", "X1");
  roster_record_apply_defaults (product);
  app_fixture_create (&fixture->app, product);
  roster_record_set_text (note, "streamer", roster_record_id (streamer));
  roster_record_set_text (note, "kind", "note");
  roster_record_set_text (note, "text", "想换仓库");
  roster_record_set_number (note, "at", APP_NOW);
  roster_record_apply_defaults (note);
  app_fixture_create (&fixture->app, note);

  assert_page (fixture, "start");
  type (fixture, "zs");
  assert_page (fixture, "hits");
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (fixture->list), GTK_TYPE_LABEL, "张三"));
  type (fixture, "发水");
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (fixture->list), GTK_TYPE_LABEL, "洗发水"));
  type (fixture, "没有这个");
  assert_page (fixture, "nothing-found");
  type (fixture, "");
  assert_page (fixture, "start");

  type (fixture, "仓库");
  assert_page (fixture, "hits");
  press_enter (fixture);
  g_assert_cmpstr (fixture->type, ==, roster_streamer_type.name);
  g_assert_cmpstr (fixture->id, ==, roster_record_id (streamer));
}

/* Enter right after the last letter opens what that letter finds, not what stood there before it. */
static void
test_enter_means_what_is_typed (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (RosterRecord) second = app_fixture_streamer (&fixture->app, "张小丽");

  type (fixture, "张三");
  assert_page (fixture, "hits");
  gtk_editable_set_text (fixture->entry, "张小");
  press_enter (fixture);
  g_assert_cmpstr (fixture->id, ==, roster_record_id (second));
  g_assert_cmpstr (fixture->id, !=, roster_record_id (first));
}

static void
test_enter_on_nothing_opens_nothing (Fixture       *fixture,
                                     gconstpointer  data)
{
  press_enter (fixture);
  type (fixture, "没有这个");
  press_enter (fixture);
  g_assert_null (fixture->id);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/search/finds-everything", test_finds_everything);
  ADD ("/app/search/enter-means-what-is-typed", test_enter_means_what_is_typed);
  ADD ("/app/search/enter-on-nothing-opens-nothing", test_enter_on_nothing_opens_nothing);
#undef ADD

  return g_test_run ();
}
