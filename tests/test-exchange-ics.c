/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libical/ical.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-export-ics.h"
#include "roster-import-ics.h"
#include "roster-occurrence.h"
#include "roster-reminder.h"

#define ZHANG "0195a000-0000-7000-8000-000000000001"
#define LI "0195a000-0000-7000-8000-000000000002"

typedef struct
{
  GPtrArray *lives;
  GPtrArray *streamers;
  GPtrArray *rows;
} Fixture;

static void
add_streamer (Fixture    *fixture,
              const char *id,
              const char *name)
{
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, id, "book");

  roster_record_set_text (streamer, "name", name);
  g_ptr_array_add (fixture->streamers, streamer);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->lives = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->streamers = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->rows = NULL;
  add_streamer (fixture, ZHANG, "张三");
  add_streamer (fixture, LI, "张三丰");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  g_ptr_array_unref (fixture->lives);
  g_ptr_array_unref (fixture->streamers);
}

static void
read_bytes (Fixture *fixture,
            GBytes  *bytes)
{
  RosterIcsContext context = { .lives = fixture->lives, .streamers = fixture->streamers, .zone = "Asia/Shanghai" };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  fixture->rows = roster_import_ics (bytes, &context, &error);
  g_assert_no_error (error);
}

static void
read_events (Fixture    *fixture,
             const char *events)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n", events, "END:VCALENDAR\r\n",
                                       NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  read_bytes (fixture, bytes);
}

/* Does what the plan says. */
static void
take (Fixture *fixture)
{
  for (guint i = 0; i < fixture->rows->len; i++)
    {
      RosterImportRow *row = fixture->rows->pdata[i];
      guint index;

      if (row->outcome == ROSTER_IMPORT_UPDATE && g_ptr_array_find (fixture->lives, row->before, &index))
        g_ptr_array_remove_index (fixture->lives, index);
      if (row->outcome == ROSTER_IMPORT_CREATE || row->outcome == ROSTER_IMPORT_UPDATE)
        g_ptr_array_add (fixture->lives, g_object_ref (row->after));
    }
}

static void
assert_times (Fixture    *fixture,
              const char *expected)
{
  gint64 from, to;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (roster_instant_from_text ("2026-01-01T00:00:00Z", &from));
  g_assert_true (roster_instant_from_text ("2027-01-01T00:00:00Z", &to));
  found = roster_occurrences_expand (fixture->lives, from, to, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *start = roster_instant_to_text (((RosterOccurrence *) found->pdata[i])->start);

      g_string_append_printf (text, "%s%.5s/%.5s", i > 0 ? " " : "", start + 5, start + 11);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static RosterImportRow *
row (Fixture *fixture,
     guint    index)
{
  g_assert_cmpuint (index, <, fixture->rows->len);
  return fixture->rows->pdata[index];
}

static void
test_google (Fixture       *fixture,
             gconstpointer  data)
{
  read_events (
      fixture,
      "BEGIN:VEVENT\r\nDTSTART;TZID=Asia/Shanghai:20260303T200000\r\nDTEND;TZID=Asia/Shanghai:20260303T220000\r\n"
      "RRULE:FREQ=WEEKLY;UNTIL=20260317T155959Z;BYDAY=TU\r\nEXDATE;TZID=Asia/Shanghai:20260310T200000\r\n"
      "DTSTAMP:20260301T000000Z\r\nUID:abc@google.com\r\nSTATUS:CONFIRMED\r\nSUMMARY:张三 晚场\r\n"
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P0DT0H45M0S\r\nEND:VALARM\r\nEND:VEVENT\r\n");
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  g_assert_cmpint (row (fixture, 0)->outcome, ==, ROSTER_IMPORT_CREATE);
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "streamer"), ==, ZHANG);
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "state"), ==, "planned");
  g_assert_cmpint (roster_record_number (row (fixture, 0)->after, "durationMinutes", 0), ==, 120);
  {
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    g_autoptr (RosterRuleValues) rules = roster_rule_values_new (none);

    g_assert_cmpint (roster_reminder_minutes (ROSTER_REMINDER_BEFORE_START, row (fixture, 0)->after, rules), ==, 45);
  }
  take (fixture);
  assert_times (fixture, "03-03/12:00 03-17/12:00");
}

static void
test_outlook (Fixture       *fixture,
              gconstpointer  data)
{
  read_events (fixture,
               "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
               "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\n"
               "END:STANDARD\r\nEND:VTIMEZONE\r\n"
               "BEGIN:VEVENT\r\nUID:040000008200E00074C5B7101A82E008\r\nSUMMARY:Live 张三丰\r\n"
               "DTSTART;TZID=W. Europe Standard Time:20261024T200000\r\n"
               "DTEND;TZID=W. Europe Standard Time:20261024T213000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"
               "EXDATE:20261026T190000Z\r\nEND:VEVENT\r\n"
               "BEGIN:VEVENT\r\nUID:040000008200E00074C5B7101A82E008\r\nSUMMARY:Live 张三丰\r\n"
               "RECURRENCE-ID;TZID=W. Europe Standard Time:20261025T200000\r\n"
               "DTSTART;TZID=China Standard Time:20261026T100000\r\nDTEND;TZID=China Standard Time:20261026T110000\r\n"
               "END:VEVENT\r\n");
  g_assert_cmpuint (fixture->rows->len, ==, 2);
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "streamer"), ==, LI);
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "zone"), ==, "Europe/Berlin");
  g_assert_cmpstr (roster_record_text (row (fixture, 1)->after, "zone"), ==, "Asia/Shanghai");
  take (fixture);
  assert_times (fixture, "10-24/18:00 10-26/02:00");

  /* Once more, with one time moved again. */
  read_events (fixture,
               "BEGIN:VEVENT\r\nUID:040000008200E00074C5B7101A82E008\r\nSUMMARY:Live 张三丰\r\n"
               "RECURRENCE-ID;TZID=W. Europe Standard Time:20261025T200000\r\n"
               "DTSTART;TZID=China Standard Time:20261026T110000\r\nDTEND;TZID=China Standard Time:20261026T120000\r\n"
               "END:VEVENT\r\n");
  g_assert_cmpint (row (fixture, 0)->outcome, ==, ROSTER_IMPORT_UPDATE);
  take (fixture);
  assert_times (fixture, "10-24/18:00 10-26/03:00");
}

static void
test_evolution (Fixture       *fixture,
                gconstpointer  data)
{
  read_events (fixture,
               "BEGIN:VEVENT\r\nUID:20260301T000000Z-1\r\nSUMMARY:张三\r\n"
               "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260305T200000\r\n"
               "DURATION:PT1H30M\r\nDESCRIPTION:Bring samples\r\nEND:VEVENT\r\n"
               "BEGIN:VEVENT\r\nUID:utc\r\nSUMMARY:张三\r\nDTSTART:20260306T120000Z\r\nDTEND:20260306T130000Z\r\n"
               "STATUS:CANCELLED\r\nEND:VEVENT\r\n"
               "BEGIN:VEVENT\r\nUID:floating\r\nSUMMARY:张三\r\nDTSTART:20260307T200000\r\nDTEND:20260307T210000\r\n"
               "END:VEVENT\r\n");
  g_assert_cmpuint (fixture->rows->len, ==, 3);
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "notes"), ==, "Bring samples");
  g_assert_cmpint (roster_record_number (row (fixture, 0)->after, "durationMinutes", 0), ==, 90);
  g_assert_cmpstr (roster_record_text (row (fixture, 1)->after, "startLocal"), ==, "2026-03-06T20:00:00");
  g_assert_cmpstr (roster_record_text (row (fixture, 1)->after, "state"), ==, "cancelled");
  take (fixture);
  assert_times (fixture, "03-05/19:00 03-06/12:00 03-07/12:00");
}

static const char *const refused[] = {
  "UID:a\r\nSUMMARY:张三\r\nDTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260306\r\n",
  "UID:a\r\nSUMMARY:Somebody else\r\nDTSTART:20260305T120000Z\r\nDURATION:PT1H\r\n",
  "UID:a\r\nSUMMARY:张三\r\nDTSTART;TZID=Atlantis Standard Time:20260305T120000\r\nDURATION:PT1H\r\n",
  "UID:a\r\nSUMMARY:张三\r\nDTSTART:20260305T120000Z\r\nDURATION:P2D\r\n",
  "UID:a\r\nSUMMARY:张三\r\nDTSTART:20260305T120000Z\r\n",
  "UID:a\r\nSUMMARY:张三\r\nDTSTART:20260305T120000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY\r\n",
  "SUMMARY:张三\r\nDTSTART:20260305T120000Z\r\nDURATION:PT1H\r\n",
  "UID:a\r\nSUMMARY:张三\r\n",
};

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *event = g_strconcat ("BEGIN:VEVENT\r\n", refused[i], "END:VEVENT\r\n", NULL);

      read_events (fixture, event);
      g_assert_cmpuint (fixture->rows->len, ==, 1);
      g_assert_cmpint (row (fixture, 0)->outcome, ==, ROSTER_IMPORT_REFUSE);
      g_assert_nonnull (row (fixture, 0)->reason);
      g_assert_null (row (fixture, 0)->after);
    }
}

static void
test_no_calendar (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterIcsContext context = { .lives = fixture->lives, .streamers = fixture->streamers, .zone = "Asia/Shanghai" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("name,price\n", 11);
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_import_ics (bytes, &context, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT);

  g_bytes_unref (bytes);
  bytes = g_bytes_new (NULL, 0);
  g_assert_null (roster_import_ics (bytes, &context, NULL));
}

static RosterRecord *
add_live (Fixture    *fixture,
          const char *id,
          const char *start,
          const char *rule)
{
  RosterRecord *live = roster_record_new (&roster_live_type, id, "book");

  roster_record_set_text (live, "streamer", ZHANG);
  roster_record_set_text (live, "name", "Evening");
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "zone", "Europe/Berlin");
  roster_record_set_number (live, "durationMinutes", 90);
  roster_record_set_text (live, "state", "planned");
  roster_record_set_text (live, "recurrence", rule);
  g_ptr_array_add (fixture->lives, live);
  return live;
}

/* A calendar as an app writes it: what there is to be seen of each event, and when the lives take place, in UTC. */
typedef struct
{
  const char *file;
  const char *outcomes;
  const char *times;
} Written;

static const Written written[] = {
  /* The evening of the 10th and the 13th is left out, that of the 17th moved to the 18th, an afternoon is added; a
     birthday has no hour and the dentist no streamer. */
  { "gnome-calendar.ics", "create refuse refuse create create",
    "03-03/12:00 03-06/12:00 03-08/07:00 03-18/11:30 03-20/12:00 03-24/12:00" },
  /* Four evenings in Berlin over the change of the clocks, told in UTC which one is moved; one more is cancelled. */
  { "evolution.ics", "create create create", "03-27/19:00 03-28/19:00 03-29/19:00 03-30/18:00 04-01/12:00" },
  /* One left out, one moved, one cancelled, and the series that “this and following” has split off. */
  { "google.ics", "create create create create",
    "03-03/12:00 03-18/12:30 03-24/12:00 03-31/12:00 04-07/13:00 04-14/13:00" },
  /* Two left out on one line, one moved; one too long; Berlin again; a zone that only the file describes. */
  { "outlook.ics", "create refuse create create create",
    "03-03/12:00 03-04/12:00 03-07/11:30 03-08/12:00 04-20/12:30 04-23/12:30 10-24/18:00 10-25/19:00 10-26/19:00" },
};

static void
read_file (Fixture    *fixture,
           const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "calendars", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (text, length);
  read_bytes (fixture, bytes);
}

static void
assert_outcomes (Fixture    *fixture,
                 const char *expected)
{
  static const char *const names[] = {
    [ROSTER_IMPORT_CREATE] = "create",
    [ROSTER_IMPORT_UPDATE] = "update",
    [ROSTER_IMPORT_SKIP] = "skip",
    [ROSTER_IMPORT_REFUSE] = "refuse",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < fixture->rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", names[row (fixture, i)->outcome]);
  g_assert_cmpstr (text->str, ==, expected);
}

/* Read once, the lives are those of the calendar to the minute; read again, they are the same. */
static void
test_as_written (Fixture       *fixture,
                 gconstpointer  data)
{
  const Written *calendar = data;
  g_autofree char *again = NULL;
  g_auto (GStrv) outcomes = g_strsplit (calendar->outcomes, "create", -1);

  read_file (fixture, calendar->file);
  assert_outcomes (fixture, calendar->outcomes);
  take (fixture);
  assert_times (fixture, calendar->times);

  read_file (fixture, calendar->file);
  again = g_strjoinv ("skip", outcomes);
  assert_outcomes (fixture, again);
  take (fixture);
  assert_times (fixture, calendar->times);
}

static int
minutes_before (RosterRecord *live)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (RosterRuleValues) rules = roster_rule_values_new (none);

  return roster_reminder_minutes (ROSTER_REMINDER_BEFORE_START, live, rules);
}

static void
test_what_else_is_written (Fixture       *fixture,
                           gconstpointer  data)
{
  read_file (fixture, "gnome-calendar.ics");
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "streamer"), ==, ZHANG);
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "notes"), ==,
                   "带样品, 问清楚价格;\n提前十五分钟到直播间\n货架上要有瓶盖和标签的样品, 颜色按主播的主题色");
  g_assert_cmpint (minutes_before (row (fixture, 0)->after), ==, 60);
  g_assert_cmpint (minutes_before (row (fixture, 3)->after), ==, 60);
  /* The time that was added is like the others of its series. */
  g_assert_cmpstr (roster_record_text (row (fixture, 4)->after, "series"), ==,
                   roster_record_id (row (fixture, 0)->after));
  g_assert_cmpint (roster_record_number (row (fixture, 4)->after, "durationMinutes", 0), ==, 120);
  g_assert_cmpint (minutes_before (row (fixture, 4)->after), ==, 60);
  g_assert_nonnull (strstr (row (fixture, 1)->reason, "生日"));
  g_assert_nonnull (strstr (row (fixture, 2)->reason, "牙医"));

  read_file (fixture, "evolution.ics");
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "streamer"), ==, LI);
  g_assert_cmpint (minutes_before (row (fixture, 0)->after), ==, 15);
  g_assert_cmpstr (roster_record_text (row (fixture, 1)->after, "state"), ==, "cancelled");
  g_assert_cmpint (roster_record_number (row (fixture, 1)->after, "durationMinutes", 0), ==, 90);
  g_assert_cmpstr (roster_record_text (row (fixture, 2)->after, "slot"), ==, "2026-03-29T20:00:00");

  read_file (fixture, "google.ics");
  g_assert_cmpint (minutes_before (row (fixture, 0)->after), ==, 45);
  g_assert_false (roster_record_has (row (fixture, 0)->after, "notes"));
  g_assert_cmpstr (roster_record_text (row (fixture, 3)->after, "state"), ==, "cancelled");
  g_assert_cmpint (roster_record_number (row (fixture, 2)->after, "durationMinutes", 0), ==, 90);

  read_file (fixture, "outlook.ics");
  g_assert_cmpstr (roster_record_text (row (fixture, 0)->after, "zone"), ==, "Asia/Shanghai");
  g_assert_cmpstr (roster_record_text (row (fixture, 2)->after, "zone"), ==, "Europe/Berlin");
  g_assert_cmpstr (roster_record_text (row (fixture, 3)->after, "zone"), ==, "Asia/Shanghai");
  g_assert_cmpint (minutes_before (row (fixture, 0)->after), ==, 15);
}

/* What was exported and comes back is the same, also one time of a series and the alarm. */
static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const exceptions[] = { "2026-03-30T20:00:00", NULL };
  RosterRecord *series = add_live (fixture, "0195a000-0000-7000-8000-000000000011", "2026-03-28T20:00:00",
                                   "FREQ=WEEKLY;BYDAY=SA,SU,MO,TU;COUNT=4");
  RosterRecord *moved = add_live (fixture, "0195a000-0000-7000-8000-000000000012", "2026-03-29T21:00:00", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;

  roster_record_set (series, "exceptions", roster_value_new_set (exceptions));
  roster_record_set_text (moved, "series", roster_record_id (series));
  roster_record_set_text (moved, "slot", "2026-03-29T20:00:00");
  roster_reminder_set_minutes (moved, ROSTER_REMINDER_BEFORE_START, 60);
  bytes = roster_export_ics (fixture->lives, NULL, 0, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, NULL);
  g_assert_nonnull (g_strstr_len (text, g_bytes_get_size (bytes), "RECURRENCE-ID;TZID=Europe/Berlin:20260329T200000"));
  g_assert_nonnull (g_strstr_len (text, g_bytes_get_size (bytes), "TRIGGER:-PT30M"));
  g_assert_nonnull (g_strstr_len (text, g_bytes_get_size (bytes), "TRIGGER:-PT1H"));

  read_bytes (fixture, bytes);
  g_assert_cmpuint (fixture->rows->len, ==, 2);
  for (guint i = 0; i < fixture->rows->len; i++)
    g_assert_cmpint (row (fixture, i)->outcome, ==, ROSTER_IMPORT_SKIP);
}

static guint
count_lines (GStrv       lines,
             const char *start)
{
  guint count = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    count += g_str_has_prefix (lines[i], start);
  return count;
}

/* Every property of an alarm against RFC 5545, 3.6.6, and RFC 9074: as text, and as another program reads it. */
static void
test_alarms_follow_the_rfcs (Fixture       *fixture,
                             gconstpointer  data)
{
  static const char *const allowed[] = { "UID", "ACTION", "TRIGGER", "DESCRIPTION", NULL };
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) bytes = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) alarms = NULL, lines = NULL;
  icalcomponent *calendar;
  RosterRecord *live;
  guint n_alarms = 0;

  add_live (fixture, "0195a000-0000-7000-8000-000000000011", "2026-03-28T20:00:00", "FREQ=DAILY;COUNT=3");
  live = add_live (fixture, "0195a000-0000-7000-8000-000000000012", "2026-03-29T21:00:00", NULL);
  roster_record_set_text (live, "series", "0195a000-0000-7000-8000-000000000011");
  roster_record_set_text (live, "slot", "2026-03-29T20:00:00");
  roster_record_set_text (live, "name", "一个很长很长很长很长很长很长很长很长很长很长很长很长的标题, 有逗号; 和分号");
  roster_reminder_set_minutes (live, ROSTER_REMINDER_BEFORE_START, 90);
  live = add_live (fixture, "0195a000-0000-7000-8000-000000000013", "2026-04-01T20:00:00", NULL);
  roster_record_set_text (live, "state", "cancelled");
  live = add_live (fixture, "0195a000-0000-7000-8000-000000000014", "2026-04-02T20:00:00", NULL);
  roster_record_set_text (live, "state", "held");
  live = add_live (fixture, "0195a000-0000-7000-8000-000000000015", "2026-04-03T20:00:00", NULL);
  roster_reminder_set_minutes (live, ROSTER_REMINDER_BEFORE_START, ROSTER_REMINDER_OFF);
  bytes = roster_export_ics (fixture->lives, NULL, 0, &error);
  g_assert_no_error (error);
  again = roster_export_ics (fixture->lives, NULL, 0, &error);
  g_assert_true (g_bytes_equal (bytes, again));
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  /* Content lines end in CRLF and are folded at 75 octets (3.1). */
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strchr (lines[i], '\n'));
    }

  /* What lies ahead and is reminded of has an alarm, within its event. */
  alarms = g_strsplit (text, "BEGIN:VALARM\r\n", -1);
  g_assert_cmpuint (g_strv_length (alarms), ==, 3);
  for (guint i = 1; alarms[i] != NULL; i++)
    {
      g_auto (GStrv) properties = NULL;

      *strstr (alarms[i], "END:VALARM\r\n") = '\0';
      properties = g_strsplit (alarms[i], "\r\n", -1);
      for (guint k = 0; k < G_N_ELEMENTS (allowed) - 1; k++)
        g_assert_cmpuint (count_lines (properties, allowed[k]), ==, 1);
      for (guint k = 0; properties[k] != NULL; k++)
        {
          g_autofree char *name = g_strndup (properties[k], strcspn (properties[k], ":;"));

          g_assert_true (name[0] == ' ' || name[0] == '\0' || g_strv_contains (allowed, name));
        }
      g_assert_cmpuint (count_lines (properties, "ACTION:DISPLAY"), ==, 1);
      g_assert_cmpuint (count_lines (properties, i == 1 ? "TRIGGER:-PT30M" : "TRIGGER:-PT1H30M"), ==, 1);
    }

  calendar = icalparser_parse_string (text);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    for (icalcomponent *alarm = icalcomponent_get_first_component (event, ICAL_VALARM_COMPONENT); alarm != NULL;
         alarm = icalcomponent_get_next_component (event, ICAL_VALARM_COMPONENT))
      {
        icalproperty *trigger = icalcomponent_get_first_property (alarm, ICAL_TRIGGER_PROPERTY);
        const char *uid = icalcomponent_get_uid (alarm);

        g_assert_true (g_uuid_string_is_valid (uid));
        g_assert_true (g_hash_table_add (uids, g_strdup (uid)));
        g_assert_cmpstr (icalcomponent_get_description (alarm), ==, icalcomponent_get_summary (event));
        g_assert_true (icaltime_is_null_time (icalproperty_get_trigger (trigger).time));
        g_assert_cmpint (icaldurationtype_as_int (icalproperty_get_trigger (trigger).duration), <, 0);
        n_alarms++;
      }
  g_assert_cmpuint (n_alarms, ==, 2);
  icalcomponent_free (calendar);
}

/* Alarms as calendars leave them that know RFC 9074: the one that was seen says when to remind, the one that was put
   off and the one that goes by the end say nothing about it. */
static void
test_alarms_that_were_answered (Fixture       *fixture,
                                gconstpointer  data)
{
  read_events (fixture,
               "BEGIN:VEVENT\r\nUID:snoozed\r\nSUMMARY:张三\r\nDTSTART:20260306T120000Z\r\nDTEND:20260306T130000Z\r\n"
               "BEGIN:VALARM\r\nUID:B\r\nACTION:DISPLAY\r\nDESCRIPTION:张三\r\n"
               "RELATED-TO;RELTYPE=SNOOZE:A\r\nTRIGGER;VALUE=DATE-TIME:20260306T113500Z\r\nEND:VALARM\r\n"
               "BEGIN:VALARM\r\nUID:C\r\nACTION:DISPLAY\r\nDESCRIPTION:张三\r\nTRIGGER;RELATED=END:-PT5M\r\n"
               "END:VALARM\r\n"
               "BEGIN:VALARM\r\nUID:A\r\nACTION:DISPLAY\r\nDESCRIPTION:张三\r\nTRIGGER:-PT40M\r\n"
               "ACKNOWLEDGED:20260306T112501Z\r\nEND:VALARM\r\nEND:VEVENT\r\n");
  g_assert_cmpint (row (fixture, 0)->outcome, ==, ROSTER_IMPORT_CREATE);
  g_assert_cmpint (minutes_before (row (fixture, 0)->after), ==, 40);
}

/* A local time may stand with a space in it. */
static void
test_a_space_in_a_time_is_no_day (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  add_live (fixture, "0195a000-0000-7000-8000-000000000011", "2026-03-28 20:00", NULL);
  bytes = roster_export_ics (fixture->lives, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  "DTSTART;TZID=Europe/Berlin:20260328T200000"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/exchange/ics/google", test_google);
  ADD ("/exchange/ics/outlook-and-names-of-windows", test_outlook);
  ADD ("/exchange/ics/evolution-utc-and-floating", test_evolution);
  ADD ("/exchange/ics/refused", test_refused);
  ADD ("/exchange/ics/no-calendar", test_no_calendar);
  ADD ("/exchange/ics/what-else-is-written", test_what_else_is_written);
  ADD ("/exchange/ics/alarms-follow-the-rfcs", test_alarms_follow_the_rfcs);
  ADD ("/exchange/ics/alarms-that-were-answered", test_alarms_that_were_answered);
  ADD ("/exchange/ics/round-trip", test_round_trip);
  ADD ("/exchange/ics/a-space-in-a-time-is-no-day", test_a_space_in_a_time_is_no_day);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/ics/as-written/", written[i].file, NULL);

      g_test_add (path, Fixture, &written[i], set_up, test_as_written, tear_down);
    }

  return g_test_run ();
}
