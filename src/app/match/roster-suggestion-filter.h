/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-match.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SUGGESTION_FILTER (roster_suggestion_filter_get_type ())
G_DECLARE_FINAL_TYPE (RosterSuggestionFilter, roster_suggestion_filter, ROSTER, SUGGESTION_FILTER, GtkPopover)

/*
 * What of the suggestions to show: a role, a vertical, a factory, a least unit margin, only what is new.
 *
 * Signal: changed ()
 */
GtkWidget         *roster_suggestion_filter_new    (void);
void               roster_suggestion_filter_offer  (RosterSuggestionFilter *self,
                                                    RosterMatch            *match);
RosterMatchFilter  roster_suggestion_filter_get    (RosterSuggestionFilter *self);
guint              roster_suggestion_filter_count  (RosterSuggestionFilter *self);
void               roster_suggestion_filter_clear  (RosterSuggestionFilter *self);

G_END_DECLS
