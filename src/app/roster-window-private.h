/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-freshness.h"
#include "roster-pane.h"
#include "roster-place.h"
#include "roster-reminder-bell.h"
#include "roster-window.h"

G_BEGIN_DECLS

struct _RosterWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *views;
  AdwBin *welcome;
  AdwLeaflet *outer;
  AdwLeaflet *inner;
  GtkWidget *sidebar;
  GtkListBox *places;
  GtkWidget *list_side;
  GtkStack *lists;
  GtkWidget *page_side;
  GtkWidget *page_separator;
  GtkStack *pages;
  RosterReminderBell *bell;
  GtkMenuButton *primary_button;
  GMenuModel *primary_menu;

  RosterContext *context;
  RosterFreshness *freshness;
  GCancellable *cancellable;
  const RosterPlace *place;
  GHashTable *panes;
  AdwToast *password_toast;
  AdwToast *failure_toast;
  gboolean told_failure;
  /* The list of reminders was asked for before there were any to be had */
  gboolean bell_wanted;
};

/* Finds the record to open, or makes the edit of one step that creates it, in the writer's thread: both happen within
   one job, so that who asks twice does not get two. @edit stays NULL for what is there already. */
typedef gboolean (*RosterWindowMake)        (RosterCache    *cache,
                                             gconstpointer   data,
                                             char          **id,
                                             RosterEdit    **edit,
                                             GError        **error);

/* Opens the window of a record. */
typedef void (*RosterWindowOpen)            (RosterWindow   *self,
                                             const char     *id);

gboolean roster_window_is_open              (RosterWindow   *self);
void roster_window_show_title               (RosterWindow   *self);
void roster_window_create                   (RosterWindow   *self,
                                             RosterWindowMake make,
                                             gpointer        data,
                                             GDestroyNotify  free_data,
                                             RosterWindowOpen open);

void roster_window_install_actions          (GtkWidgetClass *klass);
void roster_window_install_exchange_actions (GtkWidgetClass *klass);
void roster_window_init_exchange            (RosterWindow   *self);
void roster_window_install_custom_actions   (GtkWidgetClass *klass);
void roster_window_install_line_up_actions  (GtkWidgetClass *klass);
void roster_window_install_office_actions   (GtkWidgetClass *klass);
void roster_window_install_reminder_actions (GtkWidgetClass *klass);
void roster_window_init_office              (RosterWindow   *self);
RosterFirstRead roster_window_office_first_read (void);
void roster_window_go_back                  (RosterWindow   *self);

G_END_DECLS
