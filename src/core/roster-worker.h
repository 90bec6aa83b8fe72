/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_WORKER (roster_worker_get_type ())
G_DECLARE_FINAL_TYPE (RosterWorker, roster_worker, ROSTER, WORKER, GObject)

RosterWorker *roster_worker_new        (const char      *name);
void          roster_worker_push       (RosterWorker    *self,
                                        int              priority,
                                        GTask           *task,
                                        GTaskThreadFunc  func);
gboolean      roster_worker_is_current (RosterWorker    *self);
void          roster_worker_shutdown   (RosterWorker    *self);

G_END_DECLS
