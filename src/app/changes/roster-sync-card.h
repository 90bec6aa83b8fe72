/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SYNC_CARD (roster_sync_card_get_type ())
G_DECLARE_FINAL_TYPE (RosterSyncCard, roster_sync_card, ROSTER, SYNC_CARD, AdwBin)

/* How the cache stands with its office, and the one thing to do about it. */
void roster_sync_card_set_context (RosterSyncCard  *self,
                                   RosterContext   *context);

G_END_DECLS
