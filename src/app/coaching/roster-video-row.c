/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-video-row.h"

#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-check.h"
#include "roster-format.h"
#include "roster-reason-popover.h"

/* As many characters as the field takes. */
#define MAX_REASON 500

typedef enum
{
  DECISION_CONFIRM,
  DECISION_CONFIRM_YELLOW,
  DECISION_CLEAR,
} Decision;

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

/* What a person decided on the flag, and why; empty where nobody has yet. */
static char *
verdict_words (RosterVideoRow *self)
{
  const char *verdict = roster_record_text (self->video, "verdict");
  const char *reason = roster_record_text (self->video, "verdictReason");

  if (verdict == NULL)
    return g_strdup ("");
  if (reason == NULL)
    return g_strdup (g_strcmp0 (verdict, "cleared") == 0 ? _("Flag cleared") : _("Flag confirmed"));
  if (g_strcmp0 (verdict, "cleared") == 0)
    /* Translators: %s is the reason for which a person cleared what a machine had flagged. */
    return g_strdup_printf (_("Flag cleared: %s"), reason);

  /* Translators: %s is the reason for which a person confirmed what a machine had flagged. */
  return g_strdup_printf (_("Flag confirmed: %s"), reason);
}

/* Deciding */

static const struct
{
  const char *verdict;
  const char *button;
  const char *question;
  const char *step;
  const char *done;
  const char *reasons[5];
} decisions[] = {
  [DECISION_CONFIRM] = { "confirmed",
                         N_("C_onfirm…"),
                         N_("What does it show?"),
                         N_("Confirm flag"),
                         N_("Flag confirmed"),
                         { N_("Breaks the law"), N_("Suggestive content"), N_("Harms minors"),
                           N_("Watermark of another platform"), NULL } },
  [DECISION_CONFIRM_YELLOW] = { "confirmed",
                                N_("C_onfirm…"),
                                N_("What does it show?"),
                                N_("Confirm flag"),
                                N_("Flag confirmed"),
                                { N_("Dangerous acts that invite imitation"), NULL } },
  [DECISION_CLEAR] = { "cleared",
                       N_("C_lear…"),
                       N_("Why is it cleared?"),
                       N_("Clear flag"),
                       N_("Flag cleared"),
                       { N_("False alarm"), N_("The video was changed"), N_("The video was taken down"), NULL } },
};

static void
decide (RosterVideoRow *self,
        Decision        decision,
        const char     *reason)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_GROUP);
  g_autoptr (RosterRecord) after = roster_record_copy (self->video);
  g_autoptr (RosterEdit) edit =
      roster_edit_new (ROSTER_CAUSE_EDIT, g_dgettext (GETTEXT_PACKAGE, decisions[decision].step));

  roster_record_set_text (after, "verdict", decisions[decision].verdict);
  roster_record_set_text (after, "verdictReason", reason);
  roster_edit_update (edit, self->video, after);
  /* The row goes as soon as it is written; what remains of the page says so. */
  roster_apply_with_toast (roster_context_store (self->context), edit, group != NULL ? group : GTK_WIDGET (self),
                           g_dgettext (GETTEXT_PACKAGE, decisions[decision].done));
}

static void
given_cb (RosterReasonPopover *popover,
          const char          *reason,
          RosterVideoRow      *self)
{
  decide (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (popover), "decision")), reason);
}

/* The choices are made when somebody asks for them. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  Decision decision = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "decision"));
  const char *reasons[G_N_ELEMENTS (decisions[0].reasons)] = { NULL };
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  for (guint i = 0; decisions[decision].reasons[i] != NULL; i++)
    reasons[i] = g_dgettext (GETTEXT_PACKAGE, decisions[decision].reasons[i]);
  popover = roster_reason_popover_new (g_dgettext (GETTEXT_PACKAGE, decisions[decision].question), reasons,
                                       MAX_REASON);
  g_object_set_data (G_OBJECT (popover), "decision", GUINT_TO_POINTER (decision));
  g_signal_connect_object (popover, "given", G_CALLBACK (given_cb), user_data, 0);
  gtk_menu_button_set_popover (button, popover);
}

static void
add_button (RosterVideoRow *self,
            Decision        decision)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button),
                             g_dgettext (GETTEXT_PACKAGE, decisions[decision].button));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "decision", GUINT_TO_POINTER (decision));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popover_cb, self, NULL);
  roster_rights_in_force_guard (roster_context_rights (self->context), button, &roster_video_type,
                                roster_record_account (self->video));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/* What was confirmed can still be cleared, once the video was changed. */
static void
show_flag (RosterVideoRow *self)
{
  const char *flag = roster_record_text (self->video, "flag"), *verdict = roster_record_text (self->video, "verdict");
  gboolean red = g_strcmp0 (flag, "red") == 0;

  if (flag == NULL || g_strcmp0 (flag, "none") == 0 || g_strcmp0 (verdict, "cleared") == 0)
    return;

  add_label (self, red ? _("red line") : _("yellow line"), red ? "error" : "warning");
  if (verdict == NULL)
    add_button (self, red ? DECISION_CONFIRM : DECISION_CONFIRM_YELLOW);
  add_button (self, DECISION_CLEAR);
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
  g_autofree char *measures = NULL, *verdict = NULL, *subtitle = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (video), NULL);

  self = g_object_new (ROSTER_TYPE_VIDEO_ROW, NULL);
  self->context = g_object_ref (context);
  self->video = g_object_ref (video);
  roster_coaching_rules_init (&rules, roster_rules_in_force_values (roster_context_rules (context)));
  measures = measures_of (self);
  verdict = verdict_words (self);
  subtitle = g_strjoin (*measures != '\0' && *verdict != '\0' ? "\n" : "", measures, verdict, NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), roster_record_title (video));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  if (roster_record_boolean (video, "repost"))
    add_label (self, _("repost"), "warning");
  show_flag (self);
  show_heat (self, &rules);
  return GTK_WIDGET (self);
}
