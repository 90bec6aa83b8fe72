/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SOLD_LIST (roster_sold_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterSoldList, roster_sold_list, ROSTER, SOLD_LIST, AdwBin)

/* What a streamer has sold, by product; or who has sold a product, by streamer. Each with its latest period. */
GtkWidget *roster_sold_list_new (RosterContext          *context,
                                 const RosterRecordType *of);
void       roster_sold_list_show (RosterSoldList        *self,
                                  const char            *id);

G_END_DECLS
