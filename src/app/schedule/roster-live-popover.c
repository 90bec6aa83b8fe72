/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-popover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From so long before its start on a live can be started, in milliseconds. */
#define EARLY G_GINT64_CONSTANT (3600000)

struct _RosterLivePopover
{
  GtkPopover parent_instance;

  GtkLabel *who;
  GtkLabel *title;
  GtkLabel *when;
  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *detail;
  GtkWidget *warning_box;
  GtkLabel *warning;
  GtkBox *deeds;
  GtkLabel *refusal;
  GtkWidget *edit;
  GtkWidget *line_up;
  GtkWidget *remove;

  RosterCalendarLive *live;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterLivePopover, roster_live_popover, GTK_TYPE_POPOVER)

static void
deed_clicked_cb (GtkButton         *button,
                 RosterLivePopover *self)
{
  g_autoptr (RosterLivePopover) alive = g_object_ref (self);
  const char *what = g_object_get_data (G_OBJECT (button), "what");

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, what);
}

static void
edit_clicked_cb (RosterLivePopover *self)
{
  g_autoptr (RosterLivePopover) alive = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, "edit");
}

static void
line_up_clicked_cb (RosterLivePopover *self)
{
  g_autoptr (RosterLivePopover) alive = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, "line-up");
}

static void
streamer_clicked_cb (RosterLivePopover *self)
{
  g_autoptr (RosterLivePopover) alive = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, "streamer");
}

static void
remove_clicked_cb (RosterLivePopover *self)
{
  g_autoptr (RosterLivePopover) alive = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, "remove");
}

static void
add_deed (RosterLivePopover *self,
          const char        *what,
          const char        *label,
          gboolean           suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "what", (gpointer) what);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect (button, "clicked", G_CALLBACK (deed_clicked_cb), self);
  gtk_box_append (self->deeds, button);
}

/* What comes next from each state, the likeliest first. */
static void
offer_deeds (RosterLivePopover *self,
             gint64             now)
{
  const RosterOccurrence *occurrence = self->live->occurrence;
  const char *state = self->live->state;
  gboolean begun = now >= occurrence->start, soon = now >= occurrence->start - EARLY, over = now >= occurrence->end;

  if (strcmp (state, "planned") == 0 || strcmp (state, "confirmed") == 0)
    {
      if (over)
        add_deed (self, "results", _("_Held…"), TRUE);
      else if (soon)
        add_deed (self, "live", _("_Start"), TRUE);
      else if (strcmp (state, "planned") == 0 && self->live->lacks_line_up)
        add_deed (self, "line-up", _("_Line-up…"), TRUE);
      else if (strcmp (state, "planned") == 0)
        add_deed (self, "confirmed", _("_Confirm"), TRUE);
      if (begun)
        add_deed (self, "missed", _("_Missed"), FALSE);
      else
        add_deed (self, "cancelled", _("Ca_ncel Live"), FALSE);
    }
  else if (strcmp (state, "live") == 0)
    add_deed (self, "results", _("_End…"), TRUE);
  else if (strcmp (state, "held") == 0)
    add_deed (self, "results", _("_Results…"), TRUE);
  else if (strcmp (state, "missed") == 0)
    add_deed (self, "results", _("_Held After All…"), FALSE);
  else
    add_deed (self, "planned", _("_Plan Again"), FALSE);
}

static void
roster_live_popover_dispose (GObject *object)
{
  g_clear_object (&ROSTER_LIVE_POPOVER (object)->live);

  G_OBJECT_CLASS (roster_live_popover_parent_class)->dispose (object);
}

static void
roster_live_popover_class_init (RosterLivePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_live_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-live-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, who);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, title);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, when);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, state);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, warning_box);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, warning);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, deeds);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, refusal);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, edit);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, line_up);
  gtk_widget_class_bind_template_child (widget_class, RosterLivePopover, remove);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_up_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, streamer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
roster_live_popover_init (RosterLivePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whose it is, whether it repeats, and who else is there. */
static char *
detail_of (RosterCalendarLive *live)
{
  g_autofree char *book =
      /* Translators: %s is the salesperson whose book it is. */
      live->book != NULL ? g_strdup_printf (_("Book of %s"), live->book) : NULL;
  g_autofree char *rest = NULL;

  if (live->trainer != NULL)
    rest = g_strdup_printf (live->repeats ? _("Repeats · with %s") : _("With %s"), live->trainer);
  else
    rest = g_strdup (live->repeats ? _("Repeats") : "");

  return g_strconcat (book != NULL ? book : "", book != NULL && rest[0] != '\0' ? "\n" : "", rest, NULL);
}

/**
 * roster_live_popover_new:
 * @now: milliseconds UTC; decides what is offered
 *
 * Returns: (transfer floating): a popover about @live, still without a parent
 */
GtkWidget *
roster_live_popover_new (RosterCalendarLive *live,
                         gint64              now)
{
  RosterLivePopover *self;
  g_autofree char *hours = NULL, *when = NULL, *detail = NULL;

  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (live), NULL);

  self = g_object_new (ROSTER_TYPE_LIVE_POPOVER, NULL);
  self->live = g_object_ref (live);
  hours = roster_calendar_live_hours (live);
  /* Translators: a day of the week and from when to when. */
  when = g_strdup_printf (_("%s, %s"), roster_weekday_long (live->day), hours);
  gtk_label_set_label (self->who, live->who);
  gtk_label_set_label (self->title, roster_calendar_live_title (live));
  gtk_label_set_label (self->when, when);
  gtk_image_set_from_icon_name (self->icon, roster_live_state_icon (live->state));
  gtk_label_set_label (self->state, roster_live_state_label (live->state));
  detail = detail_of (live);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail[0] != '\0');
  gtk_label_set_label (self->warning, live->warning != NULL ? live->warning : "");
  gtk_widget_set_visible (self->warning_box, live->warning != NULL);
  gtk_label_set_label (self->refusal, live->refusal != NULL ? live->refusal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), live->refusal != NULL);
  gtk_widget_set_visible (self->edit, live->refusal == NULL);
  gtk_widget_set_visible (self->line_up, live->refusal == NULL);
  gtk_widget_set_visible (self->remove, live->refusal == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->deeds), live->refusal == NULL);
  if (live->refusal == NULL)
    offer_deeds (self, now);
  return GTK_WIDGET (self);
}

RosterCalendarLive *
roster_live_popover_live (RosterLivePopover *self)
{
  g_return_val_if_fail (ROSTER_IS_LIVE_POPOVER (self), NULL);

  return self->live;
}
