/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-listing.h"

#include "roster-reminder-item.h"

/* What came too late can be looked up so long, milliseconds. */
#define MISSED_LISTED_FOR (G_GINT64_CONSTANT (24) * 3600000)

/* More than so many reminders are no list that anybody reads. */
#define MOST_LISTED 50

static gboolean
is_listed (const RosterReminderReading *reading,
           const RosterReminder        *reminder,
           gint64                       now,
           RosterReminderState         *state,
           gint64                      *until)
{
  const RosterReminderMark *mark = g_hash_table_lookup (reading->marks, reminder->key);

  *state = ROSTER_REMINDER_WAITING;
  *until = 0;
  if (reminder->at > now || reminder->at < reading->since)
    return FALSE;
  if (mark == NULL || mark->stamp != reminder->stamp)
    return reminder->expires > now;
  if (mark->done != 0)
    return FALSE;

  if (mark->missed != 0)
    {
      *state = ROSTER_REMINDER_MISSED;
      return now - mark->missed < MISSED_LISTED_FOR;
    }
  if (mark->snoozed != 0 && mark->snoozed != mark->shown_after && mark->until > now)
    {
      *state = ROSTER_REMINDER_PUT_OFF;
      *until = mark->until;
      return TRUE;
    }
  return roster_reminder_expires (reminder, mark) > now;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  RosterReminderItem *first = *(RosterReminderItem *const *) a, *second = *(RosterReminderItem *const *) b;

  return (int) roster_reminder_item_state (first) - (int) roster_reminder_item_state (second);
}

/**
 * roster_reminder_listing:
 * @reasons: (element-type utf8 RosterLateReason): why those came late that did so, by key
 * @now: milliseconds UTC
 * @zone: where the person is
 * @n_waiting: (out): how many are due and neither answered nor put off; the list need not hold all of them
 *
 * Returns: (transfer full) (element-type RosterReminderItem): what can still be answered: first what waits, then what
 *   is put off, then what came too late; the newest first
 */
GPtrArray *
roster_reminder_listing (const RosterReminderReading *reading,
                         GHashTable                  *reasons,
                         gint64                       now,
                         GTimeZone                   *zone,
                         guint                       *n_waiting)
{
  g_return_val_if_fail (reading != NULL && reasons != NULL, NULL);
  g_return_val_if_fail (zone != NULL && n_waiting != NULL, NULL);

  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  *n_waiting = 0;
  for (guint i = reading->reminders->len; i > 0; i--)
    {
      const RosterReminder *reminder = reading->reminders->pdata[i - 1];
      const char *streamer =
          reminder->streamer != NULL ? g_hash_table_lookup (reading->names, reminder->streamer) : NULL;
      RosterLateReason reason = GPOINTER_TO_UINT (g_hash_table_lookup (reasons, reminder->key));
      RosterReminderState state;
      gint64 until;

      if (!is_listed (reading, reminder, now, &state, &until))
        continue;
      *n_waiting += state == ROSTER_REMINDER_WAITING;
      if (items->len < MOST_LISTED)
        g_ptr_array_add (items, roster_reminder_item_new (reminder, streamer, state, reason, until, now, zone));
    }

  g_ptr_array_sort (items, compare_items);
  return items;
}

static gboolean
is_among (GPtrArray          *items,
          guint               from,
          RosterReminderItem *item)
{
  for (guint i = from; i < items->len; i++)
    if (roster_reminder_item_equal (items->pdata[i], item))
      return TRUE;

  return FALSE;
}

/**
 * roster_reminder_listing_show:
 * @store: (element-type RosterReminderItem): what is to be seen
 * @items: (element-type RosterReminderItem): what shall be
 *
 * Brings @store to @items; what is in both stays.
 */
void
roster_reminder_listing_show (GListStore *store,
                              GPtrArray  *items)
{
  GListModel *model = G_LIST_MODEL (store);

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (items != NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (RosterReminderItem) before = NULL;

      while ((before = g_list_model_get_item (model, i)) != NULL && !is_among (items, i, before))
        {
          g_list_store_remove (store, i);
          g_clear_object (&before);
        }
      if (before == NULL || !roster_reminder_item_equal (before, items->pdata[i]))
        g_list_store_insert (store, i, items->pdata[i]);
    }
  if (g_list_model_get_n_items (model) > items->len)
    g_list_store_splice (store, items->len, g_list_model_get_n_items (model) - items->len, NULL, 0);
}
