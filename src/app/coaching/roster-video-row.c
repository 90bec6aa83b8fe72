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
  AdwPreferencesRow parent_instance;

  GtkBox *lines;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkBox *grades;
  GtkBox *decisions;

  RosterContext *context;
  RosterRecord *video;
};

G_DEFINE_FINAL_TYPE (RosterVideoRow, roster_video_row, ADW_TYPE_PREFERENCES_ROW)

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
add_label (GtkBox     *box,
           const char *text,
           const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (box, label);
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

/* Where the machine saw it; empty where it did not say. */
static char *
flag_words (RosterVideoRow *self)
{
  GVariant *places = roster_record_value (self->video, "flaggedIn");
  const RosterField *field = roster_record_type_field (
      &roster_video_type, (guint) roster_record_type_find_field (&roster_video_type, "flaggedIn"));
  g_autofree const char **nicks = places != NULL ? g_variant_get_strv (places, NULL) : NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (const RosterChoice *choice = field->choices; nicks != NULL && choice->nick != NULL; choice++)
    if (g_strv_contains (nicks, choice->nick))
      g_ptr_array_add (labels, (gpointer) g_dgettext (GETTEXT_PACKAGE, choice->label));
  if (labels->len == 0)
    return g_strdup ("");

  g_ptr_array_add (labels, NULL);
  /* Translators: stands between the entries of a list. */
  list = g_strjoinv (_(", "), (char **) labels->pdata);
  /* Translators: %s is where a machine saw something in a video: its title, cover or key frames. */
  return g_strdup_printf (_("Flagged in: %s"), list);
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
  g_autofree char *label = g_strdup_printf ("%s %s", g_dgettext (GETTEXT_PACKAGE, decisions[decision].question),
                                            roster_record_title (self->video));

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button),
                             g_dgettext (GETTEXT_PACKAGE, decisions[decision].button));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "decision", GUINT_TO_POINTER (decision));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popover_cb, self, NULL);
  roster_rights_in_force_guard (roster_context_rights (self->context), button, &roster_video_type,
                                roster_record_account (self->video));
  gtk_box_append (self->decisions, button);
}

/* What was confirmed can still be cleared, once the video was changed. */
static void
show_flag (RosterVideoRow *self)
{
  const char *flag = roster_record_text (self->video, "flag"), *verdict = roster_record_text (self->video, "verdict");
  gboolean red = g_strcmp0 (flag, "red") == 0;

  if (flag == NULL || g_strcmp0 (flag, "none") == 0 || g_strcmp0 (verdict, "cleared") == 0)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->decisions), TRUE);
  add_label (self->decisions, red ? _("red line") : _("yellow line"), red ? "error" : "warning");
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
      add_label (self->grades, _("too few plays"), "dim-label");
      return;
    }

  text = g_strdup_printf ("%d %s", (int) heat, g_dgettext (GETTEXT_PACKAGE, bands[band].label));
  add_label (self->grades, text, bands[band].css);
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

static GtkLabel *
new_line (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return GTK_LABEL (label);
}

/* Title and measures, with the grades beside them; what a person has to decide stands below: a title may be long, and
   the window narrow. */
static void
roster_video_row_init (RosterVideoRow *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->title = new_line ();
  self->subtitle = new_line ();
  self->grades = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9));
  self->decisions = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (self->title, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->decisions), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->lines), "change-row");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (first), words);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->grades));
  gtk_box_append (self->lines, first);
  gtk_box_append (self->lines, GTK_WIDGET (self->decisions));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->lines));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static void
add_line (GString    *text,
          const char *line)
{
  if (text->len > 0 && *line != '\0')
    g_string_append_c (text, '\n');
  g_string_append (text, line);
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
  g_autofree char *measures = NULL, *flag = NULL, *verdict = NULL;
  g_autoptr (GString) subtitle = g_string_new (NULL);

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (video), NULL);

  self = g_object_new (ROSTER_TYPE_VIDEO_ROW, NULL);
  self->context = g_object_ref (context);
  self->video = g_object_ref (video);
  roster_coaching_rules_init (&rules, roster_rules_in_force_values (roster_context_rules (context)));
  measures = measures_of (self);
  verdict = verdict_words (self);
  flag = flag_words (self);
  add_line (subtitle, measures);
  add_line (subtitle, flag);
  add_line (subtitle, verdict);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), roster_record_title (video));
  gtk_label_set_label (self->title, roster_record_title (video));
  gtk_label_set_label (self->subtitle, subtitle->str);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle->len > 0);
  if (roster_record_boolean (video, "repost"))
    add_label (self->grades, _("repost"), "warning");
  show_flag (self);
  show_heat (self, &rules);
  return GTK_WIDGET (self);
}
