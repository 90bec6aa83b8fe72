/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clash.h"

#include <glib/gi18n-lib.h>

#include "roster-change.h"
#include "roster-outbox.h"
#include "roster-record-json.h"
#include "roster-value-words.h"

/* How many fields of a deleted record's other side are spelled out. */
#define MAX_FIELDS 6

struct _RosterClash
{
  GObject parent_instance;

  gint64 number;
  RosterRecordKey *key;
  RosterConflictKind kind;
  char *title;
  char *field;
  char *words[2];
  gint64 edited_at[2];
  char *editor;
};

G_DEFINE_FINAL_TYPE (RosterClash, roster_clash, G_TYPE_OBJECT)

static char *
map_entry_to_words (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _("Yes") : _("No"));

  return json_to_string (node, FALSE);
}

static char *
value_to_words (RosterCache          *cache,
                const RosterConflict *conflict,
                const char           *json)
{
  int index = roster_record_type_find_field (conflict->key->type, conflict->field);
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GVariant) value = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || index < 0)
    /* Translators: stands for a field without a value. */
    return g_strdup (_("nothing"));
  if (conflict->map_key != NULL)
    return map_entry_to_words (node);

  value = roster_value_from_json (roster_record_type_field (conflict->key->type, index), node, NULL);
  if (value == NULL)
    return g_strdup (_("nothing"));

  g_variant_ref_sink (value);
  return roster_value_to_words (cache, roster_record_type_field (conflict->key->type, index), value);
}

static char *
record_to_words (RosterCache          *cache,
                 const RosterConflict *conflict,
                 const char           *json)
{
  g_autoptr (RosterPending) pending = NULL;
  g_autoptr (RosterRecord) record = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (json == NULL)
    return g_strdup (_("Deleted"));

  pending = roster_cache_get_pending (cache, conflict->key->type, conflict->key->id, NULL);
  record = roster_record_from_json_text (conflict->key->type, conflict->account, json, NULL);
  fields = roster_field_changes_between (cache, pending != NULL ? pending->base : NULL, record);
  if (fields->len == 0)
    return g_strdup (_("Kept"));

  return roster_field_changes_to_text (fields, MAX_FIELDS, "\n");
}

static char *
field_to_words (const RosterConflict *conflict)
{
  int index = conflict->field != NULL ? roster_record_type_find_field (conflict->key->type, conflict->field) : -1;
  const char *label;

  if (index < 0)
    return NULL;

  label = roster_field_label (roster_record_type_field (conflict->key->type, index));
  if (conflict->map_key == NULL)
    return g_strdup (label);

  /* Translators: a field and which of its entries. */
  return g_strdup_printf (_("%s, %s"), label, conflict->map_key);
}

static char *
person_to_words (RosterCache *cache,
                 const char  *login)
{
  g_autoptr (GPtrArray) people = NULL;

  if (login == NULL || *login == '\0')
    return NULL;

  people = roster_cache_list_by (cache, &roster_person_type, "login", login, NULL);
  if (people == NULL || people->len == 0)
    return g_strdup (login);

  return g_strdup (roster_record_title (g_ptr_array_index (people, 0)));
}

static void
roster_clash_finalize (GObject *object)
{
  RosterClash *self = ROSTER_CLASH (object);

  roster_record_key_free (self->key);
  g_free (self->title);
  g_free (self->field);
  g_free (self->words[ROSTER_SIDE_MINE]);
  g_free (self->words[ROSTER_SIDE_THEIRS]);
  g_free (self->editor);

  G_OBJECT_CLASS (roster_clash_parent_class)->finalize (object);
}

static void
roster_clash_class_init (RosterClashClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_clash_finalize;
}

static void
roster_clash_init (RosterClash *self)
{
}

/**
 * roster_clash_new:
 * @cache: where @conflict comes from
 *
 * Returns: (transfer full): @conflict in words; plain data that may go from thread to thread
 */
RosterClash *
roster_clash_new (RosterCache    *cache,
                  RosterConflict *conflict)
{
  g_autoptr (RosterRecord) record = NULL;
  RosterClash *self;

  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (conflict != NULL, NULL);

  record = roster_cache_get (cache, conflict->key->type, conflict->key->id, NULL);
  self = g_object_new (ROSTER_TYPE_CLASH, NULL);
  self->number = conflict->number;
  self->key = roster_record_key_new (conflict->key->type, conflict->key->id);
  self->kind = conflict->kind;
  self->title = record != NULL ? roster_record_to_words (cache, record) : g_strdup (conflict->title);
  self->field = field_to_words (conflict);
  self->edited_at[ROSTER_SIDE_MINE] = conflict->mine_at;
  self->edited_at[ROSTER_SIDE_THEIRS] = conflict->theirs_at;
  self->editor = person_to_words (cache, conflict->theirs_by);
  switch (conflict->kind)
    {
    case ROSTER_CONFLICT_FIELD:
      self->words[ROSTER_SIDE_MINE] = value_to_words (cache, conflict, conflict->mine);
      self->words[ROSTER_SIDE_THEIRS] = value_to_words (cache, conflict, conflict->theirs);
      break;
    case ROSTER_CONFLICT_DELETED_THERE:
      self->words[ROSTER_SIDE_MINE] = record_to_words (cache, conflict, conflict->mine);
      self->words[ROSTER_SIDE_THEIRS] = g_strdup (_("Deleted"));
      break;
    case ROSTER_CONFLICT_DELETED_HERE:
      self->words[ROSTER_SIDE_MINE] = g_strdup (_("Deleted"));
      self->words[ROSTER_SIDE_THEIRS] = record_to_words (cache, conflict, conflict->theirs);
      break;
    }

  return self;
}

gint64
roster_clash_number (RosterClash *self)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), 0);

  return self->number;
}

const RosterRecordType *
roster_clash_type (RosterClash *self)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), NULL);

  return self->key->type;
}

const char *
roster_clash_id (RosterClash *self)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), NULL);

  return self->key->id;
}

RosterConflictKind
roster_clash_kind (RosterClash *self)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), ROSTER_CONFLICT_FIELD);

  return self->kind;
}

const char *
roster_clash_title (RosterClash *self)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), NULL);

  return self->title;
}

/**
 * roster_clash_dup_subject:
 *
 * Returns: (transfer full): what clashed, in a sentence
 */
char *
roster_clash_dup_subject (RosterClash *self)
{
  const char *type;

  g_return_val_if_fail (ROSTER_IS_CLASH (self), NULL);

  type = roster_record_type_label (self->key->type, FALSE);
  switch (self->kind)
    {
    case ROSTER_CONFLICT_FIELD:
      /* Translators: a kind of record and one of its fields, for example “Streamer: Phone was changed in both
         places”. */
      return g_strdup_printf (_("%s: %s was changed in both places"), type, self->field);
    case ROSTER_CONFLICT_DELETED_THERE:
      /* Translators: %s is a kind of record, such as Streamer. */
      return g_strdup_printf (_("%s: changed here, deleted at the office"), type);
    case ROSTER_CONFLICT_DELETED_HERE:
      /* Translators: %s is a kind of record, such as Streamer. */
      return g_strdup_printf (_("%s: deleted here, changed at the office"), type);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_clash_words:
 *
 * Returns: the value on @side, or what was done there
 */
const char *
roster_clash_words (RosterClash *self,
                    RosterSide   side)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), NULL);

  return self->words[side];
}

/**
 * roster_clash_edited_at:
 *
 * Returns: when @side was edited, milliseconds UTC; 0 where that is not known
 */
gint64
roster_clash_edited_at (RosterClash *self,
                        RosterSide   side)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), 0);

  return self->edited_at[side];
}

/**
 * roster_clash_editor:
 *
 * Returns: (nullable): who edited it at the office
 */
const char *
roster_clash_editor (RosterClash *self)
{
  g_return_val_if_fail (ROSTER_IS_CLASH (self), NULL);

  return self->editor;
}

/**
 * roster_clash_equal:
 *
 * Returns: whether both show the same, so that a view need not change
 */
gboolean
roster_clash_equal (RosterClash *a,
                    RosterClash *b)
{
  return a->number == b->number && g_str_equal (a->words[ROSTER_SIDE_MINE], b->words[ROSTER_SIDE_MINE]) &&
         g_str_equal (a->words[ROSTER_SIDE_THEIRS], b->words[ROSTER_SIDE_THEIRS]);
}
