/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tooltips.h"

/* As wide as GTK lets a line become */
#define WIDEST 50

/**
 * roster_tooltips_columns:
 *
 * Returns: how many average characters wide a line with the text may be
 */
int
roster_tooltips_columns (const char *text)
{
  int columns = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *at = text; *at != '\0' && columns < WIDEST; at = g_utf8_next_char (at))
    columns += g_unichar_iszerowidth (g_utf8_get_char (at)) ? 0 : g_unichar_iswide (g_utf8_get_char (at)) ? 2
                                                                                                          : 1;

  return MIN (columns, WIDEST);
}

/* GTK sets its own width with every text; setting the same once more tells nobody. */
static void
width_cb (GtkLabel *label)
{
  if (gtk_label_get_max_width_chars (label) > 0)
    gtk_label_set_max_width_chars (label, roster_tooltips_columns (gtk_label_get_text (label)));
}

static void
look_for_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      g_signal_connect (widget, "notify::max-width-chars", G_CALLBACK (width_cb), NULL);
      width_cb (GTK_LABEL (widget));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_for_labels (child);
}

/* A display has one window for all its tooltips; it is realized anew when it moves to another window. */
static gboolean
realize_cb (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow") &&
      g_object_get_data (G_OBJECT (widget), "roster-tooltips") == NULL)
    {
      g_object_set_data (G_OBJECT (widget), "roster-tooltips", GINT_TO_POINTER (TRUE));
      look_for_labels (widget);
    }

  return G_SOURCE_CONTINUE;
}

/**
 * roster_tooltips_make_room:
 *
 * To be called once, when GTK has begun.
 */
void
roster_tooltips_make_room (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realize_cb, NULL, NULL);
}
