-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The same as sql/sqlite/003.sql, where it is explained.
CREATE TABLE blob (
  account BIGINT NOT NULL REFERENCES account (number),
  id TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (account, id)
);
