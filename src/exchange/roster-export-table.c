/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export-table.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-import-mapping.h"
#include "roster-import-value.h"
#include "roster-module.h"
#include "roster-money.h"
#include "roster-workbook.h"

/* What a sheet holds (ECMA-376 leaves it open; this is what spreadsheet programs take). */
#define XLSX_MAX_ROWS 1048576
#define XLSX_MAX_TEXT 32767
/* Larger whole numbers are no longer exact in a sheet. */
#define XLSX_MAX_EXACT G_GINT64_CONSTANT (1000000000000000)
#define WIDEST_COLUMN 40
#define ROWS_BETWEEN_CHECKS 1024

typedef enum
{
  COLUMN_ID,
  COLUMN_VALUE,
  COLUMN_TITLE,
  COLUMN_REFERENCE,
} ColumnKind;

typedef struct
{
  ColumnKind kind;
  guint field;
  char *heading;
} Column;

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->heading);
}

static void
add_column (GArray     *columns,
            ColumnKind  kind,
            guint       field,
            char       *heading)
{
  Column column = { kind, field, heading };

  g_array_append_val (columns, column);
}

/* What the office sets is not for a file that comes back. */
static GArray *
plan_columns (const RosterRecordType *type)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  g_array_set_clear_func (columns, column_clear);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);

      if (!roster_import_mapping_can_take (field))
        continue;
      if (field->kind == ROSTER_KIND_REFERENCE)
        {
          add_column (columns, COLUMN_TITLE, i, g_strdup (roster_field_label (field)));
          add_column (columns, COLUMN_REFERENCE, i, roster_exchange_reference_heading (field));
        }
      else
        add_column (columns, COLUMN_VALUE, i, roster_exchange_heading (field));
    }
  add_column (columns, COLUMN_ID, 0, g_strdup (roster_exchange_id_heading ()));

  return columns;
}

static const char *
choice_label (const RosterField *field,
              const char        *nick)
{
  for (const RosterChoice *choice = field->choices; choice != NULL && choice->nick != NULL; choice++)
    if (strcmp (choice->nick, nick) == 0)
      return g_dgettext (GETTEXT_PACKAGE, choice->label);

  return nick;
}

static char *
set_labels (const RosterField *field,
            GVariant          *value)
{
  g_autofree const char **entries = g_variant_get_strv (value, NULL);

  for (guint i = 0; entries[i] != NULL; i++)
    entries[i] = choice_label (field, entries[i]);

  return g_strjoinv (", ", (char **) entries);
}

static gboolean
cell_text (const RosterRecordType  *type,
           const Column            *column,
           RosterRecord            *record,
           RosterExchangeLookup    *lookup,
           char                   **text,
           GError                 **error)
{
  const RosterField *field = roster_record_type_field (type, column->field);
  GVariant *value = roster_record_nth_value (record, column->field);
  g_autoptr (RosterRecord) target = NULL;
  g_autoptr (GError) local_error = NULL;

  *text = NULL;
  if (column->kind == COLUMN_ID)
    {
      *text = g_strdup (roster_record_id (record));
      return TRUE;
    }
  if (value == NULL || (column->kind == COLUMN_TITLE && lookup == NULL))
    {
      *text = g_strdup ("");
      return TRUE;
    }

  if (column->kind == COLUMN_TITLE)
    {
      target = roster_exchange_lookup_by_id (lookup, roster_record_type_find (field->target),
                                             g_variant_get_string (value, NULL), &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      *text = g_strdup (target != NULL ? roster_record_title (target) : "");
    }
  else if (field->kind == ROSTER_KIND_CHOICE)
    *text = g_strdup (choice_label (field, g_variant_get_string (value, NULL)));
  else if (field->kind == ROSTER_KIND_SET)
    *text = set_labels (field, value);
  else
    *text = roster_value_to_text (field, value);

  return TRUE;
}

/* CSV */

static void
append_cell (GString    *csv,
             const char *text,
             gboolean    first)
{
  g_autofree char *guarded = roster_exchange_guard (text);

  if (!first)
    g_string_append_c (csv, ',');
  if (strpbrk (guarded, ",;\t|\"\r\n") == NULL && !g_ascii_isspace (*guarded))
    {
      g_string_append (csv, guarded);
      return;
    }

  g_string_append_c (csv, '"');
  for (const char *at = guarded; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

/**
 * roster_export_csv:
 *
 * See roster_export_to_bytes().
 */
GBytes *
roster_export_csv (const RosterRecordType  *type,
                   GPtrArray               *records,
                   RosterExchangeLookup    *lookup,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_autoptr (GArray) columns = plan_columns (type);
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < columns->len; i++)
    append_cell (csv, g_array_index (columns, Column, i).heading, i == 0);
  g_string_append (csv, "\r\n");

  for (guint row = 0; row < records->len; row++)
    {
      if (row % ROWS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      for (guint i = 0; i < columns->len; i++)
        {
          g_autofree char *text = NULL;

          if (!cell_text (type, &g_array_index (columns, Column, i), records->pdata[row], lookup, &text, error))
            return NULL;
          append_cell (csv, text, i == 0);
        }
      g_string_append (csv, "\r\n");
    }

  return g_string_free_to_bytes (g_steal_pointer (&csv));
}

/* XLSX */

typedef struct
{
  const RosterWorkbookWriter *writer;
  gpointer workbook;
} Book;

/* A sheet shows texts as they are, so only what an import would take for something else is guarded. */
static char *
sheet_text (const char *text)
{
  if (*text == '\'' || text[strspn (text, "-")] == '\0')
    return roster_exchange_guard (text);

  return g_strdup (text);
}

static gboolean
write_number (Book              *book,
              const RosterField *field,
              guint              row,
              guint              column,
              gint64             number,
              const char        *text)
{
  /* What is not exact in a sheet is written as text. */
  if (number >= XLSX_MAX_EXACT || number <= -XLSX_MAX_EXACT)
    return book->writer->write_text (book->workbook, row, column, text);
  if (field->kind == ROSTER_KIND_MONEY)
    return book->writer->write_number (book->workbook, row, column, number / (double) ROSTER_LI_PER_YUAN,
                                       ROSTER_WORKBOOK_MONEY);
  if (field->kind == ROSTER_KIND_RATE)
    return book->writer->write_number (book->workbook, row, column, number / (double) ROSTER_RATE_ONE,
                                       ROSTER_WORKBOOK_RATE);
  if (field->decimals > 0)
    return book->writer->write_number (book->workbook, row, column, g_ascii_strtod (text, NULL),
                                       ROSTER_WORKBOOK_PLAIN);

  return book->writer->write_number (book->workbook, row, column, number, ROSTER_WORKBOOK_INTEGER);
}

/* Returns: FALSE where it does not fit a workbook. */
static gboolean
write_cell (Book                   *book,
            const RosterRecordType *type,
            const Column           *column,
            RosterRecord           *record,
            guint                   row,
            guint                   at,
            const char             *text)
{
  const RosterField *field = roster_record_type_field (type, column->field);
  g_autofree char *shown = NULL;

  if (*text == '\0')
    return TRUE;

  if (column->kind == COLUMN_VALUE)
    switch (field->kind)
      {
      case ROSTER_KIND_INTEGER:
      case ROSTER_KIND_MONEY:
      case ROSTER_KIND_RATE:
        return write_number (book, field, row, at,
                             g_variant_get_int64 (roster_record_nth_value (record, column->field)), text);

      case ROSTER_KIND_DATE:
        {
          guint year = g_ascii_strtoull (text, NULL, 10);

          /* A sheet's days begin in 1900. */
          if (year > 1900)
            return book->writer->write_date (book->workbook, row, at, year, g_ascii_strtoull (text + 5, NULL, 10),
                                             g_ascii_strtoull (text + 8, NULL, 10));
          break;
        }

      case ROSTER_KIND_TEXT:
      case ROSTER_KIND_NOTE:
      case ROSTER_KIND_INSTANT:
      case ROSTER_KIND_BOOLEAN:
      case ROSTER_KIND_CHOICE:
      case ROSTER_KIND_REFERENCE:
      case ROSTER_KIND_SET:
      case ROSTER_KIND_MAP:
      case ROSTER_KIND_DOCUMENT:
        break;
      }

  shown = sheet_text (text);
  return book->writer->write_text (book->workbook, row, at, shown);
}

static gboolean
fill_book (Book                    *book,
           const RosterRecordType  *type,
           GArray                  *columns,
           GPtrArray               *records,
           RosterExchangeLookup    *lookup,
           GCancellable            *cancellable,
           GError                 **error)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const char *heading = g_array_index (columns, Column, i).heading;
      glong width = g_utf8_strlen (heading, -1) * (g_str_is_ascii (heading) ? 1 : 2) + 2;

      book->writer->add_heading (book->workbook, i, heading, CLAMP (width, 10, WIDEST_COLUMN));
    }

  for (guint row = 0; row < records->len; row++)
    {
      if (row % ROWS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      for (guint i = 0; i < columns->len; i++)
        {
          const Column *column = &g_array_index (columns, Column, i);
          g_autofree char *text = NULL;

          if (!cell_text (type, column, records->pdata[row], lookup, &text, error))
            return FALSE;
          if (g_utf8_strlen (text, -1) >= XLSX_MAX_TEXT ||
              !write_cell (book, type, column, records->pdata[row], row + 1, i, text))
            {
              g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                           _("“%s” of “%s” does not fit a workbook; export as csv or json"),
                           column->heading, roster_record_title (records->pdata[row]));
              return FALSE;
            }
        }
    }

  return TRUE;
}

/**
 * roster_export_xlsx:
 *
 * See roster_export_to_bytes(). The workbook's library writes into files only, so it goes through one that nobody else
 * can read.
 */
GBytes *
roster_export_xlsx (const RosterRecordType  *type,
                    GPtrArray               *records,
                    RosterExchangeLookup    *lookup,
                    gint64                   now,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_autoptr (GArray) columns = plan_columns (type);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *folder = NULL, *path = NULL, *content = NULL, *failure = NULL;
  Book book = { NULL };
  gboolean filled;
  gsize length;

  if (records->len >= XLSX_MAX_ROWS)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                           _("There are more records than a sheet has rows; export as csv or json"));
      return NULL;
    }

  book.writer = ROSTER_MODULE_LOAD (ROSTER_WORKBOOK_MODULE, RosterWorkbookWriter, error);
  if (book.writer == NULL)
    return NULL;

  folder = g_dir_make_tmp ("roster-export-XXXXXX", &local_error);
  if (folder == NULL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_WRITE,
                   _("The file cannot be written: %s"), local_error->message);
      return NULL;
    }

  path = g_build_filename (folder, "export.xlsx", NULL);
  book.workbook = book.writer->open (path, type->name, now);
  filled = fill_book (&book, type, columns, records, lookup, cancellable, error);
  failure = book.writer->close (book.workbook);
  if (filled && (failure != NULL || !g_file_get_contents (path, &content, &length, &local_error)))
    g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_WRITE, _("The file cannot be written: %s"),
                 failure != NULL ? failure : local_error->message);
  g_unlink (path);
  g_rmdir (folder);

  return filled && content != NULL ? g_bytes_new_take (g_steal_pointer (&content), length) : NULL;
}
