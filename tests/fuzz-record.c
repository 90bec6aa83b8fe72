/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "roster-json.h"
#include "roster-patch.h"
#include "roster-record-json.h"
#include "roster-record-type.h"

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"
#define ACCOUNT "book-01890a5d-ac96-774b-bcce-b302099a8057"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The first byte picks the type; the rest is a record or a patch of one. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const RosterRecordType *type;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (RosterRecord) record = NULL;
  g_autoptr (RosterRecord) made = NULL;
  g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
  JsonObject *object;

  if (size == 0)
    return 0;

  type = roster_record_types[data[0] % ROSTER_N_RECORD_TYPES];
  node = roster_json_parse ((const char *) data + 1, size - 1, ROSTER_JSON_MAX_DEPTH, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;
  object = json_node_get_object (node);

  record = roster_record_from_json (type, ACCOUNT, object, NULL);
  if (record != NULL)
    {
      g_autofree char *text = roster_record_to_json_text (record);
      g_autoptr (RosterRecord) again = roster_record_from_json_text (type, ACCOUNT, text, NULL);
      g_autofree char *twice = NULL;

      g_assert (again != NULL);
      twice = roster_record_to_json_text (again);
      g_assert_cmpstr (text, ==, twice);
    }

  made = roster_patch_make (type, ID, ACCOUNT, object, properties, NULL);
  if (made != NULL)
    {
      g_autoptr (GError) unfit = NULL;
      g_autoptr (RosterRecord) patched = roster_patch_apply (made, object, properties, &unfit);

      g_assert ((patched == NULL) == (unfit != NULL));
    }
  return 0;
}
