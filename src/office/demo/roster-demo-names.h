/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-places.h"

G_BEGIN_DECLS

/**
 * RosterDemoNames:
 *
 * Makes names, and none of its nicknames, ids and logins twice.
 */
typedef struct _RosterDemoNames RosterDemoNames;

RosterDemoNames *roster_demo_names_new          (GRand                  *rand);
void             roster_demo_names_free         (RosterDemoNames        *self);

char            *roster_demo_names_person       (RosterDemoNames        *self,
                                                 gboolean                woman);
char            *roster_demo_names_login        (RosterDemoNames        *self,
                                                 const char             *name);
char            *roster_demo_names_nickname     (RosterDemoNames        *self,
                                                 const char             *real_name,
                                                 gboolean                woman,
                                                 const RosterDemoPlace  *place,
                                                 const char             *vertical);
char            *roster_demo_names_kuaishou_id  (RosterDemoNames        *self,
                                                 const char             *real_name);
char            *roster_demo_names_phone        (RosterDemoNames        *self);

G_END_DECLS
