/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-volume-planner.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-money.h"
#include "roster-volume.h"

/* What a person may assume; each is kept as it was typed the last time. */
enum
{
  GOAL,
  SAMPLES,
  SAMPLE_COST,
  RETURN_COST,
  FEE,
  N_ASSUMPTIONS,
};

static const struct
{
  const char *key;
  const char *title;
  guint decimals;
  gint64 maximum;
} assumptions[N_ASSUMPTIONS] = {
  [GOAL] = { "volume-goal", N_("To earn, in yuan"), 3, G_GINT64_CONSTANT (1000000000000) },
  [SAMPLES] = { "volume-samples", N_("Samples given away"), 0, 1000000 },
  [SAMPLE_COST] = { "volume-sample-cost", N_("Each sample costs, in yuan"), 3, 1000000000 },
  [RETURN_COST] = { "volume-return-cost", N_("Each return costs, in yuan"), 3, 1000000000 },
  [FEE] = { "volume-fee", N_("Platform fee, percent of the price"), 4, ROSTER_RATE_ONE },
};

struct _RosterVolumePlanner
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  AdwActionRow *result;
  GtkLabel *units;
  AdwEntryRow *entries[N_ASSUMPTIONS];

  RosterContext *context;
  RosterRecord *product;
};

G_DEFINE_FINAL_TYPE (RosterVolumePlanner, roster_volume_planner, ADW_TYPE_BIN)

/* Marks what cannot be read; an empty entry is nothing. */
static gboolean
read_assumption (RosterVolumePlanner *self,
                 guint                which,
                 gint64              *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[which]));
  gboolean sound = TRUE;

  *value = 0;
  if (text[0] != '\0')
    sound = roster_decimal_from_text (text, assumptions[which].decimals, value) && *value >= 0 &&
            *value <= assumptions[which].maximum;
  if (sound)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entries[which]), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entries[which]), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entries[which]), GTK_ACCESSIBLE_STATE_INVALID,
                               sound ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  return sound;
}

static void
show_result (RosterVolumePlanner *self,
             const char          *units,
             const char          *title,
             const char          *subtitle)
{
  gtk_label_set_label (self->units, units != NULL ? units : "–");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result), title);
  adw_action_row_set_subtitle (self->result, subtitle != NULL ? subtitle : "");
}

/* (transfer full): when so many units can be there */
static char *
supply_in_words (RosterVolumePlanner *self,
                 gint64               units)
{
  gint64 stock = roster_record_number (self->product, "stock", 0);
  gint64 days = roster_supply_days (units, stock, roster_record_number (self->product, "dailyCapacity", 0),
                                    roster_record_number (self->product, "leadTimeDays", 0));
  g_autofree char *in_stock = roster_format_count (stock);

  if (days == 0)
    /* Translators: %s is a number of units. */
    return g_strdup_printf (_("All of them are in stock (%s)."), in_stock);
  if (days == ROSTER_DAYS_UNKNOWN)
    return g_strdup_printf (_("%s are in stock; nobody has said how many can be made a day."), in_stock);
  if (days > 3650)
    return g_strdup_printf (_("%s are in stock; making the rest would take more than ten years."), in_stock);

  /* Translators: %s is a number of units. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s are in stock; the rest can be there in %d day.",
                                       "%s are in stock; the rest can be there in %d days.", days),
                          in_stock, (int) days);
}

static void
compute (RosterVolumePlanner *self)
{
  gint64 values[N_ASSUMPTIONS], units;
  gboolean sound = TRUE;
  RosterVolume volume;

  for (guint i = 0; i < N_ASSUMPTIONS; i++)
    sound &= read_assumption (self, i, &values[i]);
  if (self->product == NULL)
    return;

  if (!sound)
    {
      show_result (self, NULL, _("Units to send"), _("One of the figures is not a number that makes sense here."));
      return;
    }
  if (!roster_record_has (self->product, "unitMargin"))
    {
      show_result (self, NULL, _("Units to send"), _("Nobody has said what a unit of this product earns."));
      return;
    }

  volume = (RosterVolume){
    .unit_margin = roster_record_number (self->product, "unitMargin", 0),
    .price = roster_record_number (self->product, "price", 0),
    .fee_rate = values[FEE],
    .return_rate = roster_record_number (self->product, "returnRate", 0),
    .return_cost = values[RETURN_COST],
    .samples = values[SAMPLES],
    .sample_cost = values[SAMPLE_COST],
  };
  switch (roster_volume_needed (&volume, values[GOAL], &units))
    {
    case ROSTER_VOLUME_REACHED:
      {
        g_autofree char *count = roster_format_count (units), *supply = supply_in_words (self, units);

        show_result (self, count, _("Units to send"), supply);
        break;
      }
    case ROSTER_VOLUME_NEVER:
      show_result (self, NULL, _("No number of units earns this"),
                   _("After fee and returns, each unit loses money."));
      break;
    case ROSTER_VOLUME_TOO_MANY:
      show_result (self, NULL, _("No sensible number of units earns this"), NULL);
      break;
    }
}

static void
entry_changed_cb (RosterVolumePlanner *self,
                  AdwEntryRow         *entry)
{
  GSettings *settings = roster_context_settings (self->context);
  gint64 value;

  for (guint i = 0; i < N_ASSUMPTIONS; i++)
    if (self->entries[i] == entry && read_assumption (self, i, &value) &&
        value != g_settings_get_int64 (settings, assumptions[i].key))
      g_settings_set_int64 (settings, assumptions[i].key, value);
  compute (self);
}

static void
add_entries (RosterVolumePlanner *self)
{
  GSettings *settings = roster_context_settings (self->context);
  GtkWidget *more = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _("Samples, Returns and Fee"));
  for (guint i = 0; i < N_ASSUMPTIONS; i++)
    {
      gint64 value = g_settings_get_int64 (settings, assumptions[i].key);
      g_autofree char *text = value != 0 ? roster_decimal_to_text (value, assumptions[i].decimals) : g_strdup ("");
      GtkWidget *entry = adw_entry_row_new ();

      self->entries[i] = ADW_ENTRY_ROW (entry);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), g_dgettext (GETTEXT_PACKAGE, assumptions[i].title));
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (entry), GTK_INPUT_PURPOSE_NUMBER);
      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      if (i == GOAL)
        adw_preferences_group_add (self->group, entry);
      else
        adw_expander_row_add_row (ADW_EXPANDER_ROW (more), entry);
    }
  adw_preferences_group_add (self->group, more);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->result));
  for (guint i = 0; i < N_ASSUMPTIONS; i++)
    g_signal_connect_swapped (self->entries[i], "changed", G_CALLBACK (entry_changed_cb), self);
}

static void
roster_volume_planner_dispose (GObject *object)
{
  RosterVolumePlanner *self = ROSTER_VOLUME_PLANNER (object);

  g_clear_object (&self->product);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_volume_planner_parent_class)->dispose (object);
}

static void
roster_volume_planner_class_init (RosterVolumePlannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_volume_planner_dispose;
}

static void
roster_volume_planner_init (RosterVolumePlanner *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Volume Planner"));
  self->result = ADW_ACTION_ROW (adw_action_row_new ());
  self->units = GTK_LABEL (gtk_label_new ("–"));
  gtk_widget_add_css_class (GTK_WIDGET (self->units), "title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self->units), "numeric");
  adw_action_row_add_suffix (self->result, GTK_WIDGET (self->units));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

GtkWidget *
roster_volume_planner_new (RosterContext *context)
{
  RosterVolumePlanner *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_VOLUME_PLANNER, NULL);
  self->context = g_object_ref (context);
  add_entries (self);
  return GTK_WIDGET (self);
}

/**
 * roster_volume_planner_show:
 * @product: a Product; its margin, price, return rate and supply are what is reckoned with
 */
void
roster_volume_planner_show (RosterVolumePlanner *self,
                            RosterRecord        *product)
{
  g_return_if_fail (ROSTER_IS_VOLUME_PLANNER (self));
  g_return_if_fail (ROSTER_IS_RECORD (product));

  g_set_object (&self->product, product);
  compute (self);
}
