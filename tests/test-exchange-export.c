/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-fixture.h"

#include <libical/ical.h>

#include "roster-exchange-error.h"
#include "roster-export.h"
#include "roster-record-json.h"

#define NOW G_GINT64_CONSTANT (1772323200000)
#define ID "0195a000-0000-7000-8000-000000000000"

static GBytes *
export_all (ExchangeFixture        *fixture,
            const RosterRecordType *type,
            RosterExportFormat      format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = roster_cache_list (fixture->cache, type, &error);
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new_for_cache (fixture->cache);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = roster_export_to_bytes (format, type, records, lookup, NOW, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static char *
export_text (ExchangeFixture        *fixture,
             const RosterRecordType *type,
             RosterExportFormat      format)
{
  g_autoptr (GBytes) bytes = export_all (fixture, type, format);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
create (ExchangeFixture *fixture,
        GPtrArray       *records)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "New");
  g_autoptr (GError) error = NULL;
  gint64 step;

  for (guint i = 0; i < records->len; i++)
    roster_edit_create (edit, records->pdata[i]);
  roster_cache_apply (fixture->cache, edit, &step, &error);
  g_assert_no_error (error);
}

static RosterRecord *
create_from_json (ExchangeFixture        *fixture,
                  const RosterRecordType *type,
                  const char             *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *account = roster_cache_account_for (fixture->cache, type->scope);
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",%s}", id, json);
  g_autoptr (RosterRecord) record = roster_record_from_json_text (type, account, text, &error);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_assert_no_error (error);
  roster_record_apply_defaults (record);
  g_ptr_array_add (records, record);
  create (fixture, records);
  return g_steal_pointer (&record);
}

/* Exports all of a type and imports the file again: nothing may change. */
static void
assert_comes_back (ExchangeFixture        *fixture,
                   const RosterRecordType *type,
                   RosterExportFormat      format,
                   const char             *rate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = export_all (fixture, type, format);
  g_autoptr (RosterTable) table = roster_table_read_bytes (bytes, NULL, NULL, &error);
  g_autoptr (RosterImportPlan) plan = NULL;

  g_assert_no_error (error);
  plan = exchange_plan (fixture, type, table, rate, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < roster_import_plan_n_rows (plan); i++)
    {
      const RosterImportRow *row = roster_import_plan_nth_row (plan, i);

      for (guint k = 0; k < row->n_changed; k++)
        {
          const RosterField *field = roster_record_type_field (type, row->changed[k]);
          g_autofree char *before =
              roster_value_to_text (field, roster_record_nth_value (row->before, row->changed[k]));
          g_autofree char *after = roster_value_to_text (field, roster_record_nth_value (row->after, row->changed[k]));

          g_test_message ("%s.%s: “%s” became “%s”", type->name, field->name, before, after);
        }
    }
  exchange_assert_counts (plan, 0, 0, roster_cache_count (fixture->cache, type, NULL), 0);
}

/* Values that files have trouble with, of every kind. */
static GVariant *
hard_value (const RosterField *field,
            guint              which)
{
  static const char *const texts[] = {
    "张三",
    "=SUM(A1)",
    "+86 138",
    "-",
    "--",
    "'=x",
    "@a",
    "00123",
    "a,b;c|d",
    "say \"x\"",
    "1/2",
    "N/A",
    "-5",
    "9.0",
  };
  static const char *const notes[] = { "one\ntwo\n", "=1\n+2", "\"", "a\tb" };
  static const gint64 numbers[] = { 1, 999, 1000, 123456, 365 };
  const char *entries[] = { "乙", "甲", NULL };

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
      return g_variant_new_take_string (g_utf8_substring (texts[which % G_N_ELEMENTS (texts)], 0,
                                                          MIN (g_utf8_strlen (texts[which % G_N_ELEMENTS (texts)], -1),
                                                               roster_field_maximum (field))));
    case ROSTER_KIND_NOTE:
      return g_variant_new_string (notes[which % G_N_ELEMENTS (notes)]);
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
      return g_variant_new_int64 (CLAMP (numbers[which % G_N_ELEMENTS (numbers)], field->minimum,
                                         roster_field_maximum (field)));
    case ROSTER_KIND_INSTANT:
      return g_variant_new_int64 (NOW + which);
    case ROSTER_KIND_DATE:
      return g_variant_new_string (which % 2 == 0 ? "2026-02-28" : "1899-12-31");
    case ROSTER_KIND_BOOLEAN:
      return g_variant_new_boolean (which % 2 == 0);
    case ROSTER_KIND_CHOICE:
      return g_variant_new_string (field->choices[which % 2].nick);
    case ROSTER_KIND_REFERENCE:
      return NULL;
    case ROSTER_KIND_SET:
      if (field->choices != NULL)
        entries[0] = field->choices[0].nick, entries[1] = field->choices[1].nick;
      return roster_value_new_set (entries);
    case ROSTER_KIND_MAP:
      {
        g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);

        g_hash_table_insert (map, (gpointer) "b", (gpointer) "{\"x\":1}");
        g_hash_table_insert (map, (gpointer) "a", (gpointer) "true");
        return roster_value_new_map (map);
      }
    case ROSTER_KIND_DOCUMENT:
      return g_variant_new_string ("{\"a\":[1,2,\"=x\"]}");
    }

  g_assert_not_reached ();
}

static void
test_every_type_comes_back (ExchangeFixture *fixture,
                            gconstpointer    data)
{
  g_autoptr (GHashTable) first_ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const RosterRecordType *type = roster_record_types[t];
      g_autofree char *account = roster_cache_account_for (fixture->cache, type->scope);
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint n = 0; n < 14; n++)
        {
          g_autofree char *id = roster_cache_new_id (fixture->cache);
          RosterRecord *record = roster_record_new (type, id, account);

          if (n == 0)
            g_hash_table_insert (first_ids, (gpointer) type, g_strdup (id));
          for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
            {
              const RosterField *field = roster_record_type_field (type, i);

              if (field->kind == ROSTER_KIND_REFERENCE)
                {
                  const char *target = g_hash_table_lookup (first_ids, roster_record_type_find (field->target));

                  if (target != NULL)
                    roster_record_set_nth (record, i, g_variant_new_string (target));
                }
              else
                roster_record_set_nth (record, i, hard_value (field, n + i));
            }
          /* Match keys are different in different records. */
          if (type->match_key[0] != NULL)
            {
              int key = roster_record_type_find_field (type, type->match_key[0]);

              if (roster_record_type_field (type, key)->kind == ROSTER_KIND_TEXT)
                roster_record_set_nth (record, key, g_variant_new_take_string (g_strdup_printf ("%u", n)));
              else
                {
                  int date = 0;

                  while (roster_record_type_field (type, date)->kind != ROSTER_KIND_DATE)
                    date++;
                  roster_record_set_nth (record, date,
                                         g_variant_new_take_string (g_strdup_printf ("2026-01-%02u", n + 1)));
                }
            }
          g_ptr_array_add (records, record);
        }
      create (fixture, records);

      assert_comes_back (fixture, type, ROSTER_EXPORT_CSV, NULL);
      assert_comes_back (fixture, type, ROSTER_EXPORT_XLSX, NULL);
    }
}

/* Amounts are written in yuan and say so: neither a country abroad nor a rate changes them when the file comes back. */
static void
test_exports_of_foreign_records_come_back (ExchangeFixture *fixture,
                                           gconstpointer    data)
{
  exchange_import (fixture, &roster_product_type, "sku,name,price,country\n1,a,\"99,000₫\",VN\n2,b,5₫,VN\n", "0.00028",
                   2, 0, 0, 0);

  assert_comes_back (fixture, &roster_product_type, ROSTER_EXPORT_CSV, NULL);
  assert_comes_back (fixture, &roster_product_type, ROSTER_EXPORT_CSV, "0.00028");
  assert_comes_back (fixture, &roster_product_type, ROSTER_EXPORT_XLSX, NULL);
  assert_comes_back (fixture, &roster_product_type, ROSTER_EXPORT_XLSX, "0.00028");
}

static void
test_csv_suits_spreadsheets (ExchangeFixture *fixture,
                             gconstpointer    data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (RosterRecord) factory =
      create_from_json (fixture, &roster_factory_type, "\"name\":\"=cmd|' /C calc'!A0\"");
  g_autofree char *product = g_strdup_printf ("\"name\":\"@x\",\"sku\":\"1\",\"price\":15800,\"unitMargin\":-5,"
                                              "\"commissionRate\":80000,\"safetyCheck\":\"passed\",\"factory\":\"%s\","
                                              "\"sellingPoints\":\"a\\nb\"",
                                              roster_record_id (factory));
  g_autoptr (RosterRecord) record = create_from_json (fixture, &roster_product_type, product);
  g_autofree char *end = g_strdup_printf (",%s\r\n", roster_record_id (record));
  g_autofree char *references = g_strdup_printf (",'=cmd|' /C calc'!A0,%s,", roster_record_id (factory));
  g_autofree char *quoted = g_strdup_printf (",\"'=cmd|' /C calc'!A0\",%s,", roster_record_id (factory));

  text = export_text (fixture, &roster_product_type, ROSTER_EXPORT_CSV);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfName,Product number,"));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_suffix (lines[0], ",Record id"));
  g_assert_nonnull (strstr (lines[0], ",Factory,Factory: record id,Price (yuan),"));
  g_assert_true (g_str_has_prefix (lines[1], "'@x,1,"));
  g_assert_nonnull (strstr (lines[1], ",15.8,"));
  g_assert_nonnull (strstr (lines[1], ",-0.005,"));
  g_assert_nonnull (strstr (lines[1], ",8%,"));
  g_assert_nonnull (strstr (lines[1], ",Passed,"));
  g_assert_nonnull (strstr (lines[1], quoted));
  g_assert_null (strstr (lines[1], references));
  g_assert_nonnull (strstr (lines[1], ",\"a\nb\","));
  g_assert_true (g_str_has_suffix (text, end));
}

static void
test_xlsx_has_numbers (ExchangeFixture *fixture,
                       gconstpointer    data)
{
  g_autoptr (RosterRecord) record = create_from_json (fixture, &roster_product_type,
                                                      "\"name\":\"=x\",\"sku\":\"1729582598261738105\",\"price\":15800,"
                                                      "\"commissionRate\":80000,\"stock\":9007199254740991,"
                                                      "\"listedOn\":\"2026-03-01\"");
  g_autoptr (GBytes) bytes = export_all (fixture, &roster_product_type, ROSTER_EXPORT_XLSX);
  g_autoptr (RosterTable) table = roster_table_read_bytes (bytes, NULL, NULL, NULL);
  const char *cells[ROSTER_TABLE_MAX_COLUMNS];

  roster_table_row (table, 0, cells);
  g_assert_cmpstr (cells[roster_table_find (table, "Name")], ==, "=x");
  g_assert_cmpstr (cells[roster_table_find (table, "Product number")], ==, "1729582598261738105");
  g_assert_cmpstr (cells[roster_table_find (table, "Price (yuan)")], ==, "15.8");
  g_assert_cmpstr (cells[roster_table_find (table, "Commission")], ==, "8%");
  g_assert_cmpstr (cells[roster_table_find (table, "Stock")], ==, "9007199254740991");
  g_assert_cmpstr (cells[roster_table_find (table, "Listed on")], ==, "2026-03-01");
}

static void
test_what_a_sheet_cannot_hold_is_refused (ExchangeFixture *fixture,
                                          gconstpointer    data)
{
  g_autofree char *text = g_strnfill (40000, 'x');
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = g_build_filename (fixture->folder, "out.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  RosterRecord *record = roster_record_new (&roster_live_type, ID, "book");

  roster_record_set_text (record, "name", "Long");
  g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (map, text, (gpointer) "true");
  roster_record_set (record, "reminders", roster_value_new_map (map));
  g_ptr_array_add (records, record);

  g_assert_false (roster_export_to_file (ROSTER_EXPORT_XLSX, &roster_live_type, records, NULL, NOW, path, NULL,
                                         &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT);
  g_assert_true (g_pattern_match_simple ("*Reminders*Long*", error->message));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_failures_leave_the_file_alone (ExchangeFixture *fixture,
                                    gconstpointer    data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "out.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, roster_record_new (&roster_base_type, ID, "company"));
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_cancellable_cancel (cancellable);
  for (guint format = ROSTER_EXPORT_CSV; format <= ROSTER_EXPORT_JSON; format++)
    {
      g_assert_false (roster_export_to_file (format, &roster_base_type, records, NULL, NOW, path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
    }
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");

  g_assert_false (roster_export_to_file (ROSTER_EXPORT_CSV, &roster_base_type, records, NULL, NOW, nowhere, NULL,
                                         &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_WRITE);
  g_clear_error (&error);

  g_assert_true (roster_export_to_file (ROSTER_EXPORT_CSV, &roster_base_type, records, NULL, NOW, path, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&content, g_free);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, ID));
}

static void
test_formats_suit_types (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  RosterExportFormat format;

  for (guint i = 0; i < ROSTER_EXPORT_N_FORMATS; i++)
    {
      g_assert_true (roster_export_format_from_nick (roster_export_format_to_nick (i), &format));
      g_assert_cmpint (format, ==, i);
    }
  g_assert_false (roster_export_format_from_nick ("pdf", &format));
  g_assert_cmpstr (roster_export_format_suffix (ROSTER_EXPORT_VCARD), ==, ".vcf");

  g_assert_null (roster_export_to_bytes (ROSTER_EXPORT_VCARD, &roster_live_type, records, NULL, NOW, NULL, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT);
}

static void
test_json_is_an_array_of_records (ExchangeFixture *fixture,
                                  gconstpointer    data)
{
  g_autofree char *empty = export_text (fixture, &roster_base_type, ROSTER_EXPORT_JSON);
  g_autoptr (RosterRecord) first = create_from_json (fixture, &roster_base_type, "\"name\":\"杭州\"");
  g_autoptr (RosterRecord) second =
      create_from_json (fixture, &roster_base_type, "\"name\":\"义乌\",\"facilities\":{\"supply\":true}");
  g_autofree char *text = export_text (fixture, &roster_base_type, ROSTER_EXPORT_JSON);
  g_autoptr (JsonNode) node = json_from_string (text, NULL), nothing = json_from_string (empty, NULL);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (nothing)), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *object = json_array_get_object_element (json_node_get_array (node), i);
      const char *id = json_object_get_string_member (object, "id");

      g_assert_true (strcmp (id, roster_record_id (first)) == 0 || strcmp (id, roster_record_id (second)) == 0);
    }
}

static void
test_vcards (ExchangeFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (RosterRecord) record = create_from_json (fixture, &roster_streamer_type,
                                                      "\"kuaishouId\":\"k1\",\"name\":\"小三, "
                                                      "直播\",\"realName\":\"张三\",\"phone\":\"+86 138\","
                                                      "\"city\":\"杭州\",\"province\":\"浙江\",\"vertical\":\"美妆\","
                                                      "\"tags\":{\"a;b\":true,\"c\":true},"
                                                      "\"notes\":\"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\\n\\\\end\"");
  g_autofree char *text = export_text (fixture, &roster_streamer_type, ROSTER_EXPORT_VCARD);
  g_autofree char *expected = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:%s\r\nFN:张三\r\n"
                                               "NICKNAME:小三\\, 直播\r\nTEL:+86 138\r\nX-KUAISHOU:k1\r\n"
                                               "ADR:;;;杭州;浙江;;\r\nCATEGORIES:美妆,a\\;b,c\r\n"
                                               "NOTE:一二三四五六七八九十一二三四五六七八九十一二三\r\n"
                                               " 四五六七八九十\\n\\\\end\r\nEND:VCARD\r\n",
                                               roster_record_id (record));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_calendars (ExchangeFixture *fixture,
                gconstpointer    data)
{
  g_autoptr (RosterRecord) streamer =
      create_from_json (fixture, &roster_streamer_type, "\"kuaishouId\":\"k1\",\"name\":\"张三\"");
  g_autofree char *json = g_strdup_printf ("\"streamer\":\"%s\",\"name\":\"晚场; "
                                           "美妆\",\"startLocal\":\"2026-03-01T20:00:00\","
                                           "\"zone\":\"Asia/Shanghai\",\"durationMinutes\":90,\"state\":\"confirmed\","
                                           "\"recurrence\":\"FREQ=WEEKLY;BYDAY=SU\","
                                           "\"exceptions\":{\"2026-03-08\":true,\"2026-03-15T20:00:00\":true},"
                                           "\"notes\":\"一\\n二\"",
                                           roster_record_id (streamer));
  g_autoptr (RosterRecord) live = create_from_json (fixture, &roster_live_type, json);
  g_autofree char *text = export_text (fixture, &roster_live_type, ROSTER_EXPORT_ICS);
  icalcomponent *calendar = icalparser_parse_string (text);
  icalcomponent *event, *zone;
  icalproperty *start;
  struct icaltimetype when;

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, 1);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VTIMEZONE_COMPONENT), ==, 1);

  zone = icalcomponent_get_first_component (calendar, ICAL_VTIMEZONE_COMPONENT);
  g_assert_cmpstr (icalproperty_get_tzid (icalcomponent_get_first_property (zone, ICAL_TZID_PROPERTY)), ==,
                   "Asia/Shanghai");
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpstr (icalcomponent_get_uid (event), ==, roster_record_id (live));
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, "张三 · 晚场; 美妆");
  g_assert_cmpstr (icalcomponent_get_description (event), ==, "一\n二");
  g_assert_cmpint (icalcomponent_get_status (event), ==, ICAL_STATUS_CONFIRMED);
  g_assert_cmpint (icaldurationtype_as_int (icalcomponent_get_duration (event)), ==, 90 * 60);
  g_assert_cmpint (icalcomponent_count_properties (event, ICAL_RRULE_PROPERTY), ==, 1);
  g_assert_cmpint (icalcomponent_count_properties (event, ICAL_EXDATE_PROPERTY), ==, 2);

  start = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  g_assert_cmpstr (icalproperty_get_parameter_as_string (start, "TZID"), ==, "Asia/Shanghai");
  when = icalcomponent_get_dtstart (event);
  g_assert_cmpint (icaltime_as_timet_with_zone (when, icaltimezone_get_builtin_timezone ("Asia/Shanghai")), ==,
                   1772366400);
  g_assert_cmpint (icaltime_as_timet_with_zone (icalcomponent_get_dtstamp (event), icaltimezone_get_utc_timezone ()),
                   ==,
                   NOW / 1000);
  icalcomponent_free (calendar);
}

static void
test_odd_lives_are_named (ExchangeFixture *fixture,
                          gconstpointer    data)
{
  static const struct
  {
    const char *field;
    const char *value;
  } cases[] = {
    { "startLocal", "tomorrow" },
    { "startLocal", "2026-02-30T20:00" },
    { "zone", "Mars/Base" },
    { "recurrence", "FREQ=SOMETIMES" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) live = roster_record_new (&roster_live_type, ID, "book");
      g_autoptr (GPtrArray) records = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      roster_record_set_text (live, "name", "晚场");
      roster_record_set_text (live, "startLocal", "2026-03-01T20:00");
      roster_record_apply_defaults (live);
      roster_record_set_text (live, cases[i].field, cases[i].value);
      g_ptr_array_add (records, live);
      g_assert_null (roster_export_to_bytes (ROSTER_EXPORT_ICS, &roster_live_type, records, NULL, NOW, NULL, &error));
      g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, "晚场"));
    }
}

static void
test_real_export (ExchangeFixture *fixture,
                  gconstpointer    data)
{
  static const struct
  {
    const RosterRecordType *type;
    const char *name;
  } files[] = {
    { &roster_streamer_type, "creators.csv" },
    { &roster_product_type, "products.csv" },
    { &roster_sale_type, "sales.csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path =
          g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data", "creators", files[i].name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTable) table = NULL;
      g_autoptr (RosterImportPlan) plan = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("The real export is not on this computer; other tests cover the same with made-up rows");
          return;
        }
      table = roster_table_read_file (path, NULL, NULL, &error);
      g_assert_no_error (error);
      plan = exchange_plan (fixture, files[i].type, table, "0.00028", NULL, &error);
      g_assert_no_error (error);
      exchange_apply (fixture, plan);
      assert_comes_back (fixture, files[i].type, ROSTER_EXPORT_CSV, NULL);
      assert_comes_back (fixture, files[i].type, ROSTER_EXPORT_XLSX, NULL);
    }
}

#define ADD(path, func) \
  g_test_add (path, ExchangeFixture, NULL, exchange_set_up, func, exchange_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/exchange/export/every-type-comes-back", test_every_type_comes_back);
  ADD ("/exchange/export/foreign-records-come-back", test_exports_of_foreign_records_come_back);
  ADD ("/exchange/export/csv-suits-spreadsheets", test_csv_suits_spreadsheets);
  ADD ("/exchange/export/xlsx-has-numbers", test_xlsx_has_numbers);
  ADD ("/exchange/export/what-a-sheet-cannot-hold-is-refused", test_what_a_sheet_cannot_hold_is_refused);
  ADD ("/exchange/export/failures-leave-the-file-alone", test_failures_leave_the_file_alone);
  g_test_add_func ("/exchange/export/formats-suit-types", test_formats_suit_types);
  ADD ("/exchange/export/json-is-an-array-of-records", test_json_is_an_array_of_records);
  ADD ("/exchange/export/vcards", test_vcards);
  ADD ("/exchange/export/calendars", test_calendars);
  ADD ("/exchange/export/odd-lives-are-named", test_odd_lives_are_named);
  ADD ("/exchange/export/real-export", test_real_export);

  return g_test_run ();
}
