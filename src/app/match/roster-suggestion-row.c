/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-suggestion-row.h"

#include <glib/gi18n-lib.h>

#include "roster-advice-words.h"
#include "roster-deciding.h"
#include "roster-format.h"

struct _RosterSuggestionRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *thin;
  GtkLabel *margin;
  GtkLabel *units;
  GtkLevelBar *level;
  GtkLabel *reasons;
  GtkWidget *better;
  GtkLabel *better_words;
  GtkWidget *open;
  GtkWidget *decisions;
  GtkButton *accept;
  GtkBox *refusals;
  GtkEntry *refusal_words;
  GtkPopover *refusal_popover;
  GtkRevealer *revealer;
  GtkGrid *factors;
  GtkToggleButton *figured;

  RosterContext *context;
  RosterMatch *match;
  RosterSuggestion suggestion;
  RosterRecord *streamer;
  RosterRecord *product;
  RosterRecord *named;
};

G_DEFINE_FINAL_TYPE (RosterSuggestionRow, roster_suggestion_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_today (RosterSuggestionRow *self)
{
  return roster_clock_today (roster_context_clock (self->context));
}

static void
decide (RosterSuggestionRow *self,
        RosterVerdict        verdict,
        const char          *reason,
        const char          *text,
        const char          *until)
{
  roster_decide (GTK_WIDGET (self), self->context, self->streamer, self->product, verdict, reason, text, until,
                 roster_suggestion_margin (&self->suggestion));
}

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  decide (ROSTER_SUGGESTION_ROW (widget), ROSTER_VERDICT_ACCEPTED, NULL, NULL, NULL);
}

/* The parameter counts days. */
static void
later_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RosterSuggestionRow *self = ROSTER_SUGGESTION_ROW (widget);
  g_autofree char *today = dup_today (self), *text = g_strconcat (today, "T12:00:00Z", NULL), *until = NULL;
  g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GDateTime) then = g_date_time_add_days (noon, g_variant_get_int32 (parameter));

  until = g_date_time_format (then, "%Y-%m-%d");
  decide (self, ROSTER_VERDICT_LATER, NULL, NULL, until);
}

static void
refuse_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterSuggestionRow *self = ROSTER_SUGGESTION_ROW (widget);
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->refusal_words))));

  decide (self, ROSTER_VERDICT_REFUSED, g_variant_get_string (parameter, NULL), words[0] != '\0' ? words : NULL, NULL);

  /* The words are in the decision now and no draft any more; and closing may make the list anew. */
  gtk_editable_set_text (GTK_EDITABLE (self->refusal_words), "");
  gtk_popover_popdown (self->refusal_popover);
}

/* Who has written the reason in words need not look for a button. */
static void
written_cb (RosterSuggestionRow *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->refusal_words))));

  if (words[0] != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "suggestion.refuse", "s", "other");
}

static void
closed_cb (RosterSuggestionRow *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static const RosterField *
reason_field (void)
{
  return roster_record_type_field (&roster_decision_type,
                                   roster_record_type_find_field (&roster_decision_type, "reason"));
}

static void
add_refusals (RosterSuggestionRow *self)
{
  for (const RosterChoice *choice = reason_field ()->choices; choice->nick != NULL; choice++)
    {
      GtkWidget *button = gtk_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, choice->label));

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "suggestion.refuse");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", choice->nick);
      gtk_box_append (self->refusals, button);
    }
}

static GtkLabel *
add_cell (RosterSuggestionRow *self,
          const char          *text,
          const char          *css_class,
          int                  column,
          int                  row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->factors, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

/* What a factor multiplies by: the first counts units, the last is money. */
static char *
factor_in_words (const RosterEvidence *evidence)
{
  double value = roster_log_undo (evidence->log);

  if (evidence->factor == ROSTER_FACTOR_PACE)
    return g_strdup_printf ("%.1f", value);
  if (evidence->factor == ROSTER_FACTOR_MARGIN)
    {
      g_autofree char *money = roster_format_money_exact ((gint64) (value + 0.5));

      return g_strconcat ("×", money, NULL);
    }

  return roster_advice_factor_times (evidence->log);
}

static void
add_factor (RosterSuggestionRow  *self,
            const RosterEvidence *evidence,
            int                   row)
{
  g_autofree char *today = dup_today (self);
  g_autofree char *words = roster_advice_evidence_words (evidence, today), *factor = factor_in_words (evidence);
  GtkLabel *label;

  /* A factor of one that rests on nothing. */
  if (words[0] == '\0' && evidence->log == 0)
    return;

  add_cell (self, roster_advice_factor_title (evidence->factor), "caption", 0, row);
  label = add_cell (self, words, "caption", 1, row);
  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  label = add_cell (self, factor, "caption", 2, row);
  gtk_label_set_xalign (label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
}

static void
add_sum (RosterSuggestionRow *self,
         int                  row)
{
  g_autofree char *sum = roster_format_money_estimate (roster_suggestion_margin (&self->suggestion));
  GtkLabel *label = GTK_LABEL (gtk_label_new (_("Expected margin of one session")));

  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), "caption-heading");
  gtk_grid_attach (self->factors, GTK_WIDGET (label), 0, row, 2, 1);
  label = add_cell (self, sum, "caption-heading", 2, row);
  gtk_label_set_xalign (label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
}

static void
figure_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterSuggestionRow *self = ROSTER_SUGGESTION_ROW (widget);

  gtk_toggle_button_set_active (self->figured, !gtk_toggle_button_get_active (self->figured));
}

/* The parts of the sum are made when somebody asks for them. */
static void
figured_cb (RosterSuggestionRow *self)
{
  RosterExplanation explanation;

  if (!gtk_toggle_button_get_active (self->figured) || gtk_widget_get_first_child (GTK_WIDGET (self->factors)) != NULL)
    return;

  roster_match_explain (self->match, &self->suggestion, &explanation);
  for (int i = 0; i < ROSTER_N_FACTORS; i++)
    add_factor (self, &explanation.evidence[i], i);
  add_sum (self, ROSTER_N_FACTORS);
}

/* What is the same in every row of the page explains none of them. */
static gboolean
is_telling (RosterFactor            factor,
            RosterSuggestionSubject subject)
{
  switch (factor)
    {
    case ROSTER_FACTOR_PACE:
    case ROSTER_FACTOR_REACH:
    case ROSTER_FACTOR_READINESS:
      return subject == ROSTER_SUGGESTION_STREAMER;
    case ROSTER_FACTOR_DEMAND:
    case ROSTER_FACTOR_RETURNS:
    case ROSTER_FACTOR_MARGIN:
      return subject == ROSTER_SUGGESTION_PRODUCT;
    case ROSTER_FACTOR_AFFINITY:
    case ROSTER_FACTOR_PRICE:
    case ROSTER_FACTOR_DECISION:
    case ROSTER_FACTOR_SUPPLY:
    case ROSTER_N_FACTORS:
      return TRUE;
    }

  g_return_val_if_reached (TRUE);
}

static guint
telling_factors (RosterSuggestionSubject subject)
{
  guint factors = 0;

  for (guint k = 0; k < ROSTER_N_FACTORS; k++)
    factors |= is_telling (k, subject) ? 1u << k : 0;

  return factors;
}

static void
show_reasons (RosterSuggestionRow     *self,
              RosterSuggestionSubject  subject)
{
  RosterExplanation explanation;
  RosterFactor reasons[ROSTER_EXPLANATION_TOP];
  g_autofree char *today = dup_today (self), *better = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_reasons;

  roster_match_explain (self->match, &self->suggestion, &explanation);
  n_reasons = roster_explanation_choose (&explanation, telling_factors (subject), reasons);
  for (guint i = 0; i < n_reasons; i++)
    {
      const RosterEvidence *evidence = &explanation.evidence[reasons[i]];
      g_autofree char *words = roster_advice_evidence_words (evidence, today);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "", evidence->moved >= 0 ? "↑" : "↓", words);
    }
  gtk_label_set_label (self->reasons, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), n_reasons > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->thin), explanation.confidence == ROSTER_CONFIDENCE_LOW);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->thin), roster_advice_confidence_words (explanation.confidence));

  better = roster_advice_improvement_words (&explanation.improvement, today);
  gtk_label_set_label (self->better_words, better);
  gtk_widget_set_visible (self->better, better[0] != '\0');
}

static void
roster_suggestion_row_dispose (GObject *object)
{
  RosterSuggestionRow *self = ROSTER_SUGGESTION_ROW (object);

  g_clear_object (&self->streamer);
  g_clear_object (&self->product);
  g_clear_object (&self->named);
  g_clear_pointer (&self->match, roster_match_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_suggestion_row_parent_class)->dispose (object);
}

static void
roster_suggestion_row_class_init (RosterSuggestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_suggestion_row_dispose;

  signals[CLOSED] =
      g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-suggestion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, thin);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, margin);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, units);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, level);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, reasons);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, better);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, better_words);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, open);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, decisions);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, accept);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, refusals);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, refusal_words);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, refusal_popover);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, factors);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionRow, figured);
  gtk_widget_class_bind_template_callback (widget_class, figured_cb);
  gtk_widget_class_bind_template_callback (widget_class, written_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_install_action (widget_class, "suggestion.figure", NULL, figure_action);
  gtk_widget_class_install_action (widget_class, "suggestion.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "suggestion.later", "i", later_action);
  gtk_widget_class_install_action (widget_class, "suggestion.refuse", "s", refuse_action);
}

static void
roster_suggestion_row_init (RosterSuggestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A length, not a warning: one colour for all. */
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_FULL);
  add_refusals (self);
}

/**
 * roster_suggestion_row_new:
 * @match: where @suggestion comes from
 * @subject: what the row names
 * @share: how its expected margin compares with the greatest in the list, from 0 to 1
 *
 * Returns: (transfer floating): a row for @suggestion
 */
GtkWidget *
roster_suggestion_row_new (RosterContext           *context,
                           RosterMatch             *match,
                           const RosterSuggestion  *suggestion,
                           RosterSuggestionSubject  subject,
                           double                   share)
{
  RosterSuggestionRow *self;
  g_autofree char *money = NULL, *margin = NULL, *count = NULL, *units = NULL, *exact = NULL;
  gint64 n_units;
  RosterRecord *named;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (match != NULL && suggestion != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_SUGGESTION_ROW, NULL);
  self->context = g_object_ref (context);
  self->match = roster_match_ref (match);
  self->suggestion = *suggestion;
  self->streamer = g_object_ref (roster_match_streamer (match, suggestion->streamer));
  self->product = g_object_ref (roster_match_product (match, suggestion->product));

  named = subject == ROSTER_SUGGESTION_PRODUCT ? self->product : self->streamer;
  self->named = g_object_ref (named);
  money = roster_format_money_estimate (roster_suggestion_margin (suggestion));
  /* Translators: the expected margin of one session; without a word it would be taken for the price. */
  margin = g_strdup_printf (_("earns %s"), money);
  exact = roster_format_money_exact (roster_suggestion_margin (suggestion));
  n_units = (gint64) (roster_suggestion_units (suggestion) + 0.5);
  count = roster_format_count (n_units);
  /* Translators: how many units a session is expected to sell. */
  units = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "≈ %s unit", "≈ %s units", (gulong) n_units), count);
  gtk_label_set_label (self->title, roster_record_title (named));
  gtk_label_set_label (self->margin, margin);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->margin), exact);
  gtk_label_set_label (self->units, units);
  gtk_level_bar_set_value (self->level, CLAMP (share, 0, 1));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "(ss)", roster_record_type (named)->name,
                                    roster_record_id (named));
  roster_rights_in_force_guard (roster_context_rights (context), self->decisions, &roster_decision_type,
                                roster_record_account (roster_match_streamer (match, suggestion->streamer)));
  if (roster_match_is_accepted (match, suggestion->streamer, suggestion->product))
    {
      gtk_button_set_label (self->accept, _("Accepted"));
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestion.accept", FALSE);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, roster_record_title (named),
                                  -1);
  show_reasons (self, subject);
  return GTK_WIDGET (self);
}

/**
 * roster_suggestion_row_named:
 *
 * Returns: the id of the product or the streamer that the row names
 */
const char *
roster_suggestion_row_named (RosterSuggestionRow *self)
{
  g_return_val_if_fail (ROSTER_IS_SUGGESTION_ROW (self), NULL);

  return roster_record_id (self->named);
}

/**
 * roster_suggestion_row_is_open:
 *
 * Returns: whether the person is being asked for a reason right now
 */
gboolean
roster_suggestion_row_is_open (RosterSuggestionRow *self)
{
  g_return_val_if_fail (ROSTER_IS_SUGGESTION_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->refusal_popover));
}

/**
 * roster_suggestion_row_words:
 *
 * Returns: the reason that the person has written and not given yet
 */
const char *
roster_suggestion_row_words (RosterSuggestionRow *self)
{
  g_return_val_if_fail (ROSTER_IS_SUGGESTION_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->refusal_words));
}

/**
 * roster_suggestion_row_set_words:
 *
 * Puts back what the person wrote before the row was made anew.
 */
void
roster_suggestion_row_set_words (RosterSuggestionRow *self,
                                 const char          *words)
{
  g_return_if_fail (ROSTER_IS_SUGGESTION_ROW (self) && words != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->refusal_words), words);
}
