/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-meters.h"

/* The upper ends of the histogram's buckets, in microseconds. */
static const gint64 buckets[] = { 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000,
                                  10000000 };

struct _RosterMeters
{
  /* `route="…",status="…"` to how many */
  GHashTable *requests;
  guint64 latencies[G_N_ELEMENTS (buckets)];
  guint64 n_finished;
  gint64 microseconds;
  guint64 received;
  guint64 sent;
  guint in_flight;
};

RosterMeters *
roster_meters_new (void)
{
  RosterMeters *self = g_new0 (RosterMeters, 1);

  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
roster_meters_free (RosterMeters *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->requests);
  g_free (self);
}

/**
 * roster_meters_started:
 *
 * A request has begun.
 */
void
roster_meters_started (RosterMeters *self)
{
  g_return_if_fail (self != NULL);

  self->in_flight++;
}

/**
 * roster_meters_finished:
 * @route: one of few names, never what a client sent
 * @status: of HTTP; 0 where the client went away
 * @microseconds: how long it took
 * @received: bytes of the request's body
 * @sent: bytes of the answer's body
 *
 * A request that had begun is over.
 */
void
roster_meters_finished (RosterMeters *self,
                        const char   *route,
                        guint         status,
                        gint64        microseconds,
                        gsize         received,
                        gsize         sent)
{
  g_autofree char *key = NULL;
  guint64 *count;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->in_flight > 0);

  self->in_flight--;
  key = g_strdup_printf ("route=\"%s\",status=\"%u\"", route, status);
  count = g_hash_table_lookup (self->requests, key);
  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (self->requests, g_steal_pointer (&key), count);
    }
  ++*count;

  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    if (microseconds <= buckets[i])
      self->latencies[i]++;
  self->n_finished++;
  self->microseconds += microseconds;
  self->received += received;
  self->sent += sent;
}

/**
 * roster_meters_in_flight:
 *
 * Returns: how many requests are being served right now
 */
guint
roster_meters_in_flight (RosterMeters *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->in_flight;
}

static void
append_header (GString    *out,
               const char *name,
               const char *type,
               const char *help)
{
  g_string_append_printf (out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/**
 * roster_meters_to_text:
 * @held: how many bytes of memory the requests under way hold
 * @n_failed: how many method calls failed through no fault of who asked
 *
 * Returns: (transfer full): the exposition format, version 0.0.4
 */
char *
roster_meters_to_text (RosterMeters *self,
                       gsize         held,
                       guint         n_failed)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GList) keys = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  append_header (out, "roster_requests_total", "counter", "Requests by route and HTTP status.");
  keys = g_list_sort (g_hash_table_get_keys (self->requests), (GCompareFunc) g_strcmp0);
  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (out, "roster_requests_total{%s} %" G_GUINT64_FORMAT "\n", (const char *) l->data,
                            *(guint64 *) g_hash_table_lookup (self->requests, l->data));

  append_header (out, "roster_failed_calls_total", "counter", "Method calls that the office could not do.");
  g_string_append_printf (out, "roster_failed_calls_total %u\n", n_failed);

  append_header (out, "roster_request_seconds", "histogram", "Time from the request's head to the end of its answer.");
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    g_string_append_printf (out, "roster_request_seconds_bucket{le=\"%g\"} %" G_GUINT64_FORMAT "\n", buckets[i] / 1e6,
                            self->latencies[i]);
  g_string_append_printf (out, "roster_request_seconds_bucket{le=\"+Inf\"} %" G_GUINT64_FORMAT "\n", self->n_finished);
  g_string_append_printf (out, "roster_request_seconds_sum %.6f\n", self->microseconds / 1e6);
  g_string_append_printf (out, "roster_request_seconds_count %" G_GUINT64_FORMAT "\n", self->n_finished);

  append_header (out, "roster_received_bytes_total", "counter", "Bytes of request bodies as they came.");
  g_string_append_printf (out, "roster_received_bytes_total %" G_GUINT64_FORMAT "\n", self->received);
  append_header (out, "roster_sent_bytes_total", "counter", "Bytes of answers as they went.");
  g_string_append_printf (out, "roster_sent_bytes_total %" G_GUINT64_FORMAT "\n", self->sent);
  append_header (out, "roster_requests_in_flight", "gauge", "Requests that are under way.");
  g_string_append_printf (out, "roster_requests_in_flight %u\n", self->in_flight);
  append_header (out, "roster_requests_held_bytes", "gauge", "Bytes that the requests under way hold.");
  g_string_append_printf (out, "roster_requests_held_bytes %" G_GSIZE_FORMAT "\n", held);

  return g_string_free (g_steal_pointer (&out), FALSE);
}
