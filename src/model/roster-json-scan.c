/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json-scan.h"

#include <string.h>

/* Numbers of more digits are left to whoever knows large ones. */
#define MAX_DIGITS 17

static void
skip_space (RosterJsonScan *scan)
{
  while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t' || *scan->at == '\r'))
    scan->at++;
}

static gboolean
take (RosterJsonScan *scan,
      char            c)
{
  skip_space (scan);
  if (scan->at >= scan->end || *scan->at != c)
    return FALSE;

  scan->at++;
  return TRUE;
}

/* A word of which each byte is @c. */
#define REPEAT(c) (G_GUINT64_CONSTANT (0x0101010101010101) * (guint8) (c))

/* The lowest bit that is set stands in the first byte of @word that is zero; 0 where none is. */
static inline guint64
zeros (guint64 word)
{
  return (word - REPEAT (0x01)) & ~word & REPEAT (0x80);
}

/* Eight bytes, the first of them the lowest. */
static guint64
read_word (const char *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* Goes on to the next quotation mark or backslash, eight bytes at a time. */
static const char *
find_mark (const char *at,
           const char *end)
{
  for (; end - at >= (gssize) sizeof (guint64); at += sizeof (guint64))
    {
      guint64 word = read_word (at);
      guint64 marks = zeros (word ^ REPEAT ('"')) | zeros (word ^ REPEAT ('\\'));

      if (marks != 0)
        return at + __builtin_ctzll (marks) / 8;
    }
  while (at < end && *at != '"' && *at != '\\')
    at++;

  return at;
}

static gboolean
skip_string (RosterJsonScan *scan)
{
  scan->at++;
  for (;;)
    {
      scan->at = find_mark (scan->at, scan->end);
      if (scan->at >= scan->end)
        return FALSE;
      if (*scan->at++ == '"')
        return TRUE;

      /* What follows a backslash is part of the text. */
      if (scan->at >= scan->end)
        return FALSE;
      scan->at++;
    }
}

static gboolean
skip_nested (RosterJsonScan *scan)
{
  gsize depth = 0;

  while (scan->at < scan->end)
    switch (*scan->at)
      {
      case '"':
        if (!skip_string (scan))
          return FALSE;
        break;
      case '{':
      case '[':
        depth++;
        scan->at++;
        break;
      case '}':
      case ']':
        scan->at++;
        if (--depth == 0)
          return TRUE;
        break;
      default:
        scan->at++;
      }

  return FALSE;
}

static gboolean
skip_word (RosterJsonScan *scan)
{
  const char *start = scan->at;

  while (scan->at < scan->end && (g_ascii_isalnum (*scan->at) || strchr ("+-.", *scan->at) != NULL) &&
         *scan->at != '\0')
    scan->at++;

  return scan->at > start;
}

static gboolean
take_value (RosterJsonScan *scan,
            RosterJsonSpan *value)
{
  gboolean whole;

  skip_space (scan);
  if (scan->at >= scan->end)
    return FALSE;

  value->text = scan->at;
  if (*scan->at == '"')
    whole = skip_string (scan);
  else if (*scan->at == '{' || *scan->at == '[')
    whole = skip_nested (scan);
  else
    whole = skip_word (scan);
  value->length = scan->at - value->text;
  return whole;
}

static gboolean
fail (RosterJsonScan *scan)
{
  scan->broken = TRUE;
  return FALSE;
}

static gboolean
begin (RosterJsonScan       *scan,
       const RosterJsonSpan *span,
       char                  opening)
{
  *scan = (RosterJsonScan){ .at = span->text, .end = span->text + span->length, .first = TRUE };
  return take (scan, opening) || fail (scan);
}

/* Whether something follows before the closing bracket, which has to be the last of the text unless this is inside of
   another scan. */
static gboolean
go_on (RosterJsonScan *scan,
       char            closing)
{
  if (scan->broken || scan->closed)
    return FALSE;

  if (take (scan, closing))
    {
      scan->closed = TRUE;
      if (scan->inner)
        return FALSE;
      skip_space (scan);
      return scan->at < scan->end ? fail (scan) : FALSE;
    }

  if (!scan->first && !take (scan, ','))
    return fail (scan);
  scan->first = FALSE;
  return TRUE;
}

/**
 * roster_json_scan_object:
 * @object: the text of an object; has to outlive the scan
 *
 * Returns: whether it looks like an object
 */
gboolean
roster_json_scan_object (RosterJsonScan       *scan,
                         const RosterJsonSpan *object)
{
  g_return_val_if_fail (scan != NULL && object != NULL, FALSE);

  return begin (scan, object, '{');
}

/**
 * roster_json_scan_array:
 * @array: the text of an array; has to outlive the scan
 *
 * Returns: whether it looks like an array
 */
gboolean
roster_json_scan_array (RosterJsonScan       *scan,
                        const RosterJsonSpan *array)
{
  g_return_val_if_fail (scan != NULL && array != NULL, FALSE);

  return begin (scan, array, '[');
}

/**
 * roster_json_scan_member:
 * @name: (out caller-allocates): the member's name as it is written, without its quotation marks
 * @value: (out caller-allocates): the text of its value
 *
 * Returns: whether there was one more member; %FALSE at the end and where the text is broken
 */
gboolean
roster_json_scan_member (RosterJsonScan *scan,
                         RosterJsonSpan *name,
                         RosterJsonSpan *value)
{
  return roster_json_scan_name (scan, name) && roster_json_scan_value (scan, value);
}

/**
 * roster_json_scan_element:
 * @value: (out caller-allocates): the text of the element
 *
 * Returns: whether there was one more element; %FALSE at the end and where the text is broken
 */
gboolean
roster_json_scan_element (RosterJsonScan *scan,
                          RosterJsonSpan *value)
{
  return roster_json_scan_next (scan) && roster_json_scan_value (scan, value);
}

/**
 * roster_json_scan_name:
 * @name: (out caller-allocates): the next member's name as it is written, without its quotation marks
 *
 * Goes to the next member of an object. Its value is to be taken or entered then.
 *
 * Returns: whether there is one; %FALSE at the end and where the text is broken
 */
gboolean
roster_json_scan_name (RosterJsonScan *scan,
                       RosterJsonSpan *name)
{
  RosterJsonSpan quoted;

  if (!go_on (scan, '}'))
    return FALSE;

  return (take_value (scan, &quoted) && roster_json_span_string (&quoted, name) && take (scan, ':')) || fail (scan);
}

/**
 * roster_json_scan_next:
 *
 * Goes to the next element of an array, which is to be taken or entered then.
 *
 * Returns: whether there is one; %FALSE at the end and where the text is broken
 */
gboolean
roster_json_scan_next (RosterJsonScan *scan)
{
  return go_on (scan, ']');
}

/**
 * roster_json_scan_value:
 * @value: (out caller-allocates): the text of the value
 *
 * Takes the value to which roster_json_scan_name() or roster_json_scan_next() has come.
 *
 * Returns: %FALSE where the text is broken
 */
gboolean
roster_json_scan_value (RosterJsonScan *scan,
                        RosterJsonSpan *value)
{
  return !scan->broken && (take_value (scan, value) || fail (scan));
}

static gboolean
enter (RosterJsonScan *scan,
       RosterJsonScan *inner,
       char            opening)
{
  *inner = (RosterJsonScan){ .at = scan->at, .end = scan->end, .first = TRUE, .inner = TRUE };
  return !scan->broken && (take (inner, opening) || fail (inner));
}

/**
 * roster_json_scan_enter_object:
 * @inner: (out caller-allocates): a walk over the members of the value to which @scan has come
 *
 * Until roster_json_scan_leave(), @scan rests.
 *
 * Returns: whether the value looks like an object
 */
gboolean
roster_json_scan_enter_object (RosterJsonScan *scan,
                               RosterJsonScan *inner)
{
  g_return_val_if_fail (scan != NULL && inner != NULL, FALSE);

  return enter (scan, inner, '{');
}

/**
 * roster_json_scan_enter_array:
 * @inner: (out caller-allocates): a walk over the elements of the value to which @scan has come
 *
 * Until roster_json_scan_leave(), @scan rests.
 *
 * Returns: whether the value looks like an array
 */
gboolean
roster_json_scan_enter_array (RosterJsonScan *scan,
                              RosterJsonScan *inner)
{
  g_return_val_if_fail (scan != NULL && inner != NULL, FALSE);

  return enter (scan, inner, '[');
}

/**
 * roster_json_scan_leave:
 * @inner: a walk that has come to its end
 *
 * Returns: whether @scan can go on behind it; %FALSE where the text is broken
 */
gboolean
roster_json_scan_leave (RosterJsonScan *scan,
                        RosterJsonScan *inner)
{
  g_return_val_if_fail (scan != NULL && inner != NULL, FALSE);

  if (inner->broken || !inner->closed)
    return fail (scan);

  scan->at = inner->at;
  return TRUE;
}

/**
 * roster_json_span_is:
 * @text: without quotes or escapes
 *
 * Returns: whether the span is exactly @text
 */
gboolean
roster_json_span_is (const RosterJsonSpan *span,
                     const char           *text)
{
  return strlen (text) == span->length && memcmp (span->text, text, span->length) == 0;
}

/**
 * roster_json_span_is_text:
 *
 * Returns: whether the span is valid UTF-8 without zeros, as g_utf8_validate_len() says, but several times as quickly
 *   where most of it is ASCII
 */
gboolean
roster_json_span_is_text (const RosterJsonSpan *span)
{
  const char *at = span->text, *end = span->text + span->length;

  while (at < end)
    {
      if (end - at >= (gssize) sizeof (guint64))
        {
          guint64 word = read_word (at);

          if ((word & REPEAT (0x80)) == 0 && zeros (word) == 0)
            {
              at += sizeof (guint64);
              continue;
            }
        }

      if (*at == '\0' || g_utf8_get_char_validated (at, end - at) >= (gunichar) -2)
        return FALSE;
      at = g_utf8_next_char (at);
    }

  return TRUE;
}

/**
 * roster_json_span_string:
 * @value: the text of a value
 * @content: (out caller-allocates): what stands between the quotation marks, escapes as they are
 *
 * Returns: whether @value is a string
 */
gboolean
roster_json_span_string (const RosterJsonSpan *value,
                         RosterJsonSpan       *content)
{
  if (value->length < 2 || value->text[0] != '"')
    return FALSE;

  content->text = value->text + 1;
  content->length = value->length - 2;
  return TRUE;
}

/**
 * roster_json_span_is_plain:
 * @content: valid UTF-8, from roster_json_span_string()
 *
 * Returns: whether it is one line of text without escapes and control characters, so that it means what it says
 */
gboolean
roster_json_span_is_plain (const RosterJsonSpan *content)
{
  for (gsize i = 0; i < content->length; i++)
    {
      guchar c = content->text[i];

      if (c < 0x20 || c == 0x7f || c == '\\')
        return FALSE;
      /* U+0080 to U+009F */
      if (c == 0xc2 && i + 1 < content->length && (guchar) content->text[i + 1] < 0xa0)
        return FALSE;
    }

  return TRUE;
}

/**
 * roster_json_span_integer:
 * @number: (out): what it says
 *
 * Returns: whether @value is a whole number in its shortest form that is not too large to be usual
 */
gboolean
roster_json_span_integer (const RosterJsonSpan *value,
                          gint64               *number)
{
  gboolean negative = value->length > 0 && value->text[0] == '-';
  gsize at = negative;
  gint64 sum = 0;

  if (value->length == at || value->length - at > MAX_DIGITS ||
      (value->text[at] == '0' && (negative || value->length > 1)))
    return FALSE;

  for (; at < value->length; at++)
    {
      if (!g_ascii_isdigit (value->text[at]))
        return FALSE;
      sum = sum * 10 + (value->text[at] - '0');
    }

  *number = negative ? -sum : sum;
  return TRUE;
}

/* Nothing between the parts: what is canonical is compact. */
static gboolean
follows (const char           *end,
         const RosterJsonSpan *next,
         gboolean              first)
{
  return next->text == end + (first ? 0 : 1);
}

static gboolean
is_canonical_object (const RosterJsonSpan *value,
                     guint                 depth)
{
  RosterJsonScan scan;
  RosterJsonSpan name, member, before = { "", 0 };
  const char *end = value->text + 1;
  gboolean first = TRUE;

  if (!roster_json_scan_object (&scan, value))
    return FALSE;

  while (roster_json_scan_member (&scan, &name, &member))
    {
      const RosterJsonSpan quoted = { name.text - 1, name.length + 2 };
      int order = memcmp (before.text, name.text, MIN (before.length, name.length));

      if (!follows (end, &quoted, first) || !follows (quoted.text + quoted.length, &member, FALSE) ||
          (!first && (order > 0 || (order == 0 && before.length >= name.length))) ||
          !roster_json_span_is_plain (&name) || !roster_json_span_is_canonical (&member, depth - 1))
        return FALSE;

      before = name;
      end = member.text + member.length;
      first = FALSE;
    }

  return !scan.broken && end + 1 == value->text + value->length;
}

static gboolean
is_canonical_array (const RosterJsonSpan *value,
                    guint                 depth)
{
  RosterJsonScan scan;
  RosterJsonSpan element;
  const char *end = value->text + 1;
  gboolean first = TRUE;

  if (!roster_json_scan_array (&scan, value))
    return FALSE;

  while (roster_json_scan_element (&scan, &element))
    {
      if (!follows (end, &element, first) || !roster_json_span_is_canonical (&element, depth - 1))
        return FALSE;

      end = element.text + element.length;
      first = FALSE;
    }

  return !scan.broken && end + 1 == value->text + value->length;
}

/**
 * roster_json_span_is_canonical:
 * @value: the text of a value, without space around it
 * @depth: how deep it may be nested
 *
 * Returns: whether @value is what roster_json_canonical() would make of it, as far as that can be told without reading
 *   it: compact, with sorted members, whole numbers and plain strings. %FALSE says nothing
 */
gboolean
roster_json_span_is_canonical (const RosterJsonSpan *value,
                               guint                 depth)
{
  RosterJsonSpan content;
  gint64 number;

  if (depth == 0 || value->length == 0)
    return FALSE;

  switch (value->text[0])
    {
    case '{':
      return is_canonical_object (value, depth);
    case '[':
      return is_canonical_array (value, depth);
    case '"':
      return roster_json_span_string (value, &content) && roster_json_span_is_plain (&content);
    case 't':
      return roster_json_span_is (value, "true");
    case 'f':
      return roster_json_span_is (value, "false");
    case 'n':
      return roster_json_span_is (value, "null");
    default:
      return roster_json_span_integer (value, &number);
    }
}
