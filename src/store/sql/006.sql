-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Reminders: what was handled goes to the office by day; what was shown here, and why it came late, stays here.

CREATE TABLE "ReminderDay" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "day" TEXT,
  "marks" TEXT
) WITHOUT ROWID;

CREATE TABLE reminder_mark (
  key TEXT NOT NULL PRIMARY KEY,
  stamp INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  shown_after INTEGER NOT NULL,
  missed INTEGER NOT NULL
) WITHOUT ROWID;

-- What the reminders did, newest last: shown, missed, done or snoozed, and the reason where it was late.
CREATE TABLE reminder_ledger (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  key TEXT NOT NULL,
  what TEXT NOT NULL,
  due INTEGER NOT NULL,
  reason TEXT NOT NULL,
  title TEXT NOT NULL
);

CREATE INDEX reminder_ledger_at ON reminder_ledger (at);
