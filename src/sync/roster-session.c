/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-blob-queue.h"
#include "roster-json.h"
#include "roster-outbox.h"
#include "roster-remote.h"

#define MAX_REDIRECTS 5
#define MAX_ACCOUNTS 100000

void
roster_session_free (RosterSession *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->office, roster_jmap_session_free);
  g_free (self->api_path);
  g_free (self->events_path);
  g_free (self->upload_path);
  g_free (self->download_path);
  g_free (self->json);
  g_free (self);
}

/* Reading */

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                       _("This address does not answer like a Roster office. Check the address."));
  return FALSE;
}

/* Seconds between two signs of life of a stream of changes; shorter than a connection may be silent. */
#define PING "30"

/* Of all types, until one side has had enough. */
static char *
events_path (RosterTransport *transport,
             const char      *template)
{
  g_autoptr (GString) url = g_string_new (template);

  if (url->len == 0)
    return NULL;

  g_string_replace (url, "{types}", "*", 0);
  g_string_replace (url, "{closeafter}", "no", 0);
  g_string_replace (url, "{ping}", PING, 0);
  return roster_transport_path_of (transport, url->str);
}

static char *
blob_path (RosterTransport *transport,
           const char      *template)
{
  return template != NULL && template[0] != '\0' ? roster_transport_path_of (transport, template) : NULL;
}

static void
fill_in (GString    *path,
         const char *name,
         const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_replace (path, name, escaped, 0);
}

/**
 * roster_session_upload_path:
 * @account: whose blob it is
 * @blob: its name, so that what arrives damaged is refused
 *
 * Returns: (transfer full) (nullable): where to send a blob; %NULL where the office takes none
 */
char *
roster_session_upload_path (RosterSession *self,
                            const char    *account,
                            const char    *blob)
{
  GString *path;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (account != NULL && blob != NULL, NULL);

  if (self->upload_path == NULL)
    return NULL;

  path = g_string_new (self->upload_path);
  fill_in (path, "{accountId}", account);
  g_string_append_printf (path, "%csha256=%s", strchr (path->str, '?') != NULL ? '&' : '?', blob);
  return g_string_free (path, FALSE);
}

/**
 * roster_session_download_path:
 *
 * Returns: (transfer full) (nullable): where the blob comes from; %NULL where the office gives none
 */
char *
roster_session_download_path (RosterSession *self,
                              const char    *account,
                              const char    *blob)
{
  GString *path;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (account != NULL && blob != NULL, NULL);

  if (self->download_path == NULL)
    return NULL;

  path = g_string_new (self->download_path);
  fill_in (path, "{accountId}", account);
  fill_in (path, "{blobId}", blob);
  fill_in (path, "{name}", "photo.jpg");
  fill_in (path, "{type}", "image/jpeg");
  return g_string_free (path, FALSE);
}

/**
 * roster_session_parse:
 * @json: a session object
 *
 * Reads a session object. Its addresses must lie on the office's own origin.
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with %ROSTER_SYNC_ERROR_PROTOCOL
 */
RosterSession *
roster_session_parse (RosterTransport  *transport,
                      const char       *json,
                      GError          **error)
{
  g_autoptr (RosterSession) self = NULL;
  g_autoptr (RosterJmapSession) office = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new (json, strlen (json));
  office = roster_jmap_session_from_bytes (bytes, NULL);
  if (office == NULL || office->username == NULL || office->state == NULL || office->accounts->len > MAX_ACCOUNTS)
    {
      refuse (error);
      return NULL;
    }

  self = g_new0 (RosterSession, 1);
  self->json = g_strdup (json);
  self->api_path = roster_transport_path_of (transport, office->api_url);
  self->events_path = events_path (transport, office->event_source_url);
  self->upload_path = blob_path (transport, office->upload_url);
  self->download_path = blob_path (transport, office->download_url);
  self->office = g_steal_pointer (&office);
  if (self->api_path == NULL)
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                           _("The office sends its clients to another address; that is not followed. Ask the office’s "
                             "administrator."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * roster_http_check:
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR where the answer's status is not one of success
 */
gboolean
roster_http_check (const RosterHttpResponse  *response,
                   GError                   **error)
{
  g_return_val_if_fail (response != NULL, FALSE);

  if (response->status >= 200 && response->status < 300)
    return TRUE;

  if (response->status == 401)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT,
                         _("You are signed out. Sign in again."));
  else if (response->status == 403)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED,
                         _("The office refuses this. Ask the office’s administrator for the right."));
  else if (response->status == 408 || response->status == 429 || response->status >= 500)
    g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE,
                 _("The office cannot serve now (HTTP %u). It is tried again later."), response->status);
  else
    g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                 _("This address does not answer like a Roster office (HTTP %u). Check the address."),
                 response->status);

  return FALSE;
}

static gboolean
is_redirect (const RosterHttpResponse *response)
{
  return response->location != NULL && (response->status == 301 || response->status == 302 || response->status == 303 ||
                                        response->status == 307 || response->status == 308);
}

static RosterHttpResponse *
get_following (RosterTransport  *transport,
               const char       *token,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autofree char *path = g_strdup (ROSTER_JMAP_SESSION_PATH);

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      RosterHttpRequest request = { .method = "GET", .path = path, .token = token };
      g_autoptr (RosterHttpResponse) response = roster_transport_send (transport, &request, cancellable, error);
      g_autofree char *next = NULL;

      if (response == NULL || !is_redirect (response))
        return g_steal_pointer (&response);

      next = roster_transport_path_of (transport, response->location);
      if (next == NULL)
        {
          g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                               _("The office has moved to another address. Ask the office’s administrator for it."));
          return NULL;
        }
      g_free (path);
      path = g_steal_pointer (&next);
    }

  refuse (error);
  return NULL;
}

/**
 * roster_session_fetch:
 *
 * Asks the office for the session object.
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with %ROSTER_SYNC_ERROR
 */
RosterSession *
roster_session_fetch (RosterTransport  *transport,
                      const char       *token,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr (RosterHttpResponse) response = NULL;
  g_autofree char *json = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (token != NULL, NULL);

  response = get_following (transport, token, cancellable, error);
  if (response == NULL || !roster_http_check (response, error))
    return NULL;

  data = g_bytes_get_data (response->body, &length);
  json = g_strndup (data != NULL ? data : "", length);
  return roster_session_parse (transport, json, error);
}

/**
 * roster_session_load:
 *
 * Returns: (transfer full) (nullable): the session that the cache remembers of this office; %NULL where there is none
 */
RosterSession *
roster_session_load (RosterTransport *transport,
                     RosterCache     *cache)
{
  g_autofree char *office = roster_cache_get_fact (cache, ROSTER_FACT_OFFICE);
  g_autofree char *json = roster_cache_get_fact (cache, ROSTER_FACT_SESSION);

  if (json == NULL || g_strcmp0 (office, roster_transport_origin (transport)) != 0)
    return NULL;

  return roster_session_parse (transport, json, NULL);
}

/* Into the cache */

static gboolean
is_local (const char *id)
{
  return strcmp (id, ROSTER_LOCAL_COMPANY_ACCOUNT) == 0 || strcmp (id, ROSTER_LOCAL_BOOK_ACCOUNT) == 0;
}

static gboolean
check_person (RosterSession  *self,
              RosterCache    *cache,
              const char     *login,
              GError        **error)
{
  RosterOutboxCounts counts;

  if (!roster_cache_count_pending (cache, &counts, error))
    return FALSE;

  if (roster_outbox_total (&counts) == 0)
    return TRUE;

  g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OTHER_PERSON,
               _("Changes of “%s” wait in this data. Let “%s” sign in and sync, or export or drop the changes, or use "
                 "other data for “%s”."),
               login, login, self->office->username);
  return FALSE;
}

/* What the person may no longer see goes; what waits there is shown as refused. */
static gboolean
forget_lost_accounts (RosterSession  *self,
                      RosterCache    *cache,
                      gboolean        all,
                      GError        **error)
{
  g_autoptr (GPtrArray) known = roster_cache_list_accounts (cache, error);

  if (known == NULL)
    return FALSE;

  for (guint i = 0; i < known->len; i++)
    {
      const RosterAccount *account = known->pdata[i];

      if (!is_local (account->id) && (all || roster_jmap_session_account (self->office, account->id) == NULL) &&
          !roster_cache_forget_account (cache, account->id, error))
        return FALSE;
    }

  return TRUE;
}

/* The accounts as the cache keeps them: new records of the company go to its one account, those of a book to the own
   one. */
static GPtrArray *
cache_accounts (RosterSession *self)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  for (guint i = 0; i < self->office->accounts->len; i++)
    {
      const RosterJmapAccount *account = self->office->accounts->pdata[i];
      RosterAccount *known = roster_account_new (account->id, account->name, account->scope, account->read_only,
                                                 account->scope == ROSTER_SCOPE_COMPANY ||
                                                     g_strcmp0 (account->id, self->office->primary) == 0);

      known->writes = g_ptr_array_ref (account->writes);
      g_ptr_array_add (accounts, known);
    }

  return accounts;
}

static gboolean
adopt (RosterSession    *self,
       RosterTransport  *transport,
       RosterCache      *cache,
       gboolean         *taken_over,
       GError          **error)
{
  g_autofree char *office = roster_cache_get_fact (cache, ROSTER_FACT_OFFICE);
  g_autofree char *login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);
  g_autoptr (GPtrArray) accounts = cache_accounts (self);
  gboolean other_office = office != NULL && strcmp (office, roster_transport_origin (transport)) != 0;
  gboolean other_person = login != NULL && strcmp (login, self->office->username) != 0;

  *taken_over = other_office || other_person;
  if (*taken_over && login != NULL && !check_person (self, cache, login, error))
    return FALSE;

  return forget_lost_accounts (self, cache, other_office, error) &&
         roster_cache_set_accounts (cache, accounts, error) &&
         roster_cache_set_fact (cache, ROSTER_FACT_OFFICE, roster_transport_origin (transport), error) &&
         roster_cache_set_fact (cache, ROSTER_FACT_LOGIN, self->office->username, error) &&
         (!*taken_over || roster_cache_set_fact (cache, ROSTER_FACT_STATES, NULL, error)) &&
         roster_cache_set_fact (cache, ROSTER_FACT_SESSION, self->json, error);
}

/**
 * roster_session_adopt:
 *
 * Makes the cache that of the session's person, in one transaction: what was entered before the first sign-in moves
 * into the person's accounts, and what the person may no longer see goes, with the photos of the person before.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR_OTHER_PERSON where changes of somebody else wait in the cache
 */
gboolean
roster_session_adopt (RosterSession    *self,
                      RosterTransport  *transport,
                      RosterCache      *cache,
                      GError          **error)
{
  gboolean taken_over;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (cache != NULL, FALSE);

  if (!roster_cache_begin (cache, error))
    return FALSE;

  if (!adopt (self, transport, cache, &taken_over, error) || !roster_cache_commit (cache, error))
    {
      roster_cache_rollback (cache);
      return FALSE;
    }

  /* Photos are of people: what this person may see comes again from the office. */
  if (taken_over)
    roster_cache_forget_blobs (cache, NULL);
  return TRUE;
}

/* Signing in and out */

static GBytes *
credentials (const char *login,
             const char *password)
{
  GString *body = g_string_new ("{\"login\":");

  roster_json_append_string (body, login);
  g_string_append (body, ",\"password\":");
  roster_json_append_string (body, password);
  g_string_append_c (body, '}');
  return g_string_free_to_bytes (body);
}

/**
 * roster_sign_in:
 *
 * Changes a password for a token. Neither is ever logged.
 *
 * Returns: (transfer full) (nullable): the token, or %NULL with %ROSTER_SYNC_ERROR
 */
char *
roster_sign_in (RosterTransport  *transport,
                const char       *login,
                const char       *password,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (RosterHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonNode *member = NULL;
  const char *token;
  RosterHttpRequest request = {
    .method = "POST",
    .path = ROSTER_JMAP_TOKEN_PATH,
    .content_type = "application/json",
  };

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (login != NULL && password != NULL, NULL);

  if (!g_utf8_validate (login, -1, NULL) || !g_utf8_validate (password, -1, NULL))
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED,
                           _("The login and the password must be valid text."));
      return NULL;
    }

  body = credentials (login, password);
  request.body = body;
  response = roster_transport_send (transport, &request, cancellable, error);
  if (response == NULL)
    return NULL;

  if (response->status == 400 || response->status == 401 || response->status == 403)
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED,
                           _("The office does not know this login with this password. Check both."));
      return NULL;
    }
  if (response->status == 429)
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED,
                           _("Too many failed sign-ins. Wait a few minutes, then try again."));
      return NULL;
    }
  if (!roster_http_check (response, error))
    return NULL;

  node = roster_json_parse (g_bytes_get_size (response->body) > 0 ? g_bytes_get_data (response->body, NULL) : "",
                            g_bytes_get_size (response->body), ROSTER_JSON_MAX_DEPTH, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    member = json_object_get_member (json_node_get_object (node), "token");
  token = member != NULL && json_node_get_value_type (member) == G_TYPE_STRING ? json_node_get_string (member) : NULL;
  if (token == NULL || token[0] == '\0' || strpbrk (token, "\r\n \t") != NULL)
    {
      refuse (error);
      return NULL;
    }

  return g_strdup (token);
}

/**
 * roster_sign_out:
 *
 * Asks the office to forget a token. One that it no longer knows is no error.
 */
gboolean
roster_sign_out (RosterTransport  *transport,
                 const char       *token,
                 GCancellable     *cancellable,
                 GError          **error)
{
  RosterHttpRequest request = { .method = "DELETE", .path = ROSTER_JMAP_TOKEN_PATH, .token = token };
  g_autoptr (RosterHttpResponse) response = NULL;

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  response = roster_transport_send (transport, &request, cancellable, error);
  return response != NULL && (response->status == 401 || roster_http_check (response, error));
}
