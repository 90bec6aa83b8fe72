/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RosterPlace:
 * @name: the name in actions, settings and the tour, for example `streamers`
 * @label: what the sidebar says, marked for translation
 * @icon_name: a symbolic icon
 * @record_type: (nullable): the type of record whose home this is; `win.open` goes there
 * @list: the #RosterPane with the list
 * @page: (nullable): the #RosterPane beside it; without one the list pane has all the room. That of a place with a
 *   record type is made for the first record that it shows.
 * @first_reads: (nullable): adds what the list shows to the array of #RosterFirstRead
 * @has_overview: whether the page has something to show without a record
 *
 * A row of the sidebar. A new place is a folder here with its panes and a line in the table.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *icon_name;
  const char *record_type;
  GType (*list) (void);
  GType (*page) (void);
  void (*first_reads) (GArray *reads);
  gboolean has_overview;
} RosterPlace;

guint              roster_place_count (void);
const RosterPlace *roster_place_nth   (guint       index);
const RosterPlace *roster_place_find  (const char *name);
const RosterPlace *roster_place_for   (const char *record_type);
const char        *roster_place_label (const RosterPlace *place);

G_END_DECLS
