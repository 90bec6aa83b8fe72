/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-work.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "roster-database.h"
#include "roster-gzip.h"
#include "roster-json.h"
#include "roster-office-blob.h"
#include "roster-office-calendar.h"
#include "roster-office-error.h"
#include "roster-office-login.h"

/* Below this many bytes compression does not pay. */
#define WORTH_COMPRESSING 256

/* Seconds after which a busy store may be tried again. */
#define BUSY_PAUSE 2

#define CALENDAR_TYPE "text/calendar; charset=utf-8"
#define JSON_TYPE "application/json"
#define PROBLEM_TYPE "application/problem+json"

void
roster_http_work_clear (RosterHttpWork *work)
{
  g_clear_object (&work->office);
  g_clear_pointer (&work->token, g_free);
  g_clear_pointer (&work->rest, g_free);
  g_clear_pointer (&work->sha256, g_free);
  g_clear_pointer (&work->encoding, g_free);
  g_clear_pointer (&work->body, g_bytes_unref);
  g_clear_pointer (&work->person, g_free);
  g_clear_pointer (&work->answer, g_bytes_unref);
  g_clear_pointer (&work->failure, g_free);
  g_clear_pointer (&work->session, roster_jmap_session_free);
}

/* Answers */

static void
answer (RosterHttpWork *work,
        guint           status,
        const char     *content_type,
        GBytes         *bytes)
{
  work->status = status;
  work->content_type = content_type;
  g_clear_pointer (&work->answer, g_bytes_unref);
  work->answer = bytes;
}

/* Problem details (RFC 7807), as RFC 8620, section 3.6.1, asks for. */
static void
answer_problem (RosterHttpWork *work,
                guint           status,
                const char     *type,
                const char     *detail,
                const char     *limit)
{
  GString *text = g_string_new ("{\"type\":");

  roster_json_append_string (text, type);
  g_string_append (text, ",\"title\":");
  roster_json_append_string (text, soup_status_get_phrase (status));
  g_string_append_printf (text, ",\"status\":%u,\"detail\":", status);
  roster_json_append_string (text, detail);
  if (limit != NULL)
    {
      g_string_append (text, ",\"limit\":");
      roster_json_append_string (text, limit);
    }
  g_string_append_c (text, '}');
  answer (work, status, PROBLEM_TYPE, g_string_free_to_bytes (text));
}

/**
 * roster_http_work_refuse:
 *
 * Answers with a problem that is HTTP's and not JMAP's.
 */
void
roster_http_work_refuse (RosterHttpWork *work,
                         guint           status,
                         const char     *detail)
{
  answer_problem (work, status, "about:blank", detail, NULL);
}

/**
 * roster_http_work_limit:
 * @limit: the name of the limit in the core capability
 *
 * Answers that one of the limits was passed.
 */
void
roster_http_work_limit (RosterHttpWork *work,
                        guint           status,
                        const char     *limit)
{
  answer_problem (work, status, ROSTER_JMAP_ERROR_URN "limit", _("The request passes a limit of the office"), limit);
}

static guint
status_of (const GError *error)
{
  return error->code == ROSTER_JMAP_ERROR_OVER_QUOTA ? SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE : SOUP_STATUS_BAD_REQUEST;
}

static void
answer_jmap_error (RosterHttpWork *work,
                   const GError   *error)
{
  g_autofree char *type = g_strconcat (ROSTER_JMAP_ERROR_URN, roster_jmap_error_name (error->code), NULL);

  if (error->code == ROSTER_JMAP_ERROR_LIMIT)
    roster_http_work_limit (work,
                            g_str_has_prefix (error->message, "maxSize") ? SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE
                                                                         : SOUP_STATUS_BAD_REQUEST,
                            error->message);
  else
    answer_problem (work, status_of (error), type, error->message, NULL);
}

static void
answer_error (RosterHttpWork *work,
              const GError   *error)
{
  if (error->domain == ROSTER_JMAP_ERROR)
    answer_jmap_error (work, error);
  else if (g_error_matches (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN))
    roster_http_work_refuse (work, SOUP_STATUS_UNAUTHORIZED, error->message);
  else if (g_error_matches (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_WAIT))
    roster_http_work_refuse (work, 429, error->message);
  else
    {
      gboolean busy = g_error_matches (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_BUSY);

      work->failure = g_strdup (error->message);
      work->retry_after = busy ? BUSY_PAUSE : 0;
      roster_http_work_refuse (work, busy ? SOUP_STATUS_SERVICE_UNAVAILABLE : SOUP_STATUS_INTERNAL_SERVER_ERROR,
                               _("The office could not do this. Try again later."));
    }
}

/**
 * roster_http_work_compress:
 *
 * Compresses the answer where the client takes that and it pays. Photos are compressed as they are.
 */
void
roster_http_work_compress (RosterHttpWork *work)
{
  GBytes *smaller;

  if (!work->accepts_gzip || work->answer == NULL || g_bytes_get_size (work->answer) < WORTH_COMPRESSING ||
      (work->content_type != NULL && g_str_has_prefix (work->content_type, "image/")))
    return;

  smaller = roster_gzip_deflate (work->answer);
  g_bytes_unref (work->answer);
  work->answer = smaller;
  work->is_gzip = TRUE;
}

/* Questions */

static gboolean
unpack (RosterHttpWork *work,
        gsize           limit)
{
  g_autoptr (GError) error = NULL;
  GBytes *inflated;

  if (!work->is_json)
    {
      answer_problem (work, SOUP_STATUS_BAD_REQUEST, ROSTER_JMAP_ERROR_URN "notJSON",
                      _("The content’s type must be application/json"), NULL);
      return FALSE;
    }

  if (work->encoding != NULL && g_ascii_strcasecmp (work->encoding, "identity") != 0)
    {
      if (g_ascii_strcasecmp (work->encoding, "gzip") != 0)
        {
          roster_http_work_refuse (work, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE,
                                   _("Content may be encoded with gzip only"));
          return FALSE;
        }

      inflated = roster_gzip_inflate (work->body, limit, &error);
      if (inflated == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
        roster_http_work_limit (work, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "maxSizeRequest");
      else if (inflated == NULL)
        roster_http_work_refuse (work, SOUP_STATUS_BAD_REQUEST, error->message);
      if (inflated == NULL)
        return FALSE;

      g_bytes_unref (work->body);
      work->body = inflated;
    }

  if (g_bytes_get_size (work->body) > limit)
    {
      roster_http_work_limit (work, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "maxSizeRequest");
      return FALSE;
    }

  return TRUE;
}

static gboolean
authenticate (RosterHttpWork *work)
{
  g_autoptr (GError) error = NULL;

  if (work->person != NULL)
    return TRUE;

  if (work->token == NULL)
    g_set_error_literal (&error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN, _("Sign in first"));
  else
    work->person = roster_office_authenticate (work->office, work->token, &error);
  if (work->person == NULL)
    answer_error (work, error);

  return work->person != NULL;
}

/**
 * roster_http_work_authenticate:
 *
 * Finds out whose token it is before more of the request is read. Answers only where it is nobody's.
 */
void
roster_http_work_authenticate (RosterHttpWork *work)
{
  authenticate (work);
}

/**
 * roster_http_work_health:
 *
 * Says whether the store can be read.
 */
void
roster_http_work_health (RosterHttpWork *work)
{
  static const char well[] = "{\"status\":\"ok\"}";
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GError) error = NULL;
  RosterBackend *backend = roster_office_acquire (work->office, &error);

  if (backend != NULL)
    {
      roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, &error);
      roster_office_release (work->office, backend);
    }

  if (company != NULL)
    {
      answer (work, SOUP_STATUS_OK, JSON_TYPE, g_bytes_new_static (well, strlen (well)));
      return;
    }

  work->failure = g_strdup (error != NULL ? error->message : "no company account");
  roster_http_work_refuse (work, SOUP_STATUS_SERVICE_UNAVAILABLE, _("The office’s data cannot be read"));
}

/**
 * roster_http_work_calendar:
 *
 * Answers with the calendar of the book whose address it is. A phone that asks with a wrong one is not asked for a
 * password.
 */
void
roster_http_work_calendar (RosterHttpWork *work)
{
  g_autoptr (GError) error = NULL;
  GBytes *calendar = roster_office_read_calendar (work->office, work->token != NULL ? work->token : "", &error);

  if (calendar != NULL)
    answer (work, SOUP_STATUS_OK, CALENDAR_TYPE, calendar);
  else if (g_error_matches (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND))
    roster_http_work_refuse (work, SOUP_STATUS_NOT_FOUND, error->message);
  else
    answer_error (work, error);
}

/**
 * roster_http_work_session:
 *
 * Answers with the session object of the person whose token it is.
 */
void
roster_http_work_session (RosterHttpWork *work)
{
  g_autoptr (RosterJmapSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!authenticate (work))
    return;

  session = roster_office_session (work->office, work->person, &error);
  if (session != NULL)
    answer (work, SOUP_STATUS_OK, JSON_TYPE, roster_jmap_session_to_bytes (session));
  else
    answer_error (work, error);
}

/**
 * roster_http_work_api:
 *
 * Runs a JMAP request.
 */
void
roster_http_work_api (RosterHttpWork *work)
{
  g_autoptr (GError) error = NULL;
  GBytes *response;

  if (!authenticate (work) || !unpack (work, roster_office_limits (work->office)->max_size_request))
    return;

  response = roster_office_dispatch (work->office, work->person, work->body, &error);
  if (response != NULL)
    answer (work, SOUP_STATUS_OK, JSON_TYPE, response);
  else
    answer_error (work, error);
}

/**
 * roster_http_work_upload:
 *
 * Keeps a blob in the account that the path names. Without content it only says whether the blob that the query names
 * is there: whoever never got the answer need not send it again.
 */
void
roster_http_work_upload (RosterHttpWork *work)
{
  g_autofree char *account = NULL, *id = NULL;
  g_autoptr (GError) error = NULL;
  GString *text;

  if (!authenticate (work))
    return;

  account = g_strdup (work->rest);
  if (g_str_has_suffix (account, "/"))
    account[strlen (account) - 1] = '\0';
  if (work->sha256 != NULL && g_bytes_get_size (work->body) == 0)
    id = roster_office_has_blob (work->office, work->person, account, work->sha256, &error) ? g_strdup (work->sha256)
                                                                                            : NULL;
  else
    id = roster_office_put_blob (work->office, work->person, account, work->body, work->sha256, &error);
  if (g_error_matches (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND))
    roster_http_work_refuse (work, SOUP_STATUS_NOT_FOUND, error->message);
  else if (id == NULL)
    answer_error (work, error);
  if (id == NULL)
    return;

  text = g_string_new ("{\"accountId\":");
  roster_json_append_string (text, account);
  g_string_append (text, ",\"blobId\":");
  roster_json_append_string (text, id);
  if (g_bytes_get_size (work->body) > 0)
    g_string_append_printf (text, ",\"type\":\"%s\",\"size\":%zu", roster_office_blob_type (work->body),
                            g_bytes_get_size (work->body));
  g_string_append_c (text, '}');
  answer (work, SOUP_STATUS_CREATED, JSON_TYPE, g_string_free_to_bytes (text));
}

/**
 * roster_http_work_download:
 *
 * Answers with the blob that the path names: account, blob, and a name for the file, which does not matter.
 */
void
roster_http_work_download (RosterHttpWork *work)
{
  g_auto (GStrv) parts = g_strsplit (work->rest, "/", 3);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (!authenticate (work))
    return;
  if (g_strv_length (parts) < 2)
    {
      roster_http_work_refuse (work, SOUP_STATUS_NOT_FOUND, _("There is nothing at this address"));
      return;
    }

  bytes = roster_office_get_blob (work->office, work->person, parts[0], parts[1], &error);
  if (bytes != NULL)
    answer (work, SOUP_STATUS_OK, roster_office_blob_type (bytes), bytes);
  else if (g_error_matches (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND) ||
           g_error_matches (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND))
    roster_http_work_refuse (work, SOUP_STATUS_NOT_FOUND, error->message);
  else
    answer_error (work, error);
}

static gboolean
read_stamp (RosterOffice  *office,
            gint64        *stamp,
            GError       **error)
{
  RosterBackend *backend = roster_office_acquire (office, error);
  gboolean done;

  if (backend == NULL)
    return FALSE;

  done = roster_backend_call (backend, read_stamp, stamp, error);
  roster_office_release (office, backend);
  return done;
}

/**
 * roster_http_work_events:
 *
 * Finds out what a person may be told of. The answer is then a stream, see roster_http_events_open().
 */
void
roster_http_work_events (RosterHttpWork *work)
{
  g_autoptr (GError) error = NULL;

  if (!authenticate (work))
    return;

  /* What changes from here on is told. */
  if (read_stamp (work->office, &work->stamp, &error))
    work->session = roster_office_session (work->office, work->person, &error);
  if (work->session == NULL)
    answer_error (work, error);
}

static const char *
text_member (JsonNode   *node,
             const char *name)
{
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  member = json_object_get_member (json_node_get_object (node), name);
  return member != NULL && json_node_get_value_type (member) == G_TYPE_STRING ? json_node_get_string (member) : NULL;
}

/**
 * roster_http_work_sign_in:
 *
 * Answers a login and its password with a token.
 */
void
roster_http_work_sign_in (RosterHttpWork *work)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (RosterToken) token = NULL;
  g_autoptr (GError) error = NULL;
  const char *login, *password, *text;
  GString *out;
  gint64 wait;
  gsize length;

  if (!unpack (work, ROSTER_HTTP_MAX_LOGIN_SIZE))
    return;

  text = g_bytes_get_data (work->body, &length);
  node = roster_json_parse (length > 0 ? text : "", length, ROSTER_JSON_MAX_DEPTH, NULL);
  login = text_member (node, "login");
  password = text_member (node, "password");
  if (login == NULL || password == NULL)
    {
      roster_http_work_refuse (work, SOUP_STATUS_BAD_REQUEST, _("Send a JSON object with “login” and “password”"));
      return;
    }

  token = roster_office_sign_in (work->office, login, password, &wait, &error);
  if (token == NULL)
    {
      answer_error (work, error);
      if (wait > 0)
        work->retry_after = (wait + 999) / 1000;
      return;
    }

  out = g_string_new ("{\"token\":");
  roster_json_append_string (out, token->text);
  g_string_append_printf (out, ",\"expiresAt\":%" G_GINT64_FORMAT "}", token->expires_at);
  answer (work, SOUP_STATUS_OK, JSON_TYPE, g_string_free_to_bytes (out));
}

/**
 * roster_http_work_sign_out:
 *
 * Makes the token worthless.
 */
void
roster_http_work_sign_out (RosterHttpWork *work)
{
  g_autoptr (GError) error = NULL;

  if (work->token == NULL)
    roster_http_work_refuse (work, SOUP_STATUS_UNAUTHORIZED, _("Send the token that is to end"));
  else if (roster_office_sign_out (work->office, work->token, &error))
    answer (work, SOUP_STATUS_NO_CONTENT, NULL, NULL);
  else
    answer_error (work, error);
}
