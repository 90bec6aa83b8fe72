/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-content-measures.h"

#include <glib/gi18n-lib.h>

#include "roster-band-chart.h"
#include "roster-content.h"
#include "roster-format.h"
#include "roster-money.h"
#include "roster-record-list.h"

/* As far back as the checks of a walk-through look, and not more bars than can be told apart on a phone. */
#define DAYS 90
#define MAX_BARS 24

typedef struct
{
  GtkLabel *value;
  GtkLabel *band;
  RosterBandChart *chart;
  GtkLabel *counts;
} Card;

struct _RosterContentMeasures
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkFlowBox *cards;
  GtkLabel *note;

  RosterContext *context;
  RosterRecordList *videos;
  Card card[ROSTER_N_CONTENT_MEASURES];
  guint update_source;
};

G_DEFINE_FINAL_TYPE (RosterContentMeasures, roster_content_measures, ADW_TYPE_BIN)

static const char *const titles[ROSTER_N_CONTENT_MEASURES] = {
  [ROSTER_CONTENT_HEAT] = N_("Heat"),
  [ROSTER_CONTENT_COMPLETION] = N_("Completion rate"),
  [ROSTER_CONTENT_PLAYS_PER_LIKE] = N_("Plays per like"),
  [ROSTER_CONTENT_REPLAY] = N_("Replay rate"),
  [ROSTER_CONTENT_LENGTH] = N_("Length"),
};

/* Words */

static char *
value_words (RosterContentMeasure measure,
             gint64               value)
{
  g_autofree char *number = NULL;

  if (value < 0)
    return g_strdup ("–");

  switch (measure)
    {
    case ROSTER_CONTENT_HEAT:
      return g_strdup_printf ("%d", (int) value);
    case ROSTER_CONTENT_COMPLETION:
    case ROSTER_CONTENT_REPLAY:
      return roster_format_rate (value);
    case ROSTER_CONTENT_PLAYS_PER_LIKE:
      return roster_decimal_to_text ((value + 50) / 100, 1);
    case ROSTER_CONTENT_LENGTH:
      number = roster_decimal_to_text ((value + 50) / 100, 1);
      return g_strdup_printf (_("%s s"), number);
    case ROSTER_N_CONTENT_MEASURES:
      break;
    }

  g_return_val_if_reached (NULL);
}

static const char *
band_words (RosterContentMeasure measure,
            RosterContentBand    band)
{
  switch (band)
    {
    case ROSTER_BAND_NONE:
      return NULL;
    case ROSTER_BAND_FAILS:
      return _("fails");
    case ROSTER_BAND_PASSES:
      return measure == ROSTER_CONTENT_HEAT || measure == ROSTER_CONTENT_LENGTH ? _("passes") : _("not excellent");
    case ROSTER_BAND_EXCELLENT:
      return _("excellent");
    case ROSTER_BAND_HIT:
      return _("hit");
    case ROSTER_N_CONTENT_BANDS:
      break;
    }

  g_return_val_if_reached (NULL);
}

static RosterBandTone
tone_of (RosterContentMeasure measure,
         RosterContentBand    band,
         gboolean             counts)
{
  if (!counts)
    return ROSTER_TONE_FAINT;

  switch (band)
    {
    case ROSTER_BAND_NONE:
    case ROSTER_BAND_PASSES:
      return ROSTER_TONE_PLAIN;
    case ROSTER_BAND_FAILS:
      return ROSTER_TONE_BAD;
    case ROSTER_BAND_EXCELLENT:
    case ROSTER_BAND_HIT:
      return ROSTER_TONE_GOOD;
    case ROSTER_N_CONTENT_BANDS:
      break;
    }

  g_return_val_if_reached (ROSTER_TONE_PLAIN);
}

static void
append_part (GString    *words,
             const char *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
}

/* How many videos stand in which band, as in “8 videos · fails: 1 · passes: 5 · excellent: 2”. */
static char *
counts_words (RosterContentMeasure        measure,
              const RosterContentSummary *summary,
              const RosterCoachingRules  *rules)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *ideal = value_words (ROSTER_CONTENT_LENGTH, rules->video_ideal);

  if (summary->n_counted == 0)
    return g_strdup (_("nothing to judge yet"));

  g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u video", "%u videos", summary->n_counted),
                          summary->n_counted);
  for (guint band = ROSTER_BAND_FAILS; band < ROSTER_N_CONTENT_BANDS; band++)
    if (summary->n_in_band[band] > 0)
      {
        /* Translators: a band such as “excellent”, and how many videos are in it. */
        g_autofree char *part = g_strdup_printf (_("%s: %u"), band_words (measure, band), summary->n_in_band[band]);

        append_part (words, part);
      }
  if (measure == ROSTER_CONTENT_REPLAY)
    append_part (words, _("no threshold"));
  if (measure == ROSTER_CONTENT_LENGTH)
    {
      /* Translators: %s is the best length of a video. */
      g_autofree char *part = g_strdup_printf (_("ideal: %s"), ideal);

      append_part (words, part);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
video_words (RosterContentMeasures     *self,
             RosterContentMeasure       measure,
             RosterRecord              *video,
             const RosterCoachingRules *rules)
{
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  g_autofree char *day = roster_format_date (roster_record_text (video, "publishedOn"), today);
  g_autofree char *value = value_words (measure, roster_content_value (measure, video));
  const char *band = roster_check_may_judge (video, rules)
                         ? band_words (measure, roster_content_band_of (measure, video, rules))
                         : _("too few plays");

  return band != NULL ? g_strdup_printf ("%s\n%s: %s, %s", roster_record_title (video), day, value, band)
                      : g_strdup_printf ("%s\n%s: %s", roster_record_title (video), day, value);
}

/* Showing */

static int
compare_published (gconstpointer a,
                   gconstpointer b)
{
  return g_strcmp0 (roster_record_text (*(RosterRecord *const *) a, "publishedOn"),
                    roster_record_text (*(RosterRecord *const *) b, "publishedOn"));
}

/* The videos of the last days, the oldest first. */
static GPtrArray *
recent_videos (RosterContentMeasures *self)
{
  g_autofree char *today = roster_clock_today (roster_context_clock (self->context));
  GPtrArray *videos = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->videos)); i++)
    {
      g_autoptr (RosterRecord) video = g_list_model_get_item (G_LIST_MODEL (self->videos), i);
      const char *day = roster_record_text (video, "publishedOn");
      int ago = day != NULL ? roster_format_days_between (day, today) : -1;

      if (ago >= 0 && ago < DAYS)
        g_ptr_array_add (videos, g_steal_pointer (&video));
    }
  g_ptr_array_sort (videos, compare_published);
  return videos;
}

static void
show_bars (RosterContentMeasures     *self,
           RosterContentMeasure       measure,
           GPtrArray                 *videos,
           const RosterCoachingRules *rules)
{
  RosterBandChart *chart = self->card[measure].chart;

  for (guint i = videos->len > MAX_BARS ? videos->len - MAX_BARS : 0; i < videos->len; i++)
    {
      RosterRecord *video = videos->pdata[i];
      gint64 value = roster_content_value (measure, video);
      g_autofree char *words = value >= 0 ? video_words (self, measure, video, rules) : NULL;
      gboolean counts = measure == ROSTER_CONTENT_LENGTH || roster_check_may_judge (video, rules);

      if (words != NULL)
        roster_band_chart_add_bar (
            chart, value, tone_of (measure, roster_content_band_of (measure, video, rules), counts), words);
    }
}

static void
show_limits (RosterContentMeasures     *self,
             RosterContentMeasure       measure,
             const RosterCoachingRules *rules)
{
  gint64 limits[ROSTER_MAX_CONTENT_LIMITS];
  guint n_limits = roster_content_limits (measure, rules, limits);

  for (guint i = 0; i < n_limits; i++)
    {
      g_autofree char *words = value_words (measure, limits[i]);

      roster_band_chart_add_limit (self->card[measure].chart, limits[i], words);
    }
}

/* What the picture says, for those who do not see it. */
static void
describe (RosterContentMeasures     *self,
          RosterContentMeasure       measure,
          const char                *counts,
          const RosterCoachingRules *rules)
{
  g_autoptr (GString) words = g_string_new (counts);
  gint64 limits[ROSTER_MAX_CONTENT_LIMITS];
  guint n_limits = roster_content_limits (measure, rules, limits);

  for (guint i = 0; i < n_limits; i++)
    {
      g_autofree char *limit = value_words (measure, limits[i]);
      /* Translators: %s is what a video is judged by, such as “60%”. */
      g_autofree char *part = g_strdup_printf (_("threshold: %s"), limit);

      append_part (words, part);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card[measure].chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

static void
show_band (GtkLabel          *label,
           const char        *words,
           RosterContentBand  band)
{
  static const char *const classes[ROSTER_N_CONTENT_BANDS] = {
    [ROSTER_BAND_FAILS] = "error",
    [ROSTER_BAND_EXCELLENT] = "success",
    [ROSTER_BAND_HIT] = "success",
  };

  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  for (guint i = 0; i < ROSTER_N_CONTENT_BANDS; i++)
    if (classes[i] != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (label), classes[i]);
  if (classes[band] != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), classes[band]);
}

static void
show_measure (RosterContentMeasures     *self,
              RosterContentMeasure       measure,
              GPtrArray                 *videos,
              const RosterCoachingRules *rules)
{
  Card *card = &self->card[measure];
  RosterContentSummary summary;
  g_autofree char *value = NULL, *counts = NULL;

  roster_content_summarize (&summary, measure, videos, rules);
  value = value_words (measure, summary.overall);
  counts = counts_words (measure, &summary, rules);
  gtk_label_set_label (card->value, value);
  show_band (card->band, band_words (measure, summary.band), summary.band);
  gtk_label_set_label (card->counts, counts);
  roster_band_chart_clear (card->chart);
  show_limits (self, measure, rules);
  show_bars (self, measure, videos, rules);
  describe (self, measure, counts, rules);
}

static gboolean
update (gpointer user_data)
{
  RosterContentMeasures *self = user_data;
  g_autoptr (GPtrArray) videos = recent_videos (self);
  g_autofree char *plays = NULL, *note = NULL;
  RosterCoachingRules rules;

  self->update_source = 0;
  roster_coaching_rules_init (&rules, roster_rules_in_force_values (roster_context_rules (self->context)));
  for (guint i = 0; i < ROSTER_N_CONTENT_MEASURES; i++)
    show_measure (self, i, videos, &rules);
  plays = roster_format_count (rules.judged_plays);
  /* Translators: %s is a number of plays. */
  note = g_strdup_printf (_("Videos of the last 90 days. A faint one has fewer than %s plays and is not judged yet."),
                          plays);
  gtk_label_set_label (self->note, note);
  gtk_stack_set_visible_child_name (self->stack, videos->len > 0 ? "cards" : "nothing");
  return G_SOURCE_REMOVE;
}

static void
queue_update (RosterContentMeasures *self)
{
  if (self->update_source == 0 && self->videos != NULL)
    self->update_source = g_idle_add (update, self);
}

static void
roster_content_measures_dispose (GObject *object)
{
  RosterContentMeasures *self = ROSTER_CONTENT_MEASURES (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->videos);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_content_measures_parent_class)->dispose (object);
}

static void
roster_content_measures_class_init (RosterContentMeasuresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_content_measures_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-content-measures.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterContentMeasures, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterContentMeasures, cards);
  gtk_widget_class_bind_template_child (widget_class, RosterContentMeasures, note);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
make_card (RosterContentMeasures *self,
           RosterContentMeasure   measure)
{
  Card *card = &self->card[measure];
  const char *title = g_dgettext (GETTEXT_PACKAGE, titles[measure]);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *name;

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "measure");
  gtk_box_append (GTK_BOX (box), head);
  name = add_label (head, "heading");
  gtk_label_set_label (name, title);
  gtk_label_set_ellipsize (name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  card->band = add_label (head, "caption-heading");
  card->value = add_label (head, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (card->value), "numeric");
  card->chart = ROSTER_BAND_CHART (roster_band_chart_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (card->chart), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (card->chart));
  card->counts = add_label (box, "caption");
  gtk_label_set_wrap (card->counts, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (card->counts), "dim-label");
  gtk_flow_box_append (self->cards, box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static void
roster_content_measures_init (RosterContentMeasures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < ROSTER_N_CONTENT_MEASURES; i++)
    make_card (self, i);
}

GtkWidget *
roster_content_measures_new (RosterContext *context)
{
  RosterContentMeasures *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_CONTENT_MEASURES, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_rules (context), "notify::values", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * roster_content_measures_set_streamer:
 * @id: (nullable): whose videos to show
 */
void
roster_content_measures_set_streamer (RosterContentMeasures *self,
                                      const char            *id)
{
  g_return_if_fail (ROSTER_IS_CONTENT_MEASURES (self));

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->videos != NULL)
    g_signal_handlers_disconnect_by_data (self->videos, self);
  g_clear_object (&self->videos);
  if (id == NULL)
    return;

  self->videos =
      roster_record_list_new_related (roster_context_store (self->context), &roster_video_type, "streamer", id);
  g_signal_connect_object (self->videos, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->videos, "notify::loading", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  if (!roster_record_list_is_loading (self->videos))
    queue_update (self);
}
