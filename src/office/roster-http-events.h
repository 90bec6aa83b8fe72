/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "roster-jmap-session.h"
#include "roster-office.h"

G_BEGIN_DECLS

/*
 * Push by event source (RFC 8620, section 7.3): streams that stay open and tell which states have changed. A thread of
 * its own finds that out, whichever process of the office made the change; the streams live on the server's thread.
 */
typedef struct _RosterHttpEvents RosterHttpEvents;

RosterHttpEvents *roster_http_events_new      (RosterOffice      *office);
void              roster_http_events_free     (RosterHttpEvents  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpEvents, roster_http_events_free)

gboolean          roster_http_events_has_room (RosterHttpEvents  *self,
                                               const char        *person);
gboolean          roster_http_events_open     (RosterHttpEvents  *self,
                                               SoupServerMessage *message,
                                               RosterJmapSession *session,
                                               const char        *token,
                                               gint64             stamp,
                                               GHashTable        *query);
void              roster_http_events_drop     (RosterHttpEvents  *self,
                                               SoupServerMessage *message);
void              roster_http_events_sign_out (RosterHttpEvents *self,
                                               const char        *token);
void              roster_http_events_end      (RosterHttpEvents  *self);

G_END_DECLS
