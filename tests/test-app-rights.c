/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * What the office would refuse is not offered: each control that writes, for each role, by the office's own table of
 * rights.
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-import-window.h"
#include "roster-product-list.h"
#include "roster-rights.h"
#include "roster-rules-window.h"
#include "roster-schedule-page.h"
#include "roster-streamer-coaching.h"
#include "roster-streamer-list.h"
#include "roster-streamer-page.h"
#include "roster-suggestions.h"
#include "roster-today-page.h"
#include "roster-walk.h"
#include "roster-window.h"

#define CHECKLIST "0195a000-0000-7000-8000-00000000c001"
#define WALK "0195a000-0000-7000-8000-00000000c002"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  GtkWidget *coaching;
  GtkWidget *suggestions;
  RosterRecord *streamer;
} Fixture;

/* Where a control is looked for. */
typedef enum
{
  PAGE_STREAMER,
  PAGE_STREAMERS,
  PAGE_PRODUCTS,
  PAGE_SCHEDULE,
  PAGE_TODAY,
  PAGE_COACHING,
  PAGE_SUGGESTIONS,
} Page;

typedef struct
{
  Page page;
  const char *name;
  const RosterRecordType *writes;
} Control;

static const Control controls[] = {
  { PAGE_STREAMER, "streamer.note", &roster_activity_type },
  { PAGE_STREAMER, "_New Line-up", &roster_lineup_type },
  { PAGE_STREAMER, "New _Request", &roster_custom_request_type },
  { PAGE_STREAMERS, "browser.new", &roster_streamer_type },
  { PAGE_PRODUCTS, "browser.new", &roster_product_type },
  { PAGE_SCHEDULE, "browser.new", &roster_live_type },
  { PAGE_TODAY, "Done", &roster_followup_type },
  { PAGE_COACHING, "_Start a Walk-through", &roster_walkthrough_type },
  { PAGE_COACHING, "Give Up…", &roster_walkthrough_type },
  { PAGE_COACHING, "_Done", &roster_followup_type },
  { PAGE_COACHING, "C_onfirm…", &roster_video_type },
  { PAGE_SUGGESTIONS, "suggestion.accept", &roster_decision_type },
};

static RosterRecord *
new_record (Fixture                *fixture,
            const RosterRecordType *type)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *record = roster_record_new (
      type, id, type->scope == ROSTER_SCOPE_COMPANY ? ROSTER_LOCAL_COMPANY_ACCOUNT : ROSTER_LOCAL_BOOK_ACCOUNT);

  if (type->scope == ROSTER_SCOPE_BOOK)
    roster_record_set_text (record, "streamer", roster_record_id (fixture->streamer));
  roster_record_apply_defaults (record);
  return record;
}

static void
fill (Fixture *fixture)
{
  g_autoptr (RosterRecord) follow_up = NULL, video = NULL, product = NULL, walk = NULL;
  g_autoptr (RosterRecord) checklist =
      roster_record_new (&roster_checklist_type, CHECKLIST, ROSTER_LOCAL_COMPANY_ACCOUNT);

  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  follow_up = new_record (fixture, &roster_followup_type);
  roster_record_set_text (follow_up, "name", "换头像");
  roster_record_set_text (follow_up, "due", "2026-03-01");
  app_fixture_create (&fixture->app, follow_up);

  video = new_record (fixture, &roster_video_type);
  roster_record_set_text (video, "name", "抽烟的下午");
  roster_record_set_text (video, "publishedOn", "2026-03-01");
  roster_record_set_text (video, "flag", "red");
  app_fixture_create (&fixture->app, video);

  product = new_record (fixture, &roster_product_type);
  roster_record_set_text (product, "name", "香皂");
  roster_record_set_text (product, "sku", "SKU-1");
  roster_record_set_text (product, "category", "日化");
  roster_record_set_text (product, "vertical", "家居");
  roster_record_set_number (product, "price", 10000);
  roster_record_set_number (product, "unitMargin", 200);
  roster_record_set_number (product, "stock", 1000);
  roster_record_set_text (product, "safetyCheck", "passed");
  roster_record_set_text (product, "legalityCheck", "passed");
  app_fixture_create (&fixture->app, product);

  roster_record_set_text (checklist, "name", "Set-up");
  roster_record_set_text (checklist, "nameChinese", "搭建");
  roster_record_set_text (checklist, "state", "published");
  roster_record_set_number (checklist, "version", 1);
  roster_record_set_text (checklist, "sections",
                          "[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"zh_CN\":\"甲\"},\"items\":[{\"id\":\"light\","
                          "\"kind\":\"yes-no\",\"text\":{\"en\":\"Bright\",\"zh_CN\":\"明亮\"}}]}]");
  app_fixture_create (&fixture->app, checklist);
  walk = roster_walk_start (WALK, fixture->streamer, checklist, NULL, APP_NOW);
  app_fixture_create (&fixture->app, walk);
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return child;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fill (fixture);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  fixture->coaching = present (roster_streamer_coaching_new (fixture->app.context));
  roster_streamer_coaching_show (ROSTER_STREAMER_COACHING (fixture->coaching), roster_record_id (fixture->streamer));
  fixture->suggestions = present (roster_suggestions_new (fixture->app.context, ROSTER_SUGGESTION_PRODUCT));
  roster_suggestions_show (ROSTER_SUGGESTIONS (fixture->suggestions), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (fixture->suggestions)));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (fixture->coaching)));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

static RosterAccount *
account_of (RosterRole     role,
            RosterRelation relation)
{
  gboolean company = relation == ROSTER_RELATION_COMPANY;
  RosterAccount *account =
      roster_account_new (company ? ROSTER_LOCAL_COMPANY_ACCOUNT : ROSTER_LOCAL_BOOK_ACCOUNT, "王芳",
                          company ? ROSTER_SCOPE_COMPANY : ROSTER_SCOPE_BOOK,
                          roster_rights_of_account (role, relation) != ROSTER_ACCESS_WRITE, TRUE);

  account->writes = g_ptr_array_new ();
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_rights_of_type (role, relation, roster_record_types[i]) == ROSTER_ACCESS_WRITE)
      g_ptr_array_add (account->writes, (gpointer) roster_record_types[i]);
  return account;
}

static gpointer
take_accounts (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return roster_cache_set_accounts (cache, data, error) ? g_strdup ("") : NULL;
}

static void
become (Fixture        *fixture,
        RosterRole      role,
        RosterRelation  book)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  g_ptr_array_add (accounts, account_of (role, ROSTER_RELATION_COMPANY));
  g_ptr_array_add (accounts, account_of (role, book));
  roster_store_write_async (fixture->app.store, take_accounts, accounts, NULL, g_free, NULL, NULL, NULL);
  app_fixture_settle (&fixture->app);
}

static GtkWidget *
page_of (Fixture *fixture,
         Page     page)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  switch (page)
    {
    case PAGE_STREAMER:
      return app_fixture_find (window, ROSTER_TYPE_STREAMER_PAGE, NULL);
    case PAGE_STREAMERS:
      return app_fixture_find (window, ROSTER_TYPE_STREAMER_LIST, NULL);
    case PAGE_PRODUCTS:
      roster_window_show_place (fixture->window, "products");
      return app_fixture_find (window, ROSTER_TYPE_PRODUCT_LIST, NULL);
    case PAGE_SCHEDULE:
      roster_window_show_place (fixture->window, "schedule");
      return app_fixture_find (window, ROSTER_TYPE_SCHEDULE_PAGE, NULL);
    case PAGE_TODAY:
      return app_fixture_find (window, ROSTER_TYPE_TODAY_PAGE, NULL);
    case PAGE_COACHING:
      return fixture->coaching;
    case PAGE_SUGGESTIONS:
      return fixture->suggestions;
    }

  g_assert_not_reached ();
}

/* A container that is refused says why for what is in it. */
static const char *
reason_of (GtkWidget *widget)
{
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    if (!gtk_widget_get_sensitive (at) && gtk_widget_get_tooltip_text (at) != NULL)
      return gtk_widget_get_tooltip_text (at);

  return NULL;
}

static const struct
{
  const char *name;
  RosterRole role;
  RosterRelation book;
} roles[] = {
  { "salesperson", ROSTER_ROLE_SALESPERSON, ROSTER_RELATION_OWN_BOOK },
  { "trainer", ROSTER_ROLE_TRAINER, ROSTER_RELATION_BASE_BOOK },
  { "manager", ROSTER_ROLE_MANAGER, ROSTER_RELATION_BASE_BOOK },
  { "office", ROSTER_ROLE_OFFICE, ROSTER_RELATION_OTHER_BOOK },
  { "reader", ROSTER_ROLE_SALESPERSON, ROSTER_RELATION_OTHER_BOOK },
};

static void
only_what_the_office_takes_is_offered (Fixture       *fixture,
                                       gconstpointer  data)
{
  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    {
      become (fixture, roles[r].role, roles[r].book);
      roster_window_show_place (fixture->window, "streamers");
      roster_window_open (fixture->window, "Streamer", roster_record_id (fixture->streamer));
      app_fixture_settle (&fixture->app);
      for (guint c = 0; c < G_N_ELEMENTS (controls); c++)
        {
          const Control *control = &controls[c];
          RosterRelation relation =
              control->writes->scope == ROSTER_SCOPE_COMPANY ? ROSTER_RELATION_COMPANY : roles[r].book;
          gboolean allowed =
              roster_rights_of_type (roles[r].role, relation, control->writes) == ROSTER_ACCESS_WRITE;
          GtkWidget *page = page_of (fixture, control->page), *widget;

          app_fixture_settle (&fixture->app);
          g_assert_nonnull (page);
          widget = app_fixture_find (page, GTK_TYPE_WIDGET, control->name);
          g_test_message ("%s: %s", roles[r].name, control->name);
          g_assert_nonnull (widget);
          g_assert_cmpint (gtk_widget_is_sensitive (widget), ==, allowed);
          g_assert_cmpint (reason_of (widget) != NULL, ==, !allowed);
        }
    }
}

/* The page of a streamer says once why so little can be done on it. */
static void
the_page_says_why (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *page;

  become (fixture, ROSTER_ROLE_TRAINER, ROSTER_RELATION_BASE_BOOK);
  roster_window_open (fixture->window, "Streamer", roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  page = page_of (fixture, PAGE_STREAMER);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL,
                                      "Streamers of this book are changed by its salesperson, the "
                                      "base manager or the head office."));

  /* Other rights come with a sync, and the page follows. */
  become (fixture, ROSTER_ROLE_MANAGER, ROSTER_RELATION_BASE_BOOK);
  g_assert_null (app_fixture_find (page, GTK_TYPE_LABEL, "Streamers of this book are changed by its salesperson, the "
                                                         "base manager or the head office."));
  g_assert_true (gtk_widget_is_sensitive (app_fixture_find (page, GTK_TYPE_BUTTON, "streamer.note")));
}

/* Who sees the books of several people reads on a streamer's page whose it is; who has one book knows. */
static void
the_page_says_whose_streamer_it_is (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autofree char *alone = g_strdup (roster_record_text (fixture->streamer, "kuaishouId"));
  g_autofree char *told = g_strdup_printf ("%s · looked after by 王芳", alone);
  GtkWidget *page;

  become (fixture, ROSTER_ROLE_MANAGER, ROSTER_RELATION_BASE_BOOK);
  roster_window_open (fixture->window, "Streamer", roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  page = page_of (fixture, PAGE_STREAMER);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, alone));

  g_ptr_array_add (accounts, account_of (ROSTER_ROLE_MANAGER, ROSTER_RELATION_COMPANY));
  g_ptr_array_add (accounts, account_of (ROSTER_ROLE_MANAGER, ROSTER_RELATION_BASE_BOOK));
  g_ptr_array_add (accounts, roster_account_new ("book-2", "李强", ROSTER_SCOPE_BOOK, FALSE, FALSE));
  roster_store_write_async (fixture->app.store, take_accounts, accounts, NULL, g_free, NULL, NULL, NULL);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, told));
}

/* The rights in force are those of the office, for every type. */
static void
every_type_by_the_office_table (Fixture       *fixture,
                                gconstpointer  data)
{
  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    {
      become (fixture, roles[r].role, roles[r].book);
      for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
        {
          const RosterRecordType *type = roster_record_types[t];
          const char *account =
              type->scope == ROSTER_SCOPE_COMPANY ? ROSTER_LOCAL_COMPANY_ACCOUNT : ROSTER_LOCAL_BOOK_ACCOUNT;
          RosterRelation relation = type->scope == ROSTER_SCOPE_COMPANY ? ROSTER_RELATION_COMPANY : roles[r].book;
          gboolean allowed = roster_rights_of_type (roles[r].role, relation, type) == ROSTER_ACCESS_WRITE;

          g_test_message ("%s: %s", roles[r].name, type->name);
          g_assert_cmpint (
              roster_rights_in_force_may_write (roster_context_rights (fixture->app.context), type, account), ==,
              allowed);
        }
    }
}

static void
wait_for_page (GtkWidget *window)
{
  GtkStack *stack = GTK_STACK (app_fixture_find (window, GTK_TYPE_STACK, NULL));

  while (g_str_equal (gtk_stack_get_visible_child_name (stack), "busy"))
    g_main_context_iteration (NULL, TRUE);
}

/* What the office would refuse row by row is said before the columns are. */
static void
an_import_says_why_it_is_not_taken (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const struct
  {
    RosterRole role;
    RosterRelation book;
    const char *file;
    const char *content;
    const char *refusal;
  } cases[] = {
    { ROSTER_ROLE_SALESPERSON, ROSTER_RELATION_OWN_BOOK, "products.csv", "商品编号,商品名称,分类,售价\nP1,皂,日化,9.9\n",
      "Products cannot be changed here: only the head office may write there." },
    { ROSTER_ROLE_OFFICE, ROSTER_RELATION_OTHER_BOOK, "products.csv", "商品编号,商品名称,分类,售价\nP1,皂,日化,9.9\n", NULL },
    { ROSTER_ROLE_SALESPERSON, ROSTER_RELATION_OWN_BOOK, "streamers.csv", "主播昵称,快手号\n张三,zs\n", NULL },
    { ROSTER_ROLE_TRAINER, ROSTER_RELATION_BASE_BOOK, "streamers.csv", "主播昵称,快手号\n张三,zs\n",
      "Streamers of this book are changed by its salesperson, the base manager or the head office." },
    { ROSTER_ROLE_TRAINER, ROSTER_RELATION_BASE_BOOK, "lives.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
      "Live sessions of this book are changed by its salesperson, the base manager or the head office." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->app.folder, cases[i].file, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      GtkWidget *window, *preview;

      become (fixture, cases[i].role, cases[i].book);
      g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
      window = GTK_WIDGET (roster_import_window_new (GTK_WINDOW (fixture->window), fixture->app.context));
      roster_import_window_open (ROSTER_IMPORT_WINDOW (window), file);
      wait_for_page (window);
      preview = app_fixture_find (window, GTK_TYPE_BUTTON, "import.preview");
      g_test_message ("%s", cases[i].file);
      if (cases[i].refusal != NULL)
        g_assert_nonnull (app_fixture_find (window, GTK_TYPE_LABEL, cases[i].refusal));
      g_assert_cmpint (gtk_widget_get_visible (preview) && gtk_widget_is_sensitive (preview), ==,
                       cases[i].refusal == NULL);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Nobody changes a rule here, and the window says who does. */
static void
the_rules_say_who_sets_them (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *window = roster_rules_window_new (GTK_WINDOW (fixture->window), fixture->app.context);

  g_assert_nonnull (app_fixture_find (window, GTK_TYPE_LABEL,
                                      "These values hold for everybody. They are only read here: an administrator at "
                                      "the head office changes them, and they come with the next sync."));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, func) g_test_add ("/app/rights/" path, Fixture, application, set_up, func, tear_down)

  ADD ("only-what-the-office-takes-is-offered", only_what_the_office_takes_is_offered);
  ADD ("the-page-says-why", the_page_says_why);
  ADD ("the-page-says-whose-streamer-it-is", the_page_says_whose_streamer_it_is);
  ADD ("an-import-says-why-it-is-not-taken", an_import_says_why_it_is_not_taken);
  ADD ("the-rules-say-who-sets-them", the_rules_say_who_sets_them);
  ADD ("every-type-by-the-office-table", every_type_by_the_office_table);

  return g_test_run ();
}
