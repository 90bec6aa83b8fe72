/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "roster-value-json.h"

G_BEGIN_DECLS

/** How deep a request may nest, how deep one value of a record may, and how deep an answer that holds them may. */
#define ROSTER_JSON_MAX_DEPTH 64
#define ROSTER_JSON_MAX_VALUE_DEPTH 48
#define ROSTER_JSON_MAX_RESPONSE_DEPTH 128

#define ROSTER_JSON_ERROR (roster_json_error_quark ())
GQuark roster_json_error_quark (void);

/**
 * RosterJsonError:
 * @ROSTER_JSON_ERROR_SYNTAX: not JSON, or not the interoperable JSON of RFC 7493
 * @ROSTER_JSON_ERROR_DEPTH: nested too deeply
 */
typedef enum
{
  ROSTER_JSON_ERROR_SYNTAX,
  ROSTER_JSON_ERROR_DEPTH,
} RosterJsonError;

JsonNode *roster_json_parse         (const char  *text,
                                     gssize       length,
                                     guint        max_depth,
                                     GError     **error);
gboolean  roster_json_fits          (JsonNode    *node,
                                     guint        max_depth,
                                     gsize       *budget);
void      roster_json_append_node   (GString     *out,
                                     JsonNode    *node);

G_END_DECLS
