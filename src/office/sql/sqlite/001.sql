-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- An account is the company's or one salesperson's book. modseq counts its changes and is assigned inside the transaction
-- that writes; floor is the greatest modseq of a tombstone that was purged.
CREATE TABLE account (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('company', 'book')),
  owner TEXT,
  modseq INTEGER NOT NULL DEFAULT 0,
  floor INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO account (id, scope) VALUES ('company', 'company');

-- The modseq of the last change of each type: the type's state.
CREATE TABLE type_state (
  account INTEGER NOT NULL REFERENCES account (number),
  type TEXT NOT NULL,
  modseq INTEGER NOT NULL,
  PRIMARY KEY (account, type)
) STRICT, WITHOUT ROWID;

-- Records of every type, their bodies as they are served. A destroyed record stays as a tombstone with an empty body.
-- first_modseq is when the id first appeared, created_modseq when it last did: they differ after a deletion was taken back.
CREATE TABLE record (
  account INTEGER NOT NULL REFERENCES account (number),
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  modseq INTEGER NOT NULL,
  created_modseq INTEGER NOT NULL,
  first_modseq INTEGER NOT NULL,
  destroyed_at INTEGER,
  unique_key TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (account, type, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX record_by_modseq ON record (account, type, modseq);
CREATE UNIQUE INDEX record_by_key ON record (account, type, unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX record_destroyed ON record (account, destroyed_at, modseq) WHERE destroyed_at IS NOT NULL;

-- Who may sign in. Name, login, role and base stand in the Person record.
CREATE TABLE password (
  person TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX token_by_person ON token (person);
CREATE INDEX token_by_expiry ON token (expires_at);

CREATE TABLE login_failure (
  login TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
