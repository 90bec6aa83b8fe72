/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl.h"

#include <glib/gi18n-lib.h>

#include "roster-ctl-output.h"

static gboolean
run_init (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  g_autoptr (RosterCache) cache = NULL;

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                   _("%s is there already; remove it or name another file"), self->path);
      return FALSE;
    }

  cache = roster_cache_open (self->path, self->clock, self->ids, error);
  return cache != NULL;
}

static gboolean
run_check (RosterCtl  *self,
           char      **arguments,
           GError    **error)
{
  g_autoptr (RosterCache) cache = NULL;
  g_autofree char *count = NULL;
  gint64 n_records = 0;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return roster_ctl_open_cache (self, error) != NULL;

  /* A check looks and repairs nothing; the next command that opens the cache does. */
  cache = roster_cache_open (self->path, self->clock, self->ids, error);
  if (cache == NULL || !roster_cache_check (cache, error))
    return FALSE;

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    n_records += MAX (roster_cache_count (cache, roster_record_types[i], NULL), 0);
  count = g_strdup_printf ("%" G_GINT64_FORMAT, n_records);
  /* Translators: %s is a number. */
  roster_ctl_print (_("The cache is sound; it holds %s records\n"), count);
  return TRUE;
}

const RosterCtlCommand roster_ctl_cache_commands[] = {
  { "init", NULL, N_("Make an empty cache"), 0, 0, 0, run_init },
  { "check", NULL, N_("Read the whole cache and report the first fault"), 0, 0, 0, run_check },
  { NULL },
};
