/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "roster-exchange-error.h"
#include "roster-import-item.h"
#include "roster-import-job.h"

typedef struct
{
  char *folder;
  char *table;
  RosterContext *context;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterClock) clock = roster_manual_clock_new (G_GINT64_CONSTANT (1778725440000), "Asia/Shanghai");
  g_autoptr (RosterIdSource) ids = roster_id_source_new_seeded (clock, 1);
  g_autoptr (GSettings) settings = g_settings_new ("com.weiye.Roster");
  g_autoptr (RosterStore) store = NULL;
  g_autofree char *cache = NULL;

  fixture->folder = g_dir_make_tmp ("roster-import-job-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->table = g_build_filename (fixture->folder, "table.csv", NULL);
  cache = g_build_filename (fixture->folder, "cache.db", NULL);
  store = roster_store_open (cache, clock, ids, NULL, &error);
  g_assert_no_error (error);
  fixture->context = roster_context_new (settings, store, clock, ids);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  roster_store_close (roster_context_store (fixture->context));
  g_clear_object (&fixture->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->table);
  g_free (fixture->folder);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static RosterImportSource *
read_table (Fixture     *fixture,
            const char  *text,
            GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->table);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (g_file_set_contents (fixture->table, text, -1, NULL));
  roster_import_read_async (fixture->context, file, NULL, result_cb, &result);
  return roster_import_read_finish (wait_for (&result), error);
}

static RosterImportPreview *
plan (Fixture             *fixture,
      RosterImportSource  *source,
      const char          *rate_text,
      GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RosterCurrencyRate rate;

  if (rate_text != NULL)
    g_assert_true (roster_currency_rate_from_text (rate_text, &rate, NULL));
  roster_import_plan_async (fixture->context, source->mappings[source->likeliest], rate_text != NULL ? &rate : NULL,
                            NULL, NULL, NULL, result_cb, &result);
  return roster_import_plan_finish (wait_for (&result), error);
}

static gint64
apply_and_listen (Fixture              *fixture,
                  RosterImportPreview  *preview,
                  char                **warning)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 step;

  roster_import_apply_async (fixture->context, preview, "import", NULL, result_cb, &result);
  step = roster_import_apply_finish (wait_for (&result), warning, &error);
  g_assert_no_error (error);
  return step;
}

static gint64
apply (Fixture             *fixture,
       RosterImportPreview *preview)
{
  return apply_and_listen (fixture, preview, NULL);
}

static void
guesses_what_a_file_lists (Fixture       *fixture,
                           gconstpointer  data)
{
  static const struct
  {
    const char *headings;
    const RosterRecordType *type;
  } files[] = {
    { "快手号,昵称,粉丝数\n", &roster_streamer_type },
    { "商品ID,商品标题,售价\n", &roster_product_type },
    { "达人ID,商品ID,[28天]销量,[28天]销售额\n", &roster_sale_type },
    { "达人ID,日期,播放量,点赞数,完播率\n", &roster_metric_type },
    { "达人ID,视频标题,发布日期,播放量,时长(秒)\n", &roster_video_type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strconcat (files[i].headings, "a,b,c,d,e\n", NULL);
      g_autoptr (RosterImportSource) source = read_table (fixture, text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (roster_import_types[source->likeliest]->name, ==, files[i].type->name);
    }
}

static void
says_what_becomes_of_each_row (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterImportSource) source =
      read_table (fixture, "快手号,昵称,粉丝数\na1,阿珍,1.2万\na2,小雅,很多\na3,,860\n", &error);
  g_autoptr (RosterImportPreview) preview = NULL;
  RosterImportItem *item;

  g_assert_no_error (error);
  preview = plan (fixture, source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->items->len, ==, 3);

  item = g_ptr_array_index (preview->items, 0);
  g_assert_cmpint (roster_import_item_outcome (item), ==, ROSTER_IMPORT_CREATE);
  g_assert_cmpstr (roster_import_item_title (item), ==, "阿珍");
  g_assert_cmpuint (roster_import_item_line (item), ==, 2);
  g_assert_nonnull (g_strstr_len (roster_import_item_detail (item), -1, "Kuaishou id: a1"));
  g_assert_null (g_strstr_len (roster_import_item_detail (item), -1, "阿珍"));

  item = g_ptr_array_index (preview->items, 1);
  g_assert_cmpint (roster_import_item_outcome (item), ==, ROSTER_IMPORT_REFUSE);
  g_assert_nonnull (g_strstr_len (roster_import_item_detail (item), -1, "很多"));

  /* Without a name it is called by its id, which is not said once more. */
  item = g_ptr_array_index (preview->items, 2);
  g_assert_cmpstr (roster_import_item_title (item), ==, "a3");
  g_assert_null (g_strstr_len (roster_import_item_detail (item), -1, "a3"));
}

/* A record without a title is named by what it is about, as people call that, and not once more below. */
static void
names_a_row_by_what_it_is_about (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterImportSource) streamers = read_table (fixture, "快手号,昵称\na1,阿珍\n", &error);
  g_autoptr (RosterImportPreview) people = plan (fixture, streamers, NULL, &error);
  g_autoptr (RosterImportSource) source = NULL;
  g_autoptr (RosterImportPreview) preview = NULL;
  RosterImportItem *item;

  g_assert_cmpint (apply (fixture, people), >, 0);
  source = read_table (fixture, "快手号,日期,播放量,点赞数,完播率\na1,2026-03-01,5000,10,8%\n", &error);
  g_assert_no_error (error);
  preview = plan (fixture, source, NULL, &error);
  g_assert_no_error (error);
  item = g_ptr_array_index (preview->items, 0);
  g_assert_nonnull (g_strstr_len (roster_import_item_title (item), -1, "阿珍 · "));
  g_assert_null (g_strstr_len (roster_import_item_detail (item), -1, "阿珍"));
  g_assert_nonnull (g_strstr_len (roster_import_item_detail (item), -1, "5"));
}

/* A book above the norm is said once it is so; the import is none the worse (rule 1). */
static void
says_that_the_book_is_above_the_norm (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("快手号,昵称\n");
  g_autofree char *within = NULL, *above = NULL;

  for (guint i = 0; i < 36; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterImportSource) source = NULL;
      g_autoptr (RosterImportPreview) preview = NULL;

      g_string_append_printf (text, "k%u,主播%u\n", i, i);
      if (i < 34)
        continue;

      source = read_table (fixture, text->str, &error);
      g_assert_no_error (error);
      preview = plan (fixture, source, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (apply_and_listen (fixture, preview, i == 34 ? &within : &above), >, 0);
    }

  g_assert_null (within);
  g_assert_cmpstr (above, ==, "The book has 36 streamers; the norm is 35.");
}

/* What is asked for a rate can be told of which currency: it stands in the file. */
static void
names_the_currency_of_the_file (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterImportSource) dong =
      read_table (fixture, "商品ID,商品标题,售价\np1,纸巾,15000₫\n", &error);
  g_autoptr (RosterImportSource) yuan = read_table (fixture, "商品ID,商品标题,售价\np1,纸巾,15\n", &error);
  g_autoptr (RosterImportPreview) refused = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (dong->currencies[dong->likeliest], ==, "VND");
  g_assert_null (yuan->currencies[yuan->likeliest]);
  refused = plan (fixture, dong, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE);
  g_assert_nonnull (strstr (error->message, "VND"));
}

/* Before anybody confirms it, nothing is written; then it is one step that can be undone. */
static void
is_one_step (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterImportSource) source = read_table (fixture, "快手号,昵称\na1,阿珍\na2,小雅\n", &error);
  g_autoptr (RosterImportPreview) preview = plan (fixture, source, NULL, &error);
  g_autoptr (RosterImportPreview) again = NULL;
  g_autoptr (RosterImportPreview) undone = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterReversalReport) report = NULL;
  gint64 step;

  g_assert_no_error (error);
  g_assert_cmpuint (roster_import_plan_count (preview->plan, ROSTER_IMPORT_CREATE), ==, 2);
  step = apply (fixture, preview);
  g_assert_cmpint (step, >, 0);

  again = plan (fixture, source, NULL, &error);
  g_assert_cmpuint (roster_import_plan_count (again->plan, ROSTER_IMPORT_SKIP), ==, 2);

  roster_store_undo_async (roster_context_store (fixture->context), step, NULL, result_cb, &result);
  report = roster_store_undo_finish (roster_context_store (fixture->context), wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_reversed, ==, 2);
  undone = plan (fixture, source, NULL, &error);
  g_assert_cmpuint (roster_import_plan_count (undone->plan, ROSTER_IMPORT_CREATE), ==, 2);
}

static void
another_currency_needs_a_rate (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (RosterImportSource) source = read_table (fixture, "快手号,昵称,客单价\na1,阿珍,100000₫\n", &none);
  g_autoptr (RosterImportPreview) preview = NULL;

  g_assert_no_error (none);
  g_assert_null (plan (fixture, source, NULL, &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE);

  preview = plan (fixture, source, "0.00028", &none);
  g_assert_no_error (none);
  g_assert_cmpint (roster_record_number (roster_import_plan_nth_row (preview->plan, 0)->after, "averageOrder", 0), ==,
                   28000);
}

/* What a person chose for a column holds for the next file with the same headings, even against the guess of the
   type. */
static void
remembers_the_columns (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *text = "快手号,昵称,说法\na1,阿珍,一句话\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterImportSource) first = read_table (fixture, text, &error);
  g_autoptr (RosterImportSource) second = NULL;
  g_autoptr (RosterImportPreview) preview = NULL;
  int city = roster_record_type_find_field (&roster_streamer_type, "city");

  g_assert_no_error (error);
  g_assert_cmpint (roster_import_mapping_field (first->mappings[first->likeliest], 2), ==,
                   ROSTER_IMPORT_COLUMN_IGNORED);
  roster_import_mapping_set (first->mappings[first->likeliest], 2, city, &error);
  g_assert_no_error (error);
  preview = plan (fixture, first, NULL, &error);
  g_assert_no_error (error);
  apply (fixture, preview);

  second = read_table (fixture, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->likeliest, ==, first->likeliest);
  g_assert_cmpint (roster_import_mapping_field (second->mappings[second->likeliest], 2), ==, city);
}

static void
refuses_what_is_no_table (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_table (fixture, "\x7f"
                                      "ELF\x01\x02\x03\xff\xfe",
                             &error));
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT);
}

static RosterImportPreview *
read_calendar (Fixture     *fixture,
               const char  *text,
               GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->table);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (g_file_set_contents (fixture->table, text, -1, NULL));
  roster_import_calendar_async (fixture->context, file, NULL, result_cb, &result);
  return roster_import_plan_finish (wait_for (&result), error);
}

/* Of a calendar the lives are taken whose streamer is known; once more it changes nothing, and undoing takes them
 * out. */
static void
takes_the_lives_of_a_calendar (Fixture       *fixture,
                               gconstpointer  data)
{
  static const char *calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//GNOME//GNOME Calendar//EN\r\n"
                                "BEGIN:VEVENT\r\nUID:one@example.com\r\nSUMMARY:张三 晚场\r\n"
                                "DTSTART;TZID=Asia/Shanghai:20260520T200000\r\n"
                                "DTEND;TZID=Asia/Shanghai:20260520T220000\r\nEND:VEVENT\r\n"
                                "BEGIN:VEVENT\r\nUID:two@example.com\r\nSUMMARY:Dentist\r\n"
                                "DTSTART:20260521T010000Z\r\nDTEND:20260521T020000Z\r\nEND:VEVENT\r\n"
                                "END:VCALENDAR\r\n";
  g_autoptr (RosterImportSource) source = read_table (fixture, "主播昵称,快手号\n张三,zs666\n", NULL);
  g_autoptr (RosterImportPreview) streamers = plan (fixture, source, NULL, NULL);
  g_autoptr (RosterImportPreview) first = NULL, again = NULL, undone = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterReversalReport) report = NULL;
  gint64 step;

  apply (fixture, streamers);
  first = read_calendar (fixture, calendar, &error);
  g_assert_no_error (error);
  g_assert_true (roster_import_preview_type (first) == &roster_live_type);
  g_assert_cmpuint (roster_import_preview_n_rows (first), ==, 2);
  g_assert_cmpuint (roster_import_preview_count (first, ROSTER_IMPORT_CREATE), ==, 1);
  g_assert_cmpuint (roster_import_preview_count (first, ROSTER_IMPORT_REFUSE), ==, 1);
  g_assert_cmpuint (first->items->len, ==, 2);
  step = apply (fixture, first);
  g_assert_cmpint (step, >, 0);

  again = read_calendar (fixture, calendar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_import_preview_count (again, ROSTER_IMPORT_SKIP), ==, 1);

  roster_store_undo_async (roster_context_store (fixture->context), step, NULL, result_cb, &result);
  report = roster_store_undo_finish (roster_context_store (fixture->context), wait_for (&result), &error);
  g_assert_no_error (error);
  undone = read_calendar (fixture, calendar, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_import_preview_count (undone, ROSTER_IMPORT_CREATE), ==, 1);

  g_clear_pointer (&undone, roster_import_preview_free);
  undone = read_calendar (fixture, "no calendar", &error);
  g_assert_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/import-job/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("guesses-what-a-file-lists", guesses_what_a_file_lists);
  ADD ("says-what-becomes-of-each-row", says_what_becomes_of_each_row);
  ADD ("names-a-row-by-what-it-is-about", names_a_row_by_what_it_is_about);
  ADD ("says-that-the-book-is-above-the-norm", says_that_the_book_is_above_the_norm);
  ADD ("names-the-currency-of-the-file", names_the_currency_of_the_file);
  ADD ("is-one-step", is_one_step);
  ADD ("another-currency-needs-a-rate", another_currency_needs_a_rate);
  ADD ("remembers-the-columns", remembers_the_columns);
  ADD ("refuses-what-is-no-table", refuses_what_is_no_table);
  ADD ("takes-the-lives-of-a-calendar", takes_the_lives_of_a_calendar);

  return g_test_run ();
}
