/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-writing.h"

#include <glib/gi18n-lib.h>

#include "roster-account.h"
#include "roster-live-clash.h"

typedef struct
{
  RosterIdSource *ids;
  RosterOccurrence *occurrence;
  RosterExtent extent;
  RosterRecord *wanted;
  char *label;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_clear_object (&writing->ids);
  g_clear_pointer (&writing->occurrence, roster_occurrence_free);
  g_clear_object (&writing->wanted);
  g_free (writing->label);
  g_free (writing);
}

/* Rule 25: a live is confirmed when its line-up names what draws viewers and what earns. */
static gboolean
may_confirm (RosterCache             *cache,
             const RosterOccurrence  *occurrence,
             RosterRecord            *wanted,
             GError                 **error)
{
  g_autoptr (GPtrArray) line_ups =
      roster_cache_list_by (cache, &roster_lineup_type, "streamer", roster_record_text (wanted, "streamer"), error);
  RosterOccurrence asked = *occurrence;
  RosterRecord *line_up;
  const char *refusal = NULL;

  if (line_ups == NULL)
    return FALSE;

  asked.live = wanted;
  line_up = roster_live_line_up (&asked, line_ups);
  if (line_up == NULL)
    refusal = _("Confirm needs a line-up first: it names the products that draw viewers and those that earn.");
  else if (!roster_line_up_has (line_up, "traffic"))
    refusal = _("The line-up has no traffic item yet, the product that draws viewers. Add one, then confirm.");
  else if (!roster_line_up_has (line_up, "profit"))
    refusal = _("The line-up has no profit item yet, the product that earns. Add one, then confirm.");

  if (refusal != NULL)
    g_set_error_literal (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, refusal);
  return refusal == NULL;
}

static gboolean
becomes_confirmed (Writing *writing)
{
  return writing->wanted != NULL && g_strcmp0 (roster_record_text (writing->wanted, "state"), "confirmed") == 0 &&
         g_strcmp0 (roster_record_text (writing->occurrence->live, "state"), "confirmed") != 0;
}

static gpointer
apply (RosterCache  *cache,
       RosterEdit   *edit,
       GError      **error)
{
  gint64 step;

  return roster_cache_apply (cache, edit, &step, error) ? g_memdup2 (&step, sizeof step) : NULL;
}

static gpointer
change_in_thread (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Writing *writing = data;
  const RosterOccurrence *occurrence = writing->occurrence;
  g_autoptr (GPtrArray) lives = NULL, changes = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, writing->label);

  if (becomes_confirmed (writing) && !may_confirm (cache, occurrence, writing->wanted, error))
    return NULL;

  lives = occurrence->series != NULL ? roster_cache_list_by (cache, &roster_live_type, "series",
                                                             roster_record_id (occurrence->series), error)
                                     : g_ptr_array_new ();
  if (lives == NULL)
    return NULL;

  changes = writing->wanted != NULL
                ? roster_series_change (occurrence, writing->extent, writing->wanted, lives, writing->ids)
                : roster_series_remove (occurrence, writing->extent, lives);
  for (guint i = 0; i < changes->len; i++)
    {
      RosterLiveChange *change = changes->pdata[i];

      if (change->after != NULL && !roster_record_check (change->after, error))
        return NULL;
      if (change->before == NULL)
        roster_edit_create (edit, change->after);
      else if (change->after == NULL)
        roster_edit_delete (edit, change->before);
      else
        roster_edit_update (edit, change->before, change->after);
    }

  return apply (cache, edit, error);
}

/* A live belongs to the book of its streamer. */
static gpointer
create_in_thread (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Writing *writing = data;
  const char *id = roster_record_text (writing->wanted, "streamer");
  g_autoptr (RosterRecord) streamer = id != NULL ? roster_cache_get (cache, &roster_streamer_type, id, error) : NULL;
  g_autoptr (RosterRecord) live = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL, *new_id = NULL;

  if (streamer == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED,
                             _("Choose the streamer who goes live."));
      return NULL;
    }

  new_id = roster_cache_new_id (cache);
  live = roster_record_new (&roster_live_type, new_id, roster_record_account (streamer));
  for (guint i = 0; i < roster_live_type.n_fields; i++)
    roster_record_set (live, roster_live_type.fields[i].name,
                       roster_record_value (writing->wanted, roster_live_type.fields[i].name));
  roster_record_apply_defaults (live);
  if (!roster_live_check (live, error) || !roster_record_check (live, error))
    return NULL;

  /* Translators: a step that can be undone; %s is a streamer. */
  label = g_strdup_printf (_("Plan a live with %s"), roster_record_title (streamer));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, live);
  return apply (cache, edit, error);
}

/**
 * roster_live_create_async:
 * @wanted: a Live of any id; it is copied into the book of its streamer
 *
 * Makes a new live, or a series of them.
 */
void
roster_live_create_async (RosterContext       *context,
                          RosterRecord        *wanted,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Writing *writing;

  g_return_if_fail (ROSTER_IS_CONTEXT (context));
  g_return_if_fail (ROSTER_IS_RECORD (wanted));

  writing = g_new0 (Writing, 1);
  writing->wanted = g_object_ref (wanted);
  roster_store_write_async (roster_context_store (context), create_in_thread, writing, writing_free, g_free,
                            cancellable, callback, user_data);
}

/**
 * roster_live_change_async:
 * @wanted: (nullable): the occurrence as it shall be, from roster_occurrence_record(); %NULL deletes it
 * @label: what the step is called
 *
 * Refuses to confirm a live whose line-up is not ready (rule 25), and says why.
 */
void
roster_live_change_async (RosterContext          *context,
                          const RosterOccurrence *occurrence,
                          RosterExtent            extent,
                          RosterRecord           *wanted,
                          const char             *label,
                          GCancellable           *cancellable,
                          GAsyncReadyCallback     callback,
                          gpointer                user_data)
{
  Writing *writing;

  g_return_if_fail (ROSTER_IS_CONTEXT (context));
  g_return_if_fail (occurrence != NULL);
  g_return_if_fail (label != NULL);

  writing = g_new0 (Writing, 1);
  writing->ids = g_object_ref (roster_context_ids (context));
  writing->occurrence = roster_occurrence_copy (occurrence);
  writing->extent = extent;
  writing->wanted = wanted != NULL ? g_object_ref (wanted) : NULL;
  writing->label = g_strdup (label);
  roster_store_write_async (roster_context_store (context), change_in_thread, writing, writing_free, g_free,
                            cancellable, callback, user_data);
}

/**
 * roster_live_change_finish:
 *
 * Returns: the step that undoes it, or -1 with @error set
 */
gint64
roster_live_change_finish (RosterContext  *context,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_autofree gint64 *step = roster_store_finish (roster_context_store (context), result, error);

  return step != NULL ? *step : -1;
}
