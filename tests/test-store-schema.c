/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "store-fixture.h"

static void
test_schema_matches_tables (StoreFixture  *fixture,
                            gconstpointer  data)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const RosterRecordType *type = roster_record_types[t];
      g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info('%s')", type->name);
      g_autoptr (RosterStatement) statement =
          roster_database_query (roster_cache_database (fixture->cache), NULL, sql, "");
      g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      while (roster_statement_step (statement, NULL) == ROSTER_STEP_ROW)
        g_hash_table_add (columns, g_strdup (roster_statement_text (statement, 0)));

      g_assert_cmpuint (g_hash_table_size (columns), ==, roster_record_type_n_fields (type) + 2);
      for (guint i = 0; i < roster_record_type_n_fields (type); i++)
        g_assert_true (g_hash_table_contains (columns, roster_record_type_field (type, i)->name));
    }
}

/* A type's columns with the states of its accounts, in words: what a migration may change together only. */
typedef struct
{
  char *columns;
  char *states;
} Kept;

static char *
all_of (RosterDatabase *database,
        const char     *sql,
        const char     *argument)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterStatement) statement = roster_database_query (database, &error, sql, "s", argument);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  while (roster_statement_step (statement, &error) == ROSTER_STEP_ROW)
    g_string_append_printf (text, "%s ", roster_statement_text (statement, 0));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
read_kept (RosterDatabase *database,
           Kept           *kept)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const char *name = roster_record_types[t]->name;

      kept[t].columns = all_of (database, "SELECT name FROM pragma_table_info (?) ORDER BY name", name);
      kept[t].states = all_of (database, "SELECT state FROM sync_state WHERE type = ? ORDER BY account", name);
    }
}

/* What has got another field since is read again, as others may have filled it already; the rest goes on where it
   stood. */
static void
assert_read_again (const Kept *before,
                   const Kept *after)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      gboolean had_states = before[t].states[0] != '\0';
      gboolean is_same = strcmp (before[t].columns, after[t].columns) == 0;
      g_autofree char *message = g_strdup_printf ("%s: from “%s” to “%s”", roster_record_types[t]->name,
                                                  before[t].states, after[t].states);

      g_test_message ("%s", message);
      if (!had_states)
        continue;
      if (is_same)
        g_assert_cmpstr (before[t].states, ==, after[t].states);
      else
        g_assert_nonnull (strstr (after[t].states, "reading again"));
    }
}

static void
kept_clear (Kept *kept)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      g_free (kept[t].columns);
      g_free (kept[t].states);
    }
}

/* The first version of the schema, filled. Every later program has to open it and keep all of it. */
static void
test_first_version_is_kept (StoreFixture  *fixture,
                            gconstpointer  data)
{
  Kept before[ROSTER_N_RECORD_TYPES], after[ROSTER_N_RECORD_TYPES];
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "fixtures", "cache-001.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterDatabase) old = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  g_assert_true (g_file_get_contents (source, &sql, NULL, &error));
  g_clear_pointer (&fixture->cache, roster_cache_close);
  g_unlink (fixture->path);
  old = roster_database_open (fixture->path, ROSTER_DATABASE_CREATE, &error);
  g_assert_true (roster_database_execute (old, sql, &error));
  g_assert_cmpint (roster_database_version (old), ==, 1);
  read_kept (old, before);
  g_clear_pointer (&old, roster_database_close);

  store_open_cache (fixture);
  g_assert_true (roster_cache_check (fixture->cache, &error));
  g_assert_no_error (error);
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      g_autofree char *table = g_strdup_printf ("CREATE TABLE IF NOT EXISTS \"%s\"", roster_record_types[t]->name);
      gint64 n_records = roster_cache_count (fixture->cache, roster_record_types[t], NULL);

      /* Types that came later have a table now, and nothing in it. */
      g_assert_true (n_records >= 0 && (n_records > 0) == (strstr (sql, table) != NULL));
    }

  read_kept (roster_cache_database (fixture->cache), after);
  assert_read_again (before, after);
  kept_clear (before);
  kept_clear (after);

  waiting = roster_cache_list_pending (fixture->cache, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting->len, ==, 1);
  conflicts = roster_cache_list_conflicts (fixture->cache, &error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  steps = roster_cache_list_steps (fixture->cache, 10, &error);
  g_assert_cmpuint (steps->len, ==, 3);
  roster_reversal_report_free (store_undo (fixture, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/schema/" path, StoreFixture, NULL, store_set_up, func, store_tear_down)
  ADD ("matches-the-field-tables", test_schema_matches_tables);
  ADD ("first-version-is-kept", test_first_version_is_kept);

  return g_test_run ();
}
