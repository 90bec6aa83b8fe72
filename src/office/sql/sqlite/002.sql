-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The stamp counts the transactions that changed a state, those of all accounts together: what has changed since a stamp is
-- found without a look at each account.
ALTER TABLE type_state ADD COLUMN stamp INTEGER NOT NULL DEFAULT 1;

CREATE INDEX type_state_by_stamp ON type_state (stamp);
