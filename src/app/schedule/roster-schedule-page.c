/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-schedule-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-format.h"
#include "roster-live-row.h"
#include "roster-toast.h"

/* Under this width seven columns cannot be read. */
#define WEEK_WIDTH 620

/* A bit for each RosterScheduleView */
#define ALL_VIEWS 7u

/* Where a day's view opens: a little before the first lives of a usual day. */
#define WORKING_HOURS (8 * 60)

G_DEFINE_FINAL_TYPE (RosterSchedulePage, roster_schedule_page, ROSTER_TYPE_PANE)

static void read_week (RosterSchedulePage *self);

static RosterContext *
context_of (RosterSchedulePage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static gint64
now_of (RosterSchedulePage *self)
{
  return roster_clock_now (roster_context_clock (context_of (self)));
}

static guint32
monday_of (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return day - (g_date_get_weekday (&date) - G_DATE_MONDAY);
}

/* Time goes on */

static void
show_now (RosterSchedulePage *self)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_context_clock (context_of (self)));
  gint64 wall = roster_wall_from_instant (now_of (self), zone);
  guint32 today = ROSTER_WALL_EPOCH_DAY + roster_wall_day (wall) / ROSTER_WALL_DAY;
  int minute = (wall - roster_wall_day (wall)) / 60;

  self->today = today;
  roster_time_grid_set_now (self->week, today, minute);
  roster_time_grid_set_now (self->day, today, minute);
}

static void
show_days (RosterSchedulePage *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->stack);

  roster_day_bar_show (self->days, monday_of (self->chosen), self->today,
                       g_strcmp0 (view, "day") == 0 ? self->chosen : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->days), g_strcmp0 (view, "agenda") != 0);
}

static void wait_for_minute (RosterSchedulePage *self);

static gboolean
minute_cb (gpointer data)
{
  RosterSchedulePage *self = data;
  guint32 before = self->today;

  self->now_timeout = 0;
  show_now (self);
  if (self->today != before)
    {
      show_days (self);
      read_week (self);
    }
  wait_for_minute (self);
  return G_SOURCE_REMOVE;
}

/* Only while somebody looks, and only where the line is to be seen. */
static void
wait_for_minute (RosterSchedulePage *self)
{
  guint32 monday = monday_of (self->chosen);

  g_clear_handle_id (&self->now_timeout, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->today >= monday && self->today < monday + 7)
    self->now_timeout = g_timeout_add (60000 - now_of (self) % 60000, minute_cb, self);
}

/* What is shown */

static GDateTime *
date_of (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
}

static void
show_title (RosterSchedulePage *self)
{
  guint32 monday = monday_of (self->chosen);
  g_autoptr (GDateTime) first = date_of (monday), last = date_of (monday + 6), today = date_of (self->today);
  gboolean one_month = g_date_time_get_month (first) == g_date_time_get_month (last);
  gboolean this_year = g_date_time_get_year (last) == g_date_time_get_year (today);
  /* Translators: the days of a week, for g_date_time_format(): first and last day within one month… */
  g_autofree char *from = g_date_time_format (first, one_month ? C_("week within a month", "%-d")
                                                               /* Translators: …and across two months. */
                                                               : C_("week across months", "%-d %b"));
  g_autofree char *to = g_date_time_format (last, !this_year  ? C_("week of another year", "%-d %b %Y")
                                                  : one_month ? C_("last day of a week within a month", "%-d %b")
                                                              : C_("last day of a week across months", "%-d %b"));
  g_autofree char *range = g_strdup_printf (one_month ? "%s–%s" : "%s – %s", from, to);
  g_autofree char *number = g_strdup_printf (_("Week %d"), g_date_time_get_week_of_year (first));

  gtk_label_set_label (self->range, range);
  gtk_label_set_label (self->week_number, number);
}

static void
agenda_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       user_data)
{
  RosterSchedulePage *self = user_data;
  guint32 day = roster_live_row_live (ROSTER_LIVE_ROW (row))->day;
  g_autofree char *date = NULL, *today = NULL, *written = NULL, *text = NULL;
  GtkWidget *label;

  if (before != NULL && roster_live_row_live (ROSTER_LIVE_ROW (before))->day == day)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  date = roster_day_to_text (day);
  today = roster_day_to_text (self->today);
  written = roster_format_date (date, today);
  if (day == self->today)
    /* Translators: the heading of a day in the agenda: a day of the week and a date. */
    text = g_strdup_printf (_("Today, %s %s"), roster_weekday_long (day), written);
  else
    text = g_strdup_printf (_("%s %s"), roster_weekday_long (day), written);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "agenda-day");
  if (day == self->today)
    gtk_widget_add_css_class (label, "accent");
  gtk_list_box_row_set_header (row, label);
}

static void
show_agenda (RosterSchedulePage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->agenda, 0)) != NULL)
    gtk_list_box_remove (self->agenda, GTK_WIDGET (row));
  for (guint i = 0; i < self->shown->lives->len; i++)
    {
      RosterCalendarLive *live = self->shown->lives->pdata[i];

      /* What only ends in this week was told in the one before. */
      if (live->day >= self->shown->first_day)
        gtk_list_box_append (self->agenda, roster_live_row_new (live));
    }
  gtk_stack_set_visible_child_name (
      self->agenda_stack, gtk_list_box_get_row_at_index (self->agenda, 0) != NULL ? "list" : "nothing");
}

/* The agenda opens with today. */
static void
scroll_agenda (RosterSchedulePage *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->agenda), GTK_TYPE_SCROLLED_WINDOW);
  GtkListBoxRow *row;
  graphene_rect_t bounds;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->agenda, i)) != NULL; i++)
    if (roster_live_row_live (ROSTER_LIVE_ROW (row))->day >= self->today)
      {
        GtkWidget *header = gtk_list_box_row_get_header (row);
        GtkWidget *target = header != NULL ? header : GTK_WIDGET (row);

        if (gtk_widget_compute_bounds (target, GTK_WIDGET (self->agenda), &bounds) && bounds.size.height > 0)
          {
            gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                                      bounds.origin.y);
            self->scrolled = TRUE;
          }
        return;
      }
}

/* At first the hours before work are scrolled away; afterwards the person's place is kept. */
static void
scroll_once (RosterSchedulePage *self)
{
  GtkScrolledWindow *scrollers[] = { self->week_scroller, self->day_scroller };
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_context_clock (context_of (self)));
  gint64 wall = roster_wall_from_instant (now_of (self), zone);
  /* Once work has begun, the present hour stands in the upper third. */
  int minute = MAX (WORKING_HOURS, (wall - roster_wall_day (wall)) / 60 - 180);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->agenda)))
    scroll_agenda (self);
  for (guint i = 0; i < G_N_ELEMENTS (scrollers) && !self->scrolled; i++)
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrollers[i]);

      if (!gtk_widget_get_mapped (GTK_WIDGET (scrollers[i])) ||
          gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment) + 1)
        continue;

      gtk_adjustment_set_value (adjustment, roster_time_grid_y (self->week, minute) - 12);
      self->scrolled = TRUE;
    }
}

/* Each view is filled when somebody looks at it. */
static void
show_visible_view (RosterSchedulePage *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);
  guint view = g_strcmp0 (name, "week") == 0  ? 1u << ROSTER_SCHEDULE_WEEK
               : g_strcmp0 (name, "day") == 0 ? 1u << ROSTER_SCHEDULE_DAY
                                              : 1u << ROSTER_SCHEDULE_AGENDA;

  if (self->shown == NULL || self->shown->first_day != monday_of (self->chosen) || (self->stale_views & view) == 0)
    return;

  self->stale_views &= ~view;
  if (view == 1u << ROSTER_SCHEDULE_WEEK)
    roster_time_grid_set_lives (self->week, self->shown->lives);
  else if (view == 1u << ROSTER_SCHEDULE_DAY)
    roster_time_grid_set_lives (self->day, self->shown->lives);
  else
    show_agenda (self);
}

static gboolean
focus_in_agenda (RosterSchedulePage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->agenda, i)) != NULL; i++)
    {
      RosterCalendarLive *live = roster_live_row_live (ROSTER_LIVE_ROW (row));

      if (live->day == self->chosen &&
          strcmp (roster_record_id (roster_calendar_live_record (live)), self->wanted) == 0)
        return gtk_widget_grab_focus (GTK_WIDGET (row));
    }

  return FALSE;
}

static gboolean
is_shown (RosterSchedulePage *self,
          guint32             day,
          const char         *id)
{
  for (guint i = 0; i < self->shown->lives->len; i++)
    {
      RosterCalendarLive *live = self->shown->lives->pdata[i];

      if (live->day == day && strcmp (roster_record_id (roster_calendar_live_record (live)), id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whoever asks for a live sees it: in the week, else in its day where that has more room, else in the list. It waits
 * until the view has its size, for only then is it known what has room. */
static void
show_wanted (RosterSchedulePage *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->stack);
  gboolean in_agenda = g_strcmp0 (view, "agenda") == 0, in_day = g_strcmp0 (view, "day") == 0;
  RosterTimeGrid *grid = in_day ? self->day : self->week;
  gboolean found;

  if (self->wanted == NULL || self->wanted_day == 0 || self->shown == NULL ||
      self->shown->first_day != monday_of (self->wanted_day) ||
      gtk_widget_get_width (GTK_WIDGET (in_agenda ? (gpointer) self->agenda : (gpointer) grid)) == 0)
    return;

  if (!is_shown (self, self->wanted_day, self->wanted))
    {
      if (!self->reading && !self->stale)
        g_clear_pointer (&self->wanted, g_free);
      return;
    }

  found = in_agenda ? focus_in_agenda (self) : roster_time_grid_focus_live (grid, self->wanted_day, self->wanted);
  self->scrolled |= found;
  if (!found && !in_agenda)
    roster_schedule_page_show_view (self, in_day ? ROSTER_SCHEDULE_AGENDA : ROSTER_SCHEDULE_DAY);
  else
    g_clear_pointer (&self->wanted, g_free);
}

static void
show_lives (RosterSchedulePage *self)
{
  guint32 monday = monday_of (self->chosen);

  show_title (self);
  show_days (self);
  roster_time_grid_set_days (self->week, monday, 7);
  roster_time_grid_set_days (self->day, self->chosen, 1);
  if (self->shown == NULL || self->shown->first_day != monday)
    return;

  self->stale_views = ALL_VIEWS;
  show_visible_view (self);
  roster_week_strip_show (self->strip, self->shown->lives, self->shown->owing);
  show_wanted (self);
}

static gpointer
read_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return roster_schedule_reading_new (cache, GPOINTER_TO_UINT (data), error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterSchedulePage) self = user_data;
  g_autoptr (GError) error = NULL;
  RosterScheduleReading *reading = roster_store_finish (ROSTER_STORE (source), result, &error);

  self->reading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&reading, roster_schedule_reading_free);
      return;
    }

  if (reading != NULL)
    {
      g_clear_pointer (&self->shown, roster_schedule_reading_free);
      self->shown = reading;
      show_lives (self);
    }
  else
    {
      roster_toast_message (GTK_WIDGET (self), error->message);
    }

  if (self->stale)
    read_week (self);
}

/* One reading at a time; what changes meanwhile is read after it. */
static void
read_week (RosterSchedulePage *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  roster_store_read_async (roster_context_store (context_of (self)), read_in_thread,
                           GUINT_TO_POINTER (monday_of (self->chosen)), NULL,
                           (GDestroyNotify) roster_schedule_reading_free, self->cancellable, read_cb,
                           g_object_ref (self));
}

static void
store_changed_cb (RosterSchedulePage *self,
                  GPtrArray          *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordType *type = ((RosterRecordKey *) keys->pdata[i])->type;

      if (type == &roster_live_type || type == &roster_lineup_type || type == &roster_streamer_type ||
          type == &roster_person_type || type == &roster_product_type || type == &roster_rule_type)
        {
          read_week (self);
          return;
        }
    }
}

static void
go_to_day (RosterSchedulePage *self,
           guint32             day)
{
  guint32 before = monday_of (self->chosen);

  self->chosen = day;
  show_now (self);
  show_lives (self);
  wait_for_minute (self);
  if (monday_of (day) != before)
    read_week (self);
}

static void
row_activated_cb (RosterSchedulePage *self,
                  RosterLiveRow      *row)
{
  roster_schedule_page_open (self, roster_live_row_live (row), GTK_WIDGET (row));
}

static void
show_day_cb (RosterSchedulePage *self,
             guint               day)
{
  roster_schedule_page_show_day (self, day);
  roster_schedule_page_show_view (self, ROSTER_SCHEDULE_DAY);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (widget);

  go_to_day (self, self->chosen - 7);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (widget);

  go_to_day (self, self->chosen + 7);
}

static void
today_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (widget);
  GtkWidget *grid = GTK_WIDGET (self->is_slim ? self->day : self->week);

  show_now (self);
  go_to_day (self, self->today);
  self->scrolled = FALSE;
  scroll_once (self);
  roster_time_grid_select (ROSTER_TIME_GRID (grid), self->today, 20 * 60);
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (widget);

  roster_schedule_page_create (self, MAX (self->chosen, self->today), 20 * 60, 22 * 60);
}

static gboolean
page_key_cb (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        modifiers,
             RosterSchedulePage    *self)
{
  const char *action;

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      action = "schedule.previous";
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      action = "schedule.next";
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      action = "schedule.today";
      break;
    default:
      return FALSE;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return TRUE;
}

/* What follows from the size, once it has been given: a narrow page cannot show seven days side by side. */
static gboolean
adapt_cb (gpointer data)
{
  RosterSchedulePage *self = data;
  const char *view = adw_view_stack_get_visible_child_name (self->stack);

  self->adapting = 0;
  self->is_slim = gtk_widget_get_width (GTK_WIDGET (self)) < WEEK_WIDTH;
  if (self->is_slim && g_strcmp0 (view, "week") == 0)
    {
      self->week_was_open = TRUE;
      adw_view_stack_set_visible_child_name (self->stack, "day");
    }
  else if (!self->is_slim && self->week_was_open && g_strcmp0 (view, "day") == 0)
    {
      self->week_was_open = FALSE;
      adw_view_stack_set_visible_child_name (self->stack, "week");
    }
  adw_view_stack_page_set_visible (self->week_page, !self->is_slim);
  gtk_widget_set_visible (GTK_WIDGET (self->week_number), !self->is_slim);
  gtk_widget_set_hexpand (GTK_WIDGET (self->range), self->is_slim);
  scroll_once (self);
  show_wanted (self);
  return G_SOURCE_REMOVE;
}

static void
roster_schedule_page_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
roster_schedule_page_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (widget);
  gboolean slim = width < WEEK_WIDTH;

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if ((slim != self->is_slim || !self->scrolled || self->wanted != NULL) && self->adapting == 0)
    self->adapting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, adapt_cb, self, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
view_cb (RosterSchedulePage *self)
{
  if (self->chosen > 0)
    {
      show_days (self);
      show_visible_view (self);
    }
  self->scrolled = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
roster_schedule_page_map (GtkWidget *widget)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (widget);

  GTK_WIDGET_CLASS (roster_schedule_page_parent_class)->map (widget);

  show_now (self);
  show_days (self);
  wait_for_minute (self);
}

static void
roster_schedule_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&ROSTER_SCHEDULE_PAGE (widget)->now_timeout, g_source_remove);

  GTK_WIDGET_CLASS (roster_schedule_page_parent_class)->unmap (widget);
}

static gpointer
find_day (RosterCache   *cache,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  guint32 day = roster_schedule_day_of (cache, data, error);

  return g_memdup2 (&day, sizeof day);
}

static void
day_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RosterSchedulePage) self = user_data;
  g_autofree guint32 *day = roster_store_finish (ROSTER_STORE (source), result, NULL);

  if (day != NULL && *day > 0 && !g_cancellable_is_cancelled (self->cancellable))
    {
      go_to_day (self, *day);
      self->wanted_day = *day;
      read_week (self);
    }
}

/* Somebody asks for a live: its week opens, and it has the focus. */
static void
roster_schedule_page_record_changed (RosterPane *pane)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (pane);
  const char *id = roster_pane_record_id (pane);

  g_free (self->wanted);
  self->wanted = g_strdup (id);
  self->wanted_day = 0;
  if (id != NULL)
    roster_store_read_async (roster_context_store (context_of (self)), find_day, g_strdup (id), g_free, g_free,
                             self->cancellable, day_found_cb, g_object_ref (self));
}

static void
connect_grid (RosterSchedulePage *self,
              RosterTimeGrid     *grid,
              GtkScrolledWindow  *scroller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), grid, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), grid, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "create", G_CALLBACK (roster_schedule_page_create), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "move", G_CALLBACK (roster_schedule_page_move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "open", G_CALLBACK (roster_schedule_page_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "remove", G_CALLBACK (roster_schedule_page_remove), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "show-day", G_CALLBACK (show_day_cb), self, G_CONNECT_SWAPPED);
}

/* Who may plan no live at all is not asked for one. */
static void
show_rights (RosterSchedulePage *self)
{
  RosterRightsInForce *rights = roster_context_rights (context_of (self));
  g_autofree char *refusal = roster_rights_in_force_refusal (rights, &roster_live_type, NULL);

  roster_time_grid_set_closed (self->week, refusal != NULL);
  roster_time_grid_set_closed (self->day, refusal != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.new", refusal == NULL);
  roster_widget_refuse (self->create, refusal);
}

static void
roster_schedule_page_constructed (GObject *object)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (object);

  G_OBJECT_CLASS (roster_schedule_page_parent_class)->constructed (object);

  show_now (self);
  self->chosen = self->today;
  g_signal_connect_object (roster_context_store (context_of (self)), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rights (context_of (self)), "changed", G_CALLBACK (show_rights), self,
                           G_CONNECT_SWAPPED);
  roster_time_grid_select (self->week, self->today, 20 * 60);
  show_rights (self);
  show_lives (self);
  read_week (self);
}

static void
roster_schedule_page_dispose (GObject *object)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->now_timeout, g_source_remove);
  g_clear_handle_id (&self->adapting, g_source_remove);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }

  G_OBJECT_CLASS (roster_schedule_page_parent_class)->dispose (object);
}

static void
roster_schedule_page_finalize (GObject *object)
{
  RosterSchedulePage *self = ROSTER_SCHEDULE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown, roster_schedule_reading_free);
  g_free (self->wanted);

  G_OBJECT_CLASS (roster_schedule_page_parent_class)->finalize (object);
}

static void
roster_schedule_page_class_init (RosterSchedulePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_schedule_page_constructed;
  object_class->dispose = roster_schedule_page_dispose;
  object_class->finalize = roster_schedule_page_finalize;
  widget_class->measure = roster_schedule_page_measure;
  widget_class->size_allocate = roster_schedule_page_size_allocate;
  widget_class->map = roster_schedule_page_map;
  widget_class->unmap = roster_schedule_page_unmap;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_schedule_page_record_changed;

  g_type_ensure (ROSTER_TYPE_DAY_BAR);
  g_type_ensure (ROSTER_TYPE_TIME_GRID);
  g_type_ensure (ROSTER_TYPE_WEEK_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, week_page);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, range);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, week_number);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, strip);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, days);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, week_scroller);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, day_scroller);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, agenda_stack);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, agenda);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, create);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, week);
  gtk_widget_class_bind_template_child (widget_class, RosterSchedulePage, day);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, roster_schedule_page_plan);
  gtk_widget_class_install_action (widget_class, "schedule.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "schedule.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "schedule.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "browser.new", NULL, new_action);
}

static void
roster_schedule_page_init (RosterSchedulePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The page itself places its child, so that it sees its own width and takes its popovers along. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_list_box_set_header_func (self->agenda, agenda_header_cb, self, NULL);
  connect_grid (self, self->week, self->week_scroller);
  connect_grid (self, self->day, self->day_scroller);
  /* Before the scrolled windows take these keys for themselves. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (page_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * roster_schedule_page_show_view:
 *
 * Shows the week in another way; where the window is narrow, the day stands for the week.
 */
void
roster_schedule_page_show_view (RosterSchedulePage *self,
                                RosterScheduleView  view)
{
  static const char *const names[] = { "week", "day", "agenda" };

  g_return_if_fail (ROSTER_IS_SCHEDULE_PAGE (self));

  if (view == ROSTER_SCHEDULE_WEEK && self->is_slim)
    view = ROSTER_SCHEDULE_DAY;
  adw_view_stack_set_visible_child_name (self->stack, names[view]);
}

/**
 * roster_schedule_page_show_day:
 * @day: a Julian day
 */
void
roster_schedule_page_show_day (RosterSchedulePage *self,
                               guint32             day)
{
  g_return_if_fail (ROSTER_IS_SCHEDULE_PAGE (self));
  g_return_if_fail (day > 0);

  go_to_day (self, day);
}

/**
 * roster_schedule_page_is_settled:
 *
 * Returns: whether what is to be seen is what the store holds
 */
gboolean
roster_schedule_page_is_settled (RosterSchedulePage *self)
{
  g_return_val_if_fail (ROSTER_IS_SCHEDULE_PAGE (self), FALSE);

  return self->shown != NULL && self->shown->first_day == monday_of (self->chosen) && !self->reading;
}
