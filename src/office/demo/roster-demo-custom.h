/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-world.h"

G_BEGIN_DECLS

gboolean roster_demo_give_custom_requests (RosterDemoWorld     *world,
                                           RosterDemoStreamer  *streamer,
                                           GError             **error);

G_END_DECLS
