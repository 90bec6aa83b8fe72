/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-product-list.h"

#include <glib/gi18n-lib.h>

#include "roster-product-row.h"
#include "roster-record-list.h"

struct _RosterProductList
{
  RosterRecordBrowser parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterProductList, roster_product_list, ROSTER_TYPE_RECORD_BROWSER)

static const RosterBrowserOrder orders[] = {
  { "name", N_("Name"), roster_record_browser_compare_titles },
  { "sold", N_("Sold in 28 days"), .field = "units28", .greatest_first = TRUE },
  { "price", N_("Price"), .field = "price", .greatest_first = TRUE },
  { "margin", N_("Unit margin"), .field = "unitMargin", .greatest_first = TRUE },
  { "stock", N_("Stock"), .field = "stock", .greatest_first = TRUE },
  { NULL },
};

static const char *const filters[] = { "category", "vertical", "safetyCheck", "legalityCheck", NULL };
static const char *const bulk_fields[] = { "category", "vertical", "factory", "stock",
                                           "safetyCheck", "legalityCheck", "suitsRoles", NULL };
static const char *const new_fields[] = { "name", "sku", "category", "price", "cost", "unitMargin", "stock", NULL };

static GtkWidget *
create_row (RosterRecordBrowser *browser)
{
  return roster_product_row_new ();
}

static void
bind_row (RosterRecordBrowser *browser,
          GtkWidget           *row,
          RosterRecord        *product)
{
  roster_product_row_show (ROSTER_PRODUCT_ROW (row), product);
}

static char *
describe (RosterRecordBrowser *browser,
          GListModel          *shown,
          GListModel          *all)
{
  guint n_shown = g_list_model_get_n_items (shown), n_all = g_list_model_get_n_items (all);

  if (n_shown == n_all)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u product", "%u products", n_all), n_all);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u product", "%u of %u products", n_all), n_shown,
                          n_all);
}

static void
roster_product_list_class_init (RosterProductListClass *klass)
{
  RosterRecordBrowserClass *browser_class = ROSTER_RECORD_BROWSER_CLASS (klass);

  browser_class->type = &roster_product_type;
  browser_class->icon_name = "package-x-generic-symbolic";
  browser_class->order_key = "products-order";
  browser_class->saved_key = "products-filters";
  browser_class->orders = orders;
  browser_class->filters = filters;
  browser_class->bulk_fields = bulk_fields;
  browser_class->new_fields = new_fields;
  browser_class->empty_title = N_("No Products Yet");
  browser_class->empty_description = N_("They come from the office; a list of your own can be imported.");
  browser_class->search_hint = N_("Name, pinyin or number");
  browser_class->create_row = create_row;
  browser_class->bind_row = bind_row;
  browser_class->describe = describe;
}

static void
roster_product_list_init (RosterProductList *self)
{
}

/**
 * roster_product_list_first_reads:
 * @reads: (element-type RosterFirstRead): gets what the list shows
 */
void
roster_product_list_first_reads (GArray *reads)
{
  RosterFirstRead products = roster_record_list_first_read (&roster_product_type);

  g_array_append_val (reads, products);
}
