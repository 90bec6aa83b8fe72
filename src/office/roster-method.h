/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-method-ahead.h"
#include "roster-office.h"
#include "roster-office-person.h"

G_BEGIN_DECLS

/** What all answers of one request may take together, in bytes. */
#define ROSTER_OFFICE_MAX_RESPONSE_SIZE (32 << 20)

/** How long the calls of one request may take together, in microseconds: half a minute. */
#define ROSTER_OFFICE_MAX_TIME (30 * G_USEC_PER_SEC)

/**
 * RosterMethodCall:
 * @office: whose method it is
 * @backend: a connection outside a transaction
 * @person: who calls
 * @type: the type whose method it is
 * @arguments: with result references resolved
 * @created_ids: (element-type utf8 utf8): creation ids of the request so far, to ids
 * @new_ids: (element-type utf8 utf8): takes those of this call; they count once it is committed
 * @ahead: what the `/changes` before has met
 * @is_referred_to: whether the next call asks for what this one names
 * @space: bytes that the answer may take
 * @deadline: when the request has had its time, on the monotonic clock
 *
 * One method call on a record type.
 */
typedef struct
{
  RosterOffice *office;
  RosterBackend *backend;
  const RosterOfficePerson *person;
  const RosterRecordType *type;
  JsonObject *arguments;
  GHashTable *created_ids;
  GHashTable *new_ids;
  RosterMethodAhead *ahead;
  gboolean is_referred_to;
  gsize space;
  gint64 deadline;
} RosterMethodCall;

/* Appends the answer, a JSON object, or gives a method-level ROSTER_JMAP_ERROR. */
typedef gboolean (*RosterMethod) (RosterMethodCall  *call,
                                  GString           *answer,
                                  GError           **error);

gboolean             roster_method_get               (RosterMethodCall  *call,
                                                      GString           *answer,
                                                      GError           **error);
gboolean             roster_method_changes           (RosterMethodCall  *call,
                                                      GString           *answer,
                                                      GError           **error);
gboolean             roster_method_set               (RosterMethodCall  *call,
                                                      GString           *answer,
                                                      GError           **error);
gboolean             roster_method_query             (RosterMethodCall  *call,
                                                      GString           *answer,
                                                      GError           **error);
gboolean             roster_method_states            (RosterMethodCall  *call,
                                                      GString           *answer,
                                                      GError           **error);

/* What the methods share: reading arguments, and finding the account with the right to use it. */
gboolean             roster_method_check_names       (RosterMethodCall  *call,
                                                      const char *const *names,
                                                      GError           **error);
RosterOfficeAccount *roster_method_account           (RosterMethodCall  *call,
                                                      RosterAccess       access,
                                                      GError           **error);
gboolean             roster_method_get_string        (RosterMethodCall  *call,
                                                      const char        *name,
                                                      const char       **value,
                                                      GError           **error);
gboolean             roster_method_get_integer       (RosterMethodCall  *call,
                                                      const char        *name,
                                                      gint64             minimum,
                                                      gint64            *value,
                                                      GError           **error);
gboolean             roster_method_get_boolean       (RosterMethodCall  *call,
                                                      const char        *name,
                                                      gboolean          *value,
                                                      GError           **error);
gboolean             roster_method_get_strings       (RosterMethodCall  *call,
                                                      const char        *name,
                                                      GPtrArray        **values,
                                                      GError           **error);
gboolean             roster_method_get_object        (RosterMethodCall  *call,
                                                      const char        *name,
                                                      JsonObject       **value,
                                                      GError           **error);
gboolean             roster_method_invalid           (GError           **error,
                                                      const char        *name);
gboolean             roster_method_too_large         (GError           **error);
gboolean             roster_method_check_time        (RosterMethodCall  *call,
                                                      GError           **error);
void                 roster_method_append_state      (GString           *answer,
                                                      const char        *name,
                                                      gint64             state);

G_END_DECLS
