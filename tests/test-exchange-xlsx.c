/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-xlsx-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "roster-container.h"
#include "roster-exchange-error.h"
#include "roster-xlsx-format.h"

/* The table as one text: cells between bars, rows with their numbers. */
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

static char *
temporary_path (void)
{
  char *path = g_build_filename (g_get_tmp_dir (), "roster-xlsx-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  return path;
}

static GBytes *
take_file (char *path)
{
  char *content;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_unlink (path);
  g_free (path);
  return g_bytes_new_take (content, length);
}

/* A container with parts given as name and content in turn, ended by NULL. */
static GBytes *
pack (const char *name,
      ...)
{
  char *path = temporary_path ();
  struct archive *archive = archive_write_new ();
  va_list arguments;

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *))
    {
      const char *content = va_arg (arguments, const char *);
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, strlen (content));
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, content, strlen (content)), ==, strlen (content));
      archive_entry_free (entry);
    }
  va_end (arguments);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);

  return take_file (path);
}

#define BOOK                                                                            \
  "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='甲' sheetId='1' r:id='rId1'/>" \
  "<sheet name='乙' sheetId='2' r:id='rId2'/></sheets></workbook>"
#define RELATIONS                                                                                     \
  "<Relationships><Relationship Id='rId1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>" \
  "<Relationship Id='rId2' Type='http://x/worksheet' Target='/xl/worksheets/sheet2.xml'/>"            \
  "<Relationship Id='rId3' Type='http://x/styles' Target='styles.xml'/>"                              \
  "<Relationship Id='rId4' Type='http://x/sharedStrings' Target='sharedStrings.xml'/></Relationships>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define ROW(n, cells) "<row r='" #n "'>" cells "</row>"
#define INLINE(ref, text) "<c r='" ref "' t='inlineStr'><is><t>" text "</t></is></c>"

static GBytes *
pack_sheet (const char *sheet)
{
  return pack ("xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels", RELATIONS, "xl/worksheets/sheet1.xml", sheet,
               NULL);
}

static void
test_a_written_workbook_is_read (void)
{
  char *path = temporary_path ();
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "数据");
  lxw_format *date = workbook_add_format (workbook), *share = workbook_add_format (workbook);
  lxw_format *dong = workbook_add_format (workbook), *yuan = workbook_add_format (workbook);
  lxw_format *bold = workbook_add_format (workbook);
  lxw_datetime day = { 2023, 1, 23, 0, 0, 0 }, moment = { 2023, 1, 23, 8, 8, 3 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RosterTable) table = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  format_set_num_format (date, "yyyy/m/d h:mm;@");
  format_set_num_format (share, "0.00%");
  format_set_num_format (dong, "#,##0 \"₫\"");
  format_set_num_format (yuan, "[$¥-804]#,##0.00");
  format_set_bold (bold);
  lxw_rich_string_tuple one = { .string = (char *) "张" }, two = { .format = bold, .string = (char *) "三" };
  lxw_rich_string_tuple *rich[] = { &one, &two, NULL };

  worksheet_write_string (sheet, 0, 0, "姓名", NULL);
  worksheet_write_string (sheet, 0, 1, "b", NULL);
  worksheet_write_string (sheet, 0, 2, "c", NULL);
  worksheet_write_string (sheet, 0, 3, "d", NULL);
  worksheet_write_rich_string (sheet, 2, 0, rich, NULL);
  worksheet_write_number (sheet, 2, 1, 0.1 + 0.2, NULL);
  worksheet_write_datetime (sheet, 2, 2, &day, date);
  worksheet_write_datetime (sheet, 2, 3, &moment, date);
  worksheet_write_number (sheet, 3, 0, 0.08, share);
  worksheet_write_number (sheet, 3, 1, 99000, dong);
  worksheet_write_number (sheet, 3, 2, 15.8, yuan);
  worksheet_write_boolean (sheet, 3, 3, 1, NULL);
  worksheet_write_string (sheet, 4, 0, "<&>\"' \001 a\nb", NULL);
  worksheet_write_formula_num (sheet, 4, 1, "=1+2", NULL, 3);
  worksheet_write_string (sheet, 4, 2, "001", NULL);
  worksheet_write_number (sheet, 4, 3, 1729582598261738105.0, NULL);
  worksheet_write_number (sheet, 5, 1, -401130000, NULL);
  worksheet_write_number (sheet, 5, 3, 0.00001, NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  bytes = take_file (path);

  table = roster_table_read_bytes (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  found = dump (table);
  g_assert_cmpstr (found, ==,
                   "H|姓名|b|c|d 3|张三|0.3|2023-01-23|2023-01-23 08:08:03 4|8%|99000 VND|15.8 CNY|yes "
                   "5|<&>\"'   a\nb|3|001|1.72958259826174E+18 6||-401130000||0.00001");
}

static void
test_sheets_are_chosen (void)
{
  g_autoptr (GBytes) bytes = pack ("xl/workbook.xml",
                                   "<workbook xmlns:r='r'><sheets><sheet name='Old' sheetId='1' state='hidden' "
                                   "r:id='a'/>"
                                   "<sheet name='New' sheetId='2' r:id='b'/></sheets></workbook>",
                                   "xl/_rels/workbook.xml.rels",
                                   "<Relationships><Relationship Id='a' Type='/worksheet' Target='worksheets/a.xml'/>"
                                   "<Relationship Id='b' Type='/worksheet' Target='worksheets/b.xml'/></Relationships>",
                                   "xl/worksheets/a.xml", SHEET (ROW (1, INLINE ("A1", "old"))),
                                   "xl/worksheets/b.xml", SHEET (ROW (1, INLINE ("A1", "new"))), NULL);
  g_autoptr (RosterTable) first = roster_table_read_bytes (bytes, NULL, NULL, NULL);
  g_autoptr (RosterTable) named = roster_table_read_bytes (bytes, "OLD", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = roster_xlsx_list_sheets (bytes, NULL, NULL);

  g_assert_cmpstr (roster_table_heading (first, 0), ==, "new");
  g_assert_cmpstr (roster_table_heading (named, 0), ==, "old");
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "New");

  g_assert_null (roster_table_read_bytes (bytes, "Other", NULL, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "Old, New"));
}

/* Other programs write prefixes, byte order marks, no cell names, entries with odd paths. */
static void
test_other_programs (void)
{
  g_autoptr (GBytes) bytes = pack ("../xl/workbook.xml", "<nonsense/>",
                                   "/xl/workbook.xml", "<nonsense/>",
                                   "[Content_Types].xml", "<Types/>",
                                   "xl/workbook.xml",
                                   "\xef\xbb\xbf<?xml version='1.0'?><x:workbook xmlns:x='m' xmlns:r='r'><x:workbookPr "
                                   "date1904='1'/><x:sheets>"
                                   "<x:sheet name='s' sheetId='1' r:id='q'/></x:sheets></x:workbook>",
                                   "xl/workbook.xml", "<second/>",
                                   "xl/_rels/workbook.xml.rels",
                                   "<Relationships><Relationship Id='q' Type='/worksheet' TargetMode='External' "
                                   "Target='http://evil/'/>"
                                   "<Relationship Id='q' Type='/worksheet' Target='s.xml'/>"
                                   "<Relationship Id='t' Type='/styles' Target='t.xml'/>"
                                   "<Relationship Id='u' Type='/sharedStrings' Target='u.xml'/></Relationships>",
                                   "xl/t.xml",
                                   "<styleSheet><numFmts><numFmt numFmtId='170' "
                                   "formatCode='[$-804]yyyy&quot;年&quot;m&quot;月&quot;'/></numFmts>"
                                   "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                                   "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/><xf "
                                   "numFmtId='10'/></cellXfs></styleSheet>",
                                   "xl/u.xml",
                                   "<sst><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space='preserve'> c</t></r>"
                                   "<rPh><t>kana</t></rPh></si><si><t>x_x000D_y_x4E00_</t></si></sst>",
                                   "xl/s.xml",
                                   "<x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c>"
                                   "<x:c t='s'><x:v>1</x:v></x:c><x:c t='s'><x:v>2</x:v></x:c></x:row>"
                                   "<x:row/><x:row><x:c s='1'><x:v>0</x:v></x:c><x:c s='2'><x:v>0.5</x:v></x:c>"
                                   "<x:c t='e'><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>",
                                   NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = roster_table_read_bytes (bytes, NULL, NULL, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = dump (table);
  g_assert_cmpstr (found, ==, "H|a|b c|x y_x4E00_ 3|1904-01-01|50%|#N/A");
}

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    gboolean date;
    gboolean percent;
    const char *currency;
  } cases[] = {
    { "General", FALSE, FALSE, NULL },
    { "0.00", FALSE, FALSE, NULL },
    { "#,##0.00_);[Red](#,##0.00)", FALSE, FALSE, NULL },
    { "0.00E+00", FALSE, FALSE, NULL },
    { "yyyy-mm-dd", TRUE, FALSE, NULL },
    { "[h]:mm", TRUE, FALSE, NULL },
    { "yyyy\"年\"m\"月\"d\"日\"", TRUE, FALSE, NULL },
    { "0\"days\"", FALSE, FALSE, NULL },
    { "0\\d", FALSE, FALSE, NULL },
    { "0%", FALSE, TRUE, NULL },
    { "0\"%\"", FALSE, FALSE, NULL },
    { "#,##0 \"₫\"", FALSE, FALSE, "VND" },
    { "#,##0 [$₫-42A]", FALSE, FALSE, "VND" },
    { "[$$-409]#,##0.00", FALSE, FALSE, "USD" },
    { "[$¥-804]#,##0.00", FALSE, FALSE, "CNY" },
    { "¥#,##0.00", FALSE, FALSE, "CNY" },
    { "0.00\"元\"", FALSE, FALSE, "CNY" },
    { "\\€0", FALSE, FALSE, "EUR" },
    { "\"open", FALSE, FALSE, NULL },
    { "[open", FALSE, FALSE, NULL },
    { "\\", FALSE, FALSE, NULL },
    { "", FALSE, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterXlsxFormat format = roster_xlsx_format_from_code (cases[i].code);

      if (format.date != cases[i].date || format.percent != cases[i].percent)
        g_error ("%s", cases[i].code);
      g_assert_cmpstr (format.currency, ==, cases[i].currency);
    }
}

static void
test_numbers_as_a_person_reads_them (void)
{
  static const struct
  {
    const char *number;
    RosterXlsxFormat format;
    gboolean from_1904;
    const char *expected;
  } cases[] = {
    { "0", { 0 }, FALSE, "0" },
    { "-0", { 0 }, FALSE, "0" },
    { "8.0000000000000002E-2", { .percent = TRUE }, FALSE, "8%" },
    { "0.29999999999999999", { 0 }, FALSE, "0.3" },
    { "123456789012345", { 0 }, FALSE, "123456789012345" },
    { "1E+15", { 0 }, FALSE, "1.00000000000000E+15" },
    { "1e-20", { 0 }, FALSE, "0.00000000000000000001" },
    { "44949", { .date = TRUE }, FALSE, "2023-01-23" },
    { "44949.338923611111", { .date = TRUE }, FALSE, "2023-01-23 08:08:03" },
    { "44948.999999", { .date = TRUE }, FALSE, "2023-01-23" },
    { "1", { .date = TRUE }, FALSE, "1900-01-01" },
    { "59", { .date = TRUE }, FALSE, "1900-02-28" },
    { "61", { .date = TRUE }, FALSE, "1900-03-01" },
    { "43487", { .date = TRUE }, TRUE, "2023-01-23" },
    { "0.5", { .date = TRUE }, FALSE, "12:00:00" },
    { "-1", { .date = TRUE }, FALSE, "-1" },
    { "99999999", { .date = TRUE }, FALSE, "99999999" },
    { "nan", { .date = TRUE }, FALSE, "nan" },
    { "inf", { 0 }, FALSE, "inf" },
    { "12x", { 0 }, FALSE, "12x" },
    { "5", { .currency = "VND" }, FALSE, "5 VND" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = roster_xlsx_number_to_text (cases[i].number, &cases[i].format, cases[i].from_1904);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
expect_refused (GBytes     *bytes,
                int         code,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = roster_table_read_bytes (bytes, NULL, NULL, &error);

  g_assert_null (table);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s", error->message);
}

static void
test_bad_sheets_are_refused (void)
{
  static const struct
  {
    const char *sheet;
    int code;
    const char *message;
  } cases[] = {
    { SHEET (""), ROSTER_EXCHANGE_ERROR_FORMAT, "*empty*" },
    { "<worksheet><sheetData>", ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { "not xml", ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { "", ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { "<worksheet>\xff</worksheet>", ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { SHEET (ROW (2, "") ROW (1, "")), ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { SHEET (ROW (1, INLINE ("B1", "x") INLINE ("A1", "y"))), ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { SHEET (ROW (1, INLINE ("1", "x"))), ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { SHEET (ROW (1, "<c r='A1' t='s'><v>7</v></c>")), ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { SHEET (ROW (1, "<c r='A1' t='s'><v>-1</v></c>")), ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
    { SHEET (ROW (1, INLINE ("IW1", "x"))), ROSTER_EXCHANGE_ERROR_LIMIT, "Row 1: *256 columns*" },
    { SHEET (ROW (1, "<c r='A1'><f>1+2</f><v></v></c>")), ROSTER_EXCHANGE_ERROR_FORMAT, "Row 1 has a formula*" },
    { "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" SHEET (ROW (1, INLINE ("A1", "&e;"))),
      ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = pack_sheet (cases[i].sheet);

      expect_refused (bytes, cases[i].code, cases[i].message);
    }
}

static void
test_other_containers_are_refused (void)
{
  g_autoptr (GBytes) document = pack ("word/document.xml", "<x/>", NULL);
  g_autoptr (GBytes) no_sheet =
      pack ("xl/workbook.xml", "<workbook/>", "xl/_rels/workbook.xml.rels", "<Relationships/>", NULL);
  g_autoptr (GBytes) lost = pack ("xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels", RELATIONS, NULL);

  expect_refused (document, ROSTER_EXCHANGE_ERROR_FORMAT, "*not an .xlsx*");
  expect_refused (no_sheet, ROSTER_EXCHANGE_ERROR_FORMAT, "*no sheet*");
  expect_refused (lost, ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*");
}

static void
test_deep_nesting_is_refused (void)
{
  g_autoptr (GString) sheet = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (sheet, "<a>");
  bytes = pack_sheet (sheet->str);
  expect_refused (bytes, ROSTER_EXCHANGE_ERROR_FORMAT, "*damaged*");
}

/* A megabyte of zeros packs to a thousandth; a chain of them would fill any memory. */
static void
test_bombs_are_refused (void)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 64 << 10; i++)
    g_string_append_printf (sheet, "%1023s", "<row/>");
  g_string_append (sheet, "</sheetData></worksheet>");
  bytes = pack_sheet (sheet->str);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, sheet->len / ROSTER_CONTAINER_MAX_RATIO);
  expect_refused (bytes, ROSTER_EXCHANGE_ERROR_LIMIT, "*unpacks*");
}

/* One shared text, and a million cells that point at it: small in every part, and terabytes when it is written out. */
static void
test_shared_text_does_not_multiply (void)
{
  g_autofree char *text = g_strnfill (32 << 10, 'x');
  g_autofree char *strings = g_strconcat ("<sst><si><t>", text, "</t></si></sst>", NULL);
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>");
  g_autoptr (GBytes) bytes = NULL;

  for (guint row = 1; row <= 4000; row++)
    {
      g_string_append_printf (sheet, "<row r='%u'>", row);
      for (guint i = 0; i < 256; i++)
        g_string_append (sheet, "<c t='s'><v>0</v></c>");
      g_string_append (sheet, "</row>");
    }
  g_string_append (sheet, "</sheetData></worksheet>");
  bytes = pack ("xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels", RELATIONS, "xl/sharedStrings.xml", strings,
                "xl/worksheets/sheet1.xml", sheet->str, NULL);
  expect_refused (bytes, ROSTER_EXCHANGE_ERROR_LIMIT, "*");
}

static void
test_ten_megabytes_in_one_cell (void)
{
  g_autofree char *text = g_malloc ((10 << 20) + 1);
  g_autofree char *sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;

  memset (text, 'x', 10 << 20);
  text[10 << 20] = '\0';
  sheet = g_strconcat ("<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>", text,
                       "</t></is></c></row></sheetData></worksheet>", NULL);
  bytes = pack_sheet (sheet);
  expect_refused (bytes, ROSTER_EXCHANGE_ERROR_LIMIT, "*64 KiB*");
}

static void
test_many_parts_are_refused (void)
{
  char *path = temporary_path ();
  struct archive *archive = archive_write_new ();
  g_autoptr (GBytes) bytes = NULL;

  archive_write_set_format_zip (archive);
  archive_write_open_filename (archive, path);
  for (guint i = 0; i <= ROSTER_CONTAINER_MAX_ENTRIES; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, "x");
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, 0);
      archive_write_header (archive, entry);
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  bytes = take_file (path);
  expect_refused (bytes, ROSTER_EXCHANGE_ERROR_LIMIT, "*too many parts*");
}

static void
test_damage_is_survived (void)
{
  static const char strings[] = "<sst><si><t>a</t></si><si><t>b</t></si></sst>";
  static const char sheet[] =
      SHEET (ROW (1, "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>") ROW (2, "<c r='A2'><v>1.5</v></c>"));
  g_autoptr (GBytes) sound = pack ("xl/workbook.xml", BOOK, "xl/_rels/workbook.xml.rels", RELATIONS,
                                   "xl/sharedStrings.xml", strings, "xl/worksheets/sheet1.xml", sheet, NULL);
  g_autoptr (RosterTable) whole = roster_table_read_bytes (sound, NULL, NULL, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  gsize size;
  const guint8 *data = g_bytes_get_data (sound, &size);

  g_assert_cmpuint (roster_table_n_rows (whole), ==, 1);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      gsize length = i % 2 == 0 ? size : (gsize) g_rand_int_range (random, 4, size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTable) table = NULL;

      for (guint n = g_rand_int_range (random, 0, 8); n > 0; n--)
        copy[g_rand_int_range (random, 4, size)] = g_rand_int_range (random, 0, 256);
      bytes = g_bytes_new (copy, length);
      table = roster_table_read_bytes (bytes, NULL, NULL, &error);
      g_assert_true ((table == NULL) == (error != NULL));
    }
}

static void
test_reading_can_be_cancelled (void)
{
  g_autoptr (GBytes) bytes = pack_sheet (SHEET (ROW (1, INLINE ("A1", "x"))));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (roster_table_read_bytes (bytes, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/xlsx/a-written-workbook-is-read", test_a_written_workbook_is_read);
  g_test_add_func ("/exchange/xlsx/sheets-are-chosen", test_sheets_are_chosen);
  g_test_add_func ("/exchange/xlsx/other-programs", test_other_programs);
  g_test_add_func ("/exchange/xlsx/formats", test_formats);
  g_test_add_func ("/exchange/xlsx/numbers-as-a-person-reads-them", test_numbers_as_a_person_reads_them);
  g_test_add_func ("/exchange/xlsx/bad-sheets-are-refused", test_bad_sheets_are_refused);
  g_test_add_func ("/exchange/xlsx/other-containers-are-refused", test_other_containers_are_refused);
  g_test_add_func ("/exchange/xlsx/deep-nesting-is-refused", test_deep_nesting_is_refused);
  g_test_add_func ("/exchange/xlsx/bombs-are-refused", test_bombs_are_refused);
  g_test_add_func ("/exchange/xlsx/shared-text-does-not-multiply", test_shared_text_does_not_multiply);
  g_test_add_func ("/exchange/xlsx/ten-megabytes-in-one-cell", test_ten_megabytes_in_one_cell);
  g_test_add_func ("/exchange/xlsx/many-parts-are-refused", test_many_parts_are_refused);
  g_test_add_func ("/exchange/xlsx/damage-is-survived", test_damage_is_survived);
  g_test_add_func ("/exchange/xlsx/reading-can-be-cancelled", test_reading_can_be_cancelled);

  return g_test_run ();
}
