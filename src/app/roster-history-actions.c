/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-history-actions.h"

static void
hand_on_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, parameter);
}

/**
 * roster_history_actions_install:
 * @widget_class: the class of a window that stands over the app's
 *
 * Lets undo and redo, by key and from a toast, work in a window of a record: the journal belongs to the window behind,
 * which is asked.
 */
void
roster_history_actions_install (GtkWidgetClass *widget_class)
{
  g_return_if_fail (widget_class != NULL);

  gtk_widget_class_install_action (widget_class, "win.undo-step", "x", hand_on_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, hand_on_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, hand_on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
}
