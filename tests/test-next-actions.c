/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-live-clash.h"
#include "roster-next-action.h"
#include "roster-rule-values.h"

/* A Wednesday noon in Shanghai, 2026-03-11. */
#define NOW G_GINT64_CONSTANT (1773201600000)
#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
#define BOOK "book"

/* A book that a test fills, and what is to be done in it. */
typedef struct
{
  RosterNextInput input;
  GPtrArray *lives;
  GPtrArray *actions;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->lives = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->input.streamers = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->input.line_ups = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->input.follow_ups = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->input.last_contacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->input.rules = roster_rule_values_new (NULL);
  fixture->input.now = NOW;
  fixture->input.zone = g_time_zone_new_identifier ("Asia/Shanghai");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->actions, g_ptr_array_unref);
  g_ptr_array_unref (fixture->lives);
  g_ptr_array_unref (fixture->input.streamers);
  g_ptr_array_unref (fixture->input.line_ups);
  g_ptr_array_unref (fixture->input.follow_ups);
  g_clear_pointer (&fixture->input.occurrences, g_ptr_array_unref);
  g_hash_table_unref (fixture->input.last_contacts);
  roster_rule_values_unref (fixture->input.rules);
  g_time_zone_unref (fixture->input.zone);
}

static void
contact (Fixture    *fixture,
         const char *streamer,
         gint64      at)
{
  g_hash_table_insert (fixture->input.last_contacts, g_strdup (streamer), g_memdup2 (&at, sizeof at));
}

/* A streamer who was called today and has been with us for long: nothing is to be done. */
static RosterRecord *
add_streamer (Fixture    *fixture,
              const char *name,
              const char *tier,
              gint64      sales)
{
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, name, BOOK);

  roster_record_set_text (streamer, "name", name);
  roster_record_set_text (streamer, "tier", tier);
  roster_record_set_text (streamer, "state", "active");
  roster_record_set_text (streamer, "joinedOn", "2025-01-01");
  roster_record_set_number (streamer, "sales28", sales);
  roster_record_set_number (streamer, "followers", 1000);
  g_ptr_array_add (fixture->input.streamers, streamer);
  contact (fixture, name, NOW);
  return streamer;
}

static RosterRecord *
add_live (Fixture    *fixture,
          const char *streamer,
          const char *start,
          const char *state)
{
  g_autofree char *id = g_strconcat (streamer, " ", start, NULL);
  RosterRecord *live = roster_record_new (&roster_live_type, id, BOOK);

  roster_record_set_text (live, "streamer", streamer);
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "zone", "Asia/Shanghai");
  roster_record_set_number (live, "durationMinutes", 120);
  roster_record_set_text (live, "state", state);
  g_ptr_array_add (fixture->lives, live);
  return live;
}

static void
add_line_up (Fixture      *fixture,
             RosterRecord *live,
             const char   *items)
{
  RosterRecord *line_up = roster_record_new (&roster_lineup_type, roster_record_id (live), BOOK);
  const RosterField *field =
      roster_record_type_field (&roster_lineup_type, roster_record_type_find_field (&roster_lineup_type, "items"));

  roster_record_set_text (line_up, "live", roster_record_id (live));
  roster_record_set (line_up, "items", roster_value_from_text (field, items, NULL));
  g_ptr_array_add (fixture->input.line_ups, line_up);
}

static RosterRecord *
add_follow_up (Fixture    *fixture,
               const char *streamer,
               const char *name,
               const char *due,
               const char *state)
{
  RosterRecord *follow_up = roster_record_new (&roster_followup_type, name, BOOK);

  roster_record_set_text (follow_up, "streamer", streamer);
  roster_record_set_text (follow_up, "name", name);
  roster_record_set_text (follow_up, "due", due);
  roster_record_set_text (follow_up, "state", state);
  g_ptr_array_add (fixture->input.follow_ups, follow_up);
  return follow_up;
}

static void
find (Fixture *fixture)
{
  g_clear_pointer (&fixture->actions, g_ptr_array_unref);
  g_clear_pointer (&fixture->input.occurrences, g_ptr_array_unref);
  fixture->input.occurrences =
      roster_occurrences_expand (fixture->lives, fixture->input.now - 8 * DAY, fixture->input.now + 10 * DAY, NULL);
  fixture->actions = roster_next_actions_find (&fixture->input);
  roster_next_actions_sort (fixture->actions);
}

static RosterNextAction *
nth (Fixture *fixture,
     guint    index)
{
  g_assert_cmpuint (index, <, fixture->actions->len);
  return fixture->actions->pdata[index];
}

static void
test_nothing_to_do (Fixture       *fixture,
                    gconstpointer  data)
{
  add_streamer (fixture, "张三", "heavy-seller", 1000);
  add_live (fixture, "张三", "2026-03-10T20:00:00", "held");
  add_live (fixture, "张三", "2026-03-09T20:00:00", "missed");
  add_live (fixture, "张三", "2026-03-11T20:00:00", "cancelled");
  add_follow_up (fixture, "张三", "later", "2026-03-12", "open");
  add_follow_up (fixture, "张三", "done", "2026-03-10", "done");
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 0);
}

static void
test_line_up (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *start;
    const char *items;
    gboolean asked;
    gboolean urgent;
    gboolean lacks_line_up, lacks_traffic, lacks_profit;
  } cases[] = {
    { "2026-03-11T20:00:00", NULL, TRUE, TRUE, TRUE, TRUE, TRUE },
    { "2026-03-13T20:00:00", NULL, TRUE, FALSE, TRUE, TRUE, TRUE },
    { "2026-03-15T20:00:00", NULL, FALSE, FALSE, FALSE, FALSE, FALSE },
    { "2026-03-11T20:00:00", "{\"a\":{\"role\":\"profit\"}}", TRUE, TRUE, FALSE, TRUE, FALSE },
    { "2026-03-11T20:00:00", "{\"a\":{\"role\":\"traffic\"}}", TRUE, TRUE, FALSE, FALSE, TRUE },
    { "2026-03-11T20:00:00", "{\"a\":{\"role\":\"traffic\"},\"b\":{\"role\":\"profit\"}}", FALSE },
  };

  add_streamer (fixture, "张三", "heavy-seller", 1000);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterRecord *live = add_live (fixture, "张三", cases[i].start, "planned");

      if (cases[i].items != NULL)
        add_line_up (fixture, live, cases[i].items);
      find (fixture);
      g_assert_cmpuint (fixture->actions->len, ==, cases[i].asked ? 1 : 0);
      if (cases[i].asked)
        {
          g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_LINE_UP);
          g_assert_cmpint (nth (fixture, 0)->urgency == ROSTER_URGENCY_NOW, ==, cases[i].urgent);
          g_assert_cmpint (nth (fixture, 0)->lacks_line_up, ==, cases[i].lacks_line_up);
          g_assert_cmpint (nth (fixture, 0)->lacks_traffic, ==, cases[i].lacks_traffic);
          g_assert_cmpint (nth (fixture, 0)->lacks_profit, ==, cases[i].lacks_profit);
        }
      g_ptr_array_set_size (fixture->lives, 0);
      g_ptr_array_set_size (fixture->input.line_ups, 0);
    }
}

/* From minute to minute what a live wants changes: a line-up, patience, a start, results, and then nothing any more. */
static void
test_a_live_through_its_day (Fixture       *fixture,
                             gconstpointer  data)
{
  static const struct
  {
    gint64 minutes;
    int kind;
  } cases[] = {
    { -600, ROSTER_NEXT_LINE_UP },
    { 0, -1 },
    { 9, -1 },
    { 10, ROSTER_NEXT_START },
    { 119, ROSTER_NEXT_START },
    { 120, ROSTER_NEXT_RESULTS },
    { 4000, ROSTER_NEXT_RESULTS },
    { 12000, -1 },
  };

  add_streamer (fixture, "张三", NULL, 0);
  add_live (fixture, "张三", "2026-03-11T12:00:00", "planned");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->input.now = NOW + cases[i].minutes * MINUTE;
      contact (fixture, "张三", fixture->input.now);
      find (fixture);
      g_assert_cmpuint (fixture->actions->len, ==, cases[i].kind < 0 ? 0 : 1);
      if (cases[i].kind >= 0)
        g_assert_cmpint (nth (fixture, 0)->kind, ==, cases[i].kind);
    }
}

static void
test_a_live_on_air_is_left_alone (Fixture       *fixture,
                                  gconstpointer  data)
{
  add_streamer (fixture, "张三", NULL, 0);
  add_live (fixture, "张三", "2026-03-11T11:00:00", "live");
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 0);
}

static void
test_nobody_met_yet_is_told_apart (Fixture       *fixture,
                                   gconstpointer  data)
{
  RosterRecord *streamer = add_streamer (fixture, "张三", "heavy-seller", 1000);

  roster_record_set_text (streamer, "joinedOn", "2020-01-01");
  g_hash_table_remove (fixture->input.last_contacts, "张三");
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_CONTACT);
  g_assert_true (nth (fixture, 0)->never_met);

  contact (fixture, "张三", NOW - 60 * DAY);
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_false (nth (fixture, 0)->never_met);
}

/* A next step that is agreed and not due stops the clock; one that is due stands for it. */
static void
test_contact_clock (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterRecord *streamer = add_streamer (fixture, "张三", "heavy-seller", 1000);

  contact (fixture, "张三", NOW - 60 * DAY);
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_CONTACT);
  g_assert_cmpint (nth (fixture, 0)->urgency, ==, ROSTER_URGENCY_LATE);
  g_assert_cmpint (nth (fixture, 0)->days_over, >, 0);

  roster_record_set_text (streamer, "nextStep", "寄样品");
  roster_record_set_text (streamer, "nextStepDue", "2026-03-14");
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 0);

  roster_record_set_text (streamer, "nextStepDue", "2026-03-09");
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_STEP);
  g_assert_cmpint (nth (fixture, 0)->days_over, ==, 2);
}

/* Rule 24: in the first phase hours are owed; a free time is proposed that can be planned at once. */
static void
test_obligation (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterRecord *streamer = add_streamer (fixture, "张三", "newcomer", 0);

  roster_record_set_text (streamer, "joinedOn", "2026-03-01");
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_OBLIGATION);
  g_assert_cmpuint (nth (fixture, 0)->minutes, ==, 360);
  g_assert_cmpint (nth (fixture, 0)->slot.start, >, NOW);
  g_assert_cmpint (nth (fixture, 0)->slot.end - nth (fixture, 0)->slot.start, ==, 120 * MINUTE);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *start = g_strdup_printf ("2026-03-1%uT20:00:00", i + 2);

      add_line_up (fixture, add_live (fixture, "张三", start, "planned"),
                   "{\"a\":{\"role\":\"traffic\"},\"b\":{\"role\":\"profit\"}}");
    }
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 0);
}

/* The time that is proposed is the first that is free, until the weeks before say when the streamer sells. */
static void
test_slot_where_lives_sold (Fixture       *fixture,
                            gconstpointer  data)
{
  RosterRecord *streamer = add_streamer (fixture, "张三", "newcomer", 0);
  RosterRecord *held = add_live (fixture, "张三", "2026-03-05T19:00:00", "held");
  g_autoptr (GPtrArray) past = NULL;
  gint64 first;

  roster_record_set_text (streamer, "joinedOn", "2026-03-01");
  roster_record_set_number (held, "sales", 900000);
  find (fixture);
  first = nth (fixture, 0)->slot.start;
  g_assert_cmpint (first, <, NOW + 2 * 60 * MINUTE);

  past = roster_occurrences_expand (fixture->lives, NOW - 28 * DAY, NOW, NULL);
  roster_next_action_choose_slot (nth (fixture, 0), &fixture->input, past);
  g_assert_cmpint (nth (fixture, 0)->slot.start, >, first);
  g_assert_cmpuint (nth (fixture, 0)->slot.n_lives, ==, 1);
  g_assert_cmpint (nth (fixture, 0)->slot.rate, ==, 450000);
}

/* A line-up as the store reads it counts like one that a person has just put together. */
static void
test_line_up_of_the_store_counts (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const char items[] = "{\"a\":{\"position\":1,\"role\":\"traffic\"},\"b\":{\"role\":\"profit\"},"
                              "\"c\":{\"note\":{\"role\":\"profit\"}},\"d\":null,\"e\":{\"role\":\"profit\"}}";
  const RosterRecordType *type = &roster_lineup_type;
  g_autofree RosterPlain *plain = g_new0 (RosterPlain, roster_record_type_n_fields (type));
  g_autoptr (RosterRecord) read = NULL, made = roster_record_new (type, "made", BOOK);
  int field = roster_record_type_find_field (type, "items");

  plain[field] = (RosterPlain){ .form = ROSTER_PLAIN_JSON, .text = items };
  read = roster_record_new_plain (type, "read", BOOK, plain);
  roster_record_set (made, "items", roster_value_from_text (roster_record_type_field (type, field), items, NULL));
  g_assert_cmpuint (roster_line_up_count (read, "traffic"), ==, 1);
  g_assert_cmpuint (roster_line_up_count (read, "profit"), ==, 2);
  g_assert_cmpuint (roster_line_up_count (made, "traffic"), ==, 1);
  g_assert_cmpuint (roster_line_up_count (made, "profit"), ==, 2);
  g_assert_true (roster_line_up_has (read, "traffic") && roster_line_up_has (made, "traffic"));
  g_assert_true (roster_line_up_has (read, "profit") && roster_line_up_has (made, "profit"));
  g_assert_false (roster_line_up_has (read, "other") || roster_line_up_has (made, "other"));
}

static void
test_nobody_is_asked_about_who_left (Fixture       *fixture,
                                     gconstpointer  data)
{
  RosterRecord *streamer = add_streamer (fixture, "张三", "newcomer", 0);

  roster_record_set_text (streamer, "state", "left");
  roster_record_set_text (streamer, "joinedOn", "2026-03-01");
  add_follow_up (fixture, "张三", "task", "2026-03-10", "open");
  add_live (fixture, "张三", "2026-03-11T20:00:00", "planned");
  contact (fixture, "张三", NOW - 60 * DAY);
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 0);
}

/* An hour goes before lateness, lateness before today, and rule 2 before sales. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const expected[] = { "late heavy", "late small", "today part-timer", "today small" };

  add_streamer (fixture, "small", "small-seller", 900000);
  add_streamer (fixture, "heavy", "heavy-seller", 100);
  add_streamer (fixture, "part-timer", "part-timer", 50);
  add_live (fixture, "small", "2026-03-11T20:00:00", "planned");
  add_live (fixture, "heavy", "2026-03-11T21:00:00", "planned");
  add_follow_up (fixture, "small", "today small", "2026-03-11", "open");
  add_follow_up (fixture, "part-timer", "today part-timer", "2026-03-11", "open");
  add_follow_up (fixture, "heavy", "late heavy", "2026-03-09", "open");
  add_follow_up (fixture, "small", "late small", "2026-03-01", "open");
  fixture->input.n_conflicts = 2;
  find (fixture);

  g_assert_cmpuint (fixture->actions->len, ==, 7);
  g_assert_cmpstr (roster_record_id (nth (fixture, 0)->streamer), ==, "small");
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_LINE_UP);
  g_assert_cmpstr (roster_record_id (nth (fixture, 1)->streamer), ==, "heavy");
  g_assert_cmpstr (roster_record_id (nth (fixture, 2)->record), ==, expected[0]);
  g_assert_cmpstr (roster_record_id (nth (fixture, 3)->record), ==, expected[1]);
  g_assert_cmpint (nth (fixture, 4)->kind, ==, ROSTER_NEXT_CONFLICTS);
  g_assert_cmpuint (nth (fixture, 4)->count, ==, 2);
  g_assert_cmpstr (roster_record_id (nth (fixture, 5)->record), ==, expected[2]);
  g_assert_cmpstr (roster_record_id (nth (fixture, 6)->record), ==, expected[3]);
}

/* What clashes is asked about by streamer; who says no is not asked again before another change joins. */
static void
test_conflicts_by_streamer (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (RosterNextWaiting));
  g_autoptr (GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) picked = NULL;
  RosterNextWaiting two = { .count = 2, .newest = 5 };

  add_streamer (fixture, "small", "small-seller", 900000);
  two.streamer = fixture->input.streamers->pdata[0];
  g_array_append_val (waiting, two);
  fixture->input.waiting = waiting;
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_CONFLICTS);
  g_assert_cmpuint (nth (fixture, 0)->count, ==, 2);
  g_assert_cmpstr (roster_record_id (nth (fixture, 0)->streamer), ==, "small");

  g_hash_table_add (answered, g_strdup (nth (fixture, 0)->key));
  picked = roster_next_actions_pick (fixture->actions, answered, ROSTER_NEXT_ACTIONS, NULL);
  g_assert_cmpuint (picked->len, ==, 0);

  g_array_index (waiting, RosterNextWaiting, 0).newest = 6;
  find (fixture);
  g_ptr_array_unref (picked);
  picked = roster_next_actions_pick (fixture->actions, answered, ROSTER_NEXT_ACTIONS, NULL);
  g_assert_cmpuint (picked->len, ==, 1);
  fixture->input.waiting = NULL;

  /* What concerns no streamer is asked about in the same way. */
  fixture->input.n_conflicts = 1;
  fixture->input.newest_conflict = 7;
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 1);
  g_assert_null (nth (fixture, 0)->streamer);
  g_hash_table_add (answered, g_strdup (nth (fixture, 0)->key));
  g_ptr_array_unref (picked);
  picked = roster_next_actions_pick (fixture->actions, answered, ROSTER_NEXT_ACTIONS, NULL);
  g_assert_cmpuint (picked->len, ==, 0);
  fixture->input.newest_conflict = 8;
  find (fixture);
  g_ptr_array_unref (picked);
  picked = roster_next_actions_pick (fixture->actions, answered, ROSTER_NEXT_ACTIONS, NULL);
  g_assert_cmpuint (picked->len, ==, 1);
}

/* What pays comes last, whatever it is worth, and the greatest margin first among its like. */
static void
test_offers_come_last (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (RosterNextOffer));
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, "product", "company");
  RosterNextOffer few = { add_streamer (fixture, "heavy", "heavy-seller", 9), product, 100 };
  RosterNextOffer many = { add_streamer (fixture, "small", "small-seller", 1), product, 900000 };
  RosterNextOffer none = { few.streamer, product, 0 };

  g_array_append_val (offers, few);
  g_array_append_val (offers, many);
  g_array_append_val (offers, none);
  add_follow_up (fixture, "small", "task", "2026-03-11", "open");
  fixture->input.offers = offers;
  find (fixture);
  g_assert_cmpuint (fixture->actions->len, ==, 3);
  g_assert_cmpint (nth (fixture, 0)->kind, ==, ROSTER_NEXT_FOLLOW_UP);
  g_assert_cmpstr (roster_record_id (nth (fixture, 1)->streamer), ==, "small");
  g_assert_cmpint (nth (fixture, 1)->worth, ==, 900000);
  g_assert_cmpstr (roster_record_id (nth (fixture, 2)->streamer), ==, "heavy");
  fixture->input.offers = NULL;
}

static void
test_pick_mixes_kinds (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) picked = NULL;
  guint n_line_ups = 0, n_left;

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("streamer %u", i);
      g_autofree char *task = g_strdup_printf ("task %u", i);

      add_streamer (fixture, name, NULL, i);
      add_live (fixture, name, "2026-03-11T20:00:00", "planned");
      if (i < 2)
        add_follow_up (fixture, name, task, "2026-03-11", "open");
    }
  find (fixture);
  picked = roster_next_actions_pick (fixture->actions, NULL, ROSTER_NEXT_ACTIONS, &n_left);
  g_assert_cmpuint (picked->len, ==, ROSTER_NEXT_ACTIONS);
  g_assert_cmpuint (n_left, ==, 4);
  for (guint i = 0; i < picked->len; i++)
    n_line_ups += ((RosterNextAction *) picked->pdata[i])->kind == ROSTER_NEXT_LINE_UP;
  /* Both follow-ups have a place, and line-ups fill what is left. */
  g_assert_cmpuint (n_line_ups, ==, 5);
}

static void
test_answers_hide (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GHashTable) answered = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) picked = NULL, again = NULL;
  g_autofree char *key = NULL;
  guint n_left;

  add_streamer (fixture, "张三", NULL, 0);
  add_follow_up (fixture, "张三", "task", "2026-03-11", "open");
  find (fixture);
  key = g_strdup (nth (fixture, 0)->key);
  g_hash_table_add (answered, key);
  picked = roster_next_actions_pick (fixture->actions, answered, ROSTER_NEXT_ACTIONS, &n_left);
  g_assert_cmpuint (picked->len, ==, 0);
  g_assert_cmpuint (n_left, ==, 0);

  /* Another day's case is another question. */
  g_ptr_array_set_size (fixture->input.follow_ups, 0);
  add_follow_up (fixture, "张三", "task", "2026-03-10", "open");
  find (fixture);
  again = roster_next_actions_pick (fixture->actions, answered, ROSTER_NEXT_ACTIONS, NULL);
  g_assert_cmpuint (again->len, ==, 1);
}

/* Whatever a book holds: sorted actions stay sorted when they are picked, no key stands twice, and the limit holds. */
static void
test_any_book (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const tiers[] = { "heavy-seller", "small-seller", "newcomer", "part-timer", NULL };
  static const char *const states[] = { "planned", "confirmed", "live", "held", "missed", "cancelled" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("streamer %u", i), *task = g_strdup_printf ("task %u", i);
      g_autofree char *start = g_strdup_printf ("2026-03-%02uT%02u:00:00", g_rand_int_range (rand, 5, 18),
                                                g_rand_int_range (rand, 0, 24));
      g_autofree char *due = g_strdup_printf ("2026-03-%02u", g_rand_int_range (rand, 5, 18));

      add_streamer (fixture, name, tiers[g_rand_int_range (rand, 0, 5)], g_rand_int_range (rand, 0, 3));
      contact (fixture, name, NOW - g_rand_int_range (rand, 0, 40) * DAY);
      add_live (fixture, name, start, states[g_rand_int_range (rand, 0, 6)]);
      add_follow_up (fixture, name, task, due, "open");
    }
  find (fixture);

  for (guint limit = 0; limit < 30; limit++)
    {
      guint n_left, at = 0;
      g_autoptr (GPtrArray) picked = roster_next_actions_pick (fixture->actions, NULL, limit, &n_left);
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpuint (picked->len, ==, MIN (limit, fixture->actions->len));
      g_assert_cmpuint (picked->len + n_left, ==, fixture->actions->len);
      for (guint i = 0; i < picked->len; i++)
        {
          g_assert_true (g_hash_table_add (keys, ((RosterNextAction *) picked->pdata[i])->key));
          while (fixture->actions->pdata[at] != picked->pdata[i])
            g_assert_cmpuint (++at, <, fixture->actions->len);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/next-actions/nothing-to-do", test_nothing_to_do);
  ADD ("/next-actions/line-up-is-asked-for", test_line_up);
  ADD ("/next-actions/live-through-its-day", test_a_live_through_its_day);
  ADD ("/next-actions/live-on-air-is-left-alone", test_a_live_on_air_is_left_alone);
  ADD ("/next-actions/contact-clock", test_contact_clock);
  ADD ("/next-actions/nobody-met-yet", test_nobody_met_yet_is_told_apart);
  ADD ("/next-actions/obligation-comes-with-a-free-time", test_obligation);
  ADD ("/next-actions/slot-where-lives-sold", test_slot_where_lives_sold);
  ADD ("/next-actions/line-up-of-the-store-counts", test_line_up_of_the_store_counts);
  ADD ("/next-actions/nobody-is-asked-about-who-left", test_nobody_is_asked_about_who_left);
  ADD ("/next-actions/order", test_order);
  ADD ("/next-actions/conflicts-by-streamer", test_conflicts_by_streamer);
  ADD ("/next-actions/offers-come-last", test_offers_come_last);
  ADD ("/next-actions/pick-mixes-kinds", test_pick_mixes_kinds);
  ADD ("/next-actions/answers-hide", test_answers_hide);
  ADD ("/next-actions/any-book", test_any_book);
#undef ADD

  return g_test_run ();
}
