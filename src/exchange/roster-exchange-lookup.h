/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterExchangeLoad:
 * @type: a type
 * @field: (nullable): a reference field of it
 * @value: (nullable): an id
 *
 * Returns: (transfer full) (element-type RosterRecord): the records of @type, all of them or those whose @field holds
 *   @value; %NULL with an error
 */
typedef GPtrArray *(*RosterExchangeLoad)  (const RosterRecordType  *type,
                                           const char              *field,
                                           const char              *value,
                                           gpointer                 user_data,
                                           GError                 **error);

/**
 * RosterExchangeNewId:
 *
 * Returns: (transfer full): the id of a new record
 */
typedef char      *(*RosterExchangeNewId) (gpointer                 user_data);

/*
 * How import and export find records: by id, by match key, by what a person writes for them. It reads each type once,
 * when it is first asked about it, and does not see what is changed afterwards: make one for each import or export. It
 * belongs to the thread of whatever it reads from.
 */
typedef struct _RosterExchangeLookup RosterExchangeLookup;

RosterExchangeLookup *roster_exchange_lookup_new           (RosterExchangeLoad       load,
                                                            RosterExchangeNewId      new_id,
                                                            gpointer                 user_data,
                                                            GDestroyNotify           destroy);
RosterExchangeLookup *roster_exchange_lookup_new_for_cache (RosterCache             *cache);
void                  roster_exchange_lookup_free          (RosterExchangeLookup    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterExchangeLookup, roster_exchange_lookup_free)

RosterRecord         *roster_exchange_lookup_by_id         (RosterExchangeLookup    *self,
                                                            const RosterRecordType  *type,
                                                            const char              *id,
                                                            GError                 **error);
RosterRecord         *roster_exchange_lookup_by_key        (RosterExchangeLookup    *self,
                                                            const RosterRecordType  *type,
                                                            const char *const       *key,
                                                            const char              *account,
                                                            GError                 **error);
RosterRecord         *roster_exchange_lookup_resolve       (RosterExchangeLookup    *self,
                                                            const RosterRecordType  *type,
                                                            const char              *text,
                                                            const char              *account,
                                                            GError                 **error);
char                 *roster_exchange_lookup_new_id        (RosterExchangeLookup    *self);

G_END_DECLS
