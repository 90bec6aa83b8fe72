-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- For which time of its series a live stands in, and who of the company is there.
ALTER TABLE "Live" ADD COLUMN "slot" TEXT;
ALTER TABLE "Live" ADD COLUMN "salesperson" TEXT;
