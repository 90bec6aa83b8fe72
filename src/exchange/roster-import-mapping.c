/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-mapping.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-text.h"

struct _RosterImportMapping
{
  const RosterRecordType *type;
  RosterTable *table;
  int *fields;
  RosterImportUnit *units;
};

/* How well a heading names a field; less is better. Aliases count in the order of the table. */
enum
{
  RANK_REFERENCE,
  RANK_NAME,
  RANK_LABEL,
  RANK_ALIAS,
  RANK_NONE = G_MAXINT,
};

typedef struct
{
  guint column;
  int field;
  int rank;
} Candidate;

static gboolean
equals_folded (const char *text,
               const char *folded)
{
  g_autofree char *own = roster_text_fold (text);

  return strcmp (own, folded) == 0;
}

static char *
translated_heading (const RosterField *field,
                    const char        *format)
{
  g_autoptr (GString) heading = g_string_new (format);

  g_string_replace (heading, "%s", roster_field_label (field), 1);
  return g_string_free (g_steal_pointer (&heading), FALSE);
}

/**
 * roster_exchange_id_heading:
 *
 * Returns: the heading of the column with the records' own ids
 */
const char *
roster_exchange_id_heading (void)
{
  return _("Record id");
}

/**
 * roster_exchange_heading:
 *
 * Returns: (transfer full): the heading of a field's column in the interface's language. Of amounts it says that they
 *   are in yuan, so that the file means the same wherever it is read.
 */
char *
roster_exchange_heading (const RosterField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (field->kind == ROSTER_KIND_MONEY)
    /* Translators: %s is the label of an amount. Keep the unit in brackets at the end; (元) is understood too. */
    return translated_heading (field, _("%s (yuan)"));

  return g_strdup (roster_field_label (field));
}

/**
 * roster_exchange_reference_heading:
 *
 * Returns: (transfer full): the heading of the column with the ids that a reference holds, beside the one with titles
 */
char *
roster_exchange_reference_heading (const RosterField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  /* Translators: %s is the label of a field that refers to another record. */
  return translated_heading (field, _("%s: record id"));
}

/* The heading without its unit in brackets, spaces and underscores; the longest alias is far shorter than the limit. */
static char *
bare_heading (const char *folded)
{
  g_autoptr (GString) bare = g_string_new (NULL);
  RosterImportUnit unit;
  gsize length = strlen (folded);

  if (roster_import_unit_from_heading (folded, &unit))
    while (length > 0 && folded[length - 1] != '(' && folded[length - 1] != '[')
      length--;
  if (length > 0 && length < strlen (folded))
    length--;

  for (gsize i = 0; i < length; i++)
    if (folded[i] != ' ' && folded[i] != '_')
      g_string_append_c (bare, folded[i]);

  return g_string_free (g_steal_pointer (&bare), FALSE);
}

static int
rank_alias (const RosterField *field,
            const char        *heading,
            gboolean           bare)
{
  g_auto (GStrv) aliases = field->aliases != NULL ? g_strsplit (field->aliases, "|", -1) : NULL;

  for (guint i = 0; aliases != NULL && aliases[i] != NULL; i++)
    {
      g_autofree char *folded = roster_text_fold (aliases[i]);
      g_autofree char *form = bare ? bare_heading (folded) : g_strdup (folded);

      if (strcmp (form, heading) == 0)
        return RANK_ALIAS + i;
    }

  return RANK_NONE;
}

static gboolean
is_id_heading (const char *folded)
{
  return equals_folded (roster_exchange_id_heading (), folded) || strcmp (folded, "record id") == 0 ||
         strcmp (folded, "记录 id") == 0;
}

/* How the headings end that export writes over the ids of references, in each language that the program speaks. */
static const char *const reference_endings[] = { ": record id", ":记录 id" };

/* The heading of a reference without what says that it holds ids, or NULL where it does not say so. */
static char *
reference_label (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reference_endings); i++)
    if (g_str_has_suffix (folded, reference_endings[i]))
      return g_strndup (folded, strlen (folded) - strlen (reference_endings[i]));

  return NULL;
}

static int
rank_plain_heading (const RosterField *field,
                    const char        *folded)
{
  if (equals_folded (field->name, folded))
    return RANK_NAME;
  if (equals_folded (field->label, folded) || equals_folded (roster_field_label (field), folded))
    return RANK_LABEL;

  return rank_alias (field, folded, FALSE);
}

static int
rank_heading (const RosterField *field,
              const char        *folded)
{
  g_autofree char *label = reference_label (folded);

  if (label == NULL)
    return rank_plain_heading (field, folded);

  return field->kind == ROSTER_KIND_REFERENCE && rank_plain_heading (field, label) != RANK_NONE ? RANK_REFERENCE
                                                                                                : RANK_NONE;
}

static int
rank_bare_heading (const RosterField *field,
                   const char        *bare)
{
  g_autofree char *label = roster_text_fold (field->label);
  g_autofree char *local = roster_text_fold (roster_field_label (field));
  g_autofree char *bare_label = bare_heading (label);
  g_autofree char *bare_local = bare_heading (local);

  if (equals_folded (field->name, bare))
    return RANK_NAME;
  if (strcmp (bare_label, bare) == 0 || strcmp (bare_local, bare) == 0)
    return RANK_LABEL;

  return rank_alias (field, bare, TRUE);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  if (left->field != right->field)
    return left->field - right->field;

  return (int) left->column - (int) right->column;
}

typedef int (*Rank) (const RosterField *field,
                     const char *heading);

/* Gives each field that is still free the column that names it best, among those that are still free. */
static void
assign (RosterImportMapping  *self,
        char                **headings,
        Rank                  rank)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < roster_record_type_n_fields (self->type); i++)
    {
      const RosterField *field = roster_record_type_field (self->type, i);

      if (!roster_import_mapping_can_take (field) || roster_import_mapping_column (self, i) >= 0)
        continue;
      for (guint column = 0; headings[column] != NULL; column++)
        {
          Candidate candidate = { column, i, RANK_NONE };

          if (*headings[column] != '\0' && self->fields[column] == ROSTER_IMPORT_COLUMN_IGNORED)
            candidate.rank = rank (field, headings[column]);
          if (candidate.rank != RANK_NONE)
            g_array_append_val (candidates, candidate);
        }
    }

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (self->fields[candidate->column] == ROSTER_IMPORT_COLUMN_IGNORED &&
          roster_import_mapping_column (self, candidate->field) < 0)
        self->fields[candidate->column] = candidate->field;
    }
}

/**
 * roster_import_mapping_can_take:
 *
 * Returns: whether a file may fill @field; what the office sets, it may not
 */
gboolean
roster_import_mapping_can_take (const RosterField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return (field->flags & ROSTER_FIELD_SERVER_SET) == 0;
}

/**
 * roster_import_mapping_new_guessed:
 * @table: the table; kept
 *
 * Maps the columns whose headings are the name, the label or an alias of a field, the better ones first, each field
 * once. Then those that are so but for spaces and a unit in brackets. The other columns are ignored.
 *
 * Returns: (transfer full): the mapping
 */
RosterImportMapping *
roster_import_mapping_new_guessed (const RosterRecordType *type,
                                   RosterTable            *table)
{
  RosterImportMapping *self;
  g_auto (GStrv) folded = NULL;
  g_auto (GStrv) bare = NULL;
  guint n_columns;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);

  n_columns = roster_table_n_columns (table);
  self = g_new0 (RosterImportMapping, 1);
  self->type = type;
  self->table = roster_table_ref (table);
  self->fields = g_new (int, n_columns);
  self->units = g_new0 (RosterImportUnit, n_columns);

  folded = g_new0 (char *, n_columns + 1);
  bare = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    {
      self->fields[i] = ROSTER_IMPORT_COLUMN_IGNORED;
      if (!roster_import_unit_from_heading (roster_table_heading (table, i), &self->units[i]))
        self->units[i] = (RosterImportUnit){ 0 };
      folded[i] = roster_text_fold (roster_table_heading (table, i));
      bare[i] = bare_heading (folded[i]);
    }

  for (guint i = 0; i < n_columns; i++)
    if (is_id_heading (folded[i]))
      {
        self->fields[i] = ROSTER_IMPORT_COLUMN_ID;
        break;
      }
  assign (self, folded, rank_heading);
  assign (self, bare, rank_bare_heading);

  return self;
}

void
roster_import_mapping_free (RosterImportMapping *self)
{
  roster_table_unref (self->table);
  g_free (self->fields);
  g_free (self->units);
  g_free (self);
}

/**
 * roster_import_mapping_type:
 *
 * Returns: of what type the records are that the table holds
 */
const RosterRecordType *
roster_import_mapping_type (RosterImportMapping *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->type;
}

/**
 * roster_import_mapping_table:
 *
 * Returns: (transfer none): the table whose columns are mapped
 */
RosterTable *
roster_import_mapping_table (RosterImportMapping *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}

/**
 * roster_import_mapping_field:
 *
 * Returns: the index of the field that @column goes to, %ROSTER_IMPORT_COLUMN_ID or %ROSTER_IMPORT_COLUMN_IGNORED
 */
int
roster_import_mapping_field (RosterImportMapping *self,
                             guint                column)
{
  g_return_val_if_fail (self != NULL, ROSTER_IMPORT_COLUMN_IGNORED);
  g_return_val_if_fail (column < roster_table_n_columns (self->table), ROSTER_IMPORT_COLUMN_IGNORED);

  return self->fields[column];
}

/**
 * roster_import_mapping_column:
 * @field: the index of a field, or %ROSTER_IMPORT_COLUMN_ID
 *
 * Returns: the column that goes to @field, or -1
 */
int
roster_import_mapping_column (RosterImportMapping *self,
                              int                  field)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < roster_table_n_columns (self->table); i++)
    if (self->fields[i] == field)
      return i;

  return -1;
}

/**
 * roster_import_mapping_unit:
 *
 * Returns: (transfer none): what the heading of @column says about its numbers; all zero where it says nothing
 */
const RosterImportUnit *
roster_import_mapping_unit (RosterImportMapping *self,
                            guint                column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < roster_table_n_columns (self->table), NULL);

  return &self->units[column];
}

/**
 * roster_import_mapping_set:
 * @field: the index of a field, %ROSTER_IMPORT_COLUMN_ID or %ROSTER_IMPORT_COLUMN_IGNORED
 *
 * Sends @column to @field. Another column that went there is ignored from then on.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_MAPPING where a file may not fill the field
 */
gboolean
roster_import_mapping_set (RosterImportMapping  *self,
                           guint                 column,
                           int                   field,
                           GError              **error)
{
  int before;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (column < roster_table_n_columns (self->table), FALSE);
  g_return_val_if_fail (field >= ROSTER_IMPORT_COLUMN_ID && field < (int) roster_record_type_n_fields (self->type),
                        FALSE);

  if (field >= 0 && !roster_import_mapping_can_take (roster_record_type_field (self->type, field)))
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                   _("The field %s is set by the office; choose another one"),
                   roster_record_type_field (self->type, field)->name);
      return FALSE;
    }

  before = field != ROSTER_IMPORT_COLUMN_IGNORED ? roster_import_mapping_column (self, field) : -1;
  if (before >= 0)
    self->fields[before] = ROSTER_IMPORT_COLUMN_IGNORED;
  self->fields[column] = field;
  return TRUE;
}

static char *
list_fields (const RosterRecordType *type)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if (roster_import_mapping_can_take (roster_record_type_field (type, i)))
      g_ptr_array_add (names, (gpointer) roster_record_type_field (type, i)->name);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * roster_import_mapping_override:
 * @assignment: `COLUMN=field`: a heading or `#` and a number, and the name of a field; `COLUMN=id` for the records' own
 *   ids, `COLUMN=` to ignore the column
 *
 * What a person says on the command line.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_MAPPING where there is no such column or field
 */
gboolean
roster_import_mapping_override (RosterImportMapping  *self,
                                const char           *assignment,
                                GError              **error)
{
  g_autofree char *heading = NULL;
  const char *sign, *name;
  int column, field;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (assignment != NULL, FALSE);

  sign = strrchr (assignment, '=');
  if (sign == NULL || sign == assignment)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                   _("“%s” does not map a column; write COLUMN=field"), assignment);
      return FALSE;
    }

  heading = g_strndup (assignment, sign - assignment);
  name = sign + 1;
  column = roster_table_find (self->table, heading);
  if (column < 0)
    {
      g_autoptr (GPtrArray) headings = g_ptr_array_new ();
      g_autofree char *list = NULL;

      for (guint i = 0; i < roster_table_n_columns (self->table) && i < 40; i++)
        g_ptr_array_add (headings, (gpointer) roster_table_heading (self->table, i));
      g_ptr_array_add (headings, NULL);
      list = g_strjoinv (", ", (char **) headings->pdata);
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                   _("The file has no column “%s”; it has: %s"), heading, list);
      return FALSE;
    }

  if (*name == '\0')
    field = ROSTER_IMPORT_COLUMN_IGNORED;
  else if (strcmp (name, "id") == 0)
    field = ROSTER_IMPORT_COLUMN_ID;
  else
    {
      field = roster_record_type_find_field (self->type, name);
      if (field < 0)
        {
          g_autofree char *list = list_fields (self->type);

          g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                       _("%s has no field “%s”; it has: %s"), self->type->name, name, list);
          return FALSE;
        }
    }

  return roster_import_mapping_set (self, column, field, error);
}

/**
 * roster_import_mapping_key:
 *
 * Returns: (transfer full): a short name that tables with the same headings have in common, for the same type
 */
char *
roster_import_mapping_key (RosterImportMapping *self)
{
  g_autoptr (GChecksum) checksum = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; i < roster_table_n_columns (self->table); i++)
    {
      g_autofree char *folded = roster_text_fold (roster_table_heading (self->table, i));

      g_checksum_update (checksum, (const guchar *) folded, strlen (folded) + 1);
    }

  return g_strdup_printf ("import-mapping/%s/%.32s", self->type->name, g_checksum_get_string (checksum));
}

/**
 * roster_import_mapping_to_text:
 *
 * Returns: (transfer full): the mapping in a form that roster_import_mapping_from_text() reads
 */
char *
roster_import_mapping_to_text (RosterImportMapping *self)
{
  g_autoptr (JsonArray) columns = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  columns = json_array_new ();
  for (guint i = 0; i < roster_table_n_columns (self->table); i++)
    if (self->fields[i] == ROSTER_IMPORT_COLUMN_IGNORED)
      json_array_add_null_element (columns);
    else if (self->fields[i] == ROSTER_IMPORT_COLUMN_ID)
      json_array_add_string_element (columns, "id");
    else
      json_array_add_string_element (columns, roster_record_type_field (self->type, self->fields[i])->name);

  node = json_node_init_array (json_node_alloc (), columns);
  return json_to_string (node, FALSE);
}

/**
 * roster_import_mapping_from_text:
 * @text: from roster_import_mapping_to_text(), of a table with the same headings
 *
 * Takes over a saved mapping. Fields that are no longer there are passed over.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_MAPPING where @text does not fit the table; nothing is changed then
 */
gboolean
roster_import_mapping_from_text (RosterImportMapping  *self,
                                 const char           *text,
                                 GError              **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *columns;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  node = json_from_string (text, NULL);
  columns = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (columns == NULL || json_array_get_length (columns) != roster_table_n_columns (self->table))
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING,
                           _("The saved mapping does not fit this file; map the columns again"));
      return FALSE;
    }

  for (guint i = 0; i < roster_table_n_columns (self->table); i++)
    self->fields[i] = ROSTER_IMPORT_COLUMN_IGNORED;
  for (guint i = 0; i < roster_table_n_columns (self->table); i++)
    {
      JsonNode *element = json_array_get_element (columns, i);
      const char *name = json_node_get_value_type (element) == G_TYPE_STRING ? json_node_get_string (element) : NULL;
      int field = name == NULL               ? ROSTER_IMPORT_COLUMN_IGNORED
                  : strcmp (name, "id") == 0 ? ROSTER_IMPORT_COLUMN_ID
                                             : roster_record_type_find_field (self->type, name);

      if (field != ROSTER_IMPORT_COLUMN_IGNORED)
        roster_import_mapping_set (self, i, field, NULL);
    }

  return TRUE;
}
