/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterStoredMark:
 * @key: which reminder
 * @stamp: which version of it
 * @shown: when it was shown here, milliseconds UTC; 0 for never
 * @shown_after: the putting off after which it was shown; 0 for none
 * @missed: when it was found to be too late, milliseconds UTC; 0 for never
 *
 * What this computer alone knows about a reminder.
 */
typedef struct
{
  char *key;
  gint64 stamp;
  gint64 shown;
  gint64 shown_after;
  gint64 missed;
} RosterStoredMark;

/**
 * RosterLedgerEntry:
 * @at: when it happened, milliseconds UTC
 * @key: which reminder
 * @what: `shown`, `in-view` where nothing popped up because the person was looking at it, `missed`, `done` or `snoozed`
 * @due: when it was due, milliseconds UTC
 * @reason: why it was late, `in-time` where it was not
 * @title: what it was about, for people
 */
typedef struct
{
  gint64 at;
  char *key;
  char *what;
  gint64 due;
  char *reason;
  char *title;
} RosterLedgerEntry;

/** How long entries of the ledger are kept, in milliseconds. */
#define ROSTER_LEDGER_KEPT (G_GINT64_CONSTANT (90) * 86400000)

void               roster_stored_mark_free       (RosterStoredMark   *self);
RosterLedgerEntry *roster_ledger_entry_new       (gint64              at,
                                                  const char         *key,
                                                  const char         *what,
                                                  gint64              due,
                                                  const char         *reason,
                                                  const char         *title);
void               roster_ledger_entry_free      (RosterLedgerEntry  *self);

gboolean           roster_cache_begin_reminders  (RosterCache        *self,
                                                  GError            **error);
gint64             roster_cache_reminders_since  (RosterCache        *self);
char              *roster_cache_device           (RosterCache        *self);

gboolean           roster_cache_leave_notifications (RosterCache     *self,
                                                  const char         *left,
                                                  GError            **error);
char              *roster_cache_take_notifications (RosterCache      *self);

GPtrArray         *roster_cache_reminder_marks   (RosterCache        *self,
                                                  GError            **error);
gboolean           roster_cache_note_reminders   (RosterCache        *self,
                                                  GPtrArray          *marks,
                                                  GPtrArray          *entries,
                                                  GError            **error);
gboolean           roster_cache_forget_reminder_marks (RosterCache   *self,
                                                  const char         *kind,
                                                  gint64              before,
                                                  GError            **error);
GPtrArray         *roster_cache_reminder_ledger  (RosterCache        *self,
                                                  guint               limit,
                                                  GError            **error);
GHashTable        *roster_cache_last_contacts    (RosterCache        *self,
                                                  GError            **error);

G_END_DECLS
