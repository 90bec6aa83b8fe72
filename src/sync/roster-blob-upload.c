/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-blob-upload.h"

#include <glib/gi18n-lib.h>

#include "roster-blob-folder.h"
#include "roster-blob-queue.h"
#include "roster-json.h"

/* What arrives damaged is sent again so often before a person is asked. */
#define MAX_ATTEMPTS 3

typedef struct
{
  const RosterCacheAccess *access;
  RosterTransport *transport;
  const char *token;
  RosterSyncReport *report;
  GCancellable *cancellable;

  char *folder;
  RosterSession *session;
  GPtrArray *blobs;
  /* The one whose fate is written down, and why it is refused */
  const RosterQueuedBlob *blob;
  const char *reason;
} Upload;

static void
upload_clear (Upload *self)
{
  g_free (self->folder);
  g_clear_pointer (&self->session, roster_session_free);
  g_clear_pointer (&self->blobs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Upload, upload_clear)

/* Steps on the cache */

static gboolean
take_step (RosterCache  *cache,
           gpointer      data,
           GError      **error)
{
  Upload *self = data;

  self->blobs = roster_cache_take_blobs (cache, error);
  if (self->blobs == NULL || self->blobs->len == 0)
    return self->blobs != NULL;

  self->folder = roster_blob_folder_for (roster_database_path (roster_cache_database (cache)));
  self->session = roster_session_load (self->transport, cache);
  return TRUE;
}

static gboolean
confirm_step (RosterCache  *cache,
              gpointer      data,
              GError      **error)
{
  Upload *self = data;

  return roster_cache_confirm_blob (cache, self->blob, error);
}

static gboolean
refuse_step (RosterCache  *cache,
             gpointer      data,
             GError      **error)
{
  Upload *self = data;

  return roster_cache_refuse_blob (cache, self->blob, self->reason, error);
}

static gboolean
refuse (Upload      *self,
        const char  *reason,
        GError     **error)
{
  self->reason = reason;
  self->report->n_refused++;
  return roster_cache_access_run (self->access, refuse_step, self, error);
}

/* One blob */

/* A text of the problem that the office answers with (RFC 7807). */
static char *
problem_text (const RosterHttpResponse *response,
              const char               *name)
{
  gsize length;
  const char *data = g_bytes_get_data (response->body, &length);
  g_autoptr (JsonNode) node = roster_json_parse (length > 0 ? data : "", length, ROSTER_JSON_MAX_DEPTH, NULL);
  JsonNode *text = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                       ? json_object_get_member (json_node_get_object (node), name)
                       : NULL;

  return text != NULL && json_node_get_value_type (text) == G_TYPE_STRING ? json_node_dup_string (text) : NULL;
}

static RosterHttpResponse *
post (Upload  *self,
      GBytes  *content,
      GError **error)
{
  g_autofree char *path = roster_session_upload_path (self->session, self->blob->account, self->blob->id);
  RosterHttpRequest request = {
    .method = "POST",
    .path = path,
    .token = self->token,
    .content_type = "image/jpeg",
    .body = content,
  };
  RosterHttpResponse *response = roster_transport_send (self->transport, &request, self->cancellable, error);

  self->report->n_requests++;
  if (response != NULL)
    {
      self->report->bytes_sent += response->bytes_sent;
      self->report->bytes_received += response->bytes_received;
      self->report->retry_after = response->retry_after;
    }
  return response;
}

/* What was sent before may be there although no answer came: asking costs next to nothing. */
static gboolean
ask (Upload    *self,
     gboolean  *there,
     GError   **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (RosterHttpResponse) response = NULL;

  *there = FALSE;
  if (self->blob->attempts == 0)
    return TRUE;

  response = post (self, nothing, error);
  *there = response != NULL && response->status >= 200 && response->status < 300;
  return response != NULL;
}

static gboolean
is_problem (const RosterHttpResponse *response,
            const char               *urn)
{
  g_autofree char *type = problem_text (response, "type");

  return response->status == 400 && g_strcmp0 (type, urn) == 0;
}

/* Whether what arrived was not what was sent, as happens on bad lines. */
static gboolean
was_damaged (const RosterHttpResponse *response)
{
  return is_problem (response, ROSTER_JMAP_ERROR_URN "invalidArguments");
}

/* Whether the office still counts uploads of this person as under way, as after a line broke: that is over soon. */
static gboolean
was_one_too_many (const RosterHttpResponse *response)
{
  return is_problem (response, ROSTER_JMAP_ERROR_URN "limit");
}

/* Whether the answer is about this photo, and not about the connection or the person. */
static gboolean
is_final (const RosterQueuedBlob   *blob,
          const RosterHttpResponse *response)
{
  if (was_damaged (response))
    return blob->attempts >= MAX_ATTEMPTS - 1;
  if (was_one_too_many (response))
    return FALSE;

  return response->status == 400 || response->status == 403 || response->status == 404 || response->status == 413;
}

static gboolean
refuse_as_told (Upload                    *self,
                const RosterHttpResponse  *response,
                GError                   **error)
{
  g_autofree char *detail = problem_text (response, "detail");
  g_autofree char *words = g_strdup_printf (_("The office does not take this photo (HTTP %u)."), response->status);

  return refuse (self, detail != NULL ? detail : words, error);
}

static gboolean
send_blob (Upload  *self,
           GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) content = roster_blob_folder_read (self->folder, self->blob->id, &local_error);
  g_autoptr (RosterHttpResponse) response = NULL;

  if (content == NULL)
    return refuse (self, local_error->message, error);

  response = post (self, content, error);
  if (response == NULL)
    return FALSE;
  if (is_final (self->blob, response))
    return refuse_as_told (self, response, error);
  if (was_damaged (response))
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE,
                           _("A photo did not arrive whole at the office. It is sent again later."));
      return FALSE;
    }
  if (was_one_too_many (response))
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE,
                           _("The office still takes other photos of yours. The rest is sent later."));
      return FALSE;
    }
  if (!roster_http_check (response, error))
    return FALSE;

  self->report->n_photos++;
  return roster_cache_access_run (self->access, confirm_step, self, error);
}

static gboolean
upload (Upload  *self,
        GError **error)
{
  gboolean there;

  if (!ask (self, &there, error))
    return FALSE;
  if (!there)
    return send_blob (self, error);

  self->report->n_photos++;
  return roster_cache_access_run (self->access, confirm_step, self, error);
}

/**
 * roster_sync_upload_blobs:
 * @report: to count in
 *
 * Sends the blobs that wait, one after the other. What the office confirms or refuses is written down at once, so that
 * breaking off costs no more than the one that is under way; that one is asked for first the next time. An office that
 * takes no blobs lets them wait.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR or an error of the cache; the rest waits for the next sync
 */
gboolean
roster_sync_upload_blobs (const RosterCacheAccess  *access,
                          RosterTransport          *transport,
                          const char               *token,
                          RosterSyncReport         *report,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  g_auto (Upload) self = { access, transport, token, report, cancellable };

  g_return_val_if_fail (access != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  if (!roster_cache_access_run (access, take_step, &self, error))
    return FALSE;
  if (self.session == NULL || self.session->upload_path == NULL)
    return TRUE;

  for (guint i = 0; i < self.blobs->len; i++)
    {
      self.blob = self.blobs->pdata[i];
      if (!upload (&self, error))
        return FALSE;
    }

  return TRUE;
}
