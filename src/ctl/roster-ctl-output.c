/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl-output.h"

#include <stdio.h>
#include <string.h>

#include "roster-columns.h"

/* The widest a column gets, in columns of the terminal. */
#define MAX_WIDTH 36

#define COLUMN_GAP "  "

struct _RosterCtlTable
{
  guint n_columns;
  GPtrArray *rows;
};

struct _RosterCtlArray
{
  GString *text;
};

static void
write_text (const char *text)
{
  fwrite (text, 1, strlen (text), stdout);
}

void
roster_ctl_print (const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  write_text (text);
}

/* One line without control characters, cut to @max_width columns. */
static char *
fit (const char *text,
     guint       max_width)
{
  GString *fitted = g_string_new (NULL);
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == '\n' || c == '\t')
        c = ' ';
      if (g_unichar_iscntrl (c))
        continue;

      width += roster_columns_of_char (c);
      if (width > max_width)
        {
          while (roster_columns_of_text (fitted->str) + 1 > max_width)
            g_string_truncate (fitted, g_utf8_find_prev_char (fitted->str, fitted->str + fitted->len) - fitted->str);
          g_string_append (fitted, "…");
          break;
        }
      g_string_append_unichar (fitted, c);
    }

  return g_string_free (fitted, FALSE);
}

static void
add_row (RosterCtlTable *self,
         GPtrArray      *cells)
{
  char **row = g_new0 (char *, self->n_columns + 1);

  g_assert (cells->len == self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    row[i] = fit (cells->pdata[i] != NULL ? cells->pdata[i] : "", i + 1 < self->n_columns ? MAX_WIDTH : G_MAXINT);
  g_ptr_array_add (self->rows, row);
}

static GPtrArray *
collect (const char *first,
         va_list     args)
{
  GPtrArray *cells = g_ptr_array_new ();

  for (const char *cell = first; cell != NULL; cell = va_arg (args, const char *))
    g_ptr_array_add (cells, (gpointer) cell);

  return cells;
}

/**
 * roster_ctl_table_new_v:
 * @headings: (element-type utf8): one for each column
 */
RosterCtlTable *
roster_ctl_table_new_v (GPtrArray *headings)
{
  RosterCtlTable *self = g_new0 (RosterCtlTable, 1);

  self->n_columns = headings->len;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  add_row (self, headings);
  return self;
}

RosterCtlTable *
roster_ctl_table_new (const char *heading,
                      ...)
{
  g_autoptr (GPtrArray) headings = NULL;
  va_list args;

  va_start (args, heading);
  headings = collect (heading, args);
  va_end (args);
  return roster_ctl_table_new_v (headings);
}

/**
 * roster_ctl_table_add_v:
 * @cells: (element-type utf8): one for each column; %NULL is empty
 */
void
roster_ctl_table_add_v (RosterCtlTable *self,
                        GPtrArray      *cells)
{
  add_row (self, cells);
}

/**
 * roster_ctl_table_add:
 * @...: one text for each column, ended by %NULL
 */
void
roster_ctl_table_add (RosterCtlTable *self,
                      ...)
{
  g_autoptr (GPtrArray) cells = NULL;
  va_list args;

  va_start (args, self);
  cells = collect (va_arg (args, const char *), args);
  va_end (args);
  add_row (self, cells);
}

void
roster_ctl_table_print (RosterCtlTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint r = 0; r < self->rows->len; r++)
    for (guint c = 0; c < self->n_columns; c++)
      widths[c] = MAX (widths[c], roster_columns_of_text (((char **) self->rows->pdata[r])[c]));

  for (guint r = 0; r < self->rows->len; r++)
    {
      char **row = self->rows->pdata[r];

      for (guint c = 0; c < self->n_columns; c++)
        {
          write_text (row[c]);
          if (c + 1 == self->n_columns)
            break;
          for (guint width = roster_columns_of_text (row[c]); width < widths[c]; width++)
            fputc (' ', stdout);
          write_text (COLUMN_GAP);
        }
      fputc ('\n', stdout);
    }
}

void
roster_ctl_table_free (RosterCtlTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

RosterCtlArray *
roster_ctl_array_new (void)
{
  RosterCtlArray *self = g_new0 (RosterCtlArray, 1);

  self->text = g_string_new ("[");
  return self;
}

static char *
object_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

void
roster_ctl_array_add (RosterCtlArray *self,
                      JsonObject     *object)
{
  g_autofree char *text = object_text (object);

  g_string_append (self->text, self->text->len == 1 ? "\n" : ",\n");
  g_string_append (self->text, text);
}

void
roster_ctl_array_print (RosterCtlArray *self)
{
  write_text (self->text->str);
  write_text (self->text->len == 1 ? "]\n" : "\n]\n");
}

void
roster_ctl_array_free (RosterCtlArray *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
roster_ctl_print_json (JsonObject *object)
{
  g_autofree char *text = object_text (object);

  write_text (text);
  write_text ("\n");
}
