/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method.h"

#include <glib/gi18n-lib.h>

#include "roster-json.h"

typedef struct
{
  RosterMethodCall *call;
  GString *answer;
  gsize limit;
  /* The account that the states before belong to, what it is to the person, and whether it is in the answer */
  gint64 account;
  RosterRelation relation;
  gboolean open;
  guint n_accounts;
  GError *error;
} States;

static gboolean
enter_account (States                    *states,
               const RosterOfficeAccount *account)
{
  if (states->open)
    g_string_append_c (states->answer, '}');
  states->open = FALSE;
  states->account = account->number;
  return roster_office_person_relation (states->call->backend, states->call->person, account, &states->relation,
                                        &states->error);
}

static gboolean
take_state (const RosterTypeState *state,
            gpointer               data)
{
  States *states = data;

  if (states->account != state->account.number && !enter_account (states, &state->account))
    return FALSE;
  if (roster_rights_of_type (states->call->person->role, states->relation, state->type) == ROSTER_ACCESS_NONE)
    return TRUE;

  if (!states->open)
    {
      g_string_append (states->answer, states->n_accounts++ > 0 ? "," : "");
      roster_json_append_string (states->answer, state->account.id);
      g_string_append (states->answer, ":{");
    }
  else
    {
      g_string_append_c (states->answer, ',');
    }
  states->open = TRUE;
  roster_method_append_state (states->answer, state->type->name, state->modseq);
  if (states->answer->len > states->limit)
    return roster_method_too_large (&states->error);

  return TRUE;
}

/**
 * roster_method_states:
 *
 * `State/changes`: the states of the types that have changed in any account that the person may see, as a StateChange
 * (RFC 8620, section 7.1) tells them. With it one call says that nothing has changed, however many accounts there are.
 */
gboolean
roster_method_states (RosterMethodCall  *call,
                      GString           *answer,
                      GError           **error)
{
  static const char *const names[] = { "sinceState", NULL };
  States states = { .call = call, .answer = answer, .limit = answer->len + call->space };
  const char *since = NULL;
  guint64 from;
  gint64 stamp;

  if (!roster_method_check_names (call, names, error) ||
      !roster_method_get_string (call, "sinceState", &since, error))
    return FALSE;
  if (since == NULL)
    return roster_method_invalid (error, "sinceState");
  if (!roster_backend_call (call->backend, read_stamp, &stamp, error))
    return FALSE;

  if (!g_ascii_string_to_unsigned (since, 10, 0, stamp, &from, NULL))
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES,
                           _("This state is too old or unknown. Read everything again."));
      return FALSE;
    }

  g_string_append (answer, "{\"oldState\":");
  roster_json_append_string (answer, since);
  g_string_append_c (answer, ',');
  roster_method_append_state (answer, "newState", stamp);
  g_string_append (answer, ",\"changed\":{");
  if (!roster_backend_call (call->backend, each_state, from, take_state, &states, error))
    return FALSE;
  if (states.error != NULL)
    {
      g_propagate_error (error, states.error);
      return FALSE;
    }

  g_string_append (answer, states.open ? "}}}" : "}}");
  return TRUE;
}
