/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * Coaching between computers, against the office's own library: a trainer of the base and the salesperson on the same
 * walk-through, and what comes of its result.
 */

#include "sync-fixture.h"

#include <string.h>

#include "roster-advice-words.h"
#include "roster-advice.h"
#include "roster-account.h"
#include "roster-walk-change.h"
#include "roster-walk-reading.h"

#define N_ITEMS 4

typedef struct
{
  SyncFixture sync;
  Client *seller;
  Client *trainer;
  char *walk;
} Fixture;

static const char sections[] =
    "[{'id':'a','title':{'en':'Lines','zh_CN':'红线'},'items':["
    "{'id':'watermark','kind':'yes-no','weight':3,'critical':'red','text':{'en':'No watermark of another platform',"
    "'zh_CN':'没有其他平台水印'},'followUp':{'text':{'en':'Take the watermark off','zh_CN':'去掉水印'},'days':3}},"
    "{'id':'light','kind':'yes-no','text':{'en':'Bright','zh_CN':'明亮'}},"
    "{'id':'voice','kind':'yes-no','text':{'en':'Clear voice','zh_CN':'声音清楚'}},"
    "{'id':'name','kind':'yes-no','text':{'en':'Soft name','zh_CN':'名称软'}}]}]";

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char checklist[] =
      "{\"id\":\"0195a000-0000-7000-8000-0000000000c1\",\"name\":\"Lines\",\"nameChinese\":\"红线黄线\",\"version\":1,"
      "\"state\":\"published\",\"sections\":%s}";
  g_autofree char *json = g_strdelimit (g_strdup (sections), "'", '"'), *record = NULL;
  g_autoptr (RosterRecord) streamer = NULL, list = NULL, walk = NULL;

  sync_set_up (&fixture->sync, NULL);
  fixture->seller = fixture->sync.mine;
  record = g_strdup_printf (checklist, json);
  office_fixture_create (&fixture->sync.office, COMPANY, "Checklist", record);
  fixture->trainer = client_new (&fixture->sync.office, TRAINER, 21);
  client_must_sync (fixture->trainer);
  client_must_sync (fixture->seller);

  /* The trainer starts, and the salesperson has it as well. */
  streamer = client_get (fixture->trainer, &roster_streamer_type, fixture->sync.streamer);
  list = client_get (fixture->trainer, &roster_checklist_type, "0195a000-0000-7000-8000-0000000000c1");
  fixture->walk = roster_cache_new_id (fixture->trainer->cache);
  walk = roster_walk_start (fixture->walk, streamer, list, TRAINER, FIXTURE_NOW);
  client_create (fixture->trainer, walk);
  client_must_sync (fixture->trainer);
  client_must_sync (fixture->seller);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->walk);
  client_free (fixture->trainer);
  sync_tear_down (&fixture->sync, NULL);
}

static RosterWalk *
read_walk (Fixture *fixture,
           Client  *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterWalkReading) reading = roster_walk_reading_new (client->cache, fixture->walk, &error);

  g_assert_no_error (error);
  return roster_walk_new (reading->template, reading->walkthrough);
}

/* What the person does in the app, by the same code. */
static gboolean
change (Fixture           *fixture,
        Client            *client,
        RosterWalkAction   action,
        guint              index,
        int                value,
        const char        *comment,
        GError           **error)
{
  g_autoptr (RosterWalk) walk = read_walk (fixture, client);
  RosterWalkChange *change = roster_walk_change_new (action, walk, "change");
  g_autoptr (RosterRecord) after = NULL;

  change->index = index;
  change->cursor = MIN (index + 1, N_ITEMS - 1);
  change->answer = roster_answer_copy (roster_walk_answer (walk, index));
  if (value >= 0)
    {
      change->answer->state = ROSTER_ANSWER_GIVEN;
      change->answer->value = value;
    }
  if (comment != NULL)
    {
      g_free (change->answer->comment);
      change->answer->comment = g_strdup (comment);
    }
  change->side = ROSTER_SIGNER_TRAINER;
  change->name = g_strdup ("邓福生");
  after = roster_walk_change_write (client->cache, change, error);
  roster_walk_change_free (change);
  return after != NULL;
}

static void
answer (Fixture    *fixture,
        Client     *client,
        guint       index,
        int         value,
        const char *comment)
{
  g_autoptr (GError) error = NULL;

  change (fixture, client, ROSTER_WALK_ANSWER, index, value, comment, &error);
  g_assert_no_error (error);
}

static void
sync_both (Fixture *fixture)
{
  for (guint i = 0; i < 2; i++)
    {
      client_must_sync (fixture->trainer);
      client_must_sync (fixture->seller);
    }
}

static void
assert_answers (Fixture   *fixture,
                Client    *client,
                const int *values)
{
  g_autoptr (RosterWalk) walk = read_walk (fixture, client);

  for (guint i = 0; i < N_ITEMS; i++)
    {
      const RosterAnswer *given = roster_walk_answer (walk, i);

      g_assert_cmpint (given->state == ROSTER_ANSWER_GIVEN ? (int) given->value : -1, ==, values[i]);
    }
}

/* Offline in the live room each answers other items; nothing waits for a person. */
static void
different_items_merge (Fixture       *fixture,
                       gconstpointer  data)
{
  static const int both[] = { 1, 0, 1, 0 };

  answer (fixture, fixture->trainer, 0, 1, NULL);
  answer (fixture, fixture->trainer, 1, 0, NULL);
  answer (fixture, fixture->seller, 2, 1, NULL);
  answer (fixture, fixture->seller, 3, 0, NULL);
  sync_both (fixture);
  assert_answers (fixture, fixture->trainer, both);
  assert_answers (fixture, fixture->seller, both);
  sync_assert_at_peace (fixture->trainer);
  sync_assert_at_peace (fixture->seller);
}

/* Both answered the same item: the office keeps the first, the other waits beside it and names the item, and whichever
   side is taken, everybody has it. The other items do not wait for that. */
static void
the_same_item_asks (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterSide side = GPOINTER_TO_INT (data);
  const int settled[] = { -1, side == ROSTER_SIDE_MINE ? 0 : 1, -1, 1 };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  const RosterConflict *conflict;

  answer (fixture, fixture->trainer, 1, 1, "灯够亮");
  answer (fixture, fixture->seller, 1, 0, "只有一盏灯");
  answer (fixture, fixture->seller, 3, 1, NULL);
  sync_both (fixture);

  conflicts = roster_cache_list_conflicts (fixture->seller->cache, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->field, ==, "answers");
  g_assert_cmpstr (conflict->map_key, ==, "light");
  g_assert_nonnull (strstr (conflict->mine, "只有一盏灯"));
  g_assert_nonnull (strstr (conflict->theirs, "灯够亮"));
  g_assert_cmpuint (client_n_conflicts (fixture->trainer), ==, 0);
  assert_answers (fixture, fixture->trainer, (const int[]){ -1, 1, -1, 1 });

  roster_cache_resolve_conflict (fixture->seller->cache, conflict->number, side, &error);
  g_assert_no_error (error);
  sync_both (fixture);
  assert_answers (fixture, fixture->trainer, settled);
  assert_answers (fixture, fixture->seller, settled);
  sync_assert_at_peace (fixture->seller);
}

/* A comment belongs to its answer: who answers does not take away silently what the other wrote beside it. */
static void
a_comment_and_an_answer_ask (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  const RosterConflict *conflict;

  answer (fixture, fixture->trainer, 2, -1, "耳机有杂音");
  answer (fixture, fixture->seller, 2, 1, NULL);
  sync_both (fixture);
  conflicts = roster_cache_list_conflicts (fixture->seller->cache, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->map_key, ==, "voice");
  g_assert_nonnull (strstr (conflict->theirs, "耳机有杂音"));
  g_assert_true (roster_cache_resolve_conflict (fixture->seller->cache, conflict->number, ROSTER_SIDE_THEIRS, NULL));

  /* The comment stands, and the answer is given again beside it. */
  answer (fixture, fixture->seller, 2, 1, NULL);
  sync_both (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RosterWalk) walk = read_walk (fixture, i == 0 ? fixture->trainer : fixture->seller);

      g_assert_cmpstr (roster_walk_answer (walk, 2)->comment, ==, "耳机有杂音");
      g_assert_cmpint (roster_walk_answer (walk, 2)->value, ==, 1);
    }
}

static void
finish (Fixture *fixture,
        Client  *client)
{
  g_autoptr (GError) error = NULL;

  change (fixture, client, ROSTER_WALK_FINISH, 0, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
finish_and_sign (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  finish (fixture, fixture->trainer);
  change (fixture, fixture->trainer, ROSTER_WALK_SIGN, 0, -1, NULL, &error);
  g_assert_no_error (error);
}

/* Each finishes offline, with other answers and at another time: the earlier end stands, the result is that of all
   answers, what failed for both is one task, and nobody is asked anything. */
static void
both_finish (Fixture       *fixture,
             gconstpointer  data)
{
  static const int both[] = { 1, 0, 1, 0 };
  gboolean seller_first = GPOINTER_TO_INT (data);
  Client *first = seller_first ? fixture->seller : fixture->trainer;
  Client *last = seller_first ? fixture->trainer : fixture->seller;
  gint64 earliest = 0;

  answer (fixture, fixture->trainer, 0, 1, NULL);
  sync_both (fixture);
  answer (fixture, fixture->trainer, 1, 0, "只有一盏灯");
  answer (fixture, fixture->trainer, 2, 1, NULL);
  answer (fixture, fixture->seller, 1, 0, "只有一盏灯");
  answer (fixture, fixture->seller, 3, 0, NULL);
  finish (fixture, fixture->trainer);
  earliest = roster_clock_now (roster_cache_clock (fixture->trainer->cache));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (roster_cache_clock (fixture->seller->cache)), 60000);
  finish (fixture, fixture->seller);
  client_must_sync (first);
  client_must_sync (last);
  sync_both (fixture);

  for (guint i = 0; i < 2; i++)
    {
      Client *client = i == 0 ? fixture->trainer : fixture->seller;
      g_autoptr (RosterRecord) walk = client_get (client, &roster_walkthrough_type, fixture->walk);
      g_autoptr (GPtrArray) tasks =
          roster_cache_list_by (client->cache, &roster_followup_type, "streamer", fixture->sync.streamer, NULL);

      assert_answers (fixture, client, both);
      g_assert_cmpuint (client_n_conflicts (client), ==, 0);
      g_assert_cmpstr (roster_record_text (walk, "state"), ==, "finished");
      g_assert_cmpint (roster_record_number (walk, "finishedAt", 0), ==, earliest);
      /* Weights 3 + 1 of 3 + 1 + 1 + 1. */
      g_assert_cmpint (roster_record_number (walk, "result", 0), ==, 666667);
      g_assert_cmpuint (tasks->len, ==, 2);
      sync_assert_at_peace (client);
    }
}

/* The trainer has finished and signed at the office when the salesperson, who has finished as well, gets a network. */
static void
a_late_end_does_not_change_what_was_signed (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (RosterRecord) walk = NULL;

  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture, fixture->trainer, i, 1, NULL);
  sync_both (fixture);
  finish (fixture, fixture->seller);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (roster_cache_clock (fixture->trainer->cache)), 60000);
  finish_and_sign (fixture);
  client_must_sync (fixture->trainer);
  sync_both (fixture);

  walk = client_get (fixture->seller, &roster_walkthrough_type, fixture->walk);
  g_assert_cmpuint (client_n_conflicts (fixture->seller), ==, 0);
  g_assert_cmpint (roster_record_number (walk, "finishedAt", 0), ==,
                   roster_clock_now (roster_cache_clock (fixture->trainer->cache)));
  sync_assert_at_peace (fixture->seller);
  sync_assert_at_peace (fixture->trainer);
}

/* The trainer has signed at the office when a late answer arrives: what was signed stays as it was signed, and the late
   answer is neither lost nor taken: it waits with the reason until the person writes an amendment or drops it. */
static void
a_late_answer_does_not_change_what_was_signed (Fixture       *fixture,
                                               gconstpointer  data)
{
  static const int signed_answers[] = { 1, 1, 1, 1 };
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GError) error = NULL;
  const RosterPending *refused;
  g_autoptr (RosterWalk) walk = NULL;

  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture, fixture->trainer, i, 1, NULL);
  client_must_sync (fixture->trainer);
  client_must_sync (fixture->seller);
  answer (fixture, fixture->seller, 1, 0, "灯坏了");
  finish_and_sign (fixture);
  sync_both (fixture);

  pending = roster_cache_list_pending (fixture->seller->cache, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
  refused = pending->pdata[0];
  g_assert_cmpint (refused->state, ==, ROSTER_PENDING_REFUSED);
  g_assert_nonnull (refused->reason);
  assert_answers (fixture, fixture->trainer, signed_answers);

  g_assert_true (
      roster_cache_drop_pending (fixture->seller->cache, &roster_walkthrough_type, fixture->walk, &error));
  sync_both (fixture);
  assert_answers (fixture, fixture->seller, signed_answers);
  walk = read_walk (fixture, fixture->seller);
  g_assert_true (roster_walk_is_frozen (walk));

  /* From then on the app itself takes an amendment only. */
  g_assert_false (change (fixture, fixture->seller, ROSTER_WALK_ANSWER, 1, 0, NULL, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
}

/* Rights come with the session: the trainer's computer turns down at once what the office would refuse. */
static void
a_trainer_writes_coaching_only (Fixture       *fixture,
                                gconstpointer  data)
{
  static const struct
  {
    const RosterRecordType *type;
    gboolean allowed;
  } cases[] = {
    { &roster_walkthrough_type, TRUE },
    { &roster_followup_type, TRUE },
    { &roster_activity_type, TRUE },
    { &roster_streamer_type, FALSE },
    { &roster_live_type, FALSE },
    { &roster_lineup_type, FALSE },
    { &roster_custom_request_type, FALSE },
    { &roster_video_type, FALSE },
    { &roster_decision_type, FALSE },
  };
  g_autoptr (RosterAccount) book = roster_cache_get_account (fixture->trainer->cache, SELLER_BOOK, NULL);
  g_autoptr (RosterRecord) before = client_get (fixture->trainer, &roster_streamer_type, fixture->sync.streamer);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "edit");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_account_may_write (book, cases[i].type), ==, cases[i].allowed);

  roster_record_set_text (after, "city", "杭州");
  roster_edit_update (edit, before, after);
  g_assert_false (roster_cache_apply (fixture->trainer->cache, edit, NULL, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS);
  sync_assert_at_peace (fixture->trainer);
}

static void
add_product (Fixture *fixture)
{
  office_fixture_create (&fixture->sync.office, COMPANY, "Product",
                         "{\"id\":\"0195a000-0000-7000-8000-0000000000d1\",\"name\":\"香皂\",\"sku\":\"1\","
                         "\"category\":\"日化\",\"vertical\":\"家居\",\"price\":10000,\"unitMargin\":200,"
                         "\"stock\":100000,\"safetyCheck\":\"passed\",\"legalityCheck\":\"passed\"}");
}

/* The margin that the salesperson's computer expects of the first suggestion, and what it says of readiness. */
static gint64
suggest (Fixture  *fixture,
         char    **reason,
         char    **improvement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMatch) match = roster_advice_read_match (fixture->seller->cache, &error);
  g_autoptr (GArray) found = NULL;
  const RosterSuggestion *first;
  RosterExplanation explanation;
  guint streamer;

  g_assert_no_error (error);
  g_assert_true (roster_match_find_streamer (match, fixture->sync.streamer, &streamer));
  found = roster_match_for_streamer (match, streamer, NULL, 10);
  g_assert_cmpuint (found->len, ==, 1);
  first = &g_array_index (found, RosterSuggestion, 0);
  roster_match_explain (match, first, &explanation);
  *reason = roster_advice_evidence_words (&explanation.evidence[ROSTER_FACTOR_READINESS], "2026-02-25");
  *improvement = roster_advice_improvement_words (&explanation.improvement, "2026-02-25");
  return roster_suggestion_margin (first);
}

/* A crossed red line lowers what is expected of the streamer as soon as the result has reached the salesperson, and the
   suggestion says what to clear. */
static void
a_failed_red_line_reaches_the_suggestions (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *reason = NULL, *before_words = NULL, *after_reason = NULL, *clear = NULL;
  gint64 before, after;

  add_product (fixture);
  sync_both (fixture);
  before = suggest (fixture, &reason, &before_words);
  g_assert_true (before_words == NULL || strstr (before_words, "watermark") == NULL);

  answer (fixture, fixture->trainer, 0, 0, "右下角有水印");
  for (guint i = 1; i < N_ITEMS; i++)
    answer (fixture, fixture->trainer, i, 1, NULL);
  finish_and_sign (fixture);

  /* Nothing has changed for the salesperson before the sync. */
  g_free (g_steal_pointer (&reason));
  g_free (g_steal_pointer (&before_words));
  g_assert_cmpint (suggest (fixture, &reason, &before_words), ==, before);
  sync_both (fixture);

  after = suggest (fixture, &after_reason, &clear);
  g_assert_cmpint (after, <, before);
  g_assert_nonnull (strstr (after_reason, "30"));
  g_assert_nonnull (clear);
  g_assert_nonnull (strstr (clear, "Take the watermark off"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add ("/sync/coaching/" path, Fixture, data, set_up, func, tear_down)

  ADD ("different-items-merge", NULL, different_items_merge);
  ADD ("the-same-item-asks/mine", GINT_TO_POINTER (ROSTER_SIDE_MINE), the_same_item_asks);
  ADD ("the-same-item-asks/theirs", GINT_TO_POINTER (ROSTER_SIDE_THEIRS), the_same_item_asks);
  ADD ("a-comment-and-an-answer-ask", NULL, a_comment_and_an_answer_ask);
  ADD ("both-finish/trainer-first", GINT_TO_POINTER (FALSE), both_finish);
  ADD ("both-finish/salesperson-first", GINT_TO_POINTER (TRUE), both_finish);
  ADD ("a-late-end-does-not-change-what-was-signed", NULL, a_late_end_does_not_change_what_was_signed);
  ADD ("a-late-answer-does-not-change-what-was-signed", NULL, a_late_answer_does_not_change_what_was_signed);
  ADD ("a-trainer-writes-coaching-only", NULL, a_trainer_writes_coaching_only);
  ADD ("a-failed-red-line-reaches-the-suggestions", NULL, a_failed_red_line_reaches_the_suggestions);

  return g_test_run ();
}
