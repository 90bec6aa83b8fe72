/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-import-date.h"
#include "roster-money.h"
#include "roster-value.h"

/* What makes a spreadsheet program take a cell for a formula. */
#define FORMULA_STARTS "=+-@\t\r"

/**
 * roster_exchange_guard:
 * @text: what a cell is to hold
 *
 * A cell that a spreadsheet program would take for a formula gets an apostrophe before it; plain numbers do not.
 * roster_exchange_unguard() takes it away again.
 *
 * Returns: (transfer full): the text to write
 */
char *
roster_exchange_guard (const char *text)
{
  const char *start = text;
  gint64 number;

  g_return_val_if_fail (text != NULL, NULL);

  while (*start == '\'')
    start++;
  if (*start == '\0' || strchr (FORMULA_STARTS, *start) == NULL)
    return g_strdup (text);
  if (start == text && roster_decimal_from_text (text, 0, &number))
    return g_strdup (text);

  return g_strconcat ("'", text, NULL);
}

/**
 * roster_exchange_unguard:
 * @text: what a cell holds
 * @guarded: (out) (optional): whether there was an apostrophe before it, so that the text means itself
 *
 * Returns: (transfer full): what was given to roster_exchange_guard()
 */
char *
roster_exchange_unguard (const char *text,
                         gboolean   *guarded)
{
  const char *start = text;
  gboolean found;

  g_return_val_if_fail (text != NULL, NULL);

  while (*start == '\'')
    start++;
  found = start > text && *start != '\0' && strchr (FORMULA_STARTS, *start) != NULL;
  if (guarded != NULL)
    *guarded = found;

  return g_strdup (found ? text + 1 : text);
}

static gboolean
is_spreadsheet_error (const char *text)
{
  static const char *const errors[] = {
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", NULL
  };

  return g_strv_contains (errors, text);
}

static gboolean
is_only_dashes (const char *text)
{
  static const gunichar dashes[] = { '-', 0xff0d, 0x2013, 0x2014, 0x2015, 0x2212 };

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gboolean found = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
        found |= g_utf8_get_char (text) == dashes[i];
      if (!found)
        return FALSE;
    }

  return TRUE;
}

static void
complete (RosterImportNumber        *number,
          const RosterImportContext *context)
{
  if (number->unit.currency == ROSTER_CURRENCY_NONE && context->unit.currency != ROSTER_CURRENCY_NONE)
    {
      number->unit.currency = context->unit.currency;
      number->unit.code = context->unit.code;
    }
  if (number->unit.exponent == 0)
    number->exponent += context->unit.exponent;
  number->unit.percent |= context->unit.percent;
}

static void G_GNUC_PRINTF (2, 3)
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE, format, arguments));
  va_end (arguments);
}

static gboolean
convert_amount (const RosterImportNumber   *number,
                const RosterImportContext  *context,
                const char                 *text,
                gint64                     *li,
                GError                    **error)
{
  RosterCurrency currency = number->unit.currency != ROSTER_CURRENCY_NONE ? number->unit.currency : context->plain;

  if (number->unit.percent || number->unit.counted)
    {
      refuse (error, _("“%s” is not an amount; write it in yuan, such as 15.8"), text);
      return FALSE;
    }
  if (currency == ROSTER_CURRENCY_FOREIGN && context->rate == NULL && number->digits != 0)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE,
                   _("“%s” is in another currency; say what one unit is worth in yuan"), text);
      return FALSE;
    }
  if (!roster_import_number_to_li (number, currency == ROSTER_CURRENCY_FOREIGN ? context->rate : NULL, li))
    {
      refuse (error, _("“%s” is too large a number; check it"), text);
      return FALSE;
    }

  return TRUE;
}

static GVariant *
number_to_value (const RosterField          *field,
                 const RosterImportNumber   *number,
                 const RosterImportContext  *context,
                 const char                 *text,
                 GError                    **error)
{
  const RosterImportUnit *unit = &number->unit;
  g_autoptr (GVariant) value = NULL;
  gint64 result;

  if (field->kind == ROSTER_KIND_MONEY)
    {
      if (!convert_amount (number, context, text, &result, error))
        return NULL;
    }
  else if (field->kind == ROSTER_KIND_RATE)
    {
      if (unit->currency != ROSTER_CURRENCY_NONE || unit->counted)
        {
          refuse (error, _("“%s” is not a share; write a percentage such as 8%%"), text);
          return NULL;
        }
      if (!roster_import_number_to_rate (number, &result))
        {
          refuse (error, _("“%s” is too large a number; check it"), text);
          return NULL;
        }
    }
  else
    {
      RosterImportNumber counted = *number;

      g_assert (field->kind == ROSTER_KIND_INTEGER);
      counted.exponent += (int) field->decimals;
      if (unit->currency != ROSTER_CURRENCY_NONE || unit->percent ||
          !roster_import_number_to_integer (&counted, &result))
        {
          refuse (error, _("“%s” is not a whole number; give a count such as 12800"), text);
          return NULL;
        }
    }

  value = g_variant_ref_sink (g_variant_new_int64 (result));
  return roster_value_check (field, value, error) ? g_steal_pointer (&value) : NULL;
}

static gboolean
read_numbers (const RosterField          *field,
              const char                 *text,
              const RosterImportContext  *context,
              GVariant                  **value,
              GVariant                  **upper,
              GError                    **error)
{
  g_autoptr (GVariant) lower_end = NULL;
  RosterImportNumber low, high;

  if (!roster_import_number_read (text, &low, &high, error))
    return FALSE;

  complete (&low, context);
  complete (&high, context);
  lower_end = number_to_value (field, &low, context, text, error);
  if (lower_end == NULL)
    return FALSE;

  if (field->range_to != NULL || low.digits != high.digits || low.exponent != high.exponent)
    {
      g_autoptr (GVariant) upper_end = number_to_value (field, &high, context, text, error);

      if (upper_end == NULL)
        return FALSE;
      if (field->range_to == NULL && !g_variant_equal (lower_end, upper_end))
        {
          g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                       _("“%s” is a range; this column takes one number"), text);
          return FALSE;
        }
      if (field->range_to != NULL)
        *upper = g_steal_pointer (&upper_end);
    }

  *value = g_steal_pointer (&lower_end);
  return TRUE;
}

static GVariant *
read_set (const RosterField *field,
          const char        *text)
{
  g_autoptr (GString) buffer = g_string_new (text);
  g_auto (GStrv) entries = NULL;

  g_string_replace (buffer, "，", ",", 0);
  g_string_replace (buffer, "、", ",", 0);
  g_string_replace (buffer, "；", ",", 0);
  entries = g_strsplit_set (buffer->str, ",;\r\n", -1);
  for (guint i = 0; entries[i] != NULL; i++)
    {
      const RosterChoice *choice = roster_field_find_choice (field, g_strstrip (entries[i]));

      if (choice != NULL)
        {
          g_free (entries[i]);
          entries[i] = g_strdup (choice->nick);
        }
    }

  return g_variant_ref_sink (roster_value_new_set ((const char *const *) entries));
}

/* One line of what may be several: a heading or a name broken within its cell. */
static char *
one_line (const char *text)
{
  g_autoptr (GString) line = g_string_sized_new (strlen (text));
  gboolean space = FALSE;

  for (; *text != '\0'; text++)
    if (*text == '\n' || *text == '\r' || *text == '\t')
      space = TRUE;
    else
      {
        if (space && line->len > 0 && *text != ' ' && line->str[line->len - 1] != ' ')
          g_string_append_c (line, ' ');
        space = FALSE;
        g_string_append_c (line, *text);
      }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * roster_import_value_read:
 * @field: where the value goes; not a reference
 * @text: what the cell holds, UTF-8
 * @context: what the cell does not say itself
 * @value: (out) (transfer full) (nullable): the value; %NULL where the cell says that there is none
 * @upper: (out) (transfer full) (nullable): for a field with an upper end, that end
 * @error: where a message goes that says what is wrong with the cell, without naming row or column
 *
 * Reads a cell into a field. Text is taken as it stands but for spaces around it; a cell of dashes is empty.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR or %ROSTER_MODEL_ERROR where the cell cannot be read
 */
gboolean
roster_import_value_read (const RosterField          *field,
                          const char                 *text,
                          const RosterImportContext  *context,
                          GVariant                  **value,
                          GVariant                  **upper,
                          GError                    **error)
{
  g_autofree char *plain = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean guarded;

  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (upper != NULL, FALSE);
  g_return_val_if_fail (field->kind != ROSTER_KIND_REFERENCE, FALSE);

  *value = NULL;
  *upper = NULL;
  plain = g_strstrip (roster_exchange_unguard (text, &guarded));
  if (*plain == '\0' || (!guarded && is_only_dashes (plain)))
    return TRUE;

  if (is_spreadsheet_error (plain))
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” is a spreadsheet's error; correct the formula and save again"), plain);
      return FALSE;
    }

  switch (field->kind)
    {
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
      return roster_import_text_is_nothing (plain) || read_numbers (field, plain, context, value, upper, error);

    case ROSTER_KIND_DATE:
      {
        g_autofree char *date = NULL;

        if (roster_import_text_is_nothing (plain))
          return TRUE;
        if (!roster_import_date_read (plain, context->zone, &date, error))
          return FALSE;
        *value = g_variant_ref_sink (g_variant_new_string (date));
        return TRUE;
      }

    case ROSTER_KIND_INSTANT:
      {
        gint64 instant;

        if (roster_import_text_is_nothing (plain))
          return TRUE;
        if (!roster_import_instant_read (plain, context->zone, &instant, error))
          return FALSE;
        *value = g_variant_ref_sink (g_variant_new_int64 (instant));
        return TRUE;
      }

    case ROSTER_KIND_SET:
      *value = read_set (field, plain);
      return roster_value_check (field, *value, error);

    case ROSTER_KIND_TEXT:
      {
        g_autofree char *line = one_line (plain);

        *value = roster_value_from_text (field, line, &local_error);
        break;
      }

    case ROSTER_KIND_NOTE:
      {
        g_autoptr (GString) lines = g_string_new (plain);

        g_string_replace (lines, "\r\n", "\n", 0);
        g_string_replace (lines, "\r", "\n", 0);
        *value = roster_value_from_text (field, lines->str, &local_error);
        break;
      }

    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_CHOICE:
      if (!roster_import_text_is_nothing (plain))
        *value = roster_value_from_text (field, plain, &local_error);
      break;

    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      *value = roster_value_from_text (field, plain, &local_error);
      break;

    case ROSTER_KIND_REFERENCE:
      g_return_val_if_reached (FALSE);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}
