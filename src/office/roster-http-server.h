/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdio.h>

#include "roster-office.h"

G_BEGIN_DECLS

/**
 * RosterHttpOptions:
 * @address: an IP address
 * @port: 0 for one that is free
 * @tls_cert: (nullable): a file with the certificate chain in PEM form
 * @tls_key: (nullable): a file with its key
 * @behind_proxy: whether a proxy speaks TLS with the clients, so that plain HTTP beyond this computer is wanted
 * @metrics_token: (nullable): who sends this may read `/metrics` from anywhere; %NULL for this computer alone, and for
 *   nobody behind a proxy, where everybody seems to come from this computer
 * @max_held: what all requests under way may hold together, in bytes; 0 for %ROSTER_HTTP_MAX_HELD
 * @log: (nullable): where a line for each request goes
 *
 * Where and how the office is served.
 */
typedef struct
{
  const char *address;
  guint16 port;
  const char *tls_cert;
  const char *tls_key;
  gboolean behind_proxy;
  const char *metrics_token;
  gsize max_held;
  FILE *log;
} RosterHttpOptions;

#define ROSTER_TYPE_HTTP_SERVER (roster_http_server_get_type ())
G_DECLARE_FINAL_TYPE (RosterHttpServer, roster_http_server, ROSTER, HTTP_SERVER, GObject)

RosterHttpServer *roster_http_server_new     (RosterOffice             *office,
                                              const RosterHttpOptions  *options,
                                              GError                  **error);
const char       *roster_http_server_uri     (RosterHttpServer         *self);
void              roster_http_server_drain   (RosterHttpServer         *self);
gboolean          roster_http_server_is_idle (RosterHttpServer         *self);

G_END_DECLS
