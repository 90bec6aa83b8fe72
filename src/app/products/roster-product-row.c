/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-product-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-pill.h"
#include "roster-row-layout.h"

struct _RosterProductRow
{
  GtkWidget parent_instance;

  GtkLabel *name;
  RosterPill *check;
  GtkLabel *detail;
  GtkLabel *price;
  GtkLabel *stock;
};

G_DEFINE_FINAL_TYPE (RosterProductRow, roster_product_row, GTK_TYPE_WIDGET)

/* The check that stands in the way of a match, if one does; a failed one before one that is pending. */
static const char *
open_check (RosterRecord *product)
{
  static const char *const checks[] = { "safetyCheck", "legalityCheck" };
  const char *open = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (g_strcmp0 (roster_record_text (product, checks[i]), "failed") == 0)
        return checks[i];
      if (g_strcmp0 (roster_record_text (product, checks[i]), "passed") != 0)
        open = checks[i];
    }

  return open;
}

static char *
detail_of (RosterRecord *product)
{
  const char *category = roster_record_text (product, "category");
  g_autofree char *margin = roster_record_has (product, "unitMargin")
                                ? roster_format_money (roster_record_number (product, "unitMargin", 0))
                                : NULL;
  g_autofree char *text = margin != NULL ? g_strdup_printf (_("margin %s"), margin) : NULL;

  if (category != NULL && text != NULL)
    return g_strdup_printf ("%s · %s", category, text);

  return g_strdup (category != NULL ? category : text != NULL ? text
                                                              : "");
}

static void
roster_product_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_product_row_parent_class)->dispose (object);
}

static void
roster_product_row_class_init (RosterProductRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_product_row_dispose;

  g_type_ensure (ROSTER_TYPE_PILL);
  gtk_widget_class_set_layout_manager_type (widget_class, ROSTER_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-product-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterProductRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterProductRow, check);
  gtk_widget_class_bind_template_child (widget_class, RosterProductRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterProductRow, price);
  gtk_widget_class_bind_template_child (widget_class, RosterProductRow, stock);
}

static void
roster_product_row_init (RosterProductRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_product_row_new (void)
{
  return g_object_new (ROSTER_TYPE_PRODUCT_ROW, NULL);
}

void
roster_product_row_show (RosterProductRow *self,
                         RosterRecord     *product)
{
  g_return_if_fail (ROSTER_IS_PRODUCT_ROW (self));
  g_return_if_fail (ROSTER_IS_RECORD (product));

  const char *check = open_check (product);
  g_autofree char *detail = detail_of (product);
  g_autofree char *price =
      roster_record_has (product, "price") ? roster_format_money (roster_record_number (product, "price", 0)) : NULL;
  g_autofree char *stock =
      roster_record_has (product, "stock") ? roster_format_count (roster_record_number (product, "stock", 0)) : NULL;
  g_autofree char *in_stock = stock != NULL ? g_strdup_printf (_("%s in stock"), stock) : NULL;

  gtk_label_set_label (self->name, roster_record_title (product));
  if (check != NULL)
    roster_pill_show_choice (self->check, product, check);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->check), FALSE);
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->price, price != NULL ? price : "");
  gtk_label_set_label (self->stock, in_stock != NULL ? in_stock : "");
}
