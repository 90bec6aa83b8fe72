/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Points are quarters: what an item can give. */
#define FULL 4
#define HALF 2

RosterAnswer *
roster_answer_new (void)
{
  return g_new0 (RosterAnswer, 1);
}

/**
 * roster_answer_copy:
 *
 * Returns: (transfer full): a copy
 */
RosterAnswer *
roster_answer_copy (const RosterAnswer *self)
{
  RosterAnswer *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  copy->comment = g_strdup (self->comment);
  copy->finding = roster_finding_copy (self->finding);
  copy->reason = g_strdup (self->reason);
  copy->by = g_strdup (self->by);
  return copy;
}

void
roster_answer_free (RosterAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->comment);
  roster_finding_free (self->finding);
  g_free (self->reason);
  g_free (self->by);
  g_free (self);
}

/* What a check measured, in the unit that an item of numbers has: percent, seconds, whole plays per like. */
static gint64
number_of (const RosterFinding *finding)
{
  switch (finding->check)
    {
    case ROSTER_CHECK_COMPLETION:
      return finding->measure / 10000;
    case ROSTER_CHECK_PLAYS_PER_LIKE:
      return (finding->measure + 999) / 1000;
    case ROSTER_CHECK_VIDEO_LENGTH:
      return (finding->measure + 500) / 1000;
    case ROSTER_CHECK_FANS:
    case ROSTER_CHECK_LIVE_WEEK:
    case ROSTER_CHECK_HEAT:
    case ROSTER_CHECK_SHOP_WORDS:
    case ROSTER_CHECK_BIO_THANKS:
    case ROSTER_CHECK_DUPLICATES:
    case ROSTER_CHECK_NONE:
    case ROSTER_N_CHECKS:
      break;
    }

  return finding->measure;
}

/**
 * roster_answer_from_finding:
 *
 * Returns: (transfer full): the answer that data gives, with its evidence; open where the data does not say
 */
RosterAnswer *
roster_answer_from_finding (const RosterItem    *item,
                            const RosterFinding *finding)
{
  RosterAnswer *self;

  g_return_val_if_fail (item != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  self = roster_answer_new ();
  self->finding = roster_finding_copy (finding);
  if (finding->verdict == ROSTER_VERDICT_UNKNOWN)
    return self;

  self->state = ROSTER_ANSWER_GIVEN;
  if (item->kind == ROSTER_ITEM_NUMBER)
    self->value = CLAMP (number_of (finding), item->range.from, item->range.to);
  else
    self->value = finding->verdict == ROSTER_VERDICT_PASS ? 1 : 0;
  return self;
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_ANSWER, message);
  return FALSE;
}

static gboolean
too_long (const char *text)
{
  return text != NULL && g_utf8_strlen (text, -1) > ROSTER_MAX_ANSWER_LENGTH;
}

/**
 * roster_answer_check:
 *
 * Returns: whether the answer fits the item
 */
gboolean
roster_answer_check (const RosterItem    *item,
                     const RosterAnswer  *self,
                     GError             **error)
{
  gboolean fits = TRUE;

  g_return_val_if_fail (item != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  if (too_long (self->text) || too_long (self->comment) || too_long (self->reason))
    return refuse (error, _("The text is too long; keep it under 2,000 characters"));
  if (self->state != ROSTER_ANSWER_GIVEN)
    return TRUE;

  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      fits = self->value == 0 || self->value == 1;
      break;
    case ROSTER_ITEM_SCALE:
      fits = self->value >= 0 && self->value < ROSTER_N_LEVELS;
      break;
    case ROSTER_ITEM_NUMBER:
      fits = self->value >= item->range.from && self->value <= item->range.to;
      break;
    case ROSTER_ITEM_TEXT:
      fits = self->text != NULL;
      break;
    }
  if (fits)
    return TRUE;
  if (item->kind != ROSTER_ITEM_NUMBER)
    return refuse (error, _("The answer does not fit the item"));

  g_autofree char *low = g_strdup_printf ("%" G_GINT64_FORMAT, item->range.from);
  g_autofree char *high = g_strdup_printf ("%" G_GINT64_FORMAT, item->range.to);

  g_set_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_ANSWER, _("Enter a number from %s to %s"), low,
               high);
  return FALSE;
}

static char *
text_member (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : NULL;
}

/* A value of another kind than the item's is no answer: the item may have changed its kind between versions. */
static void
take_value (RosterAnswer     *self,
            const RosterItem *item,
            JsonNode         *node)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      if (type != G_TYPE_BOOLEAN)
        return;
      self->value = json_node_get_boolean (node) ? 1 : 0;
      break;
    case ROSTER_ITEM_SCALE:
    case ROSTER_ITEM_NUMBER:
      if (type != G_TYPE_INT64)
        return;
      self->value = json_node_get_int (node);
      break;
    case ROSTER_ITEM_TEXT:
      if (type != G_TYPE_STRING)
        return;
      self->text = json_node_dup_string (node);
      break;
    }

  self->state = ROSTER_ANSWER_GIVEN;
}

/**
 * roster_answer_from_json:
 * @json: an entry of the map of answers
 *
 * Returns: (transfer full) (nullable): the answer; %NULL where it is not one to this item
 */
RosterAnswer *
roster_answer_from_json (const RosterItem  *item,
                         const char        *json,
                         GError           **error)
{
  g_autoptr (RosterAnswer) self = roster_answer_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode *at;

  g_return_val_if_fail (item != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  root = json_from_string (json, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, _("The answer does not fit the item"));
      return NULL;
    }

  object = json_node_get_object (root);
  if (json_object_get_boolean_member_with_default (object, "na", FALSE))
    self->state = ROSTER_ANSWER_NOT_APPLICABLE;
  else
    take_value (self, item, json_object_get_member (object, "value"));
  self->comment = text_member (object, "comment");
  self->reason = text_member (object, "reason");
  self->by = text_member (object, "by");
  self->finding = roster_finding_from_json (json_object_get_member (object, "evidence"));
  at = json_object_get_member (object, "at");
  if (at != NULL && JSON_NODE_HOLDS_VALUE (at) && json_node_get_value_type (at) == G_TYPE_INT64)
    self->at = json_node_get_int (at);

  return roster_answer_check (item, self, error) ? g_steal_pointer (&self) : NULL;
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

static void
set_value (JsonObject         *object,
           const RosterItem   *item,
           const RosterAnswer *self)
{
  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      json_object_set_boolean_member (object, "value", self->value != 0);
      break;
    case ROSTER_ITEM_SCALE:
    case ROSTER_ITEM_NUMBER:
      json_object_set_int_member (object, "value", self->value);
      break;
    case ROSTER_ITEM_TEXT:
      json_object_set_string_member (object, "value", self->text);
      break;
    }
}

/**
 * roster_answer_to_json:
 *
 * Returns: (transfer full): the answer as an entry of the map of answers
 */
char *
roster_answer_to_json (const RosterItem   *item,
                       const RosterAnswer *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (item != NULL, NULL);
  g_return_val_if_fail (self != NULL, NULL);

  if (self->state == ROSTER_ANSWER_NOT_APPLICABLE)
    json_object_set_boolean_member (object, "na", TRUE);
  else if (self->state == ROSTER_ANSWER_GIVEN)
    set_value (object, item, self);
  set_text (object, "comment", self->comment);
  set_text (object, "reason", self->reason);
  set_text (object, "by", self->by);
  if (self->finding != NULL)
    json_object_set_member (object, "evidence", roster_finding_to_json (self->finding));
  if (self->at != 0)
    json_object_set_int_member (object, "at", self->at);

  json_node_set_object (root, object);
  return roster_json_canonical (root);
}

static gboolean
is_within (const RosterRange *range,
           gint64             value)
{
  return value >= range->from && value <= range->to;
}

/**
 * roster_answer_points:
 *
 * Returns: the points of the answer, 0 to 4; -1 where it does not count: open, not applicable, or without a score
 */
int
roster_answer_points (const RosterItem   *item,
                      const RosterAnswer *self)
{
  g_return_val_if_fail (item != NULL, -1);
  g_return_val_if_fail (self != NULL, -1);

  if (self->state != ROSTER_ANSWER_GIVEN || !roster_item_is_scored (item))
    return -1;

  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      return self->value != 0 ? FULL : 0;
    case ROSTER_ITEM_SCALE:
      return (int) self->value;
    case ROSTER_ITEM_NUMBER:
      if (is_within (&item->good, self->value))
        return FULL;
      return is_within (&item->fair, self->value) ? HALF : 0;
    case ROSTER_ITEM_TEXT:
      break;
    }

  return -1;
}

/**
 * roster_answer_fails:
 *
 * Returns: whether the answer says that the item is not as it should be: it got less than half of its points
 */
gboolean
roster_answer_fails (const RosterItem   *item,
                     const RosterAnswer *self)
{
  int points = roster_answer_points (item, self);

  return points >= 0 && points < HALF;
}

/**
 * roster_answer_overrules:
 *
 * Returns: whether a person answered otherwise than the data: such an answer needs a reason
 */
gboolean
roster_answer_overrules (const RosterItem   *item,
                         const RosterAnswer *self)
{
  g_return_val_if_fail (item != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  g_autoptr (RosterAnswer) found = self->finding != NULL ? roster_answer_from_finding (item, self->finding) : NULL;

  return found != NULL && found->state == ROSTER_ANSWER_GIVEN && self->state != ROSTER_ANSWER_OPEN &&
         (self->state != found->state || self->value != found->value);
}
