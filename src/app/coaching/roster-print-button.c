/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-print-button.h"

#include <glib/gi18n-lib.h>

#include "roster-coaching-pictures.h"
#include "roster-coaching-print.h"

/* Photos that are on this computer come at once; only a longer wait is worth a word. In milliseconds. */
#define PATIENCE 500

#define SETTING "print-language"

struct _RosterPrintButton
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *button;
  GtkWidget *waiting;
  GtkLabel *progress;
  GtkWidget *cancel;

  RosterContext *context;
  RosterWalkSession *session;
  GSimpleAction *language;
  GCancellable *cancellable;
  char *walk;
  guint patience;
};

G_DEFINE_FINAL_TYPE (RosterPrintButton, roster_print_button, ADW_TYPE_BIN)

/* Language */

static void
language_changed_cb (RosterPrintButton *self)
{
  g_simple_action_set_state (self->language,
                             g_variant_new_string (roster_language_code (roster_print_button_language (self))));
}

static void
language_chosen_cb (RosterPrintButton *self,
                    GVariant          *value)
{
  g_settings_set_string (roster_context_settings (self->context), SETTING, g_variant_get_string (value, NULL));
}

/* Printing */

static void
show_waiting (RosterPrintButton *self,
              gboolean           waiting)
{
  GtkWidget *page = waiting ? self->waiting : self->button;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (gtk_stack_get_visible_child (self->stack) == page)
    return;

  gtk_stack_set_visible_child (self->stack, page);
  if (focused)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
stop (RosterPrintButton *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->walk, g_free);
  show_waiting (self, FALSE);
}

static gboolean
patience_over_cb (gpointer user_data)
{
  RosterPrintButton *self = user_data;

  self->patience = 0;
  show_waiting (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint    n_there,
             guint    n_all,
             gpointer data)
{
  RosterPrintButton *self = data;
  g_autofree char *words = NULL;

  /* Photos come for a while after somebody has stopped it. */
  if (self->cancellable == NULL)
    return;

  /* Translators: the photo that is being fetched, and of how many. */
  words = g_strdup_printf (_("Photo %u of %u…"), MIN (n_there + 1, n_all), n_all);
  gtk_label_set_label (self->progress, words);
}

/* Whether what was to be printed is still open. */
static gboolean
is_open (RosterPrintButton *self)
{
  RosterWalk *walk = roster_walk_session_walk (self->session);

  return walk != NULL && g_strcmp0 (roster_record_id (roster_walk_record (walk)), self->walk) == 0 &&
         gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
pictures_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (RosterPrintButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) pictures = roster_coaching_pictures_load_finish (result, &error);
  g_autoptr (GtkPrintOperation) operation = NULL;

  /* Who stopped it may have begun anew since. */
  if (pictures == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (is_open (self))
    operation = roster_coaching_print_operation (self->context, self->session, roster_print_button_language (self),
                                                 pictures);
  stop (self);
  if (operation == NULL)
    return;

  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

/* Shows the print dialog, which can also show a preview and write a PDF, once the photos are there. */
static void
print (RosterPrintButton *self)
{
  RosterWalk *walk = roster_walk_session_walk (self->session);

  if (walk == NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->walk = g_strdup (roster_record_id (roster_walk_record (walk)));
  self->patience = g_timeout_add (PATIENCE, patience_over_cb, self);
  roster_coaching_pictures_load_async (self->context, walk, self->cancellable, progress_cb, self, pictures_loaded_cb,
                                       g_object_ref (self));
}

static void
roster_print_button_dispose (GObject *object)
{
  RosterPrintButton *self = ROSTER_PRINT_BUTTON (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->walk, g_free);
  g_clear_object (&self->language);
  g_clear_object (&self->session);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_print_button_parent_class)->dispose (object);
}

static void
roster_print_button_class_init (RosterPrintButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_print_button_dispose;
}

static GtkWidget *
new_waiting (RosterPrintButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *spinner = gtk_spinner_new ();

  self->progress = GTK_LABEL (gtk_label_new (NULL));
  self->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Photos come from the office"), -1);
  gtk_label_set_ellipsize (self->progress, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "dim-label");
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), self->cancel);
  return box;
}

static GMenuModel *
new_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new (), languages = g_menu_new ();

  /* Each in itself: whoever reads it finds it. */
  g_menu_append (languages, "中文", "print.language::zh_CN");
  g_menu_append (languages, "English", "print.language::en");
  g_menu_append_section (menu, _("Language on Paper"), G_MENU_MODEL (languages));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
roster_print_button_init (RosterPrintButton *self)
{
  g_autoptr (GMenuModel) menu = new_menu ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->language = g_simple_action_new_stateful ("language", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect_object (self->language, "change-state", G_CALLBACK (language_chosen_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->language));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "print", G_ACTION_GROUP (actions));

  self->button = adw_split_button_new ();
  adw_split_button_set_label (ADW_SPLIT_BUTTON (self->button), _("_Print…"));
  adw_split_button_set_use_underline (ADW_SPLIT_BUTTON (self->button), TRUE);
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (self->button), menu);
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (self->button), _("Language on Paper"));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (print), self, G_CONNECT_SWAPPED);

  self->waiting = new_waiting (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_child (self->stack, self->button);
  gtk_stack_add_child (self->stack, self->waiting);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/**
 * roster_print_button_new:
 *
 * Returns: (transfer floating): a button that prints what is open in @session then
 */
GtkWidget *
roster_print_button_new (RosterContext     *context,
                         RosterWalkSession *session)
{
  RosterPrintButton *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_PRINT_BUTTON, NULL);
  self->context = g_object_ref (context);
  self->session = g_object_ref (session);
  g_signal_connect_object (roster_context_settings (context), "changed::" SETTING, G_CALLBACK (language_changed_cb),
                           self, G_CONNECT_SWAPPED);
  language_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * roster_print_button_language:
 *
 * Returns: the language of the paper: what was chosen last, and the interface's until then
 */
RosterLanguage
roster_print_button_language (RosterPrintButton *self)
{
  g_autofree char *code = NULL;

  g_return_val_if_fail (ROSTER_IS_PRINT_BUTTON (self), ROSTER_LANGUAGE_INTERFACE);

  code = g_settings_get_string (roster_context_settings (self->context), SETTING);
  return roster_language_resolve (roster_language_from (code));
}
