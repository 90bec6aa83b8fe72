/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-adviser.h"
#include "roster-camera.h"
#include "roster-coordinator.h"
#include "roster-photos.h"
#include "roster-rights-in-force.h"
#include "roster-rules-in-force.h"
#include "roster-store.h"
#include "roster-today.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CONTEXT (roster_context_get_type ())
G_DECLARE_FINAL_TYPE (RosterContext, roster_context, ROSTER, CONTEXT, GObject)

/*
 * What the whole app stands on: made once at start-up and handed down to every widget that needs it.
 */
RosterContext  *roster_context_new      (GSettings      *settings,
                                         RosterStore    *store,
                                         RosterClock    *clock,
                                         RosterIdSource *ids);

GSettings         *roster_context_settings    (RosterContext  *self);
RosterStore       *roster_context_store       (RosterContext  *self);
RosterClock       *roster_context_clock       (RosterContext  *self);
RosterIdSource    *roster_context_ids         (RosterContext  *self);
RosterCoordinator *roster_context_coordinator (RosterContext  *self);
RosterRulesInForce *roster_context_rules      (RosterContext  *self);
RosterRightsInForce *roster_context_rights    (RosterContext  *self);
RosterAdviser      *roster_context_adviser    (RosterContext  *self);
RosterToday       *roster_context_today       (RosterContext  *self);
RosterPhotos      *roster_context_photos      (RosterContext  *self);
RosterCamera      *roster_context_camera      (RosterContext  *self);
void               roster_context_use_camera  (RosterContext  *self,
                                               RosterCamera   *camera);

G_END_DECLS
