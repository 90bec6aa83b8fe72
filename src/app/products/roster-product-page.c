/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-product-page.h"

#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-fact-tile.h"
#include "roster-format.h"
#include "roster-product-factory.h"
#include "roster-record-form.h"
#include "roster-record-picker.h"
#include "roster-record-watch.h"
#include "roster-rules.h"
#include "roster-selection-status.h"
#include "roster-sold-list.h"
#include "roster-suggestions.h"
#include "roster-volume-planner.h"

static const char *const product_fields[] = { "name", "sku", "category", "vertical", "sellingPoints", NULL };
static const char *const check_fields[] = { "safetyCheck", "legalityCheck", NULL };
static const char *const money_fields[] = { "price", "priceHigh", "cost", "unitMargin", "commissionRate",
                                            "returnRate", NULL };
static const char *const supply_fields[] = { "factory", "stock", "dailyCapacity", "minimumQuantity",
                                             "leadTimeDays", "clearance", "listedOn", NULL };
static const char *const use_fields[] = { "suitsRoles", "customFor", "customStage", "notes", NULL };

static const RosterFormGroup groups[] = {
  { N_("Product"), product_fields }, { N_("Checks"), check_fields },   { N_("Money"), money_fields },
  { N_("Supply"), supply_fields },   { N_("Use"), use_fields },        { NULL },
};

struct _RosterProductPage
{
  RosterPane parent_instance;

  GtkStack *stack;
  AdwStatusPage *nothing;
  AdwWindowTitle *title;
  GtkLabel *name;
  GtkLabel *detail;
  GtkWidget *read_only;
  GtkWidget *unchecked;
  GtkMenuButton *custom;
  GtkFlowBox *tiles;
  GtkBox *content;

  RosterFactTile *price;
  RosterFactTile *margin;
  RosterFactTile *stock;
  RosterFactTile *sold;
  RosterRecordWatch *watch;
  RosterRecordForm *form;
  RosterSuggestions *suggestions;
  RosterSoldList *sellers;
  RosterProductFactory *factory;
  RosterVolumePlanner *volume;
};

G_DEFINE_FINAL_TYPE (RosterProductPage, roster_product_page, ROSTER_TYPE_PANE)

static RosterContext *
context_of (RosterProductPage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static char *
money (RosterRecord *product,
       const char   *field)
{
  return roster_record_has (product, field) ? roster_format_money (roster_record_number (product, field, 0)) : NULL;
}

static char *
number (RosterRecord *product,
        const char   *field)
{
  return roster_record_has (product, field) ? roster_format_count (roster_record_number (product, field, 0)) : NULL;
}

static void
show_facts (RosterProductPage *self,
            RosterRecord      *product)
{
  g_autofree char *price = money (product, "price"), *high = money (product, "priceHigh");
  g_autofree char *margin = money (product, "unitMargin"), *sales = money (product, "sales28");
  g_autofree char *stock = number (product, "stock"), *sold = number (product, "units28");
  g_autofree char *capacity = number (product, "dailyCapacity");
  g_autofree char *up_to = high != NULL ? g_strdup_printf (_("up to %s"), high) : NULL;
  g_autofree char *a_day = capacity != NULL ? g_strdup_printf (_("%s a day can be made"), capacity) : NULL;

  roster_fact_tile_show (self->price, price, up_to, NULL);
  roster_fact_tile_show (self->margin, margin, NULL, NULL);
  roster_fact_tile_show (self->stock, stock, roster_record_boolean (product, "clearance") ? _("clearance") : a_day,
                         NULL);
  roster_fact_tile_show (self->sold, sold, sales, NULL);
}

static char *
detail_of (RosterRecord *product)
{
  static const char *const fields[] = { "category", "vertical", "sku" };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = roster_record_text (product, fields[i]);

      if (text != NULL && (parts->len == 0 || g_strcmp0 (parts->pdata[parts->len - 1], text) != 0))
        g_ptr_array_add (parts, (gpointer) text);
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_product (RosterProductPage *self)
{
  RosterRecord *product = roster_record_watch_record (self->watch);
  gboolean read_only = roster_record_watch_read_only (self->watch);
  g_autofree char *detail = NULL;

  roster_selection_status_show (self->nothing, &roster_product_type, roster_pane_selected (ROSTER_PANE (self)));
  gtk_stack_set_visible_child_name (self->stack, product != NULL ? "product" : "nothing");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "product.delete", product != NULL && !read_only);
  adw_window_title_set_title (self->title, product != NULL ? roster_record_title (product) : "");
  if (product == NULL)
    return;

  detail = detail_of (product);
  gtk_label_set_label (self->name, roster_record_title (product));
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (self->read_only, read_only);
  gtk_widget_set_visible (self->unchecked, !roster_product_may_be_matched (product));
  gtk_widget_set_visible (GTK_WIDGET (self->custom), !roster_record_has (product, "customFor"));
  roster_rights_in_force_guard (roster_context_rights (context_of (self)), GTK_WIDGET (self->custom),
                                &roster_custom_request_type, NULL);
  show_facts (self, product);
  roster_volume_planner_show (self->volume, product);
  roster_record_form_show (self->form, self->watch);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterProductPage *self = ROSTER_PRODUCT_PAGE (widget);
  RosterRecord *product = roster_record_watch_record (self->watch);
  g_autofree char *label = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (product == NULL)
    return;

  /* Translators: a step that can be undone; %s is a streamer or product. */
  label = g_strdup_printf (_("Delete %s"), roster_record_title (product));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_delete (edit, product);
  roster_apply_with_toast (roster_context_store (context_of (self)), edit, widget, _("Product deleted"));
  if (roster_pane_is_narrow (ROSTER_PANE (self)))
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
custom_for_cb (RosterProductPage *self,
               const char        *streamer)
{
  RosterRecord *product = roster_record_watch_record (self->watch);

  gtk_menu_button_popdown (self->custom);
  if (product != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-custom-request", "(ss)", streamer,
                                roster_record_id (product));
}

/* The picker is made when somebody opens it. */
static void
create_picker_cb (GtkMenuButton *button,
                  gpointer       user_data)
{
  RosterProductPage *self = user_data;
  GtkWidget *picker;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  picker = roster_record_picker_new (context_of (self), &roster_streamer_type, FALSE);
  g_signal_connect_object (picker, "picked", G_CALLBACK (custom_for_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, picker);
}

static void
roster_product_page_record_changed (RosterPane *pane)
{
  RosterProductPage *self = ROSTER_PRODUCT_PAGE (pane);

  roster_record_form_flush (self->form);
  roster_record_watch_set_id (self->watch, roster_pane_record_id (pane));
  roster_row_group_show (ROSTER_ROW_GROUP (self->sellers), roster_pane_record_id (pane));
  roster_row_group_show (ROSTER_ROW_GROUP (self->factory), roster_pane_record_id (pane));
  roster_suggestions_show (self->suggestions, roster_pane_record_id (pane));
}

static void
roster_product_page_constructed (GObject *object)
{
  RosterProductPage *self = ROSTER_PRODUCT_PAGE (object);
  RosterContext *context = context_of (self);

  G_OBJECT_CLASS (roster_product_page_parent_class)->constructed (object);

  self->price = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Price")));
  self->margin = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Unit margin")));
  self->stock = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Stock")));
  self->sold = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Sold in 28 days")));
  gtk_menu_button_set_create_popup_func (self->custom, create_picker_cb, self, NULL);
  self->watch = roster_record_watch_new (context, &roster_product_type);
  self->form = ROSTER_RECORD_FORM (roster_record_form_new (context, &roster_product_type, groups));
  self->sellers = ROSTER_SOLD_LIST (roster_sold_list_new (context, &roster_product_type));
  self->volume = ROSTER_VOLUME_PLANNER (roster_volume_planner_new (context));
  self->suggestions = ROSTER_SUGGESTIONS (roster_suggestions_new (context, ROSTER_SUGGESTION_STREAMER));
  gtk_box_append (self->content, GTK_WIDGET (self->suggestions));
  gtk_box_append (self->content, GTK_WIDGET (self->sellers));
  self->factory = ROSTER_PRODUCT_FACTORY (roster_product_factory_new (context));
  gtk_box_append (self->content, GTK_WIDGET (self->factory));
  gtk_box_append (self->content, GTK_WIDGET (self->volume));
  gtk_box_append (self->content, GTK_WIDGET (self->form));

  g_signal_connect_object (self->watch, "changed", G_CALLBACK (show_product), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::selected", G_CALLBACK (show_product), NULL);
  show_product (self);
}

static void
roster_product_page_dispose (GObject *object)
{
  g_clear_object (&ROSTER_PRODUCT_PAGE (object)->watch);

  G_OBJECT_CLASS (roster_product_page_parent_class)->dispose (object);
}

static void
roster_product_page_class_init (RosterProductPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_product_page_constructed;
  object_class->dispose = roster_product_page_dispose;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_product_page_record_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-product-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, title);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, name);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, read_only);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, unchecked);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, custom);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, RosterProductPage, content);
  gtk_widget_class_install_action (widget_class, "product.delete", NULL, delete_action);
}

static void
roster_product_page_init (RosterProductPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
