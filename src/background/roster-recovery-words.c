/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-recovery-words.h"

#include <glib/gi18n-lib.h>

const char *
roster_recovery_title (void)
{
  return _("The Data on This Computer Was Damaged");
}

/**
 * roster_recovery_words:
 *
 * Returns: (transfer full): what became of the damaged data, as a person is told
 */
char *
roster_recovery_words (const RosterRecovery *recovery)
{
  g_return_val_if_fail (recovery != NULL, NULL);

  g_autofree char *saved =
      recovery->n_saved > 0
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change that had not been sent was saved.",
                                          "%u changes that had not been sent were saved.", recovery->n_saved),
                             recovery->n_saved)
          : g_strdup (_("No change that had not been sent was found in it."));
  g_autofree char *lost =
      recovery->n_lost > 0
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change could not be read.",
                                          "%u changes could not be read.", recovery->n_lost),
                             recovery->n_lost)
          : NULL;
  g_autofree char *moved =
      g_strdup_printf (_("The damaged file was moved to %s. Everything else comes again from the office."),
                       recovery->moved_to);
  return lost != NULL ? g_strjoin ("\n", moved, saved, lost, NULL) : g_strjoin ("\n", moved, saved, NULL);
}
