/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"

G_BEGIN_DECLS

RosterEdit *roster_line_up_results_edit (RosterStore   *store,
                                         RosterRecord  *line_up,
                                         RosterRecord  *live,
                                         GError       **error);

G_END_DECLS
