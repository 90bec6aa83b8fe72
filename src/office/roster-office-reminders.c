/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-reminders.h"

#include "roster-office-writer.h"
#include "roster-record-json.h"
#include "roster-reminder-day.h"

/* The days of a book of which something is to be forgotten, and what becomes of them. */
typedef struct
{
  const char *account;
  gint64 now;
  GPtrArray *gone;
  GPtrArray *changed;
} Days;

static gboolean
take_day (const RosterRow *row,
          gpointer         data)
{
  Days *days = data;
  g_autoptr (RosterRecord) record =
      roster_record_from_json_text (&roster_reminder_day_type, days->account, row->body, NULL);
  RosterRecord *after;

  if (record == NULL || !roster_reminder_day_prune (record, days->now, &after))
    return TRUE;

  if (after != NULL)
    g_ptr_array_add (days->changed, after);
  else
    g_ptr_array_add (days->gone, g_strdup (row->id));
  return TRUE;
}

static gboolean
read_days (RosterBackend              *backend,
           const RosterOfficeAccount  *account,
           Days                       *days,
           GError                    **error)
{
  g_ptr_array_set_size (days->gone, 0);
  g_ptr_array_set_size (days->changed, 0);
  return roster_backend_call (backend, each_row, account->number, &roster_reminder_day_type, G_MAXINT64, take_day,
                              days, error);
}

static gboolean
write_days (RosterBackend  *backend,
            Days           *days,
            GError        **error)
{
  g_autoptr (RosterOfficeWriter) writer = roster_office_writer_new (backend, days->now, NULL);

  for (guint i = 0; i < days->gone->len; i++)
    if (!roster_office_writer_destroy (writer, days->account, &roster_reminder_day_type, days->gone->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < days->changed->len; i++)
    {
      g_autoptr (RosterRecord) stored = roster_office_writer_update (writer, days->changed->pdata[i], error);

      if (stored == NULL)
        return FALSE;
    }

  return roster_office_writer_finish (writer, error) && roster_backend_call (backend, commit, error);
}

/* Looks first, and keeps others out of the book only where there is something to do. */
static gboolean
prune_account (RosterBackend              *backend,
               const RosterOfficeAccount  *account,
               gint64                      now,
               guint                      *n_changed,
               GError                    **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterOfficeAccount) locked = NULL;
  Days days = { account->id, now, gone, changed };

  if (!read_days (backend, account, &days, error))
    return FALSE;
  if (gone->len + changed->len == 0)
    return TRUE;

  if (!roster_backend_begin_on (backend, account->id, &locked, error) ||
      !read_days (backend, locked, &days, error) || !write_days (backend, &days, error))
    {
      roster_backend_call (backend, rollback);
      return FALSE;
    }

  *n_changed += gone->len + changed->len;
  return TRUE;
}

/**
 * roster_office_forget_reminders:
 * @now: milliseconds UTC
 * @n_changed: (out): how many days were forgotten, in whole or in part
 *
 * Forgets the answers to reminders that nothing can ask for any more, see %ROSTER_REMINDERS_KEPT.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_forget_reminders (RosterOffice  *self,
                                gint64         now,
                                guint         *n_changed,
                                GError       **error)
{
  g_autoptr (GPtrArray) accounts = NULL;
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (n_changed != NULL, FALSE);

  *n_changed = 0;
  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  accounts = roster_backend_call (backend, list_accounts, error);
  done = accounts != NULL;
  for (guint i = 0; done && i < accounts->len; i++)
    {
      const RosterOfficeAccount *account = accounts->pdata[i];

      if (account->scope == roster_reminder_day_type.scope)
        done = prune_account (backend, account, now, n_changed, error);
    }
  roster_office_release (self, backend);
  return done;
}
