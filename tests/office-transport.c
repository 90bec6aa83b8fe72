/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-transport.h"

#include <string.h>

#include "roster-jmap-response.h"
#include "roster-json.h"
#include "roster-office-blob.h"

typedef struct
{
  char *method;
  char *name;
  char *arguments;
} Replacement;

struct _OfficeTransport
{
  RosterTransport parent_instance;

  RosterOffice *office;
  Fault fault;
  GPtrArray *replacements;
  OfficeTransportFunc before, after;
  gpointer before_data, after_data;
  char *delayed_person;
  GBytes *delayed;
  guint n_requests;
  guint n_calls;
  gsize n_uploaded;
  gsize limit;
  gboolean damages;
};

G_DEFINE_FINAL_TYPE (OfficeTransport, office_transport, ROSTER_TYPE_TRANSPORT)

static void
replacement_free (Replacement *replacement)
{
  g_free (replacement->method);
  g_free (replacement->name);
  g_free (replacement->arguments);
  g_free (replacement);
}

static Replacement *
find_replacement (OfficeTransport *self,
                  const char      *method)
{
  for (guint i = 0; i < self->replacements->len; i++)
    {
      Replacement *replacement = self->replacements->pdata[i];

      if (strcmp (replacement->method, method) == 0)
        return replacement;
    }

  return NULL;
}

static void
copy_answers (RosterJmapResponse *to,
              RosterJmapResponse *from,
              const char         *call_id)
{
  for (guint i = 0; i < roster_jmap_response_n_answers (from); i++)
    if (strcmp (roster_jmap_response_call_id (from, i), call_id) == 0)
      roster_jmap_response_add (to, roster_jmap_response_name (from, i),
                                json_object_ref (roster_jmap_response_arguments (from, i)), call_id);
}

static GBytes *
dispatch (OfficeTransport *self,
          const char      *person,
          GBytes          *body)
{
  g_autoptr (GError) error = NULL;
  GBytes *answer = roster_office_dispatch (self->office, person, body, &error);

  g_assert_no_error (error);
  return answer;
}

/* The calls that have a replacement do not reach the office; the answers come in the order of the calls all the same.
   */
static GBytes *
answer (OfficeTransport *self,
        const char      *person,
        GBytes          *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterJmapRequest) request =
      roster_jmap_request_from_bytes (body, roster_office_limits (self->office), &error);
  g_autoptr (RosterJmapRequest) forwarded = roster_jmap_request_new ();
  g_autoptr (RosterJmapResponse) given = NULL;
  g_autoptr (RosterJmapResponse) response = roster_jmap_response_new ();
  g_autoptr (GBytes) forwarded_body = NULL, given_body = NULL;

  g_assert_no_error (error);
  self->n_calls = roster_jmap_request_n_calls (request);
  if (self->replacements->len == 0)
    return dispatch (self, person, body);

  for (guint i = 0; i < roster_jmap_request_n_calls (request); i++)
    if (find_replacement (self, roster_jmap_request_name (request, i)) == NULL)
      roster_jmap_request_add (forwarded, roster_jmap_request_name (request, i),
                               json_object_ref (roster_jmap_request_arguments (request, i)),
                               roster_jmap_request_call_id (request, i));
  forwarded_body = roster_jmap_request_to_bytes (forwarded);
  given_body = dispatch (self, person, forwarded_body);
  given = roster_jmap_response_from_bytes (given_body, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < roster_jmap_request_n_calls (request); i++)
    {
      Replacement *replacement = find_replacement (self, roster_jmap_request_name (request, i));

      if (replacement == NULL)
        copy_answers (response, given, roster_jmap_request_call_id (request, i));
      else
        roster_jmap_response_add_text (response, replacement->name, g_string_new (replacement->arguments),
                                       roster_jmap_request_call_id (request, i));
    }
  g_ptr_array_set_size (self->replacements, 0);

  return roster_jmap_response_to_bytes (response, roster_jmap_response_session_state (given), NULL);
}

static RosterHttpResponse *
fail_network (GError **error)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE, "the network failed");
  return NULL;
}

static RosterHttpResponse *
send_session (OfficeTransport *self,
              const char      *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterJmapSession) session = roster_office_session (self->office, person, &error);
  g_autoptr (GBytes) body = NULL;

  if (session == NULL)
    return roster_http_response_new (401, NULL, NULL);

  g_free (session->api_url);
  session->api_url = g_strdup ("https://office.test" ROSTER_JMAP_API_PATH);
  body = roster_jmap_session_to_bytes (session);
  return roster_http_response_new (200, "application/json", body);
}

static RosterHttpResponse *
send_calls (OfficeTransport          *self,
            const RosterHttpRequest  *request,
            Fault                     fault,
            GError                  **error)
{
  g_autoptr (GBytes) body = NULL;

  if (self->delayed != NULL)
    {
      g_autoptr (GBytes) late = dispatch (self, self->delayed_person, self->delayed);

      g_clear_pointer (&self->delayed, g_bytes_unref);
      g_clear_pointer (&self->delayed_person, g_free);
    }

  if (fault == FAULT_REQUEST_LOST)
    return fail_network (error);
  if (fault == FAULT_DELAYED)
    {
      self->delayed = g_bytes_ref (request->body);
      self->delayed_person = g_strdup (request->token);
      return fail_network (error);
    }

  if (self->before != NULL)
    g_steal_pointer (&self->before) (self, self->before_data);
  if (fault == FAULT_DUPLICATED)
    {
      g_autoptr (GBytes) first = dispatch (self, request->token, request->body);
    }
  body = answer (self, request->token, request->body);
  if (self->after != NULL)
    g_steal_pointer (&self->after) (self, self->after_data);

  if (self->limit > 0 && g_bytes_get_size (body) > self->limit)
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_TOO_LARGE, "the answer is too large");
      return NULL;
    }

  return fault == FAULT_RESPONSE_LOST ? fail_network (error) : roster_http_response_new (200, "application/json", body);
}

/* Photos */

static GBytes *
damage (OfficeTransport *self,
        GBytes          *content)
{
  GByteArray *copy = g_bytes_unref_to_array (g_bytes_ref (content));
  gboolean damages = self->damages && copy->len > 0;

  if (copy->len > 0)
    self->damages = FALSE;
  if (damages)
    copy->data[copy->len - 1] ^= 1;
  return g_byte_array_free_to_bytes (copy);
}

/* The statuses and types that roster-http-work.c gives. */
static RosterHttpResponse *
refuse_photo (const GError *error)
{
  gboolean missing = g_error_matches (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
  g_autofree char *text = g_strdup_printf ("{\"type\":\"" ROSTER_JMAP_ERROR_URN "%s\",\"detail\":\"%s\"}",
                                           roster_jmap_error_name (error->code), error->message);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_assert_true (error->domain == ROSTER_JMAP_ERROR);
  return roster_http_response_new (missing ? 404 : error->code == ROSTER_JMAP_ERROR_OVER_QUOTA ? 413
                                                                                               : 400,
                                   "application/problem+json", body);
}

static RosterHttpResponse *
receive_photo (OfficeTransport         *self,
               const RosterHttpRequest *request)
{
  g_auto (GStrv) parts = g_strsplit (request->path + strlen (ROSTER_JMAP_UPLOAD_PATH), "/?sha256=", 2);
  g_autoptr (GBytes) content = damage (self, request->body);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  self->n_uploaded += g_bytes_get_size (content);
  if (g_bytes_get_size (content) == 0)
    return roster_office_has_blob (self->office, request->token, parts[0], parts[1], &error)
               ? roster_http_response_new (201, NULL, NULL)
               : refuse_photo (error);

  id = roster_office_put_blob (self->office, request->token, parts[0], content, parts[1], &error);
  return id != NULL ? roster_http_response_new (201, NULL, NULL) : refuse_photo (error);
}

static RosterHttpResponse *
give_photo (OfficeTransport         *self,
            const RosterHttpRequest *request)
{
  g_auto (GStrv) parts = g_strsplit (request->path + strlen (ROSTER_JMAP_DOWNLOAD_PATH), "/", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = roster_office_get_blob (self->office, request->token, parts[0], parts[1], &error);
  g_autoptr (GBytes) sent = content != NULL ? damage (self, content) : NULL;

  return sent != NULL ? roster_http_response_new (200, "image/jpeg", sent) : refuse_photo (error);
}

static RosterHttpResponse *
send_photo (OfficeTransport          *self,
            const RosterHttpRequest  *request,
            Fault                     fault,
            GError                  **error)
{
  g_autoptr (RosterHttpResponse) response = NULL;

  if (fault == FAULT_REQUEST_LOST)
    return fail_network (error);
  if (fault == FAULT_ONE_TOO_MANY)
    {
      static const char problem[] = "{\"type\":\"" ROSTER_JMAP_ERROR_URN "limit\",\"limit\":\"maxConcurrentUpload\"}";
      g_autoptr (GBytes) body = g_bytes_new_static (problem, strlen (problem));

      return roster_http_response_new (400, "application/problem+json", body);
    }

  response = g_str_has_prefix (request->path, ROSTER_JMAP_UPLOAD_PATH) ? receive_photo (self, request)
                                                                       : give_photo (self, request);
  return fault == FAULT_RESPONSE_LOST ? fail_network (error) : g_steal_pointer (&response);
}

static RosterHttpResponse *
office_transport_send (RosterTransport          *transport,
                       const RosterHttpRequest  *request,
                       GCancellable             *cancellable,
                       GError                  **error)
{
  OfficeTransport *self = OFFICE_TRANSPORT (transport);
  Fault fault = self->fault;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  self->n_requests++;
  self->fault = FAULT_NONE;
  if (fault == FAULT_UNAVAILABLE)
    return roster_http_response_new (503, NULL, NULL);

  if (strcmp (request->path, ROSTER_JMAP_SESSION_PATH) == 0)
    return fault == FAULT_NONE || fault == FAULT_DUPLICATED ? send_session (self, request->token)
                                                            : fail_network (error);

  if (g_str_has_prefix (request->path, ROSTER_JMAP_UPLOAD_PATH) ||
      g_str_has_prefix (request->path, ROSTER_JMAP_DOWNLOAD_PATH))
    return send_photo (self, request, fault, error);

  g_assert_cmpstr (request->path, ==, ROSTER_JMAP_API_PATH);
  return send_calls (self, request, fault, error);
}

static void
office_transport_finalize (GObject *object)
{
  OfficeTransport *self = OFFICE_TRANSPORT (object);

  g_object_unref (self->office);
  g_ptr_array_unref (self->replacements);
  g_clear_pointer (&self->delayed, g_bytes_unref);
  g_free (self->delayed_person);

  G_OBJECT_CLASS (office_transport_parent_class)->finalize (object);
}

static void
office_transport_class_init (OfficeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_transport_finalize;
  ROSTER_TRANSPORT_CLASS (klass)->send = office_transport_send;
}

static void
office_transport_init (OfficeTransport *self)
{
  self->replacements = g_ptr_array_new_with_free_func ((GDestroyNotify) replacement_free);
}

OfficeTransport *
office_transport_new (RosterOffice *office)
{
  OfficeTransport *self = g_object_new (TYPE_OFFICE_TRANSPORT, "origin", "https://office.test", NULL);

  self->office = g_object_ref (office);
  return self;
}

/* What happens to the next request. */
void
office_transport_set_fault (OfficeTransport *self,
                            Fault            fault)
{
  self->fault = fault;
}

/* Lets the next request's calls of @method be answered with @name and @arguments instead of by the office. */
void
office_transport_replace (OfficeTransport *self,
                          const char      *method,
                          const char      *name,
                          const char      *arguments)
{
  Replacement *replacement = g_new0 (Replacement, 1);

  replacement->method = g_strdup (method);
  replacement->name = g_strdup (name);
  replacement->arguments = g_strdup (arguments);
  g_ptr_array_add (self->replacements, replacement);
}

/* Runs @func once the next request is at the office's door. */
void
office_transport_before_next (OfficeTransport     *self,
                              OfficeTransportFunc  func,
                              gpointer             data)
{
  self->before = func;
  self->before_data = data;
}

/* Runs @func once the office has answered the next request, before the client has read the answer. */
void
office_transport_after_next (OfficeTransport     *self,
                             OfficeTransportFunc  func,
                             gpointer             data)
{
  self->after = func;
  self->after_data = data;
}

void
office_transport_set_limit (OfficeTransport *self,
                            gsize            limit)
{
  self->limit = limit;
}

void
office_transport_damage_next (OfficeTransport *self)
{
  self->damages = TRUE;
}

gsize
office_transport_n_uploaded (OfficeTransport *self)
{
  return self->n_uploaded;
}

guint
office_transport_n_requests (OfficeTransport *self)
{
  return self->n_requests;
}

/* How many calls the last request had. */
guint
office_transport_n_calls (OfficeTransport *self)
{
  return self->n_calls;
}
