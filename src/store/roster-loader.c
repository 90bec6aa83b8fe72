/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-loader.h"

#include <string.h>

#include "roster-cache-private.h"

/* What is larger, deeper or longer is left to the thorough way. */
#define MAX_JSON_SIZE (256 * 1024)
#define MAX_JSON_DEPTH 12
#define MAX_ENTRY_LENGTH 500

/* What stands before the fields among the parameters, the first of which is 1. */
#define FIRST_FIELD 3

typedef struct
{
  const RosterField *field;
  gsize name_length;
  gint64 maximum;
  gboolean searchable;
  /* What the record under way has there, when the search looks for it */
  RosterJsonSpan value;
} Column;

struct _RosterLoader
{
  RosterCache *cache;
  const RosterRecordType *type;
  RosterStatement *statement;
  sqlite3_stmt *stmt;
  char *account;
  guint n_columns;
  Column *columns;
  /* Whether the search knows records of the type at all, and room for what it is told */
  gboolean searchable;
  GString *text;
  GString *title;
  GString *key;
};

/**
 * roster_loader_new:
 * @account: whose the records are
 */
RosterLoader *
roster_loader_new (RosterCache             *cache,
                   const RosterRecordType  *type,
                   const char              *account,
                   GError                 **error)
{
  RosterLoader *self;

  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_new0 (RosterLoader, 1);
  self->cache = cache;
  self->type = type;
  self->text = g_string_new (NULL);
  self->title = g_string_new (NULL);
  self->key = g_string_new (NULL);
  self->account = g_strdup (account);
  self->n_columns = roster_record_type_n_fields (type);
  self->columns = g_new0 (Column, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const RosterField *field = roster_record_type_field (type, i);

      self->columns[i].field = field;
      self->columns[i].name_length = strlen (field->name);
      self->columns[i].maximum = roster_field_maximum (field);
      self->columns[i].searchable = (field->flags & ROSTER_FIELD_SEARCHABLE) != 0;
      self->searchable = self->searchable || self->columns[i].searchable;
    }

  self->statement = roster_cache_prepare_put (cache, type, error);
  if (self->statement == NULL)
    {
      roster_loader_free (self);
      return NULL;
    }
  self->stmt = roster_statement_handle (self->statement);
  return self;
}

void
roster_loader_free (RosterLoader *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->statement, roster_statement_free);
  g_string_free (self->text, TRUE);
  g_string_free (self->title, TRUE);
  g_string_free (self->key, TRUE);
  g_free (self->account);
  g_free (self->columns);
  g_free (self);
}

static guint
two_digits (const char *text)
{
  return (text[0] - '0') * 10 + (text[1] - '0');
}

static gboolean
is_date (const RosterJsonSpan *content)
{
  static const char pattern[] = "dddd-dd-dd";
  const char *text = content->text;

  if (content->length != strlen (pattern))
    return FALSE;
  for (guint i = 0; i < content->length; i++)
    if (pattern[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;

  return g_date_valid_dmy (two_digits (text + 8), two_digits (text + 5),
                           100 * two_digits (text) + two_digits (text + 2));
}

static gboolean
is_reference (const RosterJsonSpan *content)
{
  char id[ROSTER_ID_LENGTH + 1];

  if (content->length != ROSTER_ID_LENGTH)
    return FALSE;

  memcpy (id, content->text, ROSTER_ID_LENGTH);
  id[ROSTER_ID_LENGTH] = '\0';
  return roster_id_is_valid (id);
}

static gboolean
is_choice (const RosterJsonSpan *content,
           const RosterField    *field)
{
  for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
    if (roster_json_span_is (content, choice->nick))
      return TRUE;

  return FALSE;
}

/* `{"a":true,"b":true}` */
static gboolean
is_usual_set (const RosterJsonSpan *value,
              const Column         *column)
{
  RosterJsonScan scan;
  RosterJsonSpan name, member;
  gint64 n = 0;

  if (value->length > MAX_JSON_SIZE || !roster_json_span_is_canonical (value, 2) ||
      !roster_json_scan_object (&scan, value))
    return FALSE;

  for (; roster_json_scan_member (&scan, &name, &member); n++)
    if (name.length == 0 || name.length > MAX_ENTRY_LENGTH || !roster_json_span_is (&member, "true"))
      return FALSE;

  return n > 0 && n <= column->maximum;
}

static gboolean
is_usual_map (const RosterJsonSpan *value,
              const Column         *column)
{
  RosterJsonScan scan;
  RosterJsonSpan name, member;
  gint64 n = 0;

  if (value->length > MAX_JSON_SIZE || !roster_json_span_is_canonical (value, MAX_JSON_DEPTH) ||
      !roster_json_scan_object (&scan, value))
    return FALSE;

  while (roster_json_scan_member (&scan, &name, &member))
    n++;

  return n > 0 && n <= column->maximum;
}

/* A value that is kept as the JSON that it is. */
static gboolean
is_usual_json (const RosterJsonSpan *value,
               const Column         *column)
{
  if (column->field->kind == ROSTER_KIND_SET)
    return is_usual_set (value, column);
  if (column->field->kind == ROSTER_KIND_MAP)
    return is_usual_map (value, column);

  return value->length <= MIN (MAX_JSON_SIZE, (gsize) column->maximum) &&
         roster_json_span_is_canonical (value, MAX_JSON_DEPTH);
}

static gboolean
fits (const RosterJsonSpan *content,
      const Column         *column)
{
  switch (column->field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
      return (gint64) content->length <= column->maximum && roster_json_span_is_plain (content);
    case ROSTER_KIND_DATE:
      return is_date (content);
    case ROSTER_KIND_CHOICE:
      return is_choice (content, column->field);
    case ROSTER_KIND_REFERENCE:
      return is_reference (content);
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

static void
bind_text (RosterLoader         *self,
           int                   index,
           const RosterJsonSpan *content)
{
  sqlite3_bind_text64 (self->stmt, index, content->text, content->length, SQLITE_STATIC, SQLITE_UTF8);
}

static gboolean
is_json (const RosterField *field)
{
  return field->kind == ROSTER_KIND_SET || field->kind == ROSTER_KIND_MAP || field->kind == ROSTER_KIND_DOCUMENT;
}

/* Binds one value where it stands. FALSE where it is not one of the usual. */
static gboolean
bind_value (RosterLoader         *self,
            int                   index,
            Column               *column,
            const RosterJsonSpan *value)
{
  RosterJsonSpan content;
  gint64 number;

  if (roster_json_span_is (value, "null"))
    return TRUE;

  if (roster_field_is_number (column->field))
    {
      if (!roster_json_span_integer (value, &number) || number < column->field->minimum || number > column->maximum)
        return FALSE;
      sqlite3_bind_int64 (self->stmt, index, number);
      return TRUE;
    }

  if (column->field->kind == ROSTER_KIND_BOOLEAN)
    {
      gboolean yes = roster_json_span_is (value, "true");

      sqlite3_bind_int64 (self->stmt, index, yes);
      return yes || roster_json_span_is (value, "false");
    }

  if (is_json (column->field))
    content = *value;
  if (is_json (column->field)
          ? !is_usual_json (value, column)
          : !roster_json_span_string (value, &content) || content.length == 0 || !fits (&content, column))
    return FALSE;

  if (column->searchable)
    column->value = content;
  bind_text (self, index, &content);
  return TRUE;
}

/* Members mostly come in the order of the table, so the search starts where the last one was found. */
static gboolean
find_column (RosterLoader         *self,
             const RosterJsonSpan *name,
             guint                *column)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint at = *column + i < self->n_columns ? *column + i : *column + i - self->n_columns;

      if (self->columns[at].name_length == name->length &&
          memcmp (self->columns[at].field->name, name->text, name->length) == 0)
        {
          *column = at;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
bind_record (RosterLoader         *self,
             const RosterJsonSpan *record,
             RosterJsonSpan       *id)
{
  RosterJsonScan scan;
  RosterJsonSpan name, value;
  gboolean named = FALSE;
  guint column = 0;

  if (!roster_json_scan_object (&scan, record))
    return FALSE;

  while (roster_json_scan_member (&scan, &name, &value))
    if (memchr (name.text, '\\', name.length) != NULL)
      return FALSE;
    else if (roster_json_span_is (&name, "id"))
      {
        named = roster_json_span_string (&value, id) && id->length > 0 && roster_json_span_is_plain (id);
        if (!named)
          return FALSE;
        bind_text (self, 1, id);
      }
    else if (find_column (self, &name, &column))
      {
        if (!bind_value (self, FIRST_FIELD + column, &self->columns[column], &value))
          return FALSE;
        column = (column + 1) % self->n_columns;
      }

  return named && !scan.broken;
}

/* The value as roster_value_to_text() gives it. */
static void
read_text (RosterLoader *self,
           const Column *column)
{
  RosterJsonScan scan;
  RosterJsonSpan name, member;

  g_string_truncate (self->text, 0);
  if (column->field->kind != ROSTER_KIND_SET)
    {
      g_string_append_len (self->text, column->value.text, column->value.length);
      return;
    }

  roster_json_scan_object (&scan, &column->value);
  while (roster_json_scan_member (&scan, &name, &member))
    {
      if (self->text->len > 0)
        g_string_append (self->text, ", ");
      g_string_append_len (self->text, name.text, name.length);
    }
}

/* Tells the search what the row that was just written says. */
static gboolean
write_search (RosterLoader          *self,
              const RosterJsonSpan  *id,
              GError               **error)
{
  g_autofree char *name = NULL;

  g_string_truncate (self->title, 0);
  g_string_truncate (self->key, 0);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];

      if (column->value.text == NULL)
        continue;

      read_text (self, column);
      roster_record_type_add_search_forms (self->type, column->field, self->text->str, self->key);
      if (g_strcmp0 (self->type->title, column->field->name) == 0)
        g_string_assign (self->title, self->text->str);
    }

  name = g_strndup (id->text, id->length);
  return roster_cache_write_search (self->cache, self->type, name,
                                    self->title->len > 0 ? self->title->str : name, self->key->str, error);
}

/**
 * roster_loader_add:
 * @record: a JSON object in valid UTF-8, as the office sends it
 *
 * Writes one row, and what the search needs of it.
 */
RosterLoad
roster_loader_add (RosterLoader          *self,
                   const RosterJsonSpan  *record,
                   GError               **error)
{
  RosterJsonSpan id;
  RosterStep step;

  g_return_val_if_fail (self != NULL, ROSTER_LOAD_FAILED);
  g_return_val_if_fail (record != NULL, ROSTER_LOAD_FAILED);

  for (guint i = 0; i < self->n_columns; i++)
    self->columns[i].value.text = NULL;
  sqlite3_clear_bindings (self->stmt);
  sqlite3_bind_text (self->stmt, 2, self->account, -1, SQLITE_STATIC);
  if (!bind_record (self, record, &id))
    return ROSTER_LOAD_UNUSUAL;

  step = roster_statement_step (self->statement, error);
  roster_statement_reset (self->statement);
  if (step != ROSTER_STEP_DONE || (self->searchable && !write_search (self, &id, error)))
    return ROSTER_LOAD_FAILED;

  return ROSTER_LOAD_DONE;
}
