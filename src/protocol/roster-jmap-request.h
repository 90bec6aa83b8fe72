/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-jmap-names.h"

G_BEGIN_DECLS

/* A batch of method calls (RFC 8620, section 3.3). */
typedef struct _RosterJmapRequest RosterJmapRequest;

RosterJmapRequest *roster_jmap_request_new         (void);
RosterJmapRequest *roster_jmap_request_from_bytes  (GBytes                  *bytes,
                                                    const RosterJmapLimits  *limits,
                                                    GError                 **error);
void               roster_jmap_request_free        (RosterJmapRequest       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJmapRequest, roster_jmap_request_free)

void               roster_jmap_request_add         (RosterJmapRequest       *self,
                                                    const char              *name,
                                                    JsonObject              *arguments,
                                                    const char              *call_id);
GBytes            *roster_jmap_request_to_bytes    (RosterJmapRequest       *self);

gboolean           roster_jmap_request_uses        (RosterJmapRequest       *self,
                                                    const char              *capability);
const char        *roster_jmap_request_unknown_capability (RosterJmapRequest *self);
guint              roster_jmap_request_n_calls     (RosterJmapRequest       *self);
const char        *roster_jmap_request_name        (RosterJmapRequest       *self,
                                                    guint                    index);
JsonObject        *roster_jmap_request_arguments   (RosterJmapRequest       *self,
                                                    guint                    index);
const char        *roster_jmap_request_call_id     (RosterJmapRequest       *self,
                                                    guint                    index);

void               roster_jmap_request_set_created_ids (RosterJmapRequest   *self,
                                                    GHashTable              *created_ids);
GHashTable        *roster_jmap_request_created_ids (RosterJmapRequest       *self);

/* Result references (RFC 8620, section 3.7): an argument `#name` that takes its value from an earlier answer. */
void               roster_jmap_set_reference       (JsonObject              *arguments,
                                                    const char              *name,
                                                    const char              *result_of,
                                                    const char              *method,
                                                    const char              *path);

G_END_DECLS
