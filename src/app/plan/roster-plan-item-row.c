/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-item-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterPlanItemRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *margin;
  GtkToggleButton *lock;
  GtkToggleButton *ban;

  RosterPlanning *planning;
  RosterRecord *streamer;
  RosterRecord *product;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RosterPlanItemRow, roster_plan_item_row, GTK_TYPE_LIST_BOX_ROW)

static RosterPlanChoice
choice_of (RosterPlanItemRow *self)
{
  return roster_planning_choice (self->planning, roster_record_id (self->streamer), roster_record_id (self->product));
}

static void
choose (RosterPlanItemRow *self,
        RosterPlanChoice   choice)
{
  roster_planning_choose (self->planning, roster_record_id (self->streamer), roster_record_id (self->product), choice);
}

static void
lock_cb (RosterPlanItemRow *self)
{
  if (!self->showing)
    choose (self, gtk_toggle_button_get_active (self->lock) ? ROSTER_PLAN_LOCKED : ROSTER_PLAN_FREE);
}

static void
ban_cb (RosterPlanItemRow *self)
{
  if (!self->showing)
    choose (self, gtk_toggle_button_get_active (self->ban) ? ROSTER_PLAN_BANNED : ROSTER_PLAN_FREE);
}

static void
roster_plan_item_row_dispose (GObject *object)
{
  RosterPlanItemRow *self = ROSTER_PLAN_ITEM_ROW (object);

  g_clear_object (&self->planning);
  g_clear_object (&self->streamer);
  g_clear_object (&self->product);

  G_OBJECT_CLASS (roster_plan_item_row_parent_class)->dispose (object);
}

static void
roster_plan_item_row_class_init (RosterPlanItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_plan_item_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-plan-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPlanItemRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanItemRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanItemRow, margin);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanItemRow, lock);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanItemRow, ban);
  gtk_widget_class_bind_template_callback (widget_class, lock_cb);
  gtk_widget_class_bind_template_callback (widget_class, ban_cb);
}

static void
roster_plan_item_row_init (RosterPlanItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (GtkToggleButton *button,
             char            *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (label);
}

/**
 * roster_plan_item_row_new:
 *
 * Returns: (transfer floating): a row for the pair, empty until roster_plan_item_row_show()
 */
GtkWidget *
roster_plan_item_row_new (RosterPlanning *planning,
                          RosterRecord   *streamer,
                          RosterRecord   *product)
{
  RosterPlanItemRow *self;
  const char *of_streamer, *of_product;

  g_return_val_if_fail (ROSTER_IS_PLANNING (planning), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer) && ROSTER_IS_RECORD (product), NULL);

  self = g_object_new (ROSTER_TYPE_PLAN_ITEM_ROW, NULL);
  self->planning = g_object_ref (planning);
  self->streamer = g_object_ref (streamer);
  self->product = g_object_ref (product);
  of_streamer = roster_record_title (streamer);
  of_product = roster_record_title (product);
  gtk_label_set_label (self->name, of_product);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), of_product);
  /* Translators: a product and a streamer. */
  name_button (self->lock, g_strdup_printf (_("Lock %s for %s"), of_product, of_streamer));
  /* Translators: a product and a streamer. */
  name_button (self->ban, g_strdup_printf (_("Ban %s for %s"), of_product, of_streamer));
  return GTK_WIDGET (self);
}

static char *
detail_of (const RosterPlanItem *item)
{
  g_autofree char *units = roster_format_count (item->units);

  /* Translators: how many units of a product are expected to be sold in a week. */
  g_autofree char *sold = g_strdup_printf (_("%s units"), units);

  return g_strdup_printf ("%s · %s", item->role == ROSTER_ROLE_TRAFFIC ? _("Traffic item") : _("Profit item"), sold);
}

/**
 * roster_plan_item_row_show:
 * @item: (nullable): what the plan says of the pair; %NULL where it leaves the pair out
 */
void
roster_plan_item_row_show (RosterPlanItemRow    *self,
                           const RosterPlanItem *item)
{
  RosterPlanChoice choice;
  g_autofree char *detail = NULL;
  g_autofree char *margin = NULL;
  g_autofree char *exact = NULL;

  g_return_if_fail (ROSTER_IS_PLAN_ITEM_ROW (self));

  choice = choice_of (self);
  if (item != NULL)
    {
      detail = detail_of (item);
      margin = roster_format_money_estimate (item->margin);
      exact = roster_format_money_exact (item->margin);
    }
  gtk_label_set_label (self->detail, detail != NULL                 ? detail
                                     : choice == ROSTER_PLAN_BANNED ? _("Banned from the plan")
                                                                    : _("Locked, but cannot be planned"));
  gtk_label_set_label (self->margin, margin != NULL ? margin : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->margin), exact);
  if (item == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "dim-label");

  self->showing = TRUE;
  gtk_toggle_button_set_active (self->lock, choice == ROSTER_PLAN_LOCKED);
  gtk_toggle_button_set_active (self->ban, choice == ROSTER_PLAN_BANNED);
  self->showing = FALSE;
}

/**
 * roster_plan_item_row_product:
 *
 * Returns: the product's id
 */
const char *
roster_plan_item_row_product (RosterPlanItemRow *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN_ITEM_ROW (self), NULL);

  return roster_record_id (self->product);
}

/**
 * roster_plan_item_row_focused:
 *
 * Returns: which of its buttons has the focus
 */
RosterPlanButton
roster_plan_item_row_focused (RosterPlanItemRow *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN_ITEM_ROW (self), ROSTER_PLAN_BUTTON_NONE);

  if (gtk_widget_has_focus (GTK_WIDGET (self->lock)))
    return ROSTER_PLAN_BUTTON_LOCK;
  return gtk_widget_has_focus (GTK_WIDGET (self->ban)) ? ROSTER_PLAN_BUTTON_BAN : ROSTER_PLAN_BUTTON_NONE;
}

/**
 * roster_plan_item_row_focus:
 * @button: which of the buttons gets the focus
 */
void
roster_plan_item_row_focus (RosterPlanItemRow *self,
                            RosterPlanButton   button)
{
  g_return_if_fail (ROSTER_IS_PLAN_ITEM_ROW (self));

  switch (button)
    {
    case ROSTER_PLAN_BUTTON_LOCK:
      gtk_widget_grab_focus (GTK_WIDGET (self->lock));
      break;
    case ROSTER_PLAN_BUTTON_BAN:
      gtk_widget_grab_focus (GTK_WIDGET (self->ban));
      break;
    case ROSTER_PLAN_BUTTON_NONE:
      break;
    }
}
