-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- See sql/sqlite/002.sql. A transaction takes the next stamp as the last thing it does, so that its row is locked only while it
-- commits; until then the states that it has changed have none.
CREATE TABLE stamp (
  number BIGINT NOT NULL
);

INSERT INTO stamp (number) VALUES (1);

ALTER TABLE type_state ADD COLUMN stamp BIGINT DEFAULT 1;
ALTER TABLE type_state ALTER COLUMN stamp DROP DEFAULT;

CREATE INDEX type_state_by_stamp ON type_state (stamp);
