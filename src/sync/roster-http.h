/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterHttpRequest:
 * @method: `GET`, `POST` or `DELETE`
 * @path: from the first slash on, on the office's own origin
 * @token: (nullable): the bearer token
 * @content_type: (nullable): of @body
 * @body: (nullable): what is sent
 * @bulk: whether much is expected to come back
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *token;
  const char *content_type;
  GBytes *body;
  gboolean bulk;
} RosterHttpRequest;

/**
 * RosterHttpResponse:
 * @status: HTTP's status
 * @content_type: (nullable): of @body, without parameters
 * @location: (nullable): where a redirection leads
 * @retry_after: seconds to wait, or -1 where the office does not say
 * @body: what came, decompressed
 * @bytes_sent: what went over the wire, headers and compression counted
 * @bytes_received: likewise
 */
typedef struct
{
  guint status;
  char *content_type;
  char *location;
  gint64 retry_after;
  GBytes *body;
  gsize bytes_sent;
  gsize bytes_received;
} RosterHttpResponse;

RosterHttpResponse *roster_http_response_new  (guint               status,
                                               const char         *content_type,
                                               GBytes             *body);
void                roster_http_response_free (RosterHttpResponse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpResponse, roster_http_response_free)

/* Takes a line of a stream; FALSE ends it. */
typedef gboolean (*RosterLineFunc) (const char *line,
                                    gpointer    data);

G_END_DECLS
