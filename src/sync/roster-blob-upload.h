/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-sync-run.h"

G_BEGIN_DECLS

gboolean roster_sync_upload_blobs (const RosterCacheAccess *access,
                                   RosterTransport         *transport,
                                   const char              *token,
                                   RosterSyncReport        *report,
                                   GCancellable            *cancellable,
                                   GError                 **error);

G_END_DECLS
