/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-in-form.h"

#include <glib/gi18n-lib.h>

struct _RosterSignInForm
{
  AdwBin parent_instance;

  GtkEditable *office;
  GtkEditable *login;
  GtkEditable *password;
  GtkRevealer *error_revealer;
  GtkLabel *error;
  GtkStack *buttons;
  GtkWidget *sign_in;
  GtkSpinner *spinner;
  GtkWidget *cancel;

  RosterContext *context;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RosterSignInForm, roster_sign_in_form, ADW_TYPE_BIN)

enum
{
  SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_busy (RosterSignInForm *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->buttons), "busy");
}

static void
set_busy (RosterSignInForm *self,
          gboolean          busy)
{
  gtk_stack_set_visible_child_name (self->buttons, busy ? "busy" : "ready");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_editable_set_editable (self->password, !busy);
}

static gboolean
is_filled (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0';
}

static void
changed_cb (RosterSignInForm *self)
{
  gtk_widget_set_sensitive (self->sign_in,
                            is_filled (self->office) && is_filled (self->login) && is_filled (self->password));
  gtk_widget_remove_css_class (GTK_WIDGET (self->office), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->login), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password), "error");
}

/* Which of the rows a failure speaks of; %NULL where it is none of them. */
static GtkWidget *
row_at_fault (RosterSignInForm *self,
              const GError     *error)
{
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED) ||
      g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT))
    return GTK_WIDGET (self->password);
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OTHER_PERSON))
    return GTK_WIDGET (self->login);
  if (error->domain == ROSTER_SYNC_ERROR)
    return GTK_WIDGET (self->office);

  return NULL;
}

static void
show_error (RosterSignInForm *self,
            const GError     *error)
{
  GtkWidget *row = error != NULL ? row_at_fault (self, error) : NULL;

  if (error != NULL)
    gtk_label_set_label (self->error, error->message);
  gtk_revealer_set_reveal_child (self->error_revealer, error != NULL);
  if (row == NULL)
    return;

  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (gtk_widget_get_sensitive (row) ? row : GTK_WIDGET (self->password));
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RosterSignInForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean signed_in = roster_coordinator_sign_in_finish (ROSTER_COORDINATOR (object), result, &error);

  /* Another attempt, or none any more, has taken the place of a cancelled one. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (!signed_in)
    {
      show_error (self, error);
      return;
    }

  gtk_editable_set_text (self->password, "");
  g_signal_emit (self, signals[SIGNED_IN], 0);
}

static void
sign_in_cb (RosterSignInForm *self)
{
  g_autofree char *office = g_strstrip (g_strdup (gtk_editable_get_text (self->office)));
  g_autofree char *login = g_strstrip (g_strdup (gtk_editable_get_text (self->login)));

  if (is_busy (self) || !gtk_widget_get_sensitive (self->sign_in))
    return;

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_error (self, NULL);
  set_busy (self, TRUE);
  roster_coordinator_sign_in_async (roster_context_coordinator (self->context), office, login,
                                    gtk_editable_get_text (self->password), self->cancellable, signed_in_cb,
                                    g_object_ref (self));
}

static void
cancel_cb (RosterSignInForm *self)
{
  roster_sign_in_form_cancel (self);
}

/* Enter goes to the next row that is still empty, or signs in. */
static void
activated_cb (RosterSignInForm *self)
{
  GtkEditable *rows[] = { self->office, self->login, self->password };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_filled (rows[i]))
      {
        gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
        return;
      }

  sign_in_cb (self);
}

/* The first row that is still to be filled has the focus. */
static gboolean
roster_sign_in_form_grab_focus (GtkWidget *widget)
{
  RosterSignInForm *self = ROSTER_SIGN_IN_FORM (widget);
  GtkEditable *rows[] = { self->office, self->login };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_filled (rows[i]))
      return gtk_widget_grab_focus (GTK_WIDGET (rows[i]));

  return gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
roster_sign_in_form_dispose (GObject *object)
{
  RosterSignInForm *self = ROSTER_SIGN_IN_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_sign_in_form_parent_class)->dispose (object);
}

static void
roster_sign_in_form_class_init (RosterSignInFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_sign_in_form_dispose;
  widget_class->grab_focus = roster_sign_in_form_grab_focus;

  /**
   * RosterSignInForm::signed-in:
   *
   * The office has let the person in.
   */
  signals[SIGNED_IN] =
      g_signal_new ("signed-in", ROSTER_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-sign-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, office);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, login);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, password);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, error);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, sign_in);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInForm, cancel);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);

  return found;
}

static void
visibility_cb (GtkText    *text,
               GParamSpec *pspec,
               GtkWidget  *button)
{
  const char *name = gtk_text_get_visibility (text) ? _("Hide Password") : _("Show Password");

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The row has a button that shows what was typed, and up to libadwaita 1.2 gives it no name. Another that applies what
   was typed is hidden. */
static void
name_reveal_button (RosterSignInForm *self)
{
  GtkWidget *button = find_button (GTK_WIDGET (self->password));
  GtkEditable *text = gtk_editable_get_delegate (self->password);

  if (button == NULL || !GTK_IS_TEXT (text))
    return;

  g_signal_connect_object (text, "notify::visibility", G_CALLBACK (visibility_cb), button, 0);
  visibility_cb (GTK_TEXT (text), NULL, button);
}

static void
roster_sign_in_form_init (RosterSignInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_reveal_button (self);
}

void
roster_sign_in_form_set_context (RosterSignInForm *self,
                                 RosterContext    *context)
{
  g_return_if_fail (ROSTER_IS_SIGN_IN_FORM (self));
  g_return_if_fail (ROSTER_IS_CONTEXT (context));

  g_set_object (&self->context, context);
}

/**
 * roster_sign_in_form_fill:
 * @office: (nullable): the office's address
 * @login: (nullable): the person's login
 * @fixed: whether only the password is asked for
 *
 * Fills in what is known already.
 */
void
roster_sign_in_form_fill (RosterSignInForm *self,
                          const char       *office,
                          const char       *login,
                          gboolean          fixed)
{
  g_return_if_fail (ROSTER_IS_SIGN_IN_FORM (self));

  gtk_editable_set_text (self->office, office != NULL ? office : "");
  gtk_editable_set_text (self->login, login != NULL ? login : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->office), !fixed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->login), !fixed);
}

/**
 * roster_sign_in_form_cancel:
 *
 * Stops an attempt that is under way; what was typed stays.
 */
void
roster_sign_in_form_cancel (RosterSignInForm *self)
{
  g_return_if_fail (ROSTER_IS_SIGN_IN_FORM (self));

  if (!is_busy (self))
    return;

  g_cancellable_cancel (self->cancellable);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}
