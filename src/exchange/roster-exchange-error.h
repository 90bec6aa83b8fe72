/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROSTER_EXCHANGE_ERROR (roster_exchange_error_quark ())
GQuark roster_exchange_error_quark (void);

/**
 * RosterExchangeError:
 * @ROSTER_EXCHANGE_ERROR_READ: the file cannot be read
 * @ROSTER_EXCHANGE_ERROR_FORMAT: the file is not a table that can be understood
 * @ROSTER_EXCHANGE_ERROR_LIMIT: the file is larger than what is taken
 * @ROSTER_EXCHANGE_ERROR_MAPPING: a column or a field that was named does not exist, or a needed one is not there
 * @ROSTER_EXCHANGE_ERROR_RATE: there are amounts in another currency, and nobody said what it is worth
 * @ROSTER_EXCHANGE_ERROR_VALUE: a cell cannot be read
 * @ROSTER_EXCHANGE_ERROR_WRITE: the file cannot be written
 */
typedef enum
{
  ROSTER_EXCHANGE_ERROR_READ,
  ROSTER_EXCHANGE_ERROR_FORMAT,
  ROSTER_EXCHANGE_ERROR_LIMIT,
  ROSTER_EXCHANGE_ERROR_MAPPING,
  ROSTER_EXCHANGE_ERROR_RATE,
  ROSTER_EXCHANGE_ERROR_VALUE,
  ROSTER_EXCHANGE_ERROR_WRITE,
} RosterExchangeError;

G_END_DECLS
