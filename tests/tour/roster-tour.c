/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "notifier-fixture.h"
#include "roster-tour-camera.h"
#include "roster-tour-capture.h"
#include "roster-changes-page.h"
#include "roster-config.h"
#include "roster-custom-window.h"
#include "roster-export-window.h"
#include "roster-give-up-button.h"
#include "roster-import-window.h"
#include "roster-line-up-window.h"
#include "roster-live-dialog.h"
#include "roster-live-row.h"
#include "roster-plan-page.h"
#include "roster-plan-streamer-row.h"
#include "roster-preferences-window.h"
#include "roster-record-browser.h"
#include "roster-record-dialog.h"
#include "roster-resources.h"
#include "roster-reminder-bell.h"
#include "roster-reminder-item.h"
#include "roster-schedule-page.h"
#include "roster-rules-window.h"
#include "roster-result-view.h"
#include "roster-streamer-coaching.h"
#include "roster-photo-viewer.h"
#include "roster-video-row.h"
#include "roster-walk-photo.h"
#include "roster-walk-view.h"
#include "roster-search-window.h"
#include "roster-sign-in-dialog.h"
#include "roster-sign-in-form.h"
#include "roster-suggestion-row.h"
#include "roster-suggestions.h"
#include "roster-today-page.h"
#include "roster-volume-planner.h"
#include "roster-tour-cache.h"
#include "roster-welcome-page.h"
#include "roster-window.h"

/*
 * Takes a picture of every page and state of the app, over a prepared cache and under a clock that stands still, in
 * the language of the environment:
 *
 *   roster-tour [--scheme=light|dark] [--width=wide|narrow] FOLDER
 */

static const struct
{
  const char *name;
  int width;
  int height;
} sizes[] = {
  { "wide", 1240, 800 },
  { "narrow", 360, 720 },
};

typedef struct
{
  char *out;
  char *scheme;
  char *size;

  char *scratch;
  RosterTourCache *cache;
  AdwApplication *application;
  RosterContext *context;
  RosterWindow *window;
} Tour;

static void
take (Tour       *tour,
      GtkWindow  *window,
      const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (tour->out, file, NULL);

  roster_tour_camera_settle (roster_context_store (tour->context));
  roster_tour_camera_take (window, path);
  g_print ("%s\n", path);
}

static void
take_window (Tour       *tour,
             const char *name)
{
  take (tour, GTK_WINDOW (tour->window), name);
}

static void
resize (Tour      *tour,
        GtkWindow *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (g_str_equal (sizes[i].name, tour->size))
      gtk_window_set_default_size (window, sizes[i].width, sizes[i].height);
}

static void
resize_dialog (Tour      *tour,
               GtkWindow *window)
{
  if (g_str_equal (tour->size, "narrow"))
    resize (tour, window);
}

/* Opens the app over one of the prepared caches. */
static void
open_window (Tour       *tour,
             const char *cache)
{
  g_autofree char *path = g_build_filename (tour->scratch, cache, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr (RosterStore) store = roster_store_open (path, tour->cache->clock, tour->cache->ids, NULL, &error);

  if (store == NULL)
    g_error ("%s", error->message);

  tour->context = roster_context_new (settings, store, tour->cache->clock, tour->cache->ids);
  roster_tour_capture_lend (tour->context);
  tour->window = roster_window_new (GTK_APPLICATION (tour->application), tour->context);
  resize (tour, GTK_WINDOW (tour->window));
  gtk_window_present (GTK_WINDOW (tour->window));
}

static void
close_window (Tour *tour)
{
  roster_tour_camera_settle (roster_context_store (tour->context));
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&tour->window)));
  roster_store_close (roster_context_store (tour->context));
  g_clear_object (&tour->context);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Every scrolled window that is to be seen shows its end. */
static void
scroll_down (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    scroll_down (child);
}

/* One of the views of the page that is to be seen. */
static void
show_view (Tour       *tour,
           const char *name)
{
  AdwViewStack *views = ADW_VIEW_STACK (find (GTK_WIDGET (tour->window), ADW_TYPE_VIEW_STACK));

  adw_view_stack_set_visible_child_name (views, name);
}

static void
show_dialog (Tour       *tour,
             GtkWindow  *dialog,
             const char *name)
{
  resize_dialog (tour, dialog);
  gtk_window_present (dialog);
  take (tour, dialog, name);
  gtk_window_destroy (dialog);
}

static void
visit_changes (Tour *tour)
{
  roster_window_show_place (tour->window, "changes");
  take_window (tour, "changes");
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "changes-end");
  roster_changes_page_show_history (ROSTER_CHANGES_PAGE (find (GTK_WIDGET (tour->window), ROSTER_TYPE_CHANGES_PAGE)));
  take_window (tour, "history");
}

static void
visit_quiet_changes (Tour *tour)
{
  roster_window_show_place (tour->window, "changes");
  take_window (tour, "changes-empty");
}

/* Shows how the first suggestion is figured. */
static void
open_first_factors (Tour *tour)
{
  GtkWidget *row = find (GTK_WIDGET (tour->window), ROSTER_TYPE_SUGGESTION_ROW);

  gtk_widget_activate_action (row, "suggestion.figure", NULL);
}

static void
visit_streamers (Tour *tour)
{
  GtkMenuButton *filter;

  roster_window_show_place (tour->window, "streamers");
  take_window (tour, "streamers");
  roster_window_open (tour->window, "Streamer", tour->cache->streamer);
  take_window (tour, "streamer");
  show_view (tour, "products");
  take_window (tour, "streamer-products");
  open_first_factors (tour);
  take_window (tour, "streamer-factors");
  filter = GTK_MENU_BUTTON (gtk_widget_get_template_child (find (GTK_WIDGET (tour->window), ROSTER_TYPE_SUGGESTIONS),
                                                           ROSTER_TYPE_SUGGESTIONS, "filter_button"));
  gtk_menu_button_popup (filter);
  take_window (tour, "streamer-suggestions-filter");
  gtk_menu_button_popdown (filter);
  show_dialog (tour, GTK_WINDOW (roster_line_up_window_new (tour->window, tour->context, tour->cache->line_up)),
               "line-up");
  show_dialog (tour, GTK_WINDOW (roster_custom_window_new (tour->window, tour->context, tour->cache->custom)),
               "custom-product");
  show_view (tour, "measures");
  take_window (tour, "streamer-measures");
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "streamer-videos");
  show_view (tour, "profile");
  take_window (tour, "streamer-profile");
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "streamer-profile-end");
  show_view (tour, "overview");
}

/* What a list looks like in use: narrowed down, with nothing in it, and with several records selected. */
static void
visit_lists (Tour *tour)
{
  static const char *const fields[] = { "tier", "vertical", "state", "nextStep", "nextStepDue", "tags", NULL };
  RosterRecordBrowser *list;
  g_autoptr (GPtrArray) chosen = NULL;
  GtkWindow *dialog;

  roster_window_show_place (tour->window, "streamers");
  list = ROSTER_RECORD_BROWSER (find (GTK_WIDGET (tour->window), ROSTER_TYPE_RECORD_BROWSER));
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.filter-tier", "s", "part-timer");
  take_window (tour, "streamers-filtered");
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.select-all", NULL);
  take_window (tour, "streamers-selected");

  chosen = roster_record_selection_records (roster_record_browser_selection (list));
  dialog = GTK_WINDOW (roster_record_dialog_new_bulk (GTK_WINDOW (tour->window), tour->context, chosen, fields));
  show_dialog (tour, dialog, "streamers-edit");
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.select-none", NULL);
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.clear-filters", NULL);

  dialog = GTK_WINDOW (roster_record_dialog_new_create (GTK_WINDOW (tour->window), tour->context, &roster_streamer_type,
                                                        ROSTER_RECORD_BROWSER_GET_CLASS (list)->new_fields));
  show_dialog (tour, dialog, "streamer-new");
}

static void
visit_products (Tour *tour)
{
  roster_window_show_place (tour->window, "products");
  take_window (tour, "products");
  roster_window_open (tour->window, "Product", tour->cache->product);
  take_window (tour, "product");
  gtk_widget_child_focus (find (GTK_WIDGET (tour->window), ROSTER_TYPE_VOLUME_PLANNER), GTK_DIR_TAB_BACKWARD);
  take_window (tour, "product-volume");
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "product-end");
  roster_window_show_place (tour->window, "factories");
  take_window (tour, "factories");
  roster_window_open (tour->window, "Factory", tour->cache->factory);
  take_window (tour, "factory");
}

static void
visit_today (Tour *tour)
{
  RosterTodayPage *page;

  roster_window_show_place (tour->window, "today");
  roster_tour_camera_settle (roster_context_store (tour->context));
  page = ROSTER_TODAY_PAGE (find (GTK_WIDGET (tour->window), ROSTER_TYPE_TODAY_PAGE));
  while (!roster_today_page_is_settled (page))
    g_main_context_iteration (NULL, TRUE);
  take_window (tour, "today");
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "today-end");
}

/* A page reads its week in a thread of its own. */
static RosterSchedulePage *
wait_for_schedule (Tour *tour)
{
  RosterSchedulePage *page = ROSTER_SCHEDULE_PAGE (find (GTK_WIDGET (tour->window), ROSTER_TYPE_SCHEDULE_PAGE));

  while (!roster_schedule_page_is_settled (page))
    g_main_context_iteration (NULL, TRUE);
  return page;
}

static void
visit_schedule (Tour *tour)
{
  RosterSchedulePage *page;
  RosterCalendarLive *live;

  roster_window_show_place (tour->window, "schedule");
  roster_tour_camera_settle (roster_context_store (tour->context));
  page = wait_for_schedule (tour);
  take_window (tour, "schedule-week");
  roster_schedule_page_show_view (page, ROSTER_SCHEDULE_DAY);
  take_window (tour, "schedule-day");
  roster_schedule_page_show_view (page, ROSTER_SCHEDULE_AGENDA);
  take_window (tour, "schedule-agenda");
  live = roster_live_row_live (ROSTER_LIVE_ROW (find (GTK_WIDGET (page), ROSTER_TYPE_LIVE_ROW)));
  show_dialog (tour, GTK_WINDOW (roster_live_dialog_new_edit (GTK_WINDOW (tour->window), tour->context, live)),
               "live-edit");
  show_dialog (tour, GTK_WINDOW (roster_live_dialog_new_results (GTK_WINDOW (tour->window), tour->context, live)),
               "live-results");
  roster_schedule_page_show_view (page, ROSTER_SCHEDULE_WEEK);
}

/* The page reads the walk-through in a thread of its own, and the view then fills in what the data says. */
static GtkWidget *
wait_for (Tour  *tour,
          GType  type)
{
  GtkWidget *widget;

  while ((widget = find (GTK_WIDGET (tour->window), type)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  roster_tour_camera_settle (roster_context_store (tour->context));
  return widget;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      done)
{
  g_autoptr (GdkPixbuf) pixbuf = roster_photos_load_finish (ROSTER_PHOTOS (source), result, NULL);

  *(gboolean *) done = TRUE;
}

/* Photos are read one after the other: once the last has its answer, the others are there. */
static void
wait_for_photos (Tour *tour)
{
  gboolean done = FALSE;

  roster_photos_load_async (roster_context_photos (tour->context), "company", "none", 1, NULL, loaded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
look_at_photo (Tour       *tour,
               guint       index,
               const char *name)
{
  const char *const *photos = (const char *const *) tour->cache->photos;
  GtkWidget *viewer = roster_photo_viewer_new (tour->context, "背景干净，灯光明亮，主播的脸清楚", "company", photos,
                                               photos[index], TRUE);

  wait_for_photos (tour);
  show_dialog (tour, GTK_WINDOW (viewer), name);
}

static void
visit_camera (Tour *tour)
{
  static const char *const names[] = { "camera-asking", "camera-starting", "camera", "camera-taken",
                                       "camera-refused" };
  g_autoptr (GdkPixbuf) room = roster_tour_cache_draw_room (1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    show_dialog (tour, roster_tour_capture_window (tour->context, i, "背景干净，灯光明亮，主播的脸清楚", room), names[i]);
}

static void
visit_coaching (Tour *tour)
{
  GtkWidget *walk, *overview, *guide;
  GtkMenuButton *flag;
  AdwSplitButton *print;

  roster_window_show_place (tour->window, "coaching");
  take_window (tour, "coaching");
  roster_window_open (tour->window, "Walkthrough", tour->cache->streamer);
  wait_for (tour, ROSTER_TYPE_STREAMER_COACHING);
  take_window (tour, "coaching-streamer");
  roster_window_open (tour->window, "Walkthrough", tour->cache->running_walk);
  walk = wait_for (tour, ROSTER_TYPE_WALK_VIEW);
  wait_for_photos (tour);
  take_window (tour, "coaching-walk");
  look_at_photo (tour, 0, "coaching-photo");
  look_at_photo (tour, 3, "coaching-photo-missing");
  visit_camera (tour);
  guide = GTK_WIDGET (gtk_widget_get_template_child (walk, ROSTER_TYPE_WALK_VIEW, "guide"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (guide), TRUE);
  take_window (tour, "coaching-guidance");
  overview = GTK_WIDGET (gtk_widget_get_template_child (walk, ROSTER_TYPE_WALK_VIEW, "overview_button"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (overview), TRUE);
  take_window (tour, "coaching-overview");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (overview), FALSE);
  roster_window_open (tour->window, "Walkthrough", tour->cache->signed_walk);
  wait_for (tour, ROSTER_TYPE_RESULT_VIEW);
  wait_for_photos (tour);
  take_window (tour, "coaching-result");
  print = ADW_SPLIT_BUTTON (find (GTK_WIDGET (tour->window), ADW_TYPE_SPLIT_BUTTON));
  adw_split_button_popup (print);
  take_window (tour, "coaching-print-menu");
  adw_split_button_popdown (print);
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "coaching-result-end");
  roster_window_open (tour->window, "Streamer", tour->cache->streamer);
  wait_for (tour, ADW_TYPE_VIEW_STACK);
  show_view (tour, "coaching");
  take_window (tour, "streamer-coaching");
  scroll_down (GTK_WIDGET (tour->window));
  take_window (tour, "streamer-flag");
  flag = GTK_MENU_BUTTON (find (find (GTK_WIDGET (tour->window), ROSTER_TYPE_VIDEO_ROW), GTK_TYPE_MENU_BUTTON));
  gtk_menu_button_popup (flag);
  take_window (tour, "streamer-flag-reason");
  gtk_menu_button_popdown (flag);
  show_view (tour, "overview");
}

/* What a trainer sees of a book of the base, and may not do there. */
static void
visit_as_trainer (Tour *tour)
{
  GtkWidget *give_up;

  take_window (tour, "trainer-today");
  roster_window_show_place (tour->window, "streamers");
  roster_window_open (tour->window, "Streamer", tour->cache->streamer);
  take_window (tour, "trainer-streamer");
  show_view (tour, "products");
  take_window (tour, "trainer-products");
  show_view (tour, "overview");
  roster_window_show_place (tour->window, "coaching");
  roster_window_open (tour->window, "Walkthrough", tour->cache->running_streamer);
  wait_for (tour, ROSTER_TYPE_STREAMER_COACHING);
  take_window (tour, "trainer-coaching");
  give_up = find (wait_for (tour, ROSTER_TYPE_GIVE_UP_BUTTON), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (give_up));
  take_window (tour, "trainer-give-up");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (give_up));
}

static void
visit_clashing_day (Tour *tour)
{
  roster_window_show_place (tour->window, "today");
  roster_tour_camera_settle (roster_context_store (tour->context));
  take_window (tour, "today-clashes");
}

static gboolean
tell_in_app (RosterReminderService *service)
{
  return TRUE;
}

/* What the bell lists so many hours later on this day. */
static void
take_reminders (Tour       *tour,
                int         hours,
                const char *name)
{
  gint64 now = roster_clock_now (tour->cache->clock);
  g_autoptr (TestNotifier) notifier = g_object_new (TEST_TYPE_NOTIFIER, NULL);
  g_autoptr (RosterReminderService) service = roster_reminder_service_new (
      roster_context_store (tour->context), tour->cache->clock, ROSTER_NOTIFIER (notifier));
  g_autoptr (RosterReminderItem) second = NULL;
  RosterReminderBell *bell = ROSTER_REMINDER_BELL (find (GTK_WIDGET (tour->window), ROSTER_TYPE_REMINDER_BELL));

  notifier->available = FALSE;
  g_signal_connect (service, "in-app", G_CALLBACK (tell_in_app), NULL);
  roster_window_set_reminders (tour->window, service);
  roster_reminder_service_start (service);
  while (!roster_reminder_service_is_settled (service))
    g_main_context_iteration (NULL, TRUE);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (tour->cache->clock), hours * G_GINT64_CONSTANT (3600000));
  roster_reminder_service_check (service);
  second = g_list_model_get_item (roster_reminder_service_items (service), 1);
  if (second != NULL)
    roster_reminder_service_answer (service, roster_reminder_item_key (second), 30);
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.reminders", NULL);
  while (bell == NULL || find (GTK_WIDGET (bell), GTK_TYPE_POPOVER) == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      bell = ROSTER_REMINDER_BELL (find (GTK_WIDGET (tour->window), ROSTER_TYPE_REMINDER_BELL));
    }
  take_window (tour, name);
  gtk_popover_popdown (GTK_POPOVER (find (GTK_WIDGET (bell), GTK_TYPE_POPOVER)));
  roster_reminder_service_stop (service);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (tour->cache->clock), now);
  if (second != NULL)
    roster_window_undo (tour->window, 0);
}

/* A book that is still empty: nothing to do, and nobody live. */
static void
visit_calm_day (Tour *tour)
{
  RosterSchedulePage *page;

  roster_window_show_place (tour->window, "today");
  take_window (tour, "today-empty");
  take_reminders (tour, 0, "reminders-empty");
  roster_window_show_place (tour->window, "schedule");
  roster_tour_camera_settle (roster_context_store (tour->context));
  page = wait_for_schedule (tour);
  take_window (tour, "schedule-empty");
  roster_schedule_page_show_view (page, ROSTER_SCHEDULE_AGENDA);
  take_window (tour, "schedule-agenda-empty");
}

static void
settle_plan (Tour *tour)
{
  RosterPlanPage *page = ROSTER_PLAN_PAGE (find (GTK_WIDGET (tour->window), ROSTER_TYPE_PLAN_PAGE));

  do
    {
      while (!roster_plan_page_is_settled (page))
        g_main_context_iteration (NULL, TRUE);
      roster_tour_camera_settle (roster_context_store (tour->context));
    }
  while (!roster_plan_page_is_settled (page));
}

/* The week's plan, one streamer's part of it with a ban, and a floor that cannot be met. */
static void
visit_plan (Tour *tour)
{
  GtkWidget *row, *item, *page;

  roster_window_show_place (tour->window, "plan");
  roster_tour_camera_settle (roster_context_store (tour->context));
  settle_plan (tour);
  take_window (tour, "plan");
  row = find (GTK_WIDGET (tour->window), ROSTER_TYPE_PLAN_STREAMER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  item = find (row, ROSTER_TYPE_PLAN_ITEM_ROW);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_template_child (item, ROSTER_TYPE_PLAN_ITEM_ROW, "ban")), TRUE);
  settle_plan (tour);
  roster_plan_streamer_row_set_selected (ROSTER_PLAN_STREAMER_ROW (row), TRUE);
  roster_tour_camera_settle (roster_context_store (tour->context));
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  roster_tour_camera_settle (roster_context_store (tour->context));
  take_window (tour, "plan-line-ups");

  page = find (GTK_WIDGET (tour->window), ROSTER_TYPE_PLAN_PAGE);
  gtk_range_set_value (GTK_RANGE (gtk_widget_get_template_child (page, ROSTER_TYPE_PLAN_PAGE, "scale")), 100);
  settle_plan (tour);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find (page, GTK_TYPE_SCROLLED_WINDOW))), 0);
  take_window (tour, "plan-contradiction");
}

static void
visit_search (Tour *tour)
{
  RosterSearchWindow *search = roster_search_window_new (GTK_WINDOW (tour->window), tour->context);
  GtkWidget *entry =
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (search), ROSTER_TYPE_SEARCH_WINDOW, "entry"));

  resize_dialog (tour, GTK_WINDOW (search));
  gtk_window_present (GTK_WINDOW (search));
  gtk_editable_set_text (GTK_EDITABLE (entry), "xi");
  g_signal_emit_by_name (entry, "search-changed");
  take (tour, GTK_WINDOW (search), "search");
  gtk_window_destroy (GTK_WINDOW (search));
}

static void
visit_rules (Tour *tour)
{
  GtkWidget *rules = roster_rules_window_new (GTK_WINDOW (tour->window), tour->context);

  resize_dialog (tour, GTK_WINDOW (rules));
  gtk_window_present (GTK_WINDOW (rules));
  take (tour, GTK_WINDOW (rules), "rules");
  gtk_window_destroy (GTK_WINDOW (rules));
}

static void
visit_reminders (Tour *tour)
{
  roster_window_show_place (tour->window, "today");
  take_reminders (tour, 9, "reminders");
}

/* A name that is as long as people make them, in the list, on the page and among what waits. */
static void
visit_long_name (Tour *tour)
{
  roster_window_show_place (tour->window, "streamers");
  take_window (tour, "streamers-waiting");
  roster_window_open (tour->window, "Streamer", tour->cache->long_name);
  take_window (tour, "streamer-long-name");
}

static void
visit_nothing_found (Tour *tour)
{
  RosterRecordBrowser *list;

  roster_window_show_place (tour->window, "products");
  list = ROSTER_RECORD_BROWSER (find (GTK_WIDGET (tour->window), ROSTER_TYPE_RECORD_BROWSER));
  roster_record_browser_search (list, "没有这样的商品");
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (list), ROSTER_TYPE_RECORD_BROWSER, "search"),
                         "search-changed");
  take_window (tour, "products-nothing-found");
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.clear-filters", NULL);
  take_window (tour, "products");
}

/* The menu of a list that is narrowed down and has a filter by name. */
static void
visit_saved_filter (Tour *tour)
{
  GSettings *settings = roster_context_settings (tour->context);
  RosterRecordBrowser *list;

  g_settings_set (settings, "streamers-filters", "a(ssa{ss})", NULL);
  g_settings_set_value (settings, "streamers-filters",
                        g_variant_new_parsed ("[('兼职 · 临沂', '临沂', {'tier': 'part-timer'})]"));
  roster_window_show_place (tour->window, "streamers");
  list = ROSTER_RECORD_BROWSER (find (GTK_WIDGET (tour->window), ROSTER_TYPE_RECORD_BROWSER));
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.use-saved", "s", "兼职 · 临沂");
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.view-menu", NULL);
  take_window (tour, "streamers-saved-filter");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (list), ROSTER_TYPE_RECORD_BROWSER, "view_menu")));
  gtk_widget_activate_action (GTK_WIDGET (list), "browser.clear-filters", NULL);
  g_settings_reset (settings, "streamers-filters");
}

/* A first start: what is asked, what is said to an address that is none, and a list with nothing in it. */
static void
visit_welcome (Tour *tour)
{
  GtkWidget *page, *form;
  GObject *password, *error;

  take_window (tour, "welcome");
  page = find (GTK_WIDGET (tour->window), ROSTER_TYPE_WELCOME_PAGE);
  form = find (page, ROSTER_TYPE_SIGN_IN_FORM);
  password = gtk_widget_get_template_child (form, ROSTER_TYPE_SIGN_IN_FORM, "password");
  error = gtk_widget_get_template_child (form, ROSTER_TYPE_SIGN_IN_FORM, "error_revealer");

  roster_coordinator_start (roster_context_coordinator (tour->context));
  roster_tour_camera_settle (roster_context_store (tour->context));
  roster_sign_in_form_fill (ROSTER_SIGN_IN_FORM (form), "总部 8470", "handong", FALSE);
  gtk_editable_set_text (GTK_EDITABLE (password), "roster-demo");
  g_signal_emit_by_name (gtk_widget_get_template_child (form, ROSTER_TYPE_SIGN_IN_FORM, "sign_in"), "clicked");
  while (!gtk_revealer_get_reveal_child (GTK_REVEALER (error)))
    g_main_context_iteration (NULL, TRUE);
  take_window (tour, "welcome-error");
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_next_sibling (form)), "clicked");
  roster_window_show_place (tour->window, "streamers");
  take_window (tour, "streamers-empty");
  roster_coordinator_stop (roster_context_coordinator (tour->context));
}

static void
visit_windows (Tour *tour)
{
  GListModel *windows = gtk_window_get_toplevels ();

  show_dialog (tour, GTK_WINDOW (roster_preferences_window_new (GTK_WINDOW (tour->window), tour->context)),
               "preferences");
  show_dialog (tour, GTK_WINDOW (roster_sign_in_dialog_new (GTK_WINDOW (tour->window), tour->context)), "sign-in");

  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.about", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_ABOUT_WINDOW (window))
        {
          show_dialog (tour, window, "about");
          break;
        }
    }
}

static void
visit_offline (Tour *tour)
{
  RosterCoordinator *coordinator = roster_context_coordinator (tour->context);

  roster_coordinator_start (coordinator);
  while (roster_coordinator_state (coordinator) != ROSTER_COORDINATOR_OFFLINE)
    g_main_context_iteration (NULL, TRUE);
  roster_window_show_place (tour->window, "changes");
  take_window (tour, "changes-offline");
  roster_window_show_place (tour->window, "streamers");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.back", NULL);
  take_window (tour, "offline");
  roster_coordinator_stop (coordinator);
}

static void
visit_keys (Tour *tour)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/com/weiye/Roster/ui/help-overlay.ui");
  GtkWindow *keys = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (keys, GTK_WINDOW (tour->window));
  gtk_window_present (keys);
  take (tour, keys, "keys");
  gtk_window_destroy (keys);
}

/* The windows that read a file do so in a thread of their own and show a spinner meanwhile. */
static void
wait_while_busy (RosterImportWindow *import)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_template_child (GTK_WIDGET (import), ROSTER_TYPE_IMPORT_WINDOW, "stack"));

  while (g_str_equal (gtk_stack_get_visible_child_name (stack), "busy"))
    g_main_context_iteration (NULL, TRUE);
}

static RosterImportWindow *
import_file (Tour       *tour,
             const char *name)
{
  RosterImportWindow *import = roster_import_window_new (GTK_WINDOW (tour->window), tour->context);
  g_autofree char *path = g_build_filename (TOUR_FILES, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  resize_dialog (tour, GTK_WINDOW (import));
  roster_import_window_open (import, file);
  wait_while_busy (import);
  return import;
}

static void
preview (RosterImportWindow *import)
{
  gtk_widget_activate_action (GTK_WIDGET (import), "import.preview", NULL);
  wait_while_busy (import);
}

static void
visit_import (Tour *tour)
{
  RosterImportWindow *import = import_file (tour, "streamers.csv");

  take (tour, GTK_WINDOW (import), "import-columns");
  preview (import);
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (gtk_widget_get_template_child (GTK_WIDGET (import), ROSTER_TYPE_IMPORT_WINDOW, "filter")), 0);
  take (tour, GTK_WINDOW (import), "import-preview");
  gtk_window_destroy (GTK_WINDOW (import));

  import = import_file (tour, "streamers.csv");
  preview (import);
  take (tour, GTK_WINDOW (import), "import-refused");
  gtk_window_destroy (GTK_WINDOW (import));

  import = import_file (tour, "streamers-abroad.csv");
  preview (import);
  take (tour, GTK_WINDOW (import), "import-rate");
  gtk_window_destroy (GTK_WINDOW (import));

  import = import_file (tour, "lives.ics");
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (gtk_widget_get_template_child (GTK_WIDGET (import), ROSTER_TYPE_IMPORT_WINDOW, "filter")), 0);
  take (tour, GTK_WINDOW (import), "import-calendar");
  gtk_window_destroy (GTK_WINDOW (import));

  import = import_file (tour, "not-a-table.csv");
  take (tour, GTK_WINDOW (import), "import-error");
  gtk_window_destroy (GTK_WINDOW (import));
}

static void
visit_export (Tour *tour)
{
  GtkWidget *export = roster_export_window_new (GTK_WINDOW (tour->window), tour->context);

  gtk_window_present (GTK_WINDOW (export));
  take (tour, GTK_WINDOW (export), "export");
  gtk_window_destroy (GTK_WINDOW (export));
}

/* Which cache each stop is seen on: a book as it comes from the office, one with work to do, and an empty one. */
static const struct
{
  const char *cache;
  void (*visit) (Tour *tour);
} stops[] = {
  { "quiet.db", visit_today },
  { "quiet.db", visit_streamers },
  { "quiet.db", visit_lists },
  { "quiet.db", visit_products },
  { "quiet.db", visit_plan },
  { "quiet.db", visit_schedule },
  { "quiet.db", visit_nothing_found },
  { "quiet.db", visit_saved_filter },
  { "quiet.db", visit_coaching },
  { "quiet.db", visit_search },
  { "quiet.db", visit_rules },
  { "quiet.db", visit_keys },
  { "quiet.db", visit_reminders },
  { "quiet.db", visit_quiet_changes },
  { "quiet.db", visit_import },
  { "quiet.db", visit_export },
  { "trainer.db", visit_as_trainer },
  { "calm.db", visit_calm_day },
  { "busy.db", visit_clashing_day },
  { "busy.db", visit_changes },
  { "busy.db", visit_long_name },
  { "offline.db", visit_offline },
  { "offline.db", visit_windows },
  { "empty.db", visit_welcome },
};

static void
prepare (Tour *tour)
{
  g_autofree char *quiet = g_build_filename (tour->scratch, "quiet.db", NULL);
  g_autofree char *trainer = g_build_filename (tour->scratch, "trainer.db", NULL);
  g_autofree char *calm = g_build_filename (tour->scratch, "calm.db", NULL);
  g_autofree char *busy = g_build_filename (tour->scratch, "busy.db", NULL);
  g_autofree char *offline = g_build_filename (tour->scratch, "offline.db", NULL);

  tour->cache = roster_tour_cache_new ();
  roster_tour_cache_fill (tour->cache, quiet);
  roster_tour_cache_photograph (tour->cache, quiet, FALSE);
  roster_tour_cache_fill (tour->cache, trainer);
  roster_tour_cache_train (tour->cache, trainer);
  roster_tour_cache_clear (tour->cache, calm);
  roster_tour_cache_fill (tour->cache, busy);
  roster_tour_cache_disturb (tour->cache, busy);
  roster_tour_cache_photograph (tour->cache, busy, TRUE);
  roster_tour_cache_fill (tour->cache, offline);
  roster_tour_cache_cut_off (tour->cache, offline);
}

static void
activate_cb (GApplication *application,
             Tour         *tour)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, g_str_equal (tour->scheme, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                                : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      if (i == 0 || !g_str_equal (stops[i].cache, stops[i - 1].cache))
        {
          if (tour->window != NULL)
            close_window (tour);
          open_window (tour, stops[i].cache);
        }
      stops[i].visit (tour);
    }
  close_window (tour);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_unlink (file) != 0)
        remove_folder (file);
    }
  g_rmdir (path);
}

int
main (int    argc,
      char **argv)
{
  Tour tour = { .scheme = g_strdup ("light"), .size = g_strdup ("wide") };
  const GOptionEntry options[] = {
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &tour.scheme, "light or dark", "SCHEME" },
    { "width", 0, 0, G_OPTION_ARG_STRING, &tour.size, "wide or narrow", "WIDTH" },
    { NULL },
  };
  g_autoptr (GOptionContext) parser = g_option_context_new ("FOLDER");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_option_context_add_main_entries (parser, options, NULL);
  if (!g_option_context_parse (parser, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "roster-tour needs a folder to write to");
      return 2;
    }

  tour.out = g_strdup (argv[1]);
  g_mkdir_with_parents (tour.out, 0755);
  tour.scratch = g_dir_make_tmp ("roster-tour-XXXXXX", &error);
  if (tour.scratch == NULL)
    g_error ("%s", error->message);

  prepare (&tour);
  roster_register_resource ();
  tour.application = ADW_APPLICATION (g_object_new (ADW_TYPE_APPLICATION,
                                                    "application-id", APPLICATION_ID ".Tour",
                                                    "resource-base-path", "/com/weiye/Roster",
                                                    "flags", G_APPLICATION_NON_UNIQUE,
                                                    NULL));
  g_signal_connect (tour.application, "activate", G_CALLBACK (activate_cb), &tour);
  g_application_run (G_APPLICATION (tour.application), 1, argv);

  g_object_unref (tour.application);
  roster_tour_cache_free (tour.cache);
  remove_folder (tour.scratch);
  g_free (tour.scratch);
  g_free (tour.out);
  g_free (tour.scheme);
  g_free (tour.size);
  return 0;
}
