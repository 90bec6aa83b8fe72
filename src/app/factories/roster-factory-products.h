/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-row-group.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FACTORY_PRODUCTS (roster_factory_products_get_type ())
G_DECLARE_FINAL_TYPE (RosterFactoryProducts, roster_factory_products, ROSTER, FACTORY_PRODUCTS, RosterRowGroup)

/* What a factory makes, what sells best first. */
GtkWidget *roster_factory_products_new (RosterContext *context);

G_END_DECLS
