/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-schedule-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-live-dialog.h"
#include "roster-live-popover.h"
#include "roster-live-writing.h"
#include "roster-toast.h"

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

/* What a person did, on its way to the store. It is written whether or not the page still stands by then. */
typedef struct
{
  RosterSchedulePage *page;
  RosterContext *context;
  const char *done;
} Deed;

static Deed *
deed_new (RosterSchedulePage *self,
          const char         *done)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (self);
  deed->context = g_object_ref (context_of (self));
  deed->done = done;
  return deed;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Deed *deed = user_data;
  g_autoptr (RosterSchedulePage) self = deed->page;
  g_autoptr (RosterContext) context = deed->context;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_live_change_finish (context, result, &error);

  if (step >= 0)
    roster_toast_undoable (GTK_WIDGET (self), deed->done, step);
  else
    roster_toast_message (GTK_WIDGET (self), error->message);
}

typedef struct
{
  RosterSchedulePage *page;
  RosterCalendarLive *live;
  RosterRecord *wanted;
  char *label;
  const char *done;
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->page);
  g_clear_object (&change->live);
  g_clear_object (&change->wanted);
  g_free (change->label);
  g_free (change);
}

static void
write_change (Change       *change,
              RosterExtent  extent)
{
  /* The page may have gone while the question stood. */
  if (context_of (change->page) != NULL)
    roster_live_change_async (context_of (change->page), change->live->occurrence, extent, change->wanted,
                              change->label, NULL, written_cb, deed_new (change->page, change->done));
  change_free (change);
}

static void
extent_cb (AdwMessageDialog *dialog,
           const char       *response,
           Change           *change)
{
  if (strcmp (response, "this") == 0)
    write_change (change, ROSTER_EXTENT_THIS);
  else if (strcmp (response, "following") == 0)
    write_change (change, ROSTER_EXTENT_FOLLOWING);
  else if (strcmp (response, "all") == 0)
    write_change (change, ROSTER_EXTENT_ALL);
  else
    change_free (change);
}

/* Of a live that repeats, which of its times are meant? */
static void
ask_extent (RosterSchedulePage *self,
            Change             *change)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (
      window, change->wanted != NULL ? _("Change a Live That Repeats") : _("Delete a Live That Repeats"),
      _("Which of its times do you mean?"));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "this", _("_This One"),
                                  "following", _("This and _Following"), "all", _("_All"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "this");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (extent_cb), change);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
change_live (RosterSchedulePage *self,
             RosterCalendarLive *live,
             RosterRecord       *wanted,
             const char         *done,
             gboolean            of_one_time)
{
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (self);
  change->live = g_object_ref (live);
  change->wanted = wanted != NULL ? g_object_ref (wanted) : NULL;
  change->done = done;
  /* Translators: a step that can be undone; a streamer. */
  change->label = g_strdup_printf (wanted != NULL ? _("Live with %s") : _("Delete the live with %s"), live->who);
  if (live->repeats && !of_one_time)
    ask_extent (self, change);
  else
    write_change (change, ROSTER_EXTENT_THIS);
}

void
roster_schedule_page_move (RosterSchedulePage *self,
                           RosterCalendarLive *live,
                           guint               day,
                           int                 start,
                           int                 end)
{
  RosterContext *context = context_of (self);
  g_autoptr (RosterRecord) wanted = roster_occurrence_record (live->occurrence);
  g_autoptr (GTimeZone) here = roster_clock_zone (roster_context_clock (context));
  g_autoptr (GTimeZone) there = roster_live_zone (wanted);
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (roster_wall_from_instant (roster_day_to_instant (day, start, here), there), text);
  roster_record_set_text (wanted, "startLocal", text);
  roster_record_set_number (wanted, "durationMinutes", MIN (end - start, ROSTER_DAY_MINUTES));
  change_live (self, live, wanted, end - start == live->end - live->start ? _("Live moved") : _("Length changed"),
               FALSE);
}

void
roster_schedule_page_remove (RosterSchedulePage *self,
                             RosterCalendarLive *live)
{
  change_live (self, live, NULL, _("Live deleted"), FALSE);
}

static void
saved_cb (RosterSchedulePage *self,
          const char         *done,
          gint64              step)
{
  roster_toast_undoable (GTK_WIDGET (self), done, step);
}

static void
show_dialog (RosterSchedulePage *self,
             RosterLiveDialog   *dialog)
{
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWindow *
window_of (RosterSchedulePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

void
roster_schedule_page_create (RosterSchedulePage *self,
                             guint               day,
                             int                 start,
                             int                 end)
{
  show_dialog (self,
               roster_live_dialog_new_create (window_of (self), context_of (self), day, start, end - start, NULL));
}

static const char *
done_as (const char *state)
{
  if (strcmp (state, "confirmed") == 0)
    return _("Live confirmed");
  if (strcmp (state, "live") == 0)
    return _("Live started");
  if (strcmp (state, "missed") == 0)
    return _("Live marked as missed");
  if (strcmp (state, "cancelled") == 0)
    return _("Live cancelled");

  return _("Live planned again");
}

static void
set_state (RosterSchedulePage *self,
           RosterCalendarLive *live,
           const char         *state)
{
  g_autoptr (RosterRecord) wanted = roster_occurrence_record (live->occurrence);

  roster_record_set_text (wanted, "state", state);
  if (strcmp (state, "live") == 0)
    roster_record_set_number (wanted, "actualStart", now_of (self));
  change_live (self, live, wanted, done_as (state), TRUE);
}

static void
chosen_cb (RosterLivePopover  *popover,
           const char         *what,
           RosterSchedulePage *self)
{
  RosterCalendarLive *live = roster_live_popover_live (popover);

  if (strcmp (what, "edit") == 0)
    show_dialog (self, roster_live_dialog_new_edit (window_of (self), context_of (self), live));
  else if (strcmp (what, "results") == 0)
    show_dialog (self, roster_live_dialog_new_results (window_of (self), context_of (self), live));
  else if (strcmp (what, "remove") == 0)
    roster_schedule_page_remove (self, live);
  else if (strcmp (what, "line-up") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.line-up-of-live", "s", roster_calendar_live_key (live));
  else if (strcmp (what, "streamer") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", roster_streamer_type.name,
                                roster_record_text (roster_calendar_live_record (live), "streamer"));
  else
    set_state (self, live, what);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* The popover's own handlers still run while it closes. */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
roster_schedule_page_open (RosterSchedulePage *self,
                           RosterCalendarLive *live,
                           GtkWidget          *at)
{
  GtkWidget *popover = roster_live_popover_new (live, now_of (self));
  graphene_rect_t bounds, page = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                                     gtk_widget_get_height (GTK_WIDGET (self)));

  /* Of what is scrolled away the edge stands for it. */
  if (!gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds) ||
      !graphene_rect_intersection (&bounds, &page, &bounds))
    graphene_rect_init (&bounds, page.size.width / 2, page.size.height - 1, 1, 1);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width,
                                                MIN (bounds.size.height, 60) });
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* One click plans the time that was proposed. */
void
roster_schedule_page_plan (RosterSchedulePage *self,
                           const char         *streamer,
                           gint64              start,
                           int                 minutes)
{
  g_autoptr (RosterRecord) live = roster_record_new (&roster_live_type, "", "");
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_context_clock (context_of (self)));
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (roster_wall_from_instant (start, zone), text);
  roster_record_set_text (live, "streamer", streamer);
  roster_record_set_text (live, "startLocal", text);
  roster_record_set_text (live, "zone", g_time_zone_get_identifier (zone));
  roster_record_set_number (live, "durationMinutes", minutes);
  roster_live_create_async (context_of (self), live, NULL, written_cb, deed_new (self, _("Live planned")));
}

/**
 * roster_schedule_page_has_open:
 * @key: of an occurrence
 *
 * Returns: whether its particulars are open
 */
gboolean
roster_schedule_page_has_open (RosterSchedulePage *self,
                               const char         *key)
{
  g_return_val_if_fail (ROSTER_IS_SCHEDULE_PAGE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ROSTER_IS_LIVE_POPOVER (child) && gtk_widget_get_visible (child) &&
        strcmp (roster_calendar_live_key (roster_live_popover_live (ROSTER_LIVE_POPOVER (child))), key) == 0)
      return TRUE;

  return FALSE;
}
