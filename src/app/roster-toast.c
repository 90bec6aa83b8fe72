/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-toast.h"

#include <glib/gi18n-lib.h>

static void
show (GtkWidget *from,
      AdwToast  *toast)
{
  GtkWidget *overlay = ADW_IS_APPLICATION_WINDOW (from)
                           ? adw_application_window_get_content (ADW_APPLICATION_WINDOW (from))
                           : gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (ADW_IS_TOAST_OVERLAY (overlay))
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

/**
 * roster_toast_message:
 * @from: the main window, or a widget of the window that speaks
 * @text: plain text
 */
void
roster_toast_message (GtkWidget  *from,
                      const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  g_autofree char *markup = g_markup_escape_text (text, -1);

  show (from, adw_toast_new (markup));
}

/**
 * roster_toast_undoable:
 * @text: what was done, plain text
 * @step: the step of the journal that the toast's button takes back; 0 where nothing had to change, and nothing is said
 */
void
roster_toast_undoable (GtkWidget  *from,
                       const char *text,
                       gint64      step)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);
  g_return_if_fail (step >= 0);

  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (step == 0)
    return;

  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-step");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (step));
  show (from, toast);
}

/**
 * roster_toast_with_action:
 * @from: the main window, or a widget of the window that speaks
 * @text: plain text
 * @button: what the toast's button says, with its mnemonic
 * @action: the name of an action without a parameter
 */
void
roster_toast_with_action (GtkWidget  *from,
                          const char *text,
                          const char *button,
                          const char *action)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL && button != NULL && action != NULL);

  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  show (from, toast);
}
