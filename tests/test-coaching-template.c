/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-template.h"

#define WORDS "{\"en\":\"Light\",\"zh_CN\":\"灯光\"}"
#define SECTION(items) "[{\"id\":\"room\",\"title\":" WORDS ",\"items\":[" items "]}]"
#define ITEM(more) "{\"id\":\"light\",\"text\":" WORDS "," more "}"
#define LEVELS "\"levels\":[" WORDS "," WORDS "," WORDS "," WORDS "," WORDS "]"

static void
reads_every_kind_of_item (void)
{
  static const char document[] =
      "[{\"id\":\"room\",\"title\":{\"en\":\"Live room\",\"zh_CN\":\"直播间\"},\"items\":["
      "{\"id\":\"light\",\"kind\":\"scale\",\"weight\":3,\"text\":" WORDS "," LEVELS "},"
      "{\"id\":\"law\",\"kind\":\"yes-no\",\"critical\":\"red\",\"text\":" WORDS
      ",\"followUp\":{\"text\":" WORDS ",\"days\":3}}]},"
      "{\"id\":\"more\",\"title\":" WORDS ",\"items\":["
      "{\"id\":\"fans\",\"kind\":\"number\",\"range\":[0,1000],\"good\":[6,1000],\"fair\":[1,5],\"check\":\"fans\","
      "\"unit\":" WORDS ",\"text\":" WORDS "},"
      "{\"id\":\"note\",\"kind\":\"text\",\"text\":" WORDS ",\"guidance\":" WORDS "},"
      "{\"id\":\"cover\",\"kind\":\"photo\",\"critical\":\"yellow\",\"text\":" WORDS "}]}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTemplate) template = roster_template_new (document, &error);
  const RosterItem *item;

  g_assert_no_error (error);
  g_assert_cmpuint (roster_template_n_sections (template), ==, 2);
  g_assert_cmpuint (roster_template_n_items (template), ==, 5);
  g_assert_cmpuint (roster_template_section (template, 1)->first_item, ==, 2);
  g_assert_cmpuint (roster_template_section (template, 1)->n_items, ==, 3);
  g_assert_cmpstr (roster_words_in (&roster_template_section (template, 0)->title, "zh_CN"), ==, "直播间");
  g_assert_cmpstr (roster_words_in (&roster_template_section (template, 0)->title, "de"), ==, "Live room");

  item = roster_template_item (template, 1);
  g_assert_cmpint (item->line, ==, ROSTER_LINE_RED);
  g_assert_cmpuint (item->weight, ==, 1);
  g_assert_cmpuint (item->follow_up_days, ==, 3);
  item = roster_template_item (template, 2);
  g_assert_cmpint (item->check, ==, ROSTER_CHECK_FANS);
  g_assert_cmpint (item->good.from, ==, 6);
  g_assert_true (roster_item_is_scored (item));
  g_assert_false (roster_item_is_scored (roster_template_item (template, 3)));
  g_assert_cmpint (roster_template_find_item (template, "cover"), ==, 4);
  g_assert_cmpint (roster_template_find_item (template, "nothing"), ==, -1);
}

/* Each fault names the place, what is wrong and what to do. */
static void
names_each_fault (void)
{
  static const struct
  {
    const char *document;
    const char *fault;
  } cases[] = {
    { "", "sections: write a list of sections*" },
    { "{", "sections: this is not JSON*" },
    { "{}", "sections: write a list of sections*" },
    { "[]", "sections: is empty; a checklist needs at least one section" },
    { "[1]", "sections[0]: write an object*" },
    { "[{\"id\":\"a\",\"title\":" WORDS "}]", "sections[0].items: is missing*" },
    { "[{\"id\":\"a\",\"title\":" WORDS ",\"items\":[]}]", "sections[0].items: is empty*" },
    { "[{\"id\":\"A b\",\"title\":" WORDS ",\"items\":[]}]", "sections[0].id: write lower-case letters*" },
    { SECTION (ITEM ("\"kind\":\"maybe\"")),
      "sections[0].items[0].kind: use one of yes-no, scale, number, text, photo" },
    { SECTION (ITEM ("\"weight\":1")), "sections[0].items[0].kind: is missing*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"wieght\":1")),
      "sections[0].items[0]: there is no “wieght” here; use id,*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"weight\":11")), "*.weight: write a whole number from 0 to 10" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"weight\":1.5")), "*.weight: write a whole number from 0 to 10" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"critical\":true")), "*.critical: use one of no, yellow, red" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"critical\":\"red\",\"weight\":0")),
      "*.critical: an item that is not scored*" },
    { SECTION (ITEM ("\"kind\":\"text\",\"critical\":\"red\"")), "*.critical: an item that is not scored*" },
    { SECTION (ITEM ("\"kind\":\"text\",\"weight\":1")), "*.weight: a text is not scored*" },
    { SECTION (ITEM ("\"kind\":\"number\",\"weight\":1")), "*.weight: a number without “good” is not scored*" },
    { SECTION (ITEM ("\"kind\":\"number\",\"good\":[1]")), "*.good: write two numbers*" },
    { SECTION (ITEM ("\"kind\":\"number\",\"good\":[5,1]")), "*.good: the first number must not be greater*" },
    { SECTION (ITEM ("\"kind\":\"number\",\"range\":[0,5],\"good\":[1,6]")),
      "*.good: write a whole number from 0 to 5" },
    { SECTION (ITEM ("\"kind\":\"number\",\"fair\":[1,6]")), "*: “fair” needs “good” beside it" },
    { SECTION (ITEM ("\"kind\":\"scale\"")), "*.levels: is missing; a scale needs 5 levels*" },
    { SECTION (ITEM ("\"kind\":\"scale\",\"levels\":[" WORDS "]")), "*.levels: write 5 levels*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\"," LEVELS)), "*.levels: only an item of the kind scale has this*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"check\":\"moon\"")), "*.check: use one of none, shop-words,*" },
    { SECTION (ITEM ("\"kind\":\"scale\",\"check\":\"heat\"," LEVELS)), "*.check: “heat” cannot answer*" },
    { SECTION (ITEM ("\"kind\":\"number\",\"good\":[1,2],\"check\":\"duplicates\"")), "*.check: “duplicates”*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"followUp\":{\"days\":3}")), "*.followUp.text: is missing*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\",\"followUp\":{\"text\":" WORDS ",\"days\":0}")), "*.followUp.days: write*" },
    { SECTION (ITEM ("\"kind\":\"yes-no\"") "," ITEM ("\"kind\":\"yes-no\"")),
      "sections[0].items[1]: another item has the id “light” already*" },
    { SECTION ("{\"id\":\"a\",\"kind\":\"yes-no\",\"text\":\"Light\"}"), "*.text: write it in both languages*" },
    { SECTION ("{\"id\":\"a\",\"kind\":\"yes-no\",\"text\":{\"en\":\"Light\"}}"), "*.text.zh_CN: is missing*" },
    { SECTION ("{\"id\":\"a\",\"kind\":\"text\",\"text\":{\"en\":\" \",\"zh_CN\":\"灯\"}}"), "*.text.en: is empty*" },
    { SECTION ("{\"id\":\"a\",\"kind\":\"text\",\"text\":{\"en\":1,\"zh_CN\":\"灯\"}}"), "*.text.en: write a text*" },
    { SECTION ("{\"id\":\"a\",\"kind\":\"yes-no\"}"), "*.text: is missing*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) faults = roster_template_faults (cases[i].document);
      g_autoptr (GError) error = NULL;
      gboolean named = FALSE;

      for (guint f = 0; f < faults->len; f++)
        named = named || g_pattern_match_simple (cases[i].fault, faults->pdata[f]);
      if (!named)
        g_error ("%s: no “%s” among %u faults, the first of which is %s", cases[i].document, cases[i].fault,
                 faults->len, faults->len > 0 ? (char *) faults->pdata[0] : "none");
      g_assert_null (roster_template_new (cases[i].document, &error));
      g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_TEMPLATE);
    }
}

static void
tells_all_faults_at_once (void)
{
  g_autoptr (GPtrArray) faults = roster_template_faults (
      "[{\"id\":\"a\",\"title\":{\"en\":\"A\"},\"items\":[{\"id\":\"b\",\"kind\":\"scale\",\"text\":" WORDS
      ",\"weight\":99},{\"id\":\"b\",\"kind\":\"yes-no\",\"text\":" WORDS "}]}]");

  g_assert_cmpuint (faults->len, ==, 4);
}

static void
takes_no_more_items_than_there_may_be (void)
{
  g_autoptr (GString) document = g_string_new ("[{\"id\":\"a\",\"title\":" WORDS ",\"items\":[");
  g_autoptr (GPtrArray) faults = NULL;

  for (guint i = 0; i <= ROSTER_MAX_ITEMS; i++)
    g_string_append_printf (document, "%s{\"id\":\"i%u\",\"kind\":\"yes-no\",\"text\":" WORDS "}", i > 0 ? "," : "", i);
  g_string_append (document, "]}]");
  faults = roster_template_faults (document->str);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_nonnull (strstr (faults->pdata[0], "too many items"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coaching/template/reads-every-kind-of-item", reads_every_kind_of_item);
  g_test_add_func ("/coaching/template/names-each-fault", names_each_fault);
  g_test_add_func ("/coaching/template/tells-all-faults-at-once", tells_all_faults_at_once);
  g_test_add_func ("/coaching/template/takes-no-more-items-than-there-may-be", takes_no_more_items_than_there_may_be);

  return g_test_run ();
}
