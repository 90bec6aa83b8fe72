/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

const char *roster_recovery_title (void);
char       *roster_recovery_words (const RosterRecovery *recovery);

G_END_DECLS
