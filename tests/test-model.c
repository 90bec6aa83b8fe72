/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-json.h"
#include "roster-value-json.h"

#include <string.h>

#define ID "0195a000-0000-7000-8000-000000000000"

/* A value that suits any field of the kind. */
static GVariant *
sample (const RosterField *field)
{
  static const char *const entries[] = { "乙", "甲", NULL };

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
      return g_variant_new_string ("张三");
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return g_variant_new_int64 (MAX (field->minimum, 7));
    case ROSTER_KIND_DATE:
      return g_variant_new_string ("2026-02-28");
    case ROSTER_KIND_BOOLEAN:
      return g_variant_new_boolean (TRUE);
    case ROSTER_KIND_CHOICE:
      return g_variant_new_string (field->choices[0].nick);
    case ROSTER_KIND_REFERENCE:
      return g_variant_new_string (ID);
    case ROSTER_KIND_SET:
      return roster_value_new_set (entries);
    case ROSTER_KIND_MAP:
      {
        g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);

        g_hash_table_insert (map, (gpointer) "b", (gpointer) "{\"x\":1}");
        g_hash_table_insert (map, (gpointer) "a", (gpointer) "true");
        return roster_value_new_map (map);
      }
    case ROSTER_KIND_DOCUMENT:
      return g_variant_new_string ("{\"a\":[1,2]}");
    }

  g_assert_not_reached ();
}

static RosterRecord *
full_record (const RosterRecordType *type)
{
  RosterRecord *record = roster_record_new (type, ID, "company");

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    roster_record_set_nth (record, i, sample (roster_record_type_field (type, i)));

  return record;
}

static void
test_tables_are_sound (void)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const RosterRecordType *type = roster_record_types[t];
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (roster_record_type_find (type->name) == type);
      g_assert_true (roster_record_type_find (type->plural) == type);
      g_assert_true (type->title == NULL || roster_record_type_find_field (type, type->title) >= 0);
      for (guint k = 0; k < G_N_ELEMENTS (type->match_key) && type->match_key[k] != NULL; k++)
        g_assert_cmpint (roster_record_type_find_field (type, type->match_key[k]), >=, 0);

      for (guint i = 0; i < roster_record_type_n_fields (type); i++)
        {
          const RosterField *field = roster_record_type_field (type, i);
          g_autoptr (GError) error = NULL;

          g_assert_true (g_hash_table_add (names, (gpointer) field->name));
          g_assert_cmpstr (field->name, !=, "id");
          g_assert_cmpstr (field->name, !=, "title");
          g_assert_true ((field->kind == ROSTER_KIND_REFERENCE) == (field->target != NULL));
          g_assert_true (field->target == NULL || roster_record_type_find (field->target) != NULL);
          g_assert_true (field->kind != ROSTER_KIND_CHOICE || field->choices != NULL);
          g_assert_true (field->range_to == NULL || roster_record_type_find_field (type, field->range_to) >= 0);
          if (field->fallback != NULL && field->fallback[0] == '=')
            g_assert_cmpint (roster_record_type_find_field (type, field->fallback + 1), >=, 0);
          else if (field->fallback != NULL)
            {
              g_autoptr (GVariant) value = roster_value_from_text (field, field->fallback, &error);

              g_assert_no_error (error);
              g_assert_nonnull (value);
            }
        }
    }
}

static void
test_json_round_trip (void)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      g_autoptr (RosterRecord) record = full_record (roster_record_types[t]);
      g_autofree char *text = roster_record_to_json_text (record);
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterRecord) again = roster_record_from_json_text (roster_record_types[t], "company", text, &error);

      g_assert_no_error (error);
      g_assert_true (roster_record_equal (record, again));
      g_assert_true (roster_record_check (again, &error));
    }
}

static const RosterField *
answers_field (void)
{
  return roster_record_type_field (&roster_walkthrough_type,
                                   (guint) roster_record_type_find_field (&roster_walkthrough_type, "answers"));
}

/* With or without a tree between, a map is the same; what is not in its usual form is left to the parser. */
static void
test_maps_without_a_tree (void)
{
  static const struct
  {
    const char *json;
    gboolean usual;
  } cases[] = {
    { "{}", TRUE },
    { "{\"a\":{\"comment\":\"下周改\",\"value\":true},\"b\":[1,-2,\"x\"]}", TRUE },
    { "{\"a\":{\"comment\":\"two\\nlines, \\\"quoted\\\" \\u4e2d\"},\"b\":1}", TRUE },
    { "{\"a\":{\"z\":1,\"b\":2},\"b\":1.50}", TRUE },
    { "{ \"a\" : { \"z\" : 1 } , \"b\" : 1 }", TRUE },
    { "{\"a\":null,\"b\":1}", TRUE },
    { "{\"b\":1,\"a\":2}", FALSE },
    { "{\"a\":1,\"a\":2}", FALSE },
    { "{\"a\\\"b\":1}", FALSE },
    { "[1]", FALSE },
    { "{\"a\":1,}", FALSE },
    { "{\"a\":tru}", FALSE },
    { "{\"a\":1}}", FALSE },
    { "{\"a\":\"\xff\"}", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (cases[i].json, NULL);
      g_autoptr (GVariant) expected = node != NULL ? roster_value_from_json (answers_field (), node, NULL) : NULL;
      g_autoptr (GVariant) map = roster_map_from_json_text (answers_field (), cases[i].json);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonNode) written = NULL, again = NULL;

      g_assert_cmpint (map != NULL, ==, cases[i].usual);
      if (expected == NULL)
        continue;

      g_assert_true (map == NULL || roster_value_equal (map, expected));
      roster_value_append_json (answers_field (), expected, text);
      written = json_from_string (text->str, NULL);
      again = roster_value_to_json (answers_field (), expected);
      g_assert_nonnull (written);
      g_assert_true (json_node_equal (written, again));
    }
}

static GVariant *
new_map (const char *entries)
{
  g_autoptr (GVariant) map = roster_map_from_json_text (answers_field (), entries);

  g_assert_nonnull (map);
  return g_steal_pointer (&map);
}

static void
test_map_changes (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *changes;
  } cases[] = {
    { NULL, NULL, "" },
    { NULL, "{\"a\":1,\"b\":2}", "a b" },
    { "{\"a\":1,\"b\":2}", NULL, "a b" },
    { "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2}", "" },
    { "{\"a\":1,\"b\":2,\"d\":4}", "{\"a\":1,\"b\":3,\"d\":4}", "b" },
    { "{\"b\":2,\"d\":4}", "{\"a\":1,\"b\":2,\"c\":3}", "a c d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) before = cases[i].before != NULL ? new_map (cases[i].before) : NULL;
      g_autoptr (GVariant) after = cases[i].after != NULL ? new_map (cases[i].after) : NULL;
      g_autoptr (GPtrArray) changes = roster_value_map_changes (before, after);
      g_autofree char *joined = NULL;

      g_ptr_array_add (changes, NULL);
      joined = g_strjoinv (" ", (char **) changes->pdata);
      g_assert_cmpstr (joined, ==, cases[i].changes);
    }
}

static void
test_text_round_trip (void)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    for (guint i = 0; i < roster_record_types[t]->n_fields; i++)
      {
        const RosterField *field = &roster_record_types[t]->fields[i];
        g_autoptr (GVariant) value = g_variant_ref_sink (sample (field));
        g_autofree char *text = roster_value_to_text (field, value);
        g_autoptr (GError) error = NULL;
        g_autoptr (GVariant) again = roster_value_from_text (field, text, &error);

        g_assert_no_error (error);
        g_assert_true (roster_value_equal (value, again));
      }
}

static void
test_properties (void)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      g_autoptr (RosterRecord) record = full_record (roster_record_types[t]);

      for (guint i = 0; i < roster_record_type_n_fields (roster_record_types[t]); i++)
        {
          const RosterField *field = roster_record_type_field (roster_record_types[t], i);
          g_auto (GValue) value = G_VALUE_INIT;

          g_object_get_property (G_OBJECT (record), field->name, &value);
          if (roster_field_is_number (field))
            g_assert_cmpint (g_value_get_int64 (&value), ==, roster_record_number (record, field->name, -1));
          if (field->kind == ROSTER_KIND_TEXT)
            g_assert_cmpstr (g_value_get_string (&value), ==, "张三");
        }
    }
}

static void
test_values_are_checked (void)
{
  static const struct
  {
    const RosterRecordType *type;
    const char *field;
    const char *json;
  } bad[] = {
    { &roster_streamer_type, "followers", "-1" },
    { &roster_streamer_type, "followers", "1.5" },
    { &roster_streamer_type, "followers", "\"12\"" },
    { &roster_streamer_type, "followers", "9007199254740992" },
    { &roster_streamer_type, "minorsShare", "1000001" },
    { &roster_streamer_type, "tier", "\"king\"" },
    { &roster_streamer_type, "joinedOn", "\"2026-02-29\"" },
    { &roster_streamer_type, "joinedOn", "\"2026-2-1\"" },
    { &roster_streamer_type, "base", "\"x\"" },
    { &roster_streamer_type, "name", "\"a\\nb\"" },
    { &roster_streamer_type, "name", "[]" },
    { &roster_streamer_type, "tags", "{\"a\":false}" },
    { &roster_streamer_type, "tags", "[\"a\"]" },
    { &roster_metric_type, "heat", "101" },
    { &roster_lineup_type, "items", "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const RosterField *field = roster_record_type_field (bad[i].type,
                                                           roster_record_type_find_field (bad[i].type, bad[i].field));
      g_autoptr (JsonNode) node = json_from_string (bad[i].json, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = roster_value_from_json (field, node, &error);

      g_test_message ("%s %s", bad[i].field, bad[i].json);
      g_assert_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE);
      g_assert_null (value);
    }
}

static void
test_required_and_defaults (void)
{
  g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, ID, "book");
  g_autoptr (GError) error = NULL;

  g_assert_false (roster_record_check (record, &error));
  g_assert_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED);
  g_clear_error (&error);

  roster_record_set_text (record, "kuaishouId", "c0788a6332f");
  roster_record_apply_defaults (record);
  g_assert_true (roster_record_check (record, &error));
  g_assert_cmpstr (roster_record_title (record), ==, "c0788a6332f");
  g_assert_cmpstr (roster_record_text (record, "state"), ==, "active");
}

/* Of every type, also of those with a field or two: what is looked at beyond the table, the sanitizers see. */
static void
test_titles_of_every_type (void)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const RosterRecordType *type = roster_record_types[t];
      g_autoptr (RosterRecord) record = roster_record_new (type, ID, "book");

      g_assert_cmpstr (roster_record_title (record), ==, ID);
      if (type->title == NULL)
        continue;

      roster_record_set_text (record, type->title, "2026-03-11");
      g_assert_cmpstr (roster_record_title (record), ==, "2026-03-11");
    }
}

static void
test_choices_by_alias (void)
{
  const RosterField *tier = roster_record_type_field (&roster_streamer_type,
                                                      roster_record_type_find_field (&roster_streamer_type, "tier"));

  g_assert_cmpstr (roster_field_find_choice (tier, "兼职")->nick, ==, "part-timer");
  g_assert_cmpstr (roster_field_find_choice (tier, "Heavy Seller")->nick, ==, "heavy-seller");
  g_assert_null (roster_field_find_choice (tier, "x"));
  g_assert_true (roster_field_has_alias (tier, " 主播类型 "));
  g_assert_true (roster_field_has_alias (tier, "TIER"));
}

static void
test_search_key (void)
{
  g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, ID, "book");
  g_autofree char *key = NULL;

  roster_record_set_text (record, "kuaishouId", "Ks_99");
  roster_record_set_text (record, "name", "张三");
  roster_record_set_text (record, "phone", "13800001234");
  key = roster_record_search_key (record);
  g_assert_true (g_str_has_prefix (key, "张三\nzhangsan\nzs\n"));
  g_assert_nonnull (strstr (key, "ks_99\n"));
  g_assert_nonnull (strstr (key, "1234\n"));
}

/* What was found before is known by where its name stood, where another name may stand by now. */
static void
test_fields_are_found_by_name (void)
{
  char name[32];

  for (guint round = 0; round < 2; round++)
    for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
      {
        const RosterRecordType *type = roster_record_types[t];

        for (guint i = 0; i < roster_record_type_n_fields (type); i++)
          {
            g_strlcpy (name, roster_record_type_field (type, i)->name, sizeof name);
            g_assert_cmpint (roster_record_type_find_field (type, name), ==, (int) i);
            g_assert_cmpint (roster_record_type_find_field (type, roster_record_type_field (type, i)->name), ==,
                             (int) i);
          }
        g_strlcpy (name, "no such field", sizeof name);
        g_assert_cmpint (roster_record_type_find_field (type, name), ==, -1);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/fields-are-found-by-name", test_fields_are_found_by_name);
  g_test_add_func ("/model/tables/are-sound", test_tables_are_sound);
  g_test_add_func ("/model/record/json-round-trip", test_json_round_trip);
  g_test_add_func ("/model/value/maps-without-a-tree", test_maps_without_a_tree);
  g_test_add_func ("/model/value/map-changes", test_map_changes);
  g_test_add_func ("/model/value/text-round-trip", test_text_round_trip);
  g_test_add_func ("/model/record/properties-are-the-fields", test_properties);
  g_test_add_func ("/model/value/bad-json-is-refused", test_values_are_checked);
  g_test_add_func ("/model/record/required-fields-and-defaults", test_required_and_defaults);
  g_test_add_func ("/model/field/choices-and-headings-by-alias", test_choices_by_alias);
  g_test_add_func ("/model/record/titles-of-every-type", test_titles_of_every_type);
  g_test_add_func ("/model/record/search-key-starts-with-the-title", test_search_key);

  return g_test_run ();
}
