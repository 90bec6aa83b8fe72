-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Requests for products that are made for one streamer.
CREATE TABLE "CustomRequest" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "name" TEXT,
  "baseProduct" TEXT,
  "changes" TEXT,
  "imprint" TEXT,
  "colour" TEXT,
  "minimumQuantity" INTEGER,
  "factory" TEXT,
  "stage" TEXT,
  "ideaOn" TEXT,
  "designOn" TEXT,
  "sampleOn" TEXT,
  "checksOn" TEXT,
  "listedOn" TEXT,
  "droppedOn" TEXT,
  "dropReason" TEXT,
  "waitingFor" TEXT,
  "waitingSince" TEXT,
  "due" TEXT,
  "cost" INTEGER,
  "poolShare" INTEGER,
  "product" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "CustomRequest_streamer" ON "CustomRequest" ("streamer");
CREATE INDEX "CustomRequest_factory" ON "CustomRequest" ("factory") WHERE "factory" IS NOT NULL;
