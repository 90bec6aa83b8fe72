/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-walk-photo.h"

struct _RosterWalk
{
  gatomicrefcount ref_count;
  RosterTemplate *template;
  RosterRecord *record;
  RosterAnswer **answers;
  /* What was signed, where an amendment stands over it; %NULL elsewhere */
  RosterAnswer **originals;
  char **reasons;
  RosterSignature signatures[ROSTER_N_SIGNERS];
};

/* An amendment as the record has it. */
typedef struct
{
  guint index;
  gint64 at;
  RosterAnswer *answer;
  char *reason;
} Amendment;

static const char *const side_keys[] = {
  [ROSTER_SIGNER_TRAINER] = "trainer",
  [ROSTER_SIGNER_STREAMER] = "streamer",
};

static void
read_answer (RosterWalk *self,
             const char *id,
             const char *json)
{
  int index = roster_template_find_item (self->template, id);
  RosterAnswer *answer =
      index >= 0 && json != NULL
          ? roster_answer_from_json (roster_template_item (self->template, (guint) index), json, NULL)
          : NULL;

  if (index < 0)
    return;

  roster_answer_free (self->answers[index]);
  self->answers[index] = answer != NULL ? answer : roster_answer_new ();
}

static void
read_answers (RosterWalk *self)
{
  GVariant *answers = roster_record_value (self->record, "answers");
  const char *id, *json;
  GVariantIter iter;

  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    self->answers[i] = roster_answer_new ();
  if (answers == NULL)
    return;

  g_variant_iter_init (&iter, answers);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &json))
    read_answer (self, id, json);
}

/* Photos answer an item that asks for them, until somebody says otherwise. Nothing is written for that: two people who
   both add photos agree. On a critical item they may show what is wrong, so that a person says which. */
static void
answer_by_photos (RosterWalk *self)
{
  GVariant *answers = roster_record_value (self->record, "answers");

  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    {
      const RosterItem *item = roster_template_item (self->template, i);
      g_autoptr (GVariant) entry = NULL;
      g_auto (GStrv) photos = NULL;

      if (item->kind != ROSTER_ITEM_PHOTO || item->line != ROSTER_LINE_NONE)
        continue;

      entry = roster_value_map_lookup (answers, item->id);
      read_answer (self, item->id, entry != NULL ? g_variant_get_string (entry, NULL) : NULL);
      photos = roster_walkthrough_photos (self->record, item->id);
      if (self->answers[i]->state == ROSTER_ANSWER_OPEN && photos[0] != NULL)
        {
          self->answers[i]->state = ROSTER_ANSWER_GIVEN;
          self->answers[i]->value = 1;
        }
    }
}

/* The answers of a walk-through that was read before, and those that changed since. */
static void
take_answers (RosterWalk *self,
              RosterWalk *before)
{
  GVariant *old = roster_record_value (before->record, "answers"), *new = roster_record_value (self->record, "answers");
  g_autoptr (GPtrArray) changes = roster_value_map_changes (old, new);

  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    self->answers[i] = roster_answer_copy (before->answers[i]);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (GVariant) entry = roster_value_map_lookup (new, changes->pdata[i]);

      read_answer (self, changes->pdata[i], entry != NULL ? g_variant_get_string (entry, NULL) : NULL);
    }
}

static void
clear_amendment (gpointer data)
{
  Amendment *amendment = data;

  roster_answer_free (amendment->answer);
  g_free (amendment->reason);
}

static int
compare_amendments (gconstpointer a,
                    gconstpointer b)
{
  const Amendment *x = a, *y = b;

  return (x->at > y->at) - (x->at < y->at);
}

static void
read_amendment (RosterWalk *self,
                const char *json,
                GArray     *amendments)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, "answer") : NULL;
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;
  int index = object != NULL ? roster_template_find_item (self->template, json_object_get_string_member_with_default (
                                                                              object, "item", ""))
                             : -1;
  Amendment amendment;

  if (index < 0 || text == NULL)
    return;

  amendment.index = (guint) index;
  amendment.answer = roster_answer_from_json (roster_template_item (self->template, amendment.index), text, NULL);
  if (amendment.answer == NULL)
    return;

  amendment.at = amendment.answer->at;
  amendment.reason = g_strdup (json_object_get_string_member_with_default (object, "reason", ""));
  g_array_append_val (amendments, amendment);
}

/* The latest amendment of an item stands over its answer; the record keeps both. */
static void
read_amendments (RosterWalk *self)
{
  GVariant *map = roster_record_value (self->record, "amendments");
  g_autoptr (GArray) amendments = g_array_new (FALSE, FALSE, sizeof (Amendment));
  const char *json;
  GVariantIter iter;

  if (map == NULL)
    return;

  g_array_set_clear_func (amendments, clear_amendment);
  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s&s}", NULL, &json))
    read_amendment (self, json, amendments);
  g_array_sort (amendments, compare_amendments);
  for (guint i = 0; i < amendments->len; i++)
    {
      Amendment *amendment = &g_array_index (amendments, Amendment, i);

      if (self->originals[amendment->index] == NULL)
        self->originals[amendment->index] = g_steal_pointer (&self->answers[amendment->index]);
      roster_answer_free (self->answers[amendment->index]);
      g_free (self->reasons[amendment->index]);
      self->answers[amendment->index] = g_steal_pointer (&amendment->answer);
      self->reasons[amendment->index] = g_steal_pointer (&amendment->reason);
    }
}

static void
read_signature (RosterWalk   *self,
                RosterSigner  side)
{
  GVariant *map = roster_record_value (self->record, "signatures");
  g_autoptr (GVariant) entry = roster_value_map_lookup (map, side_keys[side]);
  g_autoptr (JsonNode) root = entry != NULL ? json_from_string (g_variant_get_string (entry, NULL), NULL) : NULL;
  RosterSignature *signature = &self->signatures[side];
  JsonObject *object;
  JsonNode *strokes;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;

  object = json_node_get_object (root);
  signature->name = g_strdup (json_object_get_string_member_with_default (object, "name", NULL));
  signature->at = json_object_get_int_member_with_default (object, "at", 0);
  strokes = json_object_get_member (object, "strokes");
  if (strokes != NULL && JSON_NODE_HOLDS_ARRAY (strokes))
    signature->strokes = json_to_string (strokes, FALSE);
}

static RosterWalk *
read_walk (RosterTemplate *template,
           RosterRecord   *walkthrough,
           RosterWalk     *before)
{
  RosterWalk *self = g_new0 (RosterWalk, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->template = roster_template_ref (template);
  self->record = g_object_ref (walkthrough);
  self->answers = g_new0 (RosterAnswer *, roster_template_n_items (template));
  self->originals = g_new0 (RosterAnswer *, roster_template_n_items (template));
  self->reasons = g_new0 (char *, roster_template_n_items (template));
  if (before != NULL)
    take_answers (self, before);
  else
    read_answers (self);
  answer_by_photos (self);
  read_amendments (self);
  for (guint i = 0; i < ROSTER_N_SIGNERS; i++)
    read_signature (self, i);
  return self;
}

/**
 * roster_walk_new:
 * @template: of the version that the walk-through is pinned to
 * @walkthrough: a Walkthrough
 *
 * Returns: (transfer full): the walk-through; answers that do not fit the template are passed over
 */
RosterWalk *
roster_walk_new (RosterTemplate *template,
                 RosterRecord   *walkthrough)
{
  g_return_val_if_fail (template != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);

  return read_walk (template, walkthrough, NULL);
}

/**
 * roster_walk_next:
 * @walkthrough: the same Walkthrough, changed since
 *
 * What roster_walk_new() gives, but of the answers only those that changed are read: an answer among two hundred takes
 * no longer than among ten.
 *
 * Returns: (transfer full): the walk-through as it is then
 */
RosterWalk *
roster_walk_next (RosterWalk   *self,
                  RosterRecord *walkthrough)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);

  /* An amendment hides the answer that it stands over. */
  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    if (self->originals[i] != NULL)
      return read_walk (self->template, walkthrough, NULL);

  return read_walk (self->template, walkthrough, self);
}

RosterWalk *
roster_walk_ref (RosterWalk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
roster_walk_unref (RosterWalk *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    {
      roster_answer_free (self->answers[i]);
      roster_answer_free (self->originals[i]);
      g_free (self->reasons[i]);
    }
  for (guint i = 0; i < ROSTER_N_SIGNERS; i++)
    {
      g_free (self->signatures[i].name);
      g_free (self->signatures[i].strokes);
    }
  g_free (self->answers);
  g_free (self->originals);
  g_free (self->reasons);
  g_object_unref (self->record);
  roster_template_unref (self->template);
  g_free (self);
}

/**
 * roster_walk_template:
 *
 * Returns: (transfer none): what it was read with
 */
RosterTemplate *
roster_walk_template (RosterWalk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->template;
}

/**
 * roster_walk_record:
 *
 * Returns: (transfer none): the Walkthrough
 */
RosterRecord *
roster_walk_record (RosterWalk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->record;
}

/**
 * roster_walk_answer:
 *
 * Returns: (transfer none): the answer to an item; open where there is none
 */
const RosterAnswer *
roster_walk_answer (RosterWalk *self,
                    guint       index)
{
  g_return_val_if_fail (self != NULL && index < roster_template_n_items (self->template), NULL);

  return self->answers[index];
}

/**
 * roster_walk_is_amended:
 *
 * Returns: whether the answer was changed after both had signed
 */
gboolean
roster_walk_is_amended (RosterWalk *self,
                        guint       index)
{
  g_return_val_if_fail (self != NULL && index < roster_template_n_items (self->template), FALSE);

  return self->originals[index] != NULL;
}

/**
 * roster_walk_original:
 *
 * Returns: (transfer none) (nullable): what was signed, where the answer is amended; %NULL elsewhere
 */
const RosterAnswer *
roster_walk_original (RosterWalk *self,
                      guint       index)
{
  g_return_val_if_fail (self != NULL && index < roster_template_n_items (self->template), NULL);

  return self->originals[index];
}

/**
 * roster_walk_amendment_reason:
 *
 * Returns: (transfer none) (nullable): why the answer is amended; %NULL where it is not
 */
const char *
roster_walk_amendment_reason (RosterWalk *self,
                              guint       index)
{
  g_return_val_if_fail (self != NULL && index < roster_template_n_items (self->template), NULL);

  return self->reasons[index];
}

/**
 * roster_walk_cursor:
 *
 * Returns: the index of the item where the walk-through stands
 */
guint
roster_walk_cursor (RosterWalk *self)
{
  g_return_val_if_fail (self != NULL, 0);

  int index = roster_template_find_item (self->template, roster_record_text (self->record, "cursor"));

  return index >= 0 ? (guint) index : 0;
}

/**
 * roster_walk_n_answered:
 *
 * Returns: how many items are answered or not applicable
 */
guint
roster_walk_n_answered (RosterWalk *self)
{
  guint n_answered = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    if (self->answers[i]->state != ROSTER_ANSWER_OPEN)
      n_answered++;

  return n_answered;
}

/**
 * roster_walk_next_open:
 * @from: an item, or one past the last
 *
 * Returns: the next item that is not answered, @from included and around the end; -1 where all are
 */
int
roster_walk_next_open (RosterWalk *self,
                       guint       from)
{
  g_return_val_if_fail (self != NULL, -1);

  guint n_items = roster_template_n_items (self->template);

  for (guint i = 0; i < n_items; i++)
    if (self->answers[(from + i) % n_items]->state == ROSTER_ANSWER_OPEN)
      return (int) ((from + i) % n_items);

  return -1;
}

/**
 * roster_walk_open_critical:
 *
 * Returns: the first critical item that is not answered; -1 where all are. Until then there can be no result: leaving
 *   out the item that fails must not help.
 */
int
roster_walk_open_critical (RosterWalk *self)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < roster_template_n_items (self->template); i++)
    if (self->answers[i]->state == ROSTER_ANSWER_OPEN &&
        roster_template_item (self->template, i)->line != ROSTER_LINE_NONE)
      return (int) i;

  return -1;
}

/**
 * roster_walk_signature:
 *
 * Returns: (transfer none) (nullable): what that side signed with; %NULL where it has not
 */
const RosterSignature *
roster_walk_signature (RosterWalk   *self,
                       RosterSigner  side)
{
  g_return_val_if_fail (self != NULL && side < ROSTER_N_SIGNERS, NULL);

  return self->signatures[side].name != NULL ? &self->signatures[side] : NULL;
}

static gboolean
has_entries (RosterRecord *record,
             const char   *field)
{
  GVariant *map = roster_record_value (record, field);

  return map != NULL && g_variant_n_children (map) > 0;
}

/**
 * roster_walk_is_frozen:
 *
 * Returns: whether somebody has signed: from then on answers are amended, never changed
 */
gboolean
roster_walk_is_frozen (RosterWalk *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return has_entries (self->record, "signatures");
}

/**
 * roster_walk_start:
 * @id: of the new record
 * @streamer: with whom
 * @checklist: with which version of which checklist
 * @trainer: (nullable): the id of the Person who walks through
 * @now: milliseconds UTC
 *
 * Returns: (transfer full): a Walkthrough that nothing is answered in
 */
RosterRecord *
roster_walk_start (const char   *id,
                   RosterRecord *streamer,
                   RosterRecord *checklist,
                   const char   *trainer,
                   gint64        now)
{
  RosterRecord *record;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (checklist), NULL);

  record = roster_record_new (&roster_walkthrough_type, id, roster_record_account (streamer));
  roster_record_set_text (record, "streamer", roster_record_id (streamer));
  roster_record_set_text (record, "checklist", roster_record_id (checklist));
  roster_record_set_number (record, "checklistVersion", roster_record_number (checklist, "version", 1));
  if (trainer != NULL)
    roster_record_set_text (record, "trainer", trainer);
  roster_record_set_text (record, "state", "running");
  roster_record_set_number (record, "startedAt", now);
  return record;
}

/* The map with one entry more, or another one; the other entries are taken as they are, in their order. */
static void
set_entry (RosterRecord *record,
           const char   *field,
           const char   *key,
           const char   *json)
{
  GVariant *map = roster_record_value (record, field);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  gboolean there = FALSE;

  for (gsize i = 0; map != NULL && i < g_variant_n_children (map); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (map, i);
      const char *other;
      int order;

      g_variant_get_child (entry, 0, "&s", &other);
      order = strcmp (other, key);
      if (order >= 0 && !there)
        {
          g_variant_builder_add (&builder, "{ss}", key, json);
          there = TRUE;
        }
      if (order != 0)
        g_variant_builder_add_value (&builder, entry);
    }
  if (!there)
    g_variant_builder_add (&builder, "{ss}", key, json);
  roster_record_set (record, field, g_variant_builder_end (&builder));
}

static gboolean
refuse_frozen (GError **error)
{
  g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN,
                       _("This walk-through is signed; write an amendment instead"));
  return FALSE;
}

/**
 * roster_walk_record_with_answer:
 * @template: of the version that the walk-through is pinned to
 * @walkthrough: a Walkthrough
 * @answer: to the item at @index
 * @cursor: where the walk-through goes on
 *
 * Reads no other answer: that is for whoever stores one.
 *
 * Returns: (transfer full) (nullable): the record with the answer and the cursor; %NULL where the answer does not fit
 *   or the walk-through is frozen
 */
RosterRecord *
roster_walk_record_with_answer (RosterTemplate      *template,
                                RosterRecord        *walkthrough,
                                guint                index,
                                const RosterAnswer  *answer,
                                guint                cursor,
                                GError             **error)
{
  const RosterItem *item;
  g_autofree char *json = NULL;
  RosterRecord *after;

  g_return_val_if_fail (template != NULL && index < roster_template_n_items (template), NULL);
  g_return_val_if_fail (cursor < roster_template_n_items (template), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (answer != NULL, NULL);

  item = roster_template_item (template, index);
  if (!roster_answer_check (item, answer, error) || (has_entries (walkthrough, "signatures") && !refuse_frozen (error)))
    return NULL;

  json = roster_answer_to_json (item, answer);
  after = roster_record_copy (walkthrough);
  set_entry (after, "answers", item->id, json);
  roster_record_set_text (after, "cursor", roster_template_item (template, cursor)->id);
  return after;
}

/**
 * roster_walk_with_answer:
 * @answer: to the item at @index
 * @cursor: where the walk-through goes on
 *
 * Returns: (transfer full) (nullable): what roster_walk_record_with_answer() makes of its record
 */
RosterRecord *
roster_walk_with_answer (RosterWalk          *self,
                         guint                index,
                         const RosterAnswer  *answer,
                         guint                cursor,
                         GError             **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return roster_walk_record_with_answer (self->template, self->record, index, answer, cursor, error);
}

/**
 * roster_walk_with_cursor:
 *
 * Returns: (transfer full): the record standing at another item
 */
RosterRecord *
roster_walk_with_cursor (RosterWalk *self,
                         guint       cursor)
{
  RosterRecord *after;

  g_return_val_if_fail (self != NULL && cursor < roster_template_n_items (self->template), NULL);

  after = roster_record_copy (self->record);
  roster_record_set_text (after, "cursor", roster_template_item (self->template, cursor)->id);
  return after;
}

/**
 * roster_walk_finished:
 * @result: what it came to, in parts per million; negative where there is no result
 * @now: milliseconds UTC
 *
 * Returns: (transfer full) (nullable): the record, finished; %NULL while a critical item is open
 */
RosterRecord *
roster_walk_finished (RosterWalk  *self,
                      gint64       result,
                      gint64       now,
                      GError     **error)
{
  RosterRecord *after;
  int open;

  g_return_val_if_fail (self != NULL, NULL);

  if (roster_walk_is_frozen (self) && !refuse_frozen (error))
    return NULL;

  open = roster_walk_open_critical (self);
  if (open >= 0)
    {
      g_set_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE,
                   _("Answer this first, for it is critical: %s"),
                   roster_words_in (&roster_template_item (self->template, (guint) open)->text, NULL));
      return NULL;
    }

  after = roster_record_copy (self->record);
  roster_record_set_text (after, "state", "finished");
  roster_record_set_number (after, "finishedAt", now);
  roster_record_set (after, "result", NULL);
  if (result >= 0)
    roster_record_set_number (after, "result", result);
  return after;
}

/**
 * roster_walk_reopened:
 *
 * Returns: (transfer full) (nullable): the record, running again; %NULL where somebody has signed
 */
RosterRecord *
roster_walk_reopened (RosterWalk  *self,
                      GError     **error)
{
  RosterRecord *after;

  g_return_val_if_fail (self != NULL, NULL);

  if (roster_walk_is_frozen (self) && !refuse_frozen (error))
    return NULL;

  after = roster_record_copy (self->record);
  roster_record_set_text (after, "state", "running");
  roster_record_set (after, "abandonReason", NULL);
  roster_record_set (after, "finishedAt", NULL);
  roster_record_set (after, "result", NULL);
  return after;
}

/**
 * roster_walk_record_abandoned:
 * @walkthrough: a Walkthrough
 * @reason: why nobody will go on with it
 *
 * Returns: (transfer full) (nullable): the record, given up with the answers that it has; %NULL where it is not running
 *   any more
 */
RosterRecord *
roster_walk_record_abandoned (RosterRecord  *walkthrough,
                              const char    *reason,
                              GError       **error)
{
  RosterRecord *after;

  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (reason != NULL && *reason != '\0', NULL);

  if (g_strcmp0 (roster_record_text (walkthrough, "state"), "running") != 0)
    {
      g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN,
                           _("This walk-through is not running any more"));
      return NULL;
    }

  after = roster_record_copy (walkthrough);
  roster_record_set_text (after, "state", "abandoned");
  roster_record_set_text (after, "abandonReason", reason);
  return after;
}

static char *
signature_json (const char *name,
                const char *strokes,
                gint64      now)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonNode *drawn = strokes != NULL ? json_from_string (strokes, NULL) : NULL;

  json_object_set_string_member (object, "name", name);
  json_object_set_int_member (object, "at", now);
  if (drawn != NULL)
    json_object_set_member (object, "strokes", drawn);
  json_node_set_object (root, object);
  return roster_json_canonical (root);
}

/**
 * roster_walk_signed:
 * @name: who signs
 * @strokes: (nullable): what was drawn, see #RosterSignature
 * @now: milliseconds UTC
 *
 * Returns: (transfer full) (nullable): the record with the signature, frozen; its state is `signed` once both are
 *   there. %NULL where it is not finished or the side has signed already
 */
RosterRecord *
roster_walk_signed (RosterWalk    *self,
                    RosterSigner   side,
                    const char    *name,
                    const char    *strokes,
                    gint64         now,
                    GError       **error)
{
  const char *state;
  g_autofree char *json = NULL;
  RosterRecord *after;

  g_return_val_if_fail (self != NULL && side < ROSTER_N_SIGNERS, NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  state = roster_record_text (self->record, "state");
  if (self->signatures[side].name != NULL && !refuse_frozen (error))
    return NULL;
  if (g_strcmp0 (state, "finished") != 0)
    {
      g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE,
                           _("Finish the walk-through before it is signed"));
      return NULL;
    }

  json = signature_json (name, strokes, now);
  after = roster_record_copy (self->record);
  set_entry (after, "signatures", side_keys[side], json);
  if (self->signatures[ROSTER_N_SIGNERS - 1 - side].name != NULL)
    roster_record_set_text (after, "state", "signed");
  return after;
}

/**
 * roster_walk_amended:
 * @id: names the amendment; a new record id will do
 * @answer: what the item's answer should have been, with who says so and when
 * @reason: why
 *
 * Returns: (transfer full) (nullable): the record with the amendment beside the answer that was signed; %NULL where the
 *   answer does not fit or nobody has signed yet
 */
RosterRecord *
roster_walk_amended (RosterWalk          *self,
                     const char          *id,
                     guint                index,
                     const RosterAnswer  *answer,
                     const char          *reason,
                     GError             **error)
{
  const RosterItem *item;
  g_autofree char *answer_json = NULL, *json = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) root = NULL;
  RosterRecord *after;

  g_return_val_if_fail (self != NULL && index < roster_template_n_items (self->template), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (reason != NULL && *reason != '\0', NULL);

  item = roster_template_item (self->template, index);
  if (!roster_answer_check (item, answer, error))
    return NULL;
  if (!roster_walk_is_frozen (self))
    {
      g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE,
                           _("Nobody has signed yet: change the answer itself"));
      return NULL;
    }

  answer_json = roster_answer_to_json (item, answer);
  object = json_object_new ();
  root = json_node_new (JSON_NODE_OBJECT);
  json_object_set_string_member (object, "item", item->id);
  json_object_set_string_member (object, "reason", reason);
  json_object_set_member (object, "answer", json_from_string (answer_json, NULL));
  json_node_set_object (root, object);
  json = roster_json_canonical (root);

  after = roster_record_copy (self->record);
  set_entry (after, "amendments", id, json);
  return after;
}

/* Whether each entry of the map before is there unchanged afterwards. */
static gboolean
only_adds (RosterRecord *before,
           RosterRecord *after,
           const char   *field)
{
  GVariant *old = roster_record_value (before, field), *new = roster_record_value (after, field);
  const char *key, *json;
  GVariantIter iter;

  if (old == NULL)
    return TRUE;

  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &json))
    {
      g_autoptr (GVariant) kept = roster_value_map_lookup (new, key);

      if (kept == NULL || strcmp (g_variant_get_string (kept, NULL), json) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_same (RosterRecord *before,
         RosterRecord *after,
         const char   *field)
{
  GVariant *old = roster_record_value (before, field), *new = roster_record_value (after, field);

  return roster_value_equal (old, new);
}

/**
 * roster_walk_check_change:
 * @before: a Walkthrough as it is stored
 * @after: as somebody wants it
 *
 * What may happen to a walk-through that somebody has signed: the other side signs, and amendments come. The office
 * asks this before it stores anything.
 *
 * Returns: whether the change is allowed; %ROSTER_COACHING_ERROR_FROZEN where it is not
 */
gboolean
roster_walk_check_change (RosterRecord  *before,
                          RosterRecord  *after,
                          GError       **error)
{
  static const char *const frozen[] = { "trainer", "startedAt", "finishedAt", "answers", "photos", "result" };
  const char *old_state, *new_state;

  g_return_val_if_fail (ROSTER_IS_RECORD (before), FALSE);
  g_return_val_if_fail (ROSTER_IS_RECORD (after), FALSE);

  if (!only_adds (before, after, "amendments") || !only_adds (before, after, "signatures"))
    return refuse_frozen (error);
  if (!has_entries (before, "signatures"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (frozen); i++)
    if (!is_same (before, after, frozen[i]))
      return refuse_frozen (error);

  old_state = roster_record_text (before, "state");
  new_state = roster_record_text (after, "state");
  return g_strcmp0 (old_state, new_state) == 0 ||
         (g_strcmp0 (old_state, "finished") == 0 && g_strcmp0 (new_state, "signed") == 0) || refuse_frozen (error);
}
