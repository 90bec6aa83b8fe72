/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-suggestion-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SUGGESTIONS (roster_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (RosterSuggestions, roster_suggestions, ROSTER, SUGGESTIONS, AdwBin)

/* The best products for a streamer, or the best streamers for a product, ranked anew after every decision. */
GtkWidget *roster_suggestions_new  (RosterContext           *context,
                                    RosterSuggestionSubject  subject);
void       roster_suggestions_show (RosterSuggestions       *self,
                                    const char              *id);

G_END_DECLS
