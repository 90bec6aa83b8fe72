/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-amend-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-answer-box.h"

typedef struct
{
  RosterWalkSession *session;
  AdwMessageDialog *dialog;
  RosterAnswerBox *box;
  GtkEditable *reason;
  guint index;
  RosterAnswer *answer;
} Amending;

static void
amending_free (gpointer  data,
               GClosure *closure)
{
  Amending *amending = data;

  g_object_unref (amending->session);
  roster_answer_free (amending->answer);
  g_free (amending);
}

static const RosterItem *
item_of (Amending *amending)
{
  return roster_template_item (roster_walk_template (roster_walk_session_walk (amending->session)), amending->index);
}

static void
update (Amending *amending)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (amending->reason)));

  adw_message_dialog_set_response_enabled (amending->dialog, "amend",
                                           amending->answer->state != ROSTER_ANSWER_OPEN && *reason != '\0');
}

static void
given_cb (RosterAnswerBox *box,
          gint64           value,
          const char      *text,
          Amending        *amending)
{
  if (roster_walk_session_walk (amending->session) == NULL)
    return;

  amending->answer->state = ROSTER_ANSWER_GIVEN;
  amending->answer->value = value;
  g_free (amending->answer->text);
  amending->answer->text = g_strdup (text);
  roster_answer_box_show (box, item_of (amending), amending->answer);
  update (amending);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Amending         *amending)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (amending->reason)));

  if (g_strcmp0 (response, "amend") == 0 && *reason != '\0' && roster_walk_session_walk (amending->session) != NULL)
    roster_walk_session_amend (amending->session, amending->index, amending->answer, reason);
}

static GtkWidget *
new_form (Amending *amending)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();
  GtkWidget *reason = adw_entry_row_new ();

  amending->box = ROSTER_ANSWER_BOX (roster_answer_box_new ());
  amending->reason = GTK_EDITABLE (reason);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reason), _("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), reason);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (amending->box));
  gtk_box_append (GTK_BOX (box), group);
  roster_answer_box_show (amending->box, item_of (amending), amending->answer);
  return box;
}

/**
 * roster_amend_dialog_present:
 * @from: a widget of the window
 * @session: with a walk-through that somebody has signed
 * @index: the item to amend
 */
void
roster_amend_dialog_present (GtkWidget         *from,
                             RosterWalkSession *session,
                             guint              index)
{
  Amending *amending;
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (roster_walk_session_walk (session) != NULL);

  amending = g_new0 (Amending, 1);
  amending->session = g_object_ref (session);
  amending->index = index;
  amending->answer = roster_answer_copy (roster_walk_answer (roster_walk_session_walk (session), index));
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (from)), _("Amend the Answer"),
                                   roster_words_in (&item_of (amending)->text, NULL));
  amending->dialog = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_set_extra_child (amending->dialog, new_form (amending));
  adw_message_dialog_add_responses (amending->dialog, "cancel", _("_Cancel"), "amend", _("_Amend"), NULL);
  adw_message_dialog_set_response_appearance (amending->dialog, "amend", ADW_RESPONSE_SUGGESTED);
  g_signal_connect (amending->box, "given", G_CALLBACK (given_cb), amending);
  g_signal_connect_swapped (amending->reason, "changed", G_CALLBACK (update), amending);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), amending, amending_free, 0);
  update (amending);
  gtk_window_present (GTK_WINDOW (dialog));
}
