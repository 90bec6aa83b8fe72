/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-factory-list.h"

#include <glib/gi18n-lib.h>

#include "roster-factory-row.h"

struct _RosterFactoryList
{
  RosterRecordBrowser parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterFactoryList, roster_factory_list, ROSTER_TYPE_RECORD_BROWSER)

static const RosterBrowserOrder orders[] = {
  { "name", N_("Name"), roster_record_browser_compare_titles },
  { "capacity", N_("Daily capacity"), .field = "dailyCapacity", .greatest_first = TRUE },
  { "lead-time", N_("Lead time"), .field = "leadTimeDays" },
  { "terms", N_("Payment terms"), .field = "termsDays" },
  { NULL },
};

static const char *const filters[] = { "province", "city", "models", NULL };
static const char *const bulk_fields[] = { "termsDays", "leadTimeDays", "minimumQuantity", "active", NULL };
static const char *const new_fields[] = { "name", "province", "city", "contact", "phone", NULL };

static GtkWidget *
create_row (RosterRecordBrowser *browser)
{
  return roster_factory_row_new ();
}

static void
bind_row (RosterRecordBrowser *browser,
          GtkWidget           *row,
          RosterRecord        *factory)
{
  roster_factory_row_show (ROSTER_FACTORY_ROW (row), factory);
}

static char *
describe (RosterRecordBrowser *browser,
          GListModel          *shown,
          GListModel          *all)
{
  guint n_shown = g_list_model_get_n_items (shown), n_all = g_list_model_get_n_items (all);

  if (n_shown == n_all)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u factory", "%u factories", n_all), n_all);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u factory", "%u of %u factories", n_all), n_shown,
                          n_all);
}

static void
roster_factory_list_class_init (RosterFactoryListClass *klass)
{
  RosterRecordBrowserClass *browser_class = ROSTER_RECORD_BROWSER_CLASS (klass);

  browser_class->type = &roster_factory_type;
  browser_class->icon_name = "applications-engineering-symbolic";
  browser_class->order_key = "factories-order";
  browser_class->saved_key = "factories-filters";
  browser_class->orders = orders;
  browser_class->filters = filters;
  browser_class->bulk_fields = bulk_fields;
  browser_class->new_fields = new_fields;
  browser_class->empty_title = N_("No Factories Yet");
  browser_class->empty_description = N_("They come from the office.");
  browser_class->search_hint = N_("Name, pinyin, city or what they make");
  browser_class->create_row = create_row;
  browser_class->bind_row = bind_row;
  browser_class->describe = describe;
}

static void
roster_factory_list_init (RosterFactoryList *self)
{
}
