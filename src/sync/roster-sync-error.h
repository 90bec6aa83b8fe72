/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROSTER_SYNC_ERROR (roster_sync_error_quark ())
GQuark roster_sync_error_quark (void);

/**
 * RosterSyncError:
 * @ROSTER_SYNC_ERROR_OFFLINE: the office cannot be reached; a normal state, tried again by itself
 * @ROSTER_SYNC_ERROR_UNAVAILABLE: the office answers that it cannot serve now; tried again by itself
 * @ROSTER_SYNC_ERROR_SIGNED_OUT: there is no token, or the office no longer takes it
 * @ROSTER_SYNC_ERROR_REFUSED: the office refuses the login
 * @ROSTER_SYNC_ERROR_INSECURE: the connection would not be private, or the office cannot prove who it is
 * @ROSTER_SYNC_ERROR_PROTOCOL: the answer makes no sense; the address is wrong, or one side is too old
 * @ROSTER_SYNC_ERROR_TOO_LARGE: the answer is larger than this program takes
 * @ROSTER_SYNC_ERROR_OTHER_PERSON: the cache belongs to another person, whose changes wait in it
 * @ROSTER_SYNC_ERROR_NOT_THERE: the office does not have what it was asked for, or not yet
 */
typedef enum
{
  ROSTER_SYNC_ERROR_OFFLINE,
  ROSTER_SYNC_ERROR_UNAVAILABLE,
  ROSTER_SYNC_ERROR_SIGNED_OUT,
  ROSTER_SYNC_ERROR_REFUSED,
  ROSTER_SYNC_ERROR_INSECURE,
  ROSTER_SYNC_ERROR_PROTOCOL,
  ROSTER_SYNC_ERROR_TOO_LARGE,
  ROSTER_SYNC_ERROR_OTHER_PERSON,
  ROSTER_SYNC_ERROR_NOT_THERE,
} RosterSyncError;

G_END_DECLS
