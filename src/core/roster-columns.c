/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-columns.h"

#include <string.h>

/* Where the rest of a line that has no second column begins, beyond the line itself. */
#define INDENT 2

/* With less room than this beside the first column, what is in the second begins below it. */
#define MIN_ROOM 20

/**
 * roster_columns_of_char:
 *
 * Returns: how many columns of a terminal @c takes: two for a Chinese character
 */
guint
roster_columns_of_char (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

/**
 * roster_columns_of_text:
 *
 * Returns: how many columns of a terminal @text takes
 */
guint
roster_columns_of_text (const char *text)
{
  guint columns = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    columns += roster_columns_of_char (g_utf8_get_char (text));

  return columns;
}

/* Between Chinese characters a line may end anywhere but before or after some marks (a part of UAX #14). */
static gboolean
may_end_between (gunichar before,
                 gunichar after)
{
  if (!g_unichar_iswide (before) && !g_unichar_iswide (after))
    return FALSE;

  switch ((int) g_unichar_break_type (before))
    {
    case G_UNICODE_BREAK_OPEN_PUNCTUATION:
    case G_UNICODE_BREAK_QUOTATION:
      return FALSE;
    }
  switch ((int) g_unichar_break_type (after))
    {
    case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
    case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
    case G_UNICODE_BREAK_EXCLAMATION:
    case G_UNICODE_BREAK_INFIX_SEPARATOR:
    case G_UNICODE_BREAK_INSEPARABLE:
    case G_UNICODE_BREAK_NON_STARTER:
    case G_UNICODE_BREAK_QUOTATION:
    case G_UNICODE_BREAK_SYMBOL:
      return FALSE;
    }

  return TRUE;
}

/* The end of what fits into @columns, at a place where a line may end. */
static const char *
end_of_part (const char *text,
             guint       columns)
{
  const char *end = NULL;
  gunichar before = 0;
  guint used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (p > text && before != ' ' && (c == ' ' || may_end_between (before, c)))
        end = p;
      used += roster_columns_of_char (c);
      if (used > columns && end != NULL && c != ' ')
        return end;
      before = c;
    }

  return text + strlen (text);
}

/* Where the text of the second column of a line begins: after the first gap; NULL where there is none. */
static const char *
second_column (const char *line)
{
  const char *gap = strstr (line + strspn (line, " "), "  ");

  return gap != NULL ? gap + strspn (gap, " ") : NULL;
}

static void
wrap_line (GString    *out,
           const char *line,
           guint       columns)
{
  const char *start = second_column (line), *end;
  g_autofree char *before = start != NULL ? g_strndup (line, start - line) : NULL;
  guint used, indent;

  if (roster_columns_of_text (line) <= columns)
    {
      g_string_append (out, line);
      return;
    }

  used = before != NULL ? roster_columns_of_text (before) : 0;
  indent = used;
  if (used == 0 || used + MIN_ROOM > columns)
    {
      used = strspn (line, " ");
      indent = used + INDENT;
      start = line + used;
    }

  g_string_append_len (out, line, start - line);
  end = end_of_part (start, columns - used);
  g_string_append_len (out, start, end - start);
  while (*(start = end + strspn (end, " ")) != '\0')
    {
      end = end_of_part (start, columns - indent);
      g_string_append_printf (out, "\n%*s%.*s", (int) indent, "", (int) (end - start), start);
    }
}

/**
 * roster_columns_wrap:
 * @text: lines, whose second column is divided from the first by more than one space
 * @columns: how wide a terminal is
 *
 * Returns: (transfer full): @text with the lines that are too long continued below their last column
 */
char *
roster_columns_wrap (const char *text,
                     guint       columns)
{
  g_auto (GStrv) lines = NULL;
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      wrap_line (out, lines[i], columns);
    }

  return g_string_free (out, FALSE);
}

/**
 * roster_columns_help:
 * @context: whose help is not enabled, so that the program prints it
 *
 * Returns: (transfer full): what `--help` says, for a terminal of any width from %ROSTER_TERMINAL_COLUMNS on
 */
char *
roster_columns_help (GOptionContext *context)
{
  g_autofree char *help = NULL;

  g_return_val_if_fail (context != NULL, NULL);

  help = g_option_context_get_help (context, TRUE, NULL);
  return roster_columns_wrap (help, ROSTER_TERMINAL_COLUMNS);
}
