/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-jmap-request.h"

G_BEGIN_DECLS

/* The answers to a batch of calls (RFC 8620, section 3.4). */
typedef struct _RosterJmapResponse RosterJmapResponse;

RosterJmapResponse *roster_jmap_response_new         (void);
RosterJmapResponse *roster_jmap_response_from_bytes  (GBytes              *bytes,
                                                      GError             **error);
void                roster_jmap_response_free        (RosterJmapResponse  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJmapResponse, roster_jmap_response_free)

void                roster_jmap_response_add         (RosterJmapResponse  *self,
                                                      const char          *name,
                                                      JsonObject          *arguments,
                                                      const char          *call_id);
void                roster_jmap_response_add_text    (RosterJmapResponse  *self,
                                                      const char          *name,
                                                      GString             *arguments,
                                                      const char          *call_id);
void                roster_jmap_response_add_error   (RosterJmapResponse  *self,
                                                      const GError        *error,
                                                      const char          *call_id);
gsize               roster_jmap_response_size        (RosterJmapResponse  *self);
GBytes             *roster_jmap_response_to_bytes    (RosterJmapResponse  *self,
                                                      const char          *session_state,
                                                      GHashTable          *created_ids);

guint               roster_jmap_response_n_answers   (RosterJmapResponse  *self);
const char         *roster_jmap_response_name        (RosterJmapResponse  *self,
                                                      guint                index);
JsonObject         *roster_jmap_response_arguments   (RosterJmapResponse  *self,
                                                      guint                index);
const char         *roster_jmap_response_call_id     (RosterJmapResponse  *self,
                                                      guint                index);
gboolean            roster_jmap_response_find        (RosterJmapResponse  *self,
                                                      const char          *call_id,
                                                      const char          *name,
                                                      guint               *index);
gboolean            roster_jmap_response_failed      (RosterJmapResponse  *self,
                                                      guint                index,
                                                      GError             **error);
const char         *roster_jmap_response_session_state (RosterJmapResponse *self);
GHashTable         *roster_jmap_response_created_ids (RosterJmapResponse  *self);

JsonObject         *roster_jmap_resolve_references   (JsonObject          *arguments,
                                                      RosterJmapResponse  *so_far,
                                                      GError             **error);

G_END_DECLS
