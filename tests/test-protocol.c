/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-jmap-response.h"
#include "roster-json.h"
#include "roster-patch.h"
#include "roster-record-json.h"

#define ID "0195a000-0000-7000-8000-000000000000"
#define OTHER_ID "0195a000-0000-7000-8000-000000000001"

static JsonObject *
object_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = roster_json_parse (text, -1, ROSTER_JSON_MAX_DEPTH, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static char *
text_of (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return roster_json_canonical (node);
}

static void
assert_json (JsonObject *object,
             const char *expected)
{
  g_autofree char *text = text_of (object);

  g_assert_cmpstr (text, ==, expected);
}

/* JSON */

static void
test_json_takes_what_is_json (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "9007199254740991",
    "1.5",
    "1e+20",
    "-0.25e-1",
    "-0e3",
    "\"\"",
    "\"a\\\"b\\\\c\\n\\u4e2d\\ud83d\\ude00\"",
    "{\"a\":[1,{\"b\":null}],\"c\":\"中\"}",
    " [ 1 , 2 ] ",
    "\"\\/\\b\\f\\r\\t\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) ours = roster_json_parse (texts[i], -1, 8, &error);
      g_autoptr (JsonNode) theirs = json_from_string (texts[i], NULL);
      g_autoptr (GString) written = g_string_new (NULL);
      g_autoptr (JsonNode) again = NULL;

      g_assert_no_error (error);
      g_assert_true (json_node_equal (ours, theirs));
      roster_json_append_node (written, ours);
      again = json_from_string (written->str, NULL);
      g_assert_true (json_node_equal (ours, again));
      g_assert_cmpstr (written->str, !=, "-0");
    }
}

static void
test_json_refuses_what_is_not (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "}",
    "[1",
    "[1,]",
    "{\"a\":1,}",
    "{a:1}",
    "{'a':1}",
    "[1 2]",
    "{\"a\" 1}",
    "nul",
    "tru",
    "01",
    "1.",
    ".5",
    "1e",
    "-",
    "+1",
    "NaN",
    "Infinity",
    "1e999",
    "\"a",
    "\"\n\"",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\u12g4\"",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
    "\"\\u0000\"",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
    "[1]]",
    "1 2",
    "/* c */ 1",
    "[1] // c",
    "\"\xff\"",
    "\"\xc0\x80\"",
    "\"\xed\xa0\x80\"",
    "var a = 1",
    "\xef\xbb\xbf{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = roster_json_parse (texts[i], -1, 8, &error);

      if (node != NULL)
        g_test_message ("taken: %s", texts[i]);
      g_assert_null (node);
      g_assert_error (error, ROSTER_JSON_ERROR, ROSTER_JSON_ERROR_SYNTAX);
    }

  /* A NUL inside the given length is no end. */
  g_assert_null (roster_json_parse ("[1]\0", 4, 8, NULL));
  g_assert_null (roster_json_parse ("\"a\0b\"", 5, 8, NULL));
}

static void
test_json_bounds_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) fits = NULL;
  gsize budget = 1000;

  for (guint i = 0; i < 8; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 8; i++)
    g_string_append_c (text, ']');
  fits = roster_json_parse (text->str, -1, 8, &error);
  g_assert_no_error (error);
  g_assert_true (roster_json_fits (fits, 8, &budget));
  budget = 1000;
  g_assert_false (roster_json_fits (fits, 7, &budget));
  budget = 20;
  g_assert_false (roster_json_fits (fits, 8, &budget));
  g_assert_null (roster_json_parse (text->str, -1, 7, &error));
  g_assert_error (error, ROSTER_JSON_ERROR, ROSTER_JSON_ERROR_DEPTH);
  g_clear_error (&error);

  /* A million levels, and nothing overflows. */
  g_string_truncate (text, 0);
  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "{\"a\":[");
  g_assert_null (roster_json_parse (text->str, text->len, ROSTER_JSON_MAX_DEPTH, &error));
  g_assert_error (error, ROSTER_JSON_ERROR, ROSTER_JSON_ERROR_DEPTH);
}

/* Names */

static void
test_error_names_are_found_again (void)
{
  RosterJmapError found;

  for (guint i = 0; i < ROSTER_JMAP_N_ERRORS; i++)
    {
      g_autofree char *urn = g_strconcat (ROSTER_JMAP_ERROR_URN, roster_jmap_error_name (i), NULL);

      g_assert_true (roster_jmap_error_find (roster_jmap_error_name (i), &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_true (roster_jmap_error_find (urn, &found));
      g_assert_cmpuint (found, ==, i);
    }
  g_assert_false (roster_jmap_error_find ("nothing", &found));
  g_assert_false (roster_jmap_error_find (NULL, &found));
}

static void
test_limits_travel (void)
{
  RosterJmapLimits limits = { 1, 2, 3, 4, 5 }, read;
  g_autoptr (JsonObject) capability = roster_jmap_limits_to_json (&limits);
  g_autoptr (JsonObject) odd = object_of ("{\"maxObjectsInGet\":-1,\"maxObjectsInSet\":\"many\","
                                          "\"maxSizeRequest\":77}");

  roster_jmap_limits_from_json (&read, capability);
  g_assert_cmpmem (&limits, sizeof limits, &read, sizeof read);
  roster_jmap_limits_from_json (&read, odd);
  g_assert_cmpint (read.max_objects_in_get, ==, roster_jmap_default_limits.max_objects_in_get);
  g_assert_cmpint (read.max_objects_in_set, ==, roster_jmap_default_limits.max_objects_in_set);
  g_assert_cmpint (read.max_size_request, ==, 77);
}

/* Requests */

static void
test_request_round_trip (void)
{
  g_autoptr (RosterJmapRequest) request = roster_jmap_request_new ();
  g_autoptr (RosterJmapRequest) read = NULL;
  g_autoptr (GHashTable) created_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *arguments = object_of ("{\"accountId\":\"company\",\"sinceState\":\"0\"}");

  roster_jmap_request_add (request, "Product/changes", arguments, "a");
  arguments = object_of ("{\"accountId\":\"company\"}");
  roster_jmap_set_reference (arguments, "ids", "a", "Product/changes", "/created");
  roster_jmap_request_add (request, "Product/get", arguments, "b\"");
  g_hash_table_insert (created_ids, (gpointer) "k1", (gpointer) ID);
  roster_jmap_request_set_created_ids (request, created_ids);

  bytes = roster_jmap_request_to_bytes (request);
  read = roster_jmap_request_from_bytes (bytes, &roster_jmap_default_limits, &error);
  g_assert_no_error (error);
  g_assert_true (roster_jmap_request_uses (read, ROSTER_JMAP_CORE));
  g_assert_true (roster_jmap_request_uses (read, ROSTER_JMAP_RECORDS));
  g_assert_null (roster_jmap_request_unknown_capability (read));
  g_assert_cmpuint (roster_jmap_request_n_calls (read), ==, 2);
  g_assert_cmpstr (roster_jmap_request_name (read, 0), ==, "Product/changes");
  g_assert_cmpstr (roster_jmap_request_call_id (read, 1), ==, "b\"");
  assert_json (roster_jmap_request_arguments (read, 1),
               "{\"#ids\":{\"name\":\"Product/changes\",\"path\":\"/created\",\"resultOf\":\"a\"},"
               "\"accountId\":\"company\"}");
  g_assert_cmpstr (g_hash_table_lookup (roster_jmap_request_created_ids (read), "k1"), ==, ID);
}

static void
test_request_errors (void)
{
  static const struct
  {
    const char *text;
    RosterJmapError code;
  } cases[] = {
    { "", ROSTER_JMAP_ERROR_NOT_JSON },
    { "{", ROSTER_JMAP_ERROR_NOT_JSON },
    { "{\"using\":[],\"using\":[]}", ROSTER_JMAP_ERROR_NOT_JSON },
    { "[]", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[1],\"methodCalls\":[]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":{},\"methodCalls\":[]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":{}}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[1]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[[\"a\",{}]]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[[\"a\",[],\"c\"]]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[[\"a\",{},1]]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[[null,{},\"c\"]]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[],\"createdIds\":[]}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[],\"createdIds\":{\"a\":1}}", ROSTER_JMAP_ERROR_NOT_REQUEST },
    { "{\"using\":[],\"methodCalls\":[[\"a\",{},\"c\"],[\"a\",{},\"c\"],[\"a\",{},\"c\"]]}", ROSTER_JMAP_ERROR_LIMIT },
  };
  RosterJmapLimits limits = roster_jmap_default_limits;

  limits.max_calls_in_request = 2;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_jmap_request_from_bytes (bytes, &limits, &error));
      g_assert_error (error, ROSTER_JMAP_ERROR, (int) cases[i].code);
    }
}

static void
test_request_size_limit_is_exact (void)
{
  const char text[] = "{\"using\":[],\"methodCalls\":[]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (RosterJmapRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  RosterJmapLimits limits = roster_jmap_default_limits;

  limits.max_size_request = strlen (text);
  request = roster_jmap_request_from_bytes (bytes, &limits, &error);
  g_assert_no_error (error);
  limits.max_size_request--;
  g_assert_null (roster_jmap_request_from_bytes (bytes, &limits, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "maxSizeRequest");
}

/* Responses */

static void
test_response_round_trip (void)
{
  g_autoptr (RosterJmapResponse) response = roster_jmap_response_new ();
  g_autoptr (RosterJmapResponse) read = NULL;
  g_autoptr (GError) failure = g_error_new_literal (ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_STATE_MISMATCH, "Read first");
  g_autoptr (GError) other = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "/secret/path");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint index;

  roster_jmap_response_add_text (response, "Product/get", g_string_new ("{\"list\":[{\"id\":\"x\"}]}"), "a");
  roster_jmap_response_add_error (response, failure, "b");
  roster_jmap_response_add_error (response, other, "c");
  bytes = roster_jmap_response_to_bytes (response, "s1", NULL);

  read = roster_jmap_response_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (roster_jmap_response_session_state (read), ==, "s1");
  g_assert_null (roster_jmap_response_created_ids (read));
  g_assert_cmpuint (roster_jmap_response_n_answers (read), ==, 3);
  g_assert_true (roster_jmap_response_find (read, "a", "Product/get", &index));
  assert_json (roster_jmap_response_arguments (read, index), "{\"list\":[{\"id\":\"x\"}]}");
  g_assert_false (roster_jmap_response_failed (read, index, &error));
  g_assert_false (roster_jmap_response_find (read, "b", "Product/get", &index));
  g_assert_true (roster_jmap_response_find (read, "b", NULL, &index));
  g_assert_true (roster_jmap_response_failed (read, index, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_STATE_MISMATCH);
  g_assert_cmpstr (error->message, ==, "Read first");
  g_clear_error (&error);

  /* What is not JMAP's stays inside. */
  g_assert_true (roster_jmap_response_failed (read, 2, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_SERVER_FAIL);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_response_refuses_what_is_not_one (void)
{
  static const char *const texts[] = { "", "<html>", "[]", "{}", "{\"methodResponses\":[1]}",
                                       "{\"methodResponses\":[[\"a\",1,\"b\"]]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_jmap_response_from_bytes (bytes, &error));
      g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_REQUEST);
    }
}

static void
test_references_follow_pointers (void)
{
  static const struct
  {
    const char *path;
    const char *expected;
  } cases[] = {
    { "/created", "{\"ids\":[\"a\",\"b\"]}" },
    { "/list/*/id", "{\"ids\":[\"x\",\"y\"]}" },
    { "/list/0/id", "{\"ids\":\"x\"}" },
    { "/list/*/tags", "{\"ids\":[1,2,3]}" },
    { "/list/*/tags/*", "{\"ids\":[1,2,3]}" },
    { "/a~1b/c~0d", "{\"ids\":7}" },
    { "/none/*", "{\"ids\":[]}" },
    { "/missing", NULL },
    { "/list/*/missing", NULL },
    { "/list/2", NULL },
    { "/list/00", NULL },
    { "/list/-1", NULL },
    { "/created/*/x", NULL },
    { "created", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterJmapResponse) so_far = roster_jmap_response_new ();
      g_autoptr (JsonObject) arguments = json_object_new ();
      g_autoptr (JsonObject) resolved = NULL;
      g_autoptr (GError) error = NULL;
      JsonObject *reference = json_object_new ();

      roster_jmap_response_add (so_far, "X/changes",
                                object_of ("{\"created\":[\"a\",\"b\"],\"none\":[],\"a/b\":{\"c~d\":7},"
                                           "\"list\":[{\"id\":\"x\",\"tags\":[1,2]},{\"id\":\"y\",\"tags\":[3]}]}"),
                                "0");
      json_object_set_string_member (reference, "resultOf", "0");
      json_object_set_string_member (reference, "name", "X/changes");
      json_object_set_string_member (reference, "path", cases[i].path);
      json_object_set_object_member (arguments, "#ids", reference);

      resolved = roster_jmap_resolve_references (arguments, so_far, &error);
      if (cases[i].expected != NULL)
        {
          g_assert_no_error (error);
          assert_json (resolved, cases[i].expected);
        }
      else
        {
          g_assert_null (resolved);
          g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE);
        }
    }
}

static void
test_references_are_checked (void)
{
  static const struct
  {
    const char *arguments;
    RosterJmapError code;
  } cases[] = {
    { "{\"#ids\":1}", ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE },
    { "{\"#ids\":{\"resultOf\":\"9\",\"name\":\"X/get\",\"path\":\"/a\"}}",
      ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE },
    { "{\"#ids\":{\"resultOf\":\"0\",\"name\":\"Y/get\",\"path\":\"/a\"}}",
      ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE },
    { "{\"#ids\":{\"resultOf\":\"0\",\"name\":\"X/get\"}}", ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE },
    { "{\"ids\":[],\"#ids\":{\"resultOf\":\"0\",\"name\":\"X/get\",\"path\":\"/a\"}}",
      ROSTER_JMAP_ERROR_INVALID_ARGUMENTS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterJmapResponse) so_far = roster_jmap_response_new ();
      g_autoptr (JsonObject) arguments = object_of (cases[i].arguments);
      g_autoptr (GError) error = NULL;

      roster_jmap_response_add (so_far, "X/get", object_of ("{\"a\":[]}"), "0");
      g_assert_null (roster_jmap_resolve_references (arguments, so_far, &error));
      g_assert_error (error, ROSTER_JMAP_ERROR, (int) cases[i].code);
    }
}

/* An answer that is made of many copies of the answer before would grow without end. */
static void
test_references_cannot_explode (void)
{
  g_autoptr (RosterJmapResponse) so_far = roster_jmap_response_new ();
  g_autoptr (GError) error = NULL;

  roster_jmap_response_add (so_far, "Core/echo", object_of ("{\"a\":{\"text\":\"0123456789\"}}"), "0");
  for (guint round = 1; round < 20 && error == NULL; round++)
    {
      g_autoptr (JsonObject) arguments = json_object_new ();
      g_autofree char *before = g_strdup_printf ("%u", round - 1);
      g_autofree char *now = g_strdup_printf ("%u", round);
      g_autoptr (JsonObject) resolved = NULL;
      JsonObject *wrapped = json_object_new ();

      for (guint i = 0; i < 100; i++)
        {
          g_autofree char *name = g_strdup_printf ("m%u", i);

          roster_jmap_set_reference (arguments, name, before, "Core/echo", "/a");
        }
      resolved = roster_jmap_resolve_references (arguments, so_far, &error);
      if (resolved != NULL)
        json_object_set_object_member (wrapped, "a", g_steal_pointer (&resolved));
      roster_jmap_response_add (so_far, "Core/echo", wrapped, now);
    }

  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE);
}

/* Patches */

static RosterRecord *
streamer (const char *json)
{
  g_autoptr (GError) error = NULL;
  RosterRecord *record = roster_record_from_json_text (&roster_streamer_type, "book-x", json, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_patch_diff_is_minimal (void)
{
  g_autoptr (RosterRecord) before = streamer ("{\"id\":\"" ID "\",\"name\":\"张三\",\"kuaishouId\":\"k\",\"followers\":5,"
                                              "\"tags\":{\"a\":true,\"b/c\":true},\"city\":\"杭州\",\"updatedAt\":1}");
  g_autoptr (RosterRecord) after = streamer ("{\"id\":\"" ID "\",\"name\":\"张三\",\"kuaishouId\":\"k\",\"followers\":6,"
                                             "\"tags\":{\"a\":true,\"d~e\":true},\"updatedAt\":2}");
  g_autoptr (JsonObject) patch = roster_patch_diff (before, after);
  g_autoptr (JsonObject) nothing = roster_patch_diff (before, before);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) applied = NULL;

  assert_json (patch, "{\"city\":null,\"followers\":6,\"tags/b~1c\":null,\"tags/d~0e\":true}");
  g_assert_cmpuint (json_object_get_size (nothing), ==, 0);

  roster_record_set_number (after, "updatedAt", 1);
  applied = roster_patch_apply (before, patch, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (roster_record_equal (applied, after));
}

static void
test_patch_of_every_type_round_trips (void)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const RosterRecordType *type = roster_record_types[t];
      g_autoptr (RosterRecord) before = roster_record_new (type, ID, "a");
      g_autoptr (RosterRecord) after = roster_record_new (type, ID, "a");
      g_autoptr (RosterRecord) applied = NULL, made = NULL;
      g_autoptr (JsonObject) patch = NULL, object = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
        {
          const RosterField *field = roster_record_type_field (type, i);
          const char *texts[2] = { "甲", "乙" };

          switch (field->kind)
            {
            case ROSTER_KIND_TEXT:
            case ROSTER_KIND_NOTE:
              break;
            case ROSTER_KIND_INTEGER:
              texts[0] = "1", texts[1] = "2";
              break;
            case ROSTER_KIND_MONEY:
              texts[0] = "1.5", texts[1] = "2.5";
              break;
            case ROSTER_KIND_RATE:
              texts[0] = "1%", texts[1] = "2%";
              break;
            case ROSTER_KIND_INSTANT:
              texts[0] = "2026-03-01T08:30:00Z", texts[1] = "2026-03-01T08:31:00Z";
              break;
            case ROSTER_KIND_DATE:
              texts[0] = "2026-03-01", texts[1] = "2026-03-02";
              break;
            case ROSTER_KIND_BOOLEAN:
              texts[0] = "yes", texts[1] = "no";
              break;
            case ROSTER_KIND_CHOICE:
              texts[0] = field->choices[0].nick, texts[1] = field->choices[1].nick;
              break;
            case ROSTER_KIND_REFERENCE:
              texts[0] = ID, texts[1] = OTHER_ID;
              break;
            case ROSTER_KIND_SET:
              texts[0] = "traffic", texts[1] = "profit";
              break;
            case ROSTER_KIND_MAP:
              texts[0] = "{\"a\":{\"x\":1},\"b\":2}", texts[1] = "{\"a\":{\"x\":2},\"c/d\":[1]}";
              break;
            case ROSTER_KIND_DOCUMENT:
              texts[0] = "[1,{\"a\":2}]", texts[1] = "[]";
              break;
            }

          if ((field->flags & ROSTER_FIELD_IMMUTABLE) != 0)
            texts[1] = texts[0];
          roster_record_set_nth (before, i, roster_value_from_text (field, texts[0], &error));
          g_assert_no_error (error);
          roster_record_set_nth (after, i, roster_value_from_text (field, texts[1], &error));
          g_assert_no_error (error);
        }

      patch = roster_patch_diff (before, after);
      applied = roster_patch_apply (before, patch, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (roster_record_equal (applied, after));

      object = roster_patch_create (before);
      made = roster_patch_make (type, ID, "a", object, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (roster_record_equal (made, before));
    }
}

static void
test_patch_errors (void)
{
  static const struct
  {
    const char *patch;
    RosterJmapError code;
    const char *properties;
  } cases[] = {
    { "{\"shoeSize\":1}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "shoeSize" },
    { "{\"name\":1,\"followers\":\"x\",\"city\":\"ok\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "name,followers" },
    { "{\"name\":null}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "name" },
    { "{\"name\":\"\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "name" },
    { "{\"followers\":-1}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "followers" },
    { "{\"followers\":1.5}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "followers" },
    { "{\"tier\":\"emperor\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "tier" },
    { "{\"base\":\"not an id\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "base" },
    { "{\"joinedOn\":\"2026-02-30\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "joinedOn" },
    { "{\"tags\":{\"a\":false}}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "tags" },
    { "{\"tags/b\":1}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "tags" },
    { "{\"updatedAt\":2}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "updatedAt" },
    { "{\"updatedBy\":\"me\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "updatedBy" },
    { "{\"id\":\"" OTHER_ID "\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "id" },
    { "{\"tags\":null,\"tags/a\":true}", ROSTER_JMAP_ERROR_INVALID_PATCH, "" },
    { "{\"tags/a/b\":true}", ROSTER_JMAP_ERROR_INVALID_PATCH, "" },
    { "{\"tags/x/y\":true}", ROSTER_JMAP_ERROR_INVALID_PATCH, "" },
    { "{\"name/x\":true}", ROSTER_JMAP_ERROR_INVALID_PATCH, "" },
    { "{\"\":1}", ROSTER_JMAP_ERROR_INVALID_PATCH, "" },
    { "{\"/name\":\"x\"}", ROSTER_JMAP_ERROR_INVALID_PROPERTIES, "" },
  };
  g_autoptr (RosterRecord) record = streamer ("{\"id\":\"" ID "\",\"name\":\"张三\",\"kuaishouId\":\"k\",\"updatedAt\":1,"
                                              "\"tags\":{\"a\":true}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) patch = object_of (cases[i].patch);
      g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (RosterRecord) applied = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *joined = NULL;

      applied = roster_patch_apply (record, patch, properties, &error);
      if (applied != NULL)
        g_test_message ("taken: %s", cases[i].patch);
      g_assert_null (applied);
      g_assert_error (error, ROSTER_JMAP_ERROR, (int) cases[i].code);
      g_ptr_array_add (properties, NULL);
      joined = g_strjoinv (",", (GStrv) properties->pdata);
      g_assert_cmpstr (joined, ==, cases[i].properties);
    }
}

static void
test_patch_takes_what_stays_the_same (void)
{
  g_autoptr (RosterRecord) record = streamer ("{\"id\":\"" ID "\",\"name\":\"张三\",\"kuaishouId\":\"k\","
                                              "\"updatedAt\":1}");
  g_autoptr (JsonObject) patch = object_of ("{\"id\":\"" ID "\",\"updatedAt\":1,\"tags/x\":true,\"city\":null}");
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) applied = roster_patch_apply (record, patch, NULL, &error);
  g_autoptr (GVariant) tags = NULL;

  g_assert_no_error (error);
  tags = g_variant_ref (roster_record_value (applied, "tags"));
  g_assert_cmpuint (g_variant_n_children (tags), ==, 1);
}

static void
test_patch_keeps_immutable_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) record =
      roster_record_from_json_text (&roster_walkthrough_type, "book-x",
                                    "{\"id\":\"" ID "\",\"streamer\":\"" ID "\",\"checklist\":\"" ID "\","
                                    "\"checklistVersion\":1,\"state\":\"running\",\"startedAt\":5}",
                                    &error);
  g_autoptr (JsonObject) moves = object_of ("{\"streamer\":\"" OTHER_ID "\"}");
  g_autoptr (JsonObject) answers = object_of ("{\"answers/item-1\":{\"value\":3,\"at\":7}}");
  g_autoptr (JsonObject) deeper = object_of ("{\"answers/item-1/value\":4}");
  g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RosterRecord) answered = NULL, changed = NULL;
  g_autoptr (GVariant) answer = NULL;

  g_assert_no_error (error);
  g_assert_null (roster_patch_apply (record, moves, properties, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_PROPERTIES);
  g_assert_cmpuint (properties->len, ==, 1);
  g_assert_cmpstr (properties->pdata[0], ==, "streamer");
  g_clear_error (&error);

  answered = roster_patch_apply (record, answers, NULL, &error);
  g_assert_no_error (error);
  changed = roster_patch_apply (answered, deeper, NULL, &error);
  g_assert_no_error (error);
  answer = roster_value_map_lookup (roster_record_value (changed, "answers"), "item-1");
  g_assert_cmpstr (g_variant_get_string (answer, NULL), ==, "{\"at\":7,\"value\":4}");
}

static void
test_patch_make_fills_defaults_and_checks (void)
{
  g_autoptr (JsonObject) object = object_of ("{\"kuaishouId\":\"k\"}");
  g_autoptr (JsonObject) faulty = object_of ("{\"createdAt\":1,\"shoeSize\":1}");
  g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) record = roster_patch_make (&roster_streamer_type, ID, "book-x", object, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (roster_record_text (record, "name"), ==, "k");
  g_assert_cmpstr (roster_record_text (record, "state"), ==, "active");

  g_assert_null (roster_patch_make (&roster_streamer_type, ID, "book-x", faulty, properties, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_PROPERTIES);
  g_assert_true (g_ptr_array_find_with_equal_func (properties, "createdAt", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (properties, "shoeSize", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (properties, "kuaishouId", g_str_equal, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/json/takes-what-is-json", test_json_takes_what_is_json);
  g_test_add_func ("/protocol/json/refuses-what-is-not", test_json_refuses_what_is_not);
  g_test_add_func ("/protocol/json/bounds-depth", test_json_bounds_depth);
  g_test_add_func ("/protocol/names/errors-are-found-again", test_error_names_are_found_again);
  g_test_add_func ("/protocol/names/limits-travel", test_limits_travel);
  g_test_add_func ("/protocol/request/round-trip", test_request_round_trip);
  g_test_add_func ("/protocol/request/errors", test_request_errors);
  g_test_add_func ("/protocol/request/size-limit-is-exact", test_request_size_limit_is_exact);
  g_test_add_func ("/protocol/response/round-trip", test_response_round_trip);
  g_test_add_func ("/protocol/response/refuses-what-is-not-one", test_response_refuses_what_is_not_one);
  g_test_add_func ("/protocol/references/follow-pointers", test_references_follow_pointers);
  g_test_add_func ("/protocol/references/are-checked", test_references_are_checked);
  g_test_add_func ("/protocol/references/cannot-explode", test_references_cannot_explode);
  g_test_add_func ("/protocol/patch/diff-is-minimal", test_patch_diff_is_minimal);
  g_test_add_func ("/protocol/patch/every-type-round-trips", test_patch_of_every_type_round_trips);
  g_test_add_func ("/protocol/patch/errors", test_patch_errors);
  g_test_add_func ("/protocol/patch/takes-what-stays-the-same", test_patch_takes_what_stays_the_same);
  g_test_add_func ("/protocol/patch/keeps-immutable-fields", test_patch_keeps_immutable_fields);
  g_test_add_func ("/protocol/patch/make-fills-defaults-and-checks", test_patch_make_fills_defaults_and_checks);

  return g_test_run ();
}
