/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-planning.h"

#include "roster-account.h"

/* When to stop proving: what is good is shown then, with the gap that is left. */
#define SECONDS 10

struct _RosterPlanning
{
  GObject parent_instance;

  RosterContext *context;
  RosterPlanReading *reading;
  RosterMatch *match;
  GCancellable *cancellable;
  gboolean wanted;
  gboolean busy;
  gboolean stale;
  /* whether sessions changed while nobody looked */
  gboolean outdated;

  char *book;
  RosterPlanChoices *choices;

  /* plans by floor, of what was asked last */
  GPtrArray *plans;
  GArray *streamers;
  GArray *sessions;
  GCancellable *run;
  /* why nothing can be solved at all */
  char *failure;
  gboolean stopped;
  /* the run that a person stopped: what it had found still comes */
  GCancellable *last_run;
};

G_DEFINE_FINAL_TYPE (RosterPlanning, roster_planning, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (RosterPlanning *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
plan_clear (gpointer data)
{
  if (data != NULL)
    roster_plan_free (data);
}

/* The thread */

/* One run over the floors; the thread only reads it. */
typedef struct
{
  RosterMatch *match;
  GArray *streamers;
  GArray *sessions;
  GArray *pins;
  guint first;
  guint most;
  gboolean *known;
} Run;

static void
run_free (Run *run)
{
  roster_match_unref (run->match);
  g_array_unref (run->streamers);
  g_array_unref (run->sessions);
  g_array_unref (run->pins);
  g_free (run->known);
  g_free (run);
}

typedef struct
{
  GTask *task;
  RosterPlan *plan;
} Delivery;

static void
delivery_free (Delivery *delivery)
{
  g_clear_pointer (&delivery->plan, roster_plan_free);
  g_object_unref (delivery->task);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;
  RosterPlanning *self = g_task_get_source_object (delivery->task);
  GCancellable *run = g_task_get_cancellable (delivery->task);
  guint floor = delivery->plan->floor;

  if ((g_cancellable_is_cancelled (run) && run != self->last_run) || floor >= self->plans->len)
    return G_SOURCE_REMOVE;

  plan_clear (self->plans->pdata[floor]);
  self->plans->pdata[floor] = g_steal_pointer (&delivery->plan);
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

/* Returns: whether the demands can be met with this floor; FALSE without an error where it was cancelled. */
static gboolean
solve (GTask      *task,
       const Run  *run,
       guint       floor,
       GError    **error)
{
  const RosterPlanRequest request = {
    .streamers = (const guint *) run->streamers->data,
    .n_streamers = run->streamers->len,
    .sessions = (const guint *) run->sessions->data,
    .pins = (const RosterPlanPin *) run->pins->data,
    .n_pins = run->pins->len,
    .floor = floor,
    .seconds = SECONDS,
    .cancellable = g_task_get_cancellable (task),
  };
  g_autoptr (GError) local_error = NULL;
  RosterPlan *plan = roster_plan_new (run->match, &request, &local_error);
  g_autoptr (GSource) source = NULL;
  Delivery *delivery;
  gboolean feasible;

  if (plan == NULL)
    {
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  delivery = g_new0 (Delivery, 1);
  delivery->task = g_object_ref (task);
  delivery->plan = plan;
  feasible = plan->state != ROSTER_PLAN_INFEASIBLE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, delivery, (GDestroyNotify) delivery_free);
  g_source_attach (source, g_task_get_context (task));
  return feasible;
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const Run *run = data;
  GError *error = NULL;

  if (!run->known[run->first])
    solve (task, run, run->first, &error);
  for (guint floor = 0; floor <= run->most && error == NULL && !g_cancellable_is_cancelled (cancellable); floor++)
    if (!run->known[floor] && floor != run->first && !solve (task, run, floor, &error))
      break;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  RosterPlanning *self = ROSTER_PLANNING (source);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (cancellable != self->run)
    return;

  g_clear_object (&self->run);
  g_clear_pointer (&self->failure, g_free);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    self->failure = g_strdup (error->message);
  emit_changed (self);
}

static void
cancel_run (RosterPlanning *self)
{
  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  g_clear_object (&self->last_run);
}

static GArray *
make_pins (RosterPlanning *self)
{
  GArray *pins = roster_planning_pins (self);

  for (guint i = pins->len; i > 0; i--)
    {
      guint streamer = g_array_index (pins, RosterPlanPin, i - 1).streamer;
      gboolean ours = FALSE;

      for (guint k = 0; k < self->streamers->len; k++)
        ours |= g_array_index (self->streamers, guint, k) == streamer;
      if (!ours)
        g_array_remove_index (pins, i - 1);
    }

  return pins;
}

/* Solves what is not known yet, the chosen floor first. */
static void
start_run (RosterPlanning *self)
{
  g_autoptr (GTask) task = NULL;
  /* What a person stopped before it was proven is proven now. */
  gboolean goes_on = self->stopped;
  Run *run;

  cancel_run (self);
  self->stopped = FALSE;
  g_clear_pointer (&self->failure, g_free);
  if (roster_planning_state (self) != ROSTER_PLANNING_READY)
    return;

  run = g_new0 (Run, 1);
  run->match = roster_match_ref (self->match);
  run->streamers = g_array_ref (self->streamers);
  run->sessions = g_array_ref (self->sessions);
  run->pins = make_pins (self);
  run->first = roster_planning_floor (self);
  run->most = roster_planning_most (self);
  run->known = g_new0 (gboolean, run->most + 1);
  for (guint i = 0; i <= run->most; i++)
    {
      const RosterPlan *plan = self->plans->pdata[i];

      run->known[i] = plan != NULL && !(goes_on && plan->state == ROSTER_PLAN_FEASIBLE);
    }

  self->run = g_cancellable_new ();
  task = g_task_new (self, self->run, ran_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, start_run);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_in_thread);
}

/* What the plan stands on */

static const RosterAccount *
book_of (RosterPlanning *self)
{
  guint book = roster_planning_book (self);

  return self->reading != NULL && book < self->reading->books->len ? self->reading->books->pdata[book] : NULL;
}

static void
gather (RosterPlanning *self)
{
  const RosterAccount *book = book_of (self);

  g_clear_pointer (&self->streamers, g_array_unref);
  g_clear_pointer (&self->sessions, g_array_unref);
  self->streamers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->sessions = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; book != NULL && i < roster_match_n_streamers (self->match); i++)
    {
      RosterRecord *streamer = roster_match_streamer (self->match, i);
      guint n = roster_planning_n_lives (self, roster_record_id (streamer));

      if (g_strcmp0 (roster_record_account (streamer), book->id) != 0 ||
          g_strcmp0 (roster_record_text (streamer, "state"), "left") == 0)
        continue;
      g_array_append_val (self->streamers, i);
      g_array_append_val (self->sessions, n);
    }
}

/* Everything anew: what was known is of no use any more. */
static void
plan_again (RosterPlanning *self)
{
  cancel_run (self);
  if (self->match == NULL || self->reading == NULL)
    return;

  gather (self);
  g_ptr_array_set_size (self->plans, 0);
  g_ptr_array_set_size (self->plans, roster_planning_most (self) + 1);
  start_run (self);
  emit_changed (self);
}

static gpointer
read_week (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return roster_plan_reading_new (cache, error);
}

static void read_again (RosterPlanning *self);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterPlanReading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterPlanning *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->busy = FALSE;
  if (reading == NULL)
    {
      g_warning ("Cannot read what to plan: %s", error->message);
      return;
    }

  if (self->stale)
    {
      read_again (self);
      return;
    }

  /* Plans index into the match: both change together. */
  g_clear_pointer (&self->reading, roster_plan_reading_free);
  self->reading = g_steal_pointer (&reading);
  roster_plan_choices_take (self->choices, self->reading);
  g_clear_pointer (&self->match, roster_match_unref);
  self->match = roster_match_ref (roster_adviser_match (roster_context_adviser (self->context)));
  plan_again (self);
}

static void
read_again (RosterPlanning *self)
{
  self->stale = self->busy;
  if (self->busy)
    return;

  self->busy = TRUE;
  self->outdated = FALSE;
  roster_plan_choices_begin_reading (self->choices);
  roster_store_read_async (roster_context_store (self->context), read_week, NULL, NULL,
                           (GDestroyNotify) roster_plan_reading_free, self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterPlanning *self,
                  GPtrArray      *keys)
{
  gboolean touched = FALSE;

  for (guint i = 0; i < keys->len; i++)
    touched |= ((const RosterRecordKey *) keys->pdata[i])->type == &roster_live_type;

  if (touched && self->wanted && self->match != NULL)
    read_again (self);
  else
    self->outdated |= touched;
}

static void
match_changed_cb (RosterPlanning *self)
{
  RosterMatch *match;

  if (!self->wanted)
    return;

  match = roster_adviser_match (roster_context_adviser (self->context));
  if (match != NULL && match != self->match)
    read_again (self);
}

static void
roster_planning_dispose (GObject *object)
{
  RosterPlanning *self = ROSTER_PLANNING (object);

  cancel_run (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_planning_parent_class)->dispose (object);
}

static void
roster_planning_finalize (GObject *object)
{
  RosterPlanning *self = ROSTER_PLANNING (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reading, roster_plan_reading_free);
  g_clear_pointer (&self->match, roster_match_unref);
  g_clear_pointer (&self->streamers, g_array_unref);
  g_clear_pointer (&self->sessions, g_array_unref);
  g_clear_object (&self->choices);
  g_ptr_array_unref (self->plans);
  g_free (self->failure);
  g_free (self->book);

  G_OBJECT_CLASS (roster_planning_parent_class)->finalize (object);
}

static void
roster_planning_class_init (RosterPlanningClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_planning_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_planning_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_planning_init (RosterPlanning *self)
{
  self->cancellable = g_cancellable_new ();
  self->plans = g_ptr_array_new_with_free_func (plan_clear);
}

/**
 * roster_planning_new:
 *
 * Returns: (transfer full): a plan that reads and solves nothing before roster_planning_start()
 */
RosterPlanning *
roster_planning_new (RosterContext *context)
{
  RosterPlanning *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_PLANNING, NULL);
  self->context = g_object_ref (context);
  self->choices = roster_plan_choices_new (roster_context_store (context));
  g_signal_connect_object (roster_context_adviser (context), "changed", G_CALLBACK (match_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_planning_start:
 *
 * Plans and follows what changes, or goes on where a person stopped it.
 */
void
roster_planning_start (RosterPlanning *self)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));

  if (!self->wanted)
    {
      self->wanted = TRUE;
      match_changed_cb (self);
      if (self->outdated && self->match != NULL)
        read_again (self);
    }
  else if (self->stopped)
    {
      start_run (self);
      emit_changed (self);
    }
}

/**
 * roster_planning_rest:
 *
 * Follows no changes until roster_planning_start(): nobody looks.
 */
void
roster_planning_rest (RosterPlanning *self)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));

  self->wanted = FALSE;
}

/**
 * roster_planning_stop:
 *
 * Stops solving at once; what is known stays, and the best plan found so far is shown with the gap that is left.
 */
void
roster_planning_stop (RosterPlanning *self)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));

  if (self->run == NULL)
    return;

  g_cancellable_cancel (self->run);
  g_clear_object (&self->last_run);
  self->last_run = g_steal_pointer (&self->run);
  self->stopped = TRUE;
  emit_changed (self);
}

/**
 * roster_planning_state:
 *
 * Returns: how far planning has come
 */
RosterPlanningState
roster_planning_state (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), ROSTER_PLANNING_READING);

  if (self->match == NULL || self->reading == NULL || self->streamers == NULL)
    return ROSTER_PLANNING_READING;
  if (self->streamers->len == 0)
    return ROSTER_PLANNING_NO_STREAMERS;
  if (roster_match_n_products (self->match) == 0)
    return ROSTER_PLANNING_NO_PRODUCTS;
  if (self->failure != NULL)
    return ROSTER_PLANNING_FAILED;
  return ROSTER_PLANNING_READY;
}

/**
 * roster_planning_failure:
 *
 * Returns: (transfer none) (nullable): why nothing can be planned, for people; %NULL unless the state is
 *   %ROSTER_PLANNING_FAILED
 */
const char *
roster_planning_failure (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), NULL);

  return self->failure;
}

/**
 * roster_planning_is_running:
 *
 * Returns: whether something is being solved
 */
gboolean
roster_planning_is_running (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), FALSE);

  return self->run != NULL;
}

/**
 * roster_planning_is_stopped:
 *
 * Returns: whether a person stopped it before everything was known
 */
gboolean
roster_planning_is_stopped (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), FALSE);

  return self->stopped;
}

/**
 * roster_planning_is_settled:
 *
 * Returns: whether nothing is being read or solved, so that everything there is to know is known
 */
gboolean
roster_planning_is_settled (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), FALSE);

  return !self->busy && self->run == NULL && self->match != NULL;
}

/**
 * roster_planning_progress:
 * @n_done: (out): how many floors are solved
 * @n_all: (out): of how many
 */
void
roster_planning_progress (RosterPlanning *self,
                          guint          *n_done,
                          guint          *n_all)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));
  g_return_if_fail (n_done != NULL && n_all != NULL);

  *n_done = 0;
  *n_all = self->plans->len;
  for (guint i = 0; i < self->plans->len; i++)
    *n_done += self->plans->pdata[i] != NULL;
}

/**
 * roster_planning_match:
 *
 * Returns: (transfer none) (nullable): what the plans index into
 */
RosterMatch *
roster_planning_match (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), NULL);

  return self->match;
}

/**
 * roster_planning_plan:
 *
 * Returns: (transfer none) (nullable): the plan with the chosen floor; %NULL while it is being solved
 */
const RosterPlan *
roster_planning_plan (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), NULL);

  return roster_planning_plan_at (self, roster_planning_floor (self));
}

/**
 * roster_planning_plan_at:
 * @floor: how many products everybody gets at least
 *
 * Returns: (transfer none) (nullable): the plan with this floor, where it is known
 */
const RosterPlan *
roster_planning_plan_at (RosterPlanning *self,
                         guint           floor)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), NULL);

  return floor < self->plans->len ? self->plans->pdata[floor] : NULL;
}

/**
 * roster_planning_floor:
 *
 * Returns: how many products everybody gets at least; the office's number until a person chose one
 */
guint
roster_planning_floor (RosterPlanning *self)
{
  const RosterAccount *book;
  guint floor;

  g_return_val_if_fail (ROSTER_IS_PLANNING (self), 0);

  book = book_of (self);
  if (book == NULL || !roster_plan_choices_floor (self->choices, book->id, &floor))
    floor = MAX (roster_rules_in_force_get (roster_context_rules (self->context), ROSTER_RULE_EXPOSURE_FLOOR), 0);

  return MIN (floor, roster_planning_most (self));
}

/**
 * roster_planning_set_floor:
 * @floor: how many products everybody gets at least
 *
 * Chooses the floor of the book; it is kept for a week.
 */
void
roster_planning_set_floor (RosterPlanning *self,
                           guint           floor)
{
  const RosterAccount *book;

  g_return_if_fail (ROSTER_IS_PLANNING (self));

  book = book_of (self);
  if (book == NULL || roster_planning_floor (self) == floor)
    return;

  roster_plan_choices_set_floor (self->choices, book->id, floor);
  if (self->plans->len > 0 && roster_planning_plan (self) == NULL)
    start_run (self);
  emit_changed (self);
}

/**
 * roster_planning_most:
 *
 * Returns: the greatest floor there can be: what a line-up holds (rule 25)
 */
guint
roster_planning_most (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), 0);

  return MAX (roster_rules_in_force_get (roster_context_rules (self->context), ROSTER_RULE_LINE_UP_SLOTS), 0);
}

/**
 * roster_planning_books:
 *
 * Returns: (transfer none) (element-type RosterAccount) (nullable): the books to choose from, when they are read
 */
GPtrArray *
roster_planning_books (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), NULL);

  return self->reading != NULL ? self->reading->books : NULL;
}

/**
 * roster_planning_book:
 *
 * Returns: which of the books is planned
 */
guint
roster_planning_book (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), 0);

  for (guint i = 0; self->reading != NULL && i < self->reading->books->len; i++)
    if (g_strcmp0 (((const RosterAccount *) self->reading->books->pdata[i])->id, self->book) == 0)
      return i;

  return 0;
}

/**
 * roster_planning_set_book:
 * @book: which of the books to plan
 */
void
roster_planning_set_book (RosterPlanning *self,
                          guint           book)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));
  g_return_if_fail (self->reading != NULL && book < self->reading->books->len);

  if (roster_planning_book (self) == book)
    return;

  g_free (self->book);
  self->book = g_strdup (((const RosterAccount *) self->reading->books->pdata[book])->id);
  plan_again (self);
}

/**
 * roster_planning_is_read_only:
 *
 * Returns: whether this person may not write line-ups into the book
 */
gboolean
roster_planning_is_read_only (RosterPlanning *self)
{
  const RosterAccount *book;

  g_return_val_if_fail (ROSTER_IS_PLANNING (self), TRUE);

  book = book_of (self);
  return book != NULL && !roster_account_may_write (book, &roster_lineup_type);
}

/**
 * roster_planning_n_lives:
 * @streamer: a streamer's id
 *
 * Returns: how many sessions are planned for the streamer in the week
 */
guint
roster_planning_n_lives (RosterPlanning *self,
                         const char     *streamer)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), 0);
  g_return_val_if_fail (streamer != NULL, 0);

  return self->reading != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->reading->sessions, streamer)) : 0;
}

/**
 * roster_planning_choice:
 * @streamer: a streamer's id
 * @product: a product's id
 *
 * Returns: what a person wants of the pair
 */
RosterPlanChoice
roster_planning_choice (RosterPlanning *self,
                        const char     *streamer,
                        const char     *product)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), ROSTER_PLAN_FREE);
  g_return_val_if_fail (streamer != NULL && product != NULL, ROSTER_PLAN_FREE);

  return roster_plan_choices_get (self->choices, streamer, product);
}

/**
 * roster_planning_choose:
 * @streamer: a streamer's id
 * @product: a product's id
 * @choice: what to do with the pair
 *
 * Locks, bans or releases a pair and plans again at once. The choice is kept for a week.
 */
void
roster_planning_choose (RosterPlanning   *self,
                        const char       *streamer,
                        const char       *product,
                        RosterPlanChoice  choice)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));
  g_return_if_fail (streamer != NULL && product != NULL);

  if (roster_planning_choice (self, streamer, product) == choice)
    return;

  roster_plan_choices_choose (self->choices, streamer, product, choice);
  plan_again (self);
}

/**
 * roster_planning_release_all:
 *
 * Takes every lock and ban back and plans again.
 */
void
roster_planning_release_all (RosterPlanning *self)
{
  g_return_if_fail (ROSTER_IS_PLANNING (self));

  roster_plan_choices_release_all (self->choices);
  plan_again (self);
}

/**
 * roster_planning_pins:
 *
 * Returns: (transfer full) (element-type RosterPlanPin): what is locked and banned among what there is, by streamer
 */
GArray *
roster_planning_pins (RosterPlanning *self)
{
  g_return_val_if_fail (ROSTER_IS_PLANNING (self), NULL);

  return self->match != NULL ? roster_plan_choices_pins (self->choices, self->match)
                             : g_array_new (FALSE, FALSE, sizeof (RosterPlanPin));
}
