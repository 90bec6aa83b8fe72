-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Videos with their measures. The length is in milliseconds.
CREATE TABLE "Video" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "name" TEXT,
  "publishedOn" TEXT,
  "plays" INTEGER,
  "likes" INTEGER,
  "completionRate" INTEGER,
  "replayRate" INTEGER,
  "length" INTEGER,
  "heat" INTEGER,
  "repost" INTEGER,
  "flag" TEXT,
  "flaggedIn" TEXT,
  "verdict" TEXT,
  "verdictReason" TEXT
) WITHOUT ROWID;

CREATE INDEX "Video_streamer_publishedOn" ON "Video" ("streamer", "publishedOn");

-- The follow-ups that a walk-through created.
CREATE INDEX "FollowUp_walkthrough" ON "FollowUp" ("walkthrough");
