/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-table.h"

#include <string.h>

#include "roster-value-json.h"

struct _RosterRecordTable
{
  const RosterRecordType *type;
  guint n_fields;
  char *get;
  char *list;
  char *put;
  char *delete;
  char *count;
};

/* The columns that stand before the fields. */
enum
{
  COLUMN_ID,
  COLUMN_ACCOUNT,
  N_FIXED_COLUMNS,
};

RosterRecordTable *
roster_record_table_new (const RosterRecordType *type)
{
  RosterRecordTable *self = g_new0 (RosterRecordTable, 1);
  g_autoptr (GString) columns = g_string_new ("id, account");
  g_autoptr (GString) places = g_string_new ("?, ?");

  self->type = type;
  self->n_fields = roster_record_type_n_fields (type);
  for (guint i = 0; i < self->n_fields; i++)
    {
      g_string_append_printf (columns, ", \"%s\"", roster_record_type_field (type, i)->name);
      g_string_append (places, ", ?");
    }

  self->list = g_strdup_printf ("SELECT %s FROM \"%s\"", columns->str, type->name);
  self->get = g_strdup_printf ("%s WHERE id = ?", self->list);
  self->put = g_strdup_printf ("INSERT OR REPLACE INTO \"%s\" (%s) VALUES (%s)", type->name, columns->str, places->str);
  self->delete = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", type->name);
  self->count = g_strdup_printf ("SELECT count(*) FROM \"%s\"", type->name);
  return self;
}

void
roster_record_table_free (RosterRecordTable *self)
{
  g_free (self->get);
  g_free (self->list);
  g_free (self->put);
  g_free (self->delete);
  g_free (self->count);
  g_free (self);
}

/* A value that is not of its field's form reads as none rather than blocking the whole record. */
static RosterPlain
read_column (RosterStatement   *statement,
             int                column,
             const RosterField *field)
{
  const char *text;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      text = roster_statement_text (statement, column);
      if (text == NULL || !g_utf8_validate (text, -1, NULL))
        return (RosterPlain){ .form = ROSTER_PLAIN_NONE };
      return (RosterPlain){ .form = ROSTER_PLAIN_TEXT, .text = text };

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_BOOLEAN:
      if (roster_statement_is_null (statement, column))
        return (RosterPlain){ .form = ROSTER_PLAIN_NONE };
      return (RosterPlain){ .form = ROSTER_PLAIN_NUMBER, .number = roster_statement_int64 (statement, column) };

    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
      text = roster_statement_text (statement, column);
      return (RosterPlain){ .form = text != NULL ? ROSTER_PLAIN_JSON : ROSTER_PLAIN_NONE, .text = text };
    }

  g_return_val_if_reached ((RosterPlain){ .form = ROSTER_PLAIN_NONE });
}

static RosterRecord *
read_row (RosterRecordTable *self,
          RosterStatement   *statement)
{
  g_autofree RosterPlain *values = g_new (RosterPlain, self->n_fields);

  for (guint i = 0; i < self->n_fields; i++)
    values[i] = read_column (statement, N_FIXED_COLUMNS + i, roster_record_type_field (self->type, i));

  return roster_record_new_plain (self->type, roster_statement_text (statement, COLUMN_ID),
                                  roster_statement_text (statement, COLUMN_ACCOUNT), values);
}

/**
 * roster_record_table_get:
 * @id: which record
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error where there is none
 */
RosterRecord *
roster_record_table_get (RosterRecordTable  *self,
                         RosterDatabase     *database,
                         const char         *id,
                         GError            **error)
{
  g_autoptr (RosterStatement) statement = roster_database_query (database, error, self->get, "s", id);

  if (statement == NULL || roster_statement_step (statement, error) != ROSTER_STEP_ROW)
    return NULL;

  return read_row (self, statement);
}

static GPtrArray *
read_rows (RosterRecordTable  *self,
           RosterStatement    *statement,
           GError            **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  RosterStep step;

  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (records, read_row (self, statement));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

/**
 * roster_record_table_list:
 * @field: (nullable): a field of the type, to read only the records that have @value there
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the records in no particular order
 */
GPtrArray *
roster_record_table_list (RosterRecordTable  *self,
                          RosterDatabase     *database,
                          const char         *field,
                          const char         *value,
                          GError            **error)
{
  g_autofree char *filtered = NULL;
  g_autoptr (RosterStatement) statement = NULL;

  if (field != NULL)
    {
      g_assert (strcmp (field, "account") == 0 || roster_record_type_find_field (self->type, field) >= 0);
      filtered = g_strdup_printf ("%s WHERE \"%s\" = ?", self->list, field);
      statement = roster_database_query (database, error, filtered, "s", value);
    }
  else
    {
      statement = roster_database_query (database, error, self->list, "");
    }

  return statement != NULL ? read_rows (self, statement, error) : NULL;
}

/**
 * roster_record_table_select:
 * @condition: what follows WHERE, with parameters for @arguments
 * @format: as for roster_database_query()
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the records that meet the condition, in its order
 */
GPtrArray *
roster_record_table_select (RosterRecordTable  *self,
                            RosterDatabase     *database,
                            GError            **error,
                            const char         *condition,
                            const char         *format,
                            va_list             arguments)
{
  g_autofree char *sql = g_strconcat (self->list, " WHERE ", condition, NULL);
  g_autoptr (RosterStatement) statement = roster_database_query_valist (database, error, sql, format, arguments);

  return statement != NULL ? read_rows (self, statement, error) : NULL;
}

/* Whether a set has what stands in a column. */
static gboolean
is_among (GHashTable      *set,
          RosterStatement *statement,
          int              column)
{
  const char *text = roster_statement_text (statement, column);

  return text != NULL && g_hash_table_contains (set, text);
}

/**
 * roster_record_table_select_among:
 * @ids: (element-type utf8): a set of ids
 * @field: a field of the type that holds a text
 * @values: (element-type utf8): a set of its values
 * @condition: what follows WHERE
 *
 * Thousands of ids cost SQL a table of its own for each statement; here the rest of a row is not even looked at where
 * neither set has it.
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the records that meet the condition and are among
 *   @ids or have one of @values
 */
GPtrArray *
roster_record_table_select_among (RosterRecordTable  *self,
                                  RosterDatabase     *database,
                                  GHashTable         *ids,
                                  const char         *field,
                                  GHashTable         *values,
                                  GError            **error,
                                  const char         *condition)
{
  g_autofree char *sql = g_strconcat (self->list, " WHERE ", condition, NULL);
  g_autoptr (RosterStatement) statement = roster_database_query (database, error, sql, "");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  int column = N_FIXED_COLUMNS + roster_record_type_find_field (self->type, field);
  RosterStep step = ROSTER_STEP_ERROR;

  g_assert (column >= N_FIXED_COLUMNS);

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    if (is_among (values, statement, column) || is_among (ids, statement, COLUMN_ID))
      g_ptr_array_add (records, read_row (self, statement));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

static void
bind_value (RosterStatement *statement,
            int              index,
            RosterRecord    *record,
            guint            field)
{
  const RosterPlain *plain = roster_record_nth_plain (record, field);

  switch (plain->form)
    {
    case ROSTER_PLAIN_NONE:
      roster_statement_bind (statement, index, "n");
      break;
    case ROSTER_PLAIN_TEXT:
    case ROSTER_PLAIN_JSON:
      roster_statement_bind (statement, index, "t", plain->text);
      break;
    case ROSTER_PLAIN_NUMBER:
      roster_statement_bind (statement, index, "i", plain->number);
      break;
    case ROSTER_PLAIN_VARIANT:
      {
        g_autoptr (GString) json = g_string_new (NULL);

        roster_value_append_json (roster_record_type_field (roster_record_type (record), field),
                                  roster_record_nth_value (record, field), json);
        roster_statement_bind (statement, index, "s", json->str);
        break;
      }
    }
}

/**
 * roster_record_table_put:
 * @record: of the table’s type
 *
 * Writes the row, whether it is there already or not.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_record_table_put (RosterRecordTable  *self,
                         RosterDatabase     *database,
                         RosterRecord       *record,
                         GError            **error)
{
  g_autoptr (RosterStatement) statement = NULL;

  g_assert (roster_record_type (record) == self->type);

  statement = roster_database_query (database, error, self->put, "tt",
                                     roster_record_id (record), roster_record_account (record));
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < self->n_fields; i++)
    bind_value (statement, N_FIXED_COLUMNS + 1 + i, record, i);

  return roster_statement_step (statement, error) == ROSTER_STEP_DONE;
}

/**
 * roster_record_table_prepare_put:
 *
 * Returns: (transfer full) (nullable): the statement that writes a row; its parameters are the id, the account and the
 *   fields
 */
RosterStatement *
roster_record_table_prepare_put (RosterRecordTable  *self,
                                 RosterDatabase     *database,
                                 GError            **error)
{
  return roster_database_query (database, error, self->put, "");
}

/**
 * roster_record_table_delete:
 * @id: which record
 *
 * Deletes the row; one that is not there is no error.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_record_table_delete (RosterRecordTable  *self,
                            RosterDatabase     *database,
                            const char         *id,
                            GError            **error)
{
  return roster_database_run (database, error, self->delete, "s", id);
}

/**
 * roster_record_table_count:
 *
 * Returns: how many records there are, or -1
 */
gint64
roster_record_table_count (RosterRecordTable  *self,
                           RosterDatabase     *database,
                           GError            **error)
{
  g_autoptr (RosterStatement) statement = roster_database_query (database, error, self->count, "");

  if (statement == NULL || roster_statement_step (statement, error) != ROSTER_STEP_ROW)
    return -1;

  return roster_statement_int64 (statement, 0);
}
