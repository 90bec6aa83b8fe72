/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-facts.h"

#include <glib/gi18n-lib.h>

#include "roster-fact-tile.h"
#include "roster-format.h"
#include "roster-income-band.h"
#include "roster-money.h"
#include "roster-rules.h"

struct _RosterStreamerFacts
{
  AdwBin parent_instance;

  RosterContext *context;
  GtkFlowBox *flow;
  RosterFactTile *fans;
  RosterFactTile *orders;
  RosterFactTile *sales;
  RosterFactTile *contact;
  RosterFactTile *income;
  RosterIncomeBand *band;
};

G_DEFINE_FINAL_TYPE (RosterStreamerFacts, roster_streamer_facts, ADW_TYPE_BIN)

static gint64
rule (RosterStreamerFacts *self,
      RosterRuleId         id)
{
  return roster_rules_in_force_get (roster_context_rules (self->context), id);
}

static void
show_fans (RosterStreamerFacts *self,
           RosterRecord        *streamer)
{
  gint64 effective = roster_streamer_effective_fans (streamer);
  g_autofree char *value = NULL, *followers = NULL, *damped = NULL, *remark = NULL, *exact = NULL;
  g_autofree char *exact_fans = NULL, *exact_followers = NULL;

  if (effective < 0)
    {
      roster_fact_tile_show (self->fans, NULL, _("Followers unknown"), NULL);
      return;
    }

  value = roster_format_count (effective);
  followers = roster_format_count (roster_record_number (streamer, "followers", 0));
  damped = roster_format_count (rule (self, ROSTER_RULE_DAMPED_FROM_FOLLOWERS));
  exact_fans = roster_decimal_to_text (effective, 0);
  exact_followers = roster_decimal_to_text (roster_record_number (streamer, "followers", 0), 0);
  /* Translators: effective fans and followers, as exact numbers. */
  exact = g_strdup_printf (_("%s of %s followers"), exact_fans, exact_followers);
  if (roster_streamer_reach_is_damped (streamer, roster_rules_in_force_values (roster_context_rules (self->context))))
    /* Translators: %s are numbers of followers. */
    remark = g_strdup_printf (_("of %s followers; public reach is lower above %s"), followers, damped);
  else if (!roster_record_has (streamer, "minorsShare"))
    remark = g_strdup (_("share of minors unknown"));
  else
    remark = g_strdup_printf (_("of %s followers"), followers);
  roster_fact_tile_show (self->fans, value, remark, exact);
}

static void
show_number (RosterFactTile *tile,
             RosterRecord *streamer,
             const char *field,
             char *(*format) (gint64),
             const char *remark)
{
  g_autofree char *value =
      roster_record_has (streamer, field) ? format (roster_record_number (streamer, field, 0)) : NULL;

  roster_fact_tile_show (tile, value, value != NULL ? remark : _("unknown"), NULL);
}

static void
show_contact (RosterStreamerFacts *self,
              gint64               last_contact)
{
  RosterClock *clock = roster_context_clock (self->context);
  g_autofree char *value = NULL, *exact = NULL;

  if (last_contact == G_MININT64)
    {
      roster_fact_tile_show (self->contact, _("never"), NULL, NULL);
      return;
    }

  value = roster_format_instant_relative (clock, last_contact);
  exact = roster_format_instant (clock, last_contact);
  roster_fact_tile_show (self->contact, value, NULL, exact);
}

static void
show_income (RosterStreamerFacts *self,
             RosterRecord        *streamer)
{
  gint64 income = roster_record_number (streamer, "monthlyIncome", 0);
  gint64 band_low = rule (self, ROSTER_RULE_PART_TIMER_BAND_LOW);
  gint64 band_high = rule (self, ROSTER_RULE_PART_TIMER_BAND_HIGH);
  g_autofree char *value = NULL, *low = NULL, *high = NULL, *remark = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->income),
                          roster_streamer_is_part_timer (streamer) && roster_record_has (streamer, "monthlyIncome"));
  value = roster_format_money (income);
  low = roster_format_money (band_low);
  high = roster_format_money (band_high);
  if (income < band_low)
    remark = g_strdup_printf (_("below the %s–%s that content a part-timer"), low, high);
  else if (income <= band_high)
    remark = g_strdup_printf (_("within the %s–%s that content a part-timer"), low, high);
  else
    remark = g_strdup_printf (_("above the %s–%s that content a part-timer"), low, high);
  roster_fact_tile_show (self->income, value, remark, NULL);
  roster_income_band_show (self->band, income, band_low, band_high);
}

static void
roster_streamer_facts_dispose (GObject *object)
{
  g_clear_object (&ROSTER_STREAMER_FACTS (object)->context);

  G_OBJECT_CLASS (roster_streamer_facts_parent_class)->dispose (object);
}

static void
roster_streamer_facts_class_init (RosterStreamerFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_streamer_facts_dispose;
}

static void
roster_streamer_facts_init (RosterStreamerFacts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->flow = g_object_new (GTK_TYPE_FLOW_BOX,
                             "selection-mode", GTK_SELECTION_NONE,
                             "homogeneous", TRUE,
                             "min-children-per-line", 2,
                             "max-children-per-line", 4,
                             "row-spacing", 12,
                             "column-spacing", 12,
                             NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->flow), "tiles");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flow));
  adw_bin_set_child (ADW_BIN (self), box);

  self->fans = ROSTER_FACT_TILE (roster_fact_tile_add (self->flow, _("Effective fans")));
  self->orders = ROSTER_FACT_TILE (roster_fact_tile_add (self->flow, _("Orders a day")));
  self->sales = ROSTER_FACT_TILE (roster_fact_tile_add (self->flow, _("Sales in 28 days")));
  self->contact = ROSTER_FACT_TILE (roster_fact_tile_add (self->flow, _("Last contact")));
  self->income = ROSTER_FACT_TILE (roster_fact_tile_new (_("Monthly income")));
  self->band = ROSTER_INCOME_BAND (roster_income_band_new ());
  roster_fact_tile_set_extra (self->income, GTK_WIDGET (self->band));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->income));
}

GtkWidget *
roster_streamer_facts_new (RosterContext *context)
{
  RosterStreamerFacts *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_STREAMER_FACTS, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

/**
 * roster_streamer_facts_show:
 * @last_contact: milliseconds UTC, or %G_MININT64 for never
 */
void
roster_streamer_facts_show (RosterStreamerFacts *self,
                            RosterRecord        *streamer,
                            gint64               last_contact)
{
  g_return_if_fail (ROSTER_IS_STREAMER_FACTS (self));
  g_return_if_fail (ROSTER_IS_RECORD (streamer));

  show_fans (self, streamer);
  show_number (self->orders, streamer, "ordersPerDay", roster_format_count, NULL);
  show_number (self->sales, streamer, "sales28", roster_format_money, NULL);
  show_contact (self, last_contact);
  show_income (self, streamer);
}
