/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-backend.h"
#include "roster-rights.h"

G_BEGIN_DECLS

/**
 * RosterOfficePerson:
 * @id: of the Person record
 * @name: as it stands under what the person changes
 * @login: the name to sign in with
 * @role: what the person is
 * @base: (nullable): the id of the person's base
 * @active: whether the person may sign in
 *
 * What the office needs to know of a Person record.
 */
typedef struct
{
  char *id;
  char *name;
  char *login;
  RosterRole role;
  char *base;
  gboolean active;
} RosterOfficePerson;

void      roster_office_person_free        (RosterOfficePerson         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterOfficePerson, roster_office_person_free)

gboolean  roster_office_find_person        (RosterBackend              *backend,
                                            const char                 *id,
                                            RosterOfficePerson        **person,
                                            GError                    **error);
gboolean  roster_office_find_login         (RosterBackend              *backend,
                                            const char                 *login,
                                            RosterOfficePerson        **person,
                                            GError                    **error);
GPtrArray *roster_office_list_people       (RosterBackend              *backend,
                                            GError                    **error);

gboolean  roster_office_person_relation    (RosterBackend              *backend,
                                            const RosterOfficePerson   *person,
                                            const RosterOfficeAccount  *account,
                                            RosterRelation             *relation,
                                            GError                    **error);

G_END_DECLS
