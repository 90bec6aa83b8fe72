/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-action-row.h"
#include "roster-changes-page.h"
#include "roster-day-strip.h"
#include "roster-line-up-window.h"
#include "roster-live-card.h"
#include "roster-refusal-popover.h"
#include "roster-remote.h"
#include "roster-sidebar-row.h"
#include "roster-streamer-page.h"
#include "roster-today-page.h"
#include "roster-window.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
} Fixture;

static GtkWidget *
page_of (Fixture *fixture)
{
  return app_fixture_find (GTK_WIDGET (fixture->window), ROSTER_TYPE_TODAY_PAGE, NULL);
}

static void
wait (Fixture *fixture)
{
  app_fixture_settle (&fixture->app);
  while (!roster_today_page_is_settled (ROSTER_TODAY_PAGE (page_of (fixture))))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *activity_id = NULL;
  g_autoptr (RosterRecord) activity = NULL;

  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  activity_id = roster_store_new_id (fixture->app.store);
  activity = roster_record_new (&roster_activity_type, activity_id, ROSTER_LOCAL_BOOK_ACCOUNT);
  roster_record_set_text (activity, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (activity, "kind", "call");
  roster_record_set_number (activity, "at", APP_NOW);
  roster_record_apply_defaults (activity);
  app_fixture_create (&fixture->app, activity);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  wait (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

static RosterRecord *
follow_up (Fixture    *fixture,
           const char *name,
           const char *due)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *record = roster_record_new (&roster_followup_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (record, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (record, "name", name);
  roster_record_set_text (record, "due", due);
  roster_record_apply_defaults (record);
  app_fixture_create (&fixture->app, record);
  wait (fixture);
  return record;
}

static RosterRecord *
plan (Fixture    *fixture,
      const char *start)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (live, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (live, "startLocal", start);
  roster_record_apply_defaults (live);
  app_fixture_create (&fixture->app, live);
  wait (fixture);
  return live;
}

static GtkWidget *
row_of (Fixture *fixture)
{
  return app_fixture_find (page_of (fixture), ROSTER_TYPE_ACTION_ROW, NULL);
}

static const char *
count_in_sidebar (Fixture *fixture)
{
  GtkWidget *row = app_fixture_find (GTK_WIDGET (fixture->window), ROSTER_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *count = GTK_WIDGET (gtk_widget_get_template_child (row, ROSTER_TYPE_SIDEBAR_ROW, "count"));

  return gtk_widget_get_visible (count) ? gtk_label_get_label (GTK_LABEL (count)) : NULL;
}

/* The app opens here; a day without duties says so kindly. */
static void
test_first_page (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *empty = app_fixture_find (page_of (fixture), ADW_TYPE_STATUS_PAGE, "All Clear");

  g_assert_nonnull (app_fixture_find (page_of (fixture), GTK_TYPE_LABEL, "Wednesday 11 Mar"));
  g_assert_true (gtk_widget_get_visible (empty));
  g_assert_null (row_of (fixture));
  g_assert_null (count_in_sidebar (fixture));
}

static void
test_done_is_one_step (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "寄样品", "2026-03-10"), after = NULL;

  g_assert_cmpstr (count_in_sidebar (fixture), ==, "1");
  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (row_of (fixture))), ==, "寄样品");
  g_assert_nonnull (app_fixture_find (row_of (fixture), GTK_TYPE_LABEL, "张三 · follow-up · 1 day late"));

  g_signal_emit_by_name (row_of (fixture), "accept");
  wait (fixture);
  after = app_fixture_get (&fixture->app, task);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "done");
  g_assert_null (row_of (fixture));

  roster_window_undo (fixture->window, 0);
  wait (fixture);
  g_assert_nonnull (row_of (fixture));
}

/* A row that stays keeps what somebody is typing into it; the others come and go around it. */
static void
test_typed_reason_survives_a_change (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) first = follow_up (fixture, "寄样品", "2026-03-10"), before = NULL, after = NULL;
  GtkWidget *row = row_of (fixture), *list = gtk_widget_get_parent (row);
  GtkMenuButton *no = GTK_MENU_BUTTON (gtk_widget_get_template_child (row, ROSTER_TYPE_ACTION_ROW, "refuse"));
  GtkEditable *reason;

  gtk_menu_button_popup (no);
  gtk_menu_button_popdown (no);
  reason = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (gtk_menu_button_get_popover (no)),
                                                        ROSTER_TYPE_REFUSAL_POPOVER, "own_reason"));
  gtk_editable_set_text (reason, "下周再");
  after = follow_up (fixture, "发合同", "2026-03-11");
  before = follow_up (fixture, "回电话", "2026-03-01");
  g_assert_true (gtk_widget_get_parent (row) == list);
  g_assert_cmpstr (gtk_editable_get_text (reason), ==, "下周再");
  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (row_of (fixture))), ==, "回电话");
  g_assert_true (gtk_widget_get_next_sibling (row_of (fixture)) == row);

  g_signal_emit_by_name (row_of (fixture), "accept");
  wait (fixture);
  g_assert_true (row_of (fixture) == row);
  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (gtk_widget_get_next_sibling (row))), ==, "发合同");
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (row)));
}

/* A second click, before the first is written, finds nothing left to do. */
static void
test_done_twice_is_done_once (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "寄样品", "2026-03-10"), after = NULL;
  guint steps = app_fixture_count_steps (&fixture->app);

  g_signal_emit_by_name (row_of (fixture), "accept");
  g_signal_emit_by_name (row_of (fixture), "accept");
  wait (fixture);
  after = app_fixture_get (&fixture->app, task);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "done");
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
}

/* What a person answered is written, also when the window goes at once. */
static void
test_window_that_goes_loses_no_answer (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-11T11:40:00"), after = NULL;

  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (row_of (fixture))), ==, "张三 should be live by now");
  g_signal_emit_by_name (row_of (fixture), "accept");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_fixture_settle (&fixture->app);
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "live");
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
}

/* What is put off comes back on the day that it said, and not before. */
static void
test_later_comes_back (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "寄样品", "2026-03-11"), other = NULL;

  g_signal_emit_by_name (row_of (fixture), "later", "2026-03-13");
  wait (fixture);
  g_assert_null (row_of (fixture));

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->app.clock), G_GINT64_CONSTANT (86400000));
  other = follow_up (fixture, "far away", "2026-12-31");
  g_assert_null (row_of (fixture));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->app.clock), G_GINT64_CONSTANT (86400000));
  g_object_unref (g_steal_pointer (&other));
  other = follow_up (fixture, "far away as well", "2026-12-31");
  g_assert_nonnull (row_of (fixture));
}

static gpointer
refuse_in_thread (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  gboolean refused = roster_cache_begin (cache, error) &&
                     roster_cache_refuse_pending (cache, roster_record_type (data), roster_record_id (data),
                                                  "forbidden", "not yours", error) &&
                     roster_cache_commit (cache, error);

  return refused ? g_strdup ("") : NULL;
}

/* A factory that the office refuses concerns no streamer. It is put off and turned down all the same, which a click
   takes back; on the day it comes again. */
static void
test_waiting_change_without_streamer_is_answered (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) factory = roster_record_new (&roster_factory_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);

  roster_record_set_text (factory, "name", "好味食品厂");
  roster_record_apply_defaults (factory);
  app_fixture_create (&fixture->app, factory);
  roster_store_write_async (fixture->app.store, refuse_in_thread, factory, NULL, g_free, NULL, NULL, NULL);
  wait (fixture);
  g_assert_nonnull (row_of (fixture));
  g_assert_true (gtk_widget_get_visible (app_fixture_find (row_of (fixture), GTK_TYPE_MENU_BUTTON, "Later")));
  g_assert_true (gtk_widget_get_visible (app_fixture_find (row_of (fixture), GTK_TYPE_MENU_BUTTON, "No")));

  g_signal_emit_by_name (row_of (fixture), "later", "2026-03-12");
  wait (fixture);
  g_assert_null (row_of (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.ask-again", NULL);
  wait (fixture);
  g_assert_nonnull (row_of (fixture));
  g_signal_emit_by_name (row_of (fixture), "later", "2026-03-12");
  wait (fixture);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (fixture->app.clock), APP_NOW + G_GINT64_CONSTANT (24) * 3600000);
  roster_today_read_again (roster_context_today (fixture->app.context));
  wait (fixture);
  g_assert_nonnull (row_of (fixture));
  g_signal_emit_by_name (row_of (fixture), "refuse", "head office knows");
  wait (fixture);
  g_assert_null (row_of (fixture));
}

static gpointer
write_nothing (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return g_strdup ("");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Every write tells of the outbox; where it left all as it was, the day is not read again. */
static void
test_day_is_read_once (Fixture       *fixture,
                       gconstpointer  data)
{
  RosterToday *today = roster_context_today (fixture->app.context);
  g_autoptr (RosterRecord) task = NULL;
  guint n_read = 0;
  gulong handler = g_signal_connect_swapped (today, "changed", G_CALLBACK (count_cb), &n_read);

  roster_store_write_async (fixture->app.store, write_nothing, NULL, NULL, g_free, NULL, NULL, NULL);
  wait (fixture);
  g_assert_cmpuint (n_read, ==, 0);

  task = follow_up (fixture, "寄样品", "2026-03-11");
  g_assert_cmpuint (n_read, >, 0);
  g_signal_handler_disconnect (today, handler);
}

/* The choices of a day are made when somebody asks for them. */
static void
test_later_is_chosen (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "寄样品", "2026-03-11");
  GtkWidget *later = app_fixture_find (row_of (fixture), GTK_TYPE_MENU_BUTTON, "Later"), *tomorrow;

  g_assert_null (gtk_menu_button_get_popover (GTK_MENU_BUTTON (later)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (later));
  tomorrow = app_fixture_find (row_of (fixture), GTK_TYPE_BUTTON, "Tomorrow");
  g_assert_nonnull (tomorrow);
  g_signal_emit_by_name (tomorrow, "clicked");
  wait (fixture);
  g_assert_null (row_of (fixture));
}

static gpointer
list_decisions (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return roster_cache_list (cache, &roster_decision_type, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GPtrArray **decisions = user_data;

  *decisions = roster_store_finish (ROSTER_STORE (source), result, NULL);
}

/* Rule 6: a decision is recorded with its reason. */
static void
test_no_is_recorded (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "寄样品", "2026-03-11");
  g_autoptr (GPtrArray) decisions = NULL;
  RosterRecord *decision;

  g_signal_emit_by_name (row_of (fixture), "refuse", "已经寄了");
  wait (fixture);
  g_assert_null (row_of (fixture));

  roster_store_read_async (fixture->app.store, list_decisions, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           listed_cb, &decisions);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (decisions->len, ==, 1);
  decision = decisions->pdata[0];
  g_assert_cmpstr (roster_record_text (decision, "verdict"), ==, "refused");
  g_assert_cmpstr (roster_record_text (decision, "text"), ==, "已经寄了");
  g_assert_cmpstr (roster_record_text (decision, "streamer"), ==, roster_record_id (fixture->streamer));

  roster_window_undo (fixture->window, 0);
  wait (fixture);
  g_assert_nonnull (row_of (fixture));
}

static void
test_live_is_seen_and_asked_about (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-11T20:00:00");

  g_assert_nonnull (app_fixture_find (page_of (fixture), ROSTER_TYPE_LIVE_CARD, NULL));
  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (row_of (fixture))), ==, "Line-up for 张三");
}

static void
test_late_live_is_started (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-11T11:30:00"), after = NULL;

  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (row_of (fixture))), ==, "张三 should be live by now");
  g_signal_emit_by_name (row_of (fixture), "accept");
  wait (fixture);
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "live");
  g_assert_null (row_of (fixture));
}

/* One click plans the free time that was proposed. */
static void
test_owed_hours_are_planned (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) after = roster_record_copy (fixture->streamer);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Join");
  guint steps;

  roster_record_set_text (after, "joinedOn", "2026-03-01");
  roster_record_set_number (after, "followers", 1000);
  roster_edit_update (edit, fixture->streamer, after);
  app_fixture_apply (&fixture->app, edit);
  wait (fixture);
  steps = app_fixture_count_steps (&fixture->app);
  g_assert_nonnull (row_of (fixture));
  g_signal_emit_by_name (row_of (fixture), "accept");
  wait (fixture);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
}

/* The answer to a live without a line-up is its line-up, made and open to be filled, and one step to take back. */
static void
test_line_up_is_made (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-11T20:00");
  g_autoptr (GPtrArray) line_ups = NULL;
  guint n_steps = app_fixture_count_steps (&fixture->app);
  g_autoptr (GList) windows = NULL;
  GtkWindow *opened = NULL;

  g_assert_cmpstr (roster_action_row_title (ROSTER_ACTION_ROW (row_of (fixture))), ==, "Line-up for 张三");
  g_assert_nonnull (app_fixture_find (row_of (fixture), GTK_TYPE_BUTTON, "Line Up"));

  g_signal_emit_by_name (row_of (fixture), "accept");
  wait (fixture);
  line_ups = app_fixture_list (&fixture->app, &roster_lineup_type);
  g_assert_cmpuint (line_ups->len, ==, 1);
  g_assert_cmpstr (roster_record_text (line_ups->pdata[0], "live"), ==, roster_record_id (live));
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, n_steps + 1);

  windows = gtk_window_list_toplevels ();
  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_LINE_UP_WINDOW (link->data))
      opened = link->data;
  g_assert_nonnull (opened);
  gtk_window_destroy (opened);

  g_assert_nonnull (app_fixture_find (row_of (fixture), GTK_TYPE_BUTTON, "Open"));
}

static void
test_controls_have_names (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "寄样品", "2026-03-10");
  GtkWidget *accept = app_fixture_find (row_of (fixture), GTK_TYPE_BUTTON, "Done");
  GtkWidget *later = app_fixture_find (row_of (fixture), GTK_TYPE_MENU_BUTTON, "Later");

  gtk_test_accessible_assert_property (accept, GTK_ACCESSIBLE_PROPERTY_LABEL, "Done: 寄样品");
  gtk_test_accessible_assert_property (later, GTK_ACCESSIBLE_PROPERTY_LABEL, "Later: 寄样品");
}

static void
test_page_fits_a_phone (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) task = follow_up (fixture, "一个很长很长很长很长很长很长很长很长很长的跟进任务", "2026-03-10");
  int minimum;

  roster_action_row_set_slim (ROSTER_ACTION_ROW (row_of (fixture)), TRUE);
  gtk_widget_measure (page_of (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* What is read while the window comes up is not there at first; the strip is scrolled when it is. */
static void
test_day_comes_after_its_window (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (RosterRecord) early = plan (fixture, "2026-03-11T00:30:00"), late = plan (fixture, "2026-03-11T23:00:00");
  GtkWidget *content, *strip;
  GtkAdjustment *adjustment;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->app.context);
  fixture->app.context = roster_context_new (fixture->app.settings, fixture->app.store, fixture->app.clock,
                                             fixture->app.ids);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  gtk_window_present (GTK_WINDOW (fixture->window));
  content = GTK_WIDGET (gtk_widget_get_template_child (page_of (fixture), ROSTER_TYPE_TODAY_PAGE, "content"));
  g_assert_cmpfloat (gtk_widget_get_opacity (content), ==, 0);

  wait (fixture);
  g_assert_cmpfloat (gtk_widget_get_opacity (content), ==, 1);
  strip = app_fixture_find (page_of (fixture), ROSTER_TYPE_DAY_STRIP, NULL);
  adjustment = gtk_scrolled_window_get_hadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (strip, GTK_TYPE_SCROLLED_WINDOW)));
  while (gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment) + 1 ||
         gtk_adjustment_get_page_size (adjustment) < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/today/is-the-first-page", test_first_page);
  ADD ("/app/today/day-is-read-once", test_day_is_read_once);
  ADD ("/app/today/day-comes-after-its-window", test_day_comes_after_its_window);
  ADD ("/app/today/done-is-one-step", test_done_is_one_step);
  ADD ("/app/today/typed-reason-survives-a-change", test_typed_reason_survives_a_change);
  ADD ("/app/today/window-that-goes-loses-no-answer", test_window_that_goes_loses_no_answer);
  ADD ("/app/today/done-twice-is-done-once", test_done_twice_is_done_once);
  ADD ("/app/today/later-comes-back", test_later_comes_back);
  ADD ("/app/today/later-is-chosen", test_later_is_chosen);
  ADD ("/app/today/no-is-recorded-with-its-reason", test_no_is_recorded);
  ADD ("/app/today/waiting-change-without-streamer-is-answered", test_waiting_change_without_streamer_is_answered);
  ADD ("/app/today/live-is-seen-and-asked-about", test_live_is_seen_and_asked_about);
  ADD ("/app/today/late-live-is-started", test_late_live_is_started);
  ADD ("/app/today/owed-hours-are-planned", test_owed_hours_are_planned);
  ADD ("/app/today/line-up-is-made", test_line_up_is_made);
  ADD ("/app/today/controls-have-names", test_controls_have_names);
  ADD ("/app/today/page-fits-a-phone", test_page_fits_a_phone);
#undef ADD

  return g_test_run ();
}
