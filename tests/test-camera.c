/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "camera-fixture.h"
#include "roster-camera-portal.h"
#include "roster-camera.h"

typedef struct
{
  TestPortal *portal;
  RosterCamera *camera;
  guint n_frames;
  guint32 pixel;
} Fixture;

static void
frame_cb (Fixture                 *fixture,
          const RosterCameraFrame *frame)
{
  fixture->n_frames++;
  fixture->pixel = *(const guint32 *) g_bytes_get_data (frame->pixels, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_camera_plug ("Front", "Back", NULL);
  fixture->portal = test_portal_new (NULL);
  fixture->camera = roster_camera_new (&test_camera_source);
  g_signal_connect_swapped (fixture->camera, "frame", G_CALLBACK (frame_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->camera);
  g_assert_cmpuint (test_camera_n_open (), ==, 0);
  test_camera_hold (FALSE);
  test_portal_free (fixture->portal);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_for (Fixture           *fixture,
          RosterCameraState  state)
{
  while (roster_camera_state (fixture->camera) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_start (const char *camera)
{
  for (;;)
    {
      g_autofree char *started = test_camera_started ();

      if (g_strcmp0 (started, camera) == 0)
        return;
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

static void
go_live (Fixture *fixture)
{
  roster_camera_open (fixture->camera);
  wait_for (fixture, ROSTER_CAMERA_STARTING);
  wait_for_start ("id of Front");
  test_camera_show_colour (0x102030);
  wait_for (fixture, ROSTER_CAMERA_LIVE);
}

static void
assert_failed (Fixture           *fixture,
               RosterCameraError  code)
{
  wait_for (fixture, ROSTER_CAMERA_FAILED);
  g_assert_error (roster_camera_error (fixture->camera), ROSTER_CAMERA_ERROR, (int) code);
}

static void
a_granted_camera_gives_frames (Fixture       *fixture,
                               gconstpointer  data)
{
  g_auto (GStrv) names = NULL;

  go_live (fixture);
  names = roster_camera_names (fixture->camera);
  g_assert_cmpuint (fixture->n_frames, ==, 1);
  g_assert_cmphex (GUINT32_FROM_LE (fixture->pixel), ==, 0xff102030);
  g_assert_cmpstr (names[0], ==, "Front");
  g_assert_cmpstr (names[1], ==, "Back");
  g_assert_null (names[2]);
  g_assert_cmpuint (roster_camera_chosen (fixture->camera), ==, 0);
  g_assert_cmpuint (test_camera_n_open (), ==, 2);

  roster_camera_close (fixture->camera);
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_CLOSED);
  while (test_camera_n_open () > 0)
    g_thread_yield ();
}

/* Nobody sees what came while nobody looked. */
static void
only_the_last_frame_counts (Fixture       *fixture,
                            gconstpointer  data)
{
  go_live (fixture);
  test_camera_show_colour (0xff0000);
  test_camera_show_colour (0x00ff00);
  test_camera_show_colour (0x0000ff);
  while (fixture->n_frames < 2)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_frames, ==, 2);
  g_assert_cmphex (GUINT32_FROM_LE (fixture->pixel), ==, 0xff0000ff);
}

static void
a_refusal_is_told (Fixture       *fixture,
                   gconstpointer  data)
{
  test_portal_set_answer (fixture->portal, TEST_PORTAL_REFUSES);
  roster_camera_open (fixture->camera);
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_ASKING);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_REFUSED);

  /* And may be thought better of */
  test_portal_set_answer (fixture->portal, TEST_PORTAL_GRANTS);
  go_live (fixture);
  g_assert_null (roster_camera_error (fixture->camera));
}

static void
a_lock_is_a_refusal (Fixture       *fixture,
                     gconstpointer  data)
{
  test_portal_set_answer (fixture->portal, TEST_PORTAL_FORBIDS);
  roster_camera_open (fixture->camera);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_REFUSED);
}

static void
without_a_portal_there_is_none (Fixture       *fixture,
                                gconstpointer  data)
{
  test_portal_free (fixture->portal);
  roster_camera_look (fixture->camera);
  roster_camera_open (fixture->camera);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_ABSENT);
  g_assert_false (roster_camera_is_present (fixture->camera));
  fixture->portal = test_portal_new (NULL);
}

static void
a_portal_that_ends_ends_the_question (Fixture       *fixture,
                                      gconstpointer  data)
{
  test_portal_set_answer (fixture->portal, TEST_PORTAL_WAITS);
  roster_camera_open (fixture->camera);
  while (!test_portal_is_waiting (fixture->portal))
    g_main_context_iteration (NULL, TRUE);
  test_portal_free (fixture->portal);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_ABSENT);
  fixture->portal = test_portal_new (NULL);
}

static void
leaving_takes_the_question_back (Fixture       *fixture,
                                 gconstpointer  data)
{
  test_portal_set_answer (fixture->portal, TEST_PORTAL_WAITS);
  roster_camera_open (fixture->camera);
  while (!test_portal_is_waiting (fixture->portal))
    g_main_context_iteration (NULL, TRUE);
  roster_camera_close (fixture->camera);
  while (test_portal_is_waiting (fixture->portal))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_CLOSED);
}

/* The camera does not answer, as one does that another program holds. */
static void
leaving_while_it_starts_waits_for_nothing (Fixture       *fixture,
                                           gconstpointer  data)
{
  test_camera_hold (TRUE);
  roster_camera_open (fixture->camera);
  wait_for_start ("id of Front");
  roster_camera_close (fixture->camera);
  while (test_camera_n_open () > 0)
    g_thread_yield ();
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_CLOSED);

  /* And the other way round: it goes away with everything. */
  roster_camera_open (fixture->camera);
  wait_for_start ("id of Front");
  g_clear_object (&fixture->camera);
  g_assert_cmpuint (test_camera_n_open (), ==, 0);
}

static void
another_camera_is_chosen (Fixture       *fixture,
                          gconstpointer  data)
{
  go_live (fixture);
  roster_camera_choose (fixture->camera, 1);
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_STARTING);
  wait_for_start ("id of Back");
  g_assert_cmpuint (roster_camera_chosen (fixture->camera), ==, 1);
  while (roster_camera_state (fixture->camera) != ROSTER_CAMERA_LIVE)
    {
      test_camera_show_colour (0x00ff00);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmphex (GUINT32_FROM_LE (fixture->pixel), ==, 0xff00ff00);
}

/* What the one before still sends is not taken for the other's. */
static void
frames_of_the_one_before_are_left_out (Fixture       *fixture,
                                       gconstpointer  data)
{
  go_live (fixture);
  test_camera_show_colour (0xff0000);
  roster_camera_choose (fixture->camera, 1);
  test_camera_show_colour (0xff0000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_frames, ==, 1);
}

static void
no_camera_is_told (Fixture       *fixture,
                   gconstpointer  data)
{
  test_camera_plug (NULL, NULL);
  roster_camera_open (fixture->camera);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_NONE);
}

static void
a_camera_that_is_unplugged_is_gone (Fixture       *fixture,
                                    gconstpointer  data)
{
  go_live (fixture);
  test_camera_plug ("Back", NULL);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_GONE);
}

static void
another_that_is_unplugged_does_not_matter (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_auto (GStrv) names = NULL;

  go_live (fixture);
  test_camera_plug ("Back", "Front", "Third", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  names = roster_camera_names (fixture->camera);
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_LIVE);
  g_assert_cmpuint (g_strv_length (names), ==, 3);
  g_assert_cmpuint (roster_camera_chosen (fixture->camera), ==, 1);
}

static void
trouble_before_the_first_frame_is_silence (Fixture       *fixture,
                                           gconstpointer  data)
{
  roster_camera_open (fixture->camera);
  wait_for_start ("id of Front");
  test_camera_fail (ROSTER_CAMERA_ERROR_SILENT);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_SILENT);
}

static void
trouble_after_it_is_a_loss (Fixture       *fixture,
                            gconstpointer  data)
{
  go_live (fixture);
  test_camera_fail (ROSTER_CAMERA_ERROR_SILENT);
  assert_failed (fixture, ROSTER_CAMERA_ERROR_GONE);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
its_presence_follows_the_portal (Fixture       *fixture,
                                 gconstpointer  data)
{
  guint n_changes = 0;

  g_signal_connect_swapped (fixture->camera, "presence-changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_false (roster_camera_is_present (fixture->camera));
  roster_camera_look (fixture->camera);
  while (!roster_camera_is_present (fixture->camera))
    g_main_context_iteration (NULL, TRUE);
  test_portal_set_present (fixture->portal, FALSE);
  while (roster_camera_is_present (fixture->camera))
    g_main_context_iteration (NULL, TRUE);
  test_portal_set_present (fixture->portal, TRUE);
  while (!roster_camera_is_present (fixture->camera))
    g_main_context_iteration (NULL, TRUE);
  test_portal_free (fixture->portal);
  while (roster_camera_is_present (fixture->camera))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_changes, ==, 4);
  fixture->portal = test_portal_new (NULL);
}

static void
what_is_not_installed_is_not_looked_for (Fixture       *fixture,
                                         gconstpointer  data)
{
  const char *folder = g_getenv ("ROSTER_MODULE_DIR");
  g_autofree char *before = g_strdup (folder);
  g_autoptr (RosterCamera) camera = roster_camera_new (NULL);

  g_setenv ("ROSTER_MODULE_DIR", "/nowhere", TRUE);
  roster_camera_look (camera);
  roster_camera_look (fixture->camera);
  while (!roster_camera_is_present (fixture->camera))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (roster_camera_is_present (camera));

  /* Who opens it none the less hears why. */
  roster_camera_open (camera);
  while (roster_camera_state (camera) != ROSTER_CAMERA_FAILED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (roster_camera_error (camera), ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_MISSING);
  if (before != NULL)
    g_setenv ("ROSTER_MODULE_DIR", before, TRUE);
  else
    g_unsetenv ("ROSTER_MODULE_DIR");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP no dbus-daemon\n");
      return EXIT_SUCCESS;
    }

#define ADD(path, func) g_test_add ("/camera/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("a-granted-camera-gives-frames", a_granted_camera_gives_frames);
  ADD ("only-the-last-frame-counts", only_the_last_frame_counts);
  ADD ("a-refusal-is-told", a_refusal_is_told);
  ADD ("a-lock-is-a-refusal", a_lock_is_a_refusal);
  ADD ("without-a-portal-there-is-none", without_a_portal_there_is_none);
  ADD ("a-portal-that-ends-ends-the-question", a_portal_that_ends_ends_the_question);
  ADD ("leaving-takes-the-question-back", leaving_takes_the_question_back);
  ADD ("leaving-while-it-starts-waits-for-nothing", leaving_while_it_starts_waits_for_nothing);
  ADD ("another-camera-is-chosen", another_camera_is_chosen);
  ADD ("frames-of-the-one-before-are-left-out", frames_of_the_one_before_are_left_out);
  ADD ("no-camera-is-told", no_camera_is_told);
  ADD ("a-camera-that-is-unplugged-is-gone", a_camera_that_is_unplugged_is_gone);
  ADD ("another-that-is-unplugged-does-not-matter", another_that_is_unplugged_does_not_matter);
  ADD ("trouble-before-the-first-frame-is-silence", trouble_before_the_first_frame_is_silence);
  ADD ("trouble-after-it-is-a-loss", trouble_after_it_is_a_loss);
  ADD ("its-presence-follows-the-portal", its_presence_follows_the_portal);
  ADD ("what-is-not-installed-is-not-looked-for", what_is_not_installed_is_not_looked_for);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  status = g_test_run ();
  g_test_dbus_down (bus);
  return status;
}
