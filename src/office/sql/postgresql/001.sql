-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The same schema as sql/sqlite/001.sql, where the tables are explained. The account leads every key of a record, so that a
-- distributed PostgreSQL can shard by it.
CREATE TABLE account (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('company', 'book')),
  owner TEXT,
  modseq BIGINT NOT NULL DEFAULT 0,
  floor BIGINT NOT NULL DEFAULT 0
);

INSERT INTO account (id, scope) VALUES ('company', 'company');

CREATE TABLE type_state (
  account BIGINT NOT NULL REFERENCES account (number),
  type TEXT COLLATE "C" NOT NULL,
  modseq BIGINT NOT NULL,
  PRIMARY KEY (account, type)
);

CREATE TABLE record (
  account BIGINT NOT NULL REFERENCES account (number),
  type TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  modseq BIGINT NOT NULL,
  created_modseq BIGINT NOT NULL,
  first_modseq BIGINT NOT NULL,
  destroyed_at BIGINT,
  unique_key TEXT COLLATE "C",
  body TEXT NOT NULL,
  PRIMARY KEY (account, type, id)
);

CREATE UNIQUE INDEX record_by_modseq ON record (account, type, modseq);
CREATE UNIQUE INDEX record_by_key ON record (account, type, unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX record_destroyed ON record (account, destroyed_at, modseq) WHERE destroyed_at IS NOT NULL;

CREATE TABLE password (
  person TEXT COLLATE "C" PRIMARY KEY,
  hash TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE token (
  hash TEXT COLLATE "C" PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX token_by_person ON token (person);
CREATE INDEX token_by_expiry ON token (expires_at);

CREATE TABLE login_failure (
  login TEXT COLLATE "C" PRIMARY KEY,
  count BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
