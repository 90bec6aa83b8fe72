/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-activity-row.h"
#include "roster-blank-page.h"
#include "roster-entry-field-row.h"
#include "roster-factory-page.h"
#include "roster-happening-row.h"
#include "roster-outbox.h"
#include "roster-pane.h"
#include "roster-place.h"
#include "roster-product-list.h"
#include "roster-product-page.h"
#include "roster-record-browser.h"
#include "roster-remote.h"
#include "roster-rules-window.h"
#include "roster-streamer-list.h"
#include "roster-streamer-page.h"
#include "roster-streamer-row.h"
#include "roster-timeline.h"
#include "roster-window.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  roster_window_show_place (fixture->window, "streamers");
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_fixture_tear_down (&fixture->app, data);
}

static GtkWidget *
in_window (Fixture    *fixture,
           GType       type,
           const char *name)
{
  return app_fixture_find (GTK_WIDGET (fixture->window), type, name);
}

static GtkWidget *
open_streamer (Fixture      *fixture,
               RosterRecord *streamer)
{
  roster_window_open (fixture->window, roster_streamer_type.name, roster_record_id (streamer));
  app_fixture_settle (&fixture->app);
  return in_window (fixture, ROSTER_TYPE_STREAMER_PAGE, NULL);
}

static guint
count_rows (GtkWidget *root,
            GType      type)
{
  guint count = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_rows (child, type);

  return count;
}

static void
test_page_waits_for_a_record (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");

  g_assert_null (in_window (fixture, ROSTER_TYPE_STREAMER_PAGE, NULL));
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_BLANK_PAGE, NULL));

  g_assert_nonnull (open_streamer (fixture, streamer));
  g_assert_null (in_window (fixture, ROSTER_TYPE_BLANK_PAGE, NULL));
}

/* However long the tier's word: a person is found by the name. */
static void
test_row_keeps_the_name (Fixture       *fixture,
                         gconstpointer  data)
{
  const char *name = "临沂辣妈晓丽在直播";
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, "a", ROSTER_LOCAL_BOOK_ACCOUNT);
  g_autoptr (GtkWidget) row = g_object_ref_sink (roster_streamer_row_new ());
  GtkWidget *label;
  int natural;

  roster_record_set_text (streamer, "name", name);
  roster_record_set_text (streamer, "tier", "part-timer");
  roster_record_set_text (streamer, "vertical", "美妆");
  roster_record_set_text (streamer, "city", "临沂");
  roster_streamer_row_show (ROSTER_STREAMER_ROW (row), streamer, APP_NOW, fixture->app.clock);
  label = app_fixture_find (row, GTK_TYPE_LABEL, name);
  g_assert_nonnull (label);

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (row, 284, 60, -1, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_allocated_width (label), >=, natural);
}

static void
test_open_shows_the_record (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  GtkWidget *page = open_streamer (fixture, streamer);
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);

  g_assert_cmpstr (roster_pane_record_id (ROSTER_PANE (page)), ==, roster_record_id (streamer));
  g_assert_cmpstr (roster_pane_record_id (ROSTER_PANE (list)), ==, roster_record_id (streamer));
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "张三"));
}

static void
test_activity_is_added (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  GtkWidget *page = open_streamer (fixture, streamer);
  GtkWidget *timeline = app_fixture_find (page, ROSTER_TYPE_TIMELINE, NULL);
  GtkWidget *text = app_fixture_find (timeline, GTK_TYPE_TEXT_VIEW, NULL);
  guint steps = app_fixture_count_steps (&fixture->app);

  gtk_widget_activate_action (timeline, "timeline.add", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "聊了选品", -1);
  gtk_widget_activate_action (timeline, "timeline.add", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
  g_assert_cmpuint (count_rows (timeline, ROSTER_TYPE_ACTIVITY_ROW), ==, 1);
  g_assert_nonnull (app_fixture_find (timeline, GTK_TYPE_LABEL, "聊了选品"));
}

static RosterRecord *
create (Fixture                *fixture,
        const RosterRecordType *type,
        const char             *account,
        const char *const      *texts,
        const char             *number,
        gint64                  value)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *record = roster_record_new (type, id, account);

  for (guint i = 0; texts[i] != NULL; i += 2)
    roster_record_set_text (record, texts[i], texts[i + 1]);
  if (number != NULL)
    roster_record_set_number (record, number, value);
  roster_record_apply_defaults (record);
  app_fixture_create (&fixture->app, record);
  return record;
}

/* One timeline for all that happened: what is kept elsewhere stands between the notes, in the order of time. */
static void
test_timeline_shows_everything (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  const char *product_texts[] = { "name", "抽纸", "sku", "1", NULL };
  g_autoptr (RosterRecord) product =
      create (fixture, &roster_product_type, ROSTER_LOCAL_COMPANY_ACCOUNT, product_texts, "price", 9900);
  const char *account = roster_record_account (streamer), *of = roster_record_id (streamer);
  const char *refused[] = { "streamer", of, "product", roster_record_id (product), "verdict", "refused", "reason",
                            "too-expensive", NULL };
  const char *planned[] = { "streamer", of, "name", "晚场", "startLocal", "2026-03-12T20:00:00", NULL };
  const char *held[] = { "streamer", of, "name", "早场", "startLocal", "2026-03-02T08:00:00", "state", "held", NULL };
  const char *done[] = { "streamer", of, "name", "换封面", "state", "done", NULL };
  const char *open[] = { "streamer", of, "name", "寄样品", NULL };
  g_autoptr (RosterRecord) decision = create (fixture, &roster_decision_type, account, refused, "at", APP_NOW);
  g_autoptr (RosterRecord) coming = create (fixture, &roster_live_type, account, planned, "durationMinutes", 120);
  g_autoptr (RosterRecord) past = create (fixture, &roster_live_type, account, held, "sales", 1500000);
  g_autoptr (RosterRecord) finished = create (fixture, &roster_followup_type, account, done, "doneAt", APP_NOW - 1000);
  g_autoptr (RosterRecord) task = create (fixture, &roster_followup_type, account, open, NULL, 0);
  GtkWidget *page = open_streamer (fixture, streamer);
  GtkWidget *timeline = app_fixture_find (page, ROSTER_TYPE_TIMELINE, NULL);

  g_assert_cmpuint (count_rows (timeline, ROSTER_TYPE_HAPPENING_ROW), ==, 3);
  g_assert_nonnull (app_fixture_find (timeline, GTK_TYPE_LABEL, "Refused 抽纸: Too expensive"));
  g_assert_nonnull (app_fixture_find (timeline, GTK_TYPE_LABEL, "Live session held: 早场, sales ¥1,500"));
  g_assert_nonnull (app_fixture_find (timeline, GTK_TYPE_LABEL, "Done: 换封面"));
  g_assert_null (app_fixture_find (timeline, GTK_TYPE_LABEL, "Done: 寄样品"));
}

/* One step clears the field and writes the note, so that one undo brings both back. */
static void
test_step_done (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (RosterRecord) planned = roster_record_copy (streamer), done = NULL, again = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Plan");
  GtkWidget *page;

  roster_record_set_text (planned, "nextStep", "寄样品");
  roster_edit_update (edit, streamer, planned);
  app_fixture_apply (&fixture->app, edit);
  page = open_streamer (fixture, streamer);

  gtk_widget_activate_action (page, "streamer.done", NULL);
  app_fixture_settle (&fixture->app);
  done = app_fixture_get (&fixture->app, streamer);
  g_assert_false (roster_record_has (done, "nextStep"));
  g_assert_cmpuint (count_rows (page, ROSTER_TYPE_ACTIVITY_ROW), ==, 1);

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  again = app_fixture_get (&fixture->app, streamer);
  g_assert_cmpstr (roster_record_text (again, "nextStep"), ==, "寄样品");
  g_assert_cmpuint (count_rows (page, ROSTER_TYPE_ACTIVITY_ROW), ==, 0);
}

static void
test_delete_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (RosterRecord) gone = NULL, back = NULL;
  GtkWidget *page = open_streamer (fixture, streamer);

  gtk_widget_activate_action (page, "streamer.delete", NULL);
  app_fixture_settle (&fixture->app);
  gone = app_fixture_get (&fixture->app, streamer);
  g_assert_null (gone);

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  back = app_fixture_get (&fixture->app, streamer);
  g_assert_nonnull (back);
  roster_window_redo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  g_clear_object (&back);
  back = app_fixture_get (&fixture->app, streamer);
  g_assert_null (back);
}

static void
test_deleting_several_is_one_step (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (&fixture->app, "Anna");
  g_autoptr (RosterRecord) second = app_fixture_streamer (&fixture->app, "Berta"), gone = NULL;
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);
  guint steps = app_fixture_count_steps (&fixture->app);

  gtk_widget_activate_action (list, "browser.select-all", NULL);
  g_assert_cmpuint (roster_pane_selected (ROSTER_PANE (list)), ==, 2);
  gtk_widget_activate_action (list, "browser.delete-selected", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
  gone = app_fixture_get (&fixture->app, second);
  g_assert_null (gone);
}

/* Rule 8: what is owed is aged, and terms shorter than the settlement period are flagged. */
static void
test_factory_shows_what_is_owed (Fixture       *fixture,
                                 gconstpointer  data)
{
  const char *named[] = { "name", "义乌快厂", NULL };
  g_autoptr (RosterRecord) factory =
      create (fixture, &roster_factory_type, ROSTER_LOCAL_COMPANY_ACCOUNT, named, "termsDays", 14);
  const char *made[] = { "name", "抽纸", "sku", "1", "factory", roster_record_id (factory), NULL };
  g_autoptr (RosterRecord) product =
      create (fixture, &roster_product_type, ROSTER_LOCAL_COMPANY_ACCOUNT, made, "cost", 2000);
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (RosterRecord) sale = NULL, relaxed = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Terms");
  GtkWidget *page, *warning;
  g_autofree char *id = roster_store_new_id (fixture->app.store);

  /* Sixteen days ago: later than the platform ever settles. */
  sale = roster_record_new (&roster_sale_type, id, roster_record_account (streamer));
  roster_record_set_text (sale, "streamer", roster_record_id (streamer));
  roster_record_set_text (sale, "product", roster_record_id (product));
  roster_record_set_text (sale, "periodEnd", "2026-02-23");
  roster_record_set_number (sale, "periodDays", 1);
  roster_record_set_number (sale, "units", 10);
  app_fixture_create (&fixture->app, sale);

  roster_window_open (fixture->window, roster_factory_type.name, roster_record_id (factory));
  app_fixture_settle (&fixture->app);
  page = in_window (fixture, ROSTER_TYPE_FACTORY_PAGE, NULL);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "¥20"));
  g_assert_nonnull (app_fixture_find (page, ADW_TYPE_ACTION_ROW, "抽纸"));
  warning = gtk_widget_get_parent (app_fixture_find (page, GTK_TYPE_LABEL,
                                                     "Wants to be paid within 14 days, but the platform may take 15 "
                                                     "days to settle. A small factory can run out of cash."));
  g_assert_true (gtk_widget_get_visible (warning));

  relaxed = roster_record_copy (factory);
  roster_record_set_number (relaxed, "termsDays", 15);
  roster_edit_update (edit, factory, relaxed);
  app_fixture_apply (&fixture->app, edit);
  app_fixture_settle (&fixture->app);
  g_assert_false (gtk_widget_get_visible (warning));
}

/* Rule 1: above the norm the app warns, it never blocks. */
static void
test_norm_warns (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_IMPORT, "Import");
  g_autoptr (RosterRecord) one_more = NULL;

  for (guint i = 0; i < 35; i++)
    {
      g_autofree char *id = roster_store_new_id (fixture->app.store);
      g_autofree char *name = g_strdup_printf ("Streamer %u", i);
      g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

      roster_record_set_text (streamer, "name", name);
      roster_record_set_text (streamer, "kuaishouId", name);
      roster_record_apply_defaults (streamer);
      roster_edit_create (edit, streamer);
    }
  app_fixture_apply (&fixture->app, edit);
  g_assert_nonnull (app_fixture_find (list, GTK_TYPE_LABEL, "35 streamers"));
  g_assert_null (app_fixture_find (list, GTK_TYPE_LABEL, "The book has 36 streamers; the norm is 35."));

  one_more = app_fixture_streamer (&fixture->app, "Number 36");
  g_assert_nonnull (app_fixture_find (list, GTK_TYPE_LABEL, "36 streamers"));
  g_assert_nonnull (app_fixture_find (list, GTK_TYPE_LABEL, "The book has 36 streamers; the norm is 35."));
}

static void
test_norm_follows_the_office (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) rule = roster_record_new (&roster_rule_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) first = app_fixture_streamer (&fixture->app, "Anna");
  g_autoptr (RosterRecord) second = app_fixture_streamer (&fixture->app, "Berta");
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);
  GtkWidget *rules = roster_rules_window_new (NULL, fixture->app.context);

  g_assert_null (app_fixture_find (list, GTK_TYPE_LABEL, "The book has 2 streamers; the norm is 1."));
  g_assert_nonnull (app_fixture_find (rules, GTK_TYPE_LABEL, "35 streamers"));

  roster_record_set_text (rule, "name", "bookNorm");
  roster_record_set_number (rule, "value", 1);
  roster_record_set_text (rule, "note", "Nobody < two");
  app_fixture_create (&fixture->app, rule);
  g_assert_nonnull (app_fixture_find (list, GTK_TYPE_LABEL, "The book has 2 streamers; the norm is 1."));
  g_assert_nonnull (app_fixture_find (rules, GTK_TYPE_LABEL, "1 streamers"));
  g_assert_nonnull (app_fixture_find (rules, GTK_TYPE_LABEL,
                                      "Set by the office; the default is 35 streamers\nNobody < two"));
  gtk_window_destroy (GTK_WINDOW (rules));
}

static void
test_filter_narrows_down (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (&fixture->app, "Anna");
  g_autoptr (RosterRecord) second = app_fixture_streamer (&fixture->app, "Berta");
  g_autoptr (RosterRecord) after = roster_record_copy (second), shown = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Tier");
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);
  GListModel *model = G_LIST_MODEL (roster_record_browser_selection (ROSTER_RECORD_BROWSER (list)));

  roster_record_set_text (after, "tier", "newcomer");
  roster_edit_update (edit, second, after);
  app_fixture_apply (&fixture->app, edit);
  gtk_widget_activate_action (list, "browser.filter-tier", "s", "newcomer");
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  shown = g_list_model_get_item (model, 0);
  g_assert_cmpstr (roster_record_title (shown), ==, "Berta");

  gtk_widget_activate_action (list, "browser.clear-filters", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
}

static gpointer
reach_the_office (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  gboolean reached =
      roster_cache_begin (cache, error) &&
      roster_cache_confirm_pending (cache, &roster_streamer_type, roster_record_id (data), data, error) &&
      roster_cache_commit (cache, error);

  g_assert_true (reached);
  return g_strdup ("");
}

static gpointer
take_the_right_to_products (RosterCache   *cache,
                            gpointer       data,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  g_ptr_array_add (accounts, roster_account_new ("company", "Company", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("book-1", "Book", ROSTER_SCOPE_BOOK, FALSE, TRUE));
  g_assert_true (roster_cache_set_accounts (cache, accounts, error));
  return g_strdup ("");
}

/* What the office would refuse is not offered. */
static void
test_rights_decide_what_is_offered (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *list;

  roster_store_write_async (fixture->app.store, take_the_right_to_products, NULL, NULL, g_free, NULL, NULL, NULL);
  app_fixture_settle (&fixture->app);
  roster_window_show_place (fixture->window, "products");
  app_fixture_settle (&fixture->app);
  list = in_window (fixture, ROSTER_TYPE_PRODUCT_LIST, NULL);
  g_assert_false (gtk_widget_is_sensitive (app_fixture_find (list, GTK_TYPE_BUTTON, "browser.new")));

  roster_window_show_place (fixture->window, "streamers");
  list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);
  g_assert_true (gtk_widget_is_sensitive (app_fixture_find (list, GTK_TYPE_BUTTON, "browser.new")));
}

/* Until the office has a change, the row of its record says so, to eyes and to a screen reader. */
static void
test_waiting_dot (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, id, "book-1");
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL), *row;

  roster_record_set_text (streamer, "name", "Anna");
  roster_record_set_text (streamer, "kuaishouId", "anna");
  app_fixture_create (&fixture->app, streamer);
  row = app_fixture_find (list, ROSTER_TYPE_STREAMER_ROW, NULL);
  g_assert_true (gtk_widget_has_css_class (row, "waiting"));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Not at the office yet");

  roster_store_write_async (fixture->app.store, reach_the_office, streamer, NULL, g_free, NULL, NULL, NULL);
  app_fixture_settle (&fixture->app);
  row = app_fixture_find (list, ROSTER_TYPE_STREAMER_ROW, NULL);
  g_assert_false (gtk_widget_has_css_class (row, "waiting"));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

static GtkWidget *
save_filter (Fixture    *fixture,
             GtkWidget  *list,
             const char *name)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *entry = NULL;

  gtk_widget_activate_action (list, "browser.save-filter", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      entry = app_fixture_find (window, GTK_TYPE_ENTRY, NULL);
      gtk_editable_set_text (GTK_EDITABLE (entry), name);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "save");
      break;
    }
  app_fixture_settle (&fixture->app);
  return entry;
}

static void
test_saved_filter (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (&fixture->app, "Anna");
  g_autoptr (RosterRecord) second = app_fixture_streamer (&fixture->app, "Berta");
  g_autoptr (RosterRecord) after = roster_record_copy (second), shown = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Tier");
  GtkWidget *list = in_window (fixture, ROSTER_TYPE_STREAMER_LIST, NULL);
  GListModel *model = G_LIST_MODEL (roster_record_browser_selection (ROSTER_RECORD_BROWSER (list)));

  g_settings_reset (fixture->app.settings, "streamers-filters");
  roster_record_set_text (after, "tier", "newcomer");
  roster_edit_update (edit, second, after);
  app_fixture_apply (&fixture->app, edit);
  g_assert_null (save_filter (fixture, list, "Everybody"));

  gtk_widget_activate_action (list, "browser.filter-tier", "s", "newcomer");
  g_assert_nonnull (save_filter (fixture, list, "My newcomers"));
  gtk_widget_activate_action (list, "browser.clear-filters", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);

  gtk_widget_activate_action (list, "browser.use-saved", "s", "My newcomers");
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  shown = g_list_model_get_item (model, 0);
  g_assert_cmpstr (roster_record_title (shown), ==, "Berta");

  gtk_widget_activate_action (list, "browser.forget-saved", "s", "My newcomers");
  gtk_widget_activate_action (list, "browser.clear-filters", NULL);
  gtk_widget_activate_action (list, "browser.use-saved", "s", "My newcomers");
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
}

static void
test_product_page (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);
  GtkWidget *page;
  int minimum;

  roster_record_set_text (product, "name", "服饰家用大容量超值组合装（买二送一）");
  roster_record_set_text (product, "sku", "SKU-1");
  roster_record_set_number (product, "price", 29900);
  roster_record_apply_defaults (product);
  app_fixture_create (&fixture->app, product);

  roster_window_open (fixture->window, roster_product_type.name, id);
  app_fixture_settle (&fixture->app);
  page = in_window (fixture, ROSTER_TYPE_PRODUCT_PAGE, NULL);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "¥29.9"));
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
collect_panes (GtkWidget *root,
               GPtrArray *panes)
{
  if (ROSTER_IS_PANE (root))
    g_ptr_array_add (panes, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_panes (child, panes);
}

static void
gone_cb (gpointer  data,
         GObject  *object)
{
  g_hash_table_remove (data, object);
}

/* In the background there is no window, and nothing of it: every place was visited, and all of them go. */
static void
test_closed_window_goes (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  g_autoptr (GHashTable) alive = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer name;

  gtk_window_present (GTK_WINDOW (fixture->window));
  for (guint i = 0; i < roster_place_count (); i++)
    {
      roster_window_show_place (fixture->window, roster_place_nth (i)->name);
      app_fixture_settle (&fixture->app);
    }
  open_streamer (fixture, streamer);
  collect_panes (GTK_WIDGET (fixture->window), panes);
  g_ptr_array_add (panes, fixture->window);
  for (guint i = 0; i < panes->len; i++)
    {
      g_hash_table_insert (alive, panes->pdata[i], g_strdup (G_OBJECT_TYPE_NAME (panes->pdata[i])));
      g_object_weak_ref (panes->pdata[i], gone_cb, alive);
    }

  gtk_window_close (GTK_WINDOW (fixture->window));
  app_fixture_settle (&fixture->app);
  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    g_test_message ("still there: %s", (char *) name);
  g_assert_cmpuint (g_hash_table_size (alive), ==, 0);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
}

/* Answers the question that closing the window asks. */
static void
answer (Fixture    *fixture,
        const char *response)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow *dialog = NULL;

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data) &&
        gtk_window_get_transient_for (link->data) == GTK_WINDOW (fixture->window))
      dialog = link->data;
  g_assert_nonnull (dialog);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
  app_fixture_settle (&fixture->app);
}

/* A note that was begun is not lost with the window, also while another streamer is shown. */
static void
test_note_keeps_the_window (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) one = app_fixture_streamer (&fixture->app, "张三");
  g_autoptr (RosterRecord) two = app_fixture_streamer (&fixture->app, "李四");
  GtkWidget *timeline, *text;
  GtkWindow *window = GTK_WINDOW (fixture->window);

  gtk_window_present (window);
  timeline = app_fixture_find (open_streamer (fixture, one), ROSTER_TYPE_TIMELINE, NULL);
  text = app_fixture_find (timeline, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "聊了选", -1);
  open_streamer (fixture, two);

  gtk_window_close (window);
  answer (fixture, "cancel");
  open_streamer (fixture, one);
  gtk_widget_activate_action (timeline, "timeline.add", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (count_rows (timeline, ROSTER_TYPE_ACTIVITY_ROW), ==, 1);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "再聊", -1);
  gtk_window_close (window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  answer (fixture, "discard");
  g_assert_null (window);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/window/page-waits-for-a-record", test_page_waits_for_a_record);
  ADD ("/app/row/name-comes-before-the-tier", test_row_keeps_the_name);
  ADD ("/app/window/open-shows-the-record", test_open_shows_the_record);
  ADD ("/app/window/closed-window-goes", test_closed_window_goes);
  ADD ("/app/page/activity-is-added", test_activity_is_added);
  ADD ("/app/page/note-keeps-the-window", test_note_keeps_the_window);
  ADD ("/app/page/timeline-shows-everything", test_timeline_shows_everything);
  ADD ("/app/page/step-done-is-one-step", test_step_done);
  ADD ("/app/page/delete-can-be-undone-and-done-again", test_delete_and_undo);
  ADD ("/app/page/product-fits-a-phone", test_product_page);
  ADD ("/app/list/deleting-several-is-one-step", test_deleting_several_is_one_step);
  ADD ("/app/list/norm-warns-and-does-not-block", test_norm_warns);
  ADD ("/app/list/norm-follows-the-office", test_norm_follows_the_office);
  ADD ("/app/list/filter-narrows-down", test_filter_narrows_down);
  ADD ("/app/list/rights-decide-what-is-offered", test_rights_decide_what_is_offered);
  ADD ("/app/list/saved-filter-narrows-down-again", test_saved_filter);
  ADD ("/app/list/row-says-that-a-change-waits", test_waiting_dot);
  ADD ("/app/page/factory-shows-what-is-owed", test_factory_shows_what_is_owed);
#undef ADD

  return g_test_run ();
}
