/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reversal-dialog.h"

#include <glib/gi18n-lib.h>

/* How many records of each outcome are named. */
#define MAX_NAMED 50

struct _RosterReversalDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwPreferencesGroup *reversed;
  AdwPreferencesGroup *kept;
  AdwPreferencesGroup *failed;
};

G_DEFINE_FINAL_TYPE (RosterReversalDialog, roster_reversal_dialog, ADW_TYPE_WINDOW)

static void
add_row (AdwPreferencesGroup     *group,
         const RosterReversalRow *row)
{
  GtkWidget *widget = g_object_new (
      ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", row->title, "subtitle",
      row->reason != NULL ? row->reason : roster_record_type_label (row->key->type, FALSE), "subtitle-lines", 0, NULL);

  adw_preferences_group_add (group, widget);
}

static void
fill_group (AdwPreferencesGroup  *group,
            RosterReversalReport *report,
            RosterReversal        outcome,
            guint                 count,
            const char           *title,
            const char           *description)
{
  guint n_named = 0;

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  gtk_widget_set_visible (GTK_WIDGET (group), count > 0);

  for (guint i = 0; i < report->rows->len && n_named < MAX_NAMED; i++)
    {
      const RosterReversalRow *row = g_ptr_array_index (report->rows, i);

      if (row->outcome != outcome)
        continue;
      add_row (group, row);
      n_named++;
    }

  if (count > n_named)
    {
      guint rest = count - n_named;
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", rest), rest);

      adw_preferences_group_add (group, g_object_new (ADW_TYPE_ACTION_ROW, "title", more, NULL));
    }
}

static void
roster_reversal_dialog_class_init (RosterReversalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-reversal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReversalDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RosterReversalDialog, reversed);
  gtk_widget_class_bind_template_child (widget_class, RosterReversalDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, RosterReversalDialog, failed);
}

static void
roster_reversal_dialog_init (RosterReversalDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_reversal_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @report: what became of each record
 * @redone: whether the step was done again rather than undone
 *
 * Returns: (transfer floating): a window that says what became of each record of an undone step
 */
GtkWidget *
roster_reversal_dialog_new (GtkWindow            *parent,
                            RosterReversalReport *report,
                            gboolean              redone)
{
  RosterReversalDialog *self;
  g_autofree char *reversed = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *failed = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_REVERSAL_DIALOG,
                       "transient-for", parent,
                       "title", redone ? _("Done Again") : _("Undone"),
                       NULL);
  adw_window_title_set_title (self->title, redone ? _("Done Again") : _("Undone"));
  adw_window_title_set_subtitle (self->title, report->label);

  failed = g_strdup_printf (_("Failed (%u)"), report->n_failed);
  kept = g_strdup_printf (_("Kept (%u)"), report->n_kept);
  reversed = g_strdup_printf (redone ? _("Done again (%u)") : _("Reversed (%u)"), report->n_reversed);
  fill_group (self->failed, report, ROSTER_REVERSAL_FAILED, report->n_failed, failed,
              _("These could not be put back."));
  fill_group (self->kept, report, ROSTER_REVERSAL_KEPT, report->n_kept, kept,
              _("You edited these since, and your edits were kept."));
  fill_group (self->reversed, report, ROSTER_REVERSAL_REVERSED, report->n_reversed, reversed,
              redone ? _("These are as after the step.") : _("These are as before the step."));

  return GTK_WIDGET (self);
}
