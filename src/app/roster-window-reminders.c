/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-schedule-page.h"

static gboolean
popup_cb (gpointer bell)
{
  /* The window may have closed meanwhile. */
  if (gtk_widget_get_mapped (bell))
    roster_reminder_bell_popup (bell);
  return G_SOURCE_REMOVE;
}

/* Where the sidebar is folded away it comes to the front first, and the list opens when it has its place. */
static void
reminders_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  /* The reminders come a moment after the first window. */
  self->bell_wanted = !gtk_widget_get_visible (GTK_WIDGET (self->bell));
  if (self->bell_wanted)
    return;

  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->inner));
  if (adw_leaflet_get_folded (self->inner))
    adw_leaflet_set_visible_child (self->inner, self->sidebar);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, popup_cb, g_object_ref (self->bell), g_object_unref);
}

void
roster_window_install_reminder_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.reminders", NULL, reminders_action);
}

/**
 * roster_window_set_reminders:
 *
 * Gives the window what its bell tells of.
 */
void
roster_window_set_reminders (RosterWindow          *self,
                             RosterReminderService *reminders)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));
  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (reminders));

  roster_reminder_bell_set_service (self->bell, reminders);
  gtk_widget_set_visible (GTK_WIDGET (self->bell), TRUE);
  if (self->bell_wanted)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.reminders", NULL);
}

/**
 * roster_window_is_showing:
 *
 * Returns: whether what @reminder is about lies open in the window
 */
gboolean
roster_window_is_showing (RosterWindow         *self,
                          const RosterReminder *reminder)
{
  GtkWidget *list, *page;
  const char *about;

  g_return_val_if_fail (ROSTER_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (reminder != NULL, FALSE);

  list = gtk_stack_get_visible_child (self->lists);
  page = gtk_stack_get_visible_child (self->pages);
  if (ROSTER_IS_SCHEDULE_PAGE (list) && gtk_widget_get_mapped (list))
    return roster_schedule_page_has_open (ROSTER_SCHEDULE_PAGE (list), roster_reminder_subject (reminder));

  /* What concerns a streamer is at home on the streamer's page. */
  about = reminder->type == &roster_live_type ? NULL : reminder->streamer;
  return about != NULL && page != NULL && gtk_widget_get_mapped (page) &&
         g_strcmp0 (self->place->record_type, roster_streamer_type.name) == 0 &&
         g_strcmp0 (roster_pane_record_id (ROSTER_PANE (page)), about) == 0;
}
