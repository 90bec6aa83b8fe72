/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"
#include "roster-series.h"

G_BEGIN_DECLS

/* Writing what a person does to a live, as one step of the journal. */
void   roster_live_create_async  (RosterContext          *context,
                                  RosterRecord           *wanted,
                                  GCancellable           *cancellable,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data);
void   roster_live_change_async  (RosterContext          *context,
                                  const RosterOccurrence *occurrence,
                                  RosterExtent            extent,
                                  RosterRecord           *wanted,
                                  const char             *label,
                                  GCancellable           *cancellable,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data);
gint64 roster_live_change_finish (RosterContext          *context,
                                  GAsyncResult           *result,
                                  GError                **error);

G_END_DECLS
