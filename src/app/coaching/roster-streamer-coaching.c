/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-coaching.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-check.h"
#include "roster-coaching-words.h"
#include "roster-follow-up-row.h"
#include "roster-format.h"
#include "roster-give-up-button.h"
#include "roster-reason-popover.h"
#include "roster-rules.h"
#include "roster-score.h"
#include "roster-toast.h"
#include "roster-video-row.h"
#include "roster-walk-reading.h"

#define MAX_VIDEOS 8
#define MAX_RESULTS 20

struct _RosterStreamerCoaching
{
  GtkBox parent_instance;

  RosterContext *context;
  GCancellable *cancellable;
  char *id;

  GtkMenuButton *start;
  GtkListBox *checklists;
  AdwPreferencesGroup *running;
  AdwPreferencesGroup *follow_ups;
  AdwPreferencesGroup *results;
  AdwPreferencesGroup *videos;
  GPtrArray *rows;
  RosterRecord *streamer;
  char *person;
};

/* What was read of a streamer, in the store's thread. */
typedef struct
{
  RosterRecord *streamer;
  GPtrArray *checklists;
  GPtrArray *walks;
  GPtrArray *follow_ups;
  GPtrArray *videos;
  char *person;
} Reading;

G_DEFINE_FINAL_TYPE (RosterStreamerCoaching, roster_streamer_coaching, GTK_TYPE_BOX)

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->streamer);
  g_clear_pointer (&reading->checklists, g_ptr_array_unref);
  g_clear_pointer (&reading->walks, g_ptr_array_unref);
  g_clear_pointer (&reading->follow_ups, g_ptr_array_unref);
  g_clear_pointer (&reading->videos, g_ptr_array_unref);
  g_free (reading->person);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static int
compare_walks (gconstpointer a,
               gconstpointer b)
{
  gint64 x = roster_record_number (*(RosterRecord *const *) a, "startedAt", 0);
  gint64 y = roster_record_number (*(RosterRecord *const *) b, "startedAt", 0);

  return (x < y) - (x > y);
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  return -g_strcmp0 (roster_record_text (*(RosterRecord *const *) a, "publishedOn"),
                     roster_record_text (*(RosterRecord *const *) b, "publishedOn"));
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (roster_record_text (*(RosterRecord *const *) a, "due"),
                    roster_record_text (*(RosterRecord *const *) b, "due"));
}

static gpointer
read_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  g_autoptr (GError) local_error = NULL;

  reading->streamer = roster_cache_get (cache, &roster_streamer_type, data, &local_error);
  if (local_error != NULL ||
      (reading->checklists = roster_cache_list (cache, &roster_checklist_type, &local_error)) == NULL ||
      (reading->walks = roster_cache_list_by (cache, &roster_walkthrough_type, "streamer", data, &local_error)) ==
          NULL ||
      (reading->follow_ups = roster_cache_list_by (cache, &roster_followup_type, "streamer", data, &local_error)) ==
          NULL ||
      (reading->videos = roster_cache_list_by (cache, &roster_video_type, "streamer", data, &local_error)) == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  reading->person = roster_walk_reading_person (cache);
  g_ptr_array_sort (reading->walks, compare_walks);
  g_ptr_array_sort (reading->follow_ups, compare_due);
  g_ptr_array_sort (reading->videos, compare_dates);
  return g_steal_pointer (&reading);
}

static RosterRecord *
find_checklist (Reading    *reading,
                const char *id)
{
  for (guint i = 0; i < reading->checklists->len; i++)
    if (g_strcmp0 (roster_record_id (reading->checklists->pdata[i]), id) == 0)
      return reading->checklists->pdata[i];

  return NULL;
}

static void
add_row (RosterStreamerCoaching *self,
         AdwPreferencesGroup    *group,
         GtkWidget              *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (RosterStreamerCoaching *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_object_get_data (self->rows->pdata[i], "group"), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* Offers only what the office takes of this person. */
static gboolean
guard (RosterStreamerCoaching *self,
       GtkWidget              *widget,
       const RosterRecordType *type)
{
  return roster_rights_in_force_guard (roster_context_rights (self->context), widget, type,
                                       roster_record_account (self->streamer));
}

/* Walk-throughs */

static void
open_walk (RosterStreamerCoaching *self,
           const char             *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", "Walkthrough", id);
}

static void
walk_activated_cb (AdwActionRow           *row,
                   RosterStreamerCoaching *self)
{
  open_walk (self, g_object_get_data (G_OBJECT (row), "id"));
}

static GtkWidget *
new_walk_row (RosterStreamerCoaching *self,
              Reading                *reading,
              RosterRecord           *walk)
{
  RosterRecord *checklist = find_checklist (reading, roster_record_text (walk, "checklist"));
  GtkWidget *row = adw_action_row_new ();
  RosterClock *clock = roster_context_clock (self->context);
  gint64 at = roster_record_number (walk, "finishedAt", roster_record_number (walk, "startedAt", 0));
  g_autofree char *when = roster_format_instant_relative (clock, at);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 checklist != NULL ? roster_coaching_checklist_name (checklist) : _("Checklist"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (roster_record_id (walk)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (walk_activated_cb), self, 0);
  return row;
}

/* The result before that one with the same checklist, of whatever version. */
static gint64
result_before (Reading *reading,
               guint    index)
{
  RosterRecord *own = find_checklist (reading, roster_record_text (reading->walks->pdata[index], "checklist"));

  for (guint i = index + 1; own != NULL && i < reading->walks->len; i++)
    {
      RosterRecord *other = find_checklist (reading, roster_record_text (reading->walks->pdata[i], "checklist"));

      if (other != NULL && roster_record_has (reading->walks->pdata[i], "result") &&
          g_strcmp0 (roster_record_text (own, "name"), roster_record_text (other, "name")) == 0)
        return roster_record_number (reading->walks->pdata[i], "result", ROSTER_SCORE_NONE);
    }

  return ROSTER_SCORE_NONE;
}

static void
add_result (RosterStreamerCoaching *self,
            Reading                *reading,
            guint                   index)
{
  RosterRecord *walk = reading->walks->pdata[index];
  GtkWidget *row = new_walk_row (self, reading, walk);
  gint64 result = roster_record_number (walk, "result", ROSTER_SCORE_NONE);
  g_autofree char *words = roster_coaching_result_words (result);
  g_autofree char *difference = roster_coaching_difference_words (result, result_before (reading, index));
  GtkWidget *label = gtk_label_new (words);

  if (difference != NULL)
    {
      GtkWidget *extra = gtk_label_new (difference);

      gtk_widget_add_css_class (extra, "dim-label");
      gtk_widget_add_css_class (extra, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), extra);
    }
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_row (self, self->results, row);
}

/* What was given up has no result, but a reason. */
static void
add_given_up (RosterStreamerCoaching *self,
              Reading                *reading,
              RosterRecord           *walk)
{
  GtkWidget *row = new_walk_row (self, reading, walk), *label = gtk_label_new (_("given up"));
  const char *reason = roster_record_text (walk, "abandonReason");

  if (reason != NULL)
    {
      /* Translators: when a walk-through was begun, and why it was given up. */
      g_autofree char *words =
          g_strdup_printf (_("%s · %s"), adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), reason);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
    }
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_row (self, self->results, row);
}

static void
add_running (RosterStreamerCoaching *self,
             Reading                *reading,
             RosterRecord           *walk)
{
  GtkWidget *row = new_walk_row (self, reading, walk);
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      roster_give_up_button_new (self->context, walk, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  add_row (self, self->running, row);
}

static void
show_walks (RosterStreamerCoaching *self,
            Reading                *reading)
{
  guint n_running = 0, n_results = 0;

  for (guint i = 0; i < reading->walks->len; i++)
    {
      RosterRecord *walk = reading->walks->pdata[i];
      const char *state = roster_record_text (walk, "state");

      if (g_strcmp0 (state, "running") == 0)
        {
          add_running (self, reading, walk);
          n_running++;
        }
      else if (n_results < MAX_RESULTS)
        {
          if (g_strcmp0 (state, "abandoned") == 0)
            add_given_up (self, reading, walk);
          else
            add_result (self, reading, i);
          n_results++;
        }
    }

  gtk_widget_set_visible (GTK_WIDGET (self->running), n_running > 0);
  adw_preferences_group_set_description (self->results,
                                         n_results == 0 ? _("There is none yet: start the first walk-through.") : NULL);
}

/* Starting one */

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gpointer *pair = user_data;
  g_autoptr (RosterStreamerCoaching) self = pair[0];

  id = pair[1];
  g_free (pair);
  if (roster_store_apply_finish (ROSTER_STORE (source), result, &error) < 0)
    roster_toast_message (GTK_WIDGET (self), error->message);
  else
    open_walk (self, id);
}

static void
start_walk (RosterStreamerCoaching *self,
            RosterRecord           *checklist)
{
  RosterStore *store = roster_context_store (self->context);
  g_autofree char *id = roster_store_new_id (store), *label = NULL;
  g_autoptr (RosterRecord) record = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  gpointer *pair = g_new0 (gpointer, 2);

  record = roster_walk_start (id, self->streamer, checklist, self->person,
                              roster_clock_now (roster_context_clock (self->context)));
  /* Translators: a step that can be undone; %s is the name of a checklist. */
  label = g_strdup_printf (_("Start “%s”"), roster_coaching_checklist_name (checklist));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, record);
  pair[0] = g_object_ref (self);
  pair[1] = g_steal_pointer (&id);
  roster_store_apply_async (store, edit, NULL, started_cb, pair);
}

static void
checklist_activated_cb (GtkListBox             *list,
                        GtkListBoxRow          *row,
                        RosterStreamerCoaching *self)
{
  RosterRecord *checklist = g_object_get_data (G_OBJECT (row), "checklist");

  gtk_menu_button_popdown (self->start);
  if (checklist != NULL && self->streamer != NULL)
    start_walk (self, checklist);
}

static void
show_checklists (RosterStreamerCoaching *self,
                 Reading                *reading)
{
  GtkListBoxRow *row;
  guint n_checklists = 0;

  while ((row = gtk_list_box_get_row_at_index (self->checklists, 0)) != NULL)
    gtk_list_box_remove (self->checklists, GTK_WIDGET (row));

  for (guint i = 0; i < reading->checklists->len; i++)
    {
      RosterRecord *checklist = reading->checklists->pdata[i];
      GtkWidget *label, *child;

      if (g_strcmp0 (roster_record_text (checklist, "state"), "published") != 0)
        continue;

      child = gtk_list_box_row_new ();
      label = gtk_label_new (roster_coaching_checklist_name (checklist));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_margin_start (label, 6);
      gtk_widget_set_margin_end (label, 6);
      gtk_widget_set_margin_top (label, 9);
      gtk_widget_set_margin_bottom (label, 9);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (child), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      roster_coaching_checklist_name (checklist), -1);
      g_object_set_data_full (G_OBJECT (child), "checklist", g_object_ref (checklist), g_object_unref);
      gtk_list_box_append (self->checklists, child);
      n_checklists++;
    }
  if (guard (self, GTK_WIDGET (self->start), &roster_walkthrough_type))
    gtk_widget_set_sensitive (GTK_WIDGET (self->start), n_checklists > 0);
}

/* Follow-ups */

static void
show_follow_ups (RosterStreamerCoaching *self,
                 Reading                *reading)
{
  guint n_open = 0;

  for (guint i = 0; i < reading->follow_ups->len; i++)
    if (g_strcmp0 (roster_record_text (reading->follow_ups->pdata[i], "state"), "open") == 0)
      {
        add_row (self, self->follow_ups, roster_follow_up_row_new (self->context, reading->follow_ups->pdata[i]));
        n_open++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->follow_ups), n_open > 0);
}

static void
show_videos (RosterStreamerCoaching *self,
             Reading                *reading)
{
  /* An open red line stays in sight until it is cleared. */
  for (guint i = 0; i < reading->videos->len; i++)
    if (i < MAX_VIDEOS || roster_video_is_open_red_line (reading->videos->pdata[i]))
      add_row (self, self->videos, roster_video_row_new (self->context, reading->videos->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->videos), reading->videos->len > 0);
}

/* Reading */

static void read_again (RosterStreamerCoaching *self);

static void
reason_closed_cb (GtkWidget              *popover,
                  RosterStreamerCoaching *self)
{
  g_signal_handlers_disconnect_by_func (popover, reason_closed_cb, self);
  read_again (self);
}

/* The rows stay as they are while somebody types a reason into one of them: a sync must not take it away. */
static gboolean
waits_for_reason (RosterStreamerCoaching *self)
{
  GtkWidget *open = roster_reason_popover_find_open (GTK_WIDGET (self));

  if (open == NULL)
    return FALSE;

  g_signal_handlers_disconnect_by_func (open, reason_closed_cb, self);
  g_signal_connect_object (open, "closed", G_CALLBACK (reason_closed_cb), self, 0);
  return TRUE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterStreamerCoaching *self = user_data;

  if (reading == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read a streamer's coaching: %s", error->message);
      return;
    }

  /* Of the same streamer: another one's rows are gone already. */
  if (waits_for_reason (self))
    return;

  clear_rows (self);
  g_set_object (&self->streamer, reading->streamer);
  g_free (self->person);
  self->person = g_steal_pointer (&reading->person);
  if (reading->streamer == NULL)
    return;

  show_checklists (self, reading);
  show_walks (self, reading);
  show_follow_ups (self, reading);
  show_videos (self, reading);
}

static void
read_again (RosterStreamerCoaching *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == NULL || waits_for_reason (self))
    return;

  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), read_func, g_strdup (self->id), g_free, reading_free,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterStreamerCoaching *self,
                  GPtrArray              *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordType *type = ((RosterRecordKey *) keys->pdata[i])->type;

      if (type == &roster_walkthrough_type || type == &roster_followup_type || type == &roster_checklist_type ||
          type == &roster_video_type)
        {
          read_again (self);
          return;
        }
    }
}

static void
roster_streamer_coaching_dispose (GObject *object)
{
  RosterStreamerCoaching *self = ROSTER_STREAMER_COACHING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->streamer);

  G_OBJECT_CLASS (roster_streamer_coaching_parent_class)->dispose (object);
}

static void
roster_streamer_coaching_finalize (GObject *object)
{
  RosterStreamerCoaching *self = ROSTER_STREAMER_COACHING (object);

  g_ptr_array_unref (self->rows);
  g_free (self->id);
  g_free (self->person);

  G_OBJECT_CLASS (roster_streamer_coaching_parent_class)->finalize (object);
}

static void
roster_streamer_coaching_class_init (RosterStreamerCoachingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_streamer_coaching_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_streamer_coaching_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-streamer-coaching.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerCoaching, start);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerCoaching, checklists);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerCoaching, running);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerCoaching, follow_ups);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerCoaching, results);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerCoaching, videos);
  gtk_widget_class_bind_template_callback (widget_class, checklist_activated_cb);
}

static void
roster_streamer_coaching_init (RosterStreamerCoaching *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_streamer_coaching_new:
 *
 * Returns: (transfer floating): a widget that shows nobody yet
 */
GtkWidget *
roster_streamer_coaching_new (RosterContext *context)
{
  RosterStreamerCoaching *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_STREAMER_COACHING, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rights (context), "changed", G_CALLBACK (read_again), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * roster_streamer_coaching_show:
 * @streamer: (nullable): a streamer's id
 */
void
roster_streamer_coaching_show (RosterStreamerCoaching *self,
                               const char             *streamer)
{
  g_return_if_fail (ROSTER_IS_STREAMER_COACHING (self));

  if (g_strcmp0 (self->id, streamer) == 0)
    return;

  g_free (self->id);
  self->id = g_strdup (streamer);
  clear_rows (self);
  read_again (self);
}
