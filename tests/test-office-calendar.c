/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "office-fixture.h"
#include "roster-office-calendar.h"

#define STREAMER "0195a000-0000-7000-8000-000000000101"
#define GOOD "0195a000-0000-7000-8000-000000000201"

/* A client of another maker may send what no calendar can hold; the phone still gets the rest. */
static void
test_a_bad_live_costs_no_other (OfficeFixture *fixture,
                                gconstpointer  data)
{
  static const char *const bad[] = {
    "\"startLocal\":\"tomorrow\",\"zone\":\"Asia/Shanghai\"",
    "\"startLocal\":\"2026-03-01T20:00:00\",\"zone\":\"Moon/Crater\"",
    "\"startLocal\":\"2026-03-01T20:00:00\",\"zone\":\"Asia/Shanghai\",\"recurrence\":\"often\"",
    "\"startLocal\":\"2026-03-01T20:00:00\",\"zone\":\"Asia/Shanghai\",\"exceptions\":{\"soon\":true}",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = roster_office_share_calendar (fixture->office, "seller", &error);
  g_autoptr (GBytes) calendar = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" STREAMER "\",\"name\":\"S\",\"kuaishouId\":\"s\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Live",
                         "{\"id\":\"" GOOD "\",\"streamer\":\"" STREAMER "\",\"name\":\"good\",\"state\":\"planned\","
                         "\"startLocal\":\"2026-03-01T20:00:00\",\"zone\":\"Asia/Shanghai\","
                         "\"durationMinutes\":60}");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"0195a000-0000-7000-8000-00000000030%u\","
                                               "\"streamer\":\"" STREAMER "\",\"name\":\"bad\","
                                               "\"state\":\"planned\",\"durationMinutes\":60,%s}",
                                               i, bad[i]);

      office_fixture_create (fixture, SELLER_BOOK, "Live", json);
    }

  calendar = roster_office_read_calendar (fixture->office, strchr (path, '=') + 1, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (calendar, NULL), g_bytes_get_size (calendar));
  g_assert_nonnull (strstr (text, "good"));
  g_assert_null (strstr (text, "bad"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/office/calendar/a-bad-live-costs-no-other", OfficeFixture, NULL, office_fixture_set_up,
              test_a_bad_live_costs_no_other, office_fixture_tear_down);

  return g_test_run ();
}
