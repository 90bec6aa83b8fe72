/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-money.h"

/* Eighteen digits always fit 64 bits. */
#define MAX_DIGITS 18
/* No number that a person reads is longer. */
#define MAX_LENGTH 160
/* How much of a cell a message repeats, in characters. */
#define MAX_SHOWN 40
#define RATE_DECIMALS 9

static const char *const dashes[] = { "~", "–", "—", "―", "至", "到", "-" };

typedef enum
{
  TROUBLE_NONE,
  TROUBLE_NO_NUMBER,
  TROUBLE_TOO_LARGE,
  TROUBLE_ROUNDED,
  TROUBLE_GROUPS,
  TROUBLE_RANGE,
} Trouble;

static void
skip_spaces (const char **at)
{
  while (**at == ' ')
    (*at)++;
}

static guint
count_digits (const char *at)
{
  guint n = 0;

  while (g_ascii_isdigit (at[n]))
    n++;

  return n;
}

/* Whether from @at on stand groups of three digits, each led by @mark, and then nothing that belongs to them. */
static gboolean
are_groups (const char *at,
            char        mark)
{
  if (*at != mark)
    return FALSE;

  while (*at == mark && g_ascii_isdigit (at[1]))
    {
      if (count_digits (at + 1) != 3)
        return FALSE;
      at += 4;
    }

  return TRUE;
}

static gboolean
add_digit (RosterImportNumber *number,
           char                digit,
           gboolean            decimal)
{
  if (number->digits >= G_GINT64_CONSTANT (100000000000000000))
    {
      if (!decimal)
        return FALSE;
      number->cut |= digit != '0';
      return TRUE;
    }

  number->digits = number->digits * 10 + (digit - '0');
  if (decimal)
    number->exponent--;
  return TRUE;
}

static Trouble
take_digits (const char         **at,
             RosterImportNumber  *number,
             gboolean            *three_decimals)
{
  guint first = count_digits (*at);
  char mark = '\0';

  *three_decimals = FALSE;
  if (first == 0 && **at != '.')
    return TROUBLE_NO_NUMBER;

  if (first >= 1 && first <= 3 && strchr (",'", (*at)[first]) != NULL && (*at)[first] != '\0')
    {
      mark = (*at)[first];
      if (!are_groups (*at + first, mark))
        return TROUBLE_GROUPS;
    }
  else if (first >= 1 && first <= 3 && (*at)[first] == ' ' && g_ascii_isdigit ((*at)[first + 1]))
    {
      mark = ' ';
      if (!are_groups (*at + first, mark))
        return TROUBLE_GROUPS;
    }
  else if (first >= 1 && first <= 3 && (*at)[first] == '.' && count_digits (*at + first + 1) == 3 &&
           (*at)[first + 4] == '.')
    {
      /* Two points can only lead groups: 1.234.567. */
      mark = '.';
      if (!are_groups (*at + first, mark))
        return TROUBLE_GROUPS;
    }
  else if (first > 3 && (*at)[first] == ',')
    return TROUBLE_GROUPS;

  for (; g_ascii_isdigit (**at) || (mark != '\0' && **at == mark && g_ascii_isdigit ((*at)[1])); (*at)++)
    if (**at != mark && !add_digit (number, **at, FALSE))
      return TROUBLE_TOO_LARGE;

  if (**at == '.' && mark != '.')
    {
      guint decimals = count_digits (*at + 1);

      if (decimals == 0)
        return TROUBLE_NO_NUMBER;
      *three_decimals = decimals == 3 && mark == '\0' && first >= 1 && first <= 3;
      for ((*at)++; g_ascii_isdigit (**at); (*at)++)
        add_digit (number, **at, TRUE);
      if (**at == ',' || **at == '.')
        return TROUBLE_GROUPS;
    }

  return TROUBLE_NONE;
}

static gboolean
is_power (const char *at)
{
  if (*at != 'e' && *at != 'E')
    return FALSE;
  if (at[1] == '+' || at[1] == '-')
    at++;

  return g_ascii_isdigit (at[1]);
}

/* One number with its signs, up to where something else begins. */
static Trouble
take_number (const char         **at,
             RosterImportNumber  *number)
{
  gboolean negative = FALSE, signed_before = FALSE, found, three_decimals;
  RosterImportUnit *unit = &number->unit;
  Trouble trouble;

  *number = (RosterImportNumber){ 0 };

  skip_spaces (at);
  if (**at == '-' || **at == '+')
    {
      signed_before = TRUE;
      negative = *(*at)++ == '-';
      skip_spaces (at);
    }
  roster_import_unit_take_currency (unit, at, &found);
  if (found)
    {
      skip_spaces (at);
      if (!signed_before && (**at == '-' || **at == '+'))
        negative = *(*at)++ == '-';
    }

  trouble = take_digits (at, number, &three_decimals);
  if (trouble != TROUBLE_NONE)
    return trouble;
  if (is_power (*at))
    return TROUBLE_ROUNDED;

  /* The currency is asked for first, so that the M of MYR is not taken for a million. */
  skip_spaces (at);
  if (!roster_import_unit_take_currency (unit, at, &found))
    return TROUBLE_NO_NUMBER;
  if (!found)
    {
      unit->exponent = roster_import_take_magnitudes (at);
      number->exponent += unit->exponent;
      skip_spaces (at);
      if (!roster_import_unit_take_currency (unit, at, &found))
        return TROUBLE_NO_NUMBER;
    }

  unit->counted = roster_import_take_counter (at);
  if (**at == '%')
    {
      unit->percent = TRUE;
      (*at)++;
    }

  if (three_decimals && !roster_import_currency_has_cents (unit->code) && unit->exponent == 0)
    return TROUBLE_GROUPS;
  if (unit->percent + unit->counted + (unit->code != NULL) > 1)
    return TROUBLE_NO_NUMBER;
  if (negative)
    number->digits = -number->digits;
  return TROUBLE_NONE;
}

static gboolean
take_dash (const char **at)
{
  skip_spaces (at);
  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (*at, dashes[i]))
      {
        *at += strlen (dashes[i]);
        while (g_str_has_prefix (*at, dashes[i]) && strcmp (dashes[i], "-") != 0)
          *at += strlen (dashes[i]);
        return TRUE;
      }

  return FALSE;
}

/* The digits as they are in units of 10^@unit_exponent; %FALSE where they do not fit. */
static gboolean
scale (const RosterImportNumber *number,
       int                       unit_exponent,
       gint64                    multiplier,
       gboolean                  exact,
       gint64                   *result)
{
  __int128 value = (__int128) number->digits * multiplier;
  int power = number->exponent - unit_exponent;

  if (exact && number->cut)
    return FALSE;

  for (; power > 0 && value != 0; power--)
    if (__builtin_mul_overflow (value, (__int128) 10, &value))
      return FALSE;

  if (power < 0)
    {
      __int128 divisor = 1;

      for (; power < 0; power++)
        if (__builtin_mul_overflow (divisor, (__int128) 10, &divisor))
          {
            *result = 0;
            return !exact || value == 0;
          }
      if (exact && value % divisor != 0)
        return FALSE;

      __int128 whole = value / divisor, rest = value % divisor;

      /* Half away from zero, without doubling what might not fit. */
      if (rest >= divisor - rest)
        whole++;
      else if (-rest >= divisor + rest)
        whole--;
      value = whole;
    }

  if (value > G_MAXINT64 || value < G_MININT64)
    return FALSE;

  *result = (gint64) value;
  return TRUE;
}

static gboolean
is_below (const RosterImportNumber *a,
          const RosterImportNumber *b)
{
  __int128 left = a->digits, right = b->digits;

  for (int e = a->exponent; e > b->exponent; e--)
    if (__builtin_mul_overflow (left, (__int128) 10, &left))
      return a->digits < 0;
  for (int e = b->exponent; e > a->exponent; e--)
    if (__builtin_mul_overflow (right, (__int128) 10, &right))
      return b->digits > 0;

  return left < right;
}

static Trouble
read_range (const char         *plain,
            RosterImportNumber *low,
            RosterImportNumber *high)
{
  const char *at = plain;
  Trouble trouble = take_number (&at, low);

  if (trouble != TROUBLE_NONE)
    return trouble;

  skip_spaces (&at);
  if (*at == '\0')
    {
      *high = *low;
      return TROUBLE_NONE;
    }

  if (!take_dash (&at))
    return TROUBLE_NO_NUMBER;
  trouble = take_number (&at, high);
  if (trouble != TROUBLE_NONE)
    return trouble;
  skip_spaces (&at);
  if (*at != '\0')
    return TROUBLE_NO_NUMBER;

  if (low->unit.currency == ROSTER_CURRENCY_NONE)
    {
      low->unit.currency = high->unit.currency;
      low->unit.code = high->unit.code;
    }
  else if (high->unit.currency == ROSTER_CURRENCY_NONE)
    {
      high->unit.currency = low->unit.currency;
      high->unit.code = low->unit.code;
    }
  if (g_strcmp0 (low->unit.code, high->unit.code) != 0)
    return TROUBLE_RANGE;

  if (high->unit.percent)
    low->unit.percent = TRUE;
  else if (low->unit.percent)
    return TROUBLE_RANGE;

  /* 1-2万 may mean from one or from ten thousand; 8000-1.2万 can mean one thing only. */
  if (low->unit.exponent == 0 && high->unit.exponent != 0 && low->digits != 0)
    {
      RosterImportNumber shared = *low;

      shared.exponent += high->unit.exponent;
      if (!is_below (high, &shared))
        return TROUBLE_RANGE;
    }

  /* Platforms write the ends in either order. */
  if (is_below (high, low))
    {
      RosterImportNumber swapped = *low;

      *low = *high;
      *high = swapped;
    }
  return TROUBLE_NONE;
}

static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, MAX_SHOWN);

  return g_strconcat (start, "…", NULL);
}

static void
report (GError     **error,
        Trouble      trouble,
        const char  *text)
{
  g_autofree char *shown = shorten (text);

  switch (trouble)
    {
    case TROUBLE_NONE:
      break;
    case TROUBLE_NO_NUMBER:
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” is not a number; write one such as 12800 or 1.28万"), shown);
      break;
    case TROUBLE_TOO_LARGE:
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” is too large a number; check it"), shown);
      break;
    case TROUBLE_ROUNDED:
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” was rounded by a spreadsheet program; format the column as text or plain numbers there and "
                     "save again"),
                   shown);
      break;
    case TROUBLE_GROUPS:
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” can be read in two ways; write it without separators between thousands"), shown);
      break;
    case TROUBLE_RANGE:
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” is not a clear range; write both ends in full"), shown);
      break;
    }
}

/**
 * roster_import_text_is_nothing:
 *
 * Returns: whether a cell of numbers or dates says that there is nothing: it is empty or holds dashes or a word for it
 */
gboolean
roster_import_text_is_nothing (const char *text)
{
  static const char *const words[] = { "/", "n/a", "na", "null", "none", "nan", "无", "暂无", "空", NULL };

  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) > MAX_LENGTH)
    return FALSE;

  g_autofree char *plain = roster_import_plain_form (text);
  const char *at = plain;

  if (plain == NULL)
    return FALSE;
  while (*at == '-' || *at == ' ' || g_str_has_prefix (at, "–") || g_str_has_prefix (at, "—") ||
         g_str_has_prefix (at, "―"))
    at = g_utf8_next_char (at);
  if (*at == '\0')
    return TRUE;

  g_autofree char *lower = g_ascii_strdown (plain, -1);

  return g_strv_contains (words, lower);
}

/**
 * roster_import_text_is_rounded:
 *
 * Spreadsheet programs show long numbers as 1.72958E+18 and save what they show; the rest of the number is lost.
 *
 * Returns: whether @text is such a number
 */
gboolean
roster_import_text_is_rounded (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (*text == '-')
    text++;
  if (!g_ascii_isdigit (*text))
    return FALSE;
  text += count_digits (text);
  if (*text == '.')
    text += 1 + count_digits (text + 1);
  if (*text != 'E' && *text != 'e')
    return FALSE;
  text++;
  if (*text != '+' && *text != '-')
    return FALSE;
  text++;

  return *text != '\0' && text[count_digits (text)] == '\0';
}

/**
 * roster_import_number_read:
 * @text: what a cell holds, UTF-8
 * @low: (out): the number, or the lower end of a range
 * @high: (out): the upper end of a range; the same as @low without one
 *
 * Reads a number the way people and platforms write it: `99,000₫`, `81.24万₫-98.1万₫`, `￥１２`, `8%`, `-3`, `1.2k`. Whoever
 * calls this has asked roster_import_text_is_nothing() before. Nothing is guessed: what can be read in two ways is
 * refused.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_VALUE where it is not a number
 */
gboolean
roster_import_number_read (const char          *text,
                           RosterImportNumber  *low,
                           RosterImportNumber  *high,
                           GError             **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (low != NULL, FALSE);
  g_return_val_if_fail (high != NULL, FALSE);

  g_autofree char *plain = strlen (text) <= MAX_LENGTH ? roster_import_plain_form (text) : NULL;
  Trouble trouble = plain != NULL ? read_range (plain, low, high) : TROUBLE_NO_NUMBER;

  if (trouble != TROUBLE_NONE)
    {
      g_autofree char *valid = g_utf8_make_valid (text, MIN (strlen (text), MAX_LENGTH));

      report (error, trouble, valid);
      return FALSE;
    }

  return TRUE;
}

/**
 * roster_currency_rate_from_text:
 * @text: yuan for one unit of the other currency, such as `0.00028`
 * @rate: (out): the rate
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_RATE where it is no number above zero with at most nine decimals
 */
gboolean
roster_currency_rate_from_text (const char          *text,
                                RosterCurrencyRate  *rate,
                                GError             **error)
{
  const char *point;
  gint64 scaled;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (rate != NULL, FALSE);

  point = strchr (text, '.');
  if ((point != NULL && strlen (point + 1) > RATE_DECIMALS) ||
      !roster_decimal_from_text (text, RATE_DECIMALS, &scaled) || scaled <= 0)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE,
                           _("The rate must be what one unit of the other currency is worth in yuan, such as 0.00028, "
                             "with at most nine decimals"));
      return FALSE;
    }

  rate->yuan_per_unit = scaled;
  return TRUE;
}

/**
 * roster_import_number_to_integer:
 * @integer: (out): the number
 *
 * Returns: whether @number is whole and fits
 */
gboolean
roster_import_number_to_integer (const RosterImportNumber *number,
                                 gint64                   *integer)
{
  g_return_val_if_fail (number != NULL, FALSE);
  g_return_val_if_fail (integer != NULL, FALSE);

  return scale (number, 0, 1, TRUE, integer);
}

/**
 * roster_import_number_to_rate:
 * @ppm: (out): parts per million; a number without a percent sign is a fraction of one
 *
 * Returns: whether it fits
 */
gboolean
roster_import_number_to_rate (const RosterImportNumber *number,
                              gint64                   *ppm)
{
  g_return_val_if_fail (number != NULL, FALSE);
  g_return_val_if_fail (ppm != NULL, FALSE);

  return scale (number, number->unit.percent ? -4 : -6, 1, FALSE, ppm);
}

/**
 * roster_import_number_to_li:
 * @rate: (nullable): what a unit is worth; %NULL where the number counts yuan
 * @li: (out): the amount, rounded half away from zero
 *
 * Returns: whether it fits
 */
gboolean
roster_import_number_to_li (const RosterImportNumber *number,
                            const RosterCurrencyRate *rate,
                            gint64                   *li)
{
  g_return_val_if_fail (number != NULL, FALSE);
  g_return_val_if_fail (li != NULL, FALSE);

  if (rate == NULL)
    return scale (number, -3, 1, FALSE, li);

  return scale (number, RATE_DECIMALS - 3, rate->yuan_per_unit, FALSE, li);
}
