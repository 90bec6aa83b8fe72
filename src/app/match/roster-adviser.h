/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match.h"
#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ADVISER (roster_adviser_get_type ())
G_DECLARE_FINAL_TYPE (RosterAdviser, roster_adviser, ROSTER, ADVISER, GObject)

/*
 * The match of the whole book, for everybody in the app who shows suggestions: read in the background when somebody
 * asks for the first time, and again after a change that matters.
 *
 * Signal: changed (), when there is a match, or a newer one
 */
RosterAdviser *roster_adviser_new   (RosterStore   *store);
RosterMatch   *roster_adviser_match (RosterAdviser *self);

G_END_DECLS
