/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <time.h>

#include "roster-live-clash.h"
#include "roster-obligation.h"
#include "roster-recurrence.h"
#include "roster-schedule-error.h"
#include "roster-series.h"

#define ACCOUNT "book"

/* The numbers of the domain: 6 hours a week, in about 3 sessions of 2 hours, for 90 days, from 6 fans on. */
static const RosterCadence cadence = {
  .first_phase_days = 90,
  .weekly_minutes = 360,
  .weekly_sessions = 3,
  .session_minutes = 120,
  .from_fans = 6,
};

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

static void
assert_wall (gint64      value,
             const char *expected)
{
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (value, text);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_wall_text (void)
{
  static const struct
  {
    const char *text;
    const char *printed;
  } good[] = {
    { "2026-03-01", "2026-03-01T00:00:00" },
    { "2026-03-01T20:00", "2026-03-01T20:00:00" },
    { "2024-02-29T23:59:59", "2024-02-29T23:59:59" },
    { "1969-12-31T23:00:00", "1969-12-31T23:00:00" },
  };
  static const char *const bad[] = {
    "",
    "2026",
    "2026-02-29",
    "2026-03-01T20",
    "2026-03-01T24:00",
    "2026-03-01T20:60",
    "2026-03-01T20:00:00Z",
    "2026-03-01x",
    "tomorrow",
  };
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_wall (wall (good[i].text), good[i].printed);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (roster_wall_parse (bad[i], &value, NULL));
  g_assert_false (roster_wall_parse (NULL, &value, NULL));

  g_assert_cmpuint (roster_wall_weekday (wall ("2026-11-24")), ==, 1);
  g_assert_cmpuint (roster_wall_weekday (wall ("1969-12-28T10:00")), ==, 6);
  assert_wall (roster_wall_week (wall ("2026-11-29T23:59:59")), "2026-11-23T00:00:00");
}

/* Both changes of the clocks, zones without any, and a zone that lost a whole day. */
static void
test_wall_zones (void)
{
  static const struct
  {
    const char *zone;
    const char *wall;
    const char *instant;
    const char *back;
  } cases[] = {
    { "Asia/Shanghai", "2026-03-01T20:00:00", "2026-03-01T12:00:00Z", "2026-03-01T20:00:00" },
    { "Asia/Urumqi", "2026-03-01T20:00:00", "2026-03-01T14:00:00Z", "2026-03-01T20:00:00" },
    { "Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59" },
    { "Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", "2026-03-29T03:30:00" },
    { "Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00" },
    { "Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00" },
    { "Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00" },
    { "America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z", "2026-11-01T01:30:00" },
    { "America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00Z", "2026-03-08T03:30:00" },
    { "Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z", "2026-10-04T02:45:00" },
    { "UTC", "2026-03-01T20:00:00", "2026-03-01T20:00:00Z", "2026-03-01T20:00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = roster_zone_find (cases[i].zone);
      gint64 moment = roster_wall_to_instant (wall (cases[i].wall), zone);

      g_assert_cmpint (moment, ==, instant (cases[i].instant));
      assert_wall (roster_wall_from_instant (moment, zone), cases[i].back);
    }

  g_assert_null (roster_zone_find ("Asia/Nowhere"));
  g_assert_null (roster_zone_find ("../../../etc/passwd"));
  g_assert_null (roster_zone_find ("Asia/../../../etc/passwd"));
  g_assert_null (roster_zone_find (""));
  g_assert_null (roster_zone_find (NULL));
}

/* Every quarter of an hour of two years goes to an instant and comes back, but for the hours that do not exist. */
static void
test_wall_round_trip (void)
{
  static const char *const names[] = { "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = roster_zone_find (names[i]);
      gint64 previous = G_MININT64;
      guint left_out = 0;

      for (gint64 at = wall ("2026-01-01"); at < wall ("2028-01-01"); at += 900)
        {
          gint64 moment = roster_wall_to_instant (at, zone);

          g_assert_cmpint (moment, >, i == 0 ? previous : G_MININT64);
          left_out += roster_wall_from_instant (moment, zone) != at;
          previous = moment;
        }
      g_assert_cmpuint (left_out, ==, i == 0 ? 0 : i == 3 ? 4
                                                          : 8);
    }
}

/* The examples of RFC 5545, 3.8.5.3, that repeat daily or less often: the first times, and how many where they end. */
static void
test_recurrence_of_the_rfc (void)
{
  static const struct
  {
    const char *rule;
    const char *start;
    int total;
    const char *times;
  } cases[] = {
    { "FREQ=DAILY;COUNT=10", "1997-09-02T09:00", 10, "0902 0903 0904 0905 0906 0907 0908 0909 0910 0911" },
    { "FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09-02T09:00", 113, "0902 0903 0904" },
    { "FREQ=DAILY;INTERVAL=2", "1997-09-02T09:00", -1, "0902 0904 0906 0908 0910" },
    { "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02T09:00", 5, "0902 0912 0922 1002 1012" },
    { "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01-01T09:00", 93,
      "0101 0102 0103" },
    { "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01T09:00", 93, "0101 0102 0103" },
    { "FREQ=WEEKLY;COUNT=10", "1997-09-02T09:00", 10, "0902 0909 0916 0923 0930 1007 1014 1021 1028 1104" },
    { "FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09-02T09:00", 17, "0902 0909 0916" },
    { "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02T09:00", -1, "0902 0916 0930 1014 1028" },
    { "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00", 10,
      "0902 0904 0909 0911 0916 0918 0923 0925 0930 1002" },
    { "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00", 10,
      "0902 0904 0909 0911 0916 0918 0923 0925 0930 1002" },
    { "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01T09:00", 25,
      "0901 0903 0905 0915 0917 0919 0929" },
    { "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00", 8,
      "0902 0904 0916 0918 0930 1002 1014 1016" },
    { "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05T09:00", 10,
      "0905 1003 1107 1205 0102 0206 0306 0403 0501 0605" },
    { "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05T09:00", 4, "0905 1003 1107 1205" },
    { "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07T09:00", 10,
      "0907 0928 1102 1130 0104 0125 0301 0329 0503 0531" },
    { "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22T09:00", 6, "0922 1020 1117 1222 0119 0216" },
    { "FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00", -1, "0928 1029 1128 1229 0129 0226" },
    { "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09-02T09:00", 10,
      "0902 0915 1002 1015 1102 1115 1202 1215 0102 0115" },
    { "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30T09:00", 10,
      "0930 1001 1031 1101 1130 1201 1231 0101 0131 0201" },
    { "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10T09:00", 10,
      "0910 0911 0912 0913 0914 0915 0310 0311 0312 0313" },
    { "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09-02T09:00", -1, "0902 0909 0916 0923 0930 1104" },
    { "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10T09:00", 10, "0610 0710 0610 0710 0610" },
    { "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10T09:00", 10, "0310 0110 0210 0310 0110" },
    { "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01T09:00", 10, "0101 0410 0719 0101 0409" },
    { "FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", -1, "0519 0518 0517" },
    { "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00", -1, "0512 0511 0517" },
    { "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00", -1, "0313 0320 0327 0305 0312" },
    { "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06-05T09:00", -1, "0605 0612 0619 0626 0703" },
    { "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13T09:00", -1, "0913 1011 1108 1213 0110" },
    { "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05T09:00", -1,
      "1105 1107 1102" },
    { "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00", 3, "0904 1007 1106" },
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00", -1, "0929 1030 1127 1230 0129" },
    { "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00", 4, "0805 0810 0819 0824" },
    { "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00", 4, "0805 0817 0819 0831" },
    { "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15T09:00", 5, "0115 0130 0215 0315 0330" },
  };
  g_autoptr (GTimeZone) zone = roster_zone_find ("America/New_York");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 start = wall (cases[i].start);
      gboolean complete;
      g_autoptr (GArray) walls = roster_recurrence_walls (cases[i].rule, start, zone, start,
                                                          start + 20 * 366 * ROSTER_WALL_DAY, &complete);
      g_auto (GStrv) times = g_strsplit (cases[i].times, " ", -1);

      g_test_message ("%s", cases[i].rule);
      g_assert_true (complete);
      if (cases[i].total >= 0)
        g_assert_cmpuint (walls->len, ==, cases[i].total);
      for (guint j = 0; times[j] != NULL; j++)
        {
          char text[ROSTER_WALL_TEXT];
          g_autofree char *day = NULL;

          g_assert_cmpuint (j, <, walls->len);
          roster_wall_print (g_array_index (walls, gint64, j), text);
          day = g_strdup_printf ("%.2s%.2s", text + 5, text + 8);
          g_assert_cmpstr (day, ==, times[j]);
          g_assert_cmpstr (text + 11, ==, "09:00:00");
        }
    }
}

static void
test_recurrence_refused (void)
{
  static const char *const rules[] = {
    "",
    "nonsense",
    "FREQ=NEVER",
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
    "FREQ=HOURLY;INTERVAL=3",
    "FREQ=DAILY;BYSECOND=0,1,2",
    "RSCALE=CHINESE;FREQ=YEARLY",
    "INTERVAL=2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (roster_recurrence_check (rules[i], &error));
      g_assert_error (error, ROSTER_SCHEDULE_ERROR, ROSTER_SCHEDULE_ERROR_RULE);
    }
  g_assert_true (roster_recurrence_check ("RRULE:FREQ=WEEKLY;BYDAY=TU", NULL));
}

/* What never matches, matches too often or has no end is over quickly, and says so where it was cut short. */
static void
test_recurrence_hostile (void)
{
  static const struct
  {
    const char *rule;
    gboolean complete;
  } cases[] = {
    { "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", TRUE },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", TRUE },
    { "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11", TRUE },
    { "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;"
      "BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30",
      FALSE },
    { "FREQ=DAILY;COUNT=2000000000", TRUE },
    { "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=32767", TRUE },
    { "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-366", TRUE },
  };
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");
  gint64 start = wall ("2001-01-01T20:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean complete;
      clock_t began = clock ();
      g_autoptr (GArray) walls = roster_recurrence_walls (cases[i].rule, start, zone, wall ("2026-11-01"),
                                                          wall ("2026-12-01"), &complete);

      g_assert_cmpint (complete, ==, cases[i].complete);
      g_assert_cmpint (clock () - began, <, 5 * CLOCKS_PER_SEC);
      g_assert_cmpuint (walls->len, <=, 31);
    }
}

static void
test_repeat_forms (void)
{
  static const struct
  {
    const char *rule;
    gboolean plain;
    const char *again;
  } cases[] = {
    { NULL, TRUE, NULL },
    { "FREQ=DAILY", TRUE, "FREQ=DAILY" },
    { "FREQ=WEEKLY;BYDAY=TH,TU", TRUE, "FREQ=WEEKLY;BYDAY=TU,TH" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=5", TRUE, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=5" },
    { "FREQ=MONTHLY;UNTIL=20261231T155959Z", TRUE, "FREQ=MONTHLY;UNTIL=20261231T155959Z" },
    { "FREQ=WEEKLY;UNTIL=20261231", TRUE, "FREQ=WEEKLY;UNTIL=20261231T155959Z" },
    { "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU", FALSE, NULL },
    { "FREQ=MONTHLY;BYDAY=1FR", FALSE, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=-1", FALSE, NULL },
    { "FREQ=YEARLY", FALSE, NULL },
    { "FREQ=HOURLY", FALSE, NULL },
  };
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterRepeat repeat;

      g_assert_cmpint (roster_repeat_from_rule (&repeat, cases[i].rule, zone), ==, cases[i].plain);
      if (cases[i].plain)
        {
          g_autofree char *again = roster_repeat_to_rule (&repeat, zone);

          g_assert_cmpstr (again, ==, cases[i].again);
        }
    }
}

/* Records to expand */

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

static void
test_expand_across_clock_changes (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL;

  add_live (fixture, "a", "2026-10-23T20:00:00", "Europe/Berlin", 120, "FREQ=DAILY;COUNT=4");
  found = expand (fixture, "2026-10-01T00:00:00Z", "2026-11-30T00:00:00Z");
  assert_walls (found, "10-23/20:00 10-24/20:00 10-25/20:00 10-26/20:00");
  g_assert_cmpint (((RosterOccurrence *) found->pdata[1])->start, ==, instant ("2026-10-24T18:00:00Z"));
  g_assert_cmpint (((RosterOccurrence *) found->pdata[2])->start, ==, instant ("2026-10-25T19:00:00Z"));
  g_assert_cmpint (((RosterOccurrence *) found->pdata[2])->end, ==, instant ("2026-10-25T21:00:00Z"));
}

static void
test_expand_edges (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) touching = NULL, outside = NULL, sorted = NULL;

  add_live (fixture, "a", "2026-11-24T23:00:00", "Asia/Shanghai", 120, NULL);
  add_live (fixture, "b", "2026-11-24T22:00:00", "Asia/Shanghai", 60, NULL);
  add_live (fixture, "c", "not a time", "Asia/Shanghai", 60, NULL);
  add_live (fixture, "d", "2026-11-24T21:00:00", "Atlantis/Capital", 60, NULL);
  touching = expand (fixture, "2026-11-24T16:59:00Z", "2026-11-24T17:00:00Z");
  assert_walls (touching, "11-24/23:00");
  outside = expand (fixture, "2026-11-24T17:00:00Z", "2026-11-25T00:00:00Z");
  g_assert_cmpuint (outside->len, ==, 0);
  sorted = expand (fixture, "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z");
  assert_walls (sorted, "11-24/21:00 11-24/22:00 11-24/23:00");
}

static void
test_occurrences_of_streamers (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GHashTable) by_streamer = NULL;

  add_live (fixture, "a", "2026-11-25T20:00:00", "Asia/Shanghai", 120, "FREQ=DAILY;COUNT=2");
  add_live (fixture, "b", "2026-11-25T10:00:00", "Asia/Shanghai", 120, NULL);
  add_live (fixture, NULL, "2026-11-25T12:00:00", "Asia/Shanghai", 120, NULL);
  add_live (fixture, "a", "2026-11-25T09:00:00", "Asia/Shanghai", 120, NULL);
  found = expand (fixture, "2026-11-24T00:00:00Z", "2026-11-30T00:00:00Z");
  by_streamer = roster_occurrences_by_streamer (found);

  assert_walls (roster_occurrences_of (by_streamer, "a"), "11-25/09:00 11-25/20:00 11-26/20:00");
  assert_walls (roster_occurrences_of (by_streamer, "b"), "11-25/10:00");
  assert_walls (roster_occurrences_of (by_streamer, "c"), "");
}

static void
test_expand_exceptions (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char *const entries[] = { "2026-11-25", "2026-11-26T20:00:00", "2026-11-27T19:00:00", "rubbish", NULL };
  RosterRecord *live = add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, "FREQ=DAILY;COUNT=4");
  g_autoptr (GPtrArray) found = NULL;

  roster_record_set (live, "exceptions", roster_value_new_set (entries));
  found = expand (fixture, "2026-11-01T00:00:00Z", "2026-12-30T00:00:00Z");
  assert_walls (found, "11-24/20:00 11-27/20:00");
}

static void
test_cadence_of_the_rules (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (RosterRuleValues) rules = roster_rule_values_new (none);
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, "a", ACCOUNT);
  RosterCadence read;

  roster_cadence_of (&read, rules);
  g_assert_cmpuint (read.first_phase_days, ==, cadence.first_phase_days);
  g_assert_cmpuint (read.weekly_minutes, ==, cadence.weekly_minutes);
  g_assert_cmpuint (read.weekly_sessions, ==, cadence.weekly_sessions);
  g_assert_cmpuint (read.session_minutes, ==, cadence.session_minutes);
  g_assert_cmpint (read.from_fans, ==, cadence.from_fans);

  g_assert_cmpuint (roster_contact_days (streamer, rules), ==, 14);
  roster_record_set_text (streamer, "tier", "heavy-seller");
  g_assert_cmpuint (roster_contact_days (streamer, rules), ==, 7);
}

static RosterRecord *
new_streamer (const char *id,
              const char *joined,
              int         followers)
{
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, id, ACCOUNT);

  roster_record_set_text (streamer, "name", id);
  roster_record_set_text (streamer, "state", "active");
  roster_record_set_text (streamer, "joinedOn", joined);
  roster_record_set_number (streamer, "followers", followers);
  return streamer;
}

static void
test_obligation (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = new_streamer ("a", "2026-10-01", 500);
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");
  g_autoptr (GPtrArray) occurrences = NULL;
  RosterRecord *held = add_live (fixture, "a", "2026-11-23T20:00:00", "Asia/Shanghai", 120, NULL);
  gint64 now = instant ("2026-11-28T12:00:00Z");
  RosterObligation obligation;

  roster_record_set_text (held, "state", "held");
  roster_record_set_number (held, "actualStart", instant ("2026-11-23T12:05:00Z"));
  roster_record_set_number (held, "actualEnd", instant ("2026-11-23T13:35:00Z"));
  add_live (fixture, "a", "2026-11-24T20:00:00", "Asia/Shanghai", 60, NULL);
  add_live (fixture, "a", "2026-11-29T20:00:00", "Asia/Shanghai", 120, NULL);
  add_live (fixture, "a", "2026-11-30T20:00:00", "Asia/Shanghai", 120, NULL);
  add_live (fixture, "b", "2026-11-29T08:00:00", "Asia/Shanghai", 600, NULL);
  roster_record_set_text (add_live (fixture, "a", "2026-11-29T09:00:00", "Asia/Shanghai", 120, NULL), "state",
                          "cancelled");
  occurrences = expand (fixture, "2026-11-20T00:00:00Z", "2026-12-10T00:00:00Z");

  /* Saturday at eight in the evening: four hours of today and sixteen of tomorrow, two of them planned. */
  roster_obligation_of (&obligation, streamer, occurrences, &cadence, now, zone);
  g_assert_cmpint (obligation.week_start, ==, instant ("2026-11-22T16:00:00Z"));
  g_assert_cmpint (obligation.week_end, ==, instant ("2026-11-29T16:00:00Z"));
  g_assert_cmpuint (obligation.held_minutes, ==, 90);
  g_assert_cmpuint (obligation.held_sessions, ==, 1);
  g_assert_cmpuint (obligation.planned_minutes, ==, 120);
  g_assert_cmpuint (obligation.unsettled_minutes, ==, 60);
  g_assert_cmpuint (obligation.missing_minutes, ==, 150);
  g_assert_cmpuint (obligation.missing_sessions, ==, 2);
  g_assert_cmpuint (obligation.feasible_minutes, ==, 4 * 60 + 14 * 60);
  g_assert_cmpuint (obligation.feasible_sessions, ==, 2 + 6 + 1);
  g_assert_cmpuint (obligation.phase_days_left, ==, 32);
  g_assert_cmpint (obligation.state, ==, ROSTER_OBLIGATION_OPEN);

  /* On Sunday at ten in the evening the two hours that are missing no longer fit. */
  roster_obligation_of (&obligation, streamer, occurrences, &cadence, instant ("2026-11-29T14:00:00Z"), zone);
  g_assert_cmpint (obligation.state, ==, ROSTER_OBLIGATION_LOST);
}

static void
test_obligation_owed_by (Fixture       *fixture,
                         gconstpointer  data)
{
  static const struct
  {
    const char *joined;
    int followers;
    const char *state;
    RosterObligationState expected;
  } cases[] = {
    { "2026-11-24", 6, "active", ROSTER_OBLIGATION_OPEN },
    { "2026-08-27", 6, "active", ROSTER_OBLIGATION_OPEN },
    { "2026-08-26", 6, "active", ROSTER_OBLIGATION_NONE },
    { "2026-11-24", 5, "active", ROSTER_OBLIGATION_NONE },
    { "2026-11-24", 900, "paused", ROSTER_OBLIGATION_NONE },
    { "2026-11-25", 900, "active", ROSTER_OBLIGATION_NONE },
    { NULL, 900, "active", ROSTER_OBLIGATION_NONE },
  };
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) streamer = new_streamer ("a", cases[i].joined, cases[i].followers);
      RosterObligation obligation;

      roster_record_set_text (streamer, "state", cases[i].state);
      roster_obligation_of (&obligation, streamer, none, &cadence, instant ("2026-11-24T12:00:00Z"), zone);
      g_assert_cmpint (obligation.state, ==, cases[i].expected);
    }
}

static void
add_held (Fixture    *fixture,
          const char *streamer,
          const char *start,
          gint64      sales)
{
  RosterRecord *live = add_live (fixture, streamer, start, "Asia/Shanghai", 60, NULL);

  roster_record_set_text (live, "state", "held");
  roster_record_set_number (live, "sales", sales);
}

static void
test_free_slots (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");
  g_autoptr (GPtrArray) occurrences = NULL, past = NULL;
  g_autoptr (GArray) slots = NULL;
  RosterFreeSlot *best;

  /* Evenings sold ten times as much as mornings; the best evening is taken by another live of the trainer. */
  add_held (fixture, "a", "2026-11-17T20:00:00", 1000000);
  add_held (fixture, "a", "2026-11-18T20:00:00", 1000000);
  add_held (fixture, "a", "2026-11-19T09:00:00", 100000);
  add_held (fixture, "b", "2026-11-19T12:00:00", 90000000);
  roster_record_set_text (add_live (fixture, "c", "2026-11-25T18:00:00", "Asia/Shanghai", 300, NULL), "trainer", "t");
  add_live (fixture, "a", "2026-11-26T19:00:00", "Asia/Shanghai", 120, NULL);
  past = expand (fixture, "2026-11-01T00:00:00Z", "2026-11-24T00:00:00Z");
  occurrences = expand (fixture, "2026-11-24T00:00:00Z", "2026-11-30T00:00:00Z");

  slots = roster_free_slots ("a", "t", occurrences, past, instant ("2026-11-24T15:00:00Z"),
                             instant ("2026-11-26T16:00:00Z"), 120, 5, zone);
  g_assert_cmpuint (slots->len, ==, 2);
  best = &g_array_index (slots, RosterFreeSlot, 0);
  assert_wall (best->wall, "2026-11-26T21:00:00");
  g_assert_cmpuint (best->n_lives, ==, 2);
  g_assert_cmpint (best->end - best->start, ==, 120 * 60000);
  best = &g_array_index (slots, RosterFreeSlot, 1);
  assert_wall (best->wall, "2026-11-25T12:00:00");

  /* Without the trainer the Wednesday, which sold best, comes first. */
  g_array_unref (slots);
  slots = roster_free_slots ("a", NULL, occurrences, past, instant ("2026-11-24T15:00:00Z"),
                             instant ("2026-11-26T16:00:00Z"), 120, 1, zone);
  g_assert_cmpuint (slots->len, ==, 1);
  assert_wall (g_array_index (slots, RosterFreeSlot, 0).wall, "2026-11-25T20:00:00");
}

/* Whatever is proposed lies in the range and in the day, and touches nothing that the streamer has. */
static void
test_free_slots_never_clash (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = roster_zone_find ("Europe/Berlin");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 200; round++)
    {
      gint64 from =
          instant ("2026-10-20T00:00:00Z") + g_rand_int_range (rand, 0, 10 * 24 * 60) * G_GINT64_CONSTANT (60000);
      gint64 to = from + g_rand_int_range (rand, 1, 7 * 24 * 60) * G_GINT64_CONSTANT (60000);
      guint minutes = (guint) g_rand_int_range (rand, 1, 300);
      g_autoptr (GPtrArray) occurrences = NULL;
      g_autoptr (GArray) slots = NULL;

      g_ptr_array_set_size (fixture->lives, 0);
      for (guint i = 0; i < 12; i++)
        {
          char start[ROSTER_WALL_TEXT];

          roster_wall_print (wall ("2026-10-20") + g_rand_int_range (rand, 0, 14 * 24 * 4) * 900, start);
          add_live (fixture, "a", start, "Europe/Berlin", g_rand_int_range (rand, 1, 600), NULL);
        }
      occurrences = roster_occurrences_expand (fixture->lives, from, to, NULL);
      slots = roster_free_slots ("a", NULL, occurrences, occurrences, from, to, minutes, 100, zone);
      for (guint i = 0; i < slots->len; i++)
        {
          RosterFreeSlot *slot = &g_array_index (slots, RosterFreeSlot, i);

          g_assert_cmpint (slot->start, >=, from);
          g_assert_cmpint (slot->end, <=, to);
          g_assert_cmpint (slot->wall - roster_wall_day (slot->wall), >=, ROSTER_FREE_FROM_MINUTE * 60);
          for (guint j = 0; j < occurrences->len; j++)
            {
              RosterOccurrence *busy = occurrences->pdata[j];

              g_assert_true (slot->end <= busy->start || slot->start >= busy->end);
            }
        }
    }
}

static RosterRecord *
new_line_up (const char *id,
             const char *live,
             const char *product,
             const char *role)
{
  RosterRecord *line_up = roster_record_new (&roster_lineup_type, id, ACCOUNT);
  g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *item = g_strdup_printf ("{\"position\":1,\"price\":1000,\"role\":\"%s\"}", role);

  g_hash_table_insert (items, (gpointer) product, item);
  roster_record_set_text (line_up, "live", live);
  roster_record_set (line_up, "items", roster_value_new_map (items));
  return line_up;
}

static void
assert_clashes (GPtrArray  *clashes,
                const char *expected)
{
  static const char *const names[] = { "streamer", "person", "no-line-up", "no-traffic", "no-profit", "stock" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < clashes->len; i++)
    {
      RosterLiveClash *clash = clashes->pdata[i];

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "",
                              roster_record_text (clash->occurrence->live, "streamer"), names[clash->kind]);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_clashes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");
  g_autoptr (GPtrArray) line_ups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) factories = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) occurrences = NULL, clashes = NULL;
  RosterRecord *live, *product, *factory;
  RosterLiveClash *stock;

  factory = roster_record_new (&roster_factory_type, "f", "company");
  roster_record_set_number (factory, "leadTimeDays", 3);
  g_ptr_array_add (factories, factory);
  product = roster_record_new (&roster_product_type, "p", "company");
  roster_record_set_number (product, "stock", 0);
  roster_record_set_text (product, "factory", "f");
  g_ptr_array_add (products, product);

  /* Over, cancelled, one after the other: no clash. */
  add_live (fixture, "past", "2026-11-24T10:00:00", "Asia/Shanghai", 60, NULL);
  live = add_live (fixture, "off", "2026-11-25T20:00:00", "Asia/Shanghai", 60, NULL);
  roster_record_set_text (live, "state", "cancelled");
  roster_record_set_text (live, "trainer", "t");

  live = add_live (fixture, "a", "2026-11-25T20:00:00", "Asia/Shanghai", 60, NULL);
  roster_record_set_text (live, "trainer", "t");
  g_ptr_array_add (line_ups, new_line_up ("l1", roster_record_id (live), "p", "traffic"));
  live = add_live (fixture, "a", "2026-11-25T20:30:00", "Asia/Shanghai", 30, NULL);
  g_ptr_array_add (line_ups, new_line_up ("l2", roster_record_id (live), "q", "profit"));
  live = add_live (fixture, "b", "2026-11-25T20:59:00", "Asia/Shanghai", 30, NULL);
  roster_record_set_text (live, "salesperson", "t");
  live = add_live (fixture, "c", "2026-11-27T20:00:00", "Asia/Shanghai", 30, NULL);
  roster_record_set_text (live, "lineUp", "l1");

  occurrences = expand (fixture, "2026-11-20T00:00:00Z", "2026-12-10T00:00:00Z");
  clashes = roster_live_clashes (occurrences, line_ups, products, factories, instant ("2026-11-24T12:00:00Z"), zone);
  assert_clashes (clashes, "a:no-profit a:stock a:streamer a:no-traffic a:person b:no-line-up c:no-profit");
  stock = clashes->pdata[1];
  g_assert_cmpstr (stock->product, ==, "p");
  assert_wall (stock->until, "2026-11-27T00:00:00");
  g_assert_cmpstr (((RosterLiveClash *) clashes->pdata[4])->person, ==, "t");
  g_assert_true (roster_live_line_up (stock->occurrence, line_ups) == line_ups->pdata[0]);
}

static void
test_contact_clock (void)
{
  static const struct
  {
    const char *last;
    const char *joined;
    const char *step;
    RosterContactState state;
    int days_over;
  } cases[] = {
    { "2026-11-20T01:00:00Z", "2026-01-01", NULL, ROSTER_CONTACT_FRESH, -3 },
    { "2026-11-17T01:00:00Z", "2026-01-01", NULL, ROSTER_CONTACT_DUE, 0 },
    { "2026-11-16T15:59:00Z", "2026-01-01", NULL, ROSTER_CONTACT_OVERDUE, 1 },
    { "2026-11-16T16:01:00Z", "2026-01-01", NULL, ROSTER_CONTACT_DUE, 0 },
    { "2026-11-01T01:00:00Z", "2026-01-01", "2026-11-26", ROSTER_CONTACT_PLANNED, 16 },
    { "2026-11-01T01:00:00Z", "2026-01-01", "2026-11-24", ROSTER_CONTACT_PLANNED, 16 },
    { "2026-11-20T01:00:00Z", "2026-01-01", "2026-11-22", ROSTER_CONTACT_OVERDUE, 2 },
    { "2026-11-20T01:00:00Z", "2026-01-01", "2026-11-19", ROSTER_CONTACT_FRESH, -3 },
    { NULL, "2026-11-20", NULL, ROSTER_CONTACT_FRESH, -3 },
    { NULL, "2026-10-24", NULL, ROSTER_CONTACT_OVERDUE, 24 },
    { NULL, NULL, NULL, ROSTER_CONTACT_DUE, 0 },
  };
  g_autoptr (GTimeZone) zone = roster_zone_find ("Asia/Shanghai");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) streamer = new_streamer ("a", cases[i].joined, 100);
      RosterContactClock clock;

      if (cases[i].step != NULL)
        {
          roster_record_set_text (streamer, "nextStep", "Send samples");
          roster_record_set_text (streamer, "nextStepDue", cases[i].step);
        }
      roster_contact_clock_of (&clock, streamer, cases[i].last != NULL ? instant (cases[i].last) : G_MININT64, 7,
                               instant ("2026-11-24T12:00:00Z"), zone);
      g_assert_cmpint (clock.state, ==, cases[i].state);
      g_assert_cmpint (clock.days_over, ==, cases[i].days_over);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schedule/wall/text", test_wall_text);
  g_test_add_func ("/schedule/wall/zones-and-changes-of-the-clocks", test_wall_zones);
  g_test_add_func ("/schedule/wall/round-trip", test_wall_round_trip);
  g_test_add_func ("/schedule/recurrence/examples-of-rfc-5545", test_recurrence_of_the_rfc);
  g_test_add_func ("/schedule/recurrence/refuses-what-lives-cannot-follow", test_recurrence_refused);
  g_test_add_func ("/schedule/recurrence/hostile-rules-end", test_recurrence_hostile);
  g_test_add_func ("/schedule/recurrence/forms", test_repeat_forms);
  g_test_add_func ("/schedule/obligation/numbers-of-the-rules", test_cadence_of_the_rules);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/schedule/occurrences/keep-wall-time-across-clock-changes", test_expand_across_clock_changes);
  ADD ("/schedule/occurrences/edges-order-and-what-cannot-be-read", test_expand_edges);
  ADD ("/schedule/occurrences/exceptions", test_expand_exceptions);
  ADD ("/schedule/occurrences/of-each-streamer-in-their-order", test_occurrences_of_streamers);
  ADD ("/schedule/obligation/counts-held-planned-and-free", test_obligation);
  ADD ("/schedule/obligation/owed-by", test_obligation_owed_by);
  ADD ("/schedule/free-slots/where-lives-sold-best", test_free_slots);
  ADD ("/schedule/free-slots/never-clash", test_free_slots_never_clash);
  ADD ("/schedule/clashes/kinds", test_clashes);
#undef ADD
  g_test_add_func ("/schedule/contact-clock", test_contact_clock);

  return g_test_run ();
}
