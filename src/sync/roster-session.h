/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-account.h"
#include "roster-jmap-session.h"
#include "roster-transport.h"

G_BEGIN_DECLS

/* Facts of the cache that the sync keeps. */
#define ROSTER_FACT_OFFICE "office"
#define ROSTER_FACT_LOGIN "login"
#define ROSTER_FACT_SESSION "session"
#define ROSTER_FACT_LAST_SYNCED_AT "lastSyncedAt"
#define ROSTER_FACT_STATES "officeStates"

/**
 * RosterSession:
 * @office: what the office tells a signed-in person about itself
 * @api_path: where calls go
 * @events_path: (nullable): where changes are pushed
 * @upload_path: (nullable): where blobs go, a template
 * @download_path: (nullable): where they come from, a template
 * @json: the session object as it came
 *
 * A session that a client may follow: all its addresses lie on the office's own origin.
 */
typedef struct
{
  RosterJmapSession *office;
  char *api_path;
  char *events_path;
  char *upload_path;
  char *download_path;
  char *json;
} RosterSession;

void           roster_session_free   (RosterSession    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSession, roster_session_free)

RosterSession *roster_session_parse  (RosterTransport  *transport,
                                      const char       *json,
                                      GError          **error);
RosterSession *roster_session_fetch  (RosterTransport  *transport,
                                      const char       *token,
                                      GCancellable     *cancellable,
                                      GError          **error);
RosterSession *roster_session_load   (RosterTransport  *transport,
                                      RosterCache      *cache);
gboolean       roster_session_adopt  (RosterSession    *self,
                                      RosterTransport  *transport,
                                      RosterCache      *cache,
                                      GError          **error);

char          *roster_session_upload_path   (RosterSession *self,
                                             const char    *account,
                                             const char    *blob);
char          *roster_session_download_path (RosterSession *self,
                                             const char    *account,
                                             const char    *blob);

char          *roster_sign_in        (RosterTransport  *transport,
                                      const char       *login,
                                      const char       *password,
                                      GCancellable     *cancellable,
                                      GError          **error);
gboolean       roster_sign_out       (RosterTransport  *transport,
                                      const char       *token,
                                      GCancellable     *cancellable,
                                      GError          **error);

gboolean       roster_http_check     (const RosterHttpResponse *response,
                                      GError          **error);

G_END_DECLS
