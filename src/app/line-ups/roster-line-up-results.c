/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-results.h"

#include <glib/gi18n-lib.h>

#include "roster-line-up-items.h"

static RosterRecord *
sale_of (RosterStore            *store,
         RosterRecord           *line_up,
         RosterRecord           *live,
         const RosterLineUpItem *item)
{
  g_autofree char *id = roster_store_new_id (store);
  g_autofree char *day = g_strndup (roster_record_text (live, "startLocal"), 10);
  RosterRecord *sale = roster_record_new (&roster_sale_type, id, roster_record_account (line_up));
  gint64 amount;

  roster_record_set_text (sale, "streamer", roster_record_text (line_up, "streamer"));
  roster_record_set_text (sale, "product", item->product);
  roster_record_set_text (sale, "periodEnd", day);
  roster_record_set_number (sale, "periodDays", 1);
  roster_record_set_number (sale, "units", item->sold);
  if (item->price != ROSTER_LINE_UP_UNKNOWN && !__builtin_mul_overflow (item->sold, item->price, &amount))
    roster_record_set_number (sale, "amount", amount);
  roster_record_set_text (sale, "live", roster_record_id (live));
  return sale;
}

/**
 * roster_line_up_results_edit:
 * @line_up: a LineUp whose session is over and of whose items is said how many were sold
 * @live: (nullable): the session
 *
 * Makes the edit that closes a line-up: it is done, and what was sold of each item becomes a Sale, from which the next
 * suggestions learn. One step, so that one undo takes it back.
 *
 * Returns: (transfer full) (nullable): the edit to apply; %NULL with @error set where something is still unknown
 */
RosterEdit *
roster_line_up_results_edit (RosterStore   *store,
                             RosterRecord  *line_up,
                             RosterRecord  *live,
                             GError       **error)
{
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (line_up), NULL);

  if (live == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("Choose the session first."));
      return NULL;
    }

  /* Translators: a step that can be undone; %s is a line-up. */
  label = g_strdup_printf (_("Record what was sold: %s"), roster_record_title (line_up));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  items = roster_line_up_items (line_up);
  for (guint i = 0; i < items->len; i++)
    {
      const RosterLineUpItem *item = items->pdata[i];
      g_autoptr (RosterRecord) sale = NULL;

      if (item->sold == ROSTER_LINE_UP_UNKNOWN)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _("Say of every item how many were sold; 0 for none."));
          return NULL;
        }

      sale = sale_of (store, line_up, live, item);
      if (!roster_record_check (sale, error))
        return NULL;
      roster_edit_create (edit, sale);
    }

  after = roster_record_copy (line_up);
  roster_record_set_text (after, "state", "done");
  roster_edit_update (edit, line_up, after);
  return g_steal_pointer (&edit);
}
