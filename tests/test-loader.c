/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-loader.h"

#include <string.h>

#include "roster-record-json.h"
#include "roster-remote.h"

#define ID "0195a000-0000-7000-8000-000000000000"
#define STREAMER "0195a000-0000-7000-8000-000000000001"
#define ROUNDS 3000

typedef struct
{
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCache *cache;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = roster_manual_clock_new (0, NULL);
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  fixture->cache = roster_cache_open (":memory:", fixture->clock, fixture->ids, &error);
  g_assert_no_error (error);
  g_assert_true (roster_cache_begin (fixture->cache, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  roster_cache_close (fixture->cache);
  g_object_unref (fixture->ids);
  g_object_unref (fixture->clock);
}

static RosterLoad
load (Fixture                *fixture,
      const RosterRecordType *type,
      const char             *json)
{
  g_autoptr (RosterLoader) loader = roster_loader_new (fixture->cache, type, "book", NULL);
  const RosterJsonSpan span = { json, strlen (json) };

  roster_cache_remove_remote (fixture->cache, 0, type, ID, NULL);
  return roster_loader_add (loader, &span, NULL);
}

/* What is loaded is what the thorough way reads, to the letter. */
static RosterLoad
load_and_compare (Fixture                *fixture,
                  const RosterRecordType *type,
                  const char             *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) expected = roster_record_from_json_text (type, "book", json, &error);
  g_autoptr (RosterRecord) found = NULL;
  RosterLoad result = load (fixture, type, json);

  if (result != ROSTER_LOAD_DONE)
    return result;

  found = roster_cache_get (fixture->cache, type, ID, NULL);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_assert_cmpstr (roster_record_account (found), ==, "book");
  g_assert_true (roster_record_equal (expected, found));
  return result;
}

static void
test_plain_values (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const texts[] = {
    "{\"id\":\"" ID "\"}",
    "{\"id\":\"" ID "\",\"createdAt\":1772000000000,\"updatedAt\":0,\"updatedBy\":\"张三\",\"streamer\":\"" STREAMER "\","
    "\"day\":\"2026-02-28\",\"followers\":12,\"completionRate\":1000000,\"sales\":0,\"margin\":-5}",
    " { \"margin\" : -999999999999 , \"day\" : \"2025-12-01\" , \"id\" : \"" ID "\" , \"heat\" : null } ",
    "{\"id\":\"" ID "\",\"day\":\"2028-02-29\"}",
    "{\"id\":\"" ID "\",\"day\":\"2026-12-31\"}",
    "{\"newField\":{\"a\":[1,\"}\\\"\",{}]},\"plays\":3,\"id\":\"" ID "\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (load_and_compare (fixture, &roster_metric_type, texts[i]), ==, ROSTER_LOAD_DONE);
}

static void
test_unusual_values_are_left (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const members[] = {
    "\"plays\":1.5",
    "\"plays\":1e3",
    "\"plays\":-1",
    "\"plays\":\"1\"",
    "\"plays\":01",
    "\"plays\":true",
    "\"plays\":{}",
    "\"plays\":99999999999999999999",
    "\"plays\":9007199254740992",
    "\"heat\":101",
    "\"completionRate\":1000001",
    "\"day\":\"2026-02-30\"",
    "\"day\":\"2026-02-29\"",
    "\"day\":\"2026-04-31\"",
    "\"day\":\"0000-01-01\"",
    "\"day\":\"2026-13-01\"",
    "\"day\":\"2026-1-1\"",
    "\"day\":\"2026-00-10\"",
    "\"day\":20260101",
    "\"streamer\":\"x\"",
    "\"streamer\":\"0195A000-0000-7000-8000-000000000001\"",
    "\"updatedBy\":\"a\\nb\"",
    "\"updatedBy\":\"a\\u0041\"",
    "\"updatedBy\":\"\xc2\x85\"",
    "\"updatedBy\":\"\x7f\"",
    "\"pl\\u0061ys\":5",
    "\"updatedBy\":\"\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"" ID "\",%s}", members[i]);

      g_assert_cmpint (load (fixture, &roster_metric_type, json), ==, ROSTER_LOAD_UNUSUAL);
    }

  g_assert_cmpint (load (fixture, &roster_metric_type, "{\"plays\":1}"), ==, ROSTER_LOAD_UNUSUAL);
  g_assert_cmpint (load (fixture, &roster_metric_type, "{\"id\":\"" ID "\",\"plays\":1"), ==, ROSTER_LOAD_UNUSUAL);
  g_assert_cmpint (load (fixture, &roster_metric_type, "{\"id\":\"" ID "\"}}"), ==, ROSTER_LOAD_UNUSUAL);
  g_assert_cmpint (load (fixture, &roster_metric_type, "[]"), ==, ROSTER_LOAD_UNUSUAL);
  g_assert_cmpint (load (fixture, &roster_metric_type, ""), ==, ROSTER_LOAD_UNUSUAL);
}

static void
append_value (GString           *json,
              const RosterField *field)
{
  static const char *const strings[] = {
    "\"甲\"",
    "\"2026-03-31\"",
    "\"2026-04-05\"",
    "\"" STREAMER "\"",
    "\"accepted\"",
    "\"a\\\"b\"",
    "\"\"",
    "null",
  };
  static const char *const objects[] = {
    "{}",
    "{\"甲\":true}",
    "{\"a\":true,\"b\":true}",
    "{\"b\":true,\"a\":true}",
    "{\"a\":true,\"a\":true}",
    "{\"a\":{\"x\":[1,2,\"三\"]},\"b\":0}",
    "{\"a\":{\"x\":1.5}}",
    "{\"\":true}",
    "[{\"a\":1}]",
  };
  int draw = g_test_rand_int_range (0, 12);

  if (draw < 4 && roster_field_is_number (field))
    g_string_append_printf (json, "%" G_GINT64_FORMAT,
                            draw == 0   ? roster_field_maximum (field) + g_test_rand_int_range (-1, 2)
                            : draw == 1 ? field->minimum + g_test_rand_int_range (-1, 2)
                                        : (gint64) g_test_rand_int ());
  else if (draw < 6 && field->kind == ROSTER_KIND_CHOICE)
    g_string_append_printf (json, "\"%s\"", field->choices[0].nick);
  else if (draw < 9 && (field->kind == ROSTER_KIND_SET || field->kind == ROSTER_KIND_MAP ||
                        field->kind == ROSTER_KIND_DOCUMENT))
    g_string_append (json, objects[g_test_rand_int_range (0, G_N_ELEMENTS (objects))]);
  else if (draw == 6)
    g_string_append (json, g_test_rand_bit () ? "true" : "[]");
  else
    g_string_append (json, strings[g_test_rand_int_range (0, G_N_ELEMENTS (strings))]);
}

/* Whatever the loader takes, the thorough way reads the same. */
static void
test_agrees_with_the_thorough_way (Fixture       *fixture,
                                   gconstpointer  data)
{
  guint n_loaded = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      const RosterRecordType *type = roster_record_types[round % ROSTER_N_RECORD_TYPES];
      g_autoptr (GString) json = g_string_new ("{\"id\":\"" ID "\"");

      for (guint i = 0; i < roster_record_type_n_fields (type); i++)
        if (g_test_rand_int_range (0, 12) == 0)
          {
            g_string_append_printf (json, ",\"%s\":", roster_record_type_field (type, i)->name);
            append_value (json, roster_record_type_field (type, i));
          }
      g_string_append_c (json, '}');
      if (load_and_compare (fixture, type, json->str) == ROSTER_LOAD_DONE)
        n_loaded++;
    }

  g_assert_cmpuint (n_loaded, >, 20);
}

/* The search finds a loaded record by the same words as one that was written the thorough way. */
static void
test_search_knows_what_was_loaded (Fixture       *fixture,
                                   gconstpointer  data)
{
  static const struct
  {
    const RosterRecordType *type;
    const char *json;
  } cases[] = {
    { &roster_streamer_type,
      "{\"id\":\"" ID "\",\"notes\":\"约在杭州见\",\"name\":\"张三\",\"tags\":{\"好\":true,\"老乡\":true}}" },
    { &roster_streamer_type, "{\"id\":\"" ID "\",\"kuaishouId\":\"zs123\"}" },
    { &roster_activity_type, "{\"id\":\"" ID "\",\"text\":\"打电话\",\"kind\":\"call\"}" },
    { &roster_factory_type, "{\"categories\":{\"洗护\":true},\"id\":\"" ID "\",\"name\":\"好厂\"}" },
    { &roster_metric_type, "{\"id\":\"" ID "\",\"plays\":3}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) record = roster_record_from_json_text (cases[i].type, "book", cases[i].json, NULL);
      g_autofree char *key = roster_record_search_key (record);
      g_autoptr (RosterStatement) statement = NULL;

      g_assert_cmpint (load_and_compare (fixture, cases[i].type, cases[i].json), ==, ROSTER_LOAD_DONE);
      statement = roster_database_query (roster_cache_database (fixture->cache), NULL,
                                         "SELECT key, title FROM search WHERE type = ? AND id = ?", "ss",
                                         cases[i].type->name, ID);
      if (key[0] == '\0')
        {
          g_assert_cmpint (roster_statement_step (statement, NULL), ==, ROSTER_STEP_DONE);
          continue;
        }
      g_assert_cmpint (roster_statement_step (statement, NULL), ==, ROSTER_STEP_ROW);
      g_assert_cmpstr (roster_statement_text (statement, 0), ==, key);
      g_assert_cmpstr (roster_statement_text (statement, 1), ==, roster_record_title (record));
    }
}

static void
test_nested_values_are_kept_to_the_letter (Fixture       *fixture,
                                           gconstpointer  data)
{
  static const char *const usual[] = {
    "{\"a\":{\"price\":1990,\"role\":\"traffic\"}}",
    "{\"a\":{\"b\":[1,-2,true,null,\"主播\",{}]},\"ab\":1}",
  };
  static const char *const unusual[] = {
    "{\"b\":1,\"a\":2}",
    "{\"a\":1,\"a\":2}",
    "{\"a\": 1}",
    "{\"a\":1.50}",
    "{\"a\":{\"c\":1,\"b\":2}}",
    "{\"a\":-0}",
    "{\"a\":[1 ,2]}",
    "{\"a\":\"\\u0041\"}",
    "{\"a\\n\":1}",
    "[1]",
    "{\"a\":[1,{\"b\":}]}",
    "{ \"a\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"" ID "\",\"items\":%s}", usual[i]);

      g_assert_cmpint (load_and_compare (fixture, &roster_lineup_type, json), ==, ROSTER_LOAD_DONE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unusual); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"" ID "\",\"items\":%s}", unusual[i]);

      g_assert_cmpint (load (fixture, &roster_lineup_type, json), ==, ROSTER_LOAD_UNUSUAL);
    }
}

static void
test_scan_passes_over_nesting (void)
{
  static const char text[] = "{\"a\" : [1, {\"b\":\"]}\\\\\\\"\"}], \"c\":-1.5e3 ,\"d\":\"\",\"e\":{}}";
  const RosterJsonSpan object = { text, strlen (text) };
  static const char *const expected[] = { "a", "[1, {\"b\":\"]}\\\\\\\"\"}]", "c", "-1.5e3", "d", "\"\"", "e", "{}" };
  RosterJsonScan scan;
  RosterJsonSpan name, value;
  guint n = 0;

  g_assert_true (roster_json_scan_object (&scan, &object));
  while (roster_json_scan_member (&scan, &name, &value))
    {
      g_assert_true (roster_json_span_is (&name, expected[n++]));
      g_assert_true (roster_json_span_is (&value, expected[n++]));
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_false (scan.broken);
}

/* Walks over everything by entering it, and counts the values that hold no others. FALSE where the text is broken. */
static gboolean
enter_all (RosterJsonScan *scan,
           gboolean        is_object,
           guint          *n_plain)
{
  RosterJsonSpan name, value;

  while (is_object ? roster_json_scan_name (scan, &name) : roster_json_scan_next (scan))
    {
      RosterJsonScan object, array;

      if (roster_json_scan_enter_object (scan, &object))
        {
          if (!enter_all (&object, TRUE, n_plain) || !roster_json_scan_leave (scan, &object))
            return FALSE;
        }
      else if (roster_json_scan_enter_array (scan, &array))
        {
          if (!enter_all (&array, FALSE, n_plain) || !roster_json_scan_leave (scan, &array))
            return FALSE;
        }
      else if (roster_json_scan_value (scan, &value))
        {
          g_assert_true (value.text + value.length <= scan->end);
          ++*n_plain;
        }
    }

  return !scan->broken;
}

/* A value that is entered is walked over to the same end as one that is taken, and none that is cut off is. */
static void
test_scan_enters_what_it_walks_over (void)
{
  static const char text[] =
      "{\"a\" : [1, {\"b\":\"]}\\\\\\\"\"}, [ ], [[true]]], \"c\":-1.5e3 ,\"dddddddddddd\":{\"e\":{},"
      "\"f\":\"a longer text with \\\\ in it\"} , \"g\":null}";

  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autofree char *cut = g_memdup2 (text, MAX (length, 1));
      const RosterJsonSpan object = { cut, length };
      RosterJsonScan scan;
      guint n_plain = 0;
      gboolean whole = roster_json_scan_object (&scan, &object) && enter_all (&scan, TRUE, &n_plain);

      g_assert_cmpint (whole, ==, length == strlen (text));
      if (whole)
        g_assert_cmpuint (n_plain, ==, 6);
    }
}

/* The quick look at a text agrees with GLib's, wherever in it something is wrong. */
static void
test_text_is_valid (void)
{
  static const char *const pieces[] = { "a", "plain ascii text", "张", "é", "🌸", "\xff", "\xe5\xbc", "\xc0\x80", "\x80",
                                        "\xed\xa0\x80", "\xf4\x90\x80\x80", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      RosterJsonSpan span;

      for (gint n = g_rand_int_range (rand, 0, 6); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, i % 2 == 0 ? 5 : (gint32) G_N_ELEMENTS (pieces))]);
      if (g_rand_int_range (rand, 0, 20) == 0)
        g_string_append_len (text, "\0", 1);
      span = (RosterJsonSpan){ text->str, text->len };
      g_assert_cmpint (roster_json_span_is_text (&span), ==, g_utf8_validate_len (text->str, text->len, NULL));
    }
}

static void
test_scan_notices_damage (void)
{
  static const char *const texts[] = {
    "{",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":\"}",
    "{\"a\":[}",
    "{\"a\":1}x",
    "{a:1}",
    "{\"a\":[1}",
    "{,}",
    "{\"a\":1,,\"b\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const RosterJsonSpan object = { texts[i], strlen (texts[i]) };
      RosterJsonScan scan;
      RosterJsonSpan name, value;

      if (roster_json_scan_object (&scan, &object))
        while (roster_json_scan_member (&scan, &name, &value))
          g_assert_true (value.text + value.length <= object.text + object.length);
      g_assert_true (scan.broken);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/loader/plain-values", Fixture, NULL, set_up, test_plain_values, tear_down);
  g_test_add ("/loader/unusual-values-are-left", Fixture, NULL, set_up, test_unusual_values_are_left, tear_down);
  g_test_add ("/loader/agrees-with-the-thorough-way", Fixture, NULL, set_up, test_agrees_with_the_thorough_way,
              tear_down);
  g_test_add ("/loader/search-knows-what-was-loaded", Fixture, NULL, set_up, test_search_knows_what_was_loaded,
              tear_down);
  g_test_add ("/loader/nested-values-are-kept-to-the-letter", Fixture, NULL, set_up,
              test_nested_values_are_kept_to_the_letter, tear_down);
  g_test_add_func ("/json-scan/passes-over-nesting", test_scan_passes_over_nesting);
  g_test_add_func ("/json-scan/enters-what-it-walks-over", test_scan_enters_what_it_walks_over);
  g_test_add_func ("/json-scan/text-is-valid", test_text_is_valid);
  g_test_add_func ("/json-scan/notices-damage", test_scan_notices_damage);

  return g_test_run ();
}
