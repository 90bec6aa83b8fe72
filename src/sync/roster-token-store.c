/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-token-store.h"

#include <glib/gstdio.h>
#include <string.h>

#define GROUP_PREFIX "office "

G_DEFINE_ABSTRACT_TYPE (RosterTokenStore, roster_token_store, G_TYPE_OBJECT)

static void
roster_token_store_class_init (RosterTokenStoreClass *klass)
{
}

static void
roster_token_store_init (RosterTokenStore *self)
{
}

/**
 * roster_token_store_lookup:
 * @office: the office's origin
 *
 * Returns: (transfer full) (nullable): the token, or %NULL; with @error set where the store cannot be read
 */
char *
roster_token_store_lookup (RosterTokenStore  *self,
                           const char        *office,
                           const char        *login,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_return_val_if_fail (ROSTER_IS_TOKEN_STORE (self), NULL);

  return ROSTER_TOKEN_STORE_GET_CLASS (self)->lookup (self, office, login, cancellable, error);
}

/**
 * roster_token_store_store:
 * @office: the office’s address
 * @login: whose token it is
 * @token: a secret
 *
 * Keeps a token for the next start, in place of an earlier one of the same login. Blocks.
 *
 * Returns: %FALSE with an error of what keeps secrets
 */
gboolean
roster_token_store_store (RosterTokenStore  *self,
                          const char        *office,
                          const char        *login,
                          const char        *token,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_return_val_if_fail (ROSTER_IS_TOKEN_STORE (self), FALSE);

  return ROSTER_TOKEN_STORE_GET_CLASS (self)->store (self, office, login, token, cancellable, error);
}

/**
 * roster_token_store_clear:
 * @office: the office’s address
 * @login: whose token it is
 *
 * Forgets a token; one that is not there is no error. Blocks.
 *
 * Returns: %FALSE with an error of what keeps secrets
 */
gboolean
roster_token_store_clear (RosterTokenStore  *self,
                          const char        *office,
                          const char        *login,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_return_val_if_fail (ROSTER_IS_TOKEN_STORE (self), FALSE);

  return ROSTER_TOKEN_STORE_GET_CLASS (self)->clear (self, office, login, cancellable, error);
}

/**
 * roster_token_file_for:
 * @cache_path: the cache's file
 *
 * Returns: (transfer full): the file next to the cache that takes the token where the desktop has no Secret Service
 */
char *
roster_token_file_for (const char *cache_path)
{
  g_return_val_if_fail (cache_path != NULL, NULL);

  return g_strconcat (cache_path, ".token", NULL);
}

/* A file that only its owner can read */

#define ROSTER_TYPE_FILE_TOKEN_STORE (roster_file_token_store_get_type ())
G_DECLARE_FINAL_TYPE (RosterFileTokenStore, roster_file_token_store, ROSTER, FILE_TOKEN_STORE, RosterTokenStore)

struct _RosterFileTokenStore
{
  RosterTokenStore parent_instance;

  char *path;
};

G_DEFINE_FINAL_TYPE (RosterFileTokenStore, roster_file_token_store, ROSTER_TYPE_TOKEN_STORE)

/* Key files take no brackets in group names, so the office is escaped. */
static char *
group_of (const char *office)
{
  g_autofree char *escaped = g_uri_escape_string (office, NULL, FALSE);

  return g_strconcat (GROUP_PREFIX, escaped, NULL);
}

static char *
key_of (const char *login)
{
  return g_uri_escape_string (login, NULL, FALSE);
}

static GKeyFile *
load (RosterFileTokenStore  *self,
      GError               **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, &local_error) &&
      !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&file);
}

static gboolean
save (RosterFileTokenStore  *self,
      GKeyFile              *file,
      GError               **error)
{
  gsize length;
  g_autofree char *data = g_key_file_to_data (file, &length, NULL);

  return g_file_set_contents_full (self->path, data, length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static char *
roster_file_token_store_lookup (RosterTokenStore  *store,
                                const char        *office,
                                const char        *login,
                                GCancellable      *cancellable,
                                GError           **error)
{
  g_autoptr (GKeyFile) file = load (ROSTER_FILE_TOKEN_STORE (store), error);
  g_autofree char *group = group_of (office);
  g_autofree char *key = key_of (login);

  return file != NULL ? g_key_file_get_string (file, group, key, NULL) : NULL;
}

static gboolean
roster_file_token_store_store (RosterTokenStore  *store,
                               const char        *office,
                               const char        *login,
                               const char        *token,
                               GCancellable      *cancellable,
                               GError           **error)
{
  RosterFileTokenStore *self = ROSTER_FILE_TOKEN_STORE (store);
  g_autoptr (GKeyFile) file = load (self, error);
  g_autofree char *group = group_of (office);
  g_autofree char *key = key_of (login);

  if (file == NULL)
    return FALSE;

  g_key_file_set_string (file, group, key, token);
  return save (self, file, error);
}

static gboolean
roster_file_token_store_clear (RosterTokenStore  *store,
                               const char        *office,
                               const char        *login,
                               GCancellable      *cancellable,
                               GError           **error)
{
  RosterFileTokenStore *self = ROSTER_FILE_TOKEN_STORE (store);
  g_autoptr (GKeyFile) file = load (self, error);
  g_autofree char *group = group_of (office);
  g_autofree char *key = key_of (login);

  if (file == NULL)
    return FALSE;

  return !g_key_file_remove_key (file, group, key, NULL) || save (self, file, error);
}

static void
roster_file_token_store_finalize (GObject *object)
{
  RosterFileTokenStore *self = ROSTER_FILE_TOKEN_STORE (object);

  g_free (self->path);

  G_OBJECT_CLASS (roster_file_token_store_parent_class)->finalize (object);
}

static void
roster_file_token_store_class_init (RosterFileTokenStoreClass *klass)
{
  RosterTokenStoreClass *store_class = ROSTER_TOKEN_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_file_token_store_finalize;
  store_class->lookup = roster_file_token_store_lookup;
  store_class->store = roster_file_token_store_store;
  store_class->clear = roster_file_token_store_clear;
}

static void
roster_file_token_store_init (RosterFileTokenStore *self)
{
}

/**
 * roster_file_token_store_new:
 * @path: made with mode 0600 when the first token is stored
 *
 * Returns: (transfer full): a store in one file, for a computer without a Secret Service
 */
RosterTokenStore *
roster_file_token_store_new (const char *path)
{
  RosterFileTokenStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_FILE_TOKEN_STORE, NULL);
  self->path = g_strdup (path);
  return ROSTER_TOKEN_STORE (self);
}
