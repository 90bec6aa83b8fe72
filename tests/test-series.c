/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-series.h"

#define ACCOUNT "book"

static gint64
wall (const char *text)
{
  gint64 value;

  g_assert_true (roster_wall_parse (text, &value, NULL));
  return value;
}

static gint64
instant (const char *text)
{
  gint64 value;

  g_assert_true (roster_instant_from_text (text, &value));
  return value;
}

typedef struct
{
  RosterClock *clock;
  RosterIdSource *ids;
  GPtrArray *lives;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = roster_manual_clock_new (instant ("2026-11-24T12:00:00Z"), "Asia/Shanghai");
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 7);
  fixture->lives = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->lives);
  g_object_unref (fixture->ids);
  g_object_unref (fixture->clock);
}

static RosterRecord *
add_live (Fixture    *fixture,
          const char *streamer,
          const char *start,
          const char *zone,
          int         minutes,
          const char *rule)
{
  g_autofree char *id = roster_id_source_next (fixture->ids);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ACCOUNT);

  roster_record_set_text (live, "streamer", streamer);
  roster_record_set_text (live, "name", "Evening");
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "zone", zone);
  roster_record_set_number (live, "durationMinutes", minutes);
  roster_record_set_text (live, "state", "planned");
  roster_record_set_text (live, "recurrence", rule);
  g_ptr_array_add (fixture->lives, live);
  return live;
}

static GPtrArray *
expand (Fixture    *fixture,
        const char *from,
        const char *to)
{
  return roster_occurrences_expand (fixture->lives, instant (from), instant (to), NULL);
}

static void
assert_walls (GPtrArray  *occurrences,
              const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < occurrences->len; i++)
    {
      char start[ROSTER_WALL_TEXT];

      roster_wall_print (((RosterOccurrence *) occurrences->pdata[i])->wall, start);
      g_string_append_printf (text, "%s%.5s/%.5s", i > 0 ? " " : "", start + 5, start + 11);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Does to the lives what a store would do with the changes. */
static void
apply (Fixture   *fixture,
       GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      RosterLiveChange *change = changes->pdata[i];
      guint index;

      if (change->before == NULL)
        g_ptr_array_add (fixture->lives, g_object_ref (change->after));
      else
        {
          g_assert_true (g_ptr_array_find (fixture->lives, change->before, &index));
          if (change->after == NULL)
            g_ptr_array_remove_index (fixture->lives, index);
          else
            {
              g_object_unref (fixture->lives->pdata[index]);
              fixture->lives->pdata[index] = g_object_ref (change->after);
            }
        }
      if (change->after != NULL)
        {
          g_autoptr (RosterRecord) checked = roster_record_copy (change->after);
          g_autoptr (GError) error = NULL;

          roster_record_set_text (checked, "streamer", roster_record_id (checked));
          roster_record_check (checked, &error);
          g_assert_no_error (error);
          g_assert_true (roster_live_check (change->after, &error));
        }
    }
}

static void
change (Fixture      *fixture,
        const char   *on,
        RosterExtent  extent,
        const char   *start,
        const char   *rule)
{
  g_autoptr (GPtrArray) found = expand (fixture, "2026-11-01T00:00:00Z", "2027-01-30T00:00:00Z");
  gboolean done = FALSE;

  for (guint i = 0; i < found->len && !done; i++)
    {
      RosterOccurrence *occurrence = found->pdata[i];
      g_autoptr (RosterRecord) wanted = roster_occurrence_record (occurrence);
      g_autoptr (GPtrArray) changes = NULL;

      if (occurrence->wall != wall (on))
        continue;
      if (start != NULL)
        roster_record_set_text (wanted, "startLocal", start);
      if (rule != NULL)
        roster_record_set_text (wanted, "recurrence", rule);
      changes = start != NULL || rule != NULL
                    ? roster_series_change (occurrence, extent, wanted, fixture->lives, fixture->ids)
                    : roster_series_remove (occurrence, extent, fixture->lives);
      apply (fixture, changes);
      done = TRUE;
    }
  g_assert_true (done);
}

static void
assert_all (Fixture    *fixture,
            const char *expected)
{
  g_autoptr (GPtrArray) found = expand (fixture, "2026-11-01T00:00:00Z", "2027-01-30T00:00:00Z");

  assert_walls (found, expected);
}

static void
test_change_this (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  RosterOccurrence *was, *is;

  add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, "FREQ=DAILY;COUNT=3");
  before = expand (fixture, "2026-11-01T00:00:00Z", "2026-12-30T00:00:00Z");
  change (fixture, "2026-11-25T20:00:00", ROSTER_EXTENT_THIS, "2026-11-25T21:30:00", NULL);
  assert_all (fixture, "11-24/20:00 11-25/21:30 11-26/20:00");
  change (fixture, "2026-11-25T21:30:00", ROSTER_EXTENT_THIS, "2026-11-26T09:00:00", NULL);
  assert_all (fixture, "11-24/20:00 11-26/09:00 11-26/20:00");
  g_assert_cmpuint (fixture->lives->len, ==, 2);

  /* It is still the same one of the series. */
  after = expand (fixture, "2026-11-01T00:00:00Z", "2026-12-30T00:00:00Z");
  was = before->pdata[1];
  is = after->pdata[1];
  g_assert_cmpstr (was->key, ==, is->key);
  g_assert_cmpint (was->slot, ==, is->slot);
  g_assert_true (is->series == fixture->lives->pdata[0]);

  change (fixture, "2026-11-26T09:00:00", ROSTER_EXTENT_THIS, NULL, NULL);
  assert_all (fixture, "11-24/20:00 11-26/20:00");
}

static void
test_change_following (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char *const entries[] = { "2026-11-25", "2026-11-30T20:00:00", NULL };
  RosterRecord *live = add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, "FREQ=DAILY;COUNT=9");

  roster_record_set (live, "exceptions", roster_value_new_set (entries));
  change (fixture, "2026-11-29T20:00:00", ROSTER_EXTENT_THIS, "2026-11-29T10:00:00", NULL);
  assert_all (fixture, "11-24/20:00 11-26/20:00 11-27/20:00 11-28/20:00 11-29/10:00 12-01/20:00 12-02/20:00");

  change (fixture, "2026-11-28T20:00:00", ROSTER_EXTENT_FOLLOWING, "2026-11-28T21:00:00", NULL);
  assert_all (fixture, "11-24/20:00 11-26/20:00 11-27/20:00 11-28/21:00 11-29/10:00 12-01/21:00 12-02/21:00");
  g_assert_cmpuint (fixture->lives->len, ==, 3);

  change (fixture, "2026-12-01T21:00:00", ROSTER_EXTENT_FOLLOWING, NULL, NULL);
  assert_all (fixture, "11-24/20:00 11-26/20:00 11-27/20:00 11-28/21:00 11-29/10:00");
  change (fixture, "2026-11-28T21:00:00", ROSTER_EXTENT_ALL, NULL, NULL);
  assert_all (fixture, "11-24/20:00 11-26/20:00 11-27/20:00");
}

static void
test_change_all (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const entries[] = { "2026-12-01T20:00:00", NULL };
  RosterRecord *live =
      add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=6");

  roster_record_set (live, "exceptions", roster_value_new_set (entries));
  change (fixture, "2026-12-04T20:00:00", ROSTER_EXTENT_THIS, "2026-12-04T08:00:00", NULL);
  assert_all (fixture, "11-24/20:00 11-27/20:00 12-04/08:00 12-08/20:00 12-11/20:00");

  /* A drag from Friday evening to Saturday noon moves Tuesdays to Wednesdays, and what was left out stays so. */
  change (fixture, "2026-11-27T20:00:00", ROSTER_EXTENT_ALL, "2026-11-28T12:00:00", NULL);
  assert_all (fixture, "11-25/12:00 11-28/12:00 12-04/08:00 12-09/12:00 12-12/12:00");

  change (fixture, "2026-11-28T12:00:00", ROSTER_EXTENT_ALL, NULL, "FREQ=WEEKLY;BYDAY=WE;COUNT=2");
  assert_all (fixture, "11-25/12:00 12-04/08:00");
  change (fixture, "2026-11-25T12:00:00", ROSTER_EXTENT_FOLLOWING, NULL, NULL);
  assert_all (fixture, "");
  g_assert_cmpuint (fixture->lives->len, ==, 0);
}

/* What belongs to one evening does not become that of all. */
static void
test_change_keeps_what_is_one_times_own (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL, changes = NULL;
  g_autoptr (RosterRecord) wanted = NULL;

  add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, "FREQ=DAILY;COUNT=3");
  found = expand (fixture, "2026-11-01T00:00:00Z", "2026-12-30T00:00:00Z");
  wanted = roster_occurrence_record (found->pdata[1]);
  roster_record_set_text (wanted, "state", "held");
  roster_record_set_number (wanted, "sales", 5000);
  roster_record_set_text (wanted, "name", "Late evening");
  changes = roster_series_change (found->pdata[1], ROSTER_EXTENT_ALL, wanted, fixture->lives, fixture->ids);
  apply (fixture, changes);
  g_assert_cmpstr (roster_record_text (fixture->lives->pdata[0], "name"), ==, "Late evening");
  g_assert_cmpstr (roster_record_text (fixture->lives->pdata[0], "state"), ==, "planned");
  g_assert_false (roster_record_has (fixture->lives->pdata[0], "sales"));
}

/* What has a record of its own for a line-up only goes where the series goes; what is over stays, and so does what was
   changed by hand. */
static void
test_stand_ins_go_along (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL, changes = NULL;
  g_autoptr (RosterRecord) wanted = NULL;
  g_autofree char *planned_id = roster_id_source_next (fixture->ids), *held_id = roster_id_source_next (fixture->ids);
  RosterRecord *planned, *held;

  add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, "FREQ=DAILY;COUNT=4");
  found = expand (fixture, "2026-11-01T00:00:00Z", "2026-12-30T00:00:00Z");
  held = roster_occurrence_stand_in (found->pdata[0], held_id);
  roster_record_set_text (held, "state", "held");
  planned = roster_occurrence_stand_in (found->pdata[1], planned_id);
  roster_record_set_text (planned, "state", "confirmed");
  roster_record_set_text (planned, "notes", "Bring the samples");
  g_ptr_array_add (fixture->lives, held);
  g_ptr_array_add (fixture->lives, planned);
  assert_all (fixture, "11-24/20:00 11-25/20:00 11-26/20:00 11-27/20:00");

  wanted = roster_occurrence_record (found->pdata[2]);
  roster_record_set_text (wanted, "startLocal", "2026-11-26T21:00:00");
  roster_record_set_number (wanted, "durationMinutes", 90);
  roster_record_set_text (wanted, "notes", "In the new room");
  changes = roster_series_change (found->pdata[2], ROSTER_EXTENT_ALL, wanted, fixture->lives, fixture->ids);
  apply (fixture, changes);
  assert_all (fixture, "11-24/20:00 11-25/21:00 11-26/21:00 11-27/21:00");
  for (guint i = 0; i < fixture->lives->len; i++)
    {
      RosterRecord *live = fixture->lives->pdata[i];
      gboolean is_held = g_str_equal (roster_record_id (live), held_id);

      g_assert_cmpint (roster_record_number (live, "durationMinutes", 0), ==, is_held ? 60 : 90);
      if (g_str_equal (roster_record_id (live), planned_id))
        {
          g_assert_cmpstr (roster_record_text (live, "notes"), ==, "Bring the samples");
          g_assert_cmpstr (roster_record_text (live, "state"), ==, "confirmed");
          g_assert_cmpstr (roster_record_text (live, "slot"), ==, "2026-11-25T21:00:00");
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/series/change-this", test_change_this);
  ADD ("/series/change-following-splits", test_change_following);
  ADD ("/series/change-all-moves-exceptions-along", test_change_all);
  ADD ("/series/results-stay-with-their-time", test_change_keeps_what_is_one_times_own);
  ADD ("/series/stand-ins-go-along", test_stand_ins_go_along);
#undef ADD

  return g_test_run ();
}
