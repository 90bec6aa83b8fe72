/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-edit.h"

G_BEGIN_DECLS

RosterEdit *roster_custom_create_edit (RosterCache  *cache,
                                       const char   *streamer,
                                       const char   *base_product,
                                       GError      **error);

G_END_DECLS
