-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The conflicts that a step of the journal settled, so that undoing the step opens them again: the row of the conflict
-- table as it was, the side that was taken, and of a deletion what the outbox compared the record with.

CREATE TABLE closed_conflict (
  step INTEGER NOT NULL,
  side INTEGER NOT NULL,
  base TEXT,
  number INTEGER NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  title TEXT NOT NULL,
  kind INTEGER NOT NULL,
  field TEXT NOT NULL,
  map_key TEXT NOT NULL,
  mine TEXT,
  theirs TEXT,
  mine_at INTEGER NOT NULL,
  theirs_at INTEGER NOT NULL,
  theirs_by TEXT,
  PRIMARY KEY (step, number)
) WITHOUT ROWID;
