-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Which of the day's actions a decision answers, where it is not about a product.
ALTER TABLE "Decision" ADD COLUMN "about" TEXT;
CREATE INDEX "Decision_about" ON "Decision" ("about") WHERE "about" IS NOT NULL;
