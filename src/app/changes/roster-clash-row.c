/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clash-row.h"

#include "roster-clash-side.h"
#include "roster-place.h"

struct _RosterClashRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *subject;
  GtkWidget *open;
  RosterClashSide *mine;
  RosterClashSide *theirs;
};

G_DEFINE_FINAL_TYPE (RosterClashRow, roster_clash_row, GTK_TYPE_LIST_BOX_ROW)

static void
roster_clash_row_class_init (RosterClashRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ROSTER_TYPE_CLASH_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-clash-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterClashRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterClashRow, subject);
  gtk_widget_class_bind_template_child (widget_class, RosterClashRow, open);
  gtk_widget_class_bind_template_child (widget_class, RosterClashRow, mine);
  gtk_widget_class_bind_template_child (widget_class, RosterClashRow, theirs);
}

static void
roster_clash_row_init (RosterClashRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_clash_row_new:
 * @clash: the conflict that the row shows
 * @clock: says what today is
 *
 * Returns: (transfer floating): a card with both sides of @clash
 */
GtkWidget *
roster_clash_row_new (RosterClash *clash,
                      RosterClock *clock)
{
  RosterClashRow *self;
  g_autofree char *subject = NULL;

  g_return_val_if_fail (ROSTER_IS_CLASH (clash), NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_CLASH_ROW, NULL);
  subject = roster_clash_dup_subject (clash);
  gtk_label_set_label (self->title, roster_clash_title (clash));
  gtk_label_set_label (self->subject, subject);
  gtk_widget_set_visible (self->open, roster_clash_kind (clash) != ROSTER_CONFLICT_DELETED_HERE &&
                                          roster_place_for (roster_clash_type (clash)->name) != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "(ss)", roster_clash_type (clash)->name,
                                    roster_clash_id (clash));
  roster_clash_side_show (self->mine, clash, ROSTER_SIDE_MINE, clock);
  roster_clash_side_show (self->theirs, clash, ROSTER_SIDE_THEIRS, clock);

  return GTK_WIDGET (self);
}
