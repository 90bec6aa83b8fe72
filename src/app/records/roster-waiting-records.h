/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WAITING_RECORDS (roster_waiting_records_get_type ())
G_DECLARE_FINAL_TYPE (RosterWaitingRecords, roster_waiting_records, ROSTER, WAITING_RECORDS, GObject)

/*
 * Which records of a type are not at the office yet as they are here; follows the outbox. In a cache that belongs to no
 * office yet none is: there, nothing waits for anybody. Signal: changed, when the answer for any record is another.
 */
RosterWaitingRecords *roster_waiting_records_new     (RosterStore             *store,
                                                      const RosterRecordType  *type);
gboolean              roster_waiting_records_contain (RosterWaitingRecords    *self,
                                                      const char              *id);

G_END_DECLS
