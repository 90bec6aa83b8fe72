/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-xlsx-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-container.h"
#include "roster-exchange-error.h"
#include "roster-text.h"
#include "roster-xlsx-format.h"

/*
 * The parts of a workbook that are read, in this order: the workbook (its sheets), the relations (which file is which),
 * the styles (which numbers are dates), the shared strings, the sheet. They are XML, read piece by piece with GMarkup,
 * which knows neither document types nor entities of any kind but XML's own five, so nothing outside the file can be
 * drawn in.
 */

#define MAX_DEPTH 64
#define MAX_SHEETS 1000
#define MAX_STYLES 65536
#define MAX_SHARED (4u << 20)

typedef struct
{
  char *name;
  char *relation;
  char *path;
  gboolean hidden;
} Sheet;

/**
 * Workbook:
 * @sheets: (element-type Sheet): in their order
 * @formats: (element-type guint RosterXlsxFormat): the workbook's own number formats
 * @styles: (element-type RosterXlsxFormat): what each cell style says
 * @shared: the shared strings, each with its closing NUL
 * @shared_offsets: (element-type gsize): where each begins
 */
typedef struct
{
  RosterContainer *container;
  GPtrArray *sheets;
  char *styles_path;
  char *shared_path;
  gboolean from_1904;
  GHashTable *formats;
  GArray *styles;
  GByteArray *shared;
  GArray *shared_offsets;
} Workbook;

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT,
  CELL_BOOLEAN,
} CellType;

/**
 * Reader:
 * @begun: whether some of the part has been seen
 * @text: (nullable): where character data goes at the moment
 * @phonetic: how deep inside a reading aid, which is no part of the text
 * @cell: the cell's value as the file has it
 * @column: the next cell's column, from 0
 * @row: the row's number, from 1
 *
 * The state while one part is read; each part uses what it needs.
 */
typedef struct
{
  Workbook *workbook;
  GMarkupParseContext *context;
  gboolean begun;
  guint depth;
  GString *text;
  guint phonetic;
  gboolean in_cell_formats;

  RosterTableBuilder *builder;
  GString *cell;
  gboolean in_cell;
  gboolean has_formula;
  CellType type;
  guint style;
  guint column;
  guint written;
  guint row;
} Reader;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet->path);
  g_free (sheet);
}

static void
workbook_clear (Workbook *workbook)
{
  g_clear_pointer (&workbook->container, roster_container_free);
  g_clear_pointer (&workbook->sheets, g_ptr_array_unref);
  g_clear_pointer (&workbook->formats, g_hash_table_unref);
  g_clear_pointer (&workbook->styles, g_array_unref);
  g_clear_pointer (&workbook->shared, g_byte_array_unref);
  g_clear_pointer (&workbook->shared_offsets, g_array_unref);
  g_free (workbook->styles_path);
  g_free (workbook->shared_path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbook, workbook_clear)

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                       _("The workbook is damaged or cut off; open it in a spreadsheet program and save it again"));
  return FALSE;
}

/* XML */

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *wanted)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (local_name (names[i]), wanted) == 0)
      return values[i];

  return NULL;
}

static gboolean
is_true (const char *value)
{
  return value != NULL && (strcmp (value, "1") == 0 || strcmp (value, "true") == 0);
}

static gboolean
enter (Reader  *reader,
       GError **error)
{
  return ++reader->depth <= MAX_DEPTH || refuse_damaged (error);
}

/* Text of a cell beyond its limit is refused where the cell ends; until then a little more is kept to show it. */
static void
take_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              user_data,
           GError              **error)
{
  Reader *reader = user_data;

  if (reader->text != NULL && reader->phonetic == 0 && reader->text->len <= ROSTER_TABLE_MAX_CELL)
    g_string_append_len (reader->text, text, MIN (length, ROSTER_TABLE_MAX_CELL + 1));
}

static gboolean
take_piece (const char  *data,
            gsize        length,
            gpointer     user_data,
            GError     **error)
{
  Reader *reader = user_data;
  g_autoptr (GError) local_error = NULL;

  /* Some programs begin their parts with a mark of the byte order. */
  if (!reader->begun && length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  reader->begun = TRUE;

  if (g_markup_parse_context_parse (reader->context, data, length, &local_error))
    return TRUE;

  if (local_error->domain == G_MARKUP_ERROR)
    return refuse_damaged (error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_part (Reader               *reader,
           const char           *path,
           const GMarkupParser  *parser,
           gboolean             *found,
           GError              **error)
{
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reader, NULL);
  g_autoptr (GError) local_error = NULL;

  reader->context = context;
  if (!roster_container_read (reader->workbook->container, path, found, take_piece, reader, error))
    return FALSE;
  if (!*found || g_markup_parse_context_end_parse (context, &local_error))
    return TRUE;

  if (local_error->domain == G_MARKUP_ERROR)
    return refuse_damaged (error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Relations lead to parts by paths that begin at the container's root or beside the workbook. */
static char *
part_path (const char *target)
{
  if (*target == '/')
    return g_strdup (target + 1);

  return g_strconcat ("xl/", target, NULL);
}

/* The workbook and its relations */

static void
start_workbook (GMarkupParseContext  *context,
                const char           *element,
                const char          **names,
                const char          **values,
                gpointer              user_data,
                GError              **error)
{
  Reader *reader = user_data;

  if (!enter (reader, error))
    return;

  if (strcmp (local_name (element), "workbookPr") == 0)
    reader->workbook->from_1904 = is_true (find_attribute (names, values, "date1904"));
  else if (strcmp (local_name (element), "sheet") == 0 && reader->workbook->sheets->len < MAX_SHEETS)
    {
      const char *state = find_attribute (names, values, "state");
      const char *name = find_attribute (names, values, "name");
      const char *relation = NULL;
      Sheet *sheet;

      /* sheetId and r:id both end in “id” only for those who fold case. */
      for (guint i = 0; names[i] != NULL; i++)
        if (g_str_has_suffix (names[i], ":id"))
          relation = values[i];
      if (name == NULL || relation == NULL)
        return;

      sheet = g_new0 (Sheet, 1);
      sheet->name = g_strdup (name);
      sheet->relation = g_strdup (relation);
      sheet->hidden = state != NULL && strcmp (state, "visible") != 0;
      g_ptr_array_add (reader->workbook->sheets, sheet);
    }
}

static void
start_relation (GMarkupParseContext  *context,
                const char           *element,
                const char          **names,
                const char          **values,
                gpointer              user_data,
                GError              **error)
{
  Reader *reader = user_data;
  Workbook *workbook = reader->workbook;
  const char *id = find_attribute (names, values, "Id");
  const char *type = find_attribute (names, values, "Type");
  const char *target = find_attribute (names, values, "Target");
  const char *mode = find_attribute (names, values, "TargetMode");

  if (!enter (reader, error) || id == NULL || type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return;

  if (g_str_has_suffix (type, "/styles") && workbook->styles_path == NULL)
    workbook->styles_path = part_path (target);
  else if (g_str_has_suffix (type, "/sharedStrings") && workbook->shared_path == NULL)
    workbook->shared_path = part_path (target);
  else if (g_str_has_suffix (type, "/worksheet"))
    for (guint i = 0; i < workbook->sheets->len; i++)
      {
        Sheet *sheet = workbook->sheets->pdata[i];

        if (sheet->path == NULL && strcmp (sheet->relation, id) == 0)
          sheet->path = part_path (target);
      }
}

static void
end_any (GMarkupParseContext  *context,
         const char           *element,
         gpointer              user_data,
         GError              **error)
{
  Reader *reader = user_data;

  reader->depth--;
}

/* Styles */

static void
start_style (GMarkupParseContext  *context,
             const char           *element,
             const char          **names,
             const char          **values,
             gpointer              user_data,
             GError              **error)
{
  Reader *reader = user_data;
  Workbook *workbook = reader->workbook;
  const char *name = local_name (element);
  const char *number = find_attribute (names, values, "numFmtId");
  const char *code = find_attribute (names, values, "formatCode");
  guint64 id = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  if (!enter (reader, error))
    return;

  if (strcmp (name, "cellXfs") == 0)
    reader->in_cell_formats = TRUE;
  else if (strcmp (name, "numFmt") == 0 && code != NULL && id <= G_MAXUINT && strlen (code) < 1000 &&
           g_hash_table_size (workbook->formats) < MAX_STYLES)
    {
      RosterXlsxFormat *format = g_new (RosterXlsxFormat, 1);

      *format = roster_xlsx_format_from_code (code);
      g_hash_table_insert (workbook->formats, GUINT_TO_POINTER ((guint) id), format);
    }
  else if (strcmp (name, "xf") == 0 && reader->in_cell_formats && workbook->styles->len < MAX_STYLES)
    {
      RosterXlsxFormat *own = g_hash_table_lookup (workbook->formats, GUINT_TO_POINTER ((guint) id));
      RosterXlsxFormat format = own != NULL ? *own : roster_xlsx_format_builtin ((guint) id);

      g_array_append_val (workbook->styles, format);
    }
}

static void
end_style (GMarkupParseContext  *context,
           const char           *element,
           gpointer              user_data,
           GError              **error)
{
  Reader *reader = user_data;

  reader->depth--;
  if (strcmp (local_name (element), "cellXfs") == 0)
    reader->in_cell_formats = FALSE;
}

/* Shared strings */

static void
start_string (GMarkupParseContext  *context,
              const char           *element,
              const char          **names,
              const char          **values,
              gpointer              user_data,
              GError              **error)
{
  Reader *reader = user_data;
  const char *name = local_name (element);

  if (!enter (reader, error))
    return;

  if (strcmp (name, "si") == 0)
    g_string_truncate (reader->cell, 0);
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic++;
  else if (strcmp (name, "t") == 0)
    reader->text = reader->cell;
}

/* The character that an escape such as _x000D_ stands for, or -1 where @at begins none of ASCII. */
static int
escaped_character (const char *at)
{
  int value = 0;

  if (at[0] != '_' || at[1] != 'x')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (at[i]);
    }

  return at[6] == '_' && value < 0x80 ? value : -1;
}

/* Characters that XML cannot hold stand escaped. What stands for nothing readable becomes a space. */
static void
unescape (GString *text)
{
  char *from = strstr (text->str, "_x"), *to = from;

  if (from == NULL)
    return;

  while (*from != '\0')
    {
      int c = escaped_character (from);

      *to++ = c < 0 ? *from : c < ' ' && c != '\n' && c != '\r' && c != '\t' ? ' '
                                                                             : (char) c;
      from += c < 0 ? 1 : 7;
    }
  g_string_truncate (text, to - text->str);
}

static void
end_string (GMarkupParseContext  *context,
            const char           *element,
            gpointer              user_data,
            GError              **error)
{
  Reader *reader = user_data;
  Workbook *workbook = reader->workbook;
  const char *name = local_name (element);
  gsize offset = workbook->shared->len;

  reader->depth--;
  if (strcmp (name, "t") == 0)
    reader->text = NULL;
  else if (strcmp (name, "rPh") == 0 && reader->phonetic > 0)
    reader->phonetic--;
  else if (strcmp (name, "si") == 0)
    {
      unescape (reader->cell);
      if (offset + reader->cell->len + 1 > ROSTER_TABLE_MAX_TEXT || workbook->shared_offsets->len >= MAX_SHARED)
        {
          g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                               _("The file holds too much text; split it into smaller files"));
          return;
        }
      g_byte_array_append (workbook->shared, (const guint8 *) reader->cell->str, reader->cell->len + 1);
      g_array_append_val (workbook->shared_offsets, offset);
    }
}

/* The sheet */

static CellType
cell_type (const char *type)
{
  if (type == NULL || strcmp (type, "n") == 0)
    return CELL_NUMBER;
  if (strcmp (type, "s") == 0)
    return CELL_SHARED;
  if (strcmp (type, "b") == 0)
    return CELL_BOOLEAN;

  return CELL_TEXT;
}

/* The column of a cell's name, from 0; G_MAXUINT where it makes no sense. */
static guint
column_of (const char *name)
{
  guint column = 0, n = 0;

  for (; g_ascii_isalpha (name[n]) && n < 4; n++)
    column = column * 26 + (g_ascii_toupper (name[n]) - 'A' + 1);

  return n == 0 || n == 4 ? G_MAXUINT : column - 1;
}

static void
start_cell (Reader      *reader,
            const char **names,
            const char **values,
            GError     **error)
{
  const char *name = find_attribute (names, values, "r");
  const char *style = find_attribute (names, values, "s");

  if (name != NULL)
    reader->column = column_of (name);
  if (reader->column == G_MAXUINT || reader->column < reader->written)
    {
      refuse_damaged (error);
      return;
    }

  g_string_truncate (reader->cell, 0);
  reader->in_cell = TRUE;
  reader->has_formula = FALSE;
  reader->type = cell_type (find_attribute (names, values, "t"));
  reader->style = style != NULL ? (guint) MIN (g_ascii_strtoull (style, NULL, 10), G_MAXUINT) : 0;
}

static void
start_sheet (GMarkupParseContext  *context,
             const char           *element,
             const char          **names,
             const char          **values,
             gpointer              user_data,
             GError              **error)
{
  Reader *reader = user_data;
  const char *name = local_name (element);

  if (!enter (reader, error))
    return;

  if (strcmp (name, "row") == 0)
    {
      const char *number = find_attribute (names, values, "r");
      guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : reader->row + 1;

      if (row <= reader->row || row > G_MAXINT)
        {
          refuse_damaged (error);
          return;
        }
      reader->row = (guint) row;
      reader->column = 0;
      reader->written = 0;
    }
  else if (strcmp (name, "c") == 0)
    start_cell (reader, names, values, error);
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic++;
  else if (reader->in_cell && strcmp (name, "f") == 0)
    reader->has_formula = TRUE;
  else if (reader->in_cell && (strcmp (name, "v") == 0 || strcmp (name, "t") == 0))
    reader->text = reader->cell;
}

static char *
cell_text (Reader  *reader,
           GError **error)
{
  Workbook *workbook = reader->workbook;
  static const RosterXlsxFormat plain = { 0 };

  switch (reader->type)
    {
    case CELL_SHARED:
      {
        guint64 index;

        if (!g_ascii_string_to_unsigned (reader->cell->str, 10, 0, G_MAXUINT, &index, NULL) ||
            index >= workbook->shared_offsets->len)
          {
            refuse_damaged (error);
            return NULL;
          }
        return g_strdup ((const char *) workbook->shared->data + g_array_index (workbook->shared_offsets, gsize,
                                                                                index));
      }

    case CELL_NUMBER:
      return roster_xlsx_number_to_text (reader->cell->str,
                                         reader->style < workbook->styles->len
                                             ? &g_array_index (workbook->styles, RosterXlsxFormat, reader->style)
                                             : &plain,
                                         workbook->from_1904);

    case CELL_BOOLEAN:
      return g_strdup (is_true (reader->cell->str) ? "yes" : "no");

    case CELL_TEXT:
      unescape (reader->cell);
      return g_strdup (reader->cell->str);
    }

  g_return_val_if_reached (NULL);
}

static void
end_cell (Reader  *reader,
          GError **error)
{
  g_autofree char *text = NULL;

  reader->in_cell = FALSE;
  if (reader->cell->len == 0 && reader->has_formula)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                   _("Row %u has a formula that was never computed; open the workbook in a spreadsheet program and "
                     "save it again"),
                   reader->row);
      return;
    }
  if (reader->cell->len > 0)
    {
      text = cell_text (reader, error);
      if (text == NULL)
        return;
    }

  if (text != NULL && *text != '\0')
    {
      if (reader->column >= ROSTER_TABLE_MAX_COLUMNS)
        {
          g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                       _("Row %u: there are more than %d columns; leave out those that are not needed"),
                       reader->row, ROSTER_TABLE_MAX_COLUMNS);
          return;
        }
      for (; reader->written < reader->column; reader->written++)
        if (!roster_table_builder_add_cell (reader->builder, reader->row, "", 0, error))
          return;
      if (!roster_table_builder_add_cell (reader->builder, reader->row, text, strlen (text), error))
        return;
      reader->written = reader->column + 1;
    }
  reader->column++;
}

static void
end_sheet (GMarkupParseContext  *context,
           const char           *element,
           gpointer              user_data,
           GError              **error)
{
  Reader *reader = user_data;
  const char *name = local_name (element);

  reader->depth--;
  if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    reader->text = NULL;
  else if (strcmp (name, "rPh") == 0 && reader->phonetic > 0)
    reader->phonetic--;
  else if (strcmp (name, "c") == 0)
    end_cell (reader, error);
  else if (strcmp (name, "row") == 0)
    roster_table_builder_end_row (reader->builder, reader->row, error);
}

/* Putting it together */

static gboolean
open_workbook (Workbook      *workbook,
               GBytes        *bytes,
               GCancellable  *cancellable,
               GError       **error)
{
  static const GMarkupParser book_parser = { start_workbook, end_any };
  static const GMarkupParser relation_parser = { start_relation, end_any };
  Reader reader = { .workbook = workbook };
  gboolean found;

  workbook->container = roster_container_new (bytes, cancellable);
  workbook->sheets = g_ptr_array_new_with_free_func (sheet_free);

  if (!read_part (&reader, "xl/workbook.xml", &book_parser, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                           _("The file is not an .xlsx workbook; save it as .xlsx or CSV"));
      return FALSE;
    }

  reader = (Reader){ .workbook = workbook };
  return read_part (&reader, "xl/_rels/workbook.xml.rels", &relation_parser, &found, error);
}

static const Sheet *
choose_sheet (Workbook    *workbook,
              const char  *name,
              GError     **error)
{
  g_autofree char *wanted = name != NULL ? roster_text_fold (name) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const Sheet *sheet = workbook->sheets->pdata[i];
      g_autofree char *folded = roster_text_fold (sheet->name);

      if (sheet->path != NULL && (wanted != NULL ? strcmp (folded, wanted) == 0 : !sheet->hidden))
        return sheet;
      if (names->len < 400)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sheet->name);
    }

  if (name != NULL)
    g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                 _("The workbook has no sheet “%s”; it has: %s"), name, names->str);
  else
    g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                         _("The workbook has no sheet that can be seen; show one and save it again"));
  return NULL;
}

static gboolean
read_shared_parts (Workbook  *workbook,
                   GString   *text,
                   GError   **error)
{
  static const GMarkupParser style_parser = { start_style, end_style };
  static const GMarkupParser string_parser = { start_string, end_string, take_text };
  Reader reader = { .workbook = workbook };
  gboolean found;

  workbook->formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  workbook->styles = g_array_new (FALSE, FALSE, sizeof (RosterXlsxFormat));
  workbook->shared = g_byte_array_new ();
  workbook->shared_offsets = g_array_new (FALSE, FALSE, sizeof (gsize));

  if (workbook->styles_path != NULL &&
      !read_part (&reader, workbook->styles_path, &style_parser, &found, error))
    return FALSE;

  reader = (Reader){ .workbook = workbook, .cell = text };
  return workbook->shared_path == NULL || read_part (&reader, workbook->shared_path, &string_parser, &found, error);
}

/**
 * roster_xlsx_read:
 * @bytes: an .xlsx workbook
 * @sheet: (nullable): the sheet's name; %NULL for the first that is not hidden
 *
 * Reads texts, numbers, dates (by their style), percentages and amounts (with the currency of their style), and what
 * formulas came to when the workbook was last computed. Numbers of more than fifteen digits keep a power of ten, see
 * roster_import_text_is_rounded().
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with %ROSTER_EXCHANGE_ERROR or %G_IO_ERROR_CANCELLED
 */
RosterTable *
roster_xlsx_read (GBytes        *bytes,
                  const char    *sheet,
                  GCancellable  *cancellable,
                  GError       **error)
{
  static const GMarkupParser sheet_parser = { start_sheet, end_sheet, take_text };
  g_auto (Workbook) workbook = { 0 };
  g_autoptr (RosterTableBuilder) builder = NULL;
  g_autoptr (GString) cell = NULL;
  const Sheet *chosen;
  gboolean found;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!open_workbook (&workbook, bytes, cancellable, error))
    return NULL;
  chosen = choose_sheet (&workbook, sheet, error);
  if (chosen == NULL)
    return NULL;

  cell = g_string_new (NULL);
  if (!read_shared_parts (&workbook, cell, error))
    return NULL;

  builder = roster_table_builder_new ();
  Reader reader = { .workbook = &workbook, .builder = builder, .cell = cell };

  g_string_truncate (cell, 0);
  if (!read_part (&reader, chosen->path, &sheet_parser, &found, error))
    return NULL;
  if (!found)
    {
      refuse_damaged (error);
      return NULL;
    }

  return roster_table_builder_finish (builder, error);
}

/**
 * roster_xlsx_list_sheets:
 *
 * Returns: (transfer full) (nullable): the names of the sheets that are not hidden, for a person to choose from
 */
GStrv
roster_xlsx_list_sheets (GBytes        *bytes,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_auto (Workbook) workbook = { 0 };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!open_workbook (&workbook, bytes, cancellable, error))
    return NULL;

  for (guint i = 0; i < workbook.sheets->len; i++)
    {
      const Sheet *sheet = workbook.sheets->pdata[i];

      if (!sheet->hidden && sheet->path != NULL)
        g_strv_builder_add (names, sheet->name);
    }

  return g_strv_builder_end (names);
}
