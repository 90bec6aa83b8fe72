/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-items.h"

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

static RosterRecord *
line_up_with (const char *const *entries)
{
  RosterRecord *line_up = roster_record_new (&roster_lineup_type, ID, "book-1");
  g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; entries[i] != NULL; i += 2)
    g_hash_table_insert (map, (gpointer) entries[i], (gpointer) entries[i + 1]);
  roster_record_set (line_up, "items", roster_value_new_map (map));
  roster_record_apply_defaults (line_up);
  return line_up;
}

static char *
order_of (GPtrArray *items)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append (order, ((RosterLineUpItem *) items->pdata[i])->product);

  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
test_items_come_in_their_order (void)
{
  static const char *const entries[] = {
    "c",
    "{\"position\":1,\"price\":9900,\"role\":\"profit\"}",
    "b",
    "{\"position\":2,\"role\":\"traffic\",\"sold\":12}",
    "a",
    "{\"position\":2,\"role\":\"traffic\"}",
    "z",
    "\"from a later program\"",
    "y",
    "{\"role\":\"unheard-of\"}",
    NULL,
  };
  g_autoptr (RosterRecord) line_up = line_up_with (entries);
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up);
  g_autofree char *order = order_of (items);
  const RosterLineUpItem *first = items->pdata[0], *third = items->pdata[2];

  g_assert_cmpstr (order, ==, "cabyz");
  g_assert_cmpint (first->price, ==, 9900);
  g_assert_cmpint (first->sold, ==, ROSTER_LINE_UP_UNKNOWN);
  g_assert_cmpint (third->price, ==, ROSTER_LINE_UP_UNKNOWN);
  g_assert_cmpint (third->sold, ==, 12);
  g_assert_cmpuint (roster_line_up_items_count (items, ROSTER_LINE_UP_PROFIT), ==, 1);
  g_assert_cmpuint (roster_line_up_items_count (items, ROSTER_LINE_UP_TRAFFIC), ==, 4);
}

static void
test_round_trip (void)
{
  static const char *const none[] = { NULL };
  g_autoptr (RosterRecord) line_up = line_up_with (none), after = NULL, again = NULL;
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up), read = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;

  roster_line_up_items_add (items, "a", ROSTER_LINE_UP_TRAFFIC, 9900);
  roster_line_up_items_add (items, "b", ROSTER_LINE_UP_PROFIT, ROSTER_LINE_UP_UNKNOWN)->sold = 0;
  roster_line_up_items_add (items, "c", ROSTER_LINE_UP_PROFIT, 0);
  g_assert_true (roster_line_up_items_add (items, "a", ROSTER_LINE_UP_PROFIT, 1) == items->pdata[0]);
  g_assert_cmpuint (items->len, ==, 3);
  roster_line_up_items_move (items, 0, 2);
  after = roster_line_up_with_items (line_up, items);
  read = roster_line_up_items (after);
  order = order_of (read);
  g_assert_cmpstr (order, ==, "bca");
  g_assert_cmpint (((RosterLineUpItem *) read->pdata[0])->sold, ==, 0);
  g_assert_cmpint (((RosterLineUpItem *) read->pdata[1])->price, ==, 0);
  g_assert_cmpint (((RosterLineUpItem *) read->pdata[2])->role, ==, ROSTER_LINE_UP_TRAFFIC);

  /* The same items give the same record, to the byte. */
  again = roster_line_up_with_items (line_up, read);
  g_assert_true (roster_record_equal (after, again));
  roster_record_set_text (after, "streamer", ID);
  g_assert_true (roster_record_check (after, &error));
  g_assert_no_error (error);

  g_ptr_array_set_size (read, 0);
  g_clear_object (&again);
  again = roster_line_up_with_items (after, read);
  g_assert_false (roster_record_has (again, "items"));
}

static void
test_moves (void)
{
  static const struct
  {
    guint from, to;
    const char *order;
  } cases[] = { { 0, 0, "abcd" }, { 0, 3, "bcda" }, { 3, 0, "dabc" }, { 1, 2, "acbd" }, { 2, 1, "acbd" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_line_up_item_free);
      g_autofree char *order = NULL;

      for (const char *product = "abcd"; *product != '\0'; product++)
        {
          const char id[] = { *product, '\0' };

          roster_line_up_items_add (items, id, ROSTER_LINE_UP_TRAFFIC, 1);
        }
      roster_line_up_items_move (items, cases[i].from, cases[i].to);
      order = order_of (items);
      g_assert_cmpstr (order, ==, cases[i].order);
    }
}

/* A card that was printed names a version; what changes afterwards is another one. */
static void
test_a_confirmed_line_up_gets_the_next_version (void)
{
  static const char *const entries[] = { "a", "{\"position\":1,\"role\":\"traffic\"}", NULL };
  g_autoptr (RosterRecord) draft = line_up_with (entries), confirmed = NULL, changed = NULL, done = NULL, later = NULL;
  g_autoptr (GPtrArray) items = roster_line_up_items (draft);

  changed = roster_line_up_with_items (draft, items);
  g_assert_cmpint (roster_record_number (changed, "version", 0), ==, 1);

  confirmed = roster_record_copy (draft);
  roster_record_set_text (confirmed, "state", "confirmed");
  g_clear_object (&changed);
  changed = roster_line_up_with_items (confirmed, items);
  g_assert_cmpint (roster_record_number (changed, "version", 0), ==, 2);
  g_assert_cmpstr (roster_record_text (changed, "state"), ==, "draft");

  /* What was sold is recorded when it is over; the plan stays as it was. */
  done = roster_record_copy (confirmed);
  roster_record_set_text (done, "state", "done");
  later = roster_line_up_with_items (done, items);
  g_assert_cmpint (roster_record_number (later, "version", 0), ==, 1);
  g_assert_cmpstr (roster_record_text (later, "state"), ==, "done");
}

/* Rule 25: both roles are needed, so what suits as both fills the gap. */
static void
test_role_fills_what_is_missing (void)
{
  static const struct
  {
    const char *suits[3];
    RosterLineUpRole there;
    RosterLineUpRole role;
  } cases[] = {
    { { NULL }, ROSTER_LINE_UP_PROFIT, ROSTER_LINE_UP_TRAFFIC },
    { { NULL }, ROSTER_LINE_UP_TRAFFIC, ROSTER_LINE_UP_PROFIT },
    { { "profit", "traffic", NULL }, ROSTER_LINE_UP_PROFIT, ROSTER_LINE_UP_TRAFFIC },
    { { "profit", NULL }, ROSTER_LINE_UP_PROFIT, ROSTER_LINE_UP_PROFIT },
    { { "traffic", NULL }, ROSTER_LINE_UP_TRAFFIC, ROSTER_LINE_UP_TRAFFIC },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_line_up_item_free);
      g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, ID, "company");

      if (cases[i].suits[0] != NULL)
        roster_record_set (product, "suitsRoles", g_variant_new_strv (cases[i].suits, -1));
      roster_line_up_items_add (items, "a", cases[i].there, 1);
      g_assert_cmpint (roster_line_up_role_for (items, product), ==, cases[i].role);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/line-up/items-come-in-their-order", test_items_come_in_their_order);
  g_test_add_func ("/line-up/round-trip", test_round_trip);
  g_test_add_func ("/line-up/moves", test_moves);
  g_test_add_func ("/line-up/a-confirmed-one-gets-the-next-version", test_a_confirmed_line_up_gets_the_next_version);
  g_test_add_func ("/line-up/role-fills-what-is-missing", test_role_fills_what_is_missing);

  return g_test_run ();
}
