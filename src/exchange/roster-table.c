/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-csv-reader.h"
#include "roster-exchange-error.h"
#include "roster-text.h"
#include "roster-xlsx-reader.h"

typedef struct
{
  gsize offset;
  guint32 line;
  guint16 n_cells;
} Row;

/* The cells of a row stand one after the other in @text, each with its closing NUL. */
struct _RosterTable
{
  GPtrArray *headings;
  GByteArray *text;
  GArray *rows;
  gboolean last_is_cut;
};

struct _RosterTableBuilder
{
  RosterTable *table;
  gsize row_start;
  guint n_cells;
  guint n_filled;
  gsize filled_end;
};

static void
roster_table_clear (gpointer data)
{
  RosterTable *self = data;

  g_ptr_array_unref (self->headings);
  g_byte_array_unref (self->text);
  g_array_unref (self->rows);
}

RosterTable *
roster_table_ref (RosterTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
roster_table_unref (RosterTable *self)
{
  g_atomic_rc_box_release_full (self, roster_table_clear);
}

/**
 * roster_table_n_columns:
 *
 * Returns: how many headings there are; every row has as many cells
 */
guint
roster_table_n_columns (RosterTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->headings->len;
}

/**
 * roster_table_heading:
 *
 * Returns: the heading, on one line and without spaces around it; may be empty
 */
const char *
roster_table_heading (RosterTable *self,
                      guint        column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < self->headings->len, NULL);

  return self->headings->pdata[column];
}

/**
 * roster_table_find:
 * @heading: a heading, compared folded; or `#3` for the third column
 *
 * Returns: the first column that is meant, or -1
 */
int
roster_table_find (RosterTable *self,
                   const char  *heading)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (heading != NULL, -1);

  g_autofree char *wanted = g_strstrip (roster_text_fold (heading));
  guint64 number;

  for (guint i = 0; i < self->headings->len; i++)
    {
      g_autofree char *folded = roster_text_fold (self->headings->pdata[i]);

      if (strcmp (folded, wanted) == 0)
        return i;
    }

  if (*wanted == '#' && g_ascii_string_to_unsigned (wanted + 1, 10, 1, self->headings->len, &number, NULL))
    return number - 1;

  return -1;
}

/**
 * roster_table_n_rows:
 *
 * Returns: how many rows follow the headings
 */
guint
roster_table_n_rows (RosterTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * roster_table_line:
 *
 * Returns: where the row begins in the file, as a person counts: the line of a text file, the row of a sheet
 */
guint
roster_table_line (RosterTable *self,
                   guint        row)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, Row, row).line;
}

/**
 * roster_table_is_cut:
 *
 * Returns: whether the row ends with the file, before its last cell: the file may have been cut off while it was
 *   written
 */
gboolean
roster_table_is_cut (RosterTable *self,
                     guint        row)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (row < self->rows->len, FALSE);

  return self->last_is_cut && row == self->rows->len - 1;
}

/**
 * roster_table_row:
 * @cells: (out caller-allocates): room for %ROSTER_TABLE_MAX_COLUMNS texts; those beyond the row's end are set to empty
 *   ones
 *
 * Returns: how many cells the row has; more than there are headings where something went wrong in the file
 */
guint
roster_table_row (RosterTable  *self,
                  guint         row,
                  const char  **cells)
{
  const char *at;
  Row *found;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (row < self->rows->len, 0);
  g_return_val_if_fail (cells != NULL, 0);

  found = &g_array_index (self->rows, Row, row);
  at = (const char *) self->text->data + found->offset;
  for (guint i = 0; i < ROSTER_TABLE_MAX_COLUMNS; i++)
    if (i < found->n_cells)
      {
        cells[i] = at;
        at += strlen (at) + 1;
      }
    else
      cells[i] = "";

  return found->n_cells;
}

/* Building */

RosterTableBuilder *
roster_table_builder_new (void)
{
  RosterTableBuilder *self = g_new0 (RosterTableBuilder, 1);

  self->table = g_atomic_rc_box_new0 (RosterTable);
  self->table->headings = g_ptr_array_new_with_free_func (g_free);
  self->table->text = g_byte_array_new ();
  self->table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return self;
}

void
roster_table_builder_free (RosterTableBuilder *self)
{
  g_clear_pointer (&self->table, roster_table_unref);
  g_free (self);
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;

  return TRUE;
}

/**
 * roster_table_builder_add_cell:
 * @line: for messages
 * @text: valid UTF-8 without NUL
 *
 * Adds the next cell of the row under way.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_LIMIT where it is too much
 */
gboolean
roster_table_builder_add_cell (RosterTableBuilder  *self,
                               guint                line,
                               const char          *text,
                               gsize                length,
                               GError             **error)
{
  g_return_val_if_fail (self != NULL && self->table != NULL, FALSE);

  if (length > ROSTER_TABLE_MAX_CELL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                   _("Line %u: a cell is longer than 64 KiB; shorten it, or look for a quotation mark that is never "
                     "closed"),
                   line);
      return FALSE;
    }
  if (self->table->text->len + length + 1 > ROSTER_TABLE_MAX_TEXT)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                           _("The file holds too much text; split it into smaller files"));
      return FALSE;
    }

  self->n_cells++;
  if (is_blank (text, length))
    length = 0;
  if (length > 0 && self->n_cells > ROSTER_TABLE_MAX_COLUMNS)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                   _("Line %u: there are more than %d columns; leave out those that are not needed"),
                   line, ROSTER_TABLE_MAX_COLUMNS);
      return FALSE;
    }
  if (self->n_cells > ROSTER_TABLE_MAX_COLUMNS)
    return TRUE;

  g_byte_array_append (self->table->text, (const guint8 *) text, length);
  g_byte_array_append (self->table->text, (const guint8 *) "", 1);
  if (length > 0)
    {
      self->n_filled = self->n_cells;
      self->filled_end = self->table->text->len;
    }
  return TRUE;
}

static void
take_headings (RosterTableBuilder *self)
{
  const char *at = (const char *) self->table->text->data;

  for (guint i = 0; i < self->n_filled; i++)
    {
      char *heading = g_strdup (at);

      at += strlen (at) + 1;
      g_strdelimit (heading, "\r\n\t", ' ');
      g_ptr_array_add (self->table->headings, g_strstrip (heading));
    }
}

/**
 * roster_table_builder_end_row:
 * @line: where the row began
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_LIMIT where it is one row too many
 */
gboolean
roster_table_builder_end_row (RosterTableBuilder  *self,
                              guint                line,
                              GError             **error)
{
  RosterTable *table;

  g_return_val_if_fail (self != NULL && self->table != NULL, FALSE);

  table = self->table;
  if (self->n_filled > 0 && table->headings->len == 0)
    {
      take_headings (self);
      self->filled_end = self->row_start;
    }
  else if (self->n_filled > 0)
    {
      Row row = { self->row_start, line, self->n_filled };

      if (table->rows->len >= ROSTER_TABLE_MAX_ROWS)
        {
          g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                       _("There are more than %d rows; split the file into smaller ones"), ROSTER_TABLE_MAX_ROWS);
          return FALSE;
        }
      g_array_append_val (table->rows, row);
    }
  else
    self->filled_end = self->row_start;

  g_byte_array_set_size (table->text, self->filled_end);
  self->row_start = self->filled_end;
  self->n_cells = 0;
  self->n_filled = 0;
  return TRUE;
}

/**
 * roster_table_builder_cut_row:
 *
 * Says that the row under way ends without the end of a line. Where cells are missing it counts as cut off.
 */
void
roster_table_builder_cut_row (RosterTableBuilder *self)
{
  g_return_if_fail (self != NULL && self->table != NULL);

  self->table->last_is_cut = self->n_filled > 0 && self->n_cells < self->table->headings->len;
}

/**
 * roster_table_builder_finish:
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with %ROSTER_EXCHANGE_ERROR_FORMAT where there is not even a
 *   heading
 */
RosterTable *
roster_table_builder_finish (RosterTableBuilder  *self,
                             GError             **error)
{
  g_return_val_if_fail (self != NULL && self->table != NULL, NULL);

  if (self->table->headings->len == 0)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                           _("The file is empty; it needs a row of headings and rows below it"));
      return NULL;
    }

  return g_steal_pointer (&self->table);
}

/* Files */

static GBytes *
read_whole (const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree guint8 *buffer = g_malloc (1 << 16);
  gssize n = 0;

  stream = g_file_read (file, cancellable, &local_error);
  while (stream != NULL && content->len <= ROSTER_TABLE_MAX_FILE &&
         (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 1 << 16, cancellable, &local_error)) > 0)
    g_byte_array_append (content, buffer, n);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (local_error != NULL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_READ,
                   _("The file cannot be read: %s"), local_error->message);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

/**
 * roster_table_read_file:
 * @path: a CSV or XLSX file; what it is shows in its content, not in its name
 * @sheet: (nullable): the sheet of a workbook; %NULL for the first that is not hidden
 *
 * Reads all of a file. Blocks; a large file takes a second.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with %ROSTER_EXCHANGE_ERROR or %G_IO_ERROR_CANCELLED
 */
RosterTable *
roster_table_read_file (const char    *path,
                        const char    *sheet,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_whole (path, cancellable, error);
  return bytes != NULL ? roster_table_read_bytes (bytes, sheet, cancellable, error) : NULL;
}

static gboolean
begins_with (GBytes     *bytes,
             const char *magic,
             gsize       length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/**
 * roster_table_read_bytes:
 *
 * The same as roster_table_read_file() for what is in memory.
 *
 * Returns: (transfer full) (nullable): the table
 */
RosterTable *
roster_table_read_bytes (GBytes        *bytes,
                         const char    *sheet,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > ROSTER_TABLE_MAX_FILE)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                           _("The file is larger than 64 MiB; split it into smaller ones"));
      return NULL;
    }
  if (begins_with (bytes, "\xd0\xcf\x11\xe0", 4))
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                           _("The workbook has the old .xls format or a password; save it as .xlsx without a "
                             "password"));
      return NULL;
    }

  if (begins_with (bytes, "PK\003\004", 4) || begins_with (bytes, "PK\005\006", 4))
    return roster_xlsx_read (bytes, sheet, cancellable, error);

  return roster_csv_read (bytes, cancellable, error);
}
