/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-dialog.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "roster-date-button.h"
#include "roster-field-row.h"
#include "roster-format.h"
#include "roster-live-writing.h"
#include "roster-reminder-rows.h"
#include "roster-repeat-rows.h"
#include "roster-schedule-reading.h"
#include "roster-toast.h"

typedef enum
{
  MODE_CREATE,
  MODE_EDIT,
  MODE_RESULTS,
} Mode;

struct _RosterLiveDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkButton *save;
  AdwPreferencesGroup *extent_group;
  AdwComboRow *extent;
  AdwPreferencesGroup *what;
  AdwPreferencesGroup *when;
  AdwActionRow *day_row;
  GtkLabel *day_label;
  AdwEntryRow *start;
  AdwActionRow *length_row;
  GtkSpinButton *length;
  RosterRepeatRows *repeat;
  AdwPreferencesGroup *results;
  AdwEntryRow *actual_start;
  AdwEntryRow *actual_end;
  AdwPreferencesGroup *more;

  RosterContext *context;
  Mode mode;
  RosterCalendarLive *live;
  RosterRecord *before;
  GPtrArray *rows;
  guint32 day;
  GtkWidget *day_button;
  RosterReminderRows *reminders;
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterLiveDialog, roster_live_dialog, ADW_TYPE_WINDOW)

/* A time of the day as people write it: 20:00, 8:30, 2000, 20. */
static gboolean
parse_time (const char *text,
            int        *minute)
{
  int hours, minutes = 0, used = 0;
  g_autofree char *plain = g_strstrip (g_strdup (text));
  gsize length = strlen (plain);

  if (sscanf (plain, "%2d%*[:.]%2d%n", &hours, &minutes, &used) == 2 && used == (int) length)
    ;
  else if (length >= 3 && length <= 4 && strspn (plain, "0123456789") == length)
    {
      hours = atoi (plain) / 100;
      minutes = atoi (plain) % 100;
    }
  else if (length >= 1 && length <= 2 && strspn (plain, "0123456789") == length)
    hours = atoi (plain);
  else
    return FALSE;

  *minute = hours * 60 + minutes;
  return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

static void
show_length (RosterLiveDialog *self)
{
  int start, minutes = gtk_spin_button_get_value_as_int (self->length);
  gboolean good = parse_time (gtk_editable_get_text (GTK_EDITABLE (self->start)), &start);
  g_autofree char *end = NULL, *text = NULL;

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->start), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->start), "error");
  if (good)
    {
      end = roster_minute_to_text (start + minutes);
      /* Translators: the end of a live, a time of the day. */
      text = g_strdup_printf (_("until %s"), end);
    }
  adw_action_row_set_subtitle (self->length_row, text != NULL ? text : "");
}

static void
show_day (RosterLiveDialog *self)
{
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  g_autofree char *date = roster_day_to_text (self->day), *written = roster_format_date (date, today);
  g_autofree char *text = g_strdup_printf (_("%s %s"), roster_weekday_long (self->day), written);

  gtk_label_set_label (self->day_label, text);
  roster_date_button_set_date (ROSTER_DATE_BUTTON (self->day_button), date);
}

static void
picked_cb (RosterLiveDialog *self,
           const char       *date)
{
  self->day = roster_day_from_text (date);
  show_day (self);
}

static RosterFieldRow *
row_of (RosterLiveDialog *self,
        const char       *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (strcmp (roster_field_row_field (self->rows->pdata[i])->name, field) == 0)
      return self->rows->pdata[i];

  return NULL;
}

static gboolean
read_time (RosterLiveDialog *self,
           AdwEntryRow      *row,
           int              *minute)
{
  if (parse_time (gtk_editable_get_text (GTK_EDITABLE (row)), minute))
    return TRUE;

  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  roster_toast_message (GTK_WIDGET (self->save), _("Write the time as hours and minutes, such as 20:00."));
  return FALSE;
}

/* Start, length and rule, in the zone of the live. */
static gboolean
take_time (RosterLiveDialog *self,
           RosterRecord     *wanted)
{
  g_autoptr (GTimeZone) here = roster_clock_zone (roster_context_clock (self->context));
  g_autoptr (GTimeZone) there = roster_live_zone (wanted);
  g_autoptr (GError) error = NULL;
  g_autofree char *rule = NULL;
  char text[ROSTER_WALL_TEXT];
  int start;

  if (!read_time (self, self->start, &start))
    return FALSE;

  rule = roster_repeat_rows_rule (self->repeat, &error);
  if (error != NULL)
    {
      roster_toast_message (GTK_WIDGET (self->save), error->message);
      return FALSE;
    }

  roster_wall_print (roster_wall_from_instant (roster_day_to_instant (self->day, start, here), there), text);
  roster_record_set_text (wanted, "startLocal", text);
  roster_record_set_number (wanted, "durationMinutes", gtk_spin_button_get_value_as_int (self->length));
  roster_record_set_text (wanted, "recurrence", rule);
  roster_reminder_rows_take (self->reminders, wanted);
  return TRUE;
}

/* The day of the actual start is that of the plan, or the one before or after it where that is nearer. */
static gboolean
take_results (RosterLiveDialog *self,
              RosterRecord     *wanted)
{
  g_autoptr (GTimeZone) here = roster_clock_zone (roster_context_clock (self->context));
  int start, end;

  if (!read_time (self, self->actual_start, &start) || !read_time (self, self->actual_end, &end))
    return FALSE;

  if (start - self->live->start > ROSTER_DAY_MINUTES / 2)
    start -= ROSTER_DAY_MINUTES;
  else if (self->live->start - start > ROSTER_DAY_MINUTES / 2)
    start += ROSTER_DAY_MINUTES;
  while (end <= start)
    end += ROSTER_DAY_MINUTES;
  roster_record_set_number (wanted, "actualStart", roster_day_to_instant (self->live->day, start, here));
  roster_record_set_number (wanted, "actualEnd", roster_day_to_instant (self->live->day, end, here));
  roster_record_set_text (wanted, "state", "held");
  return TRUE;
}

static gboolean
take_rows (RosterLiveDialog *self,
           RosterRecord     *wanted)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RosterFieldRow *row = self->rows->pdata[i];

      roster_field_row_flush (row);
      if (roster_field_row_has_problem (row))
        {
          gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
          return FALSE;
        }
      roster_record_set (wanted, roster_field_row_field (row)->name, roster_field_row_shown (row));
    }

  return TRUE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterLiveDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_live_change_finish (self->context, result, &error);
  const char *done = self->mode == MODE_CREATE ? _("Live planned")
                     : self->mode == MODE_EDIT ? _("Live changed")
                                               : _("Results kept");

  if (step < 0)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
      roster_toast_message (GTK_WIDGET (self->save), error->message);
      return;
    }

  g_signal_emit (self, signals[SAVED], 0, done, step);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterLiveDialog *self = ROSTER_LIVE_DIALOG (widget);
  g_autoptr (RosterRecord) wanted = roster_record_copy (self->before);
  g_autofree char *label = NULL;

  if (!take_rows (self, wanted))
    return;
  if (self->mode == MODE_RESULTS ? !take_results (self, wanted) : !take_time (self, wanted))
    return;
  if (!roster_record_has (wanted, "streamer"))
    {
      gtk_widget_child_focus (GTK_WIDGET (row_of (self, "streamer")), GTK_DIR_TAB_FORWARD);
      roster_toast_message (GTK_WIDGET (self->save), _("Choose the streamer who goes live."));
      return;
    }

  gtk_widget_action_set_enabled (widget, "dialog.save", FALSE);
  if (self->mode == MODE_CREATE)
    {
      roster_live_create_async (self->context, wanted, NULL, written_cb, g_object_ref (self));
      return;
    }

  label = g_strdup_printf (_("Live with %s"), self->live->who);
  roster_live_change_async (self->context, self->live->occurrence,
                            self->mode == MODE_RESULTS ? ROSTER_EXTENT_THIS
                                                       : (RosterExtent) adw_combo_row_get_selected (self->extent),
                            wanted, label, NULL, written_cb, g_object_ref (self));
}

static void
add_row (RosterLiveDialog    *self,
         AdwPreferencesGroup *group,
         const char          *field)
{
  int index = roster_record_type_find_field (&roster_live_type, field);
  GtkWidget *row = roster_field_row_new (self->context, roster_record_type_field (&roster_live_type, index));

  roster_field_row_show (ROSTER_FIELD_ROW (row), roster_record_value (self->before, field));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (group, row);
}

static void
roster_live_dialog_dispose (GObject *object)
{
  RosterLiveDialog *self = ROSTER_LIVE_DIALOG (object);

  g_clear_object (&self->live);
  g_clear_object (&self->before);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_live_dialog_parent_class)->dispose (object);
}

static void
roster_live_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (ROSTER_LIVE_DIALOG (object)->rows);

  G_OBJECT_CLASS (roster_live_dialog_parent_class)->finalize (object);
}

static void
roster_live_dialog_class_init (RosterLiveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_live_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_live_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  g_type_ensure (ROSTER_TYPE_REPEAT_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-live-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, save);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, extent_group);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, extent);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, what);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, when);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, day_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, start);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, length_row);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, length);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, repeat);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, results);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, actual_start);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, actual_end);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveDialog, more);
  gtk_widget_class_bind_template_callback (widget_class, show_length);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
roster_live_dialog_init (RosterLiveDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_time (AdwEntryRow *row,
          int          minute)
{
  g_autofree char *text = roster_minute_to_text (minute);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static RosterLiveDialog *
dialog_new (GtkWindow     *parent,
            RosterContext *context,
            Mode           mode,
            RosterRecord  *before)
{
  RosterLiveDialog *self = g_object_new (ROSTER_TYPE_LIVE_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->mode = mode;
  self->before = before;
  gtk_widget_set_visible (GTK_WIDGET (self->when), mode != MODE_RESULTS);
  gtk_widget_set_visible (GTK_WIDGET (self->repeat), mode != MODE_RESULTS);
  gtk_widget_set_visible (GTK_WIDGET (self->what), mode != MODE_RESULTS);
  gtk_widget_set_visible (GTK_WIDGET (self->results), mode == MODE_RESULTS);
  return self;
}

static void
show_plan (RosterLiveDialog *self,
           guint32           day,
           int               start,
           int               minutes)
{
  g_autoptr (GTimeZone) zone = roster_live_zone (self->before);

  self->day = day;
  self->day_button = roster_date_button_new (roster_context_clock (self->context));
  gtk_widget_set_valign (self->day_button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->day_row, self->day_button);
  g_signal_connect_object (self->day_button, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  show_day (self);
  set_time (self->start, start);
  gtk_spin_button_set_value (self->length, minutes);
  roster_repeat_rows_show (self->repeat, roster_record_text (self->before, "recurrence"), zone);
  show_length (self);
  add_row (self, self->what, "streamer");
  add_row (self, self->what, "name");
  add_row (self, self->more, "trainer");
  if (self->mode == MODE_EDIT)
    add_row (self, self->more, "state");
  self->reminders = g_object_new (ROSTER_TYPE_REMINDER_ROWS, NULL);
  roster_reminder_rows_show (self->reminders, self->before,
                             roster_rules_in_force_values (roster_context_rules (self->context)));
  adw_preferences_group_add (self->more, GTK_WIDGET (self->reminders));
  add_row (self, self->more, "notes");
}

/**
 * roster_live_dialog_new_create:
 * @day: a Julian day
 * @start: minutes after its midnight
 * @streamer: (nullable): the id of who goes live, where that is known
 *
 * Returns: (transfer none): a dialog that plans a new live
 */
RosterLiveDialog *
roster_live_dialog_new_create (GtkWindow     *parent,
                               RosterContext *context,
                               guint32        day,
                               int            start,
                               int            minutes,
                               const char    *streamer)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (day > 0, NULL);

  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_context_clock (context));
  RosterRecord *record = roster_record_new (&roster_live_type, "", "");
  RosterLiveDialog *self;

  roster_record_set_text (record, "streamer", streamer);
  roster_record_set_text (record, "zone", g_time_zone_get_identifier (zone));
  self = dialog_new (parent, context, MODE_CREATE, record);
  gtk_window_set_title (GTK_WINDOW (self), _("New Live"));
  gtk_button_set_label (self->save, _("_Plan"));
  show_plan (self, day, start, minutes);
  return self;
}

/**
 * roster_live_dialog_new_edit:
 *
 * Returns: (transfer none): a dialog that changes a live; of one that repeats, it asks which of its times are meant
 */
RosterLiveDialog *
roster_live_dialog_new_edit (GtkWindow          *parent,
                             RosterContext      *context,
                             RosterCalendarLive *live)
{
  RosterLiveDialog *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (live), NULL);

  self = dialog_new (parent, context, MODE_EDIT, roster_occurrence_record (live->occurrence));
  self->live = g_object_ref (live);
  gtk_window_set_title (GTK_WINDOW (self), _("Edit Live"));
  gtk_button_set_label (self->save, _("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->extent_group), live->repeats);
  show_plan (self, live->day, live->start, live->end - live->start);
  return self;
}

/**
 * roster_live_dialog_new_results:
 *
 * Returns: (transfer none): a dialog that takes down that a live was held, from when to when, and what came of it
 */
RosterLiveDialog *
roster_live_dialog_new_results (GtkWindow          *parent,
                                RosterContext      *context,
                                RosterCalendarLive *live)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (live), NULL);

  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_context_clock (context));
  RosterLiveDialog *self = dialog_new (parent, context, MODE_RESULTS, roster_occurrence_record (live->occurrence));
  gint64 start = roster_record_number (self->before, "actualStart", live->occurrence->start);
  gint64 end = roster_record_number (self->before, "actualEnd", -1);
  g_autofree char *heading = g_strdup_printf ("%s · %s", live->who, roster_calendar_live_title (live));
  g_autofree char *who = g_markup_escape_text (live->who, -1);
  g_autofree char *title = g_markup_escape_text (roster_calendar_live_title (live), -1);

  if (end < 0)
    end = MIN (MAX (live->occurrence->end, start), MAX (roster_clock_now (roster_context_clock (context)), start));
  self->live = g_object_ref (live);
  gtk_window_set_title (GTK_WINDOW (self), _("How It Went"));
  gtk_button_set_label (self->save, _("_Save"));
  adw_preferences_group_set_title (self->results, who);
  adw_preferences_group_set_description (self->results, title);
  set_time (self->actual_start, roster_wall_from_instant (start, zone) % ROSTER_WALL_DAY / 60);
  set_time (self->actual_end, roster_wall_from_instant (end, zone) % ROSTER_WALL_DAY / 60);
  add_row (self, self->results, "viewers");
  add_row (self, self->results, "orders");
  add_row (self, self->results, "sales");
  add_row (self, self->more, "notes");
  return self;
}

/**
 * roster_live_dialog_live:
 *
 * Returns: (transfer none) (nullable): the live that it changes; none where it plans a new one
 */
RosterCalendarLive *
roster_live_dialog_live (RosterLiveDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_LIVE_DIALOG (self), NULL);

  return self->live;
}
