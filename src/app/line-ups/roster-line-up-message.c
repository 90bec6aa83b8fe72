/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-format.h"

static void
append_head (GString                   *message,
             const RosterLineUpReading *reading)
{
  const char *start = reading->live != NULL ? roster_record_text (reading->live, "startLocal") : NULL;
  const char *title = roster_record_title (reading->line_up);

  if (reading->streamer != NULL)
    g_string_append_printf (message, "%s\n", roster_record_title (reading->streamer));
  if (start != NULL && strlen (start) >= 16)
    {
      g_autofree char *date = g_strndup (start, 10), *written = roster_format_date (date, date);

      g_string_append_printf (message, "%s %.5s ", written, start + 11);
      /* A line-up is named after its day unless somebody named it: once is enough. */
      if (strncmp (title, start, 10) == 0 && title[10] == ' ')
        title += 11;
    }
  g_string_append_printf (message, "%s\n", title);
}

static void
append_item (GString                   *message,
             guint                      position,
             const RosterLineUpItem    *item,
             const RosterLineUpReading *reading)
{
  RosterRecord *product = g_hash_table_lookup (reading->products, item->product);
  const char *points = product != NULL ? roster_record_text (product, "sellingPoints") : NULL;
  g_autofree char *price = item->price != ROSTER_LINE_UP_UNKNOWN ? roster_format_money_exact (item->price)
                                                                 : g_strdup ("–");

  /* Translators: an item of a line-up in a chat: position, product, price, role. */
  g_string_append_printf (message, _("%u. %s  %s  (%s)"), position,
                          product != NULL ? roster_record_title (product) : _("Unknown"), price,
                          item->role == ROSTER_LINE_UP_TRAFFIC ? _("Traffic item") : _("Profit item"));
  g_string_append_c (message, '\n');
  if (points != NULL)
    g_string_append_printf (message, "    %s\n", points);
}

/**
 * roster_line_up_message:
 *
 * The host's card as plain text, to be sent in a chat: what to sell in which order at which price, with the selling
 * points and the line-up's version. What only the control desk may know, such as margin and stock, is not in it.
 *
 * Returns: (transfer full): lines of text
 */
char *
roster_line_up_message (const RosterLineUpReading *reading)
{
  g_return_val_if_fail (reading != NULL && reading->line_up != NULL, NULL);

  g_autoptr (GString) message = g_string_new (NULL);
  gboolean draft = g_strcmp0 (roster_record_text (reading->line_up, "state"), "draft") == 0;
  int version = (int) roster_record_number (reading->line_up, "version", 1);

  append_head (message, reading);
  for (guint i = 0; i < reading->items->len; i++)
    append_item (message, i + 1, reading->items->pdata[i], reading);
  g_string_append_printf (message, draft ? _("Version %d · draft, not confirmed") : _("Version %d"), version);
  return g_string_free (g_steal_pointer (&message), FALSE);
}
