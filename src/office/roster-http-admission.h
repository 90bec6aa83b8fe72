/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * What all requests under way may hold together, in bytes: what was sent, and answers not read yet. Requests that send
 * little may fill twice as much, so that whoever asks what is new is answered also while others send or read much.
 */
#define ROSTER_HTTP_MAX_HELD ((gsize) 256 << 20)

/*
 * Who may come in: how many requests and uploads each token has under way, and how many bytes all of them hold. Belongs
 * to the server's thread.
 */
typedef struct _RosterHttpAdmission RosterHttpAdmission;

RosterHttpAdmission *roster_http_admission_new       (gsize                max_held);
void                 roster_http_admission_free      (RosterHttpAdmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpAdmission, roster_http_admission_free)

gboolean             roster_http_admission_enter     (RosterHttpAdmission *self,
                                                      const char          *key,
                                                      guint                limit);
void                 roster_http_admission_leave     (RosterHttpAdmission *self,
                                                      const char          *key);
gboolean             roster_http_admission_has_room  (RosterHttpAdmission *self,
                                                      gsize                n_bytes,
                                                      gboolean             is_small);
void                 roster_http_admission_hold      (RosterHttpAdmission *self,
                                                      gsize               *held,
                                                      gsize                n_bytes);
gsize                roster_http_admission_held      (RosterHttpAdmission *self);

G_END_DECLS
