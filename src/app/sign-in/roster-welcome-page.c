/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-welcome-page.h"

#include "roster-sign-in-form.h"

struct _RosterWelcomePage
{
  AdwBin parent_instance;

  RosterSignInForm *form;
};

G_DEFINE_FINAL_TYPE (RosterWelcomePage, roster_welcome_page, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
signed_in_cb (RosterWelcomePage *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
work_alone_cb (RosterWelcomePage *self)
{
  roster_sign_in_form_cancel (self->form);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
roster_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROSTER_WELCOME_PAGE (widget)->form));
}

static void
roster_welcome_page_class_init (RosterWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * RosterWelcomePage::done:
   *
   * The person has signed in, or works without an office.
   */
  signals[DONE] =
      g_signal_new ("done", ROSTER_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  widget_class->grab_focus = roster_welcome_page_grab_focus;

  g_type_ensure (ROSTER_TYPE_SIGN_IN_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterWelcomePage, form);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, work_alone_cb);
}

static void
roster_welcome_page_init (RosterWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_welcome_page_new (RosterContext *context)
{
  RosterWelcomePage *self = g_object_new (ROSTER_TYPE_WELCOME_PAGE, NULL);

  roster_sign_in_form_set_context (self->form, context);
  return GTK_WIDGET (self);
}
