/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_NOTIFIER (roster_notifier_get_type ())
G_DECLARE_INTERFACE (RosterNotifier, roster_notifier, ROSTER, NOTIFIER, GObject)

/** The actions of a notification: open what it is about, handled, put off. */
#define ROSTER_NOTIFIER_OPEN "default"
#define ROSTER_NOTIFIER_DONE "done"
#define ROSTER_NOTIFIER_10_MINUTES "snooze-10"
#define ROSTER_NOTIFIER_30_MINUTES "snooze-30"

/**
 * RosterNotifierInterface:
 * @is_available: whether there is somewhere to show notifications
 * @show: shows a notification, in the place of the one of the same id; with @may_answer it can be answered, otherwise
 *   only opened
 * @withdraw: takes it from the screen; one that is not there is ignored
 * @leave: stops, and leaves what is on the screen there for another process, which gets to know the text and gives it
 *   to its own @take; %NULL where nothing can be left
 * @take: takes over what another process left, if it is still there, and says which ids that are
 *
 * Where notifications are shown. None of it blocks, but for @leave, which waits for what was asked for before.
 *
 * Signals:
 *   answered (char *id, char *action)   somebody chose an action
 *   closed (char *id)                   it left the screen without an answer
 *   availability-changed ()             is_available() tells something else now
 */
struct _RosterNotifierInterface
{
  GTypeInterface parent_interface;

  gboolean (*is_available) (RosterNotifier *self);
  void     (*show)         (RosterNotifier *self,
                            const char     *id,
                            const char     *title,
                            const char     *body,
                            gboolean        may_answer);
  void     (*withdraw)     (RosterNotifier *self,
                            const char     *id);
  char    *(*leave)        (RosterNotifier *self);
  char   **(*take)         (RosterNotifier *self,
                            const char     *left);
};

gboolean        roster_notifier_is_available (RosterNotifier  *self);
void            roster_notifier_show         (RosterNotifier  *self,
                                              const char      *id,
                                              const char      *title,
                                              const char      *body,
                                              gboolean         may_answer);
void            roster_notifier_withdraw     (RosterNotifier  *self,
                                              const char      *id);
char           *roster_notifier_leave        (RosterNotifier  *self);
char          **roster_notifier_take         (RosterNotifier  *self,
                                              const char      *left);

/* For those who implement it. */
void            roster_notifier_answered     (RosterNotifier  *self,
                                              const char      *id,
                                              const char      *action);
void            roster_notifier_closed       (RosterNotifier  *self,
                                              const char      *id);
void            roster_notifier_availability_changed (RosterNotifier *self);

RosterNotifier *roster_desktop_notifier_new  (const char      *application_name,
                                              const char      *icon);

G_END_DECLS
