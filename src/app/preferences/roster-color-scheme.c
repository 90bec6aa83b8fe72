/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-color-scheme.h"

/* In the order of the setting's values: follow, light, dark. */
static const AdwColorScheme schemes[] = {
  ADW_COLOR_SCHEME_DEFAULT,
  ADW_COLOR_SCHEME_FORCE_LIGHT,
  ADW_COLOR_SCHEME_FORCE_DARK,
};

static void
changed_cb (GSettings  *settings,
            const char *key,
            gpointer    user_data)
{
  int value = g_settings_get_enum (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (value, 0, (int) G_N_ELEMENTS (schemes) - 1)]);
}

/**
 * roster_color_scheme_follow:
 * @settings: the app's settings
 *
 * Makes the app light or dark as the person wants it, from now on.
 */
void
roster_color_scheme_follow (GSettings *settings)
{
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (changed_cb), NULL);
  changed_cb (settings, "color-scheme", NULL);
}
