/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-measure-card.h"

#include <glib/gi18n-lib.h>

struct _RosterMeasureCard
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *change;
  RosterChart *chart;
  GtkLabel *start;
};

G_DEFINE_FINAL_TYPE (RosterMeasureCard, roster_measure_card, GTK_TYPE_WIDGET)

static gint64
sum (const gint64 *values,
     guint         n_values)
{
  gint64 total = 0;

  for (guint i = 0; i < n_values; i++)
    if (values[i] != ROSTER_CHART_NOTHING)
      total += values[i];

  return total;
}

/* Of a level the last value and how far it has come; of daily amounts their sum and what the last 28 days were of
   it. */
static void
summarize (RosterMeasureCard *self,
           RosterChartStyle   style,
           const gint64      *values,
           guint              n_values,
           RosterChartFormat  format)
{
  gint64 first = ROSTER_CHART_NOTHING, last = ROSTER_CHART_NOTHING;
  g_autofree char *value = NULL, *change = NULL, *amount = NULL;

  for (guint i = 0; i < n_values; i++)
    if (values[i] != ROSTER_CHART_NOTHING)
      {
        first = first == ROSTER_CHART_NOTHING ? values[i] : first;
        last = values[i];
      }

  switch (style)
    {
    case ROSTER_CHART_LINE:
      value = last != ROSTER_CHART_NOTHING ? format (last) : g_strdup ("–");
      amount = last != ROSTER_CHART_NOTHING ? format (ABS (last - first)) : NULL;
      if (amount != NULL && last != first)
        change = g_strdup_printf ("%s%s", last > first ? "+" : "−", amount);
      break;

    case ROSTER_CHART_BARS:
      value = last != ROSTER_CHART_NOTHING ? format (sum (values, n_values)) : g_strdup ("–");
      if (n_values > 28 && last != ROSTER_CHART_NOTHING)
        {
          amount = format (sum (values + n_values - 28, 28));
          change = g_strdup_printf (_("%s in the last 28 days"), amount);
        }
      break;
    }

  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->change, change != NULL ? change : "");
}

static void
roster_measure_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_measure_card_parent_class)->dispose (object);
}

static void
roster_measure_card_class_init (RosterMeasureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_measure_card_dispose;

  g_type_ensure (ROSTER_TYPE_CHART);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-measure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterMeasureCard, title);
  gtk_widget_class_bind_template_child (widget_class, RosterMeasureCard, value);
  gtk_widget_class_bind_template_child (widget_class, RosterMeasureCard, change);
  gtk_widget_class_bind_template_child (widget_class, RosterMeasureCard, chart);
  gtk_widget_class_bind_template_child (widget_class, RosterMeasureCard, start);
}

static void
roster_measure_card_init (RosterMeasureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_measure_card_new:
 * @title: in the interface's language
 */
GtkWidget *
roster_measure_card_new (const char *title)
{
  RosterMeasureCard *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_MEASURE_CARD, NULL);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * roster_measure_card_show:
 *
 * Takes what roster_chart_set_values() takes.
 */
void
roster_measure_card_show (RosterMeasureCard *self,
                          RosterChartStyle   style,
                          const gint64      *values,
                          guint              n_values,
                          const char        *last_day,
                          RosterChartFormat  format)
{
  g_return_if_fail (ROSTER_IS_MEASURE_CARD (self));

  g_autofree char *start =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day ago", "%u days ago", n_values), n_values);

  roster_chart_set_values (self->chart, style, values, n_values, last_day, format);
  summarize (self, style, values, n_values, format);
  gtk_label_set_label (self->start, start);
}
