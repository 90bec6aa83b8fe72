/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

gboolean roster_office_backup  (RosterOffice  *self,
                                const char    *path,
                                GError       **error);
gboolean roster_office_restore (const char    *backup,
                                const char    *store,
                                GError       **error);
gboolean roster_office_renew   (RosterOffice  *self,
                                GError       **error);

G_END_DECLS
