/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "camera-fixture.h"
#include "pipewire-fixture.h"
#include "roster-account.h"
#include "roster-capture-window.h"
#include "roster-module.h"
#include "roster-photo-thumbnail.h"
#include "roster-walk-photo.h"
#include "roster-walk-view.h"

#define CHECKLIST "0195a000-0000-7000-8000-00000000c001"
#define WALK "0195a000-0000-7000-8000-00000000c002"

#define LIGHT 0

static const char sections[] =
    "[{'id':'a','title':{'en':'Name','zh_CN':'名称'},'items':["
    "{'id':'light','kind':'yes-no','text':{'en':'Bright','zh_CN':'明亮'}},"
    "{'id':'cover','kind':'photo','text':{'en':'Cover','zh_CN':'封面'}}]}]";

typedef struct
{
  AppFixture app;
  TestPipewire *pipewire;
  TestPortal *portal;
  RosterCamera *camera;
  GtkWidget *window;
  GtkWidget *view;
  RosterWalkSession *session;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  roster_walk_view_show (ROSTER_WALK_VIEW (fixture->view));
}

static void
create_walk (Fixture *fixture)
{
  g_autofree char *json = g_strdelimit (g_strdup (sections), "'", '"');
  g_autoptr (RosterRecord) checklist =
      roster_record_new (&roster_checklist_type, CHECKLIST, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) streamer = app_fixture_streamer (&fixture->app, "张雅");
  g_autoptr (RosterRecord) walk = NULL;

  roster_record_set_text (checklist, "name", "Set-up");
  roster_record_set_text (checklist, "state", "published");
  roster_record_set_number (checklist, "version", 1);
  roster_record_set_text (checklist, "sections", json);
  app_fixture_create (&fixture->app, checklist);
  walk = roster_walk_start (WALK, streamer, checklist, NULL, APP_NOW);
  app_fixture_create (&fixture->app, walk);
}

static void
set_up_with (Fixture                  *fixture,
             const RosterCameraSource *source)
{
  app_fixture_set_up (&fixture->app, NULL);
  fixture->camera = roster_camera_new (source);
  roster_context_use_camera (fixture->app.context, fixture->camera);
  create_walk (fixture);

  fixture->session = roster_walk_session_new (fixture->app.context);
  fixture->view = roster_walk_view_new (fixture->app.context, fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  g_signal_connect_swapped (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  roster_walk_session_open (fixture->session, WALK);
  app_fixture_settle (&fixture->app);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_camera_plug ("Front", "Back", NULL);
  fixture->portal = test_portal_new (NULL);
  set_up_with (fixture, &test_camera_source);
}

/* The whole chain: a PipeWire that runs, and the module. */
static void
set_up_chain (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->pipewire = test_pipewire_new ();
  test_pipewire_plug (fixture->pipewire, "MadeCamera", 0xc04020);
  fixture->portal = test_portal_new (test_pipewire_socket (fixture->pipewire));
  set_up_with (fixture, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->camera);
  app_fixture_tear_down (&fixture->app, data);
  g_assert_cmpuint (test_camera_n_open (), ==, 0);
  test_camera_hold (FALSE);
  test_portal_free (fixture->portal);
  g_clear_pointer (&fixture->pipewire, test_pipewire_free);
}

static GtkWidget *
button (Fixture *fixture)
{
  GtkWidget *label = app_fixture_find (fixture->window, GTK_TYPE_LABEL, "Take a Photo…");

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
wait_for_button (Fixture  *fixture,
                 gboolean  visible)
{
  while (gtk_widget_get_visible (button (fixture)) != visible)
    g_main_context_iteration (NULL, TRUE);
}

/* As the keyboard would, to whatever listens for keys at @widget. */
static gboolean
press (GtkWidget       *widget,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  return handled;
}

static GtkWidget *
part (GtkWidget  *capture,
      const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (capture, ROSTER_TYPE_CAPTURE_WINDOW, name));
}

static gboolean
shows (GtkWidget  *capture,
       const char *name)
{
  return gtk_stack_get_visible_child (GTK_STACK (part (capture, "stack"))) == part (capture, name);
}

static GtkWidget *
find_capture (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_CAPTURE_WINDOW (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
open_capture (Fixture *fixture)
{
  wait_for_button (fixture, TRUE);
  g_assert_true (press (fixture->view, GDK_KEY_P, GDK_SHIFT_MASK));
  g_assert_nonnull (find_capture ());
  return find_capture ();
}

static void
wait_for_page (GtkWidget  *capture,
               const char *name)
{
  while (!shows (capture, name))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_until_closed (void)
{
  while (find_capture () != NULL)
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
go_live (GtkWidget *capture,
         guint32    colour)
{
  wait_for_start ("id of Front");
  test_camera_show_colour (colour);
  wait_for_page (capture, "view");
}

static guint
n_photos (Fixture *fixture)
{
  g_auto (GStrv) photos =
      roster_walkthrough_photos (roster_walk_record (roster_walk_session_walk (fixture->session)), "light");

  return g_strv_length (photos);
}

static void
wait_for_photo (Fixture *fixture,
                guint    n)
{
  while (n_photos (fixture) < n)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_settle (&fixture->app);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GdkPixbuf **) user_data = roster_photos_load_finish (ROSTER_PHOTOS (source), result, &error);
  g_assert_no_error (error);
}

static GdkPixbuf *
load_photo (Fixture *fixture,
            guint    index)
{
  g_auto (GStrv) photos =
      roster_walkthrough_photos (roster_walk_record (roster_walk_session_walk (fixture->session)), "light");
  GdkPixbuf *pixbuf = NULL;

  roster_photos_load_async (roster_context_photos (fixture->app.context), ROSTER_LOCAL_BOOK_ACCOUNT, photos[index],
                            4096, NULL, loaded_cb, &pixbuf);
  while (pixbuf == NULL)
    g_main_context_iteration (NULL, TRUE);
  return pixbuf;
}

static void
assert_colour (GdkPixbuf *pixbuf,
               guint32    colour)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf);

  /* JPEG is not exact. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ABS ((int) pixel[i] - (int) ((colour >> (16 - 8 * i)) & 0xff)), <=, 4);
}

/* Tests */

static void
without_a_camera_there_is_no_button (Fixture       *fixture,
                                     gconstpointer  data)
{
  wait_for_button (fixture, TRUE);
  test_portal_set_present (fixture->portal, FALSE);
  wait_for_button (fixture, FALSE);
  press (fixture->view, GDK_KEY_P, GDK_SHIFT_MASK);
  g_assert_null (find_capture ());
  test_portal_set_present (fixture->portal, TRUE);
  wait_for_button (fixture, TRUE);
  test_portal_free (fixture->portal);
  wait_for_button (fixture, FALSE);
  fixture->portal = test_portal_new (NULL);
}

/* From the first key to the photo in the walk-through, without a pointer. */
static void
a_picture_is_taken_by_keyboard (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_true (shows (capture, "waiting"));
  go_live (capture, 0xc04020);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (capture)) == part (capture, "take"));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (capture)) == part (capture, "take"));
  g_assert_true (press (capture, GDK_KEY_space, 0));
  g_assert_true (shows (capture, "still"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (capture)) == part (capture, "use"));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (capture)) == part (capture, "use"));

  /* What the camera sees afterwards is not what was taken. */
  test_camera_show_colour (0x000000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_widget_activate_default (part (capture, "use"));
  wait_until_closed ();
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_CLOSED);
  wait_for_photo (fixture, 1);
  g_assert_nonnull (app_fixture_find (fixture->window, ROSTER_TYPE_PHOTO_THUMBNAIL, "Photo 1 of 1"));
  pixbuf = load_photo (fixture, 0);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 64);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 48);
  assert_colour (pixbuf, 0xc04020);
}

static void
a_picture_is_taken_again (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  go_live (capture, 0xc04020);
  g_signal_emit_by_name (part (capture, "take"), "clicked");
  g_assert_true (press (capture, GDK_KEY_Escape, 0));
  g_assert_true (shows (capture, "view"));
  test_camera_show_colour (0x2040c0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_emit_by_name (part (capture, "take"), "clicked");
  g_signal_emit_by_name (part (capture, "use"), "clicked");
  wait_for_photo (fixture, 1);
  pixbuf = load_photo (fixture, 0);
  assert_colour (pixbuf, 0x2040c0);
}

/* It is for the item that was shown when the window opened. */
static void
it_stays_with_its_item (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);

  go_live (capture, 0xc04020);
  roster_walk_session_go (fixture->session, 1);
  app_fixture_settle (&fixture->app);
  g_signal_emit_by_name (part (capture, "take"), "clicked");
  g_signal_emit_by_name (part (capture, "use"), "clicked");
  wait_for_photo (fixture, 1);
}

static void
leaving_takes_nothing (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);

  go_live (capture, 0xc04020);
  g_signal_emit_by_name (part (capture, "take"), "clicked");
  gtk_window_close (GTK_WINDOW (capture));
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_photos (fixture), ==, 0);
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_CLOSED);
}

static void
leaving_while_it_asks_takes_the_question_back (Fixture       *fixture,
                                               gconstpointer  data)
{
  GtkWidget *capture;

  test_portal_set_answer (fixture->portal, TEST_PORTAL_WAITS);
  capture = open_capture (fixture);
  while (!test_portal_is_waiting (fixture->portal))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows (capture, "waiting"));
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (part (capture, "waiting"))), ==,
                   "May Roster Use the Camera?");
  g_assert_true (press (capture, GDK_KEY_Escape, 0));
  wait_until_closed ();
  while (test_portal_is_waiting (fixture->portal))
    g_main_context_iteration (NULL, TRUE);
}

static void
leaving_while_it_starts_waits_for_nothing (Fixture       *fixture,
                                           gconstpointer  data)
{
  GtkWidget *capture;

  test_camera_hold (TRUE);
  capture = open_capture (fixture);
  wait_for_start ("id of Front");
  g_assert_false (gtk_widget_get_sensitive (part (capture, "take")));
  press (capture, GDK_KEY_space, 0);
  g_assert_true (shows (capture, "waiting"));
  press (capture, GDK_KEY_Escape, 0);
  wait_until_closed ();
  test_camera_hold (FALSE);

  /* Another one starts as if nothing had been. */
  capture = open_capture (fixture);
  go_live (capture, 0xc04020);
  gtk_window_destroy (GTK_WINDOW (capture));
  g_assert_cmpint (roster_camera_state (fixture->camera), ==, ROSTER_CAMERA_CLOSED);
}

static void
assert_trouble (GtkWidget  *capture,
                const char *title)
{
  wait_for_page (capture, "trouble");
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (part (capture, "trouble"))), ==, title);
  g_assert_false (gtk_widget_get_visible (part (capture, "controls")));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (capture)) == part (capture, "retry"));
}

static void
a_refusal_may_be_thought_better_of (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *capture;

  test_portal_set_answer (fixture->portal, TEST_PORTAL_REFUSES);
  capture = open_capture (fixture);
  assert_trouble (capture, "The Camera Is Not Allowed");
  test_portal_set_answer (fixture->portal, TEST_PORTAL_GRANTS);
  g_signal_emit_by_name (part (capture, "retry"), "clicked");
  go_live (capture, 0xc04020);
  g_assert_true (gtk_widget_get_visible (part (capture, "controls")));
}

static void
an_unplugged_camera_comes_back_by_itself (Fixture       *fixture,
                                          gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);

  go_live (capture, 0xc04020);
  test_portal_set_present (fixture->portal, FALSE);
  test_camera_plug (NULL, NULL);
  assert_trouble (capture, "The Camera Has Gone");
  g_signal_emit_by_name (part (capture, "retry"), "clicked");
  g_assert_true (shows (capture, "waiting"));
  assert_trouble (capture, "No Camera Is Connected");
  test_camera_plug ("Front", NULL);
  test_portal_set_present (fixture->portal, TRUE);
  go_live (capture, 0xc04020);
}

/* A picture that was taken does not go with the camera. */
static void
a_picture_outlives_its_camera (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);

  go_live (capture, 0xc04020);
  g_signal_emit_by_name (part (capture, "take"), "clicked");
  test_camera_plug (NULL, NULL);
  while (roster_camera_state (fixture->camera) != ROSTER_CAMERA_FAILED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows (capture, "still"));
  g_signal_emit_by_name (part (capture, "use"), "clicked");
  wait_for_photo (fixture, 1);
}

static void
another_camera_is_chosen (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture), *cameras = part (capture, "cameras");

  g_assert_false (gtk_widget_get_visible (cameras));
  go_live (capture, 0xc04020);
  g_assert_true (gtk_widget_get_visible (cameras));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (cameras)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (cameras), 1);
  g_assert_true (shows (capture, "waiting"));
  wait_for_start ("id of Back");
  while (!shows (capture, "view"))
    {
      test_camera_show_colour (0x2040c0);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (cameras)), ==, 1);

  /* One that is plugged in meanwhile changes nothing but the choice. */
  gtk_widget_grab_focus (cameras);
  test_camera_plug ("Third", "Front", "Back", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (capture)), cameras));
  g_assert_true (shows (capture, "view"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (cameras)), ==, 2);
}

static void
everything_has_a_name (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);
  static const char *const names[][2] = {
    { "take", "Take the Picture" },
    { "cameras", "Camera" },
    { "view", "What the camera sees" },
    { "still", "The picture that was taken" },
    { "spinner", "The camera is on its way" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (part (capture, names[i][0])), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         names[i][1]);
  g_assert_true (
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button (fixture)), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static void
skip (Fixture       *fixture,
      gconstpointer  lack)
{
  g_test_skip (lack);
}

static GtkWidget *
go_live_by_pipewire (Fixture *fixture)
{
  GtkWidget *capture = open_capture (fixture);

  while (!test_pipewire_link (fixture->pipewire))
    while (g_main_context_iteration (NULL, FALSE))
      ;
  wait_for_page (capture, "view");
  return capture;
}

static void
pipewire_gives_a_photo (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *capture = go_live_by_pipewire (fixture);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_auto (GStrv) names = roster_camera_names (fixture->camera);

  g_assert_cmpstr (names[0], ==, "MadeCamera");
  g_assert_null (names[1]);
  g_assert_true (press (capture, GDK_KEY_space, 0));
  gtk_widget_activate_default (capture);
  wait_until_closed ();
  wait_for_photo (fixture, 1);
  g_assert_nonnull (app_fixture_find (fixture->window, ROSTER_TYPE_PHOTO_THUMBNAIL, "Photo 1 of 1"));
  pixbuf = load_photo (fixture, 0);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 1280);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 720);
  assert_colour (pixbuf, 0xc04020);
}

static void
pipewire_tells_of_a_loss (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *capture = go_live_by_pipewire (fixture);

  test_pipewire_unplug (fixture->pipewire);
  assert_trouble (capture, "The Camera Has Gone");
}

static void
pipewire_tells_of_another (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *capture = go_live_by_pipewire (fixture);

  test_pipewire_plug (fixture->pipewire, "OtherCamera", 0x2040c0);
  while (!gtk_widget_get_visible (part (capture, "cameras")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows (capture, "view"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (part (capture, "cameras"))), ==, 0);
}

/* No session manager lets the camera in: GStreamer would wait for half a minute. */
static void
pipewire_is_left_while_it_starts (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *capture = open_capture (fixture);
  gint64 begin;

  while (roster_camera_chosen (fixture->camera) == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  while (!test_pipewire_is_read (fixture->pipewire))
    while (g_main_context_iteration (NULL, FALSE))
      ;
  begin = g_get_monotonic_time ();
  press (capture, GDK_KEY_Escape, 0);
  wait_until_closed ();
  while (test_pipewire_is_read (fixture->pipewire))
    while (g_main_context_iteration (NULL, FALSE))
      ;
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *lack = NULL;

  app_fixture_init (&argc, &argv);
  lack = roster_module_is_installed ("camera") ? test_pipewire_lacks () : g_strdup ("built without the module");

#define ADD(path, func) g_test_add ("/app/camera/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("without-a-camera-there-is-no-button", without_a_camera_there_is_no_button);
  ADD ("a-picture-is-taken-by-keyboard", a_picture_is_taken_by_keyboard);
  ADD ("a-picture-is-taken-again", a_picture_is_taken_again);
  ADD ("it-stays-with-its-item", it_stays_with_its_item);
  ADD ("leaving-takes-nothing", leaving_takes_nothing);
  ADD ("leaving-while-it-asks-takes-the-question-back", leaving_while_it_asks_takes_the_question_back);
  ADD ("leaving-while-it-starts-waits-for-nothing", leaving_while_it_starts_waits_for_nothing);
  ADD ("a-refusal-may-be-thought-better-of", a_refusal_may_be_thought_better_of);
  ADD ("an-unplugged-camera-comes-back-by-itself", an_unplugged_camera_comes_back_by_itself);
  ADD ("a-picture-outlives-its-camera", a_picture_outlives_its_camera);
  ADD ("another-camera-is-chosen", another_camera_is_chosen);
  ADD ("everything-has-a-name", everything_has_a_name);

#define ADD_CHAIN(path, func)                                                                    \
  g_test_add ("/app/camera/pipewire/" path, Fixture, lack, lack == NULL ? set_up_chain : set_up, \
              lack == NULL ? func : skip, tear_down)

  ADD_CHAIN ("gives-a-photo", pipewire_gives_a_photo);
  ADD_CHAIN ("tells-of-a-loss", pipewire_tells_of_a_loss);
  ADD_CHAIN ("tells-of-another", pipewire_tells_of_another);
  ADD_CHAIN ("is-left-while-it-starts", pipewire_is_left_while_it_starts);

  return g_test_run ();
}
