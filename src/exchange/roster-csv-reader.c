/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-csv-reader.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"

/* How much is decoded at once; between two pieces the reading can be cancelled. */
#define PIECE ((gsize) 64 << 10)
/* A first line this long without an end is no heading row. */
#define MAX_SNIFFED ((gsize) 64 << 10)

typedef enum
{
  STATE_CELL_START,
  STATE_PLAIN,
  STATE_QUOTED,
  STATE_AFTER_QUOTE,
} State;

typedef struct
{
  RosterTableBuilder *builder;
  GString *cell;
  char separator;
  State state;
  gboolean after_return;
  guint line;
  guint row_line;
  guint quote_line;
} Parser;

static gboolean
end_cell (Parser  *parser,
          GError **error)
{
  gboolean added = roster_table_builder_add_cell (parser->builder, parser->line, parser->cell->str, parser->cell->len,
                                                  error);

  g_string_truncate (parser->cell, 0);
  parser->state = STATE_CELL_START;
  return added;
}

static gboolean
end_row (Parser  *parser,
         GError **error)
{
  if (!end_cell (parser, error) || !roster_table_builder_end_row (parser->builder, parser->row_line, error))
    return FALSE;

  parser->row_line = parser->line + 1;
  return TRUE;
}

static gboolean
add_to_cell (Parser  *parser,
             char     c,
             GError **error)
{
  if (parser->cell->len < ROSTER_TABLE_MAX_CELL)
    {
      g_string_append_c (parser->cell, c);
      return TRUE;
    }

  g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
               _("Line %u: a cell is longer than 64 KiB; shorten it, or look for a quotation mark that is never "
                 "closed"),
               parser->state == STATE_QUOTED ? parser->quote_line : parser->line);
  return FALSE;
}

static gboolean
parse_byte (Parser  *parser,
            char     c,
            GError **error)
{
  if (parser->state == STATE_QUOTED)
    {
      if (c == '"')
        parser->state = STATE_AFTER_QUOTE;
      else
        return add_to_cell (parser, c, error);
      return TRUE;
    }

  if (parser->state == STATE_AFTER_QUOTE && c == '"')
    {
      parser->state = STATE_QUOTED;
      return add_to_cell (parser, c, error);
    }

  if (c == parser->separator)
    return end_cell (parser, error);
  if (c == '\n' || c == '\r')
    return end_row (parser, error);

  if (parser->state == STATE_AFTER_QUOTE)
    {
      if (c == ' ' || c == '\t')
        return TRUE;
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                   _("Line %u: text follows a closing quotation mark; write a quotation mark inside a cell twice"),
                   parser->line);
      return FALSE;
    }
  if (parser->state == STATE_CELL_START && c == '"')
    {
      parser->state = STATE_QUOTED;
      parser->quote_line = parser->line;
      return TRUE;
    }

  parser->state = STATE_PLAIN;
  return add_to_cell (parser, c, error);
}

/* Ends of lines are CR LF, LF or CR; within quotes they are kept as they are. */
static gboolean
parse_piece (Parser      *parser,
             const char  *text,
             gsize        length,
             GError     **error)
{
  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];
      gboolean second = c == '\n' && parser->after_return;

      if (c == '\0')
        {
          g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                       _("Line %u: the file is not a text file; save it as CSV or XLSX"), parser->line);
          return FALSE;
        }

      parser->after_return = c == '\r';
      if (second && parser->state != STATE_QUOTED)
        continue;
      if (!parse_byte (parser, c, error))
        return FALSE;
      if (c == '\r' || (c == '\n' && !second))
        parser->line++;
    }

  return TRUE;
}

static gboolean
finish (Parser  *parser,
        GError **error)
{
  if (parser->state == STATE_QUOTED)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                   _("Line %u: a quotation mark is opened and never closed; the file may be cut off"),
                   parser->quote_line);
      return FALSE;
    }

  if (!end_cell (parser, error))
    return FALSE;

  roster_table_builder_cut_row (parser->builder);
  return roster_table_builder_end_row (parser->builder, parser->row_line, error);
}

/* The separator is the sign that the first line has most of, outside quotes. */
static char
find_separator (const char *text,
                gsize       length)
{
  static const char candidates[] = ",;\t|";
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE, seen = FALSE;
  guint best = 0;

  for (gsize i = 0; i < MIN (length, MAX_SNIFFED); i++)
    {
      const char *found;

      if (text[i] == '"')
        quoted = !quoted;
      if (quoted || text[i] == '\0')
        continue;
      if (text[i] == '\n' || text[i] == '\r')
        {
          if (seen)
            break;
          continue;
        }
      seen = seen || text[i] != ' ';
      found = strchr (candidates, text[i]);
      if (found != NULL)
        counts[found - candidates]++;
    }

  for (guint i = 1; i < sizeof candidates - 1; i++)
    if (counts[i] > counts[best])
      best = i;

  return candidates[best];
}

/* Spreadsheet programs may name the separator in a line of its own: sep=; */
static gsize
take_separator_line (const char *text,
                     gsize       length,
                     char       *separator)
{
  gsize end = 5;

  if (length < 5 || g_ascii_strncasecmp (text, "sep=", 4) != 0 || strchr (",;\t|", text[4]) == NULL || text[4] == '\0')
    return 0;
  if (end < length && text[end] == '\r')
    end++;
  if (end < length && text[end] == '\n')
    end++;
  if (end == 5 && length > 5)
    return 0;

  *separator = text[4];
  return end;
}

typedef struct
{
  Parser *parser;
  gboolean begun;
} Feed;

static gboolean
feed (Feed        *self,
      const char  *text,
      gsize        length,
      GError     **error)
{
  gsize skipped = 0;

  if (!self->begun && length > 0)
    {
      self->begun = TRUE;
      self->parser->separator = find_separator (text, length);
      skipped = take_separator_line (text, length, &self->parser->separator);
      if (skipped > 0)
        self->parser->line = self->parser->row_line = 2;
    }

  return parse_piece (self->parser, text + skipped, length - skipped, error);
}

static gboolean
feed_utf8 (Feed          *self,
           const char    *data,
           gsize          size,
           GCancellable  *cancellable,
           GError       **error)
{
  for (gsize at = 0; at < size; at += PIECE)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !feed (self, data + at, MIN (PIECE, size - at), error))
      return FALSE;

  return TRUE;
}

static gboolean
feed_encoded (Feed          *self,
              const char    *charset,
              const char    *data,
              gsize          size,
              GCancellable  *cancellable,
              GError       **error)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  g_autofree char *buffer = g_malloc (PIECE);
  char *in = (char *) data;
  gsize in_left = size;
  gboolean fed = TRUE;

  if (converter == (GIConv) -1)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                   _("This computer cannot read the text encoding %s; save the file as CSV UTF-8"), charset);
      return FALSE;
    }

  while (fed && in_left > 0)
    {
      char *out = buffer;
      gsize out_left = PIECE;
      gsize converted = g_iconv (converter, &in, &in_left, &out, &out_left);
      gboolean bad = converted == (gsize) -1 && errno != E2BIG;

      fed = !g_cancellable_set_error_if_cancelled (cancellable, error) && feed (self, buffer, out - buffer, error);
      if (fed && bad)
        {
          g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                       _("Line %u: the text is neither UTF-8 nor GB18030, or it is cut off; save the file as CSV "
                         "UTF-8"),
                       self->parser->line);
          fed = FALSE;
        }
    }

  g_iconv_close (converter);
  return fed;
}

static gboolean
feed_bytes (Feed          *self,
            GBytes        *bytes,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  else if (size >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return feed_encoded (self, "UTF-16LE", data + 2, size - 2, cancellable, error);
  else if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return feed_encoded (self, "UTF-16BE", data + 2, size - 2, cancellable, error);

  if (memchr (data != NULL ? data : "", '\0', size) != NULL)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                           _("The file is neither a text file nor a workbook; save it as CSV or XLSX"));
      return FALSE;
    }
  if (g_utf8_validate_len (data, size, NULL))
    return feed_utf8 (self, data, size, cancellable, error);

  return feed_encoded (self, "GB18030", data, size, cancellable, error);
}

/**
 * roster_csv_read:
 * @bytes: a text file with separated values
 *
 * Reads UTF-8 with or without a mark, UTF-16 with a mark and GB18030; commas, semicolons, tabs and bars as separators;
 * quotes by RFC 4180; any ends of lines. What is neither is refused with the line where it went wrong.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with %ROSTER_EXCHANGE_ERROR or %G_IO_ERROR_CANCELLED
 */
RosterTable *
roster_csv_read (GBytes        *bytes,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (RosterTableBuilder) builder = NULL;
  g_autoptr (GString) cell = NULL;
  Parser parser = { 0 };
  Feed self = { &parser, FALSE };

  g_return_val_if_fail (bytes != NULL, NULL);

  builder = roster_table_builder_new ();
  cell = g_string_new (NULL);
  parser.builder = builder;
  parser.cell = cell;
  parser.separator = ',';
  parser.line = parser.row_line = 1;

  if (!feed_bytes (&self, bytes, cancellable, error) || !finish (&parser, error))
    return NULL;

  return roster_table_builder_finish (builder, error);
}
