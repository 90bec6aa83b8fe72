/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "roster-http-server.h"

G_BEGIN_DECLS

char *roster_http_listen (SoupServer               *soup,
                          const RosterHttpOptions  *options,
                          GError                  **error);

G_END_DECLS
