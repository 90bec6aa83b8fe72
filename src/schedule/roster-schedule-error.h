/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROSTER_SCHEDULE_ERROR (roster_schedule_error_quark ())
GQuark roster_schedule_error_quark (void);

/**
 * RosterScheduleError:
 * @ROSTER_SCHEDULE_ERROR_TIME: a local time cannot be read
 * @ROSTER_SCHEDULE_ERROR_ZONE: this computer knows no such time zone
 * @ROSTER_SCHEDULE_ERROR_RULE: a rule of repetition cannot be read, or repeats more often than daily
 */
typedef enum
{
  ROSTER_SCHEDULE_ERROR_TIME,
  ROSTER_SCHEDULE_ERROR_ZONE,
  ROSTER_SCHEDULE_ERROR_RULE,
} RosterScheduleError;

G_END_DECLS
