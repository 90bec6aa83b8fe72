/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LAST_CONTACTS (roster_last_contacts_get_type ())
G_DECLARE_FINAL_TYPE (RosterLastContacts, roster_last_contacts, ROSTER, LAST_CONTACTS, GObject)

/*
 * When each streamer was last reached, by one query over all activities in the store's thread; follows the store.
 *
 * Signal: changed ()
 */
RosterLastContacts *roster_last_contacts_new    (RosterStore        *store);
gint64              roster_last_contacts_lookup (RosterLastContacts *self,
                                                 const char         *streamer);
RosterFirstRead     roster_last_contacts_first_read (void);

G_END_DECLS
