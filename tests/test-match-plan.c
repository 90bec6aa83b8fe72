/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "match-fixture.h"
#include "roster-plan.h"

#define N_STREAMERS 3
#define N_PRODUCTS 5

static gboolean
suits (RosterMatch *match,
       guint        product,
       const char  *role)
{
  return match_world_suits (roster_match_product (match, product), role);
}

/* Whether a week's items keep to every demand, by the demands' own words. */
static void
assert_sound (RosterMatch      *match,
              const RosterPlan *plan)
{
  g_autofree double *units = g_new0 (double, roster_match_n_products (match) + 1);
  gint64 margin = 0;

  for (guint s = 0; s < plan->streamers->len; s++)
    {
      const RosterPlanStreamer *streamer = &g_array_index (plan->streamers, RosterPlanStreamer, s);
      guint n = 0, n_traffic = 0, n_profit = 0;
      gint64 of_streamer = 0;

      for (guint i = 0; i < plan->items->len; i++)
        {
          const RosterPlanItem *item = &g_array_index (plan->items, RosterPlanItem, i);

          if (item->suggestion.streamer != streamer->streamer)
            continue;
          n++;
          of_streamer += item->margin;
          units[item->suggestion.product] += item->units;
          n_traffic += item->role == ROSTER_ROLE_TRAFFIC;
          n_profit += item->role == ROSTER_ROLE_PROFIT;
          g_assert_true (suits (match, item->suggestion.product,
                                item->role == ROSTER_ROLE_TRAFFIC ? "traffic" : "profit"));
          g_assert_cmpint (roster_match_exclusion (match, streamer->streamer, item->suggestion.product), ==,
                           ROSTER_EXCLUSION_NONE);
        }
      g_assert_cmpuint (n, ==, streamer->n_products);
      g_assert_cmpint (of_streamer, ==, streamer->margin);
      g_assert_cmpuint (n, <=, plan->slots);
      margin += of_streamer;
      if (plan->state == ROSTER_PLAN_INFEASIBLE)
        continue;
      if (plan->floor > 0)
        g_assert_cmpuint (n, >=, plan->floor);
      if (n > 0)
        {
          g_assert_cmpuint (n_traffic, >, 0);
          g_assert_cmpuint (n_profit, >, 0);
        }
    }
  g_assert_cmpint (margin, ==, plan->margin);
  for (guint p = 0; p < roster_match_n_products (match) && plan->state != ROSTER_PLAN_INFEASIBLE; p++)
    /* Units are shown whole: each may be rounded up. */
    g_assert_cmpfloat (units[p], <=,
                       roster_record_number (roster_match_product (match, p), "stock", 0) + plan->streamers->len);
}

/* A world in which products run out. */
static MatchWorld *
make_world (guint32 seed,
            guint   n_streamers,
            guint   n_products)
{
  MatchWorld *world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint s = 0; s < n_streamers; s++)
    match_world_add_streamer (world, s, rand);
  for (guint p = 0; p < n_products; p++)
    match_world_add_product (world, p, rand);
  for (guint i = 0; i < 3 * n_streamers; i++)
    match_world_add_sale (world, g_rand_int_range (rand, 0, n_streamers), g_rand_int_range (rand, 0, n_products),
                          g_rand_int_range (rand, 0, 300), g_rand_int_range (rand, 0, 60));
  return world;
}

/* The margin and the units of a week, reckoned from the suggestion alone; -1 where the pair is excluded. */
static double
week_of (RosterMatch *match,
         guint        streamer,
         guint        product,
         guint        sessions,
         gint64      *margin)
{
  RosterSuggestion suggestion;
  double stock = roster_record_number (roster_match_product (match, product), "stock", 0), units;

  if (roster_match_exclusion (match, streamer, product) != ROSTER_EXCLUSION_NONE)
    return -1;

  roster_match_pair (match, streamer, product, &suggestion);
  units = MIN (roster_suggestion_units (&suggestion) * sessions, stock);
  *margin = units * roster_log_undo (suggestion.factors[ROSTER_FACTOR_RETURNS] +
                                     suggestion.factors[ROSTER_FACTOR_MARGIN]) +
            0.5;
  return units;
}

/* Tries all plans there are; -1 where none keeps to the demands. */
static gint64
brute_force (RosterMatch *match,
             const guint *sessions,
             guint        slots,
             guint        budget,
             guint        floor,
             guint        locked)
{
  double units[N_STREAMERS][N_PRODUCTS];
  gint64 margins[N_STREAMERS][N_PRODUCTS] = { { 0 } };
  gint64 best = -1;

  for (guint s = 0; s < N_STREAMERS; s++)
    for (guint p = 0; p < N_PRODUCTS; p++)
      units[s][p] = week_of (match, s, p, sessions[s], &margins[s][p]);

  for (guint plan = 0; plan < 1u << (N_STREAMERS * N_PRODUCTS); plan++)
    {
      double used[N_PRODUCTS] = { 0 };
      gint64 margin = 0;
      gboolean sound = (guint) __builtin_popcount (plan) <= budget && (plan & locked) == locked;

      for (guint s = 0; s < N_STREAMERS && sound; s++)
        {
          guint n = 0, n_traffic = 0, n_profit = 0;

          for (guint p = 0; p < N_PRODUCTS && sound; p++)
            {
              if ((plan >> (s * N_PRODUCTS + p) & 1) == 0)
                continue;
              sound = units[s][p] >= 0;
              used[p] += units[s][p];
              margin += margins[s][p];
              n++;
              n_traffic += suits (match, p, "traffic");
              n_profit += suits (match, p, "profit");
            }
          sound &= n <= slots && (n >= floor || (floor == 0 && n == 0)) &&
                   ((floor == 0 && n == 0) || (n >= 2 && n_traffic > 0 && n_profit > 0));
        }
      for (guint p = 0; p < N_PRODUCTS && sound; p++)
        sound = used[p] <= roster_record_number (roster_match_product (match, p), "stock", 0) * (1 + 1e-9);
      if (sound)
        best = MAX (best, margin);
    }

  return best;
}

static void
test_agrees_with_brute_force (void)
{
  guint n_feasible = 0, n_infeasible = 0;

  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed, N_STREAMERS, N_PRODUCTS);
      g_autoptr (RosterMatch) match = match_world_match (world);
      const guint sessions[N_STREAMERS] = { 1 + seed % 3, 2, 4 };
      const guint streamers[N_STREAMERS] = { 0, 1, 2 };
      guint slots = 2 + seed % 3, budget = 2 + seed % 8, floor = seed % 2 * (seed % 4);
      /* Every third world has a locked pair, where it may be matched at all. */
      const RosterPlanPin pin = { seed % N_STREAMERS, seed / 3 % N_PRODUCTS, TRUE };
      gboolean pinned = seed % 3 == 0 &&
                        roster_match_exclusion (match, pin.streamer, pin.product) == ROSTER_EXCLUSION_NONE;
      guint locked = pinned ? 1u << (pin.streamer * N_PRODUCTS + pin.product) : 0;
      const RosterPlanRequest request = {
        .streamers = streamers,
        .n_streamers = N_STREAMERS,
        .sessions = sessions,
        .slots = slots,
        .budget = budget,
        .floor = floor,
        .pins = &pin,
        .n_pins = pinned,
      };
      g_autoptr (RosterPlan) plan = roster_plan_new (match, &request, NULL);
      gint64 best = brute_force (match, sessions, slots, budget, floor, locked);

      assert_sound (match, plan);
      if (best < 0)
        {
          g_assert_cmpint (plan->state, ==, ROSTER_PLAN_INFEASIBLE);
          g_assert_cmpuint (plan->obstacles->len, >, 0);
          n_infeasible++;
          continue;
        }
      g_assert_cmpint (plan->state, ==, ROSTER_PLAN_OPTIMAL);
      g_assert_cmpuint (plan->obstacles->len, ==, 0);
      g_assert_cmpint (ABS (plan->margin - best), <=, 1);
      g_assert_cmpint (plan->bound, ==, plan->margin);
      g_assert_cmpint (plan->relaxation, >=, plan->margin - 1);
      n_feasible++;
    }
  g_assert_cmpuint (n_feasible, >, 8);
  g_assert_cmpuint (n_infeasible, >, 0);
}

/* A world in which the relaxation cuts products in two: of each product there is one and a half of what a streamer
   wants in the week. */
static MatchWorld *
make_tight_world (guint32 seed,
                  guint   n_streamers,
                  guint   n_products)
{
  MatchWorld *world = make_world (seed, n_streamers, n_products);
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 1000);

  for (guint p = 0; p < n_products; p++)
    {
      roster_record_set_text (world->products->pdata[p], "safetyCheck", "passed");
      roster_record_set_number (world->products->pdata[p], "stock", 1000000);
    }
  match = match_world_match (world);
  for (guint p = 0; p < n_products; p++)
    {
      RosterSuggestion suggestion;
      guint index;

      if (!roster_match_find_product (match, roster_record_id (world->products->pdata[p]), &index))
        g_assert_not_reached ();
      roster_match_pair (match, g_rand_int_range (rand, 0, n_streamers), index, &suggestion);
      roster_record_set_number (world->products->pdata[p], "stock",
                                MAX (2 * roster_suggestion_units (&suggestion) * g_rand_double_range (rand, 1.1, 1.9),
                                     2));
    }
  return world;
}

/* Where the relaxation is no plan, branch and cut finds the best one all the same, and proves it. */
static void
test_branching_agrees_with_brute_force (void)
{
  static const guint sessions[N_STREAMERS] = { 2, 2, 2 }, streamers[N_STREAMERS] = { 0, 1, 2 };
  guint n_branched = 0, n_gaps = 0;

  for (guint32 seed = 1; seed <= 60; seed++)
    {
      g_autoptr (MatchWorld) world = make_tight_world (seed, N_STREAMERS, N_PRODUCTS);
      g_autoptr (RosterMatch) match = match_world_match (world);
      guint floor = seed % 3;
      g_autoptr (RosterPlan) plan = roster_plan_new (match,
                                                     &(RosterPlanRequest){ .streamers = streamers,
                                                                           .n_streamers = N_STREAMERS,
                                                                           .sessions = sessions,
                                                                           .slots = 4,
                                                                           .budget = 12,
                                                                           .floor = floor },
                                                     NULL);
      gint64 best = brute_force (match, sessions, 4, 12, floor, 0);

      assert_sound (match, plan);
      if (best < 0)
        {
          g_assert_cmpint (plan->state, ==, ROSTER_PLAN_INFEASIBLE);
          continue;
        }
      g_assert_cmpint (plan->state, ==, ROSTER_PLAN_OPTIMAL);
      g_assert_cmpint (ABS (plan->margin - best), <=, 1);
      g_assert_cmpint (plan->bound, ==, plan->margin);
      g_assert_cmpint (plan->relaxation, >=, plan->margin - 1);
      n_branched += plan->branched;
      n_gaps += plan->relaxation > plan->margin + plan->margin / 1000;
    }
  g_assert_cmpuint (n_branched, >=, 20);
  g_assert_cmpuint (n_gaps, >=, 10);
}

/* Who has no time for the proof learns how far from the best the plan may be, and the bound is none below the best. */
static void
test_stopped_proof_reports_its_gap (void)
{
  g_autoptr (MatchWorld) world = make_tight_world (3, 30, 60);
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (RosterPlan) hasty = roster_plan_new (match, &(RosterPlanRequest){ .floor = 2, .seconds = 0.001 }, NULL);

  g_assert_cmpint (hasty->state, ==, ROSTER_PLAN_FEASIBLE);
  g_assert_true (hasty->branched);
  g_assert_cmpuint (hasty->items->len, >, 60);
  g_assert_cmpint (hasty->margin, >, hasty->bound * 9 / 10);
  g_assert_cmpint (hasty->bound, >, hasty->margin);
  g_assert_cmpint (hasty->bound, <=, hasty->relaxation + 1);
  assert_sound (match, hasty);
}

static gpointer
plan_thread (gpointer data)
{
  const RosterPlanRequest *request = data;
  g_autoptr (MatchWorld) world = make_tight_world (5, 60, 120);
  g_autoptr (RosterMatch) match = match_world_match (world);
  RosterPlan *plan = roster_plan_new (match, request, NULL);

  if (plan != NULL)
    assert_sound (match, plan);
  return plan;
}

/* A proof that would take very long ends when somebody stops it: what was found until then is the plan. */
static void
test_planning_can_be_stopped (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RosterPlanRequest request = { .floor = 2, .cancellable = cancellable };
  GThread *thread = g_thread_new ("plan", plan_thread, &request);
  g_autoptr (RosterPlan) stopped = NULL;

  g_cancellable_cancel (cancellable);
  stopped = g_thread_join (thread);
  g_assert_true (stopped == NULL || stopped->state != ROSTER_PLAN_OPTIMAL);
  /* Whoever stops before it begins gets nothing. */
  g_assert_null (plan_thread (&request));
}

static void
test_larger_plans_are_sound (void)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed, 12, 60);
      g_autoptr (RosterMatch) match = match_world_match (world);
      g_autoptr (RosterPlan) plan = roster_plan_new (match, &(RosterPlanRequest){ .floor = -1 }, NULL);

      g_assert_cmpint (plan->state, ==, ROSTER_PLAN_OPTIMAL);
      g_assert_cmpuint (plan->floor, ==, 2);
      g_assert_cmpuint (plan->slots, ==, 6);
      g_assert_cmpuint (plan->budget, ==, 3 * 12);
      g_assert_cmpuint (plan->items->len, <=, plan->budget);
      g_assert_cmpuint (plan->streamers->len, ==, 12);
      g_assert_cmpuint (plan->n_kept, <=, plan->n_pairs);
      assert_sound (match, plan);
    }
}

/* More fairness never earns more, and everybody gets it. */
static void
test_floor_has_a_price (void)
{
  g_autoptr (MatchWorld) world = make_world (4, 12, 40);
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (GArray) prices =
      roster_plan_floor_prices (match, &(RosterPlanRequest){ .slots = 6, .budget = 40 }, 8, NULL);

  g_assert_cmpuint (prices->len, >, 2);
  for (guint i = 0; i < prices->len; i++)
    {
      const RosterFloorPrice *price = &g_array_index (prices, RosterFloorPrice, i);

      g_assert_cmpuint (price->floor, ==, i);
      if (price->state == ROSTER_PLAN_INFEASIBLE)
        {
          g_assert_cmpuint (i + 1, ==, prices->len);
          break;
        }
      g_assert_cmpint (price->price, ==, g_array_index (prices, RosterFloorPrice, 0).margin - price->margin);
      g_assert_cmpint (price->price, >=, i > 0 ? price[-1].price : 0);
    }
  g_assert_cmpint (g_array_index (prices, RosterFloorPrice, 3).price, >, 0);
  g_assert_cmpint (g_array_index (prices, RosterFloorPrice, prices->len - 1).state, ==, ROSTER_PLAN_INFEASIBLE);
}

static gboolean
has_pair (const RosterPlan *plan,
          guint             streamer,
          guint             product)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      const RosterPlanItem *item = &g_array_index (plan->items, RosterPlanItem, i);

      if (item->suggestion.streamer == streamer && item->suggestion.product == product)
        return TRUE;
    }

  return FALSE;
}

static void
test_locks_and_bans_hold (void)
{
  g_autoptr (MatchWorld) world = make_world (6, 8, 50);
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (RosterPlan) before = roster_plan_new (match, &(RosterPlanRequest){ .floor = 2 }, NULL);

  for (guint s = 0; s < 8; s++)
    {
      g_autoptr (GArray) ranked = roster_match_for_streamer (match, s, NULL, 0);
      const RosterSuggestion *worst = &g_array_index (ranked, RosterSuggestion, ranked->len - 1);
      const RosterPlanItem *first = NULL;
      RosterPlanPin pins[2] = { { s, worst->product, TRUE } };
      g_autoptr (RosterPlan) plan = NULL;

      for (guint i = 0; i < before->items->len && first == NULL; i++)
        if (g_array_index (before->items, RosterPlanItem, i).suggestion.streamer == s)
          first = &g_array_index (before->items, RosterPlanItem, i);
      g_assert_nonnull (first);
      pins[1] = (RosterPlanPin){ s, first->suggestion.product, FALSE };
      if (pins[1].product == worst->product)
        continue;

      plan = roster_plan_new (match, &(RosterPlanRequest){ .floor = 2, .pins = pins, .n_pins = 2 }, NULL);
      g_assert_cmpint (plan->state, ==, ROSTER_PLAN_OPTIMAL);
      g_assert_true (has_pair (plan, s, worst->product));
      g_assert_false (has_pair (plan, s, pins[1].product));
      g_assert_cmpint (plan->margin, <=, before->margin);
      assert_sound (match, plan);
    }
}

static gboolean
has_obstacle (const RosterPlan   *plan,
              RosterObstacleKind  kind,
              guint               streamer)
{
  for (guint i = 0; i < plan->obstacles->len; i++)
    {
      const RosterObstacle *obstacle = &g_array_index (plan->obstacles, RosterObstacle, i);

      if (obstacle->kind == kind && obstacle->streamer == streamer)
        return TRUE;
    }

  return FALSE;
}

static void
test_obstacles_say_what_is_in_the_way (void)
{
  g_autoptr (MatchWorld) world = make_world (2, 2, 6);
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (RosterPlan) over = NULL;
  g_autoptr (RosterPlan) poor = NULL;
  g_autoptr (RosterPlan) locks = NULL;
  g_autoptr (RosterPlan) one_role = NULL;
  g_autoptr (RosterMatch) profit_only = NULL;
  g_autoptr (RosterPlan) few = NULL;
  g_autoptr (RosterMatch) unchecked = NULL;
  g_autoptr (RosterPlan) excluded = NULL;
  const char *profit = "profit";
  RosterPlanPin pins[4];

  for (guint p = 0; p < 6; p++)
    {
      roster_record_set_text (world->products->pdata[p], "safetyCheck", "passed");
      roster_record_set (world->products->pdata[p], "suitsRoles", NULL);
      roster_record_set_number (world->products->pdata[p], "stock", 1000000);
    }
  match = match_world_match (world);
  over = roster_plan_new (match, &(RosterPlanRequest){ .slots = 2, .floor = 3 }, NULL);
  g_assert_cmpint (over->state, ==, ROSTER_PLAN_INFEASIBLE);
  g_assert_true (has_obstacle (over, ROSTER_OBSTACLE_FLOOR_OVER_SLOTS, G_MAXUINT));

  poor = roster_plan_new (match, &(RosterPlanRequest){ .budget = 5, .floor = 3 }, NULL);
  g_assert_true (has_obstacle (poor, ROSTER_OBSTACLE_FLOOR_OVER_BUDGET, G_MAXUINT));

  for (guint i = 0; i < 4; i++)
    pins[i] = (RosterPlanPin){ 1, i, TRUE };
  locks = roster_plan_new (match, &(RosterPlanRequest){ .slots = 3, .floor = 2, .pins = pins, .n_pins = 4 }, NULL);
  g_assert_cmpint (locks->state, ==, ROSTER_PLAN_INFEASIBLE);
  g_assert_true (has_obstacle (locks, ROSTER_OBSTACLE_LOCKS_OVER_SLOTS, 1));

  few = roster_plan_new (match, &(RosterPlanRequest){ .slots = 8, .floor = 7 }, NULL);
  g_assert_true (has_obstacle (few, ROSTER_OBSTACLE_FEW_PRODUCTS, 0));
  g_assert_cmpuint (few->items->len, ==, 12);

  for (guint p = 0; p < 6; p++)
    roster_record_set (world->products->pdata[p], "suitsRoles", g_variant_new_strv (&profit, 1));
  profit_only = match_world_match (world);
  one_role = roster_plan_new (profit_only, &(RosterPlanRequest){ .floor = 2 }, NULL);
  g_assert_true (has_obstacle (one_role, ROSTER_OBSTACLE_NO_TRAFFIC, 0));
  g_assert_true (has_obstacle (one_role, ROSTER_OBSTACLE_NO_TRAFFIC, 1));

  roster_record_set_text (world->products->pdata[0], "safetyCheck", "failed");
  unchecked = match_world_match (world);
  excluded = roster_plan_new (unchecked, &(RosterPlanRequest){ .floor = 0, .pins = pins, .n_pins = 1 }, NULL);
  g_assert_true (has_obstacle (excluded, ROSTER_OBSTACLE_LOCK_EXCLUDED, 1));
  g_assert_cmpint (g_array_index (excluded->obstacles, RosterObstacle, 0).exclusion, ==, ROSTER_EXCLUSION_CHECK_FAILED);
}

static void
test_scarce_supply_is_an_obstacle (void)
{
  g_autoptr (MatchWorld) world = make_world (3, 6, 2);
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (RosterPlan) plan = NULL;
  guint n_short = 0;

  for (guint p = 0; p < 2; p++)
    {
      roster_record_set_text (world->products->pdata[p], "safetyCheck", "passed");
      roster_record_set (world->products->pdata[p], "suitsRoles", NULL);
      roster_record_set_number (world->products->pdata[p], "stock", 3);
    }
  match = match_world_match (world);
  plan = roster_plan_new (match, &(RosterPlanRequest){ .floor = 2 }, NULL);
  g_assert_cmpint (plan->state, ==, ROSTER_PLAN_INFEASIBLE);
  for (guint s = 0; s < 6; s++)
    n_short += has_obstacle (plan, ROSTER_OBSTACLE_SUPPLY, s);
  g_assert_cmpuint (n_short, >, 0);
}

/* Whatever stands in the records, planning comes to an end, and what it plans can be delivered. */
static void
test_absurd_records (void)
{
  static const gint64 absurd[] = { 0, 1, -1, G_MAXINT64, G_MININT64 };

  for (guint a = 0; a < G_N_ELEMENTS (absurd); a++)
    {
      static const char *const of_product[] = { "price", "stock", "dailyCapacity", "leadTimeDays", "returnRate",
                                                "units28" };
      static const char *const of_streamer[] = { "followers", "lives28", "buyersPayHigh" };
      g_autoptr (MatchWorld) world = make_world (13, 5, 30);
      g_autoptr (RosterMatch) match = NULL;
      g_autoptr (RosterPlan) plan = NULL;

      for (guint p = 0; p < 30; p++)
        roster_record_set_number (world->products->pdata[p], of_product[p % G_N_ELEMENTS (of_product)], absurd[a]);
      for (guint s = 0; s < 5; s++)
        roster_record_set_number (world->streamers->pdata[s], of_streamer[s % G_N_ELEMENTS (of_streamer)], absurd[a]);
      match = match_world_match (world);
      plan = roster_plan_new (match, &(RosterPlanRequest){ .floor = 2 }, NULL);
      g_assert_cmpint (plan->state == ROSTER_PLAN_INFEASIBLE, ==, plan->obstacles->len > 0);
      g_assert_cmpint (plan->gini_margin, >=, 0);
      g_assert_cmpint (plan->gini_margin, <=, 1000000);
      for (guint i = 0; i < plan->items->len; i++)
        g_assert_cmpint (g_array_index (plan->items, RosterPlanItem, i).margin, >=, 0);
    }
}

static void
test_nothing_to_plan (void)
{
  g_autoptr (MatchWorld) world = match_world_new ();
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (RosterPlan) plan = roster_plan_new (match, &(RosterPlanRequest){ .floor = 2 }, NULL);

  g_assert_cmpint (plan->state, ==, ROSTER_PLAN_OPTIMAL);
  g_assert_cmpuint (plan->items->len, ==, 0);
  g_assert_cmpint (plan->margin, ==, 0);
}

/* Equal shares, one who has everything, the numbers 1 to 5 with 4/15, and Pareto's fifth that has four fifths, 0.6. */
static void
test_gini_of_published_examples (void)
{
  static const struct
  {
    gint64 values[10];
    guint n;
    gint64 expected;
  } cases[] = {
    { { 7, 7, 7, 7 }, 4, 0 },
    { { 0, 0, 0, 1 }, 4, 750000 },
    { { 1, 2, 3, 4, 5 }, 5, 266667 },
    { { 5, 4, 3, 2, 1 }, 5, 266667 },
    { { 1, 3 }, 2, 250000 },
    { { 0, 0, 0, 0, 0 }, 5, 0 },
    { { 20, 20, 20, 20, 20, 20, 20, 20, 320, 320 }, 10, 600000 },
    { { -5, 10 }, 2, 500000 },
    { { 9 }, 1, 0 },
    { { G_MAXINT64, G_MAXINT64, 0, 0 }, 4, 500000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_gini (cases[i].values, cases[i].n), ==, cases[i].expected);
  g_assert_cmpint (roster_gini (NULL, 0), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/agrees-with-brute-force", test_agrees_with_brute_force);
  g_test_add_func ("/plan/branching-agrees-with-brute-force", test_branching_agrees_with_brute_force);
  g_test_add_func ("/plan/stopped-proof-reports-its-gap", test_stopped_proof_reports_its_gap);
  g_test_add_func ("/plan/can-be-stopped", test_planning_can_be_stopped);
  g_test_add_func ("/plan/larger-plans-are-sound", test_larger_plans_are_sound);
  g_test_add_func ("/plan/floor-has-a-price", test_floor_has_a_price);
  g_test_add_func ("/plan/locks-and-bans-hold", test_locks_and_bans_hold);
  g_test_add_func ("/plan/obstacles-say-what-is-in-the-way", test_obstacles_say_what_is_in_the_way);
  g_test_add_func ("/plan/scarce-supply-is-an-obstacle", test_scarce_supply_is_an_obstacle);
  g_test_add_func ("/plan/absurd-records", test_absurd_records);
  g_test_add_func ("/plan/nothing-to-plan", test_nothing_to_plan);
  g_test_add_func ("/plan/gini-of-published-examples", test_gini_of_published_examples);

  return g_test_run ();
}
