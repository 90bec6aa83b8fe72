/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-product-page.h"
#include "roster-streamer-page.h"
#include "roster-suggestion-filter.h"
#include "roster-suggestion-row.h"
#include "roster-sold-list.h"
#include "roster-suggestions.h"
#include "roster-window.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
  RosterRecord *pads;
  RosterRecord *soap;
} Fixture;

static RosterRecord *
create_product (Fixture    *fixture,
                const char *name,
                gint64      margin,
                const char *check)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *product = roster_record_new (&roster_product_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);

  roster_record_set_text (product, "name", name);
  roster_record_set_text (product, "sku", name);
  roster_record_set_text (product, "category", "日化");
  roster_record_set_number (product, "price", 9900);
  roster_record_set_number (product, "unitMargin", margin);
  roster_record_set_number (product, "stock", 5000);
  roster_record_set_text (product, "safetyCheck", check);
  roster_record_set_text (product, "legalityCheck", "passed");
  roster_record_apply_defaults (product);
  app_fixture_create (&fixture->app, product);
  return product;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterRecord) unchecked = NULL;

  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  fixture->soap = create_product (fixture, "香皂", 200, "passed");
  fixture->pads = create_product (fixture, "抽纸", 400, "passed");
  unchecked = create_product (fixture, "来路不明", 90000, "pending");
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->streamer);
  g_clear_object (&fixture->pads);
  g_clear_object (&fixture->soap);
  app_fixture_tear_down (&fixture->app, data);
}

/* A list of suggestions is read when it is looked at; here nobody looks at the window, so it stands alone. */
static GtkWidget *
show_suggestions (Fixture                 *fixture,
                  RosterSuggestionSubject  subject,
                  RosterRecord            *record)
{
  GtkWidget *suggestions = roster_suggestions_new (fixture->app.context, subject);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), suggestions);
  gtk_window_present (GTK_WINDOW (window));
  roster_suggestions_show (ROSTER_SUGGESTIONS (suggestions), roster_record_id (record));
  app_fixture_settle (&fixture->app);
  return suggestions;
}

/* The rows' names from the top, joined by a comma. */
static char *
ranking (GtkWidget *suggestions)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *list = app_fixture_find (suggestions, GTK_TYPE_LIST_BOX, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *name = app_fixture_find (row, GTK_TYPE_LABEL, NULL);

      g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", gtk_label_get_label (GTK_LABEL (name)));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GtkWidget *
row_of (GtkWidget  *suggestions,
        const char *name)
{
  return gtk_widget_get_ancestor (app_fixture_find (suggestions, GTK_TYPE_LABEL, name), ROSTER_TYPE_SUGGESTION_ROW);
}

static void
close_suggestions (GtkWidget *suggestions)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (suggestions)));
}

/* Rule 7: what earns more stands first. Rule 10: what has not passed its checks never stands there. */
static void
test_products_are_ranked (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  g_autofree char *names = ranking (suggestions);

  g_assert_cmpstr (names, ==, "抽纸,香皂");
  g_assert_nonnull (app_fixture_find (suggestions, GTK_TYPE_LABEL,
                                      "1 product is never suggested, for it has not passed its checks."));
  close_suggestions (suggestions);
}

/* What was accepted is not asked again. */
static void
test_accepted_is_said (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);

  gtk_widget_activate_action (row_of (suggestions, "抽纸"), "suggestion.accept", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_false (
      gtk_widget_is_sensitive (app_fixture_find (row_of (suggestions, "抽纸"), GTK_TYPE_BUTTON, "Accepted")));
  g_assert_true (gtk_widget_is_sensitive (app_fixture_find (row_of (suggestions, "香皂"), GTK_TYPE_BUTTON, "Accept")));

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  g_assert_true (gtk_widget_is_sensitive (app_fixture_find (row_of (suggestions, "抽纸"), GTK_TYPE_BUTTON, "Accept")));
  close_suggestions (suggestions);
}

static void
test_refusal_changes_the_ranking (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  g_autofree char *after = NULL, *undone = NULL;

  gtk_widget_activate_action (row_of (suggestions, "抽纸"), "suggestion.refuse", "s", "dislikes");
  app_fixture_settle (&fixture->app);
  after = ranking (suggestions);
  g_assert_cmpstr (after, ==, "香皂,抽纸");

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  undone = ranking (suggestions);
  g_assert_cmpstr (undone, ==, "抽纸,香皂");
  close_suggestions (suggestions);
}

static void
test_later_hides_until_then (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  g_autofree char *after = NULL;

  gtk_widget_activate_action (row_of (suggestions, "抽纸"), "suggestion.later", "i", 7);
  app_fixture_settle (&fixture->app);
  after = ranking (suggestions);
  g_assert_cmpstr (after, ==, "香皂");
  close_suggestions (suggestions);
}

static void
test_product_says_why_it_suits_nobody (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RosterRecord) failed = create_product (fixture, "失败品", 900, "failed");
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_STREAMER, failed);
  GtkWidget *label;

  label = app_fixture_find (suggestions, GTK_TYPE_LABEL, "Suggested to nobody: the safety check failed.");
  g_assert_nonnull (label);
  close_suggestions (suggestions);

  suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_STREAMER, fixture->pads);
  g_assert_nonnull (row_of (suggestions, "张三"));
  close_suggestions (suggestions);
}

/* The parts multiply up to the sum; the page shows both. */
static void
test_parts_are_shown_when_asked (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  GtkWidget *row = row_of (suggestions, "抽纸");

  g_assert_null (app_fixture_find (row, GTK_TYPE_LABEL, "Expected margin of one session"));
  gtk_widget_activate_action (row, "suggestion.figure", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "Expected margin of one session"));
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "×¥0.4"));
  close_suggestions (suggestions);
}

static GtkWidget *
part_of (GtkWidget  *row,
         const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (row, ROSTER_TYPE_SUGGESTION_ROW, name));
}

/* What an open red line costs stands on the streamer's page, with what would make it better. */
static void
test_open_red_line_is_said (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) video = roster_record_new (&roster_video_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer), *row;
  const char *better;

  roster_record_set_text (video, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (video, "name", "抽烟的下午");
  roster_record_set_text (video, "publishedOn", "2026-03-01");
  roster_record_set_text (video, "flag", "red");
  roster_record_set_text (video, "verdict", "confirmed");
  app_fixture_create (&fixture->app, video);
  app_fixture_settle (&fixture->app);

  row = row_of (suggestions, "抽纸");
  better = gtk_label_get_label (GTK_LABEL (part_of (row, "better_words")));
  g_assert_nonnull (strstr (better, "hange or take down “抽烟的下午”, then clear its red line"));
  gtk_widget_activate_action (row, "suggestion.figure", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "red line confirmed on “抽烟的下午”"));
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "×0.70"));
  close_suggestions (suggestions);
}

/* A ranking that comes while a person writes a reason waits, and takes nothing away of what was written. */
static void
test_written_reason_stays (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  GtkWidget *row = row_of (suggestions, "抽纸"), *popover = part_of (row, "refusal_popover");
  g_autoptr (RosterRecord) another = NULL;
  g_autofree char *during = NULL, *after = NULL;

  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_editable_set_text (GTK_EDITABLE (part_of (row, "refusal_words")), "太硬");
  another = create_product (fixture, "牙膏", 900, "passed");
  during = ranking (suggestions);
  g_assert_cmpstr (during, ==, "抽纸,香皂");
  g_assert_true (row == row_of (suggestions, "抽纸"));
  g_assert_true (gtk_widget_get_visible (popover));

  gtk_popover_popdown (GTK_POPOVER (popover));
  app_fixture_settle (&fixture->app);
  after = ranking (suggestions);
  g_assert_cmpstr (after, ==, "牙膏,抽纸,香皂");
  row = row_of (suggestions, "抽纸");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (row, "refusal_words"))), ==, "太硬");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (row_of (suggestions, "香皂"), "refusal_words"))), ==,
                   "");
  close_suggestions (suggestions);
}

static void
set_check (Fixture      *fixture,
           RosterRecord *product,
           const char   *check)
{
  g_autoptr (RosterRecord) before = app_fixture_get (&fixture->app, product);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "check");

  roster_record_set_text (after, "safetyCheck", check);
  roster_edit_update (edit, before, after);
  g_assert_cmpint (app_fixture_apply (&fixture->app, edit), >, 0);
  app_fixture_settle (&fixture->app);
}

/* What was written is kept while its row is gone for a ranking or two, and while another streamer is looked at. */
static void
test_written_reason_outlives_its_row (Fixture       *fixture,
                                      gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  g_autoptr (RosterRecord) other = app_fixture_streamer (&fixture->app, "李娜");
  g_autofree char *without = NULL;

  app_fixture_settle (&fixture->app);
  gtk_editable_set_text (GTK_EDITABLE (part_of (row_of (suggestions, "抽纸"), "refusal_words")), "太硬");
  set_check (fixture, fixture->pads, "failed");
  without = ranking (suggestions);
  g_assert_cmpstr (without, ==, "香皂");
  set_check (fixture, fixture->soap, "failed");
  set_check (fixture, fixture->pads, "passed");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (row_of (suggestions, "抽纸"), "refusal_words"))), ==,
                   "太硬");

  roster_suggestions_show (ROSTER_SUGGESTIONS (suggestions), roster_record_id (other));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (row_of (suggestions, "抽纸"), "refusal_words"))), ==,
                   "");
  roster_suggestions_show (ROSTER_SUGGESTIONS (suggestions), roster_record_id (fixture->streamer));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (row_of (suggestions, "抽纸"), "refusal_words"))), ==,
                   "太硬");

  /* Dropped by whoever wrote it, it does not come back. */
  gtk_editable_set_text (GTK_EDITABLE (part_of (row_of (suggestions, "抽纸"), "refusal_words")), "");
  set_check (fixture, fixture->soap, "passed");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (row_of (suggestions, "抽纸"), "refusal_words"))), ==,
                   "");
  close_suggestions (suggestions);
}

static void
create_sale (Fixture      *fixture,
             RosterRecord *product,
             const char   *until,
             gint64        yuan)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) sale = roster_record_new (&roster_sale_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (sale, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (sale, "product", roster_record_id (product));
  roster_record_set_text (sale, "periodEnd", until);
  roster_record_set_number (sale, "periodDays", 28);
  roster_record_set_number (sale, "units", 10);
  roster_record_set_number (sale, "amount", yuan * 1000);
  app_fixture_create (&fixture->app, sale);
}

/* What was last sold in other weeks is not held against what sells now, however much it was. */
static void
test_sales_of_other_weeks_stand_apart (Fixture       *fixture,
                                       gconstpointer  data)
{
  GtkWidget *window = gtk_window_new (), *list = roster_sold_list_new (fixture->app.context, &roster_streamer_type);
  GtkWidget *first;

  create_sale (fixture, fixture->soap, "2025-11-02", 90000);
  create_sale (fixture, fixture->pads, "2026-03-01", 200);
  gtk_window_set_child (GTK_WINDOW (window), list);
  roster_row_group_show (ROSTER_ROW_GROUP (list), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);

  first = app_fixture_find (list, ADW_TYPE_PREFERENCES_ROW, NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "抽纸");
  g_assert_nonnull (app_fixture_find (list, GTK_TYPE_LABEL, "10 units in 28 days until 1 Mar"));
  g_assert_nonnull (app_fixture_find (list, GTK_TYPE_LABEL, "Earlier: 10 units in 28 days until 2 Nov 2025"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Enter gives the written reason; it is another one. */
static void
test_written_reason_is_given (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  GtkWidget *words = part_of (row_of (suggestions, "抽纸"), "refusal_words");
  g_autoptr (GPtrArray) decisions = NULL;

  gtk_popover_popup (GTK_POPOVER (part_of (row_of (suggestions, "抽纸"), "refusal_popover")));
  gtk_editable_set_text (GTK_EDITABLE (words), " 太硬 ");
  g_signal_emit_by_name (words, "activate");
  app_fixture_settle (&fixture->app);
  decisions = app_fixture_list (&fixture->app, &roster_decision_type);
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpstr (roster_record_text (decisions->pdata[0], "reason"), ==, "other");
  g_assert_cmpstr (roster_record_text (decisions->pdata[0], "text"), ==, "太硬");
  close_suggestions (suggestions);
}

static GtkWidget *
filter_part (GtkWidget  *suggestions,
             const char *name)
{
  GtkWidget *filter = app_fixture_find (suggestions, ROSTER_TYPE_SUGGESTION_FILTER, NULL);

  return GTK_WIDGET (gtk_widget_get_template_child (filter, ROSTER_TYPE_SUGGESTION_FILTER, name));
}

static void
choose (GtkWidget  *suggestions,
        const char *name,
        const char *value)
{
  GtkDropDown *list = GTK_DROP_DOWN (filter_part (suggestions, name));
  GListModel *model = gtk_drop_down_get_model (list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (strcmp (gtk_string_list_get_string (GTK_STRING_LIST (model), i), value) == 0)
      {
        gtk_drop_down_set_selected (list, i);
        return;
      }
  g_error ("%s offers no %s", name, value);
}

static void
assert_ranking (GtkWidget  *suggestions,
                const char *expected)
{
  g_autofree char *names = ranking (suggestions);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const traffic[] = { "traffic", NULL };
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) factory = roster_record_new (&roster_factory_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) pads = roster_record_copy (fixture->pads), soap = roster_record_copy (fixture->soap);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Edit");
  GtkWidget *suggestions, *button;
  int width;

  roster_record_set_text (factory, "name", "保定乐坊日用品超级工厂有限责任公司");
  roster_record_apply_defaults (factory);
  app_fixture_create (&fixture->app, factory);
  roster_record_set_text (pads, "factory", roster_record_id (factory));
  roster_record_set_text (pads, "vertical", "日化");
  roster_record_set_text (soap, "vertical", "美妆");
  roster_record_set (soap, "suitsRoles", g_variant_new_strv (traffic, -1));
  roster_record_set (pads, "suitsRoles", g_variant_new_strv ((const char *const[]){ "profit" }, 1));
  roster_edit_update (edit, fixture->pads, pads);
  roster_edit_update (edit, fixture->soap, soap);
  app_fixture_apply (&fixture->app, edit);

  suggestions = show_suggestions (fixture, ROSTER_SUGGESTION_PRODUCT, fixture->streamer);
  gtk_widget_measure (app_fixture_find (suggestions, ROSTER_TYPE_SUGGESTION_FILTER, NULL), GTK_ORIENTATION_HORIZONTAL,
                      -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  button = app_fixture_find (suggestions, GTK_TYPE_MENU_BUTTON, NULL);
  assert_ranking (suggestions, "抽纸,香皂");
  choose (suggestions, "role", "Traffic Items");
  assert_ranking (suggestions, "香皂");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Filter (1)");
  choose (suggestions, "factory", "保定乐坊日用品超级工厂有限责任公司");
  assert_ranking (suggestions, "");
  g_assert_nonnull (app_fixture_find (suggestions, GTK_TYPE_LABEL, "Nothing passes the filter."));
  g_signal_emit_by_name (app_fixture_find (suggestions, GTK_TYPE_BUTTON, "Clear the Filter"), "clicked");
  assert_ranking (suggestions, "抽纸,香皂");

  choose (suggestions, "factory", "保定乐坊日用品超级工厂有限责任公司");
  assert_ranking (suggestions, "抽纸");
  choose (suggestions, "factory", "All Factories");
  choose (suggestions, "vertical", "美妆");
  assert_ranking (suggestions, "香皂");
  choose (suggestions, "vertical", "All Verticals");
  gtk_editable_set_text (GTK_EDITABLE (filter_part (suggestions, "margin")), "0.3");
  assert_ranking (suggestions, "抽纸");
  gtk_editable_set_text (GTK_EDITABLE (filter_part (suggestions, "margin")), "");

  gtk_widget_activate_action (row_of (suggestions, "香皂"), "suggestion.accept", NULL);
  app_fixture_settle (&fixture->app);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (filter_part (suggestions, "only_new")), TRUE);
  assert_ranking (suggestions, "抽纸");
  close_suggestions (suggestions);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/match/products-are-ranked-by-margin", test_products_are_ranked);
  ADD ("/app/match/accepted-is-said", test_accepted_is_said);
  ADD ("/app/match/refusal-changes-the-ranking-at-once", test_refusal_changes_the_ranking);
  ADD ("/app/match/later-hides-until-then", test_later_hides_until_then);
  ADD ("/app/match/product-says-why-it-suits-nobody", test_product_says_why_it_suits_nobody);
  ADD ("/app/sales/those-of-other-weeks-stand-apart", test_sales_of_other_weeks_stand_apart);
  ADD ("/app/match/written-reason-stays", test_written_reason_stays);
  ADD ("/app/match/written-reason-outlives-its-row", test_written_reason_outlives_its_row);
  ADD ("/app/match/written-reason-is-given", test_written_reason_is_given);
  ADD ("/app/match/filters", test_filters);
  ADD ("/app/match/parts-are-shown-when-asked", test_parts_are_shown_when_asked);
  ADD ("/app/match/open-red-line-is-said", test_open_red_line_is_said);
#undef ADD

  return g_test_run ();
}
