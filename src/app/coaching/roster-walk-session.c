/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-session.h"

#include <glib/gi18n-lib.h>

#include "roster-walk-change.h"
#include "roster-walk-reading.h"

struct _RosterWalkSession
{
  GObject parent_instance;

  RosterContext *context;
  GCancellable *cancellable;
  char *id;
  RosterWalkReading *reading;
  RosterWalk *walk;
  RosterScore *score;
  GHashTable *findings;
  guint cursor;
  guint n_saving;
  gboolean stale;
};

enum
{
  CHANGED,
  FAILED,
  UNDOABLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterWalkSession, roster_walk_session, G_TYPE_OBJECT)

static void read_again (RosterWalkSession *self);

static void
rules_of (RosterWalkSession   *self,
          RosterCoachingRules *rules)
{
  roster_coaching_rules_init (rules, roster_rules_in_force_values (roster_context_rules (self->context)));
}

static void
take_record (RosterWalkSession *self,
             RosterRecord      *record)
{
  g_autoptr (RosterWalk) before = g_steal_pointer (&self->walk);
  RosterCoachingRules rules;

  rules_of (self, &rules);
  g_clear_pointer (&self->score, roster_score_free);
  self->walk = before != NULL && roster_walk_template (before) == self->reading->template
                   ? roster_walk_next (before, record)
                   : roster_walk_new (self->reading->template, record);
  self->score = roster_score_new (self->walk, &rules);
}

static void
changed (RosterWalkSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Reading */

static gpointer
read_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return roster_walk_reading_new (cache, data, error);
}

/* A version of a checklist hardly ever changes: what was read with its template stays good. */
static void
keep_template (RosterWalkReading *before,
               RosterWalkReading *reading)
{
  if (!roster_record_equal (before->checklist, reading->checklist))
    return;

  roster_template_unref (reading->template);
  reading->template = roster_template_ref (before->template);
}

static void
take_reading (RosterWalkSession *self,
              RosterWalkReading *reading)
{
  gboolean first = self->reading == NULL;
  int cursor;

  if (!first)
    keep_template (self->reading, reading);
  g_clear_pointer (&self->reading, roster_walk_reading_free);
  self->reading = reading;
  g_hash_table_remove_all (self->findings);
  take_record (self, reading->walkthrough);
  if (!first)
    return;

  cursor = roster_template_find_item (reading->template, reading->cursor);
  self->cursor = cursor >= 0 ? (guint) cursor : roster_walk_cursor (self->walk);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterWalkSession) self = user_data;
  g_autoptr (GError) error = NULL;
  RosterWalkReading *reading = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reading == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }

  /* What was answered meanwhile is newer than what was read. */
  if (self->n_saving > 0 && self->walk != NULL)
    {
      self->stale = TRUE;
      roster_walk_reading_free (reading);
      return;
    }

  take_reading (self, reading);
  changed (self);
}

static void
read_again (RosterWalkSession *self)
{
  self->stale = FALSE;
  if (self->id != NULL)
    roster_store_read_async (roster_context_store (self->context), read_func, g_strdup (self->id), g_free,
                             (GDestroyNotify) roster_walk_reading_free, self->cancellable, read_cb,
                             g_object_ref (self));
}

static void
store_changed_cb (RosterWalkSession *self,
                  GPtrArray         *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (key->type == &roster_followup_type ||
          (key->type == &roster_walkthrough_type && (key->id[0] == '\0' || g_strcmp0 (key->id, self->id) == 0)))
        {
          if (self->n_saving > 0)
            self->stale = TRUE;
          else
            read_again (self);
          return;
        }
    }
}

/* Writing */

static gpointer
write_func (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return roster_walk_change_write (cache, data, error);
}

/* The change outlives the write that it is for. */
typedef struct
{
  RosterWalkSession *session;
  RosterWalkChange *change;
} Writing;

static void
writing_free (Writing *writing)
{
  roster_walk_change_free (writing->change);
  g_object_unref (writing->session);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Writing) writing = user_data;
  RosterWalkSession *self = writing->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) record = roster_store_finish (ROSTER_STORE (source), result, &error);

  self->n_saving--;
  if (record == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      self->stale = TRUE;
    }
  else if (writing->change->action == ROSTER_WALK_REMOVE_PHOTO && writing->change->step > 0)
    g_signal_emit (self, signals[UNDOABLE], 0, _("Photo removed"), writing->change->step);
  if (self->n_saving > 0 || self->id == NULL)
    return;

  if (record != NULL && self->walk != NULL && !self->stale &&
      g_strcmp0 (roster_record_id (record), self->id) == 0)
    {
      take_record (self, record);
      changed (self);
    }
  if (self->stale)
    read_again (self);
}

/* Not cancelled when the session goes: what a person did is written. */
static void
write_change (RosterWalkSession *self,
              RosterWalkChange  *change)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->session = g_object_ref (self);
  writing->change = change;
  self->n_saving++;
  roster_store_write_async (roster_context_store (self->context), write_func, change, NULL, g_object_unref, NULL,
                            written_cb, writing);
}

typedef struct
{
  char *id;
  char *item;
} Cursor;

static void
cursor_free (gpointer data)
{
  Cursor *cursor = data;

  g_free (cursor->id);
  g_free (cursor->item);
  g_free (cursor);
}

static gpointer
write_cursor_func (RosterCache   *cache,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  Cursor *cursor = data;

  return roster_walk_write_cursor (cache, cursor->id, cursor->item, error) ? cursor : NULL;
}

static void
write_cursor (RosterWalkSession *self,
              gboolean           over)
{
  Cursor *cursor = g_new0 (Cursor, 1);

  cursor->id = g_strdup (self->id);
  cursor->item = over ? NULL : g_strdup (roster_template_item (self->reading->template, self->cursor)->id);
  roster_store_write_async (roster_context_store (self->context), write_cursor_func, cursor, cursor_free, NULL, NULL,
                            NULL, NULL);
}

static void
roster_walk_session_dispose (GObject *object)
{
  RosterWalkSession *self = ROSTER_WALK_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (roster_walk_session_parent_class)->dispose (object);
}

static void
roster_walk_session_finalize (GObject *object)
{
  RosterWalkSession *self = ROSTER_WALK_SESSION (object);

  g_clear_pointer (&self->walk, roster_walk_unref);
  g_clear_pointer (&self->score, roster_score_free);
  g_clear_pointer (&self->reading, roster_walk_reading_free);
  g_hash_table_unref (self->findings);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_walk_session_parent_class)->finalize (object);
}

static void
roster_walk_session_class_init (RosterWalkSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_walk_session_dispose;
  object_class->finalize = roster_walk_session_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNDOABLE] = g_signal_new ("undoable", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
roster_walk_session_init (RosterWalkSession *self)
{
  self->findings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) roster_finding_free);
}

/**
 * roster_walk_session_new:
 *
 * Returns: (transfer full): a session in which no walk-through is open yet
 */
RosterWalkSession *
roster_walk_session_new (RosterContext *context)
{
  RosterWalkSession *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_WALK_SESSION, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_walk_session_open:
 * @id: (nullable): a Walkthrough, or %NULL to close the one that is open
 *
 * Reads the walk-through; `changed` comes when it is there.
 */
void
roster_walk_session_open (RosterWalkSession *self,
                          const char        *id)
{
  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->id);
  self->id = g_strdup (id);
  g_clear_pointer (&self->walk, roster_walk_unref);
  g_clear_pointer (&self->score, roster_score_free);
  g_clear_pointer (&self->reading, roster_walk_reading_free);
  g_hash_table_remove_all (self->findings);
  read_again (self);
}

/**
 * roster_walk_session_walk:
 *
 * Returns: (transfer none) (nullable): the walk-through with what the person has just done; %NULL until it is read
 */
RosterWalk *
roster_walk_session_walk (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->walk;
}

RosterRecord *
roster_walk_session_streamer (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->reading != NULL ? self->reading->streamer : NULL;
}

RosterRecord *
roster_walk_session_checklist (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->reading != NULL ? self->reading->checklist : NULL;
}

/**
 * roster_walk_session_score:
 *
 * Returns: (transfer none) (nullable): what the walk-through comes to so far
 */
const RosterScore *
roster_walk_session_score (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->score;
}

/**
 * roster_walk_session_before:
 *
 * Returns: the result of the last walk-through with the same checklist, or %ROSTER_SCORE_NONE
 */
gint64
roster_walk_session_before (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), ROSTER_SCORE_NONE);

  return self->reading != NULL ? self->reading->before : ROSTER_SCORE_NONE;
}

/**
 * roster_walk_session_finding:
 *
 * Returns: (transfer none) (nullable): what the data says about an item; %NULL where nothing checks it
 */
const RosterFinding *
roster_walk_session_finding (RosterWalkSession *self,
                             guint              index)
{
  RosterFinding *finding;
  RosterCheck check;

  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);
  g_return_val_if_fail (self->reading != NULL, NULL);

  check = roster_template_item (self->reading->template, index)->check;
  if (check == ROSTER_CHECK_NONE)
    return NULL;

  finding = g_hash_table_lookup (self->findings, GUINT_TO_POINTER (check));
  if (finding == NULL)
    {
      RosterCheckData data = { self->reading->streamer, self->reading->videos, self->reading->week_minutes };
      RosterCoachingRules rules;

      rules_of (self, &rules);
      finding = roster_check_run (check, &data, &rules);
      g_hash_table_insert (self->findings, GUINT_TO_POINTER (check), finding);
    }

  return finding;
}

/**
 * roster_walk_session_follow_ups:
 *
 * Returns: (transfer none) (element-type RosterRecord) (nullable): what is still open with the streamer, the first due
 *   first; %NULL until it is read
 */
GPtrArray *
roster_walk_session_follow_ups (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->reading != NULL ? self->reading->follow_ups : NULL;
}

guint
roster_walk_session_cursor (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), 0);

  return self->cursor;
}

/**
 * roster_walk_session_person:
 *
 * Returns: (nullable): the id of the person who is signed in
 */
const char *
roster_walk_session_person (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->reading != NULL ? self->reading->person : NULL;
}

/**
 * roster_walk_session_person_name:
 *
 * Returns: (nullable): the name of the person who is signed in
 */
const char *
roster_walk_session_person_name (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  return self->reading != NULL ? self->reading->person_name : NULL;
}

/**
 * roster_walk_session_refusal:
 *
 * Returns: (transfer full) (nullable): why this person may not change the walk-through; %NULL where it is allowed
 */
char *
roster_walk_session_refusal (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), NULL);

  if (self->walk == NULL)
    return NULL;

  return roster_rights_in_force_refusal (roster_context_rights (self->context), &roster_walkthrough_type,
                                         roster_record_account (roster_walk_record (self->walk)));
}

/**
 * roster_walk_session_is_saving:
 *
 * Returns: whether something is not written yet
 */
gboolean
roster_walk_session_is_saving (RosterWalkSession *self)
{
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (self), FALSE);

  return self->n_saving > 0;
}

/**
 * roster_walk_session_answer:
 * @answer: to the item at @index; who answered and when is filled in
 * @cursor: where to go on
 */
void
roster_walk_session_answer (RosterWalkSession  *self,
                            guint               index,
                            const RosterAnswer *answer,
                            guint               cursor)
{
  g_autoptr (RosterAnswer) given = NULL;
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  RosterWalkChange *change;

  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);
  g_return_if_fail (answer != NULL);

  given = roster_answer_copy (answer);
  given->at = roster_clock_now (roster_context_clock (self->context));
  g_free (given->by);
  given->by = g_strdup (self->reading->person);
  after = roster_walk_with_answer (self->walk, index, given, cursor, &error);
  if (after == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }

  /* Translators: a step that can be undone; %s is a question of a checklist. */
  label = g_strdup_printf (_("Answer: %s"),
                           roster_words_in (&roster_template_item (self->reading->template, index)->text, NULL));
  change = roster_walk_change_new (ROSTER_WALK_ANSWER, self->walk, label);
  change->index = index;
  change->cursor = cursor;
  change->answer = g_steal_pointer (&given);
  self->cursor = cursor;
  take_record (self, after);
  write_change (self, change);
  write_cursor (self, FALSE);
  changed (self);
}

/**
 * roster_walk_session_go:
 *
 * Goes to another item.
 */
void
roster_walk_session_go (RosterWalkSession *self,
                        guint              cursor)
{
  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);

  if (self->cursor == cursor || cursor >= roster_template_n_items (self->reading->template))
    return;

  self->cursor = cursor;
  write_cursor (self, FALSE);
  changed (self);
}

/**
 * roster_walk_session_finish:
 *
 * Gives the walk-through its result and makes follow-ups of what failed; goes to a critical item that is still open.
 */
void
roster_walk_session_finish (RosterWalkSession *self)
{
  int open;

  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);

  open = roster_walk_open_critical (self->walk);
  if (open >= 0)
    roster_walk_session_go (self, (guint) open);
  else
    write_cursor (self, TRUE);
  write_change (self, roster_walk_change_new (ROSTER_WALK_FINISH, self->walk, _("Finish walk-through")));
}

void
roster_walk_session_reopen (RosterWalkSession *self)
{
  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);

  write_change (self, roster_walk_change_new (ROSTER_WALK_REOPEN, self->walk, _("Reopen walk-through")));
}

/**
 * roster_walk_session_sign:
 * @name: who signs
 * @strokes: (nullable): what was drawn, see #RosterSignature
 */
void
roster_walk_session_sign (RosterWalkSession *self,
                          RosterSigner       side,
                          const char        *name,
                          const char        *strokes)
{
  RosterWalkChange *change;

  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);
  g_return_if_fail (name != NULL && *name != '\0');

  change = roster_walk_change_new (ROSTER_WALK_SIGN, self->walk, _("Sign walk-through"));
  change->side = side;
  change->name = g_strdup (name);
  change->strokes = g_strdup (strokes);
  write_change (self, change);
}

/**
 * roster_walk_session_amend:
 * @answer: what the answer should have been
 * @reason: why
 */
void
roster_walk_session_amend (RosterWalkSession  *self,
                           guint               index,
                           const RosterAnswer *answer,
                           const char         *reason)
{
  RosterWalkChange *change;

  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);
  g_return_if_fail (answer != NULL);
  g_return_if_fail (reason != NULL && *reason != '\0');

  change = roster_walk_change_new (ROSTER_WALK_AMEND, self->walk, _("Amend walk-through"));
  change->index = index;
  change->answer = roster_answer_copy (answer);
  change->answer->at = roster_clock_now (roster_context_clock (self->context));
  g_free (change->answer->by);
  change->answer->by = g_strdup (self->reading->person);
  change->reason = g_strdup (reason);
  write_change (self, change);
}

static const char *
text_of (RosterWalk *walk,
         guint       index)
{
  return roster_words_in (&roster_template_item (roster_walk_template (walk), index)->text, NULL);
}

/**
 * roster_walk_session_add_photo:
 * @walk: the walk-through that was open when the photo was taken
 * @index: the item that it is of
 * @photo: the photo's name; it lies in the cache's folder
 *
 * Adds a photo to an item, whatever is open by now: making it smaller took a moment.
 */
void
roster_walk_session_add_photo (RosterWalkSession *self,
                               RosterWalk        *walk,
                               guint              index,
                               const char        *photo)
{
  g_autofree char *label = NULL;
  RosterWalkChange *change;

  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (walk != NULL);
  g_return_if_fail (photo != NULL);

  /* Translators: a step that can be undone; %s is a question of a checklist. */
  label = g_strdup_printf (_("Photo: %s"), text_of (walk, index));
  change = roster_walk_change_new (ROSTER_WALK_ADD_PHOTO, walk, label);
  change->index = index;
  change->photo = g_strdup (photo);
  change->person = self->reading != NULL ? g_strdup (self->reading->person) : NULL;
  write_change (self, change);
}

/**
 * roster_walk_session_remove_photo:
 * @photo: the photo's name
 *
 * Takes a photo from an item; `undoable` comes when it is done.
 */
void
roster_walk_session_remove_photo (RosterWalkSession *self,
                                  guint              index,
                                  const char        *photo)
{
  g_autofree char *label = NULL;
  RosterWalkChange *change;

  g_return_if_fail (ROSTER_IS_WALK_SESSION (self));
  g_return_if_fail (self->walk != NULL);
  g_return_if_fail (photo != NULL);

  /* Translators: a step that can be undone; %s is a question of a checklist. */
  label = g_strdup_printf (_("Remove photo: %s"), text_of (self->walk, index));
  change = roster_walk_change_new (ROSTER_WALK_REMOVE_PHOTO, self->walk, label);
  change->index = index;
  change->photo = g_strdup (photo);
  write_change (self, change);
}
