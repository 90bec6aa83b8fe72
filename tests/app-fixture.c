/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include <glib/gstdio.h>

#include "roster-account.h"
#include "roster-config.h"
#include "roster-resources.h"

/* What the application's resource path would load. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/com/weiye/Roster/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/*
 * The timer of a tooltip outlives the popover that it was started over and asks for its surface (GTK 4.8). Nothing
 * comes of it but these words.
 */
static gboolean
is_of_late_tooltip (const char *message)
{
  static const char *const askers[] = { "gdk_surface_get_device_position: ", "_gtk_widget_find_at_coords: " };

  for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
    if (g_str_has_prefix (message, askers[i]) && g_str_has_suffix (message, "'GDK_IS_SURFACE (surface)' failed"))
      return TRUE;

  return FALSE;
}

static gboolean
is_fatal (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        data)
{
  return !is_of_late_tooltip (message);
}

static void
hear (const char     *domain,
      GLogLevelFlags  level,
      const char     *message,
      gpointer        data)
{
  if (!is_of_late_tooltip (message))
    g_log_default_handler (domain, level, message, data);
}

/* Before anything else in main(); skips the whole program where there is no display. */
void
app_fixture_init (int    *argc,
                  char ***argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      exit (EXIT_SUCCESS);
    }

  g_log_set_handler ("Gdk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, hear, NULL);
  g_log_set_handler ("Gtk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, hear, NULL);
  adw_init ();
  roster_register_resource ();
  load_style ();
}

/* The application that the windows of a program's tests belong to; no other process hears of it. */
GtkApplication *
app_fixture_application (void)
{
  g_autoptr (GError) error = NULL;
  GtkApplication *application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

void
app_fixture_set_up (AppFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_test_log_set_fatal_handler (is_fatal, NULL);
  fixture->folder = g_dir_make_tmp ("roster-app-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->clock = roster_manual_clock_new (APP_NOW, "Asia/Shanghai");
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  fixture->store = roster_store_open (path, fixture->clock, fixture->ids, NULL, &error);
  g_assert_no_error (error);
  fixture->settings = g_settings_new (APPLICATION_ID);
  fixture->context = roster_context_new (fixture->settings, fixture->store, fixture->clock, fixture->ids);
}

static void
remove_photos (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
app_fixture_tear_down (AppFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  app_fixture_settle (fixture);
  g_clear_object (&fixture->context);
  roster_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->ids);
  g_clear_object (&fixture->clock);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (g_unlink (path) != 0)
        remove_photos (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gpointer
nothing (RosterCache   *cache,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return g_strdup ("");
}

/* Both of the store's threads have done what was asked of them, and the widgets have heard of it. */
void
app_fixture_settle (AppFixture *fixture)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GAsyncResult) written = NULL, read = NULL;
      g_autofree char *a = NULL, *b = NULL;

      roster_store_write_async (fixture->store, nothing, NULL, NULL, g_free, NULL, done_cb, &written);
      a = roster_store_finish (fixture->store, wait_for (&written), NULL);
      roster_store_read_async (fixture->store, nothing, NULL, NULL, g_free, NULL, done_cb, &read);
      b = roster_store_finish (fixture->store, wait_for (&read), NULL);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
}

gint64
app_fixture_apply (AppFixture *fixture,
                   RosterEdit *edit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 step;

  roster_store_apply_async (fixture->store, edit, NULL, done_cb, &result);
  step = roster_store_apply_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
  app_fixture_settle (fixture);
  return step;
}

void
app_fixture_create (AppFixture   *fixture,
                    RosterRecord *record)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_IMPORT, "Import");

  roster_edit_create (edit, record);
  app_fixture_apply (fixture, edit);
}

/* A streamer who is in the cache already. */
RosterRecord *
app_fixture_streamer (AppFixture *fixture,
                      const char *name)
{
  g_autofree char *id = roster_store_new_id (fixture->store);
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (streamer, "name", name);
  roster_record_set_text (streamer, "kuaishouId", id + 20);
  roster_record_apply_defaults (streamer);
  app_fixture_create (fixture, streamer);
  return streamer;
}

static gpointer
get (RosterCache   *cache,
     gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  return roster_cache_get (cache, roster_record_type (data), roster_record_id (data), error);
}

/* What the cache holds of @record now. */
RosterRecord *
app_fixture_get (AppFixture   *fixture,
                 RosterRecord *record)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_store_read_async (fixture->store, get, g_object_ref (record), g_object_unref, g_object_unref, NULL, done_cb,
                           &result);
  return roster_store_finish (fixture->store, wait_for (&result), NULL);
}

static gpointer
list (RosterCache   *cache,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  return roster_cache_list (cache, data, error);
}

/* All records of a type that the cache holds now. */
GPtrArray *
app_fixture_list (AppFixture             *fixture,
                  const RosterRecordType *type)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *records;

  roster_store_read_async (fixture->store, list, (gpointer) type, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           done_cb, &result);
  records = roster_store_finish (fixture->store, wait_for (&result), NULL);
  g_assert_nonnull (records);
  return records;
}

static gpointer
list_steps (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return roster_cache_list_steps (cache, 1000, error);
}

guint
app_fixture_count_steps (AppFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  roster_store_read_async (fixture->store, list_steps, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, done_cb,
                           &result);
  steps = roster_store_finish (fixture->store, wait_for (&result), NULL);
  return steps->len;
}

static gboolean
is_called (GtkWidget  *widget,
           const char *name)
{
  static const char *const properties[] = { "label", "title", "tooltip-text", "action-name", "icon-name" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *text = NULL;
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), properties[i]);

      if (pspec == NULL || pspec->value_type != G_TYPE_STRING)
        continue;
      g_object_get (widget, properties[i], &text, NULL);
      if (g_strcmp0 (text, name) == 0)
        return TRUE;
    }

  return FALSE;
}

GtkWidget *
app_fixture_find (GtkWidget  *root,
                  GType       type,
                  const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (name == NULL || is_called (root, name)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_fixture_find (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}
