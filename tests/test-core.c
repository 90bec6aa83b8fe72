/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>

#include "roster-catalogue.h"
#include "roster-clock.h"
#include "roster-columns.h"
#include "roster-id.h"
#include "roster-language.h"
#include "roster-money.h"
#include "roster-text.h"
#include "roster-worker.h"

static void
test_ids_rise (void)
{
  g_autoptr (RosterClock) clock = roster_manual_clock_new (1772000000000, NULL);
  g_autoptr (RosterIdSource) ids = roster_id_source_new (clock);
  g_autofree char *previous = roster_id_source_next (ids);

  g_assert_true (roster_id_is_valid (previous));
  g_assert_cmpint (previous[14], ==, '7');
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *next = roster_id_source_next (ids);

      g_assert_true (roster_id_is_valid (next));
      g_assert_cmpstr (previous, <, next);
      g_free (previous);
      previous = g_steal_pointer (&next);
    }

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (clock), -60000);
  g_autofree char *after = roster_id_source_next (ids);
  g_assert_cmpstr (previous, <, after);
}

static void
test_ids_refuse_others (void)
{
  g_assert_false (roster_id_is_valid (""));
  g_assert_false (roster_id_is_valid ("0195-"));
  g_assert_false (roster_id_is_valid ("0195A000-0000-7000-8000-000000000000"));
  g_assert_false (roster_id_is_valid ("0195a000-0000-7000-8000-0000000000001"));
  g_assert_true (roster_id_is_valid ("0195a000-0000-7000-8000-000000000000"));
}

static void
test_decimals (void)
{
  static const struct
  {
    const char *text;
    guint decimals;
    gint64 scaled;
    const char *written;
  } cases[] = {
    { "15.8", 3, 15800, "15.8" },
    { "0", 3, 0, "0" },
    { "-0.001", 3, -1, "-0.001" },
    { "0.0005", 3, 1, "0.001" },
    { "0.00049", 3, 0, "0" },
    { "12", 0, 12, "12" },
    { "+7.5", 0, 8, "8" },
    { "9223372036854775.807", 3, G_MAXINT64, "9223372036854775.807" },
  };
  gint64 scaled;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = NULL;

      g_assert_true (roster_decimal_from_text (cases[i].text, cases[i].decimals, &scaled));
      g_assert_cmpint (scaled, ==, cases[i].scaled);
      written = roster_decimal_to_text (scaled, cases[i].decimals);
      g_assert_cmpstr (written, ==, cases[i].written);
    }

  for (const char *const *bad =
           (const char *const[]){ "", "-", ".", "1,000", "1e3", "1.2.3", " 1", "9223372036854775.808", NULL };
       *bad != NULL; bad++)
    g_assert_false (roster_decimal_from_text (*bad, 3, &scaled));
}

static void
test_multiply_divide (void)
{
  gint64 result;

  g_assert_true (roster_multiply_divide (99000, 280, 1000000, &result));
  g_assert_cmpint (result, ==, 28);
  g_assert_true (roster_multiply_divide (-5, 1, 2, &result));
  g_assert_cmpint (result, ==, -3);
  g_assert_true (roster_multiply_divide (G_MAXINT64, 3, 3, &result));
  g_assert_cmpint (result, ==, G_MAXINT64);
  g_assert_false (roster_multiply_divide (G_MAXINT64, 3, 2, &result));
}

static void
test_text_forms (void)
{
  g_autofree char *folded = roster_text_fold ("ＱＵẠＴ Cầm Tay");
  g_autofree char *pinyin = roster_text_pinyin ("单张三abc");
  g_autofree char *initials = roster_text_pinyin_initials ("张三");
  g_autofree char *unread = roster_text_pinyin_initials ("张䬠");
  g_autofree char *key = roster_text_search_key ("张三");
  g_autofree char *capital = roster_text_fold ("ɪ");
  g_autofree char *broken = roster_text_fold ("\xff\xfe");

  g_assert_cmpstr (folded, ==, "quat cam tay");
  g_assert_cmpstr (capital, ==, "i");
  g_assert_cmpstr (pinyin, ==, "shanzhangsan");
  g_assert_cmpstr (initials, ==, "zs");
  g_assert_cmpstr (unread, ==, "z䬠");
  g_assert_cmpstr (key, ==, "张三\nzhangsan\nzs");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

static void
test_instants (void)
{
  gint64 instant;
  g_autofree char *text = roster_instant_to_text (1772000000123);
  g_autofree char *early = roster_instant_to_text (-1);

  g_assert_cmpstr (text, ==, "2026-02-25T06:13:20.123Z");
  g_assert_true (roster_instant_from_text (text, &instant));
  g_assert_cmpint (instant, ==, 1772000000123);
  g_assert_cmpstr (early, ==, "1969-12-31T23:59:59.999Z");
  g_assert_false (roster_instant_from_text ("yesterday", &instant));
}

/* The worker runs what waits when it is shut down, and that still has to run in the worker's own thread. */
static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  g_usleep (20000);
  g_task_return_boolean (task, roster_worker_is_current (data));
}

static void
test_worker_ends_in_its_own_thread (void)
{
  g_autoptr (RosterWorker) worker = roster_worker_new ("test");
  g_autoptr (GTask) first = g_task_new (NULL, NULL, NULL, NULL);
  g_autoptr (GTask) last = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (first, worker, NULL);
  g_task_set_task_data (last, worker, NULL);
  roster_worker_push (worker, G_PRIORITY_DEFAULT, first, check_thread);
  roster_worker_push (worker, G_PRIORITY_DEFAULT, last, check_thread);
  roster_worker_shutdown (worker);
  g_assert_true (g_task_propagate_boolean (last, NULL));
}

/* A catalogue with one message and one plural, as msgfmt writes it. */
static GBytes *
new_catalogue (void)
{
  static const char texts[] = "\0%d day\0%d days\0name\0"
                              "Header\0"
                              "%d 天\0"
                              "名称";
  const guint32 numbers[] = { 0x950412de, 0, 3, 28, 52, 0, 0, 0, 0, 14, 1, 4, 16, 6, 21, 6, 28, 6, 35 };
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      /* The offsets of texts count from the beginning of the file. */
      guint32 number = i >= 7 && i % 2 == 0 ? numbers[i] + (guint32) sizeof numbers : numbers[i];
      guint32 written = GUINT32_TO_LE (number);

      g_byte_array_append (bytes, (const guint8 *) &written, sizeof written);
    }
  g_byte_array_append (bytes, (const guint8 *) texts, sizeof texts);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_catalogue_is_read (void)
{
  g_autoptr (GBytes) bytes = new_catalogue ();
  g_autoptr (RosterCatalogue) catalogue = roster_catalogue_new (bytes);

  g_assert_nonnull (catalogue);
  g_assert_cmpstr (roster_catalogue_lookup (catalogue, "name"), ==, "名称");
  g_assert_cmpstr (roster_catalogue_lookup (catalogue, "%d day"), ==, "%d 天");
  g_assert_null (roster_catalogue_lookup (catalogue, "names"));
}

/* Whatever is damaged or missing: no message comes from outside the file. The sanitizers watch. */
static void
test_damaged_catalogue_is_refused (void)
{
  g_autoptr (GBytes) bytes = new_catalogue ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);

      g_assert_null (roster_catalogue_new (part));
    }
  for (gsize at = 0; at < 28 + 48; at++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *changed = g_memdup2 (data, length);
        g_autoptr (GBytes) damaged = NULL;
        g_autoptr (RosterCatalogue) catalogue = NULL;

        changed[at] ^= (guint8) (1u << bit);
        damaged = g_bytes_new (changed, length);
        catalogue = roster_catalogue_new (damaged);
        if (at < 4)
          g_assert_null (catalogue);
        if (catalogue != NULL)
          roster_catalogue_lookup (catalogue, "name");
      }
}

static void
test_languages (void)
{
  g_autofree char *catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  g_assert_cmpint (roster_language_from (NULL), ==, ROSTER_LANGUAGE_INTERFACE);
  g_assert_cmpint (roster_language_from ("zh_TW"), ==, ROSTER_LANGUAGE_CHINESE);
  g_assert_cmpint (roster_language_from ("de"), ==, ROSTER_LANGUAGE_ENGLISH);
  g_assert_cmpstr (roster_language_code (ROSTER_LANGUAGE_CHINESE), ==, "zh_CN");
  g_assert_cmpstr (roster_language_text (ROSTER_LANGUAGE_CHINESE, "Streamer"), ==, "主播");
  g_assert_cmpstr (roster_language_text (ROSTER_LANGUAGE_ENGLISH, "Streamer"), ==, "Streamer");
  g_assert_cmpstr (roster_language_text (ROSTER_LANGUAGE_CHINESE, "nobody says this"), ==, "nobody says this");
  g_assert_cmpstr (roster_language_plural (ROSTER_LANGUAGE_CHINESE, "%d day ago", "%d days ago", 2), ==, "%d 天前");
  g_assert_cmpstr (roster_language_plural (ROSTER_LANGUAGE_ENGLISH, "%d day ago", "%d days ago", 2), ==,
                   "%d days ago");
  g_assert_cmpstr (roster_language_plural (ROSTER_LANGUAGE_ENGLISH, "%d day ago", "%d days ago", 1), ==,
                   "%d day ago");
}

static void
test_wrapping (void)
{
  static const struct
  {
    const char *text;
    const char *wrapped;
  } cases[] = {
    { "", "" },
    { "as long as it may be, but not more", "as long as it may be, but not more" },
    { "  --name=NAME   The person’s name; the login when it is not given",
      "  --name=NAME   The person’s name;\n                the login when it is\n                not given" },
    { "  --name=NAME   主播的名字未填时为空，可以省略的",
      "  --name=NAME   主播的名字未填时为\n                空，可以省略的" },
    { "  --a-name-that-leaves-no-room  Beside it", "  --a-name-that-leaves-no-room\n    Beside it" },
    { "one\n  program ONE|TWO|THREE FOUR FIVE|SIX\ntwo", "one\n  program ONE|TWO|THREE FOUR\n    FIVE|SIX\ntwo" },
    { "a-word-that-is-longer-than-a-whole-line and more", "a-word-that-is-longer-than-a-whole-line\n  and more" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *wrapped = roster_columns_wrap (cases[i].text, 36);

      g_assert_cmpstr (wrapped, ==, cases[i].wrapped);
    }
  g_assert_cmpuint (roster_columns_of_text ("a花e\xcc\x81"), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/id/rises-even-when-the-clock-goes-back", test_ids_rise);
  g_test_add_func ("/core/id/refuses-what-is-none", test_ids_refuse_others);
  g_test_add_func ("/core/money/decimals-are-exact", test_decimals);
  g_test_add_func ("/core/money/multiplies-without-overflow", test_multiply_divide);
  g_test_add_func ("/core/text/folds-and-spells", test_text_forms);
  g_test_add_func ("/core/columns/what-is-too-long-goes-on-below", test_wrapping);
  g_test_add_func ("/core/clock/instants-as-text", test_instants);

  g_test_add_func ("/core/worker/ends-in-its-own-thread", test_worker_ends_in_its_own_thread);
  g_test_add_func ("/core/catalogue/is-read", test_catalogue_is_read);
  g_test_add_func ("/core/catalogue/a-damaged-one-is-refused", test_damaged_catalogue_is_refused);
  g_test_add_func ("/core/language/speaks-another-than-the-process", test_languages);

  return g_test_run ();
}
