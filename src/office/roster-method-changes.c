/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "roster-json.h"

typedef struct
{
  gint64 since;
  gint64 max_changes;
  gint64 n_changes;
  gint64 last;
  gboolean more;
  GString *created;
  GString *updated;
  GString *destroyed;
  /* Where the records go, if somebody asks for them next, and how much of them */
  RosterMethodAhead *ahead;
  gsize limit;
} Changes;

static gboolean
take_change (const RosterRow *row,
             gpointer         data)
{
  Changes *changes = data;
  GString *list;

  if (++changes->n_changes > changes->max_changes)
    {
      changes->more = TRUE;
      return FALSE;
    }

  changes->last = row->modseq;
  list = row->destroyed                         ? changes->destroyed
         : row->created_modseq > changes->since ? changes->created
                                                : changes->updated;
  if (list->len > 0)
    g_string_append_c (list, ',');
  roster_json_append_string (list, row->id);
  if (changes->ahead != NULL && !row->destroyed)
    roster_method_ahead_add (changes->ahead, row->id, row->body, changes->limit);
  return TRUE;
}

/*
 * A state is the modseq that was read up to. While a client reads everything from the beginning in pages, the states in
 * between are `READ-START`: START is the state when it began, and what counts for purged tombstones, for it cannot have
 * seen a record that was destroyed before.
 */
static gboolean
parse_state (const char *text,
             gint64     *since,
             gint64     *start)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  guint64 number;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *since = *start = number;

  if (parts[1] == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (parts[1], 10, *since, G_MAXINT64, &number, NULL))
    return FALSE;
  *start = number;
  return TRUE;
}

static void
append_new_state (GString       *answer,
                  const Changes *changes,
                  gint64         start,
                  gint64         state)
{
  if (!changes->more)
    roster_method_append_state (answer, "newState", state);
  else if (start > changes->last)
    g_string_append_printf (answer, "\"newState\":\"%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "\"", changes->last, start);
  else
    roster_method_append_state (answer, "newState", changes->last);
}

/**
 * roster_method_changes:
 *
 * `Type/changes` (RFC 8620, section 5.2).
 */
gboolean
roster_method_changes (RosterMethodCall  *call,
                       GString           *answer,
                       GError           **error)
{
  static const char *const names[] = { "accountId", "sinceState", "maxChanges", NULL };
  g_autoptr (RosterOfficeAccount) account = NULL;
  g_autoptr (GString) created = g_string_new (NULL), updated = g_string_new (NULL), destroyed = g_string_new (NULL);
  gint64 state, counter, lowest, start;
  const char *since = NULL;
  Changes changes = { .created = created, .updated = updated, .destroyed = destroyed };

  /* Never more than one /get can take, so that the client may refer to the answer. */
  changes.max_changes = roster_office_limits (call->office)->max_objects_in_get;
  if (!roster_method_check_names (call, names, error) ||
      !roster_method_get_string (call, "sinceState", &since, error) ||
      !roster_method_get_integer (call, "maxChanges", 1, &changes.max_changes, error))
    return FALSE;
  if (since == NULL)
    return roster_method_invalid (error, "sinceState");
  changes.max_changes = MIN (changes.max_changes, roster_office_limits (call->office)->max_objects_in_get);

  account = roster_method_account (call, ROSTER_ACCESS_READ, error);
  if (account == NULL || !roster_backend_call (call->backend, read_state, account->number, call->type, &state, error) ||
      !roster_backend_call (call->backend, read_counter, account->number, &counter, &lowest, error))
    return FALSE;

  if (!parse_state (since, &changes.since, &start) || start > state ||
      (start < lowest && start < state && start != 0))
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES,
                           _("This state is too old or unknown. Read everything again."));
      return FALSE;
    }

  if (changes.since == 0)
    start = state;
  if (call->is_referred_to)
    {
      changes.ahead = call->ahead;
      changes.limit = call->space;
      roster_method_ahead_begin (call->ahead, account->number, call->type, state);
    }
  if (!roster_backend_call (call->backend, each_change, account->number, call->type, changes.since,
                            changes.max_changes + 1, call->is_referred_to,
                            take_change, &changes, error))
    return FALSE;

  g_string_append (answer, "{\"accountId\":");
  roster_json_append_string (answer, account->id);
  g_string_append (answer, ",\"oldState\":");
  roster_json_append_string (answer, since);
  g_string_append_c (answer, ',');
  append_new_state (answer, &changes, start, state);
  g_string_append_printf (answer, ",\"hasMoreChanges\":%s,\"created\":[%s],\"updated\":[%s],\"destroyed\":[%s]}",
                          changes.more ? "true" : "false", created->str, updated->str, destroyed->str);
  return TRUE;
}
