-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a person wants of the week's plan, with the day on which it was said; it stays on this computer.

CREATE TABLE plan_pin (
  streamer TEXT NOT NULL,
  product TEXT NOT NULL,
  locked INTEGER NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (streamer, product)
) WITHOUT ROWID;

CREATE TABLE plan_floor (
  book TEXT NOT NULL PRIMARY KEY,
  floor INTEGER NOT NULL,
  day TEXT NOT NULL
) WITHOUT ROWID;
