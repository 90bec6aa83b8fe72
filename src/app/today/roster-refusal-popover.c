/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-refusal-popover.h"

#include <glib/gi18n-lib.h>

struct _RosterRefusalPopover
{
  GtkPopover parent_instance;

  GtkBox *choices;
  GtkEditable *own_reason;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (RosterRefusalPopover, roster_refusal_popover, GTK_TYPE_POPOVER)

/* The row that asked may be gone when the answer is written: this is kept until everybody has heard. */
static void
choose (RosterRefusalPopover *self,
        const char           *reason)
{
  g_autoptr (RosterRefusalPopover) alive = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, reason);
}

static void
clicked_cb (GtkButton            *button,
            RosterRefusalPopover *self)
{
  choose (self, gtk_button_get_label (button));
}

static void
own_reason_cb (RosterRefusalPopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->own_reason)));

  if (text[0] != '\0')
    choose (self, text);
}

static void
roster_refusal_popover_class_init (RosterRefusalPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-refusal-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRefusalPopover, choices);
  gtk_widget_class_bind_template_child (widget_class, RosterRefusalPopover, own_reason);
  gtk_widget_class_bind_template_callback (widget_class, own_reason_cb);
}

static void
roster_refusal_popover_init (RosterRefusalPopover *self)
{
  const char *reasons[] = { _("Done already"), _("The streamer does not want it"), _("Not needed") };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (reasons[i]);

      gtk_widget_add_css_class (button, "flat");
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (self->choices, button);
    }
}

/**
 * roster_refusal_popover_new:
 *
 * Returns: (transfer floating): what asks for a reason
 */
GtkWidget *
roster_refusal_popover_new (void)
{
  return g_object_new (ROSTER_TYPE_REFUSAL_POPOVER, NULL);
}
