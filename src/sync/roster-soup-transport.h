/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-transport.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SOUP_TRANSPORT (roster_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (RosterSoupTransport, roster_soup_transport, ROSTER, SOUP_TRANSPORT, RosterTransport)

RosterTransport *roster_soup_transport_new (const char  *office,
                                            GError     **error);

G_END_DECLS
