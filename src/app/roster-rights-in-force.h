/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RIGHTS_IN_FORCE (roster_rights_in_force_get_type ())
G_DECLARE_FINAL_TYPE (RosterRightsInForce, roster_rights_in_force, ROSTER, RIGHTS_IN_FORCE, GObject)

/*
 * Who may write what where: the rights that the office's session gives the signed-in person, for every page that offers
 * a change. Follows the store. Until the first reading is done everything is allowed; the store refuses what is not.
 *
 * Signal: changed (), when the office gave other rights
 */
RosterRightsInForce *roster_rights_in_force_new       (RosterStore             *store);
gboolean             roster_rights_in_force_may_write (RosterRightsInForce     *self,
                                                       const RosterRecordType  *type,
                                                       const char              *account);
char                *roster_rights_in_force_refusal   (RosterRightsInForce     *self,
                                                       const RosterRecordType  *type,
                                                       const char              *account);
const char          *roster_rights_in_force_whose     (RosterRightsInForce     *self,
                                                       const char              *account);
gboolean             roster_rights_in_force_guard     (RosterRightsInForce     *self,
                                                       GtkWidget               *widget,
                                                       const RosterRecordType  *type,
                                                       const char              *account);

void                 roster_widget_refuse             (GtkWidget               *widget,
                                                       const char              *refusal);

G_END_DECLS
