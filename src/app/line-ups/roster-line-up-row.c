/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-money.h"

struct _RosterLineUpRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *position;
  GtkLabel *name;
  GtkLabel *detail;
  GtkDropDown *role;
  GtkEntry *price;
  GtkWidget *sold_box;
  GtkEntry *sold;
  GtkWidget *moving;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *remove;

  RosterLineUpItem item;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RosterLineUpRow, roster_line_up_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_sound (GtkEntry *entry,
           gboolean  sound)
{
  if (sound)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               sound ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/* An empty entry is a number that nobody has recorded. */
static gboolean
read_entry (GtkEntry *entry,
            guint     decimals,
            gint64   *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean sound = TRUE;

  *value = ROSTER_LINE_UP_UNKNOWN;
  if (text[0] != '\0')
    sound = roster_decimal_from_text (text, decimals, value) && *value >= 0;
  set_sound (entry, sound);
  return sound;
}

static void
commit (RosterLineUpRow *self)
{
  RosterLineUpRole role = (RosterLineUpRole) gtk_drop_down_get_selected (self->role);
  gint64 price, sold;

  if (self->showing || !read_entry (self->price, 3, &price) || !read_entry (self->sold, 0, &sold))
    return;
  if (role == self->item.role && price == self->item.price && sold == self->item.sold)
    return;

  self->item.role = role;
  self->item.price = price;
  self->item.sold = sold;
  g_signal_emit (self, signals[EDITED], 0, (int) role, price, sold);
}

static void
show_entry (GtkEntry *entry,
            gint64    value,
            guint     decimals)
{
  g_autofree char *text =
      value != ROSTER_LINE_UP_UNKNOWN ? roster_decimal_to_text (value, decimals) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static char *
detail_of (RosterRecord *product)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (product == NULL)
    return g_strdup (_("This product is not in the catalogue of this computer."));

  if (roster_record_has (product, "unitMargin"))
    {
      g_autofree char *margin = roster_format_money (roster_record_number (product, "unitMargin", 0));
      g_autofree char *part = g_strdup_printf (_("margin %s"), margin);

      g_strv_builder_add (parts, part);
    }
  if (roster_record_has (product, "stock"))
    {
      g_autofree char *stock = roster_format_count (roster_record_number (product, "stock", 0));
      g_autofree char *part = g_strdup_printf (_("%s in stock"), stock);

      g_strv_builder_add (parts, part);
    }
  words = g_strv_builder_end (parts);

  return g_strjoinv (" · ", words);
}

static void
roster_line_up_row_finalize (GObject *object)
{
  g_free (ROSTER_LINE_UP_ROW (object)->item.product);

  G_OBJECT_CLASS (roster_line_up_row_parent_class)->finalize (object);
}

static void
roster_line_up_row_class_init (RosterLineUpRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_line_up_row_finalize;

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-line-up-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, position);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, role);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, price);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, sold_box);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, sold);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, moving);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, up);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, down);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, commit);
}

static void
roster_line_up_row_init (RosterLineUpRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What somebody is typing is not overwritten. */
static void
show_number (GtkEntry *entry,
             gint64    value,
             guint     decimals)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));

  if (text == NULL || !gtk_widget_has_focus (text))
    show_entry (entry, value, decimals);
}

/**
 * roster_line_up_row_new:
 *
 * Returns: (transfer floating): a row that is empty until roster_line_up_row_show()
 */
GtkWidget *
roster_line_up_row_new (void)
{
  return g_object_new (ROSTER_TYPE_LINE_UP_ROW, NULL);
}

/**
 * roster_line_up_row_show:
 * @position: where it stands, from 0
 * @n_items: of how many
 * @product: (nullable): the item's product
 * @can_plan: whether the plan can be changed
 * @can_record: whether what was sold can be recorded
 * @is_over: whether the session is over, so that there is something to record
 *
 * Shows an item.
 */
void
roster_line_up_row_show (RosterLineUpRow        *self,
                         const RosterLineUpItem *item,
                         guint                   position,
                         guint                   n_items,
                         RosterRecord           *product,
                         gboolean                can_plan,
                         gboolean                can_record,
                         gboolean                is_over)
{
  g_autofree char *number = g_strdup_printf ("%u", position + 1), *detail = detail_of (product);
  const char *name = product != NULL ? roster_record_title (product) : _("Unknown");

  g_return_if_fail (ROSTER_IS_LINE_UP_ROW (self));
  g_return_if_fail (item != NULL);

  g_free (self->item.product);
  self->item = *item;
  self->item.product = g_strdup (item->product);

  self->showing = TRUE;
  gtk_label_set_label (self->position, number);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->detail, detail);
  gtk_drop_down_set_selected (self->role, item->role);
  show_number (self->price, item->price, 3);
  show_number (self->sold, item->sold, 0);
  self->showing = FALSE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->role), can_plan);
  gtk_widget_set_sensitive (GTK_WIDGET (self->price), can_plan);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sold), can_record);
  gtk_widget_set_visible (self->sold_box, is_over);
  gtk_widget_set_visible (self->moving, can_plan);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->up), "(si)", item->product, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->down), "(si)", item->product, 1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", item->product);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->up), "line-up.move");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->down), "line-up.move");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "line-up.remove");
  gtk_widget_set_sensitive (self->up, position > 0);
  gtk_widget_set_sensitive (self->down, position + 1 < n_items);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * roster_line_up_row_product:
 *
 * Returns: (nullable): the id of the product that the row shows
 */
const char *
roster_line_up_row_product (RosterLineUpRow *self)
{
  g_return_val_if_fail (ROSTER_IS_LINE_UP_ROW (self), NULL);

  return self->item.product;
}

/**
 * roster_line_up_row_flush:
 *
 * Takes what is typed as if its entry were left.
 */
void
roster_line_up_row_flush (RosterLineUpRow *self)
{
  g_return_if_fail (ROSTER_IS_LINE_UP_ROW (self));

  commit (self);
}
