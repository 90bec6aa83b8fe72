/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clash-side.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterClashSide
{
  GtkBox parent_instance;

  GtkLabel *where;
  GtkLabel *words;
  GtkLabel *edited;
  GtkButton *take;
};

G_DEFINE_FINAL_TYPE (RosterClashSide, roster_clash_side, GTK_TYPE_BOX)

static const char *
take_label (RosterConflictKind kind,
            RosterSide         side)
{
  switch (kind)
    {
    case ROSTER_CONFLICT_FIELD:
      return side == ROSTER_SIDE_MINE ? _("Take Mine") : _("Take the Office’s");
    case ROSTER_CONFLICT_DELETED_THERE:
      return side == ROSTER_SIDE_MINE ? _("Keep the Record") : _("Delete It Here Too");
    case ROSTER_CONFLICT_DELETED_HERE:
      return side == ROSTER_SIDE_MINE ? _("Delete It at the Office Too") : _("Keep the Record");
    }

  g_return_val_if_reached (NULL);
}

static char *
describe_edit (RosterClash *clash,
               RosterSide   side,
               RosterClock *clock)
{
  const char *editor = side == ROSTER_SIDE_MINE ? NULL : roster_clash_editor (clash);
  g_autofree char *moment = NULL;

  if (roster_clash_edited_at (clash, side) == 0)
    return editor != NULL ? g_strdup_printf (_("by %s"), editor) : NULL;

  moment = roster_format_moment (clock, roster_clash_edited_at (clash, side));
  if (side == ROSTER_SIDE_MINE)
    /* Translators: %s is a time, with the day unless it is today. */
    return g_strdup_printf (_("by you, %s"), moment);
  if (editor == NULL)
    return g_steal_pointer (&moment);

  /* Translators: a person's name, and a time with the day unless it is today. */
  return g_strdup_printf (_("by %s, %s"), editor, moment);
}

static void
roster_clash_side_class_init (RosterClashSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-clash-side.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterClashSide, where);
  gtk_widget_class_bind_template_child (widget_class, RosterClashSide, words);
  gtk_widget_class_bind_template_child (widget_class, RosterClashSide, edited);
  gtk_widget_class_bind_template_child (widget_class, RosterClashSide, take);
}

static void
roster_clash_side_init (RosterClashSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_clash_side_show:
 * @clash: an open conflict
 * @side: which of its sides this shows
 * @clock: says what today is
 *
 * Shows one side of @clash: the value, who edited it and when, and the button that takes it.
 */
void
roster_clash_side_show (RosterClashSide *self,
                        RosterClash     *clash,
                        RosterSide       side,
                        RosterClock     *clock)
{
  g_autofree char *edited = NULL;

  g_return_if_fail (ROSTER_IS_CLASH_SIDE (self));
  g_return_if_fail (ROSTER_IS_CLASH (clash));

  edited = describe_edit (clash, side, clock);
  gtk_label_set_label (self->where, side == ROSTER_SIDE_MINE ? _("On this computer") : _("At the office"));
  gtk_label_set_label (self->words, roster_clash_words (clash, side));
  gtk_label_set_label (self->edited, edited != NULL ? edited : "");
  gtk_widget_set_visible (GTK_WIDGET (self->edited), edited != NULL);
  gtk_button_set_label (self->take, take_label (roster_clash_kind (clash), side));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->take), "(xb)", roster_clash_number (clash),
                                    (gboolean) (side == ROSTER_SIDE_MINE));
}
