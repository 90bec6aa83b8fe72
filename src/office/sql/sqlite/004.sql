-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a photo takes, and when it was sent or a record was seen that names it: an account's quota is counted, and what
-- nothing names any more is found, without touching a photo.
CREATE TABLE blob_use (
  account INTEGER NOT NULL REFERENCES account (number),
  id TEXT NOT NULL,
  size INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

INSERT INTO blob_use (account, id, size, used_at) SELECT account, id, length (content) / 4 * 3, created_at FROM blob;
