/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The import window: what a file means, what would come of it, and that nothing is half done. */

#include <sqlite3.h>

#include "app-fixture.h"
#include "faulty-vfs.h"
#include "roster-import-window.h"
#include "roster-window.h"

#define PEOPLE "快手号,昵称,粉丝数,城市\nlaotie1,张三,5.4万,临沂\nlaotie2,李四,1200,义乌\nlaotie3,王五,很多,杭州\n"
#define PRODUCTS "商品编号,商品名称,售价\nX1,洗发水,\"99,000₫\"\n"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterImportWindow *import;
  GtkStack *stack;
  char *summary;
  gint64 step;
} Fixture;

static void
imported_cb (RosterImportWindow *import,
             gint64              step,
             const char         *summary,
             Fixture            *fixture)
{
  fixture->step = step;
  g_free (fixture->summary);
  fixture->summary = g_strdup (summary);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  fixture->import = g_object_ref_sink (
      roster_import_window_new (GTK_WINDOW (fixture->window), fixture->app.context));
  fixture->stack = GTK_STACK (app_fixture_find (GTK_WIDGET (fixture->import), GTK_TYPE_STACK, NULL));
  g_signal_connect (fixture->import, "imported", G_CALLBACK (imported_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  faulty_vfs_fail_at (0, SQLITE_OK);
  gtk_window_destroy (GTK_WINDOW (fixture->import));
  g_clear_object (&fixture->import);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->summary, g_free);
  app_fixture_tear_down (&fixture->app, data);
}

static void
assert_page (Fixture    *fixture,
             const char *page)
{
  while (g_str_equal (gtk_stack_get_visible_child_name (fixture->stack), "busy"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->stack), ==, page);
}

static void
open_file (Fixture    *fixture,
           const char *name,
           const char *text,
           gssize      length)
{
  g_autofree char *path = g_build_filename (fixture->app.folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  roster_import_window_open (fixture->import, file);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *name)
{
  GtkWidget *found = app_fixture_find (GTK_WIDGET (fixture->import), type, name);

  g_assert_nonnull (found);
  return found;
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->import), action, NULL));
}

/* What is written at the chosen entry of a row with choices. */
static const char *
chosen_in (GtkWidget *row)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (row)));
}

static void
choose (GtkWidget  *row,
        const char *label)
{
  GListModel *choices = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GtkStringObject) choice = g_list_model_get_item (choices, i);

      if (g_str_equal (gtk_string_object_get_string (choice), label))
        {
          adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
          return;
        }
    }

  g_assert_not_reached ();
}

static guint
count_streamers (Fixture *fixture)
{
  g_autoptr (GPtrArray) streamers = app_fixture_list (&fixture->app, &roster_streamer_type);

  return streamers->len;
}

/* Good rows go in, the bad one says what is wrong with it, and the whole is one step that goes back. */
static void
test_import_refuses_one_row_and_is_one_step (Fixture       *fixture,
                                             gconstpointer  data)
{
  open_file (fixture, "people.csv", PEOPLE, -1);
  assert_page (fixture, "mapping");
  g_assert_cmpstr (chosen_in (find (fixture, ADW_TYPE_COMBO_ROW, "What the file lists")), ==, "Streamers");
  g_assert_cmpstr (chosen_in (find (fixture, ADW_TYPE_COMBO_ROW, "快手号")), ==, "Kuaishou id");

  activate (fixture, "import.preview");
  assert_page (fixture, "preview");
  find (fixture, GTK_TYPE_LABEL, "Refused (1)");
  g_assert_cmpuint (count_streamers (fixture), ==, 0);

  activate (fixture, "import.apply");
  while (fixture->summary == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->summary, ==, "Imported: 2 new, 0 changed, 1 refused");
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (count_streamers (fixture), ==, 2);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo-step", "x", fixture->step);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (count_streamers (fixture), ==, 0);
}

/* Whoever chose the columns once need not do it again. */
static void
test_columns_are_remembered (Fixture       *fixture,
                             gconstpointer  data)
{
  open_file (fixture, "people.csv", PEOPLE, -1);
  assert_page (fixture, "mapping");
  choose (find (fixture, ADW_TYPE_COMBO_ROW, "城市"), "Not imported");
  activate (fixture, "import.preview");
  assert_page (fixture, "preview");
  activate (fixture, "import.apply");
  while (fixture->summary == NULL)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_settle (&fixture->app);

  gtk_window_destroy (GTK_WINDOW (fixture->import));
  g_object_unref (fixture->import);
  fixture->import = g_object_ref_sink (
      roster_import_window_new (GTK_WINDOW (fixture->window), fixture->app.context));
  fixture->stack = GTK_STACK (app_fixture_find (GTK_WIDGET (fixture->import), GTK_TYPE_STACK, NULL));
  open_file (fixture, "more-people.csv", PEOPLE, -1);
  assert_page (fixture, "mapping");
  g_assert_cmpstr (chosen_in (find (fixture, ADW_TYPE_COMBO_ROW, "城市")), ==, "Not imported");
}

/* A field has one source: choosing it for a column takes it from the other. */
static void
test_field_goes_to_one_column (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *fans, *city;

  open_file (fixture, "people.csv", PEOPLE, -1);
  assert_page (fixture, "mapping");
  fans = find (fixture, ADW_TYPE_COMBO_ROW, "粉丝数");
  city = find (fixture, ADW_TYPE_COMBO_ROW, "城市");
  g_assert_cmpstr (chosen_in (city), ==, "City");

  choose (fans, "City");
  g_assert_cmpstr (chosen_in (fans), ==, "City");
  g_assert_cmpstr (chosen_in (city), ==, "Not imported");
}

/* Another currency is converted at the rate that a person gives, and at no other. */
static void
test_foreign_money_asks_for_the_rate (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GPtrArray) products = NULL;
  GtkWidget *rate;

  open_file (fixture, "products.csv", PRODUCTS, -1);
  assert_page (fixture, "mapping");
  activate (fixture, "import.preview");
  assert_page (fixture, "mapping");
  rate = find (fixture, ADW_TYPE_ENTRY_ROW, "Yuan for one VND");
  g_assert_true (gtk_widget_get_mapped (rate));

  gtk_editable_set_text (GTK_EDITABLE (rate), "dear");
  activate (fixture, "import.preview");
  assert_page (fixture, "mapping");
  g_assert_true (gtk_widget_has_css_class (rate, "error"));

  gtk_editable_set_text (GTK_EDITABLE (rate), "0.00028");
  g_assert_false (gtk_widget_has_css_class (rate, "error"));
  activate (fixture, "import.preview");
  assert_page (fixture, "preview");
  activate (fixture, "import.apply");
  while (fixture->summary == NULL)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_settle (&fixture->app);
  products = app_fixture_list (&fixture->app, &roster_product_type);
  g_assert_cmpuint (products->len, ==, 1);
  g_assert_cmpint (roster_record_number (products->pdata[0], "price", 0), ==, 27720);
}

/* A full disk takes none of it, says so, and the file can be tried again. */
static void
test_full_disk_takes_nothing (Fixture       *fixture,
                              gconstpointer  data)
{
  open_file (fixture, "people.csv", PEOPLE, -1);
  assert_page (fixture, "mapping");
  activate (fixture, "import.preview");
  assert_page (fixture, "preview");
  faulty_vfs_fail_at (1, SQLITE_FULL);
  activate (fixture, "import.apply");
  assert_page (fixture, "failed");
  g_assert_true (faulty_vfs_failed ());
  g_assert_null (fixture->summary);

  faulty_vfs_fail_at (0, SQLITE_OK);
  g_assert_cmpuint (count_streamers (fixture), ==, 0);
  open_file (fixture, "people.csv", PEOPLE, -1);
  assert_page (fixture, "mapping");
}

/* Leaving while it runs imports nothing more; what runs lets go of the window. */
static void
test_leaving_while_it_reads_imports_nothing (Fixture       *fixture,
                                             gconstpointer  data)
{
  open_file (fixture, "people.csv", PEOPLE, -1);
  gtk_window_close (GTK_WINDOW (fixture->import));
  app_fixture_settle (&fixture->app);
  g_assert_null (fixture->summary);
  g_assert_cmpuint (count_streamers (fixture), ==, 0);
}

static void
test_bad_file_says_what_is_wrong (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *content;
    gssize length;
  } files[] = {
    { "empty.csv", "", 0 },
    { "binary.csv", "\0\1\2\3\0\0\0\0", 8 },
    { "half.xlsx", "PK\3\4 and no more", -1 },
    { "not-a-calendar.ics", "BEGIN:NOTHING", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      AdwStatusPage *failure;

      open_file (fixture, files[i].name, files[i].content, files[i].length);
      assert_page (fixture, "failed");
      failure = ADW_STATUS_PAGE (find (fixture, ADW_TYPE_STATUS_PAGE, NULL));
      g_assert_cmpuint (strlen (adw_status_page_get_description (failure)), >, 10);
    }
  g_assert_cmpuint (count_streamers (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  faulty_vfs_install ();
  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/import/refuses-one-row-and-is-one-step", test_import_refuses_one_row_and_is_one_step);
  ADD ("/app/import/columns-are-remembered", test_columns_are_remembered);
  ADD ("/app/import/field-goes-to-one-column", test_field_goes_to_one_column);
  ADD ("/app/import/foreign-money-asks-for-the-rate", test_foreign_money_asks_for_the_rate);
  ADD ("/app/import/full-disk-takes-nothing", test_full_disk_takes_nothing);
  ADD ("/app/import/leaving-while-it-reads-imports-nothing", test_leaving_while_it_reads_imports_nothing);
  ADD ("/app/import/bad-file-says-what-is-wrong", test_bad_file_says_what_is_wrong);
#undef ADD

  return g_test_run ();
}
