-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The photos of a walk-through. What others took may be at the office already, so the type is read again, as in 010.
ALTER TABLE "Walkthrough" ADD COLUMN "photos" TEXT;
UPDATE sync_state SET state = 'reading again' WHERE type = 'Walkthrough' AND state NOT LIKE 'loading %';
DELETE FROM sync_state WHERE type = 'Walkthrough' AND state LIKE 'loading %';

-- The blobs, named by SHA-256, that the office may not have yet; what they hold lies in a folder beside this file. A row
-- stays until the office has both the blob and the record that names it. account is where it goes when that record is gone.
CREATE TABLE blob_upload (
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  record TEXT NOT NULL,
  account TEXT NOT NULL,
  size INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  reason TEXT,
  PRIMARY KEY (id, type, record)
) WITHOUT ROWID;
