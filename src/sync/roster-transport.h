/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-http.h"
#include "roster-sync-error.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TRANSPORT (roster_transport_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterTransport, roster_transport, ROSTER, TRANSPORT, GObject)

/**
 * RosterTransportClass:
 * @send: sends one request and waits for the answer
 * @listen: sends one request and takes its answer line by line as it comes, until it ends or nobody wants more
 *
 * The way to one office. A transport is used by one thread at a time; it never follows redirections by itself.
 */
struct _RosterTransportClass
{
  GObjectClass parent_class;

  RosterHttpResponse *(*send) (RosterTransport          *self,
                               const RosterHttpRequest  *request,
                               GCancellable             *cancellable,
                               GError                  **error);
  gboolean            (*listen) (RosterTransport          *self,
                                 const RosterHttpRequest  *request,
                                 RosterLineFunc            func,
                                 gpointer                  data,
                                 GCancellable             *cancellable,
                                 GError                  **error);
};

const char         *roster_transport_origin   (RosterTransport          *self);
char               *roster_transport_path_of  (RosterTransport          *self,
                                               const char               *url);
RosterHttpResponse *roster_transport_send     (RosterTransport          *self,
                                               const RosterHttpRequest  *request,
                                               GCancellable             *cancellable,
                                               GError                  **error);
gboolean            roster_transport_listen   (RosterTransport          *self,
                                               const RosterHttpRequest  *request,
                                               RosterLineFunc            func,
                                               gpointer                  data,
                                               GCancellable             *cancellable,
                                               GError                  **error);

G_END_DECLS
