/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-browser.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PRODUCT_LIST (roster_product_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterProductList, roster_product_list, ROSTER, PRODUCT_LIST, RosterRecordBrowser)

void roster_product_list_first_reads (GArray *reads);

G_END_DECLS
