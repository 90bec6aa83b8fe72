/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-backend.h"
#include "roster-clock.h"
#include "roster-id.h"
#include "roster-jmap-names.h"
#include "roster-jmap-session.h"
#include "roster-office-error.h"

G_BEGIN_DECLS

/** How long a destroyed record leaves a tombstone, in milliseconds: 180 days. */
#define ROSTER_OFFICE_TOMBSTONE_AGE (G_GINT64_CONSTANT (180) * 24 * 60 * 60 * 1000)

#define ROSTER_TYPE_OFFICE (roster_office_get_type ())
G_DECLARE_FINAL_TYPE (RosterOffice, roster_office, ROSTER, OFFICE, GObject)

RosterOffice           *roster_office_open         (const char              *store,
                                                    gboolean                 create,
                                                    RosterClock             *clock,
                                                    RosterIdSource          *ids,
                                                    GError                 **error);

RosterClock            *roster_office_clock        (RosterOffice            *self);
RosterIdSource         *roster_office_ids          (RosterOffice            *self);
const RosterJmapLimits *roster_office_limits       (RosterOffice            *self);
void                    roster_office_set_limits   (RosterOffice            *self,
                                                    const RosterJmapLimits  *limits);

void                    roster_office_set_password_cost (RosterOffice       *self,
                                                    unsigned long long       operations,
                                                    gsize                    memory);

guint                   roster_office_n_failed     (RosterOffice            *self);

RosterBackend          *roster_office_acquire      (RosterOffice            *self,
                                                    GError                 **error);
void                    roster_office_release      (RosterOffice            *self,
                                                    RosterBackend           *backend);

/* The two things a client asks for, apart from HTTP. Both may be called from any thread. */
GBytes                 *roster_office_dispatch     (RosterOffice            *self,
                                                    const char              *person,
                                                    GBytes                  *request,
                                                    GError                 **error);
RosterJmapSession      *roster_office_session      (RosterOffice            *self,
                                                    const char              *person,
                                                    GError                 **error);

gboolean                roster_office_purge        (RosterOffice            *self,
                                                    gint64                  *n_purged,
                                                    GError                 **error);
gboolean                roster_office_check        (RosterOffice            *self,
                                                    gint64                  *n_records,
                                                    GError                 **error);

G_END_DECLS
