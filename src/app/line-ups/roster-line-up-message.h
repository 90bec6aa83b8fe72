/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-line-up-reading.h"

G_BEGIN_DECLS

char *roster_line_up_message (const RosterLineUpReading *reading);

G_END_DECLS
