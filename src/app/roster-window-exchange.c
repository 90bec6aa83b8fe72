/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-export-window.h"
#include "roster-import-window.h"
#include "roster-toast.h"

static void
imported_cb (RosterImportWindow *import,
             gint64              step,
             const char         *summary,
             RosterWindow       *self)
{
  roster_toast_undoable (GTK_WIDGET (self->outer), summary, step);
}

static RosterImportWindow *
make_import (RosterWindow *self)
{
  RosterImportWindow *import = roster_import_window_new (GTK_WINDOW (self), self->context);

  g_signal_connect_object (import, "imported", G_CALLBACK (imported_cb), self, 0);
  return import;
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  roster_import_window_choose (make_import (ROSTER_WINDOW (widget)));
}

static void
exported_cb (RosterExportWindow *export,
             const char         *summary,
             RosterWindow       *self)
{
  roster_toast_message (GTK_WIDGET (self->outer), summary);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  GtkWidget *export = roster_export_window_new (GTK_WINDOW (self), self->context);

  g_signal_connect_object (export, "exported", G_CALLBACK (exported_cb), self, 0);
  gtk_window_present (GTK_WINDOW (export));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         RosterWindow  *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;

  roster_import_window_open (make_import (self), files->data);
  return TRUE;
}

void
roster_window_install_exchange_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "win.export", NULL, export_action);
}

/* A file that is dropped on the window is imported. */
void
roster_window_init_exchange (RosterWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
