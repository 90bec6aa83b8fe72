/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "roster-coordinator.h"
#include "roster-remote.h"

#define START G_GINT64_CONSTANT (1772000000000)

/* The cache of somebody who has signed in before, and an office that counts how often it is asked and cannot serve. */
typedef struct
{
  char *folder;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterStore *store;
  RosterTokenStore *tokens;
  RosterCoordinator *coordinator;
  SoupServer *office;
  guint n_requests;
  gboolean hangs;
} Fixture;

static void
refuse_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *fixture = user_data;

  fixture->n_requests++;
  if (fixture->hangs)
    {
      soup_server_message_pause (message);
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
}

static char *
start_office (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  GSList *uris;

  fixture->office = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->office, NULL, refuse_cb, fixture, NULL);
  soup_server_listen_local (fixture->office, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->office);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  uri[strlen (uri) - 1] = '\0';
  return g_steal_pointer (&uri);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *token_path = NULL;
  g_autofree char *uri = start_office (fixture);
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roster-coordinator-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  token_path = roster_token_file_for (path);
  fixture->clock = roster_manual_clock_new (START, NULL);
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);

  cache = roster_cache_open (path, fixture->clock, fixture->ids, &error);
  g_assert_no_error (error);
  g_assert_true (roster_cache_set_fact (cache, ROSTER_FACT_OFFICE, uri, NULL));
  g_assert_true (roster_cache_set_fact (cache, ROSTER_FACT_LOGIN, "wangfang", NULL));
  fixture->tokens = roster_file_token_store_new (token_path);
  g_assert_true (roster_token_store_store (fixture->tokens, uri, "wangfang", "token", NULL, NULL));

  fixture->store = roster_store_open (path, fixture->clock, fixture->ids, NULL, &error);
  g_assert_no_error (error);
  fixture->coordinator = roster_coordinator_new (fixture->store, fixture->tokens);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  roster_coordinator_stop (fixture->coordinator);
  roster_store_close (fixture->store);
  g_clear_object (&fixture->coordinator);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->tokens);
  g_clear_object (&fixture->office);
  g_clear_object (&fixture->ids);
  g_clear_object (&fixture->clock);

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
wait_for_state (Fixture                *fixture,
                RosterCoordinatorState  state)
{
  while (roster_coordinator_state (fixture->coordinator) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* The first attempt fails while nothing happens by itself, so no timer runs that could do it instead of the switch. */
static void
test_automatic_again_syncs_at_once (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_object_set (fixture->coordinator, "automatic", FALSE, NULL);
  roster_coordinator_start (fixture->coordinator);
  wait_for_state (fixture, ROSTER_COORDINATOR_IDLE);
  g_assert_cmpuint (fixture->n_requests, ==, 0);

  roster_coordinator_sync (fixture->coordinator);
  wait_for_state (fixture, ROSTER_COORDINATOR_OFFLINE);
  g_assert_cmpuint (fixture->n_requests, ==, 1);

  g_object_set (fixture->coordinator, "automatic", TRUE, NULL);
  wait_for_state (fixture, ROSTER_COORDINATOR_SYNCING);
  wait_for_state (fixture, ROSTER_COORDINATOR_OFFLINE);
  g_assert_cmpuint (fixture->n_requests, ==, 2);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError **error = user_data;

  g_assert_false (roster_coordinator_sign_in_finish (ROSTER_COORDINATOR (source), result, error));
}

/* Whoever closes the window does not wait for an office that does not answer. */
static void
test_stop_ends_a_sign_in (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *office = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->coordinator, "automatic", FALSE, NULL);
  roster_coordinator_start (fixture->coordinator);
  wait_for_state (fixture, ROSTER_COORDINATOR_IDLE);
  office = g_strdup (roster_coordinator_office (fixture->coordinator));
  fixture->hangs = TRUE;
  roster_coordinator_sign_in_async (fixture->coordinator, office, "wangfang", "secret", NULL, signed_in_cb, &error);
  while (fixture->n_requests == 0)
    g_main_context_iteration (NULL, TRUE);

  /* Nobody answers: this returns, or the test never ends. */
  roster_coordinator_stop (fixture->coordinator);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = user_data;

  *done = roster_coordinator_sign_out_finish (ROSTER_COORDINATOR (source), result, &error);
  g_assert_no_error (error);
}

/* The token is gone whether the office hears of it or not; where and who stays, and what is in the cache. */
static void
test_sign_out_forgets_the_token (Fixture       *fixture,
                                 gconstpointer  data)
{
  gboolean reachable = GPOINTER_TO_INT (data), done = FALSE;
  g_autofree char *office = NULL, *token = NULL;

  g_object_set (fixture->coordinator, "automatic", FALSE, NULL);
  roster_coordinator_start (fixture->coordinator);
  wait_for_state (fixture, ROSTER_COORDINATOR_IDLE);
  office = g_strdup (roster_coordinator_office (fixture->coordinator));
  if (!reachable)
    soup_server_disconnect (fixture->office);

  roster_coordinator_sign_out_async (fixture->coordinator, NULL, signed_out_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_coordinator_state (fixture->coordinator), ==, ROSTER_COORDINATOR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_requests, ==, reachable ? 1 : 0);
  token = roster_token_store_lookup (fixture->tokens, office, "wangfang", NULL, NULL);
  g_assert_null (token);
  g_assert_cmpstr (roster_coordinator_office (fixture->coordinator), ==, office);
  g_assert_cmpstr (roster_coordinator_login (fixture->coordinator), ==, "wangfang");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/coordinator/automatic-again-syncs-at-once", Fixture, NULL, set_up, test_automatic_again_syncs_at_once,
              tear_down);
  g_test_add ("/coordinator/stop-ends-a-sign-in", Fixture, NULL, set_up, test_stop_ends_a_sign_in, tear_down);
  g_test_add ("/coordinator/sign-out-forgets-the-token", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_sign_out_forgets_the_token, tear_down);
  g_test_add ("/coordinator/sign-out-without-the-office", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_sign_out_forgets_the_token, tear_down);

  return g_test_run ();
}
