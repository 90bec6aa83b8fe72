/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (roster-json-error-quark, roster_json_error)

/* A value costs some hundred bytes of memory and may stand in two bytes of text. */
#define MAX_VALUES 2000000

/*
 * JSON-GLib's own parser takes comments, repeated names and any nesting, the last on the C stack. What comes over the
 * wire goes through this one: RFC 8259 to the letter, with the rules of I-JSON (RFC 7493) that JMAP asks for.
 */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  guint max_depth;
  guint n_values;
  GString *buffer;
  GError **error;
} Parser;

static JsonNode *parse_value (Parser *parser);

static gboolean
fail (Parser     *parser,
      const char *what)
{
  if (parser->error != NULL && *parser->error == NULL)
    g_set_error (parser->error, ROSTER_JSON_ERROR, ROSTER_JSON_ERROR_SYNTAX, _("Not JSON at byte %zu: %s"),
                 (gsize) (parser->at - parser->start), what);
  return FALSE;
}

static void
skip_space (Parser *parser)
{
  while (parser->at < parser->end &&
         (*parser->at == ' ' || *parser->at == '\n' || *parser->at == '\t' || *parser->at == '\r'))
    parser->at++;
}

static gboolean
take (Parser *parser,
      char    c)
{
  if (parser->at >= parser->end || *parser->at != c)
    return FALSE;

  parser->at++;
  return TRUE;
}

static gboolean
parse_unit (Parser   *parser,
            gunichar *unit)
{
  *unit = 0;
  if (parser->end - parser->at < 4)
    return fail (parser, _("an escape is cut off"));

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*parser->at);

      if (digit < 0)
        return fail (parser, _("an escape is not hexadecimal"));
      *unit = *unit << 4 | digit;
      parser->at++;
    }

  return TRUE;
}

static gboolean
parse_unicode_escape (Parser *parser)
{
  gunichar unit, low;

  if (!parse_unit (parser, &unit))
    return FALSE;

  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (!take (parser, '\\') || !take (parser, 'u') || !parse_unit (parser, &low) || low < 0xdc00 || low > 0xdfff)
        return fail (parser, _("half a surrogate pair"));
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (parser, _("half a surrogate pair"));
  else if (unit == 0)
    return fail (parser, _("a text may not hold the character U+0000"));

  g_string_append_unichar (parser->buffer, unit);
  return TRUE;
}

/* Leaves the text in the parser's buffer. */
static gboolean
parse_string (Parser *parser)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  if (!take (parser, '"'))
    return fail (parser, _("a text must stand in quotation marks"));

  g_string_truncate (parser->buffer, 0);
  for (;;)
    {
      const char *run = parser->at;
      const char *found;

      while (parser->at < parser->end && *parser->at != '"' && *parser->at != '\\' && (guchar) *parser->at >= 0x20)
        parser->at++;
      g_string_append_len (parser->buffer, run, parser->at - run);

      if (parser->at >= parser->end)
        return fail (parser, _("a text has no end"));
      if (take (parser, '"'))
        return TRUE;
      if (!take (parser, '\\'))
        return fail (parser, _("a control character must be escaped"));
      if (take (parser, 'u'))
        {
          if (!parse_unicode_escape (parser))
            return FALSE;
          continue;
        }

      found = parser->at < parser->end && *parser->at != '\0' ? strchr (escapes, *parser->at) : NULL;
      if (found == NULL)
        return fail (parser, _("an unknown escape"));
      g_string_append_c (parser->buffer, meanings[found - escapes]);
      parser->at++;
    }
}

static gboolean
skip_digits (Parser *parser)
{
  const char *start = parser->at;

  while (parser->at < parser->end && g_ascii_isdigit (*parser->at))
    parser->at++;

  return parser->at > start;
}

static JsonNode *
parse_number (Parser *parser)
{
  const char *start = parser->at;
  gboolean whole = TRUE;
  char digits[64];
  gint64 integer;
  double number;

  take (parser, '-');
  if (!take (parser, '0') && !skip_digits (parser))
    {
      fail (parser, _("a value is missing"));
      return NULL;
    }
  if (take (parser, '.'))
    {
      whole = FALSE;
      if (!skip_digits (parser))
        {
          fail (parser, _("digits are missing"));
          return NULL;
        }
    }
  if (take (parser, 'e') || take (parser, 'E'))
    {
      whole = FALSE;
      if (!take (parser, '+'))
        take (parser, '-');
      if (!skip_digits (parser))
        {
          fail (parser, _("digits are missing"));
          return NULL;
        }
    }

  if ((gsize) (parser->at - start) >= sizeof digits)
    {
      fail (parser, _("a number is too long"));
      return NULL;
    }
  memcpy (digits, start, parser->at - start);
  digits[parser->at - start] = '\0';

  if (whole)
    {
      errno = 0;
      integer = g_ascii_strtoll (digits, NULL, 10);
      if (errno == 0)
        return json_node_init_int (json_node_alloc (), integer);
    }

  errno = 0;
  number = g_ascii_strtod (digits, NULL);
  if (errno == ERANGE && (number > 1 || number < -1))
    {
      fail (parser, _("a number is too great"));
      return NULL;
    }
  return json_node_init_double (json_node_alloc (), number);
}

static gboolean
take_word (Parser     *parser,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (parser->end - parser->at) < length || memcmp (parser->at, word, length) != 0)
    return FALSE;

  parser->at += length;
  return TRUE;
}

static gboolean
enter (Parser *parser)
{
  if (++parser->depth <= parser->max_depth)
    return TRUE;

  if (parser->error != NULL && *parser->error == NULL)
    g_set_error (parser->error, ROSTER_JSON_ERROR, ROSTER_JSON_ERROR_DEPTH, _("JSON nests more than %u levels deep"),
                 parser->max_depth);
  return FALSE;
}

static JsonNode *
parse_object (Parser *parser)
{
  g_autoptr (JsonObject) object = NULL;

  if (!enter (parser))
    return NULL;

  object = json_object_new ();
  skip_space (parser);
  if (!take (parser, '}'))
    for (;;)
      {
        g_autofree char *name = NULL;
        JsonNode *member;

        skip_space (parser);
        if (!parse_string (parser))
          return NULL;
        if (json_object_has_member (object, parser->buffer->str))
          {
            fail (parser, _("an object has a name twice"));
            return NULL;
          }
        name = g_strndup (parser->buffer->str, parser->buffer->len);

        skip_space (parser);
        if (!take (parser, ':'))
          {
            fail (parser, _("a colon is missing"));
            return NULL;
          }
        member = parse_value (parser);
        if (member == NULL)
          return NULL;
        json_object_set_member (object, name, member);

        skip_space (parser);
        if (take (parser, '}'))
          break;
        if (!take (parser, ','))
          {
            fail (parser, _("a comma or a closing brace is missing"));
            return NULL;
          }
      }

  parser->depth--;
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
parse_array (Parser *parser)
{
  g_autoptr (JsonArray) array = NULL;

  if (!enter (parser))
    return NULL;

  array = json_array_new ();
  skip_space (parser);
  if (!take (parser, ']'))
    for (;;)
      {
        JsonNode *element = parse_value (parser);

        if (element == NULL)
          return NULL;
        json_array_add_element (array, element);

        skip_space (parser);
        if (take (parser, ']'))
          break;
        if (!take (parser, ','))
          {
            fail (parser, _("a comma or a closing bracket is missing"));
            return NULL;
          }
      }

  parser->depth--;
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
parse_value (Parser *parser)
{
  skip_space (parser);
  if (++parser->n_values > MAX_VALUES)
    {
      fail (parser, _("there are too many values"));
      return NULL;
    }

  if (take (parser, '{'))
    return parse_object (parser);
  if (take (parser, '['))
    return parse_array (parser);
  if (parser->at < parser->end && *parser->at == '"')
    return parse_string (parser) ? json_node_init_string (json_node_alloc (), parser->buffer->str) : NULL;
  if (take_word (parser, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take_word (parser, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take_word (parser, "null"))
    return json_node_new (JSON_NODE_NULL);

  return parse_number (parser);
}

/**
 * roster_json_parse:
 * @text: what came over the wire; need not end with a NUL
 * @length: its bytes, or -1
 * @max_depth: how many objects and arrays may lie in each other
 *
 * Reads one JSON value. Refuses what is not UTF-8, comments, repeated names, the character U+0000 and half surrogate
 * pairs. Uses memory and stack in proportion to @length and @max_depth and no more.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with %ROSTER_JSON_ERROR
 */
JsonNode *
roster_json_parse (const char  *text,
                   gssize       length,
                   guint        max_depth,
                   GError     **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local_error = NULL;
  Parser parser = { .start = text, .at = text, .max_depth = max_depth, .error = &local_error };
  const char *bad;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  parser.end = text + length;

  if (!g_utf8_validate_len (text, length, &bad))
    {
      parser.at = bad;
      fail (&parser, _("the text is not valid UTF-8"));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  parser.buffer = g_string_sized_new (256);
  node = parse_value (&parser);
  if (node != NULL)
    {
      skip_space (&parser);
      if (parser.at < parser.end)
        {
          fail (&parser, _("something follows the value"));
          g_clear_pointer (&node, json_node_unref);
        }
    }
  g_string_free (parser.buffer, TRUE);

  if (node == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&node);
}

/**
 * roster_json_fits:
 * @max_depth: how many objects and arrays may lie in each other
 * @budget: (inout): bytes of JSON text that may still be used; lessened by about what @node takes
 *
 * Measures a value that may share parts with itself, as result references make them, without following more of it than
 * fits.
 *
 * Returns: whether @node is small and flat enough
 */
gboolean
roster_json_fits (JsonNode *node,
                  guint     max_depth,
                  gsize    *budget)
{
  gsize cost = 8;

  g_return_val_if_fail (node != NULL, FALSE);
  g_return_val_if_fail (budget != NULL, FALSE);

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    cost += strlen (json_node_get_string (node));
  if (cost > *budget)
    return FALSE;
  *budget -= cost;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      if (max_depth == 0)
        return FALSE;
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        {
          if (strlen (name) > *budget)
            return FALSE;
          *budget -= strlen (name);
          if (!roster_json_fits (member, max_depth - 1, budget))
            return FALSE;
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      if (max_depth == 0)
        return FALSE;
      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!roster_json_fits (json_array_get_element (array, i), max_depth - 1, budget))
          return FALSE;
    }

  return TRUE;
}

/**
 * roster_json_append_node:
 *
 * Appends @node as compact JSON, members in their order.
 */
void
roster_json_append_node (GString  *out,
                         JsonNode *node)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (node != NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;
      char separator = '{';

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          g_string_append_c (out, separator);
          roster_json_append_string (out, name);
          g_string_append_c (out, ':');
          roster_json_append_node (out, member);
          separator = ',';
        }
      g_string_append (out, separator == '{' ? "{}" : "}");
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (out, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          roster_json_append_node (out, json_array_get_element (array, i));
        }
      g_string_append_c (out, ']');
    }
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    roster_json_append_string (out, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];
      double number = json_node_get_double (node);

      /* Nothing below zero is nothing: the sign would not survive another reading. */
      g_string_append (out, g_ascii_dtostr (digits, sizeof digits, number == 0 ? 0 : number));
    }
}
