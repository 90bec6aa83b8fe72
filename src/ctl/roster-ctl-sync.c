/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-run.h"

#include <glib/gi18n-lib.h>

#include "roster-ctl-output.h"
#include "roster-ctl-password.h"
#include "roster-journal-pruning.h"
#include "roster-ctl.h"
#include "roster-soup-transport.h"
#include "roster-token-store.h"

/* The password that the token was got with, hashed: a person who gives another one is not let in by the token. */
#define FACT_PASSWORD_HASH "ctlPasswordHash"

/**
 * Access:
 *
 * How a person gets at the office: with the token of an earlier time, or with the password for a new one.
 */
typedef struct
{
  RosterCache *cache;
  RosterTransport *transport;
  RosterTokenStore *store;
  const char *login;
  char *password;
  char *token;
} Access;

static void
access_clear (Access *access)
{
  g_clear_object (&access->transport);
  g_clear_object (&access->store);
  g_clear_pointer (&access->password, roster_ctl_password_free);
  g_clear_pointer (&access->token, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Access, access_clear)

static gboolean
sign_in (Access        *access,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autofree char *hash = NULL;

  g_clear_pointer (&access->token, g_free);
  if (access->password == NULL)
    {
      g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT,
                   _("You are signed out. Give the password of %s on standard input or in ROSTER_PASSWORD."),
                   access->login);
      return FALSE;
    }

  access->token = roster_sign_in (access->transport, access->login, access->password, cancellable, error);
  if (access->token == NULL)
    return FALSE;

  hash = roster_ctl_password_hash (access->password);
  return roster_token_store_store (access->store, roster_transport_origin (access->transport), access->login,
                                   access->token, cancellable, error) &&
         roster_cache_set_fact (access->cache, FACT_PASSWORD_HASH, hash, error);
}

/* The token of an earlier time, unless a password is given that is not the one that it was got with. */
static gboolean
open_access (Access        *access,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *hash = roster_cache_get_fact (access->cache, FACT_PASSWORD_HASH);

  access->token = roster_token_store_lookup (access->store, roster_transport_origin (access->transport), access->login,
                                             cancellable, NULL);
  if (access->token != NULL &&
      (access->password == NULL || (hash != NULL && roster_ctl_password_is (hash, access->password))))
    return TRUE;

  return sign_in (access, cancellable, error);
}

/* Whose cache this is and what they may see, where that is not known yet or may have changed. */
static gboolean
open_session (Access        *access,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *login = roster_cache_get_fact (access->cache, ROSTER_FACT_LOGIN);
  g_autoptr (RosterSession) session = NULL;

  if (g_strcmp0 (login, access->login) == 0)
    return TRUE;

  session = roster_session_fetch (access->transport, access->token, cancellable, error);
  return session != NULL && roster_session_adopt (session, access->transport, access->cache, error);
}

static gboolean
run_once (Access            *access,
          RosterSyncReport  *report,
          GCancellable      *cancellable,
          GError           **error)
{
  gint64 horizon;
  gboolean more;

  if (!open_session (access, cancellable, error) ||
      !roster_sync_run (access->cache, access->transport, access->token, report, cancellable, error))
    return FALSE;

  /* Where no app runs nobody else keeps the journal within its bounds. A sync does not fail for that. */
  if (roster_cache_find_horizon (access->cache, &horizon, NULL))
    roster_cache_prune_journal (access->cache, horizon, &more, NULL);
  return TRUE;
}

static gboolean
run_with_access (Access            *access,
                 RosterSyncReport  *report,
                 GCancellable      *cancellable,
                 GError           **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!open_access (access, cancellable, error))
    return FALSE;
  if (run_once (access, report, cancellable, &local_error))
    return TRUE;

  /* The token is too old, or somebody took it back. */
  if (!g_error_matches (local_error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return sign_in (access, cancellable, error) && run_once (access, report, cancellable, error);
}

static void
print_report (RosterCtl              *self,
              const RosterSyncReport *report)
{
  if (self->json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_int_member (object, "requests", report->n_requests);
      json_object_set_int_member (object, "sent", report->n_sent);
      json_object_set_int_member (object, "received", report->n_received);
      json_object_set_int_member (object, "removed", report->n_removed);
      json_object_set_int_member (object, "merged", report->n_merged);
      json_object_set_int_member (object, "conflicts", report->n_conflicts);
      json_object_set_int_member (object, "refused", report->n_refused);
      json_object_set_int_member (object, "photos", report->n_photos);
      json_object_set_int_member (object, "bytesSent", report->bytes_sent);
      json_object_set_int_member (object, "bytesReceived", report->bytes_received);
      roster_ctl_print_json (object);
      return;
    }

  /* Translators: three numbers of records. */
  roster_ctl_print (_("Sent: %u, received: %u, removed: %u\n"), report->n_sent, report->n_received, report->n_removed);
  if (report->n_refused > 0)
    roster_ctl_print (_("Refused by the office: %u; “changes” says why\n"), report->n_refused);
  if (report->n_conflicts > 0)
    roster_ctl_print (_("Changed here and there: %u; see “conflicts”\n"), report->n_conflicts);
}

/* What the command line does not say is as it was the last time. */
static char *
said_or_remembered (RosterCache  *cache,
                    const char   *said,
                    const char   *fact,
                    const char   *message,
                    GError      **error)
{
  char *value = said != NULL ? g_strdup (said) : roster_cache_get_fact (cache, fact);

  if (value == NULL)
    g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, message);
  return value;
}

static gboolean
run_sync (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autofree char *office = NULL, *login = NULL, *token_file = NULL;
  g_auto (Access) access = { .cache = cache };
  RosterSyncReport report = { 0 };
  g_autoptr (GError) local_error = NULL;

  if (cache == NULL)
    return FALSE;

  office = said_or_remembered (cache, self->office, ROSTER_FACT_OFFICE,
                               _("Say which office with --office URL"), error);
  if (office == NULL)
    return FALSE;
  login = said_or_remembered (cache, self->login, ROSTER_FACT_LOGIN, _("Say who signs in with --login NAME"), error);
  if (login == NULL)
    return FALSE;

  access.login = login;
  access.transport = roster_soup_transport_new (office, error);
  if (access.transport == NULL)
    return FALSE;

  token_file = roster_token_file_for (self->path);
  access.store = roster_file_token_store_new (token_file);
  access.password = roster_ctl_password_read (login);
  if (!run_with_access (&access, &report, roster_ctl_cancellable (self), &local_error))
    {
      /* What waits can then say why. */
      roster_cache_set_fact (cache, ROSTER_CTL_FACT_SYNC_FAILURE, local_error->message, NULL);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  roster_cache_set_fact (cache, ROSTER_CTL_FACT_SYNC_FAILURE, NULL, NULL);
  print_report (self, &report);
  return TRUE;
}

const RosterCtlCommand roster_ctl_sync_commands[] = {
  { "sync", NULL, N_("Send what waits to the office and read what is new; needs the password on standard input or in "
                     "ROSTER_PASSWORD the first time"),
    ROSTER_CTL_OPTION_OFFICE | ROSTER_CTL_OPTION_JSON, 0, 0, run_sync },
  { NULL },
};
