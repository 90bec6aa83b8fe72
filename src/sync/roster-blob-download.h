/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

gboolean roster_blob_download (RosterSession    *session,
                               RosterTransport  *transport,
                               const char       *token,
                               const char       *folder,
                               const char       *account,
                               const char       *blob,
                               GCancellable     *cancellable,
                               GError          **error);

G_END_DECLS
