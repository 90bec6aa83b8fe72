/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

/* How far the window that takes a photo has come. */
typedef enum
{
  ROSTER_TOUR_CAPTURE_ASKING,
  ROSTER_TOUR_CAPTURE_STARTING,
  ROSTER_TOUR_CAPTURE_LIVE,
  ROSTER_TOUR_CAPTURE_TAKEN,
  ROSTER_TOUR_CAPTURE_REFUSED,
} RosterTourCaptureStage;

void       roster_tour_capture_lend   (RosterContext           *context);
GtkWindow *roster_tour_capture_window (RosterContext           *context,
                                       RosterTourCaptureStage   stage,
                                       const char              *subject,
                                       GdkPixbuf               *room);

G_END_DECLS
