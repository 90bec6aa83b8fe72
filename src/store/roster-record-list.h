/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_LIST (roster_record_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecordList, roster_record_list, ROSTER, RECORD_LIST, GObject)

/*
 * A GListModel of the records of one type, or of those of them whose @field holds @value (the activities of a streamer,
 * say). It fills itself from the store and follows its changes item by item, so that views keep their place and
 * selection. Property: loading (gboolean, readable), TRUE until the first filling is there.
 */
RosterRecordList *roster_record_list_new         (RosterStore             *store,
                                                  const RosterRecordType  *type);
RosterRecordList *roster_record_list_new_related (RosterStore             *store,
                                                  const RosterRecordType  *type,
                                                  const char              *field,
                                                  const char              *value);
RosterFirstRead   roster_record_list_first_read  (const RosterRecordType  *type);
gboolean          roster_record_list_is_loading  (RosterRecordList        *self);
RosterRecord     *roster_record_list_find        (RosterRecordList        *self,
                                                  const char              *id);

G_END_DECLS
