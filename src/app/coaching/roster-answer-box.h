/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-answer.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ANSWER_BOX (roster_answer_box_get_type ())
G_DECLARE_FINAL_TYPE (RosterAnswerBox, roster_answer_box, ROSTER, ANSWER_BOX, GtkBox)

/*
 * The large controls that answer an item of whatever kind.
 *
 * Signal: given (gint64 value, char *text), when a person has answered
 */
GtkWidget *roster_answer_box_new   (void);
void       roster_answer_box_show  (RosterAnswerBox     *self,
                                    const RosterItem    *item,
                                    const RosterAnswer  *answer);
void       roster_answer_box_focus (RosterAnswerBox     *self);
gboolean   roster_answer_box_press (RosterAnswerBox     *self,
                                    guint                key);

G_END_DECLS
