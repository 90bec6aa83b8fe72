/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-factory-products.h"

#include <glib/gi18n-lib.h>

#include "roster-database.h"
#include "roster-format.h"

/* What sells best; more than these nobody reads on a page. */
#define LIMIT 50

struct _RosterFactoryProducts
{
  RosterRowGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterFactoryProducts, roster_factory_products, ROSTER_TYPE_ROW_GROUP)

typedef struct
{
  char *id;
  char *name;
  gint64 price;
  gint64 stock;
} Product;

static void
product_free (gpointer data)
{
  Product *product = data;

  g_free (product->id);
  g_free (product->name);
  g_free (product);
}

static GPtrArray *
read_products (RosterCache  *cache,
               const char   *factory,
               GError      **error)
{
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (product_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error,
                             "SELECT id, name, coalesce(price, -1), coalesce(stock, -1) FROM \"Product\""
                             " WHERE factory = ?1 ORDER BY units28 DESC NULLS LAST, name LIMIT ?2",
                             "si", factory, (gint64) LIMIT);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      Product *product = g_new0 (Product, 1);

      product->id = g_strdup (roster_statement_text (statement, 0));
      product->name = g_strdup (roster_statement_text (statement, 1));
      product->price = roster_statement_int64 (statement, 2);
      product->stock = roster_statement_int64 (statement, 3);
      g_ptr_array_add (products, product);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&products) : NULL;
}

static GtkWidget *
make_row (RosterRowGroup *self,
          gpointer        item)
{
  const Product *product = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), product->name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  if (product->stock >= 0)
    {
      g_autofree char *stock = roster_format_count (product->stock);
      g_autofree char *in_stock = g_strdup_printf (_("%s in stock"), stock);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), in_stock);
    }
  if (product->price >= 0)
    {
      g_autofree char *price = roster_format_money (product->price);
      GtkWidget *label = gtk_label_new (price);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", roster_product_type.name, product->id);
  return row;
}

static const char *
describe (RosterRowGroup *self,
          guint           n_rows)
{
  return n_rows == 0      ? _("No product names this factory yet.")
         : n_rows < LIMIT ? NULL
                          : _("Those that sell best.");
}

static gboolean
depends_on (const RosterRecordType *type)
{
  return type == &roster_product_type;
}

static void
roster_factory_products_class_init (RosterFactoryProductsClass *klass)
{
  RosterRowGroupClass *group_class = ROSTER_ROW_GROUP_CLASS (klass);

  group_class->read = read_products;
  group_class->make_row = make_row;
  group_class->describe = describe;
  group_class->depends_on = depends_on;
}

static void
roster_factory_products_init (RosterFactoryProducts *self)
{
  roster_row_group_set_title (ROSTER_ROW_GROUP (self), _("Products"));
}

/**
 * roster_factory_products_new:
 *
 * Returns: (transfer floating): the list, empty until roster_row_group_show()
 */
GtkWidget *
roster_factory_products_new (RosterContext *context)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  return g_object_new (ROSTER_TYPE_FACTORY_PRODUCTS, "context", context, NULL);
}
