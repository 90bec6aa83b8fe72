/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-action-row.h"

#include <glib/gi18n-lib.h>

#include "roster-action-words.h"
#include "roster-later-popover.h"
#include "roster-refusal-popover.h"
#include "roster-rights-in-force.h"

/*
 * A grid and not boxes in boxes: before a box gives its children their widths, it asks a label that wraps how narrow it
 * could be for the height at hand, and the label tries a dozen widths to find out.
 */
struct _RosterActionRow
{
  GtkListBoxRow parent_instance;

  GtkGrid *grid;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *reason;
  GtkWidget *answers;
  GtkButton *accept;
  GtkMenuButton *later;
  GtkMenuButton *refuse;

  RosterClock *clock;
  char *key;
  char *today;
  RosterNextUrgency urgency;
};

enum
{
  ACCEPT,
  LATER,
  REFUSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterActionRow, roster_action_row, GTK_TYPE_LIST_BOX_ROW)

static void
accept_cb (RosterActionRow *self)
{
  g_signal_emit (self, signals[ACCEPT], 0);
}

static void
later_chosen_cb (RosterActionRow *self,
                 const char      *date)
{
  g_autoptr (RosterActionRow) alive = g_object_ref (self);

  g_signal_emit (self, signals[LATER], 0, date);
}

static void
refusal_chosen_cb (RosterActionRow *self,
                   const char      *reason)
{
  g_autoptr (RosterActionRow) alive = g_object_ref (self);

  g_signal_emit (self, signals[REFUSE], 0, reason);
}

/* What few rows are asked for is made when it is opened. */
static void
add_popover (RosterActionRow *self,
             GtkMenuButton   *button,
             GtkWidget       *popover,
             GCallback        chosen)
{
  g_signal_connect_object (popover, "chosen", chosen, self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static void
create_later_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  RosterActionRow *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    add_popover (self, button, roster_later_popover_new (self->clock), G_CALLBACK (later_chosen_cb));
}

static void
create_refusal_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    add_popover (user_data, button, roster_refusal_popover_new (), G_CALLBACK (refusal_chosen_cb));
}

static void
roster_action_row_dispose (GObject *object)
{
  g_clear_object (&ROSTER_ACTION_ROW (object)->clock);

  G_OBJECT_CLASS (roster_action_row_parent_class)->dispose (object);
}

static void
roster_action_row_finalize (GObject *object)
{
  g_free (ROSTER_ACTION_ROW (object)->key);
  g_free (ROSTER_ACTION_ROW (object)->today);

  G_OBJECT_CLASS (roster_action_row_parent_class)->finalize (object);
}

static void
roster_action_row_class_init (RosterActionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_action_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_action_row_finalize;

  signals[ACCEPT] = g_signal_new ("accept", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LATER] =
      g_signal_new ("later", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFUSE] =
      g_signal_new ("refuse", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-action-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, grid);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, reason);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, answers);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, accept);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, later);
  gtk_widget_class_bind_template_child (widget_class, RosterActionRow, refuse);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
roster_action_row_init (RosterActionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->later, create_later_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->refuse, create_refusal_cb, self, NULL);
}

static void
set_label (GtkWidget  *widget,
           const char *format,
           const char *title)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", format, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * roster_action_row_new:
 * @clock: in whose days "later" is reckoned
 *
 * Returns: (transfer floating): the row of @action
 */
GtkWidget *
roster_action_row_new (const RosterNextAction *action,
                       RosterClock            *clock)
{
  RosterActionRow *self;
  g_autofree char *title = NULL, *reason = NULL;

  g_return_val_if_fail (action != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_ACTION_ROW, NULL);
  self->clock = g_object_ref (clock);
  self->key = g_strdup (action->key);
  self->today = roster_clock_today (clock);
  self->urgency = action->urgency;
  title = roster_next_action_title (action, clock);
  reason = roster_next_action_reason (action, clock);
  gtk_image_set_from_icon_name (self->icon, roster_next_action_icon (action));
  if (action->urgency == ROSTER_URGENCY_NOW)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "now");
  else if (action->urgency == ROSTER_URGENCY_LATE)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "overdue");
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->reason, reason);
  gtk_button_set_label (self->accept, roster_next_action_accept (action));
  set_label (GTK_WIDGET (self->accept), roster_next_action_accept (action), title);
  set_label (GTK_WIDGET (self->later), _("Later"), title);
  set_label (GTK_WIDGET (self->refuse), C_("action", "No"), title);
  return GTK_WIDGET (self);
}

const char *
roster_action_row_key (RosterActionRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTION_ROW (self), NULL);

  return self->key;
}

/**
 * roster_action_row_shows:
 *
 * Returns: whether a new row of @action would be the same as this one
 */
gboolean
roster_action_row_shows (RosterActionRow        *self,
                         const RosterNextAction *action)
{
  g_return_val_if_fail (ROSTER_IS_ACTION_ROW (self), FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  g_autofree char *title = roster_next_action_title (action, self->clock);
  g_autofree char *reason = roster_next_action_reason (action, self->clock);
  g_autofree char *today = roster_clock_today (self->clock);

  /* "Later" is reckoned from the day on which the row was made. */
  return g_strcmp0 (action->key, self->key) == 0 && action->urgency == self->urgency &&
         g_strcmp0 (today, self->today) == 0 && g_strcmp0 (title, gtk_label_get_label (self->title)) == 0 &&
         g_strcmp0 (reason, gtk_label_get_label (self->reason)) == 0 &&
         g_strcmp0 (roster_next_action_accept (action), gtk_button_get_label (self->accept)) == 0;
}

/**
 * roster_action_row_title:
 *
 * Returns: what is to be done, in words
 */
const char *
roster_action_row_title (RosterActionRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTION_ROW (self), NULL);

  return gtk_label_get_label (self->title);
}

/**
 * roster_action_row_set_slim:
 *
 * In a narrow window the answers stand below the words.
 */
void
roster_action_row_set_slim (RosterActionRow *self,
                            gboolean         slim)
{
  g_return_if_fail (ROSTER_IS_ACTION_ROW (self));

  g_object_set (gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (GTK_WIDGET (self->grid)),
                                                     self->answers),
                "column", slim ? 0 : 2,
                "row", slim ? 2 : 0,
                "column-span", slim ? 2 : 1,
                "row-span", slim ? 1 : 2,
                NULL);
  gtk_widget_set_margin_top (self->answers, slim ? 7 : 0);
}

/**
 * roster_action_row_refuse:
 * @accept: (nullable): why this person may not do it, for a person
 * @answer: (nullable): why this person may neither put it off nor turn it down
 */
void
roster_action_row_refuse (RosterActionRow *self,
                          const char      *accept,
                          const char      *answer)
{
  g_return_if_fail (ROSTER_IS_ACTION_ROW (self));

  roster_widget_refuse (GTK_WIDGET (self->accept), accept);
  roster_widget_refuse (GTK_WIDGET (self->later), answer);
  roster_widget_refuse (GTK_WIDGET (self->refuse), answer);
}
