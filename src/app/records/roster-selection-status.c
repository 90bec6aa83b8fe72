/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-selection-status.h"

#include <glib/gi18n-lib.h>

/**
 * roster_selection_status_show:
 * @selected: how many records are selected in the list
 *
 * What a page says while it shows no record: that none is selected, or more than one.
 */
void
roster_selection_status_show (AdwStatusPage          *status,
                              const RosterRecordType *type,
                              guint                   selected)
{
  g_return_if_fail (ADW_IS_STATUS_PAGE (status));
  g_return_if_fail (type != NULL);

  g_autofree char *title = NULL;

  if (selected > 1)
    {
      title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Selected", "%u Selected", selected), selected);
      adw_status_page_set_title (status, title);
      adw_status_page_set_description (status, _("Edit or delete them together with the buttons under the list."));
      return;
    }

  /* Translators: %s is the kind of a record, “Streamer” for example. */
  title = g_strdup_printf (_("No %s Selected"), roster_record_type_label (type, FALSE));
  adw_status_page_set_title (status, title);
  adw_status_page_set_description (status, _("Choose one in the list, or search everything with Ctrl+K."));
}
