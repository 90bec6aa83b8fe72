/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-product-factory.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterProductFactory
{
  RosterRowGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterProductFactory, roster_product_factory, ROSTER_TYPE_ROW_GROUP)

static GPtrArray *
read_factory (RosterCache  *cache,
              const char   *product_id,
              GError      **error)
{
  g_autoptr (GPtrArray) factories = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterRecord) product = roster_cache_get (cache, &roster_product_type, product_id, &failure);
  const char *id = product != NULL ? roster_record_text (product, "factory") : NULL;
  RosterRecord *factory = id != NULL ? roster_cache_get (cache, &roster_factory_type, id, &failure) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (factory != NULL)
    g_ptr_array_add (factories, factory);
  return g_steal_pointer (&factories);
}

static char *
detail_of (RosterRecord *factory)
{
  gint64 units = roster_record_number (factory, "dailyCapacity", -1);
  gint64 lead = roster_record_number (factory, "leadTimeDays", -1);
  gint64 terms = roster_record_number (factory, "termsDays", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (units >= 0)
    {
      g_autofree char *count = roster_format_count (units);
      g_autofree char *part = g_strdup_printf (_("%s a day"), count);

      g_strv_builder_add (parts, part);
    }
  if (lead >= 0)
    {
      g_autofree char *part =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", lead), (int) lead);

      g_strv_builder_add (parts, part);
    }
  if (terms >= 0)
    {
      /* Translators: a factory's payment terms. */
      g_autofree char *part = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "wants to be paid within %d day", "wants to be paid within %d days", terms),
          (int) terms);

      g_strv_builder_add (parts, part);
    }
  words = g_strv_builder_end (parts);

  return g_strjoinv (" · ", words);
}

static GtkWidget *
make_row (RosterRowGroup *self,
          gpointer        item)
{
  RosterRecord *factory = item;
  g_autofree char *detail = detail_of (factory);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_record_title (factory));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", roster_factory_type.name,
                                    roster_record_id (factory));
  return row;
}

static const char *
describe (RosterRowGroup *self,
          guint           n_rows)
{
  return n_rows > 0 ? NULL : _("Nobody has said who makes it.");
}

static gboolean
depends_on (const RosterRecordType *type)
{
  return type == &roster_product_type || type == &roster_factory_type;
}

static void
roster_product_factory_class_init (RosterProductFactoryClass *klass)
{
  RosterRowGroupClass *group_class = ROSTER_ROW_GROUP_CLASS (klass);

  group_class->read = read_factory;
  group_class->make_row = make_row;
  group_class->describe = describe;
  group_class->depends_on = depends_on;
}

static void
roster_product_factory_init (RosterProductFactory *self)
{
  roster_row_group_set_title (ROSTER_ROW_GROUP (self), _("Made By"));
}

/**
 * roster_product_factory_new:
 *
 * Returns: (transfer floating): the row, none until roster_row_group_show()
 */
GtkWidget *
roster_product_factory_new (RosterContext *context)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  return g_object_new (ROSTER_TYPE_PRODUCT_FACTORY, "context", context, NULL);
}
