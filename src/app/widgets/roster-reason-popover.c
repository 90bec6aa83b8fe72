/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reason-popover.h"

#include <glib/gi18n-lib.h>

struct _RosterReasonPopover
{
  GtkPopover parent_instance;

  GtkBox *choices;
};

G_DEFINE_FINAL_TYPE (RosterReasonPopover, roster_reason_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
give (RosterReasonPopover *self,
      const char          *reason)
{
  g_autoptr (RosterReasonPopover) kept = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, reason);
}

static void
reason_clicked_cb (GtkButton           *button,
                   RosterReasonPopover *self)
{
  g_autofree char *reason = g_strdup (gtk_button_get_label (button));

  give (self, reason);
}

static void
own_reason_cb (GtkEditable         *entry,
               RosterReasonPopover *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (reason[0] != '\0')
    give (self, reason);
}

static void
add_title (RosterReasonPopover *self,
           const char          *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (title, "choices-title");
  gtk_box_append (self->choices, title);
}

static void
add_reason (RosterReasonPopover *self,
            const char          *reason)
{
  GtkWidget *button = gtk_button_new_with_label (reason);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reason_clicked_cb), self, 0);
  gtk_box_append (self->choices, button);
}

static void
add_own_reason (RosterReasonPopover *self,
                int                  maximum)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Another reason"));
  gtk_entry_set_max_length (GTK_ENTRY (entry), maximum);
  gtk_widget_set_margin_top (entry, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another reason"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (own_reason_cb), self, 0);
  gtk_box_append (self->choices, entry);
}

static void
roster_reason_popover_class_init (RosterReasonPopoverClass *klass)
{
  /**
   * RosterReasonPopover::given:
   * @reason: one of the usual reasons, or what was typed, without spaces around it; never empty
   */
  signals[SIGNAL_GIVEN] = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
roster_reason_popover_init (RosterReasonPopover *self)
{
  self->choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->choices));
}

/**
 * roster_reason_popover_new:
 * @title: the question, in the interface's language
 * @reasons: (array zero-terminated=1): the usual answers, in the interface's language
 * @maximum: how many characters the field for the reason takes
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
roster_reason_popover_new (const char        *title,
                           const char *const *reasons,
                           int                maximum)
{
  RosterReasonPopover *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (reasons != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_REASON_POPOVER, NULL);
  add_title (self, title);
  for (guint i = 0; reasons[i] != NULL; i++)
    add_reason (self, reasons[i]);
  add_own_reason (self, maximum);
  return GTK_WIDGET (self);
}

/**
 * roster_reason_popover_find_open:
 *
 * Whoever makes the rows below @root anew asks this first: somebody may be typing a reason, which would be lost. It
 * closes with GtkPopover::closed.
 *
 * Returns: (transfer none) (nullable): the popover that is open below @root
 */
GtkWidget *
roster_reason_popover_find_open (GtkWidget *root)
{
  g_return_val_if_fail (GTK_IS_WIDGET (root), NULL);

  if (ROSTER_IS_REASON_POPOVER (root) && gtk_widget_get_visible (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *open = roster_reason_popover_find_open (child);

      if (open != NULL)
        return open;
    }

  return NULL;
}
