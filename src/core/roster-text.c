/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-text.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* ICU's transliterators are not safe to share between threads and costly to open: one of each per thread. */

static void
transliterator_close (gpointer transliterator)
{
  utrans_close (transliterator);
}

static GPrivate latin_to_ascii = G_PRIVATE_INIT (transliterator_close);
static GPrivate han_to_latin = G_PRIVATE_INIT (transliterator_close);

/* Characters to their readings, as this thread has met them: a name has few characters, and ICU takes long over each.
   */
static GPrivate readings = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

static UTransliterator *
get_transliterator (GPrivate   *slot,
                    const char *id)
{
  UTransliterator *transliterator = g_private_get (slot);

  if (transliterator == NULL)
    {
      UErrorCode status = U_ZERO_ERROR;
      UChar name[64];

      u_uastrcpy (name, id);
      transliterator = utrans_openU (name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      if (U_FAILURE (status))
        g_error ("ICU lacks the transliterator %s: %s", id, u_errorName (status));
      g_private_set (slot, transliterator);
    }

  return transliterator;
}

static GArray *
to_utf16 (const char *text)
{
  GArray *units = g_array_new (TRUE, TRUE, sizeof (UChar));
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;

  g_array_set_size (units, strlen (text));
  u_strFromUTF8WithSub ((UChar *) units->data, units->len, &length, text, -1, 0xfffd, NULL, &status);
  g_array_set_size (units, length);
  return units;
}

static char *
to_utf8 (const GArray *units)
{
  gsize capacity = units->len * 3 + 1;
  char *text = g_malloc (capacity);
  UErrorCode status = U_ZERO_ERROR;

  u_strToUTF8WithSub (text, capacity, NULL, (const UChar *) units->data, units->len, 0xfffd, NULL, &status);
  return text;
}

/* Pinyin takes at most six letters for a character, Latin-ASCII fewer: eight times the length always suffices. */
static void
transliterate (GArray          *units,
               UTransliterator *transliterator)
{
  int32_t length = units->len, limit = units->len;
  int32_t capacity = units->len * 8 + 16;
  UErrorCode status = U_ZERO_ERROR;

  g_array_set_size (units, capacity);
  utrans_transUChars (transliterator, (UChar *) units->data, &length, capacity, 0, &limit, &status);
  g_assert (U_SUCCESS (status));
  g_array_set_size (units, length);
}

static void
fold_compatibility_and_case (GArray *units)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance (&status);
  g_autoptr (GArray) source = g_array_copy (units);
  int32_t length;

  length = unorm2_normalize (normalizer, (const UChar *) source->data, source->len,
                             (UChar *) units->data, units->len, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR)
    {
      status = U_ZERO_ERROR;
      g_array_set_size (units, length);
      length = unorm2_normalize (normalizer, (const UChar *) source->data, source->len,
                                 (UChar *) units->data, units->len, &status);
    }
  g_array_set_size (units, U_SUCCESS (status) ? length : 0);
}

/* Folded ASCII and Chinese characters, which Latin-ASCII does not touch. */
static gboolean
is_plain_already (const GArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      UChar unit = g_array_index (units, UChar, i);

      if (unit >= 0x80 && (unit < 0x4e00 || unit > 0x9fff))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/**
 * roster_text_fold:
 * @text: UTF-8
 *
 * What makes two spellings the same for searching and matching: compatibility forms, case and the marks of Latin
 * letters are folded away (Unicode's NFKC_Casefold, then CLDR's Latin-ASCII), so `ＱＵẠＴ` and `quat` are one.
 *
 * Returns: (transfer full): the folded text
 */
char *
roster_text_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  g_autoptr (GArray) units = to_utf16 (text);

  fold_compatibility_and_case (units);
  if (!is_plain_already (units))
    transliterate (units, get_transliterator (&latin_to_ascii, "Latin-ASCII; Lower"));
  return to_utf8 (units);
}

/**
 * roster_text_has_han:
 *
 * Returns: whether @text holds a Chinese character
 */
gboolean
roster_text_has_han (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_han (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* The readings are those of names where they differ (单 is shan). */
static const char *
reading_of (gunichar c)
{
  GHashTable *known = g_private_get (&readings);
  char *reading;

  if (known == NULL)
    {
      known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_private_set (&readings, known);
    }

  reading = g_hash_table_lookup (known, GUINT_TO_POINTER (c));
  if (reading == NULL)
    {
      char text[7] = { 0 };
      g_autoptr (GArray) units = NULL;

      g_unichar_to_utf8 (c, text);
      units = to_utf16 (text);
      transliterate (units, get_transliterator (&han_to_latin, "Han-Latin/Names; Latin-ASCII; Lower"));
      reading = to_utf8 (units);
      g_hash_table_insert (known, GUINT_TO_POINTER (c), reading);
    }

  return reading;
}

/* The syllables of the Chinese characters of @text, and the first letter of each; either may be NULL. */
static void
spell (const char *text,
       GString    *pinyin,
       GString    *initials)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      gboolean begins = TRUE;

      if (!is_han (c))
        continue;

      for (const char *letter = reading_of (c); *letter != '\0'; letter = g_utf8_next_char (letter))
        {
          gsize length = g_utf8_next_char (letter) - letter;

          if (*letter == ' ')
            {
              begins = TRUE;
              continue;
            }
          if (pinyin != NULL)
            g_string_append_len (pinyin, letter, length);
          if (initials != NULL && begins)
            g_string_append_len (initials, letter, length);
          begins = FALSE;
        }
    }
}

/**
 * roster_text_pinyin:
 *
 * Returns: (transfer full): the pinyin of the Chinese characters of @text without tones or spaces; empty where there
 *   are none
 */
char *
roster_text_pinyin (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GString *pinyin = g_string_new (NULL);

  spell (text, pinyin, NULL);
  return g_string_free (pinyin, FALSE);
}

/**
 * roster_text_pinyin_initials:
 *
 * Returns: (transfer full): the first letters of the syllables: `zs` for 张三; a character whose reading is not known
 *   stands for itself
 */
char *
roster_text_pinyin_initials (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GString *initials = g_string_new (NULL);

  spell (text, NULL, initials);
  return g_string_free (initials, FALSE);
}

/**
 * roster_text_search_key:
 *
 * Returns: (transfer full): everything a person may type to find @text, one form a line: the folded text and, where it
 *   has Chinese characters, their pinyin and initials
 */
char *
roster_text_search_key (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *folded = roster_text_fold (text);

  if (!roster_text_has_han (folded))
    return g_steal_pointer (&folded);

  g_autoptr (GString) pinyin = g_string_new (NULL);
  g_autoptr (GString) initials = g_string_new (NULL);

  spell (folded, pinyin, initials);
  return g_strjoin ("\n", folded, pinyin->str, initials->str, NULL);
}
