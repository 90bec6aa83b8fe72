/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROSTER_OFFICE_ERROR (roster_office_error_quark ())
GQuark roster_office_error_quark (void);

/**
 * RosterOfficeError:
 * @ROSTER_OFFICE_ERROR_STORE: the store cannot be used
 * @ROSTER_OFFICE_ERROR_LOGIN: login and password do not fit, or the token is not or no longer good
 * @ROSTER_OFFICE_ERROR_WAIT: too many failed logins; try again later
 * @ROSTER_OFFICE_ERROR_EXISTS: the login is taken
 * @ROSTER_OFFICE_ERROR_VALUE: what was given does not fit
 * @ROSTER_OFFICE_ERROR_NOT_FOUND: there is no such person or base
 * @ROSTER_OFFICE_ERROR_DAMAGED: a stored record is not sound
 */
typedef enum
{
  ROSTER_OFFICE_ERROR_STORE,
  ROSTER_OFFICE_ERROR_LOGIN,
  ROSTER_OFFICE_ERROR_WAIT,
  ROSTER_OFFICE_ERROR_EXISTS,
  ROSTER_OFFICE_ERROR_VALUE,
  ROSTER_OFFICE_ERROR_NOT_FOUND,
  ROSTER_OFFICE_ERROR_DAMAGED,
} RosterOfficeError;

G_END_DECLS
