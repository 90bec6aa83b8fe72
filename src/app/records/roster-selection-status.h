/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-record-type.h"

G_BEGIN_DECLS

char       *roster_selection_status_title       (const RosterRecordType *type,
                                                 guint                   selected);
const char *roster_selection_status_description (guint                   selected);
void        roster_selection_status_show        (AdwStatusPage          *status,
                                                 const RosterRecordType *type,
                                                 guint                   selected);

G_END_DECLS
