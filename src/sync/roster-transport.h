/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_SYNC_ERROR (roster_sync_error_quark ())
GQuark roster_sync_error_quark (void);

/**
 * RosterSyncError:
 * @ROSTER_SYNC_ERROR_OFFLINE: the office cannot be reached; a normal state, tried again by itself
 * @ROSTER_SYNC_ERROR_UNAVAILABLE: the office answers that it cannot serve now; tried again by itself
 * @ROSTER_SYNC_ERROR_SIGNED_OUT: there is no token, or the office no longer takes it
 * @ROSTER_SYNC_ERROR_REFUSED: the office refuses the login
 * @ROSTER_SYNC_ERROR_INSECURE: the connection would not be private, or the office cannot prove who it is
 * @ROSTER_SYNC_ERROR_PROTOCOL: the answer makes no sense; the address is wrong, or one side is too old
 * @ROSTER_SYNC_ERROR_TOO_LARGE: the answer is larger than this program takes
 * @ROSTER_SYNC_ERROR_OTHER_PERSON: the cache belongs to another person, whose changes wait in it
 * @ROSTER_SYNC_ERROR_NOT_THERE: the office does not have what it was asked for, or not yet
 */
typedef enum
{
  ROSTER_SYNC_ERROR_OFFLINE,
  ROSTER_SYNC_ERROR_UNAVAILABLE,
  ROSTER_SYNC_ERROR_SIGNED_OUT,
  ROSTER_SYNC_ERROR_REFUSED,
  ROSTER_SYNC_ERROR_INSECURE,
  ROSTER_SYNC_ERROR_PROTOCOL,
  ROSTER_SYNC_ERROR_TOO_LARGE,
  ROSTER_SYNC_ERROR_OTHER_PERSON,
  ROSTER_SYNC_ERROR_NOT_THERE,
} RosterSyncError;

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
