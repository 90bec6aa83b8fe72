/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-item.h"

#include <glib/gi18n-lib.h>

#include "roster-change.h"

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

static char *
describe (RosterCache           *cache,
          const RosterImportRow *row)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *text = NULL;

  if (row->outcome == ROSTER_IMPORT_REFUSE)
    return g_strdup (row->reason);

  fields = roster_field_changes_between (cache, row->before, row->after);
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
  /* Translators: %u is the number of a row in a file that names no record. */
  self->title = *row->title != '\0' ? g_strdup (row->title) : g_strdup_printf (_("Row %u"), row->line);
  self->detail = describe (cache, row);
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
