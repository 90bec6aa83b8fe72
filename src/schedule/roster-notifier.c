/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-notifier.h"

enum
{
  ANSWERED,
  CLOSED,
  AVAILABILITY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (RosterNotifier, roster_notifier, G_TYPE_OBJECT)

static void
roster_notifier_default_init (RosterNotifierInterface *iface)
{
  signals[ANSWERED] = g_signal_new ("answered", ROSTER_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", ROSTER_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  signals[AVAILABILITY_CHANGED] = g_signal_new ("availability-changed", ROSTER_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * roster_notifier_is_available:
 *
 * Returns: whether there is somewhere to show notifications
 */
gboolean
roster_notifier_is_available (RosterNotifier *self)
{
  g_return_val_if_fail (ROSTER_IS_NOTIFIER (self), FALSE);

  return ROSTER_NOTIFIER_GET_IFACE (self)->is_available (self);
}

/**
 * roster_notifier_show:
 * @id: which notification; another one of the same id is replaced
 * @title: its first line
 * @body: further text, not markup
 * @may_answer: whether it can be marked as done or put off
 */
void
roster_notifier_show (RosterNotifier *self,
                      const char     *id,
                      const char     *title,
                      const char     *body,
                      gboolean        may_answer)
{
  g_return_if_fail (ROSTER_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL && title != NULL && body != NULL);

  ROSTER_NOTIFIER_GET_IFACE (self)->show (self, id, title, body, may_answer);
}

/**
 * roster_notifier_withdraw:
 * @id: which notification
 */
void
roster_notifier_withdraw (RosterNotifier *self,
                          const char     *id)
{
  g_return_if_fail (ROSTER_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  ROSTER_NOTIFIER_GET_IFACE (self)->withdraw (self, id);
}

/**
 * roster_notifier_leave:
 *
 * Ends it without taking anything from the screen. Nothing may be asked of it afterwards.
 *
 * Returns: (transfer full) (nullable): what another process needs to know for roster_notifier_take()
 */
char *
roster_notifier_leave (RosterNotifier *self)
{
  g_return_val_if_fail (ROSTER_IS_NOTIFIER (self), NULL);

  return ROSTER_NOTIFIER_GET_IFACE (self)->leave (self);
}

/**
 * roster_notifier_take:
 * @left: what roster_notifier_leave() returned in another process
 *
 * Returns: (transfer full): the ids of the notifications that were left
 */
char **
roster_notifier_take (RosterNotifier *self,
                      const char     *left)
{
  g_return_val_if_fail (ROSTER_IS_NOTIFIER (self), NULL);
  g_return_val_if_fail (left != NULL, NULL);

  return ROSTER_NOTIFIER_GET_IFACE (self)->take (self, left);
}

void
roster_notifier_answered (RosterNotifier *self,
                          const char     *id,
                          const char     *action)
{
  g_return_if_fail (ROSTER_IS_NOTIFIER (self));

  g_signal_emit (self, signals[ANSWERED], 0, id, action);
}

void
roster_notifier_closed (RosterNotifier *self,
                        const char     *id)
{
  g_return_if_fail (ROSTER_IS_NOTIFIER (self));

  g_signal_emit (self, signals[CLOSED], 0, id);
}

void
roster_notifier_availability_changed (RosterNotifier *self)
{
  g_return_if_fail (ROSTER_IS_NOTIFIER (self));

  g_signal_emit (self, signals[AVAILABILITY_CHANGED], 0);
}
