/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STREAMER_FACTS (roster_streamer_facts_get_type ())
G_DECLARE_FINAL_TYPE (RosterStreamerFacts, roster_streamer_facts, ROSTER, STREAMER_FACTS, AdwBin)

/* The numbers by which a salesperson decides what to do with a streamer. */
GtkWidget *roster_streamer_facts_new  (RosterContext       *context);
void       roster_streamer_facts_show (RosterStreamerFacts *self,
                                       RosterRecord        *streamer,
                                       gint64               last_contact);

G_END_DECLS
