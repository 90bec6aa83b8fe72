/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

/** What a login may take, in bytes: it holds two short texts. */
#define ROSTER_HTTP_MAX_LOGIN_SIZE 8192

/**
 * RosterHttpWork:
 * @office: who answers
 * @token: (nullable): the bearer token that was sent
 * @encoding: (nullable): the content encoding of @body
 * @is_json: whether the content is said to be JSON
 * @accepts_gzip: whether the answer may be compressed
 * @rest: (nullable): what follows the beginning of the path, where that is all that a route names
 * @sha256: (nullable): what the sender says that the content is
 * @body: what was sent
 * @person: (nullable): whose token it is, once that is known
 * @status: (out): of HTTP
 * @content_type: (out) (nullable): of @answer
 * @answer: (out) (nullable): what to send
 * @is_gzip: (out): whether @answer is compressed
 * @retry_after: (out): seconds after which another attempt makes sense, 0 for nothing to say
 * @session: (out) (nullable): what the person may see who wants to be told of changes
 * @stamp: (out): from when on that is
 * @failure: (out) (nullable): what went wrong inside, for the log and not for the client
 *
 * One HTTP request on a thread of its own, apart from libsoup.
 */
typedef struct
{
  RosterOffice *office;
  char *token;
  char *encoding;
  gboolean is_json;
  gboolean accepts_gzip;
  char *rest;
  char *sha256;
  GBytes *body;
  char *person;

  guint status;
  const char *content_type;
  GBytes *answer;
  gboolean is_gzip;
  gint64 retry_after;
  RosterJmapSession *session;
  gint64 stamp;
  char *failure;
} RosterHttpWork;

/* Fills in the answer; blocks. */
typedef void (*RosterHttpWorker) (RosterHttpWork *work);

void roster_http_work_clear    (RosterHttpWork  *work);
void roster_http_work_refuse   (RosterHttpWork  *work,
                                guint            status,
                                const char      *detail);
void roster_http_work_limit    (RosterHttpWork  *work,
                                guint            status,
                                const char      *limit);
void roster_http_work_compress (RosterHttpWork  *work);

void roster_http_work_authenticate (RosterHttpWork *work);
void roster_http_work_health   (RosterHttpWork  *work);
void roster_http_work_calendar (RosterHttpWork  *work);
void roster_http_work_session  (RosterHttpWork  *work);
void roster_http_work_api      (RosterHttpWork  *work);
void roster_http_work_upload   (RosterHttpWork  *work);
void roster_http_work_download (RosterHttpWork  *work);
void roster_http_work_events   (RosterHttpWork  *work);
void roster_http_work_sign_in  (RosterHttpWork  *work);
void roster_http_work_sign_out (RosterHttpWork  *work);

G_END_DECLS
