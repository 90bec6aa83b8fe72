/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-custom-stage.h"

#define STREAMER "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"
#define PRODUCT "00000000-0000-7000-8000-000000000003"

static const char *const nicks[] = { "idea", "design", "sample", "checks", "listed", "dropped" };

static RosterRecord *
new_request (const char *stage)
{
  RosterRecord *request =
      roster_record_new (&roster_custom_request_type, "00000000-0000-7000-8000-000000000009", "book");

  roster_record_set_text (request, "streamer", STREAMER);
  roster_record_set_text (request, "name", "洗发水");
  roster_record_apply_defaults (request);
  roster_record_set_text (request, "stage", stage);
  return request;
}

static RosterRecord *
new_product (void)
{
  RosterRecord *product = roster_record_new (&roster_product_type, PRODUCT, "company");

  roster_record_set_text (product, "customFor", STREAMER);
  roster_record_set_text (product, "customStage", "listed");
  roster_record_set_text (product, "safetyCheck", "passed");
  roster_record_set_text (product, "legalityCheck", "passed");
  return product;
}

static void
test_moves (void)
{
  /* From each stage of the rows to each of the columns; the dropped one was dropped as an idea. */
  static const char *const allowed[] = {
    ".x...x",
    "x.x..x",
    ".x.x.x",
    "..x.xx",
    "...x..",
    "x.....",
  };

  for (guint from = 0; from < G_N_ELEMENTS (nicks); from++)
    for (guint to = 0; to < G_N_ELEMENTS (nicks); to++)
      {
        g_autoptr (RosterRecord) request = new_request (nicks[from]);

        g_test_message ("%s to %s", nicks[from], nicks[to]);
        g_assert_cmpint (roster_custom_request_may_move (request, to), ==, allowed[from][to] == 'x');
      }
}

static void
test_dates (void)
{
  g_autoptr (RosterRecord) request = new_request ("idea");

  roster_record_set_text (request, "ideaOn", "2026-03-01");
  roster_record_set_text (request, "due", "2026-03-04");
  roster_custom_request_move (request, ROSTER_CUSTOM_DESIGN, "2026-03-05");
  g_assert_cmpstr (roster_record_text (request, "designOn"), ==, "2026-03-05");
  g_assert_cmpstr (roster_custom_request_waiting_for (request), ==, "factory");
  g_assert_cmpstr (roster_custom_request_since (request), ==, "2026-03-05");
  g_assert_false (roster_record_has (request, "due"));

  roster_custom_request_move (request, ROSTER_CUSTOM_SAMPLE, "2026-03-09");
  roster_custom_request_move (request, ROSTER_CUSTOM_DESIGN, "2026-03-12");
  g_assert_false (roster_record_has (request, "sampleOn"));
  g_assert_cmpstr (roster_record_text (request, "designOn"), ==, "2026-03-05");
  g_assert_cmpstr (roster_custom_request_since (request), ==, "2026-03-12");
}

static void
test_drop (void)
{
  g_autoptr (RosterRecord) request = new_request ("idea");

  roster_custom_request_move (request, ROSTER_CUSTOM_DESIGN, "2026-03-05");
  roster_custom_request_move (request, ROSTER_CUSTOM_DROPPED, "2026-03-06");
  roster_record_set_text (request, "dropReason", "too dear");
  g_assert_null (roster_custom_request_waiting_for (request));
  g_assert_cmpint (roster_custom_request_reached (request), ==, ROSTER_CUSTOM_DESIGN);
  g_assert_false (roster_custom_request_may_move (request, ROSTER_CUSTOM_IDEA));

  roster_custom_request_move (request, ROSTER_CUSTOM_DESIGN, "2026-03-20");
  g_assert_false (roster_record_has (request, "droppedOn"));
  g_assert_false (roster_record_has (request, "dropReason"));
  g_assert_cmpstr (roster_custom_request_waiting_for (request), ==, "factory");
}

static void
test_overdue (void)
{
  static const struct
  {
    const char *stage;
    const char *due;
    gboolean overdue;
  } rows[] = {
    { "sample", "2026-03-10", TRUE },
    { "sample", "2026-03-11", FALSE },
    { "sample", "2026-03-12", FALSE },
    { "sample", NULL, FALSE },
    { "listed", "2026-03-10", FALSE },
    { "dropped", "2026-03-10", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RosterRecord) request = new_request (rows[i].stage);

      roster_record_set_text (request, "due", rows[i].due);
      g_assert_cmpint (roster_custom_request_is_overdue (request, "2026-03-11"), ==, rows[i].overdue);
    }
}

static void
test_obstacles (void)
{
  static const struct
  {
    const char *field;
    const char *value;
    RosterCustomObstacle obstacle;
  } rows[] = {
    { "safetyCheck", "passed", ROSTER_CUSTOM_CLEAR },
    { "safetyCheck", "pending", ROSTER_CUSTOM_UNCHECKED },
    { "legalityCheck", "failed", ROSTER_CUSTOM_UNCHECKED },
    { "customFor", OTHER, ROSTER_CUSTOM_FOR_ANOTHER },
    { "customFor", NULL, ROSTER_CUSTOM_FOR_ANOTHER },
    { "customStage", "checks", ROSTER_CUSTOM_NOT_LISTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RosterRecord) request = new_request ("checks");
      g_autoptr (RosterRecord) product = new_product ();

      roster_record_set_text (product, rows[i].field, rows[i].value);
      g_assert_cmpint (roster_custom_request_obstacle (request, product), ==, ROSTER_CUSTOM_NO_PRODUCT);
      roster_record_set_text (request, "product", PRODUCT);
      g_assert_cmpint (roster_custom_request_obstacle (request, product), ==, rows[i].obstacle);
      g_assert_cmpint (roster_custom_request_obstacle (request, NULL), ==, ROSTER_CUSTOM_NO_PRODUCT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/custom/one-stage-at-a-time", test_moves);
  g_test_add_func ("/model/custom/dates-tell-one-way", test_dates);
  g_test_add_func ("/model/custom/dropped-goes-on-where-it-stopped", test_drop);
  g_test_add_func ("/model/custom/overdue-after-its-day", test_overdue);
  g_test_add_func ("/model/custom/listed-after-checks", test_obstacles);
  return g_test_run ();
}
