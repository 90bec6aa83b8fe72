/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-table.h"

#include <glib/gstdio.h>
#include <string.h>

#include "roster-exchange-error.h"

static RosterTable *
read_data (const char  *data,
           gssize       length,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);

  return roster_table_read_bytes (bytes, NULL, NULL, error);
}

/* The table as one text: cells between bars, rows with their lines. */
static char *
dump (RosterTable *table)
{
  GString *text = g_string_new ("H");
  const char *cells[ROSTER_TABLE_MAX_COLUMNS];

  for (guint i = 0; i < roster_table_n_columns (table); i++)
    g_string_append_printf (text, "|%s", roster_table_heading (table, i));
  for (guint row = 0; row < roster_table_n_rows (table); row++)
    {
      guint n_cells = roster_table_row (table, row, cells);

      g_string_append_printf (text, " %u", roster_table_line (table, row));
      for (guint i = 0; i < n_cells; i++)
        g_string_append_printf (text, "|%s", cells[i]);
    }

  return g_string_free (text, FALSE);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *data;
    const char *expected;
  } cases[] = {
    { "a,b\n1,2\n", "H|a|b 2|1|2" },
    { "a,b\r\n1,2\r\n", "H|a|b 2|1|2" },
    { "a,b\r1,2\r", "H|a|b 2|1|2" },
    { "a,b\n1,2", "H|a|b 2|1|2" },
    { "a;b\n1,5;2\n", "H|a|b 2|1,5|2" },
    { "a\tb\n1\t2\n", "H|a|b 2|1|2" },
    { "a|b\n1|2\n", "H|a|b 2|1|2" },
    { "sep=;\r\na;b,c,d\r\n1;2\r\n", "H|a|b,c,d 3|1|2" },
    { "a\n1\n\n2\n", "H|a 2|1 4|2" },
    { "\n\n a ,b\n,,\n1\n", "H|a|b 5|1" },
    { "\"a,1\",b\n\"x\"\"y\",\"\"\n", "H|a,1|b 2|x\"y" },
    { "a,b\n\"1\n2\",3\n4,5\n", "H|a|b 2|1\n2|3 4|4|5" },
    { "a,b\r\n\"1\r\n2\",3\r\n4,5\r\n", "H|a|b 2|1\r\n2|3 4|4|5" },
    { "a,b\r\"1\r2\",3\r4,5\r", "H|a|b 2|1\r2|3 4|4|5" },
    { "a,b\n1,x\"y\"\n", "H|a|b 2|1|x\"y\"" },
    { "a,b\n\"1\" ,2\n", "H|a|b 2|1|2" },
    { "a,b\n1,2,3\n", "H|a|b 2|1|2|3" },
    { "a,b\n1,2,,,\n", "H|a|b 2|1|2" },
    { "a,b,c\n1\n", "H|a|b|c 2|1" },
    { "\"a\nb\",c\n1,2\n", "H|a b|c 3|1|2" },
    { "\xef\xbb\xbf姓名,电话\n张三,138\n", "H|姓名|电话 2|张三|138" },
    { "\xd0\xd5\xc3\xfb,b\n\xd5\xc5\xc8\xfd,1\n", "H|姓名|b 2|张三|1" },
    { "\xd0\xd5\xc3\xfb,b\n\x81\x30\x89\x38,1\n", "H|姓名|b 2|ā|1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTable) table = read_data (cases[i].data, -1, &error);
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      found = dump (table);
      if (i == G_N_ELEMENTS (cases) - 1)
        {
          /* A character of four bytes; which one it is depends on the edition of the standard. */
          g_assert_true (g_utf8_validate (found, -1, NULL));
          g_assert_cmpuint (roster_table_n_rows (table), ==, 1);
        }
      else
        g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_utf16 (void)
{
  static const char little[] = "\xff\xfe"
                               "a\0,\0\x20\x5f\n\0"
                               "1\0,\0"
                               "2\0\n\0";
  static const char big[] = "\xfe\xff\0a\0,\x5f\x20\0\n\0"
                            "1\0,\0"
                            "2\0\n";
  g_autoptr (RosterTable) first = read_data (little, sizeof little - 1, NULL);
  g_autoptr (RosterTable) second = read_data (big, sizeof big - 1, NULL);
  g_autofree char *one = dump (first), *two = dump (second);

  g_assert_cmpstr (one, ==, "H|a|张 2|1|2");
  g_assert_cmpstr (two, ==, one);
}

static void
test_bad_files_are_refused (void)
{
  static const struct
  {
    const char *data;
    gssize length;
    int code;
    const char *message;
  } cases[] = {
    { "", 0, ROSTER_EXCHANGE_ERROR_FORMAT, "*empty*" },
    { "\n\n,,\n", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "*empty*" },
    { "\xef\xbb\xbf", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "*empty*" },
    { "a,b\n1,\"2\n3,4\n", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "Line 2:*never closed*" },
    { "a,b\n1,2\n3,\"", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "Line 3:*never closed*" },
    { "a,b\n1,2\n\"x\"y,4\n", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "Line 3:*twice*" },
    { "a,b\n1,\0\n", 7, ROSTER_EXCHANGE_ERROR_FORMAT, "*neither a text file nor a workbook*" },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, ROSTER_EXCHANGE_ERROR_FORMAT, "*neither a text file nor a workbook*" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, ROSTER_EXCHANGE_ERROR_FORMAT, "*.xls*" },
    { "a,b\n\xff\xff,2\n", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "Line 2:*neither UTF-8 nor GB18030*" },
    { "\xd0\xd5\xc3\xfb,b\n1,\xd5", -1, ROSTER_EXCHANGE_ERROR_FORMAT, "Line 2:*cut off*" },
    { "\xff\xfe"
      "a\0,",
      5, ROSTER_EXCHANGE_ERROR_FORMAT, "*cut off*" },
    { "\xff\xfe"
      "a\0\n\0\0\0",
      8, ROSTER_EXCHANGE_ERROR_FORMAT, "*not a text file*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTable) table = read_data (cases[i].data, cases[i].length, &error);

      g_assert_null (table);
      g_assert_error (error, ROSTER_EXCHANGE_ERROR, cases[i].code);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("Case %" G_GSIZE_FORMAT ": %s", i, error->message);
    }
}

static void
expect_limit (GString    *data,
              const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = read_data (data->str, data->len, &error);

  g_assert_null (table);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s", error->message);
}

static void
test_ten_megabytes_in_one_cell (void)
{
  g_autoptr (GString) data = g_string_new ("a,b\n1,");

  for (guint i = 0; i < 10 << 20; i++)
    g_string_append_c (data, 'x');
  expect_limit (data, "Line 2:*64 KiB*");

  g_string_insert_c (data, 6, '"');
  expect_limit (data, "Line 2:*64 KiB*");
}

static void
test_too_many_columns (void)
{
  g_autoptr (GString) data = g_string_new ("a");
  g_autoptr (RosterTable) table = NULL;

  for (guint i = 1; i < ROSTER_TABLE_MAX_COLUMNS; i++)
    g_string_append (data, ",a");
  table = read_data (data->str, data->len, NULL);
  g_assert_cmpuint (roster_table_n_columns (table), ==, ROSTER_TABLE_MAX_COLUMNS);

  g_string_append (data, ",a");
  expect_limit (data, "Line 1:*256 columns*");
}

static void
test_too_many_rows (void)
{
  g_autoptr (GString) data = g_string_new ("a\n");
  g_autoptr (RosterTable) table = NULL;

  for (guint i = 0; i < ROSTER_TABLE_MAX_ROWS; i++)
    g_string_append (data, "1\n");
  table = read_data (data->str, data->len, NULL);
  g_assert_cmpuint (roster_table_n_rows (table), ==, ROSTER_TABLE_MAX_ROWS);

  g_string_append (data, "1\n");
  expect_limit (data, "*500000 rows*");
}

static void
test_too_large_a_file (void)
{
  g_autoptr (GString) data = g_string_sized_new (ROSTER_TABLE_MAX_FILE + 2);

  g_string_append (data, "a\n");
  g_string_set_size (data, ROSTER_TABLE_MAX_FILE + 1);
  memset (data->str + 2, '\n', data->len - 2);
  expect_limit (data, "*64 MiB*");
}

/* Millions of empty cells take no memory and no time. */
static void
test_only_separators (void)
{
  g_autoptr (GString) data = g_string_new ("a,b\n");
  g_autoptr (RosterTable) table = NULL;

  for (guint i = 0; i < 1 << 20; i++)
    g_string_append (data, ",,,,,,,");
  table = read_data (data->str, data->len, NULL);
  g_assert_cmpuint (roster_table_n_rows (table), ==, 0);
}

static void
test_columns_are_found (void)
{
  g_autoptr (RosterTable) table = read_data ("Name,粉丝数,,NAME\n", -1, NULL);

  g_assert_cmpint (roster_table_find (table, " name"), ==, 0);
  g_assert_cmpint (roster_table_find (table, "粉丝数"), ==, 1);
  g_assert_cmpint (roster_table_find (table, "#4"), ==, 3);
  g_assert_cmpint (roster_table_find (table, "#5"), ==, -1);
  g_assert_cmpint (roster_table_find (table, "phone"), ==, -1);
}

/* What is cut off anywhere is either a shorter table or refused, and what is damaged anywhere too. */
static void
test_damage_is_survived (void)
{
  static const char sound[] = "\xd0\xd5\xc3\xfb,\"b\"\r\n\"\xd5\xc5\",\"x\"\"\r\ny\"\r\n1,2\r\n";
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (gsize cut = 0; cut < sizeof sound; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTable) table = read_data (sound, cut, &error);

      g_assert_true ((table == NULL) == (error != NULL));
    }

  for (guint i = 0; i < 20000; i++)
    {
      char data[sizeof sound];
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTable) table = NULL;

      memcpy (data, sound, sizeof sound);
      for (guint n = g_rand_int_range (random, 1, 6); n > 0; n--)
        data[g_rand_int_range (random, 0, sizeof sound - 1)] = g_rand_int_range (random, 0, 256);
      table = read_data (data, sizeof sound - 1, &error);
      g_assert_true ((table == NULL) == (error != NULL));
      if (table != NULL)
        {
          g_autofree char *text = dump (table);

          g_assert_true (g_utf8_validate (text, -1, NULL));
        }
    }
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "roster-csv-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, "a\n1\n", -1, NULL));

  table = roster_table_read_file (path, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_table_n_rows (table), ==, 1);
  g_clear_pointer (&table, roster_table_unref);

  g_cancellable_cancel (cancellable);
  g_assert_null (roster_table_read_file (path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (roster_table_read_file (path, NULL, NULL, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_READ);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/csv/shapes", test_shapes);
  g_test_add_func ("/exchange/csv/utf16", test_utf16);
  g_test_add_func ("/exchange/csv/bad-files-are-refused", test_bad_files_are_refused);
  g_test_add_func ("/exchange/csv/ten-megabytes-in-one-cell", test_ten_megabytes_in_one_cell);
  g_test_add_func ("/exchange/csv/too-many-columns", test_too_many_columns);
  g_test_add_func ("/exchange/csv/too-many-rows", test_too_many_rows);
  g_test_add_func ("/exchange/csv/too-large-a-file", test_too_large_a_file);
  g_test_add_func ("/exchange/csv/only-separators", test_only_separators);
  g_test_add_func ("/exchange/csv/columns-are-found", test_columns_are_found);
  g_test_add_func ("/exchange/csv/damage-is-survived", test_damage_is_survived);
  g_test_add_func ("/exchange/csv/files", test_files);

  return g_test_run ();
}
