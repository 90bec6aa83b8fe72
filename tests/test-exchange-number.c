/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-value.h"

#include <string.h>

#include "roster-exchange-error.h"
#include "roster-import-date.h"
#include "roster-record-type.h"
#include "roster-value.h"

#define REFUSED G_MININT64
#define NOTHING (G_MININT64 + 1)

static const RosterField integer = { .name = "n", .kind = ROSTER_KIND_INTEGER, .label = "N", .minimum = -1000000 };
static const RosterField share = { .name = "n", .kind = ROSTER_KIND_RATE, .label = "N" };
static const RosterField money = { .name = "n", .kind = ROSTER_KIND_MONEY, .label = "N", .minimum = -1000000000 };
static const RosterField band = {
  .name = "n", .kind = ROSTER_KIND_MONEY, .label = "N", .range_to = "m", .minimum = -1000000000
};

static gint64
read_with (const RosterField          *field,
           const char                 *text,
           const RosterImportContext  *context,
           gint64                     *upper,
           GError                    **error)
{
  g_autoptr (GVariant) low = NULL, high = NULL;

  if (!roster_import_value_read (field, text, context, &low, &high, error))
    {
      g_assert_null (low);
      g_assert_null (high);
      return REFUSED;
    }
  if (upper != NULL)
    *upper = high != NULL ? g_variant_get_int64 (high) : NOTHING;

  return low != NULL ? g_variant_get_int64 (low) : NOTHING;
}

static void
test_counts (void)
{
  static const struct
  {
    const char *text;
    gint64 expected;
  } cases[] = {
    { "0", 0 },
    { "5133", 5133 },
    { " 5133 ", 5133 },
    { "-5", -5 },
    { "+5", 5 },
    { "−5", -5 },
    { "'-5", -5 },
    { "99,000", 99000 },
    { "1,234,567", 1234567 },
    { "1 234 567", 1234567 },
    { "1'234'567", 1234567 },
    { "1.234.567", 1234567 },
    { "１２，３４５", 12345 },
    { "12.0", 12 },
    { "1.2万", 12000 },
    { "1.2 万", 12000 },
    { "1.2w", 12000 },
    { "1.2W", 12000 },
    { "3k", 3000 },
    { "3K", 3000 },
    { "1.5M", 1500000 },
    { "2千", 2000 },
    { "2亿", 200000000 },
    { "2千万", 20000000 },
    { "1.2万人", 12000 },
    { "35件", 35 },
    { "", NOTHING },
    { "-", NOTHING },
    { "--", NOTHING },
    { "－", NOTHING },
    { "——", NOTHING },
    { " — ", NOTHING },
    { "N/A", NOTHING },
    { "无", NOTHING },
    { "null", NOTHING },
    { "1.5", REFUSED },
    { "1.00001万", REFUSED },
    { "12abc", REFUSED },
    { "abc", REFUSED },
    { "1,5", REFUSED },
    { "1,23,456", REFUSED },
    { "1234,567", REFUSED },
    { "12,34", REFUSED },
    { "1,234.5.6", REFUSED },
    { "5 6", REFUSED },
    { "1e5", REFUSED },
    { "1.72958E+18", REFUSED },
    { "8%", REFUSED },
    { "5元", REFUSED },
    { "10w+", REFUSED },
    { "--5", REFUSED },
    { "5-", REFUSED },
    { ".", REFUSED },
    { "5.", REFUSED },
    { "9007199254740991", 9007199254740991 },
    { "9007199254740992", REFUSED },
    { "9999999999999999999999", REFUSED },
    { "99999999999亿", REFUSED },
    { "#REF!", REFUSED },
    { "#N/A", REFUSED },
    { "=1+2", REFUSED },
    { "2023-01-23", REFUSED },
    { "3-5", REFUSED },
    { "5-5", 5 },
    { "NaN", NOTHING },
    { "inf", REFUSED },
    { "0x10", REFUSED },
    { "三", REFUSED },
  };
  RosterImportContext context = { .plain = ROSTER_CURRENCY_YUAN };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 found = read_with (&integer, cases[i].text, &context, NULL, &error);

      if (cases[i].expected != G_MININT64 && found != cases[i].expected)
        g_error ("%s gives %" G_GINT64_FORMAT " (%s)", cases[i].text, found, error != NULL ? error->message : "read");
      if (cases[i].expected == G_MININT64 && found != REFUSED)
        g_error ("%s is taken as %" G_GINT64_FORMAT, cases[i].text, found);
      g_assert_true ((error != NULL) == (found == REFUSED));
    }
}

static void
test_shares (void)
{
  static const struct
  {
    const char *text;
    gint64 expected;
  } cases[] = {
    { "8%", 80000 },
    { "８％", 80000 },
    { "8 %", 80000 },
    { "0%", 0 },
    { "100%", 1000000 },
    { "12.34567%", 123457 },
    { "0.08", 80000 },
    { "1", 1000000 },
    { "-", NOTHING },
    { "8", REFUSED },
    { "101%", REFUSED },
    { "-1%", REFUSED },
    { "8%元", REFUSED },
    { "¥8", REFUSED },
    { "5%-8%", REFUSED },
    { "8%-8%", 80000 },
  };
  RosterImportContext context = { .plain = ROSTER_CURRENCY_YUAN };
  RosterImportContext percent = { .plain = ROSTER_CURRENCY_YUAN, .unit = { .percent = TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (read_with (&share, cases[i].text, &context, NULL, NULL), ==, cases[i].expected);

  g_assert_cmpint (read_with (&share, "8", &percent, NULL, NULL), ==, 80000);
  g_assert_cmpint (read_with (&share, "8%", &percent, NULL, NULL), ==, 80000);
}

static void
test_amounts_in_yuan (void)
{
  static const struct
  {
    const char *text;
    gint64 low;
    gint64 high;
  } cases[] = {
    { "15.8", 15800, 15800 },
    { "¥15.8", 15800, 15800 },
    { "￥１５．８", 15800, 15800 },
    { "15.8元", 15800, 15800 },
    { "15.8 yuan", 15800, 15800 },
    { "RMB 15.8", 15800, 15800 },
    { "-¥15.8", -15800, -15800 },
    { "¥-15.8", -15800, -15800 },
    { "1,234.5", 1234500, 1234500 },
    { "1.5万元", 15000000, 15000000 },
    { "0.0004", 0, 0 },
    { "0.0005", 1, 1 },
    { "-0.0005", -1, -1 },
    { "10-20", 10000, 20000 },
    { "10~20元", 10000, 20000 },
    { "10元～20元", 10000, 20000 },
    { "¥10 至 ¥20", 10000, 20000 },
    { "10—20", 10000, 20000 },
    { "8000-1.2万", 8000000, 12000000 },
    { "1万-2万", 10000000, 20000000 },
    { "0-2万", 0, 20000000 },
    { "-5--3", -5000, -3000 },
    { "", NOTHING, NOTHING },
    { "--", NOTHING, NOTHING },
    { "1-2万", REFUSED, 0 },
    { "20-10", 10000, 20000 },
    { "10-20-30", REFUSED, 0 },
    { "¥10-$20", REFUSED, 0 },
    { "99,000₫", REFUSED, 0 },
    { "$5", REFUSED, 0 },
    { "5 USD", REFUSED, 0 },
    { "RM5", REFUSED, 0 },
    { "5MYR", REFUSED, 0 },
    { "5件", REFUSED, 0 },
    { "0₫-0₫", 0, 0 },
    { "5%", REFUSED, 0 },
  };
  RosterImportContext context = { .plain = ROSTER_CURRENCY_YUAN };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 high = 0;
      gint64 low = read_with (&band, cases[i].text, &context, &high, NULL);

      if (low != cases[i].low || high != cases[i].high)
        g_error ("%s gives %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, cases[i].text, low, high);
    }
}

static void
test_amounts_in_another_currency (void)
{
  static const struct
  {
    const char *text;
    gint64 low;
    gint64 high;
  } cases[] = {
    { "99,000₫", 27720, 27720 },
    { "99000 VND", 27720, 27720 },
    { "99000đ", 27720, 27720 },
    { "₫99,000", 27720, 27720 },
    { "81.24万₫-98.1万₫", 227472, 274680 },
    { "4951.96₫-4951.96₫", 1387, 1387 },
    { "0₫-0₫", 0, 0 },
    { "401130000", 112316400, 112316400 },
    { "1.5M₫", 420000, 420000 },
    { "¥15.8", 15800, 15800 },
    { "99.000₫", REFUSED, 0 },
    { "Rp 12.500", REFUSED, 0 },
    { "1.234.567₫", 345679, 345679 },
    { "99999999999999999₫", REFUSED, 0 },
  };
  RosterCurrencyRate rate;
  RosterImportContext context = { .plain = ROSTER_CURRENCY_FOREIGN, .rate = &rate };

  g_assert_true (roster_currency_rate_from_text ("0.00028", &rate, NULL));
  g_assert_cmpint (rate.yuan_per_unit, ==, 280000);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 high = 0;
      gint64 low = read_with (&band, cases[i].text, &context, &high, NULL);

      if (low != cases[i].low || high != cases[i].high)
        g_error ("%s gives %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, cases[i].text, low, high);
    }
}

static void
test_foreign_amounts_ask_for_the_rate (void)
{
  RosterImportContext context = { .plain = ROSTER_CURRENCY_FOREIGN };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (read_with (&money, "99,000₫", &context, NULL, &error), ==, REFUSED);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE);
  g_clear_error (&error);
  g_assert_cmpint (read_with (&money, "99000", &context, NULL, &error), ==, REFUSED);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE);
  g_clear_error (&error);
  g_assert_cmpint (read_with (&money, "0", &context, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_rates (void)
{
  static const char *const refused[] = { "", "0", "-1", "abc", "0.0000000001", "1,5", "99999999999999" };
  RosterCurrencyRate rate;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (roster_currency_rate_from_text (refused[i], &rate, &error));
      g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE);
    }
  g_assert_true (roster_currency_rate_from_text ("7.12", &rate, NULL));
  g_assert_cmpint (rate.yuan_per_unit, ==, 7120000000);
}

/* Converting multiplies before it divides; in between there are more than 64 bits. */
static void
test_large_amounts_are_exact (void)
{
  RosterCurrencyRate rate = { 280112 };
  RosterImportContext context = { .plain = ROSTER_CURRENCY_FOREIGN, .rate = &rate };

  g_assert_cmpint (read_with (&money, "30000000000000000", &context, NULL, NULL), ==, 8403360000000000);
  g_assert_cmpint (read_with (&money, "3000000000000000.7", &context, NULL, NULL), ==, 840336000000000);
}

static void
test_headings_carry_units (void)
{
  RosterImportContext context = { .plain = ROSTER_CURRENCY_YUAN };

  g_assert_true (roster_import_unit_from_heading ("销售额（万元）", &context.unit));
  g_assert_cmpint (context.unit.currency, ==, ROSTER_CURRENCY_YUAN);
  g_assert_cmpint (read_with (&money, "12.4", &context, NULL, NULL), ==, 124000000);
  g_assert_cmpint (read_with (&money, "12.4万", &context, NULL, NULL), ==, 124000000);

  g_assert_true (roster_import_unit_from_heading ("粉丝数(万)", &context.unit));
  g_assert_cmpint (read_with (&integer, "3.1", &context, NULL, NULL), ==, 31000);

  g_assert_true (roster_import_unit_from_heading ("Price (₫)", &context.unit));
  g_assert_cmpint (context.unit.currency, ==, ROSTER_CURRENCY_FOREIGN);
  g_assert_cmpint (read_with (&money, "99000", &context, NULL, NULL), ==, REFUSED);

  g_assert_true (roster_import_unit_from_heading ("佣金(%)", &context.unit));
  g_assert_cmpint (read_with (&share, "8", &context, NULL, NULL), ==, 80000);

  g_assert_false (roster_import_unit_from_heading ("[28天]销量", &context.unit));
  g_assert_false (roster_import_unit_from_heading ("Price", &context.unit));
  g_assert_false (roster_import_unit_from_heading ("Price (net)", &context.unit));
  g_assert_false (roster_import_unit_from_heading ("()", &context.unit));
  g_assert_false (roster_import_unit_from_heading ("a()", &context.unit));
  g_assert_false (roster_import_unit_from_heading ("", &context.unit));
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "2023-01-23", "2023-01-23" },
    { "2023-1-3", "2023-01-03" },
    { "2023/1/23", "2023-01-23" },
    { "2023.01.23", "2023-01-23" },
    { "2023年1月23日", "2023-01-23" },
    { "2023 年 1 月 23 号", "2023-01-23" },
    { "２０２３-01-23", "2023-01-23" },
    { "20230123", "2023-01-23" },
    { "23/01/2023", "2023-01-23" },
    { "01/23/2023", "2023-01-23" },
    { "2023-01-23 08:08:03", "2023-01-23" },
    { "2023-01-23T22:00:00Z", "2023-01-24" },
    { "2024-02-29", "2024-02-29" },
    { "2023-02-29", NULL },
    { "2023-13-01", NULL },
    { "03/04/2023", NULL },
    { "2023-01/23", NULL },
    { "23-1-5", NULL },
    { "2023-01", NULL },
    { "2023-01-23x", NULL },
    { "44949", NULL },
    { "99,000", NULL },
    { "2023-01-23 25:00", NULL },
    { "昨天", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *date = NULL;
      gboolean read = roster_import_date_read (cases[i].text, zone, &date, &error);

      if (read != (cases[i].expected != NULL))
        g_error ("%s: %s", cases[i].text, read ? date : error->message);
      g_assert_cmpstr (date, ==, cases[i].expected);
      g_assert_true (read || error != NULL);
    }
}

static void
test_instants (void)
{
  static const struct
  {
    const char *text;
    const char *zone;
    gint64 expected;
  } cases[] = {
    { "2023-01-23 08:08:03", "Asia/Shanghai", 1674432483000 },
    { "2023/1/23 8:08:03", "Asia/Shanghai", 1674432483000 },
    { "2023-01-23 08:08:03", "UTC", 1674461283000 },
    { "2023-01-23T00:08:03Z", "Asia/Shanghai", 1674432483000 },
    { "2023-01-23T08:08:03.250+08:00", "UTC", 1674432483250 },
    { "2023年1月23日 8时8分3秒", "Asia/Shanghai", 1674432483000 },
    { "2023-01-23 上午8:08:03", "Asia/Shanghai", 1674432483000 },
    { "2023-01-23 下午8:08", "Asia/Shanghai", 1674475680000 },
    { "2023-01-23 8:08 PM", "Asia/Shanghai", 1674475680000 },
    { "2023-01-23", "Asia/Shanghai", 1674403200000 },
    { "2023-01-23 8", "Asia/Shanghai", REFUSED },
    { "2023-01-23 24:00", "Asia/Shanghai", REFUSED },
    { "2023-01-23 08:60", "Asia/Shanghai", REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      gint64 instant = REFUSED;

      gboolean read = roster_import_instant_read (cases[i].text, zone, &instant, NULL);

      g_assert_true (read == (cases[i].expected != REFUSED));
      g_assert_cmpint (instant, ==, cases[i].expected);
    }
}

static void
test_guarded_cells_come_back (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } cases[] = {
    { "=SUM(A1)", "'=SUM(A1)" },
    { "+86 138", "'+86 138" },
    { "-5", "-5" },
    { "+8613800000000", "+8613800000000" },
    { "-", "'-" },
    { "@x", "'@x" },
    { "\tx", "'\tx" },
    { "'=x", "''=x" },
    { "'x", "'x" },
    { "", "" },
    { "张三", "张三" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = roster_exchange_guard (cases[i].text);
      g_autofree char *read = roster_exchange_unguard (written, NULL);

      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_cmpstr (read, ==, cases[i].text);
    }
}

static void
test_text_stays_as_it_is (void)
{
  static const RosterField text = { .name = "t", .kind = ROSTER_KIND_TEXT, .label = "T", .maximum = 10 };
  RosterImportContext context = { 0 };
  g_autoptr (GVariant) value = NULL, upper = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_import_value_read (&text, "  a\r\nb ", &context, &value, &upper, NULL));
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "a b");
  g_clear_pointer (&value, g_variant_unref);

  g_assert_true (roster_import_value_read (&text, "--", &context, &value, &upper, NULL));
  g_assert_null (value);

  g_assert_true (roster_import_value_read (&text, "'--", &context, &value, &upper, NULL));
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "--");
  g_clear_pointer (&value, g_variant_unref);

  g_assert_true (roster_import_value_read (&text, "00123", &context, &value, &upper, NULL));
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "00123");
  g_clear_pointer (&value, g_variant_unref);

  g_assert_false (roster_import_value_read (&text, "12345678901", &context, &value, &upper, &error));
  g_assert_nonnull (error);
}

static void
test_sets_know_their_choices (void)
{
  const RosterField *field = roster_record_type_field (&roster_product_type,
                                                       roster_record_type_find_field (&roster_product_type,
                                                                                      "suitsRoles"));
  RosterImportContext context = { 0 };
  g_autoptr (GVariant) value = NULL, upper = NULL;
  g_autofree char *text = NULL;

  g_assert_true (roster_import_value_read (field, "引流款、利润款", &context, &value, &upper, NULL));
  text = roster_value_to_text (field, value);
  g_assert_cmpstr (text, ==, "profit, traffic");
}

static void
test_rounded_numbers_are_seen (void)
{
  g_assert_true (roster_import_text_is_rounded ("1.72958E+18"));
  g_assert_true (roster_import_text_is_rounded ("2e+10"));
  g_assert_false (roster_import_text_is_rounded ("c66e0aa6851"));
  g_assert_false (roster_import_text_is_rounded ("1729582598261738105"));
  g_assert_false (roster_import_text_is_rounded ("12e5"));
  g_assert_false (roster_import_text_is_rounded ("E+5"));
}

static void
test_no_bytes_upset_the_reader (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  RosterImportContext context = { .plain = ROSTER_CURRENCY_YUAN, .zone = zone };
  static const char *const parts[] = {
    "1", "9", "0", ".", ",", "-", "+", "万", "亿", "₫", "¥", "%", "e", "E+5", " ", "k", "～", "元", "至", "(", "\xff", "年",
    ":"
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *date = NULL;
      gint64 instant;

      for (guint n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);

      for (guint k = 0; k < 3; k++)
        {
          const RosterField *fields[] = { &integer, &share, &band };
          g_autoptr (GVariant) value = NULL, upper = NULL;
          g_autoptr (GError) error = NULL;
          gboolean read = roster_import_value_read (fields[k], text->str, &context, &value, &upper, &error);

          g_assert_true (read == (error == NULL));
        }
      roster_import_date_read (text->str, zone, &date, NULL);
      roster_import_instant_read (text->str, zone, &instant, NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/number/counts", test_counts);
  g_test_add_func ("/exchange/number/shares", test_shares);
  g_test_add_func ("/exchange/number/amounts-in-yuan", test_amounts_in_yuan);
  g_test_add_func ("/exchange/number/amounts-in-another-currency", test_amounts_in_another_currency);
  g_test_add_func ("/exchange/number/foreign-amounts-ask-for-the-rate", test_foreign_amounts_ask_for_the_rate);
  g_test_add_func ("/exchange/number/rates", test_rates);
  g_test_add_func ("/exchange/number/large-amounts-are-exact", test_large_amounts_are_exact);
  g_test_add_func ("/exchange/number/headings-carry-units", test_headings_carry_units);
  g_test_add_func ("/exchange/number/rounded-numbers-are-seen", test_rounded_numbers_are_seen);
  g_test_add_func ("/exchange/number/no-bytes-upset-the-reader", test_no_bytes_upset_the_reader);
  g_test_add_func ("/exchange/date/dates", test_dates);
  g_test_add_func ("/exchange/date/instants", test_instants);
  g_test_add_func ("/exchange/text/guarded-cells-come-back", test_guarded_cells_come_back);
  g_test_add_func ("/exchange/text/stays-as-it-is", test_text_stays_as_it_is);
  g_test_add_func ("/exchange/text/sets-know-their-choices", test_sets_know_their_choices);

  return g_test_run ();
}
