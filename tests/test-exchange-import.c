/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-fixture.h"

#include "roster-exchange-error.h"

/* Rows in the shape of the platform's exports, with made-up contents. */
static const char creators[] =
    "\xef\xbb\xbf达人ID,达人分类,粉丝数,带货销量,带货销售额,直播GPM,视频GPM,此店铺商品数,国家,Affiliate_GMV,Items_sold,"
    "Avg_order_value,Affiliate_orders,CTR,Affiliate_LIVEs\r\n"
    "k01,家居、家具和电器,5133,0,0,81.24万₫-98.1万₫,4951.96₫-4951.96₫,5,VN,0,0,--,0,13%,6\r\n"
    "k02,电子设备,54610,1850,401130000,0₫-0₫,1356.94₫-1394.38₫,23,VN,4144765,13,345397,12,5%,0\r\n"
    "k03,其他,6.44万,61,17902986,0₫-0₫,1.73万₫-1.73万₫,4,VN,195000,1,195000,1,9%,0\r\n";

static const char products[] =
    "商品ID,商品标题,售价,商品分类,上架时间,佣金比例,[28天]销量,[28天]销售额,国家\n"
    "1729582598261738105,\"Loa, nghe \"\"nhạc\"\"\",\"99,000₫\",手机/音箱,2023-01-23 08:08:03,8%,1558,153994500,VN\n"
    "1732277045382187641,Sạc mini,\"139,000₫-159,000₫\",手机/电源,2025-04-08 19:07:56,-,811,112729000,VN\n";

static const char sales[] =
    "达人ID,商品ID,视频数,播放量,点赞数,[28天]销量,[28天]销售额\n"
    "k01,1729582598261738105,1,198,6,0,0\n"
    "k02,1732277045382187641,1,36000,234,22,3058000\n"
    "k02,1729582598261738105,1,74800,868,18,1962000\n";

#define RATE "0.00028"

static char *
mapping_text (const RosterRecordType *type,
              const char             *headings)
{
  g_autoptr (RosterTable) table = exchange_table (headings);
  g_autoptr (RosterImportMapping) mapping = roster_import_mapping_new_guessed (type, table);

  return roster_import_mapping_to_text (mapping);
}

static void
test_headings_find_their_fields (void)
{
  static const struct
  {
    const RosterRecordType *type;
    const char *headings;
    const char *expected;
  } cases[] = {
    { &roster_streamer_type, "达人ID,达人分类,粉丝数,国家\n", "[\"kuaishouId\",\"vertical\",\"followers\",\"country\"]" },
    { &roster_streamer_type, "kuaishouId,name,FOLLOWERS\n", "[\"kuaishouId\",\"name\",\"followers\"]" },
    { &roster_streamer_type, "Kuaishou id,Name,Sales in all (yuan)\n", "[\"kuaishouId\",\"name\",\"salesTotal\"]" },
    { &roster_streamer_type, "ID,快手号,昵称\n", "[null,\"kuaishouId\",\"name\"]" },
    { &roster_streamer_type, "ID,昵称\n", "[\"kuaishouId\",\"name\"]" },
    { &roster_streamer_type, "Ｋuaishou　ＩＤ, avg order_value \n", "[\"kuaishouId\",\"averageOrder\"]" },
    { &roster_streamer_type, "粉丝数,粉丝\n", "[\"followers\",null]" },
    { &roster_streamer_type, "Record id,Base,Base: record id\n", "[\"id\",null,\"base\"]" },
    { &roster_sale_type, "主播,主播：记录 id,商品,商品：记录 id,金额（元）,记录 id\n",
      "[null,\"streamer\",null,\"product\",\"amount\",\"id\"]" },
    { &roster_streamer_type, "updatedAt,updatedBy,颜色\n", "[null,null,null]" },
    { &roster_product_type, "商品ID,商品标题,售价（元）,[28天]销量\n", "[\"sku\",\"name\",\"price\",\"units28\"]" },
    { &roster_sale_type, "达人ID,商品ID,[28天]销量,[28天]销售额\n", "[\"streamer\",\"product\",\"units\",\"amount\"]" },
    { &roster_metric_type, "主播,日期,播放量\n", "[\"streamer\",\"day\",\"plays\"]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = mapping_text (cases[i].type, cases[i].headings);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* The translation of a label, out of the file that translators work on. */
static char *
translation (const char *po,
             const char *label)
{
  g_autofree char *start = g_strdup_printf ("\nmsgid \"%s\"\nmsgstr \"", label);
  const char *found = strstr (po, start), *text = found != NULL ? found + strlen (start) : NULL;

  g_assert_nonnull (text);
  return g_strndup (text, strcspn (text, "\""));
}

/* A file that was exported in Chinese is understood where the program speaks another language: at the office, say. */
static void
test_chinese_labels_are_understood_everywhere (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "po", "zh_CN.po", NULL);
  g_autofree char *po = NULL;

  g_assert_true (g_file_get_contents (path, &po, NULL, NULL));
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      const RosterRecordType *type = roster_record_types[t];

      for (guint i = ROSTER_N_COMMON_FIELDS; type->match_key[0] != NULL && i < roster_record_type_n_fields (type); i++)
        {
          const RosterField *field = roster_record_type_field (type, i);
          g_autofree char *label = translation (po, field->label);

          if (!roster_field_has_alias (field, label))
            g_error ("%s.%s: %s is no alias", type->name, field->name, label);
          for (const RosterChoice *choice = field->choices; choice != NULL && choice->nick != NULL; choice++)
            {
              g_autofree char *word = translation (po, choice->label);

              if (roster_field_find_choice (field, word) != choice)
                g_error ("%s.%s: %s does not mean %s", type->name, field->name, word, choice->nick);
            }
        }
    }
}

static void
test_a_person_overrides_the_guess (void)
{
  g_autoptr (RosterTable) table = exchange_table ("甲,昵称,a=b,昵称\n");
  g_autoptr (RosterImportMapping) mapping = roster_import_mapping_new_guessed (&roster_streamer_type, table);
  static const char *const refused[] = { "甲", "=name", "乙=name", "甲=colour", "甲=updatedAt", "#9=name" };
  g_autofree char *text = NULL;

  g_assert_true (roster_import_mapping_override (mapping, "甲=kuaishouId", NULL));
  g_assert_true (roster_import_mapping_override (mapping, "#4=name", NULL));
  g_assert_true (roster_import_mapping_override (mapping, "a=b=wechat", NULL));
  text = roster_import_mapping_to_text (mapping);
  g_assert_cmpstr (text, ==, "[\"kuaishouId\",null,\"wechat\",\"name\"]");

  g_assert_true (roster_import_mapping_override (mapping, "a=b=", NULL));
  g_assert_true (roster_import_mapping_override (mapping, "甲=id", NULL));
  g_clear_pointer (&text, g_free);
  text = roster_import_mapping_to_text (mapping);
  g_assert_cmpstr (text, ==, "[\"id\",null,null,\"name\"]");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (roster_import_mapping_override (mapping, refused[i], &error));
      g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING);
    }
}

static void
test_a_mapping_is_remembered (void)
{
  g_autoptr (RosterTable) table = exchange_table ("甲,昵称\n1,2\n");
  g_autoptr (RosterTable) again = exchange_table (" 甲 ,昵称\n3,4\n");
  g_autoptr (RosterTable) other = exchange_table ("甲,昵称,乙\n");
  g_autoptr (RosterImportMapping) first = roster_import_mapping_new_guessed (&roster_streamer_type, table);
  g_autoptr (RosterImportMapping) second = roster_import_mapping_new_guessed (&roster_streamer_type, again);
  g_autoptr (RosterImportMapping) third = roster_import_mapping_new_guessed (&roster_streamer_type, other);
  g_autoptr (RosterImportMapping) fourth = roster_import_mapping_new_guessed (&roster_product_type, table);
  g_autofree char *key = roster_import_mapping_key (first), *same = roster_import_mapping_key (second);
  g_autofree char *different = roster_import_mapping_key (third), *foreign = roster_import_mapping_key (fourth);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (key, ==, same);
  g_assert_cmpstr (key, !=, different);
  g_assert_cmpstr (key, !=, foreign);

  g_assert_true (roster_import_mapping_override (first, "甲=kuaishouId", NULL));
  text = roster_import_mapping_to_text (first);
  g_assert_true (roster_import_mapping_from_text (second, text, NULL));
  g_assert_cmpint (roster_import_mapping_field (second, 0), ==,
                   roster_record_type_find_field (&roster_streamer_type, "kuaishouId"));

  g_assert_false (roster_import_mapping_from_text (third, text, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_MAPPING);
  g_clear_error (&error);
  g_assert_false (roster_import_mapping_from_text (third, "{", &error));
  g_clear_error (&error);
  g_assert_true (roster_import_mapping_from_text (second, "[\"gone\",7]", NULL));
  g_assert_cmpint (roster_import_mapping_field (second, 0), ==, ROSTER_IMPORT_COLUMN_IGNORED);
}

static void
test_exports_of_the_platform (ExchangeFixture *fixture,
                              gconstpointer    data)
{
  g_autoptr (RosterRecord) first = NULL, second = NULL, product = NULL, sale = NULL;
  g_autoptr (GPtrArray) all = NULL;

  exchange_import (fixture, &roster_streamer_type, creators, RATE, 3, 0, 0, 0);
  exchange_import (fixture, &roster_product_type, products, RATE, 2, 0, 0, 0);
  exchange_import (fixture, &roster_sale_type, sales, RATE, 3, 0, 0, 0);

  first = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "k01");
  g_assert_cmpstr (roster_record_text (first, "name"), ==, "k01");
  g_assert_cmpstr (roster_record_text (first, "vertical"), ==, "家居、家具和电器");
  g_assert_cmpstr (roster_record_text (first, "state"), ==, "active");
  g_assert_cmpstr (roster_record_account (first), ==, ROSTER_LOCAL_BOOK_ACCOUNT);
  g_assert_cmpint (roster_record_number (first, "followers", -1), ==, 5133);
  g_assert_cmpint (roster_record_number (first, "liveGpm", -1), ==, 227472);
  g_assert_cmpint (roster_record_number (first, "liveGpmHigh", -1), ==, 274680);
  g_assert_cmpint (roster_record_number (first, "clickRate", -1), ==, 130000);
  g_assert_false (roster_record_has (first, "averageOrder"));

  second = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "k02");
  g_assert_cmpint (roster_record_number (second, "salesTotal", -1), ==, 112316400);
  g_assert_cmpint (roster_record_number (second, "averageOrder", -1), ==, 96711);

  product = exchange_find (fixture, &roster_product_type, "sku", "1732277045382187641");
  g_assert_cmpstr (roster_record_account (product), ==, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_assert_cmpint (roster_record_number (product, "price", -1), ==, 38920);
  g_assert_cmpint (roster_record_number (product, "priceHigh", -1), ==, 44520);
  g_assert_cmpstr (roster_record_text (product, "listedOn"), ==, "2025-04-08");
  g_assert_false (roster_record_has (product, "commissionRate"));

  all = roster_cache_list_by (fixture->cache, &roster_sale_type, "product", roster_record_id (product), NULL);
  g_assert_cmpuint (all->len, ==, 1);
  sale = g_object_ref (all->pdata[0]);
  g_assert_cmpstr (roster_record_text (sale, "streamer"), ==, roster_record_id (second));
  g_assert_cmpstr (roster_record_text (sale, "periodEnd"), ==, EXCHANGE_TODAY);
  g_assert_cmpint (roster_record_number (sale, "periodDays", -1), ==, 28);
  g_assert_cmpint (roster_record_number (sale, "units", -1), ==, 22);
  g_assert_cmpint (roster_record_number (sale, "amount", -1), ==, 856240);

  exchange_import (fixture, &roster_streamer_type, creators, RATE, 0, 0, 3, 0);
  exchange_import (fixture, &roster_product_type, products, RATE, 0, 0, 2, 0);
  exchange_import (fixture, &roster_sale_type, sales, RATE, 0, 0, 3, 0);
}

static void
expect_no_plan (ExchangeFixture        *fixture,
                const RosterRecordType *type,
                const char             *data,
                int                     code,
                const char             *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = exchange_table (data);
  g_autoptr (RosterImportPlan) plan = exchange_plan (fixture, type, table, NULL, NULL, &error);

  g_assert_null (plan);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s", error->message);
}

static void
test_other_currencies_need_a_rate (ExchangeFixture *fixture,
                                   gconstpointer    data)
{
  expect_no_plan (fixture, &roster_streamer_type, creators, ROSTER_EXCHANGE_ERROR_RATE, "*row 2, column “直播GPM”*");
  expect_no_plan (fixture, &roster_product_type, products, ROSTER_EXCHANGE_ERROR_RATE, "*row 2, column “售价”*");
  expect_no_plan (fixture, &roster_product_type, "sku,name,price,国家\n1,a,5,CN\n2,b,5,VN\n", ROSTER_EXCHANGE_ERROR_RATE,
                  "*row 3, column “国家”*");
  expect_no_plan (fixture, &roster_product_type, "sku,name,price (VND)\n1,a,5\n", ROSTER_EXCHANGE_ERROR_RATE,
                  "*column “price (VND)”*");
  expect_no_plan (fixture, &roster_product_type, "sku,name,price,cost\n1,a,$5,3₫\n", ROSTER_EXCHANGE_ERROR_FORMAT,
                  "*currencies*");

  /* Nothing to convert: no amounts, only zeros, amounts that say that they are yuan, a country at home. */
  exchange_import (fixture, &roster_product_type, "sku,name,国家\n1,a,VN\n", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_product_type, "sku,name,price,国家\n2,a,0,VN\n", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_product_type, "sku,name,price,国家\n3,a,¥5,VN\n", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_product_type, "sku,name,price（元）,国家\n4,a,5,VN\n", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_product_type, "sku,name,price,国家\n5,a,5,中国\n", NULL, 1, 0, 0, 0);
}

/* A real export had one row in ringgit among hundreds in dong. */
static void
test_stray_currencies_are_left_out (ExchangeFixture *fixture,
                                    gconstpointer    data)
{
  g_autoptr (GString) rows = g_string_new ("sku,name,price,cost,units28\n");
  g_autoptr (RosterTable) table = NULL;
  g_autoptr (RosterImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  const RosterImportRow *row;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (rows, "s%u,a,1000₫,500,1\n", i);
  g_string_append (rows, "stray,a,RM5,500,7\n");
  table = exchange_table (rows->str);
  plan = exchange_plan (fixture, &roster_product_type, table, RATE, NULL, &error);
  g_assert_no_error (error);
  exchange_assert_counts (plan, 21, 0, 0, 0);

  row = roster_import_plan_nth_row (plan, 0);
  g_assert_null (row->note);
  g_assert_cmpint (roster_record_number (row->after, "price", -1), ==, 280);
  g_assert_cmpint (roster_record_number (row->after, "cost", -1), ==, 140);

  row = roster_import_plan_nth_row (plan, 20);
  g_assert_true (g_pattern_match_simple ("Row 22: *MYR*VND*", row->note));
  g_assert_false (roster_record_has (row->after, "price"));
  g_assert_false (roster_record_has (row->after, "cost"));
  g_assert_cmpint (roster_record_number (row->after, "units28", -1), ==, 7);
}

static void
test_sales_abroad_need_a_rate (ExchangeFixture *fixture,
                               gconstpointer    data)
{
  exchange_import (fixture, &roster_streamer_type, creators, RATE, 3, 0, 0, 0);
  exchange_import (fixture, &roster_product_type, products, RATE, 2, 0, 0, 0);
  expect_no_plan (fixture, &roster_sale_type, sales, ROSTER_EXCHANGE_ERROR_RATE, "Row 3*k02*");
}

static void
test_updates_say_what_changes (ExchangeFixture *fixture,
                               gconstpointer    data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = exchange_table ("kuaishouId,name,followers,phone\nk1,张三,12,\nk2,李四,5,\nk3,王五,7,\n");
  g_autoptr (RosterImportPlan) plan = NULL;
  const RosterImportRow *row;

  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name,followers,phone\nk1,张三,10,138\nk2,李四,5,139\n", NULL,
                   2, 0, 0, 0);
  plan = exchange_plan (fixture, &roster_streamer_type, table, NULL, NULL, &error);
  g_assert_no_error (error);
  exchange_assert_counts (plan, 1, 1, 1, 0);

  row = roster_import_plan_nth_row (plan, 0);
  g_assert_cmpint (row->outcome, ==, ROSTER_IMPORT_UPDATE);
  g_assert_cmpuint (row->line, ==, 2);
  g_assert_cmpstr (row->title, ==, "张三");
  g_assert_cmpuint (row->n_changed, ==, 1);
  g_assert_cmpuint (row->changed[0], ==, roster_record_type_find_field (&roster_streamer_type, "followers"));
  g_assert_cmpint (roster_record_number (row->before, "followers", -1), ==, 10);
  g_assert_cmpint (roster_record_number (row->after, "followers", -1), ==, 12);
  g_assert_cmpstr (roster_record_text (row->after, "phone"), ==, "138");
  g_assert_cmpint (roster_import_plan_nth_row (plan, 1)->outcome, ==, ROSTER_IMPORT_SKIP);
  g_assert_null (roster_import_plan_nth_row (plan, 2)->before);
}

static void
test_bad_rows_are_refused_alone (ExchangeFixture *fixture,
                                 gconstpointer    data)
{
  static const char rows[] =
      "kuaishouId,name,followers,base,state,joinedOn\n"
      "k1,张三,10,,,\n"
      ",李四,5,,,\n"
      "k3,王五,many,,,\n"
      "k4,赵六,5,杭州,,\n"
      "k5,孙七,5,,gone,\n"
      "k6,周八,5,,,03/04/2026\n"
      "1.72958E+18,吴九,5,,,\n"
      "k8,郑十,5,,,,x\n"
      "k9,冯一,-3,,,\n"
      "k10,#REF!,3,,,\n"
      "k11,陈二,3,,停播,2026年2月1日\n";
  static const char *const reasons[] = {
    NULL, "Row 3: Kuaishou id: fill this in", "Row 4, column “followers”: “many” is not a number*",
    "Row 5, column “base”: “杭州” is not known among the Bases*", "Row 6, column “state”: State: is not one of *",
    "Row 7, column “joinedOn”: “03/04/2026” is not a clear date*", "Row 8, column “kuaishouId”: *rounded*",
    "Row 9: it has 7 cells and there are 6 headings*", "Row 10, column “followers”: Followers: must be from 0*",
    "Row 11, column “name”: “#REF!”*", NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = exchange_table (rows);
  g_autoptr (RosterImportPlan) plan = exchange_plan (fixture, &roster_streamer_type, table, NULL, NULL, &error);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  exchange_assert_counts (plan, 2, 0, 0, 9);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      const RosterImportRow *row = roster_import_plan_nth_row (plan, i);

      g_assert_cmpint (row->outcome, ==, reasons[i] != NULL ? ROSTER_IMPORT_REFUSE : ROSTER_IMPORT_CREATE);
      if (reasons[i] != NULL && !g_pattern_match_simple (reasons[i], row->reason))
        g_error ("%s", row->reason);
      g_assert_true ((row->after == NULL) == (reasons[i] != NULL));
    }

  exchange_apply (fixture, plan);
  all = roster_cache_list (fixture->cache, &roster_streamer_type, NULL);
  g_assert_cmpuint (all->len, ==, 2);
}

/* A row that ends with the file before its last cell is not believed; one that is whole may lack the end of its line.
   */
static void
test_half_written_files_are_seen (ExchangeFixture *fixture,
                                  gconstpointer    data)
{
  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name,followers\nk1,a,1\nk2,b", NULL, 1, 0, 0, 1);
  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name,followers\nk3", NULL, 0, 0, 0, 1);
  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name,followers\nk4,a,1", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name,followers\nk5,a,", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name,followers\nk6\n", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_streamer_type, "kuaishouId\nk7", NULL, 1, 0, 0, 0);
}

static void
test_rows_of_one_record_are_one_change (ExchangeFixture *fixture,
                                        gconstpointer    data)
{
  static const char rows[] =
      "kuaishouId,name,followers,phone\n"
      "new,张三,10,\n"
      "old,李四,,\n"
      "new,,11,138\n"
      "old,李四四,,\n"
      "new,张三,11,\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = exchange_table (rows);
  g_autoptr (RosterImportPlan) plan = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (RosterRecord) made = NULL, changed = NULL;

  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name\nold,李四\n", NULL, 1, 0, 0, 0);
  plan = exchange_plan (fixture, &roster_streamer_type, table, NULL, NULL, &error);
  g_assert_no_error (error);
  exchange_assert_counts (plan, 1, 2, 2, 0);
  g_assert_null (roster_import_plan_nth_row (plan, 0)->note);
  g_assert_true (g_pattern_match_simple ("Row 4: *row 2 *", roster_import_plan_nth_row (plan, 2)->note));
  g_assert_true (g_pattern_match_simple ("Row 5: *row 3 *", roster_import_plan_nth_row (plan, 3)->note));

  edit = roster_import_plan_to_edit (plan, "Import");
  g_assert_cmpint (roster_edit_cause (edit), ==, ROSTER_CAUSE_IMPORT);
  g_assert_cmpuint (roster_edit_size (edit), ==, 2);

  exchange_apply (fixture, plan);
  made = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "new");
  g_assert_cmpstr (roster_record_text (made, "name"), ==, "张三");
  g_assert_cmpstr (roster_record_text (made, "phone"), ==, "138");
  g_assert_cmpint (roster_record_number (made, "followers", -1), ==, 11);
  changed = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "old");
  g_assert_cmpstr (roster_record_text (changed, "name"), ==, "李四四");
}

/* A video's length is in seconds with decimals outside and in milliseconds inside. */
static void
test_videos_are_imported (ExchangeFixture *fixture,
                          gconstpointer    data)
{
  static const char file[] = "主播,视频标题,发布日期,播放量,点赞数,完播率,时长(秒),热度值\n"
                             "k1,五分钟早餐,2026-02-01,1.2万,800,64%,11.7,83\n"
                             "k1,五分钟早餐,2026-02-02,900,12,41%,12秒,\n"
                             "k1,,2026-02-03,900,12,41%,12,\n";
  g_autoptr (RosterRecord) video = NULL, later = NULL;

  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name\nk1,张三\n", NULL, 1, 0, 0, 0);
  exchange_import (fixture, &roster_video_type, file, NULL, 2, 0, 0, 1);
  exchange_import (fixture, &roster_video_type, file, NULL, 0, 0, 2, 1);
  video = exchange_find (fixture, &roster_video_type, "publishedOn", "2026-02-01");
  g_assert_cmpint (roster_record_number (video, "length", -1), ==, 11700);
  g_assert_cmpint (roster_record_number (video, "plays", -1), ==, 12000);
  g_assert_cmpint (roster_record_number (video, "completionRate", -1), ==, 640000);
  later = exchange_find (fixture, &roster_video_type, "publishedOn", "2026-02-02");
  g_assert_cmpint (roster_record_number (later, "length", -1), ==, 12000);
}

static void
test_references_are_resolved (ExchangeFixture *fixture,
                              gconstpointer    data)
{
  g_autofree char *by_id = NULL;
  g_autoptr (RosterRecord) streamer = NULL;

  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name\nk1,张三\nk2,李四\nk3,李四\n", NULL, 3, 0, 0, 0);
  streamer = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "k2");

  exchange_import (fixture, &roster_metric_type, "主播,日期,播放量\n张三,2026-02-01,5\nk1,2026-02-02,6\n", NULL, 2, 0, 0, 0);
  exchange_import (fixture, &roster_metric_type, "主播,日期,播放量\n张三,2026-02-01,5\nk1,2026-02-02,7\n", NULL, 0, 1, 1, 0);
  exchange_import (fixture, &roster_metric_type, "主播,日期,播放量\n李四,2026-02-01,5\n", NULL, 0, 0, 0, 1);
  exchange_import (fixture, &roster_metric_type, "主播,日期,播放量\n王五,2026-02-01,5\n", NULL, 0, 0, 0, 1);
  by_id = g_strdup_printf ("主播,日期,播放量\n%s,2026-02-01,5\n", roster_record_id (streamer));
  exchange_import (fixture, &roster_metric_type, by_id, NULL, 1, 0, 0, 0);
}

static void
test_records_follow_their_streamer (ExchangeFixture *fixture,
                                    gconstpointer    data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autoptr (RosterRecord) streamer =
      roster_record_new (&roster_streamer_type, "0195a000-0000-7000-8000-000000000001", "book-b");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "New");
  g_autoptr (RosterTable) table = exchange_table ("主播,日期,播放量\nk1,2026-02-01,5\n");
  g_autoptr (RosterImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  gint64 step;

  g_ptr_array_add (accounts, roster_account_new ("company", "Company", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("book-a", "A", ROSTER_SCOPE_BOOK, FALSE, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("book-b", "B", ROSTER_SCOPE_BOOK, FALSE, FALSE));
  roster_cache_set_accounts (fixture->cache, accounts, &error);
  g_assert_no_error (error);
  roster_record_set_text (streamer, "kuaishouId", "k1");
  roster_record_apply_defaults (streamer);
  roster_edit_create (edit, streamer);
  roster_cache_apply (fixture->cache, edit, &step, &error);
  g_assert_no_error (error);

  plan = exchange_plan (fixture, &roster_metric_type, table, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (roster_record_account (roster_import_plan_nth_row (plan, 0)->after), ==, "book-b");
}

static void
test_record_ids_go_before_keys (ExchangeFixture *fixture,
                                gconstpointer    data)
{
  g_autoptr (RosterRecord) first = NULL, renamed = NULL;
  g_autofree char *rename = NULL, *clash = NULL;

  exchange_import (fixture, &roster_streamer_type, "kuaishouId,name\nk1,张三\nk2,李四\n", NULL, 2, 0, 0, 0);
  first = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "k1");

  clash = g_strdup_printf ("Record id,kuaishouId\n%s,k2\n", roster_record_id (first));
  exchange_import (fixture, &roster_streamer_type, clash, NULL, 0, 0, 0, 1);
  rename = g_strdup_printf ("Record id,kuaishouId\n%s,k9\n", roster_record_id (first));
  exchange_import (fixture, &roster_streamer_type, rename, NULL, 0, 1, 0, 0);
  renamed = exchange_find (fixture, &roster_streamer_type, "kuaishouId", "k9");
  g_assert_cmpstr (roster_record_id (renamed), ==, roster_record_id (first));

  exchange_import (fixture, &roster_streamer_type, "Record id,kuaishouId\nnonsense,k9\n", NULL, 0, 0, 0, 1);
  exchange_import (fixture, &roster_streamer_type,
                   "Record id,kuaishouId,name\n0195a000-0000-7000-8000-00000000000f,k9,张三\n", NULL, 0, 0, 1, 0);
}

static void
test_missing_columns_are_named (ExchangeFixture *fixture,
                                gconstpointer    data)
{
  expect_no_plan (fixture, &roster_streamer_type, "甲,乙\n1,2\n", ROSTER_EXCHANGE_ERROR_MAPPING, "*kuaishouId*甲, 乙*");
  expect_no_plan (fixture, &roster_metric_type, "主播\nk1\n", ROSTER_EXCHANGE_ERROR_MAPPING, "*day*");
  expect_no_plan (fixture, &roster_live_type, "主播\nk1\n", ROSTER_EXCHANGE_ERROR_MAPPING, "*record ids*");
}

static void
note_progress (guint    done,
               guint    total,
               gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (total, ==, 2000);
  *last = done;
}

static void
test_long_plans_tell_and_stop (ExchangeFixture *fixture,
                               gconstpointer    data)
{
  g_autoptr (GString) rows = g_string_new ("kuaishouId,name\n");
  g_autoptr (RosterTable) table = NULL;
  g_autoptr (RosterImportMapping) mapping = NULL;
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new_for_cache (fixture->cache);
  g_autoptr (RosterImportPlan) plan = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RosterImportOptions options = { .account = "book", .today = EXCHANGE_TODAY, .zone = fixture->zone };
  guint last = 0;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (rows, "k%u,n\n", i);
  table = exchange_table (rows->str);
  mapping = roster_import_mapping_new_guessed (&roster_streamer_type, table);

  plan = roster_import_plan_new (mapping, lookup, &options, note_progress, &last, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, 2000);
  exchange_assert_counts (plan, 2000, 0, 0, 0);

  g_cancellable_cancel (cancellable);
  g_assert_null (roster_import_plan_new (mapping, lookup, &options, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The three files that lie beside a checkout in some places: a real export, large and messy. */
static void
import_real_file (ExchangeFixture        *fixture,
                  const RosterRecordType *type,
                  const char             *name,
                  guint                   n_rows)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data", "creators", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = roster_table_read_file (path, NULL, NULL, &error);
  g_autoptr (RosterImportPlan) plan = NULL, again = NULL;

  g_assert_no_error (error);
  g_assert_null (exchange_plan (fixture, type, table, NULL, NULL, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE);
  g_clear_error (&error);

  plan = exchange_plan (fixture, type, table, RATE, NULL, &error);
  g_assert_no_error (error);
  exchange_assert_counts (plan, n_rows, 0, 0, 0);
  exchange_apply (fixture, plan);

  again = exchange_plan (fixture, type, table, RATE, NULL, &error);
  g_assert_no_error (error);
  exchange_assert_counts (again, 0, 0, n_rows, 0);
}

static void
test_real_export (ExchangeFixture *fixture,
                  gconstpointer    data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data", "creators", NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("The real export is not on this computer; the same shapes are tested with made-up rows");
      return;
    }

  import_real_file (fixture, &roster_streamer_type, "creators.csv", 629);
  import_real_file (fixture, &roster_product_type, "products.csv", 145);
  import_real_file (fixture, &roster_sale_type, "sales.csv", 1533);
}

#define ADD(path, func) \
  g_test_add (path, ExchangeFixture, NULL, exchange_set_up, func, exchange_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/mapping/headings-find-their-fields", test_headings_find_their_fields);
  g_test_add_func ("/exchange/mapping/chinese-labels-are-understood-everywhere",
                   test_chinese_labels_are_understood_everywhere);
  g_test_add_func ("/exchange/mapping/a-person-overrides-the-guess", test_a_person_overrides_the_guess);
  g_test_add_func ("/exchange/mapping/is-remembered", test_a_mapping_is_remembered);
  ADD ("/exchange/import/exports-of-the-platform", test_exports_of_the_platform);
  ADD ("/exchange/import/other-currencies-need-a-rate", test_other_currencies_need_a_rate);
  ADD ("/exchange/import/stray-currencies-are-left-out", test_stray_currencies_are_left_out);
  ADD ("/exchange/import/sales-abroad-need-a-rate", test_sales_abroad_need_a_rate);
  ADD ("/exchange/import/updates-say-what-changes", test_updates_say_what_changes);
  ADD ("/exchange/import/bad-rows-are-refused-alone", test_bad_rows_are_refused_alone);
  ADD ("/exchange/import/half-written-files-are-seen", test_half_written_files_are_seen);
  ADD ("/exchange/import/rows-of-one-record-are-one-change", test_rows_of_one_record_are_one_change);
  ADD ("/exchange/import/references-are-resolved", test_references_are_resolved);
  ADD ("/exchange/import/videos-are-imported", test_videos_are_imported);
  ADD ("/exchange/import/records-follow-their-streamer", test_records_follow_their_streamer);
  ADD ("/exchange/import/record-ids-go-before-keys", test_record_ids_go_before_keys);
  ADD ("/exchange/import/missing-columns-are-named", test_missing_columns_are_named);
  ADD ("/exchange/import/long-plans-tell-and-stop", test_long_plans_tell_and_stop);
  ADD ("/exchange/import/real-export", test_real_export);

  return g_test_run ();
}
