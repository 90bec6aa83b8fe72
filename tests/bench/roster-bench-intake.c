/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <string.h>

#include "roster-jmap-response.h"
#include "roster-record-json.h"
#include "roster-sync-run.h"

/* The first sync of all measures of the company, from the bytes of the answers to committed rows, against the bare
   inserts of the same rows. */

#define N_ROWS 360000
#define BOOK "book-bench"

/* An office that has nothing but measures and answers at once. */
#define TYPE_BENCH_TRANSPORT (bench_transport_get_type ())
G_DECLARE_FINAL_TYPE (BenchTransport, bench_transport, BENCH, TRANSPORT, RosterTransport)

struct _BenchTransport
{
  RosterTransport parent_instance;

  GPtrArray *ids;
  GPtrArray *rows;
  /* The seconds that this side of the wire took */
  double seconds;
};

G_DEFINE_FINAL_TYPE (BenchTransport, bench_transport, ROSTER_TYPE_TRANSPORT)

static GBytes *
session (void)
{
  g_autoptr (RosterJmapSession) described = roster_jmap_session_new ();
  RosterJmapAccount *account = roster_jmap_account_new (BOOK, "Bench", ROSTER_SCOPE_BOOK);

  described->username = g_strdup ("bench");
  described->person = g_strdup ("bench");
  described->role = g_strdup ("salesperson");
  described->api_url = g_strdup (ROSTER_JMAP_API_PATH);
  described->state = g_strdup ("1");
  described->primary = g_strdup (BOOK);
  g_ptr_array_add (described->accounts, account);
  return roster_jmap_session_to_bytes (described);
}

static void
answer_changes (BenchTransport     *self,
                RosterJmapResponse *response,
                const char         *name,
                JsonObject         *arguments,
                const char         *call_id,
                guint              *first,
                guint              *last)
{
  guint since = g_ascii_strtoull (json_object_get_string_member (arguments, "sinceState"), NULL, 10);
  gboolean metrics = g_str_has_prefix (name, "Metric/");
  guint end =
      metrics ? MIN (since + (guint) json_object_get_int_member (arguments, "maxChanges"), self->rows->len) : since;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "{\"accountId\":\"" BOOK "\",\"oldState\":\"%u\",\"newState\":\"%u\",\"hasMoreChanges\":%s,"
                          "\"updated\":[],\"destroyed\":[],\"created\":[",
                          since, end, metrics && end < self->rows->len ? "true" : "false");
  for (guint i = since; i < end; i++)
    g_string_append_printf (text, "%s\"%s\"", i > since ? "," : "", (char *) self->ids->pdata[i]);
  g_string_append (text, "]}");
  roster_jmap_response_add_text (response, name, text, call_id);
  *first = since;
  *last = end;
}

/* The ids of a /get are always those that the /changes before it has given. */
static void
answer_get (BenchTransport     *self,
            RosterJmapResponse *response,
            const char         *name,
            guint               since,
            guint               end,
            const char         *call_id)
{
  GString *text = g_string_new ("{\"accountId\":\"" BOOK "\",\"state\":\"0\",\"notFound\":[],\"list\":[");

  for (guint i = since; i < end; i++)
    {
      if (i > since)
        g_string_append_c (text, ',');
      g_string_append (text, self->rows->pdata[i]);
    }
  g_string_append (text, "]}");
  roster_jmap_response_add_text (response, name, text, call_id);
}

static GBytes *
answer (BenchTransport *self,
        GBytes         *body)
{
  g_autoptr (RosterJmapRequest) request = roster_jmap_request_from_bytes (body, &roster_jmap_default_limits, NULL);
  g_autoptr (RosterJmapResponse) response = roster_jmap_response_new ();
  guint since = 0, end = 0;

  for (guint i = 0; i < roster_jmap_request_n_calls (request); i++)
    {
      const char *name = roster_jmap_request_name (request, i);
      const char *call_id = roster_jmap_request_call_id (request, i);

      if (g_str_has_suffix (name, "/changes"))
        answer_changes (self, response, name, roster_jmap_request_arguments (request, i), call_id, &since, &end);
      else
        {
          answer_get (self, response, name, since, end, call_id);
          since = end;
        }
    }

  return roster_jmap_response_to_bytes (response, "1", NULL);
}

static RosterHttpResponse *
bench_transport_send (RosterTransport          *transport,
                      const RosterHttpRequest  *request,
                      GCancellable             *cancellable,
                      GError                  **error)
{
  BenchTransport *self = BENCH_TRANSPORT (transport);
  double start = roster_bench_seconds ();
  g_autoptr (GBytes) body =
      strcmp (request->path, ROSTER_JMAP_SESSION_PATH) == 0 ? session () : answer (self, request->body);
  RosterHttpResponse *response = roster_http_response_new (200, "application/json", body);

  self->seconds += roster_bench_seconds () - start;
  return response;
}

static void
bench_transport_finalize (GObject *object)
{
  BenchTransport *self = BENCH_TRANSPORT (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (bench_transport_parent_class)->finalize (object);
}

static void
bench_transport_class_init (BenchTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_transport_finalize;
  ROSTER_TRANSPORT_CLASS (klass)->send = bench_transport_send;
}

static void
bench_transport_init (BenchTransport *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func (g_free);
}

static void
make_rows (RosterBench    *self,
           BenchTransport *office)
{
  static const char *const fields[] = {
    "followers",
    "plays",
    "likes",
    "videos",
    "liveMinutes",
    "lives",
    "viewers",
    "orders",
    "sales",
    "margin",
  };
  g_autofree char *streamer = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    {
      char *id = roster_id_source_next (self->ids);
      g_autofree char *day = g_strdup_printf ("2026-%02u-%02u", 1 + i % 90 / 30, 1 + i % 28);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_metric_type, id, BOOK);

      if (i % 90 == 0)
        {
          g_free (streamer);
          streamer = roster_id_source_next (self->ids);
        }
      roster_record_set_number (record, "createdAt", G_GINT64_CONSTANT (1772000000000) + i);
      roster_record_set_number (record, "updatedAt", G_GINT64_CONSTANT (1772000000000) + i);
      roster_record_set_text (record, "updatedBy", "Head office");
      roster_record_set_text (record, "streamer", streamer);
      roster_record_set_text (record, "day", day);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        roster_record_set_number (record, fields[f], (i * (f + 7)) % 1000);
      g_ptr_array_add (office->ids, id);
      g_ptr_array_add (office->rows, roster_record_to_json_text (record));
    }
}

void
roster_bench_intake (RosterBench *self)
{
  BenchTransport *office = g_object_new (TYPE_BENCH_TRANSPORT, "origin", "https://office.test", NULL);
  g_autoptr (RosterCache) cache = roster_bench_open (self, "intake.db");
  g_autoptr (GError) error = NULL;
  double start, ours, bare;

  make_rows (self, office);
  start = roster_bench_seconds ();
  if (!roster_sync_run (cache, ROSTER_TRANSPORT (office), "token", NULL, NULL, &error))
    g_error ("%s", error->message);
  ours = roster_bench_seconds () - start - office->seconds;
  if (roster_cache_count (cache, &roster_metric_type, NULL) != N_ROWS)
    g_error ("not all rows arrived");
  g_object_unref (office);

  bare = roster_bench_bare_inserts (self, "intake.db", &roster_metric_type);
  roster_bench_note ("intake: 360,000 measures from the answers' bytes", ours, "s");
  roster_bench_note ("intake: bare inserts of the same rows", bare, "s");
  roster_bench_report (self, "intake: ratio to bare inserts", ours / bare, "×", 2);
}
