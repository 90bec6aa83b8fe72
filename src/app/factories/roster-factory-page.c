/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-factory-page.h"

#include <glib/gi18n-lib.h>

#include "roster-custom-list.h"
#include "roster-fact-tile.h"
#include "roster-factory-owed.h"
#include "roster-factory-products.h"
#include "roster-format.h"
#include "roster-record-form.h"
#include "roster-record-watch.h"
#include "roster-selection-status.h"

static const char *const factory_fields[] = { "name", "province", "city", "categories", "models", "active", NULL };
static const char *const contact_fields[] = { "contact", "phone", NULL };
static const char *const supply_fields[] = { "dailyCapacity", "leadTimeDays", "minimumQuantity", "termsDays",
                                             "researchPool", NULL };
static const char *const note_fields[] = { "notes", NULL };

static const RosterFormGroup groups[] = {
  { N_("Factory"), factory_fields },
  { N_("Contact"), contact_fields },
  { N_("Supply"), supply_fields },
  { NULL, note_fields },
  { NULL },
};

struct _RosterFactoryPage
{
  RosterPane parent_instance;

  GtkStack *stack;
  AdwStatusPage *nothing;
  AdwWindowTitle *title;
  GtkLabel *name;
  GtkLabel *detail;
  GtkWidget *read_only;
  GtkWidget *short_terms;
  GtkLabel *short_terms_words;
  GtkFlowBox *tiles;
  GtkBox *content;

  RosterFactTile *capacity;
  RosterFactTile *lead_time;
  RosterFactTile *minimum;
  RosterFactTile *terms;
  RosterRecordWatch *watch;
  RosterRecordForm *form;
  RosterFactoryOwed *owed;
  RosterFactoryProducts *products;
  RosterCustomList *customs;
};

G_DEFINE_FINAL_TYPE (RosterFactoryPage, roster_factory_page, ROSTER_TYPE_PANE)

static RosterContext *
context_of (RosterFactoryPage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static char *
days_in_words (gint64 days)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", days), (int) days);
}

static void
show_number (RosterFactTile *tile,
             RosterRecord *factory,
             const char *field,
             char *(*format) (gint64),
             const char *remark)
{
  g_autofree char *value =
      roster_record_has (factory, field) ? format (roster_record_number (factory, field, 0)) : NULL;

  roster_fact_tile_show (tile, value, value != NULL ? remark : _("unknown"), NULL);
}

/* Rule 8: a factory that wants its money before the platform pays can run out of cash. */
static void
show_terms (RosterFactoryPage *self,
            RosterRecord      *factory)
{
  RosterRulesInForce *rules = roster_context_rules (context_of (self));
  gint64 longest = roster_rules_in_force_get (rules, ROSTER_RULE_SETTLEMENT_DAYS_HIGH);
  gint64 terms = roster_record_number (factory, "termsDays", G_MAXINT64);
  g_autofree char *wanted = days_in_words (terms), *settled = days_in_words (longest);
  /* Translators: both %s are a number of days, such as “15 days”. */
  g_autofree char *words = g_strdup_printf (
      _("Wants to be paid within %s, but the platform may take %s to settle. A small factory can run out of cash."),
      wanted, settled);

  gtk_label_set_label (self->short_terms_words, words);
  gtk_widget_set_visible (self->short_terms, terms < longest);
}

static char *
detail_of (RosterRecord *factory)
{
  const char *province = roster_record_text (factory, "province"), *city = roster_record_text (factory, "city");

  if (province != NULL && city != NULL && g_strcmp0 (province, city) != 0)
    return g_strdup_printf ("%s · %s", province, city);

  return g_strdup (city != NULL ? city : province != NULL ? province
                                                          : "");
}

static void
show_factory (RosterFactoryPage *self)
{
  RosterRecord *factory = roster_record_watch_record (self->watch);
  gboolean read_only = roster_record_watch_read_only (self->watch);
  g_autofree char *detail = NULL;

  roster_selection_status_show (self->nothing, &roster_factory_type, roster_pane_selected (ROSTER_PANE (self)));
  gtk_stack_set_visible_child_name (self->stack, factory != NULL ? "factory" : "nothing");
  adw_window_title_set_title (self->title, factory != NULL ? roster_record_title (factory) : "");
  if (factory == NULL)
    return;

  detail = detail_of (factory);
  gtk_label_set_label (self->name, roster_record_title (factory));
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (self->read_only, read_only);
  show_number (self->capacity, factory, "dailyCapacity", roster_format_count, _("units a day"));
  show_number (self->lead_time, factory, "leadTimeDays", days_in_words, NULL);
  show_number (self->minimum, factory, "minimumQuantity", roster_format_count, _("units"));
  show_number (self->terms, factory, "termsDays", days_in_words, NULL);
  show_terms (self, factory);
  roster_record_form_show (self->form, self->watch);
}

static void
roster_factory_page_record_changed (RosterPane *pane)
{
  RosterFactoryPage *self = ROSTER_FACTORY_PAGE (pane);
  const char *id = roster_pane_record_id (pane);

  roster_record_form_flush (self->form);
  roster_record_watch_set_id (self->watch, id);
  roster_factory_owed_show (self->owed, id);
  roster_row_group_show (ROSTER_ROW_GROUP (self->products), id);
  roster_row_group_show (ROSTER_ROW_GROUP (self->customs), id);
}

static void
roster_factory_page_constructed (GObject *object)
{
  RosterFactoryPage *self = ROSTER_FACTORY_PAGE (object);
  RosterContext *context = context_of (self);

  G_OBJECT_CLASS (roster_factory_page_parent_class)->constructed (object);

  self->capacity = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Daily capacity")));
  self->lead_time = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Lead time")));
  self->minimum = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Minimum order")));
  self->terms = ROSTER_FACT_TILE (roster_fact_tile_add (self->tiles, _("Payment terms")));
  self->watch = roster_record_watch_new (context, &roster_factory_type);
  self->form = ROSTER_RECORD_FORM (roster_record_form_new (context, &roster_factory_type, groups));
  self->owed = ROSTER_FACTORY_OWED (roster_factory_owed_new (context));
  self->products = ROSTER_FACTORY_PRODUCTS (roster_factory_products_new (context));
  self->customs = ROSTER_CUSTOM_LIST (roster_custom_list_new_for_factory (context));
  gtk_box_append (self->content, GTK_WIDGET (self->owed));
  gtk_box_append (self->content, GTK_WIDGET (self->products));
  gtk_box_append (self->content, GTK_WIDGET (self->customs));
  gtk_box_append (self->content, GTK_WIDGET (self->form));

  g_signal_connect_object (self->watch, "changed", G_CALLBACK (show_factory), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rules (context), "notify::values", G_CALLBACK (show_factory), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::selected", G_CALLBACK (show_factory), NULL);
  show_factory (self);
}

static void
roster_factory_page_dispose (GObject *object)
{
  g_clear_object (&ROSTER_FACTORY_PAGE (object)->watch);

  G_OBJECT_CLASS (roster_factory_page_parent_class)->dispose (object);
}

static void
roster_factory_page_class_init (RosterFactoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_factory_page_constructed;
  object_class->dispose = roster_factory_page_dispose;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_factory_page_record_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-factory-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, title);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, name);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, read_only);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, short_terms);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, short_terms_words);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryPage, content);
}

static void
roster_factory_page_init (RosterFactoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
