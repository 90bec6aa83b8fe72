/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-account.h"
#include "roster-advice-plan-words.h"
#include "roster-advice-words.h"
#include "roster-fact-tile.h"
#include "roster-format.h"
#include "roster-money.h"
#include "roster-plan-accepting.h"
#include "roster-plan-streamer-row.h"
#include "roster-price-curve.h"
#include "roster-toast.h"

/* How many streamers there are at first, and how many more each time. */
#define PAGE 50

struct _RosterPlanPage
{
  RosterPane parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty;
  GtkDropDown *book;
  GtkFlowBox *tiles;
  GtkLabel *proof;
  GtkWidget *no_lives;
  GtkWidget *obstacles_card;
  GtkListBox *obstacles;
  GtkButton *lower;
  GtkLabel *floor_words;
  GtkScale *scale;
  GtkAdjustment *floor;
  GtkBox *curve_box;
  GtkLabel *price_words;
  GtkWidget *running;
  GtkProgressBar *progress;
  GtkWidget *stopped;
  GtkLabel *pins_words;
  GtkWidget *pins;
  GtkListBox *list;
  GtkWidget *more;
  GtkWidget *bar;
  GtkLabel *chosen;
  GtkButton *accept;

  RosterPriceCurve *curve;
  RosterFactTile *margin;
  RosterFactTile *gini;
  RosterFactTile *line_ups;
  RosterFactTile *gap;

  RosterPlanning *planning;
  GPtrArray *rows;
  guint limit;
  guint feasible;
  gboolean showing;
  gboolean accepting;
};

G_DEFINE_FINAL_TYPE (RosterPlanPage, roster_plan_page, ROSTER_TYPE_PANE)

static RosterContext *
context_of (RosterPlanPage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static double
share_of (gint64 ppm)
{
  return (double) ppm / ROSTER_RATE_ONE;
}

/* The numbers of the week */

static void
show_margin (RosterPlanPage   *self,
             const RosterPlan *plan)
{
  g_autofree char *margin = roster_format_money_estimate (plan->margin),
                  *exact = roster_format_money_exact (plan->margin);

  roster_fact_tile_show (self->margin, margin, _("in the coming week"), exact);
}

/* Rule 11: before and after. */
static void
show_gini (RosterPlanPage   *self,
           const RosterPlan *plan)
{
  g_autofree char *after = g_strdup_printf ("%.3f", share_of (plan->gini_margin));
  /* Translators: a Gini coefficient. */
  g_autofree char *before = g_strdup_printf (_("before: %.3f"), share_of (plan->gini_margin_before));

  roster_fact_tile_show (self->gini, after, before,
                         _("Of the expected margin across the book, and of the margin of the last four weeks: 0 is the "
                           "same for everybody"));
}

static void
show_line_ups (RosterPlanPage   *self,
               const RosterPlan *plan)
{
  guint n = 0;
  g_autofree char *count = NULL, *slots = NULL;

  for (guint i = 0; i < plan->streamers->len; i++)
    n += g_array_index (plan->streamers, RosterPlanStreamer, i).n_products > 0;
  count = g_strdup_printf ("%u / %u", n, plan->streamers->len);
  /* Translators: how many places of all line-ups hold a product. */
  slots = g_strdup_printf (_("%u of %u slots filled"), plan->items->len, plan->streamers->len * plan->slots);
  roster_fact_tile_show (self->line_ups, count, slots, _("Streamers who get a line-up"));
}

static void
show_proof (RosterPlanPage   *self,
            const RosterPlan *plan)
{
  const char *words = roster_advice_plan_state_words (plan->state);
  g_autofree char *bound = roster_format_money_estimate (plan->bound), *gap = NULL, *less = NULL;

  switch (plan->state)
    {
    case ROSTER_PLAN_OPTIMAL:
      roster_fact_tile_show (self->gap, bound, _("reached by this plan"), words);
      break;
    case ROSTER_PLAN_FEASIBLE:
      gap = roster_format_rate ((plan->bound - plan->margin) * (double) ROSTER_RATE_ONE / MAX (plan->bound, 1));
      /* Translators: a percentage. */
      less = g_strdup_printf (_("this plan is at most %s below"), gap);
      roster_fact_tile_show (self->gap, bound, less, words);
      break;
    case ROSTER_PLAN_INFEASIBLE:
      roster_fact_tile_show (self->gap, NULL, _("demands contradict each other"), words);
      break;
    case ROSTER_PLAN_UNSOLVED:
      roster_fact_tile_show (self->gap, NULL, _("nothing found in time"), words);
      break;
    }
  gtk_label_set_label (self->proof, words);
}

/* What is in the way */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/* Phrases begin small, for they also stand inside of sentences. */
static char *
begin_sentence (const char *phrase)
{
  g_autofree char *first = g_utf8_substring (phrase, 0, MIN (g_utf8_strlen (phrase, -1), 1));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, phrase + strlen (first), NULL);
}

static void
show_obstacles (RosterPlanPage   *self,
                const RosterPlan *plan)
{
  RosterMatch *match = roster_planning_match (self->planning);
  g_autofree char *lower = NULL, *left_out = roster_advice_left_out_words (match);
  gboolean found = FALSE;

  clear_list (self->obstacles);
  if (left_out != NULL)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), left_out);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (self->obstacles, row);
    }
  /* Where nothing may be sold, each streamer's demands would say the same over and over. */
  for (guint i = 0; i < plan->obstacles->len && !roster_advice_nothing_may_be_sold (match); i++)
    {
      const RosterObstacle *obstacle = &g_array_index (plan->obstacles, RosterObstacle, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *phrase = roster_advice_obstacle_words (match, obstacle);
      g_autofree char *words = begin_sentence (phrase);
      g_autofree char *remedy = roster_advice_remedy_words (obstacle);
      g_autofree char *way_out = g_strdup_printf (_("Way out: %s"), remedy);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), way_out);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (self->obstacles, row);
    }

  /* The greatest floor below that is known to work. */
  for (guint floor = 0; floor < plan->floor; floor++)
    {
      const RosterPlan *other = roster_planning_plan_at (self->planning, floor);

      if (other != NULL && (other->state == ROSTER_PLAN_OPTIMAL || other->state == ROSTER_PLAN_FEASIBLE))
        {
          self->feasible = floor;
          found = TRUE;
        }
    }
  lower = g_strdup_printf (_("Lower the Floor to %u"), self->feasible);
  gtk_button_set_label (self->lower, lower);
  gtk_widget_set_visible (GTK_WIDGET (self->lower), found);
  gtk_widget_set_visible (self->obstacles_card, plan->state == ROSTER_PLAN_INFEASIBLE);
}

/* What fairness costs */

/* The least floor that no plan meets; 0 where all that are known can be met. */
static guint
first_impossible (RosterPlanPage *self)
{
  for (guint floor = 1; floor <= roster_planning_most (self->planning); floor++)
    {
      const RosterPlan *plan = roster_planning_plan_at (self->planning, floor);

      if (plan != NULL && plan->state == ROSTER_PLAN_INFEASIBLE)
        return floor;
    }

  return 0;
}

static gint64
price_of (RosterPlanPage *self,
          guint           floor)
{
  const RosterPlan *none = roster_planning_plan_at (self->planning, 0);
  const RosterPlan *plan = roster_planning_plan_at (self->planning, floor);

  if (none == NULL || plan == NULL || plan->state == ROSTER_PLAN_INFEASIBLE || plan->state == ROSTER_PLAN_UNSOLVED)
    return ROSTER_PRICE_UNKNOWN;
  return none->margin - plan->margin;
}

static void
show_price (RosterPlanPage *self)
{
  guint floor = roster_planning_floor (self->planning), most = roster_planning_most (self->planning);
  const RosterPlan *plan = roster_planning_plan (self->planning);
  g_autofree gint64 *prices = g_new (gint64, most + 1);
  g_autofree char *words = NULL, *price = NULL;

  for (guint i = 0; i <= most; i++)
    prices[i] = price_of (self, i);
  roster_price_curve_set_prices (self->curve, prices, most + 1, floor);

  self->showing = TRUE;
  gtk_adjustment_set_upper (self->floor, most);
  gtk_adjustment_set_value (self->floor, floor);
  self->showing = FALSE;

  words = floor == 0 ? g_strdup (_("Anybody may go empty"))
                     : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Everybody gets at least %u product",
                                                     "Everybody gets at least %u products", floor),
                                        floor);
  gtk_label_set_label (self->floor_words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);

  if (plan == NULL)
    gtk_label_set_label (self->price_words, _("Being worked out…"));
  else if (plan->state == ROSTER_PLAN_INFEASIBLE)
    gtk_label_set_label (self->price_words, _("No plan meets this floor."));
  else if (prices[floor] == ROSTER_PRICE_UNKNOWN)
    gtk_label_set_label (self->price_words, _("Being worked out…"));
  else
    {
      guint impossible = first_impossible (self);
      g_autofree char *yuan = roster_format_money_estimate (MAX (prices[floor], 0)), *all = NULL;

      /* Translators: an amount of money and a Gini coefficient. */
      price = g_strdup_printf (_("This gives up %s of expected margin; Gini coefficient %.3f."), yuan,
                               share_of (plan->gini_margin));
      /* Translators: a number of products; the curve ends before it. */
      all = impossible > 0 ? g_strdup_printf (_("%s No plan meets a floor of %u or more."), price, impossible) : NULL;
      gtk_label_set_label (self->price_words, all != NULL ? all : price);
    }
}

static void
show_progress (RosterPlanPage *self)
{
  guint n_done, n_all;

  roster_planning_progress (self->planning, &n_done, &n_all);
  gtk_progress_bar_set_fraction (self->progress, n_all > 0 ? (double) n_done / n_all : 0);
  gtk_widget_set_opacity (self->running, roster_planning_is_running (self->planning) ? 1 : 0);
  gtk_widget_set_sensitive (self->running, roster_planning_is_running (self->planning));
  gtk_widget_set_visible (self->running, !roster_planning_is_stopped (self->planning));
  gtk_widget_set_visible (self->stopped, roster_planning_is_stopped (self->planning));
}

static void
show_pins (RosterPlanPage *self)
{
  g_autoptr (GArray) pins = roster_planning_pins (self->planning);
  guint n_locked = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < pins->len; i++)
    n_locked += g_array_index (pins, RosterPlanPin, i).locked;
  /* Translators: how many pairs of streamer and product a person locked and banned. */
  words = g_strdup_printf (_("%u locked, %u banned"), n_locked, pins->len - n_locked);
  gtk_label_set_label (self->pins_words, words);
  gtk_widget_set_visible (self->pins, pins->len > 0);
}

/* Who gets what */

static int
compare_margins (gconstpointer a,
                 gconstpointer b)
{
  const RosterPlanStreamer *left = a, *right = b;

  if (left->margin != right->margin)
    return left->margin > right->margin ? -1 : 1;
  return left->streamer < right->streamer ? -1 : left->streamer > right->streamer;
}

static void
show_chosen (RosterPlanPage *self)
{
  const RosterPlan *plan = roster_planning_plan (self->planning);
  guint n = 0;
  g_autofree char *chosen = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    n += roster_plan_streamer_row_is_selected (self->rows->pdata[i]);

  chosen = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u streamer chosen", "%u streamers chosen", n), n)
                 : g_strdup (_("Confirmed line-ups stay as they are"));
  gtk_label_set_label (self->chosen, chosen);
  gtk_button_set_label (self->accept, n > 0 ? _("Accept Chosen") : _("Accept All"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), plan != NULL && plan->items->len > 0 && !self->accepting &&
                                                           !roster_planning_is_read_only (self->planning));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->accept), roster_planning_is_read_only (self->planning)
                                                              ? _("This book can only be read")
                                                              : _("Put the plan into line-ups; one step to undo"));
}

static gboolean
has_the_same (RosterPlanPage *self,
              RosterMatch    *match,
              GArray         *streamers,
              guint           n)
{
  if (self->rows->len != n)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      RosterRecord *streamer =
          roster_match_streamer (match, g_array_index (streamers, RosterPlanStreamer, i).streamer);

      if (strcmp (roster_plan_streamer_row_streamer (self->rows->pdata[i]), roster_record_id (streamer)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Rows that are there already keep what is open and chosen in them; only their order is made anew. */
static void
make_rows (RosterPlanPage *self,
           RosterMatch    *match,
           GArray         *streamers,
           guint           n)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RosterPlanStreamerRow *row = self->rows->pdata[i];

      g_hash_table_insert (kept, g_strdup (roster_plan_streamer_row_streamer (row)), g_object_ref (row));
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < n; i++)
    {
      RosterRecord *streamer =
          roster_match_streamer (match, g_array_index (streamers, RosterPlanStreamer, i).streamer);
      GtkWidget *row = g_hash_table_lookup (kept, roster_record_id (streamer));

      if (row == NULL)
        {
          row = roster_plan_streamer_row_new (self->planning, streamer);
          g_signal_connect_object (row, "notify::selected", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
        }
      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_streamers (RosterPlanPage   *self,
                const RosterPlan *plan)
{
  RosterMatch *match = roster_planning_match (self->planning);
  g_autoptr (GArray) streamers = g_array_copy (plan->streamers);
  guint n = MIN (streamers->len, self->limit);

  g_array_sort (streamers, compare_margins);
  if (!has_the_same (self, match, streamers, n))
    make_rows (self, match, streamers, n);
  for (guint i = 0; i < self->rows->len; i++)
    roster_plan_streamer_row_show (self->rows->pdata[i]);
  gtk_widget_set_visible (self->more, streamers->len > n);
}

static void
show_plan (RosterPlanPage *self)
{
  const RosterPlan *plan = roster_planning_plan (self->planning);
  gboolean has_lives = FALSE;

  show_price (self);
  show_progress (self);
  show_pins (self);
  show_chosen (self);
  /* The old plan stays to be seen until the new one is there. */
  gtk_widget_set_opacity (GTK_WIDGET (self->list), plan != NULL ? 1 : 0.6);
  if (plan == NULL)
    return;

  for (guint i = 0; i < plan->streamers->len; i++)
    has_lives |= roster_planning_n_lives (
                     self->planning,
                     roster_record_id (roster_match_streamer (
                         roster_planning_match (self->planning),
                         g_array_index (plan->streamers, RosterPlanStreamer, i).streamer))) > 0;
  gtk_widget_set_visible (self->no_lives, !has_lives);
  show_margin (self, plan);
  show_gini (self, plan);
  show_line_ups (self, plan);
  show_proof (self, plan);
  show_obstacles (self, plan);
  show_streamers (self, plan);
}

static void
show_empty (RosterPlanPage *self,
            const char     *icon,
            const char     *title,
            const char     *description)
{
  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* A person with one book is not asked which. */
static void
show_books (RosterPlanPage *self)
{
  GPtrArray *books = roster_planning_books (self->planning);
  GListModel *model = gtk_drop_down_get_model (self->book);

  if (books == NULL)
    return;

  self->showing = TRUE;
  if (model == NULL || g_list_model_get_n_items (model) != books->len)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      for (guint i = 0; i < books->len; i++)
        gtk_string_list_append (names, ((const RosterAccount *) books->pdata[i])->name);
      gtk_drop_down_set_model (self->book, G_LIST_MODEL (names));
    }
  gtk_drop_down_set_selected (self->book, roster_planning_book (self->planning));
  gtk_widget_set_visible (GTK_WIDGET (self->book), books->len > 1);
  self->showing = FALSE;
}

static void
changed_cb (RosterPlanPage *self)
{
  RosterPlanningState state = roster_planning_state (self->planning);

  show_books (self);
  switch (state)
    {
    case ROSTER_PLANNING_READING:
      gtk_stack_set_visible_child_name (self->stack, "reading");
      break;
    case ROSTER_PLANNING_NO_STREAMERS:
      show_empty (self, "system-users-symbolic", _("Nobody to Plan For"),
                  _("As soon as there are streamers in the book, their line-ups of the week are planned here."));
      break;
    case ROSTER_PLANNING_NO_PRODUCTS:
      show_empty (self, "package-x-generic-symbolic", _("Nothing to Plan"),
                  _("As soon as there are products, they are planned into line-ups here."));
      break;
    case ROSTER_PLANNING_FAILED:
      show_empty (self, "dialog-warning-symbolic", _("Nothing Can Be Planned"),
                  roster_planning_failure (self->planning));
      break;
    case ROSTER_PLANNING_READY:
      gtk_stack_set_visible_child_name (self->stack,
                                        roster_planning_plan (self->planning) != NULL || self->rows->len > 0 ||
                                                roster_planning_is_stopped (self->planning)
                                            ? "plan"
                                            : "reading");
      show_plan (self);
      break;
    }
  gtk_widget_set_visible (self->bar, state == ROSTER_PLANNING_READY);
}

/* What a person does */

static void
floor_cb (RosterPlanPage *self)
{
  if (!self->showing)
    roster_planning_set_floor (self->planning, (guint) (gtk_adjustment_get_value (self->floor) + 0.5));
}

static void
curve_cb (RosterPlanPage *self,
          guint           floor)
{
  roster_planning_set_floor (self->planning, floor);
}

static void
lower_cb (RosterPlanPage *self)
{
  roster_planning_set_floor (self->planning, self->feasible);
}

static void
book_cb (RosterPlanPage *self)
{
  if (!self->showing && gtk_drop_down_get_selected (self->book) != GTK_INVALID_LIST_POSITION)
    roster_planning_set_book (self->planning, gtk_drop_down_get_selected (self->book));
}

static void
stop_cb (RosterPlanPage *self)
{
  roster_planning_stop (self->planning);
}

static void
go_on_cb (RosterPlanPage *self)
{
  roster_planning_start (self->planning);
}

static void
release_cb (RosterPlanPage *self)
{
  roster_planning_release_all (self->planning);
}

static void
more_cb (RosterPlanPage *self)
{
  self->limit += PAGE;
  changed_cb (self);
}

typedef struct
{
  RosterPlanPage *page;
  GPtrArray *planned;
  guint n_line_ups;
} Accepting;

static void
accepting_free (Accepting *accepting)
{
  accepting->page->accepting = FALSE;
  show_chosen (accepting->page);
  g_object_unref (accepting->page);
  g_ptr_array_unref (accepting->planned);
  g_free (accepting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Accepting, accepting_free)

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Accepting) accepting = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (step < 0)
    {
      roster_toast_message (GTK_WIDGET (accepting->page), error->message);
      return;
    }

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line-up filled", "%u line-ups filled",
                                       accepting->n_line_ups),
                          accepting->n_line_ups);
  roster_toast_undoable (GTK_WIDGET (accepting->page), text, step);
}

static gpointer
make_edit (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return roster_plan_accept_edit (cache, data, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Accepting) accepting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterEdit) edit = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (edit == NULL || roster_edit_size (edit) == 0)
    {
      roster_toast_message (GTK_WIDGET (accepting->page),
                            edit == NULL ? error->message : _("The line-ups hold all of this already"));
      return;
    }

  for (guint i = 0; i < roster_edit_size (edit); i++)
    {
      RosterRecord *after;

      roster_edit_nth (edit, i, NULL, &after);
      accepting->n_line_ups += roster_record_type (after) == &roster_lineup_type;
    }
  roster_store_apply_async (ROSTER_STORE (source), edit, NULL, accepted_cb, g_steal_pointer (&accepting));
}

static gboolean
is_accepted (RosterPlanPage *self,
             const char     *streamer)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!roster_plan_streamer_row_is_selected (self->rows->pdata[i]))
        continue;
      if (strcmp (roster_plan_streamer_row_streamer (self->rows->pdata[i]), streamer) == 0)
        return TRUE;
      any = TRUE;
    }

  return !any;
}

/* What is chosen of the plan, by streamer. */
static GPtrArray *
take_plan (RosterPlanPage   *self,
           const RosterPlan *plan)
{
  RosterMatch *match = roster_planning_match (self->planning);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_planned_free);
  RosterPlanned *last = NULL;

  for (guint i = 0; i < plan->items->len; i++)
    {
      const RosterPlanItem *item = &g_array_index (plan->items, RosterPlanItem, i);
      const char *streamer = roster_record_id (roster_match_streamer (match, item->suggestion.streamer));
      RosterRecord *product = roster_match_product (match, item->suggestion.product);

      if (!is_accepted (self, streamer))
        continue;
      if (last == NULL || strcmp (last->streamer, streamer) != 0)
        {
          last = roster_planned_new (streamer);
          g_ptr_array_add (all, last);
        }
      roster_planned_add (last, product,
                          item->role == ROSTER_ROLE_TRAFFIC ? ROSTER_LINE_UP_TRAFFIC : ROSTER_LINE_UP_PROFIT,
                          roster_suggestion_margin (&item->suggestion));
    }

  return all;
}

static void
accept_cb (RosterPlanPage *self)
{
  const RosterPlan *plan = roster_planning_plan (self->planning);
  Accepting *accepting;

  if (plan == NULL || self->accepting)
    return;

  accepting = g_new0 (Accepting, 1);
  accepting->page = g_object_ref (self);
  accepting->planned = take_plan (self, plan);
  self->accepting = TRUE;
  show_chosen (self);
  roster_store_write_async (roster_context_store (context_of (self)), make_edit, accepting->planned, NULL,
                            (GDestroyNotify) roster_edit_unref, NULL, made_cb, accepting);
}

/* The page */

static RosterFactTile *
add_tile (RosterPlanPage *self,
          const char     *title)
{
  GtkWidget *tile = roster_fact_tile_new (title);

  gtk_flow_box_append (self->tiles, tile);
  gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
  return ROSTER_FACT_TILE (tile);
}

static void
roster_plan_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_plan_page_parent_class)->map (widget);

  roster_planning_start (ROSTER_PLAN_PAGE (widget)->planning);
}

static void
roster_plan_page_unmap (GtkWidget *widget)
{
  roster_planning_rest (ROSTER_PLAN_PAGE (widget)->planning);

  GTK_WIDGET_CLASS (roster_plan_page_parent_class)->unmap (widget);
}

static void
roster_plan_page_constructed (GObject *object)
{
  RosterPlanPage *self = ROSTER_PLAN_PAGE (object);

  G_OBJECT_CLASS (roster_plan_page_parent_class)->constructed (object);

  self->planning = roster_planning_new (context_of (self));
  g_signal_connect_object (self->planning, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static void
roster_plan_page_dispose (GObject *object)
{
  RosterPlanPage *self = ROSTER_PLAN_PAGE (object);

  if (self->planning != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->planning, self);
      roster_planning_rest (self->planning);
      roster_planning_stop (self->planning);
    }

  G_OBJECT_CLASS (roster_plan_page_parent_class)->dispose (object);
}

static void
roster_plan_page_finalize (GObject *object)
{
  RosterPlanPage *self = ROSTER_PLAN_PAGE (object);

  g_clear_object (&self->planning);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (roster_plan_page_parent_class)->finalize (object);
}

static void
roster_plan_page_class_init (RosterPlanPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_plan_page_constructed;
  object_class->dispose = roster_plan_page_dispose;
  object_class->finalize = roster_plan_page_finalize;
  widget_class->map = roster_plan_page_map;
  widget_class->unmap = roster_plan_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, book);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, proof);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, no_lives);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, obstacles_card);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, obstacles);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, lower);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, floor_words);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, scale);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, floor);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, curve_box);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, price_words);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, running);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, stopped);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, pins_words);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, pins);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, list);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, more);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, bar);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, chosen);
  gtk_widget_class_bind_template_child (widget_class, RosterPlanPage, accept);
  gtk_widget_class_bind_template_callback (widget_class, floor_cb);
  gtk_widget_class_bind_template_callback (widget_class, lower_cb);
  gtk_widget_class_bind_template_callback (widget_class, book_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, release_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
roster_plan_page_init (RosterPlanPage *self)
{
  self->limit = PAGE;
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->curve = ROSTER_PRICE_CURVE (roster_price_curve_new ());
  gtk_box_append (self->curve_box, GTK_WIDGET (self->curve));
  g_signal_connect_object (self->curve, "chosen", G_CALLBACK (curve_cb), self, G_CONNECT_SWAPPED);
  self->margin = add_tile (self, _("Expected margin"));
  self->gini = add_tile (self, _("Gini coefficient"));
  self->line_ups = add_tile (self, _("Line-ups"));
  self->gap = add_tile (self, _("Best possible"));
}

/**
 * roster_plan_page_is_settled:
 *
 * Returns: whether everything that there is to show is shown
 */
gboolean
roster_plan_page_is_settled (RosterPlanPage *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN_PAGE (self), FALSE);

  return roster_planning_is_settled (self->planning) && !self->accepting;
}
