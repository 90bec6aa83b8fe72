/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-users.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-office-login.h"
#include "roster-office-person.h"
#include "roster-office-records.h"
#include "roster-office-writer.h"

/* Ids of bases to their names. */
static GHashTable *
read_bases (RosterBackend  *backend,
            GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) records = NULL;
  GHashTable *bases;

  if (!roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) ||
      (records = roster_office_list_records (backend, company, &roster_base_type, error)) == NULL)
    return NULL;

  bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (bases, g_strdup (roster_record_id (records->pdata[i])),
                         g_strdup (roster_record_title (records->pdata[i])));
  return bases;
}

static gboolean
create (RosterOfficeWriter  *writer,
        RosterRecord        *record,
        GError             **error)
{
  g_autoptr (RosterRecord) stored = NULL;

  roster_record_apply_defaults (record);
  if (!roster_record_check (record, error))
    return FALSE;

  stored = roster_office_writer_create (writer, record, error);
  return stored != NULL;
}

static char *
find_or_make_base (RosterOffice        *self,
                   RosterBackend       *backend,
                   RosterOfficeWriter  *writer,
                   const char          *name,
                   gboolean            *made,
                   GError             **error)
{
  g_autoptr (GHashTable) bases = read_bases (backend, error);
  g_autoptr (RosterRecord) record = NULL;
  g_autofree char *id = NULL;
  GHashTableIter iter;
  gpointer known, title;

  if (bases == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, bases);
  while (g_hash_table_iter_next (&iter, &known, &title))
    if (strcmp (title, name) == 0)
      return g_strdup (known);

  id = roster_id_source_next (roster_office_ids (self));
  record = roster_record_new (&roster_base_type, id, ROSTER_JMAP_COMPANY_ACCOUNT);
  roster_record_set_text (record, "name", name);
  if (!create (writer, record, error))
    return NULL;

  *made = TRUE;
  return g_steal_pointer (&id);
}

/* Adds the person where there is a @hash of a password; without one everything is tried and nothing kept. */
static gboolean
add_user (RosterOffice   *self,
          RosterBackend  *backend,
          RosterRecord   *person,
          const char     *base,
          const char     *hash,
          gboolean       *made_base,
          GError        **error)
{
  gint64 now = roster_clock_now (roster_office_clock (self));
  g_autoptr (RosterOfficeWriter) writer = NULL;
  g_autofree char *base_id = NULL;

  if (!roster_backend_call (backend, begin, TRUE, error))
    return FALSE;

  writer = roster_office_writer_new (backend, now, NULL);
  if (base != NULL)
    {
      base_id = find_or_make_base (self, backend, writer, base, made_base, error);
      if (base_id == NULL)
        return FALSE;
      roster_record_set_text (person, "base", base_id);
    }

  if (!create (writer, person, error) || !roster_office_writer_finish (writer, error))
    return FALSE;

  return hash == NULL ||
         (roster_backend_call (backend, put_password, roster_record_id (person), hash, now, error) &&
          roster_backend_call (backend, commit, error));
}

static gboolean
acquire_and_add (RosterOffice  *self,
                 const char    *login,
                 const char    *name,
                 RosterRole     role,
                 const char    *base,
                 const char    *hash,
                 gboolean      *made_base,
                 GError       **error)
{
  g_autofree char *id = roster_id_source_next (roster_office_ids (self));
  g_autoptr (RosterRecord) person = roster_record_new (&roster_person_type, id, ROSTER_JMAP_COMPANY_ACCOUNT);
  RosterBackend *backend = roster_office_acquire (self, error);
  gboolean done;

  if (backend == NULL)
    return FALSE;

  roster_record_set_text (person, "login", login);
  roster_record_set_text (person, "name", name != NULL ? name : login);
  roster_record_set_text (person, "role", roster_role_to_nick (role));
  done = add_user (self, backend, person, base, hash, made_base, error);
  roster_office_release (self, backend);
  return done;
}

/**
 * roster_office_can_add_user:
 *
 * Tries everything that roster_office_add_user() does but for the password, so that nobody types one in vain. Nothing
 * is kept.
 */
gboolean
roster_office_can_add_user (RosterOffice  *self,
                            const char    *login,
                            const char    *name,
                            RosterRole     role,
                            const char    *base,
                            GError       **error)
{
  gboolean made_base;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (login != NULL, FALSE);

  return acquire_and_add (self, login, name, role, base, NULL, &made_base, error);
}

/**
 * roster_office_add_user:
 * @name: (nullable): the person's name; the login where it is missing
 * @base: (nullable): the name of the person's base, which is made when it is not there yet
 * @made_base: (out): whether it was
 *
 * Adds a person who may sign in.
 */
gboolean
roster_office_add_user (RosterOffice  *self,
                        const char    *login,
                        const char    *name,
                        RosterRole     role,
                        const char    *base,
                        const char    *password,
                        gboolean      *made_base,
                        GError       **error)
{
  g_autofree char *hash = NULL;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (login != NULL && password != NULL, FALSE);
  g_return_val_if_fail (made_base != NULL, FALSE);

  *made_base = FALSE;
  hash = roster_office_hash_password (self, password, error);
  return hash != NULL && acquire_and_add (self, login, name, role, base, hash, made_base, error);
}

/* The person with the login; NULL with an error also where nobody has it. */
static RosterOfficePerson *
find_person (RosterBackend  *backend,
             const char     *login,
             GError        **error)
{
  g_autoptr (RosterOfficePerson) person = NULL;

  if (!roster_office_find_login (backend, login, &person, error))
    return NULL;
  if (person == NULL)
    g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND, _("Nobody has the login “%s”"), login);

  return g_steal_pointer (&person);
}

static gboolean
set_password (RosterOffice   *self,
              RosterBackend  *backend,
              const char     *login,
              const char     *hash,
              GError        **error)
{
  g_autoptr (RosterOfficePerson) person = find_person (backend, login, error);

  if (person == NULL || hash == NULL)
    return person != NULL;

  return roster_backend_call (backend, begin, TRUE, error) &&
         roster_backend_call (backend, put_password, person->id, hash,
                              roster_clock_now (roster_office_clock (self)), error) &&
         roster_backend_call (backend, drop_tokens_of, person->id, error) &&
         roster_backend_call (backend, commit, error);
}

static gboolean
acquire_and_set_password (RosterOffice  *self,
                          const char    *login,
                          const char    *hash,
                          GError       **error)
{
  RosterBackend *backend = roster_office_acquire (self, error);
  gboolean done;

  if (backend == NULL)
    return FALSE;

  done = set_password (self, backend, login, hash, error);
  roster_office_release (self, backend);
  return done;
}

/**
 * roster_office_can_set_password:
 *
 * Whether somebody has @login, so that nobody types a password in vain.
 */
gboolean
roster_office_can_set_password (RosterOffice  *self,
                                const char    *login,
                                GError       **error)
{
  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (login != NULL, FALSE);

  return acquire_and_set_password (self, login, NULL, error);
}

/**
 * roster_office_set_password:
 *
 * Gives a person a new password and signs the person out everywhere.
 */
gboolean
roster_office_set_password (RosterOffice  *self,
                            const char    *login,
                            const char    *password,
                            GError       **error)
{
  g_autofree char *hash = NULL;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (login != NULL && password != NULL, FALSE);

  hash = roster_office_hash_password (self, password, error);
  return hash != NULL && acquire_and_set_password (self, login, hash, error);
}

static gboolean
count_row (const RosterRow *row,
           gpointer         data)
{
  (*(guint *) data)++;
  return TRUE;
}

static gboolean
count_streamers (RosterBackend  *backend,
                 const char     *person,
                 guint          *n_streamers,
                 GError        **error)
{
  g_autofree char *id = g_strconcat (ROSTER_JMAP_BOOK_PREFIX, person, NULL);
  g_autoptr (RosterOfficeAccount) book = NULL;

  *n_streamers = 0;
  return roster_backend_call (backend, find_account, id, &book, error) &&
         (book == NULL || roster_backend_call (backend, each_row, book->number, &roster_streamer_type, G_MAXINT64,
                                               count_row, n_streamers, error));
}

static RosterRecord *
read_person (RosterBackend              *backend,
             const RosterOfficeAccount  *company,
             const char                 *id,
             GError                    **error)
{
  g_autoptr (GPtrArray) people = roster_office_list_records (backend, company, &roster_person_type, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    if (strcmp (roster_record_id (people->pdata[i]), id) == 0)
      return g_object_ref (people->pdata[i]);

  return NULL;
}

static gboolean
set_employed (RosterOffice   *self,
              RosterBackend  *backend,
              const char     *login,
              gboolean        employed,
              guint          *n_streamers,
              GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autoptr (RosterOfficeWriter) writer = NULL;
  g_autoptr (RosterRecord) record = NULL, stored = NULL;

  if (!roster_backend_begin_on (backend, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error))
    return FALSE;

  person = find_person (backend, login, error);
  if (person == NULL || !count_streamers (backend, person->id, n_streamers, error))
    return FALSE;
  if (person->active == employed)
    return TRUE;

  record = read_person (backend, company, person->id, error);
  if (record == NULL)
    return FALSE;

  roster_record_set (record, "active", g_variant_new_boolean (employed));
  writer = roster_office_writer_new (backend, roster_clock_now (roster_office_clock (self)), NULL);
  stored = roster_office_writer_update (writer, record, error);
  return stored != NULL && roster_office_writer_finish (writer, error) && roster_backend_call (backend, commit, error);
}

/**
 * roster_office_set_employed:
 * @employed: whether the person may sign in
 * @n_streamers: (out): how many streamers are in the person's book
 *
 * Has somebody who leaves signed out everywhere, and keep nothing but the place in what was done; or lets somebody who
 * comes back sign in with the password of before. The book stays as it is; see roster_office_transfer().
 *
 * Returns: %FALSE with %ROSTER_OFFICE_ERROR_NOT_FOUND where nobody has @login, or an error of the backend
 */
gboolean
roster_office_set_employed (RosterOffice  *self,
                            const char    *login,
                            gboolean       employed,
                            guint         *n_streamers,
                            GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (login != NULL && n_streamers != NULL, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = set_employed (self, backend, login, employed, n_streamers, error);
  roster_office_release (self, backend);
  return done;
}

static void
user_free (RosterOfficeUser *user)
{
  g_free (user->login);
  g_free (user->name);
  g_free (user->base);
  g_free (user);
}

static int
compare_users (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 ((*(RosterOfficeUser *const *) a)->login, (*(RosterOfficeUser *const *) b)->login);
}

static GPtrArray *
list_users (RosterBackend  *backend,
            GError        **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify) user_free);
  g_autoptr (GPtrArray) people = roster_office_list_people (backend, error);
  g_autoptr (GHashTable) bases = people != NULL ? read_bases (backend, error) : NULL;

  if (bases == NULL)
    return NULL;

  for (guint i = 0; i < people->len; i++)
    {
      const RosterOfficePerson *person = people->pdata[i];
      g_autofree char *hash = NULL;
      RosterOfficeUser *user;

      if (!roster_backend_call (backend, get_password, person->id, &hash, error))
        return NULL;

      user = g_new0 (RosterOfficeUser, 1);
      user->login = g_strdup (person->login);
      user->name = g_strdup (person->name);
      user->role = person->role;
      user->base = person->base != NULL ? g_strdup (g_hash_table_lookup (bases, person->base)) : NULL;
      user->can_sign_in = person->active && hash != NULL;
      g_ptr_array_add (users, user);
    }
  g_ptr_array_sort (users, compare_users);

  return g_steal_pointer (&users);
}

/**
 * roster_office_list_users:
 *
 * Returns: (transfer full) (nullable) (element-type RosterOfficeUser): everybody, by login
 */
GPtrArray *
roster_office_list_users (RosterOffice  *self,
                          GError       **error)
{
  RosterBackend *backend;
  GPtrArray *users;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  users = list_users (backend, error);
  roster_office_release (self, backend);
  return users;
}
