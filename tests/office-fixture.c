/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>

#include "roster-record-json.h"

static const struct
{
  const char *type;
  const char *json;
} company[] = {
  { "Base", "{\"id\":\"" BASE_A "\",\"name\":\"杭州\"}" },
  { "Base", "{\"id\":\"" BASE_B "\",\"name\":\"义乌\"}" },
  { "Person", "{\"id\":\"" HEAD "\",\"name\":\"Head\",\"login\":\"head\",\"role\":\"office\",\"active\":true}" },
  { "Person", "{\"id\":\"" MANAGER "\",\"name\":\"Manager\",\"login\":\"manager\",\"role\":\"manager\","
              "\"base\":\"" BASE_A "\"}" },
  { "Person", "{\"id\":\"" TRAINER "\",\"name\":\"Trainer\",\"login\":\"trainer\",\"role\":\"trainer\","
              "\"base\":\"" BASE_A "\"}" },
  { "Person", "{\"id\":\"" SELLER "\",\"name\":\"Seller\",\"login\":\"seller\",\"role\":\"salesperson\","
              "\"base\":\"" BASE_A "\"}" },
  { "Person", "{\"id\":\"" COLLEAGUE "\",\"name\":\"Colleague\",\"login\":\"colleague\",\"role\":\"salesperson\","
              "\"base\":\"" BASE_A "\"}" },
  { "Person", "{\"id\":\"" STRANGER "\",\"name\":\"Stranger\",\"login\":\"stranger\",\"role\":\"salesperson\","
              "\"base\":\"" BASE_B "\"}" },
};

/* The tests also run on the PostgreSQL database that this variable names; each starts by emptying it. */
#define DATABASE_VARIABLE "ROSTER_TEST_DATABASE"

static void
empty_database (const char *uri)
{
  PGconn *connection = PQconnectdb (uri);
  PGresult *result = PQexec (connection, "SET client_min_messages = error; DROP SCHEMA public CASCADE; "
                                         "CREATE SCHEMA public");

  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQclear (result);
  PQfinish (connection);
}

static const char *
fixture_store (OfficeFixture *fixture)
{
  const char *uri = g_getenv (DATABASE_VARIABLE);

  if (uri == NULL)
    return fixture->path;

  empty_database (uri);
  return uri;
}

void
office_fixture_set_up (OfficeFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("roster-office-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "office.db", NULL);
  fixture->clock = roster_manual_clock_new (FIXTURE_NOW, "Asia/Shanghai");
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  fixture->office = roster_office_open (fixture_store (fixture), TRUE, fixture->clock, fixture->ids, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (company); i++)
    office_fixture_create (fixture, COMPANY, company[i].type, company[i].json);
}

void
office_fixture_tear_down (OfficeFixture *fixture,
                          gconstpointer  data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  g_assert_finalize_object (fixture->office);
  g_clear_object (&fixture->ids);
  g_clear_object (&fixture->clock);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->path);
  g_free (fixture->directory);
}

void
office_fixture_create (OfficeFixture *fixture,
                       const char    *account,
                       const char    *type,
                       const char    *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) record = roster_record_from_json_text (roster_record_type_find (type), account, json,
                                                                  &error);
  g_autoptr (RosterRecord) stored = NULL;
  g_autoptr (RosterOfficeWriter) writer = NULL;
  RosterBackend *backend = roster_office_acquire (fixture->office, &error);

  g_assert_no_error (error);
  roster_backend_call (backend, begin, TRUE, &error);
  writer = roster_office_writer_new (backend, roster_clock_now (fixture->clock), "Fixture");
  stored = roster_office_writer_create (writer, record, &error);
  g_assert_no_error (error);
  roster_office_writer_finish (writer, &error);
  roster_backend_call (backend, commit, &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, roster_office_writer_free);
  roster_office_release (fixture->office, backend);
}

RosterJmapResponse *
office_fixture_run (OfficeFixture *fixture,
                    const char    *person,
                    const char    *calls)
{
  g_autofree char *text = g_strdup_printf ("{\"using\":[\"" ROSTER_JMAP_CORE "\",\"" ROSTER_JMAP_RECORDS "\"],"
                                           "\"methodCalls\":%s,\"createdIds\":{}}",
                                           calls);
  g_autoptr (GBytes) request = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  RosterJmapResponse *response;

  bytes = roster_office_dispatch (fixture->office, person, request, &error);
  g_assert_no_error (error);
  response = roster_jmap_response_from_bytes (bytes, &error);
  g_assert_no_error (error);
  return response;
}

char *
office_fixture_call (OfficeFixture *fixture,
                     const char    *person,
                     const char    *method,
                     const char    *arguments)
{
  g_autofree char *calls = g_strdup_printf ("[[\"%s\",%s,\"c\"]]", method, arguments);
  g_autoptr (RosterJmapResponse) response = office_fixture_run (fixture, person, calls);
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpuint (roster_jmap_response_n_answers (response), ==, 1);
  g_assert_cmpstr (roster_jmap_response_call_id (response, 0), ==, "c");
  if (roster_jmap_response_failed (response, 0, &failure))
    return g_strconcat ("error ", roster_jmap_error_name (failure->code), NULL);

  g_assert_cmpstr (roster_jmap_response_name (response, 0), ==, method);
  node = json_node_init_object (json_node_alloc (), roster_jmap_response_arguments (response, 0));
  return roster_json_canonical (node);
}

void
office_fixture_assert (OfficeFixture *fixture,
                       const char    *person,
                       const char    *method,
                       const char    *arguments,
                       const char    *expected)
{
  g_autofree char *answer = office_fixture_call (fixture, person, method, arguments);

  g_assert_cmpstr (answer, ==, expected);
}

char *
office_fixture_streamer_id (guint number)
{
  return g_strdup_printf ("0195b000-0000-7000-8000-%012x", number);
}
