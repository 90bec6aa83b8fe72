/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-value-json.h"

#include <string.h>

#include "roster-json-scan.h"

/* Deeper values are left to the parser. */
#define MAX_DEPTH 16

/**
 * roster_json_append_string:
 * @text: valid UTF-8
 *
 * Appends @text as a JSON string with its quotation marks.
 */
void
roster_json_append_string (GString    *out,
                           const char *text)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL);

  g_string_append_c (out, '"');
  for (const char *run = text;; text++)
    {
      if (*text != '\0' && *text != '"' && *text != '\\' && (guchar) *text >= 0x20)
        continue;

      g_string_append_len (out, run, text - run);
      if (*text == '\0')
        break;
      if (*text == '"' || *text == '\\')
        g_string_append_printf (out, "\\%c", *text);
      else if (*text == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_printf (out, "\\u%04x", (guchar) *text);
      run = text + 1;
    }
  g_string_append_c (out, '"');
}

static void
append_node (JsonNode *node,
             GString  *text)
{
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append (text, json);
}

/* An entry holds canonical JSON; what else may have got there is read by a parser, and is null if it cannot be read. */
static void
append_entry (const char *json,
              GString    *text)
{
  const RosterJsonSpan span = { json, strlen (json) };
  g_autoptr (JsonNode) node = NULL;

  if (roster_json_span_is_canonical (&span, MAX_DEPTH))
    {
      g_string_append (text, json);
      return;
    }

  node = json_from_string (json, NULL);
  if (node == NULL)
    node = json_node_new (JSON_NODE_NULL);
  append_node (node, text);
}

static void
append_map (GVariant *map,
            GString  *text)
{
  gboolean first = TRUE;
  const char *key, *json;
  GVariantIter iter;

  g_string_append_c (text, '{');
  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &json))
    {
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;
      roster_json_append_string (text, key);
      g_string_append_c (text, ':');
      append_entry (json, text);
    }
  g_string_append_c (text, '}');
}

/**
 * roster_value_append_json:
 * @value: a value of @field
 *
 * Appends what roster_value_to_json() makes of @value, as compact text.
 */
void
roster_value_append_json (const RosterField *field,
                          GVariant          *value,
                          GString           *text)
{
  g_return_if_fail (field != NULL);
  g_return_if_fail (value != NULL);
  g_return_if_fail (text != NULL);

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      roster_json_append_string (text, g_variant_get_string (value, NULL));
      return;

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
      return;

    case ROSTER_KIND_MAP:
      append_map (value, text);
      return;

    case ROSTER_KIND_DOCUMENT:
      append_entry (g_variant_get_string (value, NULL), text);
      return;

    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_SET:
      {
        g_autoptr (JsonNode) node = roster_value_to_json (field, value);

        append_node (node, text);
        return;
      }
    }

  g_return_if_reached ();
}

/* The entry as a map keeps it. NULL where it is not JSON; a null is no entry. */
static char *
canonical_entry (const RosterJsonSpan *member)
{
  g_autofree char *json = g_strndup (member->text, member->length);
  g_autoptr (JsonNode) node = NULL;

  if (roster_json_span_is_canonical (member, MAX_DEPTH))
    return g_steal_pointer (&json);

  node = json_from_string (json, NULL);
  return node != NULL ? roster_json_canonical (node) : NULL;
}

/**
 * roster_map_from_json_text:
 * @field: a field of maps
 * @text: a JSON object
 *
 * Reads the map where it is written as Roster writes maps: plain keys, sorted. An entry that is canonical is taken as
 * it is, and only the others are parsed.
 *
 * Returns: (transfer full) (nullable): the value; %NULL where @text is left to roster_value_from_json()
 */
GVariant *
roster_map_from_json_text (const RosterField *field,
                           const char        *text)
{
  const RosterJsonSpan object = { text, strlen (text) };
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GVariant) value = NULL;
  g_autofree char *before = NULL;
  RosterJsonSpan name, member;
  RosterJsonScan scan;

  g_return_val_if_fail (field != NULL && field->kind == ROSTER_KIND_MAP, NULL);

  if (!g_utf8_validate_len (text, object.length, NULL) || !roster_json_scan_object (&scan, &object))
    return NULL;

  while (roster_json_scan_member (&scan, &name, &member))
    {
      g_autofree char *key = g_strndup (name.text, name.length);
      g_autofree char *json = roster_json_span_is_plain (&name) ? canonical_entry (&member) : NULL;

      if (json == NULL || (before != NULL && strcmp (before, key) >= 0))
        return NULL;

      if (strcmp (json, "null") != 0)
        g_variant_builder_add (&builder, "{ss}", key, json);
      g_free (before);
      before = g_steal_pointer (&key);
    }
  if (scan.broken)
    return NULL;

  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  return roster_value_check (field, value, NULL) ? g_steal_pointer (&value) : NULL;
}
