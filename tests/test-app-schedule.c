/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-live-card.h"
#include "roster-live-dialog.h"
#include "roster-line-up-window.h"
#include "roster-live-popover.h"
#include "roster-live-row.h"
#include "roster-reminder-rows.h"
#include "roster-schedule-page.h"
#include "roster-time-grid.h"
#include "roster-week-strip.h"
#include "roster-window.h"

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
} Fixture;

static GtkWidget *
page_of (Fixture *fixture)
{
  return app_fixture_find (GTK_WIDGET (fixture->window), ROSTER_TYPE_SCHEDULE_PAGE, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "张三");
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  roster_window_show_place (fixture->window, "schedule");
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (page_of (fixture)) == 0)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->streamer);
  app_fixture_tear_down (&fixture->app, data);
}

/* The week's grid comes before the day's. */
static GtkWidget *
grid_of (Fixture *fixture)
{
  return app_fixture_find (page_of (fixture), ROSTER_TYPE_TIME_GRID, NULL);
}

static RosterLiveCard *
card_of (Fixture *fixture)
{
  return ROSTER_LIVE_CARD (app_fixture_find (grid_of (fixture), ROSTER_TYPE_LIVE_CARD, NULL));
}

static RosterRecord *
plan (Fixture    *fixture,
      const char *start,
      const char *recurrence)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (live, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "recurrence", recurrence);
  roster_record_apply_defaults (live);
  app_fixture_create (&fixture->app, live);
  return live;
}

static guint
count_cards (GtkWidget *root)
{
  guint count = ROSTER_IS_LIVE_CARD (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_cards (child);

  return count;
}

static RosterLiveCard *
focused_card (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return ROSTER_IS_LIVE_CARD (focus) ? ROSTER_LIVE_CARD (focus) : NULL;
}

static void
open_live (Fixture      *fixture,
           RosterRecord *live)
{
  roster_window_open (fixture->window, roster_live_type.name, roster_record_id (live));
  app_fixture_settle (&fixture->app);
  /* What does not fit is shown in another view, which gets its size first. */
  for (guint i = 0; i < 3; i++)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
      gint64 frame = gdk_frame_clock_get_frame_counter (clock);

      gtk_widget_queue_resize (page_of (fixture));
      while (gdk_frame_clock_get_frame_counter (clock) < frame + 2)
        g_main_context_iteration (NULL, TRUE);
      app_fixture_settle (&fixture->app);
    }
}

/* Of a series whoever asks means the next time, not the first one long ago; and the hours scroll to it. */
static void
test_asked_for_live_is_seen (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) early = plan (fixture, "2026-03-13T00:30:00", NULL);
  g_autoptr (RosterRecord) series = plan (fixture, "2026-01-02T22:00:00", "FREQ=WEEKLY;COUNT=20");
  GtkWidget *scroller;
  GtkAdjustment *hours;

  open_live (fixture, series);
  g_assert_nonnull (focused_card (fixture));
  g_assert_cmpuint (roster_live_card_live (focused_card (fixture))->day, ==, roster_day_from_text ("2026-03-13"));
  scroller = gtk_widget_get_ancestor (grid_of (fixture), GTK_TYPE_SCROLLED_WINDOW);
  hours = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_assert_cmpfloat (gtk_adjustment_get_value (hours) + gtk_adjustment_get_page_size (hours), >=,
                     roster_time_grid_y (ROSTER_TIME_GRID (grid_of (fixture)), 22 * 60));

  open_live (fixture, early);
  g_assert_nonnull (focused_card (fixture));
  g_assert_cmpuint (roster_live_card_live (focused_card (fixture))->start, ==, 30);
  g_assert_cmpfloat (gtk_adjustment_get_value (hours), <=,
                     roster_time_grid_y (ROSTER_TIME_GRID (grid_of (fixture)), 30));
}

/* A live that the week only counts is shown in its day, where there is room. */
static void
test_asked_for_live_that_is_folded_away (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (RosterRecord) last = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (RosterRecord) other = plan (fixture, "2026-03-12T19:00:00", NULL);
    }
  last = plan (fixture, "2026-03-12T19:30:00", NULL);

  open_live (fixture, last);
  g_assert_nonnull (focused_card (fixture));
  g_assert_cmpstr (roster_record_id (roster_calendar_live_record (roster_live_card_live (focused_card (fixture)))), ==,
                   roster_record_id (last));
}

/* A press on an empty slot leaves the hours where they are, so that what is drawn lies where the hand is. */
static void
test_focus_does_not_move_the_hours (Fixture       *fixture,
                                    gconstpointer  data)
{
  RosterTimeGrid *grid = ROSTER_TIME_GRID (grid_of (fixture));
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (grid), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *hours = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_adjustment_set_value (hours, roster_time_grid_y (grid, 10 * 60));
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  app_fixture_settle (&fixture->app);
  g_assert_cmpfloat (gtk_adjustment_get_value (hours), ==, roster_time_grid_y (grid, 10 * 60));
}

/* What has no line-up cannot be confirmed: the next thing to do is the line-up (rule 25). */
static void
test_live_without_line_up_offers_it (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-13T20:00:00", NULL);
  GtkWidget *popover = g_object_ref_sink (
      roster_live_popover_new (roster_live_card_live (card_of (fixture)), APP_NOW));

  g_assert_nonnull (app_fixture_find (popover, GTK_TYPE_BUTTON, "_Line-up…"));
  g_assert_null (app_fixture_find (popover, GTK_TYPE_BUTTON, "_Confirm"));
  g_object_unref (popover);
}

static void
collect_cards (GtkWidget *root,
               GPtrArray *cards)
{
  if (ROSTER_IS_LIVE_CARD (root))
    g_ptr_array_add (cards, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_cards (child, cards);
}

static guint32
day_of (const char *text)
{
  return roster_day_from_text (text);
}

static void
test_live_says_what_it_is (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL);
  RosterLiveCard *card = card_of (fixture);

  g_assert_nonnull (card);
  gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "张三, Tuesday 20:00 to 22:00, Planned");
}

static void
test_series_fills_the_week (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-02T20:00:00", "FREQ=DAILY");

  g_assert_cmpuint (count_cards (grid_of (fixture)), ==, 7);
}

/* A live that passes midnight is seen on both days. */
static void
test_live_past_midnight (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T23:00:00", NULL);

  g_assert_cmpuint (count_cards (grid_of (fixture)), ==, 2);
}

static void
test_move_is_one_step (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL), moved = NULL, back = NULL;
  guint steps = app_fixture_count_steps (&fixture->app);

  g_signal_emit_by_name (grid_of (fixture), "move", roster_live_card_live (card_of (fixture)),
                         day_of ("2026-03-12"), 18 * 60 + 30, 21 * 60);
  app_fixture_settle (&fixture->app);
  moved = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (moved, "startLocal"), ==, "2026-03-12T18:30:00");
  g_assert_cmpint (roster_record_number (moved, "durationMinutes", 0), ==, 150);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
  g_assert_cmpuint (roster_live_card_live (card_of (fixture))->day, ==, day_of ("2026-03-12"));

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  back = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (back, "startLocal"), ==, "2026-03-10T20:00:00");
}

/* What the mouse and the keyboard hand to the grid. */
static gpointer
controller_of (Fixture *fixture,
               GType    type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (grid_of (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller;
    }

  return NULL;
}

static gboolean
press (Fixture         *fixture,
       guint            key,
       GdkModifierType  modifiers)
{
  gboolean handled;

  g_signal_emit_by_name (controller_of (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0, modifiers,
                         &handled);
  return handled;
}

/* Takes the live by its middle, or by its lower edge, and lets go some way off, or not. */
static void
drag (Fixture  *fixture,
      gboolean  by_edge,
      double    days,
      double    minutes,
      gboolean  let_go)
{
  GtkGesture *gesture = controller_of (fixture, GTK_TYPE_GESTURE_DRAG);
  GtkWidget *grid = grid_of (fixture);
  double day, minute;
  graphene_rect_t card;

  while (gtk_widget_get_width (GTK_WIDGET (card_of (fixture))) == 0)
    g_main_context_iteration (NULL, TRUE);
  day = (gtk_widget_get_width (grid) - ROSTER_TIME_GRID_GUTTER) / 7.0;
  minute = gtk_widget_get_height (grid) / (double) ROSTER_DAY_MINUTES;
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (card_of (fixture)), grid, &card));
  g_signal_emit_by_name (gesture, "drag-begin", (double) card.origin.x + card.size.width / 2,
                         (double) card.origin.y + (by_edge ? card.size.height - 2 : card.size.height / 2));
  g_signal_emit_by_name (gesture, "drag-update", days * day, minutes * minute);
  if (let_go)
    g_signal_emit_by_name (gesture, "drag-end", days * day, minutes * minute);
}

static void
test_drag_snaps_to_quarters (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL), moved = NULL, longer = NULL;

  drag (fixture, FALSE, 1, -83, TRUE);
  app_fixture_settle (&fixture->app);
  moved = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (moved, "startLocal"), ==, "2026-03-11T18:30:00");
  g_assert_cmpint (roster_record_number (moved, "durationMinutes", 0), ==, 120);

  drag (fixture, TRUE, 0, 32, TRUE);
  app_fixture_settle (&fixture->app);
  longer = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (longer, "startLocal"), ==, "2026-03-11T18:30:00");
  g_assert_cmpint (roster_record_number (longer, "durationMinutes", 0), ==, 150);
}

static GtkAdjustment *
hours_of (Fixture *fixture)
{
  return gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (grid_of (fixture), GTK_TYPE_SCROLLED_WINDOW)));
}

/* Held near the lower edge, the hours come up to the hand until they end, and the live goes with them. */
static void
test_drag_scrolls_at_the_edge (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T14:00:00", NULL), moved = NULL;
  GtkAdjustment *hours = hours_of (fixture);
  GtkGesture *gesture = controller_of (fixture, GTK_TYPE_GESTURE_DRAG);
  graphene_rect_t card;
  double to_edge, before;

  while (gtk_widget_get_width (GTK_WIDGET (card_of (fixture))) == 0)
    g_main_context_iteration (NULL, TRUE);
  before = gtk_adjustment_get_value (hours);
  g_assert_cmpfloat (before + gtk_adjustment_get_page_size (hours), <, gtk_adjustment_get_upper (hours));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (card_of (fixture)), grid_of (fixture), &card));
  to_edge = before + gtk_adjustment_get_page_size (hours) - 4 - card.origin.y - card.size.height / 2;
  drag (fixture, FALSE, 0, to_edge * ROSTER_DAY_MINUTES / gtk_widget_get_height (grid_of (fixture)), FALSE);
  while (gtk_adjustment_get_value (hours) + gtk_adjustment_get_page_size (hours) < gtk_adjustment_get_upper (hours))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, to_edge);
  app_fixture_settle (&fixture->app);
  moved = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (moved, "startLocal"), >, "2026-03-10T22:00:00");
}

static void
test_escape_ends_a_drag (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL), after = NULL;
  guint steps = app_fixture_count_steps (&fixture->app);

  drag (fixture, FALSE, 1, -90, FALSE);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_signal_emit_by_name (controller_of (fixture, GTK_TYPE_GESTURE_DRAG), "drag-end", 100.0, 100.0);
  app_fixture_settle (&fixture->app);
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "startLocal"), ==, "2026-03-10T20:00:00");
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps);
}

/* A live that was held is history: neither hand nor key moves it. */
static void
test_held_live_stays (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL), held = roster_record_copy (live);
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Hold");

  roster_record_set_text (held, "state", "held");
  roster_edit_update (edit, live, held);
  app_fixture_apply (&fixture->app, edit);
  drag (fixture, FALSE, 1, 60, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (card_of (fixture)));
  press (fixture, GDK_KEY_Right, GDK_CONTROL_MASK);
  app_fixture_settle (&fixture->app);
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "startLocal"), ==, "2026-03-10T20:00:00");
}

/* From the slot of the keyboard to the live beside it, and the live to another time. */
static void
test_keys_reach_and_move (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-12T20:00:00", NULL), moved = NULL, gone = NULL;
  GtkWidget *grid = grid_of (fixture);

  roster_time_grid_select (ROSTER_TIME_GRID (grid), day_of ("2026-03-11"), 20 * 60);
  gtk_widget_grab_focus (grid);
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (card_of (fixture))));

  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  app_fixture_settle (&fixture->app);
  moved = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (moved, "startLocal"), ==, "2026-03-12T20:15:00");
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (card_of (fixture))));

  g_assert_true (press (fixture, GDK_KEY_Delete, 0));
  app_fixture_settle (&fixture->app);
  gone = app_fixture_get (&fixture->app, live);
  g_assert_null (gone);
}

/* What a person did is written, also when the window goes at once; and each toast says what it is about. */
static void
test_window_that_goes_loses_no_edit (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL), moved = NULL;

  g_signal_emit_by_name (grid_of (fixture), "move", roster_live_card_live (card_of (fixture)),
                         day_of ("2026-03-12"), 18 * 60, 20 * 60);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_fixture_settle (&fixture->app);
  moved = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (moved, "startLocal"), ==, "2026-03-12T18:00:00");
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
}

static guint
count_labels (GtkWidget  *root,
              const char *text)
{
  guint count = GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_labels (child, text);

  return count;
}

/* Two deeds on their way at once: each is told in its own words. */
static void
test_toasts_name_their_own_deed (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL);
  g_autoptr (RosterCalendarLive) shown = g_object_ref (roster_live_card_live (card_of (fixture)));

  g_signal_emit_by_name (grid_of (fixture), "move", shown, day_of ("2026-03-12"), 18 * 60, 20 * 60);
  g_signal_emit_by_name (grid_of (fixture), "remove", shown);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (count_labels (GTK_WIDGET (fixture->window), "Live moved"), ==, 1);
}

static GtkWindow *
toplevel_of (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (g_type_is_a (G_OBJECT_TYPE (link->data), type))
      return link->data;

  return NULL;
}

/* Goes to the live on the twelfth by arrows, presses a key there, and says to which times it applies. */
static void
press_on_twelfth (Fixture         *fixture,
                  guint            key,
                  GdkModifierType  modifiers,
                  const char      *extent)
{
  GtkWindow *question;

  roster_time_grid_select (ROSTER_TIME_GRID (grid_of (fixture)), day_of ("2026-03-11"), 12 * 60);
  gtk_widget_grab_focus (grid_of (fixture));
  press (fixture, GDK_KEY_Right, 0);
  while (!ROSTER_IS_LIVE_CARD (gtk_window_get_focus (GTK_WINDOW (fixture->window))))
    g_assert_true (press (fixture, GDK_KEY_Down, 0));
  g_assert_true (press (fixture, key, modifiers));
  question = toplevel_of (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), extent);
  app_fixture_settle (&fixture->app);
}

static char *
starts_and_lengths (Fixture *fixture)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  collect_cards (grid_of (fixture), cards);
  for (guint32 day = day_of ("2026-03-09"); day < day_of ("2026-03-16"); day++)
    for (guint i = 0; i < cards->len; i++)
      {
        RosterCalendarLive *live = roster_live_card_live (cards->pdata[i]);
        g_autofree char *hours = roster_calendar_live_hours (live);

        if (live->day == day)
          g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", hours);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Nothing of a schedule wants a mouse: made, resized, moved, deleted; for one time of a series or all that follow. */
static void
test_keys_do_it_all (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterRecord) series = plan (fixture, "2026-03-10T20:00:00", "FREQ=DAILY;COUNT=5");
  g_autofree char *resized = NULL, *moved = NULL, *kept = NULL, *gone = NULL;
  GtkWindow *dialog;

  press_on_twelfth (fixture, GDK_KEY_Down, GDK_SHIFT_MASK, "this");
  resized = starts_and_lengths (fixture);
  g_assert_cmpstr (resized, ==, "20:00–22:00 20:00–22:00 20:00–22:15 20:00–22:00 20:00–22:00");

  press_on_twelfth (fixture, GDK_KEY_Up, GDK_CONTROL_MASK, "following");
  moved = starts_and_lengths (fixture);
  g_assert_cmpstr (moved, ==, "20:00–22:00 20:00–22:00 19:45–22:00 19:45–21:45 19:45–21:45");

  press_on_twelfth (fixture, GDK_KEY_Delete, 0, "cancel");
  kept = starts_and_lengths (fixture);
  g_assert_cmpstr (kept, ==, moved);
  press_on_twelfth (fixture, GDK_KEY_Delete, 0, "following");
  gone = starts_and_lengths (fixture);
  g_assert_cmpstr (gone, ==, "20:00–22:00 20:00–22:00");

  roster_time_grid_select (ROSTER_TIME_GRID (grid_of (fixture)), day_of ("2026-03-14"), 18 * 60);
  gtk_widget_grab_focus (grid_of (fixture));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  dialog = toplevel_of (ROSTER_TYPE_LIVE_DIALOG);
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
}

static void
test_delete_can_be_undone (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T20:00:00", NULL), gone = NULL;

  g_signal_emit_by_name (grid_of (fixture), "remove", roster_live_card_live (card_of (fixture)));
  app_fixture_settle (&fixture->app);
  gone = app_fixture_get (&fixture->app, live);
  g_assert_null (gone);
  g_assert_null (card_of (fixture));

  roster_window_undo (fixture->window, 0);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (card_of (fixture));
}

static void
choose (Fixture    *fixture,
        const char *what)
{
  GtkWidget *popover;

  g_signal_emit_by_name (grid_of (fixture), "open", roster_live_card_live (card_of (fixture)), card_of (fixture));
  popover = app_fixture_find (page_of (fixture), ROSTER_TYPE_LIVE_POPOVER, NULL);
  g_assert_nonnull (popover);
  g_signal_emit_by_name (popover, "chosen", what);
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_fixture_settle (&fixture->app);
}

static void
give_line_up (Fixture      *fixture,
              RosterRecord *live,
              const char   *items)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) line_up = roster_record_new (&roster_lineup_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  const RosterField *field =
      roster_record_type_field (&roster_lineup_type, roster_record_type_find_field (&roster_lineup_type, "items"));

  roster_record_set_text (line_up, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (line_up, "live", roster_record_id (live));
  roster_record_set (line_up, "items", roster_value_from_text (field, items, NULL));
  roster_record_apply_defaults (line_up);
  app_fixture_create (&fixture->app, line_up);
}

/* Rule 25: the line-up names what draws viewers and what earns, or the live is not confirmed. */
static void
test_confirm_needs_a_line_up (Fixture       *fixture,
                              gconstpointer  data)
{
  static const struct
  {
    const char *items;
    const char *state;
  } cases[] = {
    { NULL, "planned" },
    { "{\"p1\":{\"position\":1,\"role\":\"traffic\"}}", "planned" },
    { "{\"p1\":{\"position\":1,\"role\":\"profit\"}}", "planned" },
    { "{\"p1\":{\"position\":1,\"role\":\"traffic\"},\"p2\":{\"position\":2,\"role\":\"profit\"}}", "confirmed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) live = plan (fixture, "2026-03-12T20:00:00", NULL), after = NULL;
      g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Clean up");

      if (cases[i].items != NULL)
        give_line_up (fixture, live, cases[i].items);
      choose (fixture, "confirmed");
      after = app_fixture_get (&fixture->app, live);
      g_assert_cmpstr (roster_record_text (after, "state"), ==, cases[i].state);
      roster_edit_delete (edit, after);
      app_fixture_apply (&fixture->app, edit);
    }
}

/* The card's popover leads to the line-up of exactly this live. */
static void
test_line_up_of_a_live (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-12T20:00:00", NULL);
  guint steps = app_fixture_count_steps (&fixture->app);
  g_autoptr (GList) windows = NULL;
  guint n = 0;

  choose (fixture, "line-up");
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
  windows = gtk_window_list_toplevels ();
  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_LINE_UP_WINDOW (link->data))
      {
        gtk_window_destroy (link->data);
        n++;
      }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_start_keeps_the_moment (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-11T12:00:00", NULL), after = NULL;

  choose (fixture, "live");
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "live");
  g_assert_cmpint (roster_record_number (after, "actualStart", 0), ==, APP_NOW);
}

/* One time of a series that is started becomes a live of its own; the others stay as they are. */
static void
test_state_is_of_one_time (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-09T20:00:00", "FREQ=DAILY"), after = NULL;

  choose (fixture, "missed");
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "planned");
  g_assert_cmpuint (count_cards (grid_of (fixture)), ==, 7);
  g_assert_cmpstr (roster_live_card_live (card_of (fixture))->state, ==, "missed");
}

static void
test_results_are_kept (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-10T23:00:00", NULL), after = NULL;
  RosterLiveDialog *dialog = roster_live_dialog_new_results (GTK_WINDOW (fixture->window), fixture->app.context,
                                                             roster_live_card_live (card_of (fixture)));

  gtk_editable_set_text (GTK_EDITABLE (app_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Began at")), "2310");
  gtk_editable_set_text (GTK_EDITABLE (app_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Ended at")), "1:05");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  app_fixture_settle (&fixture->app);
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "held");
  g_assert_cmpint (roster_record_number (after, "actualStart", 0), ==, APP_NOW - (12 * 60 + 50) * 60000);
  g_assert_cmpint (roster_record_number (after, "actualEnd", 0), ==, APP_NOW - (10 * 60 + 55) * 60000);
}

static void
test_dialog_plans_a_series (Fixture       *fixture,
                            gconstpointer  data)
{
  RosterLiveDialog *dialog =
      roster_live_dialog_new_create (GTK_WINDOW (fixture->window), fixture->app.context, day_of ("2026-03-11"), 20 * 60,
                                     120, roster_record_id (fixture->streamer));
  GtkWidget *repeats = app_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, "Repeats");
  guint steps = app_fixture_count_steps (&fixture->app);

  adw_combo_row_set_selected (ADW_COMBO_ROW (repeats), 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps + 1);
  /* Wednesday to Sunday */
  g_assert_cmpuint (count_cards (grid_of (fixture)), ==, 5);
}

static void
test_dialog_wants_a_streamer_and_a_time (Fixture       *fixture,
                                         gconstpointer  data)
{
  RosterLiveDialog *dialog = roster_live_dialog_new_create (GTK_WINDOW (fixture->window), fixture->app.context,
                                                            day_of ("2026-03-11"), 20 * 60, 120, NULL);
  GtkWidget *start = app_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Starts at");
  guint steps = app_fixture_count_steps (&fixture->app);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  gtk_editable_set_text (GTK_EDITABLE (start), "25:00");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_true (gtk_widget_has_css_class (start, "error"));
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A reminder time of its own is kept with the live; what nobody touched goes by the rules. */
static void
test_dialog_keeps_reminders (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-12T20:00:00", NULL), after = NULL;
  RosterLiveDialog *dialog = roster_live_dialog_new_edit (GTK_WINDOW (fixture->window), fixture->app.context,
                                                          roster_live_card_live (card_of (fixture)));
  GtkWidget *rows = app_fixture_find (GTK_WIDGET (dialog), ROSTER_TYPE_REMINDER_ROWS, NULL);
  GtkWidget *soon = app_fixture_find (rows, ADW_TYPE_COMBO_ROW, "Live soon");

  adw_combo_row_set_selected (ADW_COMBO_ROW (soon), 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  app_fixture_settle (&fixture->app);
  after = app_fixture_get (&fixture->app, live);
  g_assert_cmpint (
      roster_reminder_minutes (ROSTER_REMINDER_BEFORE_START, after,
                               roster_rules_in_force_values (roster_context_rules (fixture->app.context))),
      ==, ROSTER_REMINDER_OFF);
  g_assert_cmpuint (g_variant_n_children (roster_record_value (after, "reminders")), ==, 1);
}

static void
test_clash_is_shown_with_its_reason (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) first = plan (fixture, "2026-03-12T20:00:00", NULL);
  g_autoptr (RosterRecord) second = plan (fixture, "2026-03-12T21:00:00", NULL);
  GtkWidget *strip = app_fixture_find (page_of (fixture), ROSTER_TYPE_WEEK_STRIP, NULL);

  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (card_of (fixture)), "clash"));
  g_assert_nonnull (strstr (roster_live_card_live (card_of (fixture))->warning,
                            "张三 is live twice at the same time: also 21:00–23:00"));
  g_assert_nonnull (app_fixture_find (strip, GTK_TYPE_LABEL, "2 lives clash"));
}

/* Rule 24: who owes hours is told, and a proposed time is planned with one click. */
static void
test_owed_hours_are_planned (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) after = roster_record_copy (fixture->streamer);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Join");
  GtkWidget *strip = app_fixture_find (page_of (fixture), ROSTER_TYPE_WEEK_STRIP, NULL);

  g_assert_false (gtk_widget_get_visible (strip));
  roster_record_set_text (after, "joinedOn", "2026-03-01");
  roster_record_set_number (after, "followers", 1000);
  roster_edit_update (edit, fixture->streamer, after);
  app_fixture_apply (&fixture->app, edit);
  g_assert_true (gtk_widget_get_visible (strip));
  g_assert_nonnull (app_fixture_find (strip, GTK_TYPE_LABEL, "6 h short"));

  g_signal_emit_by_name (strip, "plan", roster_record_id (fixture->streamer), APP_NOW + 6 * G_GINT64_CONSTANT (3600000),
                         120);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (strip, GTK_TYPE_LABEL, "4 h short"));
  g_assert_cmpint (roster_live_card_live (card_of (fixture))->start, ==, 18 * 60);
}

static void
test_weeks_are_turned (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-18T20:00:00", NULL);

  g_assert_null (card_of (fixture));
  g_assert_nonnull (app_fixture_find (page_of (fixture), GTK_TYPE_LABEL, "Week 11"));
  gtk_widget_activate_action (page_of (fixture), "schedule.next", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (page_of (fixture), GTK_TYPE_LABEL, "Week 12"));
  g_assert_nonnull (card_of (fixture));
  gtk_widget_activate_action (page_of (fixture), "schedule.today", NULL);
  app_fixture_settle (&fixture->app);
  g_assert_null (card_of (fixture));
}

static void
test_open_goes_to_the_week (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-04-18T20:00:00", NULL);

  roster_window_open (fixture->window, roster_live_type.name, roster_record_id (live));
  app_fixture_settle (&fixture->app);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (card_of (fixture));
}

static gpointer
become_trainer (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  static const char *const names[] = { "王芳", "李强" };
  static const char *const ids[] = { ROSTER_LOCAL_BOOK_ACCOUNT, "book-of-li" };
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      RosterAccount *account = roster_account_new (ids[i], names[i], ROSTER_SCOPE_BOOK, FALSE, FALSE);

      account->writes = g_ptr_array_new ();
      g_ptr_array_add (account->writes, (gpointer) &roster_walkthrough_type);
      g_ptr_array_add (accounts, account);
    }
  return roster_cache_set_accounts (cache, accounts, error) ? g_strdup ("") : NULL;
}

/* However many begin at the same hour, those that are shown leave room for a name of four characters; the others are
   counted, and the day shows them. */
static void
test_many_at_one_hour_stay_readable (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autofree char *rest = NULL;
  guint n_shown = 0;

  for (guint i = 0; i < 6; i++)
    g_object_unref (plan (fixture, "2026-03-10T20:00:00", NULL));
  collect_cards (grid_of (fixture), cards);
  g_assert_cmpuint (cards->len, ==, 6);
  /* The next frame gives them their places. */
  while (gtk_widget_get_width (cards->pdata[0]) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < cards->len; i++)
    if (gtk_widget_get_child_visible (cards->pdata[i]))
      {
        g_autoptr (PangoLayout) name = gtk_widget_create_pango_layout (cards->pdata[i], "农村老婷");
        g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
        int width;

        pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
        pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
        pango_layout_set_attributes (name, attributes);
        pango_layout_get_pixel_size (name, &width, NULL);
        g_assert_cmpint (gtk_widget_get_width (cards->pdata[i]), >=, width);
        n_shown++;
      }
  g_assert_cmpuint (n_shown, >=, 1);
  g_assert_cmpuint (n_shown, <, 6);
  rest = g_strdup_printf ("+%u", 6 - n_shown);
  g_assert_nonnull (app_fixture_find (grid_of (fixture), GTK_TYPE_BUTTON, rest));
}

/* A trainer sees the lives of every book of the base, and whose each is, and changes none of them. */
static void
test_trainer_sees_whose_lives (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) own = plan (fixture, "2026-03-10T20:00:00", NULL);
  g_autofree char *streamer_id = roster_store_new_id (fixture->app.store);
  g_autofree char *live_id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, streamer_id, "book-of-li");
  g_autoptr (RosterRecord) live = roster_record_new (&roster_live_type, live_id, "book-of-li");
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  gboolean of_wang = FALSE, of_li = FALSE;

  roster_record_set_text (streamer, "name", "赵六");
  roster_record_set_text (streamer, "kuaishouId", "zl666");
  roster_record_apply_defaults (streamer);
  app_fixture_create (&fixture->app, streamer);
  roster_record_set_text (live, "streamer", streamer_id);
  roster_record_set_text (live, "startLocal", "2026-03-11T20:00:00");
  roster_record_apply_defaults (live);
  app_fixture_create (&fixture->app, live);
  roster_store_write_async (fixture->app.store, become_trainer, NULL, NULL, g_free, NULL, NULL, NULL);
  app_fixture_settle (&fixture->app);
  /* The week is read anew, as after a sync. */
  gtk_widget_activate_action (page_of (fixture), "schedule.next", NULL);
  app_fixture_settle (&fixture->app);
  gtk_widget_activate_action (page_of (fixture), "schedule.previous", NULL);
  app_fixture_settle (&fixture->app);

  collect_cards (grid_of (fixture), cards);
  g_assert_cmpuint (cards->len, ==, 2);
  for (guint i = 0; i < cards->len; i++)
    {
      RosterCalendarLive *shown = roster_live_card_live (cards->pdata[i]);
      g_autofree char *words = roster_calendar_live_description (shown);
      GtkWidget *popover = g_object_ref_sink (roster_live_popover_new (shown, APP_NOW));

      of_wang = of_wang || (strstr (words, "张三 of 王芳") != NULL && app_fixture_find (popover, GTK_TYPE_LABEL,
                                                                                        "Book of 王芳") != NULL);
      of_li = of_li || (strstr (words, "赵六 of 李强") != NULL && app_fixture_find (popover, GTK_TYPE_LABEL,
                                                                                    "Book of 李强") != NULL);
      g_assert_nonnull (shown->refusal);
      g_assert_false (roster_calendar_live_may_move (shown));
      g_object_unref (popover);
    }
  g_assert_true (of_wang);
  g_assert_true (of_li);
}

static void
test_page_fits_a_phone (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) live = plan (fixture, "2026-03-11T20:00:00", NULL);
  int minimum;

  gtk_widget_measure (page_of (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  roster_schedule_page_show_view (ROSTER_SCHEDULE_PAGE (page_of (fixture)), ROSTER_SCHEDULE_AGENDA);
  gtk_widget_measure (page_of (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_nonnull (app_fixture_find (page_of (fixture), ROSTER_TYPE_LIVE_ROW, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_fixture_init (&argc, &argv);
  application = app_fixture_application ();

#define ADD(path, test) g_test_add (path, Fixture, application, set_up, test, tear_down)
  ADD ("/app/schedule/asked-for-live-is-seen", test_asked_for_live_is_seen);
  ADD ("/app/schedule/asked-for-live-that-is-folded-away", test_asked_for_live_that_is_folded_away);
  ADD ("/app/schedule/focus-does-not-move-the-hours", test_focus_does_not_move_the_hours);
  ADD ("/app/schedule/live-without-line-up-offers-it", test_live_without_line_up_offers_it);
  ADD ("/app/schedule/live-says-what-it-is", test_live_says_what_it_is);
  ADD ("/app/schedule/series-fills-the-week", test_series_fills_the_week);
  ADD ("/app/schedule/live-past-midnight-is-on-both-days", test_live_past_midnight);
  ADD ("/app/schedule/move-is-one-step", test_move_is_one_step);
  ADD ("/app/schedule/drag-snaps-to-quarters", test_drag_snaps_to_quarters);
  ADD ("/app/schedule/drag-scrolls-at-the-edge", test_drag_scrolls_at_the_edge);
  ADD ("/app/schedule/escape-ends-a-drag", test_escape_ends_a_drag);
  ADD ("/app/schedule/held-live-stays", test_held_live_stays);
  ADD ("/app/schedule/keys-reach-and-move", test_keys_reach_and_move);
  ADD ("/app/schedule/keys-do-it-all", test_keys_do_it_all);
  ADD ("/app/schedule/delete-can-be-undone", test_delete_can_be_undone);
  ADD ("/app/schedule/window-that-goes-loses-no-edit", test_window_that_goes_loses_no_edit);
  ADD ("/app/schedule/toasts-name-their-own-deed", test_toasts_name_their_own_deed);
  ADD ("/app/schedule/confirm-needs-a-line-up", test_confirm_needs_a_line_up);
  ADD ("/app/schedule/line-up-of-a-live", test_line_up_of_a_live);
  ADD ("/app/schedule/start-keeps-the-moment", test_start_keeps_the_moment);
  ADD ("/app/schedule/state-is-of-one-time", test_state_is_of_one_time);
  ADD ("/app/schedule/results-are-kept", test_results_are_kept);
  ADD ("/app/schedule/dialog-plans-a-series", test_dialog_plans_a_series);
  ADD ("/app/schedule/dialog-wants-a-streamer-and-a-time", test_dialog_wants_a_streamer_and_a_time);
  ADD ("/app/schedule/dialog-keeps-reminders", test_dialog_keeps_reminders);
  ADD ("/app/schedule/clash-is-shown-with-its-reason", test_clash_is_shown_with_its_reason);
  ADD ("/app/schedule/owed-hours-are-planned", test_owed_hours_are_planned);
  ADD ("/app/schedule/weeks-are-turned", test_weeks_are_turned);
  ADD ("/app/schedule/open-goes-to-the-week", test_open_goes_to_the_week);
  ADD ("/app/schedule/many-at-one-hour-stay-readable", test_many_at_one_hour_stay_readable);
  ADD ("/app/schedule/trainer-sees-whose-lives", test_trainer_sees_whose_lives);
  ADD ("/app/schedule/page-fits-a-phone", test_page_fits_a_phone);
#undef ADD

  return g_test_run ();
}
