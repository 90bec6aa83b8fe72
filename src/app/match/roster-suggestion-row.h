/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"
#include "roster-match-explain.h"

G_BEGIN_DECLS

/**
 * RosterSuggestionSubject:
 * @ROSTER_SUGGESTION_PRODUCT: the row names the product; the page is the streamer's
 * @ROSTER_SUGGESTION_STREAMER: the row names the streamer; the page is the product's
 */
typedef enum
{
  ROSTER_SUGGESTION_PRODUCT,
  ROSTER_SUGGESTION_STREAMER,
} RosterSuggestionSubject;

#define ROSTER_TYPE_SUGGESTION_ROW (roster_suggestion_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterSuggestionRow, roster_suggestion_row, ROSTER, SUGGESTION_ROW, GtkListBoxRow)

/*
 * One suggestion with what moved it, what would make it better, and what a person can decide about it.
 *
 * Signal: closed (), when the person was asked for a reason and is no more
 */
GtkWidget *roster_suggestion_row_new (RosterContext           *context,
                                      RosterMatch             *match,
                                      const RosterSuggestion  *suggestion,
                                      RosterSuggestionSubject  subject,
                                      double                   share);
const char *roster_suggestion_row_named    (RosterSuggestionRow *self);
gboolean    roster_suggestion_row_is_open  (RosterSuggestionRow *self);
const char *roster_suggestion_row_words    (RosterSuggestionRow *self);
void        roster_suggestion_row_set_words (RosterSuggestionRow *self,
                                             const char          *words);

G_END_DECLS
