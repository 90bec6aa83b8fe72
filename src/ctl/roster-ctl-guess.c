/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl-guess.h"

#include <string.h>

/* What is longer is nobody's slip. */
#define MAX_LENGTH 32

/* How many letters at most a slip has wrong. */
#define MAX_SLIPS 2

/* How many letters one has to put in, take out or change to come from @a to @b. */
static guint
distance (const char *a,
          const char *b)
{
  gsize length = strlen (b);
  guint row[MAX_LENGTH + 1];

  for (gsize j = 0; j <= length; j++)
    row[j] = j;

  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint before = row[0];

      row[0] = i;
      for (gsize j = 1; j <= length; j++)
        {
          guint changed = before + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]));

          before = row[j];
          row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
        }
    }

  return row[length];
}

/**
 * roster_ctl_guess:
 * @text: what a person typed
 * @names: (element-type utf8): what there is
 *
 * Returns: (nullable): the one of @names that was probably meant, or %NULL where none is near
 */
const char *
roster_ctl_guess (const char *text,
                  GPtrArray  *names)
{
  const char *nearest = NULL;
  gsize length = strlen (text);
  guint least = MAX_SLIPS + 1;

  /* Of a short word two letters are nearly all of it. */
  if (length < 3 || length > MAX_LENGTH)
    return NULL;
  if (length == 3)
    least = MAX_SLIPS;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      guint slips = strlen (name) <= MAX_LENGTH ? distance (text, name) : G_MAXUINT;

      if (slips < least)
        {
          nearest = name;
          least = slips;
        }
    }

  return nearest;
}
