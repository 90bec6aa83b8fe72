/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-plan.h"

#include <glib/gi18n-lib.h>

#include "roster-account.h"
#include "roster-cache-rules.h"
#include "roster-ctl-output.h"
#include "roster-ctl.h"
#include "roster-exchange-error.h"

/* What a person reads of rows that were not taken; the rest is in the JSON. */
#define MAX_REASONS 20

static RosterImportMapping *
read_mapping (RosterCtl               *self,
              const RosterRecordType  *type,
              const char              *path,
              GError                 **error)
{
  g_autoptr (RosterTable) table = roster_table_read_file (path, NULL, roster_ctl_cancellable (self), error);
  g_autoptr (RosterImportMapping) mapping = NULL;

  if (table == NULL)
    return NULL;

  mapping = roster_import_mapping_new_guessed (type, table);
  for (guint i = 0; self->maps != NULL && self->maps[i] != NULL; i++)
    if (!roster_import_mapping_override (mapping, self->maps[i], error))
      return NULL;

  return g_steal_pointer (&mapping);
}

static RosterImportPlan *
make_plan (RosterCtl            *self,
           RosterCache          *cache,
           RosterImportMapping  *mapping,
           GError              **error)
{
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new_for_cache (cache);
  g_autofree char *account = roster_cache_account_for (cache, roster_import_mapping_type (mapping)->scope);
  g_autofree char *today = roster_clock_today (self->clock);
  g_autoptr (GTimeZone) zone = roster_clock_zone (self->clock);
  g_autoptr (GError) local_error = NULL;
  RosterImportPlan *plan;
  RosterCurrencyRate rate;
  RosterImportOptions options = { .account = account, .today = today, .zone = zone };

  if (account == NULL)
    {
      g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                           _("This cache has no account that such records belong to"));
      return NULL;
    }
  if (self->rate != NULL)
    {
      if (!roster_currency_rate_from_text (self->rate, &rate, error))
        return NULL;
      options.rate = &rate;
    }

  plan = roster_import_plan_new (mapping, lookup, &options, NULL, NULL, roster_ctl_cancellable (self), &local_error);
  if (g_error_matches (local_error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE))
    /* Translators: %s asks for a rate; the option takes it. */
    g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE, _("%s: --rate YUAN"), local_error->message);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return plan;
}

static const char *
outcome_nick (RosterImportOutcome outcome)
{
  switch (outcome)
    {
    case ROSTER_IMPORT_CREATE:
      return "create";
    case ROSTER_IMPORT_UPDATE:
      return "update";
    case ROSTER_IMPORT_SKIP:
      return "skip";
    case ROSTER_IMPORT_REFUSE:
      return "refuse";
    }

  g_return_val_if_reached (NULL);
}

static JsonObject *
row_json (const RosterRecordType *type,
          const RosterImportRow  *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *fields = json_array_new ();

  json_object_set_int_member (object, "line", row->line);
  json_object_set_string_member (object, "outcome", outcome_nick (row->outcome));
  json_object_set_string_member (object, "title", row->title != NULL ? row->title : "");
  if (row->after != NULL)
    json_object_set_string_member (object, "id", roster_record_id (row->after));
  for (guint i = 0; i < row->n_changed; i++)
    json_array_add_string_element (fields, roster_record_type_field (type, row->changed[i])->name);
  json_object_set_array_member (object, "fields", fields);
  if (row->reason != NULL)
    json_object_set_string_member (object, "reason", row->reason);
  if (row->note != NULL)
    json_object_set_string_member (object, "note", row->note);
  return object;
}

/* How large the book is that streamers go into; of a dry run, how large it would be. */
static gboolean
measure_book (RosterCtl         *self,
              RosterCache       *cache,
              RosterImportPlan  *plan,
              guint             *size,
              guint             *norm,
              GError           **error)
{
  g_autofree char *book = roster_cache_account_for (cache, ROSTER_SCOPE_BOOK);

  *size = *norm = 0;
  if (roster_import_plan_type (plan) != &roster_streamer_type || book == NULL)
    return TRUE;
  if (!roster_cache_measure_book (cache, book, size, norm, error))
    return FALSE;

  for (guint i = 0; self->dry_run && i < roster_import_plan_n_rows (plan); i++)
    {
      const RosterImportRow *row = roster_import_plan_nth_row (plan, i);

      *size += row->outcome == ROSTER_IMPORT_CREATE &&
               g_strcmp0 (roster_record_text (row->after, "state"), "left") != 0;
    }
  return TRUE;
}

static void
print_json (RosterCtl        *self,
            RosterImportPlan *plan,
            gint64            step,
            guint             size,
            guint             norm)
{
  const RosterRecordType *type = roster_import_plan_type (plan);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonArray) rows = json_array_new ();

  json_object_set_string_member (object, "type", type->name);
  json_object_set_boolean_member (object, "dryRun", self->dry_run);
  json_object_set_int_member (object, "created", roster_import_plan_count (plan, ROSTER_IMPORT_CREATE));
  json_object_set_int_member (object, "updated", roster_import_plan_count (plan, ROSTER_IMPORT_UPDATE));
  json_object_set_int_member (object, "skipped", roster_import_plan_count (plan, ROSTER_IMPORT_SKIP));
  json_object_set_int_member (object, "refused", roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE));
  if (step != 0)
    json_object_set_int_member (object, "step", step);
  if (norm > 0)
    {
      json_object_set_int_member (object, "bookSize", size);
      json_object_set_int_member (object, "bookNorm", norm);
    }
  for (guint i = 0; i < roster_import_plan_n_rows (plan); i++)
    json_array_add_object_element (rows, row_json (type, roster_import_plan_nth_row (plan, i)));
  json_object_set_array_member (object, "rows", g_steal_pointer (&rows));
  roster_ctl_print_json (object);
}

static void
print_counts (RosterCtl        *self,
              RosterImportPlan *plan,
              guint             size,
              guint             norm)
{
  g_autofree char *above = roster_book_norm_words (size, norm);
  guint n_reasons = 0;

  if (self->dry_run)
    /* Translators: four numbers of records. */
    roster_ctl_print (_("Would be new: %u, changed: %u, the same: %u, refused: %u\n"),
                      roster_import_plan_count (plan, ROSTER_IMPORT_CREATE),
                      roster_import_plan_count (plan, ROSTER_IMPORT_UPDATE),
                      roster_import_plan_count (plan, ROSTER_IMPORT_SKIP),
                      roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE));
  else
    /* Translators: four numbers of records. */
    roster_ctl_print (_("New: %u, changed: %u, the same: %u, refused: %u\n"),
                      roster_import_plan_count (plan, ROSTER_IMPORT_CREATE),
                      roster_import_plan_count (plan, ROSTER_IMPORT_UPDATE),
                      roster_import_plan_count (plan, ROSTER_IMPORT_SKIP),
                      roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE));

  if (norm > 0 && above != NULL)
    roster_ctl_print ("%s\n", above);

  for (guint i = 0; i < roster_import_plan_n_rows (plan); i++)
    {
      const RosterImportRow *row = roster_import_plan_nth_row (plan, i);
      const char *text = row->reason != NULL ? row->reason : row->note;

      if (text == NULL)
        continue;
      if (++n_reasons > MAX_REASONS)
        {
          roster_ctl_print ("  …\n");
          break;
        }
      roster_ctl_print ("  %s\n", text);
    }
}

/* A file of which nothing can be taken is a failure; else each refused row is reported and the rest is taken. */
static gboolean
check_outcome (RosterImportPlan  *plan,
               GError           **error)
{
  guint n_refused = roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE);

  for (guint i = 0; n_refused == roster_import_plan_n_rows (plan) && i < n_refused; i++)
    {
      const RosterImportRow *row = roster_import_plan_nth_row (plan, i);

      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                   _("No row of the file can be taken; the first: %s"), row->reason);
      return FALSE;
    }

  return TRUE;
}

static gboolean
apply (RosterCache       *cache,
       RosterImportPlan  *plan,
       const char        *path,
       gint64            *step,
       GError           **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a file. */
  g_autofree char *label = g_strdup_printf (_("Import of %s"), shown);
  g_autoptr (RosterEdit) edit = roster_import_plan_to_edit (plan, label);

  return roster_edit_size (edit) == 0 || roster_cache_apply (cache, edit, step, error);
}

static gboolean
run_import (RosterCtl  *self,
            char      **arguments,
            GError    **error)
{
  const RosterRecordType *type = roster_ctl_find_type (arguments[0], error);
  g_autoptr (RosterCache) cache = type != NULL ? roster_ctl_open_cache (self, error) : NULL;
  g_autoptr (RosterImportMapping) mapping = NULL;
  g_autoptr (RosterImportPlan) plan = NULL;
  gint64 step = 0;
  guint size, norm;

  if (cache != NULL && type == &roster_live_type)
    return roster_ctl_import_calendar (self, cache, arguments[1], error);

  mapping = cache != NULL ? read_mapping (self, type, arguments[1], error) : NULL;
  plan = mapping != NULL ? make_plan (self, cache, mapping, error) : NULL;
  if (plan == NULL || (!self->dry_run && !apply (cache, plan, arguments[1], &step, error)) ||
      !measure_book (self, cache, plan, &size, &norm, error))
    return FALSE;

  if (self->json)
    print_json (self, plan, step, size, norm);
  else
    print_counts (self, plan, size, norm);
  return check_outcome (plan, error);
}

const RosterCtlCommand roster_ctl_import_commands[] = {
  { "import", "streamers|products|sales|metrics|videos|lives FILE",
    N_("Read records from a file (CSV, XLSX; lives from a calendar)"),
    ROSTER_CTL_OPTION_MAP | ROSTER_CTL_OPTION_RATE | ROSTER_CTL_OPTION_DRY_RUN | ROSTER_CTL_OPTION_JSON,
    2, 2, run_import },
  { NULL },
};
