/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-result-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-amend-dialog.h"
#include "roster-coaching-words.h"
#include "roster-format.h"
#include "roster-money.h"
#include "roster-print-button.h"
#include "roster-result-photos.h"
#include "roster-sign-dialog.h"
#include "roster-signature-pad.h"
#include "roster-walk-overview.h"

struct _RosterResultView
{
  GtkBox parent_instance;

  GtkLabel *result;
  GtkLabel *difference;
  GtkLevelBar *level;
  GtkLabel *cap;
  GtkLabel *amended;
  GtkLabel *weakest;
  GtkLabel *counts;
  GtkWidget *reopen;
  AdwPreferencesGroup *sections;
  AdwPreferencesGroup *failed;
  AdwPreferencesGroup *sign_off;
  RosterWalkOverview *answers;
  AdwBin *photos_bin;
  AdwBin *print_bin;

  RosterContext *context;
  RosterWalkSession *session;
  GPtrArray *rows;
  RosterResultPhotos *photos;
};

G_DEFINE_FINAL_TYPE (RosterResultView, roster_result_view, GTK_TYPE_BOX)

static void
add_row (RosterResultView    *self,
         AdwPreferencesGroup *group,
         GtkWidget           *row)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (RosterResultView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_object_get_data (self->rows->pdata[i], "group"), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
set_note (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static gboolean
is_given_up (RosterRecord *walkthrough)
{
  return g_strcmp0 (roster_record_text (walkthrough, "state"), "abandoned") == 0;
}

static void
show_numbers (RosterResultView  *self,
              RosterTemplate    *template,
              const RosterScore *score)
{
  gint64 before = roster_walk_session_before (self->session);
  g_autofree char *result = roster_coaching_result_words (score->result);
  g_autofree char *points = roster_coaching_difference_words (score->result, before);
  g_autofree char *cap = roster_coaching_cap_words (roster_walk_record (roster_walk_session_walk (self->session)),
                                                    score, ROSTER_LANGUAGE_INTERFACE);
  g_autofree char *amended =
      roster_coaching_signed_words (roster_walk_session_walk (self->session), score, ROSTER_LANGUAGE_INTERFACE);
  g_autofree char *difference = NULL, *weakest = NULL, *counts = NULL;

  /* Translators: %s is a number of points such as “+8”. */
  difference = points != NULL ? g_strdup_printf (_("%s since the last time"), points)
                              : g_strdup (_("the first time with this checklist"));
  if (score->weakest >= 0)
    weakest = roster_coaching_weakest_words (template, (guint) score->weakest, ROSTER_LANGUAGE_INTERFACE);
  counts = g_strdup_printf (_("%u of %u answered, %u not applicable, %u failed"), score->n_answered,
                            roster_template_n_items (template), score->n_not_applicable, score->n_failed);
  gtk_label_set_label (self->result, result);
  gtk_label_set_label (self->difference, difference);
  gtk_level_bar_set_value (self->level, MAX (score->result, 0) / (double) ROSTER_RATE_ONE);
  set_note (self->weakest, weakest);
  gtk_label_set_label (self->counts, counts);
  set_note (self->cap, cap);
  gtk_widget_set_css_classes (GTK_WIDGET (self->cap), (const char *[]){
                                                          score->line == ROSTER_LINE_YELLOW ? "warning" : "error",
                                                          NULL,
                                                      });
  set_note (self->amended, amended);
}

static void
show_sections (RosterResultView  *self,
               RosterTemplate    *template,
               const RosterScore *score)
{
  for (guint i = 0; i < roster_template_n_sections (template); i++)
    {
      const RosterSectionScore *section = &g_array_index (score->sections, RosterSectionScore, i);
      GtkWidget *row = adw_action_row_new (), *bar = gtk_level_bar_new ();
      g_autofree char *words = roster_coaching_result_words (section->result);
      GtkWidget *label = gtk_label_new (words);
      const char *title = roster_words_in (&roster_template_section (template, i)->title, NULL);

      gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), MAX (section->result, 0) / (double) ROSTER_RATE_ONE);
      gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
      gtk_widget_set_size_request (bar, 90, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      gtk_label_set_width_chars (GTK_LABEL (label), 6);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      add_row (self, self->sections, row);
    }
}

static void
show_failed (RosterResultView *self,
             RosterWalk       *walk)
{
  RosterTemplate *template = roster_walk_template (walk);
  guint n_failed = 0;

  for (guint i = 0; i < roster_template_n_items (template); i++)
    {
      const RosterItem *item = roster_template_item (template, i);
      const RosterAnswer *answer = roster_walk_answer (walk, i);
      g_autofree char *subtitle = NULL;
      GtkWidget *row;

      if (!roster_answer_fails (item, answer))
        continue;

      n_failed++;
      row = adw_action_row_new ();
      subtitle = roster_coaching_answer_lines (walk, i);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_words_in (&item->text, NULL));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      add_row (self, self->failed, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->failed), n_failed > 0);
}

/* Sign-off */

static void
sign_clicked_cb (GtkButton        *button,
                 RosterResultView *self)
{
  roster_sign_dialog_present (GTK_WIDGET (self), self->session,
                              GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "side")));
}

static void
draw_signature_cb (GtkDrawingArea *area,
                   cairo_t        *cr,
                   int             width,
                   int             height,
                   gpointer        strokes)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  roster_signature_draw (cr, strokes, width, height);
}

static void
add_signature (RosterResultView *self,
               RosterWalk       *walk,
               RosterSigner      side,
               const char       *refusal)
{
  const RosterSignature *signature = roster_walk_signature (walk, side);
  GtkWidget *row = adw_action_row_new ();
  const char *title = side == ROSTER_SIGNER_TRAINER ? _("Trainer") : _("Streamer");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (signature != NULL)
    {
      g_autofree char *when = roster_format_instant (roster_context_clock (self->context), signature->at);
      /* Translators: who signed, and when. */
      g_autofree char *words = g_strdup_printf (_("%s, %s"), signature->name, when);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      if (signature->strokes != NULL)
        {
          GtkWidget *area = gtk_drawing_area_new ();

          gtk_widget_set_size_request (area, 96, 44);
          gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
          gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_signature_cb, g_strdup (signature->strokes),
                                          g_free);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), area);
        }
    }
  else
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Sign…"));
      g_autofree char *label = g_strdup_printf (_("Sign: %s"), title);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_object_set_data (G_OBJECT (button), "side", GUINT_TO_POINTER (side));
      g_signal_connect_object (button, "clicked", G_CALLBACK (sign_clicked_cb), self, 0);
      roster_widget_refuse (button, refusal);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("not signed yet"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  add_row (self, self->sign_off, row);
}

static void
reopen_cb (RosterResultView *self)
{
  roster_walk_session_reopen (self->session);
}

/* Signed answers are amended; others are changed, and the walk-through runs again. */
static void
chosen_cb (RosterWalkOverview *overview,
           guint               index,
           RosterResultView   *self)
{
  RosterWalk *walk = roster_walk_session_walk (self->session);

  if (walk == NULL)
    return;
  if (roster_walk_is_frozen (walk))
    {
      roster_amend_dialog_present (GTK_WIDGET (self), self->session, index);
      return;
    }

  roster_walk_session_go (self->session, index);
  roster_walk_session_reopen (self->session);
}

static void
roster_result_view_dispose (GObject *object)
{
  RosterResultView *self = ROSTER_RESULT_VIEW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_result_view_parent_class)->dispose (object);
}

static void
roster_result_view_finalize (GObject *object)
{
  g_ptr_array_unref (ROSTER_RESULT_VIEW (object)->rows);

  G_OBJECT_CLASS (roster_result_view_parent_class)->finalize (object);
}

static void
roster_result_view_class_init (RosterResultViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_result_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_result_view_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, result);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, difference);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, level);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, cap);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, amended);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, weakest);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, counts);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, reopen);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, sections);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, failed);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, photos_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, print_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, sign_off);
  gtk_widget_class_bind_template_callback (widget_class, reopen_cb);
  gtk_widget_class_bind_template_child (widget_class, RosterResultView, answers);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
roster_result_view_init (RosterResultView *self)
{
  self->rows = g_ptr_array_new ();
  g_type_ensure (ROSTER_TYPE_WALK_OVERVIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_result_view_new:
 *
 * Returns: (transfer floating): a view of the session's walk-through; roster_result_view_show() tells it of changes
 */
GtkWidget *
roster_result_view_new (RosterContext     *context,
                        RosterWalkSession *session)
{
  RosterResultView *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_RESULT_VIEW, NULL);
  self->context = g_object_ref (context);
  self->session = g_object_ref (session);
  self->photos = ROSTER_RESULT_PHOTOS (roster_result_photos_new (context));
  adw_bin_set_child (self->photos_bin, GTK_WIDGET (self->photos));
  adw_bin_set_child (self->print_bin, roster_print_button_new (context, session));
  return GTK_WIDGET (self);
}

/**
 * roster_result_view_show:
 *
 * Shows the session's walk-through as it is now.
 */
void
roster_result_view_show (RosterResultView *self)
{
  RosterWalk *walk;
  const RosterScore *score;
  g_autofree char *refusal = NULL;

  g_return_if_fail (ROSTER_IS_RESULT_VIEW (self));

  walk = roster_walk_session_walk (self->session);
  score = roster_walk_session_score (self->session);
  clear_rows (self);
  if (walk == NULL || score == NULL)
    return;

  refusal = roster_walk_session_refusal (self->session);
  gtk_widget_set_visible (self->reopen, !roster_walk_is_frozen (walk));
  roster_widget_refuse (self->reopen, refusal);
  roster_widget_refuse (GTK_WIDGET (self->answers), refusal);
  show_numbers (self, roster_walk_template (walk), score);
  show_sections (self, roster_walk_template (walk), score);
  show_failed (self, walk);
  gtk_widget_set_visible (GTK_WIDGET (self->sign_off), !is_given_up (roster_walk_record (walk)));
  for (guint i = 0; i < ROSTER_N_SIGNERS; i++)
    add_signature (self, walk, i, refusal);
  roster_result_photos_show (self->photos, walk);
  roster_walk_overview_show (self->answers, self->session);
}
