/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-config.h"

#include "roster-camera-list.h"
#include "roster-camera-pipeline.h"
#include "roster-module.h"

static const RosterCameraSource source = {
  roster_camera_list_watch,
  roster_camera_list_unwatch,
  roster_camera_pipeline_start,
  roster_camera_pipeline_stop,
};

ROSTER_MODULE_EXPORT (source);
