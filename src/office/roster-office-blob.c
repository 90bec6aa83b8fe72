/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-blob.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-office-person.h"
#include "roster-office-private.h"
#include "roster-office-rules.h"

#define BYTES_PER_MEGABYTE G_GINT64_CONSTANT (1000000)

/* What a photo begins with, whatever its sender calls it. */
static const struct
{
  const char *type;
  const char *magic;
  gsize length;
} types[] = {
  { "image/jpeg", "\xff\xd8\xff", 3 },
  { "image/png", "\x89PNG\r\n\x1a\n", 8 },
};

/**
 * roster_office_blob_type:
 *
 * Returns: (nullable): the media type by what the blob holds; %NULL for a type that the office does not take
 */
const char *
roster_office_blob_type (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (length > types[i].length && memcmp (data, types[i].magic, types[i].length) == 0)
      return types[i].type;

  return NULL;
}

static gboolean
refuse (GError          **error,
        RosterJmapError   code,
        const char       *message)
{
  g_set_error_literal (error, ROSTER_JMAP_ERROR, code, message);
  return FALSE;
}

/* An account that the person may not see is not told apart from one that is not there. One that is to be written to is
   locked: its quota is counted for one photo at a time, and none is purged that somebody is being told of. */
static RosterOfficeAccount *
find_account (RosterBackend  *backend,
              const char     *person,
              const char     *id,
              RosterAccess    access,
              GError        **error)
{
  g_autoptr (RosterOfficePerson) who = NULL;
  g_autoptr (RosterOfficeAccount) account = NULL;
  RosterRelation relation;
  RosterAccess granted;

  if (!roster_office_find_person (backend, person, &who, error))
    return NULL;
  if (who == NULL || !who->active)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN, _("Sign in first"));
      return NULL;
    }
  if (!roster_backend_call (backend, find_account, id, &account, error) ||
      (account != NULL && !roster_office_person_relation (backend, who, account, &relation, error)))
    return NULL;

  granted = account != NULL ? roster_rights_of_account (who->role, relation) : ROSTER_ACCESS_NONE;
  if (granted == ROSTER_ACCESS_NONE)
    {
      refuse (error, ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND, _("There is no such account"));
      return NULL;
    }
  if (granted < access)
    {
      refuse (error, ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY, _("You may read this account but not change it"));
      return NULL;
    }
  if (access == ROSTER_ACCESS_WRITE && !roster_backend_call (backend, lock_account, account->number, error))
    return NULL;

  return g_steal_pointer (&account);
}

static gboolean
check_blob (GBytes      *bytes,
            const char  *id,
            const char  *expected,
            GError     **error)
{
  if (g_bytes_get_size (bytes) > ROSTER_JMAP_MAX_SIZE_UPLOAD)
    return refuse (error, ROSTER_JMAP_ERROR_LIMIT, "maxSizeUpload");
  if (expected != NULL && g_ascii_strcasecmp (expected, id) != 0)
    return refuse (error, ROSTER_JMAP_ERROR_INVALID_ARGUMENTS,
                   _("What arrived is not what was sent; send it again"));
  if (roster_office_blob_type (bytes) == NULL)
    return refuse (error, ROSTER_JMAP_ERROR_INVALID_ARGUMENTS, _("This is no photo; JPEG and PNG are taken"));

  return TRUE;
}

/* One that is there already takes no more. */
static gboolean
check_quota (RosterBackend              *backend,
             const RosterOfficeAccount  *account,
             const char                 *id,
             gint64                      size,
             gint64                      now,
             GError                    **error)
{
  g_autoptr (RosterRuleValues) rules = NULL;
  gboolean found;
  gint64 quota, used;

  if (!roster_backend_call (backend, touch_blob, account->number, id, now, &found, error))
    return FALSE;
  if (found)
    return TRUE;

  rules = roster_office_rules_of (backend, error);
  if (rules == NULL || !roster_backend_call (backend, measure_blobs, account->number, &used, error))
    return FALSE;

  quota = roster_rule_values_get (rules, ROSTER_RULE_PHOTO_QUOTA_MEGABYTES);
  if (used + size <= quota * BYTES_PER_MEGABYTE)
    return TRUE;

  g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_OVER_QUOTA,
               _("The photos of this book take all of the %d MB that the office gives them; remove some, or ask the "
                 "office’s administrator for more room"),
               (int) quota);
  return FALSE;
}

/**
 * roster_office_put_blob:
 * @person: the id of who sends it
 * @account: where it belongs
 * @expected: (nullable): the name that the sender gave it: a blob that arrives cut short or changed is refused
 *
 * Keeps a blob, within the rule `photoQuotaMegabytes`. One that is there already stays, and counts as new again.
 *
 * Returns: (transfer full) (nullable): its name; %NULL with %ROSTER_JMAP_ERROR, %ROSTER_OFFICE_ERROR or an error of the
 *   backend
 */
char *
roster_office_put_blob (RosterOffice  *office,
                        const char    *person,
                        const char    *account,
                        GBytes        *bytes,
                        const char    *expected,
                        GError       **error)
{
  g_autoptr (RosterOfficeAccount) where = NULL;
  g_autofree char *id = NULL;
  RosterBackend *backend;
  gint64 now;
  gboolean kept = FALSE;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), NULL);
  g_return_val_if_fail (person != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  id = roster_blob_id (bytes);
  now = roster_clock_now (roster_office_clock (office));
  if (!check_blob (bytes, id, expected, error))
    return NULL;

  backend = roster_office_acquire (office, error);
  if (backend == NULL)
    return NULL;

  if (roster_backend_call (backend, begin, TRUE, error) &&
      (where = find_account (backend, person, account, ROSTER_ACCESS_WRITE, error)) != NULL)
    kept = check_quota (backend, where, id, (gint64) g_bytes_get_size (bytes), now, error) &&
           roster_backend_call (backend, put_blob, where->number, id, bytes, now, error) &&
           roster_backend_call (backend, commit, error);
  roster_office_release (office, backend);
  return kept ? g_steal_pointer (&id) : NULL;
}

/**
 * roster_office_has_blob:
 * @person: the id of who asks
 * @account: where it belongs
 * @id: its name
 *
 * For who has sent a blob and does not know whether it arrived. One that is there counts as new again, as if it had
 * been sent once more.
 *
 * Returns: whether it is there; %FALSE with %ROSTER_JMAP_ERROR_NOT_FOUND where it is not, or as
 *   roster_office_put_blob()
 */
gboolean
roster_office_has_blob (RosterOffice  *office,
                        const char    *person,
                        const char    *account,
                        const char    *id,
                        GError       **error)
{
  g_autoptr (RosterOfficeAccount) where = NULL;
  RosterBackend *backend;
  gboolean found = FALSE, asked = FALSE;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), FALSE);
  g_return_val_if_fail (person != NULL, FALSE);
  g_return_val_if_fail (account != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  backend = roster_office_acquire (office, error);
  if (backend == NULL)
    return FALSE;

  if (roster_backend_call (backend, begin, TRUE, error) &&
      (where = find_account (backend, person, account, ROSTER_ACCESS_WRITE, error)) != NULL)
    asked = roster_backend_call (backend, touch_blob, where->number, id,
                                 roster_clock_now (roster_office_clock (office)), &found, error) &&
            roster_backend_call (backend, commit, error);
  roster_office_release (office, backend);
  if (asked && !found)
    refuse (error, ROSTER_JMAP_ERROR_NOT_FOUND, _("There is no such photo"));
  return asked && found;
}

/**
 * roster_office_get_blob:
 * @person: the id of who asks
 * @account: where it belongs
 * @id: its name
 *
 * Returns: (transfer full) (nullable): the blob, which is what its name says; %NULL with %ROSTER_JMAP_ERROR_NOT_FOUND
 *   where there is none, with another %ROSTER_JMAP_ERROR, %ROSTER_OFFICE_ERROR or an error of the backend
 */
GBytes *
roster_office_get_blob (RosterOffice  *office,
                        const char    *person,
                        const char    *account,
                        const char    *id,
                        GError       **error)
{
  g_autoptr (RosterOfficeAccount) where = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *held = NULL;
  RosterBackend *backend;
  gboolean read = FALSE;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), NULL);
  g_return_val_if_fail (person != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  backend = roster_office_acquire (office, error);
  if (backend == NULL)
    return NULL;

  if (roster_backend_call (backend, begin, FALSE, error) &&
      (where = find_account (backend, person, account, ROSTER_ACCESS_READ, error)) != NULL)
    read = !roster_blob_id_is_valid (id) || roster_backend_call (backend, get_blob, where->number, id, &bytes, error);
  roster_office_release (office, backend);
  if (!read)
    return NULL;

  held = bytes != NULL ? roster_blob_id (bytes) : NULL;
  if (g_strcmp0 (held, id) != 0)
    {
      refuse (error, ROSTER_JMAP_ERROR_NOT_FOUND, _("There is no such photo"));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}
