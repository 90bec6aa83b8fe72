/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-http.h"
#include "roster-sync-error.h"

G_BEGIN_DECLS

/**
 * RosterHttp:
 * @open: (transfer full): a session; it answers blocking calls on the context of the thread that made it
 * @send: see roster_transport_send()
 * @listen: see roster_transport_listen()
 * @close: ends a session
 *
 * Speaks HTTP. @origin is scheme, host and port.
 */
typedef struct
{
  gpointer            (*open)   (void);
  RosterHttpResponse *(*send)   (gpointer                  session,
                                 const char               *origin,
                                 const RosterHttpRequest  *request,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  gboolean            (*listen) (gpointer                  session,
                                 const char               *origin,
                                 const RosterHttpRequest  *request,
                                 RosterLineFunc            func,
                                 gpointer                  data,
                                 GCancellable             *cancellable,
                                 GError                  **error);
  void                (*close)  (gpointer                  session);
} RosterHttp;

/* The module that holds it. */
#define ROSTER_HTTP_MODULE "http"

G_END_DECLS
