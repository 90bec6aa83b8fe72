/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-browser.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STREAMER_LIST (roster_streamer_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterStreamerList, roster_streamer_list, ROSTER, STREAMER_LIST, RosterRecordBrowser)

void roster_streamer_list_first_reads (GArray *reads);

G_END_DECLS
