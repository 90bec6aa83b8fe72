/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-suggestions.h"

#include <glib/gi18n-lib.h>

#include "roster-advice-words.h"
#include "roster-suggestion-filter.h"

/* How many more rows each time: a product's page has other things to show. */
#define PAGE(self) ((self)->subject == ROSTER_SUGGESTION_PRODUCT ? 10 : 5)

struct _RosterSuggestions
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *heading;
  GtkMenuButton *filter_button;
  GtkListBox *list;
  GtkWidget *more;
  GtkLabel *nothing;
  GtkWidget *clear;
  GtkLabel *left_out;

  RosterContext *context;
  RosterSuggestionSubject subject;
  char *id;
  guint limit;
  RosterSuggestionFilter *filter;
  /* reasons that a person is writing, by the ids of whom they are about and of what the row names */
  GHashTable *drafts;
  /* whether a new ranking waits until the person has answered */
  gboolean outdated;
  guint catching_up;
};

G_DEFINE_FINAL_TYPE (RosterSuggestions, roster_suggestions, ADW_TYPE_BIN)

static char *
draft_key (RosterSuggestions *self,
           GtkWidget         *row)
{
  return g_strdup_printf ("%s %s", self->id, roster_suggestion_row_named (ROSTER_SUGGESTION_ROW (row)));
}

/* A draft is kept until it is sent or emptied, also while its row is not among those that are shown. */
static void
clear_list (RosterSuggestions *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    {
      const char *words = roster_suggestion_row_words (ROSTER_SUGGESTION_ROW (row));
      g_autofree char *key = draft_key (self, row);

      if (words[0] != '\0')
        g_hash_table_insert (self->drafts, g_steal_pointer (&key), g_strdup (words));
      else
        g_hash_table_remove (self->drafts, key);
      gtk_list_box_remove (self->list, row);
    }
}

static gboolean
is_being_answered (RosterSuggestions *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (roster_suggestion_row_is_open (ROSTER_SUGGESTION_ROW (row)))
      return TRUE;

  return FALSE;
}

static void
show_filter (RosterSuggestions *self)
{
  guint n = roster_suggestion_filter_count (self->filter);
  /* Translators: a button; how many parts of the filter leave something out. */
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Filter (%u)"), n) : g_strdup (_("Filter"));

  gtk_menu_button_set_label (self->filter_button, label);
  gtk_widget_set_visible (self->clear, n > 0);
}

/* Rule 10: what has not passed its checks is never suggested, and the page says so. */
static void
show_left_out (RosterSuggestions *self,
               RosterMatch       *match)
{
  g_autofree char *words = roster_advice_left_out_words (match);

  gtk_label_set_label (self->left_out, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), words != NULL);
}

static void
show_nothing (RosterSuggestions *self,
              RosterMatch       *match,
              gboolean           known,
              guint              index)
{
  RosterExclusion exclusion = known && self->subject == ROSTER_SUGGESTION_STREAMER
                                  ? roster_match_product_exclusion (match, index)
                                  : ROSTER_EXCLUSION_NONE;
  g_autofree char *reason = exclusion != ROSTER_EXCLUSION_NONE
                                ? roster_advice_exclusion_words (exclusion, roster_match_product (match, index))
                                : NULL;
  /* Translators: %s is why a product is suggested to nobody. */
  g_autofree char *words = reason != NULL ? g_strdup_printf (_("Suggested to nobody: %s."), reason) : NULL;

  gtk_label_set_label (self->nothing, words != NULL ? words
                                      : roster_suggestion_filter_count (self->filter) > 0
                                          ? _("Nothing passes the filter.")
                                          : _("There is nothing to suggest."));
}

static void update (RosterSuggestions *self);

static gboolean
caught_up_cb (gpointer data)
{
  RosterSuggestions *self = data;

  self->catching_up = 0;
  if (self->outdated)
    update (self);
  return G_SOURCE_REMOVE;
}

/* A ranking that came while the person was answering is shown now; not at once, for it takes away the row whose popover
   is just closing. */
static void
closed_cb (RosterSuggestions *self)
{
  if (self->outdated && self->catching_up == 0)
    self->catching_up = g_idle_add (caught_up_cb, self);
}

static void
add_row (RosterSuggestions      *self,
         RosterMatch            *match,
         const RosterSuggestion *suggestion,
         double                  share)
{
  GtkWidget *row = roster_suggestion_row_new (self->context, match, suggestion, self->subject, share);
  g_autofree char *key = draft_key (self, row);
  const char *draft = g_hash_table_lookup (self->drafts, key);

  if (draft != NULL)
    roster_suggestion_row_set_words (ROSTER_SUGGESTION_ROW (row), draft);
  g_signal_connect_object (row, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
fill (RosterSuggestions *self,
      RosterMatch       *match,
      guint              index)
{
  RosterMatchFilter filter = roster_suggestion_filter_get (self->filter);
  g_autoptr (GArray) found = self->subject == ROSTER_SUGGESTION_PRODUCT
                                 ? roster_match_for_streamer (match, index, &filter, self->limit + 1)
                                 : roster_match_for_product (match, index, &filter, self->limit + 1);
  gint64 greatest = found->len > 0 ? roster_suggestion_margin (&g_array_index (found, RosterSuggestion, 0)) : 0;

  for (guint i = 0; i < MIN (found->len, self->limit); i++)
    {
      const RosterSuggestion *suggestion = &g_array_index (found, RosterSuggestion, i);
      double share = greatest > 0 ? (double) roster_suggestion_margin (suggestion) / greatest : 0;

      add_row (self, match, suggestion, share);
    }
  gtk_widget_set_visible (self->more, found->len > self->limit);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "list" : "nothing");
}

static void
update (RosterSuggestions *self)
{
  RosterMatch *match;
  gboolean known;
  guint index = 0;

  if (self->id == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  match = roster_adviser_match (roster_context_adviser (self->context));
  if (match == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "reading");
      return;
    }

  /* A ranking that comes in the middle of an answer must not take it away. */
  self->outdated = is_being_answered (self);
  if (self->outdated)
    return;

  clear_list (self);
  roster_suggestion_filter_offer (self->filter, match);
  show_filter (self);
  known = self->subject == ROSTER_SUGGESTION_PRODUCT ? roster_match_find_streamer (match, self->id, &index)
                                                     : roster_match_find_product (match, self->id, &index);
  show_nothing (self, match, known, index);
  if (known)
    fill (self, match, index);
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  if (self->subject == ROSTER_SUGGESTION_PRODUCT)
    show_left_out (self, match);
}

static void
filter_cb (RosterSuggestions *self)
{
  self->limit = PAGE (self);
  update (self);
}

static void
clear_cb (RosterSuggestions *self)
{
  roster_suggestion_filter_clear (self->filter);
}

static void
more_cb (RosterSuggestions *self)
{
  self->limit += PAGE (self);
  update (self);
}

static void
roster_suggestions_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_suggestions_parent_class)->map (widget);

  update (ROSTER_SUGGESTIONS (widget));
}

static void
roster_suggestions_dispose (GObject *object)
{
  g_clear_handle_id (&ROSTER_SUGGESTIONS (object)->catching_up, g_source_remove);
  g_clear_object (&ROSTER_SUGGESTIONS (object)->context);

  G_OBJECT_CLASS (roster_suggestions_parent_class)->dispose (object);
}

static void
roster_suggestions_finalize (GObject *object)
{
  g_free (ROSTER_SUGGESTIONS (object)->id);
  g_hash_table_unref (ROSTER_SUGGESTIONS (object)->drafts);

  G_OBJECT_CLASS (roster_suggestions_parent_class)->finalize (object);
}

static void
roster_suggestions_class_init (RosterSuggestionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_suggestions_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_suggestions_finalize;
  widget_class->map = roster_suggestions_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, heading);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, list);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, more);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, nothing);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, clear);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestions, left_out);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
roster_suggestions_init (RosterSuggestions *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = ROSTER_SUGGESTION_FILTER (roster_suggestion_filter_new ());
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  /* The button stands at the end of the page: so does what it opens. */
  gtk_widget_set_halign (GTK_WIDGET (self->filter), GTK_ALIGN_END);
  gtk_menu_button_set_popover (self->filter_button, GTK_WIDGET (self->filter));
  show_filter (self);
}

/**
 * roster_suggestions_new:
 * @subject: what to suggest: products for a streamer, or streamers for a product
 *
 * Returns: (transfer floating): a list that is empty until roster_suggestions_show()
 */
GtkWidget *
roster_suggestions_new (RosterContext           *context,
                        RosterSuggestionSubject  subject)
{
  RosterSuggestions *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_SUGGESTIONS, NULL);
  self->context = g_object_ref (context);
  self->subject = subject;
  self->limit = PAGE (self);
  gtk_label_set_label (self->heading,
                       subject == ROSTER_SUGGESTION_PRODUCT ? _("Suggestions") : _("Who Should Sell This"));
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button), subject == ROSTER_SUGGESTION_PRODUCT);
  g_signal_connect_object (roster_context_adviser (context), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rights (context), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * roster_suggestions_show:
 * @id: (nullable): the streamer, or the product, for whom to suggest
 */
void
roster_suggestions_show (RosterSuggestions *self,
                         const char        *id)
{
  g_return_if_fail (ROSTER_IS_SUGGESTIONS (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;

  /* What is being answered is about another. */
  clear_list (self);
  g_free (self->id);
  self->id = g_strdup (id);
  self->limit = PAGE (self);
  update (self);
}
