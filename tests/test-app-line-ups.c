/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "app-fixture.h"
#include "faulty-vfs.h"
#include "roster-account.h"
#include "roster-format.h"
#include "roster-line-up-card.h"
#include "roster-line-up-creating.h"
#include "roster-line-up-list.h"
#include "roster-line-up-row.h"
#include "roster-line-up-window.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
  RosterRecord *live;
  RosterRecord *soap;
  RosterRecord *pads;
  RosterRecord *line_up;
  GtkWidget *editor;
} Fixture;

static RosterRecord *
create (Fixture                *fixture,
        const RosterRecordType *type,
        const char             *account,
        const char *const      *texts)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *record = roster_record_new (type, id, account);

  for (guint i = 0; texts[i] != NULL; i += 2)
    roster_record_set_text (record, texts[i], texts[i + 1]);
  roster_record_apply_defaults (record);
  if (type == &roster_product_type)
    {
      roster_record_set_number (record, "price", 9900);
      roster_record_set_number (record, "unitMargin", 370);
    }
  if (type == &roster_decision_type)
    roster_record_set_number (record, "at", APP_NOW);
  app_fixture_create (&fixture->app, record);
  return record;
}

static RosterRecord *
create_product (Fixture    *fixture,
                const char *name)
{
  const char *texts[] = { "name", name, "sku", name, "safetyCheck", "passed", "legalityCheck", "passed", NULL };

  return create (fixture, &roster_product_type, ROSTER_LOCAL_COMPANY_ACCOUNT, texts);
}

static void
accept (Fixture      *fixture,
        RosterRecord *product)
{
  const char *texts[] = { "streamer", roster_record_id (fixture->streamer), "product", roster_record_id (product),
                          "verdict", "accepted", NULL };
  g_autoptr (RosterRecord) decision =
      create (fixture, &roster_decision_type, roster_record_account (fixture->streamer), texts);
}

static gpointer
make_edit (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *id = NULL;
  RosterEdit *edit = NULL;

  roster_line_up_for_streamer (cache, data, &id, &edit, error);
  return edit;
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

/* A line-up with the two products that were accepted, for tomorrow's session. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterEdit) edit = NULL;
  RosterRecord *line_up;

  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  fixture->soap = create_product (fixture, "香皂");
  fixture->pads = create_product (fixture, "抽纸");
  {
    const char *texts[] = { "streamer", roster_record_id (fixture->streamer), "startLocal", "2026-03-12T20:00:00",
                            "name", "晚场", NULL };

    fixture->live = create (fixture, &roster_live_type, roster_record_account (fixture->streamer), texts);
  }
  accept (fixture, fixture->soap);
  accept (fixture, fixture->pads);

  roster_store_write_async (fixture->app.store, make_edit, (gpointer) roster_record_id (fixture->streamer), NULL,
                            (GDestroyNotify) roster_edit_unref, NULL, made_cb, &edit);
  while (edit == NULL)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_apply (&fixture->app, edit);
  roster_edit_nth (edit, 0, NULL, &line_up);
  fixture->line_up = g_object_ref (line_up);

  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  fixture->editor = g_object_ref_sink (
      roster_line_up_window_new (fixture->window, fixture->app.context, roster_record_id (line_up)));
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
  g_clear_object (&fixture->line_up);
  g_clear_object (&fixture->live);
  g_clear_object (&fixture->soap);
  g_clear_object (&fixture->pads);
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

static char *
order_of (Fixture *fixture)
{
  g_autoptr (RosterRecord) line_up = app_fixture_get (&fixture->app, fixture->line_up);
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const RosterLineUpItem *item = items->pdata[i];

      g_string_append_printf (order, "%s%s:%s", i > 0 ? "," : "",
                              g_str_equal (item->product, roster_record_id (fixture->soap)) ? "香皂" : "抽纸",
                              roster_line_up_role_nick (item->role));
    }

  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
assert_state (Fixture    *fixture,
              const char *state,
              gint64      version)
{
  g_autoptr (RosterRecord) line_up = app_fixture_get (&fixture->app, fixture->line_up);

  g_assert_cmpstr (roster_record_text (line_up, "state"), ==, state);
  g_assert_cmpint (roster_record_number (line_up, "version", 0), ==, version);
}

static void
test_new_one_takes_what_was_accepted (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *order = order_of (fixture);

  g_assert_cmpstr (roster_record_text (fixture->line_up, "live"), ==, roster_record_id (fixture->live));
  g_assert_cmpstr (roster_record_title (fixture->line_up), ==, "2026-03-12 晚场");
  g_assert_true (g_str_equal (order, "香皂:traffic,抽纸:profit") || g_str_equal (order, "抽纸:traffic,香皂:profit"));
}

static void
test_items_move_and_come_back (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GPtrArray) items = roster_line_up_items (fixture->line_up);
  const char *last = ((RosterLineUpItem *) items->pdata[1])->product;
  g_autofree char *before = order_of (fixture), *moved = NULL, *one = NULL, *undone = NULL;

  gtk_widget_activate_action (fixture->editor, "line-up.move", "(si)", last, -1);
  app_fixture_settle (&fixture->app);
  moved = order_of (fixture);
  g_assert_cmpstr (moved, !=, before);

  gtk_widget_activate_action (fixture->editor, "line-up.remove", "s", last);
  app_fixture_settle (&fixture->app);
  one = order_of (fixture);
  g_assert_null (strchr (one, ','));

  /* What was taken out is offered again. */
  g_assert_nonnull (app_fixture_find (fixture->editor, GTK_TYPE_BUTTON, "line-up.add"));
  gtk_widget_activate_action (fixture->editor, "line-up.add", "s", last);
  app_fixture_settle (&fixture->app);
  undone = order_of (fixture);
  g_assert_nonnull (strchr (undone, ','));
}

static gboolean
is_seen (Fixture    *fixture,
         const char *button)
{
  return gtk_widget_get_visible (app_fixture_find (fixture->editor, GTK_TYPE_BUTTON, button));
}

/* Rule 25: no confirmation before both roles are there. A change after it makes the next version. */
/* A full disk takes nothing, but the window keeps what was done, and the next change with it. */
static void
test_full_disk_keeps_what_was_changed (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *before = order_of (fixture), *changed = NULL, *saved = NULL;
  const char *soap = roster_record_id (fixture->soap), *pads = roster_record_id (fixture->pads);
  GtkWidget *row = app_fixture_find (fixture->editor, ROSTER_TYPE_LINE_UP_ROW, NULL);
  g_autofree char *first = g_strdup (roster_line_up_row_product (ROSTER_LINE_UP_ROW (row)));

  faulty_vfs_fail_at (1, SQLITE_FULL);
  gtk_widget_activate_action (fixture->editor, "line-up.move", "(si)", first, 1);
  app_fixture_settle (&fixture->app);
  g_assert_true (faulty_vfs_failed ());
  faulty_vfs_fail_at (0, SQLITE_OK);
  changed = order_of (fixture);
  g_assert_cmpstr (changed, ==, before);
  row = app_fixture_find (fixture->editor, ROSTER_TYPE_LINE_UP_ROW, NULL);
  g_assert_cmpstr (roster_line_up_row_product (ROSTER_LINE_UP_ROW (row)), ==, g_str_equal (first, soap) ? pads : soap);

  gtk_window_close (GTK_WINDOW (fixture->editor));
  g_assert_nonnull (gtk_widget_get_root (row));
  gtk_widget_activate_action (fixture->editor, "line-up.save-again", NULL);
  app_fixture_settle (&fixture->app);
  saved = order_of (fixture);
  g_assert_cmpstr (saved, !=, before);
  g_assert_false (gtk_widget_get_visible (
      gtk_widget_get_parent (app_fixture_find (fixture->editor, GTK_TYPE_BUTTON, "line-up.save-again"))));
}

static void
test_confirmation_needs_both_roles (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GPtrArray) items = roster_line_up_items (fixture->line_up);
  const char *profit = ((RosterLineUpItem *) items->pdata[1])->product;

  gtk_widget_activate_action (fixture->editor, "line-up.remove", "s", profit);
  app_fixture_settle (&fixture->app);
  gtk_widget_activate_action (fixture->editor, "line-up.confirm", NULL);
  app_fixture_settle (&fixture->app);
  assert_state (fixture, "draft", 1);
  g_assert_nonnull (app_fixture_find (fixture->editor, GTK_TYPE_LABEL, "Needs a profit item."));

  gtk_widget_activate_action (fixture->editor, "line-up.add", "s", profit);
  app_fixture_settle (&fixture->app);
  g_assert_false (is_seen (fixture, "_Copy for a Chat"));
  gtk_widget_activate_action (fixture->editor, "line-up.confirm", NULL);
  app_fixture_settle (&fixture->app);
  assert_state (fixture, "confirmed", 1);
  g_assert_true (is_seen (fixture, "_Copy for a Chat"));
  g_assert_false (is_seen (fixture, "_Confirm"));

  gtk_widget_activate_action (fixture->editor, "line-up.move", "(si)", profit, -1);
  app_fixture_settle (&fixture->app);
  assert_state (fixture, "draft", 2);
}

static gpointer
list_sales (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return roster_cache_list (cache, &roster_sale_type, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **records = user_data;

  *records = roster_store_finish (ROSTER_STORE (source), result, &error);
  g_assert_no_error (error);
}

static guint
count_sales (Fixture *fixture,
             gint64  *units)
{
  g_autoptr (GPtrArray) sales = NULL;

  roster_store_read_async (fixture->app.store, list_sales, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           listed_cb, &sales);
  while (sales == NULL)
    g_main_context_iteration (NULL, TRUE);
  *units = 0;
  for (guint i = 0; i < sales->len; i++)
    *units += roster_record_number (sales->pdata[i], "units", 0);
  return sales->len;
}

static void
test_results_become_sales (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) held = roster_record_copy (fixture->live), sold = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Held");
  g_autoptr (GPtrArray) items = roster_line_up_items (fixture->line_up);
  gint64 units;

  roster_record_set_text (held, "state", "held");
  roster_edit_update (edit, fixture->live, held);
  app_fixture_apply (&fixture->app, edit);
  app_fixture_settle (&fixture->app);

  /* Not before something is said of every item. */
  gtk_widget_activate_action (fixture->editor, "line-up.results", NULL);
  app_fixture_settle (&fixture->app);
  assert_state (fixture, "draft", 1);
  g_assert_cmpuint (count_sales (fixture, &units), ==, 0);

  ((RosterLineUpItem *) items->pdata[0])->sold = 120;
  ((RosterLineUpItem *) items->pdata[1])->sold = 0;
  sold = roster_line_up_with_items (fixture->line_up, items);
  {
    g_autoptr (RosterEdit) recorded = roster_edit_new (ROSTER_CAUSE_EDIT, "Sold");

    roster_edit_update (recorded, fixture->line_up, sold);
    app_fixture_apply (&fixture->app, recorded);
  }
  app_fixture_settle (&fixture->app);
  gtk_widget_activate_action (fixture->editor, "line-up.results", NULL);
  gtk_widget_activate_action (fixture->editor, "line-up.results", NULL);
  app_fixture_settle (&fixture->app);
  assert_state (fixture, "done", 1);
  g_assert_cmpuint (count_sales (fixture, &units), ==, 2);
  g_assert_cmpint (units, ==, 120);

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  assert_state (fixture, "draft", 1);
  g_assert_cmpuint (count_sales (fixture, &units), ==, 0);
}

static gint64
price_of (Fixture *fixture,
          guint    index)
{
  g_autoptr (RosterRecord) line_up = app_fixture_get (&fixture->app, fixture->line_up);
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up);

  return ((RosterLineUpItem *) items->pdata[index])->price;
}

/* The second change is made before the first is read back: it goes on from it. */
static void
test_quick_changes_are_all_kept (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GPtrArray) items = roster_line_up_items (fixture->line_up);
  const RosterLineUpItem *first = items->pdata[0], *last = items->pdata[1];
  GtkWidget *row = app_fixture_find (fixture->editor, ROSTER_TYPE_LINE_UP_ROW, NULL);
  g_autofree char *order = NULL;

  g_signal_emit_by_name (row, "edited", (int) first->role, G_GINT64_CONSTANT (1100), first->sold);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (row), "edited", (int) last->role, G_GINT64_CONSTANT (2200),
                         last->sold);
  gtk_widget_activate_action (fixture->editor, "line-up.move", "(si)", last->product, -1);
  app_fixture_settle (&fixture->app);
  g_assert_cmpint (price_of (fixture, 0), ==, 2200);
  g_assert_cmpint (price_of (fixture, 1), ==, 1100);
}

static void
test_typed_departure_survives_a_change (Fixture       *fixture,
                                        gconstpointer  data)
{
  GtkWidget *deviations = app_fixture_find (fixture->editor, ADW_TYPE_ENTRY_ROW, "What was different");
  g_autoptr (RosterRecord) after = roster_record_copy (fixture->soap);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Stock");

  gtk_editable_set_text (GTK_EDITABLE (deviations), "先卖抽纸");
  roster_record_set_number (after, "stock", 3);
  roster_edit_update (edit, fixture->soap, after);
  app_fixture_apply (&fixture->app, edit);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (deviations)), ==, "先卖抽纸");
}

/* The label of a toast, by a part of its text. */
static GtkWidget *
find_toast (GtkWidget  *root,
            const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_toast (child, part);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A number that is typed still is written when the window closes. */
static void
test_typed_price_survives_closing (Fixture       *fixture,
                                   gconstpointer  data)
{
  GtkWidget *row = app_fixture_find (fixture->editor, ROSTER_TYPE_LINE_UP_ROW, NULL);
  GtkWidget *price = GTK_WIDGET (gtk_widget_get_template_child (row, ROSTER_TYPE_LINE_UP_ROW, "price"));

  gtk_widget_grab_focus (price);
  gtk_editable_set_text (GTK_EDITABLE (price), "12.5");
  gtk_window_destroy (GTK_WINDOW (fixture->editor));
  app_fixture_settle (&fixture->app);
  g_assert_cmpint (price_of (fixture, 0), ==, 12500);
}

/* What could not be written after the window has closed is told by the one behind it. */
static void
test_failure_after_closing_is_told (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *row = app_fixture_find (fixture->editor, ROSTER_TYPE_LINE_UP_ROW, NULL);

  faulty_vfs_fail_at (1, SQLITE_FULL);
  gtk_widget_activate_action (fixture->editor, "line-up.move", "(si)",
                              roster_line_up_row_product (ROSTER_LINE_UP_ROW (row)), 1);
  gtk_window_destroy (GTK_WINDOW (fixture->editor));
  app_fixture_settle (&fixture->app);
  g_assert_true (faulty_vfs_failed ());
  faulty_vfs_fail_at (0, SQLITE_OK);
  g_assert_nonnull (find_toast (GTK_WIDGET (fixture->window), "was not saved"));
}

static gpointer
read_line_up (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return roster_line_up_reading_new (cache, data, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  RosterLineUpReading **reading = user_data;

  *reading = roster_store_finish (ROSTER_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* Both cards come out as PDF files. */
static void
test_cards_are_printed (Fixture       *fixture,
                        gconstpointer  data)
{
  static const RosterLineUpCard cards[] = { ROSTER_LINE_UP_CARD_HOST, ROSTER_LINE_UP_CARD_CONTROL };
  g_autoptr (RosterLineUpReading) reading = NULL;
  g_autofree char *file = g_build_filename (fixture->app.folder, "card.pdf", NULL);

  roster_store_read_async (fixture->app.store, read_line_up, (gpointer) roster_record_id (fixture->line_up), NULL,
                           (GDestroyNotify) roster_line_up_reading_free, NULL, read_cb, &reading);
  while (reading == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (roster_line_up_card_print (NULL, reading, cards[i], file, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (file, &text, &length, NULL));
      g_assert_true (g_str_has_prefix (text, "%PDF-"));
      g_unlink (file);
    }
}

/* Who adds a product sees what it costs and what it earns before it is taken. */
static void
test_products_are_offered_with_their_price (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (RosterRecord) comb = create_product (fixture, "梳子");
  g_autofree char *price = roster_format_money (9900), *margin = roster_format_money (370);
  g_autofree char *detail = g_strdup_printf ("%s · margin %s", price, margin);
  GtkWidget *add = app_fixture_find (fixture->editor, GTK_TYPE_MENU_BUTTON, "Add Product");

  gtk_window_present (GTK_WINDOW (fixture->editor));
  gtk_menu_button_popup (GTK_MENU_BUTTON (add));
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (add, GTK_TYPE_LABEL, "梳子"));
  g_assert_nonnull (app_fixture_find (add, GTK_TYPE_LABEL, detail));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (add));
}

/* Ctrl+W closes this window as it closes every other, and not only Escape. */
static void
test_window_closes_by_both_keys (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const guint keys[] = { GDK_KEY_Escape, GDK_KEY_w };
  static const GdkModifierType modifiers[] = { 0, GDK_CONTROL_MASK };
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->editor);
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < G_N_ELEMENTS (keys); k++)
        for (guint s = 0; s < g_list_model_get_n_items (G_LIST_MODEL (controller)); s++)
          {
            g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), s);
            g_autoptr (GtkShortcutTrigger) wanted = gtk_keyval_trigger_new (keys[k], modifiers[k]);
            g_autofree char *one = gtk_shortcut_trigger_to_string (wanted);
            g_autofree char *all = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

            n_found += strstr (all, one) != NULL;
          }
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (keys));
}

/* The line-up of the next session is the first of its streamer's, and what was comes after all that comes. */
static void
test_next_line_up_comes_first (Fixture       *fixture,
                               gconstpointer  data)
{
  static const char *const names[] = { "2026-03-20 far", "2026-03-09 old", "2026-03-11 today", "2026-03-10 late" };
  static const char *const order[] = { "2026-03-11 today", "2026-03-20 far", "2026-03-10 late", "2026-03-09 old" };
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "李四");
  GtkWidget *list = g_object_ref_sink (roster_line_up_list_new (fixture->app.context));
  GtkWidget *row;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *texts[] = { "name", names[i], "streamer", roster_record_id (streamer), NULL };

      g_object_unref (create (fixture, &roster_lineup_type, ROSTER_LOCAL_BOOK_ACCOUNT, texts));
    }
  roster_row_group_show (ROSTER_ROW_GROUP (list), roster_record_id (streamer));
  app_fixture_settle (&fixture->app);

  row = app_fixture_find (list, ADW_TYPE_ACTION_ROW, order[0]);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++, row = gtk_widget_get_next_sibling (row))
    g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, order[i]);
  g_object_unref (list);
}

/* What goes to the streamer's chat says what to sell at which price, and nothing of what the company earns. */
static void
test_copy_tells_no_margin (Fixture       *fixture,
                           gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->editor);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *margin = roster_format_money_exact (roster_record_number (fixture->soap, "unitMargin", 0));
  g_autofree char *price = roster_format_money_exact (roster_record_number (fixture->soap, "price", 0));
  const char *text;

  gtk_widget_activate_action (fixture->editor, "line-up.copy", NULL);

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  text = g_value_get_string (&value);
  g_assert_nonnull (strstr (text, "张三"));
  g_assert_nonnull (strstr (text, "\n12 Mar 20:00 "));
  g_assert_null (strstr (text, "2026-03-12"));
  g_assert_nonnull (strstr (text, "1. "));
  g_assert_nonnull (strstr (text, "香皂"));
  g_assert_nonnull (strstr (text, "抽纸"));
  g_assert_nonnull (strstr (text, price));
  g_assert_null (strstr (text, margin));
}

static guint
close_editors (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_LINE_UP_WINDOW (link->data) && link->data != fixture->editor)
      {
        gtk_window_destroy (link->data);
        n++;
      }
  return n;
}

/* The schedule asks for the line-up of one live, though an earlier one has none either; asked again, it is there. */
static void
test_live_has_its_own_line_up (Fixture       *fixture,
                               gconstpointer  data)
{
  const char *texts[] = { "streamer", roster_record_id (fixture->streamer), "startLocal", "2026-03-13T20:00:00",
                          "name", "午场", NULL };
  g_autoptr (RosterRecord) earlier = create (fixture, &roster_live_type, roster_record_account (fixture->streamer),
                                             texts);
  g_autoptr (RosterRecord) live = NULL;
  g_autoptr (GPtrArray) made = NULL, again = NULL;
  guint n_found = 0;

  texts[3] = "2026-03-15T20:00:00";
  texts[5] = "周日场";
  live = create (fixture, &roster_live_type, roster_record_account (fixture->streamer), texts);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.line-up-of-live", "s", roster_record_id (live));
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (close_editors (fixture), ==, 1);
  made = app_fixture_list (&fixture->app, &roster_lineup_type);
  g_assert_cmpuint (made->len, ==, 2);
  for (guint i = 0; i < made->len; i++)
    if (g_strcmp0 (roster_record_text (made->pdata[i], "live"), roster_record_id (live)) == 0)
      {
        g_assert_cmpstr (roster_record_title (made->pdata[i]), ==, "2026-03-15 周日场");
        n_found++;
      }
  g_assert_cmpuint (n_found, ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.line-up-of-live", "s", roster_record_id (live));
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (close_editors (fixture), ==, 1);
  again = app_fixture_list (&fixture->app, &roster_lineup_type);
  g_assert_cmpuint (again->len, ==, 2);
}

static RosterRecord *
create_series (Fixture *fixture)
{
  const char *texts[] = { "streamer", roster_record_id (fixture->streamer), "startLocal", "2026-03-17T20:00:00",
                          "name", "每日场", "recurrence", "FREQ=DAILY", NULL };

  return create (fixture, &roster_live_type, roster_record_account (fixture->streamer), texts);
}

static RosterRecord *
line_up_of (GPtrArray  *line_ups,
            const char *live)
{
  for (guint i = 0; i < line_ups->len; i++)
    if (g_strcmp0 (roster_record_text (line_ups->pdata[i], "live"), live) == 0)
      return line_ups->pdata[i];

  return NULL;
}

/* A live that repeats has a line-up for each day: the day gets a record of its own, in the same step, and keeps its
   place in the series. */
static void
test_each_day_of_a_series_has_its_own (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RosterRecord) series = create_series (fixture);
  static const char *const slots[] = { "2026-03-18T20:00:00", "2026-03-19T20:00:00" };
  g_autoptr (GPtrArray) before = app_fixture_list (&fixture->app, &roster_live_type);
  g_autoptr (GPtrArray) lives = NULL, line_ups = NULL, after = NULL, line_ups_after = NULL;
  guint n_found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autofree char *key = g_strconcat (roster_record_id (series), "/", slots[i], NULL);

      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.line-up-of-live", "s", key);
      app_fixture_settle (&fixture->app);
      g_assert_cmpuint (close_editors (fixture), ==, 1);
    }

  lives = app_fixture_list (&fixture->app, &roster_live_type);
  line_ups = app_fixture_list (&fixture->app, &roster_lineup_type);
  g_assert_cmpuint (lives->len, ==, before->len + 2);
  g_assert_cmpuint (line_ups->len, ==, 3);
  g_assert_null (line_up_of (line_ups, roster_record_id (series)));
  for (guint i = 0; i < lives->len; i++)
    if (roster_record_has (lives->pdata[i], "series"))
      {
        RosterRecord *line_up = line_up_of (line_ups, roster_record_id (lives->pdata[i]));
        const char *slot = roster_record_text (lives->pdata[i], "slot");

        g_assert_true (g_strv_contains (slots, slot));
        g_assert_cmpstr (roster_record_text (lives->pdata[i], "startLocal"), ==, slot);
        g_assert_false (roster_record_has (lives->pdata[i], "recurrence"));
        g_assert_nonnull (line_up);
        g_assert_true (g_str_has_prefix (roster_record_title (line_up), slot[9] == '8' ? "2026-03-18" : "2026-03-19"));
        n_found++;
      }
  g_assert_cmpuint (n_found, ==, 2);

  /* Undone, the day is one of the series again. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  app_fixture_settle (&fixture->app);
  after = app_fixture_list (&fixture->app, &roster_live_type);
  line_ups_after = app_fixture_list (&fixture->app, &roster_lineup_type);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_cmpuint (line_ups_after->len, ==, 2);
}

/* However quickly it is asked for, a live gets one line-up. */
static void
test_two_quick_clicks_plan_one (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) series = create_series (fixture);
  g_autofree char *key = g_strconcat (roster_record_id (series), "/2026-03-18T20:00:00", NULL);
  const char *texts[] = { "streamer", roster_record_id (fixture->streamer), "startLocal", "2026-03-15T20:00:00",
                          "name", "周日场", NULL };
  g_autoptr (RosterRecord) live = create (fixture, &roster_live_type, roster_record_account (fixture->streamer), texts);
  g_autoptr (GPtrArray) lives = app_fixture_list (&fixture->app, &roster_live_type), lives_after = NULL, made = NULL;

  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.line-up-of-live", "s", roster_record_id (live));
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.line-up-of-live", "s", key);
    }
  app_fixture_settle (&fixture->app);
  close_editors (fixture);
  made = app_fixture_list (&fixture->app, &roster_lineup_type);
  lives_after = app_fixture_list (&fixture->app, &roster_live_type);
  g_assert_cmpuint (made->len, ==, 3);
  g_assert_cmpuint (lives_after->len, ==, lives->len + 1);
}

/* What was asked for is made, but a window that is gone opens nothing. */
static void
test_closed_window_opens_nothing (Fixture       *fixture,
                                  gconstpointer  data)
{
  RosterWindow *window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-line-up", "s", roster_record_id (fixture->streamer));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-custom-request", "(ss)",
                              roster_record_id (fixture->streamer), "");
  gtk_window_destroy (GTK_WINDOW (window));
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (close_editors (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  faulty_vfs_install ();
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/line-ups/new-one-takes-what-was-accepted", test_new_one_takes_what_was_accepted);
  ADD ("/app/line-ups/items-move-and-come-back", test_items_move_and_come_back);
  ADD ("/app/line-ups/full-disk-keeps-what-was-changed", test_full_disk_keeps_what_was_changed);
  ADD ("/app/line-ups/confirmation-needs-both-roles", test_confirmation_needs_both_roles);
  ADD ("/app/line-ups/results-become-sales", test_results_become_sales);
  ADD ("/app/line-ups/quick-changes-are-all-kept", test_quick_changes_are_all_kept);
  ADD ("/app/line-ups/typed-departure-survives-a-change", test_typed_departure_survives_a_change);
  ADD ("/app/line-ups/typed-price-survives-closing", test_typed_price_survives_closing);
  ADD ("/app/line-ups/failure-after-closing-is-told", test_failure_after_closing_is_told);
  ADD ("/app/line-ups/live-has-its-own", test_live_has_its_own_line_up);
  ADD ("/app/line-ups/each-day-of-a-series-has-its-own", test_each_day_of_a_series_has_its_own);
  ADD ("/app/line-ups/two-quick-clicks-plan-one", test_two_quick_clicks_plan_one);
  ADD ("/app/line-ups/closed-window-opens-nothing", test_closed_window_opens_nothing);
  ADD ("/app/line-ups/cards-are-printed", test_cards_are_printed);
  ADD ("/app/line-ups/products-are-offered-with-their-price", test_products_are_offered_with_their_price);
  ADD ("/app/line-ups/window-closes-by-both-keys", test_window_closes_by_both_keys);
  ADD ("/app/line-ups/next-comes-first", test_next_line_up_comes_first);
  ADD ("/app/line-ups/copy-tells-no-margin", test_copy_tells_no_margin);
#undef ADD

  return g_test_run ();
}
