/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

  g_free (self->login);
  g_free (self->state);
  g_free (self->api_path);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
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

static const char *
string_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
boolean_member (JsonObject *object,
                const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static JsonObject *
object_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_accounts (RosterSession  *self,
               JsonObject     *session,
               GError        **error)
{
  JsonObject *accounts = object_member (session, "accounts");
  const char *primary = string_member (object_member (session, "primaryAccounts"), ROSTER_JMAP_RECORDS);
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (accounts == NULL || json_object_get_size (accounts) > MAX_ACCOUNTS)
    return refuse (error);

  json_object_iter_init_ordered (&iter, accounts);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    {
      JsonObject *account = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      gboolean company = strcmp (id, ROSTER_JMAP_COMPANY_ACCOUNT) == 0;
      const char *name;

      if (account == NULL)
        return refuse (error);

      name = string_member (account, "name");
      g_ptr_array_add (self->accounts,
                       roster_account_new (id, name != NULL ? name : id,
                                           company ? ROSTER_SCOPE_COMPANY : ROSTER_SCOPE_BOOK,
                                           boolean_member (account, "isReadOnly"),
                                           company || g_strcmp0 (id, primary) == 0));
    }

  return TRUE;
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
  g_autoptr (JsonNode) node = NULL;
  JsonObject *session, *core;
  const char *login, *state, *api;

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (json != NULL, NULL);

  node = roster_json_parse (json, -1, ROSTER_JSON_MAX_DEPTH, NULL);
  session = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  login = string_member (session, "username");
  state = string_member (session, "state");
  api = string_member (session, "apiUrl");
  core = object_member (object_member (session, "capabilities"), ROSTER_JMAP_CORE);
  if (login == NULL || state == NULL || api == NULL || core == NULL)
    {
      refuse (error);
      return NULL;
    }

  self = g_new0 (RosterSession, 1);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  self->login = g_strdup (login);
  self->state = g_strdup (state);
  self->json = g_strdup (json);
  self->api_path = roster_transport_path_of (transport, api);
  if (self->api_path == NULL)
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                           _("The office sends its clients to another address; that is not followed. Ask the office’s "
                             "administrator."));
      return NULL;
    }

  self->limits = roster_jmap_default_limits;
  roster_jmap_limits_from_json (&self->limits, core);
  if (!read_accounts (self, session, error))
    return NULL;

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
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT, _("You are signed out. Sign in again."));
  else if (response->status == 403)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED,
                         _("The office refuses this. Ask the office’s administrator for the right."));
  else if (response->status == 408 || response->status == 429 || response->status >= 500)
    g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE,
                 _("The office cannot serve now (HTTP %u). It is tried again later."), response->status);
  else
    g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                 _("This address does not answer like a Roster office (HTTP %u). Check the address."), response->status);

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
has_account (RosterSession *self,
             const char    *id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (strcmp (((RosterAccount *) self->accounts->pdata[i])->id, id) == 0)
      return TRUE;

  return FALSE;
}

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

  if (counts.waiting + counts.sending + counts.conflict + counts.refused == 0)
    return TRUE;

  g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OTHER_PERSON,
               _("Changes of “%s” wait in this data. Let “%s” sign in and sync, or export or drop the changes, or use "
                 "other data for “%s”."), login, login, self->login);
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

      if (!is_local (account->id) && (all || !has_account (self, account->id)) &&
          !roster_cache_forget_account (cache, account->id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
refuse_homeless (RosterSession  *self,
                 RosterCache    *cache,
                 GError        **error)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (cache, error);

  if (pending == NULL)
    return FALSE;

  for (guint i = 0; i < pending->len; i++)
    {
      const RosterPending *change = pending->pdata[i];

      if (!has_account (self, change->account) && change->state != ROSTER_PENDING_REFUSED &&
          !roster_cache_refuse_pending (cache, change->key->type, change->key->id,
                                        roster_jmap_error_name (ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND),
                                        _("You have no book at the office in which this could be kept."), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
adopt (RosterSession    *self,
       RosterTransport  *transport,
       RosterCache      *cache,
       GError          **error)
{
  g_autofree char *office = roster_cache_get_fact (cache, ROSTER_FACT_OFFICE);
  g_autofree char *login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);
  gboolean other_office = office != NULL && strcmp (office, roster_transport_origin (transport)) != 0;
  gboolean other_person = login != NULL && strcmp (login, self->login) != 0;

  if ((other_office || other_person) && login != NULL && !check_person (self, cache, login, error))
    return FALSE;

  return forget_lost_accounts (self, cache, other_office, error) &&
         roster_cache_set_accounts (cache, self->accounts, error) &&
         refuse_homeless (self, cache, error) &&
         roster_cache_set_fact (cache, ROSTER_FACT_OFFICE, roster_transport_origin (transport), error) &&
         roster_cache_set_fact (cache, ROSTER_FACT_LOGIN, self->login, error) &&
         roster_cache_set_fact (cache, ROSTER_FACT_SESSION, self->json, error);
}

/**
 * roster_session_adopt:
 *
 * Makes the cache that of the session's person, in one transaction: what was entered before the first sign-in moves into the
 * person's accounts, and what the person may no longer see goes.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR_OTHER_PERSON where changes of somebody else wait in the cache
 */
gboolean
roster_session_adopt (RosterSession    *self,
                      RosterTransport  *transport,
                      RosterCache      *cache,
                      GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (cache != NULL, FALSE);

  if (!roster_cache_begin (cache, error))
    return FALSE;

  if (!adopt (self, transport, cache, error) || !roster_cache_commit (cache, error))
    {
      roster_cache_rollback (cache);
      return FALSE;
    }

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
  const char *token = NULL;
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
    token = string_member (json_node_get_object (node), "token");
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
