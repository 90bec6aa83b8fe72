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

typedef struct
{
  const char *text;
  const char *code;
} CurrencyWord;

/* Signs and words of currencies, with the codes of ISO 4217. ¥ is the yuan here, for the business is Chinese. */
static const CurrencyWord currency_words[] = {
  { "人民币", "CNY" },
  { "CN¥", "CNY" },
  { "¥", "CNY" },
  { "元", "CNY" },
  { "圆", "CNY" },
  { "块", "CNY" },
  { "yuan", "CNY" },
  { "cny", "CNY" },
  { "rmb", "CNY" },
  { "越南盾", "VND" },
  { "₫", "VND" },
  { "đ", "VND" },
  { "Đ", "VND" },
  { "vnd", "VND" },
  { "US$", "USD" },
  { "$", "USD" },
  { "usd", "USD" },
  { "美元", "USD" },
  { "美金", "USD" },
  { "€", "EUR" },
  { "eur", "EUR" },
  { "欧元", "EUR" },
  { "£", "GBP" },
  { "gbp", "GBP" },
  { "英镑", "GBP" },
  { "円", "JPY" },
  { "jpy", "JPY" },
  { "日元", "JPY" },
  { "₩", "KRW" },
  { "원", "KRW" },
  { "krw", "KRW" },
  { "韩元", "KRW" },
  { "HK$", "HKD" },
  { "hkd", "HKD" },
  { "港元", "HKD" },
  { "港币", "HKD" },
  { "NT$", "TWD" },
  { "twd", "TWD" },
  { "新台币", "TWD" },
  { "台币", "TWD" },
  { "฿", "THB" },
  { "thb", "THB" },
  { "泰铢", "THB" },
  { "₱", "PHP" },
  { "php", "PHP" },
  { "比索", "PHP" },
  { "Rp", "IDR" },
  { "idr", "IDR" },
  { "印尼盾", "IDR" },
  { "RM", "MYR" },
  { "myr", "MYR" },
  { "林吉特", "MYR" },
  { "S$", "SGD" },
  { "sgd", "SGD" },
  { "新币", "SGD" },
  { "₹", "INR" },
  { "inr", "INR" },
  { "卢比", "INR" },
  { "₽", "RUB" },
  { "rub", "RUB" },
  { "卢布", "RUB" },
  { "R$", "BRL" },
  { "brl", "BRL" },
  { "mxn", "MXN" },
  { "A$", "AUD" },
  { "aud", "AUD" },
  { "C$", "CAD" },
  { "cad", "CAD" },
};

/* Their amounts have no decimals, so that 99.000 can only be thousands. */
static const char *const without_cents[] = { "VND", "IDR", "JPY", "KRW", NULL };

static const struct
{
  const char *text;
  int exponent;
} magnitudes[] = {
  { "亿", 8 },
  { "億", 8 },
  { "万", 4 },
  { "萬", 4 },
  { "千", 3 },
  { "百", 2 },
  { "十", 1 },
  { "w", 4 },
  { "W", 4 },
  { "k", 3 },
  { "K", 3 },
  { "M", 6 },
  { "B", 9 },
};

static const char *const counters[] = {
  "分钟", "人", "件", "个", "单", "次", "场", "天", "条",
};

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

/* One spelling of digits, signs and spaces: compatibility forms folded, the dashes that mean minus made one. */
static char *
plain_form (const char *text)
{
  g_autofree char *composed = NULL;
  g_autoptr (GString) plain = NULL;

  if (g_str_is_ascii (text))
    return g_strstrip (g_strdup (text));

  composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  if (composed == NULL)
    return NULL;

  plain = g_string_new (composed);
  g_string_replace (plain, "\xe2\x88\x92", "-", 0);
  g_string_replace (plain, "\xef\xbb\xbf", "", 0);
  g_string_replace (plain, "\xe2\x80\x8b", "", 0);
  return g_strstrip (g_string_free (g_steal_pointer (&plain), FALSE));
}

static void
skip_spaces (const char **at)
{
  while (**at == ' ')
    (*at)++;
}

static const CurrencyWord *
take_currency (const char **at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currency_words); i++)
    {
      const CurrencyWord *word = &currency_words[i];
      gsize length = strlen (word->text);

      if (g_ascii_strncasecmp (*at, word->text, length) != 0)
        continue;
      if (g_ascii_isalpha (word->text[length - 1]) && g_ascii_isalpha ((*at)[length]))
        continue;

      *at += length;
      return word;
    }

  return NULL;
}

static gboolean
note_currency (RosterImportUnit   *unit,
               const CurrencyWord *word)
{
  if (unit->currency != ROSTER_CURRENCY_NONE && strcmp (unit->code, word->code) != 0)
    return FALSE;

  unit->currency = strcmp (word->code, ROSTER_CURRENCY_CODE_YUAN) == 0 ? ROSTER_CURRENCY_YUAN : ROSTER_CURRENCY_FOREIGN;
  unit->code = word->code;
  return TRUE;
}

static int
take_magnitudes (const char **at)
{
  int exponent = 0;

  for (guint taken = 0; taken < 2; taken++)
    {
      gsize i;

      for (i = 0; i < G_N_ELEMENTS (magnitudes); i++)
        if (g_str_has_prefix (*at, magnitudes[i].text))
          break;
      if (i == G_N_ELEMENTS (magnitudes))
        break;

      exponent += magnitudes[i].exponent;
      *at += strlen (magnitudes[i].text);
    }

  return exponent;
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
  const CurrencyWord *word;
  gboolean negative = FALSE, signed_before = FALSE, three_decimals;
  Trouble trouble;

  *number = (RosterImportNumber){ 0 };

  skip_spaces (at);
  if (**at == '-' || **at == '+')
    {
      signed_before = TRUE;
      negative = *(*at)++ == '-';
      skip_spaces (at);
    }
  word = take_currency (at);
  if (word != NULL)
    {
      note_currency (&number->unit, word);
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
  word = take_currency (at);
  if (word == NULL)
    {
      number->unit.exponent = take_magnitudes (at);
      number->exponent += number->unit.exponent;
      skip_spaces (at);
      word = take_currency (at);
    }
  if (word != NULL && !note_currency (&number->unit, word))
    return TROUBLE_NO_NUMBER;

  for (gsize i = 0; i < G_N_ELEMENTS (counters) && !number->unit.counted; i++)
    if (g_str_has_prefix (*at, counters[i]))
      {
        number->unit.counted = TRUE;
        *at += strlen (counters[i]);
      }
  if (**at == '%')
    {
      number->unit.percent = TRUE;
      (*at)++;
    }

  if (three_decimals && number->unit.code != NULL && g_strv_contains (without_cents, number->unit.code) &&
      number->unit.exponent == 0)
    return TROUBLE_GROUPS;
  if (number->unit.percent + number->unit.counted + (number->unit.code != NULL) > 1)
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

  g_autofree char *plain = plain_form (text);
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
 * calls this has asked roster_import_text_is_nothing() before. Nothing is guessed: what can be read in two ways is refused.
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

  g_autofree char *plain = strlen (text) <= MAX_LENGTH ? plain_form (text) : NULL;
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
 * roster_import_unit_read:
 * @text: a unit alone, such as `万元`, `₫` or `%`
 * @unit: (out): what it says
 *
 * Returns: whether the whole of @text is a unit
 */
gboolean
roster_import_unit_read (const char       *text,
                         RosterImportUnit *unit)
{
  const CurrencyWord *word;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (unit != NULL, FALSE);

  *unit = (RosterImportUnit){ 0 };
  if (strlen (text) > MAX_LENGTH)
    return FALSE;

  g_autofree char *plain = plain_form (text);
  const char *at = plain;

  if (plain == NULL || *plain == '\0')
    return FALSE;

  if (*at == '%')
    {
      unit->percent = TRUE;
      at++;
    }
  else
    {
      word = take_currency (&at);
      if (word == NULL)
        {
          unit->exponent = take_magnitudes (&at);
          skip_spaces (&at);
          word = take_currency (&at);
        }
      if (word != NULL)
        note_currency (unit, word);
    }

  return *at == '\0';
}

/**
 * roster_import_unit_from_heading:
 * @heading: a column's heading
 * @unit: (out): what the brackets at its end say
 *
 * Returns: whether @heading ends in a unit in brackets, such as `销售额（万元）` or `Price (yuan)`
 */
gboolean
roster_import_unit_from_heading (const char       *heading,
                                 RosterImportUnit *unit)
{
  g_return_val_if_fail (heading != NULL, FALSE);
  g_return_val_if_fail (unit != NULL, FALSE);

  *unit = (RosterImportUnit){ 0 };
  if (strlen (heading) > 1000)
    return FALSE;

  g_autofree char *plain = plain_form (heading);
  char *open, *close;

  if (plain == NULL || *plain == '\0')
    return FALSE;
  close = plain + strlen (plain) - 1;
  open = *close == ')' ? strrchr (plain, '(') : *close == ']' ? strrchr (plain, '[')
                                                              : NULL;
  if (open == NULL || open == plain)
    return FALSE;

  *close = '\0';
  return roster_import_unit_read (open + 1, unit);
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
