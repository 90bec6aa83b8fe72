/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-change.h"
#include "roster-value-words.h"

/* How many fields a row spells out. */
#define MAX_FIELDS 6

struct _RosterImportItem
{
  GObject parent_instance;

  RosterImportOutcome outcome;
  guint line;
  char *title;
  char *detail;
};

G_DEFINE_FINAL_TYPE (RosterImportItem, roster_import_item, G_TYPE_OBJECT)

/* Whether the title of a row says the field. */
static gboolean
is_in_title (const RosterRecordType *type,
             const RosterField      *field)
{
  if (type->title != NULL)
    return strcmp (field->name, type->title) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    if (strcmp (field->name, type->match_key[i]) == 0)
      return TRUE;

  return FALSE;
}

/* What names a row: the record's title, or what tells it from others of its type, in words. */
static char *
name (RosterCache           *cache,
      const RosterImportRow *row)
{
  const RosterRecordType *type = row->after != NULL ? roster_record_type (row->after) : NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (type == NULL || type->title != NULL)
    /* Translators: %u is the number of a row in a file that names no record. */
    return *row->title != '\0' ? g_strdup (row->title) : g_strdup_printf (_("Row %u"), row->line);

  parts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);

      if (is_in_title (type, field) && roster_record_nth_value (row->after, i) != NULL)
        g_ptr_array_add (parts, roster_value_to_words (cache, field, roster_record_nth_value (row->after, i)));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static gboolean
is_said_by_title (const RosterRecordType  *type,
                  const char              *title,
                  const RosterFieldChange *change)
{
  /* A record without a name is called by its number. */
  if (strcmp (change->after, title) == 0)
    return TRUE;

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if (is_in_title (type, roster_record_type_field (type, i)) &&
        strcmp (change->label, roster_field_label (roster_record_type_field (type, i))) == 0)
      return TRUE;

  return FALSE;
}

/* Of a new record nothing is said twice. */
static void
leave_title_out (const RosterRecordType *type,
                 const char             *title,
                 GPtrArray              *changes)
{
  for (guint i = changes->len; i > 0; i--)
    if (is_said_by_title (type, title, changes->pdata[i - 1]))
      g_ptr_array_remove_index (changes, i - 1);
}

static char *
describe (RosterCache           *cache,
          const RosterImportRow *row,
          const char            *title)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *text = NULL;

  if (row->outcome == ROSTER_IMPORT_REFUSE)
    return g_strdup (row->reason);

  fields = roster_field_changes_between (cache, row->before, row->after);
  if (row->before == NULL && row->after != NULL)
    leave_title_out (roster_record_type (row->after), title, fields);
  text = roster_field_changes_to_text (fields, MAX_FIELDS, " · ");
  if (row->note == NULL)
    return g_steal_pointer (&text);
  if (*text == '\0')
    return g_strdup (row->note);

  return g_strjoin ("\n", text, row->note, NULL);
}

static void
roster_import_item_finalize (GObject *object)
{
  RosterImportItem *self = ROSTER_IMPORT_ITEM (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (roster_import_item_parent_class)->finalize (object);
}

static void
roster_import_item_class_init (RosterImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_import_item_finalize;
}

static void
roster_import_item_init (RosterImportItem *self)
{
}

/**
 * roster_import_item_new:
 * @cache: names the records that references point to
 *
 * Returns: (transfer full): @row in words; plain data that may go from thread to thread
 */
RosterImportItem *
roster_import_item_new (RosterCache           *cache,
                        const RosterImportRow *row)
{
  RosterImportItem *self;

  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_IMPORT_ITEM, NULL);
  self->outcome = row->outcome;
  self->line = row->line;
  self->title = name (cache, row);
  self->detail = describe (cache, row, self->title);
  return self;
}

RosterImportOutcome
roster_import_item_outcome (RosterImportItem *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_ITEM (self), ROSTER_IMPORT_SKIP);

  return self->outcome;
}

/**
 * roster_import_item_line:
 *
 * Returns: where the row stands in the file, as a person counts
 */
guint
roster_import_item_line (RosterImportItem *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_ITEM (self), 0);

  return self->line;
}

const char *
roster_import_item_title (RosterImportItem *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_ITEM (self), NULL);

  return self->title;
}

/**
 * roster_import_item_detail:
 *
 * Returns: what the row changes, or why it is refused; one thing a line
 */
const char *
roster_import_item_detail (RosterImportItem *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_ITEM (self), NULL);

  return self->detail;
}

const char *
roster_import_outcome_to_words (RosterImportOutcome outcome)
{
  switch (outcome)
    {
    case ROSTER_IMPORT_CREATE:
      return _("New");
    case ROSTER_IMPORT_UPDATE:
      return _("Changed");
    case ROSTER_IMPORT_SKIP:
      return _("Unchanged");
    case ROSTER_IMPORT_REFUSE:
      return _("Refused");
    }

  g_return_val_if_reached (NULL);
}
