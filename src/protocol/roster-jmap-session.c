/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-jmap-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json.h"

#define SCOPE_COMPANY "company"
#define SCOPE_BOOK "book"

/**
 * roster_jmap_account_new:
 *
 * Returns: (transfer full): an account that may only be read
 */
RosterJmapAccount *
roster_jmap_account_new (const char  *id,
                         const char  *name,
                         RosterScope  scope)
{
  RosterJmapAccount *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (RosterJmapAccount, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL ? name : id);
  self->scope = scope;
  self->read_only = TRUE;
  self->writes = g_ptr_array_new ();
  return self;
}

void
roster_jmap_account_free (RosterJmapAccount *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->writes);
  g_free (self);
}

/**
 * roster_jmap_session_new:
 *
 * Returns: (transfer full): a session without accounts, with the default limits
 */
RosterJmapSession *
roster_jmap_session_new (void)
{
  RosterJmapSession *self = g_new0 (RosterJmapSession, 1);

  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_jmap_account_free);
  self->limits = roster_jmap_default_limits;
  return self;
}

void
roster_jmap_session_free (RosterJmapSession *self)
{
  if (self == NULL)
    return;

  g_free (self->username);
  g_free (self->person);
  g_free (self->role);
  g_free (self->api_url);
  g_free (self->event_source_url);
  g_free (self->upload_url);
  g_free (self->download_url);
  g_free (self->state);
  g_free (self->primary);
  g_ptr_array_unref (self->accounts);
  g_free (self);
}

/**
 * roster_jmap_session_account:
 *
 * Returns: (transfer none) (nullable): the account called @id
 */
RosterJmapAccount *
roster_jmap_session_account (RosterJmapSession *self,
                             const char        *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      RosterJmapAccount *account = g_ptr_array_index (self->accounts, i);

      if (strcmp (account->id, id) == 0)
        return account;
    }

  return NULL;
}

/* Writing */

static JsonObject *
account_to_json (RosterJmapAccount *account)
{
  JsonObject *object = json_object_new ();
  JsonObject *capabilities = json_object_new ();
  JsonObject *records = json_object_new ();
  JsonObject *writes = json_object_new ();

  for (guint i = 0; i < account->writes->len; i++)
    json_object_set_boolean_member (writes, ((const RosterRecordType *) account->writes->pdata[i])->name, TRUE);

  json_object_set_string_member (records, "scope", account->scope == ROSTER_SCOPE_COMPANY ? SCOPE_COMPANY : SCOPE_BOOK);
  json_object_set_object_member (records, "writes", writes);
  json_object_set_object_member (capabilities, ROSTER_JMAP_RECORDS, records);
  json_object_set_string_member (object, "name", account->name);
  json_object_set_boolean_member (object, "isPersonal", account->personal);
  json_object_set_boolean_member (object, "isReadOnly", account->read_only);
  json_object_set_object_member (object, "accountCapabilities", capabilities);
  return object;
}

/**
 * roster_jmap_session_to_bytes:
 *
 * Returns: (transfer full): the session object
 */
GBytes *
roster_jmap_session_to_bytes (RosterJmapSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonObject *capabilities = json_object_new ();
  JsonObject *records = json_object_new ();
  JsonObject *accounts = json_object_new ();
  JsonObject *primary = json_object_new ();
  GString *out = g_string_new (NULL);

  json_object_set_string_member (records, "personId", self->person);
  json_object_set_string_member (records, "role", self->role);
  json_object_set_object_member (capabilities, ROSTER_JMAP_CORE, roster_jmap_limits_to_json (&self->limits));
  json_object_set_object_member (capabilities, ROSTER_JMAP_RECORDS, records);
  json_object_set_object_member (object, "capabilities", capabilities);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      RosterJmapAccount *account = g_ptr_array_index (self->accounts, i);

      json_object_set_object_member (accounts, account->id, account_to_json (account));
    }
  json_object_set_object_member (object, "accounts", accounts);
  if (self->primary != NULL)
    json_object_set_string_member (primary, ROSTER_JMAP_RECORDS, self->primary);
  json_object_set_object_member (object, "primaryAccounts", primary);

  json_object_set_string_member (object, "username", self->username);
  json_object_set_string_member (object, "apiUrl", self->api_url);
  json_object_set_string_member (object, "downloadUrl",
                                 ROSTER_JMAP_DOWNLOAD_PATH "{accountId}/{blobId}/{name}?type={type}");
  json_object_set_string_member (object, "uploadUrl", ROSTER_JMAP_UPLOAD_PATH "{accountId}/");
  json_object_set_string_member (object, "eventSourceUrl",
                                 self->event_source_url != NULL ? self->event_source_url : "");
  json_object_set_string_member (object, "state", self->state);

  node = json_node_init_object (json_node_alloc (), object);
  roster_json_append_node (out, node);
  return g_string_free_to_bytes (out);
}

/* Reading */

static JsonObject *
object_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
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
                const char *name,
                gboolean    otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : otherwise;
}

/* An account without our capability is none of ours. */
static void
read_account (RosterJmapSession *self,
              const char        *id,
              JsonObject        *object)
{
  JsonObject *records = object_member (object_member (object, "accountCapabilities"), ROSTER_JMAP_RECORDS);
  JsonObject *writes = object_member (records, "writes");
  RosterJmapAccount *account;
  gboolean is_company;

  if (records == NULL)
    return;

  is_company = g_strcmp0 (string_member (records, "scope"), SCOPE_COMPANY) == 0;
  account = roster_jmap_account_new (id, string_member (object, "name"),
                                     is_company ? ROSTER_SCOPE_COMPANY : ROSTER_SCOPE_BOOK);
  account->personal = boolean_member (object, "isPersonal", FALSE);
  account->read_only = boolean_member (object, "isReadOnly", TRUE);
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (boolean_member (writes, roster_record_types[i]->name, FALSE))
      g_ptr_array_add (account->writes, (gpointer) roster_record_types[i]);
  g_ptr_array_add (self->accounts, account);
}

/**
 * roster_jmap_session_from_bytes:
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with %ROSTER_JMAP_ERROR
 */
RosterJmapSession *
roster_jmap_session_from_bytes (GBytes  *bytes,
                                GError **error)
{
  g_autoptr (RosterJmapSession) self = roster_jmap_session_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *capabilities, *records, *accounts;
  JsonObjectIter iter;
  const char *text, *id;
  JsonNode *account;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  node = roster_json_parse (length > 0 ? text : "", length, ROSTER_JSON_MAX_DEPTH, NULL);
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  capabilities = object_member (object, "capabilities");
  records = object_member (capabilities, ROSTER_JMAP_RECORDS);
  accounts = object_member (object, "accounts");
  if (records == NULL || accounts == NULL || string_member (object, "apiUrl") == NULL)
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_REQUEST,
                           _("This is not the address of a Roster office. Check the office’s address."));
      return NULL;
    }

  self->username = g_strdup (string_member (object, "username"));
  self->person = g_strdup (string_member (records, "personId"));
  self->role = g_strdup (string_member (records, "role"));
  self->api_url = g_strdup (string_member (object, "apiUrl"));
  self->event_source_url = g_strdup (string_member (object, "eventSourceUrl"));
  self->upload_url = g_strdup (string_member (object, "uploadUrl"));
  self->download_url = g_strdup (string_member (object, "downloadUrl"));
  self->state = g_strdup (string_member (object, "state"));
  self->primary = g_strdup (string_member (object_member (object, "primaryAccounts"), ROSTER_JMAP_RECORDS));
  roster_jmap_limits_from_json (&self->limits, object_member (capabilities, ROSTER_JMAP_CORE));

  json_object_iter_init_ordered (&iter, accounts);
  while (json_object_iter_next_ordered (&iter, &id, &account))
    if (JSON_NODE_HOLDS_OBJECT (account))
      read_account (self, id, json_node_get_object (account));

  return g_steal_pointer (&self);
}
