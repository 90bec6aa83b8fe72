/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-blob-id.h"
#include "roster-coaching-due.h"
#include "roster-id.h"
#include "roster-score.h"
#include "roster-walk-photo.h"

#define STREAMER "0195a000-0000-7000-8000-000000000001"
#define CHECKLIST "0195a000-0000-7000-8000-000000000002"
#define WALK "0195a000-0000-7000-8000-000000000003"
#define TODAY "2026-02-26"

#define LEVEL "{'en':'l','zh_CN':'级'}"
#define LEVELS LEVEL "," LEVEL "," LEVEL "," LEVEL "," LEVEL

/* Weights 2, 1, 3 in one section and 4, 2 in the other; and words, which do not count. */
static const char document[] =
    "[{'id':'room','title':{'en':'Room','zh_CN':'直播间'},'items':["
    "{'id':'light','kind':'scale','weight':2,'text':{'en':'Light','zh_CN':'灯光'},'levels':[" LEVELS "]},"
    "{'id':'sound','kind':'yes-no','weight':1,'text':{'en':'Sound','zh_CN':'声音'}},"
    "{'id':'fans','kind':'number','weight':3,'range':[0,100],'good':[6,100],'fair':[1,5],"
    "'text':{'en':'Fans','zh_CN':'粉丝'}}]},"
    "{'id':'lines','title':{'en':'Lines','zh_CN':'红线黄线'},'items':["
    "{'id':'law','kind':'yes-no','weight':4,'critical':'red','text':{'en':'Law','zh_CN':'违法'},"
    "'followUp':{'text':{'en':'Take it down','zh_CN':'下架'},'days':1}},"
    "{'id':'danger','kind':'photo','weight':2,'critical':'yellow','text':{'en':'Danger','zh_CN':'危险'}},"
    "{'id':'note','kind':'text','text':{'en':'Note','zh_CN':'备注'}},"
    "{'id':'cover','kind':'photo','weight':0,'text':{'en':'Cover','zh_CN':'封面'}}]}]";

enum
{
  LIGHT,
  SOUND,
  FANS,
  LAW,
  DANGER,
  NOTE,
  COVER,
  N_ITEMS,
};

typedef struct
{
  RosterTemplate *template;
  RosterWalk *walk;
} Fixture;

static const RosterCoachingRules *
default_rules (void)
{
  static RosterCoachingRules rules;
  g_autoptr (RosterRuleValues) values = roster_rule_values_new (NULL);

  roster_coaching_rules_init (&rules, values);
  return &rules;
}

static void
take (Fixture      *fixture,
      RosterRecord *record)
{
  g_autoptr (RosterRecord) owned = record;

  g_clear_pointer (&fixture->walk, roster_walk_unref);
  fixture->walk = roster_walk_new (fixture->template, owned);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, STREAMER, "book");
  g_autoptr (RosterRecord) checklist = roster_record_new (&roster_checklist_type, CHECKLIST, "company");
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  roster_record_set_number (checklist, "version", 7);
  json = g_strdelimit (g_strdup (document), "'", '"');
  fixture->template = roster_template_new (json, &error);
  g_assert_no_error (error);
  take (fixture, roster_walk_start (WALK, streamer, checklist, NULL, 1000));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  roster_walk_unref (fixture->walk);
  roster_template_unref (fixture->template);
}

static RosterRecord *
try_answer (Fixture            *fixture,
            guint               index,
            RosterAnswerState   state,
            gint64              value,
            GError            **error)
{
  g_autoptr (RosterAnswer) answer = roster_answer_new ();

  answer->state = state;
  answer->value = value;
  answer->text = index == NOTE ? g_strdup ("words") : NULL;
  answer->at = 2000;
  return roster_walk_with_answer (fixture->walk, index, answer, MIN (index + 1, N_ITEMS - 1), error);
}

static void
answer (Fixture *fixture,
        guint    index,
        gint64   value)
{
  g_autoptr (GError) error = NULL;
  RosterRecord *after = try_answer (fixture, index,
                                    value < 0 ? ROSTER_ANSWER_NOT_APPLICABLE : ROSTER_ANSWER_GIVEN, value, &error);

  g_assert_no_error (error);
  take (fixture, after);
}

/* -2 is open, -1 not applicable. */
static void
scores_by_table (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    int answers[N_ITEMS];
    gint64 result;
    gint64 uncapped;
    RosterLine line;
    int weakest;
    guint n_failed;
  } cases[] = {
    /* nothing, or nothing that counts */
    { { -2, -2, -2, -2, -2, -2 }, ROSTER_SCORE_NONE, ROSTER_SCORE_NONE, ROSTER_LINE_NONE, -1, 0 },
    { { -1, -1, -1, -1, -1, -1 }, ROSTER_SCORE_NONE, ROSTER_SCORE_NONE, ROSTER_LINE_NONE, -1, 0 },
    { { -2, -2, -2, -2, -2, 0 }, ROSTER_SCORE_NONE, ROSTER_SCORE_NONE, ROSTER_LINE_NONE, -1, 0 },
    /* all, and all but one level: 46 of 48 quarters */
    { { 4, 1, 50, 1, 1, 0 }, 1000000, 1000000, ROSTER_LINE_NONE, -1, 0 },
    { { 3, 1, 50, 1, 1, 0 }, 958333, 958333, ROSTER_LINE_NONE, 0, 0 },
    /* a scale fails below 2, a number counts half in its fair range */
    { { 2, -2, -2, -2, -2, -2 }, 500000, 500000, ROSTER_LINE_NONE, 0, 0 },
    { { 1, -2, -2, -2, -2, -2 }, 250000, 250000, ROSTER_LINE_NONE, 0, 1 },
    { { -2, -2, 6, -2, -2, -2 }, 1000000, 1000000, ROSTER_LINE_NONE, -1, 0 },
    { { -2, -2, 5, -2, -2, -2 }, 500000, 500000, ROSTER_LINE_NONE, 0, 0 },
    { { -2, -2, 0, -2, -2, -2 }, 0, 0, ROSTER_LINE_NONE, 0, 1 },
    /* not applicable leaves both sides: 8 + 0 + 16 of 8 + 4 + 16 */
    { { 4, 0, -1, 1, -1, -2 }, 857143, 857143, ROSTER_LINE_NONE, 0, 1 },
    /* the caps: 40 of 48 and 32 of 48 */
    { { 4, 1, 50, 1, 0, -2 }, 590000, 833333, ROSTER_LINE_YELLOW, 1, 1 },
    { { 4, 1, 50, 0, 1, -2 }, 300000, 666667, ROSTER_LINE_RED, 1, 1 },
    { { 4, 1, 50, 0, 0, -2 }, 300000, 500000, ROSTER_LINE_RED, 1, 2 },
    /* a cap lifts nothing */
    { { 0, 0, 0, 0, 1, -2 }, 166667, 166667, ROSTER_LINE_RED, 0, 4 },
    /* of two at nothing the one that cost more is the weakest */
    { { 0, 0, 0, 0, -2, -2 }, 0, 0, ROSTER_LINE_RED, 0, 4 },
    { { -2, 0, -2, 0, -2, -2 }, 0, 0, ROSTER_LINE_RED, 1, 2 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture one = { fixture->template, roster_walk_ref (fixture->walk) };
      g_autoptr (RosterScore) score = NULL;

      for (guint i = 0; i < N_ITEMS; i++)
        if (cases[c].answers[i] != -2)
          answer (&one, i, cases[c].answers[i]);
      score = roster_score_new (one.walk, default_rules ());
      g_test_message ("case %u", c);
      g_assert_cmpint (score->result, ==, cases[c].result);
      g_assert_cmpint (score->uncapped, ==, cases[c].uncapped);
      g_assert_cmpint (score->line, ==, cases[c].line);
      g_assert_cmpint (score->weakest, ==, cases[c].weakest);
      g_assert_cmpuint (score->n_failed, ==, cases[c].n_failed);
      roster_walk_unref (one.walk);
    }
}

/* Whatever the answers are: the result lies between nothing and all, and making one answer not applicable that had all
   points never raises it. */
static void
score_keeps_its_bounds (Fixture       *fixture,
                        gconstpointer  data)
{
  static const int full[] = { 4, 1, 50, 1, 1 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (guint round = 0; round < 300; round++)
    {
      Fixture one = { fixture->template, roster_walk_ref (fixture->walk) };
      g_autoptr (RosterScore) score = NULL, without = NULL;
      guint dropped = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (full));

      for (guint i = 0; i < G_N_ELEMENTS (full); i++)
        answer (&one, i, i == dropped ? full[i] : g_rand_int_range (rand, -1, full[i] + 1));
      score = roster_score_new (one.walk, default_rules ());
      g_assert_cmpint (score->result, >=, 0);
      g_assert_cmpint (score->result, <=, score->uncapped);
      g_assert_cmpint (score->uncapped, <=, 1000000);
      answer (&one, dropped, -1);
      without = roster_score_new (one.walk, default_rules ());
      g_assert_cmpint (without->uncapped, <=, score->uncapped);
      roster_walk_unref (one.walk);
    }
}

static void
difference_needs_two_results (Fixture       *fixture,
                              gconstpointer  data)
{
  gint64 difference;

  g_assert_false (roster_score_difference (500000, ROSTER_SCORE_NONE, &difference));
  g_assert_false (roster_score_difference (ROSTER_SCORE_NONE, 500000, &difference));
  g_assert_true (roster_score_difference (500000, 620000, &difference));
  g_assert_cmpint (difference, ==, -120000);
}

static void
answers_must_fit_their_items (Fixture       *fixture,
                              gconstpointer  data)
{
  static const struct
  {
    guint index;
    gint64 value;
    gboolean fits;
  } cases[] = {
    { LIGHT, -1, FALSE },
    { LIGHT, 0, TRUE },
    { LIGHT, 4, TRUE },
    { LIGHT, 5, FALSE },
    { SOUND, 1, TRUE },
    { SOUND, 2, FALSE },
    { FANS, -1, FALSE },
    { FANS, 100, TRUE },
    { FANS, 101, FALSE },
    { NOTE, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterRecord) after =
          try_answer (fixture, cases[i].index, ROSTER_ANSWER_GIVEN, cases[i].value, &error);

      g_assert_true ((after != NULL) == cases[i].fits);
      if (!cases[i].fits)
        g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_ANSWER);
    }
}

static void
keeps_all_of_an_answer (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterFinding finding = { ROSTER_CHECK_HEAT, ROSTER_VERDICT_PASS, 40, 30, 3, NULL };
  g_autoptr (RosterAnswer) given = roster_answer_new ();
  g_autoptr (GError) error = NULL;
  const RosterAnswer *kept;

  given->state = ROSTER_ANSWER_GIVEN;
  given->value = 0;
  given->comment = g_strdup ("“why”\n换行");
  given->finding = roster_finding_copy (&finding);
  given->reason = g_strdup ("the data is old");
  given->by = g_strdup (STREAMER);
  given->at = 1234567890123;
  take (fixture, roster_walk_with_answer (fixture->walk, SOUND, given, FANS, &error));
  g_assert_no_error (error);

  kept = roster_walk_answer (fixture->walk, SOUND);
  g_assert_cmpint (kept->state, ==, ROSTER_ANSWER_GIVEN);
  g_assert_cmpint (kept->value, ==, 0);
  g_assert_cmpstr (kept->comment, ==, given->comment);
  g_assert_cmpstr (kept->reason, ==, given->reason);
  g_assert_cmpstr (kept->by, ==, STREAMER);
  g_assert_cmpint (kept->at, ==, given->at);
  g_assert_cmpint (kept->finding->measure, ==, 40);
  g_assert_true (roster_answer_overrules (roster_template_item (fixture->template, SOUND), kept));
  g_assert_cmpuint (roster_walk_cursor (fixture->walk), ==, FANS);
}

static void
goes_on_where_it_stands (Fixture       *fixture,
                         gconstpointer  data)
{
  g_assert_cmpuint (roster_walk_cursor (fixture->walk), ==, LIGHT);
  g_assert_cmpint (roster_walk_next_open (fixture->walk, 0), ==, LIGHT);
  answer (fixture, LIGHT, 2);
  answer (fixture, FANS, -1);
  g_assert_cmpuint (roster_walk_n_answered (fixture->walk), ==, 2);
  g_assert_cmpuint (roster_walk_cursor (fixture->walk), ==, LAW);
  g_assert_cmpint (roster_walk_next_open (fixture->walk, FANS), ==, LAW);
  g_assert_cmpint (roster_walk_next_open (fixture->walk, N_ITEMS), ==, SOUND);
  take (fixture, roster_walk_with_cursor (fixture->walk, SOUND));
  g_assert_cmpuint (roster_walk_cursor (fixture->walk), ==, SOUND);
}

static void
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  answer (fixture, LAW, 1);
  answer (fixture, DANGER, 1);
  take (fixture, roster_walk_finished (fixture->walk, 900000, 5000, &error));
  g_assert_no_error (error);
}

static void
critical_items_cannot_be_left_out (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_walk_finished (fixture->walk, 1, 1, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE);
  finish (fixture);
  g_assert_cmpstr (roster_record_text (roster_walk_record (fixture->walk), "state"), ==, "finished");
  g_assert_cmpint (roster_record_number (roster_walk_record (fixture->walk), "result", -1), ==, 900000);
}

static void
sign (Fixture      *fixture,
      RosterSigner  side)
{
  g_autoptr (GError) error = NULL;

  take (fixture, roster_walk_signed (fixture->walk, side, "张三", "[[0,0,1000,1000]]", 6000, &error));
  g_assert_no_error (error);
}

static void
signing_freezes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) before = NULL;

  g_assert_null (roster_walk_signed (fixture->walk, ROSTER_SIGNER_TRAINER, "张三", NULL, 1, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE);
  g_clear_error (&error);

  finish (fixture);
  before = g_object_ref (roster_walk_record (fixture->walk));
  sign (fixture, ROSTER_SIGNER_STREAMER);
  g_assert_true (roster_walk_is_frozen (fixture->walk));
  g_assert_cmpstr (roster_record_text (roster_walk_record (fixture->walk), "state"), ==, "finished");
  g_assert_true (roster_walk_check_change (before, roster_walk_record (fixture->walk), NULL));

  g_assert_null (try_answer (fixture, LIGHT, ROSTER_ANSWER_GIVEN, 1, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_null (roster_walk_signed (fixture->walk, ROSTER_SIGNER_STREAMER, "李四", NULL, 1, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);

  sign (fixture, ROSTER_SIGNER_TRAINER);
  g_assert_cmpstr (roster_record_text (roster_walk_record (fixture->walk), "state"), ==, "signed");
  g_assert_cmpstr (roster_walk_signature (fixture->walk, ROSTER_SIGNER_STREAMER)->strokes, ==, "[[0,0,1000,1000]]");
}

static void
amendments_stand_beside_what_was_signed (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (RosterAnswer) later = roster_answer_new ();
  g_autoptr (RosterRecord) before = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) original = NULL;
  GVariant *answers;

  answer (fixture, SOUND, 1);
  finish (fixture);
  later->state = ROSTER_ANSWER_GIVEN;
  later->at = 9000;
  g_assert_null (roster_walk_amended (fixture->walk, "a1", SOUND, later, "why", &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE);
  g_clear_error (&error);

  sign (fixture, ROSTER_SIGNER_STREAMER);
  sign (fixture, ROSTER_SIGNER_TRAINER);
  before = g_object_ref (roster_walk_record (fixture->walk));
  take (fixture, roster_walk_amended (fixture->walk, "a1", SOUND, later, "the microphone was off", &error));
  g_assert_no_error (error);
  g_assert_true (roster_walk_check_change (before, roster_walk_record (fixture->walk), NULL));
  g_assert_true (roster_walk_is_amended (fixture->walk, SOUND));
  g_assert_cmpint (roster_walk_answer (fixture->walk, SOUND)->value, ==, 0);
  answers = roster_record_value (roster_walk_record (fixture->walk), "answers");
  original = roster_value_map_lookup (answers, "sound");
  g_assert_nonnull (strstr (g_variant_get_string (original, NULL), "\"value\":true"));

  /* Amended once more: what was signed stays what it was. */
  later->value = 1;
  later->at = 9001;
  take (fixture, roster_walk_amended (fixture->walk, "a2", SOUND, later, "it was another session", &error));
  g_assert_cmpint (roster_walk_answer (fixture->walk, SOUND)->value, ==, 1);
  g_assert_cmpint (roster_walk_original (fixture->walk, SOUND)->value, ==, 1);
  g_assert_cmpint (roster_walk_original (fixture->walk, SOUND)->at, <, 9000);
  g_assert_cmpstr (roster_walk_amendment_reason (fixture->walk, SOUND), ==, "it was another session");
  g_assert_null (roster_walk_original (fixture->walk, LIGHT));
  g_assert_null (roster_walk_amendment_reason (fixture->walk, LIGHT));
}

static void
nothing_else_changes_after_signing (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const struct
  {
    const char *field;
    const char *value;
    gboolean allowed;
  } cases[] = {
    { "answers", "{}", FALSE },
    { "photos", "{\"light:1\":{}}", FALSE },
    { "result", "1%", FALSE },
    { "state", "running", FALSE },
    { "state", "abandoned", FALSE },
    { "signatures", "{}", FALSE },
    { "finishedAt", "", FALSE },
    { "notes", "seen again", TRUE },
    { "state", "signed", TRUE },
    { "startedAt", "2026-01-01T00:00:00Z", FALSE },
    { "amendments", "{\"x\":{}}", TRUE },
  };

  finish (fixture);
  sign (fixture, ROSTER_SIGNER_STREAMER);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterRecord *before = roster_walk_record (fixture->walk);
      g_autoptr (RosterRecord) after = roster_record_copy (before);
      int index = roster_record_type_find_field (&roster_walkthrough_type, cases[i].field);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = roster_value_from_text (roster_record_type_field (&roster_walkthrough_type, index),
                                                           cases[i].value, &error);

      g_assert_no_error (error);
      roster_record_set_nth (after, index, value);
      g_test_message ("%s = %s", cases[i].field, cases[i].value);
      g_assert_true (roster_walk_check_change (before, after, &error) == cases[i].allowed);
    }
}

/* The record names the version, and each version is a record of its own: what a later one says does not matter. */
static void
keeps_its_version (Fixture       *fixture,
                   gconstpointer  data)
{
  RosterRecord *record = roster_walk_record (fixture->walk);

  g_assert_cmpstr (roster_record_text (record, "checklist"), ==, CHECKLIST);
  g_assert_cmpint (roster_record_number (record, "checklistVersion", 0), ==, 7);
  for (const char *const *name = (const char *const[]){ "checklist", "checklistVersion", NULL }; *name != NULL; name++)
    {
      int index = roster_record_type_find_field (&roster_walkthrough_type, *name);

      g_assert_true ((roster_record_type_field (&roster_walkthrough_type, index)->flags & ROSTER_FIELD_IMMUTABLE) != 0);
    }
}

/* An answer to an item that this template does not have, or of another kind, is passed over and stays in the record. */
static void
strange_answers_are_kept (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RosterRecord) record = roster_record_copy (roster_walk_record (fixture->walk));
  GVariant *answers;

  g_hash_table_insert (entries, (gpointer) "gone", (gpointer) "{\"value\":true}");
  g_hash_table_insert (entries, (gpointer) "light", (gpointer) "{\"value\":\"bright\"}");
  g_hash_table_insert (entries, (gpointer) "fans", (gpointer) "[1]");
  roster_record_set (record, "answers", roster_value_new_map (entries));
  take (fixture, g_steal_pointer (&record));
  g_assert_cmpuint (roster_walk_n_answered (fixture->walk), ==, 0);
  answer (fixture, SOUND, 1);
  answers = roster_record_value (roster_walk_record (fixture->walk), "answers");
  g_assert_cmpuint (g_variant_n_children (answers), ==, 4);
}

static void
due_by_table (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    RosterDueFacts facts;
    RosterDueReason reasons;
  } cases[] = {
    { { 200, 10, 900000, 0, FALSE }, ROSTER_DUE_NONE },
    { { 200, -1, -1, 0, FALSE }, ROSTER_DUE_NEVER },
    { { 200, -1, -1, 0, TRUE }, ROSTER_DUE_NONE },
    { { 200, 10, 599999, 0, FALSE }, ROSTER_DUE_POOR },
    { { 200, 10, 600000, 0, FALSE }, ROSTER_DUE_NONE },
    { { 200, 10, 900000, 2, FALSE }, ROSTER_DUE_OVERDUE },
    { { 200, 29, 900000, 0, FALSE }, ROSTER_DUE_NONE },
    { { 200, 30, 900000, 0, FALSE }, ROSTER_DUE_LONG_AGO },
    { { 89, 6, 900000, 0, FALSE }, ROSTER_DUE_NONE },
    { { 89, 7, 900000, 0, FALSE }, ROSTER_DUE_FIRST_PHASE },
    { { 90, 7, 900000, 0, FALSE }, ROSTER_DUE_NONE },
    { { 10, -1, -1, 1, FALSE }, ROSTER_DUE_NEVER | ROSTER_DUE_FIRST_PHASE | ROSTER_DUE_OVERDUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_due_reasons (&cases[i].facts, default_rules ()), ==, cases[i].reasons);

  g_assert_cmpint (roster_due_compare (ROSTER_DUE_OVERDUE, ROSTER_DUE_NEVER), <, 0);
  g_assert_cmpint (roster_due_compare (ROSTER_DUE_NONE, ROSTER_DUE_LONG_AGO), >, 0);
  g_assert_cmpint (roster_due_compare (ROSTER_DUE_POOR | ROSTER_DUE_LONG_AGO, ROSTER_DUE_POOR), <, 0);
}

static char *
next_id (gpointer data)
{
  guint *count = data;

  return g_strdup_printf ("0195a000-0000-7000-8000-%012u", ++*count);
}

static void
failed_items_become_follow_ups (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GPtrArray) first = NULL, elsewhere = NULL, second = NULL;
  guint count = 100;

  answer (fixture, LIGHT, 1);
  answer (fixture, SOUND, 1);
  answer (fixture, FANS, 3);
  answer (fixture, LAW, 0);
  first =
      roster_follow_ups_new (fixture->walk, NULL, TODAY, "zh_CN", default_rules (), next_id, &count);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpstr (roster_record_text (first->pdata[0], "name"), ==, "灯光");
  g_assert_cmpstr (roster_record_text (first->pdata[0], "due"), ==, "2026-03-05");
  g_assert_cmpstr (roster_record_text (first->pdata[1], "name"), ==, "下架");
  g_assert_cmpstr (roster_record_text (first->pdata[1], "due"), ==, "2026-02-27");
  g_assert_cmpstr (roster_record_text (first->pdata[1], "item"), ==, "law");
  g_assert_cmpstr (roster_record_text (first->pdata[1], "walkthrough"), ==, WALK);
  g_assert_true (roster_record_check (first->pdata[1], NULL));

  /* Another computer makes the same tasks of it. */
  elsewhere = roster_follow_ups_new (fixture->walk, NULL, TODAY, "zh_CN", default_rules (), next_id, &count);
  for (guint i = 0; i < first->len; i++)
    {
      g_assert_true (roster_id_is_valid (roster_record_id (first->pdata[i])));
      g_assert_true (roster_record_equal (first->pdata[i], elsewhere->pdata[i]));
    }
  g_assert_cmpstr (roster_record_id (first->pdata[0]), !=, roster_record_id (first->pdata[1]));

  /* What is still open from the last time is not asked for twice; what was done and fails again is. */
  roster_record_set_text (first->pdata[0], "state", "done");
  second = roster_follow_ups_new (fixture->walk, first, TODAY, "en", default_rules (), next_id, &count);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (roster_record_text (second->pdata[0], "name"), ==, "Light");
  g_assert_cmpstr (roster_record_id (second->pdata[0]), !=, roster_record_id (first->pdata[0]));
}

static void
tells_which_items_fail_most (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GPtrArray) walks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_walk_unref);
  g_autoptr (GPtrArray) tallies = NULL;
  const RosterItemTally *tally;

  for (guint i = 0; i < 4; i++)
    {
      answer (fixture, LIGHT, i == 0 ? 0 : 4);
      answer (fixture, SOUND, i < 3 ? 0 : -1);
      g_ptr_array_add (walks, roster_walk_ref (fixture->walk));
    }
  tallies = roster_item_tallies (walks);
  g_assert_cmpuint (tallies->len, ==, 2);
  tally = tallies->pdata[0];
  g_assert_cmpstr (tally->id, ==, "sound");
  g_assert_cmpuint (tally->n_failed, ==, 3);
  g_assert_cmpuint (tally->n_answered, ==, 3);
  tally = tallies->pdata[1];
  g_assert_cmpuint (tally->n_failed, ==, 1);
  g_assert_cmpuint (tally->n_answered, ==, 4);
}

static void
assert_same_walk (RosterWalk *walk,
                  RosterWalk *other)
{
  for (guint i = 0; i < N_ITEMS; i++)
    {
      const RosterAnswer *a = roster_walk_answer (walk, i), *b = roster_walk_answer (other, i);

      g_assert_cmpint (a->state, ==, b->state);
      g_assert_cmpint (a->value, ==, b->value);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpint (a->at, ==, b->at);
      g_assert_cmpint (roster_walk_is_amended (walk, i), ==, roster_walk_is_amended (other, i));
    }
}

/* Any step to any other: answers that came, changed and went. */
static void
next_reads_what_new_reads (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GPtrArray) walks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_walk_unref);
  g_autoptr (RosterAnswer) later = roster_answer_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (walks, roster_walk_ref (fixture->walk));
  for (guint i = 0; i < N_ITEMS; i++)
    {
      answer (fixture, i, 1);
      g_ptr_array_add (walks, roster_walk_ref (fixture->walk));
    }
  answer (fixture, SOUND, 0);
  g_ptr_array_add (walks, roster_walk_ref (fixture->walk));
  take (fixture, roster_walk_finished (fixture->walk, 0, 3000, &error));
  take (fixture, roster_walk_signed (fixture->walk, ROSTER_SIGNER_TRAINER, "李", NULL, 3000, &error));
  later->state = ROSTER_ANSWER_GIVEN;
  later->value = 1;
  later->at = 4000;
  take (fixture, roster_walk_amended (fixture->walk, "a1", SOUND, later, "the microphone was off", &error));
  g_assert_no_error (error);
  g_ptr_array_add (walks, roster_walk_ref (fixture->walk));

  for (guint i = 0; i < walks->len; i++)
    for (guint j = 0; j < walks->len; j++)
      {
        g_autoptr (RosterWalk) next = roster_walk_next (walks->pdata[i], roster_walk_record (walks->pdata[j]));

        assert_same_walk (next, walks->pdata[j]);
      }
}

static void
add_photo (Fixture    *fixture,
           guint       index,
           const char *blob,
           gint64      now)
{
  g_autoptr (GError) error = NULL;

  take (fixture, roster_walkthrough_add_photo (fixture->template, roster_walk_record (fixture->walk), index, blob,
                                               STREAMER, now, &error));
  g_assert_no_error (error);
}

static char *
blob_name (char letter)
{
  return g_strnfill (ROSTER_BLOB_ID_LENGTH, letter);
}

static void
photos_belong_to_their_item (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *a = blob_name ('a'), *b = blob_name ('b');
  g_auto (GStrv) light = NULL, sound = NULL, without = NULL;
  const char *in_order[] = { b, a, NULL };
  g_autoptr (GError) error = NULL;

  add_photo (fixture, LIGHT, b, 1772000000000);
  add_photo (fixture, LIGHT, a, 1772000000001);
  add_photo (fixture, SOUND, a, 1772000000002);
  /* The same once more changes nothing. */
  add_photo (fixture, LIGHT, b, 1772000000003);
  light = roster_walkthrough_photos (roster_walk_record (fixture->walk), "light");
  sound = roster_walkthrough_photos (roster_walk_record (fixture->walk), "sound");
  g_assert_cmpstrv (light, in_order);
  g_assert_cmpuint (g_strv_length (sound), ==, 1);
  g_assert_true (roster_record_check (roster_walk_record (fixture->walk), &error));
  g_assert_no_error (error);

  take (fixture, roster_walkthrough_remove_photo (fixture->template, roster_walk_record (fixture->walk), LIGHT, a,
                                                  &error));
  without = roster_walkthrough_photos (roster_walk_record (fixture->walk), "light");
  g_assert_cmpuint (g_strv_length (without), ==, 1);
  g_clear_pointer (&sound, g_strfreev);
  sound = roster_walkthrough_photos (roster_walk_record (fixture->walk), "sound");
  g_assert_cmpuint (g_strv_length (sound), ==, 1);

  take (fixture, roster_walkthrough_forget_photo (roster_walk_record (fixture->walk), b, &error));
  take (fixture, roster_walkthrough_forget_photo (roster_walk_record (fixture->walk), a, &error));
  g_assert_false (roster_record_has (roster_walk_record (fixture->walk), "photos"));
}

static void
an_item_takes_so_many_photos (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *one_more = blob_name ('f');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ROSTER_MAX_PHOTOS; i++)
    {
      g_autofree char *blob = g_strdup_printf ("%064x", i);

      add_photo (fixture, LIGHT, blob, 1772000000000 + i);
    }
  g_assert_null (roster_walkthrough_add_photo (fixture->template, roster_walk_record (fixture->walk), LIGHT, one_more,
                                               NULL, 1772000000000, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_ANSWER);
  add_photo (fixture, SOUND, one_more, 1772000000000);
}

/* An item that asks for photos is answered by them, and open again without; a person's word stands above. On a critical
   item a photo may show what is wrong. */
static void
photos_answer_what_asks_for_them (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *a = blob_name ('a');
  g_autoptr (RosterWalk) next = NULL;
  g_autoptr (RosterRecord) without = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (roster_walk_answer (fixture->walk, COVER)->state, ==, ROSTER_ANSWER_OPEN);
  add_photo (fixture, COVER, a, 1772000000000);
  add_photo (fixture, DANGER, a, 1772000000000);
  add_photo (fixture, SOUND, a, 1772000000000);
  g_assert_cmpint (roster_walk_answer (fixture->walk, COVER)->state, ==, ROSTER_ANSWER_GIVEN);
  g_assert_cmpint (roster_walk_answer (fixture->walk, COVER)->value, ==, 1);
  g_assert_cmpint (roster_walk_answer (fixture->walk, DANGER)->state, ==, ROSTER_ANSWER_OPEN);
  g_assert_cmpint (roster_walk_answer (fixture->walk, SOUND)->state, ==, ROSTER_ANSWER_OPEN);

  without = roster_walkthrough_remove_photo (fixture->template, roster_walk_record (fixture->walk), COVER, a, &error);
  next = roster_walk_next (fixture->walk, without);
  g_assert_cmpint (roster_walk_answer (next, COVER)->state, ==, ROSTER_ANSWER_OPEN);

  answer (fixture, COVER, 0);
  g_assert_cmpint (roster_walk_answer (fixture->walk, COVER)->value, ==, 0);
}

static void
photos_are_frozen_with_the_rest (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *a = blob_name ('a'), *b = blob_name ('b');
  g_autoptr (RosterRecord) before = NULL;
  g_autoptr (GError) error = NULL;

  add_photo (fixture, LIGHT, a, 1772000000000);
  finish (fixture);
  sign (fixture, ROSTER_SIGNER_STREAMER);
  before = g_object_ref (roster_walk_record (fixture->walk));
  g_assert_null (roster_walkthrough_add_photo (fixture->template, before, LIGHT, b, NULL, 1772000000000, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_null (roster_walkthrough_remove_photo (fixture->template, before, LIGHT, a, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_null (roster_walkthrough_forget_photo (before, a, &error));
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/coaching/walk/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("scores-by-table", scores_by_table);
  ADD ("score-keeps-its-bounds", score_keeps_its_bounds);
  ADD ("difference-needs-two-results", difference_needs_two_results);
  ADD ("answers-must-fit-their-items", answers_must_fit_their_items);
  ADD ("keeps-all-of-an-answer", keeps_all_of_an_answer);
  ADD ("goes-on-where-it-stands", goes_on_where_it_stands);
  ADD ("critical-items-cannot-be-left-out", critical_items_cannot_be_left_out);
  ADD ("signing-freezes", signing_freezes);
  ADD ("amendments-stand-beside-what-was-signed", amendments_stand_beside_what_was_signed);
  ADD ("nothing-else-changes-after-signing", nothing_else_changes_after_signing);
  ADD ("keeps-its-version", keeps_its_version);
  ADD ("strange-answers-are-kept", strange_answers_are_kept);
  ADD ("due-by-table", due_by_table);
  ADD ("failed-items-become-follow-ups", failed_items_become_follow_ups);
  ADD ("tells-which-items-fail-most", tells_which_items_fail_most);
  ADD ("next-reads-what-new-reads", next_reads_what_new_reads);
  ADD ("photos-belong-to-their-item", photos_belong_to_their_item);
  ADD ("an-item-takes-so-many-photos", an_item_takes_so_many_photos);
  ADD ("photos-answer-what-asks-for-them", photos_answer_what_asks_for_them);
  ADD ("photos-are-frozen-with-the-rest", photos_are_frozen_with_the_rest);

  return g_test_run ();
}
