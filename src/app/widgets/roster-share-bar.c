/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-share-bar.h"

#define HEIGHT 12
#define GAP 2

/* A part that is not nothing stays wide enough to be seen. */
#define NARROWEST 3

struct _RosterShareBar
{
  GtkWidget parent_instance;

  GArray *shares;
};

G_DEFINE_FINAL_TYPE (RosterShareBar, roster_share_bar, GTK_TYPE_WIDGET)

static void
roster_share_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static void
roster_share_bar_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  RosterShareBar *self = ROSTER_SHARE_BAR (widget);
  GtkWidget *part = gtk_widget_get_first_child (widget);
  double total = 0, left = 0;
  int n_parts = 0, room;
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < self->shares->len; i++)
    {
      gint64 share = g_array_index (self->shares, gint64, i);

      total += share;
      n_parts += share > 0;
    }
  room = width - GAP * MAX (n_parts - 1, 0) - NARROWEST * n_parts;

  for (guint i = 0; i < self->shares->len && part != NULL; i++, part = gtk_widget_get_next_sibling (part))
    {
      gint64 share = g_array_index (self->shares, gint64, i);
      double part_width = share > 0 ? NARROWEST + MAX (room, 0) * (share / total) : 0;
      int from = (int) left, to = (int) (left + part_width);

      gtk_widget_set_child_visible (part, share > 0);
      if (share <= 0)
        continue;
      gtk_widget_size_allocate (
          part, &(GtkAllocation){ backwards ? width - to : from, (height - HEIGHT) / 2, MAX (to - from, 1), HEIGHT },
          -1);
      left += part_width + GAP;
    }
}

static void
roster_share_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_share_bar_parent_class)->dispose (object);
}

static void
roster_share_bar_finalize (GObject *object)
{
  g_array_unref (ROSTER_SHARE_BAR (object)->shares);

  G_OBJECT_CLASS (roster_share_bar_parent_class)->finalize (object);
}

static void
roster_share_bar_class_init (RosterShareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_share_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_share_bar_finalize;
  widget_class->measure = roster_share_bar_measure;
  widget_class->size_allocate = roster_share_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "sharebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
roster_share_bar_init (RosterShareBar *self)
{
  self->shares = g_array_new (FALSE, TRUE, sizeof (gint64));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * roster_share_bar_new:
 * @classes: (array zero-terminated=1): the CSS class of each part, from the start
 */
GtkWidget *
roster_share_bar_new (const char *const *classes)
{
  RosterShareBar *self;

  g_return_val_if_fail (classes != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_SHARE_BAR, NULL);
  for (guint i = 0; classes[i] != NULL; i++)
    {
      GtkWidget *part = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (part, classes[i]);
      gtk_widget_set_parent (part, GTK_WIDGET (self));
    }
  g_array_set_size (self->shares, g_strv_length ((char **) classes));
  return GTK_WIDGET (self);
}

/**
 * roster_share_bar_show:
 * @shares: as many as there are classes, none below zero; in any unit
 * @description: what the bar shows, in words
 */
void
roster_share_bar_show (RosterShareBar *self,
                       const gint64   *shares,
                       const char     *description)
{
  g_return_if_fail (ROSTER_IS_SHARE_BAR (self));
  g_return_if_fail (shares != NULL);
  g_return_if_fail (description != NULL);

  for (guint i = 0; i < self->shares->len; i++)
    g_array_index (self->shares, gint64, i) = MAX (shares[i], 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
