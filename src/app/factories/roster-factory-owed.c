/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-factory-owed.h"

#include <glib/gi18n-lib.h>

#include "roster-database.h"
#include "roster-format.h"
#include "roster-settlement.h"
#include "roster-share-bar.h"

static const char *const classes[] = { "young", "due", "late", NULL };

struct _RosterFactoryOwed
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  RosterShareBar *bar;
  GtkLabel *amounts[ROSTER_N_SETTLEMENT_AGES];
  GtkLabel *words[ROSTER_N_SETTLEMENT_AGES];
  GtkLabel *remark;

  RosterContext *context;
  char *id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RosterFactoryOwed, roster_factory_owed, ADW_TYPE_BIN)

typedef struct
{
  char *factory;
  char *today;
  gint64 shortest;
  gint64 longest;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->factory);
  g_free (question->today);
  g_free (question);
}

static gpointer
read_owed (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  static const char unsettled[] =
      "SELECT CAST(julianday(?2) - julianday(s.\"periodEnd\") AS INTEGER), s.\"periodDays\", coalesce(s.units, 0),"
      " coalesce(s.\"unitsReturned\", 0), coalesce(p.cost, -1) FROM \"Sale\" s"
      " JOIN \"Product\" p ON p.id = s.product WHERE p.factory = ?1 AND s.\"settledOn\" IS NULL";
  const Question *question = data;
  g_autofree RosterSettlement *settlement = g_new0 (RosterSettlement, 1);
  g_autoptr (RosterStatement) statement = roster_database_query (roster_cache_database (cache), error, unsettled, "ss",
                                                                 question->factory, question->today);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      const RosterUnsettledSale sale = {
        .days_since_end = roster_statement_int64 (statement, 0),
        .period_days = MAX (roster_statement_int64 (statement, 1), 1),
        .units = roster_statement_int64 (statement, 2),
        .units_returned = roster_statement_int64 (statement, 3),
        .unit_cost = roster_statement_int64 (statement, 4),
      };

      roster_settlement_add (settlement, &sale, question->shortest, question->longest);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&settlement) : NULL;
}

static void
show_settlement (RosterFactoryOwed      *self,
                 const RosterSettlement *settlement)
{
  gint64 total = roster_settlement_total (settlement);
  g_autofree char *sum = roster_format_money (total);
  /* Translators: %s is an amount of money. */
  g_autofree char *description =
      total > 0 ? g_strdup_printf (_("%s for sales of this book that the platform has not settled."), sum)
                : g_strdup (_("Nothing is outstanding from the sales of this book."));
  g_autofree char *units = roster_format_count (settlement->units_without_cost);
  g_autofree char *remark = NULL;
  g_autoptr (GString) parts = g_string_new (NULL);

  for (guint age = 0; age < ROSTER_N_SETTLEMENT_AGES; age++)
    {
      g_autofree char *amount = roster_format_money (settlement->owed[age]);
      g_autofree char *exact = roster_format_money_exact (settlement->owed[age]);

      gtk_label_set_label (self->amounts[age], amount);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->amounts[age]), exact);
      g_string_append_printf (parts, "%s%s: %s", age > 0 ? "; " : "", gtk_label_get_label (self->words[age]), amount);
    }

  adw_preferences_group_set_description (self->group, description);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->bar)), total > 0);
  roster_share_bar_show (self->bar, settlement->owed, parts->str);
  if (settlement->units_without_cost > 0)
    /* Translators: %s is a number. */
    remark = g_strdup_printf (_("%s more units are not in these sums: nobody has said what they cost."), units);
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree RosterSettlement *settlement = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (settlement != NULL)
    show_settlement (user_data, settlement);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read what is owed: %s", error->message);
}

static void
name_ages (RosterFactoryOwed *self,
           gint64             shortest,
           gint64             longest)
{
  g_autofree char *young = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Under %d day", "Under %d days", shortest),
                                            (int) shortest);
  /* Translators: an age from %d to %d days. */
  g_autofree char *due = g_strdup_printf (_("%d–%d days"), (int) shortest, (int) longest);
  g_autofree char *late =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Over %d day", "Over %d days", longest), (int) longest);

  gtk_label_set_label (self->words[ROSTER_SETTLEMENT_YOUNG], young);
  gtk_label_set_label (self->words[ROSTER_SETTLEMENT_DUE], due);
  gtk_label_set_label (self->words[ROSTER_SETTLEMENT_LATE], late);
}

static void
read_again (RosterFactoryOwed *self)
{
  RosterRulesInForce *rules = roster_context_rules (self->context);
  Question *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == NULL)
    return;

  question = g_new0 (Question, 1);
  question->factory = g_strdup (self->id);
  question->today = roster_clock_today (roster_context_clock (self->context));
  question->shortest = roster_rules_in_force_get (rules, ROSTER_RULE_AGEING_DAYS_LOW);
  question->longest = roster_rules_in_force_get (rules, ROSTER_RULE_AGEING_DAYS_HIGH);
  name_ages (self, question->shortest, question->longest);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), read_owed, question, question_free, g_free,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterFactoryOwed *self,
                  GPtrArray         *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (key->type == &roster_sale_type || key->type == &roster_product_type)
        {
          read_again (self);
          return;
        }
    }
}

static GtkWidget *
make_part (RosterFactoryOwed *self,
           guint              age)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, classes[age]);
  self->words[age] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->words[age]), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->words[age]), "dim-label");
  self->amounts[age] = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->amounts[age]), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->amounts[age]), "numeric");
  gtk_box_append (GTK_BOX (head), swatch);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->words[age]));
  gtk_box_append (GTK_BOX (part), head);
  gtk_box_append (GTK_BOX (part), GTK_WIDGET (self->amounts[age]));
  return part;
}

static void
roster_factory_owed_dispose (GObject *object)
{
  RosterFactoryOwed *self = ROSTER_FACTORY_OWED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_factory_owed_parent_class)->dispose (object);
}

static void
roster_factory_owed_finalize (GObject *object)
{
  g_free (ROSTER_FACTORY_OWED (object)->id);

  G_OBJECT_CLASS (roster_factory_owed_parent_class)->finalize (object);
}

static void
roster_factory_owed_class_init (RosterFactoryOwedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_factory_owed_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_factory_owed_finalize;
}

static void
roster_factory_owed_init (RosterFactoryOwed *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *parts = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "spacing", 12, NULL);

  self->bar = ROSTER_SHARE_BAR (roster_share_bar_new (classes));
  self->remark = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "dim-label");
  for (guint age = 0; age < ROSTER_N_SETTLEMENT_AGES; age++)
    gtk_box_append (GTK_BOX (parts), make_part (self, age));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "tile");
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (card), parts);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Owed"));
  adw_preferences_group_add (self->group, card);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->remark));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

GtkWidget *
roster_factory_owed_new (RosterContext *context)
{
  RosterFactoryOwed *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_FACTORY_OWED, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rules (context), "notify::values", G_CALLBACK (read_again), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * roster_factory_owed_show:
 * @id: (nullable): the factory
 */
void
roster_factory_owed_show (RosterFactoryOwed *self,
                          const char        *id)
{
  g_return_if_fail (ROSTER_IS_FACTORY_OWED (self));

  g_free (self->id);
  self->id = g_strdup (id);
  read_again (self);
}
