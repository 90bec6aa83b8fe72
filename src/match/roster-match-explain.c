/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-match-explain.h"

#include <math.h>
#include <string.h>

#include "roster-match-private.h"
#include "roster-match-table.h"
#include "roster-rules.h"

/* A factor between 0.91 and 1.1 is not worth a word. */
#define WORTH_A_WORD (ROSTER_LOG_ONE * 14 / 100)

/* A lead time beyond this is a mistake and no date. */
#define MOST_DAYS 3660

/* The prior's share in the pace above which the data is thin. */
#define THIN 0.6

static const RosterSold *
sold_at (RosterMatch *match,
         guint        i)
{
  return &g_array_index (match->sold, RosterSold, i);
}

static const char *
name_at (const RosterNames *names,
         guint              number)
{
  return number != ROSTER_MATCH_NO_GROUP ? names->names->pdata[number] : NULL;
}

/* What was sold of a category, or of everything where @all is set. */
static RosterSold
sold_of (RosterMatch *match,
         guint        streamer,
         guint        category,
         gboolean     all)
{
  RosterSold sum = { .first_day = G_MAXUINT32 };

  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    {
      const RosterSold *sold = sold_at (match, i);

      if (!all && match->product_category[sold->product] != category)
        continue;
      sum.units += sold->units;
      /* Products are sold in the same sessions: the longest row says how many there were. */
      sum.sessions = MAX (sum.sessions, sold->sessions);
      sum.first_day = MIN (sum.first_day, sold->first_day);
      sum.last_day = MAX (sum.last_day, sold->last_day);
    }

  return sum;
}

static void
say_sold (RosterEvidence   *evidence,
          RosterGround      ground,
          const RosterSold *sold)
{
  evidence->ground = ground;
  evidence->amount = sold->units;
  evidence->sessions = sold->sessions;
  evidence->from = sold->first_day;
  evidence->to = sold->last_day;
}

static void
explain_pace (RosterMatch    *match,
              guint           streamer,
              RosterEvidence *evidence)
{
  RosterSold sold = sold_of (match, streamer, 0, TRUE);

  evidence->moved = evidence->log - match->ordinary_pace;
  evidence->name = name_at (&match->verticals, match->streamer_vertical[streamer]);
  if (sold.sessions > 0)
    say_sold (evidence, ROSTER_GROUND_PACE_OWN, &sold);
  else
    {
      evidence->ground = ROSTER_GROUND_PACE_GROUP;
      evidence->amount = llrint (roster_log_undo (evidence->log));
    }
}

static void
explain_reach (RosterMatch    *match,
               guint           streamer,
               RosterEvidence *evidence)
{
  RosterRecord *record = match->streamers->pdata[streamer];

  if (evidence->log == 0)
    return;

  evidence->ground = ROSTER_GROUND_FANS;
  evidence->amount = roster_streamer_effective_fans (record);
  evidence->limit = llrint (match->usual_fans[match->streamer_tier[streamer]]);
  if (roster_streamer_reach_is_damped (record, match->rules))
    {
      evidence->ground = ROSTER_GROUND_FANS_DAMPED;
      evidence->amount = roster_record_number (record, "followers", 0);
      evidence->limit = roster_rule_values_get (match->rules, ROSTER_RULE_DAMPED_FROM_FOLLOWERS);
    }
}

static void
explain_readiness (RosterMatch    *match,
                   guint           streamer,
                   RosterEvidence *evidence)
{
  RosterRecord *walkthrough = match->walkthroughs->pdata[streamer];
  gint64 at;

  evidence->rate = -1;
  if (match->red_videos->pdata[streamer] != NULL)
    {
      evidence->ground = ROSTER_GROUND_RED_LINE;
      evidence->video = match->red_videos->pdata[streamer];
    }
  if (walkthrough == NULL)
    return;

  at = roster_record_number (walkthrough, "finishedAt", roster_record_number (walkthrough, "startedAt", 0));
  if (evidence->video == NULL)
    evidence->ground = ROSTER_GROUND_COACHING;
  evidence->rate = roster_record_number (walkthrough, "result", 0);
  evidence->to = roster_match_day_of_instant (at);
  evidence->followup = match->followups->pdata[streamer];
}

static void
explain_demand (RosterMatch    *match,
                guint           streamer,
                guint           product,
                RosterEvidence *evidence)
{
  guint category = match->product_category[product];
  RosterLog lift = match->lift[match->streamer_vertical[streamer] * match->categories.names->len + category];

  evidence->moved = evidence->log - match->ordinary_demand;
  evidence->amount = match->popularity[product];
  /* Who offered it and sold nothing counts a little, as in roster-match-table.c. */
  evidence->people = llrint (match->table->adopted[product] / (1 + ROSTER_MATCH_OFFERED));
  evidence->name = name_at (&match->verticals, match->streamer_vertical[streamer]);
  evidence->times = roster_log_undo (lift);
  if (evidence->name != NULL && category != ROSTER_MATCH_NO_GROUP &&
      ABS (lift) > ABS (match->demand[product] - match->ordinary_demand))
    evidence->ground = ROSTER_GROUND_DEMAND_VERTICAL;
  else
    evidence->ground = evidence->amount > 0 ? ROSTER_GROUND_DEMAND_POPULAR : ROSTER_GROUND_DEMAND_UNKNOWN;
}

/* The product the streamer sold that sells most often together with this one. */
static const RosterSold *
strongest_neighbour (RosterMatch *match,
                     guint        streamer,
                     guint        product,
                     double      *strength)
{
  const RosterSold *strongest = NULL;

  *strength = 0;
  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    {
      const RosterSold *sold = sold_at (match, i);
      double own = roster_match_similarity (match, sold->product, product) * roster_match_evidence (sold);

      if (own > *strength)
        {
          *strength = own;
          strongest = sold;
        }
    }

  return strongest;
}

static void
explain_affinity (RosterMatch    *match,
                  guint           streamer,
                  guint           product,
                  RosterEvidence *evidence)
{
  const RosterSold *own = roster_match_find_sold (match, streamer, product);
  RosterSold of_category = sold_of (match, streamer, match->product_category[product], FALSE);
  RosterSold all = sold_of (match, streamer, 0, TRUE);
  double strength;
  const RosterSold *neighbour = strongest_neighbour (match, streamer, product, &strength);

  evidence->name = name_at (&match->categories, match->product_category[product]);
  if (match->product_owner[product] == streamer && own != NULL)
    say_sold (evidence, ROSTER_GROUND_CUSTOM, own);
  else if (match->product_owner[product] == streamer)
    {
      evidence->ground = ROSTER_GROUND_CUSTOM;
      evidence->from = roster_match_day (roster_record_text (match->products->pdata[product], "listedOn"));
    }
  else if (own != NULL)
    say_sold (evidence, ROSTER_GROUND_SOLD, own);
  else if (of_category.units > 0 && evidence->name != NULL)
    say_sold (evidence, ROSTER_GROUND_CATEGORY, &of_category);
  else if (neighbour != NULL)
    {
      say_sold (evidence, ROSTER_GROUND_TOGETHER, neighbour);
      evidence->other = match->products->pdata[neighbour->product];
    }
  else if (all.sessions > 0 && evidence->name != NULL)
    say_sold (evidence, ROSTER_GROUND_CATEGORY_NEVER, &all);
}

static void
explain_price (RosterMatch    *match,
               guint           streamer,
               guint           product,
               RosterEvidence *evidence)
{
  RosterRecord *record = match->products->pdata[product];

  if (ABS (match->price_low[product]) == ROSTER_LOG_UNBOUNDED ||
      (match->band_low[streamer] == -ROSTER_LOG_UNBOUNDED && match->band_high[streamer] == ROSTER_LOG_UNBOUNDED))
    return;

  evidence->amount = roster_record_number (record, "price", 0);
  evidence->low = match->band_li[streamer][0];
  evidence->high = match->band_li[streamer][1];
  if (match->price_low[product] > match->band_high[streamer])
    evidence->ground = ROSTER_GROUND_PRICE_ABOVE;
  else if (match->price_high[product] < match->band_low[streamer])
    evidence->ground = ROSTER_GROUND_PRICE_BELOW;
  else
    evidence->ground = ROSTER_GROUND_PRICE_INSIDE;
}

static void
explain_decision (RosterMatch    *match,
                  guint           streamer,
                  guint           product,
                  RosterEvidence *evidence)
{
  for (guint i = match->decided_from[streamer]; evidence->log != 0 && i < match->decided_from[streamer + 1]; i++)
    {
      const RosterDecided *decided = &g_array_index (match->decided, RosterDecided, i);

      if (roster_match_refusal (match, decided, product) != evidence->log)
        continue;
      evidence->ground = decided->product == product ? ROSTER_GROUND_REFUSED : ROSTER_GROUND_REFUSED_LIKE;
      evidence->other = match->products->pdata[decided->product];
      evidence->decision = decided->record;
      evidence->to = decided->day;
      break;
    }
}

static void
explain_product (RosterMatch       *match,
                 guint              product,
                 RosterExplanation *explanation)
{
  RosterEvidence *supply = &explanation->evidence[ROSTER_FACTOR_SUPPLY];
  RosterEvidence *returns = &explanation->evidence[ROSTER_FACTOR_RETURNS];
  RosterEvidence *margin = &explanation->evidence[ROSTER_FACTOR_MARGIN];

  if (match->product_available[product] >= 0)
    {
      supply->ground = supply->log < 0 ? ROSTER_GROUND_SUPPLY_SHORT : ROSTER_GROUND_SUPPLY_ENOUGH;
      supply->amount = MIN (match->product_available[product], 1e15);
    }
  if (returns->log < 0)
    {
      returns->ground = ROSTER_GROUND_RETURNS;
      returns->rate = roster_record_number (match->products->pdata[product], "returnRate", 0);
    }
  margin->ground = match->product_margin_guessed[product] ? ROSTER_GROUND_MARGIN_GUESSED : ROSTER_GROUND_MARGIN;
  margin->amount = match->product_margin[product];
  margin->limit = llrint (roster_log_undo (match->ordinary_margin));
  margin->moved = margin->log - match->ordinary_margin;
}

/* What was really sold stands in the place of what was guessed before. */
static void
let_sales_speak (RosterExplanation *explanation)
{
  RosterEvidence *affinity = &explanation->evidence[ROSTER_FACTOR_AFFINITY];
  RosterEvidence *demand = &explanation->evidence[ROSTER_FACTOR_DEMAND];
  RosterEvidence *price = &explanation->evidence[ROSTER_FACTOR_PRICE];

  if (affinity->ground != ROSTER_GROUND_SOLD)
    return;

  affinity->moved = affinity->log + demand->log + price->log;
  demand->moved = price->moved = 0;
}

/**
 * roster_explanation_choose:
 * @factors: which factors may be named: bit k for factor k
 * @top: (out caller-allocates): room for %ROSTER_EXPLANATION_TOP
 *
 * Which of @factors moved the score most, most first. Those that moved it by less than a tenth are left out, unless
 * there is no other.
 *
 * Returns: how many
 */
guint
roster_explanation_choose (const RosterExplanation *self,
                           guint                    factors,
                           RosterFactor            *top)
{
  g_return_val_if_fail (self != NULL && top != NULL, 0);

  guint n_top = 0;

  for (; n_top < ROSTER_EXPLANATION_TOP; n_top++)
    {
      int best = -1;

      for (int k = 0; k < ROSTER_N_FACTORS; k++)
        if ((factors & 1u << k) != 0 && self->evidence[k].ground != ROSTER_GROUND_NONE &&
            (best < 0 || ABS (self->evidence[k].moved) > ABS (self->evidence[best].moved)))
          best = k;
      if (best < 0 || (n_top > 0 && ABS (self->evidence[best].moved) < WORTH_A_WORD))
        break;

      factors &= ~(1u << best);
      top[n_top] = (RosterFactor) best;
    }

  return n_top;
}

static RosterConfidence
confidence_of (RosterMatch *match,
               guint        streamer,
               guint        product)
{
  if (match->thinness[streamer] > THIN)
    return ROSTER_CONFIDENCE_LOW;

  return sold_of (match, streamer, match->product_category[product], FALSE).units > 0 ? ROSTER_CONFIDENCE_HIGH
                                                                                      : ROSTER_CONFIDENCE_MEDIUM;
}

/* What a score would gain if a factor were less by @part, as far as supply lets it. */
static gint64
gain_without (const RosterSuggestion *suggestion,
              RosterLog               supply,
              RosterFactor            factor,
              RosterLog               part)
{
  RosterLog units = 0, rest = suggestion->factors[ROSTER_FACTOR_RETURNS] + suggestion->factors[ROSTER_FACTOR_MARGIN];

  for (guint k = 0; k <= ROSTER_FACTOR_DECISION; k++)
    units += suggestion->factors[k] - (k == factor ? part : 0);
  if (factor != ROSTER_FACTOR_SUPPLY)
    units = MIN (units, supply);

  return llrint (roster_log_undo (units + rest)) - roster_suggestion_margin (suggestion);
}

/* How much of a factor goes away with what would make it better: readiness has two parts. */
static RosterLog
part_of (RosterMatch          *match,
         const RosterEvidence *evidence,
         RosterBetter          better)
{
  RosterLog red_line = evidence->video != NULL ? roster_match_red_line (match) : 0;

  if (better == ROSTER_BETTER_RED_LINE)
    return red_line;

  return better == ROSTER_BETTER_COACHING ? evidence->log - red_line : evidence->log;
}

static void
choose_improvement (RosterMatch            *match,
                    const RosterSuggestion *suggestion,
                    RosterExplanation      *explanation)
{
  RosterImprovement *improvement = &explanation->improvement;
  const RosterEvidence *evidence = explanation->evidence;
  RosterRecord *product = match->products->pdata[suggestion->product];
  gint64 lead_days;
  static const struct
  {
    RosterFactor factor;
    RosterBetter better;
  } ways[] = {
    { ROSTER_FACTOR_READINESS, ROSTER_BETTER_COACHING },
    { ROSTER_FACTOR_READINESS, ROSTER_BETTER_RED_LINE },
    { ROSTER_FACTOR_SUPPLY, ROSTER_BETTER_SUPPLY },
    { ROSTER_FACTOR_PRICE, ROSTER_BETTER_PRICE },
    { ROSTER_FACTOR_DECISION, ROSTER_BETTER_SAMPLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const RosterEvidence *of_way = &evidence[ways[i].factor];
      RosterLog part = part_of (match, of_way, ways[i].better);
      gint64 gain = gain_without (suggestion, match->supply[suggestion->product], ways[i].factor, part);

      if (gain <= improvement->gain || part >= 0 ||
          (ways[i].better == ROSTER_BETTER_COACHING && of_way->followup == NULL) ||
          (ways[i].better == ROSTER_BETTER_SUPPLY && roster_record_boolean (product, "clearance")) ||
          (ways[i].better == ROSTER_BETTER_PRICE && (of_way->ground != ROSTER_GROUND_PRICE_ABOVE ||
                                                     evidence[ROSTER_FACTOR_AFFINITY].ground == ROSTER_GROUND_SOLD)) ||
          (ways[i].better == ROSTER_BETTER_SAMPLE &&
           (of_way->ground != ROSTER_GROUND_REFUSED ||
            g_strcmp0 (roster_record_text (of_way->decision, "reason"), "sample-missing") != 0)))
        continue;

      improvement->better = ways[i].better;
      improvement->gain = gain;
    }

  switch (improvement->better)
    {
    case ROSTER_BETTER_COACHING:
      improvement->followup = evidence[ROSTER_FACTOR_READINESS].followup;
      break;
    case ROSTER_BETTER_RED_LINE:
      improvement->video = evidence[ROSTER_FACTOR_READINESS].video;
      break;
    case ROSTER_BETTER_SUPPLY:
      improvement->amount = llrint (roster_suggestion_units (suggestion) *
                                    (roster_log_undo (-evidence[ROSTER_FACTOR_SUPPLY].log) - 1));
      lead_days = roster_record_number (product, "leadTimeDays", -1);
      if (lead_days >= 0 && lead_days <= MOST_DAYS)
        improvement->ready = match->today + lead_days;
      break;
    case ROSTER_BETTER_PRICE:
      improvement->amount = evidence[ROSTER_FACTOR_PRICE].high;
      break;
    case ROSTER_BETTER_NONE:
      if (evidence[ROSTER_FACTOR_MARGIN].ground == ROSTER_GROUND_MARGIN_GUESSED)
        improvement->better = ROSTER_BETTER_MARGIN;
      break;
    case ROSTER_BETTER_SAMPLE:
    case ROSTER_BETTER_MARGIN:
      break;
    }
}

/**
 * roster_match_explain:
 * @explanation: (out): what moved the score, and what would make it better
 */
void
roster_match_explain (RosterMatch            *self,
                      const RosterSuggestion *suggestion,
                      RosterExplanation      *explanation)
{
  guint streamer, product;

  g_return_if_fail (self != NULL && suggestion != NULL && explanation != NULL);

  streamer = suggestion->streamer;
  product = suggestion->product;
  memset (explanation, 0, sizeof *explanation);
  for (guint k = 0; k < ROSTER_N_FACTORS; k++)
    {
      explanation->evidence[k].factor = k;
      explanation->evidence[k].log = suggestion->factors[k];
      explanation->evidence[k].moved = suggestion->factors[k];
    }

  explain_pace (self, streamer, &explanation->evidence[ROSTER_FACTOR_PACE]);
  explain_reach (self, streamer, &explanation->evidence[ROSTER_FACTOR_REACH]);
  explain_readiness (self, streamer, &explanation->evidence[ROSTER_FACTOR_READINESS]);
  explain_demand (self, streamer, product, &explanation->evidence[ROSTER_FACTOR_DEMAND]);
  explain_affinity (self, streamer, product, &explanation->evidence[ROSTER_FACTOR_AFFINITY]);
  explain_price (self, streamer, product, &explanation->evidence[ROSTER_FACTOR_PRICE]);
  explain_decision (self, streamer, product, &explanation->evidence[ROSTER_FACTOR_DECISION]);
  explain_product (self, product, explanation);
  let_sales_speak (explanation);
  explanation->n_top = roster_explanation_choose (explanation, (1u << ROSTER_N_FACTORS) - 1, explanation->top);
  explanation->confidence = confidence_of (self, streamer, product);
  choose_improvement (self, suggestion, explanation);
}

/**
 * roster_confidence_nick:
 *
 * Returns: the name of a confidence in JSON
 */
const char *
roster_confidence_nick (RosterConfidence confidence)
{
  switch (confidence)
    {
    case ROSTER_CONFIDENCE_LOW:
      return "low";
    case ROSTER_CONFIDENCE_MEDIUM:
      return "medium";
    case ROSTER_CONFIDENCE_HIGH:
      return "high";
    }

  g_return_val_if_reached (NULL);
}
