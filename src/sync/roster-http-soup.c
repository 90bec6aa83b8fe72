/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-module.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "roster-config.h"
#include "roster-module.h"

/* Seconds without a byte before a connection counts as lost. */
#define STALL_TIMEOUT 60

/* Seconds without a byte before there is a private connection. A server that does not speak HTTPS waits for more. */
#define CONNECT_TIMEOUT 15

/* What one answer may take, decompressed, and how long it may take in all, in microseconds. */
#define MAX_RESPONSE_SIZE (64 * 1024 * 1024)
#define MAX_RESPONSE_TIME (10 * G_TIME_SPAN_MINUTE)

#define CHUNK_SIZE (64 * 1024)

/* What one line of a stream may take: the changes of every account of a company are far shorter. */
#define MAX_LINE_SIZE (1024 * 1024)

/* Below this a gzip header costs more than it saves. */
#define MIN_COMPRESSED_SIZE 512

static gboolean
set_error (GError          **error,
           RosterSyncError   code,
           const char       *message)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, code, message);
  return FALSE;
}

/* Engine errors to words that say what to do. */
static void
propagate_network_error (GError **error,
                         GError  *network_error)
{
  g_autoptr (GError) owned = network_error;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED) || owned->domain == ROSTER_SYNC_ERROR)
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (owned->domain == G_TLS_ERROR)
    g_set_error (
        error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_INSECURE,
        _("The office cannot prove who it is (%s). Check its address and this computer’s clock; nothing was sent."),
        owned->message);
  else
    g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE, _("The office cannot be reached: %s"),
                 owned->message);
}

/* Whether a handshake failed because there is nobody who can do one. */
static gboolean
is_not_https (const GError *network_error)
{
  return g_error_matches (network_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         g_error_matches (network_error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (network_error, G_TLS_ERROR, G_TLS_ERROR_EOF) ||
         g_error_matches (network_error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS);
}

static void
set_timeout (GIOStream *connection,
             guint      seconds)
{
  g_autoptr (GIOStream) base = NULL;

  if (G_IS_TLS_CONNECTION (connection))
    g_object_get (connection, "base-io-stream", &base, NULL);
  else if (connection != NULL)
    base = g_object_ref (connection);
  if (G_IS_SOCKET_CONNECTION (base))
    g_socket_set_timeout (g_socket_connection_get_socket (G_SOCKET_CONNECTION (base)), seconds);
}

/* In the thread that sends. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gboolean           *is_shaking_hands)
{
  switch (event)
    {
    case G_SOCKET_CLIENT_CONNECTING:
      set_timeout (connection, CONNECT_TIMEOUT);
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKING:
      *is_shaking_hands = TRUE;
      set_timeout (connection, CONNECT_TIMEOUT);
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKED:
    case G_SOCKET_CLIENT_COMPLETE:
      *is_shaking_hands = FALSE;
      set_timeout (connection, STALL_TIMEOUT);
      break;
    case G_SOCKET_CLIENT_RESOLVING:
    case G_SOCKET_CLIENT_RESOLVED:
    case G_SOCKET_CLIENT_CONNECTED:
    case G_SOCKET_CLIENT_PROXY_NEGOTIATING:
    case G_SOCKET_CLIENT_PROXY_NEGOTIATED:
      break;
    }
}

/* Sends, with a short limit on everything before there is a private connection. */
static GInputStream *
open_stream (SoupSession   *session,
             SoupMessage   *message,
             GCancellable  *cancellable,
             GError       **network_error)
{
  gboolean is_shaking_hands = FALSE;
  gulong handler = g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), &is_shaking_hands);
  GError *failure = NULL;
  GInputStream *stream = soup_session_send (session, message, cancellable, &failure);

  g_signal_handler_disconnect (message, handler);
  if (failure != NULL && is_shaking_hands && is_not_https (failure))
    {
      g_error_free (failure);
      set_error (network_error, ROSTER_SYNC_ERROR_INSECURE,
                 _("The office does not speak HTTPS here; check its address and port. Nothing was sent."));
    }
  else if (failure != NULL)
    g_propagate_error (network_error, failure);
  return stream;
}

static GBytes *
compress (GBytes *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  if (!g_output_stream_write_all (stream, g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
attach_body (SoupMessage             *message,
             const RosterHttpRequest *request)
{
  g_autoptr (GBytes) compressed = NULL;

  if (request->body == NULL)
    return;

  /* Photos are compressed as they are. */
  if (g_bytes_get_size (request->body) >= MIN_COMPRESSED_SIZE && !g_str_has_prefix (request->content_type, "image/"))
    compressed = compress (request->body);
  if (compressed != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Encoding", "gzip");

  soup_message_set_request_body_from_bytes (message, request->content_type,
                                            compressed != NULL ? compressed : request->body);
}

static GBytes *
read_body (GInputStream  *stream,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gint64 deadline = g_get_monotonic_time () + MAX_RESPONSE_TIME;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK_SIZE, cancellable, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&body));

      if (body->len + n > MAX_RESPONSE_SIZE)
        {
          set_error (error, ROSTER_SYNC_ERROR_TOO_LARGE, _("The office’s answer is too large."));
          return NULL;
        }
      if (g_get_monotonic_time () > deadline)
        {
          set_error (error, ROSTER_SYNC_ERROR_OFFLINE, _("The office’s answer took too long."));
          return NULL;
        }
      g_byte_array_append (body, chunk, n);
    }
}

static RosterHttpResponse *
make_response (SoupMessage *message,
               GBytes      *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  const char *retry_after = soup_message_headers_get_one (headers, "Retry-After");
  RosterHttpResponse *response = roster_http_response_new (soup_message_get_status (message),
                                                           soup_message_headers_get_content_type (headers, NULL), body);
  guint64 seconds;

  response->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  if (retry_after != NULL && g_ascii_string_to_unsigned (retry_after, 10, 0, 24 * 3600, &seconds, NULL))
    response->retry_after = seconds;

  if (metrics != NULL)
    {
      response->bytes_sent = soup_message_metrics_get_request_header_bytes_sent (metrics) +
                             soup_message_metrics_get_request_body_bytes_sent (metrics);
      response->bytes_received = soup_message_metrics_get_response_header_bytes_received (metrics) +
                                 soup_message_metrics_get_response_body_bytes_received (metrics);
    }

  return response;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
is_on_loopback (const char *origin)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri));
}

static SoupMessage *
make_message (const char               *origin,
              const RosterHttpRequest  *request,
              GError                  **error)
{
  g_autofree char *url = g_strconcat (origin, request->path, NULL);
  SoupMessage *message = soup_message_new (request->method, url);

  if (message == NULL)
    {
      set_error (error, ROSTER_SYNC_ERROR_PROTOCOL, _("The office names an address that is none."));
      return NULL;
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  if (request->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
    }
  attach_body (message, request);
  /* Within one computer it costs more to compress much than to send it. */
  if (request->bulk && is_on_loopback (origin))
    soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Encoding", "identity");

  return message;
}

/* The session is the thread's own: libsoup answers blocking calls on the thread's context. */
static RosterHttpResponse *
send_request (gpointer                  session,
              const char               *origin,
              const RosterHttpRequest  *request,
              GCancellable             *cancellable,
              GError                  **error)
{
  g_autoptr (SoupMessage) message = make_message (origin, request, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;
  GError *network_error = NULL;

  if (message == NULL)
    return NULL;

  stream = open_stream (session, message, cancellable, &network_error);
  if (stream != NULL)
    body = read_body (stream, cancellable, &network_error);
  if (body == NULL)
    {
      propagate_network_error (error, network_error);
      return NULL;
    }
  g_input_stream_close (stream, NULL, NULL);

  return make_response (message, body);
}

/* Takes the whole lines out of what was read. FALSE ends the stream. */
static gboolean
take_lines (GByteArray      *unread,
            RosterLineFunc   func,
            gpointer         data,
            GError         **error)
{
  gsize start = 0;
  guint8 *end;

  while ((end = unread->len > start ? memchr (unread->data + start, '\n', unread->len - start) : NULL) != NULL)
    {
      gsize length = end - (unread->data + start);
      g_autofree char *line = NULL;

      if (length > 0 && end[-1] == '\r')
        length--;
      line = g_strndup ((const char *) unread->data + start, length);
      start = end + 1 - unread->data;
      if (!g_utf8_validate_len (line, length, NULL))
        return set_error (error, ROSTER_SYNC_ERROR_PROTOCOL, _("The office sends something that is no text."));
      if (!func (line, data))
        return FALSE;
    }

  g_byte_array_remove_range (unread, 0, start);
  if (unread->len > MAX_LINE_SIZE)
    return set_error (error, ROSTER_SYNC_ERROR_TOO_LARGE, _("The office’s answer is too large."));

  return TRUE;
}

static gboolean
listen_to (gpointer                  session,
           const char               *origin,
           const RosterHttpRequest  *request,
           RosterLineFunc            func,
           gpointer                  data,
           GCancellable             *cancellable,
           GError                  **error)
{
  g_autoptr (SoupMessage) message = make_message (origin, request, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) unread = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  GError *network_error = NULL;
  gboolean more;

  if (message == NULL)
    return FALSE;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "text/event-stream");
  stream = open_stream (session, message, cancellable, &network_error);
  if (stream != NULL && soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE,
                   _("The office cannot serve now (HTTP %u). It is tried again later."),
                   soup_message_get_status (message));
      return FALSE;
    }

  more = stream != NULL;
  while (more)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK_SIZE, cancellable, &network_error);

      if (n > 0)
        g_byte_array_append (unread, chunk, n);
      more = n > 0 && take_lines (unread, func, data, &network_error);
    }

  if (network_error != NULL)
    {
      propagate_network_error (error, network_error);
      return FALSE;
    }
  return TRUE;
}

static gpointer
open_session (void)
{
  return soup_session_new_with_options ("timeout", STALL_TIMEOUT,
                                        "idle-timeout", STALL_TIMEOUT,
                                        "user-agent", "Roster/" PACKAGE_VERSION,
                                        NULL);
}

static const RosterHttp http = { open_session, send_request, listen_to, g_object_unref };

ROSTER_MODULE_EXPORT (http);
