/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-table.h"

#include <string.h>

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

static GVariant *
read_json_column (const RosterField *field,
                  const char        *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return node != NULL ? roster_value_from_json (field, node, NULL) : NULL;
}

/* A value that no longer fits its field (a migration tightened it) reads as none rather than blocking the whole
   record. */
static GVariant *
read_column (RosterStatement   *statement,
             int                column,
             const RosterField *field)
{
  if (roster_statement_is_null (statement, column))
    return NULL;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      {
        const char *text = roster_statement_text (statement, column);

        return text != NULL && g_utf8_validate (text, -1, NULL) ? g_variant_ref_sink (g_variant_new_string (text)) : NULL;
      }
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return g_variant_ref_sink (g_variant_new_int64 (roster_statement_int64 (statement, column)));
    case ROSTER_KIND_BOOLEAN:
      return g_variant_ref_sink (g_variant_new_boolean (roster_statement_int64 (statement, column) != 0));
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
      return read_json_column (field, roster_statement_text (statement, column));
    }

  g_return_val_if_reached (NULL);
}

static RosterRecord *
read_row (RosterRecordTable *self,
          RosterStatement   *statement)
{
  RosterRecord *record = roster_record_new (self->type,
                                            roster_statement_text (statement, COLUMN_ID),
                                            roster_statement_text (statement, COLUMN_ACCOUNT));

  for (guint i = 0; i < self->n_fields; i++)
    {
      g_autoptr (GVariant) value = read_column (statement, N_FIXED_COLUMNS + i,
                                                roster_record_type_field (self->type, i));

      if (value != NULL)
        roster_record_set_nth (record, i, value);
    }

  return record;
}

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
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *filtered = NULL;
  g_autoptr (RosterStatement) statement = NULL;
  RosterStep step;

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

  if (statement == NULL)
    return NULL;

  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (records, read_row (self, statement));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

static void
bind_value (RosterStatement   *statement,
            int                index,
            const RosterField *field,
            GVariant          *value)
{
  if (value == NULL)
    {
      roster_statement_bind (statement, index, "n");
      return;
    }

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      roster_statement_bind (statement, index, "t", g_variant_get_string (value, NULL));
      break;
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      roster_statement_bind (statement, index, "i", g_variant_get_int64 (value));
      break;
    case ROSTER_KIND_BOOLEAN:
      roster_statement_bind (statement, index, "i", (gint64) g_variant_get_boolean (value));
      break;
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
      {
        g_autoptr (JsonNode) node = roster_value_to_json (field, value);
        g_autofree char *json = json_to_string (node, FALSE);

        roster_statement_bind (statement, index, "s", json);
        break;
      }
    }
}

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
    bind_value (statement, N_FIXED_COLUMNS + 1 + i, roster_record_type_field (self->type, i),
                roster_record_nth_value (record, i));

  return roster_statement_step (statement, error) == ROSTER_STEP_DONE;
}

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
