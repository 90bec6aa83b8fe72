/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-row-group.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PRODUCT_FACTORY (roster_product_factory_get_type ())
G_DECLARE_FINAL_TYPE (RosterProductFactory, roster_product_factory, ROSTER, PRODUCT_FACTORY, RosterRowGroup)

/* Who makes a product, as a row that opens the factory. */
GtkWidget *roster_product_factory_new (RosterContext *context);

G_END_DECLS
