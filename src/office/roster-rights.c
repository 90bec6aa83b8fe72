/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a role may do in an account: the access to every type that lives there, and what it may write besides. */
typedef struct
{
  RosterAccess access;
  const RosterRecordType *writes[4];
} Rights;

#define COACHING_TYPES                                                                                \
  {                                                                                                   \
    &roster_walkthrough_type, &roster_followup_type, &roster_activity_type, &roster_reminder_day_type \
  }

static const Rights rights[ROSTER_N_ROLES][ROSTER_N_RELATIONS] = {
  [ROSTER_ROLE_SALESPERSON] = {
    [ROSTER_RELATION_COMPANY] = { ROSTER_ACCESS_READ },
    [ROSTER_RELATION_OWN_BOOK] = { ROSTER_ACCESS_WRITE },
    [ROSTER_RELATION_BASE_BOOK] = { ROSTER_ACCESS_NONE },
    [ROSTER_RELATION_OTHER_BOOK] = { ROSTER_ACCESS_NONE },
  },
  [ROSTER_ROLE_TRAINER] = {
    [ROSTER_RELATION_COMPANY] = { ROSTER_ACCESS_READ },
    [ROSTER_RELATION_OWN_BOOK] = { ROSTER_ACCESS_READ, COACHING_TYPES },
    [ROSTER_RELATION_BASE_BOOK] = { ROSTER_ACCESS_READ, COACHING_TYPES },
    [ROSTER_RELATION_OTHER_BOOK] = { ROSTER_ACCESS_NONE },
  },
  [ROSTER_ROLE_MANAGER] = {
    [ROSTER_RELATION_COMPANY] = { ROSTER_ACCESS_READ },
    [ROSTER_RELATION_OWN_BOOK] = { ROSTER_ACCESS_WRITE },
    [ROSTER_RELATION_BASE_BOOK] = { ROSTER_ACCESS_WRITE },
    [ROSTER_RELATION_OTHER_BOOK] = { ROSTER_ACCESS_NONE },
  },
  [ROSTER_ROLE_OFFICE] = {
    [ROSTER_RELATION_COMPANY] = { ROSTER_ACCESS_WRITE },
    [ROSTER_RELATION_OWN_BOOK] = { ROSTER_ACCESS_WRITE },
    [ROSTER_RELATION_BASE_BOOK] = { ROSTER_ACCESS_WRITE },
    [ROSTER_RELATION_OTHER_BOOK] = { ROSTER_ACCESS_WRITE },
  },
};

static const RosterField *
role_field (void)
{
  return roster_record_type_field (&roster_person_type, roster_record_type_find_field (&roster_person_type, "role"));
}

/**
 * roster_role_to_nick:
 *
 * Returns: the role as the Person record has it
 */
const char *
roster_role_to_nick (RosterRole role)
{
  g_return_val_if_fail (role < ROSTER_N_ROLES, NULL);

  return role_field ()->choices[role].nick;
}

/**
 * roster_role_label:
 *
 * Returns: the role in the interface's language
 */
const char *
roster_role_label (RosterRole role)
{
  g_return_val_if_fail (role < ROSTER_N_ROLES, NULL);

  return g_dgettext (GETTEXT_PACKAGE, role_field ()->choices[role].label);
}

/**
 * roster_role_from_text:
 * @text: (nullable): as the Person record has it, or as people call it
 * @role: (out): which it is
 */
gboolean
roster_role_from_text (const char *text,
                       RosterRole *role)
{
  const RosterChoice *choice = text != NULL ? roster_field_find_choice (role_field (), text) : NULL;

  g_return_val_if_fail (role != NULL, FALSE);

  return choice != NULL && roster_role_from_nick (choice->nick, role);
}

/**
 * roster_role_from_nick:
 * @nick: (nullable): as the Person record has it
 * @role: (out): which it is
 */
gboolean
roster_role_from_nick (const char *nick,
                       RosterRole *role)
{
  g_return_val_if_fail (role != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < ROSTER_N_ROLES; i++)
    if (strcmp (role_field ()->choices[i].nick, nick) == 0)
      {
        *role = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_rights_of_type:
 *
 * Returns: what a person of @role may do with records of @type in an account that is @relation to the person; nothing
 *   where the type does not live in such an account
 */
RosterAccess
roster_rights_of_type (RosterRole              role,
                       RosterRelation          relation,
                       const RosterRecordType *type)
{
  const Rights *entry;

  g_return_val_if_fail (role < ROSTER_N_ROLES, ROSTER_ACCESS_NONE);
  g_return_val_if_fail (relation < ROSTER_N_RELATIONS, ROSTER_ACCESS_NONE);
  g_return_val_if_fail (type != NULL, ROSTER_ACCESS_NONE);

  if ((type->scope == ROSTER_SCOPE_COMPANY) != (relation == ROSTER_RELATION_COMPANY))
    return ROSTER_ACCESS_NONE;

  entry = &rights[role][relation];
  for (guint i = 0; i < G_N_ELEMENTS (entry->writes); i++)
    if (entry->writes[i] == type)
      return ROSTER_ACCESS_WRITE;

  return entry->access;
}

/**
 * roster_rights_of_account:
 *
 * Returns: the most that a person of @role may do with any type in an account that is @relation to the person
 */
RosterAccess
roster_rights_of_account (RosterRole     role,
                          RosterRelation relation)
{
  RosterAccess most = ROSTER_ACCESS_NONE;

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    most = MAX (most, roster_rights_of_type (role, relation, roster_record_types[i]));

  return most;
}
