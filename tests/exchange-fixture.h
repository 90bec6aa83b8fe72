/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "roster-account.h"
#include "roster-cache.h"
#include "roster-import-plan.h"

/* A cache in a folder of its own, and imports into it. */

#define EXCHANGE_TODAY "2026-03-01"

typedef struct
{
  char *folder;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCache *cache;
  GTimeZone *zone;
} ExchangeFixture;

static inline void
exchange_set_up (ExchangeFixture *fixture,
                 gconstpointer    data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roster-exchange-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->clock = roster_manual_clock_new (G_GINT64_CONSTANT (1772323200000), "Asia/Shanghai");
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  fixture->zone = g_time_zone_new_identifier ("Asia/Shanghai");
  fixture->cache = roster_cache_open (fixture->path, fixture->clock, fixture->ids, &error);
  g_assert_no_error (error);
}

static inline void
exchange_tear_down (ExchangeFixture *fixture,
                    gconstpointer    data)
{
  GDir *dir;
  const char *name;

  roster_cache_close (fixture->cache);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->ids);
  g_time_zone_unref (fixture->zone);
}

static inline RosterTable *
exchange_table (const char *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));
  RosterTable *table = roster_table_read_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* Plans the import of a table; @rate may be NULL, @overrides too. */
static inline RosterImportPlan *
exchange_plan (ExchangeFixture         *fixture,
               const RosterRecordType  *type,
               RosterTable             *table,
               const char              *rate_text,
               const char *const       *overrides,
               GError                 **error)
{
  g_autoptr (RosterImportMapping) mapping = roster_import_mapping_new_guessed (type, table);
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new_for_cache (fixture->cache);
  g_autofree char *account = roster_cache_account_for (fixture->cache, type->scope);
  RosterCurrencyRate rate;
  RosterImportOptions options = { .account = account, .today = EXCHANGE_TODAY, .zone = fixture->zone };

  for (guint i = 0; overrides != NULL && overrides[i] != NULL; i++)
    if (!roster_import_mapping_override (mapping, overrides[i], error))
      return NULL;
  if (rate_text != NULL)
    {
      g_assert_true (roster_currency_rate_from_text (rate_text, &rate, NULL));
      options.rate = &rate;
    }

  return roster_import_plan_new (mapping, lookup, &options, NULL, NULL, NULL, error);
}

static inline void
exchange_apply (ExchangeFixture  *fixture,
                RosterImportPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterEdit) edit = roster_import_plan_to_edit (plan, "Import");
  gint64 step;

  if (roster_edit_size (edit) > 0)
    roster_cache_apply (fixture->cache, edit, &step, &error);
  g_assert_no_error (error);
}

static inline void
exchange_assert_counts (RosterImportPlan *plan,
                        guint             created,
                        guint             updated,
                        guint             skipped,
                        guint             refused)
{
  if (roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE) != refused)
    for (guint i = 0; i < roster_import_plan_n_rows (plan); i++)
      if (roster_import_plan_nth_row (plan, i)->reason != NULL)
        g_test_message ("%s", roster_import_plan_nth_row (plan, i)->reason);

  g_assert_cmpuint (roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE), ==, refused);
  g_assert_cmpuint (roster_import_plan_count (plan, ROSTER_IMPORT_CREATE), ==, created);
  g_assert_cmpuint (roster_import_plan_count (plan, ROSTER_IMPORT_UPDATE), ==, updated);
  g_assert_cmpuint (roster_import_plan_count (plan, ROSTER_IMPORT_SKIP), ==, skipped);
}

/* Imports text, expecting these counts. */
static inline void
exchange_import (ExchangeFixture        *fixture,
                 const RosterRecordType *type,
                 const char             *data,
                 const char             *rate,
                 guint                   created,
                 guint                   updated,
                 guint                   skipped,
                 guint                   refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = exchange_table (data);
  g_autoptr (RosterImportPlan) plan = exchange_plan (fixture, type, table, rate, NULL, &error);

  g_assert_no_error (error);
  exchange_assert_counts (plan, created, updated, skipped, refused);
  exchange_apply (fixture, plan);
}

/* The one record of @type whose text field @field holds @value. */
static inline RosterRecord *
exchange_find (ExchangeFixture        *fixture,
               const RosterRecordType *type,
               const char             *field,
               const char             *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = roster_cache_list (fixture->cache, type, &error);
  RosterRecord *found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (roster_record_text (records->pdata[i], field), value) == 0)
      {
        g_assert_null (found);
        found = g_object_ref (records->pdata[i]);
      }
  g_assert_nonnull (found);
  return found;
}
