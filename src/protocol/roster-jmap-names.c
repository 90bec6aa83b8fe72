/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-jmap-names.h"

#include <string.h>

G_DEFINE_QUARK (roster-jmap-error-quark, roster_jmap_error)

static const char *const error_names[ROSTER_JMAP_N_ERRORS] = {
  [ROSTER_JMAP_ERROR_NOT_JSON] = "notJSON",
  [ROSTER_JMAP_ERROR_NOT_REQUEST] = "notRequest",
  [ROSTER_JMAP_ERROR_UNKNOWN_CAPABILITY] = "unknownCapability",
  [ROSTER_JMAP_ERROR_LIMIT] = "limit",
  [ROSTER_JMAP_ERROR_SERVER_UNAVAILABLE] = "serverUnavailable",
  [ROSTER_JMAP_ERROR_SERVER_FAIL] = "serverFail",
  [ROSTER_JMAP_ERROR_SERVER_PARTIAL_FAIL] = "serverPartialFail",
  [ROSTER_JMAP_ERROR_UNKNOWN_METHOD] = "unknownMethod",
  [ROSTER_JMAP_ERROR_INVALID_ARGUMENTS] = "invalidArguments",
  [ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE] = "invalidResultReference",
  [ROSTER_JMAP_ERROR_FORBIDDEN] = "forbidden",
  [ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND] = "accountNotFound",
  [ROSTER_JMAP_ERROR_ACCOUNT_NOT_SUPPORTED_BY_METHOD] = "accountNotSupportedByMethod",
  [ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY] = "accountReadOnly",
  [ROSTER_JMAP_ERROR_REQUEST_TOO_LARGE] = "requestTooLarge",
  [ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES] = "cannotCalculateChanges",
  [ROSTER_JMAP_ERROR_STATE_MISMATCH] = "stateMismatch",
  [ROSTER_JMAP_ERROR_UNSUPPORTED_SORT] = "unsupportedSort",
  [ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER] = "unsupportedFilter",
  [ROSTER_JMAP_ERROR_ANCHOR_NOT_FOUND] = "anchorNotFound",
  [ROSTER_JMAP_ERROR_OVER_QUOTA] = "overQuota",
  [ROSTER_JMAP_ERROR_TOO_LARGE] = "tooLarge",
  [ROSTER_JMAP_ERROR_NOT_FOUND] = "notFound",
  [ROSTER_JMAP_ERROR_INVALID_PATCH] = "invalidPatch",
  [ROSTER_JMAP_ERROR_WILL_DESTROY] = "willDestroy",
  [ROSTER_JMAP_ERROR_INVALID_PROPERTIES] = "invalidProperties",
  [ROSTER_JMAP_ERROR_ALREADY_EXISTS] = "alreadyExists",
};

const RosterJmapLimits roster_jmap_default_limits = {
  .max_size_request = 10000000,
  .max_concurrent_requests = 4,
  .max_calls_in_request = 64,
  .max_objects_in_get = 4096,
  .max_objects_in_set = 4096,
};

/* The members of the core capability that are limits, and where each is kept. */
static const struct
{
  const char *name;
  gsize offset;
} limit_members[] = {
  { "maxSizeRequest", G_STRUCT_OFFSET (RosterJmapLimits, max_size_request) },
  { "maxConcurrentRequests", G_STRUCT_OFFSET (RosterJmapLimits, max_concurrent_requests) },
  { "maxCallsInRequest", G_STRUCT_OFFSET (RosterJmapLimits, max_calls_in_request) },
  { "maxObjectsInGet", G_STRUCT_OFFSET (RosterJmapLimits, max_objects_in_get) },
  { "maxObjectsInSet", G_STRUCT_OFFSET (RosterJmapLimits, max_objects_in_set) },
};

/**
 * roster_jmap_error_name:
 *
 * Returns: the error's `type` on the wire, without the URN that request-level errors carry
 */
const char *
roster_jmap_error_name (RosterJmapError error)
{
  g_return_val_if_fail (error < ROSTER_JMAP_N_ERRORS, NULL);

  return error_names[error];
}

/**
 * roster_jmap_error_find:
 * @name: (nullable): a `type` on the wire, with or without the URN
 * @error: (out): which error it is
 *
 * Returns: whether the type is known; RFC 8620 lets a server send others
 */
gboolean
roster_jmap_error_find (const char      *name,
                        RosterJmapError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  if (name == NULL)
    return FALSE;
  if (g_str_has_prefix (name, ROSTER_JMAP_ERROR_URN))
    name += strlen (ROSTER_JMAP_ERROR_URN);

  for (guint i = 0; i < ROSTER_JMAP_N_ERRORS; i++)
    if (strcmp (error_names[i], name) == 0)
      {
        *error = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_jmap_limits_to_json:
 *
 * Returns: (transfer full): the object of the core capability
 */
JsonObject *
roster_jmap_limits_to_json (const RosterJmapLimits *limits)
{
  JsonObject *object;

  g_return_val_if_fail (limits != NULL, NULL);

  object = json_object_new ();
  json_object_set_int_member (object, "maxSizeUpload", ROSTER_JMAP_MAX_SIZE_UPLOAD);
  json_object_set_int_member (object, "maxConcurrentUpload", ROSTER_JMAP_MAX_CONCURRENT_UPLOAD);
  for (guint i = 0; i < G_N_ELEMENTS (limit_members); i++)
    json_object_set_int_member (object, limit_members[i].name,
                                G_STRUCT_MEMBER (gint64, limits, limit_members[i].offset));
  json_object_set_array_member (object, "collationAlgorithms", json_array_new ());
  return object;
}

/**
 * roster_jmap_limits_from_json:
 * @limits: (out): what @capability says; our defaults where it says nothing of use
 * @capability: (nullable): the object of the core capability in a session
 */
void
roster_jmap_limits_from_json (RosterJmapLimits *limits,
                              JsonObject       *capability)
{
  g_return_if_fail (limits != NULL);

  *limits = roster_jmap_default_limits;
  for (guint i = 0; capability != NULL && i < G_N_ELEMENTS (limit_members); i++)
    {
      JsonNode *node = json_object_get_member (capability, limit_members[i].name);

      if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) > 0)
        G_STRUCT_MEMBER (gint64, limits, limit_members[i].offset) = json_node_get_int (node);
    }
}
