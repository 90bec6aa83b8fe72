-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Why a walk-through was given up; those of other computers are read again.
ALTER TABLE "Walkthrough" ADD COLUMN "abandonReason" TEXT;
UPDATE sync_state SET state = 'reading again' WHERE type = 'Walkthrough' AND state NOT LIKE 'loading %';
DELETE FROM sync_state WHERE type = 'Walkthrough' AND state LIKE 'loading %';
