/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each choice of the preferences is a setting, shows it, and holds the moment it is made. */

#include "app-fixture.h"
#include "roster-preferences-window.h"

typedef struct
{
  AppFixture app;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  g_settings_set_uint (fixture->app.settings, "sync-interval", 20);
  fixture->window = g_object_ref_sink (roster_preferences_window_new (NULL, fixture->app.context));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const keys[] = { "sync-interval", "sync-automatically", "reminders", "remind-in-background",
                                      "start-at-login", "quiet-hours", "quiet-from", "quiet-to", "color-scheme" };

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->app.settings, keys[i]);
  app_fixture_tear_down (&fixture->app, data);
}

static GtkWidget *
row_of (Fixture    *fixture,
        const char *title)
{
  GtkWidget *row = app_fixture_find (fixture->window, ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  return row;
}

static void
test_switches_are_settings (Fixture       *fixture,
                            gconstpointer  data)
{
  static const struct
  {
    const char *title;
    const char *key;
  } switches[] = {
    { "Sync by itself", "sync-automatically" },
    { "Remind me", "reminders" },
    { "Also when the window is closed", "remind-in-background" },
    { "Start at login", "start-at-login" },
    { "Quiet hours", "quiet-hours" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      GtkSwitch *widget =
          GTK_SWITCH (app_fixture_find (row_of (fixture, switches[i].title), GTK_TYPE_SWITCH, NULL));
      gboolean before = g_settings_get_boolean (fixture->app.settings, switches[i].key);

      g_assert_cmpint (gtk_switch_get_active (widget), ==, before);
      gtk_switch_set_active (widget, !before);
      g_assert_cmpint (g_settings_get_boolean (fixture->app.settings, switches[i].key), ==, !before);
      g_settings_set_boolean (fixture->app.settings, switches[i].key, before);
      g_assert_cmpint (gtk_switch_get_active (widget), ==, before);
    }
}

/* A setting between two choices shows the shorter one and is not changed by being looked at. */
static void
test_interval_is_kept_until_chosen (Fixture       *fixture,
                                    gconstpointer  data)
{
  AdwComboRow *row = ADW_COMBO_ROW (row_of (fixture, "Look for changes at the office"));

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);
  g_assert_cmpuint (g_settings_get_uint (fixture->app.settings, "sync-interval"), ==, 20);
  adw_combo_row_set_selected (row, 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->app.settings, "sync-interval"), ==, 1);
}

static void
test_quiet_hours_are_minutes_of_the_day (Fixture       *fixture,
                                         gconstpointer  data)
{
  AdwComboRow *from = ADW_COMBO_ROW (row_of (fixture, "From"));

  adw_combo_row_set_selected (from, 43);
  g_assert_cmpuint (g_settings_get_uint (fixture->app.settings, "quiet-from"), ==, 21 * 60 + 30);
  g_assert_cmpstr (gtk_string_object_get_string (adw_combo_row_get_selected_item (from)), ==, "21:30");
}

static void
test_says_where_the_data_is (Fixture       *fixture,
                             gconstpointer  data)
{
  g_assert_nonnull (app_fixture_find (fixture->window, GTK_TYPE_LABEL, fixture->app.folder));
  g_assert_nonnull (row_of (fixture, "Not signed in"));
}

int
main (int    argc,
      char **argv)
{
  app_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/app/preferences/switches-are-settings", test_switches_are_settings);
  ADD ("/app/preferences/interval-is-kept-until-chosen", test_interval_is_kept_until_chosen);
  ADD ("/app/preferences/quiet-hours-are-minutes-of-the-day", test_quiet_hours_are_minutes_of_the_day);
  ADD ("/app/preferences/says-where-the-data-is", test_says_where_the_data_is);
#undef ADD

  return g_test_run ();
}
