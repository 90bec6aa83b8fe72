/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "roster-field.h"

G_BEGIN_DECLS

#define ROSTER_MODEL_ERROR (roster_model_error_quark ())
GQuark roster_model_error_quark (void);

/**
 * RosterModelError:
 * @ROSTER_MODEL_ERROR_VALUE: a value does not fit its field
 * @ROSTER_MODEL_ERROR_REQUIRED: a required field is empty
 * @ROSTER_MODEL_ERROR_UNKNOWN_FIELD: the type has no such field
 * @ROSTER_MODEL_ERROR_UNKNOWN_TYPE: there is no such type
 */
typedef enum
{
  ROSTER_MODEL_ERROR_VALUE,
  ROSTER_MODEL_ERROR_REQUIRED,
  ROSTER_MODEL_ERROR_UNKNOWN_FIELD,
  ROSTER_MODEL_ERROR_UNKNOWN_TYPE,
} RosterModelError;

/*
 * A field's value is a GVariant, NULL when there is none:
 *
 *   text, note, date, choice, reference, document   s
 *   integer, money, rate, instant                   x
 *   boolean                                         b
 *   set                                             as     sorted, no entry twice
 *   map                                             a{ss}  sorted by key; the values are canonical JSON, never null
 */
const GVariantType *roster_value_type          (RosterKind          kind);
gboolean            roster_value_equal         (GVariant           *a,
                                                GVariant           *b);
gboolean            roster_value_check         (const RosterField  *field,
                                                GVariant           *value,
                                                GError            **error);
gboolean            roster_value_check_text    (const RosterField  *field,
                                                const char         *text,
                                                GError            **error);
gboolean            roster_value_check_number  (const RosterField  *field,
                                                gint64              number,
                                                GError            **error);

GVariant           *roster_value_new_set       (const char *const  *entries);
GVariant           *roster_value_new_map       (GHashTable         *entries);
GVariant           *roster_value_map_lookup    (GVariant           *map,
                                                const char         *key);
GPtrArray          *roster_value_map_changes   (GVariant           *before,
                                                GVariant           *after);

JsonNode           *roster_value_to_json       (const RosterField  *field,
                                                GVariant           *value);
GVariant           *roster_value_from_json     (const RosterField  *field,
                                                JsonNode           *node,
                                                GError            **error);

char               *roster_value_to_text       (const RosterField  *field,
                                                GVariant           *value);
GVariant           *roster_value_from_text     (const RosterField  *field,
                                                const char         *text,
                                                GError            **error);

char               *roster_json_canonical      (JsonNode           *node);

G_END_DECLS
