/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-today-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-action-row.h"
#include "roster-cache-answer.h"
#include "roster-day-strip.h"
#include "roster-fact-tile.h"
#include "roster-format.h"
#include "roster-live-dialog.h"
#include "roster-live-writing.h"
#include "roster-toast.h"
#include "roster-today.h"

/* Under this width the answers stand below the words. */
#define SLIM 560

struct _RosterTodayPage
{
  RosterPane parent_instance;

  GtkWidget *content;
  GtkLabel *date;
  GtkFlowBox *tiles;
  GtkWidget *strip_card;
  GtkScrolledWindow *strip_scroller;
  GtkButton *more_lives;
  GtkWidget *no_lives;
  GtkWidget *actions_group;
  GtkListBox *actions;
  GtkLabel *left;
  GtkWidget *empty;

  RosterDayStrip *strip;
  RosterFactTile *lives;
  RosterFactTile *owed;
  RosterFactTile *due;
  RosterFactTile *waiting;

  RosterToday *today;
  gboolean slim;
  guint adapting;
  gboolean scrolled;
};

G_DEFINE_FINAL_TYPE (RosterTodayPage, roster_today_page, ROSTER_TYPE_PANE)

static RosterContext *
context_of (RosterTodayPage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static RosterClock *
clock_of (RosterTodayPage *self)
{
  return roster_context_clock (context_of (self));
}

/* What is shown */

static void
show_headline (RosterTodayPage          *self,
               const RosterTodayReading *reading)
{
  g_autofree char *today = roster_day_to_text (reading->day), *written = roster_format_date (today, today);
  g_autofree char *date = g_strdup_printf (_("%s %s"), roster_weekday_long (reading->day), written);
  g_autofree char *lives = roster_format_count (reading->n_lives), *due = roster_format_count (reading->n_due);
  g_autofree char *waiting = roster_format_count (reading->n_waiting);
  g_autofree char *owed = NULL, *owing = NULL;

  gtk_label_set_label (self->date, date);
  owed = roster_format_hours (reading->owed_minutes);
  owing = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u streamer", "%u streamers", reading->n_owing),
                           reading->n_owing);
  roster_fact_tile_show (self->lives, lives, NULL, NULL);
  roster_fact_tile_show (self->owed, owed, reading->n_owing > 0 ? owing : NULL,
                         _("What streamers in their first phase have still to plan this week"));
  roster_fact_tile_show (self->due, due, NULL, NULL);
  roster_fact_tile_show (self->waiting, waiting, NULL, _("Changes that the office has not confirmed yet"));
}

static void
show_lives (RosterTodayPage          *self,
            const RosterTodayReading *reading)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock_of (self));
  gint64 wall = roster_wall_from_instant (roster_clock_now (clock_of (self)), zone);
  guint n_hidden;
  g_autofree char *more = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->strip_scroller), reading->lives->len > 0);
  gtk_widget_set_visible (self->no_lives, reading->lives->len == 0);
  n_hidden = roster_day_strip_show (self->strip, reading->lives, reading->day, (wall - roster_wall_day (wall)) / 60);
  more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more in the schedule", "%u more in the schedule", n_hidden),
                          n_hidden);
  gtk_button_set_label (self->more_lives, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_lives), n_hidden > 0);
}

static const RosterNextAction *
find_action (RosterTodayPage *self,
             const char      *key)
{
  const RosterTodayReading *reading = roster_today_reading (self->today);

  for (guint i = 0; reading != NULL && i < reading->actions->len; i++)
    if (strcmp (((RosterNextAction *) reading->actions->pdata[i])->key, key) == 0)
      return reading->actions->pdata[i];

  return NULL;
}

static void accept_cb (RosterActionRow *row,
                       RosterTodayPage *self);
static void later_cb (RosterActionRow *row,
                      const char *until,
                      RosterTodayPage *self);
static void refuse_cb (RosterActionRow *row,
                       const char *reason,
                       RosterTodayPage *self);

static RosterActionRow *
row_at (RosterTodayPage *self,
        guint            index)
{
  return (RosterActionRow *) gtk_list_box_get_row_at_index (self->actions, (int) index);
}

static gboolean
is_wanted (const RosterTodayReading *reading,
           guint                     from,
           RosterActionRow          *row)
{
  for (guint i = from; i < reading->actions->len; i++)
    if (roster_action_row_shows (row, reading->actions->pdata[i]))
      return TRUE;

  return FALSE;
}

/* An answer is a Decision, wherever doing it writes something else. What concerns no streamer is answered here alone,
   as everybody may. */
static void
show_rights (RosterTodayPage        *self,
             RosterActionRow        *row,
             const RosterNextAction *action)
{
  RosterRightsInForce *rights = roster_context_rights (context_of (self));
  const RosterRecordType *written = roster_next_action_writes (action);
  const char *account = action->streamer != NULL ? roster_record_account (action->streamer) : NULL;
  g_autofree char *accept = written != NULL ? roster_rights_in_force_refusal (rights, written, account) : NULL;
  g_autofree char *answer =
      account != NULL ? roster_rights_in_force_refusal (rights, &roster_decision_type, account) : NULL;

  roster_action_row_refuse (row, accept, answer);
}

/* A row that stays the same is kept: somebody may be typing a reason into its popover. */
static void
show_action (RosterTodayPage          *self,
             const RosterTodayReading *reading,
             guint                     index)
{
  const RosterNextAction *action = reading->actions->pdata[index];
  RosterActionRow *row;
  GtkWidget *made;

  while ((row = row_at (self, index)) != NULL && !is_wanted (reading, index, row))
    gtk_list_box_remove (self->actions, GTK_WIDGET (row));
  if (row != NULL && roster_action_row_shows (row, action))
    {
      show_rights (self, row, action);
      return;
    }

  made = roster_action_row_new (action, clock_of (self));
  roster_action_row_set_slim (ROSTER_ACTION_ROW (made), self->slim);
  g_signal_connect_object (made, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (made, "later", G_CALLBACK (later_cb), self, 0);
  g_signal_connect_object (made, "refuse", G_CALLBACK (refuse_cb), self, 0);
  show_rights (self, ROSTER_ACTION_ROW (made), action);
  gtk_list_box_insert (self->actions, made, (int) index);
}

static void
show_actions (RosterTodayPage          *self,
              const RosterTodayReading *reading)
{
  RosterActionRow *row;
  g_autofree char *left = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u more waits; it comes up as you go.", "%u more wait; they come up as you go.",
                   reading->n_left),
      reading->n_left);

  for (guint i = 0; i < reading->actions->len; i++)
    show_action (self, reading, i);
  while ((row = row_at (self, reading->actions->len)) != NULL)
    gtk_list_box_remove (self->actions, GTK_WIDGET (row));

  gtk_label_set_label (self->left, left);
  gtk_widget_set_visible (GTK_WIDGET (self->left), reading->n_left > 0);
  gtk_widget_set_visible (self->actions_group, reading->actions->len > 0);
  gtk_widget_set_visible (self->empty, reading->actions->len == 0);
}

/* What comes next is to be seen first, and at once: a strip that moved after the first frame would be drawn twice.
   Returns: whether it moved. */
static gboolean
scroll_strip (RosterTodayPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->strip_scroller);

  if (self->scrolled || self->today == NULL || roster_today_reading (self->today) == NULL ||
      gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment) + 1)
    return FALSE;

  self->scrolled = TRUE;
  gtk_adjustment_set_value (adjustment,
                            roster_day_strip_start_x (self->strip, (int) gtk_adjustment_get_page_size (adjustment)));
  return TRUE;
}

static gboolean
adapt_cb (gpointer data)
{
  RosterTodayPage *self = data;
  GtkListBoxRow *row;

  self->adapting = 0;
  self->slim = gtk_widget_get_width (GTK_WIDGET (self)) < SLIM;
  for (guint i = 0; (row = gtk_list_box_get_row_at_index (self->actions, i)) != NULL; i++)
    roster_action_row_set_slim (ROSTER_ACTION_ROW (row), self->slim);

  return G_SOURCE_REMOVE;
}

static void
adapt_soon (RosterTodayPage *self)
{
  if (self->adapting == 0)
    self->adapting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, adapt_cb, self, NULL);
}

static void
changed_cb (RosterTodayPage *self)
{
  const RosterTodayReading *reading = roster_today_reading (self->today);

  /* An empty day would be a lie; only the place is kept, so that nothing moves when it comes. */
  gtk_widget_set_opacity (self->content, reading != NULL ? 1 : 0);
  if (reading == NULL)
    return;

  show_headline (self, reading);
  show_lives (self, reading);
  show_actions (self, reading);
  adapt_soon (self);
}

/* What a person answers */

/* What a person did, on its way to the store. It is written whether or not the page still stands by then. */
typedef struct
{
  RosterTodayPage *page;
  RosterContext *context;
  const char *done;
} Deed;

static void
finish_deed (Deed         *deed,
             gint64        step,
             const GError *error)
{
  if (step >= 0)
    roster_toast_undoable (GTK_WIDGET (deed->page), deed->done, step);
  else
    roster_toast_message (GTK_WIDGET (deed->page), error->message);

  g_object_unref (deed->page);
  g_object_unref (deed->context);
  g_free (deed);
}

static Deed *
deed_new (RosterTodayPage *self,
          const char      *done)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (self);
  deed->context = g_object_ref (context_of (self));
  deed->done = done;
  return deed;
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  finish_deed (user_data, step, error);
}

static void
live_written_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Deed *deed = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_live_change_finish (deed->context, result, &error);

  finish_deed (deed, step, error);
}

static void
saved_cb (RosterTodayPage *self,
          const char      *done,
          gint64           step)
{
  roster_toast_undoable (GTK_WIDGET (self), done, step);
}

static void
start_live (RosterTodayPage        *self,
            const RosterNextAction *action)
{
  g_autoptr (RosterRecord) wanted = roster_occurrence_record (action->occurrence);
  g_autofree char *label = g_strdup_printf (_("Live with %s"), roster_record_title (action->streamer));

  roster_record_set_text (wanted, "state", "live");
  roster_record_set_number (wanted, "actualStart", roster_clock_now (clock_of (self)));
  roster_live_change_async (context_of (self), action->occurrence, ROSTER_EXTENT_THIS, wanted, label, NULL,
                            live_written_cb, deed_new (self, _("Live started")));
}

static void
take_down (RosterTodayPage        *self,
           const RosterNextAction *action)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock_of (self));
  g_autoptr (RosterCalendarLive) live =
      roster_calendar_live_new (action->occurrence, zone, roster_record_title (action->streamer));
  RosterLiveDialog *dialog = roster_live_dialog_new_results (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                             context_of (self), live);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
plan_live (RosterTodayPage        *self,
           const RosterNextAction *action)
{
  g_autoptr (RosterRecord) live = roster_record_new (&roster_live_type, "", "");
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock_of (self));
  char start[ROSTER_WALL_TEXT];

  roster_wall_print (action->slot.wall, start);
  roster_record_set_text (live, "streamer", roster_record_id (action->streamer));
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "zone", g_time_zone_get_identifier (zone));
  roster_record_set_number (live, "durationMinutes", (action->slot.end - action->slot.start) / 60000);
  roster_live_create_async (context_of (self), live, NULL, live_written_cb, deed_new (self, _("Live planned")));
}

static void
finish_follow_up (RosterTodayPage        *self,
                  const RosterNextAction *action)
{
  g_autoptr (RosterRecord) after = roster_record_copy (action->record);
  g_autofree char *label = g_strdup_printf (_("Done: %s"), roster_record_title (action->record));
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);

  roster_record_set_text (after, "state", "done");
  roster_record_set_number (after, "doneAt", roster_clock_now (clock_of (self)));
  roster_edit_update (edit, action->record, after);
  roster_store_apply_async (roster_context_store (context_of (self)), edit, NULL, applied_cb,
                            deed_new (self, _("Follow-up done")));
}

static void
open_record (RosterTodayPage *self,
             RosterRecord    *record)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", roster_record_type (record)->name,
                              roster_record_id (record));
}

static void
accept_cb (RosterActionRow *row,
           RosterTodayPage *self)
{
  const RosterNextAction *action = find_action (self, roster_action_row_key (row));

  if (action == NULL)
    return;

  switch (action->kind)
    {
    case ROSTER_NEXT_START:
      start_live (self, action);
      break;
    case ROSTER_NEXT_RESULTS:
      take_down (self, action);
      break;
    case ROSTER_NEXT_LINE_UP:
      if (action->lacks_line_up)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.line-up-of-live", "s", action->occurrence->key);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "win.open-line-up", "s", roster_record_id (action->record));
      break;
    case ROSTER_NEXT_CONFLICTS:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s", "changes");
      break;
    case ROSTER_NEXT_FOLLOW_UP:
      finish_follow_up (self, action);
      break;
    case ROSTER_NEXT_STEP:
    case ROSTER_NEXT_CONTACT:
    case ROSTER_NEXT_SUGGESTION:
      open_record (self, action->streamer);
      break;
    case ROSTER_NEXT_OBLIGATION:
      plan_live (self, action);
      break;
    }
}

/* The answer about changes that concern no streamer; it belongs to this computer, as they do. */
typedef struct
{
  char *about;
  char *until;
  char *reason;
} OwnAnswer;

static void
own_answer_free (gpointer data)
{
  OwnAnswer *answer = data;

  g_free (answer->about);
  g_free (answer->until);
  g_free (answer->reason);
  g_free (answer);
}

static gpointer
answer_in_thread (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  OwnAnswer *answer = data;

  return roster_cache_answer_waiting (cache, answer->about, answer->until, answer->reason, error)
             ? GINT_TO_POINTER (TRUE)
             : NULL;
}

static void
own_answer_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Deed *deed = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_store_finish (ROSTER_STORE (source), result, &error) == NULL)
    roster_toast_message (GTK_WIDGET (deed->page), error->message);
  else
    roster_toast_with_action (GTK_WIDGET (deed->page), deed->done, _("_Undo"), "win.ask-again");
  roster_today_read_again (roster_context_today (deed->context));
  g_object_unref (deed->page);
  g_object_unref (deed->context);
  g_free (deed);
}

static void
record_own_answer (RosterTodayPage        *self,
                   const RosterNextAction *action,
                   const char             *until,
                   const char             *reason,
                   const char             *done)
{
  OwnAnswer *answer = g_new0 (OwnAnswer, 1);

  answer->about = g_strdup (action->key);
  answer->until = g_strdup (until);
  answer->reason = g_strdup (reason);
  roster_store_write_async (roster_context_store (context_of (self)), answer_in_thread, answer, own_answer_free, NULL,
                            NULL, own_answer_cb, deed_new (self, done));
}

/* Rule 6: the system suggests, a person decides, and the decision is recorded with its reason. */
static void
record_answer (RosterTodayPage *self,
               RosterActionRow *row,
               const char      *verdict,
               const char      *until,
               const char      *reason,
               const char      *label,
               const char      *done)
{
  const RosterNextAction *action = find_action (self, roster_action_row_key (row));
  RosterStore *store = roster_context_store (context_of (self));
  g_autofree char *id = roster_store_new_id (store);
  g_autoptr (RosterRecord) decision = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);

  if (action == NULL)
    return;

  if (action->streamer == NULL)
    {
      record_own_answer (self, action, until, reason, done);
      return;
    }

  decision = roster_record_new (&roster_decision_type, id, roster_record_account (action->streamer));
  roster_record_set_text (decision, "streamer", roster_record_id (action->streamer));
  roster_record_set_text (decision, "about", action->key);
  if (action->kind == ROSTER_NEXT_SUGGESTION)
    roster_record_set_text (decision, "product", roster_record_id (action->record));
  roster_record_set_text (decision, "verdict", verdict);
  roster_record_set_text (decision, "until", until);
  roster_record_set_text (decision, "text", reason);
  roster_record_set_number (decision, "at", roster_clock_now (clock_of (self)));
  roster_record_apply_defaults (decision);
  roster_edit_create (edit, decision);
  roster_store_apply_async (store, edit, NULL, applied_cb, deed_new (self, done));
}

static void
later_cb (RosterActionRow *row,
          const char      *until,
          RosterTodayPage *self)
{
  g_autofree char *label = g_strdup_printf (_("Later: %s"), roster_action_row_title (row));

  record_answer (self, row, "later", until, NULL, label, _("Put off"));
}

static void
refuse_cb (RosterActionRow *row,
           const char      *reason,
           RosterTodayPage *self)
{
  g_autofree char *label = g_strdup_printf (_("No: %s"), roster_action_row_title (row));

  record_answer (self, row, "refused", NULL, reason, label, _("Taken off the list"));
}

static void
open_live_cb (RosterTodayPage    *self,
              RosterCalendarLive *live,
              GtkWidget          *at)
{
  open_record (self, roster_calendar_live_record (live));
}

static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
roster_today_page_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  RosterTodayPage *self = ROSTER_TODAY_PAGE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  /* What moved has lost its place and gets it back before it is drawn. */
  if (scroll_strip (self))
    gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (self->slim != (width < SLIM))
    adapt_soon (self);
}

static RosterFactTile *
add_tile (RosterTodayPage *self,
          const char      *title)
{
  GtkWidget *tile = roster_fact_tile_new (title);

  gtk_flow_box_append (self->tiles, tile);
  gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
  return ROSTER_FACT_TILE (tile);
}

static void
roster_today_page_constructed (GObject *object)
{
  RosterTodayPage *self = ROSTER_TODAY_PAGE (object);

  G_OBJECT_CLASS (roster_today_page_parent_class)->constructed (object);

  self->today = g_object_ref (roster_context_today (context_of (self)));
  g_signal_connect_object (self->today, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rights (context_of (self)), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  roster_today_want (self->today);
  changed_cb (self);
}

static void
roster_today_page_dispose (GObject *object)
{
  RosterTodayPage *self = ROSTER_TODAY_PAGE (object);

  g_clear_handle_id (&self->adapting, g_source_remove);
  g_clear_object (&self->today);

  G_OBJECT_CLASS (roster_today_page_parent_class)->dispose (object);
}

static void
roster_today_page_class_init (RosterTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_today_page_constructed;
  object_class->dispose = roster_today_page_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = roster_today_page_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, content);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, date);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, strip_card);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, strip_scroller);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, more_lives);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, no_lives);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, actions_group);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, actions);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, left);
  gtk_widget_class_bind_template_child (widget_class, RosterTodayPage, empty);
}

static void
roster_today_page_init (RosterTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The page itself places its child, so that it sees its own width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->strip = ROSTER_DAY_STRIP (roster_day_strip_new ());
  gtk_scrolled_window_set_child (self->strip_scroller, GTK_WIDGET (self->strip));
  g_signal_connect_object (self->strip, "open", G_CALLBACK (open_live_cb), self, G_CONNECT_SWAPPED);
  self->lives = add_tile (self, _("Lives today"));
  self->owed = add_tile (self, _("Hours owed"));
  self->due = add_tile (self, _("Follow-ups due"));
  self->waiting = add_tile (self, _("Changes waiting"));
}

/**
 * roster_today_page_is_settled:
 *
 * Returns: whether what is to be seen is what the store holds
 */
gboolean
roster_today_page_is_settled (RosterTodayPage *self)
{
  g_return_val_if_fail (ROSTER_IS_TODAY_PAGE (self), FALSE);

  return roster_today_is_settled (self->today);
}

/**
 * roster_today_page_first_reads:
 * @reads: (element-type RosterFirstRead): gets what the page shows
 */
void
roster_today_page_first_reads (GArray *reads)
{
  RosterFirstRead day = roster_today_first_read ();

  g_array_append_val (reads, day);
}
