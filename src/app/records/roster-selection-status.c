/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-selection-status.h"

#include <glib/gi18n-lib.h>

/**
 * roster_selection_status_title:
 * @selected: how many records are selected in the list
 *
 * Returns: (transfer full): what a page says while it shows no record: that none is selected, or more than one
 */
char *
roster_selection_status_title (const RosterRecordType *type,
                               guint                   selected)
{
  g_return_val_if_fail (type != NULL, NULL);

  if (selected > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Selected", "%u Selected", selected), selected);

  /* Translators: %s is the kind of a record, “Streamer” for example. */
  return g_strdup_printf (_("No %s Selected"), roster_record_type_label (type, FALSE));
}

/**
 * roster_selection_status_description:
 *
 * Returns: what to do then
 */
const char *
roster_selection_status_description (guint selected)
{
  return selected > 1 ? _("Edit or delete them together with the buttons under the list.")
                      : _("Choose one in the list, or search everything with Ctrl+K.");
}

void
roster_selection_status_show (AdwStatusPage          *status,
                              const RosterRecordType *type,
                              guint                   selected)
{
  g_return_if_fail (ADW_IS_STATUS_PAGE (status));

  g_autofree char *title = roster_selection_status_title (type, selected);

  adw_status_page_set_title (status, title);
  adw_status_page_set_description (status, roster_selection_status_description (selected));
}
