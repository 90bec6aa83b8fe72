/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-creating.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-line-up-items.h"
#include "roster-line-up-reading.h"
#include "roster-live-clash.h"
#include "roster-live-reading.h"
#include "roster-series.h"

/* How far ahead a streamer's next session is looked for, milliseconds. */
#define AHEAD (G_GINT64_CONSTANT (56) * 24 * 3600000)

/* What stands in for a time of a series may have been moved this far from it, milliseconds. */
#define MOVED (G_GINT64_CONSTANT (7) * 24 * 3600000)

/* Whether a line-up that is there serves: one of a whole series leaves room for that of one time. */
static RosterRecord *
own_line_up (const RosterOccurrence *occurrence,
             GPtrArray              *line_ups)
{
  return occurrence->live != occurrence->series ? roster_live_line_up (occurrence, line_ups) : NULL;
}

/* The streamer's next session that has no line-up, today's included; (transfer full) (nullable). */
static RosterOccurrence *
find_next (RosterCache  *cache,
           const char   *streamer,
           GPtrArray    *line_ups,
           GError      **error)
{
  gint64 now = roster_clock_now (roster_cache_clock (cache));
  g_autoptr (GTimeZone) zone = roster_clock_zone (roster_cache_clock (cache));
  gint64 today = roster_wall_to_instant (roster_wall_day (roster_wall_from_instant (now, zone)), zone);
  g_autoptr (GPtrArray) lives = roster_schedule_read_lives_of (cache, streamer, today, today + AHEAD, error);
  g_autoptr (GPtrArray) occurrences =
      lives != NULL ? roster_occurrences_expand (lives, today, today + AHEAD, NULL) : NULL;

  for (guint i = 0; occurrences != NULL && i < occurrences->len; i++)
    {
      RosterOccurrence *occurrence = occurrences->pdata[i];

      if (roster_occurrence_is_open (occurrence) && occurrence->start >= today &&
          roster_live_line_up (occurrence, line_ups) == NULL)
        return roster_occurrence_copy (occurrence);
    }
  return NULL;
}

/* What was accepted for the streamer, each in the role it suits, so that the line-up lacks neither where it can. */
static gboolean
add_accepted (RosterCache   *cache,
              RosterRecord  *line_up,
              const char    *streamer,
              GError       **error)
{
  g_autoptr (GPtrArray) accepted = roster_line_up_accepted (cache, streamer, error);
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up);

  if (accepted == NULL)
    return FALSE;

  for (guint i = 0; i < accepted->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (RosterRecord) product = roster_cache_get (cache, &roster_product_type, accepted->pdata[i], &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (product != NULL)
        roster_line_up_items_add (items, roster_record_id (product), roster_line_up_role_for (items, product),
                                  roster_record_number (product, "price", ROSTER_LINE_UP_UNKNOWN));
    }
  roster_record_set (line_up, "items", roster_line_up_items_to_map (items));
  return TRUE;
}

/* What there is to begin with: what the whole series sells, or what was accepted for the streamer. */
static gboolean
add_items (RosterCache             *cache,
           RosterRecord            *line_up,
           RosterRecord            *owner,
           const RosterOccurrence  *occurrence,
           GPtrArray               *line_ups,
           GError                 **error)
{
  RosterRecord *of_series = occurrence != NULL ? roster_live_line_up (occurrence, line_ups) : NULL;

  if (of_series == NULL)
    return add_accepted (cache, line_up, roster_record_id (owner), error);

  roster_record_set (line_up, "items", roster_record_value (of_series, "items"));
  return TRUE;
}

/* Plans a line-up of a streamer, for a session where one is given. One time of a series gets a record of its own with
   it, within the same step. */
static gboolean
plan (RosterCache             *cache,
      RosterRecord            *owner,
      const RosterOccurrence  *occurrence,
      GPtrArray               *line_ups,
      char                   **id,
      RosterEdit             **edit,
      GError                 **error)
{
  RosterRecord *live = occurrence != NULL ? occurrence->live : NULL;
  g_autoptr (RosterRecord) line_up = NULL, stand_in = NULL;
  g_autofree char *new_id = roster_cache_new_id (cache), *day = NULL, *name = NULL, *label = NULL;

  if (live != NULL && live == occurrence->series)
    {
      g_autofree char *own = roster_cache_new_id (cache);

      live = stand_in = roster_occurrence_stand_in (occurrence, own);
      roster_record_set (stand_in, "lineUp", NULL);
    }

  line_up = roster_record_new (&roster_lineup_type, new_id, roster_record_account (owner));
  day = live != NULL ? g_strndup (roster_record_text (live, "startLocal"), 10)
                     : roster_clock_today (roster_cache_clock (cache));
  name = g_strdup_printf ("%s %s", day, roster_record_title (live != NULL ? live : owner));
  roster_record_set_text (line_up, "streamer", roster_record_id (owner));
  roster_record_set_text (line_up, "name", name);
  if (live != NULL)
    roster_record_set_text (line_up, "live", roster_record_id (live));
  roster_record_apply_defaults (line_up);
  if (!add_items (cache, line_up, owner, occurrence, line_ups, error) || !roster_record_check (line_up, error))
    return FALSE;

  /* Translators: a step that can be undone; %s is a streamer. */
  label = g_strdup_printf (_("Plan a line-up for %s"), roster_record_title (owner));
  *edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  if (stand_in != NULL)
    roster_edit_create (*edit, stand_in);
  roster_edit_create (*edit, line_up);
  *id = g_steal_pointer (&new_id);
  return TRUE;
}

/* A record that must be there, or NULL with the error. */
static RosterRecord *
get (RosterCache             *cache,
     const RosterRecordType  *type,
     const char              *id,
     const char              *gone,
     GError                 **error)
{
  g_autoptr (GError) failure = NULL;
  RosterRecord *record = roster_cache_get (cache, type, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, gone);

  return record;
}

/* The live of a key, as it is now: the key of one time of a series stays when that time gets a record of its own;
   (transfer full), NULL with the error. */
static RosterOccurrence *
find_occurrence (RosterCache  *cache,
                 const char   *key,
                 GError      **error)
{
  const char *slash = strchr (key, '/');
  g_autofree char *id = slash != NULL ? g_strndup (key, slash - key) : g_strdup (key);
  g_autoptr (RosterRecord) live = get (cache, &roster_live_type, id, _("The live session is gone."), error);
  g_autoptr (GPtrArray) lives = NULL, occurrences = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  gint64 slot, at;

  if (live == NULL)
    return NULL;

  if (slash == NULL || !roster_wall_parse (slash + 1, &slot, NULL))
    {
      const RosterOccurrence once = { .live = live, .key = (char *) key };

      return roster_occurrence_copy (&once);
    }

  lives = roster_cache_list_by (cache, &roster_live_type, "series", id, error);
  if (lives == NULL)
    return NULL;

  g_ptr_array_add (lives, g_object_ref (live));
  zone = roster_live_zone (live);
  at = roster_wall_to_instant (slot, zone);
  occurrences = roster_occurrences_expand (lives, at - MOVED, at + MOVED, NULL);
  for (guint i = 0; i < occurrences->len; i++)
    if (g_str_equal (((RosterOccurrence *) occurrences->pdata[i])->key, key))
      return roster_occurrence_copy (occurrences->pdata[i]);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The live session is gone."));
  return NULL;
}

/**
 * roster_line_up_for_streamer:
 * @cache: the writer's
 * @streamer: a streamer's id
 * @id: (out): the new line-up's id
 * @edit: (out): what makes it
 *
 * Plans a line-up: for the streamer's next session that has none, with the products that were accepted and stand in no
 * other.
 *
 * Returns: whether there is an edit; %FALSE with @error set
 */
gboolean
roster_line_up_for_streamer (RosterCache  *cache,
                             const char   *streamer,
                             char        **id,
                             RosterEdit  **edit,
                             GError      **error)
{
  g_autoptr (RosterRecord) owner = NULL;
  g_autoptr (GPtrArray) line_ups = NULL;
  g_autoptr (RosterOccurrence) next = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (cache != NULL && streamer != NULL, FALSE);
  g_return_val_if_fail (id != NULL && edit != NULL, FALSE);

  owner = get (cache, &roster_streamer_type, streamer, _("The streamer is gone."), error);
  if (owner != NULL)
    line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", streamer, error);
  if (line_ups == NULL)
    return FALSE;

  next = find_next (cache, streamer, line_ups, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return plan (cache, owner, next, line_ups, id, edit, error);
}

/**
 * roster_line_up_for_live:
 * @cache: the writer's
 * @key: the key of a live, see #RosterOccurrence
 * @id: (out): the line-up's id
 * @edit: (out) (nullable): what makes it; %NULL where it is there already
 *
 * Finds the line-up of exactly this session, or plans one. One time of a series gets its own: that of the whole series,
 * where there is one, is what it begins with.
 *
 * Returns: whether there is one; %FALSE with @error set
 */
gboolean
roster_line_up_for_live (RosterCache  *cache,
                         const char   *key,
                         char        **id,
                         RosterEdit  **edit,
                         GError      **error)
{
  g_autoptr (RosterOccurrence) occurrence = NULL;
  g_autoptr (RosterRecord) owner = NULL;
  g_autoptr (GPtrArray) line_ups = NULL;
  const char *streamer;
  RosterRecord *line_up;

  g_return_val_if_fail (cache != NULL && key != NULL, FALSE);
  g_return_val_if_fail (id != NULL && edit != NULL, FALSE);

  occurrence = find_occurrence (cache, key, error);
  if (occurrence == NULL)
    return FALSE;

  streamer = roster_record_text (occurrence->live, "streamer");
  owner = get (cache, &roster_streamer_type, streamer, _("The streamer is gone."), error);
  if (owner != NULL)
    line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", streamer, error);
  if (line_ups == NULL)
    return FALSE;

  line_up = own_line_up (occurrence, line_ups);
  if (line_up == NULL)
    return plan (cache, owner, occurrence, line_ups, id, edit, error);

  *id = g_strdup (roster_record_id (line_up));
  return TRUE;
}
