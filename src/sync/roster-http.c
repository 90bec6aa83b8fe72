/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http.h"

RosterHttpResponse *
roster_http_response_new (guint       status,
                          const char *content_type,
                          GBytes     *body)
{
  RosterHttpResponse *self = g_new0 (RosterHttpResponse, 1);

  self->status = status;
  self->content_type = g_strdup (content_type);
  self->retry_after = -1;
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  return self;
}

void
roster_http_response_free (RosterHttpResponse *self)
{
  if (self == NULL)
    return;

  g_free (self->content_type);
  g_free (self->location);
  g_bytes_unref (self->body);
  g_free (self);
}
