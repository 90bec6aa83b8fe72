/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-journal.h"

#include <glib/gi18n-lib.h>

#include "roster-ctl-output.h"
#include "roster-ctl.h"

#define MAX_STEPS 1000

static char *
local_time (RosterCtl *self,
            gint64     instant)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (self->clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static const char *
state_nick (RosterStepState state)
{
  switch (state)
    {
    case ROSTER_STEP_STATE_DONE:
      return "done";
    case ROSTER_STEP_STATE_UNDONE:
      return "undone";
    }

  g_return_val_if_reached (NULL);
}

/* What a person reads; the nicks are for programs. */
static const char *
state_label (RosterStepState state)
{
  switch (state)
    {
    case ROSTER_STEP_STATE_DONE:
      /* Translators: what became of a step that was not undone. */
      return C_("step", "done");
    case ROSTER_STEP_STATE_UNDONE:
      return C_("step", "undone");
    }

  g_return_val_if_reached (NULL);
}

static const char *
cause_label (RosterCause cause)
{
  switch (cause)
    {
    case ROSTER_CAUSE_EDIT:
      return C_("cause", "edit");
    case ROSTER_CAUSE_BULK:
      /* Translators: several records edited at once. */
      return C_("cause", "bulk edit");
    case ROSTER_CAUSE_IMPORT:
      return C_("cause", "import");
    case ROSTER_CAUSE_PULL:
      /* Translators: what came from the office. */
      return C_("cause", "from the office");
    case ROSTER_CAUSE_MERGE:
      return C_("cause", "merge");
    case ROSTER_CAUSE_RESOLVE:
      /* Translators: a conflict was settled. */
      return C_("cause", "settled");
    case ROSTER_CAUSE_DROP:
      /* Translators: a change was given up. */
      return C_("cause", "given up");
    case ROSTER_CAUSE_UNDO:
      return C_("cause", "undo");
    case ROSTER_CAUSE_REDO:
      return C_("cause", "redo");
    }

  g_return_val_if_reached (NULL);
}

static JsonObject *
step_json (const RosterJournalStep *step)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", step->number);
  json_object_set_int_member (object, "at", step->at);
  json_object_set_string_member (object, "actor", step->actor != NULL ? step->actor : "");
  json_object_set_string_member (object, "cause", roster_cause_to_nick (step->cause));
  json_object_set_string_member (object, "label", step->label);
  json_object_set_string_member (object, "state", state_nick (step->state));
  json_object_set_int_member (object, "changes", step->n_changes);
  if (step->undoes != 0)
    json_object_set_int_member (object, "undoes", step->undoes);
  return object;
}

static gboolean
run_log (RosterCtl  *self,
         char      **arguments,
         GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (GPtrArray) steps = cache != NULL ? roster_cache_list_steps (cache, MAX_STEPS, error) : NULL;
  g_autoptr (RosterCtlTable) table = NULL;
  g_autoptr (RosterCtlArray) array = NULL;

  if (steps == NULL)
    return FALSE;

  array = roster_ctl_array_new ();
  table = roster_ctl_table_new (_("Step"), _("When"), _("Who"), _("Cause"), _("State"), _("Records"), _("What"), NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const RosterJournalStep *step = steps->pdata[i];
      g_autoptr (JsonObject) object = step_json (step);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, step->number);
      g_autofree char *changes = g_strdup_printf ("%u", step->n_changes);
      g_autofree char *when = local_time (self, step->at);

      roster_ctl_array_add (array, object);
      roster_ctl_table_add (table, number, when, step->actor != NULL ? step->actor : "",
                            cause_label (step->cause), state_label (step->state), changes, step->label, NULL);
    }

  if (self->json)
    roster_ctl_array_print (array);
  else
    roster_ctl_table_print (table);
  return TRUE;
}

static gboolean
parse_step (const char  *text,
            gint64      *step,
            GError     **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("“%s” is not the number of a step"), text);
      return FALSE;
    }

  *step = number;
  return TRUE;
}

/* Says which steps there are where @step is none of them. */
static gboolean
check_step (RosterCache  *cache,
            gint64        step,
            GError      **error)
{
  g_autoptr (GPtrArray) steps = roster_cache_list_steps (cache, G_MAXINT, error);
  g_autofree char *asked = NULL, *first = NULL, *last = NULL;

  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (((const RosterJournalStep *) steps->pdata[i])->number == step)
      return TRUE;
  if (steps->len == 0)
    return roster_ctl_refuse (error, _("There are no steps yet: nothing was done"));

  asked = g_strdup_printf ("%" G_GINT64_FORMAT, step);
  first = g_strdup_printf ("%" G_GINT64_FORMAT, ((const RosterJournalStep *) steps->pdata[steps->len - 1])->number);
  last = g_strdup_printf ("%" G_GINT64_FORMAT, ((const RosterJournalStep *) steps->pdata[0])->number);
  /* Translators: three numbers of steps. */
  g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
               _("There is no step %s; they go from %s to %s, and “rosterctl log” lists them"), asked, first, last);
  return FALSE;
}

static void
print_report (RosterCtl                  *self,
              const RosterReversalReport *report,
              const char                 *summary)
{
  static const char *const outcomes[] = { "reversed", "kept", "failed" };

  if (self->json)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonArray) rows = json_array_new ();

      json_object_set_int_member (object, "step", report->step);
      json_object_set_string_member (object, "label", report->label);
      json_object_set_int_member (object, "reversed", report->n_reversed);
      json_object_set_int_member (object, "kept", report->n_kept);
      json_object_set_int_member (object, "failed", report->n_failed);
      for (guint i = 0; i < report->rows->len; i++)
        {
          const RosterReversalRow *row = report->rows->pdata[i];
          JsonObject *element = json_object_new ();

          json_object_set_string_member (element, "type", row->key->type->name);
          json_object_set_string_member (element, "id", row->key->id);
          json_object_set_string_member (element, "title", row->title);
          json_object_set_string_member (element, "outcome", outcomes[row->outcome]);
          if (row->reason != NULL)
            json_object_set_string_member (element, "reason", row->reason);
          json_array_add_object_element (rows, element);
        }
      json_object_set_array_member (object, "rows", g_steal_pointer (&rows));
      roster_ctl_print_json (object);
      return;
    }

  /* Translators: what was done, and how much of it was reversed. */
  roster_ctl_print (C_("reversal", "%s: %s\n"), report->label, summary);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const RosterReversalRow *row = report->rows->pdata[i];

      if (row->outcome == ROSTER_REVERSAL_FAILED)
        roster_ctl_print ("  %s: %s\n", row->title, row->reason != NULL ? row->reason : _("failed"));
      else if (row->outcome == ROSTER_REVERSAL_KEPT)
        roster_ctl_print ("  %s: %s\n", row->title, _("kept"));
    }
}

static gboolean
run_undo (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterReversalReport) report = NULL;
  g_autofree char *summary = NULL;
  gint64 step = 0;

  if (cache == NULL || (arguments[0] != NULL && !parse_step (arguments[0], &step, error)))
    return FALSE;
  if (step != 0 && !check_step (cache, step, error))
    return FALSE;
  if (step == 0)
    step = roster_cache_next_undo (cache);
  if (step == 0)
    return roster_ctl_refuse (error, _("There is nothing to undo"));

  report = roster_cache_undo (cache, step, error);
  if (report == NULL)
    return FALSE;

  /* Translators: three numbers of records. */
  summary = g_strdup_printf (_("%u put back, %u kept because they were edited since, %u failed"),
                             report->n_reversed, report->n_kept, report->n_failed);
  print_report (self, report, summary);
  return report->n_failed == 0 || roster_ctl_refuse (error, _("Some records could not be put back"));
}

static gboolean
run_redo (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterReversalReport) report = NULL;
  g_autofree char *summary = NULL;
  gint64 step = 0;

  if (cache == NULL || (arguments[0] != NULL && !parse_step (arguments[0], &step, error)))
    return FALSE;
  if (step != 0 && !check_step (cache, step, error))
    return FALSE;
  if (step == 0)
    step = roster_cache_next_redo (cache);
  if (step == 0)
    return roster_ctl_refuse (error, _("There is nothing to do again"));

  report = roster_cache_redo (cache, step, error);
  if (report == NULL)
    return FALSE;

  /* Translators: three numbers of records. */
  summary = g_strdup_printf (_("%u changed again, %u kept because they were edited since, %u failed"),
                             report->n_reversed, report->n_kept, report->n_failed);
  print_report (self, report, summary);
  return report->n_failed == 0 || roster_ctl_refuse (error, _("Some records could not be changed again"));
}

const RosterCtlCommand roster_ctl_journal_commands[] = {
  { "log", NULL, N_("List what was done, newest first"), ROSTER_CTL_OPTION_JSON, 0, 0, run_log },
  { "undo", "[STEP]", N_("Undo the last step, or the step with this number"), ROSTER_CTL_OPTION_JSON, 0, 1, run_undo },
  { "redo", "[STEP]", N_("Do again what was undone last, or the step with this number"), ROSTER_CTL_OPTION_JSON,
    0, 1, run_redo },
  { NULL },
};
