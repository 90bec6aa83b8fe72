/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-dialog.h"

#include <glib/gi18n-lib.h>

#include "roster-signature-pad.h"

typedef struct
{
  RosterWalkSession *session;
  RosterSigner side;
  GtkEditable *name;
  RosterSignaturePad *pad;
} Signing;

static void
signing_free (gpointer  data,
              GClosure *closure)
{
  Signing *signing = data;

  g_object_unref (signing->session);
  g_free (signing);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Signing          *signing)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (signing->name)));
  g_autofree char *strokes = roster_signature_pad_strokes (signing->pad);

  if (g_strcmp0 (response, "sign") == 0 && *name != '\0' && roster_walk_session_walk (signing->session) != NULL)
    roster_walk_session_sign (signing->session, signing->side, name, strokes);
}

static void
name_changed_cb (GtkEditable      *name,
                 AdwMessageDialog *dialog)
{
  const char *text = gtk_editable_get_text (name);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  adw_message_dialog_set_response_enabled (dialog, "sign", *stripped != '\0');
}

static GtkWidget *
new_form (Signing *signing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();
  GtkWidget *name = adw_entry_row_new (), *pad = roster_signature_pad_new ();
  GtkWidget *clear = gtk_button_new_with_mnemonic (_("C_lear"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _("Name of the signer"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (name), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), name);
  gtk_widget_set_size_request (pad, 280, 130);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Draw the signature here"),
                                  -1);
  gtk_widget_set_halign (clear, GTK_ALIGN_END);
  gtk_widget_add_css_class (clear, "flat");
  g_signal_connect_object (clear, "clicked", G_CALLBACK (roster_signature_pad_clear), pad, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), pad);
  gtk_box_append (GTK_BOX (box), clear);
  signing->name = GTK_EDITABLE (name);
  signing->pad = ROSTER_SIGNATURE_PAD (pad);
  return box;
}

/**
 * roster_sign_dialog_present:
 * @from: a widget of the window
 * @side: who signs
 */
void
roster_sign_dialog_present (GtkWidget         *from,
                            RosterWalkSession *session,
                            RosterSigner       side)
{
  GtkWidget *dialog;
  Signing *signing;
  RosterRecord *streamer;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (ROSTER_IS_WALK_SESSION (session));

  signing = g_new0 (Signing, 1);
  signing->session = g_object_ref (session);
  signing->side = side;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (from)),
                                   side == ROSTER_SIGNER_TRAINER ? _("Sign as the Trainer") : _("Sign as the Streamer"),
                                   _("Once somebody has signed, answers are only amended, never changed."));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_form (signing));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "sign", _("_Sign"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "sign", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "sign", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "sign");
  g_signal_connect (signing->name, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), signing, signing_free, 0);

  streamer = roster_walk_session_streamer (session);
  if (side == ROSTER_SIGNER_STREAMER && streamer != NULL)
    gtk_editable_set_text (signing->name, roster_record_has (streamer, "realName")
                                              ? roster_record_text (streamer, "realName")
                                              : roster_record_title (streamer));
  else if (side == ROSTER_SIGNER_TRAINER && roster_walk_session_person_name (session) != NULL)
    gtk_editable_set_text (signing->name, roster_walk_session_person_name (session));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (signing->name));
}
