/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"
#include "roster-place.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_BLANK_PAGE (roster_blank_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterBlankPage, roster_blank_page, ROSTER, BLANK_PAGE, RosterPane)

/*
 * Stands beside the list of a place until a first record is chosen: the page of records, with all that it holds, is not
 * made before.
 */
RosterPane *roster_blank_page_new (RosterContext     *context,
                                   const RosterPlace *place);

G_END_DECLS
