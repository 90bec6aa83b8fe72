/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-person.h"

#include <string.h>

#include "roster-jmap-names.h"
#include "roster-office-writer.h"
#include "roster-record-json.h"

void
roster_office_person_free (RosterOfficePerson *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->login);
  g_free (self->base);
  g_free (self);
}

static RosterOfficePerson *
person_from_row (const RosterRow *row)
{
  g_autoptr (RosterRecord) record = NULL;
  RosterOfficePerson *person;

  if (row->destroyed)
    return NULL;
  record = roster_record_from_json_text (&roster_person_type, ROSTER_JMAP_COMPANY_ACCOUNT, row->body, NULL);
  if (record == NULL)
    return NULL;

  person = g_new0 (RosterOfficePerson, 1);
  person->id = g_strdup (row->id);
  person->name = g_strdup (roster_record_title (record));
  person->login = g_strdup (roster_record_text (record, "login"));
  person->base = g_strdup (roster_record_text (record, "base"));
  person->active = !roster_record_has (record, "active") || roster_record_boolean (record, "active");
  if (!roster_role_from_nick (roster_record_text (record, "role"), &person->role))
    person->active = FALSE;
  return person;
}

static gboolean
take_person (const RosterRow *row,
             gpointer         data)
{
  *(RosterOfficePerson **) data = person_from_row (row);
  return FALSE;
}

static gboolean
add_person (const RosterRow *row,
            gpointer         data)
{
  RosterOfficePerson *person = person_from_row (row);

  if (person != NULL)
    g_ptr_array_add (data, person);
  return TRUE;
}

static gboolean
company_number (RosterBackend  *backend,
                gint64         *number,
                GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;

  if (!roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error))
    return FALSE;

  *number = company != NULL ? company->number : 0;
  return TRUE;
}

/**
 * roster_office_find_person:
 * @person: (out) (nullable): the person, %NULL where there is none
 */
gboolean
roster_office_find_person (RosterBackend       *backend,
                           const char          *id,
                           RosterOfficePerson **person,
                           GError             **error)
{
  gint64 company;

  *person = NULL;
  return company_number (backend, &company, error) &&
         roster_backend_call (backend, get_row, company, &roster_person_type, id, take_person, person, error);
}

/**
 * roster_office_find_login:
 * @person: (out) (nullable): the person, %NULL where nobody has the login
 */
gboolean
roster_office_find_login (RosterBackend       *backend,
                          const char          *login,
                          RosterOfficePerson **person,
                          GError             **error)
{
  g_autofree char *key = roster_office_unique_key (login);
  g_autofree char *id = NULL;
  gint64 company;

  *person = NULL;
  if (!company_number (backend, &company, error) ||
      !roster_backend_call (backend, find_key, company, &roster_person_type, key, &id, error))
    return FALSE;

  return id == NULL ||
         roster_backend_call (backend, get_row, company, &roster_person_type, id, take_person, person, error);
}

/**
 * roster_office_list_people:
 *
 * Returns: (transfer full) (nullable) (element-type RosterOfficePerson): everybody
 */
GPtrArray *
roster_office_list_people (RosterBackend  *backend,
                           GError        **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_office_person_free);
  gint64 company;

  if (!company_number (backend, &company, error) ||
      !roster_backend_call (backend, each_row, company, &roster_person_type, G_MAXINT64, add_person, people, error))
    return NULL;

  return g_steal_pointer (&people);
}

/**
 * roster_office_person_relation:
 * @relation: (out): what @account is to @person
 *
 * A book belongs to the base of the person whose book it is.
 */
gboolean
roster_office_person_relation (RosterBackend              *backend,
                               const RosterOfficePerson   *person,
                               const RosterOfficeAccount  *account,
                               RosterRelation             *relation,
                               GError                    **error)
{
  g_autoptr (RosterOfficePerson) owner = NULL;

  if (account->scope == ROSTER_SCOPE_COMPANY)
    *relation = ROSTER_RELATION_COMPANY;
  else if (g_strcmp0 (account->owner, person->id) == 0)
    *relation = ROSTER_RELATION_OWN_BOOK;
  else
    {
      *relation = ROSTER_RELATION_OTHER_BOOK;
      if (person->base == NULL || account->owner == NULL)
        return TRUE;
      if (!roster_office_find_person (backend, account->owner, &owner, error))
        return FALSE;
      if (owner != NULL && g_strcmp0 (owner->base, person->base) == 0)
        *relation = ROSTER_RELATION_BASE_BOOK;
    }

  return TRUE;
}
