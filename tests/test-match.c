/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "match-fixture.h"
#include "roster-match-explain.h"
#include "roster-match-table.h"
#include "roster-rules.h"

/* A small world with every kind of evidence in it. */
static MatchWorld *
make_world (guint32 seed)
{
  MatchWorld *world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint s = 0; s < 12; s++)
    match_world_add_streamer (world, s, rand);
  for (guint p = 0; p < 60; p++)
    match_world_add_product (world, p, rand);
  for (guint i = 0; i < 80; i++)
    match_world_add_sale (world, g_rand_int_range (rand, 0, 10), g_rand_int_range (rand, 0, 60),
                          g_rand_int_range (rand, 0, 400), g_rand_int_range (rand, 0, 80));
  for (guint i = 0; i < 20; i++)
    match_world_add_decision (world, g_rand_int_range (rand, 0, 12), g_rand_int_range (rand, 0, 60),
                              g_rand_int_range (rand, 0, 7), g_rand_int_range (rand, 0, 120));

  return world;
}

static void
test_factors_multiply_to_score (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed);
      g_autoptr (RosterMatch) match = match_world_match (world);
      g_autoptr (GArray) all = roster_match_for_everybody (match, NULL, 0);

      g_assert_cmpuint (all->len, >, 100);
      for (guint i = 0; i < all->len; i++)
        {
          const RosterSuggestion *suggestion = &g_array_index (all, RosterSuggestion, i);
          RosterLog sum = 0;
          double product = 1;

          for (guint k = 0; k < ROSTER_N_FACTORS; k++)
            {
              sum += suggestion->factors[k];
              product *= roster_log_undo (suggestion->factors[k]);
            }
          g_assert_cmpint (sum, ==, suggestion->score);
          g_assert_cmpfloat (fabs (product / roster_log_undo (suggestion->score) - 1), <, 1e-12);
          g_assert_cmpint (roster_suggestion_margin (suggestion), ==, llrint (roster_log_undo (suggestion->score)));
        }
    }
}

/* The vector loop and the pair by itself are two ways to one score. */
static void
test_ranking_agrees_with_pairs (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed);
      g_autoptr (RosterMatch) match = match_world_match (world);
      guint n_expected = 0;
      g_autoptr (GArray) all = roster_match_for_everybody (match, NULL, 0);

      for (guint s = 0; s < roster_match_n_streamers (match); s++)
        {
          g_autoptr (GArray) ranked = roster_match_for_streamer (match, s, NULL, 0);
          guint n_of_streamer = 0;

          for (guint p = 0; p < roster_match_n_products (match); p++)
            n_of_streamer += roster_match_exclusion (match, s, p) == ROSTER_EXCLUSION_NONE;
          g_assert_cmpuint (ranked->len, ==, n_of_streamer);
          n_expected += n_of_streamer;

          for (guint i = 0; i < ranked->len; i++)
            {
              const RosterSuggestion *suggestion = &g_array_index (ranked, RosterSuggestion, i);

              g_assert_cmpuint (suggestion->streamer, ==, s);
              g_assert_cmpint (roster_match_exclusion (match, s, suggestion->product), ==, ROSTER_EXCLUSION_NONE);
              if (i > 0)
                g_assert_cmpint (suggestion->score, <=, suggestion[-1].score);
            }
        }
      g_assert_cmpuint (all->len, ==, n_expected);
    }
}

static void
test_limit_takes_the_best (void)
{
  g_autoptr (MatchWorld) world = make_world (7);
  g_autoptr (RosterMatch) match = match_world_match (world);

  for (guint s = 0; s < roster_match_n_streamers (match); s++)
    {
      g_autoptr (GArray) all = roster_match_for_streamer (match, s, NULL, 0);

      for (guint limit = 1; limit < 40; limit += 3)
        {
          g_autoptr (GArray) best = roster_match_for_streamer (match, s, NULL, limit);

          g_assert_cmpuint (best->len, ==, MIN (limit, all->len));
          for (guint i = 0; i < best->len; i++)
            g_assert_cmpmem (&g_array_index (best, RosterSuggestion, i), sizeof (RosterSuggestion),
                             &g_array_index (all, RosterSuggestion, i), sizeof (RosterSuggestion));
        }
    }
}

static void
test_both_directions_agree (void)
{
  g_autoptr (MatchWorld) world = make_world (3);
  g_autoptr (RosterMatch) match = match_world_match (world);
  guint n = 0;
  g_autoptr (GArray) all = roster_match_for_everybody (match, NULL, 0);

  for (guint p = 0; p < roster_match_n_products (match); p++)
    {
      g_autoptr (GArray) streamers = roster_match_for_product (match, p, NULL, 0);

      n += streamers->len;
      for (guint i = 1; i < streamers->len; i++)
        g_assert_cmpint (g_array_index (streamers, RosterSuggestion, i).score, <=,
                         g_array_index (streamers, RosterSuggestion, i - 1).score);
    }
  g_assert_cmpuint (n, ==, all->len);
}

/* Whatever order the records come in, the answer is the same. */
static void
test_order_of_records_is_nothing (void)
{
  for (guint32 seed = 1; seed <= 10; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed);
      g_autoptr (RosterMatch) match = match_world_match (world);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 100);
      g_autoptr (RosterMatch) shuffled = NULL;
      g_autoptr (GArray) expected = roster_match_for_everybody (match, NULL, 0);
      g_autoptr (GArray) found = NULL;

      match_world_shuffle (world, rand);
      shuffled = match_world_match (world);
      found = roster_match_for_everybody (shuffled, NULL, 0);
      g_assert_cmpmem (found->data, found->len * sizeof (RosterSuggestion), expected->data,
                       expected->len * sizeof (RosterSuggestion));
    }
}

/* The ranking does not care whether money is counted in li or in something a thousand times as large. */
static void
test_units_are_nothing (void)
{
  g_autoptr (MatchWorld) world = make_world (5);
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (RosterMatch) scaled = NULL;

  match_world_scale_money (world, 1024);
  scaled = match_world_match (world);
  for (guint s = 0; s < roster_match_n_streamers (match); s++)
    {
      g_autoptr (GArray) expected = roster_match_for_streamer (match, s, NULL, 0);
      g_autoptr (GArray) found = roster_match_for_streamer (scaled, s, NULL, 0);

      g_assert_cmpuint (found->len, ==, expected->len);
      for (guint i = 0; i < found->len; i++)
        {
          g_assert_cmpuint (g_array_index (found, RosterSuggestion, i).product, ==,
                            g_array_index (expected, RosterSuggestion, i).product);
          g_assert_cmpint (g_array_index (found, RosterSuggestion, i).score, ==,
                           g_array_index (expected, RosterSuggestion, i).score + 10 * ROSTER_LOG_ONE);
        }
    }
}

static guint
place_of (RosterMatch *match,
          guint        streamer,
          guint        product)
{
  g_autoptr (GArray) ranked = roster_match_for_streamer (match, streamer, NULL, 0);

  for (guint i = 0; i < ranked->len; i++)
    if (g_array_index (ranked, RosterSuggestion, i).product == product)
      return i;

  return G_MAXUINT;
}

/* More margin, more stock and a closer price never lower a product, for anybody. */
static void
test_better_never_ranks_lower (gconstpointer data)
{
  const char *field = data;

  for (guint32 seed = 1; seed <= 6; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed);
      g_autoptr (RosterMatch) before = match_world_match (world);

      for (guint p = 0; p < world->products->len; p += 3)
        {
          RosterRecord *product = world->products->pdata[p];
          gint64 value = roster_record_number (product, field, 0);
          g_autoptr (RosterMatch) after = NULL;
          guint index;

          g_assert_true (roster_match_find_product (before, roster_record_id (product), &index));
          match_world_replace_product (world, p, field, value + 1 + value * (gint64) (seed * 7 % 5));
          after = match_world_match (world);
          for (guint s = 0; s < roster_match_n_streamers (before); s++)
            g_assert_cmpuint (place_of (after, s, index), <=, place_of (before, s, index));
          match_world_replace_product (world, p, field, value);
        }
    }
}

static void
test_closer_price_never_ranks_lower (void)
{
  g_autoptr (MatchWorld) world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  RosterLog above = G_MAXINT32, below = G_MAXINT32;

  match_world_add_streamer (world, 0, rand);
  match_world_add_product (world, 0, rand);
  roster_record_set_number (world->streamers->pdata[0], "buyersPayLow", 9900);
  roster_record_set_number (world->streamers->pdata[0], "buyersPayHigh", 19900);
  roster_record_set (world->products->pdata[0], "priceHigh", NULL);

  for (gint64 distance = 0; distance < 2000000; distance = distance * 3 / 2 + 1)
    {
      RosterSuggestion suggestion;
      g_autoptr (RosterMatch) dearer = NULL;
      g_autoptr (RosterMatch) cheaper = NULL;

      roster_record_set_number (world->products->pdata[0], "price", 19900 + distance);
      dearer = match_world_match (world);
      roster_match_pair (dearer, 0, 0, &suggestion);
      g_assert_cmpint (suggestion.score, <=, above);
      g_assert_cmpint (suggestion.factors[ROSTER_FACTOR_PRICE], <=, 0);
      above = suggestion.score;

      roster_record_set_number (world->products->pdata[0], "price", MAX (9900 - distance, 1));
      cheaper = match_world_match (world);
      roster_match_pair (cheaper, 0, 0, &suggestion);
      g_assert_cmpint (suggestion.score, <=, below);
      below = suggestion.score;
    }
  /* A price alone rules nothing out, and inside the band it costs nothing. */
  g_assert_cmpint (above, >, G_MININT32 / 2);
}

static void
set_text (RosterRecord *record,
          const char   *field,
          const char   *value)
{
  roster_record_set_text (record, field, value);
}

/* Rule 10 and the other reasons not to suggest a product. */
static void
test_exclusions (void)
{
  static const struct
  {
    const char *field;
    const char *text;
    gint64 number;
    RosterExclusion expected;
  } cases[] = {
    { "name", "还是它", 0, ROSTER_EXCLUSION_NONE },
    { "safetyCheck", "failed", 0, ROSTER_EXCLUSION_CHECK_FAILED },
    { "legalityCheck", "failed", 0, ROSTER_EXCLUSION_CHECK_FAILED },
    { "safetyCheck", "pending", 0, ROSTER_EXCLUSION_CHECK_PENDING },
    { "legalityCheck", NULL, 0, ROSTER_EXCLUSION_CHECK_PENDING },
    { "customStage", "sample", 0, ROSTER_EXCLUSION_NOT_LISTED },
    { "customStage", "listed", 0, ROSTER_EXCLUSION_NONE },
    { "unitMargin", NULL, 0, ROSTER_EXCLUSION_MARGIN_UNKNOWN },
    { "unitMargin", "", 0, ROSTER_EXCLUSION_NO_MARGIN },
    { "unitMargin", "", -300, ROSTER_EXCLUSION_NO_MARGIN },
    { "stock", "", 0, ROSTER_EXCLUSION_NO_SUPPLY },
    { "customFor", MATCH_STREAMER_ID (1), 0, ROSTER_EXCLUSION_FOR_ANOTHER },
    { "customFor", MATCH_STREAMER_ID (0), 0, ROSTER_EXCLUSION_NONE },
    { "customFor", "00000000-0000-7000-8000-00000000dead", 0, ROSTER_EXCLUSION_FOR_ANOTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MatchWorld) world = match_world_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (1);
      g_autoptr (RosterMatch) match = NULL;
      g_autoptr (GArray) ranked = NULL;
      RosterRecord *product;

      match_world_add_streamer (world, 0, rand);
      match_world_add_streamer (world, 1, rand);
      match_world_add_product (world, 0, rand);
      product = world->products->pdata[0];
      roster_record_set (product, "dailyCapacity", NULL);
      if (cases[i].text == NULL)
        roster_record_set (product, cases[i].field, NULL);
      else if (cases[i].text[0] == '\0')
        roster_record_set_number (product, cases[i].field, cases[i].number);
      else
        set_text (product, cases[i].field, cases[i].text);

      match = match_world_match (world);
      ranked = roster_match_for_streamer (match, 0, NULL, 0);
      g_assert_cmpint (roster_match_exclusion (match, 0, 0), ==, cases[i].expected);
      g_assert_cmpuint (ranked->len, ==, cases[i].expected == ROSTER_EXCLUSION_NONE);
    }
}

static void
test_streamer_who_left_gets_nothing (void)
{
  g_autoptr (MatchWorld) world = make_world (2);
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (GArray) ranked = NULL;
  g_autoptr (GArray) all = NULL;

  set_text (world->streamers->pdata[4], "state", "left");
  match = match_world_match (world);
  ranked = roster_match_for_streamer (match, 4, NULL, 0);
  all = roster_match_for_everybody (match, NULL, 0);
  g_assert_cmpuint (ranked->len, ==, 0);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpuint (g_array_index (all, RosterSuggestion, i).streamer, !=, 4);
}

/* A refusal lowers the product at once, is forgotten after its days, and says so. */
static void
test_refusal_lowers_at_once (void)
{
  g_autoptr (MatchWorld) world = make_world (9);
  g_autoptr (RosterMatch) before = NULL;
  g_autoptr (GArray) ranked = NULL;
  RosterSuggestion first, then;
  RosterExplanation explanation;
  RosterLog last = G_MININT32;

  g_ptr_array_set_size (world->decisions, 0);
  before = match_world_match (world);
  ranked = roster_match_for_streamer (before, 2, NULL, 1);
  first = g_array_index (ranked, RosterSuggestion, 0);

  for (guint days_ago = 0; days_ago <= 90; days_ago += 10)
    {
      g_autoptr (RosterMatch) after = NULL;

      g_ptr_array_set_size (world->decisions, 0);
      match_world_add_decision (world, 2, match_world_product_number (world, before, first.product),
                                MATCH_REFUSED_SOLD_BADLY, days_ago);
      after = match_world_match (world);
      roster_match_pair (after, 2, first.product, &then);
      g_assert_cmpint (then.score, >, last);
      last = then.score;
      if (days_ago == 90)
        {
          g_assert_cmpint (then.score, ==, first.score);
          continue;
        }
      g_assert_cmpint (then.score, <, first.score);
      roster_match_explain (after, &then, &explanation);
      g_assert_cmpint (explanation.evidence[ROSTER_FACTOR_DECISION].ground, ==, ROSTER_GROUND_REFUSED);
      g_assert_nonnull (explanation.evidence[ROSTER_FACTOR_DECISION].decision);
      if (days_ago == 0)
        g_assert_cmpuint (place_of (after, 2, first.product), >, 0);
    }
}

static void
test_too_expensive_lowers_what_is_as_dear (void)
{
  g_autoptr (MatchWorld) world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (RosterMatch) match = NULL;
  static const gint64 prices[] = { 20000, 30000, 10000 };
  RosterSuggestion refused, dearer, cheaper;

  match_world_add_streamer (world, 0, rand);
  for (guint p = 0; p < G_N_ELEMENTS (prices); p++)
    {
      match_world_add_product (world, p, rand);
      set_text (world->products->pdata[p], "category", "日化/纸品");
      roster_record_set_number (world->products->pdata[p], "price", prices[p]);
    }
  match_world_add_decision (world, 0, 0, MATCH_REFUSED_TOO_EXPENSIVE, 0);
  match = match_world_match (world);
  roster_match_pair (match, 0, 0, &refused);
  roster_match_pair (match, 0, 1, &dearer);
  roster_match_pair (match, 0, 2, &cheaper);
  g_assert_cmpint (refused.factors[ROSTER_FACTOR_DECISION], <, dearer.factors[ROSTER_FACTOR_DECISION]);
  g_assert_cmpint (dearer.factors[ROSTER_FACTOR_DECISION], <, 0);
  g_assert_cmpint (cheaper.factors[ROSTER_FACTOR_DECISION], ==, 0);
}

static void
test_later_hides_until_its_day (void)
{
  g_autoptr (MatchWorld) world = make_world (4);

  for (guint days_ago = 0; days_ago < 10; days_ago++)
    {
      g_autoptr (RosterMatch) match = NULL;
      RosterExclusion exclusion;

      g_ptr_array_set_size (world->decisions, 0);
      match_world_add_decision (world, 0, 0, MATCH_LATER, days_ago);
      match = match_world_match (world);
      exclusion = roster_match_exclusion (match, 0, 0);
      if (exclusion == ROSTER_EXCLUSION_NONE || exclusion == ROSTER_EXCLUSION_PUT_OFF)
        g_assert_cmpint (exclusion == ROSTER_EXCLUSION_PUT_OFF, ==, days_ago < 7);
    }
}

static void
test_filters (void)
{
  g_autoptr (MatchWorld) world = make_world (6);
  g_autoptr (RosterMatch) match = NULL;
  const RosterMatchFilter filters[] = {
    { .vertical = "美妆" },
    { .factory = "00000000-0000-7000-8000-900000000001" },
    { .roles = ROSTER_ROLE_TRAFFIC },
    { .margin_from = 500 },
    { .only_new = TRUE },
    { .vertical = "没有这个" },
    { .vertical = "日化", .factory = "00000000-0000-7000-8000-900000000002", .margin_from = 100, .only_new = TRUE },
  };

  for (guint p = 0; p < world->products->len; p++)
    roster_record_set_text (world->products->pdata[p], "factory",
                            p % 2 != 0 ? "00000000-0000-7000-8000-900000000001"
                                       : "00000000-0000-7000-8000-900000000002");
  match = match_world_match (world);
  for (guint f = 0; f < G_N_ELEMENTS (filters); f++)
    for (guint s = 0; s < roster_match_n_streamers (match); s++)
      {
        g_autoptr (GArray) all = roster_match_for_streamer (match, s, NULL, 0);
        g_autoptr (GArray) filtered = roster_match_for_streamer (match, s, &filters[f], 0);
        guint n = 0;

        for (guint i = 0; i < all->len; i++)
          {
            const RosterSuggestion *suggestion = &g_array_index (all, RosterSuggestion, i);
            RosterRecord *product = roster_match_product (match, suggestion->product);
            gboolean expected =
                (filters[f].vertical == NULL ||
                 g_strcmp0 (roster_record_text (product, "vertical"), filters[f].vertical) == 0) &&
                (filters[f].factory == NULL ||
                 g_strcmp0 (roster_record_text (product, "factory"), filters[f].factory) == 0) &&
                roster_record_number (product, "unitMargin", 0) >= filters[f].margin_from &&
                (filters[f].roles == 0 || match_world_suits (product, "traffic")) &&
                (!filters[f].only_new || match_world_is_new (world, match, s, suggestion->product));

            if (!expected)
              continue;
            g_assert_cmpuint (n, <, filtered->len);
            g_assert_cmpuint (g_array_index (filtered, RosterSuggestion, n).product, ==, suggestion->product);
            n++;
          }
        g_assert_cmpuint (filtered->len, ==, n);
      }
}

/* A red line that a person confirmed lowers the readiness until somebody clears it, and the words name the video. */
static void
test_red_line_lowers_readiness (void)
{
  static const struct
  {
    const char *flag;
    const char *verdict;
    gboolean open;
  } cases[] = {
    { "red", "confirmed", TRUE },
    { "red", "cleared", FALSE },
    { "red", NULL, FALSE },
    { "none", NULL, FALSE },
    { "yellow", "confirmed", FALSE },
    { NULL, "confirmed", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MatchWorld) world = make_world (8);
      g_autoptr (RosterMatch) match = NULL;
      RosterRecord *video = roster_record_new (&roster_video_type, "00000000-0000-7000-8000-900000000001", "book-1");
      RosterLog expected = cases[i].open ? roster_log (roster_rules[ROSTER_RULE_MATCH_RED_LINE].fallback / 1e6) : 0;
      RosterSuggestion suggestion;
      RosterExplanation explanation;
      guint streamer;

      roster_record_set_text (video, "streamer", roster_record_id (world->streamers->pdata[0]));
      roster_record_set_text (video, "publishedOn", "2026-02-01");
      if (cases[i].flag != NULL)
        roster_record_set_text (video, "flag", cases[i].flag);
      if (cases[i].verdict != NULL)
        roster_record_set_text (video, "verdict", cases[i].verdict);
      world->videos = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (world->videos, video);
      match = match_world_match (world);
      g_assert_true (roster_match_find_streamer (match, roster_record_text (video, "streamer"), &streamer));
      for (guint s = 0; s < roster_match_n_streamers (match); s++)
        {
          roster_match_pair (match, s, 0, &suggestion);
          roster_match_explain (match, &suggestion, &explanation);
          g_assert_cmpint (suggestion.factors[ROSTER_FACTOR_READINESS], ==, s == streamer ? expected : 0);
          g_assert_true (explanation.evidence[ROSTER_FACTOR_READINESS].video ==
                         (s == streamer && cases[i].open ? video : NULL));
        }
    }
}

/* Explanations name the factors that moved the score most, each with what it rests on. */
static void
test_explanation_names_the_strongest (void)
{
  g_autoptr (MatchWorld) world = make_world (8);
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (GArray) all = roster_match_for_everybody (match, NULL, 0);

  for (guint i = 0; i < all->len; i++)
    {
      const RosterSuggestion *suggestion = &g_array_index (all, RosterSuggestion, i);
      RosterExplanation explanation;

      roster_match_explain (match, suggestion, &explanation);
      g_assert_cmpuint (explanation.n_top, >, 0);
      for (guint k = 0; k < explanation.n_top; k++)
        {
          const RosterEvidence *top = &explanation.evidence[explanation.top[k]];

          g_assert_cmpint (top->ground, !=, ROSTER_GROUND_NONE);
          g_assert_cmpint (top->log, ==, suggestion->factors[top->factor]);
          if (k > 0)
            g_assert_cmpint (ABS (top->moved), <=, ABS (explanation.evidence[explanation.top[k - 1]].moved));
        }
      g_assert_cmpint (explanation.improvement.gain, >=, 0);
    }
}

static void
test_little_data_is_said (void)
{
  g_autoptr (MatchWorld) world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (RosterMatch) match = NULL;
  static const RosterConfidence expected[] = { ROSTER_CONFIDENCE_LOW, ROSTER_CONFIDENCE_MEDIUM,
                                               ROSTER_CONFIDENCE_HIGH };

  for (guint s = 0; s < 3; s++)
    match_world_add_streamer (world, s, rand);
  match_world_add_product (world, 0, rand);
  match_world_add_product (world, 1, rand);
  set_text (world->products->pdata[0], "category", "日化/纸品");
  set_text (world->products->pdata[1], "category", "食品/零食");
  match_world_add_sale (world, 1, 1, 300, 1);
  match_world_add_sale (world, 2, 0, 300, 1);
  match = match_world_match (world);
  for (guint s = 0; s < 3; s++)
    {
      RosterSuggestion suggestion;
      RosterExplanation explanation;

      roster_match_pair (match, s, 0, &suggestion);
      roster_match_explain (match, &suggestion, &explanation);
      g_assert_cmpint (explanation.confidence, ==, expected[s]);
    }
}

/* What was made for a streamer is suggested with its day: of its listing, and once it sold, of its last sale. */
static void
test_custom_product_has_its_dates (void)
{
  g_autoptr (MatchWorld) world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const GDate listed = { .day = 14, .month = 2, .year = 2026, .dmy = TRUE };

  match_world_add_streamer (world, 0, rand);
  match_world_add_product (world, 0, rand);
  set_text (world->products->pdata[0], "customFor", MATCH_STREAMER_ID (0));
  set_text (world->products->pdata[0], "listedOn", "2026-02-14");
  for (guint sold = 0; sold < 2; sold++)
    {
      g_autoptr (RosterMatch) match = NULL;
      RosterSuggestion suggestion;
      RosterExplanation explanation;
      const RosterEvidence *evidence = &explanation.evidence[ROSTER_FACTOR_AFFINITY];

      if (sold > 0)
        match_world_add_sale (world, 0, 0, 300, 1);
      match = match_world_match (world);
      roster_match_pair (match, 0, 0, &suggestion);
      roster_match_explain (match, &suggestion, &explanation);
      g_assert_cmpint (evidence->ground, ==, ROSTER_GROUND_CUSTOM);
      g_assert_cmpint (evidence->amount, ==, sold > 0 ? 300 : 0);
      g_assert_cmpint (evidence->sessions > 0, ==, sold > 0);
      g_assert_cmpint (evidence->to > 0, ==, sold > 0);
      if (sold == 0)
        g_assert_cmpuint (evidence->from, ==, g_date_get_julian (&listed));
    }
}

/* What was sold is expected again: between what the streamer sells of it and of an ordinary product, whatever the
   category, the price and everybody's demand let guess before. */
static void
test_own_sales_replace_guesses (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (MatchWorld) world = match_world_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (RosterMatch) match = NULL;

      for (guint s = 0; s < 6; s++)
        {
          match_world_add_streamer (world, s, rand);
          roster_record_set_number (world->streamers->pdata[s], "lives28", 10);
        }
      for (guint p = 0; p < 20; p++)
        {
          match_world_add_product (world, p, rand);
          roster_record_set_number (world->products->pdata[p], "stock", 100000000);
        }
      for (guint i = 0; i < 24; i++)
        match_world_add_sale (world, i % 6, i % 20, g_rand_int_range (rand, 0, 4000), 3);
      match = match_world_match (world);

      for (guint i = 0; i < 24; i++)
        {
          RosterSuggestion suggestion;
          double usual = 0, own = roster_record_number (world->sales->pdata[i], "units", 0) / 10.0, units;

          roster_match_pair (match, i % 6, match_world_product_number (world, match, i % 20), &suggestion);
          for (guint k = ROSTER_FACTOR_PACE; k <= ROSTER_FACTOR_READINESS; k++)
            usual += suggestion.factors[k];
          usual = roster_log_undo (lrint (usual));
          units = roster_suggestion_units (&suggestion);
          g_assert_cmpfloat (units, >=, MIN (usual, own) * 0.99);
          g_assert_cmpfloat (units, <=, MAX (usual, own) * 1.01 + 0.1);
        }
    }
}

static void
test_empty_and_absurd (void)
{
  g_autoptr (MatchWorld) nothing = match_world_new ();
  g_autoptr (RosterMatch) empty = match_world_match (nothing);
  g_autoptr (GArray) none = roster_match_for_everybody (empty, NULL, 0);
  static const gint64 absurd[] = { 0, 1, -1, G_MAXINT64, G_MININT64, G_MAXINT32 };

  g_assert_cmpuint (none->len, ==, 0);
  for (guint a = 0; a < G_N_ELEMENTS (absurd); a++)
    {
      g_autoptr (MatchWorld) world = make_world (11);
      g_autoptr (RosterMatch) match = NULL;
      g_autoptr (GArray) all = NULL;

      for (guint p = 0; p < world->products->len; p++)
        {
          static const char *const fields[] = { "price", "priceHigh", "stock", "dailyCapacity", "leadTimeDays",
                                                "returnRate", "units28", "commissionRate", "unitMargin" };

          roster_record_set_number (world->products->pdata[p], fields[p % G_N_ELEMENTS (fields)], absurd[a]);
        }
      for (guint s = 0; s < world->streamers->len; s++)
        {
          static const char *const fields[] = { "followers", "buyersPayLow", "buyersPayHigh", "lives28" };

          roster_record_set_number (world->streamers->pdata[s], fields[s % G_N_ELEMENTS (fields)], absurd[a]);
        }
      for (guint i = 0; i < world->sales->len; i++)
        {
          static const char *const fields[] = { "units", "amount", "periodDays" };

          /* Sums of sales are of what a database can hold at all. */
          roster_record_set_number (world->sales->pdata[i], fields[i % G_N_ELEMENTS (fields)],
                                    CLAMP (absurd[a], -1000000000000, 1000000000000));
        }
      match = match_world_match (world);
      all = roster_match_for_everybody (match, NULL, 0);
      for (guint i = 0; i < all->len; i++)
        {
          const RosterSuggestion *suggestion = &g_array_index (all, RosterSuggestion, i);
          RosterExplanation explanation;

          g_assert_true (isfinite (roster_log_undo (suggestion->score)));
          roster_match_explain (match, suggestion, &explanation);
        }
    }
}

/* Whoever has the company's table and only some of its sales knows what the company knows. */
static void
test_table_stands_for_the_company (void)
{
  for (guint32 seed = 1; seed <= 8; seed++)
    {
      g_autoptr (MatchWorld) world = make_world (seed);
      g_autoptr (RosterMatch) company = match_world_match (world);
      g_autoptr (GPtrArray) table = roster_match_learned (company, "company");
      g_autoptr (GPtrArray) again = roster_match_learned (company, "company");
      g_autoptr (RosterMatch) book = NULL;

      g_assert_cmpuint (again->len, ==, table->len);
      for (guint i = 0; i < table->len; i++)
        {
          g_autoptr (GError) error = NULL;

          roster_record_check (table->pdata[i], &error);
          g_assert_no_error (error);
          g_assert_true (roster_record_equal (again->pdata[i], table->pdata[i]));
        }

      world->affinities = g_ptr_array_ref (table);
      book = match_world_match (world);
      for (guint s = 0; s < roster_match_n_streamers (company); s++)
        for (guint p = 0; p < roster_match_n_products (company); p++)
          {
            RosterSuggestion expected, found;

            roster_match_pair (company, s, p, &expected);
            roster_match_pair (book, s, p, &found);
            /* The table rounds, and keeps only the nearest neighbours. */
            g_assert_cmpint (ABS (found.factors[ROSTER_FACTOR_PACE] - expected.factors[ROSTER_FACTOR_PACE]), <,
                             ROSTER_LOG_ONE / 10);
            g_assert_cmpint (ABS (found.factors[ROSTER_FACTOR_DEMAND] - expected.factors[ROSTER_FACTOR_DEMAND]), <,
                             ROSTER_LOG_ONE / 4);
          }
    }
}

static void
test_table_teaches_a_book_without_sales (void)
{
  g_autoptr (MatchWorld) world = make_world (5);
  g_autoptr (RosterMatch) company = match_world_match (world);
  g_autoptr (RosterMatch) alone = NULL;
  g_autoptr (RosterMatch) taught = NULL;
  guint n_closer = 0, n_other = 0;

  g_ptr_array_set_size (world->sales, 0);
  alone = match_world_match (world);
  world->affinities = roster_match_learned (company, "company");
  taught = match_world_match (world);
  for (guint p = 0; p < roster_match_n_products (company); p++)
    {
      RosterSuggestion expected, without, with;

      roster_match_pair (company, 0, p, &expected);
      roster_match_pair (alone, 0, p, &without);
      roster_match_pair (taught, 0, p, &with);
      if (without.factors[ROSTER_FACTOR_DEMAND] == with.factors[ROSTER_FACTOR_DEMAND])
        continue;
      n_closer += ABS (with.factors[ROSTER_FACTOR_DEMAND] - expected.factors[ROSTER_FACTOR_DEMAND]) <
                  ABS (without.factors[ROSTER_FACTOR_DEMAND] - expected.factors[ROSTER_FACTOR_DEMAND]);
      n_other++;
    }
  g_assert_cmpuint (n_closer, >, n_other * 3 / 4);
}

/* One history, however long and in whatever order, makes no more pairs than those of what sells best. */
static void
test_long_history_teaches_its_best (void)
{
  static const guint lengths[] = { 1, ROSTER_MATCH_MAX_TOGETHER - 1, ROSTER_MATCH_MAX_TOGETHER,
                                   ROSTER_MATCH_MAX_TOGETHER + 1, 1000, 3000 };

  for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      guint n = lengths[l], n_kept = MIN (n, ROSTER_MATCH_MAX_TOGETHER);
      g_autoptr (GRand) rand = g_rand_new_with_seed (l);
      g_autoptr (MatchWorld) world = match_world_new ();
      g_autoptr (RosterMatch) match = NULL;

      match_world_add_streamer (world, 0, rand);
      for (guint p = 0; p < n; p++)
        {
          match_world_add_product (world, p, rand);
          roster_record_set_number (world->products->pdata[p], "units28", 0);
          match_world_add_sale (world, 0, p, 1 + (p * 7919) % n, 3);
        }
      match_world_shuffle (world, rand);
      match = match_world_match (world);

      g_assert_cmpuint (match->neighbours_from[n], ==, n_kept * (n_kept - 1));
      for (guint p = 0; p < n; p++)
        {
          guint rank = n - match->popularity[p];

          g_assert_cmpuint (match->neighbours_from[p + 1] - match->neighbours_from[p], ==,
                            rank < n_kept ? n_kept - 1 : 0);
        }
      for (guint i = 0; i < match->neighbours_from[n]; i++)
        {
          g_assert_cmpfloat (match->neighbours[i].similarity, >, 0);
          g_assert_cmpfloat (match->neighbours[i].similarity, <=, 1);
        }
    }
}

static void
test_log_is_exact (void)
{
  g_assert_cmpint (roster_log (1), ==, 0);
  g_assert_cmpint (roster_log (2), ==, ROSTER_LOG_ONE);
  g_assert_cmpint (roster_log (0.25), ==, -2 * ROSTER_LOG_ONE);
  g_assert_cmpint (roster_log (0), ==, -ROSTER_LOG_LIMIT);
  g_assert_cmpint (roster_log (-3), ==, -ROSTER_LOG_LIMIT);
  g_assert_cmpint (roster_log (NAN), ==, -ROSTER_LOG_LIMIT);
  g_assert_cmpint (roster_log (INFINITY), ==, ROSTER_LOG_LIMIT);
  for (double factor = 1e-6; factor < 1e6; factor *= 1.37)
    g_assert_cmpfloat (fabs (roster_log_undo (roster_log (factor)) / factor - 1), <, 4e-7);
}

/* One reason is given wherever there is one; what hardly moved the score is named only where it is alone. */
static void
test_a_reason_is_always_given (void)
{
  RosterExplanation explanation = { 0 };
  RosterFactor top[ROSTER_EXPLANATION_TOP];

  explanation.evidence[ROSTER_FACTOR_PACE].ground = ROSTER_GROUND_PACE_OWN;
  explanation.evidence[ROSTER_FACTOR_PACE].moved = ROSTER_LOG_ONE;
  explanation.evidence[ROSTER_FACTOR_PRICE].ground = ROSTER_GROUND_PACE_OWN;
  explanation.evidence[ROSTER_FACTOR_PRICE].moved = 1;
  explanation.evidence[ROSTER_FACTOR_MARGIN].ground = ROSTER_GROUND_PACE_OWN;

  g_assert_cmpuint (roster_explanation_choose (&explanation, G_MAXUINT, top), ==, 1);
  g_assert_cmpint (top[0], ==, ROSTER_FACTOR_PACE);
  g_assert_cmpuint (roster_explanation_choose (&explanation, G_MAXUINT & ~(1u << ROSTER_FACTOR_PACE), top), ==, 1);
  g_assert_cmpint (top[0], ==, ROSTER_FACTOR_PRICE);
  g_assert_cmpuint (roster_explanation_choose (&explanation, 1u << ROSTER_FACTOR_REACH, top), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/match/log/is-exact", test_log_is_exact);
  g_test_add_func ("/match/long-history-teaches-its-best", test_long_history_teaches_its_best);
  g_test_add_func ("/match/factors-multiply-to-score", test_factors_multiply_to_score);
  g_test_add_func ("/match/ranking-agrees-with-pairs", test_ranking_agrees_with_pairs);
  g_test_add_func ("/match/limit-takes-the-best", test_limit_takes_the_best);
  g_test_add_func ("/match/both-directions-agree", test_both_directions_agree);
  g_test_add_func ("/match/order-of-records-is-nothing", test_order_of_records_is_nothing);
  g_test_add_func ("/match/units-are-nothing", test_units_are_nothing);
  g_test_add_data_func ("/match/more-margin-never-ranks-lower", "unitMargin", test_better_never_ranks_lower);
  g_test_add_data_func ("/match/more-stock-never-ranks-lower", "stock", test_better_never_ranks_lower);
  g_test_add_func ("/match/closer-price-never-ranks-lower", test_closer_price_never_ranks_lower);
  g_test_add_func ("/match/exclusions", test_exclusions);
  g_test_add_func ("/match/streamer-who-left-gets-nothing", test_streamer_who_left_gets_nothing);
  g_test_add_func ("/match/refusal-lowers-at-once", test_refusal_lowers_at_once);
  g_test_add_func ("/match/too-expensive-lowers-what-is-as-dear", test_too_expensive_lowers_what_is_as_dear);
  g_test_add_func ("/match/later-hides-until-its-day", test_later_hides_until_its_day);
  g_test_add_func ("/match/filters", test_filters);
  g_test_add_func ("/match/explanation-names-the-strongest", test_explanation_names_the_strongest);
  g_test_add_func ("/match/little-data-is-said", test_little_data_is_said);
  g_test_add_func ("/match/table/stands-for-the-company", test_table_stands_for_the_company);
  g_test_add_func ("/match/table/teaches-a-book-without-sales", test_table_teaches_a_book_without_sales);
  g_test_add_func ("/match/explain/custom-product-has-its-dates", test_custom_product_has_its_dates);
  g_test_add_func ("/match/own-sales-replace-guesses", test_own_sales_replace_guesses);
  g_test_add_func ("/match/empty-and-absurd", test_empty_and_absurd);
  g_test_add_func ("/match/a-reason-is-always-given", test_a_reason_is_always_given);
  g_test_add_func ("/match/red-line-lowers-readiness", test_red_line_lowers_readiness);

  return g_test_run ();
}
