/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What operators watch: counts and a histogram of latencies, in the text form of Prometheus. Belongs to one thread. */
typedef struct _RosterMeters RosterMeters;

RosterMeters *roster_meters_new       (void);
void          roster_meters_free      (RosterMeters  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMeters, roster_meters_free)

void          roster_meters_started   (RosterMeters  *self);
void          roster_meters_finished  (RosterMeters  *self,
                                       const char    *route,
                                       guint          status,
                                       gint64         microseconds,
                                       gsize          received,
                                       gsize          sent);
guint         roster_meters_in_flight (RosterMeters  *self);
char         *roster_meters_to_text   (RosterMeters  *self,
                                       gsize          held,
                                       guint          n_failed);

G_END_DECLS
