/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-exchange-error.h"

G_DEFINE_QUARK (roster-exchange-error-quark, roster_exchange_error)
