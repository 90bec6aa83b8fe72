-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The same as sql/sqlite/004.sql, where it is explained.
CREATE TABLE blob_use (
  account BIGINT NOT NULL REFERENCES account (number),
  id TEXT COLLATE "C" NOT NULL,
  size BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (account, id)
);

INSERT INTO blob_use (account, id, size, used_at) SELECT account, id, length (content) / 4 * 3, created_at FROM blob;
