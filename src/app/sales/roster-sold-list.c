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

struct _RosterSoldList
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows;

  RosterContext *context;
  gboolean by_product;
  char *id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RosterSoldList, roster_sold_list, ADW_TYPE_BIN)

typedef struct
{
  char *id;
  char *title;
  char *period_end;
  int period_days;
  gint64 units;
  gint64 amount;
} Sold;

static void
sold_free (gpointer data)
{
  Sold *sold = data;

  g_free (sold->id);
  g_free (sold->title);
  g_free (sold->period_end);
  g_free (sold);
}

typedef struct
{
  gboolean by_product;
  char *id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question);
}

static gpointer
read_sold (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  /* Beside max(), SQLite takes the other columns from the row that has the maximum. */
  static const char by_product[] =
      "SELECT s.product, p.name, max(s.\"periodEnd\"), s.\"periodDays\", s.units, s.amount FROM \"Sale\" s"
      " LEFT JOIN \"Product\" p ON p.id = s.product WHERE s.streamer = ?1"
      " GROUP BY s.product ORDER BY s.amount DESC NULLS LAST LIMIT ?2";
  static const char by_streamer[] =
      "SELECT s.streamer, p.name, max(s.\"periodEnd\"), s.\"periodDays\", s.units, s.amount FROM \"Sale\" s"
      " LEFT JOIN \"Streamer\" p ON p.id = s.streamer WHERE s.product = ?1"
      " GROUP BY s.streamer ORDER BY s.amount DESC NULLS LAST LIMIT ?2";
  const Question *question = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (sold_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (cache), error, question->by_product ? by_product : by_streamer,
                             "si", question->id, (gint64) LIMIT);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      Sold *sold = g_new0 (Sold, 1);

      sold->id = g_strdup (roster_statement_text (statement, 0));
      sold->title = g_strdup (roster_statement_text (statement, 1));
      sold->period_end = g_strdup (roster_statement_text (statement, 2));
      sold->period_days = (int) roster_statement_int64 (statement, 3);
      sold->units = roster_statement_int64 (statement, 4);
      sold->amount = roster_statement_int64 (statement, 5);
      g_ptr_array_add (rows, sold);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static GtkWidget *
make_row (RosterSoldList *self,
          const Sold     *sold)
{
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  g_autofree char *amount = roster_format_money (sold->amount);
  g_autofree char *exact = roster_format_money_exact (sold->amount);
  g_autofree char *units = roster_format_count (sold->units);
  g_autofree char *end = sold->period_end != NULL ? roster_format_date (sold->period_end, today) : g_strdup ("");
  /* Translators: sales of a product: units, days of the period, its last day. */
  g_autofree char *subtitle =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s units in %d day until %s", "%s units in %d days until %s",
                                    sold->period_days),
                       units, sold->period_days, end);
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (amount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sold->title != NULL ? sold->title : _("Unknown"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, exact);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (sold->title != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)",
                                        self->by_product ? roster_product_type.name : roster_streamer_type.name,
                                        sold->id);
    }
  return row;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterSoldList *self = user_data;

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read the sales: %s", error->message);
      return;
    }

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = make_row (self, rows->pdata[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }

  adw_preferences_group_set_description (self->group, rows->len > 0      ? NULL
                                                      : self->by_product ? _("Nothing sold yet.")
                                                                         : _("Nobody in this book has sold it yet."));
}

static void
read_again (RosterSoldList *self)
{
  Question *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == NULL)
    return;

  question = g_new0 (Question, 1);
  question->by_product = self->by_product;
  question->id = g_strdup (self->id);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), read_sold, question, question_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterSoldList *self,
                  GPtrArray      *keys)
{
  const RosterRecordType *titled = self->by_product ? &roster_product_type : &roster_streamer_type;

  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (key->type == &roster_sale_type || key->type == titled)
        {
          read_again (self);
          return;
        }
    }
}

static void
roster_sold_list_dispose (GObject *object)
{
  RosterSoldList *self = ROSTER_SOLD_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_sold_list_parent_class)->dispose (object);
}

static void
roster_sold_list_finalize (GObject *object)
{
  g_ptr_array_unref (ROSTER_SOLD_LIST (object)->rows);
  g_free (ROSTER_SOLD_LIST (object)->id);

  G_OBJECT_CLASS (roster_sold_list_parent_class)->finalize (object);
}

static void
roster_sold_list_class_init (RosterSoldListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_sold_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_sold_list_finalize;
}

static void
roster_sold_list_init (RosterSoldList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * roster_sold_list_new:
 * @of: whose sales: #roster_streamer_type or #roster_product_type
 */
GtkWidget *
roster_sold_list_new (RosterContext          *context,
                      const RosterRecordType *of)
{
  RosterSoldList *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (of == &roster_streamer_type || of == &roster_product_type, NULL);

  self = g_object_new (ROSTER_TYPE_SOLD_LIST, NULL);
  self->context = g_object_ref (context);
  self->by_product = of == &roster_streamer_type;
  adw_preferences_group_set_title (self->group, self->by_product ? _("Sold") : _("Sold By"));
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * roster_sold_list_show:
 * @id: (nullable): the streamer or product
 */
void
roster_sold_list_show (RosterSoldList *self,
                       const char     *id)
{
  g_return_if_fail (ROSTER_IS_SOLD_LIST (self));

  g_free (self->id);
  self->id = g_strdup (id);
  read_again (self);
}
