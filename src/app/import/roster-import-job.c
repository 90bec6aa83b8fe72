/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-job.h"

#include <glib/gi18n-lib.h>

#include "roster-account.h"
#include "roster-cache-rules.h"
#include "roster-exchange-error.h"
#include "roster-import-ics.h"
#include "roster-import-currency.h"
#include "roster-import-item.h"

/* How many rows of each outcome the preview puts into words. */
#define MAX_ITEMS 500

const RosterRecordType *const roster_import_types[ROSTER_IMPORT_N_TYPES] = {
  &roster_streamer_type,
  &roster_product_type,
  &roster_sale_type,
  &roster_metric_type,
  &roster_video_type,
};

void
roster_import_source_free (RosterImportSource *self)
{
  for (guint i = 0; i < ROSTER_IMPORT_N_TYPES; i++)
    g_clear_pointer (&self->mappings[i], roster_import_mapping_free);
  g_clear_pointer (&self->table, roster_table_unref);
  g_free (self);
}

void
roster_import_preview_free (RosterImportPreview *self)
{
  g_clear_pointer (&self->plan, roster_import_plan_free);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, roster_import_mapping_free);
  g_free (self);
}

/**
 * roster_import_preview_type:
 *
 * Returns: what kind of records it would make
 */
const RosterRecordType *
roster_import_preview_type (RosterImportPreview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->plan != NULL ? roster_import_plan_type (self->plan) : &roster_live_type;
}

guint
roster_import_preview_n_rows (RosterImportPreview *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->plan != NULL ? roster_import_plan_n_rows (self->plan) : self->events->len;
}

/**
 * roster_import_preview_count:
 *
 * Returns: of how many rows this becomes
 */
guint
roster_import_preview_count (RosterImportPreview *self,
                             RosterImportOutcome  outcome)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (self->plan != NULL)
    return roster_import_plan_count (self->plan, outcome);

  for (guint i = 0; i < self->events->len; i++)
    count += ((RosterImportRow *) self->events->pdata[i])->outcome == outcome;
  return count;
}

/* Reading the file, in a thread of its own, so that a slow disk holds nobody up; then what was chosen for such a
   file before. */

static guint
count_mapped (RosterImportMapping *mapping)
{
  guint count = 0;

  for (guint column = 0; column < roster_table_n_columns (roster_import_mapping_table (mapping)); column++)
    if (roster_import_mapping_field (mapping, column) != ROSTER_IMPORT_COLUMN_IGNORED)
      count++;

  return count;
}

/* Whether every column that tells records of the type apart is there. */
static gboolean
has_key (RosterImportMapping *mapping)
{
  const RosterRecordType *type = roster_import_mapping_type (mapping);

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    {
      int field = roster_record_type_find_field (type, type->match_key[i]);

      /* The end of a period may be left to today. */
      if (roster_record_type_field (type, field)->kind != ROSTER_KIND_DATE &&
          roster_import_mapping_column (mapping, field) < 0)
        return FALSE;
    }

  return TRUE;
}

static gpointer
recall_in_thread (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (RosterImportSource) source = g_new0 (RosterImportSource, 1);
  guint best = 0;

  source->table = roster_table_ref (data);
  for (guint i = 0; i < ROSTER_IMPORT_N_TYPES; i++)
    {
      RosterImportMapping *mapping = roster_import_mapping_new_guessed (roster_import_types[i], source->table);
      g_autofree char *key = roster_import_mapping_key (mapping);
      g_autofree char *chosen = roster_cache_get_fact (cache, key);
      guint score = count_mapped (mapping) + (has_key (mapping) ? ROSTER_TABLE_MAX_COLUMNS : 0);

      source->mappings[i] = mapping;
      /* What was chosen for these headings before outweighs every guess, unless the fields have changed since. */
      if (chosen != NULL && roster_import_mapping_from_text (mapping, chosen, NULL))
        score += 2 * ROSTER_TABLE_MAX_COLUMNS;
      if (score > best)
        {
          best = score;
          source->likeliest = i;
        }
    }
  for (guint i = 0; i < ROSTER_IMPORT_N_TYPES; i++)
    {
      RosterImportCurrency currency;

      /* What is wrong with the amounts is said when they are to be taken. */
      if (roster_import_currency_survey (source->mappings[i], &currency, cancellable, NULL))
        source->currencies[i] = currency.code;
    }

  return g_steal_pointer (&source);
}

static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RosterImportSource *source = roster_store_finish (ROSTER_STORE (object), result, &error);

  if (source != NULL)
    g_task_return_pointer (task, source, (GDestroyNotify) roster_import_source_free);
  else
    g_task_return_error (task, error);
}

static void
read_table (GTask        *task,
            gpointer      object,
            gpointer      data,
            GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (G_FILE (data));
  GError *error = NULL;
  RosterTable *table;

  if (path == NULL)
    {
      g_task_return_new_error (task, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_READ,
                               _("The file is not on this computer. Copy it to a folder here first."));
      return;
    }

  table = roster_table_read_file (path, NULL, cancellable, &error);
  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) roster_table_unref);
  else
    g_task_return_error (task, error);
}

static void
table_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  RosterContext *context = g_task_get_source_object (task);
  GError *error = NULL;
  RosterTable *table = g_task_propagate_pointer (G_TASK (result), &error);

  if (table == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  roster_store_read_async (roster_context_store (context), recall_in_thread, table, (GDestroyNotify) roster_table_unref,
                           (GDestroyNotify) roster_import_source_free, g_task_get_cancellable (task), recalled_cb,
                           task);
}

/**
 * roster_import_read_async:
 * @file: a CSV or XLSX file
 *
 * Reads @file and guesses what its columns mean.
 */
void
roster_import_read_async (RosterContext       *context,
                          GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (context, cancellable, table_read_cb, task);

  g_task_set_task_data (reading, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (reading, read_table);
}

RosterImportSource *
roster_import_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Planning, on the thread that reads the cache */

typedef struct
{
  RosterStore *store;
  RosterCache *cache;
  RosterImportMapping *mapping;
  RosterCurrencyRate rate;
  gboolean has_rate;
  RosterImportProgress progress;
  gpointer progress_data;
} Planning;

static void
planning_free (gpointer data)
{
  Planning *planning = data;

  g_clear_object (&planning->store);
  g_clear_pointer (&planning->mapping, roster_import_mapping_free);
  g_free (planning);
}

static GPtrArray *
load_cb (const RosterRecordType  *type,
         const char              *field,
         const char              *value,
         gpointer                 user_data,
         GError                 **error)
{
  Planning *planning = user_data;

  return field != NULL ? roster_cache_list_by (planning->cache, type, field, value, error)
                       : roster_cache_list (planning->cache, type, error);
}

static char *
new_id_cb (gpointer user_data)
{
  return roster_store_new_id (((Planning *) user_data)->store);
}

static GPtrArray *
put_into_words (RosterCache         *cache,
                RosterImportPreview *preview)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint counts[ROSTER_IMPORT_N_OUTCOMES] = { 0 };

  for (guint i = 0; i < roster_import_preview_n_rows (preview); i++)
    {
      const RosterImportRow *row =
          preview->plan != NULL ? roster_import_plan_nth_row (preview->plan, i) : preview->events->pdata[i];

      if (counts[row->outcome]++ < MAX_ITEMS)
        g_ptr_array_add (items, roster_import_item_new (cache, row));
    }

  return items;
}

static gpointer
plan_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Planning *planning = data;
  g_autoptr (RosterImportPreview) preview = g_new0 (RosterImportPreview, 1);
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new (load_cb, new_id_cb, planning, NULL);
  RosterClock *clock = roster_cache_clock (cache);
  g_autofree char *account =
      roster_cache_account_for (cache, roster_import_mapping_type (planning->mapping)->scope);
  g_autofree char *today = roster_clock_today (clock);
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock);
  RosterImportOptions options = {
    .account = account,
    .rate = planning->has_rate ? &planning->rate : NULL,
    .today = today,
    .zone = zone,
  };

  planning->cache = cache;
  preview->plan = roster_import_plan_new (planning->mapping, lookup, &options, planning->progress,
                                          planning->progress_data, cancellable, error);
  if (preview->plan == NULL)
    return NULL;

  preview->items = put_into_words (cache, preview);
  preview->mapping = g_steal_pointer (&planning->mapping);
  return g_steal_pointer (&preview);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RosterImportPreview *preview = roster_store_finish (ROSTER_STORE (object), result, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) roster_import_preview_free);
  else
    g_task_return_error (task, error);
}

/* The thread gets a mapping of its own: the person may change theirs meanwhile. */
static RosterImportMapping *
copy_mapping (RosterImportMapping *mapping)
{
  RosterImportMapping *copy = roster_import_mapping_new_guessed (roster_import_mapping_type (mapping),
                                                                 roster_import_mapping_table (mapping));
  g_autofree char *text = roster_import_mapping_to_text (mapping);

  roster_import_mapping_from_text (copy, text, NULL);
  return copy;
}

/**
 * roster_import_plan_async:
 * @mapping: which column goes to which field
 * @rate: (nullable): what one unit of the file's other currency is worth
 * @progress: called on another thread; @progress_data must live until @callback
 *
 * Finds out what importing the file would do.
 */
void
roster_import_plan_async (RosterContext            *context,
                          RosterImportMapping      *mapping,
                          const RosterCurrencyRate *rate,
                          RosterImportProgress      progress,
                          gpointer                  progress_data,
                          GCancellable             *cancellable,
                          GAsyncReadyCallback       callback,
                          gpointer                  user_data)
{
  Planning *planning = g_new0 (Planning, 1);

  planning->store = g_object_ref (roster_context_store (context));
  planning->mapping = copy_mapping (mapping);
  planning->has_rate = rate != NULL;
  if (rate != NULL)
    planning->rate = *rate;
  planning->progress = progress;
  planning->progress_data = progress_data;

  roster_store_read_async (roster_context_store (context), plan_in_thread, planning, planning_free,
                           (GDestroyNotify) roster_import_preview_free, cancellable, planned_cb,
                           g_task_new (context, cancellable, callback, user_data));
}

RosterImportPreview *
roster_import_plan_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A calendar says itself what is what: it is read and planned in one go. */

static void
refuse (RosterImportRow *row,
        const char      *reason)
{
  row->outcome = ROSTER_IMPORT_REFUSE;
  g_free (row->reason);
  row->reason = g_strdup (reason);
}

static void
keep_to_rights (RosterCache     *cache,
                RosterImportRow *row)
{
  g_autoptr (RosterAccount) account = NULL;
  g_autofree char *refusal = NULL;

  if (row->after == NULL || (row->outcome != ROSTER_IMPORT_CREATE && row->outcome != ROSTER_IMPORT_UPDATE))
    return;

  account = roster_cache_get_account (cache, roster_record_account (row->after), NULL);
  refusal = account != NULL ? roster_account_refusal (account, &roster_live_type) : NULL;
  if (refusal != NULL)
    refuse (row, refusal);
}

static gpointer
plan_calendar (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (RosterImportPreview) preview = g_new0 (RosterImportPreview, 1);
  g_autoptr (GPtrArray) lives = roster_cache_list (cache, &roster_live_type, error);
  g_autoptr (GPtrArray) streamers = lives != NULL ? roster_cache_list (cache, &roster_streamer_type, error) : NULL;
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_cache_clock (cache));
  RosterIcsContext context = { .lives = lives, .streamers = streamers };

  if (streamers == NULL)
    return NULL;

  context.zone = g_time_zone_get_identifier (zone);
  preview->events = roster_import_ics (data, &context, error);
  if (preview->events == NULL)
    return NULL;

  for (guint i = 0; i < preview->events->len; i++)
    keep_to_rights (cache, preview->events->pdata[i]);
  preview->items = put_into_words (cache, preview);
  return g_steal_pointer (&preview);
}

static void
read_calendar (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (data, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, &error);
  GBytes *bytes = NULL;

  if (info != NULL && g_file_info_get_size (info) > ROSTER_ICS_LIMIT)
    g_set_error_literal (&error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                         _("The calendar is too large. Export a shorter range of time."));
  else if (info != NULL)
    bytes = g_file_load_bytes (data, cancellable, NULL, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
calendar_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  RosterContext *context = g_task_get_source_object (task);
  GError *error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    {
      roster_store_read_async (roster_context_store (context), plan_calendar, bytes, (GDestroyNotify) g_bytes_unref,
                               (GDestroyNotify) roster_import_preview_free, g_task_get_cancellable (task), planned_cb,
                               task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * roster_import_calendar_async:
 * @file: an iCalendar file
 *
 * Reads the lives of a calendar and finds out what importing them would do; roster_import_plan_finish() tells.
 */
void
roster_import_calendar_async (RosterContext       *context,
                              GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (context, cancellable, calendar_read_cb, task);

  g_task_set_task_data (reading, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (reading, read_calendar);
}

/* Applying, on the thread that writes the cache */

typedef struct
{
  RosterEdit *edit;
  const RosterRecordType *type;
  char *mapping_key;
  char *mapping_text;
} Applying;

static void
applying_free (gpointer data)
{
  Applying *applying = data;

  roster_edit_unref (applying->edit);
  g_free (applying->mapping_key);
  g_free (applying->mapping_text);
  g_free (applying);
}

typedef struct
{
  gint64 step;
  char *warning;
} Done;

static void
done_free (Done *done)
{
  g_free (done->warning);
  g_free (done);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Done, done_free)

/* A book above the norm is said, never refused (rule 1); that it cannot be measured is no reason to call the import
   failed. */
static char *
warn_of_norm (RosterCache *cache)
{
  g_autofree char *book = roster_cache_account_for (cache, ROSTER_SCOPE_BOOK);
  guint size, norm;

  if (book == NULL || !roster_cache_measure_book (cache, book, &size, &norm, NULL))
    return NULL;

  return roster_book_norm_words (size, norm);
}

static gpointer
apply_in_thread (RosterCache   *cache,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Applying *applying = data;
  g_autoptr (Done) done = g_new0 (Done, 1);

  if (!roster_cache_apply (cache, applying->edit, &done->step, error))
    return NULL;

  /* The import stands; that its columns are not remembered is no reason to call it failed. */
  if (applying->mapping_key != NULL)
    roster_cache_set_fact (cache, applying->mapping_key, applying->mapping_text, NULL);
  if (applying->type == &roster_streamer_type)
    done->warning = warn_of_norm (cache);
  return g_steal_pointer (&done);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Done *done = roster_store_finish (ROSTER_STORE (object), result, &error);

  if (done != NULL)
    g_task_return_pointer (task, done, (GDestroyNotify) done_free);
  else
    g_task_return_error (task, error);
}

/**
 * roster_import_apply_async:
 * @label: the step's label in the journal
 *
 * Writes what @preview plans, as one step, and remembers its columns for the next file with the same headings.
 */
void
roster_import_apply_async (RosterContext       *context,
                           RosterImportPreview *preview,
                           const char          *label,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Applying *applying = g_new0 (Applying, 1);

  applying->edit = preview->plan != NULL ? roster_import_plan_to_edit (preview->plan, label)
                                         : roster_import_ics_to_edit (preview->events, label);
  if (preview->mapping != NULL)
    {
      applying->mapping_key = roster_import_mapping_key (preview->mapping);
      applying->mapping_text = roster_import_mapping_to_text (preview->mapping);
    }
  applying->type = roster_import_preview_type (preview);
  roster_store_write_async (roster_context_store (context), apply_in_thread, applying, applying_free,
                            (GDestroyNotify) done_free, cancellable, applied_cb,
                            g_task_new (context, cancellable, callback, user_data));
}

/**
 * roster_import_apply_finish:
 * @warning: (out) (optional) (nullable): what the person should know of the book now
 *
 * Returns: the journal's step, or 0 with @error set
 */
gint64
roster_import_apply_finish (GAsyncResult  *result,
                            char         **warning,
                            GError       **error)
{
  g_autoptr (Done) done = g_task_propagate_pointer (G_TASK (result), error);

  if (warning != NULL)
    *warning = done != NULL ? g_steal_pointer (&done->warning) : NULL;
  return done != NULL ? done->step : 0;
}
