/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "roster-jmap-response.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Two lines: a request and an answer. The references of the request are looked up in the answer. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  size_t length = end != NULL ? (size_t) (end - data) : size;
  g_autoptr (GBytes) first = g_bytes_new (data, length);
  g_autoptr (GBytes) second = g_bytes_new (data + length, size - length);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterJmapRequest) request = roster_jmap_request_from_bytes (first, &roster_jmap_default_limits, &error);
  g_autoptr (RosterJmapResponse) answer = roster_jmap_response_from_bytes (second, NULL);
  g_autoptr (RosterJmapResponse) empty = roster_jmap_response_new ();
  g_autoptr (GBytes) written = NULL;
  g_autoptr (RosterJmapRequest) again = NULL;

  g_assert ((request == NULL) == (error != NULL));
  if (request == NULL)
    return 0;

  g_assert_cmpint (roster_jmap_request_n_calls (request), <=, roster_jmap_default_limits.max_calls_in_request);
  for (guint i = 0; i < roster_jmap_request_n_calls (request); i++)
    {
      JsonObject *arguments = roster_jmap_request_arguments (request, i);
      g_autoptr (GError) unresolved = NULL;
      g_autoptr (JsonObject) resolved =
          roster_jmap_resolve_references (arguments, answer != NULL ? answer : empty, &unresolved);

      g_assert (roster_jmap_request_name (request, i) != NULL);
      g_assert ((resolved == NULL) == (unresolved != NULL));
    }

  written = roster_jmap_request_to_bytes (request);
  again = roster_jmap_request_from_bytes (written, &roster_jmap_default_limits, NULL);
  g_assert (again != NULL || g_bytes_get_size (written) > (gsize) roster_jmap_default_limits.max_size_request);
  return 0;
}
