/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-world.h"

G_BEGIN_DECLS

void roster_demo_plan_streamers (RosterDemoWorld *world);

G_END_DECLS
