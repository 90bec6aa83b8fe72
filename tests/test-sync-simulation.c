/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * Whole offices with several computers, a bad network and people who do not wait for each other; everything that
 * happens follows from one number. Each edit writes a word that occurs nowhere else. In the end all computers and the
 * office agree, and each word is either there or was taken away by somebody who saw it.
 *
 *   test-sync-simulation                the seeds of the test run
 *   test-sync-simulation SEED [SEEDS]   one seed, or so many from it on; with ROSTER_TRACE set it tells the story
 */

#include "sync-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "roster-account.h"
#include "roster-record-json.h"

#define N_SEEDS 40
#define N_CLIENTS 4
#define N_STEPS 90
#define N_SETTLING_ROUNDS 40

#define CHECKLIST "0195a000-0000-7000-8000-0000000000c1"

static const char *const people[N_CLIENTS] = { SELLER, SELLER, MANAGER, TRAINER };
static const char *const texts[] = { "city", "wechat", "notes" };
static const RosterRecordType *const types[] = { &roster_streamer_type, &roster_walkthrough_type };

typedef struct
{
  guint32 seed;
  GRand *rand;
  gboolean trace;
  OfficeFixture office;
  Client *clients[N_CLIENTS];
  /* A sync under way, and whether its request or its answer is next */
  RosterSync *syncs[N_CLIENTS];
  gboolean exchanged[N_CLIENTS];
  /* What was asked ahead while an answer waited to be applied, and whether it has been sent */
  RosterTrip *trips[N_CLIENTS];
  gboolean sent[N_CLIENTS];
  char *watched[N_CLIENTS][G_N_ELEMENTS (types)];
  guint n_words;
  guint n_computers;
  /* Words that somebody has written, and those that somebody has taken away who saw them */
  GHashTable *written;
  GHashTable *taken_away;
} World;

static guint
roll (World *world,
      guint  sides)
{
  return g_rand_int_range (world->rand, 0, sides);
}

static void G_GNUC_PRINTF (2, 3)
tell (World      *world,
      const char *format,
      ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  if (!world->trace)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
}

/* Words */

static char *
new_word (World *world)
{
  return g_strdup_printf ("w%uw", ++world->n_words);
}

static void
collect_words (GHashTable *words,
               const char *text)
{
  static const char digits[] = "0123456789";

  for (const char *at = text; at != NULL && (at = strchr (at, 'w')) != NULL; at++)
    {
      gsize length = strspn (at + 1, digits);

      if (length > 0 && at[length + 1] == 'w')
        g_hash_table_add (words, g_strndup (at, length + 2));
    }
}

static GHashTable *
words_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* All that the person at this computer can see: the records, and both sides of the open conflicts. */
static GHashTable *
visible_words (Client *client)
{
  GHashTable *words = words_new ();
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (client->cache, NULL);

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (GPtrArray) records = roster_cache_list (client->cache, types[t], NULL);

      for (guint i = 0; i < records->len; i++)
        {
          g_autofree char *json = roster_record_to_json_text (records->pdata[i]);

          collect_words (words, json);
        }
    }
  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];

      /* Of a record that was deleted there, mine is the row itself. */
      if (conflict->kind == ROSTER_CONFLICT_FIELD)
        collect_words (words, conflict->mine);
      collect_words (words, conflict->theirs);
    }

  return words;
}

/* What the person could see before and no longer after an action of the person's own was taken away on purpose. */
static void
note_taken_away (World      *world,
                 GHashTable *before,
                 Client     *client)
{
  g_autoptr (GHashTable) after = visible_words (client);
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (after, word))
      g_hash_table_add (world->taken_away, g_strdup (word));

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_hash_table_add (world->written, g_strdup (word));
}

static void
note_all_taken_away (World      *world,
                     const char *json)
{
  collect_words (world->taken_away, json);
}

/* People */

static RosterRecord *
pick_record (World  *world,
             Client *client)
{
  const RosterRecordType *type = types[roll (world, G_N_ELEMENTS (types))];
  g_autoptr (GPtrArray) records = roster_cache_list (client->cache, type, NULL);

  return records->len > 0 ? g_object_ref (records->pdata[roll (world, records->len)]) : NULL;
}

static void
add_text (World        *world,
          RosterRecord *record)
{
  g_autofree char *word = new_word (world);

  roster_record_set_text (record, texts[roll (world, G_N_ELEMENTS (texts))], word);
}

static void
change_tags (World        *world,
             RosterRecord *record)
{
  GVariant *tags = roster_record_value (record, "tags");
  g_autofree const char **entries = tags != NULL ? g_variant_get_strv (tags, NULL) : NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autofree char *word = new_word (world);

  for (guint i = 0; entries != NULL && entries[i] != NULL; i++)
    if (roll (world, 4) != 0)
      g_ptr_array_add (changed, (gpointer) entries[i]);
  if (roll (world, 4) != 0)
    g_ptr_array_add (changed, word);
  g_ptr_array_add (changed, NULL);
  roster_record_set (record, "tags",
                     changed->len > 1 ? roster_value_new_set ((const char *const *) changed->pdata) : NULL);
}

static void
change_answers (World        *world,
                RosterRecord *record)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariant *value = roster_record_value (record, "answers");
  g_autofree char *word = new_word (world);
  GVariantIter iter;
  char *key, *json;

  if (value != NULL)
    {
      g_variant_iter_init (&iter, value);
      while (g_variant_iter_next (&iter, "{ss}", &key, &json))
        g_hash_table_insert (answers, key, json);
    }

  key = g_strdup_printf ("item%u", roll (world, 4));
  if (roll (world, 6) == 0)
    {
      g_hash_table_remove (answers, key);
      g_free (key);
    }
  else
    {
      g_hash_table_insert (answers, key, g_strdup_printf ("{\"note\":\"%s\"}", word));
    }
  roster_record_set (record, "answers", g_hash_table_size (answers) > 0 ? roster_value_new_map (answers) : NULL);
}

/* From then on the office takes amendments and the other signature only: a late answer from elsewhere is refused. */
static void
sign (World        *world,
      RosterRecord *record)
{
  static const char *const sides[] = { "trainer", "streamer" };
  g_autoptr (GHashTable) signatures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GVariant *value = roster_record_value (record, "signatures");
  g_autofree char *word = new_word (world);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (GVariant) entry = roster_value_map_lookup (value, sides[i]);

      if (entry != NULL)
        g_hash_table_insert (signatures, (gpointer) sides[i], g_variant_dup_string (entry, NULL));
    }
  g_hash_table_insert (signatures, (gpointer) sides[roll (world, G_N_ELEMENTS (sides))],
                       g_strdup_printf ("{\"name\":\"%s\"}", word));
  roster_record_set (record, "signatures", roster_value_new_map (signatures));
}

static void
move_on (World        *world,
         RosterRecord *record)
{
  g_autofree char *item = g_strdup_printf ("item%u", roll (world, 4));

  roster_record_set_text (record, "cursor", item);
}

/* The store may turn an edit down, as it does in an account that may only be read; then nothing has happened. */
static void
apply (World      *world,
       Client     *client,
       RosterEdit *edit)
{
  g_autoptr (GHashTable) before = visible_words (client);
  g_autoptr (GError) error = NULL;

  if (roster_cache_apply (client->cache, edit, NULL, &error))
    note_taken_away (world, before, client);
  else
    tell (world, "  turned down: %s", error->message);
}

static void
edit_record (World  *world,
             Client *client)
{
  g_autoptr (RosterRecord) before = pick_record (world, client);
  g_autoptr (RosterRecord) after = before != NULL ? roster_record_copy (before) : NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "edit");
  g_autofree char *json = NULL;

  if (before == NULL)
    return;

  if (roster_record_type (before) == &roster_walkthrough_type && roll (world, 12) == 0)
    sign (world, after);
  else if (roster_record_type (before) == &roster_walkthrough_type)
    {
      change_answers (world, after);
      move_on (world, after);
    }
  else if (roll (world, 3) == 0)
    change_tags (world, after);
  else
    add_text (world, after);

  json = roster_record_to_json_text (after);
  tell (world, "  %s", json);
  roster_edit_update (edit, before, after);
  apply (world, client, edit);
}

/* A duplicate of another streamer's Kuaishou id is what the office refuses. */
static void
duplicate_id (World  *world,
              Client *client)
{
  g_autoptr (GPtrArray) streamers = roster_cache_list (client->cache, &roster_streamer_type, NULL);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "duplicate");
  g_autoptr (RosterRecord) after = NULL;
  RosterRecord *one, *other;

  if (streamers->len < 2)
    return;

  one = streamers->pdata[roll (world, streamers->len)];
  other = streamers->pdata[roll (world, streamers->len)];
  after = roster_record_copy (one);
  roster_record_set_text (after, "kuaishouId", roster_record_text (other, "kuaishouId"));
  add_text (world, after);
  roster_edit_update (edit, one, after);
  apply (world, client, edit);
}

static RosterRecord *
new_record (World  *world,
            Client *client)
{
  g_autofree char *id = roster_cache_new_id (client->cache);
  g_autofree char *own = roster_cache_account_for (client->cache, ROSTER_SCOPE_BOOK);
  g_autofree char *word = new_word (world);
  g_autoptr (GPtrArray) streamers = roster_cache_list (client->cache, &roster_streamer_type, NULL);
  RosterRecord *record;

  if (streamers->len > 0 && roll (world, 3) == 0)
    {
      RosterRecord *streamer = streamers->pdata[roll (world, streamers->len)];

      record = roster_record_new (&roster_walkthrough_type, id, roster_record_account (streamer));
      roster_record_set_text (record, "streamer", roster_record_id (streamer));
      roster_record_set_text (record, "checklist", CHECKLIST);
      roster_record_set_number (record, "checklistVersion", 1);
      roster_record_set_number (record, "startedAt", FIXTURE_NOW);
      roster_record_set_text (record, "notes", word);
    }
  else
    {
      record = roster_record_new (&roster_streamer_type, id, own);
      roster_record_set_text (record, "name", word);
      roster_record_set_text (record, "kuaishouId", id);
    }

  roster_record_apply_defaults (record);
  return record;
}

static void
create_records (World  *world,
                Client *client,
                guint   n)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (n > 1 ? ROSTER_CAUSE_IMPORT : ROSTER_CAUSE_EDIT, "create");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RosterRecord) record = new_record (world, client);

      roster_edit_create (edit, record);
    }
  apply (world, client, edit);
}

static void
delete_record (World  *world,
               Client *client)
{
  g_autoptr (RosterRecord) record = pick_record (world, client);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "delete");
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (client->cache, NULL);

  if (record == NULL)
    return;

  tell (world, "  %s", roster_record_id (record));
  /* Who deletes a record gives up both sides of its open conflicts with it. */
  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];

      if (strcmp (conflict->key->id, roster_record_id (record)) == 0)
        {
          note_all_taken_away (world, conflict->mine);
          note_all_taken_away (world, conflict->theirs);
        }
    }
  roster_edit_delete (edit, record);
  apply (world, client, edit);
}

static void
undo (World    *world,
      Client   *client,
      gboolean  redo)
{
  g_autoptr (GHashTable) before = visible_words (client);
  g_autoptr (RosterReversalReport) report = NULL;
  gint64 step = redo ? roster_cache_next_redo (client->cache) : roster_cache_next_undo (client->cache);

  if (step == 0)
    return;

  report = redo ? roster_cache_redo (client->cache, step, NULL) : roster_cache_undo (client->cache, step, NULL);
  note_taken_away (world, before, client);
}

static void
resolve_conflict (World  *world,
                  Client *client)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (client->cache, NULL);
  g_autoptr (GHashTable) before = visible_words (client);
  g_autoptr (GError) error = NULL;
  const RosterConflict *conflict;
  RosterSide side = roll (world, 2) == 0 ? ROSTER_SIDE_MINE : ROSTER_SIDE_THEIRS;

  if (conflicts->len == 0)
    return;

  conflict = conflicts->pdata[roll (world, conflicts->len)];
  tell (world, "  %s kind %d %s: mine %s, theirs %s; %s", conflict->key->id, conflict->kind,
        conflict->field != NULL ? conflict->field : "", conflict->mine, conflict->theirs,
        side == ROSTER_SIDE_MINE ? "mine" : "theirs");
  if (!roster_cache_resolve_conflict (client->cache, conflict->number, side, &error) &&
      !roster_cache_resolve_conflict (client->cache, conflict->number, ROSTER_SIDE_THEIRS, NULL))
    g_error ("a conflict cannot be settled: %s", error->message);
  note_taken_away (world, before, client);
}

static void
act_on_refusal (World  *world,
                Client *client)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (client->cache, NULL);
  g_autoptr (GHashTable) before = visible_words (client);

  for (guint i = 0; i < pending->len; i++)
    {
      const RosterPending *change = pending->pdata[i];

      if (change->state != ROSTER_PENDING_REFUSED)
        continue;

      tell (world, "  %s %s: %s", change->key->id, change->error, change->reason);
      if (roll (world, 2) == 0)
        g_assert_true (roster_cache_drop_pending (client->cache, change->key->type, change->key->id, NULL));
      else
        g_assert_true (roster_cache_retry_pending (client->cache, change->key->type, change->key->id, NULL));
    }
  note_taken_away (world, before, client);
}

/* Computers */

static void
stop_sync (World *world,
           guint  index)
{
  g_clear_pointer (&world->syncs[index], roster_sync_free);
  g_clear_pointer (&world->trips[index], roster_trip_free);
}

static void
set_random_fault (World  *world,
                  Client *client)
{
  static const char *const failing[] = { "Streamer/set", "Walkthrough/set", "Streamer/changes" };
  guint draw = roll (world, 20);

  if (draw < N_FAULTS)
    office_transport_set_fault (client->network, draw);
  else if (draw == N_FAULTS)
    office_transport_replace (client->network, failing[roll (world, G_N_ELEMENTS (failing))], "error",
                              "{\"type\":\"serverFail\"}");
  else if (draw == N_FAULTS + 1)
    office_transport_replace (client->network, failing[roll (world, 2)], "error", "{\"type\":\"forbidden\"}");
}

static void
sync_whole (World *world,
            guint  index)
{
  Client *client = world->clients[index];
  g_autoptr (GError) error = NULL;

  stop_sync (world, index);
  set_random_fault (world, client);
  client->lags = roll (world, 2) == 0;
  client_sync (client, &error);
  tell (world, "  %s", error != NULL ? error->message : "done");
}

static void
send_trip (World *world,
           guint  index)
{
  Client *client = world->clients[index];

  set_random_fault (world, client);
  world->sent[index] = TRUE;
  roster_trip_send (world->trips[index], ROSTER_TRANSPORT (client->network), client->person, NULL);
}

/* Takes what was asked ahead. FALSE where the sync goes on without it, or is over. */
static gboolean
take_trip (World *world,
           guint  index)
{
  g_autoptr (RosterTrip) trip = NULL;
  gboolean more = FALSE;

  if (!world->sent[index])
    send_trip (world, index);
  trip = g_steal_pointer (&world->trips[index]);
  if (!roster_sync_arrive (world->syncs[index], trip, &more, NULL))
    stop_sync (world, index);
  return more;
}

/* Applies an answer, maybe with the next one already there. Gives whether one is asked for. */
static gboolean
apply_answer (World *world,
              guint  index)
{
  Client *client = world->clients[index];

  if (roll (world, 3) != 0)
    {
      world->trips[index] = roster_sync_look_ahead (world->syncs[index]);
      world->sent[index] = FALSE;
    }
  if (world->trips[index] != NULL && roll (world, 2) == 0)
    send_trip (world, index);

  g_assert_true (roster_sync_apply (world->syncs[index], client->cache, NULL));
  return world->trips[index] != NULL;
}

/* One part of a sync, so that anything may happen before the next. */
static void
sync_a_little (World *world,
               guint  index)
{
  Client *client = world->clients[index];
  gboolean more;

  if (world->syncs[index] == NULL)
    {
      RosterSession *session = roster_session_load (ROSTER_TRANSPORT (client->network), client->cache);

      if (session == NULL)
        {
          sync_whole (world, index);
          return;
        }
      world->syncs[index] = roster_sync_new (session);
      world->exchanged[index] = TRUE;
    }

  if (!world->exchanged[index])
    {
      set_random_fault (world, client);
      world->exchanged[index] = TRUE;
      if (!roster_sync_exchange (world->syncs[index], ROSTER_TRANSPORT (client->network), client->person, NULL, NULL))
        stop_sync (world, index);
      return;
    }

  if (world->trips[index] != NULL)
    {
      if (take_trip (world, index) && apply_answer (world, index))
        return;
      if (world->syncs[index] == NULL)
        return;
    }
  else if (apply_answer (world, index))
    {
      return;
    }

  if (roll (world, 8) == 0)
    client_restart (client);
  g_assert_true (roster_sync_prepare (world->syncs[index], client->cache, &more, NULL));
  world->exchanged[index] = FALSE;
  if (!more)
    stop_sync (world, index);
}

static void
restart (World *world,
         guint  index)
{
  stop_sync (world, index);
  client_restart (world->clients[index]);
}

/* The person gets a new computer, once nothing waits on the old one. */
static void
replace_computer (World *world,
                  guint  index)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (world->clients[index]->cache, NULL);

  if (pending->len > 0 || client_n_conflicts (world->clients[index]) > 0)
    return;

  stop_sync (world, index);
  client_free (world->clients[index]);
  world->clients[index] = client_new (&world->office, people[index], 200 + world->n_computers++);
}

static void
skew_clock (World  *world,
            Client *client)
{
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (client->clock), g_rand_int_range (world->rand, -3600000, 7200000));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (world->office.clock), g_rand_int_range (world->rand, 0, 60000));
}

/* As if the office had forgotten what changed. */
static void
lose_state (World  *world,
            Client *client)
{
  g_autofree char *session = roster_cache_get_fact (client->cache, ROSTER_FACT_SESSION);

  if (session != NULL)
    roster_cache_set_state (client->cache, SELLER_BOOK, types[roll (world, G_N_ELEMENTS (types))], "888888888", NULL);
}

/* Follows one record through the story: ROSTER_WATCH is its id. */
static void
watch (World *world)
{
  const char *id = g_getenv ("ROSTER_WATCH");

  for (guint i = 0; id != NULL && i < N_CLIENTS; i++)
    for (guint t = 0; t < G_N_ELEMENTS (types); t++)
      {
        g_autoptr (RosterRecord) record = roster_cache_get (world->clients[i]->cache, types[t], id, NULL);
        g_autoptr (RosterPending) pending = roster_cache_get_pending (world->clients[i]->cache, types[t], id, NULL);
        g_autofree char *json = record != NULL ? roster_record_to_json_text (record) : NULL;
        g_autoptr (GString) now = g_string_new (json);

        if (pending != NULL)
          g_string_append_printf (now, " waits: operation %d, state %d, attempts %u, %s base, %s sent",
                                  pending->operation, pending->state, pending->attempts,
                                  pending->base != NULL ? "a" : "no", pending->sent != NULL ? "a" : "no");
        if (g_strcmp0 (now->str, world->watched[i][t]) == 0)
          continue;

        tell (world, "    %u now: %s", i, now->str);
        g_free (world->watched[i][t]);
        world->watched[i][t] = g_strdup (now->str);
      }
}

static void
step (World *world)
{
  guint index = roll (world, N_CLIENTS);
  Client *client = world->clients[index];
  guint draw = roll (world, 100);
  const char *what = draw < 34   ? "edit"
                     : draw < 40 ? "create"
                     : draw < 41 ? "import"
                     : draw < 46 ? "delete"
                     : draw < 50 ? "undo"
                     : draw < 52 ? "redo"
                     : draw < 58 ? "resolve"
                     : draw < 60 ? "refusals"
                     : draw < 62 ? "duplicate"
                     : draw < 76 ? "sync"
                     : draw < 92 ? "sync a little"
                     : draw < 94 ? "restart"
                     : draw < 95 ? "new computer"
                     : draw < 99 ? "skew"
                                 : "lose state";

  tell (world, "%u: %s", index, what);
  if (draw < 34)
    edit_record (world, client);
  else if (draw < 40)
    create_records (world, client, 1);
  else if (draw < 41)
    create_records (world, client, 12);
  else if (draw < 46)
    delete_record (world, client);
  else if (draw < 52)
    undo (world, client, draw >= 50);
  else if (draw < 58)
    resolve_conflict (world, client);
  else if (draw < 60)
    act_on_refusal (world, client);
  else if (draw < 62)
    duplicate_id (world, client);
  else if (draw < 76)
    sync_whole (world, index);
  else if (draw < 92)
    sync_a_little (world, index);
  else if (draw < 94)
    restart (world, index);
  else if (draw < 95)
    replace_computer (world, index);
  else if (draw < 99)
    skew_clock (world, client);
  else
    lose_state (world, client);
  watch (world);
}

/* The end */

static gboolean
is_at_peace (Client *client)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (client->cache, NULL);

  return pending->len == 0 && client_n_conflicts (client) == 0;
}

/* The network is good, everybody answers what is asked. */
static void
settle (World *world)
{
  for (guint round = 0; round < N_SETTLING_ROUNDS; round++)
    {
      gboolean peace = TRUE;

      tell (world, "round %u", round);
      for (guint i = 0; i < N_CLIENTS; i++)
        {
          Client *client = world->clients[i];

          stop_sync (world, i);
          office_transport_set_fault (client->network, FAULT_NONE);
          client_must_sync (client);
          peace = is_at_peace (client) && peace &&
                  client->report.n_sent + client->report.n_received + client->report.n_removed == 0;
          watch (world);
          while (client_n_conflicts (client) > 0)
            resolve_conflict (world, client);
          act_on_refusal (world, client);
          watch (world);
        }
      if (peace)
        return;
    }

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autoptr (GPtrArray) pending = roster_cache_list_pending (world->clients[i]->cache, NULL);

      for (guint p = 0; p < pending->len; p++)
        {
          const RosterPending *change = pending->pdata[p];

          g_printerr ("client %u: %s %s in state %d, operation %d, %s\n", i, change->key->type->name, change->key->id,
                      change->state, change->operation, change->error);
        }
    }
  g_error ("seed %u: no end", world->seed);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe (Client                 *client,
          const RosterRecordType *type)
{
  g_autoptr (GPtrArray) records = roster_cache_list_by (client->cache, type, "account", SELLER_BOOK, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (lines, roster_record_to_json_text (records->pdata[i]));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (GStrv) lines->pdata);
}

static void
check_agreement (World  *world,
                 Client *office)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autofree char *expected = describe (office, types[t]);

      for (guint i = 0; i < N_CLIENTS; i++)
        {
          g_autofree char *found = describe (world->clients[i], types[t]);

          if (strcmp (found, expected) != 0)
            g_error ("seed %u: client %u has of %s\n%s\nand the office\n%s", world->seed, i, types[t]->name, found,
                     expected);
        }
    }
}

static void
check_words (World  *world,
             Client *office)
{
  g_autoptr (GHashTable) there = visible_words (office);

  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, world->written);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (there, word) && !g_hash_table_contains (world->taken_away, word))
      g_error ("seed %u: %s was lost", world->seed, (char *) word);
}

static void
set_limits (World *world)
{
  RosterJmapLimits limits = roster_jmap_default_limits;

  if (roll (world, 2) == 0)
    return;

  limits.max_objects_in_get = 3 + roll (world, 10);
  limits.max_objects_in_set = 1 + roll (world, 6);
  limits.max_calls_in_request = 6 + roll (world, 60);
  limits.max_size_request = 8000;
  roster_office_set_limits (world->office.office, &limits);
}

static void
run_seed (guint32 seed)
{
  World world = { .seed = seed, .trace = g_getenv ("ROSTER_TRACE") != NULL };
  g_autoptr (Client) fresh = NULL;

  world.rand = g_rand_new_with_seed (seed);
  world.written = words_new ();
  world.taken_away = words_new ();
  office_fixture_set_up (&world.office, NULL);
  set_limits (&world);
  for (guint i = 0; i < N_CLIENTS; i++)
    world.clients[i] = client_new (&world.office, people[i], 100 + i);

  for (guint i = 0; i < N_STEPS; i++)
    step (&world);
  settle (&world);

  fresh = client_new (&world.office, SELLER, 99);
  fresh->lags = seed % 2 == 0;
  client_must_sync (fresh);
  check_agreement (&world, fresh);
  check_words (&world, fresh);
  client_must_sync (fresh);
  g_assert_cmpuint (fresh->report.n_received, ==, 0);

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      client_free (world.clients[i]);
      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        g_free (world.watched[i][t]);
    }
  g_clear_pointer (&fresh, client_free);
  office_fixture_tear_down (&world.office, NULL);
  g_hash_table_unref (world.written);
  g_hash_table_unref (world.taken_away);
  g_rand_free (world.rand);
}

static void
run_seeds (guint32 first,
           guint   n)
{
  for (guint32 seed = first; seed < first + n; seed++)
    {
      g_test_message ("seed %u", seed);
      run_seed (seed);
    }
}

static void
test_seeds (void)
{
  run_seeds (1, N_SEEDS);
}

int
main (int   argc,
      char *argv[])
{
  /* Memory instead of a disk, where the system has it: what a power cut leaves is the store's test. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    {
      run_seeds (g_ascii_strtoull (argv[1], NULL, 10), argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 1);
      return 0;
    }

  g_test_add_func ("/sync/simulation/all-agree-and-nothing-is-lost", test_seeds);

  return g_test_run ();
}
