/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-walk.h"

G_BEGIN_DECLS

/** How many photos one person may give an item. Two people who add theirs at the same time may come to more. */
#define ROSTER_MAX_PHOTOS 12

/*
 * The photos of a walk-through. They stand in a map of their own, an entry for each: what two people add to the same
 * item merges into both, while their answers would clash. An entry's key says to which item, since when and which blob;
 * its value who added it.
 */
char         **roster_walkthrough_photos    (RosterRecord        *walkthrough,
                                             const char          *item);
RosterRecord  *roster_walkthrough_add_photo (RosterTemplate      *template,
                                             RosterRecord        *walkthrough,
                                             guint                index,
                                             const char          *blob,
                                             const char          *person,
                                             gint64               now,
                                             GError             **error);
RosterRecord  *roster_walkthrough_remove_photo (RosterTemplate   *template,
                                             RosterRecord        *walkthrough,
                                             guint                index,
                                             const char          *blob,
                                             GError             **error);
RosterRecord  *roster_walkthrough_forget_photo (RosterRecord     *walkthrough,
                                             const char          *blob,
                                             GError             **error);

G_END_DECLS
