/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The fixed words of JMAP (RFC 8620) and of our capability, in one place for both sides. */

#define ROSTER_JMAP_CORE "urn:ietf:params:jmap:core"
#define ROSTER_JMAP_RECORDS "https://roster.weiye.com/jmap"

#define ROSTER_JMAP_SESSION_PATH "/.well-known/jmap"
#define ROSTER_JMAP_API_PATH "/jmap/api"
#define ROSTER_JMAP_EVENTS_PATH "/jmap/eventsource"
#define ROSTER_JMAP_UPLOAD_PATH "/jmap/upload/"
#define ROSTER_JMAP_DOWNLOAD_PATH "/jmap/download/"
#define ROSTER_JMAP_TOKEN_PATH "/auth/token"

/** The largest blob that an office takes, in bytes: a photo that was made smaller is far below it. */
#define ROSTER_JMAP_MAX_SIZE_UPLOAD (8 << 20)

/** How many blobs a client may send at once. */
#define ROSTER_JMAP_MAX_CONCURRENT_UPLOAD 2

/** The id of the company's account, and what stands before a person's id in the id of the person's book. */
#define ROSTER_JMAP_COMPANY_ACCOUNT "company"
#define ROSTER_JMAP_BOOK_PREFIX "book-"

/** The state of a type of which nothing was read yet; `/changes` always answers for it. */
#define ROSTER_JMAP_STATE_NONE "0"

/** What stands before the type of a request-level error (RFC 8620, section 3.6.1). */
#define ROSTER_JMAP_ERROR_URN "urn:ietf:params:jmap:error:"

#define ROSTER_JMAP_ERROR (roster_jmap_error_quark ())
GQuark roster_jmap_error_quark (void);

/**
 * RosterJmapError:
 *
 * Every error type of RFC 8620 that either side names: of requests (section 3.6.1), of methods (3.6.2, 5) and of single
 * records in a `/set` (5.3). What each is called on the wire is in roster_jmap_error_name().
 */
typedef enum
{
  ROSTER_JMAP_ERROR_NOT_JSON,
  ROSTER_JMAP_ERROR_NOT_REQUEST,
  ROSTER_JMAP_ERROR_UNKNOWN_CAPABILITY,
  ROSTER_JMAP_ERROR_LIMIT,

  ROSTER_JMAP_ERROR_SERVER_UNAVAILABLE,
  ROSTER_JMAP_ERROR_SERVER_FAIL,
  ROSTER_JMAP_ERROR_SERVER_PARTIAL_FAIL,
  ROSTER_JMAP_ERROR_UNKNOWN_METHOD,
  ROSTER_JMAP_ERROR_INVALID_ARGUMENTS,
  ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE,
  ROSTER_JMAP_ERROR_FORBIDDEN,
  ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND,
  ROSTER_JMAP_ERROR_ACCOUNT_NOT_SUPPORTED_BY_METHOD,
  ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY,
  ROSTER_JMAP_ERROR_REQUEST_TOO_LARGE,
  ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES,
  ROSTER_JMAP_ERROR_STATE_MISMATCH,
  ROSTER_JMAP_ERROR_UNSUPPORTED_SORT,
  ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER,
  ROSTER_JMAP_ERROR_ANCHOR_NOT_FOUND,

  ROSTER_JMAP_ERROR_OVER_QUOTA,
  ROSTER_JMAP_ERROR_TOO_LARGE,
  ROSTER_JMAP_ERROR_NOT_FOUND,
  ROSTER_JMAP_ERROR_INVALID_PATCH,
  ROSTER_JMAP_ERROR_WILL_DESTROY,
  ROSTER_JMAP_ERROR_INVALID_PROPERTIES,
  ROSTER_JMAP_ERROR_ALREADY_EXISTS,

  ROSTER_JMAP_N_ERRORS,
} RosterJmapError;

const char *roster_jmap_error_name (RosterJmapError  error);
gboolean    roster_jmap_error_find (const char      *name,
                                    RosterJmapError *error);

/**
 * RosterJmapLimits:
 * @max_size_request: bytes of a request after decompression
 * @max_concurrent_requests: requests of one person at the same time
 * @max_calls_in_request: method calls of one request
 * @max_objects_in_get: ids of one `/get`
 * @max_objects_in_set: creates, updates and destroys of one `/set` together
 *
 * The limits of the core capability (RFC 8620, section 2). A client goes by those that the session names.
 */
typedef struct
{
  gint64 max_size_request;
  gint64 max_concurrent_requests;
  gint64 max_calls_in_request;
  gint64 max_objects_in_get;
  gint64 max_objects_in_set;
} RosterJmapLimits;

extern const RosterJmapLimits roster_jmap_default_limits;

JsonObject *roster_jmap_limits_to_json   (const RosterJmapLimits *limits);
void        roster_jmap_limits_from_json (RosterJmapLimits       *limits,
                                          JsonObject             *capability);

G_END_DECLS
