-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Photos, named by the SHA-256 of what they hold. They are kept in Base64, which every store takes as text.
CREATE TABLE blob (
  account INTEGER NOT NULL REFERENCES account (number),
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
