-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The office's own values for the numbers of the rules; where there is no row the default holds.

CREATE TABLE "Rule" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "value" INTEGER,
  "note" TEXT
) WITHOUT ROWID;

CREATE INDEX "Rule_name" ON "Rule" ("name");
