/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json.h"
#include "roster-record-json.h"

/*
 * An answer may hold thousands of records, and the first reading of a company is a hundred megabytes. So no tree is
 * made of the whole: the text is walked once, and each part is read by what understands it.
 */

typedef struct
{
  RosterJsonSpan name;
  RosterJsonSpan value;
} Member;

/* The answer to one call: its members, and the elements of the one that is called `list` and may be long. */
typedef struct
{
  RosterJsonSpan name;
  RosterJsonSpan arguments;
  GArray *members;
  GArray *list;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->members, g_array_unref);
  g_clear_pointer (&answer->list, g_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                       _("The office’s answer makes no sense. Update Roster, or ask the office’s administrator."));
  return FALSE;
}

static JsonNode *
parse (const RosterJsonSpan  *span,
       GError               **error)
{
  JsonNode *node = roster_json_parse (span->text, span->length, ROSTER_JSON_MAX_RESPONSE_DEPTH, NULL);

  if (node == NULL)
    refuse (error);
  return node;
}

static JsonObject *
parse_object (const RosterJsonSpan  *span,
              GError               **error)
{
  g_autoptr (JsonNode) node = parse (span, error);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error);
      return NULL;
    }

  return json_object_ref (json_node_get_object (node));
}

static char *
parse_string (const RosterJsonSpan  *span,
              GError               **error)
{
  g_autoptr (JsonNode) node = parse (span, error);

  if (node == NULL)
    return NULL;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      refuse (error);
      return NULL;
    }

  return g_strdup (json_node_get_string (node));
}

static gboolean
read_ids (GPtrArray             *ids,
          const RosterJsonSpan  *array,
          GError               **error)
{
  RosterJsonScan scan;
  RosterJsonSpan element;

  if (!roster_json_scan_array (&scan, array))
    return refuse (error);

  while (roster_json_scan_element (&scan, &element))
    {
      char *id = parse_string (&element, error);

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (ids, id);
    }

  return !scan.broken || refuse (error);
}

static gboolean
check_account (RosterLane            *lane,
               const RosterJsonSpan  *value,
               GError               **error)
{
  g_autofree char *account = parse_string (value, error);

  return account != NULL && (strcmp (account, lane->account) == 0 || refuse (error));
}

/* A method-level error as a GError; a type that is not known counts as `serverFail`. */
static gboolean
read_failure (const RosterJsonSpan  *arguments,
              GError               **error)
{
  g_autoptr (JsonObject) object = parse_object (arguments, error);
  RosterJmapError code = ROSTER_JMAP_ERROR_SERVER_FAIL;
  const char *type, *description;

  if (object == NULL)
    return FALSE;

  type = json_object_get_string_member_with_default (object, "type", "");
  description = json_object_get_string_member_with_default (object, "description", type);
  roster_jmap_error_find (type, &code);
  g_set_error_literal (error, ROSTER_JMAP_ERROR, code, description);
  return FALSE;
}

static Answer *
find_answer (GHashTable *answers,
             char        letter,
             guint       lane)
{
  g_autofree char *call_id = g_strdup_printf ("%c%u", letter, lane);

  return g_hash_table_lookup (answers, call_id);
}

static gboolean
failed (const Answer  *answer,
        GError       **error)
{
  return roster_json_span_is (&answer->name, "error") && !read_failure (&answer->arguments, error);
}

/* The answers to what one lane has asked */

static gboolean
read_set (RosterLane  *lane,
          GHashTable  *answers,
          guint        index,
          GError     **error)
{
  const Answer *answer = find_answer (answers, 's', index);

  if (answer == NULL)
    return refuse (error);
  if (failed (answer, error))
    return FALSE;

  lane->answer.set = parse_object (&answer->arguments, error);
  return lane->answer.set != NULL;
}

/* What was created and updated comes with the /get calls; only what is gone is told here. */
static gboolean
read_changes (RosterLane    *lane,
              const Answer  *answer,
              GError       **error)
{
  for (guint i = 0; i < answer->members->len; i++)
    {
      const Member *member = &g_array_index (answer->members, Member, i);

      if (roster_json_span_is (&member->name, "accountId"))
        {
          if (!check_account (lane, &member->value, error))
            return FALSE;
        }
      else if (roster_json_span_is (&member->name, "newState"))
        {
          g_free (lane->answer.new_state);
          lane->answer.new_state = parse_string (&member->value, error);
          if (lane->answer.new_state == NULL)
            return FALSE;
        }
      else if (roster_json_span_is (&member->name, "hasMoreChanges"))
        {
          lane->answer.more = roster_json_span_is (&member->value, "true");
        }
      else if (roster_json_span_is (&member->name, "destroyed"))
        {
          if (!read_ids (lane->answer.gone, &member->value, error))
            return FALSE;
        }
    }

  return lane->answer.new_state != NULL || refuse (error);
}

/**
 * roster_sync_read_record:
 *
 * Reads one record the thorough way. One that this program cannot read is an error: to pass over it would lose it for
 * good.
 *
 * Returns: (transfer full) (nullable): the record
 */
RosterRecord *
roster_sync_read_record (RosterLane            *lane,
                         const RosterJsonSpan  *text,
                         GError               **error)
{
  g_autoptr (JsonObject) object = parse_object (text, error);
  g_autoptr (GError) local_error = NULL;
  RosterRecord *record;

  if (object == NULL)
    return NULL;

  record = roster_record_from_json (lane->type, lane->account, object, &local_error);
  if (record == NULL)
    g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                 _("The office sent a %s that this Roster cannot read (%s). Update Roster."),
                 roster_record_type_label (lane->type, FALSE), local_error->message);
  return record;
}

/* In a first reading the text of a record goes straight into the cache where it can, and is left as it is. */
static gboolean
read_list (RosterLane  *lane,
           GArray      *list,
           GError     **error)
{
  if (lane->mode == ROSTER_LANE_LOADING)
    {
      g_array_append_vals (lane->answer.texts, list->data, list->len);
      return TRUE;
    }

  for (guint i = 0; i < list->len; i++)
    {
      RosterRecord *record = roster_sync_read_record (lane, &g_array_index (list, RosterJsonSpan, i), error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (lane->answer.records, record);
    }

  return TRUE;
}

static gboolean
read_got (RosterLane  *lane,
          GHashTable  *answers,
          char         letter,
          guint        index,
          GError     **error)
{
  const Answer *answer = find_answer (answers, letter, index);

  if (answer == NULL)
    return refuse (error);
  if (failed (answer, error))
    return FALSE;

  for (guint i = 0; i < answer->members->len; i++)
    {
      const Member *member = &g_array_index (answer->members, Member, i);

      if (roster_json_span_is (&member->name, "accountId"))
        {
          if (!check_account (lane, &member->value, error))
            return FALSE;
        }
      else if (letter == 'f' && roster_json_span_is (&member->name, "notFound"))
        {
          if (!read_ids (lane->answer.not_found, &member->value, error))
            return FALSE;
        }
    }

  return answer->list != NULL ? read_list (lane, answer->list, error) : refuse (error);
}

static gboolean
read_pull (RosterLane  *lane,
           GHashTable  *answers,
           guint        index,
           GError     **error)
{
  const Answer *answer = find_answer (answers, 'c', index);

  if (answer == NULL)
    return refuse (error);
  if (failed (answer, error))
    return FALSE;

  return read_changes (lane, answer, error) &&
         (find_answer (answers, 'f', index) == NULL || read_got (lane, answers, 'f', index, error)) &&
         read_got (lane, answers, 'n', index, error) &&
         read_got (lane, answers, 'u', index, error);
}

/* The whole answer */

/* Takes the arguments apart, once and for all: whose they are stands behind them. */
static gboolean
read_arguments (Answer         *answer,
                RosterJsonScan *triple)
{
  RosterJsonScan scan, elements;
  RosterJsonSpan name, value;
  const char *start = triple->at;

  answer->members = g_array_new (FALSE, FALSE, sizeof (Member));
  if (!roster_json_scan_enter_object (triple, &scan))
    return FALSE;

  while (roster_json_scan_name (&scan, &name))
    if (answer->list == NULL && roster_json_span_is (&name, "list"))
      {
        answer->list = g_array_new (FALSE, FALSE, sizeof (RosterJsonSpan));
        if (!roster_json_scan_enter_array (&scan, &elements))
          return FALSE;
        while (roster_json_scan_element (&elements, &value))
          g_array_append_val (answer->list, value);
        if (!roster_json_scan_leave (&scan, &elements))
          return FALSE;
      }
    else
      {
        Member member = { .name = name };

        if (!roster_json_scan_value (&scan, &member.value))
          return FALSE;
        g_array_append_val (answer->members, member);
      }

  if (!roster_json_scan_leave (triple, &scan))
    return FALSE;
  answer->arguments = (RosterJsonSpan){ start, triple->at - start };
  return TRUE;
}

static gboolean
read_answer (GHashTable      *answers,
             RosterJsonScan  *responses,
             GError         **error)
{
  RosterJsonScan scan;
  RosterJsonSpan name, call_id, content, rest;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autofree char *key = NULL;

  if (!roster_json_scan_enter_array (responses, &scan) ||
      !roster_json_scan_element (&scan, &name) || !roster_json_span_string (&name, &answer->name) ||
      !roster_json_scan_next (&scan) || !read_arguments (answer, &scan) ||
      !roster_json_scan_element (&scan, &call_id) || !roster_json_span_string (&call_id, &content))
    return refuse (error);
  while (roster_json_scan_element (&scan, &rest))
    ;
  if (!roster_json_scan_leave (responses, &scan))
    return refuse (error);

  key = g_strndup (content.text, content.length);
  if (!g_hash_table_contains (answers, key))
    g_hash_table_insert (answers, g_steal_pointer (&key), g_steal_pointer (&answer));
  return TRUE;
}

static gboolean
read_responses (GHashTable      *answers,
                RosterJsonScan  *body,
                GError         **error)
{
  RosterJsonScan scan;

  if (!roster_json_scan_enter_array (body, &scan))
    return refuse (error);
  while (roster_json_scan_next (&scan))
    if (!read_answer (answers, &scan, error))
      return FALSE;

  return roster_json_scan_leave (body, &scan) || refuse (error);
}

static GHashTable *
read_answers (RosterSync            *self,
              const RosterJsonSpan  *body,
              GError               **error)
{
  g_autoptr (GHashTable) answers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  RosterJsonScan scan;
  RosterJsonSpan name, value;

  if (!roster_json_scan_object (&scan, body))
    {
      refuse (error);
      return NULL;
    }

  while (roster_json_scan_name (&scan, &name))
    if (roster_json_span_is (&name, "methodResponses"))
      {
        if (!read_responses (answers, &scan, error))
          return NULL;
      }
    else if (!roster_json_scan_value (&scan, &value))
      {
        break;
      }
    else if (roster_json_span_is (&name, "sessionState"))
      {
        g_autofree char *state = parse_string (&value, error);

        if (state == NULL)
          return NULL;
        if (strcmp (state, self->session->office->state) != 0)
          self->stale = TRUE;
      }

  if (scan.broken || g_hash_table_size (answers) == 0)
    {
      refuse (error);
      return NULL;
    }

  return g_steal_pointer (&answers);
}

static void
read_survey (RosterSync *self,
             GHashTable *answers)
{
  const Answer *answer = g_hash_table_lookup (answers, ROSTER_SURVEY_CALL);
  g_autoptr (JsonObject) object = NULL;

  g_clear_error (&self->survey.error);
  if (answer == NULL || failed (answer, &self->survey.error))
    return;

  object = parse_object (&answer->arguments, &self->survey.error);
  if (object != NULL)
    roster_sync_read_survey (self, object);
}

/**
 * roster_sync_read_answer:
 *
 * Turns the answer into records, lane by lane. What went wrong with one lane is kept there; the others go on.
 *
 * Returns: %FALSE where the whole answer makes no sense
 */
gboolean
roster_sync_read_answer (RosterSync  *self,
                         GBytes      *body,
                         GError     **error)
{
  RosterJsonSpan text;
  g_autoptr (GHashTable) answers = NULL;

  text.text = g_bytes_get_data (body, &text.length);
  if (text.length == 0 || !roster_json_span_is_text (&text))
    return refuse (error);

  answers = read_answers (self, &text, error);
  if (answers == NULL)
    return FALSE;

  if (self->survey.asked)
    read_survey (self, answers);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];

      if (!lane->in_request)
        continue;

      lane->answer.body = g_bytes_ref (body);
      if (lane->sending->len > 0)
        read_set (lane, answers, i, &lane->answer.set_error);
      read_pull (lane, answers, i, &lane->answer.pull_error);
    }

  return TRUE;
}
