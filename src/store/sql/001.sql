-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The first schema of the cache. Columns of record tables are named like the fields in src/model; money is in li, rates in
-- parts per million, instants in milliseconds UTC, sets are JSON arrays and maps JSON objects.

CREATE TABLE "Base" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "province" TEXT,
  "city" TEXT,
  "address" TEXT,
  "zone" TEXT,
  "phone" TEXT,
  "facilities" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "Base_name" ON "Base" ("name");

CREATE TABLE "Person" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "login" TEXT,
  "role" TEXT,
  "base" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "joinedOn" TEXT,
  "active" INTEGER
) WITHOUT ROWID;

CREATE INDEX "Person_login" ON "Person" ("login");

CREATE TABLE "Factory" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "province" TEXT,
  "city" TEXT,
  "contact" TEXT,
  "phone" TEXT,
  "categories" TEXT,
  "models" TEXT,
  "dailyCapacity" INTEGER,
  "leadTimeDays" INTEGER,
  "minimumQuantity" INTEGER,
  "termsDays" INTEGER,
  "researchPool" INTEGER,
  "active" INTEGER,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "Factory_name" ON "Factory" ("name");

CREATE TABLE "Product" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "sku" TEXT,
  "category" TEXT,
  "vertical" TEXT,
  "factory" TEXT,
  "price" INTEGER,
  "priceHigh" INTEGER,
  "cost" INTEGER,
  "unitMargin" INTEGER,
  "commissionRate" INTEGER,
  "returnRate" INTEGER,
  "stock" INTEGER,
  "dailyCapacity" INTEGER,
  "leadTimeDays" INTEGER,
  "clearance" INTEGER,
  "safetyCheck" TEXT,
  "legalityCheck" TEXT,
  "suitsRoles" TEXT,
  "customFor" TEXT,
  "customStage" TEXT,
  "minimumQuantity" INTEGER,
  "sellingPoints" TEXT,
  "listedOn" TEXT,
  "units28" INTEGER,
  "sales28" INTEGER,
  "country" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "Product_sku" ON "Product" ("sku");
CREATE INDEX "Product_factory" ON "Product" ("factory");

CREATE TABLE "Checklist" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "nameChinese" TEXT,
  "version" INTEGER,
  "state" TEXT,
  "effectiveFrom" TEXT,
  "sections" TEXT
) WITHOUT ROWID;

CREATE INDEX "Checklist_name_version" ON "Checklist" ("name", "version");

CREATE TABLE "Streamer" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "name" TEXT,
  "kuaishouId" TEXT,
  "realName" TEXT,
  "phone" TEXT,
  "wechat" TEXT,
  "tier" TEXT,
  "vertical" TEXT,
  "base" TEXT,
  "province" TEXT,
  "city" TEXT,
  "country" TEXT,
  "state" TEXT,
  "joinedOn" TEXT,
  "followers" INTEGER,
  "minorsShare" INTEGER,
  "ordersPerDay" INTEGER,
  "monthlyIncome" INTEGER,
  "buyersPayLow" INTEGER,
  "buyersPayHigh" INTEGER,
  "averageOrder" INTEGER,
  "unitsSold" INTEGER,
  "salesTotal" INTEGER,
  "units28" INTEGER,
  "orders28" INTEGER,
  "sales28" INTEGER,
  "liveSales28" INTEGER,
  "videoSales28" INTEGER,
  "commission28" INTEGER,
  "refunded28" INTEGER,
  "unitsReturned28" INTEGER,
  "lives28" INTEGER,
  "videos28" INTEGER,
  "impressions28" INTEGER,
  "clickRate" INTEGER,
  "liveGpm" INTEGER,
  "liveGpmHigh" INTEGER,
  "videoGpm" INTEGER,
  "videoGpmHigh" INTEGER,
  "shopProducts" INTEGER,
  "bio" TEXT,
  "tags" TEXT,
  "nextStep" TEXT,
  "nextStepDue" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "Streamer_kuaishouId" ON "Streamer" ("kuaishouId");

CREATE TABLE "Activity" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "kind" TEXT,
  "at" INTEGER,
  "text" TEXT,
  "reached" INTEGER,
  "person" TEXT
) WITHOUT ROWID;

CREATE INDEX "Activity_streamer" ON "Activity" ("streamer");

CREATE TABLE "Live" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "name" TEXT,
  "startLocal" TEXT,
  "zone" TEXT,
  "durationMinutes" INTEGER,
  "state" TEXT,
  "recurrence" TEXT,
  "exceptions" TEXT,
  "series" TEXT,
  "lineUp" TEXT,
  "trainer" TEXT,
  "actualStart" INTEGER,
  "actualEnd" INTEGER,
  "viewers" INTEGER,
  "orders" INTEGER,
  "sales" INTEGER,
  "reminders" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "Live_streamer" ON "Live" ("streamer");

CREATE TABLE "LineUp" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "name" TEXT,
  "live" TEXT,
  "items" TEXT,
  "state" TEXT,
  "version" INTEGER,
  "deviations" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "LineUp_streamer" ON "LineUp" ("streamer");

CREATE TABLE "Sale" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "product" TEXT,
  "periodEnd" TEXT,
  "periodDays" INTEGER,
  "units" INTEGER,
  "amount" INTEGER,
  "unitsReturned" INTEGER,
  "videos" INTEGER,
  "plays" INTEGER,
  "likes" INTEGER,
  "live" TEXT,
  "settledOn" TEXT
) WITHOUT ROWID;

CREATE INDEX "Sale_streamer_product_periodEnd" ON "Sale" ("streamer", "product", "periodEnd");
CREATE INDEX "Sale_product" ON "Sale" ("product");

CREATE TABLE "Metric" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "day" TEXT,
  "followers" INTEGER,
  "plays" INTEGER,
  "likes" INTEGER,
  "videos" INTEGER,
  "heat" INTEGER,
  "completionRate" INTEGER,
  "replayRate" INTEGER,
  "liveMinutes" INTEGER,
  "lives" INTEGER,
  "viewers" INTEGER,
  "orders" INTEGER,
  "sales" INTEGER,
  "margin" INTEGER
) WITHOUT ROWID;

CREATE INDEX "Metric_streamer_day" ON "Metric" ("streamer", "day");

CREATE TABLE "Decision" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "product" TEXT,
  "verdict" TEXT,
  "reason" TEXT,
  "text" TEXT,
  "at" INTEGER,
  "until" TEXT,
  "score" INTEGER,
  "person" TEXT
) WITHOUT ROWID;

CREATE INDEX "Decision_streamer" ON "Decision" ("streamer");

CREATE TABLE "Walkthrough" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "checklist" TEXT,
  "checklistVersion" INTEGER,
  "trainer" TEXT,
  "state" TEXT,
  "startedAt" INTEGER,
  "finishedAt" INTEGER,
  "cursor" TEXT,
  "answers" TEXT,
  "result" INTEGER,
  "signatures" TEXT,
  "amendments" TEXT,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "Walkthrough_streamer" ON "Walkthrough" ("streamer");

CREATE TABLE "FollowUp" (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  "createdAt" INTEGER,
  "updatedAt" INTEGER,
  "updatedBy" TEXT,
  "streamer" TEXT,
  "name" TEXT,
  "due" TEXT,
  "state" TEXT,
  "walkthrough" TEXT,
  "item" TEXT,
  "person" TEXT,
  "doneAt" INTEGER,
  "notes" TEXT
) WITHOUT ROWID;

CREATE INDEX "FollowUp_streamer" ON "FollowUp" ("streamer");

-- Who the cache belongs to, where its office is, and so on.
CREATE TABLE fact (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  scope INTEGER NOT NULL,
  read_only INTEGER NOT NULL,
  is_primary INTEGER NOT NULL
) WITHOUT ROWID;

-- How far each type of each account has been read from the office.
CREATE TABLE sync_state (
  account TEXT NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (account, type)
) WITHOUT ROWID;

-- What a person may type to find a record, computed when it is written.
CREATE TABLE search (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;

-- Which records the latest transactions touched, so that open windows refresh just those. An empty id stands for all of a type.
CREATE TABLE changed (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;
CREATE INDEX changed_revision ON changed (revision);

-- The journal: one step for each thing a person or the sync did, one entry for each record it changed, as JSON before and after.
CREATE TABLE step (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  cause TEXT NOT NULL,
  label TEXT NOT NULL,
  state INTEGER NOT NULL DEFAULT 0,
  undoes INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE entry (
  step INTEGER NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (step, type, id)
) WITHOUT ROWID;

-- The outbox: one row for each record that differs from what the office has confirmed.
CREATE TABLE pending (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  operation INTEGER NOT NULL,
  state INTEGER NOT NULL,
  base TEXT,
  sent TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL,
  since INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  error TEXT,
  reason TEXT,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;

CREATE TABLE conflict (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  title TEXT NOT NULL,
  kind INTEGER NOT NULL,
  field TEXT NOT NULL,
  map_key TEXT NOT NULL,
  mine TEXT,
  theirs TEXT,
  mine_at INTEGER NOT NULL,
  theirs_at INTEGER NOT NULL,
  theirs_by TEXT
);
CREATE UNIQUE INDEX conflict_place ON conflict (type, id, kind, field, map_key);
