/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "office-fixture.h"
#include "roster-http-server.h"

#define PASSWORD "correct horse"
#define JSON "application/json"
#define ECHO "{\"using\":[\"" ROSTER_JMAP_CORE "\"],\"methodCalls\":[[\"Core/echo\",{\"a\":1},\"c\"]]}"

/* The server runs in a thread of its own, so that the tests may block. */
typedef struct
{
  OfficeFixture office;
  RosterHttpServer *server;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupSession *session;
  FILE *log;
  char *token;
  RosterHttpOptions options;
  int draining;
} HttpFixture;

typedef struct
{
  guint status;
  char *body;
  char *content_type;
  char *encoding;
  char *authenticate;
  char *allow;
  char *retry_after;
} HttpAnswer;

void               http_answer_clear       (HttpAnswer    *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpAnswer, http_answer_clear)

/* Serves an office in which the seller is signed in; @data are the office's limits, NULL for the usual ones. */
void               http_fixture_set_up     (HttpFixture   *fixture,
                                            gconstpointer  data);
void               http_fixture_tear_down  (HttpFixture   *fixture,
                                            gconstpointer  data);
void               http_fixture_drain      (HttpFixture   *fixture);

HttpAnswer         http_fixture_ask        (HttpFixture   *fixture,
                                            const char    *method,
                                            const char    *path,
                                            const char    *token,
                                            const char    *json);
HttpAnswer         http_fixture_ask_with   (HttpFixture   *fixture,
                                            const char    *method,
                                            const char    *path,
                                            const char    *token,
                                            const char    *content_type,
                                            const char    *encoding,
                                            GBytes        *content);
GSocketConnection *http_fixture_connect    (HttpFixture   *fixture);
char              *http_fixture_talk       (HttpFixture   *fixture,
                                            const char    *head,
                                            gsize          filler);
char              *http_fixture_string_in  (const char    *json,
                                            const char    *name);
