/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-coaching-words.h"

struct _RosterCoachingRow
{
  GtkBox parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *reasons;
  GtkLabel *result;
  GtkWidget *running;
};

G_DEFINE_FINAL_TYPE (RosterCoachingRow, roster_coaching_row, GTK_TYPE_BOX)

static void
roster_coaching_row_class_init (RosterCoachingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-coaching-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingRow, reasons);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingRow, result);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingRow, running);
}

static void
roster_coaching_row_init (RosterCoachingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_coaching_row_new (void)
{
  return g_object_new (ROSTER_TYPE_COACHING_ROW, NULL);
}

void
roster_coaching_row_show (RosterCoachingRow   *self,
                          RosterCoachingEntry *entry)
{
  g_autofree char *reasons = NULL, *result = NULL;

  g_return_if_fail (ROSTER_IS_COACHING_ROW (self));
  g_return_if_fail (ROSTER_IS_COACHING_ENTRY (entry));

  reasons = roster_coaching_entry_words (entry);
  result = entry->facts.last_result >= 0 ? roster_coaching_result_words (entry->facts.last_result) : NULL;
  adw_avatar_set_text (self->avatar, roster_record_title (entry->streamer));
  gtk_label_set_label (self->name, roster_record_title (entry->streamer));
  gtk_label_set_label (self->reasons, reasons);
  gtk_label_set_label (self->result, result != NULL ? result : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->result), _("Result of the last walk-through"));
  gtk_widget_set_visible (self->running, entry->running != NULL);
}
