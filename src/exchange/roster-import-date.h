/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean roster_import_date_read    (const char  *text,
                                     GTimeZone   *zone,
                                     char       **date,
                                     GError     **error);
gboolean roster_import_instant_read (const char  *text,
                                     GTimeZone   *zone,
                                     gint64      *instant,
                                     GError     **error);

G_END_DECLS
