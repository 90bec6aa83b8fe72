/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-schedule-error.h"

G_DEFINE_QUARK (roster-schedule-error-quark, roster_schedule_error)
