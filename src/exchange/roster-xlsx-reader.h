/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-table.h"

G_BEGIN_DECLS

RosterTable *roster_xlsx_read        (GBytes        *bytes,
                                      const char    *sheet,
                                      GCancellable  *cancellable,
                                      GError       **error);
GStrv        roster_xlsx_list_sheets (GBytes        *bytes,
                                      GCancellable  *cancellable,
                                      GError       **error);

G_END_DECLS
