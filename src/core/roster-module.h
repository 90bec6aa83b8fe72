/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <gmodule.h>

G_BEGIN_DECLS

#define ROSTER_MODULE_ERROR (roster_module_error_quark ())
GQuark roster_module_error_quark (void);

/**
 * RosterModuleError:
 * @ROSTER_MODULE_ERROR_MISSING: the module, or a library that it needs, is not there
 * @ROSTER_MODULE_ERROR_OTHER_VERSION: the module belongs to another version of Roster than the one that runs
 */
typedef enum
{
  ROSTER_MODULE_ERROR_MISSING,
  ROSTER_MODULE_ERROR_OTHER_VERSION,
} RosterModuleError;

/**
 * RosterModule:
 * @version: of Roster when the module was built
 * @size: of the table, in bytes
 * @functions: the table: what the module can do, a struct of functions in a header of its layer
 *
 * The one symbol that a module exports, as `roster_module`; ROSTER_MODULE_EXPORT() defines it.
 *
 * A module is a file of ours that is loaded when it is first needed, because the libraries behind it would cost every
 * start more than the window itself may. It stands at the bottom: it calls its libraries and GLib, and nothing of the
 * program that loads it. So it has no types of its own in common with the program, and works in every program alike.
 */
typedef struct
{
  const char *version;
  gsize size;
  gconstpointer functions;
} RosterModule;

/**
 * ROSTER_MODULE_EXPORT:
 * @table: a static struct of functions
 *
 * Makes a file a module; include roster-config.h first. It may stand once in a module.
 */
#define ROSTER_MODULE_EXPORT(table)                                                                                    \
  G_MODULE_EXPORT extern const RosterModule roster_module;                                                             \
  const RosterModule roster_module = { PACKAGE_VERSION, sizeof (table), &(table) }

/**
 * ROSTER_MODULE_LOAD:
 * @name: the name of a module
 * @Table: the type of its table
 * @error: (nullable): where to put %ROSTER_MODULE_ERROR
 *
 * Returns: (transfer none) (nullable): the table of the module; see roster_module_load()
 */
#define ROSTER_MODULE_LOAD(name, Table, error) ((const Table *) roster_module_load ((name), sizeof (Table), (error)))

gboolean      roster_module_is_installed (const char  *name);
gconstpointer roster_module_load (const char  *name,
                                  gsize        size,
                                  GError     **error);

G_END_DECLS
