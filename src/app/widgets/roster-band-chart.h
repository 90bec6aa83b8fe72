/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_BAND_CHART (roster_band_chart_get_type ())
G_DECLARE_FINAL_TYPE (RosterBandChart, roster_band_chart, ROSTER, BAND_CHART, GtkWidget)

/**
 * RosterBandTone:
 * @ROSTER_TONE_FAINT: does not count
 * @ROSTER_TONE_PLAIN: neither good nor bad
 * @ROSTER_TONE_GOOD: good
 * @ROSTER_TONE_BAD: bad
 */
typedef enum
{
  ROSTER_TONE_FAINT,
  ROSTER_TONE_PLAIN,
  ROSTER_TONE_GOOD,
  ROSTER_TONE_BAD,
  ROSTER_N_TONES,
} RosterBandTone;

/*
 * A small chart of some things of one kind, a bar for each, oldest first, with the thresholds that they are judged by
 * as dashed lines. The colours are those of the style, so that it follows dark and high contrast; what they say is also
 * in the lines, the tooltips and the accessible description.
 */
GtkWidget *roster_band_chart_new       (void);
void       roster_band_chart_clear     (RosterBandChart  *self);
void       roster_band_chart_add_bar   (RosterBandChart  *self,
                                        gint64            value,
                                        RosterBandTone    tone,
                                        const char       *words);
void       roster_band_chart_add_limit (RosterBandChart  *self,
                                        gint64            value,
                                        const char       *words);

G_END_DECLS
