/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-choices.h"

#include "roster-plan.h"

struct _RosterPlanChoices
{
  GObject parent_instance;

  RosterStore *store;
  /* of "streamer product" */
  GHashTable *pairs;
  /* by book */
  GHashTable *floors;
  /* how many choices are being stored, and whether the reading under way may have missed one */
  guint n_saving;
  gboolean chosen_meanwhile;
};

G_DEFINE_FINAL_TYPE (RosterPlanChoices, roster_plan_choices, G_TYPE_OBJECT)

static char *
key_of (const char *streamer,
        const char *product)
{
  return g_strdup_printf ("%s %s", streamer, product);
}

/* Storing */

typedef struct
{
  RosterPlanChoice choice;
  /* NULL for all pairs */
  char *streamer;
  char *product;
  /* NULL where a pair is chosen */
  char *book;
  guint floor;
} Choice;

static void
choice_free (Choice *choice)
{
  g_free (choice->streamer);
  g_free (choice->product);
  g_free (choice->book);
  g_free (choice);
}

static gpointer
store_choice (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Choice *choice = data;
  gboolean stored;

  if (choice->book != NULL)
    stored = roster_cache_set_plan_floor (cache, choice->book, choice->floor, error);
  else if (choice->choice == ROSTER_PLAN_FREE)
    stored = roster_cache_release_plan (cache, choice->streamer, choice->product, error);
  else
    stored = roster_cache_pin_plan (cache, choice->streamer, choice->product, choice->choice == ROSTER_PLAN_LOCKED,
                                    error);
  return GINT_TO_POINTER (stored);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterPlanChoices) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_saving--;
  if (roster_store_finish (ROSTER_STORE (source), result, &error) == NULL)
    g_warning ("Cannot keep what was chosen for the plan: %s", error->message);
}

/* A choice is stored even where its window closes meanwhile. */
static void
store (RosterPlanChoices *self,
       Choice            *choice)
{
  self->n_saving++;
  self->chosen_meanwhile = TRUE;
  roster_store_write_async (self->store, store_choice, choice, (GDestroyNotify) choice_free, NULL, NULL, stored_cb,
                            g_object_ref (self));
}

static void
roster_plan_choices_finalize (GObject *object)
{
  RosterPlanChoices *self = ROSTER_PLAN_CHOICES (object);

  g_object_unref (self->store);
  g_hash_table_unref (self->pairs);
  g_hash_table_unref (self->floors);

  G_OBJECT_CLASS (roster_plan_choices_parent_class)->finalize (object);
}

static void
roster_plan_choices_class_init (RosterPlanChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_plan_choices_finalize;
}

static void
roster_plan_choices_init (RosterPlanChoices *self)
{
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->floors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_plan_choices_new:
 *
 * Returns: (transfer full): choices that are empty until roster_plan_choices_take()
 */
RosterPlanChoices *
roster_plan_choices_new (RosterStore *store)
{
  RosterPlanChoices *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  self = g_object_new (ROSTER_TYPE_PLAN_CHOICES, NULL);
  self->store = g_object_ref (store);
  return self;
}

/**
 * roster_plan_choices_begin_reading:
 *
 * A reading begins now: what is chosen until roster_plan_choices_take() is newer than what it finds.
 */
void
roster_plan_choices_begin_reading (RosterPlanChoices *self)
{
  g_return_if_fail (ROSTER_IS_PLAN_CHOICES (self));

  self->chosen_meanwhile = self->n_saving > 0;
}

/**
 * roster_plan_choices_take:
 *
 * Takes what the person chose before, perhaps in another window; what is over is gone.
 */
void
roster_plan_choices_take (RosterPlanChoices       *self,
                          const RosterPlanReading *reading)
{
  GHashTableIter iter;
  gpointer book, floor;

  g_return_if_fail (ROSTER_IS_PLAN_CHOICES (self) && reading != NULL);

  if (self->chosen_meanwhile)
    return;

  g_hash_table_remove_all (self->pairs);
  for (guint i = 0; i < reading->pins->len; i++)
    {
      const RosterStoredPin *pin = reading->pins->pdata[i];

      g_hash_table_insert (self->pairs, key_of (pin->streamer, pin->product),
                           GINT_TO_POINTER (pin->locked ? ROSTER_PLAN_LOCKED : ROSTER_PLAN_BANNED));
    }

  g_hash_table_remove_all (self->floors);
  g_hash_table_iter_init (&iter, reading->floors);
  while (g_hash_table_iter_next (&iter, &book, &floor))
    g_hash_table_insert (self->floors, g_strdup (book), floor);
}

/**
 * roster_plan_choices_get:
 *
 * Returns: what the person wants of the pair
 */
RosterPlanChoice
roster_plan_choices_get (RosterPlanChoices *self,
                         const char        *streamer,
                         const char        *product)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (ROSTER_IS_PLAN_CHOICES (self), ROSTER_PLAN_FREE);

  key = key_of (streamer, product);
  return GPOINTER_TO_INT (g_hash_table_lookup (self->pairs, key));
}

/**
 * roster_plan_choices_choose:
 *
 * Locks, bans or releases a pair, for a week from today.
 */
void
roster_plan_choices_choose (RosterPlanChoices *self,
                            const char        *streamer,
                            const char        *product,
                            RosterPlanChoice   choice)
{
  g_autofree char *key = NULL;
  Choice *stored;

  g_return_if_fail (ROSTER_IS_PLAN_CHOICES (self));

  key = key_of (streamer, product);
  if (choice == ROSTER_PLAN_FREE)
    g_hash_table_remove (self->pairs, key);
  else
    g_hash_table_insert (self->pairs, g_steal_pointer (&key), GINT_TO_POINTER (choice));

  stored = g_new0 (Choice, 1);
  stored->choice = choice;
  stored->streamer = g_strdup (streamer);
  stored->product = g_strdup (product);
  store (self, stored);
}

/**
 * roster_plan_choices_release_all:
 *
 * Takes every lock and ban back.
 */
void
roster_plan_choices_release_all (RosterPlanChoices *self)
{
  g_return_if_fail (ROSTER_IS_PLAN_CHOICES (self));

  g_hash_table_remove_all (self->pairs);
  store (self, g_new0 (Choice, 1));
}

static int
compare_pins (gconstpointer a,
              gconstpointer b)
{
  const RosterPlanPin *left = a, *right = b;

  if (left->streamer != right->streamer)
    return left->streamer < right->streamer ? -1 : 1;
  return left->product < right->product ? -1 : left->product > right->product;
}

/**
 * roster_plan_choices_pins:
 *
 * Returns: (transfer full) (element-type RosterPlanPin): what is locked and banned among what @match knows, by streamer
 */
GArray *
roster_plan_choices_pins (RosterPlanChoices *self,
                          RosterMatch       *match)
{
  GArray *pins;
  GHashTableIter iter;
  gpointer key, choice;

  g_return_val_if_fail (ROSTER_IS_PLAN_CHOICES (self) && match != NULL, NULL);

  pins = g_array_new (FALSE, FALSE, sizeof (RosterPlanPin));
  g_hash_table_iter_init (&iter, self->pairs);
  while (g_hash_table_iter_next (&iter, &key, &choice))
    {
      g_auto (GStrv) ids = g_strsplit (key, " ", 2);
      RosterPlanPin pin = { .locked = GPOINTER_TO_INT (choice) == ROSTER_PLAN_LOCKED };

      if (roster_match_find_streamer (match, ids[0], &pin.streamer) &&
          roster_match_find_product (match, ids[1], &pin.product))
        g_array_append_val (pins, pin);
    }
  g_array_sort (pins, compare_pins);
  return pins;
}

/**
 * roster_plan_choices_floor:
 * @floor: (out): how many products everybody in the book gets at least
 *
 * Returns: whether the person chose it
 */
gboolean
roster_plan_choices_floor (RosterPlanChoices *self,
                           const char        *book,
                           guint             *floor)
{
  gpointer found;

  g_return_val_if_fail (ROSTER_IS_PLAN_CHOICES (self) && book != NULL && floor != NULL, FALSE);

  if (!g_hash_table_lookup_extended (self->floors, book, NULL, &found))
    return FALSE;

  *floor = GPOINTER_TO_UINT (found);
  return TRUE;
}

/**
 * roster_plan_choices_set_floor:
 *
 * Chooses the floor of a book, for a week from today.
 */
void
roster_plan_choices_set_floor (RosterPlanChoices *self,
                               const char        *book,
                               guint              floor)
{
  Choice *choice;

  g_return_if_fail (ROSTER_IS_PLAN_CHOICES (self) && book != NULL);

  g_hash_table_insert (self->floors, g_strdup (book), GUINT_TO_POINTER (floor));
  choice = g_new0 (Choice, 1);
  choice->book = g_strdup (book);
  choice->floor = floor;
  store (self, choice);
}
