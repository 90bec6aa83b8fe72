/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-type.h"

G_BEGIN_DECLS

/**
 * RosterRole:
 *
 * What a person is; the choices of the Person record's `role` in their order.
 */
typedef enum
{
  ROSTER_ROLE_SALESPERSON,
  ROSTER_ROLE_TRAINER,
  ROSTER_ROLE_MANAGER,
  ROSTER_ROLE_OFFICE,
  ROSTER_N_ROLES,
} RosterRole;

/**
 * RosterRelation:
 * @ROSTER_RELATION_COMPANY: the company's account
 * @ROSTER_RELATION_OWN_BOOK: the person's own book
 * @ROSTER_RELATION_BASE_BOOK: a colleague's book at the person's base
 * @ROSTER_RELATION_OTHER_BOOK: any other book
 *
 * What an account is to a person.
 */
typedef enum
{
  ROSTER_RELATION_COMPANY,
  ROSTER_RELATION_OWN_BOOK,
  ROSTER_RELATION_BASE_BOOK,
  ROSTER_RELATION_OTHER_BOOK,
  ROSTER_N_RELATIONS,
} RosterRelation;

/**
 * RosterAccess:
 *
 * What a person may do; each includes the one before.
 */
typedef enum
{
  ROSTER_ACCESS_NONE,
  ROSTER_ACCESS_READ,
  ROSTER_ACCESS_WRITE,
} RosterAccess;

const char   *roster_role_to_nick      (RosterRole               role);
const char   *roster_role_label        (RosterRole               role);
gboolean      roster_role_from_text    (const char              *text,
                                        RosterRole              *role);
gboolean      roster_role_from_nick    (const char              *nick,
                                        RosterRole              *role);

RosterAccess  roster_rights_of_type    (RosterRole               role,
                                        RosterRelation           relation,
                                        const RosterRecordType  *type);
RosterAccess  roster_rights_of_account (RosterRole               role,
                                        RosterRelation           relation);

G_END_DECLS
