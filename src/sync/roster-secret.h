/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterSecret:
 * @lookup: (transfer full) (nullable): the token of a login; %NULL without an error where there is none
 * @store: keeps a token, under a label for people, in the place of an earlier one
 * @clear: forgets a token; %FALSE without an error where there was none
 *
 * Speaks to the desktop's Secret Service, and blocks. Errors are those of libsecret and D-Bus.
 */
typedef struct
{
  char    *(*lookup) (const char    *office,
                      const char    *login,
                      GCancellable  *cancellable,
                      GError       **error);
  gboolean (*store)  (const char    *office,
                      const char    *login,
                      const char    *label,
                      const char    *token,
                      GCancellable  *cancellable,
                      GError       **error);
  gboolean (*clear)  (const char    *office,
                      const char    *login,
                      GCancellable  *cancellable,
                      GError       **error);
} RosterSecret;

/* The module that holds it. */
#define ROSTER_SECRET_MODULE "secret"

G_END_DECLS
