/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rule-values.h"

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add (GPtrArray  *records,
     const char *name,
     gint64      value,
     gint64      updated_at)
{
  g_autofree char *id = g_strdup_printf ("0190b5a0-0000-7000-8000-%012u", records->len);
  RosterRecord *record = roster_record_new (&roster_rule_type, id, "company");

  roster_record_set_text (record, "name", name);
  roster_record_set_number (record, "value", value);
  roster_record_set_number (record, "updatedAt", updated_at);
  g_ptr_array_add (records, record);
}

static void
test_table_is_sound (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean seen[ROSTER_N_RULE_TOPICS] = { FALSE };

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      const RosterRule *rule = &roster_rules[id];
      RosterRuleId found, lower;

      g_assert_nonnull (rule->name);
      g_assert_true (g_hash_table_add (names, (gpointer) rule->name));
      g_assert_true (roster_rule_find (rule->name, &found));
      g_assert_cmpuint (found, ==, id);
      g_assert_true ((rule->number == 0) ==
                     (rule->topic == ROSTER_RULE_TOPIC_HISTORY || rule->topic == ROSTER_RULE_TOPIC_PHOTOS));
      g_assert_cmpuint (rule->number, <=, 28);
      g_assert_true (rule->kind == ROSTER_KIND_INTEGER || rule->kind == ROSTER_KIND_MONEY ||
                     rule->kind == ROSTER_KIND_RATE);
      g_assert_cmpint (rule->minimum, >=, 0);
      g_assert_cmpint (rule->fallback, >=, rule->minimum);
      g_assert_cmpint (rule->fallback, <=, rule->maximum);
      if (rule->not_below != NULL)
        {
          g_assert_true (roster_rule_find (rule->not_below, &lower));
          g_assert_cmpint (rule->fallback, >=, roster_rules[lower].fallback);
        }
      seen[rule->topic] = TRUE;
    }

  for (guint topic = 0; topic < ROSTER_N_RULE_TOPICS; topic++)
    {
      g_assert_true (seen[topic]);
      g_assert_cmpuint (g_utf8_strlen (roster_rule_topic_title (topic), -1), >, 0);
      g_assert_cmpuint (g_utf8_strlen (roster_rule_topic_words (topic), -1), >, 0);
    }
  g_assert_false (roster_rule_find ("bookNorms", &(RosterRuleId){ 0 }));
  g_assert_false (roster_rule_find (NULL, &(RosterRuleId){ 0 }));
}

static void
test_texts_come_back (void)
{
  static const struct
  {
    RosterRuleId id;
    const char *text;
  } samples[] = {
    { ROSTER_RULE_BOOK_NORM, "35" },
    { ROSTER_RULE_PART_TIMER_BAND_LOW, "500" },
    { ROSTER_RULE_COMPLETION_EXCELLENT, "60%" },
    { ROSTER_RULE_VIDEO_LENGTH_IDEAL, "11.7" },
  };
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = roster_rule_value_to_text (samples[i].id, roster_rules[samples[i].id].fallback);

      g_assert_cmpstr (text, ==, samples[i].text);
    }

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      const gint64 values[] = { roster_rules[id].minimum, roster_rules[id].fallback, roster_rules[id].maximum };

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          g_autofree char *text = roster_rule_value_to_text (id, values[i]);

          g_assert_true (roster_rule_value_from_text (id, text, &value, NULL));
          g_assert_cmpint (value, ==, values[i]);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL, nothing = NULL;

      g_assert_false (roster_rule_value_from_text (samples[i].id, "many", &value, &error));
      g_assert_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE);
      g_assert_false (roster_rule_value_from_text (samples[i].id, "", &value, &nothing));
      g_assert_error (nothing, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE);
    }
}

static void
test_checks_name_and_range (void)
{
  static const struct
  {
    const char *name;
    gint64 value;
    const char *refusal;
  } cases[] = {
    { "bookNorm", 40, NULL },
    { "bookNorm", 1, NULL },
    { "bookNorm", 0, "bookNorm must be between 1 and 1000" },
    { "bookNorm", 1001, "bookNorm must be between 1 and 1000" },
    { "completionExcellent", 1000001, "completionExcellent must be between 0% and 100%" },
    { "bookNorms", 40, "There is no rule called “bookNorms”" },
    { NULL, 40, "There is no rule called “”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) records = records_new ();
      g_autoptr (GError) error = NULL;

      add (records, cases[i].name, cases[i].value, 1);
      g_assert_true (roster_rule_check (records->pdata[0], &error) == (cases[i].refusal == NULL));
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].refusal);
    }
}

static void
test_default_holds_until_the_office_sets_one (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (RosterRuleValues) none = roster_rule_values_new (NULL), some = NULL;

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      g_assert_cmpint (roster_rule_values_get (none, id), ==, roster_rules[id].fallback);
      g_assert_false (roster_rule_values_is_offices (none, id));
    }

  add (records, "bookNorm", 40, 1);
  add (records, "ruleOfANewerOffice", 7, 1);
  add (records, "weeklyLiveMinutes", 100000, 1);
  some = roster_rule_values_new (records);
  g_assert_cmpint (roster_rule_values_get (some, ROSTER_RULE_BOOK_NORM), ==, 40);
  g_assert_true (roster_rule_values_is_offices (some, ROSTER_RULE_BOOK_NORM));
  g_assert_true (roster_rule_values_record (some, ROSTER_RULE_BOOK_NORM) == records->pdata[0]);
  g_assert_cmpint (roster_rule_values_get (some, ROSTER_RULE_WEEKLY_LIVE_MINUTES), ==, 360);
  g_assert_false (roster_rule_values_is_offices (some, ROSTER_RULE_WEEKLY_LIVE_MINUTES));
}

static void
test_later_of_two_records_holds (void)
{
  for (guint swapped = 0; swapped < 2; swapped++)
    {
      g_autoptr (GPtrArray) records = records_new ();
      g_autoptr (RosterRuleValues) values = NULL;

      add (records, "bookNorm", swapped ? 50 : 40, swapped ? 2 : 1);
      add (records, "bookNorm", swapped ? 40 : 50, swapped ? 1 : 2);
      values = roster_rule_values_new (records);
      g_assert_cmpint (roster_rule_values_get (values, ROSTER_RULE_BOOK_NORM), ==, 50);
    }
}

/* Whatever the office sets, a reader never meets a band whose upper end is below its lower. */
static void
test_bounds_never_cross (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GPtrArray) records = records_new ();
      g_autoptr (RosterRuleValues) values = NULL;

      for (guint id = 0; id < ROSTER_N_RULES; id++)
        if (g_test_rand_bit ())
          add (records, roster_rules[id].name,
               g_test_rand_int_range (roster_rules[id].minimum, MIN (roster_rules[id].maximum, G_MAXINT32 - 1) + 1), 1);
      values = roster_rule_values_new (records);

      for (guint id = 0; id < ROSTER_N_RULES; id++)
        {
          RosterRuleId lower;

          if (!roster_rule_values_is_offices (values, id))
            g_assert_cmpint (roster_rule_values_get (values, id), ==, roster_rules[id].fallback);
          if (roster_rule_find (roster_rules[id].not_below, &lower))
            g_assert_cmpint (roster_rule_values_get (values, id), >=, roster_rule_values_get (values, lower));
        }
    }
}

static void
test_damping_follows_the_rule (void)
{
  g_autoptr (RosterRecord) streamer =
      roster_record_new (&roster_streamer_type, "0190b5a0-0000-7000-8000-000000000001", "book");
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (RosterRuleValues) usual = roster_rule_values_new (NULL), lower = NULL;

  add (records, "dampedFromFollowers", 500000, 1);
  lower = roster_rule_values_new (records);
  roster_record_set_number (streamer, "followers", 500001);
  g_assert_false (roster_streamer_reach_is_damped (streamer, usual));
  g_assert_true (roster_streamer_reach_is_damped (streamer, lower));
  roster_record_set_number (streamer, "followers", 1000000);
  g_assert_false (roster_streamer_reach_is_damped (streamer, usual));
  roster_record_set_number (streamer, "followers", 1000001);
  g_assert_true (roster_streamer_reach_is_damped (streamer, usual));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/rules/table-is-sound", test_table_is_sound);
  g_test_add_func ("/model/rules/texts-come-back", test_texts_come_back);
  g_test_add_func ("/model/rules/checks-name-and-range", test_checks_name_and_range);
  g_test_add_func ("/model/rules/default-holds-until-the-office-sets-one",
                   test_default_holds_until_the_office_sets_one);
  g_test_add_func ("/model/rules/later-of-two-records-holds", test_later_of_two_records_holds);
  g_test_add_func ("/model/rules/bounds-never-cross", test_bounds_never_cross);
  g_test_add_func ("/model/rules/damping-follows-the-rule", test_damping_follows_the_rule);

  return g_test_run ();
}
