/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-type.h"

G_BEGIN_DECLS

/*
 * What a `/changes` has met of the records that it names, for the `/get` calls of the same request that refer to it:
 * the store is walked over once for both. Good as long as the state of the type has not moved on in between.
 */
typedef struct _RosterMethodAhead RosterMethodAhead;

RosterMethodAhead *roster_method_ahead_new   (void);
void               roster_method_ahead_free  (RosterMethodAhead      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMethodAhead, roster_method_ahead_free)

void               roster_method_ahead_begin (RosterMethodAhead      *self,
                                              gint64                  account,
                                              const RosterRecordType *type,
                                              gint64                  state);
void               roster_method_ahead_add   (RosterMethodAhead      *self,
                                              const char             *id,
                                              const char             *body,
                                              gsize                   limit);
GPtrArray         *roster_method_ahead_find  (RosterMethodAhead      *self,
                                              gint64                  account,
                                              const RosterRecordType *type,
                                              gint64                  state,
                                              GPtrArray              *ids);

G_END_DECLS
