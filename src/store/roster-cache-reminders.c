/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cache-reminders.h"

#include "roster-cache-private.h"

/* Since when this cache reminds: what was due before is history. */
#define FACT_SINCE "remindersSince"

/* Tells the computers apart that belong to one person. */
#define FACT_DEVICE "device"

/* What the process before this one left on the screen. */
#define FACT_LEFT "notificationsLeft"

void
roster_stored_mark_free (RosterStoredMark *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->key);
  g_free (self);
}

/**
 * roster_ledger_entry_new:
 *
 * Returns: (transfer full): an entry with copies of the texts
 */
RosterLedgerEntry *
roster_ledger_entry_new (gint64      at,
                         const char *key,
                         const char *what,
                         gint64      due,
                         const char *reason,
                         const char *title)
{
  RosterLedgerEntry *self = g_new0 (RosterLedgerEntry, 1);

  self->at = at;
  self->key = g_strdup (key);
  self->what = g_strdup (what);
  self->due = due;
  self->reason = g_strdup (reason);
  self->title = g_strdup (title != NULL ? title : "");
  return self;
}

void
roster_ledger_entry_free (RosterLedgerEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->key);
  g_free (self->what);
  g_free (self->reason);
  g_free (self->title);
  g_free (self);
}

/**
 * roster_cache_begin_reminders:
 *
 * Makes sure that roster_cache_reminders_since() and roster_cache_device() have something to say.
 */
gboolean
roster_cache_begin_reminders (RosterCache  *self,
                              GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_autofree char *device = roster_cache_get_fact (self, FACT_DEVICE);
  g_autofree char *since = roster_cache_get_fact (self, FACT_SINCE);
  g_autofree char *fresh = NULL;

  if (device == NULL)
    {
      g_autofree char *id = roster_cache_new_id (self);

      /* Its random end is enough to tell a person's few computers apart. */
      if (!roster_cache_set_fact (self, FACT_DEVICE, id + ROSTER_ID_LENGTH - 8, error))
        return FALSE;
    }

  fresh = since == NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, roster_clock_now (self->clock)) : NULL;
  return fresh == NULL || roster_cache_set_fact (self, FACT_SINCE, fresh, error);
}

/**
 * roster_cache_reminders_since:
 *
 * Returns: when this cache began to remind, milliseconds UTC; now where it has not
 */
gint64
roster_cache_reminders_since (RosterCache *self)
{
  g_return_val_if_fail (self != NULL, 0);

  g_autofree char *since = roster_cache_get_fact (self, FACT_SINCE);

  return since != NULL ? g_ascii_strtoll (since, NULL, 10) : roster_clock_now (self->clock);
}

/**
 * roster_cache_device:
 *
 * Returns: (transfer full): what tells this computer from the others of its person; empty before
 *   roster_cache_begin_reminders()
 */
char *
roster_cache_device (RosterCache *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  char *device = roster_cache_get_fact (self, FACT_DEVICE);

  return device != NULL ? device : g_strdup ("");
}

/**
 * roster_cache_leave_notifications:
 * @left: what roster_cache_take_notifications() shall give
 */
gboolean
roster_cache_leave_notifications (RosterCache  *self,
                                  const char   *left,
                                  GError      **error)
{
  g_return_val_if_fail (self != NULL && left != NULL, FALSE);

  return roster_cache_set_fact (self, FACT_LEFT, left, error);
}

/**
 * roster_cache_take_notifications:
 *
 * Returns: (transfer full) (nullable): what another process left on the screen; the next one gets %NULL
 */
char *
roster_cache_take_notifications (RosterCache *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *left = roster_cache_get_fact (self, FACT_LEFT);

  return left != NULL && roster_cache_set_fact (self, FACT_LEFT, NULL, NULL) ? g_steal_pointer (&left) : NULL;
}

/**
 * roster_cache_reminder_marks:
 *
 * Returns: (transfer full) (element-type RosterStoredMark): what this computer knows about reminders
 */
GPtrArray *
roster_cache_reminder_marks (RosterCache  *self,
                             GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_stored_mark_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT key, stamp, shown, shown_after, missed FROM reminder_mark", "");
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterStoredMark *mark = g_new0 (RosterStoredMark, 1);

      mark->key = g_strdup (roster_statement_text (statement, 0));
      mark->stamp = roster_statement_int64 (statement, 1);
      mark->shown = roster_statement_int64 (statement, 2);
      mark->shown_after = roster_statement_int64 (statement, 3);
      mark->missed = roster_statement_int64 (statement, 4);
      g_ptr_array_add (marks, mark);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&marks) : NULL;
}

static gboolean
note_all (RosterCache  *self,
          GPtrArray    *marks,
          GPtrArray    *entries,
          GError      **error)
{
  for (guint i = 0; i < marks->len; i++)
    {
      RosterStoredMark *mark = marks->pdata[i];

      if (!roster_database_run (self->database, error,
                                "INSERT OR REPLACE INTO reminder_mark (key, stamp, shown, shown_after, missed)"
                                " VALUES (?, ?, ?, ?, ?)",
                                "siiii", mark->key, mark->stamp, mark->shown, mark->shown_after, mark->missed))
        return FALSE;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      RosterLedgerEntry *entry = entries->pdata[i];

      if (!roster_database_run (self->database, error,
                                "INSERT INTO reminder_ledger (at, key, what, due, reason, title)"
                                " VALUES (?, ?, ?, ?, ?, ?)",
                                "ississ", entry->at, entry->key, entry->what, entry->due, entry->reason, entry->title))
        return FALSE;
    }

  return entries->len == 0 ||
         roster_database_run (self->database, error, "DELETE FROM reminder_ledger WHERE at < ?", "i",
                              roster_clock_now (self->clock) - ROSTER_LEDGER_KEPT);
}

/**
 * roster_cache_note_reminders:
 * @marks: (element-type RosterStoredMark): what became of reminders here
 * @entries: (element-type RosterLedgerEntry): what to add to the ledger
 *
 * Stores what was shown or missed, all or nothing. This is no edit of a person: it has no step and does not go to the
 * office.
 */
gboolean
roster_cache_note_reminders (RosterCache  *self,
                             GPtrArray    *marks,
                             GPtrArray    *entries,
                             GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (marks != NULL && entries != NULL, FALSE);

  if (!roster_database_begin (self->database, error))
    return FALSE;
  if (note_all (self, marks, entries, error) && roster_database_commit (self->database, error))
    return TRUE;

  roster_database_rollback (self->database);
  return FALSE;
}

/**
 * roster_cache_forget_reminder_marks:
 * @kind: what the keys begin with, before a slash
 * @before: milliseconds UTC
 *
 * Forgets the marks of one kind whose stamp lies before, and of which nothing was heard since either.
 */
gboolean
roster_cache_forget_reminder_marks (RosterCache  *self,
                                    const char   *kind,
                                    gint64        before,
                                    GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  /* The character after the slash is a zero: all that begins so, by the primary key. */
  return roster_database_run (self->database, error,
                              "DELETE FROM reminder_mark WHERE key >= ?1 || '/' AND key < ?1 || '0'"
                              " AND stamp < ?2 AND shown < ?2 AND missed < ?2",
                              "si", kind, before);
}

/**
 * roster_cache_reminder_ledger:
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type RosterLedgerEntry): what the reminders did, newest first
 */
GPtrArray *
roster_cache_reminder_ledger (RosterCache  *self,
                              guint         limit,
                              GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_ledger_entry_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT at, key, what, due, reason, title FROM reminder_ledger"
                             " ORDER BY number DESC LIMIT ?",
                             "i", (gint64) limit);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (entries, roster_ledger_entry_new (roster_statement_int64 (statement, 0),
                                                       roster_statement_text (statement, 1),
                                                       roster_statement_text (statement, 2),
                                                       roster_statement_int64 (statement, 3),
                                                       roster_statement_text (statement, 4),
                                                       roster_statement_text (statement, 5)));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/**
 * roster_cache_last_contacts:
 *
 * A note to oneself is no contact, and neither is a call that nobody took.
 *
 * Returns: (transfer full) (element-type utf8 gint64): of each streamer's id the last real contact, milliseconds UTC
 */
GHashTable *
roster_cache_last_contacts (RosterCache  *self,
                            GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GHashTable) instants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT streamer, max(\"at\") FROM \"Activity\""
                             " WHERE kind <> 'note' AND reached IS NOT 0 AND \"at\" IS NOT NULL GROUP BY streamer",
                             "");
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      gint64 instant = roster_statement_int64 (statement, 1);

      g_hash_table_insert (instants, g_strdup (roster_statement_text (statement, 0)),
                           g_memdup2 (&instant, sizeof instant));
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&instants) : NULL;
}
