/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-postgresql-private.h"

static gboolean
put_blob (RosterBackend  *backend,
          gint64          account,
          const char     *id,
          GBytes         *bytes,
          gint64          now,
          GError        **error)
{
  g_autofree char *content = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return roster_postgresql_done (
             roster_postgresql_query (backend, error,
                                      "INSERT INTO blob (account, id, created_at, content) VALUES ($1, $2, $3, $4) "
                                      "ON CONFLICT DO NOTHING",
                                      "isis", account, id, now, content)) &&
         roster_postgresql_done (
             roster_postgresql_query (backend, error,
                                      "INSERT INTO blob_use (account, id, size, used_at) VALUES ($1, $2, $3, $4) "
                                      "ON CONFLICT (account, id) DO UPDATE SET used_at = excluded.used_at",
                                      "isii", account, id, (gint64) g_bytes_get_size (bytes), now));
}

static gboolean
touch_blob (RosterBackend  *backend,
            gint64          account,
            const char     *id,
            gint64          now,
            gboolean       *found,
            GError        **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error, "UPDATE blob_use SET used_at = $3 WHERE account = $1 AND id = $2", "isi", account, id, now);

  *found = result != NULL && g_ascii_strtoll (PQcmdTuples (result), NULL, 10) > 0;
  return result != NULL;
}

static gboolean
get_blob (RosterBackend  *backend,
          gint64          account,
          const char     *id,
          GBytes        **bytes,
          GError        **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error, "SELECT content FROM blob WHERE account = $1 AND id = $2", "is", account, id);
  gsize length;

  *bytes = NULL;
  if (result != NULL && PQntuples (result) > 0)
    {
      guchar *content = g_base64_decode (PQgetvalue (result, 0, 0), &length);

      *bytes = g_bytes_new_take (content, length);
    }
  return result != NULL;
}

static gboolean
measure_blobs (RosterBackend  *backend,
               gint64          account,
               gint64         *size,
               GError        **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error, "SELECT coalesce (sum (size), 0) FROM blob_use WHERE account = $1", "i", account);

  *size = result != NULL && PQntuples (result) > 0 ? roster_postgresql_number_at (result, 0, 0) : 0;
  return result != NULL;
}

static GPtrArray *
list_old_blobs (RosterBackend  *backend,
                gint64          account,
                gint64          before,
                GError        **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error, "SELECT id FROM blob_use WHERE account = $1 AND used_at < $2", "ii", account, before);
  GPtrArray *ids;

  if (result == NULL)
    return NULL;

  ids = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (ids, roster_postgresql_text_at (result, i, 0));
  return ids;
}

static gboolean
drop_blob (RosterBackend  *backend,
           gint64          account,
           const char     *id,
           gint64          before,
           GError        **error)
{
  return roster_postgresql_done (roster_postgresql_query (
             backend, error,
             "DELETE FROM blob WHERE account = $1 AND id = $2 AND EXISTS (SELECT 1 FROM blob_use "
             "WHERE blob_use.account = $1 AND blob_use.id = $2 AND used_at < $3)",
             "isi", account, id, before)) &&
         roster_postgresql_done (roster_postgresql_query (
             backend, error, "DELETE FROM blob_use WHERE account = $1 AND id = $2 AND used_at < $3", "isi", account, id,
             before));
}

/* Has the backend keep blobs. */
void
roster_postgresql_blobs_set_up (RosterBackendClass *klass)
{
  klass->put_blob = put_blob;
  klass->touch_blob = touch_blob;
  klass->get_blob = get_blob;
  klass->measure_blobs = measure_blobs;
  klass->list_old_blobs = list_old_blobs;
  klass->drop_blob = drop_blob;
}
