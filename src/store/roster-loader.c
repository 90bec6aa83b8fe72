/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-loader.h"

#include <string.h>

#include "roster-cache-private.h"

/* Numbers of more digits are left to the thorough way. */
#define MAX_DIGITS 17

typedef struct
{
  const RosterField *field;
  gsize name_length;
  gint64 maximum;
} Column;

struct _RosterLoader
{
  RosterDatabase *database;
  RosterStatement *statement;
  sqlite3_stmt *stmt;
  char *account;
  guint n_columns;
  Column *columns;
};

/**
 * roster_loader_takes:
 *
 * Returns: whether records of @type may be loaded: those that the search does not look for
 */
gboolean
roster_loader_takes (const RosterRecordType *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if ((roster_record_type_field (type, i)->flags & ROSTER_FIELD_SEARCHABLE) != 0)
      return FALSE;

  return TRUE;
}

/**
 * roster_loader_new:
 * @type: one that roster_loader_takes()
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
  g_return_val_if_fail (roster_loader_takes (type), NULL);

  self = g_new0 (RosterLoader, 1);
  self->database = roster_cache_database (cache);
  self->account = g_strdup (account);
  self->n_columns = roster_record_type_n_fields (type);
  self->columns = g_new0 (Column, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const RosterField *field = roster_record_type_field (type, i);

      self->columns[i].field = field;
      self->columns[i].name_length = strlen (field->name);
      self->columns[i].maximum = roster_field_maximum (field);
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
  g_free (self->account);
  g_free (self->columns);
  g_free (self);
}

/* One line of text without escapes and control characters. */
static gboolean
is_plain (const RosterJsonSpan *content)
{
  for (gsize i = 0; i < content->length; i++)
    {
      guchar c = content->text[i];

      if (c < 0x20 || c == 0x7f || c == '\\')
        return FALSE;
      /* U+0080 to U+009F */
      if (c == 0xc2 && i + 1 < content->length && (guchar) content->text[i + 1] < 0xa0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
parse_number (const RosterJsonSpan *value,
              gint64               *number)
{
  gboolean negative = value->length > 0 && value->text[0] == '-';
  gsize at = negative;
  gint64 sum = 0;

  if (value->length == at || value->length - at > MAX_DIGITS || (value->text[at] == '0' && value->length - at > 1))
    return FALSE;

  for (; at < value->length; at++)
    {
      if (!g_ascii_isdigit (value->text[at]))
        return FALSE;
      sum = sum * 10 + (value->text[at] - '0');
    }

  *number = negative ? -sum : sum;
  return TRUE;
}

static guint
two_digits (const char *text)
{
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/* The days that every month has; the others are looked at the thorough way. */
static gboolean
is_usual_date (const RosterJsonSpan *content)
{
  static const char pattern[] = "dddd-dd-dd";

  if (content->length != strlen (pattern))
    return FALSE;
  for (guint i = 0; i < content->length; i++)
    if (pattern[i] == '-' ? content->text[i] != '-' : !g_ascii_isdigit (content->text[i]))
      return FALSE;

  return content->text[0] != '0' && two_digits (content->text + 5) - 1 < 12 && two_digits (content->text + 8) - 1 < 28;
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

static gboolean
fits (const RosterJsonSpan *content,
      const Column         *column)
{
  switch (column->field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
      return (gint64) content->length <= column->maximum && is_plain (content);
    case ROSTER_KIND_DATE:
      return is_usual_date (content);
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

/* Binds one value where it stands. FALSE where it is not one of the usual. */
static gboolean
bind_value (RosterLoader         *self,
            int                   index,
            const Column         *column,
            const RosterJsonSpan *value)
{
  RosterJsonSpan content;
  gint64 number;

  if (roster_json_span_is (value, "null"))
    return TRUE;

  if (roster_field_is_number (column->field))
    {
      if (!parse_number (value, &number) || number < column->field->minimum || number > column->maximum)
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

  if (!roster_json_span_string (value, &content) || content.length == 0 || !fits (&content, column))
    return FALSE;

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
             const RosterJsonSpan *record)
{
  RosterJsonScan scan;
  RosterJsonSpan name, value, id;
  gboolean named = FALSE;
  guint column = 0;

  if (!roster_json_scan_object (&scan, record))
    return FALSE;

  while (roster_json_scan_member (&scan, &name, &value))
    if (memchr (name.text, '\\', name.length) != NULL)
      return FALSE;
    else if (roster_json_span_is (&name, "id"))
      {
        named = roster_json_span_string (&value, &id) && id.length > 0 && is_plain (&id);
        if (!named)
          return FALSE;
        bind_text (self, 1, &id);
      }
    else if (find_column (self, &name, &column))
      {
        if (!bind_value (self, 3 + column, &self->columns[column], &value))
          return FALSE;
        column = (column + 1) % self->n_columns;
      }

  return named && !scan.broken;
}

/**
 * roster_loader_add:
 * @record: a JSON object in valid UTF-8, as the office sends it
 *
 * Writes one row.
 */
RosterLoad
roster_loader_add (RosterLoader          *self,
                   const RosterJsonSpan  *record,
                   GError               **error)
{
  RosterStep step;

  g_return_val_if_fail (self != NULL, ROSTER_LOAD_FAILED);
  g_return_val_if_fail (record != NULL, ROSTER_LOAD_FAILED);

  sqlite3_clear_bindings (self->stmt);
  sqlite3_bind_text (self->stmt, 2, self->account, -1, SQLITE_STATIC);
  if (!bind_record (self, record))
    return ROSTER_LOAD_UNUSUAL;

  step = roster_statement_step (self->statement, error);
  roster_statement_reset (self->statement);
  return step == ROSTER_STEP_DONE ? ROSTER_LOAD_DONE : ROSTER_LOAD_FAILED;
}
