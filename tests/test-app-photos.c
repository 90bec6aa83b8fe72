/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "roster-account.h"
#include "roster-blob-id.h"
#include "roster-blob-queue.h"
#include "roster-coaching-pictures.h"
#include "roster-coaching-print.h"
#include "roster-journal.h"
#include "roster-photo-strip.h"
#include "roster-photo-thumbnail.h"
#include "roster-photo-viewer.h"
#include "roster-result-photos.h"
#include "roster-walk-photo.h"
#include "roster-walk-photos.h"

#define CHECKLIST "0195a000-0000-7000-8000-00000000c001"
#define WALK "0195a000-0000-7000-8000-00000000c002"

#define LIGHT 0
#define COVER 1

static const char sections[] =
    "[{'id':'a','title':{'en':'Name','zh_CN':'名称'},'items':["
    "{'id':'light','kind':'yes-no','text':{'en':'Bright','zh_CN':'明亮'}},"
    "{'id':'cover','kind':'photo','text':{'en':'Cover','zh_CN':'封面'}}]}]";

typedef struct
{
  AppFixture app;
  GtkWidget *window;
  RosterWalkSession *session;
  RosterWalkPhotos *photos;
  char *trouble;
  gint64 step;
} Fixture;

static void
failed_cb (Fixture    *fixture,
           const char *message)
{
  g_free (fixture->trouble);
  fixture->trouble = g_strdup (message);
}

static void
undoable_cb (Fixture    *fixture,
             const char *what,
             gint64      step)
{
  fixture->step = step;
}

static void
show (Fixture *fixture,
      guint    index)
{
  if (roster_walk_session_walk (fixture->session) != NULL)
    roster_walk_photos_show (fixture->photos, index, TRUE);
}

static void
changed_cb (Fixture *fixture)
{
  show (fixture, LIGHT);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *json = g_strdelimit (g_strdup (sections), "'", '"');
  g_autoptr (RosterRecord) checklist =
      roster_record_new (&roster_checklist_type, CHECKLIST, ROSTER_LOCAL_COMPANY_ACCOUNT);
  g_autoptr (RosterRecord) walk = NULL, streamer = NULL;

  app_fixture_set_up (&fixture->app, data);
  streamer = app_fixture_streamer (&fixture->app, "张雅");
  roster_record_set_text (checklist, "name", "Set-up");
  roster_record_set_text (checklist, "state", "published");
  roster_record_set_number (checklist, "version", 1);
  roster_record_set_text (checklist, "sections", json);
  app_fixture_create (&fixture->app, checklist);
  walk = roster_walk_start (WALK, streamer, checklist, NULL, APP_NOW);
  app_fixture_create (&fixture->app, walk);

  fixture->session = roster_walk_session_new (fixture->app.context);
  fixture->photos = ROSTER_WALK_PHOTOS (roster_walk_photos_new (fixture->app.context, fixture->session));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->photos));
  g_signal_connect_swapped (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->session, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->session, "undoable", G_CALLBACK (undoable_cb), fixture);
  g_signal_connect_swapped (fixture->photos, "failed", G_CALLBACK (failed_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  roster_walk_session_open (fixture->session, WALK);
  app_fixture_settle (&fixture->app);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  g_clear_object (&fixture->session);
  g_free (fixture->trouble);
  app_fixture_tear_down (&fixture->app, data);
}

static GFile *
save_picture (Fixture    *fixture,
              const char *name,
              guint32     color)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 480);
  g_autofree char *path = g_build_filename (fixture->app.folder, name, NULL);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, color);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static char **
photos_of (Fixture    *fixture,
           const char *item)
{
  return roster_walkthrough_photos (roster_walk_record (roster_walk_session_walk (fixture->session)), item);
}

static guint
n_photos (Fixture    *fixture,
          const char *item)
{
  g_auto (GStrv) photos = photos_of (fixture, item);

  return g_strv_length (photos);
}

/* A picture is made smaller in a thread of its own before anything is written. */
static void
take (Fixture    *fixture,
      const char *item,
      GFile      *file)
{
  guint before = n_photos (fixture, item);

  roster_walk_photos_take_file (fixture->photos, file);
  while (n_photos (fixture, item) == before && fixture->trouble == NULL)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_settle (&fixture->app);
}

static gpointer
list_queue (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) blobs = roster_cache_list_blobs (cache, error);
  guint n = blobs != NULL ? blobs->len : 0;

  return g_memdup2 (&n, sizeof n);
}

static void
queue_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree guint *n = roster_store_finish (ROSTER_STORE (source), result, NULL);

  *(guint *) data = *n;
}

static guint
n_queued (Fixture *fixture)
{
  guint n = G_MAXUINT;

  roster_store_read_async (fixture->app.store, list_queue, NULL, NULL, g_free, NULL, queue_cb, &n);
  while (n == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  return n;
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *name)
{
  return app_fixture_find (fixture->window, type, name);
}

static void
a_picture_is_added_and_waits (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_autoptr (GFile) blue = save_picture (fixture, "blue.png", 0x0000ffff);

  take (fixture, "light", red);
  take (fixture, "light", blue);
  g_assert_null (fixture->trouble);
  g_assert_cmpuint (n_photos (fixture, "light"), ==, 2);
  g_assert_cmpuint (n_queued (fixture), ==, 2);
  g_assert_nonnull (find (fixture, ROSTER_TYPE_PHOTO_THUMBNAIL, "Photo 1 of 2"));
  g_assert_nonnull (find (fixture, ROSTER_TYPE_PHOTO_THUMBNAIL, "Photo 2 of 2"));
  /* A yes-no item is not answered by it. */
  g_assert_cmpint (roster_walk_answer (roster_walk_session_walk (fixture->session), LIGHT)->state, ==,
                   ROSTER_ANSWER_OPEN);
}

static void
an_item_that_asks_for_a_photo_is_answered (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);

  show (fixture, COVER);
  take (fixture, "cover", red);
  g_assert_cmpint (roster_walk_answer (roster_walk_session_walk (fixture->session), COVER)->state, ==,
                   ROSTER_ANSWER_GIVEN);
  g_assert_cmpuint (roster_walk_session_score (fixture->session)->n_answered, ==, 1);
}

/* What is no picture is told in words, and nothing is written. */
static void
what_is_no_picture_is_told (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->app.folder, "photo.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  guint steps = app_fixture_count_steps (&fixture->app);

  g_assert_true (g_file_set_contents (path, "no picture at all", -1, NULL));
  take (fixture, "light", file);
  g_assert_cmpstr (fixture->trouble, ==, "This is no picture that can be taken; use JPEG or PNG");
  g_assert_cmpuint (n_photos (fixture, "light"), ==, 0);
  g_assert_cmpuint (app_fixture_count_steps (&fixture->app), ==, steps);
  g_assert_cmpuint (n_queued (fixture), ==, 0);
}

/* What another program copied comes as bytes of a media type; words are no photo. */
static void
a_picture_is_pasted (Fixture       *fixture,
                     gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_autoptr (GBytes) bytes = g_file_load_bytes (red, NULL, NULL, NULL);
  g_autoptr (GdkContentProvider) picture = gdk_content_provider_new_for_bytes ("image/png", bytes);

  gdk_clipboard_set_text (clipboard, "words");
  g_assert_false (roster_walk_photos_paste (fixture->photos));
  gdk_clipboard_set_content (clipboard, picture);
  g_assert_true (roster_walk_photos_paste (fixture->photos));
  while (n_photos (fixture, "light") == 0 && fixture->trouble == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->trouble);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_queued (fixture), ==, 1);
}

static gpointer
undo_step (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  roster_reversal_report_free (roster_cache_undo (cache, *(gint64 *) data, error));
  return NULL;
}

static void
a_removed_photo_comes_back (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_auto (GStrv) photos = NULL;

  take (fixture, "light", red);
  photos = photos_of (fixture, "light");
  roster_walk_session_remove_photo (fixture->session, LIGHT, photos[0]);
  while (fixture->step == 0)
    g_main_context_iteration (NULL, TRUE);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_photos (fixture, "light"), ==, 0);
  g_assert_null (find (fixture, ROSTER_TYPE_PHOTO_THUMBNAIL, NULL));

  roster_store_write_async (fixture->app.store, undo_step, &fixture->step, NULL, NULL, NULL, NULL, NULL);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_photos (fixture, "light"), ==, 1);
  g_assert_cmpuint (n_queued (fixture), ==, 1);
}

/* A photo that somebody else took and that is not here says so, as long as the office cannot be asked. */
static void
a_photo_that_is_not_here_says_why (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *other = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'e');
  GtkWidget *thumbnail;

  roster_walk_session_add_photo (fixture->session, roster_walk_session_walk (fixture->session), LIGHT, other);
  app_fixture_settle (&fixture->app);
  thumbnail = find (fixture, ROSTER_TYPE_PHOTO_THUMBNAIL, NULL);
  g_assert_nonnull (thumbnail);
  while (g_strcmp0 (gtk_widget_get_tooltip_text (thumbnail), "Photo 1 of 1") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (thumbnail), ==,
                   "Not on this computer yet. It comes when the office can be reached.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (thumbnail), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Photo 1 of 1. Not on this computer yet. It comes when the office can be "
                                       "reached.");
  g_assert_cmpuint (n_queued (fixture), ==, 0);
}

/* A picture is still being made smaller when the person goes: it comes where it was taken. */
static void
a_late_picture_comes_where_it_was_taken (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);

  roster_walk_photos_take_file (fixture->photos, red);
  roster_walk_session_open (fixture->session, NULL);
  while (n_queued (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->trouble);
  roster_walk_session_open (fixture->session, WALK);
  app_fixture_settle (&fixture->app);
  g_assert_cmpuint (n_photos (fixture, "light"), ==, 1);
}

static const char *
focused_photo (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return ROSTER_IS_PHOTO_THUMBNAIL (focus) ? roster_photo_thumbnail_id (ROSTER_PHOTO_THUMBNAIL (focus)) : NULL;
}

static void
remove_photo (Fixture    *fixture,
              const char *id)
{
  roster_walk_session_remove_photo (fixture->session, LIGHT, id);
  app_fixture_settle (&fixture->app);
}

/* The keyboard goes on where it was: whatever another adds or takes away, and after the photo itself is gone. */
static void
the_focus_stays_with_the_photos (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_autoptr (GFile) blue = save_picture (fixture, "blue.png", 0x0000ffff);
  g_autoptr (GFile) green = save_picture (fixture, "green.png", 0x00ff00ff);
  g_auto (GStrv) photos = NULL;

  take (fixture, "light", red);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->app.clock), 1000);
  take (fixture, "light", blue);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->app.clock), 1000);
  gtk_widget_grab_focus (find (fixture, ROSTER_TYPE_PHOTO_THUMBNAIL, "Photo 2 of 2"));
  take (fixture, "light", green);
  photos = photos_of (fixture, "light");
  g_assert_cmpuint (g_strv_length (photos), ==, 3);
  g_assert_cmpstr (focused_photo (fixture), ==, photos[1]);

  remove_photo (fixture, photos[0]);
  g_assert_cmpstr (focused_photo (fixture), ==, photos[1]);
  remove_photo (fixture, photos[1]);
  g_assert_cmpstr (focused_photo (fixture), ==, photos[2]);
  remove_photo (fixture, photos[2]);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (fixture->window)));
}

/* The photos of another book are others, whatever they are called. */
static void
photos_of_another_account_take_their_place (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *a = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'a'), *b = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'b');
  const char *const two[] = { a, b, NULL }, *const one[] = { a, NULL };
  GtkWidget *strip = g_object_ref_sink (roster_photo_strip_new (fixture->app.context));
  guint n_shown = 0;

  roster_photo_strip_show (ROSTER_PHOTO_STRIP (strip), "book-1", two, TRUE);
  roster_photo_strip_show (ROSTER_PHOTO_STRIP (strip), "book-2", one, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (strip); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_shown++;
  g_assert_cmpuint (n_shown, ==, 1);
  g_assert_true (gtk_widget_get_visible (strip));
  roster_photo_strip_show (ROSTER_PHOTO_STRIP (strip), "book-2", one + 1, TRUE);
  g_assert_null (gtk_widget_get_first_child (strip));
  g_assert_false (gtk_widget_get_visible (strip));
  g_object_unref (strip);
}

static void
removed_cb (char       **removed,
            const char  *id)
{
  *removed = g_strdup (id);
}

static void
the_viewer_goes_through_them (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_autoptr (GFile) blue = save_picture (fixture, "blue.png", 0x0000ffff);
  g_auto (GStrv) photos = NULL;
  g_autofree char *removed = NULL;
  GtkWidget *viewer, *next, *trash;
  AdwWindowTitle *title;

  take (fixture, "light", red);
  take (fixture, "light", blue);
  photos = photos_of (fixture, "light");
  viewer = roster_photo_viewer_new (fixture->app.context, "Bright", ROSTER_LOCAL_BOOK_ACCOUNT,
                                    (const char *const *) photos, photos[0], TRUE);
  g_signal_connect_swapped (viewer, "removed", G_CALLBACK (removed_cb), &removed);
  gtk_window_present (GTK_WINDOW (viewer));
  title = ADW_WINDOW_TITLE (app_fixture_find (viewer, ADW_TYPE_WINDOW_TITLE, NULL));
  g_assert_cmpstr (adw_window_title_get_subtitle (title), ==, "Photo 1 of 2");
  next = app_fixture_find (viewer, GTK_TYPE_BUTTON, "Next Photo (Right)");
  g_signal_emit_by_name (next, "clicked");
  g_assert_cmpstr (adw_window_title_get_subtitle (title), ==, "Photo 2 of 2");
  g_assert_false (gtk_widget_get_sensitive (next));
  trash = app_fixture_find (viewer, GTK_TYPE_BUTTON, "Remove the Photo (Delete)");
  g_signal_emit_by_name (trash, "clicked");
  g_assert_cmpstr (removed, ==, photos[1]);
  app_fixture_settle (&fixture->app);
}

static void
pictures_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      pictures)
{
  *(GHashTable **) pictures = roster_coaching_pictures_load_finish (result, NULL);
}

static gsize
print (Fixture    *fixture,
       GHashTable *pictures)
{
  g_autofree char *path = g_build_filename (fixture->app.folder, "walk.pdf", NULL), *bytes = NULL;
  g_autoptr (GtkPrintOperation) operation =
      roster_coaching_print_operation (fixture->app.context, fixture->session, ROSTER_LANGUAGE_INTERFACE, pictures);
  g_autoptr (GError) error = NULL;
  gsize length;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return length;
}

static void
count_cb (guint    n_there,
          guint    n_all,
          gpointer data)
{
  g_assert_cmpuint (n_all, ==, 2);
  *(guint *) data = MAX (*(guint *) data, n_there);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      error)
{
  g_assert_null (roster_coaching_pictures_load_finish (result, error));
}

/* Whoever prints hears how far it is, and can stop it. */
static void
fetching_for_paper_tells_and_stops (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_autofree char *other = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'e');
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GHashTable) pictures = NULL;
  g_autoptr (GError) error = NULL;
  RosterWalk *walk;
  guint n_there = 0;

  take (fixture, "light", red);
  roster_walk_session_add_photo (fixture->session, roster_walk_session_walk (fixture->session), LIGHT, other);
  app_fixture_settle (&fixture->app);
  walk = roster_walk_session_walk (fixture->session);
  roster_coaching_pictures_load_async (fixture->app.context, walk, NULL, count_cb, &n_there, pictures_cb, &pictures);
  while (pictures == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_there, ==, 1);

  roster_coaching_pictures_load_async (fixture->app.context, walk, cancellable, NULL, NULL, stopped_cb, &error);
  g_cancellable_cancel (cancellable);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
photos_are_printed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  g_autofree char *other = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'e');
  g_autoptr (GHashTable) pictures = NULL;

  take (fixture, "light", red);
  roster_walk_session_add_photo (fixture->session, roster_walk_session_walk (fixture->session), LIGHT, other);
  app_fixture_settle (&fixture->app);
  roster_coaching_pictures_load_async (fixture->app.context, roster_walk_session_walk (fixture->session), NULL, NULL,
                                       NULL, pictures_cb, &pictures);
  while (pictures == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_hash_table_size (pictures), ==, 1);
  g_assert_cmpuint (print (fixture, pictures), >, print (fixture, NULL) + 500);
}

static void
the_result_shows_them (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GFile) red = save_picture (fixture, "red.png", 0xff0000ff);
  GtkWidget *result = g_object_ref_sink (roster_result_photos_new (fixture->app.context));

  roster_result_photos_show (ROSTER_RESULT_PHOTOS (result), roster_walk_session_walk (fixture->session));
  g_assert_false (gtk_widget_get_visible (result));
  take (fixture, "light", red);
  roster_result_photos_show (ROSTER_RESULT_PHOTOS (result), roster_walk_session_walk (fixture->session));
  g_assert_true (gtk_widget_get_visible (result));
  g_assert_nonnull (app_fixture_find (result, GTK_TYPE_LABEL, "Bright"));
  g_assert_nonnull (app_fixture_find (result, ROSTER_TYPE_PHOTO_THUMBNAIL, "Photo 1 of 1"));
  g_object_unref (result);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError **error = user_data;

  g_assert_null (roster_photos_load_finish (ROSTER_PHOTOS (source), result, error));
}

/* The office may answer when the app is closing. */
static void
what_is_asked_of_closed_photos_is_cancelled (Fixture       *fixture,
                                             gconstpointer  data)
{
  RosterPhotos *photos = roster_context_photos (fixture->app.context);
  g_autoptr (GError) error = NULL;

  roster_photos_close (photos);
  roster_photos_load_async (photos, "book-1", "missing", 64, NULL, loaded_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  app_fixture_init (&argc, &argv);

#define ADD(path, func) g_test_add ("/app/photos/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("a-picture-is-added-and-waits", a_picture_is_added_and_waits);
  ADD ("an-item-that-asks-for-a-photo-is-answered", an_item_that_asks_for_a_photo_is_answered);
  ADD ("what-is-no-picture-is-told", what_is_no_picture_is_told);
  ADD ("a-picture-is-pasted", a_picture_is_pasted);
  ADD ("a-removed-photo-comes-back", a_removed_photo_comes_back);
  ADD ("a-photo-that-is-not-here-says-why", a_photo_that_is_not_here_says_why);
  ADD ("a-late-picture-comes-where-it-was-taken", a_late_picture_comes_where_it_was_taken);
  ADD ("the-viewer-goes-through-them", the_viewer_goes_through_them);
  ADD ("the-focus-stays-with-the-photos", the_focus_stays_with_the_photos);
  ADD ("photos-of-another-account-take-their-place", photos_of_another_account_take_their_place);
  ADD ("photos-are-printed", photos_are_printed);
  ADD ("fetching-for-paper-tells-and-stops", fetching_for_paper_tells_and_stops);
  ADD ("the-result-shows-them", the_result_shows_them);
  ADD ("what-is-asked-of-closed-photos-is-cancelled", what_is_asked_of_closed_photos_is_cancelled);

  return g_test_run ();
}
