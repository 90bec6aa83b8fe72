/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-list-update.h"

static gboolean
holds_same (GListStore *store,
            guint       position,
            gpointer    item,
            GEqualFunc  same)
{
  g_autoptr (GObject) held = g_list_model_get_item (G_LIST_MODEL (store), position);

  return same (held, item);
}

/**
 * roster_list_update:
 * @items: (element-type GObject): what @store shall hold
 * @same: whether two items look the same, so that the row of the one serves the other
 *
 * Brings @store to @items and leaves alone what stays at either end, so that a list keeps its place, its focus and what
 * is selected.
 */
void
roster_list_update (GListStore *store,
                    GPtrArray  *items,
                    GEqualFunc  same)
{
  guint before, head = 0, tail = 0;

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (items != NULL && same != NULL);

  before = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (head < MIN (before, items->len) && holds_same (store, head, items->pdata[head], same))
    head++;
  while (tail < MIN (before, items->len) - head &&
         holds_same (store, before - tail - 1, items->pdata[items->len - tail - 1], same))
    tail++;
  if (before != items->len || head != before)
    g_list_store_splice (store, head, before - head - tail, items->pdata + head, items->len - head - tail);
}
