/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-accepting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-occurrence.h"
#include "roster-plan-reading.h"

/**
 * roster_planned_new:
 * @streamer: a streamer's id
 *
 * Returns: (transfer full): a part without items yet
 */
RosterPlanned *
roster_planned_new (const char *streamer)
{
  RosterPlanned *self;

  g_return_val_if_fail (streamer != NULL, NULL);

  self = g_new0 (RosterPlanned, 1);
  self->streamer = g_strdup (streamer);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_line_up_item_free);
  return self;
}

void
roster_planned_free (RosterPlanned *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->streamer);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
is_draft (RosterRecord *line_up)
{
  return g_strcmp0 (roster_record_text (line_up, "state"), "draft") == 0;
}

/* A session names its line-up, or a line-up its session. */
static RosterRecord *
find_line_up (GPtrArray    *line_ups,
              RosterRecord *live)
{
  const char *named = live != NULL ? roster_record_text (live, "lineUp") : NULL;

  for (guint i = 0; i < line_ups->len; i++)
    {
      RosterRecord *line_up = line_ups->pdata[i];
      const char *session = roster_record_text (line_up, "live");

      if (live == NULL && session == NULL && is_draft (line_up))
        return line_up;
      if (live != NULL && (g_strcmp0 (roster_record_id (line_up), named) == 0 ||
                           g_strcmp0 (session, roster_record_id (live)) == 0))
        return line_up;
    }

  return NULL;
}

/* Puts what is missing behind what stands there: a person put that there. */
static gboolean
add_missing (GPtrArray *items,
             GPtrArray *planned)
{
  guint before = items->len;

  for (guint i = 0; i < planned->len; i++)
    {
      const RosterLineUpItem *item = planned->pdata[i];

      if (roster_line_up_items_find (items, item->product) < 0)
        roster_line_up_items_add (items, item->product, item->role, item->price);
    }
  return items->len > before;
}

static gboolean
fill (RosterEdit           *edit,
      RosterCache          *cache,
      RosterRecord         *streamer,
      RosterRecord         *live,
      GPtrArray            *line_ups,
      const RosterPlanned  *planned,
      GError              **error)
{
  RosterRecord *before = find_line_up (line_ups, live);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (RosterRecord) after = NULL;

  /* What somebody confirmed stays. */
  if (before != NULL && !is_draft (before))
    return TRUE;

  if (before == NULL)
    {
      g_autofree char *id = roster_cache_new_id (cache);
      g_autofree char *day = live != NULL ? g_strndup (roster_record_text (live, "startLocal"), 10)
                                          : roster_clock_today (roster_cache_clock (cache));
      g_autofree char *name = g_strdup_printf ("%s %s", day, roster_record_title (live != NULL ? live : streamer));

      after = roster_record_new (&roster_lineup_type, id, roster_record_account (streamer));
      roster_record_set_text (after, "streamer", roster_record_id (streamer));
      roster_record_set_text (after, "name", name);
      if (live != NULL)
        roster_record_set_text (after, "live", roster_record_id (live));
      roster_record_apply_defaults (after);
    }
  else
    after = roster_record_copy (before);

  items = roster_line_up_items (after);
  if (!add_missing (items, planned->items))
    return TRUE;

  roster_record_set (after, "items", roster_line_up_items_to_map (items));
  if (!roster_record_check (after, error))
    return FALSE;

  if (before == NULL)
    roster_edit_create (edit, after);
  else
    roster_edit_update (edit, before, after);
  return TRUE;
}

/* Into the line-up of each session of the week; where none is planned, into one that waits for a session. */
static gboolean
accept_one (RosterEdit           *edit,
            RosterCache          *cache,
            GPtrArray            *week,
            const RosterPlanned  *planned,
            GError              **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterRecord) streamer = roster_cache_get (cache, &roster_streamer_type, planned->streamer, &failure);
  g_autoptr (GPtrArray) line_ups = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (streamer == NULL)
    return TRUE;

  line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", planned->streamer, error);
  if (line_ups == NULL)
    return FALSE;

  for (guint i = 0; i < week->len; i++)
    {
      RosterRecord *live = ((RosterOccurrence *) week->pdata[i])->live;

      if (g_strcmp0 (roster_record_text (live, "streamer"), planned->streamer) != 0 ||
          !g_hash_table_add (seen, (gpointer) roster_record_id (live)))
        continue;
      if (!fill (edit, cache, streamer, live, line_ups, planned, error))
        return FALSE;
    }

  return g_hash_table_size (seen) > 0 || fill (edit, cache, streamer, NULL, line_ups, planned, error);
}

/**
 * roster_plan_accept_edit:
 * @cache: the writer's
 * @planned: (element-type RosterPlanned): what was accepted
 *
 * Makes the edit that puts a plan into line-ups: into the drafts of the sessions of the coming week, and into new ones
 * where a session has none. What stands in a draft stays there, and what is confirmed is not touched.
 *
 * Returns: (transfer full) (nullable): one step, which is empty where everything stands there already; %NULL with
 *   @error set
 */
RosterEdit *
roster_plan_accept_edit (RosterCache  *cache,
                         GPtrArray    *planned,
                         GError      **error)
{
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (GPtrArray) week = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (cache != NULL && planned != NULL, NULL);

  week = roster_plan_week_of_lives (cache, error);
  if (week == NULL)
    return NULL;

  /* Translators: a step that can be undone. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Accept the week’s plan of %u streamer",
                                        "Accept the week’s plan of %u streamers", planned->len),
                           planned->len);
  edit = roster_edit_new (ROSTER_CAUSE_BULK, label);
  for (guint i = 0; i < planned->len; i++)
    if (!accept_one (edit, cache, week, planned->pdata[i], error))
      return NULL;

  return g_steal_pointer (&edit);
}
