/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-watch.h"

#include <string.h>

#include "roster-conflict.h"
#include "roster-outbox.h"

/* What one reading found. */
typedef struct
{
  RosterRecord *record;
  RosterPending *pending;
  GHashTable *conflicts;
} Standing;

struct _RosterRecordWatch
{
  GObject parent_instance;

  RosterContext *context;
  const RosterRecordType *type;
  char *id;
  GCancellable *cancellable;
  Standing *standing;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterRecordWatch, roster_record_watch, G_TYPE_OBJECT)

static void
standing_free (gpointer data)
{
  Standing *standing = data;

  g_clear_object (&standing->record);
  g_clear_pointer (&standing->pending, roster_pending_free);
  g_clear_pointer (&standing->conflicts, g_hash_table_unref);
  g_free (standing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Standing, standing_free)

static gboolean
read_conflicts (RosterCache  *cache,
                Standing     *standing,
                GError      **error)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (cache, error);

  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];

      if (conflict->field != NULL && strcmp (conflict->key->id, roster_record_id (standing->record)) == 0)
        g_hash_table_add (standing->conflicts, g_strdup (conflict->field));
    }

  return TRUE;
}

typedef struct
{
  const RosterRecordType *type;
  char *id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question);
}

static gpointer
read_standing (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const Question *question = data;
  g_autoptr (Standing) standing = g_new0 (Standing, 1);
  g_autoptr (GError) failure = NULL;

  standing->conflicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  standing->record = roster_cache_get (cache, question->type, question->id, &failure);
  if (standing->record != NULL)
    standing->pending = roster_cache_get_pending (cache, question->type, question->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (standing->record != NULL && !read_conflicts (cache, standing, error))
    return NULL;

  return g_steal_pointer (&standing);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Standing) standing = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRecordWatch *self = user_data;

  if (standing == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read a record: %s", error->message);
      return;
    }

  g_clear_pointer (&self->standing, standing_free);
  self->standing = g_steal_pointer (&standing);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_again (RosterRecordWatch *self)
{
  Question *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == NULL)
    return;

  question = g_new0 (Question, 1);
  question->type = self->type;
  question->id = g_strdup (self->id);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), read_standing, question, question_free, standing_free,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterRecordWatch *self,
                  GPtrArray         *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (key->type == self->type && (key->id[0] == '\0' || g_strcmp0 (key->id, self->id) == 0))
        {
          read_again (self);
          return;
        }
    }
}

static void
rights_changed_cb (RosterRecordWatch *self)
{
  if (self->standing != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
roster_record_watch_dispose (GObject *object)
{
  RosterRecordWatch *self = ROSTER_RECORD_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->standing, standing_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_record_watch_parent_class)->dispose (object);
}

static void
roster_record_watch_finalize (GObject *object)
{
  g_free (ROSTER_RECORD_WATCH (object)->id);

  G_OBJECT_CLASS (roster_record_watch_parent_class)->finalize (object);
}

static void
roster_record_watch_class_init (RosterRecordWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_record_watch_dispose;
  object_class->finalize = roster_record_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
roster_record_watch_init (RosterRecordWatch *self)
{
}

/**
 * roster_record_watch_new:
 *
 * Returns: (transfer full): a watch over no record yet
 */
RosterRecordWatch *
roster_record_watch_new (RosterContext          *context,
                         const RosterRecordType *type)
{
  RosterRecordWatch *self;
  RosterStore *store;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_RECORD_WATCH, NULL);
  self->context = g_object_ref (context);
  self->type = type;
  store = roster_context_store (context);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "outbox-changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rights (context), "changed", G_CALLBACK (rights_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_record_watch_set_id:
 * @id: (nullable): the record to watch from now on
 */
void
roster_record_watch_set_id (RosterRecordWatch *self,
                            const char        *id)
{
  g_return_if_fail (ROSTER_IS_RECORD_WATCH (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;

  g_free (self->id);
  self->id = g_strdup (id);
  g_clear_pointer (&self->standing, standing_free);
  if (id == NULL)
    g_signal_emit (self, signals[CHANGED], 0);
  read_again (self);
}

/**
 * roster_record_watch_record:
 *
 * Returns: (transfer none) (nullable): the record as it is now; %NULL while it is being read for the first time and
 *   when there is none
 */
RosterRecord *
roster_record_watch_record (RosterRecordWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_WATCH (self), NULL);

  return self->standing != NULL ? self->standing->record : NULL;
}

/**
 * roster_record_watch_mark:
 * @field: a field of the record's type
 */
RosterMark
roster_record_watch_mark (RosterRecordWatch *self,
                          const char        *field)
{
  const Standing *standing;

  g_return_val_if_fail (ROSTER_IS_RECORD_WATCH (self), ROSTER_MARK_NONE);
  g_return_val_if_fail (field != NULL, ROSTER_MARK_NONE);

  standing = self->standing;
  if (standing == NULL || standing->record == NULL)
    return ROSTER_MARK_NONE;
  if (g_hash_table_contains (standing->conflicts, field))
    return ROSTER_MARK_CONFLICT;
  if (standing->pending == NULL)
    return ROSTER_MARK_NONE;
  if (standing->pending->base == NULL)
    return roster_record_has (standing->record, field) ? ROSTER_MARK_WAITING : ROSTER_MARK_NONE;

  return roster_value_equal (roster_record_value (standing->pending->base, field),
                             roster_record_value (standing->record, field))
             ? ROSTER_MARK_NONE
             : ROSTER_MARK_WAITING;
}

/**
 * roster_record_watch_read_only:
 *
 * Returns: whether the office would refuse every change
 */
gboolean
roster_record_watch_read_only (RosterRecordWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_WATCH (self), FALSE);

  RosterRecord *record = roster_record_watch_record (self);

  return record != NULL && !roster_rights_in_force_may_write (roster_context_rights (self->context), self->type,
                                                              roster_record_account (record));
}
