/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <libintl.h>
#include <string.h>

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-answer-box.h"
#include "roster-band-chart.h"
#include "roster-book-failures.h"
#include "roster-coaching-list.h"
#include "roster-coaching-print.h"
#include "roster-content-measures.h"
#include "roster-left-open.h"
#include "roster-pane.h"
#include "roster-print-button.h"
#include "roster-result-view.h"
#include "roster-streamer-coaching.h"
#include "roster-walk-view.h"
#include "roster-window.h"

#define CHECKLIST "0195a000-0000-7000-8000-00000000c001"
#define WALK "0195a000-0000-7000-8000-00000000c002"

static const char sections[] =
    "[{'id':'a','title':{'en':'Name','zh_CN':'名称'},'items':["
    "{'id':'no-shop-words','kind':'yes-no','weight':2,'critical':'yellow','check':'shop-words',"
    "'text':{'en':'No shop words','zh_CN':'不含店铺字样'}},"
    "{'id':'light','kind':'yes-no','text':{'en':'Bright','zh_CN':'明亮'}},"
    "{'id':'fans','kind':'number','range':[0,10],'good':[6,10],'text':{'en':'Fans','zh_CN':'粉丝'}},"
    "{'id':'words','kind':'text','text':{'en':'Words','zh_CN':'文字'}}]}]";

typedef struct
{
  AppFixture app;
  RosterWindow *window;
  RosterRecord *streamer;
  RosterWalkSession *session;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *json = g_strdelimit (g_strdup (sections), "'", '"');
  g_autoptr (RosterRecord) checklist =
      roster_record_new (&roster_checklist_type, CHECKLIST, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) walk = NULL;

  app_fixture_set_up (&fixture->app, data);
  fixture->streamer = app_fixture_streamer (&fixture->app, "小雅旗舰店");
  roster_record_set_text (checklist, "name", "Set-up");
  roster_record_set_text (checklist, "nameChinese", "搭建");
  roster_record_set_text (checklist, "state", "published");
  roster_record_set_number (checklist, "version", 1);
  roster_record_set_text (checklist, "sections", json);
  app_fixture_create (&fixture->app, checklist);
  walk = roster_walk_start (WALK, fixture->streamer, checklist, NULL, APP_NOW);
  app_fixture_create (&fixture->app, walk);
  fixture->window = roster_window_new (GTK_APPLICATION (data), fixture->app.context);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->session = roster_walk_session_new (fixture->app.context);
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->streamer);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_fixture_tear_down (&fixture->app, data);
}

static GtkWidget *
in_window (Fixture    *fixture,
           GType       type,
           const char *name)
{
  return app_fixture_find (GTK_WIDGET (fixture->window), type, name);
}

static void
open_walk (Fixture *fixture)
{
  roster_walk_session_open (fixture->session, WALK);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (roster_walk_session_walk (fixture->session));
}

static void
give (Fixture           *fixture,
      guint              index,
      RosterAnswerState  state,
      gint64             value,
      const char        *text)
{
  g_autoptr (RosterAnswer) answer = roster_answer_new ();

  answer->state = state;
  answer->value = value;
  answer->text = g_strdup (text);
  roster_walk_session_answer (fixture->session, index, answer, MIN (index + 1, 3));
}

static RosterRecord *
stored (Fixture *fixture)
{
  app_fixture_settle (&fixture->app);
  return app_fixture_get (&fixture->app, roster_walk_record (roster_walk_session_walk (fixture->session)));
}

/* What is answered is there at once, written without waiting for the one before, and each answer is a step. */
static void
answers_are_saved_one_by_one (Fixture       *fixture,
                              gconstpointer  data)
{
  guint n_steps = app_fixture_count_steps (&fixture->app);
  g_autoptr (RosterRecord) record = NULL;

  open_walk (fixture);
  give (fixture, 0, ROSTER_ANSWER_GIVEN, 1, NULL);
  give (fixture, 1, ROSTER_ANSWER_NOT_APPLICABLE, 0, NULL);
  give (fixture, 2, ROSTER_ANSWER_GIVEN, 7, NULL);
  g_assert_true (roster_walk_session_is_saving (fixture->session));
  g_assert_cmpuint (roster_walk_n_answered (roster_walk_session_walk (fixture->session)), ==, 3);
  g_assert_cmpuint (roster_walk_session_cursor (fixture->session), ==, 3);

  record = stored (fixture);
  g_assert_false (roster_walk_session_is_saving (fixture->session));
  g_assert_cmpuint (g_variant_n_children (roster_record_value (record, "answers")), ==, 3);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, n_steps + 3);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
given_cb (RosterAnswerBox *box,
          gint64           value,
          const char      *text,
          gint64          *given)
{
  *given = value;
}

/* Letters where a number belongs are told beside them and stay to be corrected. */
static void
a_number_that_is_none_is_told (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (roster_answer_box_new ());
  g_autoptr (RosterAnswer) answer = roster_answer_new ();
  GtkWidget *entry, *fault;
  gint64 given = -1;

  open_walk (fixture);
  roster_answer_box_show (ROSTER_ANSWER_BOX (box),
                          roster_template_item (roster_walk_template (roster_walk_session_walk (fixture->session)), 2),
                          answer);
  g_signal_connect (box, "given", G_CALLBACK (given_cb), &given);
  entry = app_fixture_find (box, GTK_TYPE_ENTRY, NULL);
  fault = app_fixture_find (box, GTK_TYPE_LABEL, "This is not a whole number; write it in digits.");

  gtk_editable_set_text (GTK_EDITABLE (entry), "seven");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_visible (fault));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpint (given, ==, -1);

  gtk_editable_set_text (GTK_EDITABLE (entry), "7");
  g_assert_false (gtk_widget_get_visible (fault));
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (given, ==, 7);
}

/* An answer that does not fit is told, and nothing is written. */
static void
an_answer_that_does_not_fit_is_told (Fixture       *fixture,
                                     gconstpointer  data)
{
  guint n_failed = 0, n_steps;

  open_walk (fixture);
  n_steps = app_fixture_count_steps (&fixture->app);
  g_signal_connect_swapped (fixture->session, "failed", G_CALLBACK (count_cb), &n_failed);
  give (fixture, 2, ROSTER_ANSWER_GIVEN, 11, NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, n_steps);

  /* Nobody has answered the critical item yet. */
  roster_walk_session_finish (fixture->session);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_failed, ==, 2);
}

static void
the_data_answers_with_its_evidence (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (RosterRecord) record = NULL;
  const RosterAnswer *answer;

  roster_window_open (fixture->window, "Walkthrough", WALK);
  app_fixture_settle (&fixture->app);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_WALK_VIEW, NULL));
  open_walk (fixture);
  answer = roster_walk_answer (roster_walk_session_walk (fixture->session), 0);
  g_assert_cmpint (answer->state, ==, ROSTER_ANSWER_GIVEN);
  g_assert_cmpint (answer->value, ==, 0);
  g_assert_cmpstr (answer->finding->text, ==, "旗舰店");
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "From the data: the name holds “旗舰店”"));
}

/* What is typed is not lost when an answer comes from elsewhere, and is written when the item is left. */
static void
typed_words_survive_a_change (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (RosterRecord) record = NULL;
  GtkWidget *comment, *view;
  const RosterAnswer *answer;

  roster_window_open (fixture->window, "Walkthrough", WALK);
  app_fixture_settle (&fixture->app);
  app_fixture_settle (&fixture->app);
  view = in_window (fixture, ROSTER_TYPE_WALK_VIEW, NULL);
  comment = GTK_WIDGET (gtk_widget_get_template_child (view, ROSTER_TYPE_WALK_VIEW, "comment"));
  gtk_editable_set_text (GTK_EDITABLE (comment), "店名要改");

  open_walk (fixture);
  give (fixture, 1, ROSTER_ANSWER_GIVEN, 1, NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (comment)), ==, "店名要改");

  g_signal_emit_by_name (comment, "entry-activated");
  record = stored (fixture);
  answer = roster_walk_answer (roster_walk_session_walk (fixture->session), 0);
  g_assert_cmpstr (answer->comment, ==, "店名要改");
  g_assert_cmpint (roster_walk_answer (roster_walk_session_walk (fixture->session), 1)->value, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (comment)), ==, "");
}

static gpointer
only_read (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  g_ptr_array_add (accounts, roster_account_new (ROSTER_LOCAL_COMPANY_ACCOUNT, "公司", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts, roster_account_new (ROSTER_LOCAL_BOOK_ACCOUNT, "王芳", ROSTER_SCOPE_BOOK, TRUE, TRUE));
  return roster_cache_set_accounts (cache, accounts, error) ? g_strdup ("") : NULL;
}

/* In a book that is only read the data answers once in vain, not over and over. */
static void
the_data_does_not_insist (Fixture       *fixture,
                          gconstpointer  data)
{
  guint n_steps = app_fixture_count_steps (&fixture->app);

  roster_store_write_async (fixture->app.store, only_read, NULL, NULL, g_free, NULL, NULL, NULL);
  roster_window_open (fixture->window, "Walkthrough", WALK);
  for (guint i = 0; i < 3; i++)
    app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "1 of 4 · 0 answered"));
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, n_steps);
}

static void
finish (Fixture *fixture)
{
  open_walk (fixture);
  give (fixture, 0, ROSTER_ANSWER_GIVEN, 0, NULL);
  give (fixture, 1, ROSTER_ANSWER_GIVEN, 1, NULL);
  give (fixture, 2, ROSTER_ANSWER_GIVEN, 3, NULL);
  give (fixture, 3, ROSTER_ANSWER_GIVEN, 0, "好");
  roster_walk_session_finish (fixture->session);
  app_fixture_settle (&fixture->app);
}

static void
the_result_names_what_failed (Fixture       *fixture,
                              gconstpointer  data)
{
  finish (fixture);
  roster_window_open (fixture->window, "Walkthrough", WALK);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_RESULT_VIEW, NULL));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "25%"));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "A yellow line was crossed."));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "Weakest: Name"));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "4 of 4 answered, 0 not applicable, 2 failed"));

  /* The streamer's page has the result and the follow-ups. */
  roster_window_open (fixture->window, "Walkthrough", roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_STREAMER_COACHING, NULL));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_BUTTON, "_Done"));
}

static void
both_sign_and_amend (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterAnswer) later = roster_answer_new ();
  g_autoptr (RosterRecord) record = NULL;

  finish (fixture);
  roster_walk_session_sign (fixture->session, ROSTER_SIGNER_STREAMER, "张雅", "[[1,1,900,900]]");
  roster_walk_session_sign (fixture->session, ROSTER_SIGNER_TRAINER, "邓福生", NULL);
  app_fixture_settle (&fixture->app);
  later->state = ROSTER_ANSWER_GIVEN;
  later->value = 0;
  roster_walk_session_amend (fixture->session, 1, later, "the lamp was borrowed");
  record = stored (fixture);
  g_assert_cmpstr (roster_record_text (record, "state"), ==, "signed");
  g_assert_true (roster_walk_is_amended (roster_walk_session_walk (fixture->session), 1));
  g_assert_cmpint (roster_record_number (record, "result", -1), ==, 250000);

  /* The page shows both: what was signed and what it is now, of the answer and of the result. */
  roster_window_open (fixture->window, "Walkthrough", WALK);
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "Signed with 25%; amended since."));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "No\namended; signed was “Yes”: the lamp was borrowed"));
}

static char *
print_to (Fixture        *fixture,
          const char     *name,
          RosterLanguage  language)
{
  char *path = g_build_filename (fixture->app.folder, name, NULL);
  g_autoptr (GtkPrintOperation) operation =
      roster_coaching_print_operation (fixture->app.context, fixture->session, language, NULL);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  return path;
}

static char *
output_of (const char *command,
           const char *path,
           gsize      *length)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  process = strcmp (command, "pdftotext") == 0
                ? g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, command, "-layout", path, "-", NULL)
                : g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, command, "-gray", "-r", "50", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_successful (process));
  return g_bytes_unref_to_data (g_steal_pointer (&output), length);
}

static void
assert_says (const char *text,
             const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, text);
}

/* What stands on paper in one language, and what gives away that something was left in the other. */
typedef struct
{
  RosterLanguage language;
  const char *words[24];
  const char *others[8];
} Paper;

static const Paper papers[] = {
  { ROSTER_LANGUAGE_INTERFACE,
    { "小雅旗舰店", "25", "Set-up, version 1", "2026-03-11 12:00", "Weakest: Name", "No shop words", "Name",
      "the name holds “旗舰店”", "灯太暗", "Sign-off", "Trainer", "邓福生", "Streamer", "张雅", "Yes" },
    { "名称", "签字" } },
  { ROSTER_LANGUAGE_ENGLISH,
    { "Set-up, version 1", "Weakest: Name", "No shop words", "the name holds “旗舰店”", "灯太暗", "Sign-off" },
    { "名称", "签字" } },
  { ROSTER_LANGUAGE_CHINESE,
    { "小雅旗舰店", "25", "搭建，版本 1", "2026年3月11日 12:00", "最弱：名称", "不含店铺字样", "名称含“旗舰店”", "灯太暗",
      "签字", "培训师", "邓福生", "主播", "张雅", "是" },
    { "Name", "Sign", "Weakest", "version", "Yes", "Trainer", "the name" } },
};

/* Scores, answers with comments and evidence, and who signed are on paper as on the screen, in the language chosen: the
   process speaks English here, and no Chinese locale needs to be installed. */
static void
prints_as_pdf (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (RosterAnswer) found = NULL, dim = roster_answer_new ();

  if (tool == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }

  open_walk (fixture);
  found = roster_answer_from_finding (
      roster_template_item (roster_walk_template (roster_walk_session_walk (fixture->session)), 0),
      roster_walk_session_finding (fixture->session, 0));
  roster_walk_session_answer (fixture->session, 0, found, 1);
  app_fixture_settle (&fixture->app);
  dim->state = ROSTER_ANSWER_GIVEN;
  dim->value = 1;
  dim->comment = g_strdup ("灯太暗");
  roster_walk_session_answer (fixture->session, 1, dim, 2);
  give (fixture, 2, ROSTER_ANSWER_GIVEN, 3, NULL);
  give (fixture, 3, ROSTER_ANSWER_GIVEN, 0, "好");
  roster_walk_session_finish (fixture->session);
  roster_walk_session_sign (fixture->session, ROSTER_SIGNER_STREAMER, "张雅", "[[1,1,900,900]]");
  roster_walk_session_sign (fixture->session, ROSTER_SIGNER_TRAINER, "邓福生", NULL);
  app_fixture_settle (&fixture->app);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *path = print_to (fixture, "walk.pdf", papers[i].language);
      gsize length;
      g_autofree char *output = output_of ("pdftotext", path, &length);
      g_autofree char *text = g_strndup (output, length);

      for (guint w = 0; papers[i].words[w] != NULL; w++)
        assert_says (text, papers[i].words[w]);
      for (guint w = 0; papers[i].others[w] != NULL; w++)
        if (strstr (text, papers[i].others[w]) != NULL)
          g_error ("“%s” is in:\n%s", papers[i].others[w], text);
    }
}

/* The choice is remembered, and is the interface's own until somebody has chosen. */
static void
the_language_on_paper_is_remembered (Fixture       *fixture,
                                     gconstpointer  data)
{
  GtkWidget *first = g_object_ref_sink (roster_print_button_new (fixture->app.context, fixture->session));
  GtkWidget *next = NULL;

  g_assert_cmpint (roster_print_button_language (ROSTER_PRINT_BUTTON (first)), ==, ROSTER_LANGUAGE_ENGLISH);
  g_assert_true (gtk_widget_activate_action (first, "print.language", "s", "zh_CN"));
  g_assert_cmpint (roster_print_button_language (ROSTER_PRINT_BUTTON (first)), ==, ROSTER_LANGUAGE_CHINESE);
  next = g_object_ref_sink (roster_print_button_new (fixture->app.context, fixture->session));
  g_assert_cmpint (roster_print_button_language (ROSTER_PRINT_BUTTON (next)), ==, ROSTER_LANGUAGE_CHINESE);
  g_settings_reset (fixture->app.settings, "print-language");
  g_assert_cmpint (roster_print_button_language (ROSTER_PRINT_BUTTON (next)), ==, ROSTER_LANGUAGE_ENGLISH);
  g_object_unref (first);
  g_object_unref (next);
}

static guint
ink_of (const char *path)
{
  gsize length;
  g_autofree char *picture = output_of ("pdftoppm", path, &length);
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += (guchar) picture[i] < 128;
  return n;
}

/* What was drawn with the finger is drawn on the paper. */
static void
signatures_are_printed (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *tool = g_find_program_in_path ("pdftoppm"), *before = NULL, *after = NULL;

  if (tool == NULL)
    {
      g_test_skip ("no pdftoppm");
      return;
    }

  finish (fixture);
  roster_walk_session_sign (fixture->session, ROSTER_SIGNER_TRAINER, "邓福生", NULL);
  app_fixture_settle (&fixture->app);
  before = print_to (fixture, "before.pdf", ROSTER_LANGUAGE_INTERFACE);
  roster_walk_session_sign (fixture->session, ROSTER_SIGNER_STREAMER, "邓福生", "[[0,0,1000,1000],[0,1000,1000,0]]");
  app_fixture_settle (&fixture->app);
  after = print_to (fixture, "after.pdf", ROSTER_LANGUAGE_INTERFACE);
  g_test_message ("%u and %u", ink_of (before), ink_of (after));
  g_assert_cmpuint (ink_of (after), >, ink_of (before) + 50);
}

static void
the_list_says_who_is_due (Fixture       *fixture,
                          gconstpointer  data)
{
  roster_window_show_place (fixture->window, "coaching");
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_COACHING_LIST, NULL));
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_BOOK_FAILURES, NULL));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "never coached"));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "1 streamer, 1 to be coached"));
}

/* From anywhere in the window Tab gets to the list of who is due, and its first streamer is chosen there. */
static void
the_list_is_reached_by_keyboard (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *list, *focus = NULL;
  guint n_steps = 0;

  roster_window_show_place (fixture->window, "coaching");
  app_fixture_settle (&fixture->app);
  gtk_window_present (GTK_WINDOW (fixture->window));
  list = GTK_WIDGET (gtk_widget_get_template_child (in_window (fixture, ROSTER_TYPE_COACHING_LIST, NULL),
                                                    ROSTER_TYPE_COACHING_LIST, "view"));
  do
    {
      gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
    }
  while (++n_steps < 60 && (focus == NULL || !gtk_widget_is_ancestor (focus, list)));
  g_assert_cmpuint (n_steps, <, 60);
  g_assert_true (gtk_widget_activate_action (focus, "listitem.select", "(bb)", FALSE, FALSE));
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (in_window (fixture, ROSTER_TYPE_STREAMER_COACHING, NULL));
}

static GtkGesture *
swipe_of (GtkWidget *walk)
{
  GtkWidget *scroller = GTK_WIDGET (gtk_widget_get_template_child (walk, ROSTER_TYPE_WALK_VIEW, "scroller"));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_SWIPE (controller))
        return GTK_GESTURE (controller);
    }

  g_assert_not_reached ();
}

/* A finger that goes across turns to the next item or the one before; one that scrolls does not. */
static void
swiping_turns_to_the_next_item (Fixture       *fixture,
                                gconstpointer  data)
{
  static const struct
  {
    double x, y;
    const char *shown;
  } swipes[] = {
    { -900, 40, "Bright" },
    { -900, 10, "Fans" },
    { -300, -900, "Fans" },
    { -20, 0, "Fans" },
    { 900, 0, "Bright" },
  };
  GtkWidget *walk;

  roster_window_open (fixture->window, "Walkthrough", WALK);
  app_fixture_settle (&fixture->app);
  walk = in_window (fixture, ROSTER_TYPE_WALK_VIEW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (swipes); i++)
    {
      GtkLabel *text = GTK_LABEL (gtk_widget_get_template_child (walk, ROSTER_TYPE_WALK_VIEW, "text"));

      g_signal_emit_by_name (swipe_of (walk), "swipe", swipes[i].x, swipes[i].y);
      app_fixture_settle (&fixture->app);
      g_assert_cmpstr (gtk_label_get_label (text), ==, swipes[i].shown);
    }
}

/* Who is chosen in the list is opened beside it: also who has no walk-through, and where nothing was open before. */
static void
who_is_chosen_is_opened (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) other = app_fixture_streamer (&fixture->app, "阿花");
  GtkWidget *list, *view, *page;
  GtkSelectionModel *chosen;

  roster_window_show_place (fixture->window, "coaching");
  app_fixture_settle (&fixture->app);
  list = in_window (fixture, ROSTER_TYPE_COACHING_LIST, NULL);
  view = gtk_widget_get_ancestor (app_fixture_find (list, GTK_TYPE_LABEL, "阿花"), GTK_TYPE_LIST_VIEW);
  page = in_window (fixture, ROSTER_TYPE_STREAMER_COACHING, NULL);
  g_assert_false (page != NULL && gtk_widget_get_mapped (page));
  chosen = gtk_list_view_get_model (GTK_LIST_VIEW (view));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (chosen)), ==, 2);

  for (guint i = 0; i < 2; i++)
    {
      gtk_selection_model_select_item (chosen, i, TRUE);
      while ((page = in_window (fixture, ROSTER_TYPE_STREAMER_COACHING, NULL)) == NULL || !gtk_widget_get_mapped (page))
        g_main_context_iteration (NULL, TRUE);
      roster_pane_set_record_id (ROSTER_PANE (list), NULL);
      app_fixture_settle (&fixture->app);
      g_assert_false (gtk_widget_get_mapped (in_window (fixture, ROSTER_TYPE_STREAMER_COACHING, NULL)));
    }
}

/* The list keeps the rows of those of whom nothing is new, and so its place and what is selected. */
static void
list_keeps_what_is_not_new (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) first = app_fixture_streamer (&fixture->app, "阿花");
  g_autoptr (RosterRecord) second = app_fixture_streamer (&fixture->app, "阿草");
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Rename");
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list, *view;
  GListModel *model;
  guint kept = 0;

  roster_window_show_place (fixture->window, "coaching");
  app_fixture_settle (&fixture->app);
  list = in_window (fixture, ROSTER_TYPE_COACHING_LIST, NULL);
  view = gtk_widget_get_ancestor (app_fixture_find (list, GTK_TYPE_LABEL, "阿花"), GTK_TYPE_LIST_VIEW);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (before, g_list_model_get_item (model, i));
  g_assert_cmpuint (before->len, ==, 3);

  after = roster_record_copy (second);
  roster_record_set_text (after, "city", "临沂");
  roster_edit_update (edit, second, after);
  app_fixture_apply (&fixture->app, edit);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      kept += g_ptr_array_find (before, item, NULL);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  g_assert_cmpuint (kept, ==, 2);
}

static void
add_video (Fixture    *fixture,
           const char *day,
           gint64      plays,
           gint64      heat,
           gint64      completion)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) video = roster_record_new (&roster_video_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (video, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (video, "name", day);
  roster_record_set_text (video, "publishedOn", day);
  roster_record_set_number (video, "plays", plays);
  roster_record_set_number (video, "heat", heat);
  roster_record_set_number (video, "completionRate", completion);
  roster_record_apply_defaults (video);
  app_fixture_create (&fixture->app, video);
}

/* What the videos come to is told in words beside each chart; what too few have seen is not judged (rules 12 to 14). */
static void
videos_are_told_by_their_bands (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *content = roster_content_measures_new (fixture->app.context), *window = gtk_window_new (), *chart;

  gtk_window_set_child (GTK_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  roster_content_measures_set_streamer (ROSTER_CONTENT_MEASURES (content), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  g_assert_nonnull (app_fixture_find (content, GTK_TYPE_LABEL, "No videos of the last 90 days. They come from the "
                                                               "office or from an imported file."));

  add_video (fixture, "2026-03-10", 1000, 29, 600000);
  add_video (fixture, "2026-03-09", 1000, 80, 600000);
  add_video (fixture, "2026-03-08", 999, 99, 0);
  add_video (fixture, "2025-11-01", 50000, 99, 0);
  g_assert_nonnull (app_fixture_find (content, GTK_TYPE_LABEL, "2 videos · fails: 1 · hit: 1"));
  g_assert_nonnull (app_fixture_find (content, GTK_TYPE_LABEL, "2 videos · excellent: 2"));
  chart = app_fixture_find (content, ROSTER_TYPE_BAND_CHART, NULL);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Heat");
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 videos · fails: 1 · hit: 1 · threshold: 30 · threshold: 50 · threshold: 80");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A start that leads nowhere is closed from the streamer's page, and undone as any step. */
static void
an_abandoned_start_is_given_up (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) record = NULL;
  GtkWidget *page = roster_streamer_coaching_new (fixture->app.context), *window = gtk_window_new ();
  GtkWidget *button, *reason;

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  open_walk (fixture);
  roster_streamer_coaching_show (ROSTER_STREAMER_COACHING (page), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);
  button = app_fixture_find (page, GTK_TYPE_MENU_BUTTON, "Give Up…");
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  reason = app_fixture_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), GTK_TYPE_BUTTON,
                             "The streamer had no time");
  g_assert_nonnull (reason);
  g_signal_emit_by_name (reason, "clicked");
  record = stored (fixture);
  g_assert_cmpstr (roster_record_text (record, "state"), ==, "abandoned");
  g_assert_cmpstr (roster_record_text (record, "abandonReason"), ==, "The streamer had no time");
  app_fixture_settle (&fixture->app);
  button = app_fixture_find (page, GTK_TYPE_MENU_BUTTON, "Give Up…");
  g_assert_true (button == NULL || !gtk_widget_get_mapped (button));
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "given up"));
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "today · The streamer had no time"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
give_reason (GtkWidget  *page,
             const char *label,
             const char *reason)
{
  GtkWidget *button = app_fixture_find (page, GTK_TYPE_MENU_BUTTON, label), *popover, *choice;

  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  choice = app_fixture_find (popover, GTK_TYPE_BUTTON, reason);
  if (choice != NULL)
    {
      g_signal_emit_by_name (choice, "clicked");
      return;
    }

  choice = app_fixture_find (popover, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (choice), "  ");
  g_signal_emit_by_name (choice, "activate");
  gtk_editable_set_text (GTK_EDITABLE (choice), reason);
  g_signal_emit_by_name (choice, "activate");
}

static void
assert_verdict (Fixture      *fixture,
                RosterRecord *video,
                const char   *verdict,
                const char   *reason)
{
  g_autoptr (RosterRecord) now = NULL;

  app_fixture_settle (&fixture->app);
  now = app_fixture_get (&fixture->app, video);
  g_assert_cmpstr (roster_record_text (now, "verdict"), ==, verdict);
  g_assert_cmpstr (roster_record_text (now, "verdictReason"), ==, reason);
}

/* A machine flags, a person decides and says why (rule 27); what was confirmed is cleared once the video is changed. */
static void
a_verdict_on_a_flag_has_a_reason (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) video = roster_record_new (&roster_video_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  GtkWidget *page = roster_streamer_coaching_new (fixture->app.context), *window = gtk_window_new ();

  roster_record_set_text (video, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (video, "name", "抽烟的下午");
  roster_record_set_text (video, "publishedOn", "2026-03-10");
  roster_record_set_text (video, "flag", "red");
  roster_record_set (video, "flaggedIn", roster_value_new_set ((const char *const[]){ "cover", "title", NULL }));
  app_fixture_create (&fixture->app, video);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  roster_streamer_coaching_show (ROSTER_STREAMER_COACHING (page), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);

  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "10 Mar\nFlagged in: Title, Cover"));
  give_reason (page, "C_onfirm…", "Harms minors");
  assert_verdict (fixture, video, "confirmed", "Harms minors");
  g_assert_null (app_fixture_find (page, GTK_TYPE_MENU_BUTTON, "C_onfirm…"));
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "red line"));
  g_assert_nonnull (
      app_fixture_find (page, GTK_TYPE_LABEL, "10 Mar\nFlagged in: Title, Cover\nFlag confirmed: Harms minors"));

  give_reason (page, "C_lear…", "重拍了");
  assert_verdict (fixture, video, "cleared", "重拍了");
  g_assert_null (app_fixture_find (page, GTK_TYPE_MENU_BUTTON, "C_lear…"));
  g_assert_null (app_fixture_find (page, GTK_TYPE_LABEL, "red line"));
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "10 Mar\nFlagged in: Title, Cover\nFlag cleared: 重拍了"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_task (Fixture    *fixture,
          const char *item,
          const char *name,
          const char *due)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) task = roster_record_new (&roster_followup_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (task, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (task, "name", name);
  roster_record_set_text (task, "due", due);
  roster_record_set_text (task, "state", "open");
  roster_record_set_text (task, "item", item);
  app_fixture_create (&fixture->app, task);
}

static gboolean
is_left_open (Fixture    *fixture,
              const char *name)
{
  GtkWidget *group = in_window (fixture, ROSTER_TYPE_LEFT_OPEN, NULL);

  g_assert_nonnull (group);
  return gtk_widget_get_visible (group) && app_fixture_find (group, ADW_TYPE_ACTION_ROW, name) != NULL;
}

/* A walk-through starts with what earlier ones left open; then each item shows its own, until it is done. */
static void
the_next_walk_starts_with_what_was_left_open (Fixture       *fixture,
                                              gconstpointer  data)
{
  GtkWidget *next;

  add_task (fixture, "light", "换一盏灯", "2026-03-10");
  add_task (fixture, "elsewhere", "寄样品", "2026-03-20");
  roster_window_open (fixture->window, "Walkthrough", WALK);
  app_fixture_settle (&fixture->app);
  app_fixture_settle (&fixture->app);
  g_assert_true (is_left_open (fixture, "换一盏灯"));
  g_assert_true (is_left_open (fixture, "寄样品"));
  g_assert_nonnull (in_window (fixture, GTK_TYPE_LABEL, "overdue since 10 Mar"));

  next = GTK_WIDGET (gtk_widget_get_template_child (in_window (fixture, ROSTER_TYPE_WALK_VIEW, NULL),
                                                    ROSTER_TYPE_WALK_VIEW, "next"));
  g_signal_emit_by_name (next, "clicked");
  app_fixture_settle (&fixture->app);
  g_assert_true (is_left_open (fixture, "换一盏灯"));
  g_assert_false (is_left_open (fixture, "寄样品"));
  g_signal_emit_by_name (in_window (fixture, GTK_TYPE_BUTTON, "_Done"), "clicked");
  app_fixture_settle (&fixture->app);
  g_assert_false (is_left_open (fixture, "换一盏灯"));
}

/* A sync changes another row while somebody types a reason: what is typed stays, and the page follows afterwards. */
static void
a_typed_reason_outlives_a_sync (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = roster_store_new_id (fixture->app.store);
  g_autoptr (RosterRecord) video = roster_record_new (&roster_video_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  GtkWidget *page = roster_streamer_coaching_new (fixture->app.context), *window = gtk_window_new ();
  GtkWidget *button, *popover, *entry;

  roster_record_set_text (video, "streamer", roster_record_id (fixture->streamer));
  roster_record_set_text (video, "name", "抽烟的下午");
  roster_record_set_text (video, "publishedOn", "2026-03-10");
  roster_record_set_text (video, "flag", "red");
  app_fixture_create (&fixture->app, video);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  roster_streamer_coaching_show (ROSTER_STREAMER_COACHING (page), roster_record_id (fixture->streamer));
  app_fixture_settle (&fixture->app);

  button = app_fixture_find (page, GTK_TYPE_MENU_BUTTON, "C_onfirm…");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  entry = app_fixture_find (popover, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "背景里有酒");
  add_video (fixture, "2026-03-09", 1000, 80, 600000);
  app_fixture_settle (&fixture->app);
  g_assert_true (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "背景里有酒");
  g_assert_null (app_fixture_find (page, GTK_TYPE_LABEL, "2026-03-09"));

  g_signal_emit_by_name (entry, "activate");
  assert_verdict (fixture, video, "confirmed", "背景里有酒");
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "2026-03-09"));
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "10 Mar\nFlag confirmed: 背景里有酒"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;
  g_autofree char *catalogues = NULL;

  app_fixture_init (&argc, &argv);
  catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  application = app_fixture_application ();

#define ADD(path, func) g_test_add ("/app/coaching/" path, Fixture, application, set_up, func, tear_down)

  ADD ("a-verdict-on-a-flag-has-a-reason", a_verdict_on_a_flag_has_a_reason);
  ADD ("a-typed-reason-outlives-a-sync", a_typed_reason_outlives_a_sync);
  ADD ("the-next-walk-starts-with-what-was-left-open", the_next_walk_starts_with_what_was_left_open);
  ADD ("an-abandoned-start-is-given-up", an_abandoned_start_is_given_up);
  ADD ("answers-are-saved-one-by-one", answers_are_saved_one_by_one);
  ADD ("a-number-that-is-none-is-told", a_number_that_is_none_is_told);
  ADD ("list-keeps-what-is-not-new", list_keeps_what_is_not_new);
  ADD ("an-answer-that-does-not-fit-is-told", an_answer_that_does_not_fit_is_told);
  ADD ("the-data-answers-with-its-evidence", the_data_answers_with_its_evidence);
  ADD ("typed-words-survive-a-change", typed_words_survive_a_change);
  ADD ("the-data-does-not-insist", the_data_does_not_insist);
  ADD ("the-result-names-what-failed", the_result_names_what_failed);
  ADD ("both-sign-and-amend", both_sign_and_amend);
  ADD ("prints-as-pdf", prints_as_pdf);
  ADD ("the-language-on-paper-is-remembered", the_language_on_paper_is_remembered);
  ADD ("signatures-are-printed", signatures_are_printed);
  ADD ("videos-are-told-by-their-bands", videos_are_told_by_their_bands);
  ADD ("the-list-says-who-is-due", the_list_says_who_is_due);
  ADD ("who-is-chosen-is-opened", who_is_chosen_is_opened);
  ADD ("the-list-is-reached-by-keyboard", the_list_is_reached_by_keyboard);
  ADD ("swiping-turns-to-the-next-item", swiping_turns_to_the_next_item);

  return g_test_run ();
}
