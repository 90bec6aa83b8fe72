/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "roster-jmap-response.h"
#include "roster-json.h"
#include "roster-method.h"
#include "roster-office-private.h"
#include "roster-record-json.h"

struct _RosterOffice
{
  GObject parent_instance;

  char *store;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterJmapLimits limits;
  unsigned long long password_operations;
  gsize password_memory;

  /* a hash that no password fits, made when it is first needed; under the mutex like what follows */
  char *decoy_hash;
  /* connections that nobody uses at the moment */
  GMutex mutex;
  GQueue idle;

  /* Atomic */
  guint n_failed;
};

G_DEFINE_FINAL_TYPE (RosterOffice, roster_office, G_TYPE_OBJECT)

/* The methods that every record type has. */
static const struct
{
  const char *name;
  RosterMethod method;
  gboolean writes;
} methods[] = {
  { "get", roster_method_get, FALSE },
  { "changes", roster_method_changes, FALSE },
  { "set", roster_method_set, TRUE },
  { "query", roster_method_query, FALSE },
};

static void
roster_office_finalize (GObject *object)
{
  RosterOffice *self = ROSTER_OFFICE (object);

  g_queue_clear_full (&self->idle, g_object_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->store);
  g_free (self->decoy_hash);
  g_clear_object (&self->clock);
  g_clear_object (&self->ids);

  G_OBJECT_CLASS (roster_office_parent_class)->finalize (object);
}

static void
roster_office_class_init (RosterOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_office_finalize;
}

static void
roster_office_init (RosterOffice *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->idle);
  self->limits = roster_jmap_default_limits;
  self->password_operations = crypto_pwhash_OPSLIMIT_INTERACTIVE;
  self->password_memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
}

/**
 * roster_office_open:
 * @store: where the data is, see roster_backend_open()
 * @create: whether to make the store when it is missing
 *
 * Returns: (transfer full) (nullable): the office
 */
RosterOffice *
roster_office_open (const char      *store,
                    gboolean         create,
                    RosterClock     *clock,
                    RosterIdSource  *ids,
                    GError         **error)
{
  g_autoptr (RosterBackend) backend = NULL;
  RosterOffice *self;

  g_return_val_if_fail (store != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (ROSTER_IS_ID_SOURCE (ids), NULL);

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_STORE,
                           _("This computer gives no random numbers, so nobody could sign in safely"));
      return NULL;
    }

  backend = roster_backend_open (store, create, error);
  if (backend == NULL)
    return NULL;

  self = g_object_new (ROSTER_TYPE_OFFICE, NULL);
  self->store = g_strdup (store);
  self->clock = g_object_ref (clock);
  self->ids = g_object_ref (ids);
  g_queue_push_head (&self->idle, g_steal_pointer (&backend));
  return self;
}

/**
 * roster_office_clock:
 *
 * Returns: (transfer none): the time of the office; may be asked from any thread
 */
RosterClock *
roster_office_clock (RosterOffice *self)
{
  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);

  return self->clock;
}

/**
 * roster_office_ids:
 *
 * Returns: (transfer none): makes the ids of records that the office creates; from any thread
 */
RosterIdSource *
roster_office_ids (RosterOffice *self)
{
  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);

  return self->ids;
}

/**
 * roster_office_limits:
 *
 * Returns: (transfer none): the limits that every request is held to
 */
const RosterJmapLimits *
roster_office_limits (RosterOffice *self)
{
  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);

  return &self->limits;
}

/**
 * roster_office_set_limits:
 *
 * To be called before the office serves anybody.
 */
void
roster_office_set_limits (RosterOffice           *self,
                          const RosterJmapLimits *limits)
{
  g_return_if_fail (ROSTER_IS_OFFICE (self));
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
}

/**
 * roster_office_set_password_cost:
 * @operations: passes over the memory
 * @memory: bytes
 *
 * Sets what hashing a password costs from now on, in the terms of libsodium's argon2id. The default is libsodium's
 * interactive one; tests take less.
 */
void
roster_office_set_password_cost (RosterOffice       *self,
                                 unsigned long long  operations,
                                 gsize               memory)
{
  g_return_if_fail (ROSTER_IS_OFFICE (self));

  self->password_operations = operations;
  self->password_memory = memory;
}

void
roster_office_password_cost (RosterOffice       *self,
                             unsigned long long *operations,
                             gsize              *memory)
{
  *operations = self->password_operations;
  *memory = self->password_memory;
}

char *
roster_office_decoy_hash (RosterOffice *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->decoy_hash == NULL)
    {
      char hash[crypto_pwhash_STRBYTES];
      guchar nobody[16];

      randombytes_buf (nobody, sizeof nobody);
      if (crypto_pwhash_str (hash, (const char *) nobody, sizeof nobody, self->password_operations,
                             self->password_memory) != 0)
        return g_strdup ("");
      self->decoy_hash = g_strdup (hash);
    }

  return g_strdup (self->decoy_hash);
}

/**
 * roster_office_n_failed:
 *
 * Returns: how many method calls failed because the office could not do what was asked, as on a full disk
 */
guint
roster_office_n_failed (RosterOffice *self)
{
  g_return_val_if_fail (ROSTER_IS_OFFICE (self), 0);

  return g_atomic_int_get (&self->n_failed);
}

/**
 * roster_office_acquire:
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable): a connection for the calling thread, to be given back with
 *   roster_office_release()
 */
RosterBackend *
roster_office_acquire (RosterOffice  *self,
                       GError       **error)
{
  RosterBackend *backend;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);

  g_mutex_lock (&self->mutex);
  backend = g_queue_pop_head (&self->idle);
  g_mutex_unlock (&self->mutex);

  return backend != NULL ? backend : roster_backend_open (self->store, FALSE, error);
}

/**
 * roster_office_release:
 * @backend: (transfer full): outside a transaction
 */
void
roster_office_release (RosterOffice  *self,
                       RosterBackend *backend)
{
  g_return_if_fail (ROSTER_IS_OFFICE (self));
  g_return_if_fail (ROSTER_IS_BACKEND (backend));

  roster_backend_call (backend, rollback);
  if (!roster_backend_call (backend, is_usable))
    {
      g_object_unref (backend);
      return;
    }

  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->idle, backend);
  g_mutex_unlock (&self->mutex);
}

/* Dispatch */

static RosterMethod
find_method (const char              *name,
             const RosterRecordType **type,
             gboolean                *writes)
{
  const char *slash = strchr (name, '/');
  g_autofree char *type_name = NULL;

  *type = NULL;
  *writes = FALSE;
  if (slash == NULL)
    return NULL;
  if (strcmp (name, "State/changes") == 0)
    return roster_method_states;

  type_name = g_strndup (name, slash - name);
  *type = roster_record_type_find (type_name);
  if (*type == NULL || strcmp ((*type)->name, type_name) != 0)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (strcmp (methods[i].name, slash + 1) == 0)
      {
        *writes = methods[i].writes;
        return methods[i].method;
      }

  return NULL;
}

static gboolean
call_method (RosterMethod       method,
             gboolean           writes,
             RosterMethodCall  *call,
             GString           *answer,
             GError           **error)
{
  if (!roster_backend_call (call->backend, begin, writes, error))
    return FALSE;

  if (!method (call, answer, error) || !roster_backend_call (call->backend, commit, error))
    {
      roster_backend_call (call->backend, rollback);
      return FALSE;
    }

  return TRUE;
}

static gboolean
echo (JsonObject  *arguments,
      GString     *answer,
      gsize        space,
      GError     **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), arguments);

  if (!roster_json_fits (node, ROSTER_JSON_MAX_DEPTH, &space))
    return roster_method_too_large (error);

  roster_json_append_node (answer, node);
  return TRUE;
}

static void
adopt_ids (GHashTable *created_ids,
           GHashTable *new_ids)
{
  GHashTableIter iter;
  gpointer creation_id, id;

  g_hash_table_iter_init (&iter, new_ids);
  while (g_hash_table_iter_next (&iter, &creation_id, &id))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_replace (created_ids, creation_id, id);
    }
}

/* Whether one of the next two calls gets the records that this one names, as whoever reads changes asks for those that
   were created and those that were updated. */
static gboolean
is_referred_to (RosterJmapRequest *request,
                guint              index)
{
  const char *id = roster_jmap_request_call_id (request, index);
  guint end = MIN (index + 3, roster_jmap_request_n_calls (request));

  for (guint i = index + 1; i < end; i++)
    {
      JsonNode *ids = json_object_get_member (roster_jmap_request_arguments (request, i), "#ids");
      JsonNode *of = ids != NULL && JSON_NODE_HOLDS_OBJECT (ids)
                         ? json_object_get_member (json_node_get_object (ids), "resultOf")
                         : NULL;

      if (of != NULL && json_node_get_value_type (of) == G_TYPE_STRING && strcmp (json_node_get_string (of), id) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
run_call (RosterMethodCall    *call,
          RosterJmapRequest   *request,
          guint                index,
          RosterJmapResponse  *response,
          GString             *answer,
          GError             **error)
{
  const char *name = roster_jmap_request_name (request, index);
  gsize used = roster_jmap_response_size (response);
  g_autoptr (JsonObject) arguments = NULL;
  RosterMethod method;
  gboolean writes;

  call->space = used < ROSTER_OFFICE_MAX_RESPONSE_SIZE ? ROSTER_OFFICE_MAX_RESPONSE_SIZE - used : 0;
  method = find_method (name, &call->type, &writes);
  if ((method == NULL || !roster_jmap_request_uses (request, ROSTER_JMAP_RECORDS)) && strcmp (name, "Core/echo") != 0)
    {
      g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_UNKNOWN_METHOD, _("There is no method “%s”"), name);
      return FALSE;
    }

  arguments = roster_jmap_resolve_references (roster_jmap_request_arguments (request, index), response, error);
  if (arguments == NULL)
    return FALSE;
  if (method == NULL)
    return echo (arguments, answer, call->space, error);

  call->arguments = arguments;
  call->is_referred_to = is_referred_to (request, index);
  g_hash_table_remove_all (call->new_ids);
  if (!roster_method_check_time (call, error) || !call_method (method, writes, call, answer, error))
    return FALSE;

  adopt_ids (call->created_ids, call->new_ids);
  return TRUE;
}

/* What the session object tells; to be raised when it tells more, so that clients read it again. */
#define SESSION_VERSION "2"

/* The session shows people, books and bases, and all of them are made through Person records. */
static gboolean
session_state (RosterBackend  *backend,
               char          **state,
               GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  gint64 modseq = 0;

  if (!roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) ||
      !roster_backend_call (backend, read_state, company != NULL ? company->number : 0, &roster_person_type, &modseq,
                            error))
    return FALSE;

  *state = g_strdup_printf (SESSION_VERSION "-%" G_GINT64_FORMAT, modseq);
  return TRUE;
}

static RosterOfficePerson *
find_active_person (RosterBackend  *backend,
                    const char     *id,
                    GError        **error)
{
  g_autoptr (RosterOfficePerson) person = NULL;

  if (!roster_office_find_person (backend, id, &person, error))
    return NULL;
  if (person == NULL || !person->active)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN,
                           _("You are no longer signed in. Sign in again."));
      return NULL;
    }

  return g_steal_pointer (&person);
}

static GBytes *
dispatch (RosterOffice       *self,
          RosterBackend      *backend,
          const char         *person_id,
          RosterJmapRequest  *request,
          GError            **error)
{
  g_autoptr (RosterOfficePerson) person = find_active_person (backend, person_id, error);
  g_autoptr (RosterJmapResponse) response = roster_jmap_response_new ();
  g_autoptr (GHashTable) created_ids = NULL;
  g_autoptr (GHashTable) new_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (RosterMethodAhead) ahead = roster_method_ahead_new ();
  g_autofree char *state = NULL;
  GHashTable *asked = roster_jmap_request_created_ids (request);
  RosterMethodCall call = { .office = self, .backend = backend, .person = person, .new_ids = new_ids, .ahead = ahead };

  if (person == NULL)
    return NULL;

  created_ids = asked != NULL ? g_hash_table_ref (asked)
                              : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  call.created_ids = created_ids;
  call.deadline = g_get_monotonic_time () + ROSTER_OFFICE_MAX_TIME;
  for (guint i = 0; i < roster_jmap_request_n_calls (request); i++)
    {
      g_autoptr (GError) failure = NULL;
      GString *answer = g_string_new (NULL);

      if (run_call (&call, request, i, response, answer, &failure))
        roster_jmap_response_add_text (response, roster_jmap_request_name (request, i), answer,
                                       roster_jmap_request_call_id (request, i));
      else
        {
          g_string_free (answer, TRUE);
          if (failure->domain != ROSTER_JMAP_ERROR)
            {
              /* The client is told to try again; why is for whoever runs the office. */
              g_message ("method=%s failed: %s", roster_jmap_request_name (request, i), failure->message);
              g_atomic_int_inc (&self->n_failed);
            }
          roster_jmap_response_add_error (response, failure, roster_jmap_request_call_id (request, i));
        }
    }

  if (!session_state (backend, &state, error))
    return NULL;

  return roster_jmap_response_to_bytes (response, state, asked != NULL ? created_ids : NULL);
}

/**
 * roster_office_dispatch:
 * @person: the id of the Person who asks, already authenticated
 * @request: the body of a JMAP request
 *
 * Runs a batch of method calls. Needs no HTTP and no main loop.
 *
 * Returns: (transfer full) (nullable): the JMAP response, or %NULL with a request-level %ROSTER_JMAP_ERROR,
 *   %ROSTER_OFFICE_ERROR_LOGIN where the person may not sign in, or an error of the backend
 */
GBytes *
roster_office_dispatch (RosterOffice  *self,
                        const char    *person,
                        GBytes        *request,
                        GError       **error)
{
  g_autoptr (RosterJmapRequest) parsed = NULL;
  const char *unknown;
  RosterBackend *backend;
  GBytes *response;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (person != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  parsed = roster_jmap_request_from_bytes (request, &self->limits, error);
  if (parsed == NULL)
    return NULL;

  unknown = roster_jmap_request_unknown_capability (parsed);
  if (unknown != NULL)
    {
      g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_UNKNOWN_CAPABILITY, _("This office does not know “%s”"),
                   unknown);
      return NULL;
    }

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  response = dispatch (self, backend, person, parsed, error);
  roster_office_release (self, backend);
  return response;
}

/* Session */

/* Names and bases of everybody at once: the company has more books than a query each would be good for. */
static GHashTable *
people_by_id (RosterBackend  *backend,
              GError        **error)
{
  g_autoptr (GPtrArray) people = roster_office_list_people (backend, error);
  GHashTable *by_id;

  if (people == NULL)
    return NULL;

  by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) roster_office_person_free);
  for (guint i = 0; i < people->len; i++)
    {
      RosterOfficePerson *person = people->pdata[i];

      g_hash_table_insert (by_id, person->id, person);
    }
  g_ptr_array_set_free_func (people, NULL);

  return by_id;
}

static RosterRelation
relation_of (const RosterOfficePerson  *person,
             const RosterOfficePerson  *owner,
             const RosterOfficeAccount *account)
{
  if (account->scope == ROSTER_SCOPE_COMPANY)
    return ROSTER_RELATION_COMPANY;
  if (g_strcmp0 (account->owner, person->id) == 0)
    return ROSTER_RELATION_OWN_BOOK;
  if (owner != NULL && person->base != NULL && g_strcmp0 (owner->base, person->base) == 0)
    return ROSTER_RELATION_BASE_BOOK;

  return ROSTER_RELATION_OTHER_BOOK;
}

static void
add_account (RosterJmapSession         *session,
             const RosterOfficePerson  *person,
             const RosterOfficePerson  *owner,
             const RosterOfficeAccount *account)
{
  RosterRelation relation = relation_of (person, owner, account);
  RosterJmapAccount *told;

  if (roster_rights_of_account (person->role, relation) == ROSTER_ACCESS_NONE)
    return;

  told = roster_jmap_account_new (account->id,
                                  account->scope == ROSTER_SCOPE_COMPANY ? _("Company")
                                  : owner != NULL                        ? owner->name
                                                                         : account->id,
                                  account->scope);
  told->personal = relation == ROSTER_RELATION_OWN_BOOK;
  told->read_only = roster_rights_of_account (person->role, relation) < ROSTER_ACCESS_WRITE;
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_rights_of_type (person->role, relation, roster_record_types[i]) == ROSTER_ACCESS_WRITE)
      g_ptr_array_add (told->writes, (gpointer) roster_record_types[i]);
  g_ptr_array_add (session->accounts, told);

  if (session->primary == NULL || told->personal)
    {
      g_free (session->primary);
      session->primary = g_strdup (account->id);
    }
}

static RosterJmapSession *
build_session (RosterOffice   *self,
               RosterBackend  *backend,
               const char     *person_id,
               GError        **error)
{
  g_autoptr (RosterJmapSession) session = roster_jmap_session_new ();
  g_autoptr (RosterOfficePerson) person = find_active_person (backend, person_id, error);
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  if (person == NULL || (people = people_by_id (backend, error)) == NULL ||
      (accounts = roster_backend_call (backend, list_accounts, error)) == NULL ||
      !session_state (backend, &session->state, error))
    return NULL;

  session->username = g_strdup (person->login);
  session->person = g_strdup (person->id);
  session->role = g_strdup (roster_role_to_nick (person->role));
  session->api_url = g_strdup (ROSTER_JMAP_API_PATH);
  session->event_source_url =
      g_strdup (ROSTER_JMAP_EVENTS_PATH "?types={types}&closeafter={closeafter}&ping={ping}");
  session->limits = self->limits;
  for (guint i = 0; i < accounts->len; i++)
    {
      RosterOfficeAccount *account = accounts->pdata[i];

      add_account (session, person, account->owner != NULL ? g_hash_table_lookup (people, account->owner) : NULL,
                   account);
    }

  return g_steal_pointer (&session);
}

/**
 * roster_office_session:
 * @person: the id of the Person who asks, already authenticated
 *
 * Returns: (transfer full) (nullable): what the person may see and do
 */
RosterJmapSession *
roster_office_session (RosterOffice  *self,
                       const char    *person,
                       GError       **error)
{
  RosterJmapSession *session;
  RosterBackend *backend;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  session = build_session (self, backend, person, error);
  roster_office_release (self, backend);
  return session;
}

/* Upkeep */

/**
 * roster_office_purge:
 * @n_purged: (out): how many tombstones went
 *
 * Forgets tombstones older than %ROSTER_OFFICE_TOMBSTONE_AGE; clients that were away longer read everything again.
 */
gboolean
roster_office_purge (RosterOffice  *self,
                     gint64        *n_purged,
                     GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = roster_backend_call (backend, begin, TRUE, error) &&
         roster_backend_call (backend, purge, roster_clock_now (self->clock) - ROSTER_OFFICE_TOMBSTONE_AGE, n_purged,
                              error) &&
         roster_backend_call (backend, commit, error);
  roster_office_release (self, backend);
  return done;
}

typedef struct
{
  const RosterRecordType *type;
  const char *account;
  gint64 n_records;
  GError *error;
} Check;

static gboolean
check_row (const RosterRow *row,
           gpointer         data)
{
  Check *check = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (RosterRecord) record = roster_record_from_json_text (check->type, check->account, row->body, &fault);

  if (record != NULL && roster_record_check (record, &fault) && strcmp (roster_record_id (record), row->id) == 0)
    {
      check->n_records++;
      return TRUE;
    }

  g_set_error (&check->error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_DAMAGED, _("%s %s in %s is damaged: %s"),
               check->type->name, row->id, check->account, fault != NULL ? fault->message : _("its id is another"));
  return FALSE;
}

static gboolean
check_account (RosterBackend              *backend,
               const RosterOfficeAccount  *account,
               gint64                     *n_records,
               GError                    **error)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    {
      Check check = { .type = roster_record_types[i], .account = account->id };

      if (!roster_backend_call (backend, each_row, account->number, check.type, G_MAXINT64, check_row, &check, error))
        return FALSE;
      if (check.error != NULL)
        {
          g_propagate_error (error, check.error);
          return FALSE;
        }
      *n_records += check.n_records;
    }

  return TRUE;
}

/**
 * roster_office_check:
 * @n_records: (out): how many records were looked at
 *
 * Reads the whole store: the backend's own integrity, then that every body is a sound record.
 */
gboolean
roster_office_check (RosterOffice  *self,
                     gint64        *n_records,
                     GError       **error)
{
  g_autoptr (GPtrArray) accounts = NULL;
  RosterBackend *backend;
  gboolean sound;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (n_records != NULL, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  *n_records = 0;
  sound = roster_backend_call (backend, check, error) &&
          (accounts = roster_backend_call (backend, list_accounts, error)) != NULL;
  for (guint i = 0; sound && i < accounts->len; i++)
    sound = check_account (backend, accounts->pdata[i], n_records, error);
  roster_office_release (self, backend);
  return sound;
}
