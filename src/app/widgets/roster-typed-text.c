/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-typed-text.h"

/**
 * roster_typed_text_show:
 * @text: (nullable): what is stored
 * @anew: whether the entry is for something else now
 *
 * Shows what is stored, unless somebody has typed something else since it was shown last: that is not written yet and
 * would be lost.
 */
void
roster_typed_text_show (GtkEditable *entry,
                        const char  *text,
                        gboolean     anew)
{
  g_return_if_fail (GTK_IS_EDITABLE (entry));

  const char *shown = g_object_get_data (G_OBJECT (entry), "roster-shown"), *typed = gtk_editable_get_text (entry);

  if (text == NULL)
    text = "";
  if (!anew && g_strcmp0 (typed, shown != NULL ? shown : "") != 0 && g_strcmp0 (typed, text) != 0)
    return;

  /* Setting it would move the cursor. */
  if (g_strcmp0 (typed, text) != 0)
    gtk_editable_set_text (entry, text);
  g_object_set_data_full (G_OBJECT (entry), "roster-shown", g_strdup (text), g_free);
}
