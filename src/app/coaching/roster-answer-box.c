/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-answer-box.h"

#include <glib/gi18n-lib.h>

struct _RosterAnswerBox
{
  GtkBox parent_instance;

  char *id;
  RosterItemKind kind;
  GPtrArray *buttons;
  GtkEditable *entry;
  GtkWidget *fault;
};

enum
{
  GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterAnswerBox, roster_answer_box, GTK_TYPE_BOX)

static void
give (RosterAnswerBox *self,
      gint64           value,
      const char      *text)
{
  g_signal_emit (self, signals[GIVEN], 0, value, text);
}

static void
clicked_cb (GtkButton       *button,
            RosterAnswerBox *self)
{
  give (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value")), NULL);
}

static void
show_fault (RosterAnswerBox *self,
            gboolean         fault)
{
  gtk_widget_set_visible (self->fault, fault);
  if (fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
typed_cb (RosterAnswerBox *self)
{
  show_fault (self, FALSE);
}

static void
entered_cb (RosterAnswerBox *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  gint64 number;

  if (*text == '\0')
    return;

  if (self->kind == ROSTER_ITEM_TEXT)
    give (self, 0, text);
  else if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    give (self, number, NULL);
  else
    show_fault (self, TRUE);
}

static void
add_button (RosterAnswerBox *self,
            int              value,
            const char      *key,
            const char      *text)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *hint = gtk_label_new (key), *label = gtk_label_new (text);

  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "numeric");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self), button);
  g_ptr_array_add (self->buttons, button);
}

static void
add_entry (RosterAnswerBox  *self,
           const RosterItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *entry = gtk_entry_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save"));
  const char *unit = roster_words_in (&item->unit, NULL);

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), item->kind == ROSTER_ITEM_NUMBER ? GTK_INPUT_PURPOSE_DIGITS
                                                                                   : GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_entry_set_max_length (GTK_ENTRY (entry), ROSTER_MAX_ANSWER_LENGTH);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Answer"), -1);
  gtk_widget_add_css_class (entry, "answer");
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (save, "clicked", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), entry);
  if (unit != NULL)
    gtk_box_append (GTK_BOX (row), gtk_label_new (unit));
  gtk_box_append (GTK_BOX (row), save);
  gtk_box_append (GTK_BOX (self), row);
  self->fault = gtk_label_new (_("This is not a whole number; write it in digits."));
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (self), self->fault);
  self->entry = GTK_EDITABLE (entry);
}

static void
build (RosterAnswerBox  *self,
       const RosterItem *item)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_ptr_array_set_size (self->buttons, 0);
  self->entry = NULL;
  self->fault = NULL;
  g_free (self->id);
  self->id = g_strdup (item->id);
  self->kind = item->kind;

  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      /* Translators: the key that answers yes; it is the same in every language. */
      add_button (self, 1, "Y", _("Yes"));
      add_button (self, 0, "N", _("No"));
      break;
    case ROSTER_ITEM_SCALE:
      for (guint i = 0; i < ROSTER_N_LEVELS; i++)
        {
          const char key[] = { (char) ('1' + i), '\0' };

          add_button (self, (int) i, key, roster_words_in (&item->levels[i], NULL));
        }
      break;
    case ROSTER_ITEM_NUMBER:
    case ROSTER_ITEM_TEXT:
      add_entry (self, item);
      break;
    }
}

static void
roster_answer_box_finalize (GObject *object)
{
  RosterAnswerBox *self = ROSTER_ANSWER_BOX (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->id);

  G_OBJECT_CLASS (roster_answer_box_parent_class)->finalize (object);
}

static void
roster_answer_box_class_init (RosterAnswerBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_answer_box_finalize;

  signals[GIVEN] = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
roster_answer_box_init (RosterAnswerBox *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
roster_answer_box_new (void)
{
  return g_object_new (ROSTER_TYPE_ANSWER_BOX, NULL);
}

/**
 * roster_answer_box_show:
 *
 * Shows the controls of @item with the answer that there is.
 */
void
roster_answer_box_show (RosterAnswerBox    *self,
                        const RosterItem   *item,
                        const RosterAnswer *answer)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ROSTER_IS_ANSWER_BOX (self));
  g_return_if_fail (item != NULL);
  g_return_if_fail (answer != NULL);

  if (g_strcmp0 (self->id, item->id) != 0 || self->kind != item->kind)
    build (self, item);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i],
                                  answer->state == ROSTER_ANSWER_GIVEN &&
                                      answer->value == GPOINTER_TO_INT (g_object_get_data (self->buttons->pdata[i],
                                                                                           "value")));
  if (self->entry == NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return;

  if (answer->state == ROSTER_ANSWER_GIVEN)
    text = item->kind == ROSTER_ITEM_TEXT ? g_strdup (answer->text)
                                          : g_strdup_printf ("%" G_GINT64_FORMAT, answer->value);
  gtk_editable_set_text (self->entry, text != NULL ? text : "");
}

/* Puts the focus where the answer is given. */
void
roster_answer_box_focus (RosterAnswerBox *self)
{
  g_return_if_fail (ROSTER_IS_ANSWER_BOX (self));

  if (self->entry != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else if (self->buttons->len > 0)
    gtk_widget_grab_focus (self->buttons->pdata[0]);
}

/**
 * roster_answer_box_press:
 * @key: a key in lower case
 *
 * Returns: whether the key answers the item: Y and N, or 1 to 5
 */
gboolean
roster_answer_box_press (RosterAnswerBox *self,
                         guint            key)
{
  int index = -1;

  g_return_val_if_fail (ROSTER_IS_ANSWER_BOX (self), FALSE);

  if (self->kind == ROSTER_ITEM_YES_NO || self->kind == ROSTER_ITEM_PHOTO)
    index = key == GDK_KEY_y || key == GDK_KEY_1 ? 0 : key == GDK_KEY_n || key == GDK_KEY_2 ? 1
                                                                                            : -1;
  else if (key >= GDK_KEY_1 && key < GDK_KEY_1 + ROSTER_N_LEVELS)
    index = (int) (key - GDK_KEY_1);
  else if (key >= GDK_KEY_KP_1 && key < GDK_KEY_KP_1 + ROSTER_N_LEVELS)
    index = (int) (key - GDK_KEY_KP_1);
  if (index < 0 || (guint) index >= self->buttons->len)
    return FALSE;

  clicked_cb (self->buttons->pdata[index], self);
  return TRUE;
}
