/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-item-row.h"

#include <glib/gi18n-lib.h>

struct _RosterImportItemRow
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *outcome;
  GtkLabel *line;
};

G_DEFINE_FINAL_TYPE (RosterImportItemRow, roster_import_item_row, GTK_TYPE_BOX)

/* The style of what a person has to look at; what needs no look is dimmed. */
static const char *const outcome_classes[ROSTER_IMPORT_N_OUTCOMES] = {
  [ROSTER_IMPORT_CREATE] = "success",
  [ROSTER_IMPORT_UPDATE] = "accent",
  [ROSTER_IMPORT_SKIP] = "dim-label",
  [ROSTER_IMPORT_REFUSE] = "error",
};

static void
roster_import_item_row_class_init (RosterImportItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-import-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportItemRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterImportItemRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterImportItemRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, RosterImportItemRow, line);
}

static void
roster_import_item_row_init (RosterImportItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_import_item_row_new (void)
{
  return g_object_new (ROSTER_TYPE_IMPORT_ITEM_ROW, NULL);
}

void
roster_import_item_row_set_item (RosterImportItemRow *self,
                                 RosterImportItem    *item)
{
  RosterImportOutcome outcome;
  g_autofree char *line = NULL;

  g_return_if_fail (ROSTER_IS_IMPORT_ITEM_ROW (self));
  g_return_if_fail (ROSTER_IS_IMPORT_ITEM (item));

  outcome = roster_import_item_outcome (item);
  /* Translators: %u is the number of a row in a file. */
  line = g_strdup_printf (_("row %u"), roster_import_item_line (item));
  gtk_label_set_label (self->title, roster_import_item_title (item));
  gtk_label_set_label (self->detail, roster_import_item_detail (item));
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *roster_import_item_detail (item) != '\0');
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->outcome, roster_import_outcome_to_words (outcome));

  for (guint i = 0; i < ROSTER_IMPORT_N_OUTCOMES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), outcome_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), outcome_classes[outcome]);
}
