/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "notifier-fixture.h"
#include "roster-account.h"
#include "roster-live-card.h"
#include "roster-live-popover.h"
#include "roster-reminder-bell.h"
#include "roster-reminder-row.h"
#include "roster-schedule-page.h"
#include "roster-streamer-page.h"
#include "roster-time-grid.h"
#include "roster-wall.h"
#include "roster-window.h"

#define MINUTE G_GINT64_CONSTANT (60000)

/* A window with its bell, and a computer without a notification daemon. */
typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
  TestNotifier *notifier;
  RosterReminderService *service;
  guint n_in_app;
} Fixture;

static gboolean
in_app_cb (Fixture    *fixture,
           const char *key,
           const char *title,
           const char *body)
{
  fixture->n_in_app += title != NULL;
  return TRUE;
}

/* Turns the loop until something holds; it only takes long when it fails. */
#define wait_until(condition)                                       \
  G_STMT_START                                                      \
  {                                                                 \
    gint64 give_up = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < give_up)       \
      {                                                             \
        g_main_context_iteration (NULL, FALSE);                     \
        g_usleep (1000);                                            \
      }                                                             \
    g_assert_true (condition);                                      \
  }                                                                 \
  G_STMT_END

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  fixture->notifier = g_object_new (TEST_TYPE_NOTIFIER, NULL);
  fixture->notifier->available = FALSE;
  fixture->service = roster_reminder_service_new (fixture->app.store, fixture->app.clock,
                                                  ROSTER_NOTIFIER (fixture->notifier));
  g_signal_connect_swapped (fixture->service, "in-app", G_CALLBACK (in_app_cb), fixture);
  roster_reminder_service_start (fixture->service);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  roster_window_set_reminders (fixture->window, fixture->service);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (roster_reminder_service_next_wake (fixture->service) != G_MAXINT64);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  roster_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  g_clear_object (&fixture->notifier);
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

/* A live in so many minutes; it only reminds of itself half an hour before, from now on or later. */
static RosterRecord *
plan (Fixture *fixture,
      int      minutes)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  char wall[ROSTER_WALL_TEXT];

  roster_wall_print (APP_NOW / 1000 + 60 * minutes, wall);
  roster_record_set_text (live, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (live, "name", "Evening");
  roster_record_set_text (live, "startLocal", wall);
  roster_record_set_text (live, "zone", "UTC");
  for (guint kind = 0; kind < ROSTER_N_LIVE_REMINDER_KINDS; kind++)
    if (kind != ROSTER_REMINDER_BEFORE_START)
      roster_reminder_set_minutes (live, kind, ROSTER_REMINDER_OFF);
  roster_record_apply_defaults (live);
  app_fixture_create (&fixture->app, live);
  wait_until (roster_reminder_service_is_settled (fixture->service));
  return live;
}

static void
advance_to (Fixture *fixture,
            int      minutes)
{
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (fixture->app.clock), APP_NOW + minutes * MINUTE);
  roster_reminder_service_check (fixture->service);
}

static GtkWidget *
bell_of (Fixture *fixture)
{
  return app_fixture_find (GTK_WIDGET (fixture->window), ROSTER_TYPE_REMINDER_BELL, NULL);
}

static const char *
count_of (Fixture *fixture)
{
  GtkWidget *count = GTK_WIDGET (gtk_widget_get_template_child (bell_of (fixture), ROSTER_TYPE_REMINDER_BELL, "count"));

  return gtk_widget_get_visible (count) ? gtk_label_get_label (GTK_LABEL (count)) : NULL;
}

static GtkWidget *
open_bell (Fixture *fixture)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_widget_get_template_child (bell_of (fixture), ROSTER_TYPE_REMINDER_BELL,
                                                                          "button"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.reminders", NULL);
  wait_until (gtk_menu_button_get_popover (button) != NULL &&
              gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  return GTK_WIDGET (gtk_menu_button_get_popover (button));
}

static void
click (GtkWidget  *row,
       const char *button)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (row, ROSTER_TYPE_REMINDER_ROW, button), "clicked");
}

/* Without a daemon the bell is where a reminder waits, until it is answered. */
static void
test_bell_counts_until_answered (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, 60);
  GtkWidget *button =
      GTK_WIDGET (gtk_widget_get_template_child (bell_of (fixture), ROSTER_TYPE_REMINDER_BELL, "button"));
  GtkWidget *popover, *row;

  g_assert_null (count_of (fixture));
  advance_to (fixture, 30);
  g_assert_cmpuint (fixture->n_in_app, ==, 1);
  g_assert_cmpstr (count_of (fixture), ==, "1");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Reminders, 1 waits");

  popover = open_bell (fixture);
  row = app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL);
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_LABEL, "Live soon: 张三"));
  gtk_test_accessible_assert_property (gtk_widget_get_template_child (row, ROSTER_TYPE_REMINDER_ROW, "done"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Handled: do not remind again: Live soon: 张三");
  click (row, "done");
  app_fixture_settle (&fixture->app);
  g_assert_null (count_of (fixture));
  g_assert_null (app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL));
  g_assert_true (gtk_widget_get_mapped (app_fixture_find (popover, GTK_TYPE_LABEL, "Nothing Waits")));

  /* Undone, it waits again, but does not pop up once more. */
  roster_window_undo (fixture->window, 0);
  wait_until (count_of (fixture) != NULL);
  g_assert_cmpuint (fixture->n_in_app, ==, 1);
}

static void
test_put_off_comes_back (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, 60);
  GtkWidget *popover;

  advance_to (fixture, 30);
  popover = open_bell (fixture);
  click (app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL), "later");
  g_assert_null (count_of (fixture));
  g_assert_nonnull (app_fixture_find (popover, GTK_TYPE_LABEL, "Again at 13:00"));

  /* The live has begun by then; who put it off is told all the same, and it stays. */
  advance_to (fixture, 60);
  g_assert_cmpuint (fixture->n_in_app, ==, 2);
  g_assert_cmpstr (count_of (fixture), ==, "1");
  advance_to (fixture, 61);
  g_assert_cmpstr (count_of (fixture), ==, "1");
  g_assert_null (app_fixture_find (popover, GTK_TYPE_LABEL, "Again at 13:00"));
}

/* What came while nobody was there can be looked up, and put off after all. */
static void
test_missed_is_listed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, 60);
  GtkWidget *popover;

  advance_to (fixture, 600);
  g_assert_null (count_of (fixture));
  popover = open_bell (fixture);
  g_assert_nonnull (app_fixture_find (popover, GTK_TYPE_LABEL, "Missed"));
  g_assert_nonnull (
      app_fixture_find (popover, GTK_TYPE_LABEL, "“Evening” starts 13:00 (late: the clock was set forward)"));
  click (app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL), "soon");
  g_assert_null (app_fixture_find (popover, GTK_TYPE_LABEL, "Missed"));
  advance_to (fixture, 610);
  g_assert_cmpstr (count_of (fixture), ==, "1");
}

/* A row stays while others come and go: a click meets what was aimed at. */
static void
test_rows_stay (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterRecord) first = plan (fixture, 60), second = plan (fixture, 65);
  GtkWidget *popover, *row;

  advance_to (fixture, 30);
  popover = open_bell (fixture);
  row = app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL);
  advance_to (fixture, 35);
  g_assert_cmpstr (count_of (fixture), ==, "2");
  g_assert_true (app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL) != row);
  g_assert_true (gtk_widget_get_next_sibling (app_fixture_find (popover, ROSTER_TYPE_REMINDER_ROW, NULL)) == row);
}

static RosterReminder *
reminder_of (RosterRecord       *live,
             RosterReminderKind  kind)
{
  RosterReminder *reminder = g_new0 (RosterReminder, 1);
  const char *id = roster_record_id (live);

  reminder->kind = kind;
  reminder->key = g_strconcat (roster_reminder_kind_to_nick (kind), "/", id, NULL);
  reminder->type = roster_record_type (live);
  reminder->id = g_strdup (id);
  reminder->streamer = g_strdup (reminder->type == &roster_streamer_type ? id : roster_record_text (live, "streamer"));
  return reminder;
}

static void
test_window_knows_what_lies_open (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, 60);
  g_autoptr (RosterReminder) soon = reminder_of (live, ROSTER_REMINDER_BEFORE_START);
  g_autoptr (RosterReminder) contact = reminder_of (fixture->streamer, ROSTER_REMINDER_CONTACT);
  GtkWidget *page, *card;

  g_assert_false (roster_window_is_showing (fixture->window, soon));
  g_assert_false (roster_window_is_showing (fixture->window, contact));
  roster_window_open (fixture->window, "Streamer", roster_record_id (fixture->streamer));
  page = app_fixture_find (GTK_WIDGET (fixture->window), ROSTER_TYPE_STREAMER_PAGE, NULL);
  wait_until (gtk_widget_get_mapped (page));
  g_assert_true (roster_window_is_showing (fixture->window, contact));
  g_assert_false (roster_window_is_showing (fixture->window, soon));

  roster_window_show_place (fixture->window, "schedule");
  page = app_fixture_find (GTK_WIDGET (fixture->window), ROSTER_TYPE_SCHEDULE_PAGE, NULL);
  wait_until (gtk_widget_get_mapped (page) && roster_schedule_page_is_settled (ROSTER_SCHEDULE_PAGE (page)));
  g_assert_false (roster_window_is_showing (fixture->window, soon));
  g_assert_false (roster_window_is_showing (fixture->window, contact));
  card = app_fixture_find (page, ROSTER_TYPE_LIVE_CARD, NULL);
  g_signal_emit_by_name (app_fixture_find (page, ROSTER_TYPE_TIME_GRID, NULL), "open",
                         roster_live_card_live (ROSTER_LIVE_CARD (card)), card);
  g_assert_true (roster_window_is_showing (fixture->window, soon));
  gtk_popover_popdown (GTK_POPOVER (app_fixture_find (page, ROSTER_TYPE_LIVE_POPOVER, NULL)));
  g_assert_false (roster_window_is_showing (fixture->window, soon));
}

static void
test_list_fits_a_phone (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, 60);
  int minimum;

  advance_to (fixture, 30);
  gtk_widget_measure (open_bell (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_popover_popdown (GTK_POPOVER (app_fixture_find (bell_of (fixture), GTK_TYPE_POPOVER, NULL)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->window)) < 600);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.reminders", NULL);
  wait_until (gtk_widget_get_mapped (bell_of (fixture)));
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/reminders/bell-counts-until-answered", test_bell_counts_until_answered);
  ADD ("/app/reminders/put-off-comes-back", test_put_off_comes_back);
  ADD ("/app/reminders/missed-is-listed", test_missed_is_listed);
  ADD ("/app/reminders/rows-stay", test_rows_stay);
  ADD ("/app/reminders/window-knows-what-lies-open", test_window_knows_what_lies_open);
  ADD ("/app/reminders/list-fits-a-phone", test_list_fits_a_phone);
#undef ADD

  return g_test_run ();
}
