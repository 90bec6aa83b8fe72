/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-money.h"

#include <string.h>

/**
 * roster_decimal_to_text:
 * @scaled: a number times ten to the power of @decimals
 * @decimals: 0 to 9
 *
 * Writes an exact decimal number without trailing zeros: 15800 with three decimals is `15.8`.
 *
 * Returns: (transfer full): the text, with a point whatever the locale says
 */
char *
roster_decimal_to_text (gint64 scaled,
                        guint  decimals)
{
  guint64 magnitude = scaled < 0 ? -(guint64) scaled : (guint64) scaled;
  guint64 unit = 1;
  char *text;

  g_return_val_if_fail (decimals <= 9, NULL);

  for (guint i = 0; i < decimals; i++)
    unit *= 10;

  if (magnitude % unit == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, scaled < 0 ? "-" : "", magnitude / unit);

  text = g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT,
                          scaled < 0 ? "-" : "", magnitude / unit, (int) decimals, magnitude % unit);
  for (gsize end = strlen (text); text[end - 1] == '0'; end--)
    text[end - 1] = '\0';

  return text;
}

/**
 * roster_decimal_from_text:
 * @text: digits with an optional sign and an optional point; nothing else
 * @decimals: how many decimals the result keeps, 0 to 9
 * @scaled: (out): the number times ten to the power of @decimals, rounded half away from zero
 *
 * Returns: whether @text is a number that fits 64 bits
 */
gboolean
roster_decimal_from_text (const char *text,
                          guint       decimals,
                          gint64     *scaled)
{
  gboolean negative = FALSE, seen_digit = FALSE, seen_point = FALSE, round_up = FALSE;
  guint kept = 0, after_point = 0;
  gint64 total = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (decimals <= 9, FALSE);
  g_return_val_if_fail (scaled != NULL, FALSE);

  if (*text == '-' || *text == '+')
    negative = *text++ == '-';

  for (; *text != '\0'; text++)
    {
      if (*text == '.' && !seen_point)
        {
          seen_point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*text))
        return FALSE;

      seen_digit = TRUE;
      if (seen_point && after_point++ == decimals)
        round_up = *text >= '5';
      if (after_point > decimals)
        continue;

      if (__builtin_mul_overflow (total, 10, &total) || __builtin_add_overflow (total, *text - '0', &total))
        return FALSE;
      kept = after_point;
    }

  if (!seen_digit)
    return FALSE;

  for (; kept < decimals; kept++)
    if (__builtin_mul_overflow (total, 10, &total))
      return FALSE;
  if (round_up && __builtin_add_overflow (total, 1, &total))
    return FALSE;

  *scaled = negative ? -total : total;
  return TRUE;
}

/**
 * roster_multiply_divide:
 * @denominator: not zero
 * @result: (out): @value × @numerator ÷ @denominator, rounded half away from zero
 *
 * Exact in between: the product may need up to 128 bits.
 *
 * Returns: whether the result fits 64 bits
 */
gboolean
roster_multiply_divide (gint64  value,
                        gint64  numerator,
                        gint64  denominator,
                        gint64 *result)
{
  __int128 product, half, rounded;

  g_return_val_if_fail (denominator != 0, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  product = (__int128) value * numerator;
  half = (denominator < 0 ? -(__int128) denominator : denominator) / 2;
  rounded = (product < 0 ? product - half : product + half) / denominator;
  if (rounded > G_MAXINT64 || rounded < G_MININT64)
    return FALSE;

  *result = (gint64) rounded;
  return TRUE;
}
