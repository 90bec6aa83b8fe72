/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "roster-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What is read as JSON is written as JSON, and reading that gives the same text once more. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = roster_json_parse ((const char *) data, size, ROSTER_JSON_MAX_DEPTH, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GString) first = NULL;
  g_autoptr (GString) second = NULL;

  g_assert ((node == NULL) == (error != NULL));
  if (node == NULL)
    return 0;

  first = g_string_new (NULL);
  roster_json_append_node (first, node);
  again = roster_json_parse (first->str, first->len, ROSTER_JSON_MAX_DEPTH, NULL);
  g_assert (again != NULL);
  second = g_string_new (NULL);
  roster_json_append_node (second, again);
  g_assert (g_string_equal (first, second));
  return 0;
}
