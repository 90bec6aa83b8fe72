/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

/** How long a token lasts after its last use, in milliseconds: 30 days. */
#define ROSTER_OFFICE_TOKEN_AGE (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

/** The fewest characters of a password. */
#define ROSTER_OFFICE_PASSWORD_LENGTH 8

/**
 * RosterToken:
 * @text: what the client sends from now on; the office keeps only its hash
 * @expires_at: when it ends unless it is used before, milliseconds UTC
 *
 * The proof of a login.
 */
typedef struct
{
  char *text;
  gint64 expires_at;
} RosterToken;

void         roster_token_free             (RosterToken   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterToken, roster_token_free)

/* All of these block, those with a password for as long as a hash takes. They may be called from any thread. */
RosterToken *roster_office_sign_in         (RosterOffice  *self,
                                            const char    *login,
                                            const char    *password,
                                            gint64        *wait,
                                            GError       **error);
char        *roster_office_authenticate    (RosterOffice  *self,
                                            const char    *token,
                                            GError       **error);
gboolean     roster_office_sign_out        (RosterOffice  *self,
                                            const char    *token,
                                            GError       **error);
char        *roster_office_hash_token      (const char    *token);
gboolean     roster_office_check_token     (RosterOffice  *self,
                                            RosterBackend *backend,
                                            const char    *hash,
                                            gboolean      *valid,
                                            GError       **error);
gboolean     roster_office_forget_logins   (RosterOffice  *self,
                                            GError       **error);

char        *roster_office_hash_password   (RosterOffice  *self,
                                            const char    *password,
                                            GError       **error);

G_END_DECLS
