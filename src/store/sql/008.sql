-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the office learns from the sales of the whole company, for matching.

CREATE TABLE "Affinity" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "evidence" INTEGER,
  "units" INTEGER,
  "sessions" INTEGER,
  "shares" TEXT
) WITHOUT ROWID;

CREATE INDEX "Affinity_name" ON "Affinity" ("name");
