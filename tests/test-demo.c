/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo.h"
#include "roster-money.h"
#include "roster-record-json.h"

#include <stdio.h>
#include <string.h>

#define TODAY "2026-03-04"
#define YESTERDAY "2026-03-03"
#define LAST_28_DAYS_FROM "2026-02-04"

typedef struct
{
  GPtrArray *records;
  GHashTable *by_id;
  GHashTable *keys;
  GPtrArray *logins;
  gboolean passes_measures;
  guint n_measures;
  gint64 orders_by_weekday[8];
} Company;

/* A record is sound, stands in the right account, refers to what is there and is the only one of its key. */
static void
assert_record (Company      *company,
               RosterRecord *record)
{
  const RosterRecordType *type = roster_record_type (record);
  const char *account = roster_record_account (record);
  g_autoptr (GString) key = g_string_new (type->name);
  g_autoptr (GError) error = NULL;

  roster_record_check (record, &error);
  g_assert_no_error (error);
  if (type->scope == ROSTER_SCOPE_COMPANY)
    g_assert_cmpstr (account, ==, "company");
  else
    {
      RosterRecord *person;

      g_assert_true (g_str_has_prefix (account, "book-"));
      person = g_hash_table_lookup (company->by_id, account + strlen ("book-"));
      g_assert_nonnull (person);
      g_assert_cmpstr (roster_record_text (person, "role"), ==, "salesperson");
    }

  for (guint f = 0; f < roster_record_type_n_fields (type); f++)
    {
      const RosterField *field = roster_record_type_field (type, f);
      GVariant *value = roster_record_nth_value (record, f);
      RosterRecord *target;

      if (field->kind != ROSTER_KIND_REFERENCE || value == NULL)
        continue;

      target = g_hash_table_lookup (company->by_id, g_variant_get_string (value, NULL));
      g_assert_nonnull (target);
      g_assert_cmpstr (roster_record_type (target)->name, ==, field->target);
      if (type->scope == ROSTER_SCOPE_BOOK && roster_record_type (target)->scope == ROSTER_SCOPE_BOOK)
        g_assert_cmpstr (roster_record_account (target), ==, account);
    }

  if (type->match_key[0] == NULL)
    return;
  for (guint k = 0; k < G_N_ELEMENTS (type->match_key) && type->match_key[k] != NULL; k++)
    {
      int index = roster_record_type_find_field (type, type->match_key[k]);
      g_autofree char *text = roster_value_to_text (roster_record_type_field (type, index),
                                                    roster_record_nth_value (record, index));

      g_string_append_printf (key, "|%s", text);
    }
  if (!g_hash_table_add (company->keys, g_strdup (key->str)))
    g_error ("two records of the key %s", key->str);
}

static guint
weekday_of (const char *date)
{
  int year, month, day;

  g_assert_cmpint (sscanf (date, "%d-%d-%d", &year, &month, &day), ==, 3);
  return g_date_get_weekday (&(GDate){ .julian = FALSE, .dmy = TRUE, .day = day, .month = month, .year = year });
}

static gboolean
take_record (RosterRecord  *record,
             gpointer       data,
             GError       **error)
{
  Company *company = data;

  /* The measures of a whole company are too many to keep; what they refer to is there already. */
  if (company->passes_measures && roster_record_type (record) == &roster_metric_type)
    {
      assert_record (company, record);
      company->n_measures++;
      company->orders_by_weekday[weekday_of (roster_record_text (record, "day"))] +=
          roster_record_number (record, "orders", 0);
      return TRUE;
    }

  g_ptr_array_add (company->records, g_object_ref (record));
  g_assert_true (g_hash_table_insert (company->by_id, (gpointer) roster_record_id (record), record));
  return TRUE;
}

static gboolean
take_login (const RosterDemoLogin  *login,
            gpointer                data,
            GError                **error)
{
  Company *company = data;

  g_assert_nonnull (g_hash_table_lookup (company->by_id, login->person_id));
  g_ptr_array_add (company->logins, g_strjoin ("|", login->login, login->role, login->base, NULL));
  return TRUE;
}

static gboolean
hash_record (RosterRecord  *record,
             gpointer       data,
             GError       **error)
{
  g_autofree char *json = roster_record_to_json_text (record);

  g_checksum_update (data, (const guchar *) roster_record_account (record), -1);
  g_checksum_update (data, (const guchar *) json, -1);
  return TRUE;
}

static char *
hash_company (guint32     seed,
              const char *today)
{
  static const RosterDemoSink sink = { .take_record = hash_record };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;

  roster_demo_generate (ROSTER_DEMO_SCALE_SMALL, seed, today, &sink, checksum, &error);
  g_assert_no_error (error);
  return g_strdup (g_checksum_get_string (checksum));
}

static Company *
company_new (RosterDemoScale scale)
{
  static const RosterDemoSink sink = { take_record, take_login };
  Company *company = g_new0 (Company, 1);
  g_autoptr (GError) error = NULL;

  company->records = g_ptr_array_new_with_free_func (g_object_unref);
  company->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  company->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  company->logins = g_ptr_array_new_with_free_func (g_free);
  company->passes_measures = scale == ROSTER_DEMO_SCALE_COMPANY;
  roster_demo_generate (scale, 7, TODAY, &sink, company, &error);
  g_assert_no_error (error);
  return company;
}

static void
company_free (Company *company)
{
  g_hash_table_unref (company->by_id);
  g_hash_table_unref (company->keys);
  g_ptr_array_unref (company->logins);
  g_ptr_array_unref (company->records);
  g_free (company);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Company, company_free)

static guint
count (Company                *company,
       const RosterRecordType *type)
{
  guint n = 0;

  for (guint i = 0; i < company->records->len; i++)
    n += roster_record_type (company->records->pdata[i]) == type;

  return n;
}

static guint
count_where (Company                *company,
             const RosterRecordType *type,
             const char             *field,
             const char             *value)
{
  guint n = 0;

  for (guint i = 0; i < company->records->len; i++)
    {
      RosterRecord *record = company->records->pdata[i];

      n += roster_record_type (record) == type && g_strcmp0 (roster_record_text (record, field), value) == 0;
    }

  return n;
}

/* Every record, once all are there. */
static void
assert_sound (Company *company)
{
  for (guint i = 0; i < company->records->len; i++)
    assert_record (company, company->records->pdata[i]);
}

static void
test_same_seed (void)
{
  g_autofree char *first = hash_company (7, TODAY);
  g_autofree char *again = hash_company (7, TODAY);
  g_autofree char *other_seed = hash_company (8, TODAY);
  g_autofree char *other_day = hash_company (7, YESTERDAY);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other_seed);
  g_assert_cmpstr (first, !=, other_day);
}

static void
test_bad_day (void)
{
  static const RosterDemoSink sink = { .take_record = take_record };
  static const char *const days[] = { "", "2026-3-4", "2026-02-30", "2026-03-04x", "today", "0000-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (roster_demo_generate (ROSTER_DEMO_SCALE_SMALL, 1, days[i], &sink, NULL, &error));
      g_assert_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE);
    }
}

static gboolean
refuse_record (RosterRecord  *record,
               gpointer       data,
               GError       **error)
{
  if (--*(int *) data > 0)
    return TRUE;

  g_set_error_literal (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED, "enough");
  return FALSE;
}

static void
test_sink_stops (void)
{
  static const RosterDemoSink sink = { .take_record = refuse_record };
  g_autoptr (GError) error = NULL;
  int left = 100;

  g_assert_false (roster_demo_generate (ROSTER_DEMO_SCALE_SMALL, 1, TODAY, &sink, &left, &error));
  g_assert_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED);
  g_assert_cmpint (left, ==, 0);
}

static void
test_small (void)
{
  g_autoptr (Company) company = company_new (ROSTER_DEMO_SCALE_SMALL);
  guint above_the_norm = 0;

  assert_sound (company);
  g_assert_cmpuint (count (company, &roster_base_type), ==, 2);
  g_assert_cmpuint (count (company, &roster_product_type), ==, 300);
  g_assert_cmpuint (count (company, &roster_streamer_type), ==, 146);
  g_assert_cmpuint (count (company, &roster_metric_type), ==, 146 * 90);
  g_assert_cmpuint (count (company, &roster_checklist_type), ==, 6);
  g_assert_cmpuint (count_where (company, &roster_person_type, "role", "salesperson"), ==, 4);
  g_assert_cmpuint (count_where (company, &roster_person_type, "role", "trainer"), ==, 2);
  g_assert_cmpuint (count_where (company, &roster_person_type, "role", "manager"), ==, 1);
  g_assert_cmpuint (count_where (company, &roster_person_type, "role", "office"), ==, 1);
  g_assert_cmpuint (company->logins->len, ==, 8);

  for (guint i = 0; i < company->records->len; i++)
    {
      RosterRecord *person = company->records->pdata[i];
      g_autofree char *account = g_strconcat ("book-", roster_record_id (person), NULL);
      guint n = 0;

      if (roster_record_type (person) != &roster_person_type ||
          g_strcmp0 (roster_record_text (person, "role"), "salesperson") != 0)
        continue;
      for (guint r = 0; r < company->records->len; r++)
        n += roster_record_type (company->records->pdata[r]) == &roster_streamer_type &&
             g_str_equal (roster_record_account (company->records->pdata[r]), account);
      g_assert_true (n == 35 || n == 41);
      above_the_norm += n == 41;
    }
  g_assert_cmpuint (above_the_norm, ==, 1);
}

/* A streamer's sums are those of the days and of the sales by product. */
static void
test_sums (void)
{
  g_autoptr (Company) company = company_new (ROSTER_DEMO_SCALE_SMALL);
  guint with_sales = 0;

  for (guint i = 0; i < company->records->len; i++)
    {
      RosterRecord *streamer = company->records->pdata[i];
      gint64 orders = 0, day_sales = 0, lives = 0, units = 0, amount = 0, returned = 0;

      if (roster_record_type (streamer) != &roster_streamer_type)
        continue;

      for (guint r = 0; r < company->records->len; r++)
        {
          RosterRecord *record = company->records->pdata[r];

          if (roster_record_type (record) == &roster_metric_type &&
              g_str_equal (roster_record_text (record, "streamer"), roster_record_id (streamer)) &&
              strcmp (roster_record_text (record, "day"), LAST_28_DAYS_FROM) >= 0)
            {
              orders += roster_record_number (record, "orders", 0);
              day_sales += roster_record_number (record, "sales", 0);
              lives += roster_record_number (record, "lives", 0);
            }
          if (roster_record_type (record) == &roster_sale_type &&
              g_str_equal (roster_record_text (record, "streamer"), roster_record_id (streamer)) &&
              g_str_equal (roster_record_text (record, "periodEnd"), YESTERDAY))
            {
              units += roster_record_number (record, "units", 0);
              amount += roster_record_number (record, "amount", 0);
              returned += roster_record_number (record, "unitsReturned", 0);
            }
        }

      g_assert_cmpint (roster_record_number (streamer, "orders28", -1), ==, orders);
      g_assert_cmpint (roster_record_number (streamer, "sales28", -1), ==, day_sales);
      g_assert_cmpint (roster_record_number (streamer, "sales28", -1), ==, amount);
      g_assert_cmpint (roster_record_number (streamer, "units28", -1), ==, units);
      g_assert_cmpint (roster_record_number (streamer, "unitsReturned28", -1), ==, returned);
      g_assert_cmpint (roster_record_number (streamer, "lives28", -1), ==, lives);
      g_assert_cmpint (units, >=, orders);
      g_assert_cmpint (returned, <=, units);
      with_sales += amount > 0;
    }
  g_assert_cmpuint (with_sales, >, 120);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gint64
median (GArray *numbers)
{
  g_array_sort (numbers, compare_numbers);
  return g_array_index (numbers, gint64, numbers->len / 2);
}

static void
assert_share (Company    *company,
              const char *tier,
              guint       least,
              guint       most)
{
  guint n = count_where (company, &roster_streamer_type, "tier", tier);

  g_assert_cmpuint (n, >=, 4000 * least / 100);
  g_assert_cmpuint (n, <=, 4000 * most / 100);
}

static void
assert_prices_and_margins (Company *company)
{
  guint sellable = 0;

  for (guint i = 0; i < company->records->len; i++)
    {
      RosterRecord *product = company->records->pdata[i];
      gint64 price, margin, commission;

      if (roster_record_type (product) != &roster_product_type)
        continue;

      price = roster_record_number (product, "price", 0);
      margin = roster_record_number (product, "unitMargin", 0);
      commission = price * roster_record_number (product, "commissionRate", 0) / ROSTER_RATE_ONE;
      g_assert_cmpint (price, >=, 5900);
      g_assert_cmpint (price, <=, 199000);
      g_assert_cmpint (margin, >=, 100);
      g_assert_cmpint (margin, <, 1000);
      g_assert_cmpint (roster_record_number (product, "cost", 0) + commission + margin, ==, price);
      g_assert_true (g_str_has_prefix (roster_record_text (product, "category"),
                                       roster_record_text (product, "vertical")));
      if (g_str_equal (roster_record_text (product, "safetyCheck"), "passed") &&
          g_str_equal (roster_record_text (product, "legalityCheck"), "passed"))
        sellable++;
      else
        g_assert_cmpint (roster_record_number (product, "units28", 0), ==, 0);
    }
  g_assert_cmpuint (sellable, >, 9000);
  g_assert_cmpuint (sellable, <, 9800);
}

/* Most of what a streamer sells is of the own vertical: what the matching learns from is there. */
static void
assert_affinity (Company *company)
{
  gint64 own = 0, all = 0;

  for (guint i = 0; i < company->records->len; i++)
    {
      RosterRecord *sale = company->records->pdata[i], *streamer, *product;

      if (roster_record_type (sale) != &roster_sale_type)
        continue;

      streamer = g_hash_table_lookup (company->by_id, roster_record_text (sale, "streamer"));
      product = g_hash_table_lookup (company->by_id, roster_record_text (sale, "product"));
      all += roster_record_number (sale, "units", 0);
      if (g_str_equal (roster_record_text (streamer, "vertical"), roster_record_text (product, "vertical")))
        own += roster_record_number (sale, "units", 0);
    }
  g_assert_cmpint (own * 100 / all, >=, 60);
  g_assert_cmpint (own * 100 / all, <=, 95);
}

static void
test_company (void)
{
  g_autoptr (Company) company = company_new (ROSTER_DEMO_SCALE_COMPANY);
  g_autoptr (GArray) part_timers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) heavy_sellers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 worst_of_a_million = 0, best_of_a_hundred_thousand = 0;

  assert_sound (company);
  g_assert_cmpuint (count (company, &roster_base_type), ==, 23);
  g_assert_cmpuint (count_where (company, &roster_person_type, "role", "salesperson"), ==, 115);
  g_assert_cmpuint (count (company, &roster_streamer_type), ==, 4000);
  g_assert_cmpuint (count (company, &roster_product_type), ==, 10000);
  g_assert_cmpuint (company->n_measures, ==, 360000);

  assert_share (company, "part-timer", 58, 68);
  assert_share (company, "small-seller", 15, 21);
  assert_share (company, "newcomer", 10, 16);
  assert_share (company, "heavy-seller", 4, 8);
  assert_prices_and_margins (company);
  assert_affinity (company);

  /* The week has its rhythm: Saturday sells more than Monday. */
  g_assert_cmpint (company->orders_by_weekday[G_DATE_SATURDAY] * 100, >,
                   company->orders_by_weekday[G_DATE_MONDAY] * 115);

  for (guint i = 0; i < company->records->len; i++)
    {
      RosterRecord *streamer = company->records->pdata[i];
      gint64 followers, sales, income, orders;

      if (roster_record_type (streamer) != &roster_streamer_type ||
          g_strcmp0 (roster_record_text (streamer, "state"), "active") != 0)
        continue;

      followers = roster_record_number (streamer, "followers", 0);
      sales = roster_record_number (streamer, "sales28", 0);
      income = roster_record_number (streamer, "monthlyIncome", 0);
      orders = roster_record_number (streamer, "ordersPerDay", 0);
      if (g_str_equal (roster_record_text (streamer, "tier"), "part-timer"))
        g_array_append_val (part_timers, income);
      if (g_str_equal (roster_record_text (streamer, "tier"), "heavy-seller"))
        g_array_append_val (heavy_sellers, orders);
      if (followers >= 1000000)
        worst_of_a_million = worst_of_a_million == 0 ? sales : MIN (worst_of_a_million, sales);
      else if (followers <= 100000)
        best_of_a_hundred_thousand = MAX (best_of_a_hundred_thousand, sales);
    }

  /* Rules 2, 3 and 4. */
  g_assert_cmpint (median (part_timers), >=, 400 * ROSTER_LI_PER_YUAN);
  g_assert_cmpint (median (part_timers), <=, 1000 * ROSTER_LI_PER_YUAN);
  g_assert_cmpint (median (heavy_sellers), >=, 150);
  g_assert_cmpint (median (heavy_sellers), <=, 900);
  g_assert_cmpint (best_of_a_hundred_thousand, >, worst_of_a_million);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/same-seed-gives-the-same-bytes", test_same_seed);
  g_test_add_func ("/demo/bad-day-is-refused", test_bad_day);
  g_test_add_func ("/demo/sink-can-stop", test_sink_stops);
  g_test_add_func ("/demo/small/has-its-size-and-is-sound", test_small);
  g_test_add_func ("/demo/small/sums-agree", test_sums);
  g_test_add_func ("/demo/company/is-believable", test_company);

  return g_test_run ();
}
