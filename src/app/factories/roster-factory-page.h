/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FACTORY_PAGE (roster_factory_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterFactoryPage, roster_factory_page, ROSTER, FACTORY_PAGE, RosterPane)

G_END_DECLS
