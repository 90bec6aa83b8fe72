/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-calendar.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "roster-backend.h"
#include "roster-export-ics.h"
#include "roster-occurrence.h"
#include "roster-office-error.h"
#include "roster-office-person.h"
#include "roster-office-private.h"
#include "roster-office-records.h"

/* The bytes of a secret. */
#define SECRET_BYTES 32

/* An address is good until it is taken back; the store wants an end: a hundred years. */
#define FOR_EVER (G_GINT64_CONSTANT (100) * 366 * 86400000)

/* Kept among the tokens under a name that no person has, so that it opens nothing but the calendar. */
static char *
name_of (const char *person)
{
  return g_strconcat ("calendar:", person, NULL);
}

/* Not the hash of a login's token, so that the one can never be taken for the other. */
static char *
hash_secret (const char *secret)
{
  g_autofree char *text = g_strconcat ("calendar\n", secret, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
find_book (RosterBackend        *backend,
           const char           *person,
           RosterOfficeAccount **book,
           GError              **error)
{
  g_autoptr (GPtrArray) accounts = roster_backend_call (backend, list_accounts, error);

  if (accounts == NULL)
    return FALSE;

  *book = NULL;
  for (guint i = 0; i < accounts->len && *book == NULL; i++)
    {
      RosterOfficeAccount *account = accounts->pdata[i];

      if (account->scope == ROSTER_SCOPE_BOOK && g_strcmp0 (account->owner, person) == 0)
        *book = roster_office_account_new (account->number, account->id, roster_office_scope_to_nick (account->scope),
                                           account->owner);
    }
  return TRUE;
}

/* The person of a login who has a book. */
static gboolean
find_owner (RosterBackend       *backend,
            const char          *login,
            RosterOfficePerson **person,
            GError             **error)
{
  g_autoptr (RosterOfficeAccount) book = NULL;

  if (!roster_office_find_login (backend, login, person, error))
    return FALSE;
  if (*person != NULL && !find_book (backend, (*person)->id, &book, error))
    return FALSE;
  if (book != NULL)
    return TRUE;

  g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND, _("Nobody with a book has the login “%s”"),
               login);
  return FALSE;
}

static char *
share (RosterOffice   *self,
       RosterBackend  *backend,
       const char     *login,
       GError        **error)
{
  gint64 now = roster_clock_now (roster_office_clock (self));
  g_autoptr (RosterOfficePerson) person = NULL;
  guchar bytes[SECRET_BYTES];
  char secret[sodium_base64_ENCODED_LEN (SECRET_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  g_autofree char *name = NULL, *hash = NULL;

  if (!find_owner (backend, login, &person, error))
    return NULL;

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (secret, sizeof secret, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  name = name_of (person->id);
  hash = hash_secret (secret);
  if (!roster_backend_call (backend, begin, TRUE, error) ||
      !roster_backend_call (backend, drop_tokens_of, name, error) ||
      !roster_backend_call (backend, put_token, hash, name, now, now + FOR_EVER, error) ||
      !roster_backend_call (backend, commit, error))
    return NULL;

  return g_strconcat (ROSTER_OFFICE_CALENDAR_PATH "?token=", secret, NULL);
}

/**
 * roster_office_share_calendar:
 * @login: whose book
 *
 * An address that was given out before is worthless from then on.
 *
 * Returns: (transfer full) (nullable): the path and query of the book's calendar, to stand behind the office's
 *   address; it is told only once
 */
char *
roster_office_share_calendar (RosterOffice  *self,
                              const char    *login,
                              GError       **error)
{
  RosterBackend *backend;
  char *path;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (login != NULL, NULL);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  path = share (self, backend, login, error);
  roster_office_release (self, backend);
  return path;
}

static gboolean
take_back (RosterBackend  *backend,
           const char     *login,
           GError        **error)
{
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autofree char *name = NULL;

  if (!find_owner (backend, login, &person, error))
    return FALSE;

  name = name_of (person->id);
  return roster_backend_call (backend, begin, TRUE, error) &&
         roster_backend_call (backend, drop_tokens_of, name, error) && roster_backend_call (backend, commit, error);
}

/**
 * roster_office_unshare_calendar:
 * @login: whose book
 *
 * Makes the address of the book's calendar worthless.
 */
gboolean
roster_office_unshare_calendar (RosterOffice  *self,
                                const char    *login,
                                GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (login != NULL, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = take_back (backend, login, error);
  roster_office_release (self, backend);
  return done;
}

/* The lookup of the export asks for streamers, and owns what it was given. */
static GPtrArray *
load_streamers (const RosterRecordType  *type,
                const char              *field,
                const char              *value,
                gpointer                 user_data,
                GError                 **error)
{
  return g_ptr_array_ref (user_data);
}

static char *
no_new_id (gpointer user_data)
{
  g_return_val_if_reached (NULL);
}

static gboolean
can_be_written (RosterRecord *live,
                gint64        now)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gint64 slot;

  if (!roster_live_check (live, NULL) ||
      (roster_record_has (live, "slot") && !roster_wall_parse (roster_record_text (live, "slot"), &slot, NULL)))
    return FALSE;

  g_ptr_array_add (alone, live);
  bytes = roster_export_ics (alone, NULL, now, NULL);
  return bytes != NULL;
}

/* One live that cannot be written must not cost the phone all others. */
static GBytes *
write_lives (GPtrArray             *lives,
             RosterExchangeLookup  *lookup,
             gint64                 now,
             GError               **error)
{
  GBytes *all = roster_export_ics (lives, lookup, now, NULL);

  if (all != NULL)
    return all;

  for (guint i = lives->len; i-- > 0;)
    if (!can_be_written (lives->pdata[i], now))
      g_ptr_array_remove_index (lives, i);
  return roster_export_ics (lives, lookup, now, error);
}

static GBytes *
write_calendar (RosterBackend              *backend,
                const RosterOfficeAccount  *book,
                gint64                      now,
                GError                    **error)
{
  g_autoptr (GPtrArray) lives = roster_office_list_records (backend, book, &roster_live_type, error);
  g_autoptr (GPtrArray) streamers =
      lives != NULL ? roster_office_list_records (backend, book, &roster_streamer_type, error) : NULL;
  g_autoptr (RosterExchangeLookup) lookup = NULL;

  if (streamers == NULL)
    return NULL;

  lookup = roster_exchange_lookup_new (load_streamers, no_new_id, streamers, NULL);
  return write_lives (lives, lookup, now, error);
}

static GBytes *
read_calendar (RosterOffice   *self,
               RosterBackend  *backend,
               const char     *token,
               GError        **error)
{
  gint64 now = roster_clock_now (roster_office_clock (self)), expires_at;
  g_autofree char *hash = hash_secret (token), *name = NULL;
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autoptr (RosterOfficeAccount) book = NULL;

  if (!roster_backend_call (backend, begin, FALSE, error) ||
      !roster_backend_call (backend, find_token, hash, &name, &expires_at, error))
    return NULL;
  if (name != NULL && g_str_has_prefix (name, "calendar:") &&
      !roster_office_find_person (backend, name + strlen ("calendar:"), &person, error))
    return NULL;
  if (person != NULL && person->active && !find_book (backend, person->id, &book, error))
    return NULL;
  if (book == NULL)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND,
                           _("There is no such calendar, or it is no longer shared"));
      return NULL;
    }

  return write_calendar (backend, book, now, error);
}

/**
 * roster_office_read_calendar:
 * @token: the secret of its address
 *
 * Returns: (transfer full) (nullable): the book's lives as a calendar (RFC 5545), or %NULL with
 *   %ROSTER_OFFICE_ERROR_NOT_FOUND for an address that is not or no longer good
 */
GBytes *
roster_office_read_calendar (RosterOffice  *self,
                             const char    *token,
                             GError       **error)
{
  RosterBackend *backend;
  GBytes *calendar;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);
  g_return_val_if_fail (token != NULL, NULL);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  calendar = read_calendar (self, backend, token, error);
  roster_office_release (self, backend);
  return calendar;
}
