/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "roster-container-private.h"
#include "roster-http-module.h"
#include "roster-module.h"
#include "roster-plan-problem.h"
#include "roster-secret.h"
#include "roster-soup-transport.h"
#include "roster-token-store.h"
#include "roster-workbook.h"

/* What is loaded when it is first needed: that it is there, whole, and missed in words. */

static const struct
{
  const char *name;
  gsize size;
} modules[] = {
  { ROSTER_ARCHIVE_MODULE, sizeof (RosterArchive) },
  { ROSTER_HTTP_MODULE, sizeof (RosterHttp) },
  { ROSTER_SECRET_MODULE, sizeof (RosterSecret) },
  { ROSTER_SOLVER_MODULE, sizeof (RosterSolver) },
  { ROSTER_WORKBOOK_MODULE, sizeof (RosterWorkbookWriter) },
};

/* Points the loader to another folder for the length of a test. */
static char *
move_folder (const char *folder)
{
  char *before = g_strdup (g_getenv ("ROSTER_MODULE_DIR"));

  g_setenv ("ROSTER_MODULE_DIR", folder, TRUE);
  return before;
}

static void
restore_folder (char *before)
{
  if (before != NULL)
    g_setenv ("ROSTER_MODULE_DIR", before, TRUE);
  else
    g_unsetenv ("ROSTER_MODULE_DIR");
  g_free (before);
}

static void
test_all_load (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      g_autoptr (GError) error = NULL;
      const gpointer *table = roster_module_load (modules[i].name, modules[i].size, &error);

      g_assert_no_error (error);
      g_assert_nonnull (table);
      for (guint k = 0; k < modules[i].size / sizeof (gpointer); k++)
        g_assert_nonnull (table[k]);
      g_assert_true (table == roster_module_load (modules[i].name, modules[i].size, NULL));
    }
}

/* A function that no library of the module has would only be missed when it is called. */
static void
test_all_are_complete (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      const char *folder = g_getenv ("ROSTER_MODULE_DIR");
      g_autofree char *file = g_strconcat (modules[i].name, "." G_MODULE_SUFFIX, NULL);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;

      if (folder == NULL)
        {
          g_test_skip ("ROSTER_MODULE_DIR is not set");
          return;
        }
      path = g_build_filename (folder, file, NULL);
      g_assert_nonnull (g_module_open_full (path, G_MODULE_BIND_LOCAL, &error));
      g_assert_no_error (error);
    }
}

static void
test_other_version_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_module_load (ROSTER_SOLVER_MODULE, sizeof (RosterSolver) + 1, &error));
  g_assert_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_OTHER_VERSION);
  g_assert_true (g_str_has_suffix (error->message, "close Roster and start it again"));
}

static gboolean
take_nothing (const char  *data,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  return TRUE;
}

/* What stands before a module says that it is missing, and stops at nothing else. */
static void
test_missing_is_said (void)
{
  g_autofree char *folder = g_dir_make_tmp ("roster-modules-XXXXXX", NULL);
  g_autofree char *before = move_folder (folder);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK", 2);
  g_autoptr (RosterContainer) container = roster_container_new (bytes, NULL);
  g_autofree char *path = g_build_filename (folder, "token", NULL);
  g_autoptr (RosterTokenStore) tokens = roster_secret_token_store_new (path);
  GError *error = NULL;
  gboolean found;

  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      g_assert_null (roster_module_load (modules[i].name, modules[i].size, &error));
      g_assert_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_MISSING);
      g_assert_nonnull (strstr (error->message, modules[i].name));
      g_assert_true (g_str_has_suffix (error->message, "install Roster again"));
      g_clear_error (&error);
    }

  g_assert_null (roster_soup_transport_new ("https://office.example.com", &error));
  g_assert_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_false (roster_container_read (container, "x", &found, take_nothing, NULL, &error));
  g_assert_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_MISSING);
  g_clear_error (&error);

  /* A secret must not end in a file because a part of Roster is missing. */
  g_assert_false (roster_token_store_store (tokens, "https://office.example.com", "anna", "secret", NULL, &error));
  g_assert_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  restore_folder (g_steal_pointer (&before));
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/modules/all-load", test_all_load);
  g_test_add_func ("/modules/all-are-complete", test_all_are_complete);
  g_test_add_func ("/modules/other-version-is-refused", test_other_version_is_refused);
  g_test_add_func ("/modules/missing-is-said", test_missing_is_said);

  return g_test_run ();
}
