/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *roster_gzip_deflate (GBytes  *bytes);
GBytes *roster_gzip_inflate (GBytes  *bytes,
                             gsize    limit,
                             GError **error);

G_END_DECLS
