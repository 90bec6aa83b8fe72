/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pipewire-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define CAMERA "made-camera"
/* As the module calls itself */
#define READER "Roster"

struct _TestPipewire
{
  char *folder;
  char *socket;
  GSubprocessLauncher *launcher;
  GSubprocess *daemon;
  /* GSubprocess: the cameras */
  GPtrArray *cameras;
};

static const char *const programs[] = { "pipewire", "pw-cli", "pw-link", "gst-launch-1.0", "gst-inspect-1.0" };
static const char *const elements[] = { "pipewiresink", "pipewiresrc", "videotestsrc", "decodebin", "videoflip" };

/**
 * test_pipewire_lacks:
 *
 * Returns: (transfer full) (nullable): what this computer lacks for it, or %NULL
 */
char *
test_pipewire_lacks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_find_program_in_path (programs[i]);

      if (path == NULL)
        return g_strdup_printf ("no program %s", programs[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      const char *const command[] = { "gst-inspect-1.0", elements[i], NULL };
      int status = 1;

      if (!g_spawn_sync (NULL, (char **) command, NULL,
                         G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                         NULL, NULL, &status, NULL) ||
          status != 0)
        return g_strdup_printf ("GStreamer has no %s", elements[i]);
    }

  return NULL;
}

/* A test that fails tidies nothing up. */
static void
die_with_test (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (TestPipewire      *pipewire,
       const char *const *command)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_launcher_spawnv (pipewire->launcher, command, &error);

  g_assert_no_error (error);
  return process;
}

static void
end (gpointer data)
{
  GSubprocess *process = data;

  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

/* Away from the session bus, where it would take the process of the test's portal for a portal that must not be served
   like any other. */
TestPipewire *
test_pipewire_new (void)
{
  static const char *const command[] = { "pipewire", NULL };
  TestPipewire *pipewire = g_new0 (TestPipewire, 1);
  g_autoptr (GError) error = NULL;

  pipewire->folder = g_dir_make_tmp ("roster-pipewire-XXXXXX", &error);
  g_assert_no_error (error);
  pipewire->socket = g_build_filename (pipewire->folder, "pipewire-0", NULL);
  pipewire->launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (pipewire->launcher, "XDG_RUNTIME_DIR", pipewire->folder, TRUE);
  g_subprocess_launcher_setenv (pipewire->launcher, "PIPEWIRE_RUNTIME_DIR", pipewire->folder, TRUE);
  g_subprocess_launcher_setenv (pipewire->launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_set_child_setup (pipewire->launcher, die_with_test, NULL, NULL);
  pipewire->cameras = g_ptr_array_new_with_free_func (end);
  pipewire->daemon = spawn (pipewire, command);
  while (!g_file_test (pipewire->socket, G_FILE_TEST_EXISTS))
    {
      g_assert_nonnull (g_subprocess_get_identifier (pipewire->daemon));
      g_thread_yield ();
    }
  return pipewire;
}

void
test_pipewire_free (TestPipewire *pipewire)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_ptr_array_unref (pipewire->cameras);
  end (pipewire->daemon);
  dir = g_dir_open (pipewire->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (pipewire->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (pipewire->folder);
  g_object_unref (pipewire->launcher);
  g_free (pipewire->socket);
  g_free (pipewire->folder);
  g_free (pipewire);
}

const char *
test_pipewire_socket (TestPipewire *pipewire)
{
  return pipewire->socket;
}

static char *
words_of (TestPipewire      *pipewire,
          const char *const *command)
{
  g_autoptr (GSubprocess) process = spawn (pipewire, command);
  char *words = NULL;

  return g_subprocess_communicate_utf8 (process, NULL, NULL, &words, NULL, NULL) && words != NULL ? words
                                                                                                  : g_strdup ("");
}

/* The first port of @node, or %NULL */
static char *
find_port (TestPipewire *pipewire,
           const char   *direction,
           const char   *node)
{
  const char *const command[] = { "pw-link", direction, NULL };
  g_autofree char *words = words_of (pipewire, command), *start = g_strconcat (node, ":", NULL);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, start))
      return g_strdup (g_strstrip (*line));

  return NULL;
}

/**
 * test_pipewire_plug:
 * @name: what the camera is called, in one word
 * @colour: what it sees, as 0xRRGGBB
 */
void
test_pipewire_plug (TestPipewire *pipewire,
                    const char   *name,
                    guint32       colour)
{
  g_autofree char *foreground = g_strdup_printf ("foreground-color=%u", 0xff000000 | colour);
  g_autofree char *properties =
      g_strdup_printf ("stream-properties=props,media.class=Video/Source,media.role=Camera,node.description=%s", name);
  const char *const command[] = { "gst-launch-1.0",
                                  "videotestsrc",
                                  "is-live=true",
                                  "pattern=solid-color",
                                  foreground,
                                  "!",
                                  "video/x-raw,format=YUY2,width=1280,height=720,framerate=30/1",
                                  "!",
                                  "pipewiresink",
                                  "mode=provide",
                                  "client-name=" CAMERA,
                                  properties,
                                  NULL };
  g_autofree char *port = NULL;
  GSubprocess *camera;

  camera = spawn (pipewire, command);
  g_ptr_array_add (pipewire->cameras, camera);
  while ((port = find_port (pipewire, "-o", CAMERA)) == NULL)
    g_assert_nonnull (g_subprocess_get_identifier (camera));
}

/* All of them */
void
test_pipewire_unplug (TestPipewire *pipewire)
{
  g_ptr_array_set_size (pipewire->cameras, 0);
}

/* Whether a program has opened the camera, or waits for it */
gboolean
test_pipewire_is_read (TestPipewire *pipewire)
{
  g_autofree char *port = find_port (pipewire, "-i", READER);

  return port != NULL;
}

/**
 * test_pipewire_link:
 *
 * Does what a session manager does for a program that reads a camera. One links by what kind of stream it is, so it
 * must be known to be video before anything is linked.
 *
 * Returns: whether there is one that does
 */
gboolean
test_pipewire_link (TestPipewire *pipewire)
{
  g_autofree char *from = find_port (pipewire, "-o", CAMERA), *to = find_port (pipewire, "-i", READER);
  const char *const command[] = { "pw-link", from, to, NULL }, *const list[] = { "pw-cli", "ls", "Node", NULL };
  g_autofree char *nodes = NULL;
  g_autoptr (GSubprocess) process = NULL;

  if (from == NULL || to == NULL)
    return FALSE;

  nodes = words_of (pipewire, list);
  g_assert_nonnull (strstr (nodes, "node.name = \"" READER "\""));
  g_assert_nonnull (strstr (nodes, "media.class = \"Stream/Input/Video\""));
  process = spawn (pipewire, command);
  return g_subprocess_wait_check (process, NULL, NULL);
}
