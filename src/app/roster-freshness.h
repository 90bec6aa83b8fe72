/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FRESHNESS (roster_freshness_get_type ())
G_DECLARE_FINAL_TYPE (RosterFreshness, roster_freshness, ROSTER, FRESHNESS, GObject)

/*
 * How the data here compares with the office's, in the words of the sidebar's foot.
 *
 * Properties, all readable: text (string), icon-name (string), pending (uint, the changes that the office has not
 * confirmed), attention (uint, those of them that wait for a person).
 */
RosterFreshness *roster_freshness_new        (RosterContext *context);
RosterFirstRead  roster_freshness_first_read (void);

G_END_DECLS
