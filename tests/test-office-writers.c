/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "roster-office-learn.h"
#include "roster-office-rules.h"

/* Two that write to one account at the same time: the second one goes by what the first has written. */

/* How long both have for coming to where they wait, in microseconds. Where that is too little, nothing is proved and
   nothing fails. */
#define HEAD_START 200000

#define CHECKLIST                                                                                                   \
  "{\"name\":{\"en\":\"Basics\",\"zh_CN\":\"基础\"},\"sections\":[{\"id\":\"first\",\"title\":{\"en\":\"First\"," \
  "\"zh_CN\":\"一\"},\"items\":[{\"id\":\"a\",\"kind\":\"yes-no\",\"weight\":1,\"text\":{\"en\":\"Is it %s?\","    \
  "\"zh_CN\":\"是吗？\"}}]}]}"

/* Keeps all others out of the company's account until roster_office_release(). */
static RosterBackend *
lock_company (OfficeFixture *fixture)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GError) error = NULL;
  RosterBackend *backend = roster_office_acquire (fixture->office, &error);

  roster_backend_begin_on (backend, COMPANY, &company, &error);
  g_assert_no_error (error);
  g_assert_nonnull (company);
  return backend;
}

typedef struct
{
  OfficeFixture *fixture;
  RosterRuleId rule;
  gint64 value;
} Setting;

static gpointer
set_rule (gpointer data)
{
  Setting *setting = data;
  g_autoptr (GError) error = NULL;

  roster_office_set_rule (setting->fixture->office, setting->rule, setting->value, NULL, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
test_a_rule_has_one_record (OfficeFixture *fixture,
                            gconstpointer  data)
{
  Setting settings[] = { { fixture, ROSTER_RULE_BOOK_NORM, 40 }, { fixture, ROSTER_RULE_BOOK_NORM, 41 } };
  RosterBackend *backend = lock_company (fixture);
  GThread *threads[G_N_ELEMENTS (settings)];
  g_autofree char *rules = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    threads[i] = g_thread_new ("setting", set_rule, &settings[i]);
  g_usleep (HEAD_START);
  roster_office_release (fixture->office, backend);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_thread_join (threads[i]);

  rules = office_fixture_call (fixture, HEAD, "Rule/query", "{\"accountId\":\"" COMPANY "\",\"calculateTotal\":true}");
  g_assert_nonnull (strstr (rules, "\"total\":1"));
}

static gpointer
learn (gpointer data)
{
  OfficeFixture *fixture = data;
  g_autoptr (GError) error = NULL;
  guint n_changed;

  roster_office_learn (fixture->office, FIXTURE_NOW, &n_changed, &error);
  g_assert_no_error (error);
  return GUINT_TO_POINTER (n_changed);
}

/* Who was slower has learnt from what is older, and writes nothing over what is newer. */
static void
test_the_first_to_learn_is_believed (OfficeFixture *fixture,
                                     gconstpointer  data)
{
  RosterBackend *backend;
  GThread *threads[2];
  guint n_changed = 0, n_again;
  g_autoptr (GError) error = NULL;

  office_fixture_create (fixture, COMPANY, "Product",
                         "{\"id\":\"0195b000-0000-7000-8000-000000000001\",\"name\":\"抽纸\",\"sku\":\"P1\","
                         "\"category\":\"日化/纸品\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"0195b000-0000-7000-8000-000000000002\",\"name\":\"张三\",\"kuaishouId\":\"zs\","
                         "\"state\":\"active\",\"tier\":\"part-timer\",\"vertical\":\"日化\",\"lives28\":12}");
  office_fixture_create (fixture, SELLER_BOOK, "Sale",
                         "{\"id\":\"0195b000-0000-7000-8000-000000000003\",\"streamer\":"
                         "\"0195b000-0000-7000-8000-000000000002\",\"product\":"
                         "\"0195b000-0000-7000-8000-000000000001\",\"periodEnd\":\"2026-02-20\",\"periodDays\":28,"
                         "\"units\":120}");

  backend = lock_company (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("learning", learn, fixture);
  g_usleep (HEAD_START);
  roster_office_release (fixture->office, backend);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    n_changed += GPOINTER_TO_UINT (g_thread_join (threads[i]));

  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_true (roster_office_learn (fixture->office, FIXTURE_NOW, &n_again, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_again, ==, 0);
}

static GSubprocess *
start_import (OfficeFixture *fixture,
              const char    *path)
{
  const char *database = g_getenv ("ROSTER_TEST_DATABASE");
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "office", "roster-office", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "checklist", "import",
                                           "--store", database != NULL ? database : fixture->path, path, NULL);

  g_assert_no_error (error);
  return process;
}

/* Two versions of a checklist that are imported at once get a number each. */
static void
test_a_version_is_given_once (OfficeFixture *fixture,
                              gconstpointer  data)
{
  RosterBackend *backend = lock_company (fixture);
  g_autofree char *checklists = NULL;
  GSubprocess *processes[2];
  char *paths[2];

  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_autofree char *name = g_strdup_printf ("checklist-%u.json", i);
      g_autofree char *text = g_strdup_printf (CHECKLIST, i == 0 ? "so" : "otherwise");
      g_autoptr (GError) error = NULL;

      paths[i] = g_build_filename (fixture->directory, name, NULL);
      g_file_set_contents (paths[i], text, -1, &error);
      g_assert_no_error (error);
      processes[i] = start_import (fixture, paths[i]);
    }
  g_usleep (2 * HEAD_START);
  roster_office_release (fixture->office, backend);

  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_assert_true (g_subprocess_wait_check (processes[i], NULL, NULL));
      g_object_unref (processes[i]);
      g_unlink (paths[i]);
      g_free (paths[i]);
    }
  checklists = office_fixture_call (fixture, HEAD, "Checklist/get", "{\"accountId\":\"" COMPANY "\",\"ids\":null}");
  g_assert_nonnull (strstr (checklists, "\"version\":1"));
  g_assert_nonnull (strstr (checklists, "\"version\":2"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, func, office_fixture_tear_down)

  ADD ("/office/writers/a-rule-has-one-record", test_a_rule_has_one_record);
  ADD ("/office/writers/the-first-to-learn-is-believed", test_the_first_to_learn_is_believed);
  ADD ("/office/writers/a-version-is-given-once", test_a_version_is_given_once);

  return g_test_run ();
}
