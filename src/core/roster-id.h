/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"

G_BEGIN_DECLS

/** The length of an id's text form, without the closing NUL. */
#define ROSTER_ID_LENGTH 36

#define ROSTER_TYPE_ID_SOURCE (roster_id_source_get_type ())
G_DECLARE_FINAL_TYPE (RosterIdSource, roster_id_source, ROSTER, ID_SOURCE, GObject)

RosterIdSource *roster_id_source_new        (RosterClock    *clock);
RosterIdSource *roster_id_source_new_seeded (RosterClock    *clock,
                                             guint32         seed);
char           *roster_id_source_next       (RosterIdSource *self);

char           *roster_id_derive            (const char     *from,
                                             const char     *name);
gboolean        roster_id_is_valid          (const char     *text);

G_END_DECLS
