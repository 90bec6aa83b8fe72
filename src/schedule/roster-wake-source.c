/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-wake-source.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Far enough not to be reached, near enough to fit: the year 2200. */
#define NEVER G_GINT64_CONSTANT (7258118400000)

typedef struct
{
  GSource parent;

  int fd;
  gpointer tag;
} WakeSource;

static gboolean
wake_source_prepare (GSource *source,
                     int     *timeout)
{
  *timeout = -1;
  return FALSE;
}

static gboolean
wake_source_check (GSource *source)
{
  WakeSource *self = (WakeSource *) source;

  return self->tag != NULL && g_source_query_unix_fd (source, self->tag) != 0;
}

static gboolean
wake_source_dispatch (GSource     *source,
                      GSourceFunc  callback,
                      gpointer     user_data)
{
  WakeSource *self = (WakeSource *) source;
  guint64 n_times;
  gssize n = read (self->fd, &n_times, sizeof n_times);
  gboolean clock_was_set = n < 0 && errno == ECANCELED;

  /* Somebody else was woken by it already. */
  if (n < 0 && !clock_was_set)
    return G_SOURCE_CONTINUE;

  return callback != NULL ? ((RosterWakeFunc) (void (*) (void)) callback) (clock_was_set, user_data)
                          : G_SOURCE_CONTINUE;
}

static void
wake_source_finalize (GSource *source)
{
  WakeSource *self = (WakeSource *) source;

  if (self->fd >= 0)
    close (self->fd);
}

static GSourceFuncs wake_source_funcs = {
  .prepare = wake_source_prepare,
  .check = wake_source_check,
  .dispatch = wake_source_dispatch,
  .finalize = wake_source_finalize,
};

/**
 * roster_wake_source_new:
 *
 * Its callback is a #RosterWakeFunc, set with g_source_set_callback() and a cast. Until roster_wake_source_set() it
 * wakes nobody but for a clock that is set.
 *
 * Returns: (transfer full): a source to attach
 */
GSource *
roster_wake_source_new (void)
{
  GSource *source = g_source_new (&wake_source_funcs, sizeof (WakeSource));
  WakeSource *self = (WakeSource *) source;

  g_source_set_static_name (source, "roster-wake");
  self->fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd < 0)
    g_warning ("No timer: %s; reminders come only while something else happens", g_strerror (errno));
  else
    self->tag = g_source_add_unix_fd (source, self->fd, G_IO_IN);
  roster_wake_source_set (source, G_MAXINT64);
  return source;
}

/**
 * roster_wake_source_set:
 * @source: from roster_wake_source_new()
 * @instant: when to wake, milliseconds UTC; one that has passed wakes at once, %G_MAXINT64 never
 *
 * Replaces the time that was set before.
 */
void
roster_wake_source_set (GSource *source,
                        gint64   instant)
{
  WakeSource *self = (WakeSource *) source;
  gint64 at = CLAMP (instant, 1, NEVER);
  struct itimerspec timer = {
    .it_value = { .tv_sec = at / 1000, .tv_nsec = at % 1000 * 1000000 },
  };

  g_return_if_fail (source != NULL);

  /* A clock that was set since the last call makes it fail once, though the timer is armed. */
  if (self->fd >= 0 &&
      timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &timer, NULL) != 0 && errno != ECANCELED)
    g_warning ("The timer cannot be set: %s", g_strerror (errno));
}

/**
 * roster_wake_boot_time:
 *
 * Returns: milliseconds since the computer was started, sleep included; nobody can set it
 */
gint64
roster_wake_boot_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
