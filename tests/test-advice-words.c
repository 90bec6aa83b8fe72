/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>

#include "roster-advice-words.h"

#define TODAY "2026-03-11"

static guint32
day (int y,
     int m,
     int d)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, d, m, y);
  return g_date_get_julian (&date);
}

/* What lowers a score is said as too little, what lifts it as much; both with what it is held against. */
static void
test_evidence_takes_sides (void)
{
  const struct
  {
    RosterEvidence evidence;
    const char *words;
  } cases[] = {
    { { .ground = ROSTER_GROUND_DEMAND_POPULAR, .amount = 41500, .people = 320, .moved = 1 },
      "320 streamers sell it; 41.5k sold company-wide in 28 days" },
    { { .ground = ROSTER_GROUND_DEMAND_POPULAR, .amount = 41500, .people = 2, .moved = -1 },
      "only 2 streamers sell it; 41.5k sold company-wide in 28 days" },
    { { .ground = ROSTER_GROUND_DEMAND_POPULAR, .amount = 10, .people = 1, .moved = -1 },
      "only 1 streamer sells it; 10 sold company-wide in 28 days" },
    { { .ground = ROSTER_GROUND_DEMAND_POPULAR, .amount = 10, .moved = -1 },
      "10 sold company-wide in 28 days, by nobody whose sales are known here" },
    { { .ground = ROSTER_GROUND_DEMAND_VERTICAL, .name = "日化", .times = 1.4, .moved = 1 },
      "日化 streamers sell more of this category: 1.4 times what others sell" },
    { { .ground = ROSTER_GROUND_DEMAND_VERTICAL, .name = "日化", .times = 0.4, .moved = -1 },
      "日化 streamers sell less of this category: 0.4 times what others sell" },
    { { .ground = ROSTER_GROUND_MARGIN, .amount = 300, .limit = 200, .moved = 1 },
      "each unit earns ¥0.3; half of the catalogue earns less than ¥0.2" },
    { { .ground = ROSTER_GROUND_MARGIN, .amount = 100, .limit = 200, .moved = -1 },
      "each unit earns only ¥0.1; half of the catalogue earns more than ¥0.2" },
    { { .ground = ROSTER_GROUND_PACE_GROUP, .amount = 12 },
      "nothing sold yet; such streamers sell about 12 in a session" },
    { { .ground = ROSTER_GROUND_FANS, .amount = 1200, .limit = 3000, .moved = -1 },
      "1,200 fans with buying power; 3,000 are usual for the tier" },
    { { .ground = ROSTER_GROUND_SOLD, .amount = 320, .sessions = 4, .moved = 1 },
      "sold 320 of it in 4 sessions until 2 Mar" },
    { { .ground = ROSTER_GROUND_SOLD, .amount = 3, .sessions = 12, .moved = -1 },
      "sold only 3 of it in 12 sessions until 2 Mar" },
    { { .ground = ROSTER_GROUND_CUSTOM, .amount = 320, .sessions = 4, .moved = 1 },
      "made for this streamer, who sold 320 of it in 4 sessions until 2 Mar" },
    { { .ground = ROSTER_GROUND_CUSTOM, .from = day (2026, 2, 14), .moved = 1 },
      "made for this streamer and listed on 14 Feb; nothing sold of it yet" },
    { { .ground = ROSTER_GROUND_CUSTOM, .moved = 1 }, "made for this streamer; nothing sold of it yet" },
    { { .ground = ROSTER_GROUND_CATEGORY_NEVER, .name = "日化/纸品", .sessions = 9, .moved = -1 },
      "sold no 日化/纸品 in 9 sessions until 2 Mar" },
    { { .ground = ROSTER_GROUND_PRICE_ABOVE, .amount = 25800, .low = 9900, .high = 19900, .moved = -1 },
      "buyers pay ¥9.9–¥19.9, this is dearer: ¥25.8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterEvidence evidence = cases[i].evidence;
      g_autofree char *words = NULL;

      evidence.to = day (2026, 3, 2);
      words = roster_advice_evidence_words (&evidence, TODAY);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* What would make it better says by when. */
static void
test_improvement_has_a_day (void)
{
  g_autoptr (RosterRecord) followup = roster_record_new (&roster_followup_type, "00000000-0000-7000-8000-000000000001",
                                                         "book");
  RosterImprovement improvement = { .better = ROSTER_BETTER_SUPPLY, .amount = 300, .gain = 12000 };
  g_autofree char *unknown = roster_advice_improvement_words (&improvement, TODAY), *soon = NULL, *later = NULL,
                  *clear = NULL;

  g_assert_cmpstr (unknown, ==, "get 300 more in stock: ¥12 more a session");
  improvement.ready = day (2026, 3, 12) + 2;
  soon = roster_advice_improvement_words (&improvement, TODAY);
  g_assert_cmpstr (soon, ==, "order 300 more today, ready Saturday: ¥12 more a session");
  improvement.ready = day (2026, 4, 1);
  later = roster_advice_improvement_words (&improvement, TODAY);
  g_assert_cmpstr (later, ==, "order 300 more today, ready 1 Apr: ¥12 more a session");

  roster_record_set_text (followup, "name", "Portrait");
  roster_record_set_text (followup, "due", "2026-03-12");
  improvement = (RosterImprovement){ .better = ROSTER_BETTER_COACHING, .gain = 12000, .followup = followup };
  clear = roster_advice_improvement_words (&improvement, TODAY);
  g_assert_cmpstr (clear, ==, "clear “Portrait”, due tomorrow: ¥12 more a session");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/words/evidence-takes-sides", test_evidence_takes_sides);
  g_test_add_func ("/advice/words/improvement-has-a-day", test_improvement_has_a_day);

  return g_test_run ();
}
