/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-factory-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterFactoryRow
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *capacity;
  GtkLabel *lead_time;
};

G_DEFINE_FINAL_TYPE (RosterFactoryRow, roster_factory_row, GTK_TYPE_WIDGET)

/* Where it is and what it makes. */
static char *
detail_of (RosterRecord *factory)
{
  const char *city = roster_record_text (factory, "city");
  GVariant *categories = roster_record_value (factory, "categories");
  g_autofree const char **names = categories != NULL ? g_variant_get_strv (categories, NULL) : NULL;
  g_autofree char *makes = names != NULL ? g_strjoinv (_(", "), (char **) names) : NULL;

  if (city != NULL && makes != NULL)
    return g_strdup_printf ("%s · %s", city, makes);

  return g_strdup (city != NULL ? city : makes != NULL ? makes
                                                       : "");
}

static void
roster_factory_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_factory_row_parent_class)->dispose (object);
}

static void
roster_factory_row_class_init (RosterFactoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_factory_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-factory-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryRow, capacity);
  gtk_widget_class_bind_template_child (widget_class, RosterFactoryRow, lead_time);
}

static void
roster_factory_row_init (RosterFactoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_factory_row_new (void)
{
  return g_object_new (ROSTER_TYPE_FACTORY_ROW, NULL);
}

void
roster_factory_row_show (RosterFactoryRow *self,
                         RosterRecord     *factory)
{
  g_return_if_fail (ROSTER_IS_FACTORY_ROW (self));
  g_return_if_fail (ROSTER_IS_RECORD (factory));

  gint64 days = roster_record_number (factory, "leadTimeDays", -1);
  gint64 units = roster_record_number (factory, "dailyCapacity", -1);
  g_autofree char *detail = detail_of (factory);
  g_autofree char *count = units >= 0 ? roster_format_count (units) : NULL;
  /* Translators: how many units a factory can make a day. */
  g_autofree char *capacity = count != NULL ? g_strdup_printf (_("%s a day"), count) : NULL;
  /* Translators: how long a factory takes until it delivers. */
  g_autofree char *lead_time =
      days >= 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", days), (int) days) : NULL;

  gtk_label_set_label (self->name, roster_record_title (factory));
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->capacity, capacity != NULL ? capacity : "");
  gtk_label_set_label (self->lead_time, lead_time != NULL ? lead_time : "");
}
