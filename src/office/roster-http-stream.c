/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-stream.h"

#include <string.h>
#include <sys/socket.h>

#include "roster-http-connections.h"
#include "roster-json.h"

/* The fewest and the most seconds between two pings. */
#define MIN_PING 5
#define MAX_PING 900

/* Seconds after which a stream ends, so that whoever listens proves again who it is. */
#define STREAM_TIME 3600

/* What the system may take of a stream before the other side has, in bytes: little, so that it shows who takes nothing.
   Linux doubles it. */
#define SEND_BUFFER (16 * 1024)

struct _RosterHttpStream
{
  SoupServerMessage *message;
  RosterJmapSession *session;
  GMainContext *context;
  /* The types that are asked for; NULL for all */
  char **types;
  gboolean close_after;
  guint interval;
  guint patience;
  gulong wrote_chunk;
  GSource *ping;
  GSource *end;
  /* Until when an event may be on its way; NULL while none is */
  GSource *stall;
  /* What is not told yet: RosterHttpChange, by account and type; and up to where */
  GTree *pending;
  gint64 stamp;
  /* Whether nothing follows what is pending, and whether nothing follows at all */
  gboolean ending;
  gboolean over;
};

RosterHttpChange *
roster_http_change_new (const char             *account,
                        const RosterRecordType *type,
                        gint64                  modseq)
{
  RosterHttpChange *self = g_new0 (RosterHttpChange, 1);

  self->account = g_strdup (account);
  self->type = type;
  self->modseq = modseq;
  return self;
}

void
roster_http_change_free (RosterHttpChange *self)
{
  g_free (self->account);
  g_free (self);
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const RosterHttpChange *first = a, *second = b;
  int order = strcmp (first->account, second->account);

  return order != 0 ? order : strcmp (first->type->name, second->type->name);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
start_timer (RosterHttpStream *self,
             guint             milliseconds,
             GSourceFunc       func)
{
  GSource *source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

/* Sending */

static gboolean
stall_cb (gpointer data)
{
  RosterHttpStream *self = data;

  clear_source (&self->stall);
  roster_http_connections_reset (soup_server_message_get_socket (self->message));
  return G_SOURCE_REMOVE;
}

static void
send_event (RosterHttpStream *self,
            char             *text)
{
  soup_message_body_append_take (soup_server_message_get_response_body (self->message), (guchar *) text, strlen (text));
  soup_server_message_unpause (self->message);
  self->stall = start_timer (self, self->patience, stall_cb);
}

static gboolean
describe_cb (gpointer key,
             gpointer value,
             gpointer data)
{
  const RosterHttpChange *change = value;
  const char *before = ((gpointer *) data)[1];
  GString *text = ((gpointer *) data)[0];

  if (before == NULL || strcmp (before, change->account) != 0)
    {
      g_string_append (text, before == NULL ? "" : "},");
      roster_json_append_string (text, change->account);
      g_string_append (text, ":{");
    }
  else
    {
      g_string_append_c (text, ',');
    }
  g_string_append_printf (text, "\"%s\":\"%" G_GINT64_FORMAT "\"", change->type->name, change->modseq);
  ((gpointer *) data)[1] = change->account;
  return FALSE;
}

/* The StateChange of what is pending, which stands account by account. */
static char *
describe (RosterHttpStream *self)
{
  GString *text = g_string_new (NULL);
  gpointer data[] = { text, NULL };

  g_string_append_printf (text, "id: %" G_GINT64_FORMAT "\nevent: state\n", self->stamp);
  g_string_append (text, "data: {\"@type\":\"StateChange\",\"changed\":{");
  g_tree_foreach (self->pending, describe_cb, data);
  g_string_append (text, "}}}\n\n");
  return g_string_free (text, FALSE);
}

/* Sends what is pending, then the end where that is wanted, unless an event is on its way already. */
static void
flush (RosterHttpStream *self)
{
  if (self->over || self->stall != NULL)
    return;

  if (g_tree_nnodes (self->pending) > 0)
    {
      send_event (self, describe (self));
      g_tree_remove_all (self->pending);
    }
  else if (self->ending)
    {
      self->over = TRUE;
      soup_message_body_complete (soup_server_message_get_response_body (self->message));
      soup_server_message_unpause (self->message);
      /* The end has to be taken as well. */
      self->stall = start_timer (self, self->patience, stall_cb);
    }
}

static void
wrote_chunk_cb (RosterHttpStream *self)
{
  clear_source (&self->stall);
  flush (self);
}

/* Whoever has not taken the event before needs no ping to know that the office is there. */
static gboolean
ping_cb (gpointer data)
{
  RosterHttpStream *self = data;

  if (!self->over && self->stall == NULL)
    send_event (self, g_strdup_printf ("event: ping\ndata: {\"interval\":%u}\n\n", self->interval));
  return G_SOURCE_CONTINUE;
}

static gboolean
end_cb (gpointer data)
{
  RosterHttpStream *self = data;

  roster_http_stream_finish (self);
  return G_SOURCE_REMOVE;
}

/* Opening */

static gboolean
read_query (RosterHttpStream *self,
            GHashTable       *query)
{
  const char *types = query != NULL ? g_hash_table_lookup (query, "types") : NULL;
  const char *close_after = query != NULL ? g_hash_table_lookup (query, "closeafter") : NULL;
  const char *ping = query != NULL ? g_hash_table_lookup (query, "ping") : NULL;
  guint64 interval;

  if (types == NULL || close_after == NULL || ping == NULL ||
      !g_ascii_string_to_unsigned (ping, 10, 0, G_MAXUINT, &interval, NULL) ||
      (strcmp (close_after, "state") != 0 && strcmp (close_after, "no") != 0))
    return FALSE;

  self->types = strcmp (types, "*") != 0 ? g_strsplit (types, ",", -1) : NULL;
  self->close_after = strcmp (close_after, "state") == 0;
  self->interval = interval > 0 ? CLAMP (interval, MIN_PING, MAX_PING) : 0;
  return TRUE;
}

static void
begin (RosterHttpStream *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (socket != NULL)
    g_socket_set_option (socket, SOL_SOCKET, SO_SNDBUF, SEND_BUFFER, NULL);

  soup_server_message_set_status (self->message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  /* What comes after a stream gets a connection that may take more at a time. */
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  self->wrote_chunk = g_signal_connect_swapped (self->message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);

  /* The first ping tells that from here on nothing is missed. */
  ping_cb (self);
  if (self->interval > 0)
    self->ping = start_timer (self, self->interval * 1000, ping_cb);
  self->end = start_timer (self, STREAM_TIME * 1000, end_cb);
}

/**
 * roster_http_stream_new:
 * @message: answered by this from now on
 * @session: (transfer full): what the listener may see
 * @query: (nullable) (element-type utf8 utf8): `types`, `closeafter` and `ping`
 * @context: of the server
 * @patience: how long the listener may take for an event, in milliseconds
 *
 * To be used from the thread of @context, and freed once @message is finished.
 *
 * Returns: (transfer full) (nullable): %NULL where the query is not right; then @message was not touched
 */
RosterHttpStream *
roster_http_stream_new (SoupServerMessage *message,
                        RosterJmapSession *session,
                        GHashTable        *query,
                        GMainContext      *context,
                        guint              patience)
{
  g_autoptr (RosterHttpStream) self = NULL;

  g_return_val_if_fail (SOUP_IS_SERVER_MESSAGE (message), NULL);
  g_return_val_if_fail (session != NULL && context != NULL && patience > 0, NULL);

  self = g_new0 (RosterHttpStream, 1);
  self->message = g_object_ref (message);
  self->session = session;
  self->context = g_main_context_ref (context);
  self->patience = patience;
  self->pending = g_tree_new_full (compare, NULL, NULL, (GDestroyNotify) roster_http_change_free);
  if (!read_query (self, query))
    return NULL;

  begin (self);
  return g_steal_pointer (&self);
}

void
roster_http_stream_free (RosterHttpStream *self)
{
  if (self == NULL)
    return;

  g_clear_signal_handler (&self->wrote_chunk, self->message);
  clear_source (&self->ping);
  clear_source (&self->end);
  clear_source (&self->stall);
  g_tree_unref (self->pending);
  roster_jmap_session_free (self->session);
  g_strfreev (self->types);
  g_main_context_unref (self->context);
  g_object_unref (self->message);
  g_free (self);
}

/**
 * roster_http_stream_message:
 *
 * Returns: (transfer none): what the stream answers
 */
SoupServerMessage *
roster_http_stream_message (RosterHttpStream *self)
{
  return self->message;
}

/**
 * roster_http_stream_person:
 *
 * Returns: the id of who listens
 */
const char *
roster_http_stream_person (RosterHttpStream *self)
{
  return self->session->person;
}

static gboolean
listens_to (RosterHttpStream       *self,
            const RosterHttpChange *change)
{
  return roster_jmap_session_account (self->session, change->account) != NULL &&
         (self->types == NULL || g_strv_contains ((const char *const *) self->types, change->type->name));
}

/**
 * roster_http_stream_tell:
 * @stamp: up to where this tells
 * @changes: (element-type RosterHttpChange): of any account
 *
 * Tells the listener of those changes that it may see and has asked for, now or once it has taken what was told before.
 */
void
roster_http_stream_tell (RosterHttpStream *self,
                         gint64            stamp,
                         GPtrArray        *changes)
{
  g_return_if_fail (self != NULL && changes != NULL);

  if (self->ending)
    return;

  self->stamp = stamp;
  for (guint i = 0; i < changes->len; i++)
    {
      const RosterHttpChange *change = changes->pdata[i];

      if (listens_to (self, change))
        {
          RosterHttpChange *kept = roster_http_change_new (change->account, change->type, change->modseq);

          g_tree_replace (self->pending, kept, kept);
        }
    }

  self->ending = self->close_after && g_tree_nnodes (self->pending) > 0;
  flush (self);
}

/**
 * roster_http_stream_finish:
 *
 * Tells what is pending, and then no more.
 */
void
roster_http_stream_finish (RosterHttpStream *self)
{
  g_return_if_fail (self != NULL);

  self->ending = TRUE;
  flush (self);
}
