/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Wall time: what a clock on a wall shows, as seconds since 1970-01-01T00:00:00 on that clock. It knows no zone, so
 * adding 86,400 is always the same time on the next day. Instants are milliseconds UTC, as everywhere.
 */

/** How long the text form is, with the closing NUL: `2026-03-01T20:00:00`. */
#define ROSTER_WALL_TEXT 20

/** The seconds of a day on the wall. */
#define ROSTER_WALL_DAY G_GINT64_CONSTANT (86400)

gboolean   roster_wall_parse          (const char *text,
                                       gint64     *wall,
                                       gboolean   *is_date);
gint64     roster_wall_of_date        (guint       year,
                                       guint       month,
                                       guint       day);
void       roster_wall_print          (gint64      wall,
                                       char        text[ROSTER_WALL_TEXT]);
gint64     roster_wall_day            (gint64      wall);
guint      roster_wall_weekday        (gint64      wall);
gint64     roster_wall_week           (gint64      wall);
gint64     roster_wall_to_instant     (gint64      wall,
                                       GTimeZone  *zone);
gint64     roster_wall_from_instant   (gint64      instant,
                                       GTimeZone  *zone);

GTimeZone *roster_zone_find           (const char *name);

G_END_DECLS
