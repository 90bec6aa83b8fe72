/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-row-group.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SOLD_LIST (roster_sold_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterSoldList, roster_sold_list, ROSTER, SOLD_LIST, RosterRowGroup)

struct _RosterSoldListClass
{
  RosterRowGroupClass parent_class;

  const RosterRecordType *listed;
};

/* What a streamer has sold, by product; or who has sold a product, by streamer. Each with its latest period. */
GtkWidget *roster_sold_list_new (RosterContext          *context,
                                 const RosterRecordType *of);

G_END_DECLS
