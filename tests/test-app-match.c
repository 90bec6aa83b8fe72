/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-product-page.h"
#include "roster-streamer-page.h"
#include "roster-suggestion-row.h"
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

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/match/products-are-ranked-by-margin", test_products_are_ranked);
  ADD ("/app/match/accepted-is-said", test_accepted_is_said);
  ADD ("/app/match/refusal-changes-the-ranking-at-once", test_refusal_changes_the_ranking);
  ADD ("/app/match/later-hides-until-then", test_later_hides_until_then);
  ADD ("/app/match/product-says-why-it-suits-nobody", test_product_says_why_it_suits_nobody);
  ADD ("/app/match/parts-are-shown-when-asked", test_parts_are_shown_when_asked);
#undef ADD

  return g_test_run ();
}
