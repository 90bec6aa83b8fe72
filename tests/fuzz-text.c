/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "roster-clock.h"
#include "roster-money.h"
#include "roster-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Folding twice changes nothing more; an amount that was read is written and read as the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *raw = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autofree char *folded = roster_text_fold (text);
  g_autofree char *twice = roster_text_fold (folded);
  g_autofree char *key = roster_text_search_key (text);
  gint64 amount;
  gint64 again;
  gint64 instant;

  g_assert_cmpstr (folded, ==, twice);
  g_assert (g_utf8_validate (key, -1, NULL));

  if (roster_decimal_from_text (text, 3, &amount))
    {
      g_autofree char *written = roster_decimal_to_text (amount, 3);

      g_assert (roster_decimal_from_text (written, 3, &again));
      g_assert_cmpint (amount, ==, again);
    }
  if (roster_instant_from_text (text, &instant))
    {
      g_autofree char *written = roster_instant_to_text (instant);

      g_assert (roster_instant_from_text (written, &again));
      g_assert_cmpint (instant, ==, again);
    }
  return 0;
}
