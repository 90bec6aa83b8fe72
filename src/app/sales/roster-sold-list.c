/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sold-list.h"

#include <glib/gi18n-lib.h>

#include "roster-database.h"
#include "roster-format.h"

/* The best sellers; more than these nobody reads on a page. */
#define LIMIT 50

/* The two of them differ in what they list, products or streamers. */
G_DEFINE_ABSTRACT_TYPE (RosterSoldList, roster_sold_list, ROSTER_TYPE_ROW_GROUP)

struct _RosterSoldProducts
{
  RosterSoldList parent_instance;
};

G_DECLARE_FINAL_TYPE (RosterSoldProducts, roster_sold_products, ROSTER, SOLD_PRODUCTS, RosterSoldList)
G_DEFINE_FINAL_TYPE (RosterSoldProducts, roster_sold_products, ROSTER_TYPE_SOLD_LIST)

struct _RosterSellers
{
  RosterSoldList parent_instance;
};

G_DECLARE_FINAL_TYPE (RosterSellers, roster_sellers, ROSTER, SELLERS, RosterSoldList)
G_DEFINE_FINAL_TYPE (RosterSellers, roster_sellers, ROSTER_TYPE_SOLD_LIST)

typedef struct
{
  char *id;
  char *title;
  char *period_end;
  int period_days;
  gint64 units;
  gint64 amount;
  /* whether the period is of the same weeks as the newest that is listed */
  gboolean recent;
  /* of the largest amount of those weeks, from 0 to 1 */
  double share;
} Sold;

static const char *
title_of (const Sold *sold)
{
  return sold->title != NULL ? sold->title : _("Unknown");
}

static void
sold_free (gpointer data)
{
  Sold *sold = data;

  g_free (sold->id);
  g_free (sold->title);
  g_free (sold->period_end);
  g_free (sold);
}

static GPtrArray *
read_sold (RosterCache  *cache,
           const char   *sql,
           const char   *id,
           GError      **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (sold_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error, sql, "si", id, (gint64) LIMIT);
  RosterStep step = ROSTER_STEP_ERROR;
  gint64 largest = 0;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      Sold *sold = g_new0 (Sold, 1);

      sold->id = g_strdup (roster_statement_text (statement, 0));
      sold->title = g_strdup (roster_statement_text (statement, 1));
      sold->period_end = g_strdup (roster_statement_text (statement, 2));
      sold->period_days = (int) roster_statement_int64 (statement, 3);
      sold->units = roster_statement_int64 (statement, 4);
      sold->amount = roster_statement_int64 (statement, 5);
      sold->recent = roster_statement_int64 (statement, 6) != 0;
      /* The largest comes first. */
      g_ptr_array_add (rows, sold);
      largest = MAX (largest, sold->amount);
      sold->share = largest > 0 && sold->recent ? MAX (sold->amount, 0) / (double) largest : 0;
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/* The last period of each, those of the newest weeks first: what ended a period before those is of other weeks, and its
   amount is not to be held against theirs. Beside max(), SQLite takes the other columns from the row that has the
   maximum. */
#define SELECT_LAST_PERIODS(column, table, by)                                                                    \
  "WITH last AS (SELECT s.\"" column "\" AS id, p.name, max(s.\"periodEnd\") AS ended, s.\"periodDays\" AS days," \
  " s.units, s.amount FROM \"Sale\" s LEFT JOIN \"" table "\" p ON p.id = s.\"" column "\""                       \
  " WHERE s.\"" by "\" = ?1 GROUP BY s.\"" column "\")"                                                           \
  " SELECT id, name, ended, days, units, amount,"                                                                 \
  " ended > (SELECT date(max(ended), '-' || max(days, 1) || ' days') FROM last) AS recent"                        \
  " FROM last ORDER BY recent DESC, amount DESC NULLS LAST LIMIT ?2"

static GPtrArray *
read_products (RosterCache  *cache,
               const char   *streamer,
               GError      **error)
{
  return read_sold (cache, SELECT_LAST_PERIODS ("product", "Product", "streamer"), streamer, error);
}

static GPtrArray *
read_sellers (RosterCache  *cache,
              const char   *product,
              GError      **error)
{
  return read_sold (cache, SELECT_LAST_PERIODS ("streamer", "Streamer", "product"), product, error);
}

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* The name and the amount, under them a bar as long as the amount is beside the largest, and how many. */
static GtkWidget *
make_content (const Sold *sold,
              const char *detail_text)
{
  g_autofree char *amount = roster_format_money (sold->amount);
  g_autofree char *exact = roster_format_money_exact (sold->amount);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = make_label (title_of (sold), NULL), *number = gtk_label_new (amount);
  GtkWidget *detail = make_label (detail_text, "caption");
  GtkWidget *bar = g_object_new (GTK_TYPE_PROGRESS_BAR,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                 "fraction", sold->share,
                                 NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_tooltip_text (number, exact);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (content, "sold");
  gtk_box_append (GTK_BOX (top), title);
  gtk_box_append (GTK_BOX (top), number);
  gtk_box_append (GTK_BOX (content), top);
  gtk_widget_set_visible (bar, sold->recent);
  gtk_box_append (GTK_BOX (content), bar);
  gtk_box_append (GTK_BOX (content), detail);
  return content;
}

static GtkWidget *
make_row (RosterRowGroup *self,
          gpointer        item)
{
  const Sold *sold = item;
  g_autofree char *today = roster_clock_today (roster_context_clock (roster_row_group_context (self)));
  g_autofree char *units = roster_format_count (sold->units);
  g_autofree char *end = sold->period_end != NULL ? roster_format_date (sold->period_end, today) : g_strdup ("");
  /* Translators: sales of a product: units, days of the period, its last day. */
  g_autofree char *subtitle =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s units in %d day until %s", "%s units in %d days until %s",
                                    sold->period_days),
                       units, sold->period_days, end);
  /* Translators: sales, as in “5 units in 28 days until 2 Mar”, of other weeks than those above. */
  g_autofree char *detail = sold->recent ? g_strdup (subtitle) : g_strdup_printf (_("Earlier: %s"), subtitle);
  GtkWidget *row = adw_preferences_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_of (sold));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_content (sold, detail));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), sold->title != NULL);
  if (sold->title != NULL)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)",
                                        ROSTER_SOLD_LIST_GET_CLASS (self)->listed->name, sold->id);
    }
  return row;
}

static const char *
describe_products (RosterRowGroup *self,
                   guint           n_rows)
{
  return n_rows > 0 ? NULL : _("Nothing sold yet.");
}

static const char *
describe_sellers (RosterRowGroup *self,
                  guint           n_rows)
{
  return n_rows > 0 ? NULL : _("Nobody in this book has sold it yet.");
}

static gboolean
products_depend_on (const RosterRecordType *type)
{
  return type == &roster_sale_type || type == &roster_product_type;
}

static gboolean
sellers_depend_on (const RosterRecordType *type)
{
  return type == &roster_sale_type || type == &roster_streamer_type;
}

static void
roster_sold_list_class_init (RosterSoldListClass *klass)
{
  ROSTER_ROW_GROUP_CLASS (klass)->make_row = make_row;
}

static void
roster_sold_list_init (RosterSoldList *self)
{
}

static void
roster_sold_products_class_init (RosterSoldProductsClass *klass)
{
  ROSTER_ROW_GROUP_CLASS (klass)->read = read_products;
  ROSTER_ROW_GROUP_CLASS (klass)->describe = describe_products;
  ROSTER_ROW_GROUP_CLASS (klass)->depends_on = products_depend_on;
  ROSTER_SOLD_LIST_CLASS (klass)->listed = &roster_product_type;
}

static void
roster_sold_products_init (RosterSoldProducts *self)
{
  roster_row_group_set_title (ROSTER_ROW_GROUP (self), _("Sold"));
}

static void
roster_sellers_class_init (RosterSellersClass *klass)
{
  ROSTER_ROW_GROUP_CLASS (klass)->read = read_sellers;
  ROSTER_ROW_GROUP_CLASS (klass)->describe = describe_sellers;
  ROSTER_ROW_GROUP_CLASS (klass)->depends_on = sellers_depend_on;
  ROSTER_SOLD_LIST_CLASS (klass)->listed = &roster_streamer_type;
}

static void
roster_sellers_init (RosterSellers *self)
{
  roster_row_group_set_title (ROSTER_ROW_GROUP (self), _("Sold By"));
}

/**
 * roster_sold_list_new:
 * @of: whose sales: #roster_streamer_type or #roster_product_type
 *
 * Returns: (transfer floating): the list, empty until roster_row_group_show()
 */
GtkWidget *
roster_sold_list_new (RosterContext          *context,
                      const RosterRecordType *of)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (of == &roster_streamer_type || of == &roster_product_type, NULL);

  return g_object_new (of == &roster_streamer_type ? roster_sold_products_get_type () : roster_sellers_get_type (),
                       "context", context, NULL);
}
