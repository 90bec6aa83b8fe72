/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-database.h"

G_BEGIN_DECLS

gboolean roster_database_copy (RosterDatabase  *self,
                               const char      *path,
                               GError         **error);

G_END_DECLS
