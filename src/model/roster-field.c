/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-money.h"
#include "roster-text.h"

/* The greatest integer that every JSON reader keeps exact (RFC 8620, section 1.3). */
#define JSON_MAX_INTEGER ((G_GINT64_CONSTANT (1) << 53) - 1)

/**
 * roster_field_maximum:
 *
 * Returns: the field's greatest number, most characters or most entries, with the kind's default where the table says
 *   nothing
 */
gint64
roster_field_maximum (const RosterField *field)
{
  g_return_val_if_fail (field != NULL, 0);

  if (field->maximum != 0)
    return field->maximum;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_CHOICE:
      return 500;
    case ROSTER_KIND_NOTE:
      return 20000;
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_REFERENCE:
      return 36;
    case ROSTER_KIND_SET:
      return 64;
    case ROSTER_KIND_MAP:
      return 1000;
    case ROSTER_KIND_DOCUMENT:
      return 1 << 20;
    case ROSTER_KIND_RATE:
      return ROSTER_RATE_ONE;
    case ROSTER_KIND_BOOLEAN:
      return 1;
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_INSTANT:
      return JSON_MAX_INTEGER;
    }

  g_return_val_if_reached (0);
}

/**
 * roster_field_is_number:
 *
 * Returns: whether the value is a 64-bit integer: a count, money, a rate or an instant
 */
gboolean
roster_field_is_number (const RosterField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return field->kind == ROSTER_KIND_INTEGER || field->kind == ROSTER_KIND_MONEY ||
         field->kind == ROSTER_KIND_RATE || field->kind == ROSTER_KIND_INSTANT;
}

/**
 * roster_field_label:
 *
 * Returns: the label in the interface's language
 */
const char *
roster_field_label (const RosterField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, field->label);
}

static gboolean
is_one_of (const char *aliases,
           const char *folded)
{
  g_auto (GStrv) names = aliases != NULL ? g_strsplit (aliases, "|", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = roster_text_fold (names[i]);

      if (strcmp (name, folded) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_field_find_choice:
 * @text: a nick, a label in English or in the interface's language, or an alias
 *
 * Returns: (nullable): the choice that is meant
 */
const RosterChoice *
roster_field_find_choice (const RosterField *field,
                          const char        *text)
{
  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (field->choices == NULL)
    return NULL;

  for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
    if (strcmp (choice->nick, text) == 0)
      return choice;

  g_autofree char *folded = roster_text_fold (text);

  for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
    {
      g_autofree char *label = roster_text_fold (choice->label);
      g_autofree char *local = roster_text_fold (g_dgettext (GETTEXT_PACKAGE, choice->label));

      if (strcmp (label, folded) == 0 || strcmp (local, folded) == 0 || is_one_of (choice->aliases, folded))
        return choice;
    }

  return NULL;
}

/**
 * roster_field_has_alias:
 * @heading: a column's heading as a file gives it
 *
 * Returns: whether people use @heading for this field: its name, its label or one of its aliases
 */
gboolean
roster_field_has_alias (const RosterField *field,
                        const char        *heading)
{
  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (heading != NULL, FALSE);

  g_autofree char *folded = roster_text_fold (heading);
  g_autofree char *name = roster_text_fold (field->name);
  g_autofree char *label = roster_text_fold (field->label);
  g_autofree char *local = roster_text_fold (roster_field_label (field));

  g_strstrip (folded);
  return strcmp (folded, name) == 0 || strcmp (folded, label) == 0 || strcmp (folded, local) == 0 ||
         is_one_of (field->aliases, folded);
}
