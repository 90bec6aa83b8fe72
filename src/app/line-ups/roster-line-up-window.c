/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-choice-factory.h"
#include "roster-format.h"
#include "roster-history-actions.h"
#include "roster-line-up-card.h"
#include "roster-line-up-message.h"
#include "roster-line-up-reading.h"
#include "roster-line-up-results.h"
#include "roster-line-up-row.h"
#include "roster-record-picker.h"
#include "roster-rules.h"
#include "roster-toast.h"
#include "roster-typed-text.h"

struct _RosterLineUpWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *state;
  GtkLabel *missing;
  GtkWidget *confirm;
  /* What comes next once it is confirmed */
  GtkWidget *send;
  GtkWidget *results;
  AdwComboRow *live;
  GtkListBox *items;
  GtkWidget *nothing;
  GtkMenuButton *add;
  GtkWidget *accepted_box;
  GtkBox *accepted;
  GtkWidget *deviations_group;
  AdwEntryRow *deviations;

  /* The main window, for what is still to be told when this one has closed */
  GtkWidget *behind;
  RosterContext *context;
  char *id;
  RosterLineUpReading *reading;
  RosterRecord *stored;
  GtkWidget *unsaved;
  GtkLabel *unsaved_reason;
  GCancellable *cancellable;
  gboolean showing;
  /* Steps that are not written yet, and whether something was read before they were */
  guint n_saving;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (RosterLineUpWindow, roster_line_up_window, ADW_TYPE_WINDOW)

static void show (RosterLineUpWindow *self);
static void read_again (RosterLineUpWindow *self);

/* What is under way keeps a window alive that somebody has closed. */
static gboolean
is_open (RosterLineUpWindow *self)
{
  return self->context != NULL && gtk_widget_get_visible (GTK_WIDGET (self));
}

/* The window may be closed by then: the one behind it speaks. */
static void
tell (RosterLineUpWindow *self,
      const char         *message)
{
  if (is_open (self))
    roster_toast_message (GTK_WIDGET (self->stack), message);
  else if (self->behind != NULL)
    roster_toast_message (self->behind, message);
}

static void
saved (RosterLineUpWindow *self)
{
  self->n_saving--;
  if (self->context != NULL && self->n_saving == 0 && self->stale)
    read_again (self);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterLineUpWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_store_apply_finish (ROSTER_STORE (source), result, &error) < 0)
    tell (self, error->message);
}

/* From here on the window shows @line_up instead of what is stored, or the stored one again. */
static void
put (RosterLineUpWindow *self,
     RosterRecord       *line_up)
{
  g_set_object (&self->reading->line_up, line_up);
  g_clear_pointer (&self->reading->items, g_ptr_array_unref);
  self->reading->items = roster_line_up_items (line_up);
}

static void
forget_unsaved (RosterLineUpWindow *self)
{
  g_clear_object (&self->stored);
  gtk_widget_set_visible (self->unsaved, FALSE);
}

/* A change on its way to the store. */
typedef struct
{
  RosterLineUpWindow *window;
  RosterRecord *before;
  /* Whether it holds what could not be saved before as well */
  gboolean whole;
} Change;

/* What could not be saved stays in the window, and what is changed next builds on it. */
static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Change *changed = user_data;
  g_autoptr (RosterLineUpWindow) self = changed->window;
  g_autoptr (RosterRecord) before = changed->before;
  g_autoptr (GError) error = NULL;
  gboolean good = roster_store_apply_finish (ROSTER_STORE (source), result, &error) >= 0;

  if (good && changed->whole && self->context != NULL)
    forget_unsaved (self);
  saved (self);
  if (!good && !is_open (self))
    {
      /* Translators: a line-up, and why. */
      g_autofree char *text =
          g_strdup_printf (_("“%s” was not saved: %s"), roster_record_title (before), error->message);

      tell (self, text);
      return;
    }
  if (good || self->reading == NULL || self->reading->line_up == NULL)
    return;

  if (self->stored == NULL)
    self->stored = g_object_ref (before);
  gtk_label_set_label (self->unsaved_reason, error->message);
  gtk_widget_set_visible (self->unsaved, TRUE);
  show (self);
}

/* One step that turns the line-up into another. The words name it, with %s for the line-up. The next change goes on
 * from this one, which need not be written and read back by then. */
static void
change (RosterLineUpWindow *self,
        RosterRecord       *after,
        const char         *words)
{
  RosterRecord *before = self->stored != NULL ? self->stored : self->reading->line_up;
  g_autoptr (GString) label = g_string_new (words);
  g_autoptr (RosterEdit) edit = NULL;
  Change *changed;

  if (roster_record_same_content (before, after))
    {
      if (self->stored != NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "line-up.give-up", NULL);
      return;
    }

  g_string_replace (label, "%s", roster_record_title (after), 1);
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label->str);
  roster_edit_update (edit, before, after);
  changed = g_new0 (Change, 1);
  changed->window = g_object_ref (self);
  changed->before = g_object_ref (before);
  changed->whole = self->stored != NULL;
  put (self, after);
  self->n_saving++;
  roster_store_apply_async (roster_context_store (self->context), edit, NULL, changed_cb, changed);
}

static void
save_again_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);

  if (self->stored != NULL)
    change (self, self->reading->line_up, _("Change %s"));
}

static void
give_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);

  if (self->stored == NULL)
    return;

  put (self, self->stored);
  forget_unsaved (self);
  show (self);
}

/* What a person has changed is not lost by closing: saving or giving up stand in the bar. */
static gboolean
close_request_cb (RosterLineUpWindow *self)
{
  if (self->stored == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_error_bell (GTK_WIDGET (self));
  gtk_widget_child_focus (self->unsaved, GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static void
change_items (RosterLineUpWindow *self,
              GPtrArray          *items)
{
  g_autoptr (RosterRecord) after = roster_line_up_with_items (self->reading->line_up, items);

  /* Translators: a step that can be undone; %s is a line-up. */
  change (self, after, _("Change %s"));
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  g_autoptr (GPtrArray) items = NULL;
  const char *product;
  int delta, from;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  g_variant_get (parameter, "(&si)", &product, &delta);
  items = roster_line_up_items (self->reading->line_up);
  from = roster_line_up_items_find (items, product);
  if (from < 0 || from + delta < 0 || from + delta >= (int) items->len)
    return;

  roster_line_up_items_move (items, (guint) from, (guint) (from + delta));
  change_items (self, items);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  g_autoptr (GPtrArray) items = NULL;
  int index;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  items = roster_line_up_items (self->reading->line_up);
  index = roster_line_up_items_find (items, g_variant_get_string (parameter, NULL));
  if (index < 0)
    return;

  g_ptr_array_remove_index (items, (guint) index);
  change_items (self, items);
}

static void
add_product (RosterLineUpWindow *self,
             RosterRecord       *product)
{
  g_autoptr (GPtrArray) items = NULL;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  g_hash_table_replace (self->reading->products, g_strdup (roster_record_id (product)), g_object_ref (product));
  items = roster_line_up_items (self->reading->line_up);
  roster_line_up_items_add (items, roster_record_id (product), roster_line_up_role_for (items, product),
                            roster_record_number (product, "price", ROSTER_LINE_UP_UNKNOWN));
  change_items (self, items);
}

static gpointer
read_product (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GError) failure = NULL;
  RosterRecord *product = roster_cache_get (cache, &roster_product_type, data, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (product == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The product is gone."));
  return product;
}

static void
product_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RosterLineUpWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) product = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (product == NULL)
    tell (self, error->message);
  else if (!roster_product_may_be_matched (product))
    tell (self, _("Not before the safety and the legality check of this product have passed."));
  else
    add_product (self, product);
}

static void
picked_cb (RosterLineUpWindow *self,
           const char         *id)
{
  roster_store_read_async (roster_context_store (self->context), read_product, g_strdup (id), g_free, g_object_unref,
                           NULL, product_read_cb, g_object_ref (self));
}

static void
add_accepted_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  picked_cb (ROSTER_LINE_UP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
edited_cb (RosterLineUpWindow *self,
           int                 role,
           gint64              price,
           gint64              sold,
           RosterLineUpRow    *row)
{
  g_autoptr (GPtrArray) items = NULL;
  int index;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  items = roster_line_up_items (self->reading->line_up);
  index = roster_line_up_items_find (items, roster_line_up_row_product (row));
  if (index < 0)
    return;

  ((RosterLineUpItem *) items->pdata[index])->role = (RosterLineUpRole) role;
  ((RosterLineUpItem *) items->pdata[index])->price = price;
  ((RosterLineUpItem *) items->pdata[index])->sold = sold;
  change_items (self, items);
}

/* Rule 25. */
static const char *
what_is_missing (RosterLineUpWindow *self)
{
  gboolean traffic = roster_line_up_items_count (self->reading->items, ROSTER_LINE_UP_TRAFFIC) > 0;
  gboolean profit = roster_line_up_items_count (self->reading->items, ROSTER_LINE_UP_PROFIT) > 0;

  return !traffic && !profit ? _("Needs a traffic item and a profit item.")
         : !traffic          ? _("Needs a traffic item.")
         : !profit           ? _("Needs a profit item.")
                             : NULL;
}

static void
confirm_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  g_autoptr (RosterRecord) after = NULL;

  if (self->reading == NULL || self->reading->line_up == NULL || what_is_missing (self) != NULL)
    return;

  after = roster_record_copy (self->reading->line_up);
  roster_record_set_text (after, "state", "confirmed");
  /* Translators: a step that can be undone; %s is a line-up. */
  change (self, after, _("Confirm %s"));
}

static void
results_recorded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (RosterLineUpWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  self->stale |= step < 0;
  if (step < 0)
    tell (self, error->message);
  else if (self->context != NULL)
    roster_toast_undoable (GTK_WIDGET (self->stack), _("What was sold is recorded"), step);
  saved (self);
}

static void
results_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  RosterStore *store = roster_context_store (self->context);
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  RosterRecord *after;

  /* A second click finds the line-up done: what was sold is recorded once. */
  if (self->reading == NULL || self->reading->line_up == NULL || close_request_cb (self) ||
      g_strcmp0 (roster_record_text (self->reading->line_up, "state"), "done") == 0)
    return;

  edit = roster_line_up_results_edit (store, self->reading->line_up, self->reading->live, &error);
  if (edit == NULL)
    {
      roster_toast_message (GTK_WIDGET (self->stack), error->message);
      return;
    }

  roster_edit_nth (edit, roster_edit_size (edit) - 1, NULL, &after);
  put (self, after);
  self->n_saving++;
  roster_store_apply_async (store, edit, NULL, results_recorded_cb, g_object_ref (self));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  RosterLineUpCard card = strcmp (g_variant_get_string (parameter, NULL), "host") == 0 ? ROSTER_LINE_UP_CARD_HOST
                                                                                       : ROSTER_LINE_UP_CARD_CONTROL;
  g_autoptr (GError) error = NULL;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;
  if (!roster_line_up_card_print (GTK_WINDOW (self), self->reading, card, NULL, &error))
    roster_toast_message (GTK_WIDGET (self->stack), error->message);
}

/* Streamers are spoken to in a chat rather than on paper. */
static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  g_autofree char *message = NULL;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  message = roster_line_up_message (self->reading);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), message);
  roster_toast_message (GTK_WIDGET (self->stack), _("Copied; paste it into the chat"));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  label = g_strdup_printf (_("Delete %s"), roster_record_title (self->reading->line_up));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_delete (edit, self->reading->line_up);
  roster_store_apply_async (roster_context_store (self->context), edit, NULL, applied_cb, g_object_ref (self));
}

static void
live_chosen_cb (RosterLineUpWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->live);
  g_autoptr (RosterRecord) after = NULL;

  if (self->showing || self->reading == NULL || self->reading->line_up == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  after = roster_record_copy (self->reading->line_up);
  if (selected == 0)
    roster_record_set (after, "live", NULL);
  else
    roster_record_set_text (after, "live", roster_record_id (self->reading->lives->pdata[selected - 1]));
  change (self, after, _("Change %s"));
}

static void
deviations_cb (RosterLineUpWindow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->deviations))));
  g_autoptr (RosterRecord) after = NULL;

  if (self->reading == NULL || self->reading->line_up == NULL)
    return;

  after = roster_record_copy (self->reading->line_up);
  if (text[0] != '\0')
    roster_record_set_text (after, "deviations", text);
  else
    roster_record_set (after, "deviations", NULL);
  change (self, after, _("Change %s"));
}

static gboolean
is_over (RosterLineUpWindow *self)
{
  const char *state = self->reading->live != NULL ? roster_record_text (self->reading->live, "state") : NULL;
  g_autofree char *now = roster_clock_today (roster_context_clock (self->context));
  const char *start = self->reading->live != NULL ? roster_record_text (self->reading->live, "startLocal") : NULL;

  if (g_strcmp0 (roster_record_text (self->reading->line_up, "state"), "done") == 0)
    return TRUE;

  return g_strcmp0 (state, "held") == 0 || g_strcmp0 (state, "live") == 0 || (start != NULL && strcmp (start, now) < 0);
}

static char *
live_in_words (RosterLineUpWindow *self,
               RosterRecord       *live)
{
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  const char *start = roster_record_text (live, "startLocal");
  g_autofree char *date = g_strndup (start, 10), *day = roster_format_date (date, today);

  if (strlen (start) < 16)
    return g_strdup_printf ("%s · %s", day, roster_record_title (live));

  return g_strdup_printf ("%s %.5s · %s", day, start + 11, roster_record_title (live));
}

static void
show_lives (RosterLineUpWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *chosen = roster_record_text (self->reading->line_up, "live");
  guint selected = 0;

  gtk_string_list_append (names, _("No session yet"));
  for (guint i = 0; i < self->reading->lives->len; i++)
    {
      g_autofree char *words = live_in_words (self, self->reading->lives->pdata[i]);

      gtk_string_list_append (names, words);
      if (g_strcmp0 (roster_record_id (self->reading->lives->pdata[i]), chosen) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->live, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->live, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->live), !self->reading->read_only && !is_over (self));
}

/* The rows are kept while the same products stand in the same order: somebody may be typing in one of them. */
static gboolean
rows_fit (RosterLineUpWindow *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->items));

  for (guint i = 0; i < self->reading->items->len; i++, row = gtk_widget_get_next_sibling (row))
    if (row == NULL || g_strcmp0 (roster_line_up_row_product (ROSTER_LINE_UP_ROW (row)),
                                  ((RosterLineUpItem *) self->reading->items->pdata[i])->product) != 0)
      return FALSE;

  return row == NULL;
}

static void
make_rows (RosterLineUpWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
    gtk_list_box_remove (self->items, child);
  for (guint i = 0; i < self->reading->items->len; i++)
    {
      GtkWidget *row = roster_line_up_row_new ();

      g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->items, row);
    }
}

static void
show_items (RosterLineUpWindow *self)
{
  gboolean done = g_strcmp0 (roster_record_text (self->reading->line_up, "state"), "done") == 0, over = is_over (self);

  if (!rows_fit (self))
    make_rows (self);
  for (guint i = 0; i < self->reading->items->len; i++)
    {
      const RosterLineUpItem *item = self->reading->items->pdata[i];

      roster_line_up_row_show (ROSTER_LINE_UP_ROW (gtk_list_box_get_row_at_index (self->items, (int) i)), item, i,
                               self->reading->items->len, g_hash_table_lookup (self->reading->products, item->product),
                               !self->reading->read_only && !over, !self->reading->read_only && !done, over);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->items), self->reading->items->len > 0);
  gtk_widget_set_visible (self->nothing, self->reading->items->len == 0);
}

static void
show_accepted (RosterLineUpWindow *self)
{
  GtkWidget *child;
  guint n_shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->accepted))) != NULL)
    gtk_box_remove (self->accepted, child);
  for (guint i = 0; i < self->reading->accepted->len; i++)
    {
      const char *id = self->reading->accepted->pdata[i];
      RosterRecord *product = g_hash_table_lookup (self->reading->products, id);
      GtkWidget *button;

      if (product == NULL || roster_line_up_items_find (self->reading->items, id) >= 0)
        continue;
      button = gtk_button_new_with_label (roster_record_title (product));
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "line-up.add");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
      gtk_box_append (self->accepted, button);
      n_shown++;
    }
  gtk_widget_set_visible (self->accepted_box, n_shown > 0 && !self->reading->read_only && !is_over (self));
}

static const char *
state_in_words (RosterRecord *line_up)
{
  const RosterField *field =
      roster_record_type_field (&roster_lineup_type, roster_record_type_find_field (&roster_lineup_type, "state"));
  const RosterChoice *choice = roster_field_find_choice (field, roster_record_text (line_up, "state"));

  return choice != NULL ? g_dgettext (GETTEXT_PACKAGE, choice->label) : "";
}

static void
show_state (RosterLineUpWindow *self)
{
  RosterRecord *line_up = self->reading->line_up;
  const char *missing = what_is_missing (self), *state = roster_record_text (line_up, "state");
  gboolean draft = g_strcmp0 (state, "draft") == 0, over = is_over (self);
  /* Translators: the state of a line-up, such as Draft, and the number of its version. */
  g_autofree char *words = g_strdup_printf (_("%s · version %d"), state_in_words (line_up),
                                            (int) roster_record_number (line_up, "version", 1));

  gtk_label_set_label (self->state, words);
  gtk_label_set_label (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL && draft && !over);
  gtk_widget_set_visible (self->confirm, draft && !over && !self->reading->read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line-up.confirm", missing == NULL && draft);
  gtk_widget_set_visible (self->send, !draft && !over && self->reading->items->len > 0);
  gtk_widget_set_visible (self->results, over && g_strcmp0 (state, "done") != 0 && !self->reading->read_only);
  gtk_widget_set_visible (self->deviations_group, over);
  gtk_widget_set_visible (GTK_WIDGET (self->add), !over && !self->reading->read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line-up.delete", !self->reading->read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line-up.print", self->reading->items->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line-up.copy", self->reading->items->len > 0);
}

static void
show (RosterLineUpWindow *self)
{
  const char *deviations;

  if (self->reading->line_up == NULL)
    {
      forget_unsaved (self);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  self->showing = TRUE;
  adw_window_title_set_title (self->title, roster_record_title (self->reading->line_up));
  adw_window_title_set_subtitle (self->title,
                                 self->reading->streamer != NULL ? roster_record_title (self->reading->streamer) : "");
  show_lives (self);
  show_items (self);
  show_accepted (self);
  show_state (self);
  deviations = roster_record_text (self->reading->line_up, "deviations");
  roster_typed_text_show (GTK_EDITABLE (self->deviations), deviations, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->deviations), !self->reading->read_only);
  gtk_stack_set_visible_child_name (self->stack, "line-up");
  self->showing = FALSE;
}

static gpointer
read_line_up (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return roster_line_up_reading_new (cache, data, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterLineUpReading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterLineUpWindow *self = user_data;

  if (reading == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read a line-up: %s", error->message);
      return;
    }

  /* What was changed meanwhile is newer than what was read. */
  if (self->n_saving > 0)
    {
      self->stale = TRUE;
      return;
    }

  if (self->stored != NULL && reading->line_up != NULL)
    {
      g_autoptr (RosterRecord) unsaved = g_object_ref (self->reading->line_up);

      g_set_object (&self->stored, reading->line_up);
      g_clear_pointer (&self->reading, roster_line_up_reading_free);
      self->reading = g_steal_pointer (&reading);
      put (self, unsaved);
    }
  else
    {
      g_clear_pointer (&self->reading, roster_line_up_reading_free);
      self->reading = g_steal_pointer (&reading);
    }
  show (self);
}

static void
read_again (RosterLineUpWindow *self)
{
  self->stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), read_line_up, g_strdup (self->id), g_free,
                           (GDestroyNotify) roster_line_up_reading_free, self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterLineUpWindow *self,
                  GPtrArray          *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordType *type = ((RosterRecordKey *) keys->pdata[i])->type;

      if (type == &roster_lineup_type || type == &roster_live_type || type == &roster_product_type ||
          type == &roster_decision_type)
        {
          read_again (self);
          return;
        }
    }
}

/* A number in an entry that was never left is written as well. */
static void
roster_line_up_window_unmap (GtkWidget *widget)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (widget);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->items)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    roster_line_up_row_flush (ROSTER_LINE_UP_ROW (row));

  GTK_WIDGET_CLASS (roster_line_up_window_parent_class)->unmap (widget);
}

static void
roster_line_up_window_dispose (GObject *object)
{
  RosterLineUpWindow *self = ROSTER_LINE_UP_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stored);
  g_clear_pointer (&self->reading, roster_line_up_reading_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_line_up_window_parent_class)->dispose (object);
}

static void
roster_line_up_window_finalize (GObject *object)
{
  g_clear_weak_pointer (&ROSTER_LINE_UP_WINDOW (object)->behind);
  g_free (ROSTER_LINE_UP_WINDOW (object)->id);

  G_OBJECT_CLASS (roster_line_up_window_parent_class)->finalize (object);
}

static void
roster_line_up_window_class_init (RosterLineUpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_line_up_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_line_up_window_finalize;
  widget_class->unmap = roster_line_up_window_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-line-up-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, state);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, missing);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, unsaved);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, unsaved_reason);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, confirm);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, send);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, results);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, live);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, items);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, add);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, accepted_box);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, accepted);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, deviations_group);
  gtk_widget_class_bind_template_child (widget_class, RosterLineUpWindow, deviations);
  gtk_widget_class_bind_template_callback (widget_class, live_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, deviations_cb);
  gtk_widget_class_install_action (widget_class, "line-up.move", "(si)", move_action);
  gtk_widget_class_install_action (widget_class, "line-up.remove", "s", remove_action);
  gtk_widget_class_install_action (widget_class, "line-up.add", "s", add_accepted_action);
  gtk_widget_class_install_action (widget_class, "line-up.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "line-up.results", NULL, results_action);
  gtk_widget_class_install_action (widget_class, "line-up.print", "s", print_action);
  gtk_widget_class_install_action (widget_class, "line-up.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "line-up.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "line-up.save-again", NULL, save_again_action);
  gtk_widget_class_install_action (widget_class, "line-up.give-up", NULL, give_up_action);
  roster_history_actions_install (widget_class);
}

static void
roster_line_up_window_init (RosterLineUpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_choice_use_whole_texts (self->live);
}

/**
 * roster_line_up_window_new:
 * @parent: (nullable): the app's window, whose journal takes the steps back
 * @id: a LineUp's id
 *
 * Returns: a window of its own for a line-up; it closes when the line-up is gone
 */
GtkWidget *
roster_line_up_window_new (RosterWindow  *parent,
                           RosterContext *context,
                           const char    *id)
{
  RosterLineUpWindow *self;
  GtkWidget *picker;

  g_return_val_if_fail (parent == NULL || ROSTER_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_LINE_UP_WINDOW, "transient-for", parent, NULL);
  g_set_weak_pointer (&self->behind, GTK_WIDGET (parent));
  self->context = g_object_ref (context);
  self->id = g_strdup (id);
  picker = roster_record_picker_new (context, &roster_product_type, FALSE);
  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->add, picker);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_again (self);
  return GTK_WIDGET (self);
}

/**
 * roster_line_up_window_live_id:
 *
 * Returns: (nullable): the live for which it is, as far as it is known
 */
const char *
roster_line_up_window_live_id (RosterLineUpWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_LINE_UP_WINDOW (self), NULL);

  return self->reading != NULL && self->reading->live != NULL ? roster_record_id (self->reading->live) : NULL;
}
