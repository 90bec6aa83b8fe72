/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-secret.h"

#include <libsecret/secret.h>

#include "roster-config.h"
#include "roster-module.h"

static const SecretSchema schema = {
  "com.weiye.Roster.Token",
  SECRET_SCHEMA_NONE,
  {
      { "office", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static char *
lookup (const char    *office,
        const char    *login,
        GCancellable  *cancellable,
        GError       **error)
{
  return secret_password_lookup_sync (&schema, cancellable, error, "office", office, "login", login, NULL);
}

static gboolean
store (const char    *office,
       const char    *login,
       const char    *label,
       const char    *token,
       GCancellable  *cancellable,
       GError       **error)
{
  return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, error,
                                     "office", office, "login", login, NULL);
}

static gboolean
clear (const char    *office,
       const char    *login,
       GCancellable  *cancellable,
       GError       **error)
{
  return secret_password_clear_sync (&schema, cancellable, error, "office", office, "login", login, NULL);
}

static const RosterSecret secret = { lookup, store, clear };

ROSTER_MODULE_EXPORT (secret);
