/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <sqlite3.h>

#include "app-fixture.h"
#include "faulty-vfs.h"
#include "roster-account.h"
#include "roster-entry-field-row.h"
#include "roster-field-row.h"
#include "roster-record-browser.h"
#include "roster-record-dialog.h"
#include "roster-record-form.h"
#include "roster-record-picker.h"
#include "roster-remote.h"
#include "roster-streamer-list.h"
#include "roster-streamer-page.h"
#include "roster-timeline.h"
#include "roster-window.h"

static const char *const some_fields[] = { "name", "phone", "followers", "tier", "nextStepDue", "notes", NULL };
static const RosterFormGroup some_groups[] = { { NULL, some_fields }, { NULL } };

/* In a window, because focus and actions need one; never mapped. */
static GtkWindow *
window_with (GtkWidget *child)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  adw_window_set_content (ADW_WINDOW (window), child);
  return window;
}

static void
close_window (GtkWindow *window)
{
  gtk_window_destroy (window);
}

static void
type_into (GtkWidget  *row,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "entry-activated");
}

static RosterRecordForm *
form_on (AppFixture         *fixture,
         RosterRecord       *record,
         RosterRecordWatch **watch)
{
  GtkWidget *form = roster_record_form_new (fixture->context, roster_record_type (record), some_groups);

  *watch = roster_record_watch_new (fixture->context, roster_record_type (record));
  g_signal_connect_object (*watch, "changed", G_CALLBACK (roster_record_form_show), form, G_CONNECT_SWAPPED);
  roster_record_watch_set_id (*watch, roster_record_id (record));
  app_fixture_settle (fixture);
  return ROSTER_RECORD_FORM (form);
}

static void
test_invalid_input_says_why (AppFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (RosterRecordWatch) watch = NULL;
  RosterRecordForm *form = form_on (fixture, streamer, &watch);
  GtkWindow *window = window_with (GTK_WIDGET (form));
  GtkWidget *row = roster_record_form_row (form, "followers");
  guint steps = app_fixture_count_steps (fixture);

  type_into (row, "many");
  app_fixture_settle (fixture);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Followers: must be a whole number");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, steps);

  type_into (row, "1200");
  app_fixture_settle (fixture);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Followers (people)");
  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, steps + 1);
  close_window (window);
}

static void
test_required_field_stays_filled (AppFixture    *fixture,
                                  gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (RosterRecord) kept = NULL;
  g_autoptr (RosterRecordWatch) watch = NULL;
  RosterRecordForm *form = form_on (fixture, streamer, &watch);
  GtkWindow *window = window_with (GTK_WIDGET (form));
  GtkWidget *row = roster_record_form_row (form, "name");

  type_into (row, "");
  app_fixture_settle (fixture);
  g_assert_true (roster_field_row_has_problem (ROSTER_FIELD_ROW (row)));
  kept = app_fixture_get (fixture, streamer);
  g_assert_cmpstr (roster_record_text (kept, "name"), ==, "张三");
  close_window (window);
}

/* The office changes the phone while the name is being edited: both stay. */
static void
test_edit_changes_one_field (AppFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (RosterRecord) elsewhere = roster_record_copy (streamer), now = NULL;
  g_autoptr (RosterRecordWatch) watch = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Elsewhere");
  RosterRecordForm *form = form_on (fixture, streamer, &watch);
  GtkWindow *window = window_with (GTK_WIDGET (form));
  GtkWidget *name = roster_record_form_row (form, "name"), *phone = roster_record_form_row (form, "phone");

  gtk_editable_set_text (GTK_EDITABLE (name), "张三丰");
  roster_record_set_text (elsewhere, "phone", "13800000000");
  roster_edit_update (edit, streamer, elsewhere);
  app_fixture_apply (fixture, edit);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (phone)), ==, "13800000000");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "张三丰");

  g_signal_emit_by_name (name, "entry-activated");
  app_fixture_settle (fixture);
  now = app_fixture_get (fixture, streamer);
  g_assert_cmpstr (roster_record_text (now, "name"), ==, "张三丰");
  g_assert_cmpstr (roster_record_text (now, "phone"), ==, "13800000000");
  close_window (window);
}

static void
test_waiting_field_is_marked (AppFixture    *fixture,
                              gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (RosterRecordWatch) watch = NULL;
  RosterRecordForm *form = form_on (fixture, streamer, &watch);
  GtkWindow *window = window_with (GTK_WIDGET (form));

  g_assert_nonnull (app_fixture_find (roster_record_form_row (form, "name"), GTK_TYPE_IMAGE, "media-record-symbolic"));
  g_assert_null (app_fixture_find (roster_record_form_row (form, "phone"), GTK_TYPE_IMAGE, "media-record-symbolic"));
  close_window (window);
}

/* A full disk takes nothing, but what was typed stays, through changes from elsewhere and a look at somebody else. */
static void
test_full_disk_keeps_what_was_typed (AppFixture    *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三"), now = NULL, saved = NULL;
  g_autoptr (RosterRecord) other = app_fixture_streamer (fixture, "李四");
  g_autoptr (RosterRecord) elsewhere = roster_record_copy (streamer);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Elsewhere");
  g_autoptr (RosterRecordWatch) watch = NULL;
  RosterRecordForm *form = form_on (fixture, streamer, &watch);
  GtkWindow *window = window_with (GTK_WIDGET (form));
  GtkWidget *phone = roster_record_form_row (form, "phone");

  faulty_vfs_fail_at (1, SQLITE_FULL);
  type_into (phone, "13900000000");
  app_fixture_settle (fixture);
  g_assert_true (faulty_vfs_failed ());
  faulty_vfs_fail_at (0, SQLITE_OK);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (phone)), ==, "13900000000");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (phone)), ==, "Phone: not saved");
  now = app_fixture_get (fixture, streamer);
  g_assert_null (roster_record_text (now, "phone"));

  roster_record_set_text (elsewhere, "name", "张三丰");
  roster_edit_update (edit, streamer, elsewhere);
  app_fixture_apply (fixture, edit);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (phone)), ==, "13900000000");

  roster_record_watch_set_id (watch, roster_record_id (other));
  app_fixture_settle (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (phone)), ==, "");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (phone)), ==, "Phone");
  roster_record_watch_set_id (watch, roster_record_id (streamer));
  app_fixture_settle (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (phone)), ==, "13900000000");

  g_signal_emit_by_name (phone, "entry-activated");
  app_fixture_settle (fixture);
  saved = app_fixture_get (fixture, streamer);
  g_assert_cmpstr (roster_record_text (saved, "phone"), ==, "13900000000");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (phone)), ==, "Phone");
  close_window (window);
}

static void
test_what_is_not_saved_can_be_given_up (AppFixture    *fixture,
                                        gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (RosterRecordWatch) watch = NULL;
  RosterRecordForm *form = form_on (fixture, streamer, &watch);
  GtkWindow *window = window_with (GTK_WIDGET (form));
  GtkWidget *name = roster_record_form_row (form, "name");
  guint steps = app_fixture_count_steps (fixture);

  faulty_vfs_fail_at (1, SQLITE_FULL);
  type_into (name, "张三丰");
  app_fixture_settle (fixture);
  faulty_vfs_fail_at (0, SQLITE_OK);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "张三丰");

  g_signal_emit_by_name (name, "reverted");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "张三");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (name)), ==, "Name");
  g_signal_emit_by_name (name, "entry-activated");
  app_fixture_settle (fixture);
  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, steps);
  close_window (window);
}

static void
test_full_disk_keeps_the_note (AppFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (RosterRecord) other = app_fixture_streamer (fixture, "李四");
  GtkWidget *timeline = roster_timeline_new (fixture->context);
  GtkWindow *window = window_with (timeline);
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  guint steps = app_fixture_count_steps (fixture);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_fixture_find (timeline, GTK_TYPE_TEXT_VIEW, NULL)));
  roster_timeline_show (ROSTER_TIMELINE (timeline), streamer, FALSE);
  gtk_text_buffer_set_text (buffer, "聊了选品", -1);
  faulty_vfs_fail_at (1, SQLITE_FULL);
  gtk_widget_activate_action (timeline, "timeline.add", NULL);
  app_fixture_settle (fixture);
  g_assert_true (faulty_vfs_failed ());
  faulty_vfs_fail_at (0, SQLITE_OK);

  roster_timeline_show (ROSTER_TIMELINE (timeline), other, FALSE);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  roster_timeline_show (ROSTER_TIMELINE (timeline), streamer, FALSE);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "聊了选品");

  gtk_widget_activate_action (timeline, "timeline.add", NULL);
  app_fixture_settle (fixture);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, steps + 1);
  close_window (window);
}

static GtkWindow *
list_window (AppFixture           *fixture,
             RosterRecordBrowser **list)
{
  *list = g_object_new (ROSTER_TYPE_STREAMER_LIST, "context", fixture->context, NULL);
  app_fixture_settle (fixture);
  return window_with (GTK_WIDGET (*list));
}

static void
test_selection_survives_foreign_change (AppFixture    *fixture,
                                        gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (fixture, "Anna"),
                           second = app_fixture_streamer (fixture, "Berta");
  g_autoptr (RosterRecord) renamed = roster_record_copy (first), chosen = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Rename");
  RosterRecordBrowser *list;
  GtkWindow *window = list_window (fixture, &list);
  RosterRecordSelection *selection = roster_record_browser_selection (list);

  roster_pane_set_record_id (ROSTER_PANE (list), roster_record_id (first));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 0));

  roster_record_set_text (renamed, "name", "Zoe");
  roster_edit_update (edit, first, renamed);
  app_fixture_apply (fixture, edit);
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 0));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 1));
  chosen = roster_record_selection_only (selection);
  g_assert_cmpstr (roster_record_title (chosen), ==, "Zoe");
  g_assert_cmpstr (roster_pane_record_id (ROSTER_PANE (list)), ==, roster_record_id (first));
  close_window (window);
}

static void
test_search_finds_pinyin (AppFixture    *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (fixture, "张三"), second = app_fixture_streamer (fixture, "李娜");
  g_autoptr (RosterRecord) found = NULL;
  RosterRecordBrowser *list;
  GtkWindow *window = list_window (fixture, &list);
  GListModel *shown = G_LIST_MODEL (roster_record_browser_selection (list));
  GtkWidget *entry = app_fixture_find (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY, NULL);

  roster_record_browser_search (list, "zs");
  g_signal_emit_by_name (entry, "search-changed");
  app_fixture_settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 1);
  found = g_list_model_get_item (shown, 0);
  g_assert_cmpstr (roster_record_title (found), ==, "张三");

  roster_record_browser_search (list, "");
  g_signal_emit_by_name (entry, "search-changed");
  app_fixture_settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2);
  close_window (window);
}

static void
edit_number (AppFixture   *fixture,
             RosterRecord *record,
             const char   *field,
             gint64        number)
{
  g_autoptr (RosterRecord) before = app_fixture_get (fixture, record), after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Number");

  roster_record_set_number (after, field, number);
  roster_edit_update (edit, before, after);
  app_fixture_apply (fixture, edit);
}

static void
assert_order (RosterRecordBrowser *list,
              const char          *order,
              const char          *names)
{
  GListModel *shown = G_LIST_MODEL (roster_record_browser_selection (list));
  g_autoptr (GString) found = g_string_new (NULL);

  if (order != NULL)
    gtk_widget_activate_action (GTK_WIDGET (list), "browser.order", "s", order);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (RosterRecord) record = g_list_model_get_item (shown, i);

      g_string_append (found, roster_record_text (record, "name"));
    }
  g_assert_cmpstr (found->str, ==, names);
}

/* The greatest first and what is unknown last; a record that changes finds its new place by itself. */
static void
test_orders_follow_the_records (AppFixture    *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) a = app_fixture_streamer (fixture, "a"), b = app_fixture_streamer (fixture, "b");
  g_autoptr (RosterRecord) c = app_fixture_streamer (fixture, "c");
  RosterRecordBrowser *list;
  GtkWindow *window;

  edit_number (fixture, b, "ordersPerDay", 5);
  edit_number (fixture, c, "ordersPerDay", 9);
  edit_number (fixture, a, "followers", 100);
  edit_number (fixture, b, "followers", 900);
  window = list_window (fixture, &list);
  assert_order (list, "orders", "cba");
  assert_order (list, "name", "abc");
  assert_order (list, "effective-fans", "bac");
  assert_order (list, "last-contact", "abc");

  assert_order (list, "effective-fans", "bac");
  edit_number (fixture, a, "followers", 1000);
  assert_order (list, NULL, "abc");
  edit_number (fixture, b, "minorsShare", 999999);
  edit_number (fixture, c, "followers", 2000);
  assert_order (list, NULL, "cab");
  close_window (window);
}

/* Also after a save that the disk did not take. */
static void
test_bulk_edit_is_one_step (AppFixture    *fixture,
                            gconstpointer  data)
{
  static const char *const fields[] = { "tier", "tags", NULL };
  g_autoptr (RosterRecord) first = app_fixture_streamer (fixture, "Anna"),
                           second = app_fixture_streamer (fixture, "Berta");
  g_autoptr (RosterRecord) now = NULL;
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  GtkWidget *dialog, *tags;
  guint steps = app_fixture_count_steps (fixture);

  g_ptr_array_add (both, first);
  g_ptr_array_add (both, second);
  dialog = GTK_WIDGET (roster_record_dialog_new_bulk (NULL, fixture->context, both, fields));
  adw_combo_row_set_selected (ADW_COMBO_ROW (app_fixture_find (dialog, ADW_TYPE_COMBO_ROW, NULL)), 4);
  tags = app_fixture_find (dialog, ROSTER_TYPE_ENTRY_FIELD_ROW, "Add tags");
  type_into (tags, "vip");

  faulty_vfs_fail_at (1, SQLITE_FULL);
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_fixture_settle (fixture);
  g_assert_true (faulty_vfs_failed ());
  faulty_vfs_fail_at (0, SQLITE_OK);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (tags)), ==, "vip");

  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_fixture_settle (fixture);

  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, steps + 1);
  now = app_fixture_get (fixture, second);
  g_assert_cmpstr (roster_record_text (now, "tier"), ==, "part-timer");
  g_assert_true (roster_record_has (now, "tags"));
}

static void
test_new_streamer_needs_a_name (AppFixture    *fixture,
                                gconstpointer  data)
{
  static const char *const fields[] = { "kuaishouId", "phone", NULL };
  GtkWidget *dialog =
      GTK_WIDGET (roster_record_dialog_new_create (NULL, fixture->context, &roster_streamer_type, fields));
  GtkWidget *row = app_fixture_find (dialog, ROSTER_TYPE_ENTRY_FIELD_ROW, "Kuaishou id");

  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_fixture_settle (fixture);
  g_assert_true (roster_field_row_has_problem (ROSTER_FIELD_ROW (row)));
  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, 0);

  type_into (row, "zhangsan");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_fixture_settle (fixture);
  g_assert_cmpuint (app_fixture_count_steps (fixture), ==, 1);
}

/* What is operated needs a name that a screen reader can say. */
static void
assert_named (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget))
    {
      gboolean named =
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
          gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
          app_fixture_find (widget, GTK_TYPE_LABEL, NULL) != NULL;
      gboolean internal = GTK_IS_BUTTON (widget) && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget));
      gboolean of_toolkit = gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
                            gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL ||
                            gtk_widget_get_ancestor (widget, GTK_TYPE_CALENDAR) != NULL ||
                            gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) != NULL;

      if (!named && !internal && !of_toolkit)
        {
          g_autofree char *path = NULL;
          GString *chain = g_string_new (NULL);

          for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
            g_string_append_printf (chain, " < %s", G_OBJECT_TYPE_NAME (w));
          path = g_string_free (chain, FALSE);
          g_test_message ("without a name: %s", path);
          g_test_fail ();
        }
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_every_control_has_a_name (AppFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "张三");
  g_autoptr (GtkApplication) application = app_fixture_application ();
  RosterWindow *window;

  window = roster_window_new (application, fixture->context);
  roster_window_open (window, "Streamer", roster_record_id (streamer));
  app_fixture_settle (fixture);
  assert_named (GTK_WIDGET (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An activity, a product sold and a day's measures, with long texts in all of them. */
static void
fill_page (AppFixture   *fixture,
           RosterRecord *streamer)
{
  g_autofree char *activity_id = roster_store_new_id (fixture->store), *sale_id = roster_store_new_id (fixture->store);
  g_autofree char *product_id = roster_store_new_id (fixture->store), *day_id = roster_store_new_id (fixture->store);
  g_autoptr (RosterRecord) activity =
      roster_record_new (&roster_activity_type, activity_id, roster_record_account (streamer));
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, product_id, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) sale = roster_record_new (&roster_sale_type, sale_id, roster_record_account (streamer));
  g_autoptr (RosterRecord) day = roster_record_new (&roster_metric_type, day_id, roster_record_account (streamer));

  roster_record_set_text (activity, "streamer", roster_record_id (streamer));
  roster_record_set_text (activity, "kind", "call");
  roster_record_set_number (activity, "at", APP_NOW);
  roster_record_set_text (activity, "text", "她说最近孩子上学，直播时间改到晚上八点以后，需要提前三天确认货品。");
  app_fixture_create (fixture, activity);

  roster_record_set_text (product, "name", "服饰家用大容量超值组合装（买二送一）");
  roster_record_set_text (product, "sku", "SKU-1");
  app_fixture_create (fixture, product);
  roster_record_set_text (sale, "streamer", roster_record_id (streamer));
  roster_record_set_text (sale, "product", product_id);
  roster_record_set_text (sale, "periodEnd", "2026-03-10");
  roster_record_set_number (sale, "periodDays", 28);
  roster_record_set_number (sale, "amount", 123456789);
  app_fixture_create (fixture, sale);

  roster_record_set_text (day, "streamer", roster_record_id (streamer));
  roster_record_set_text (day, "day", "2026-03-10");
  roster_record_set_number (day, "sales", 123456789);
  roster_record_set_number (day, "followers", 1234567);
  app_fixture_create (fixture, day);
}

static void
test_panes_fit_a_phone (AppFixture    *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (fixture, "徐家的日常好物分享铺子旗舰");
  GtkWidget *page = g_object_new (ROSTER_TYPE_STREAMER_PAGE, "context", fixture->context, NULL);
  GtkWindow *window = window_with (page);
  RosterRecordBrowser *list;
  GtkWindow *other = list_window (fixture, &list);
  int minimum;

  fill_page (fixture, streamer);
  roster_pane_set_record_id (ROSTER_PANE (page), roster_record_id (streamer));
  app_fixture_settle (fixture);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_widget_measure (GTK_WIDGET (list), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  close_window (window);
  close_window (other);
}

static void
keep_picked (char       **picked,
             const char  *id)
{
  g_free (*picked);
  *picked = g_strdup (id);
}

/* Who types and presses Enter means the first of what is found, also before the list shows it. */
static void
test_enter_picks_the_first (AppFixture    *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) one = app_fixture_streamer (fixture, "张三"), two = app_fixture_streamer (fixture, "李四");
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *picker = roster_record_picker_new (fixture->context, &roster_streamer_type, TRUE);
  GtkWidget *search = app_fixture_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWindow *window = window_with (button);
  g_autofree char *picked = NULL;

  g_signal_connect_swapped (picker, "picked", G_CALLBACK (keep_picked), &picked);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), picker);
  gtk_window_present (window);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  app_fixture_settle (fixture);
  g_assert_nonnull (app_fixture_find (picker, GTK_TYPE_LABEL, "None"));

  g_signal_emit_by_name (search, "activate");
  app_fixture_settle (fixture);
  g_assert_null (picked);

  gtk_editable_set_text (GTK_EDITABLE (search), "ls");
  g_signal_emit_by_name (search, "activate");
  app_fixture_settle (fixture);
  g_assert_cmpstr (picked, ==, roster_record_id (two));

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  gtk_editable_set_text (GTK_EDITABLE (search), "xyz");
  g_signal_emit_by_name (search, "activate");
  app_fixture_settle (fixture);
  g_assert_cmpstr (picked, ==, roster_record_id (two));
  g_assert_true (gtk_widget_get_visible (app_fixture_find (picker, GTK_TYPE_LABEL, "Nothing Found")));
  g_assert_null (app_fixture_find (picker, GTK_TYPE_LABEL, "None"));

  /* Escape leaves it. */
  g_assert_true (gtk_widget_get_visible (picker));
  g_signal_emit_by_name (search, "stop-search");
  app_fixture_settle (fixture);
  g_assert_false (gtk_widget_get_visible (picker));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_fixture_init (&argc, &argv);
  faulty_vfs_install ();

#define ADD(path, test) \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)
  ADD ("/app/form/invalid-input-says-why", test_invalid_input_says_why);
  ADD ("/app/form/required-field-stays-filled", test_required_field_stays_filled);
  ADD ("/app/form/edit-changes-one-field", test_edit_changes_one_field);
  ADD ("/app/form/waiting-field-is-marked", test_waiting_field_is_marked);
  ADD ("/app/form/full-disk-keeps-what-was-typed", test_full_disk_keeps_what_was_typed);
  ADD ("/app/form/what-is-not-saved-can-be-given-up", test_what_is_not_saved_can_be_given_up);
  ADD ("/app/timeline/full-disk-keeps-the-note", test_full_disk_keeps_the_note);
  ADD ("/app/list/selection-survives-foreign-change", test_selection_survives_foreign_change);
  ADD ("/app/list/search-finds-pinyin", test_search_finds_pinyin);
  ADD ("/app/list/orders-follow-the-records", test_orders_follow_the_records);
  ADD ("/app/list/bulk-edit-is-one-step", test_bulk_edit_is_one_step);
  ADD ("/app/list/new-streamer-needs-what-is-required", test_new_streamer_needs_a_name);
  ADD ("/app/picker/enter-picks-the-first", test_enter_picks_the_first);
  ADD ("/app/window/every-control-has-a-name", test_every_control_has_a_name);
  ADD ("/app/window/panes-fit-a-phone", test_panes_fit_a_phone);
#undef ADD

  return g_test_run ();
}
