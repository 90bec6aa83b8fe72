/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-token-store.h"

#include <glib/gi18n-lib.h>

#include "roster-module.h"
#include "roster-secret.h"

#define ROSTER_TYPE_SECRET_TOKEN_STORE (roster_secret_token_store_get_type ())
G_DECLARE_FINAL_TYPE (RosterSecretTokenStore, roster_secret_token_store, ROSTER, SECRET_TOKEN_STORE, RosterTokenStore)

struct _RosterSecretTokenStore
{
  RosterTokenStore parent_instance;

  RosterTokenStore *fallback;
};

G_DEFINE_FINAL_TYPE (RosterSecretTokenStore, roster_secret_token_store, ROSTER_TYPE_TOKEN_STORE)

/* Whether the desktop has no Secret Service at all; a locked or refused one is a person's answer and no reason to go
   around it. */
static gboolean
is_absent (const GError *error)
{
  return error->domain == G_DBUS_ERROR || error->domain == G_SPAWN_ERROR ||
         (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED);
}

static char *
roster_secret_token_store_lookup (RosterTokenStore  *store,
                                  const char        *office,
                                  const char        *login,
                                  GCancellable      *cancellable,
                                  GError           **error)
{
  RosterSecretTokenStore *self = ROSTER_SECRET_TOKEN_STORE (store);
  const RosterSecret *secret = ROSTER_MODULE_LOAD (ROSTER_SECRET_MODULE, RosterSecret, error);
  g_autoptr (GError) local_error = NULL;
  char *token;

  if (secret == NULL)
    return NULL;

  token = secret->lookup (office, login, cancellable, &local_error);
  if (token != NULL)
    return token;
  if (local_error != NULL && !is_absent (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return roster_token_store_lookup (self->fallback, office, login, cancellable, error);
}

static gboolean
roster_secret_token_store_store (RosterTokenStore  *store,
                                 const char        *office,
                                 const char        *login,
                                 const char        *token,
                                 GCancellable      *cancellable,
                                 GError           **error)
{
  RosterSecretTokenStore *self = ROSTER_SECRET_TOKEN_STORE (store);
  const RosterSecret *secret = ROSTER_MODULE_LOAD (ROSTER_SECRET_MODULE, RosterSecret, error);
  g_autoptr (GError) local_error = NULL;

  if (secret == NULL)
    return FALSE;

  if (secret->store (office, login, _("Roster: sign-in at the office"), token, cancellable, &local_error))
    return roster_token_store_clear (self->fallback, office, login, cancellable, error);

  if (!is_absent (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_message ("There is no Secret Service; the token is kept in a file that only this user can read.");
  return roster_token_store_store (self->fallback, office, login, token, cancellable, error);
}

static gboolean
roster_secret_token_store_clear (RosterTokenStore  *store,
                                 const char        *office,
                                 const char        *login,
                                 GCancellable      *cancellable,
                                 GError           **error)
{
  RosterSecretTokenStore *self = ROSTER_SECRET_TOKEN_STORE (store);
  const RosterSecret *secret = ROSTER_MODULE_LOAD (ROSTER_SECRET_MODULE, RosterSecret, error);
  g_autoptr (GError) local_error = NULL;

  if (secret == NULL)
    return FALSE;

  /* FALSE without an error means that there was nothing to clear. */
  secret->clear (office, login, cancellable, &local_error);
  if (!roster_token_store_clear (self->fallback, office, login, cancellable, error))
    return FALSE;

  if (local_error != NULL && !is_absent (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static void
roster_secret_token_store_finalize (GObject *object)
{
  RosterSecretTokenStore *self = ROSTER_SECRET_TOKEN_STORE (object);

  g_clear_object (&self->fallback);

  G_OBJECT_CLASS (roster_secret_token_store_parent_class)->finalize (object);
}

static void
roster_secret_token_store_class_init (RosterSecretTokenStoreClass *klass)
{
  RosterTokenStoreClass *store_class = ROSTER_TOKEN_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_secret_token_store_finalize;
  store_class->lookup = roster_secret_token_store_lookup;
  store_class->store = roster_secret_token_store_store;
  store_class->clear = roster_secret_token_store_clear;
}

static void
roster_secret_token_store_init (RosterSecretTokenStore *self)
{
}

/**
 * roster_secret_token_store_new:
 * @fallback_path: a file for the token where there is no Secret Service, see roster_token_file_for()
 *
 * Returns: (transfer full): the desktop's Secret Service, or the file where the desktop has none
 */
RosterTokenStore *
roster_secret_token_store_new (const char *fallback_path)
{
  RosterSecretTokenStore *self;

  g_return_val_if_fail (fallback_path != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_SECRET_TOKEN_STORE, NULL);
  self->fallback = roster_file_token_store_new (fallback_path);
  return ROSTER_TOKEN_STORE (self);
}
