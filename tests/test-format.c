/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-format.h"
#include "roster-rules.h"
#include "roster-tooltips.h"

typedef struct
{
  gint64 value;
  const char *thousands;
  const char *myriads;
} Sample;

static void
check_samples (const Sample *samples,
               guint n_samples,
               char *(*format) (gint64, RosterNotation))
{
  for (guint i = 0; i < n_samples; i++)
    {
      g_autofree char *thousands = format (samples[i].value, ROSTER_NOTATION_THOUSANDS);
      g_autofree char *myriads = format (samples[i].value, ROSTER_NOTATION_MYRIADS);

      g_assert_cmpstr (thousands, ==, samples[i].thousands);
      g_assert_cmpstr (myriads, ==, samples[i].myriads);
    }
}

static void
test_counts (void)
{
  static const Sample samples[] = {
    { 0, "0", "0" },
    { 999, "999", "999" },
    { 9876, "9,876", "9876" },
    { 9999, "9,999", "9999" },
    { 10000, "10k", "1万" },
    { 12345, "12.3k", "1.2万" },
    { 124049, "124k", "12.4万" },
    { 999499, "999k", "99.9万" },
    { 999500, "1M", "100万" },
    { 1200000, "1.2M", "120万" },
    { 99994999, "100M", "9999万" },
    { 99995000, "100M", "1亿" },
    { 123456789, "123M", "1.2亿" },
    { 1500000000, "1.5B", "15亿" },
    { -12345, "−12.3k", "−1.2万" },
    { G_MAXINT64, "9223372037B", "92233720369亿" },
  };

  check_samples (samples, G_N_ELEMENTS (samples), roster_format_count_in);
}

static void
test_money (void)
{
  static const Sample samples[] = {
    { 0, "¥0", "¥0" },
    { 350, "¥0.35", "¥0.35" },
    { 5, "¥0.005", "¥0.005" },
    { 15800, "¥15.8", "¥15.8" },
    { 128400, "¥128", "¥128" },
    { 1234500, "¥1,235", "¥1235" },
    { 12345678, "¥12.3k", "¥1.2万" },
    { -350, "−¥0.35", "−¥0.35" },
  };

  check_samples (samples, G_N_ELEMENTS (samples), roster_format_money_in);
}

static void
test_estimates (void)
{
  static const struct
  {
    gint64 li;
    const char *text;
  } cases[] = {
    { 0, "¥0" },
    { 4, "¥0" },
    { 5, "¥0.01" },
    { 514, "¥0.51" },
    { 1936, "¥1.9" },
    { 1950, "¥2" },
    { 95642, "¥95.6" },
    { -95642, "−¥95.6" },
    { -514, "−¥0.51" },
    { 13049, "¥13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = roster_format_money_estimate (cases[i].li);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_rates (void)
{
  static const struct
  {
    gint64 ppm;
    const char *text;
  } samples[] = {
    { 0, "0%" },
    { 80000, "8%" },
    { 85000, "8.5%" },
    { 999600, "100%" },
    { 1000000, "100%" },
    { -5000, "−0.5%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = roster_format_rate (samples[i].ppm);

      g_assert_cmpstr (text, ==, samples[i].text);
    }
}

static void
test_hours (void)
{
  static const struct
  {
    guint minutes;
    const char *text;
  } samples[] = {
    { 0, "0 h" },
    { 1, "0.1 h" },
    { 30, "0.5 h" },
    { 33, "0.6 h" },
    { 59, "1.0 h" },
    { 60, "1 h" },
    { 62, "1.0 h" },
    { 63, "1.1 h" },
    { 100, "1.7 h" },
    { 110, "1.8 h" },
    { 360, "6 h" },
    { 357, "6.0 h" },
    { 340, "5.7 h" },
    { 6000, "100 h" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = roster_format_hours (samples[i].minutes);

      g_assert_cmpstr (text, ==, samples[i].text);
    }
}

static void
test_days (void)
{
  static const struct
  {
    const char *date;
    const char *text;
  } samples[] = {
    { "2026-03-11", "today" },
    { "2026-03-12", "tomorrow" },
    { "2026-03-10", "yesterday" },
    { "2026-03-13", "Friday" },
    { "2026-03-17", "Tuesday" },
    { "2026-03-18", "18 Mar" },
    { "2026-03-08", "3 days ago" },
    { "2026-02-20", "2 weeks ago" },
    { "2025-11-11", "4 months ago" },
    { "2024-03-01", "1 Mar 2024" },
    { "2027-01-01", "1 Jan 2027" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = roster_format_day (samples[i].date, "2026-03-11");

      g_assert_cmpstr (text, ==, samples[i].text);
    }
}

/* Half past eleven in the evening and an hour later are two days for a person, and one for a stop-watch. */
static void
test_relative_by_calendar (void)
{
  const gint64 noon = G_GINT64_CONSTANT (1773201600000); /* 2026-03-11 12:00 in Shanghai */
  const gint64 hour = 60 * 60 * 1000;
  g_autoptr (RosterClock) clock = roster_manual_clock_new (noon, "Asia/Shanghai");
  g_autofree char *late = roster_format_instant_relative (clock, noon - 12 * hour - 1000);
  g_autofree char *early = roster_format_instant_relative (clock, noon - 12 * hour);
  g_autofree char *exact = roster_format_instant (clock, noon);

  g_assert_cmpstr (late, ==, "yesterday");
  g_assert_cmpstr (early, ==, "today");
  g_assert_cmpstr (exact, ==, "Wed 11 Mar 2026, 12:00");
}

static void
test_effective_fans (void)
{
  g_autoptr (RosterRecord) streamer =
      roster_record_new (&roster_streamer_type, "0190b5a0-0000-7000-8000-000000000001", "book");

  g_assert_cmpint (roster_streamer_effective_fans (streamer), ==, -1);
  roster_record_set_number (streamer, "followers", 124000);
  g_assert_cmpint (roster_streamer_effective_fans (streamer), ==, 124000);
  roster_record_set_number (streamer, "minorsShare", 250000);
  g_assert_cmpint (roster_streamer_effective_fans (streamer), ==, 93000);
}

static void
test_matchable (void)
{
  g_autoptr (RosterRecord) product =
      roster_record_new (&roster_product_type, "0190b5a0-0000-7000-8000-000000000002", "company");

  g_assert_false (roster_product_may_be_matched (product));
  roster_record_set_text (product, "safetyCheck", "passed");
  g_assert_false (roster_product_may_be_matched (product));
  roster_record_set_text (product, "legalityCheck", "passed");
  g_assert_true (roster_product_may_be_matched (product));
}

/* A Chinese character is as wide as two others; what has no width takes none, and no line is wider than GTK's. */
static void
test_tooltips_have_room (void)
{
  g_autofree char *long_text = g_strnfill (80, 'x');

  g_assert_cmpint (roster_tooltips_columns (""), ==, 0);
  g_assert_cmpint (roster_tooltips_columns ("Later"), ==, 5);
  g_assert_cmpint (roster_tooltips_columns ("稍后"), ==, 4);
  g_assert_cmpint (roster_tooltips_columns ("提醒 (Ctrl+B)"), ==, 13);
  g_assert_cmpint (roster_tooltips_columns ("a\u200b\u0301"), ==, 1);
  g_assert_cmpint (roster_tooltips_columns (long_text), ==, 50);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/format/counts-in-both-notations", test_counts);
  g_test_add_func ("/app/format/money-keeps-small-margins-exact", test_money);
  g_test_add_func ("/app/format/estimates-are-no-more-exact-than-meant", test_estimates);
  g_test_add_func ("/app/format/rates", test_rates);
  g_test_add_func ("/app/format/hours", test_hours);
  g_test_add_func ("/app/format/days-as-people-say-them", test_days);
  g_test_add_func ("/app/format/relative-days-follow-the-calendar", test_relative_by_calendar);
  g_test_add_func ("/app/tooltips/have-room", test_tooltips_have_room);
  g_test_add_func ("/model/rules/effective-fans-and-damping", test_effective_fans);
  g_test_add_func ("/model/rules/both-checks-before-matching", test_matchable);

  return g_test_run ();
}
