/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PRODUCT_PAGE (roster_product_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterProductPage, roster_product_page, ROSTER, PRODUCT_PAGE, RosterPane)

G_END_DECLS
