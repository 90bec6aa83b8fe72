/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-give-up-button.h"

#include <glib/gi18n-lib.h>

#include "roster-reason-popover.h"
#include "roster-toast.h"
#include "roster-walk-change.h"

struct _RosterGiveUpButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  RosterContext *context;
  RosterRecord *walkthrough;
  char *label;
};

G_DEFINE_FINAL_TYPE (RosterGiveUpButton, roster_give_up_button, ADW_TYPE_BIN)

/* Writing */

typedef struct
{
  char *id;
  char *reason;
  char *label;
} GivingUp;

static void
giving_up_free (gpointer data)
{
  GivingUp *giving_up = data;

  g_free (giving_up->id);
  g_free (giving_up->reason);
  g_free (giving_up->label);
  g_free (giving_up);
}

static gpointer
give_up_func (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const GivingUp *giving_up = data;
  gint64 step = roster_walk_give_up (cache, giving_up->id, giving_up->reason, giving_up->label, error);

  return step > 0 ? g_memdup2 (&step, sizeof step) : NULL;
}

/* The row goes as soon as it is written; what remains of the page says so. */
static void
given_up_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *step = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (step == NULL)
    roster_toast_message (page, error->message);
  else
    roster_toast_undoable (page, _("Walk-through given up"), *step);
}

static void
give_up (RosterGiveUpButton *self,
         const char         *reason)
{
  GivingUp *giving_up = g_new0 (GivingUp, 1);
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_GROUP);

  giving_up->id = g_strdup (roster_record_id (self->walkthrough));
  giving_up->reason = g_strdup (reason);
  giving_up->label = g_strdup (self->label);
  roster_store_write_async (roster_context_store (self->context), give_up_func, giving_up, giving_up_free, g_free, NULL,
                            given_up_cb, g_object_ref (group != NULL ? group : GTK_WIDGET (self)));
}

/* Asking */

/* The choices are made when somebody asks for them. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  const char *reasons[] = { _("Begun by mistake"), _("The streamer had no time"), _("Done with another checklist"),
                            NULL };
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  popover = roster_reason_popover_new (_("Why is it given up?"), reasons, ROSTER_MAX_GIVE_UP_REASON);
  g_signal_connect_object (popover, "given", G_CALLBACK (give_up), user_data, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static void
roster_give_up_button_dispose (GObject *object)
{
  RosterGiveUpButton *self = ROSTER_GIVE_UP_BUTTON (object);

  g_clear_object (&self->context);
  g_clear_object (&self->walkthrough);

  G_OBJECT_CLASS (roster_give_up_button_parent_class)->dispose (object);
}

static void
roster_give_up_button_finalize (GObject *object)
{
  g_free (ROSTER_GIVE_UP_BUTTON (object)->label);

  G_OBJECT_CLASS (roster_give_up_button_parent_class)->finalize (object);
}

static void
roster_give_up_button_class_init (RosterGiveUpButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_give_up_button_dispose;
  object_class->finalize = roster_give_up_button_finalize;
}

static void
roster_give_up_button_init (RosterGiveUpButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->button, _("Give Up…"));
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Nobody will go on with this walk-through"));
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * roster_give_up_button_new:
 * @walkthrough: a Walkthrough that is running
 * @checklist: the name of its checklist
 *
 * Returns: (transfer floating): a button that closes it
 */
GtkWidget *
roster_give_up_button_new (RosterContext *context,
                           RosterRecord  *walkthrough,
                           const char    *checklist)
{
  RosterGiveUpButton *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (checklist != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_GIVE_UP_BUTTON, NULL);
  self->context = g_object_ref (context);
  self->walkthrough = g_object_ref (walkthrough);
  /* Translators: a step that can be undone; %s is the name of a checklist. */
  self->label = g_strdup_printf (_("Give up “%s”"), checklist);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  roster_rights_in_force_guard (roster_context_rights (context), GTK_WIDGET (self->button), &roster_walkthrough_type,
                                roster_record_account (walkthrough));
  return GTK_WIDGET (self);
}
