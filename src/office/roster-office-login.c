/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-login.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "roster-office-person.h"
#include "roster-office-private.h"
#include "roster-office-writer.h"

/* The bytes of a token, and of a password at most: hashing time grows with them. */
#define TOKEN_BYTES 32
#define MAX_PASSWORD_BYTES 1024

/* A use prolongs a token only when it gained this much, so that not every request writes. */
#define PROLONG_STEP (G_GINT64_CONSTANT (60) * 60 * 1000)

/* From the third failure on the next attempt waits 1, 2, 4 … seconds, a quarter of an hour at most. */
#define FREE_FAILURES 3
#define MAX_WAIT (G_GINT64_CONSTANT (15) * 60 * 1000)

/* After this the failures of a login are forgotten. */
#define FAILURE_AGE (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

void
roster_token_free (RosterToken *self)
{
  if (self == NULL)
    return;

  if (self->text != NULL)
    sodium_memzero (self->text, strlen (self->text));
  g_free (self->text);
  g_free (self);
}

/**
 * roster_office_hash_token:
 *
 * Returns: (transfer full): what is stored of @token
 */
char *
roster_office_hash_token (const char *token)
{
  g_return_val_if_fail (token != NULL, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/* Logins that nobody has share a bounded number of counters, so that guessing names does not fill the store. */
static char *
failure_key (const char               *login,
             const RosterOfficePerson *person)
{
  g_autofree char *key = NULL;
  g_autofree char *hash = NULL;

  if (person != NULL)
    return g_strconcat ("p:", person->id, NULL);

  key = roster_office_unique_key (login);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strdup_printf ("u:%.4s", hash);
}

static gint64
wait_after (gint64 failures)
{
  if (failures < FREE_FAILURES)
    return 0;

  return MIN (MAX_WAIT, G_GINT64_CONSTANT (1000) << MIN (failures - FREE_FAILURES, 20));
}

/**
 * roster_office_hash_password:
 *
 * Returns: (transfer full) (nullable): what is stored of @password: argon2id with a salt of its own
 */
char *
roster_office_hash_password (RosterOffice  *self,
                             const char    *password,
                             GError       **error)
{
  char hash[crypto_pwhash_STRBYTES];
  unsigned long long operations;
  size_t memory;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  if (!g_utf8_validate (password, -1, NULL) || g_utf8_strlen (password, -1) < ROSTER_OFFICE_PASSWORD_LENGTH ||
      strlen (password) > MAX_PASSWORD_BYTES)
    {
      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                   _("The password must have at least %d characters"), ROSTER_OFFICE_PASSWORD_LENGTH);
      return NULL;
    }

  roster_office_password_cost (self, &operations, &memory);
  if (crypto_pwhash_str (hash, password, strlen (password), operations, memory) != 0)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_STORE,
                           _("There is too little memory to keep a password safely"));
      return NULL;
    }

  return g_strdup (hash);
}

/* Takes the same time whether the person exists or not. */
static gboolean
verify (RosterOffice *self,
        const char   *hash,
        const char   *password)
{
  g_autofree char *decoy = NULL;
  gboolean fits;

  if (strlen (password) > MAX_PASSWORD_BYTES)
    return FALSE;

  if (hash == NULL)
    decoy = roster_office_decoy_hash (self);
  fits = crypto_pwhash_str_verify (hash != NULL ? hash : decoy, password, strlen (password)) == 0;
  return fits && hash != NULL;
}

static RosterToken *
new_token (RosterBackend  *backend,
           const char     *person,
           gint64          now,
           GError        **error)
{
  g_autoptr (RosterToken) token = g_new0 (RosterToken, 1);
  g_autofree char *hash = NULL;
  guchar bytes[TOKEN_BYTES];
  char text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  token->text = g_strdup (text);
  token->expires_at = now + ROSTER_OFFICE_TOKEN_AGE;
  sodium_memzero (bytes, sizeof bytes);
  sodium_memzero (text, sizeof text);

  hash = roster_office_hash_token (token->text);
  if (!roster_backend_call (backend, put_token, hash, person, now, token->expires_at, error))
    return NULL;

  return g_steal_pointer (&token);
}

static RosterToken *
sign_in (RosterOffice   *self,
         RosterBackend  *backend,
         const char     *login,
         const char     *password,
         gint64         *wait,
         GError        **error)
{
  gint64 now = roster_clock_now (roster_office_clock (self));
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autofree char *key = NULL;
  g_autofree char *hash = NULL;
  gint64 failures, last_at, until;

  if (!roster_office_find_login (backend, login, &person, error) ||
      (person != NULL && !roster_backend_call (backend, get_password, person->id, &hash, error)))
    return NULL;

  key = failure_key (login, person);
  if (!roster_backend_call (backend, get_failures, key, &failures, &last_at, error))
    return NULL;
  /* A time ahead of the clock is of a clock that was wrong; what may be the other clock of another process is not. */
  if (now - last_at > FAILURE_AGE || last_at - now > MAX_WAIT)
    failures = 0;

  until = failures > 0 ? last_at + wait_after (failures) : now;
  if (now < until)
    {
      *wait = until - now;
      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_WAIT,
                   _("Too many failed attempts. Try again in %d seconds."), (int) ((*wait + 999) / 1000));
      return NULL;
    }

  if (!verify (self, hash, password) || !person->active)
    {
      if (!roster_backend_call (backend, put_failures, key, failures + 1, now, error))
        return NULL;
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN,
                           _("Login and password do not fit. Check both and try again."));
      return NULL;
    }

  if (failures > 0 && !roster_backend_call (backend, put_failures, key, 0, now, error))
    return NULL;

  return new_token (backend, person->id, now, error);
}

/**
 * roster_office_sign_in:
 * @wait: (out): milliseconds to wait before the next attempt, with %ROSTER_OFFICE_ERROR_WAIT
 *
 * Failed attempts slow down the next ones of the same login. A login that nobody has is answered like one that somebody
 * has.
 *
 * Returns: (transfer full) (nullable): a new token, or %NULL with %ROSTER_OFFICE_ERROR_LOGIN, %ROSTER_OFFICE_ERROR_WAIT
 *   or an error of the backend
 */
RosterToken *
roster_office_sign_in (RosterOffice  *self,
                       const char    *login,
                       const char    *password,
                       gint64        *wait,
                       GError       **error)
{
  RosterBackend *backend;
  RosterToken *token;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (login != NULL && password != NULL, NULL);
  g_return_val_if_fail (wait != NULL, NULL);

  *wait = 0;
  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  token = sign_in (self, backend, login, password, wait, error);
  roster_office_release (self, backend);
  return token;
}

static char *
authenticate (RosterOffice   *self,
              RosterBackend  *backend,
              const char     *token,
              GError        **error)
{
  gint64 now = roster_clock_now (roster_office_clock (self));
  g_autofree char *hash = roster_office_hash_token (token);
  g_autofree char *person = NULL;
  gint64 expires_at;

  if (!roster_backend_call (backend, find_token, hash, &person, &expires_at, error))
    return NULL;
  if (person == NULL || expires_at <= now)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN,
                           _("You are no longer signed in. Sign in again."));
      return NULL;
    }

  /* That it could not be prolonged now is no reason to refuse. */
  if (expires_at < now + ROSTER_OFFICE_TOKEN_AGE - PROLONG_STEP)
    roster_backend_call (backend, put_token, hash, person, now, now + ROSTER_OFFICE_TOKEN_AGE, NULL);

  return g_steal_pointer (&person);
}

/**
 * roster_office_authenticate:
 *
 * Returns: (transfer full) (nullable): the id of the Person whose token it is, or %NULL with %ROSTER_OFFICE_ERROR_LOGIN
 */
char *
roster_office_authenticate (RosterOffice  *self,
                            const char    *token,
                            GError       **error)
{
  RosterBackend *backend;
  char *person;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (token != NULL, NULL);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  person = authenticate (self, backend, token, error);
  roster_office_release (self, backend);
  return person;
}

/**
 * roster_office_check_token:
 * @backend: a connection to the office's store
 * @hash: of a token, see roster_office_hash_token()
 * @valid: (out): whether whoever has the token is signed in
 *
 * Looks without prolonging anything.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_check_token (RosterOffice   *self,
                           RosterBackend  *backend,
                           const char     *hash,
                           gboolean       *valid,
                           GError        **error)
{
  g_autofree char *person = NULL;
  gint64 expires_at;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self) && ROSTER_IS_BACKEND (backend), FALSE);
  g_return_val_if_fail (hash != NULL && valid != NULL, FALSE);

  if (!roster_backend_call (backend, find_token, hash, &person, &expires_at, error))
    return FALSE;

  *valid = person != NULL && expires_at > roster_clock_now (roster_office_clock (self));
  return TRUE;
}

/**
 * roster_office_sign_out:
 *
 * Makes @token worthless. One that is not known is no error: it is worthless already.
 */
gboolean
roster_office_sign_out (RosterOffice  *self,
                        const char    *token,
                        GError       **error)
{
  g_autofree char *hash = NULL;
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  hash = roster_office_hash_token (token);
  done = roster_backend_call (backend, drop_token, hash, error);
  roster_office_release (self, backend);
  return done;
}

/**
 * roster_office_forget_logins:
 *
 * Drops tokens that have ended and failures that no longer count.
 */
gboolean
roster_office_forget_logins (RosterOffice  *self,
                             GError       **error)
{
  RosterBackend *backend;
  gboolean done;
  gint64 now;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  now = roster_clock_now (roster_office_clock (self));
  done = roster_backend_call (backend, drop_old_logins, now, now - FAILURE_AGE, error);
  roster_office_release (self, backend);
  return done;
}
