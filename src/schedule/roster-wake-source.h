/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterWakeFunc:
 * @clock_was_set: whether the clock was set, or the computer slept, since the last time
 * @user_data: what was given with it
 *
 * Called when the time has come.
 *
 * Returns: %G_SOURCE_CONTINUE
 */
typedef gboolean (*RosterWakeFunc) (gboolean  clock_was_set,
                                    gpointer  user_data);

/* A wake-up at a time on the wall clock: unlike a timeout it comes when the computer has slept past it, and at once
   when the clock is set (timerfd with TFD_TIMER_CANCEL_ON_SET). It sleeps in the kernel; nothing polls. */
GSource *roster_wake_source_new (void);
void     roster_wake_source_set (GSource  *source,
                                 gint64    instant);

gint64   roster_wake_boot_time  (void);

G_END_DECLS
