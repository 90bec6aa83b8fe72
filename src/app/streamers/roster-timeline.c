/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-timeline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-activity-row.h"
#include "roster-happening-row.h"
#include "roster-record-list.h"
#include "roster-toast.h"

/* How many rows there are at first, and how many more each time. */
#define PAGE 30

/*
 * The chain of models:
 *
 *   RosterRecordList ┐
 *   (activities)     │
 *   RosterRecordList ┼ GtkFlattenListModel ── GtkFilterListModel ── GtkSortListModel ── GtkSliceListModel ── GtkListBox
 *   (decisions)      │                        (what happened)       (newest first)      (a page, then more)
 *   …                ┘
 */
struct _RosterTimeline
{
  AdwBin parent_instance;

  GtkWidget *composer;
  GtkDropDown *kind;
  GtkCheckButton *reached;
  GtkTextView *text;
  GHashTable *drafts;
  /* Notes that are on their way to the store */
  guint n_adding;
  GtkWidget *hint;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *more;

  RosterContext *context;
  RosterRecord *streamer;
  GListStore *sources;
  GtkSortListModel *sorted;
  GtkSliceListModel *slice;
};

G_DEFINE_FINAL_TYPE (RosterTimeline, roster_timeline, ADW_TYPE_BIN)

static const RosterField *
kind_field (void)
{
  return roster_record_type_field (&roster_activity_type,
                                   roster_record_type_find_field (&roster_activity_type, "kind"));
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  RosterRecord *left = (RosterRecord *) a, *right = (RosterRecord *) b;
  gint64 left_at = roster_happening_at (left), right_at = roster_happening_at (right);

  if (left_at != right_at)
    return left_at > right_at ? -1 : 1;

  return strcmp (roster_record_id (right), roster_record_id (left));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RosterContext *context = ROSTER_TIMELINE (user_data)->context;

  return roster_record_type (item) == &roster_activity_type ? roster_activity_row_new (context, item)
                                                            : roster_happening_row_new (context, item);
}

static gboolean
has_happened (gpointer item,
              gpointer user_data)
{
  return roster_happening_at (item) != G_MININT64;
}

static gboolean
is_loading (RosterTimeline *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (RosterRecordList) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      if (roster_record_list_is_loading (source))
        return TRUE;
    }

  return FALSE;
}

static void
update (RosterTimeline *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  gtk_widget_set_visible (GTK_WIDGET (self->list), n_all > 0);
  gtk_widget_set_visible (self->nothing, n_all == 0 && !is_loading (self));
  gtk_widget_set_visible (self->more, n_all > gtk_slice_list_model_get_size (self->slice));
}

static void
more_cb (RosterTimeline *self)
{
  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + PAGE);
  update (self);
}

static const char *
chosen_kind (RosterTimeline *self)
{
  return kind_field ()->choices[gtk_drop_down_get_selected (self->kind)].nick;
}

/* Whether somebody was reached is a question only where one can miss somebody. */
static void
kind_cb (RosterTimeline *self)
{
  const char *kind = chosen_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->reached), strcmp (kind, "call") == 0 || strcmp (kind, "visit") == 0);
}

static char *
composed_text (RosterTimeline *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
composed_cb (RosterTimeline *self)
{
  g_autofree char *text = composed_text (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timeline.add", text[0] != '\0');
  gtk_widget_set_visible (self->hint, gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) == 0);
}

/* A note on its way to the store, and whose it is. */
typedef struct
{
  RosterTimeline *timeline;
  char *streamer;
  char *text;
} Adding;

static void
adding_free (Adding *self)
{
  g_object_unref (self->timeline);
  g_free (self->streamer);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

/* What was added leaves the composer, unless more was typed there meanwhile; what could not be saved stays. */
static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Adding) adding = user_data;
  RosterTimeline *self = adding->timeline;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = composed_text (self);
  gboolean is_shown = self->streamer != NULL && g_str_equal (roster_record_id (self->streamer), adding->streamer);

  self->n_adding--;
  if (roster_store_apply_finish (ROSTER_STORE (source), result, &error) < 0)
    {
      roster_toast_message (GTK_WIDGET (self), error->message);
      return;
    }

  if (!is_shown)
    g_hash_table_remove (self->drafts, adding->streamer);
  else if (strcmp (text, adding->text) == 0)
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
      gtk_check_button_set_active (self->reached, TRUE);
    }
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RosterTimeline *self = ROSTER_TIMELINE (widget);
  RosterStore *store = roster_context_store (self->context);
  g_autofree char *text = composed_text (self);
  g_autofree char *id = roster_store_new_id (store);
  g_autofree char *label = NULL;
  g_autoptr (RosterRecord) activity = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  Adding *adding;

  if (text[0] == '\0' || self->streamer == NULL)
    return;

  activity = roster_record_new (&roster_activity_type, id, roster_record_account (self->streamer));
  roster_record_set_text (activity, "streamer", roster_record_id (self->streamer));
  roster_record_set_text (activity, "kind", chosen_kind (self));
  roster_record_set_number (activity, "at", roster_clock_now (roster_context_clock (self->context)));
  roster_record_set_text (activity, "text", text);
  roster_record_set (activity, "reached",
                     g_variant_new_boolean (!gtk_widget_get_visible (GTK_WIDGET (self->reached)) ||
                                            gtk_check_button_get_active (self->reached)));
  if (!roster_record_check (activity, &error))
    {
      roster_toast_message (widget, error->message);
      return;
    }

  /* Translators: a step that can be undone; %s is a streamer. */
  label = g_strdup_printf (_("Activity with %s"), roster_record_title (self->streamer));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, activity);
  adding = g_new0 (Adding, 1);
  adding->timeline = g_object_ref (self);
  adding->streamer = g_strdup (roster_record_id (self->streamer));
  adding->text = g_steal_pointer (&text);
  self->n_adding++;
  roster_store_apply_async (store, edit, NULL, added_cb, adding);
}

/* What was begun about one streamer waits while another is looked at. */
static void
keep_draft (RosterTimeline *self)
{
  g_autofree char *text = composed_text (self);

  if (text[0] != '\0')
    g_hash_table_replace (self->drafts, g_strdup (roster_record_id (self->streamer)), g_steal_pointer (&text));
  else
    g_hash_table_remove (self->drafts, roster_record_id (self->streamer));
}

static void
discard_cb (RosterTimeline   *self,
            const char       *response,
            AdwMessageDialog *dialog)
{
  /* It outlives the window for which it was shown. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  g_hash_table_remove_all (self->drafts);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
ask_to_discard (RosterTimeline *self,
                GtkWindow      *window,
                guint           n_drafts)
{
  g_autofree char *body = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u note that you began is not in the timeline yet.",
                   "%u notes that you began are not in the timeline yet.", n_drafts),
      n_drafts);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      window, g_dngettext (GETTEXT_PACKAGE, "Discard the Note?", "Discard the Notes?", n_drafts), body));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Keep Writing"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response::discard", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A window takes what was typed with it; one that only waits for the store does not. */
static gboolean
close_request_cb (RosterTimeline *self,
                  GtkWindow      *window)
{
  if (self->streamer == NULL || self->n_adding > 0)
    return FALSE;

  keep_draft (self);
  if (g_hash_table_size (self->drafts) == 0)
    return FALSE;

  ask_to_discard (self, window, g_hash_table_size (self->drafts));
  return TRUE;
}

static void
roster_timeline_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (roster_timeline_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root) && g_signal_handler_find (root, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                                     close_request_cb, widget) == 0)
    g_signal_connect_object (root, "close-request", G_CALLBACK (close_request_cb), widget, G_CONNECT_SWAPPED);
}

static void unfollow (RosterTimeline *self);

static void
roster_timeline_dispose (GObject *object)
{
  RosterTimeline *self = ROSTER_TIMELINE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  unfollow (self);
  g_clear_object (&self->streamer);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_timeline_parent_class)->dispose (object);
}

static void
roster_timeline_finalize (GObject *object)
{
  g_hash_table_unref (ROSTER_TIMELINE (object)->drafts);

  G_OBJECT_CLASS (roster_timeline_parent_class)->finalize (object);
}

static void
roster_timeline_class_init (RosterTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_timeline_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_timeline_finalize;
  widget_class->root = roster_timeline_root;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, composer);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, kind);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, reached);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, text);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, hint);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, list);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, nothing);
  gtk_widget_class_bind_template_child (widget_class, RosterTimeline, more);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, composed_cb);
  gtk_widget_class_install_action (widget_class, "timeline.add", NULL, add_action);
}

static void
roster_timeline_init (RosterTimeline *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const RosterChoice *choice = kind_field ()->choices; choice->nick != NULL; choice++)
    gtk_string_list_append (kinds, g_dgettext (GETTEXT_PACKAGE, choice->label));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
  kind_cb (self);
  composed_cb (self);
}

GtkWidget *
roster_timeline_new (RosterContext *context)
{
  RosterTimeline *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_TIMELINE, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

static void
unfollow (RosterTimeline *self)
{
  for (guint i = 0; self->sources != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (GObject) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      g_signal_handlers_disconnect_by_data (source, self);
    }
  if (self->sorted != NULL)
    g_signal_handlers_disconnect_by_data (self->sorted, self);
  g_clear_object (&self->slice);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sources);
}

static void
follow (RosterTimeline *self)
{
  const RosterRecordType *const types[] = { &roster_activity_type, &roster_decision_type, &roster_live_type,
                                            &roster_walkthrough_type, &roster_followup_type };
  GtkFlattenListModel *all;
  GtkFilterListModel *happened;

  unfollow (self);
  self->sources = g_list_store_new (ROSTER_TYPE_RECORD_LIST);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (RosterRecordList) source = roster_record_list_new_related (
          roster_context_store (self->context), types[i], "streamer", roster_record_id (self->streamer));

      g_signal_connect_object (source, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_list_store_append (self->sources, source);
    }
  all = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->sources)));
  happened = gtk_filter_list_model_new (G_LIST_MODEL (all),
                                        GTK_FILTER (gtk_custom_filter_new (has_happened, NULL, NULL)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (happened),
                                          GTK_SORTER (gtk_custom_sorter_new (compare_newest_first, NULL, NULL)));
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->sorted)), 0, PAGE);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row, self, NULL);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * roster_timeline_show:
 * @streamer: whose timeline
 * @read_only: whether nothing can be added
 */
void
roster_timeline_show (RosterTimeline *self,
                      RosterRecord   *streamer,
                      gboolean        read_only)
{
  gboolean is_other;
  const char *draft;

  g_return_if_fail (ROSTER_IS_TIMELINE (self));
  g_return_if_fail (ROSTER_IS_RECORD (streamer));

  is_other = self->streamer == NULL || strcmp (roster_record_id (self->streamer), roster_record_id (streamer)) != 0;
  if (is_other && self->streamer != NULL)
    keep_draft (self);
  g_set_object (&self->streamer, streamer);
  gtk_widget_set_visible (self->composer, !read_only);
  if (is_other)
    {
      draft = g_hash_table_lookup (self->drafts, roster_record_id (streamer));
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), draft != NULL ? draft : "", -1);
      follow (self);
    }
}

void
roster_timeline_focus_composer (RosterTimeline *self)
{
  g_return_if_fail (ROSTER_IS_TIMELINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
