/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-measures.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-measure-card.h"
#include "roster-record-list.h"

/* As many days as the office keeps of daily measures. */
#define DAYS 90

static char *
format_minutes (gint64 minutes)
{
  if (minutes < 60)
    return g_strdup_printf (_("%d min"), (int) minutes);

  /* Translators: hours, with one decimal. */
  return g_strdup_printf (_("%d.%d h"), (int) (minutes / 60), (int) (minutes % 60 / 6));
}

static const struct
{
  const char *field;
  RosterChartStyle style;
  RosterChartFormat format;
} measures[] = {
  { "followers", ROSTER_CHART_LINE, roster_format_count },
  { "sales", ROSTER_CHART_BARS, roster_format_money },
  { "liveMinutes", ROSTER_CHART_BARS, format_minutes },
};

struct _RosterMeasures
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkBox *cards;

  RosterContext *context;
  RosterRecordList *days;
  RosterMeasureCard *card[G_N_ELEMENTS (measures)];
  guint update_source;
};

G_DEFINE_FINAL_TYPE (RosterMeasures, roster_measures, ADW_TYPE_BIN)

static gboolean
update (gpointer user_data)
{
  RosterMeasures *self = user_data;
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  gint64 values[G_N_ELEMENTS (measures)][DAYS];
  guint n_days = g_list_model_get_n_items (G_LIST_MODEL (self->days));

  self->update_source = 0;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    for (guint day = 0; day < DAYS; day++)
      values[i][day] = ROSTER_CHART_NOTHING;

  for (guint n = 0; n < n_days; n++)
    {
      g_autoptr (RosterRecord) measure = g_list_model_get_item (G_LIST_MODEL (self->days), n);
      const char *day = roster_record_text (measure, "day");
      int ago = day != NULL ? roster_format_days_between (day, today) : -1;

      for (guint i = 0; ago >= 0 && ago < DAYS && i < G_N_ELEMENTS (measures); i++)
        values[i][DAYS - 1 - ago] = roster_record_number (measure, measures[i].field, ROSTER_CHART_NOTHING);
    }

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    roster_measure_card_show (self->card[i], measures[i].style, values[i], DAYS, today, measures[i].format);
  gtk_stack_set_visible_child_name (self->stack, n_days > 0 ? "cards" : "nothing");
  return G_SOURCE_REMOVE;
}

static void
queue_update (RosterMeasures *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update, self);
}

static void
roster_measures_dispose (GObject *object)
{
  RosterMeasures *self = ROSTER_MEASURES (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->days);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_measures_parent_class)->dispose (object);
}

static void
roster_measures_class_init (RosterMeasuresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_measures_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-measures.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterMeasures, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterMeasures, cards);
}

static void
roster_measures_init (RosterMeasures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      int index = roster_record_type_find_field (&roster_metric_type, measures[i].field);
      GtkWidget *card =
          roster_measure_card_new (roster_field_label (roster_record_type_field (&roster_metric_type, index)));

      self->card[i] = ROSTER_MEASURE_CARD (card);
      gtk_box_append (self->cards, card);
    }
}

GtkWidget *
roster_measures_new (RosterContext *context)
{
  RosterMeasures *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_MEASURES, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

/**
 * roster_measures_set_streamer:
 * @id: (nullable): whose measures to show
 */
void
roster_measures_set_streamer (RosterMeasures *self,
                              const char     *id)
{
  g_return_if_fail (ROSTER_IS_MEASURES (self));

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->days != NULL)
    g_signal_handlers_disconnect_by_data (self->days, self);
  g_clear_object (&self->days);
  if (id == NULL)
    return;

  self->days =
      roster_record_list_new_related (roster_context_store (self->context), &roster_metric_type, "streamer", id);
  g_signal_connect_object (self->days, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->days, "notify::loading", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  if (!roster_record_list_is_loading (self->days))
    queue_update (self);
}
