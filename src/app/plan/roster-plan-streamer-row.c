/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-streamer-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-format.h"

struct _RosterPlanStreamerRow
{
  AdwExpanderRow parent_instance;

  GtkCheckButton *check;

  RosterPlanning *planning;
  RosterRecord *streamer;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RosterPlanStreamerRow, roster_plan_streamer_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  PROP_SELECTED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* A product to show, and what the plan says of it. */
typedef struct
{
  RosterRecord *product;
  const RosterPlanItem *item;
} Shown;

static guint
index_of (RosterPlanStreamerRow *self)
{
  guint index = G_MAXUINT;

  roster_match_find_streamer (roster_planning_match (self->planning), roster_record_id (self->streamer), &index);
  return index;
}

/* What the plan has, then what a person locked or banned that it has not. */
static GArray *
list_products (RosterPlanStreamerRow *self)
{
  RosterMatch *match = roster_planning_match (self->planning);
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (Shown));
  g_autoptr (GArray) pins = roster_planning_pins (self->planning);
  const RosterPlan *plan = roster_planning_plan (self->planning);
  guint streamer = index_of (self);

  for (guint i = 0; i < plan->items->len; i++)
    {
      const RosterPlanItem *item = &g_array_index (plan->items, RosterPlanItem, i);
      Shown entry = { .item = item };

      if (item->suggestion.streamer != streamer)
        continue;
      entry.product = roster_match_product (match, item->suggestion.product);
      g_array_append_val (shown, entry);
    }
  for (guint i = 0; i < pins->len; i++)
    {
      const RosterPlanPin *pin = &g_array_index (pins, RosterPlanPin, i);
      Shown entry = { .product = roster_match_product (match, pin->product) };
      gboolean there = FALSE;

      for (guint k = 0; k < shown->len; k++)
        there |= g_array_index (shown, Shown, k).product == entry.product;
      if (pin->streamer == streamer && !there)
        g_array_append_val (shown, entry);
    }

  return shown;
}

static gboolean
has_the_same (RosterPlanStreamerRow *self,
              GArray                *shown)
{
  if (self->rows->len != shown->len)
    return FALSE;

  for (guint i = 0; i < shown->len; i++)
    if (strcmp (roster_plan_item_row_product (self->rows->pdata[i]),
                roster_record_id (g_array_index (shown, Shown, i).product)) != 0)
      return FALSE;

  return TRUE;
}

/* Other products: rows anew, with the focus where it was. */
static void
make_rows (RosterPlanStreamerRow *self,
           GArray                *shown)
{
  g_autofree char *focused = NULL;
  RosterPlanButton button = ROSTER_PLAN_BUTTON_NONE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      RosterPlanItemRow *row = self->rows->pdata[i];

      if (roster_plan_item_row_focused (row) != ROSTER_PLAN_BUTTON_NONE)
        {
          button = roster_plan_item_row_focused (row);
          focused = g_strdup (roster_plan_item_row_product (row));
        }
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), GTK_WIDGET (row));
    }
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < shown->len; i++)
    {
      RosterRecord *product = g_array_index (shown, Shown, i).product;
      GtkWidget *row = roster_plan_item_row_new (self->planning, self->streamer, product);

      g_ptr_array_add (self->rows, row);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      if (g_strcmp0 (focused, roster_record_id (product)) == 0)
        roster_plan_item_row_focus (ROSTER_PLAN_ITEM_ROW (row), button);
    }
}

static void
show_products (RosterPlanStreamerRow *self)
{
  g_autoptr (GArray) shown = NULL;

  if (roster_planning_plan (self->planning) == NULL ||
      (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) && self->rows->len == 0))
    return;

  shown = list_products (self);
  if (!has_the_same (self, shown))
    make_rows (self, shown);
  for (guint i = 0; i < shown->len; i++)
    roster_plan_item_row_show (self->rows->pdata[i], g_array_index (shown, Shown, i).item);
}

static void
expanded_cb (RosterPlanStreamerRow *self)
{
  /* A row says so once while it is being made. */
  if (self->planning != NULL)
    show_products (self);
}

static void
check_cb (RosterPlanStreamerRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
roster_plan_streamer_row_get_property (GObject    *object,
                                       guint       id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_boolean (value, roster_plan_streamer_row_is_selected (ROSTER_PLAN_STREAMER_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
roster_plan_streamer_row_dispose (GObject *object)
{
  RosterPlanStreamerRow *self = ROSTER_PLAN_STREAMER_ROW (object);

  g_clear_object (&self->planning);
  g_clear_object (&self->streamer);

  G_OBJECT_CLASS (roster_plan_streamer_row_parent_class)->dispose (object);
}

static void
roster_plan_streamer_row_finalize (GObject *object)
{
  g_ptr_array_unref (ROSTER_PLAN_STREAMER_ROW (object)->rows);

  G_OBJECT_CLASS (roster_plan_streamer_row_parent_class)->finalize (object);
}

static void
roster_plan_streamer_row_class_init (RosterPlanStreamerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_plan_streamer_row_get_property;
  object_class->dispose = roster_plan_streamer_row_dispose;
  object_class->finalize = roster_plan_streamer_row_finalize;

  properties[PROP_SELECTED] =
      g_param_spec_boolean ("selected", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_plan_streamer_row_init (RosterPlanStreamerRow *self)
{
  self->rows = g_ptr_array_new ();
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (check_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->check));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

/**
 * roster_plan_streamer_row_new:
 *
 * Returns: (transfer floating): a row for the streamer, empty until roster_plan_streamer_row_show()
 */
GtkWidget *
roster_plan_streamer_row_new (RosterPlanning *planning,
                              RosterRecord   *streamer)
{
  RosterPlanStreamerRow *self;
  g_autofree char *label = NULL;

  g_return_val_if_fail (ROSTER_IS_PLANNING (planning), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), NULL);

  self = g_object_new (ROSTER_TYPE_PLAN_STREAMER_ROW, NULL);
  self->planning = g_object_ref (planning);
  self->streamer = g_object_ref (streamer);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), roster_record_title (streamer));
  /* Translators: a streamer whose part of the plan can be accepted. */
  label = g_strdup_printf (_("Choose the plan of %s"), roster_record_title (streamer));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check), label);
  return GTK_WIDGET (self);
}

static char *
describe (RosterPlanStreamerRow    *self,
          const RosterPlanStreamer *streamer)
{
  guint n_lives = roster_planning_n_lives (self->planning, roster_record_id (self->streamer));
  g_autofree char *products = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u product", "%u products", streamer->n_products), streamer->n_products);
  g_autofree char *margin = roster_format_money_estimate (streamer->margin);
  g_autofree char *sessions = NULL;

  if (n_lives > 0)
    sessions = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u live planned", "%u lives planned", n_lives), n_lives);
  else
    /* Translators: what a streamer's plan is reckoned with. */
    sessions = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no live planned, reckoned with %u as usual",
                                             "no live planned, reckoned with %u as usual", streamer->sessions),
                                streamer->sessions);

  return g_strdup_printf ("%s · %s · %s", products, margin, sessions);
}

/**
 * roster_plan_streamer_row_show:
 *
 * Shows what the plan with the chosen floor says now.
 */
void
roster_plan_streamer_row_show (RosterPlanStreamerRow *self)
{
  const RosterPlan *plan;
  guint index;

  g_return_if_fail (ROSTER_IS_PLAN_STREAMER_ROW (self));

  plan = roster_planning_plan (self->planning);
  if (plan == NULL)
    return;

  index = index_of (self);
  for (guint i = 0; i < plan->streamers->len; i++)
    {
      const RosterPlanStreamer *streamer = &g_array_index (plan->streamers, RosterPlanStreamer, i);

      if (streamer->streamer == index)
        {
          g_autofree char *text = describe (self, streamer);

          adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
        }
    }
  show_products (self);
}

/**
 * roster_plan_streamer_row_streamer:
 *
 * Returns: the streamer's id
 */
const char *
roster_plan_streamer_row_streamer (RosterPlanStreamerRow *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN_STREAMER_ROW (self), NULL);

  return roster_record_id (self->streamer);
}

/**
 * roster_plan_streamer_row_is_selected:
 *
 * Returns: whether the person chose this part
 */
gboolean
roster_plan_streamer_row_is_selected (RosterPlanStreamerRow *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN_STREAMER_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * roster_plan_streamer_row_set_selected:
 * @selected: whether this part is chosen
 */
void
roster_plan_streamer_row_set_selected (RosterPlanStreamerRow *self,
                                       gboolean               selected)
{
  g_return_if_fail (ROSTER_IS_PLAN_STREAMER_ROW (self));

  gtk_check_button_set_active (self->check, selected);
}
