/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-repeat-rows.h"

#include <glib/gi18n-lib.h>

#include "roster-calendar-live.h"
#include "roster-recurrence.h"

/* A Monday, to name the days of the week by. */
#define SOME_MONDAY 3

typedef enum
{
  REPEAT_NEVER,
  REPEAT_DAILY,
  REPEAT_WEEKLY,
  REPEAT_CUSTOM,
} Choice;

struct _RosterRepeatRows
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *choice;
  AdwPreferencesRow *days_row;
  GtkBox *days;
  AdwEntryRow *until;
  AdwEntryRow *custom;
  GtkToggleButton *buttons[7];

  GTimeZone *zone;
  /* What the rule says besides: an interval, a number of times */
  RosterRepeat repeat;
};

G_DEFINE_FINAL_TYPE (RosterRepeatRows, roster_repeat_rows, ADW_TYPE_PREFERENCES_GROUP)

static void
choice_cb (RosterRepeatRows *self)
{
  Choice choice = adw_combo_row_get_selected (self->choice);

  gtk_widget_set_visible (GTK_WIDGET (self->days_row), choice == REPEAT_WEEKLY);
  gtk_widget_set_visible (GTK_WIDGET (self->until), choice == REPEAT_DAILY || choice == REPEAT_WEEKLY);
  gtk_widget_set_visible (GTK_WIDGET (self->custom), choice == REPEAT_CUSTOM);
}

static void
roster_repeat_rows_dispose (GObject *object)
{
  g_clear_pointer (&ROSTER_REPEAT_ROWS (object)->zone, g_time_zone_unref);

  G_OBJECT_CLASS (roster_repeat_rows_parent_class)->dispose (object);
}

static void
roster_repeat_rows_class_init (RosterRepeatRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_repeat_rows_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-repeat-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRepeatRows, choice);
  gtk_widget_class_bind_template_child (widget_class, RosterRepeatRows, days_row);
  gtk_widget_class_bind_template_child (widget_class, RosterRepeatRows, days);
  gtk_widget_class_bind_template_child (widget_class, RosterRepeatRows, until);
  gtk_widget_class_bind_template_child (widget_class, RosterRepeatRows, custom);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
roster_repeat_rows_init (RosterRepeatRows *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (roster_weekday_short (SOME_MONDAY + i));

      gtk_widget_set_tooltip_text (button, roster_weekday_long (SOME_MONDAY + i));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      roster_weekday_long (SOME_MONDAY + i), -1);
      gtk_widget_add_css_class (button, "weekday");
      gtk_box_append (self->days, button);
      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
    }
  choice_cb (self);
}

static Choice
choice_for (const RosterRepeat *repeat)
{
  if (repeat->interval > 1 || repeat->count > 0)
    return REPEAT_CUSTOM;

  switch (repeat->every)
    {
    case ROSTER_REPEAT_NEVER:
      return REPEAT_NEVER;
    case ROSTER_REPEAT_DAYS:
      return REPEAT_DAILY;
    case ROSTER_REPEAT_WEEKS:
      return REPEAT_WEEKLY;
    case ROSTER_REPEAT_MONTHS:
      return REPEAT_CUSTOM;
    }

  g_return_val_if_reached (REPEAT_CUSTOM);
}

/**
 * roster_repeat_rows_show:
 * @rule: (nullable): an RRULE, or %NULL for what happens once
 * @zone: the zone of the live
 */
void
roster_repeat_rows_show (RosterRepeatRows *self,
                         const char       *rule,
                         GTimeZone        *zone)
{
  g_return_if_fail (ROSTER_IS_REPEAT_ROWS (self));
  g_return_if_fail (zone != NULL);

  Choice choice = REPEAT_NEVER;
  RosterRepeat repeat = { .every = ROSTER_REPEAT_NEVER, .interval = 1, .until = G_MAXINT64 };

  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  if (rule != NULL && rule[0] != '\0')
    choice = roster_repeat_from_rule (&repeat, rule, zone) ? choice_for (&repeat) : REPEAT_CUSTOM;

  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    gtk_toggle_button_set_active (self->buttons[i], (repeat.weekdays & 1u << i) != 0);
  if (repeat.until < G_MAXINT64)
    {
      char text[ROSTER_WALL_TEXT];

      roster_wall_print (repeat.until, text);
      text[10] = '\0';
      gtk_editable_set_text (GTK_EDITABLE (self->until), text);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->custom), rule != NULL ? rule : "");
  adw_combo_row_set_selected (self->choice, choice);
  choice_cb (self);
}

/**
 * roster_repeat_rows_rule:
 *
 * Returns: (transfer full) (nullable): the rule as the rows say it; %NULL for once, and with @error set where it is
 *   not one that can be followed
 */
char *
roster_repeat_rows_rule (RosterRepeatRows  *self,
                         GError           **error)
{
  g_return_val_if_fail (ROSTER_IS_REPEAT_ROWS (self), NULL);

  RosterRepeat repeat = { .interval = 1, .until = G_MAXINT64 };
  const char *until = gtk_editable_get_text (GTK_EDITABLE (self->until));
  const char *custom = gtk_editable_get_text (GTK_EDITABLE (self->custom));

  switch ((Choice) adw_combo_row_get_selected (self->choice))
    {
    case REPEAT_NEVER:
      return NULL;
    case REPEAT_CUSTOM:
      return custom[0] != '\0' && roster_recurrence_check (custom, error) ? g_strdup (custom) : NULL;
    case REPEAT_DAILY:
      repeat.every = ROSTER_REPEAT_DAYS;
      break;
    case REPEAT_WEEKLY:
      repeat.every = ROSTER_REPEAT_WEEKS;
      for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
        repeat.weekdays |= gtk_toggle_button_get_active (self->buttons[i]) ? 1u << i : 0;
      break;
    }

  if (until[0] != '\0' && !roster_wall_parse (until, &repeat.until, NULL))
    {
      g_set_error_literal (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE,
                           _("Write the last day as year-month-day, such as 2026-06-30."));
      return NULL;
    }

  return roster_repeat_to_rule (&repeat, self->zone);
}
