/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-initials.h"
#include "roster-pill.h"
#include "roster-row-layout.h"
#include "roster-rules.h"

struct _RosterStreamerRow
{
  GtkWidget parent_instance;

  GtkLabel *avatar;
  GtkLabel *name;
  RosterPill *tier;
  GtkLabel *detail;
  GtkLabel *fans;
  GtkLabel *contact;

  RosterClock *clock;
  gint64 last_contact;
};

G_DEFINE_FINAL_TYPE (RosterStreamerRow, roster_streamer_row, GTK_TYPE_WIDGET)

static char *
detail_of (RosterRecord *streamer,
           const char   *today)
{
  const char *vertical = roster_record_text (streamer, "vertical");
  const char *city = roster_record_text (streamer, "city");
  const char *due = roster_record_text (streamer, "nextStepDue");
  const char *step = roster_record_text (streamer, "nextStep");

  if (due != NULL && step != NULL && strcmp (due, today) <= 0)
    return g_strdup_printf (_("Due: %s"), step);
  if (vertical != NULL && city != NULL)
    return g_strdup_printf ("%s · %s", vertical, city);

  return g_strdup (vertical != NULL ? vertical : city != NULL ? city
                                                              : "");
}

/* Tooltips are made when they are asked for: setting one takes a round trip to the display for each row that scrolls
 * by. */
static gboolean
fans_tooltip_cb (GtkWidget         *label,
                 int                x,
                 int                y,
                 gboolean           keyboard,
                 GtkTooltip        *tooltip,
                 RosterStreamerRow *self)
{
  gtk_tooltip_set_text (tooltip, _("Effective fans"));
  return TRUE;
}

static gboolean
contact_tooltip_cb (GtkWidget         *label,
                    int                x,
                    int                y,
                    gboolean           keyboard,
                    GtkTooltip        *tooltip,
                    RosterStreamerRow *self)
{
  g_autofree char *exact = NULL;

  if (self->last_contact == G_MININT64)
    return FALSE;

  exact = roster_format_instant (self->clock, self->last_contact);
  gtk_tooltip_set_text (tooltip, exact);
  return TRUE;
}

static void
roster_streamer_row_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&ROSTER_STREAMER_ROW (object)->clock);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_streamer_row_parent_class)->dispose (object);
}

static void
roster_streamer_row_class_init (RosterStreamerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_streamer_row_dispose;

  g_type_ensure (ROSTER_TYPE_PILL);
  gtk_widget_class_set_layout_manager_type (widget_class, ROSTER_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-streamer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, tier);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, fans);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, contact);
  gtk_widget_class_bind_template_callback (widget_class, fans_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_tooltip_cb);
}

static void
roster_streamer_row_init (RosterStreamerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_streamer_row_new (void)
{
  return g_object_new (ROSTER_TYPE_STREAMER_ROW, NULL);
}

/**
 * roster_streamer_row_show:
 * @last_contact: milliseconds UTC, or %G_MININT64 for never
 */
void
roster_streamer_row_show (RosterStreamerRow *self,
                          RosterRecord      *streamer,
                          gint64             last_contact,
                          RosterClock       *clock)
{
  g_return_if_fail (ROSTER_IS_STREAMER_ROW (self));
  g_return_if_fail (ROSTER_IS_RECORD (streamer));
  g_return_if_fail (ROSTER_IS_CLOCK (clock));

  gint64 effective = roster_streamer_effective_fans (streamer);
  g_autofree char *today = roster_clock_today (clock);
  g_autofree char *detail = detail_of (streamer, today);
  g_autofree char *fans = effective >= 0 ? roster_format_count (effective) : NULL;
  g_autofree char *contact = last_contact != G_MININT64 ? roster_format_instant_relative (clock, last_contact) : NULL;

  g_set_object (&self->clock, clock);
  self->last_contact = last_contact;
  roster_initials_show (self->avatar, roster_record_title (streamer));
  gtk_label_set_label (self->name, roster_record_title (streamer));
  roster_pill_show_choice (self->tier, streamer, "tier");
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->fans, fans != NULL ? fans : "");
  gtk_label_set_label (self->contact, contact != NULL ? contact : _("never"));
}
