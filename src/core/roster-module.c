/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-module.h"

#include <glib/gi18n-lib.h>

#include "roster-config.h"

G_DEFINE_QUARK (roster-module-error-quark, roster_module_error)

/* Where the build has put the modules, for what runs before it is installed. */
#define FOLDER_VARIABLE "ROSTER_MODULE_DIR"

static char *
path_of (const char *name)
{
  const char *folder = g_getenv (FOLDER_VARIABLE);
  g_autofree char *file = g_strconcat (name, "." G_MODULE_SUFFIX, NULL);

  return g_build_filename (folder != NULL ? folder : MODULE_DIR, file, NULL);
}

/**
 * roster_module_is_installed:
 * @name: the name of a module
 *
 * Returns: whether there is such a module; it is not loaded for that
 */
gboolean
roster_module_is_installed (const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  path = path_of (name);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * roster_module_load:
 * @name: the name of a module
 * @size: of the table that is expected, in bytes; ROSTER_MODULE_LOAD() knows it
 *
 * Loads a module, once for the life of the program: a library that has registered types cannot leave again. May be
 * called from any thread, and as often as its functions are needed.
 *
 * Returns: (transfer none) (nullable): the table of the module, or %NULL with %ROSTER_MODULE_ERROR
 */
gconstpointer
roster_module_load (const char  *name,
                    gsize        size,
                    GError     **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local_error = NULL;
  const RosterModule *found = NULL;
  GModule *module;

  g_return_val_if_fail (name != NULL, NULL);

  path = path_of (name);
  module = g_module_open_full (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, &local_error);
  if (module == NULL)
    {
      g_set_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_MISSING,
                   _("A part of Roster is missing (%s); install Roster again"), local_error->message);
      return NULL;
    }

  g_module_make_resident (module);
  if (!g_module_symbol (module, "roster_module", (gpointer *) &found) || found == NULL || found->size != size ||
      !g_str_equal (found->version, PACKAGE_VERSION))
    {
      g_set_error (error, ROSTER_MODULE_ERROR, ROSTER_MODULE_ERROR_OTHER_VERSION,
                   _("A part of Roster has been replaced by another version (%s); close Roster and start it again"),
                   path);
      return NULL;
    }

  return found->functions;
}
