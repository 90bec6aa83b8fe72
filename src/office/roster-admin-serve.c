/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "roster-http-server.h"
#include "roster-office-blob.h"
#include "roster-office-learn.h"
#include "roster-office-login.h"
#include "roster-office-reminders.h"

#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_PORT 8470

/* How long after the start and how often the store is tidied up and learnt from, and how long the end waits for what is
   under way, in seconds. Whoever waited for the office comes first. */
#define UPKEEP_DELAY 60
#define UPKEEP_PERIOD (6 * 60 * 60)
#define DRAIN_TIME 30

/* By how much the upkeep is less urgent than answering. */
#define UPKEEP_NICENESS 10

/* How often the end looks whether everything is done, in milliseconds. */
#define DRAIN_STEP 50

typedef struct
{
  RosterOffice *office;
  RosterHttpServer *server;
  GMainLoop *loop;
  gint64 drain_until;
} Service;

static gboolean
parse_listen (const char  *text,
              char       **address,
              guint16     *port,
              GError     **error)
{
  const char *colon = text != NULL ? strrchr (text, ':') : NULL;
  guint64 number;

  *port = DEFAULT_PORT;
  if (text == NULL)
    {
      *address = g_strdup (DEFAULT_ADDRESS);
      return TRUE;
    }

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &number, NULL))
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                   _("“%s” is not an address and a port such as 127.0.0.1:%d"), text, DEFAULT_PORT);
      return FALSE;
    }

  *port = number;
  if (text[0] == '[' && colon[-1] == ']')
    *address = g_strndup (text + 1, colon - text - 2);
  else
    *address = g_strndup (text, colon - text);
  return TRUE;
}

/* The fewest characters of a token that is not to be guessed. */
#define MIN_METRICS_TOKEN 16

/* The token is read from a file, because everybody on this computer sees the command line. */
static gboolean
read_metrics_token (const char  *path,
                    char       **token,
                    GError     **error)
{
  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, token, NULL, error))
    return FALSE;

  g_strstrip (*token);
  if (strlen (*token) < MIN_METRICS_TOKEN)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                   _("The token for the metrics in %s must have at least %d characters"), path, MIN_METRICS_TOKEN);
      return FALSE;
    }

  return TRUE;
}

/* A thousand clients keep a connection each. */
static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static gpointer
upkeep_thread (gpointer data)
{
  g_autoptr (RosterOffice) office = data;
  g_autoptr (GError) error = NULL;
  gint64 now = roster_clock_now (roster_office_clock (office)), n_purged = 0, n_photos = 0;
  guint n_learned = 0, n_forgotten = 0;

  /* With Linux this is of the calling thread; that it may not be done is no harm. */
  setpriority (PRIO_PROCESS, 0, UPKEEP_NICENESS);
  if (roster_office_purge (office, &n_purged, &error) && roster_office_purge_blobs (office, &n_photos, &error) &&
      roster_office_forget_logins (office, &error) &&
      roster_office_forget_reminders (office, now, &n_forgotten, &error) &&
      roster_office_learn (office, now, &n_learned, &error))
    g_debug ("purged %" G_GINT64_FORMAT " tombstones and %" G_GINT64_FORMAT " photos, forgot reminders of %u days, "
             "learnt %u records",
             n_purged, n_photos, n_forgotten, n_learned);
  else
    g_printerr ("upkeep failed: %s\n", error->message);
  return NULL;
}

static gboolean
upkeep_cb (gpointer data)
{
  Service *service = data;

  g_thread_unref (g_thread_new ("roster-upkeep", upkeep_thread, g_object_ref (service->office)));
  return G_SOURCE_CONTINUE;
}

static gboolean
first_upkeep_cb (gpointer data)
{
  upkeep_cb (data);
  return G_SOURCE_REMOVE;
}

static gboolean
drain_cb (gpointer data)
{
  Service *service = data;

  if (!roster_http_server_is_idle (service->server) && g_get_monotonic_time () < service->drain_until)
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (service->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
stop_cb (gpointer data)
{
  Service *service = data;

  if (service->drain_until == 0)
    {
      service->drain_until = g_get_monotonic_time () + DRAIN_TIME * G_USEC_PER_SEC;
      roster_http_server_drain (service->server);
      g_timeout_add (DRAIN_STEP, drain_cb, service);
    }
  else
    g_main_loop_quit (service->loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
run_serve (RosterAdmin  *self,
           char        **arguments,
           GError      **error)
{
  g_autofree char *address = NULL, *metrics_token = NULL;
  g_autoptr (RosterOffice) office = NULL;
  g_autoptr (RosterHttpServer) server = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  RosterHttpOptions options = { .log = stderr };
  Service service = { NULL };
  guint sources[3];

  if (!parse_listen (self->listen, &address, &options.port, error) ||
      !read_metrics_token (self->metrics_token, &metrics_token, error))
    return FALSE;

  office = roster_admin_open_office (self, error);
  if (office == NULL)
    return FALSE;

  raise_file_limit ();
  options.address = address;
  options.tls_cert = self->tls_cert;
  options.tls_key = self->tls_key;
  options.behind_proxy = self->behind_proxy;
  options.metrics_token = metrics_token;
  server = roster_http_server_new (office, &options, error);
  if (server == NULL)
    return FALSE;

  loop = g_main_loop_new (NULL, FALSE);
  service = (Service){ .office = office, .server = server, .loop = loop };
  sources[0] = g_unix_signal_add (SIGTERM, stop_cb, &service);
  sources[1] = g_unix_signal_add (SIGINT, stop_cb, &service);
  sources[2] = g_timeout_add_seconds (UPKEEP_PERIOD, upkeep_cb, &service);
  g_timeout_add_seconds (UPKEEP_DELAY, first_upkeep_cb, &service);

  roster_admin_print ("listening on %s\n", roster_http_server_uri (server));
  g_main_loop_run (loop);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  return TRUE;
}

const RosterAdminCommand roster_admin_serve_commands[] = {
  { "serve", NULL, N_("Serve the company’s data to its people"),
    ROSTER_ADMIN_OPTION_STORE | ROSTER_ADMIN_OPTION_LISTEN, 0, run_serve },
  { NULL },
};
