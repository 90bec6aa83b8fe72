/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-line-up-items.h"
#include "roster-plan-page.h"
#include "roster-plan-streamer-row.h"
#include "roster-price-curve.h"
#include "roster-window.h"

typedef struct
{
  AppFixture app;
  GtkWidget *window;
  GtkWidget *page;
  RosterRecord *streamers[2];
} Fixture;

static void
create_product (Fixture    *fixture,
                const char *name,
                gint64      margin)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);

  roster_record_set_text (product, "name", name);
  roster_record_set_text (product, "sku", name);
  roster_record_set_text (product, "category", "日化");
  roster_record_set_number (product, "price", 9900);
  roster_record_set_number (product, "unitMargin", margin);
  roster_record_set_number (product, "stock", 500000);
  roster_record_set_text (product, "safetyCheck", "passed");
  roster_record_set_text (product, "legalityCheck", "passed");
  roster_record_apply_defaults (product);
  app_fixture_create (&fixture->app, product);
}

static RosterRecord *
create_live (Fixture      *fixture,
             RosterRecord *streamer)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (live, "streamer", roster_record_id (streamer));
  roster_record_set_text (live, "startLocal", "2026-03-13T20:00:00");
  roster_record_apply_defaults (live);
  app_fixture_create (&fixture->app, live);
  return live;
}

static RosterRecord *
create_line_up (Fixture      *fixture,
                RosterRecord *live,
                const char   *state)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *line_up = roster_record_new (&roster_lineup_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (line_up, "streamer", roster_record_text (live, "streamer"));
  roster_record_set_text (line_up, "live", roster_record_id (live));
  roster_record_set_text (line_up, "state", state);
  roster_record_apply_defaults (line_up);
  app_fixture_create (&fixture->app, line_up);
  return line_up;
}

static void
wait (Fixture *fixture)
{
  do
    {
      app_fixture_settle (&fixture->app);
      while (!roster_plan_page_is_settled (ROSTER_PLAN_PAGE (fixture->page)))
        g_main_context_iteration (NULL, TRUE);
      app_fixture_settle (&fixture->app);
    }
  while (!roster_plan_page_is_settled (ROSTER_PLAN_PAGE (fixture->page)));
}

static void
open_page (Fixture *fixture)
{
  fixture->window = gtk_window_new ();
  fixture->page = g_object_new (ROSTER_TYPE_PLAN_PAGE, "context", fixture->app.context, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait (fixture);
}

static void
set_up_empty (Fixture       *fixture,
              gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_empty (fixture, data);
  fixture->streamers[0] = app_fixture_streamer (&fixture->app, "张三");
  fixture->streamers[1] = app_fixture_streamer (&fixture->app, "李娜");
  create_product (fixture, "香皂", 200);
  create_product (fixture, "抽纸", 400);
  create_product (fixture, "牙膏", 300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->streamers[0]);
  g_clear_object (&fixture->streamers[1]);
  app_fixture_tear_down (&fixture->app, data);
}

static GtkWidget *
child (Fixture    *fixture,
       const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (fixture->page, ROSTER_TYPE_PLAN_PAGE, name));
}

static const char *
shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (child (fixture, "stack")));
}

static RosterPlanStreamerRow *
row_of (Fixture    *fixture,
        const char *streamer)
{
  for (GtkWidget *row = gtk_widget_get_first_child (child (fixture, "list")); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), streamer) == 0)
      {
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
        return ROSTER_PLAN_STREAMER_ROW (row);
      }

  return NULL;
}

static GtkWidget *
item_of (Fixture    *fixture,
         const char *streamer,
         const char *product)
{
  GtkWidget *label = app_fixture_find (GTK_WIDGET (row_of (fixture, streamer)), GTK_TYPE_LABEL, product);

  return label != NULL ? gtk_widget_get_ancestor (label, ROSTER_TYPE_PLAN_ITEM_ROW) : NULL;
}

static GtkWidget *
button_of (GtkWidget  *item,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (item, ROSTER_TYPE_PLAN_ITEM_ROW, name));
}

static gboolean
is_planned (GtkWidget *item)
{
  return item != NULL && gtk_label_get_label (GTK_LABEL (button_of (item, "margin")))[0] != '\0';
}

static void
accept (Fixture *fixture)
{
  g_signal_emit_by_name (child (fixture, "accept"), "clicked");
  wait (fixture);
}

static GPtrArray *
line_ups (Fixture *fixture)
{
  return app_fixture_list (&fixture->app, &roster_lineup_type);
}

static void
test_empty_book (Fixture       *fixture,
                 gconstpointer  data)
{
  open_page (fixture);
  g_assert_cmpstr (shown (fixture), ==, "empty");
  g_assert_nonnull (app_fixture_find (fixture->page, ADW_TYPE_STATUS_PAGE, "Nobody to Plan For"));
  g_assert_false (gtk_widget_get_visible (child (fixture, "bar")));
}

static void
test_week_is_planned (Fixture       *fixture,
                      gconstpointer  data)
{
  open_page (fixture);
  g_assert_cmpstr (shown (fixture), ==, "plan");
  g_assert_true (is_planned (item_of (fixture, "张三", "抽纸")));
  g_assert_true (is_planned (item_of (fixture, "李娜", "牙膏")));
  g_assert_nonnull (app_fixture_find (fixture->page, GTK_TYPE_LABEL, "reached by this plan"));
  g_assert_nonnull (app_fixture_find (fixture->page, GTK_TYPE_LABEL, "2 / 2"));
  /* Nobody has a live, and the page says what it supposes. */
  g_assert_true (gtk_widget_get_visible (child (fixture, "no_lives")));
}

/* A lock keeps what the plan would leave out, a ban takes out what it would have; both stay and can be released. */
static void
test_pairs_are_banned_and_released (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *item;

  open_page (fixture);
  item = item_of (fixture, "张三", "抽纸");
  g_assert_true (is_planned (item));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (item, "ban")), TRUE);
  wait (fixture);
  item = item_of (fixture, "张三", "抽纸");
  g_assert_nonnull (item);
  g_assert_false (is_planned (item));
  g_assert_true (is_planned (item_of (fixture, "李娜", "抽纸")));
  g_assert_nonnull (app_fixture_find (fixture->page, GTK_TYPE_LABEL, "0 locked, 1 banned"));

  item = item_of (fixture, "张三", "香皂");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (item, "lock")), TRUE);
  wait (fixture);
  g_assert_nonnull (app_fixture_find (fixture->page, GTK_TYPE_LABEL, "1 locked, 1 banned"));
  g_assert_true (is_planned (item_of (fixture, "张三", "香皂")));

  g_signal_emit_by_name (app_fixture_find (child (fixture, "pins"), GTK_TYPE_BUTTON, NULL), "clicked");
  wait (fixture);
  g_assert_true (is_planned (item_of (fixture, "张三", "抽纸")));
  g_assert_false (gtk_widget_get_visible (child (fixture, "pins")));
}

/* Rule 25: three products are not enough for a floor of four, and the page says so and knows a way out. */
static void
test_contradiction_is_explained (Fixture       *fixture,
                                 gconstpointer  data)
{
  open_page (fixture);
  gtk_range_set_value (GTK_RANGE (child (fixture, "scale")), 4);
  wait (fixture);
  g_assert_true (gtk_widget_get_visible (child (fixture, "obstacles_card")));
  g_assert_nonnull (app_fixture_find (child (fixture, "obstacles_card"), GTK_TYPE_BUTTON, "Lower the Floor to 3"));
  g_signal_emit_by_name (child (fixture, "lower"), "clicked");
  wait (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "obstacles_card")));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (child (fixture, "scale"))), ==, 3);
}

/* Rule 11: the price of each floor stands in the curve's description, and a click on the curve moves the floor. */
static void
test_fairness_has_a_price (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *curve;

  open_page (fixture);
  curve = app_fixture_find (fixture->page, ROSTER_TYPE_PRICE_CURVE, NULL);
  gtk_test_accessible_assert_property (curve, GTK_ACCESSIBLE_PROPERTY_LABEL, "Price of fairness");
  g_signal_emit_by_name (curve, "chosen", 0);
  wait (fixture);
  g_assert_nonnull (app_fixture_find (fixture->page, GTK_TYPE_LABEL, "Anybody may go empty"));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (child (fixture, "scale"))), ==, 0);
}

static gpointer
undo (RosterCache   *cache,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  return roster_cache_undo (cache, 0, error);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  RosterReversalReport **report = user_data;

  *report = roster_store_finish (ROSTER_STORE (source), result, NULL);
}

static void
undo_last (Fixture *fixture)
{
  g_autoptr (RosterReversalReport) report = NULL;

  roster_store_write_async (fixture->app.store, undo, NULL, NULL, (GDestroyNotify) roster_reversal_report_free, NULL,
                            undone_cb, &report);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->n_failed, ==, 0);
  wait (fixture);
}

static void
test_accepting_is_one_step (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) live = create_live (fixture, fixture->streamers[0]);
  g_autoptr (RosterRecord) draft = create_line_up (fixture, live, "draft"), after = NULL;
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) decisions = NULL;
  guint steps;

  open_page (fixture);
  steps = app_fixture_count_steps (&fixture->app);
  accept (fixture);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
  made = line_ups (fixture);
  g_assert_cmpuint (made->len, ==, 2);
  after = app_fixture_get (&fixture->app, draft);
  items = roster_line_up_items (after);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpuint (roster_line_up_items_count (items, ROSTER_LINE_UP_TRAFFIC), >, 0);
  g_assert_cmpuint (roster_line_up_items_count (items, ROSTER_LINE_UP_PROFIT), >, 0);

  /* Rule 6: each pair is a decision as well. */
  decisions = app_fixture_list (&fixture->app, &roster_decision_type);
  g_assert_cmpuint (decisions->len, ==, 6);
  for (guint i = 0; i < decisions->len; i++)
    {
      g_assert_cmpstr (roster_record_text (decisions->pdata[i], "verdict"), ==, "accepted");
      g_assert_cmpint (roster_record_number (decisions->pdata[i], "score", 0), >, 0);
    }

  /* Once more changes nothing. */
  accept (fixture);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);

  /* And undoing takes all of it back. */
  undo_last (fixture);
  g_clear_pointer (&made, g_ptr_array_unref);
  made = line_ups (fixture);
  g_assert_cmpuint (made->len, ==, 1);
  g_clear_object (&after);
  after = app_fixture_get (&fixture->app, draft);
  g_clear_pointer (&items, g_ptr_array_unref);
  items = roster_line_up_items (after);
  g_assert_cmpuint (items->len, ==, 0);
  g_clear_pointer (&decisions, g_ptr_array_unref);
  decisions = app_fixture_list (&fixture->app, &roster_decision_type);
  g_assert_cmpuint (decisions->len, ==, 0);
}

/* Who accepted a suggestion already does not say so twice. */
static void
test_accepted_pairs_are_not_decided_twice (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (GPtrArray) products = app_fixture_list (&fixture->app, &roster_product_type);
  g_autoptr (GPtrArray) decisions = NULL;
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) decision = roster_record_new (&roster_decision_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (decision, "streamer", roster_record_id (fixture->streamers[0]));
  roster_record_set_text (decision, "product", roster_record_id (products->pdata[0]));
  roster_record_set_text (decision, "verdict", "accepted");
  roster_record_set_number (decision, "at", APP_NOW - 1000);
  app_fixture_create (&fixture->app, decision);

  open_page (fixture);
  accept (fixture);
  decisions = app_fixture_list (&fixture->app, &roster_decision_type);
  g_assert_cmpuint (decisions->len, ==, 6);
}

/* What a person wants of the week outlives the window, until the week is over. */
static void
test_choices_outlive_the_window (Fixture       *fixture,
                                 gconstpointer  data)
{
  open_page (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (item_of (fixture, "张三", "抽纸"), "ban")), TRUE);
  wait (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (item_of (fixture, "李娜", "香皂"), "lock")), TRUE);
  gtk_range_set_value (GTK_RANGE (child (fixture, "scale")), 3);
  wait (fixture);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  open_page (fixture);
  g_assert_nonnull (app_fixture_find (fixture->page, GTK_TYPE_LABEL, "1 locked, 1 banned"));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button_of (item_of (fixture, "张三", "抽纸"), "ban"))));
  g_assert_true (
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button_of (item_of (fixture, "李娜", "香皂"), "lock"))));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (child (fixture, "scale"))), ==, 3);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->app.clock), G_GINT64_CONSTANT (7) * 86400000);
  open_page (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "pins")));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (child (fixture, "scale"))), ==, 2);
}

static void
test_only_the_chosen_are_accepted (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GPtrArray) made = NULL;

  open_page (fixture);
  roster_plan_streamer_row_set_selected (row_of (fixture, "李娜"), TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (child (fixture, "accept"))), ==, "Accept Chosen");
  accept (fixture);
  made = line_ups (fixture);
  g_assert_cmpuint (made->len, ==, 1);
  g_assert_cmpstr (roster_record_text (made->pdata[0], "streamer"), ==, roster_record_id (fixture->streamers[1]));
  g_assert_cmpstr (roster_record_text (made->pdata[0], "state"), ==, "draft");
}

static void
test_confirmed_stays (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterRecord) live = create_live (fixture, fixture->streamers[0]);
  g_autoptr (RosterRecord) confirmed = create_line_up (fixture, live, "confirmed"), after = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) made = NULL;

  open_page (fixture);
  accept (fixture);
  after = app_fixture_get (&fixture->app, confirmed);
  items = roster_line_up_items (after);
  g_assert_cmpuint (items->len, ==, 0);
  made = line_ups (fixture);
  g_assert_cmpuint (made->len, ==, 2);
}

static void
test_controls_have_names (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *item;

  open_page (fixture);
  item = item_of (fixture, "张三", "抽纸");
  gtk_test_accessible_assert_property (button_of (item, "lock"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Lock 抽纸 for 张三");
  gtk_test_accessible_assert_property (button_of (item, "ban"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Ban 抽纸 for 张三");
}

static void
test_page_fits_a_phone (Fixture       *fixture,
                        gconstpointer  data)
{
  int minimum;

  open_page (fixture);
  row_of (fixture, "张三");
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int    argc,
      char **argv)
{
  app_fixture_init (&argc, &argv);

#define ADD(path, set_up, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/app/plan/empty-book-says-so", set_up_empty, test_empty_book);
  ADD ("/app/plan/week-is-planned", set_up, test_week_is_planned);
  ADD ("/app/plan/pairs-are-locked-banned-and-released", set_up, test_pairs_are_banned_and_released);
  ADD ("/app/plan/contradiction-is-explained", set_up, test_contradiction_is_explained);
  ADD ("/app/plan/fairness-has-a-price", set_up, test_fairness_has_a_price);
  ADD ("/app/plan/accepting-is-one-step", set_up, test_accepting_is_one_step);
  ADD ("/app/plan/accepted-pairs-are-not-decided-twice", set_up, test_accepted_pairs_are_not_decided_twice);
  ADD ("/app/plan/choices-outlive-the-window", set_up, test_choices_outlive_the_window);
  ADD ("/app/plan/only-the-chosen-are-accepted", set_up, test_only_the_chosen_are_accepted);
  ADD ("/app/plan/confirmed-line-up-stays", set_up, test_confirmed_stays);
  ADD ("/app/plan/controls-have-names", set_up, test_controls_have_names);
  ADD ("/app/plan/page-fits-a-phone", set_up, test_page_fits_a_phone);
#undef ADD

  return g_test_run ();
}
