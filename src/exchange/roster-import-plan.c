/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-import-currency.h"
#include "roster-import-value.h"

/* How many rows pass between two reports of progress. */
#define ROWS_BETWEEN_REPORTS 512

struct _RosterImportPlan
{
  const RosterRecordType *type;
  GPtrArray *rows;
  guint counts[ROSTER_IMPORT_N_OUTCOMES];
};

/**
 * Planner:
 * @columns: of each column, the field that it goes to
 * @planned: (element-type utf8 guint): record ids to the last row, from 1, that means them
 * @new_keys: (element-type utf8 RosterRecord): match keys to the records that the plan makes
 * @cells: the row under way
 * @line: where it stands
 * @stray: (nullable): the code of another currency than the file's that it has amounts in
 * @unmarked: whether it has an amount that does not say in which currency it is
 *
 * What making a plan needs and the plan does not.
 */
typedef struct
{
  RosterImportPlan *plan;
  RosterImportMapping *mapping;
  RosterTable *table;
  RosterExchangeLookup *lookup;
  const RosterImportOptions *options;
  RosterCurrency plain;
  RosterImportCurrency currency;
  guint n_columns;
  GHashTable *planned;
  GHashTable *new_keys;
  const char *cells[ROSTER_TABLE_MAX_COLUMNS];
  guint line;
  const char *stray;
  gboolean unmarked;
} Planner;

/**
 * Draft:
 * @values: what the row gives, by field
 * @streamer_account: (nullable): the account of the streamer that the row names
 * @foreign_reference: (nullable): the title of a record in another country that the row names
 * @id: (nullable): the record id that the row gives
 */
typedef struct
{
  GVariant **values;
  guint n_values;
  char *streamer_account;
  char *foreign_reference;
  char *id;
} Draft;

static void
import_row_free (gpointer data)
{
  RosterImportRow *row = data;

  g_free (row->title);
  g_clear_object (&row->before);
  g_clear_object (&row->after);
  g_free (row->changed);
  g_free (row->reason);
  g_free (row->note);
  g_free (row);
}

static void
draft_clear (Draft *draft)
{
  for (guint i = 0; i < draft->n_values; i++)
    g_clear_pointer (&draft->values[i], g_variant_unref);
  g_free (draft->values);
  g_free (draft->streamer_account);
  g_free (draft->foreign_reference);
  g_free (draft->id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

/* Errors about the row refuse the row; every other one ends the plan. */
static gboolean
is_about_row (const GError *error)
{
  return error->domain == ROSTER_MODEL_ERROR ||
         g_error_matches (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE);
}

static void
name_cell (Planner  *planner,
           guint     column,
           GError  **error)
{
  if (!is_about_row (*error))
    return;

  /* Translators: where in a file something is wrong, then what. */
  g_autofree char *message = g_strdup_printf (_("Row %u, column “%s”: %s"), planner->line,
                                              roster_table_heading (planner->table, column), (*error)->message);

  g_clear_error (error);
  g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE, message);
}

static void G_GNUC_PRINTF (3, 4)
refuse (Planner     *planner,
        GError     **error,
        const char  *format,
        ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: where in a file something is wrong, then what. */
  g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE, _("Row %u: %s"), planner->line, reason);
}

static const RosterField *
nth_field (Planner *planner,
           guint    index)
{
  return roster_record_type_field (planner->plan->type, index);
}

static gboolean
is_key_field (const RosterRecordType *type,
              const RosterField      *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    if (strcmp (type->match_key[i], field->name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
refuse_if_rounded (const char  *text,
                   GError     **error)
{
  if (!roster_import_text_is_rounded (text))
    return FALSE;

  g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
               _("“%s” was rounded by a spreadsheet program; format the column as text there and save again"), text);
  return TRUE;
}

static gboolean
read_reference (Planner            *planner,
                const RosterField  *field,
                const char         *cell,
                Draft              *draft,
                GVariant          **value,
                GError            **error)
{
  const RosterRecordType *target = roster_record_type_find (field->target);
  g_autofree char *text = g_strstrip (roster_exchange_unguard (cell, NULL));
  g_autoptr (RosterRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;
  int country;

  if (roster_import_text_is_nothing (text))
    return TRUE;
  if (refuse_if_rounded (text, error))
    return FALSE;

  record = roster_exchange_lookup_resolve (planner->lookup, target, text, planner->options->account, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (record == NULL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   /* Translators: %s is what a file says, then the name of many records, twice. */
                   _("“%s” is not known among the %s; import the %s first, correct it, or leave the column out"),
                   text, roster_record_type_label (target, TRUE), roster_record_type_label (target, TRUE));
      return FALSE;
    }

  if (target == &roster_streamer_type && strcmp (field->name, "streamer") == 0)
    {
      g_free (draft->streamer_account);
      draft->streamer_account = g_strdup (roster_record_account (record));
    }
  country = roster_record_type_find_field (target, "country");
  if (country >= 0 && draft->foreign_reference == NULL && roster_record_nth_value (record, country) != NULL &&
      roster_import_country_is_foreign (g_variant_get_string (roster_record_nth_value (record, country), NULL)))
    draft->foreign_reference = g_strdup (roster_record_title (record));

  *value = g_variant_ref_sink (g_variant_new_string (roster_record_id (record)));
  return TRUE;
}

static gboolean
read_cell (Planner  *planner,
           guint     column,
           int       index,
           Draft    *draft,
           GError  **error)
{
  const RosterField *field = nth_field (planner, index);
  const char *cell = planner->cells[column];
  g_autoptr (GVariant) value = NULL, upper = NULL;

  if (field->kind == ROSTER_KIND_REFERENCE)
    {
      if (!read_reference (planner, field, cell, draft, &value, error))
        return FALSE;
    }
  else
    {
      RosterImportContext context = {
        .unit = *roster_import_mapping_unit (planner->mapping, column),
        .rate = planner->options->rate,
        .plain = planner->plain,
        .zone = planner->options->zone,
      };

      if (field->kind == ROSTER_KIND_TEXT && is_key_field (planner->plan->type, field) &&
          refuse_if_rounded (cell, error))
        return FALSE;
      if (!roster_import_value_read (field, cell, &context, &value, &upper, error))
        return FALSE;
      if (field->kind == ROSTER_KIND_MONEY && planner->plain == ROSTER_CURRENCY_YUAN && !planner->unmarked)
        planner->unmarked = roster_import_amount_is_unmarked (cell, &context.unit);
    }

  if (value != NULL)
    {
      g_clear_pointer (&draft->values[index], g_variant_unref);
      draft->values[index] = g_steal_pointer (&value);
    }
  if (upper != NULL)
    {
      int other = roster_record_type_find_field (planner->plan->type, field->range_to);

      /* A column of its own for the upper end has the last word. */
      if (other >= 0 && draft->values[other] == NULL)
        draft->values[other] = g_steal_pointer (&upper);
    }
  return TRUE;
}

static gboolean
is_amount (Planner *planner,
           guint    column)
{
  int field = roster_import_mapping_field (planner->mapping, column);

  return field >= 0 && nth_field (planner, field)->kind == ROSTER_KIND_MONEY;
}

/* The currency of a row's amounts where it is not that of the file, to which the rate belongs. */
static const char *
find_stray_currency (Planner *planner)
{
  if (!planner->currency.mixed)
    return NULL;

  for (guint column = 0; column < planner->n_columns; column++)
    {
      const char *code = is_amount (planner, column)
                             ? roster_import_amount_currency (planner->cells[column],
                                                              roster_import_mapping_unit (planner->mapping, column))
                             : NULL;

      if (code != NULL && strcmp (code, ROSTER_CURRENCY_CODE_YUAN) != 0 && strcmp (code, planner->currency.code) != 0)
        return code;
    }

  return NULL;
}

/* Whether no rate is known for an amount: it is in the stray currency, or may be for all that the cell says. */
static gboolean
is_stray (Planner *planner,
          guint    column)
{
  const RosterImportUnit *unit = roster_import_mapping_unit (planner->mapping, column);
  const char *code;

  if (planner->stray == NULL || !is_amount (planner, column))
    return FALSE;

  code = roster_import_amount_currency (planner->cells[column], unit);
  return code != NULL ? strcmp (code, planner->stray) == 0
                      : roster_import_amount_is_unmarked (planner->cells[column], unit);
}

static gboolean
read_row (Planner  *planner,
          guint     row,
          Draft    *draft,
          GError  **error)
{
  guint n_cells = roster_table_row (planner->table, row, planner->cells);

  planner->line = roster_table_line (planner->table, row);
  planner->unmarked = FALSE;
  if (n_cells > planner->n_columns)
    {
      refuse (planner, error, _("it has %u cells and there are %u headings; look for a separator without quotation "
                                "marks"),
              n_cells, planner->n_columns);
      return FALSE;
    }

  if (roster_table_is_cut (planner->table, row))
    {
      refuse (planner, error, _("it has %u cells of %u and no end of line; the file may be cut off: complete the row"),
              n_cells, planner->n_columns);
      return FALSE;
    }

  planner->stray = find_stray_currency (planner);
  for (guint column = 0; column < planner->n_columns; column++)
    {
      int field = roster_import_mapping_field (planner->mapping, column);

      if (is_stray (planner, column))
        continue;
      if (field == ROSTER_IMPORT_COLUMN_ID && *planner->cells[column] != '\0')
        draft->id = g_strstrip (g_strdup (planner->cells[column]));
      if (field < 0 || *planner->cells[column] == '\0')
        continue;
      if (!read_cell (planner, column, field, draft, error))
        {
          name_cell (planner, column, error);
          return FALSE;
        }
    }

  if (planner->unmarked && draft->foreign_reference != NULL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE,
                   _("Row %u has an amount without a currency for “%s”, which is not in China; say what one unit of "
                     "the file's "
                     "currency is worth in yuan"),
                   planner->line, draft->foreign_reference);
      return FALSE;
    }

  /* Sales over a period that nobody named end on the day that was given. */
  if (planner->plan->type == &roster_sale_type)
    {
      int end = roster_record_type_find_field (planner->plan->type, "periodEnd");

      if (draft->values[end] == NULL)
        draft->values[end] = g_variant_ref_sink (g_variant_new_string (planner->options->period_end != NULL
                                                                           ? planner->options->period_end
                                                                           : planner->options->today));
    }
  return TRUE;
}

/* The texts of the match key, ended by NULL; NULL where the row does not give all of it. */
static GStrv
row_key (Planner *planner,
         Draft   *draft)
{
  const RosterRecordType *type = planner->plan->type;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (type->match_key[0] == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    {
      int index = roster_record_type_find_field (type, type->match_key[i]);
      g_autofree char *text = roster_value_to_text (roster_record_type_field (type, index), draft->values[index]);

      if (*text == '\0')
        return NULL;
      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static const char *
missing_key_field (Planner *planner,
                   Draft   *draft)
{
  const RosterRecordType *type = planner->plan->type;

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    {
      int index = roster_record_type_find_field (type, type->match_key[i]);

      if (draft->values[index] == NULL)
        return roster_field_label (roster_record_type_field (type, index));
    }

  return NULL;
}

/* The record that the row means, as the rows before leave it. */
static gboolean
find_record (Planner       *planner,
             Draft         *draft,
             RosterRecord **found,
             char         **key,
             GError       **error)
{
  const RosterRecordType *type = planner->plan->type;
  g_auto (GStrv) parts = row_key (planner, draft);
  g_autoptr (RosterRecord) by_id = NULL, by_key = NULL;
  g_autoptr (GError) local_error = NULL;
  RosterRecord *made;

  if (draft->id != NULL && !roster_id_is_valid (draft->id))
    {
      refuse (planner, error, _("“%s” is not a record id; correct it or leave it empty"), draft->id);
      return FALSE;
    }
  if (draft->id != NULL)
    by_id = roster_exchange_lookup_by_id (planner->lookup, type, draft->id, &local_error);
  if (local_error == NULL && parts != NULL)
    {
      *key = g_strjoinv ("\x1f", parts);
      made = g_hash_table_lookup (planner->new_keys, *key);
      if (made != NULL)
        by_key = g_object_ref (made);
      else
        by_key = roster_exchange_lookup_by_key (planner->lookup, type, (const char *const *) parts,
                                                planner->options->account, &local_error);
    }
  if (local_error != NULL && is_about_row (local_error))
    {
      refuse (planner, error, "%s", local_error->message);
      return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (by_id != NULL && by_key != NULL && strcmp (roster_record_id (by_id), roster_record_id (by_key)) != 0)
    {
      refuse (planner, error, _("its record id and its %s belong to two different records; correct one of them"),
              roster_field_label (roster_record_type_field (type,
                                                            roster_record_type_find_field (type, type->match_key[0]))));
      return FALSE;
    }
  if (by_id == NULL && by_key == NULL && parts == NULL && (draft->id == NULL || type->match_key[0] != NULL))
    {
      refuse (planner, error, _("%s: fill this in"), missing_key_field (planner, draft));
      return FALSE;
    }

  *found = by_id != NULL ? g_steal_pointer (&by_id) : g_steal_pointer (&by_key);
  return TRUE;
}

/* Text that differs only in the spaces around it is the same: a file cannot say more. */
static gboolean
same_value (GVariant *before,
            GVariant *after)
{
  if (roster_value_equal (before, after))
    return TRUE;
  if (before == NULL || after == NULL || !g_variant_is_of_type (before, G_VARIANT_TYPE_STRING))
    return FALSE;

  g_autofree char *stripped = g_strstrip (g_variant_dup_string (before, NULL));

  return strcmp (stripped, g_variant_get_string (after, NULL)) == 0;
}

static gboolean
plan_update (Planner          *planner,
             Draft            *draft,
             RosterImportRow  *row,
             GError          **error)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) local_error = NULL;

  row->after = roster_record_copy (row->before);
  for (guint i = 0; i < draft->n_values; i++)
    {
      if (draft->values[i] == NULL || same_value (roster_record_nth_value (row->before, i), draft->values[i]))
        continue;
      if ((nth_field (planner, i)->flags & ROSTER_FIELD_IMMUTABLE) != 0 &&
          roster_record_nth_value (row->before, i) != NULL)
        {
          refuse (planner, error, _("%s cannot be changed; leave it as it is"),
                  roster_field_label (nth_field (planner, i)));
          return FALSE;
        }
      roster_record_set_nth (row->after, i, draft->values[i]);
      g_array_append_val (changed, i);
    }

  row->n_changed = changed->len;
  row->changed = (guint *) g_array_free (g_steal_pointer (&changed), FALSE);
  row->outcome = row->n_changed > 0 ? ROSTER_IMPORT_UPDATE : ROSTER_IMPORT_SKIP;
  if (row->n_changed > 0 && !roster_record_check (row->after, &local_error))
    {
      refuse (planner, error, "%s", local_error->message);
      return FALSE;
    }

  return TRUE;
}

static gboolean
plan_create (Planner          *planner,
             Draft            *draft,
             RosterImportRow  *row,
             GError          **error)
{
  const RosterRecordType *type = planner->plan->type;
  gboolean keeps_id = draft->id != NULL && type->match_key[0] == NULL;
  gboolean follows = type->scope == ROSTER_SCOPE_BOOK && draft->streamer_account != NULL;
  g_autofree char *id = keeps_id ? g_strdup (draft->id) : roster_exchange_lookup_new_id (planner->lookup);
  const char *account = follows ? draft->streamer_account : planner->options->account;
  g_autoptr (GError) local_error = NULL;

  row->outcome = ROSTER_IMPORT_CREATE;
  row->after = roster_record_new (type, id, account);
  for (guint i = 0; i < draft->n_values; i++)
    if (draft->values[i] != NULL)
      roster_record_set_nth (row->after, i, draft->values[i]);
  roster_record_apply_defaults (row->after);
  if (!roster_record_check (row->after, &local_error))
    {
      refuse (planner, error, "%s", local_error->message);
      return FALSE;
    }

  return TRUE;
}

/* What names the row where its record has no title: the cells of the match key. */
static char *
key_title (Planner *planner)
{
  const RosterRecordType *type = planner->plan->type;
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    {
      int column = roster_import_mapping_column (planner->mapping,
                                                 roster_record_type_find_field (type, type->match_key[i]));

      if (column < 0 || *planner->cells[column] == '\0')
        continue;
      if (title->len > 0)
        g_string_append (title, " · ");
      g_string_append (title, planner->cells[column]);
    }

  return g_string_free (g_steal_pointer (&title), FALSE);
}

static gboolean
plan_row (Planner          *planner,
          guint             index,
          RosterImportRow  *row,
          GError          **error)
{
  g_auto (Draft) draft = { 0 };
  g_autofree char *key = NULL;
  g_autoptr (RosterRecord) found = NULL;
  gpointer earlier;

  draft.n_values = roster_record_type_n_fields (planner->plan->type);
  draft.values = g_new0 (GVariant *, draft.n_values);
  if (!read_row (planner, index, &draft, error) || !find_record (planner, &draft, &found, &key, error))
    return FALSE;

  if (planner->stray != NULL)
    row->note = g_strdup_printf (_("Row %u: amounts in %s are left out, for the rate is that of %s"),
                                 planner->line, planner->stray, planner->currency.code);
  if (found != NULL)
    {
      earlier = g_hash_table_lookup (planner->planned, roster_record_id (found));
      if (earlier != NULL)
        {
          const RosterImportRow *before = planner->plan->rows->pdata[GPOINTER_TO_UINT (earlier) - 1];

          g_set_object (&found, before->after);
          g_free (row->note);
          row->note = g_strdup_printf (_("Row %u: means the same record as row %u and counts where both say something"),
                                       planner->line, before->line);
        }
      row->before = g_steal_pointer (&found);
    }

  if (!(row->before != NULL ? plan_update (planner, &draft, row, error) : plan_create (planner, &draft, row, error)))
    return FALSE;

  g_hash_table_insert (planner->planned, (gpointer) roster_record_id (row->after),
                       GUINT_TO_POINTER (planner->plan->rows->len + 1));
  if (row->before == NULL && key != NULL)
    g_hash_table_insert (planner->new_keys, g_steal_pointer (&key), row->after);
  return TRUE;
}

/* Whether the mapped columns can say which record a row means. */
static gboolean
check_mapping (RosterImportMapping  *mapping,
               GError              **error)
{
  const RosterRecordType *type = roster_import_mapping_type (mapping);
  RosterTable *table = roster_import_mapping_table (mapping);

  if (roster_import_mapping_column (mapping, ROSTER_IMPORT_COLUMN_ID) >= 0)
    return TRUE;

  if (type->match_key[0] == NULL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                   /* Translators: %s is the name of many records. */
                   _("%s can only be imported with a column of record ids, as an export writes them"),
                   roster_record_type_label (type, TRUE));
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    {
      int field = roster_record_type_find_field (type, type->match_key[i]);
      g_autoptr (GString) headings = NULL;

      if (roster_import_mapping_column (mapping, field) >= 0)
        continue;
      if (type == &roster_sale_type && strcmp (type->match_key[i], "periodEnd") == 0)
        continue;

      headings = g_string_new (NULL);
      for (guint column = 0; column < roster_table_n_columns (table) && headings->len < 400; column++)
        g_string_append_printf (headings, "%s%s", column > 0 ? ", " : "", roster_table_heading (table, column));
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                   _("No column gives the field %s (%s); map one of these to it: %s"),
                   type->match_key[i], roster_field_label (roster_record_type_field (type, field)), headings->str);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_currency (RosterImportMapping        *mapping,
                const RosterImportOptions  *options,
                RosterImportCurrency       *currency,
                GCancellable               *cancellable,
                GError                    **error)
{
  RosterTable *table = roster_import_mapping_table (mapping);
  const char *name;

  if (!roster_import_currency_survey (mapping, currency, cancellable, error))
    return FALSE;
  if (!currency->foreign || options->rate != NULL)
    return TRUE;

  name = currency->code != NULL ? currency->code : _("another currency");
  if (currency->line == 0)
    g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE,
                 /* Translators: the code of a currency or “another currency”, and the heading of a column. */
                 _("The amounts of the file are in %s (column “%s”); say what one unit of it is worth in yuan"), name,
                 roster_table_heading (table, currency->column));
  else
    g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE,
                 /* Translators: the code of a currency or “another currency”, a row, and the heading of a column. */
                 _("The amounts of the file are in %s (row %u, column “%s”); say what one unit of it is worth in "
                   "yuan"),
                 name, currency->line, roster_table_heading (table, currency->column));
  return FALSE;
}

static gboolean
plan_rows (Planner               *planner,
           RosterImportProgress   progress,
           gpointer               user_data,
           GCancellable          *cancellable,
           GError               **error)
{
  RosterImportPlan *plan = planner->plan;
  guint n_rows = roster_table_n_rows (planner->table);

  for (guint i = 0; i < n_rows; i++)
    {
      RosterImportRow *row = g_new0 (RosterImportRow, 1);
      g_autoptr (GError) local_error = NULL;

      if (i % ROWS_BETWEEN_REPORTS == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            {
              import_row_free (row);
              return FALSE;
            }
          if (progress != NULL)
            progress (i, n_rows, user_data);
        }

      if (!plan_row (planner, i, row, &local_error))
        {
          if (!is_about_row (local_error))
            {
              import_row_free (row);
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
          row->outcome = ROSTER_IMPORT_REFUSE;
          row->reason = g_strdup (local_error->message);
          g_clear_object (&row->after);
          g_clear_pointer (&row->changed, g_free);
          row->n_changed = 0;
        }

      row->line = planner->line;
      row->title = row->after != NULL && plan->type->title != NULL ? g_strdup (roster_record_title (row->after))
                                                                   : key_title (planner);
      plan->counts[row->outcome]++;
      g_ptr_array_add (plan->rows, row);
    }

  if (progress != NULL)
    progress (n_rows, n_rows, user_data);
  return TRUE;
}

/**
 * roster_import_plan_new:
 * @mapping: the table and its columns; must not change meanwhile
 * @lookup: where records are found
 * @options: what the file does not say
 * @progress: (nullable): told how far it is
 *
 * Works out what importing a table would do. Nothing is written. Blocks; see #RosterImportPlan for the rules.
 *
 * Returns: (transfer full) (nullable): the plan, or %NULL with an error: %ROSTER_EXCHANGE_ERROR_MAPPING where the
 *   columns do not say which records are meant, %ROSTER_EXCHANGE_ERROR_RATE where amounts are in another currency and
 *   no rate is given
 */
RosterImportPlan *
roster_import_plan_new (RosterImportMapping        *mapping,
                        RosterExchangeLookup       *lookup,
                        const RosterImportOptions  *options,
                        RosterImportProgress        progress,
                        gpointer                    user_data,
                        GCancellable               *cancellable,
                        GError                    **error)
{
  g_autoptr (RosterImportPlan) plan = NULL;
  g_autoptr (GHashTable) planned = NULL;
  g_autoptr (GHashTable) new_keys = NULL;
  RosterImportCurrency currency;

  g_return_val_if_fail (mapping != NULL, NULL);
  g_return_val_if_fail (lookup != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->account != NULL && options->today != NULL && options->zone != NULL,
                        NULL);

  if (!check_mapping (mapping, error) || !check_currency (mapping, options, &currency, cancellable, error))
    return NULL;

  plan = g_new0 (RosterImportPlan, 1);
  plan->type = roster_import_mapping_type (mapping);
  plan->rows = g_ptr_array_new_with_free_func (import_row_free);
  planned = g_hash_table_new (g_str_hash, g_str_equal);
  new_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  Planner planner = {
    .plan = plan,
    .mapping = mapping,
    .table = roster_import_mapping_table (mapping),
    .lookup = lookup,
    .options = options,
    .plain = options->rate != NULL ? ROSTER_CURRENCY_FOREIGN : ROSTER_CURRENCY_YUAN,
    .currency = currency,
    .n_columns = roster_table_n_columns (roster_import_mapping_table (mapping)),
    .planned = planned,
    .new_keys = new_keys,
  };

  return plan_rows (&planner, progress, user_data, cancellable, error) ? g_steal_pointer (&plan) : NULL;
}

void
roster_import_plan_free (RosterImportPlan *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * roster_import_plan_type:
 *
 * Returns: of what type the records are that would be written
 */
const RosterRecordType *
roster_import_plan_type (RosterImportPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->type;
}

/**
 * roster_import_plan_n_rows:
 *
 * Returns: how many rows the file has, those that are refused or skipped included
 */
guint
roster_import_plan_n_rows (RosterImportPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * roster_import_plan_nth_row:
 *
 * Returns: (transfer none): the row, in the order of the file
 */
const RosterImportRow *
roster_import_plan_nth_row (RosterImportPlan *self,
                            guint             index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->rows->len, NULL);

  return self->rows->pdata[index];
}

/**
 * roster_import_plan_count:
 *
 * Returns: how many rows have that outcome
 */
guint
roster_import_plan_count (RosterImportPlan    *self,
                          RosterImportOutcome  outcome)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (outcome < ROSTER_IMPORT_N_OUTCOMES, 0);

  return self->counts[outcome];
}

/**
 * roster_import_plan_to_edit:
 * @label: what the journal calls it, such as “Import of streamers.csv”
 *
 * Returns: (transfer full): what the plan does as one step; rows that mean the same record are one change. Empty where
 *   there is nothing to do.
 */
RosterEdit *
roster_import_plan_to_edit (RosterImportPlan *self,
                            const char       *label)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  RosterEdit *edit;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const RosterImportRow *row = self->rows->pdata[i];

      if (row->after != NULL)
        g_hash_table_insert (last, (gpointer) roster_record_id (row->after), row->after);
    }

  edit = roster_edit_new (ROSTER_CAUSE_IMPORT, label);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const RosterImportRow *row = self->rows->pdata[i];
      RosterRecord *after = row->after != NULL ? g_hash_table_lookup (last, roster_record_id (row->after)) : NULL;

      /* The first row of a record knows how it was, the last how it will be. */
      if (after == NULL)
        continue;
      if (row->before == NULL)
        roster_edit_create (edit, after);
      else if (!roster_record_equal (row->before, after))
        roster_edit_update (edit, row->before, after);
      g_hash_table_remove (last, roster_record_id (row->after));
    }

  return edit;
}
