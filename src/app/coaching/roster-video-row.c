/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-video-row.h"

#include <glib/gi18n-lib.h>

#include "roster-check.h"
#include "roster-format.h"
#include "roster-toast.h"

struct _RosterVideoRow
{
  AdwActionRow parent_instance;

  RosterContext *context;
  RosterRecord *video;
};

G_DEFINE_FINAL_TYPE (RosterVideoRow, roster_video_row, ADW_TYPE_ACTION_ROW)

static const struct
{
  const char *label;
  const char *css;
} bands[] = {
  [ROSTER_HEAT_FAILS] = { N_("fails"), "error" },
  [ROSTER_HEAT_PASSES] = { N_("passes"), "dim-label" },
  [ROSTER_HEAT_EXCELLENT] = { N_("excellent"), "success" },
  [ROSTER_HEAT_HIT] = { N_("hit"), "accent" },
};

static void
add_label (RosterVideoRow *self,
           const char     *text,
           const char     *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css);
  gtk_widget_add_css_class (label, "caption-heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static char *
measures_of (RosterVideoRow *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  const char *day = roster_record_text (self->video, "publishedOn");
  gint64 plays = roster_record_number (self->video, "plays", -1);
  gint64 completion = roster_record_number (self->video, "completionRate", -1);
  gint64 length = roster_record_number (self->video, "length", -1);

  if (day != NULL)
    g_ptr_array_add (parts, roster_format_date (day, today));
  if (plays >= 0)
    {
      g_autofree char *count = roster_format_count (plays);

      g_ptr_array_add (parts, g_strdup_printf (_("%s plays"), count));
    }
  if (completion >= 0)
    {
      g_autofree char *rate = roster_format_rate (completion);

      /* Translators: the completion rate of a video. */
      g_ptr_array_add (parts, g_strdup_printf (_("%s completed"), rate));
    }
  if (length > 0)
    {
      g_autofree char *seconds = roster_decimal_to_text ((length + 50) / 100, 1);

      g_ptr_array_add (parts, g_strdup_printf (_("%s s"), seconds));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterVideoRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  if (step < 0)
    roster_toast_message (GTK_WIDGET (self), error->message);
}

static void
decide (RosterVideoRow *self,
        const char     *verdict,
        const char     *label)
{
  g_autoptr (RosterRecord) after = roster_record_copy (self->video);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);

  roster_record_set_text (after, "verdict", verdict);
  roster_edit_update (edit, self->video, after);
  roster_store_apply_async (roster_context_store (self->context), edit, NULL, decided_cb, g_object_ref (self));
}

static void
confirm_cb (RosterVideoRow *self)
{
  decide (self, "confirmed", _("Confirm flag"));
}

static void
clear_cb (RosterVideoRow *self)
{
  decide (self, "cleared", _("Clear flag"));
}

static void
add_button (RosterVideoRow *self,
            const char     *label,
            GCallback       callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  roster_rights_in_force_guard (roster_context_rights (self->context), button, &roster_video_type,
                                roster_record_account (self->video));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
show_flag (RosterVideoRow *self)
{
  const char *flag = roster_record_text (self->video, "flag"), *verdict = roster_record_text (self->video, "verdict");
  gboolean red = g_strcmp0 (flag, "red") == 0;

  if (flag == NULL || g_strcmp0 (flag, "none") == 0 || g_strcmp0 (verdict, "cleared") == 0)
    return;

  add_label (self, red ? _("red line") : _("yellow line"), red ? "error" : "warning");
  if (verdict != NULL)
    return;

  add_button (self, _("C_onfirm"), G_CALLBACK (confirm_cb));
  add_button (self, _("C_lear"), G_CALLBACK (clear_cb));
}

static void
show_heat (RosterVideoRow            *self,
           const RosterCoachingRules *rules)
{
  gint64 heat = roster_record_number (self->video, "heat", -1);
  RosterHeatBand band = roster_check_heat_band (heat, rules);
  g_autofree char *text = NULL;

  if (heat < 0)
    return;
  if (!roster_check_may_judge (self->video, rules))
    {
      add_label (self, _("too few plays"), "dim-label");
      return;
    }

  text = g_strdup_printf ("%d %s", (int) heat, g_dgettext (GETTEXT_PACKAGE, bands[band].label));
  add_label (self, text, bands[band].css);
}

static void
roster_video_row_dispose (GObject *object)
{
  g_clear_object (&ROSTER_VIDEO_ROW (object)->context);
  g_clear_object (&ROSTER_VIDEO_ROW (object)->video);

  G_OBJECT_CLASS (roster_video_row_parent_class)->dispose (object);
}

static void
roster_video_row_class_init (RosterVideoRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_video_row_dispose;
}

static void
roster_video_row_init (RosterVideoRow *self)
{
}

/**
 * roster_video_row_new:
 * @video: a Video
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
roster_video_row_new (RosterContext *context,
                      RosterRecord  *video)
{
  RosterVideoRow *self;
  RosterCoachingRules rules;
  g_autofree char *measures = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (video), NULL);

  self = g_object_new (ROSTER_TYPE_VIDEO_ROW, NULL);
  self->context = g_object_ref (context);
  self->video = g_object_ref (video);
  roster_coaching_rules_init (&rules, roster_rules_in_force_values (roster_context_rules (context)));
  measures = measures_of (self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), roster_record_title (video));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), measures);
  if (roster_record_boolean (video, "repost"))
    add_label (self, _("repost"), "warning");
  show_flag (self);
  show_heat (self, &rules);
  return GTK_WIDGET (self);
}
