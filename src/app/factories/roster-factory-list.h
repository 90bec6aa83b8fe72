/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-browser.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FACTORY_LIST (roster_factory_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterFactoryList, roster_factory_list, ROSTER, FACTORY_LIST, RosterRecordBrowser)

G_END_DECLS
