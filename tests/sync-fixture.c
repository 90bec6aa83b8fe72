/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "roster-account.h"
#include "roster-blob-folder.h"

Client *
client_new (OfficeFixture *office,
            const char    *person,
            guint32        seed)
{
  Client *self = g_new0 (Client, 1);
  g_autoptr (GError) error = NULL;

  self->person = person;
  self->path = g_strdup_printf ("%s/client-%u.db", office->directory, seed);
  self->clock = roster_manual_clock_new (roster_clock_now (office->clock), "Asia/Shanghai");
  self->ids = roster_id_source_new_seeded (self->clock, seed);
  self->cache = roster_cache_open (self->path, self->clock, self->ids, &error);
  g_assert_no_error (error);
  self->network = office_transport_new (office->office);
  return self;
}

static void
remove_photos (const char *path)
{
  g_autofree char *folder = roster_blob_folder_for (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

void
client_free (Client *self)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  roster_cache_close (self->cache);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_unlink (path);
    }
  remove_photos (self->path);
  g_object_unref (self->network);
  g_object_unref (self->ids);
  g_object_unref (self->clock);
  g_free (self->path);
  g_free (self);
}

/* The program is ended and started again. */
void
client_restart (Client *self)
{
  g_autoptr (GError) error = NULL;

  roster_cache_close (self->cache);
  self->cache = roster_cache_open (self->path, self->clock, self->ids, &error);
  g_assert_no_error (error);
}

/* Steps on the cache, on this thread: before what goes on meanwhile, or after it. */
typedef struct
{
  Client *client;
  RosterCacheStep step;
  gpointer step_data;
  gboolean done;
  gboolean result;
  GError *error;
} Access;

static void
run_step (Access *access)
{
  access->result = access->step (access->client->cache, access->step_data, &access->error);
  access->done = TRUE;
}

static void
begin_step (gpointer        data,
            RosterCacheStep step,
            gpointer        step_data)
{
  Access *access = data;

  access->step = step;
  access->step_data = step_data;
  access->done = FALSE;
  if (!access->client->lags)
    run_step (access);
}

static gboolean
finish_step (gpointer   data,
             GError   **error)
{
  Access *access = data;

  if (!access->done)
    run_step (access);
  if (access->error != NULL)
    g_propagate_error (error, g_steal_pointer (&access->error));
  return access->result;
}

gboolean
client_sync (Client  *self,
             GError **error)
{
  Access own = { .client = self };
  const RosterCacheAccess access = { begin_step, finish_step, &own };

  return roster_sync_run_with (&access, ROSTER_TRANSPORT (self->network), self->person, &self->report, NULL, NULL, NULL,
                               error);
}

void
client_must_sync (Client *self)
{
  g_autoptr (GError) error = NULL;

  client_sync (self, &error);
  g_assert_no_error (error);
}

static void
apply (Client     *self,
       RosterEdit *edit)
{
  g_autoptr (GError) error = NULL;

  roster_cache_apply (self->cache, edit, NULL, &error);
  g_assert_no_error (error);
}

void
client_create (Client       *self,
               RosterRecord *record)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");

  roster_edit_create (edit, record);
  apply (self, edit);
}

void
client_set (Client                 *self,
            const RosterRecordType *type,
            const char             *id,
            const char             *field,
            const char             *text)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "set");
  g_autoptr (RosterRecord) before = client_get (self, type, id);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  int index = roster_record_type_find_field (type, field);
  g_autoptr (GVariant) value =
      text != NULL ? roster_value_from_text (roster_record_type_field (type, index), text, NULL) : NULL;

  roster_record_set_nth (after, index, value);
  roster_edit_update (edit, before, after);
  apply (self, edit);
}

void
client_delete (Client                 *self,
               const RosterRecordType *type,
               const char             *id)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "delete");
  g_autoptr (RosterRecord) record = client_get (self, type, id);

  roster_edit_delete (edit, record);
  apply (self, edit);
}

RosterRecord *
client_get (Client                 *self,
            const RosterRecordType *type,
            const char             *id)
{
  g_autoptr (GError) error = NULL;
  RosterRecord *record = roster_cache_get (self->cache, type, id, &error);

  g_assert_no_error (error);
  return record;
}

char *
client_text (Client                 *self,
             const RosterRecordType *type,
             const char             *id,
             const char             *field)
{
  g_autoptr (RosterRecord) record = client_get (self, type, id);
  int index = roster_record_type_find_field (type, field);

  return record != NULL ? roster_value_to_text (roster_record_type_field (type, index),
                                                roster_record_nth_value (record, index))
                        : NULL;
}

/* A streamer in the person's book; gives the id. */
char *
client_new_streamer (Client     *self,
                     const char *name)
{
  g_autofree char *id = roster_cache_new_id (self->cache);
  g_autofree char *account = roster_cache_account_for (self->cache, ROSTER_SCOPE_BOOK);
  g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, id, account);

  roster_record_set_text (record, "name", name);
  roster_record_set_text (record, "kuaishouId", id);
  roster_record_apply_defaults (record);
  client_create (self, record);
  return g_steal_pointer (&id);
}

guint
client_n_pending (Client             *self,
                  RosterPendingState  state)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (self->cache, NULL);
  guint n = 0;

  for (guint i = 0; i < pending->len; i++)
    if (((RosterPending *) pending->pdata[i])->state == state)
      n++;

  return n;
}

guint
client_n_conflicts (Client *self)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (self->cache, NULL);

  return conflicts->len;
}

guint
client_n_steps (Client      *self,
                RosterCause  cause)
{
  g_autoptr (GPtrArray) steps = roster_cache_list_steps (self->cache, 10000, NULL);
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    if (((RosterJournalStep *) steps->pdata[i])->cause == cause)
      n++;

  return n;
}

void
sync_set_up (SyncFixture   *fixture,
             gconstpointer  data)
{
  office_fixture_set_up (&fixture->office, NULL);
  fixture->mine = client_new (&fixture->office, SELLER, 11);
  fixture->other = client_new (&fixture->office, MANAGER, 12);

  client_must_sync (fixture->mine);
  fixture->streamer = client_new_streamer (fixture->mine, "张三");
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
}

void
sync_tear_down (SyncFixture   *fixture,
                gconstpointer  data)
{
  g_free (fixture->streamer);
  client_free (fixture->mine);
  client_free (fixture->other);
  office_fixture_tear_down (&fixture->office, NULL);
}

void
sync_assert_text (Client     *client,
                  const char *id,
                  const char *field,
                  const char *expected)
{
  g_autofree char *text = client_text (client, &roster_streamer_type, id, field);

  g_assert_cmpstr (text, ==, expected);
}

void
sync_assert_at_peace (Client *client)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (client->cache, NULL);

  g_assert_cmpuint (pending->len, ==, 0);
  g_assert_cmpuint (client_n_conflicts (client), ==, 0);
}

/* An edit at the office by a colleague's computer. */
void
sync_edit_elsewhere (SyncFixture *fixture,
                     const char  *field,
                     const char  *text)
{
  client_set (fixture->other, &roster_streamer_type, fixture->streamer, field, text);
  client_must_sync (fixture->other);
}

void
sync_delete_elsewhere (SyncFixture *fixture)
{
  client_delete (fixture->other, &roster_streamer_type, fixture->streamer);
  client_must_sync (fixture->other);
}
