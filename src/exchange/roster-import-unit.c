/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-unit.h"

#include <string.h>

/* No heading or unit that a person writes is longer. */
#define MAX_LENGTH 1000

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
  "分钟", "秒", "人", "件", "个", "单", "次", "场", "天", "条",
};

/**
 * roster_import_plain_form:
 * @text: UTF-8
 *
 * Returns: (transfer full) (nullable): one spelling of digits, signs and spaces: compatibility forms folded, the dashes
 *   that mean minus made one, no spaces around; %NULL where @text is not UTF-8
 */
char *
roster_import_plain_form (const char *text)
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

/* Whether no unit begins so; most numbers have none. */
static gboolean
ends_number (char c)
{
  return c == '\0' || c == '-' || c == '.' || c == '%' || g_ascii_isdigit (c);
}

static const CurrencyWord *
take_currency (const char **at)
{
  if (ends_number (**at))
    return NULL;

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

/**
 * roster_import_unit_take_currency:
 * @found: (out): whether there was a currency
 *
 * Returns: %FALSE where it is another one than @unit already has
 */
gboolean
roster_import_unit_take_currency (RosterImportUnit  *unit,
                                  const char       **at,
                                  gboolean          *found)
{
  const CurrencyWord *word = take_currency (at);

  *found = word != NULL;
  if (word == NULL)
    return TRUE;
  if (unit->code != NULL && strcmp (unit->code, word->code) != 0)
    return FALSE;

  unit->currency = strcmp (word->code, ROSTER_CURRENCY_CODE_YUAN) == 0 ? ROSTER_CURRENCY_YUAN : ROSTER_CURRENCY_FOREIGN;
  unit->code = word->code;
  return TRUE;
}

/**
 * roster_import_take_magnitudes:
 *
 * Returns: the power of ten that 万, 千万, k or the like stand for; 0 where there is none
 */
int
roster_import_take_magnitudes (const char **at)
{
  int exponent = 0;

  for (guint taken = 0; taken < 2 && !ends_number (**at); taken++)
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

/**
 * roster_import_take_counter:
 *
 * Returns: whether there was a counting word
 */
gboolean
roster_import_take_counter (const char **at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (counters) && !ends_number (**at); i++)
    if (g_str_has_prefix (*at, counters[i]))
      {
        *at += strlen (counters[i]);
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_import_currency_has_cents:
 *
 * Returns: whether people write amounts of the currency with decimals
 */
gboolean
roster_import_currency_has_cents (const char *code)
{
  return code == NULL || !g_strv_contains (without_cents, code);
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
  gboolean found;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (unit != NULL, FALSE);

  *unit = (RosterImportUnit){ 0 };
  if (strlen (text) > MAX_LENGTH)
    return FALSE;

  g_autofree char *plain = roster_import_plain_form (text);
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
      roster_import_unit_take_currency (unit, &at, &found);
      if (!found)
        {
          unit->exponent = roster_import_take_magnitudes (&at);
          while (*at == ' ')
            at++;
          roster_import_unit_take_currency (unit, &at, &found);
        }
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
  if (strlen (heading) > MAX_LENGTH)
    return FALSE;

  g_autofree char *plain = roster_import_plain_form (heading);
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
