/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-check.h"
#include "roster-score.h"
#include "roster-session.h"
#include "roster-walk-change.h"

#define VIDEO_DAYS 90

void
roster_walk_reading_free (RosterWalkReading *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->walkthrough);
  g_clear_object (&self->checklist);
  g_clear_pointer (&self->template, roster_template_unref);
  g_clear_object (&self->streamer);
  g_clear_pointer (&self->videos, g_ptr_array_unref);
  g_clear_pointer (&self->follow_ups, g_ptr_array_unref);
  g_free (self->cursor);
  g_free (self->person);
  g_free (self->person_name);
  g_free (self);
}

/**
 * roster_walk_reading_person:
 *
 * Returns: (transfer full) (nullable): the id of the person who is signed in
 */
char *
roster_walk_reading_person (RosterCache *cache)
{
  g_autofree char *login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);
  g_autoptr (GPtrArray) people =
      login != NULL ? roster_cache_list_by (cache, &roster_person_type, "login", login, NULL) : NULL;

  return people != NULL && people->len > 0 ? g_strdup (roster_record_id (people->pdata[0])) : NULL;
}

static char *
read_name (RosterCache *cache,
           const char  *id)
{
  g_autoptr (RosterRecord) person = id != NULL ? roster_cache_get (cache, &roster_person_type, id, NULL) : NULL;

  return person != NULL ? g_strdup (roster_record_title (person)) : NULL;
}

static RosterRecord *
get_referred (RosterCache             *cache,
              RosterRecord            *from,
              const char              *field,
              const RosterRecordType  *type,
              GError                 **error)
{
  const char *id = roster_record_text (from, field);
  g_autoptr (RosterRecord) record = id != NULL ? roster_cache_get (cache, type, id, error) : NULL;

  if (record == NULL && error != NULL && *error == NULL)
    g_set_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_TEMPLATE,
                 /* Translators: %s is “Streamer” or “Checklist”. */
                 _("%s: it is not on this computer; synchronise and try again"),
                 roster_record_type_label (type, FALSE));
  return g_steal_pointer (&record);
}

/* Metrics are asked for by day: a streamer has hundreds. */
static gboolean
read_data (RosterCache        *cache,
           RosterWalkReading  *self,
           GError            **error)
{
  const char *streamer = roster_record_id (self->streamer);
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  g_autoptr (GPtrArray) metrics = roster_cache_list_by (cache, &roster_metric_type, "streamer", streamer, error);

  self->videos = metrics != NULL ? roster_cache_list_by (cache, &roster_video_type, "streamer", streamer, error) : NULL;
  if (self->videos == NULL)
    return FALSE;

  self->week_minutes = roster_check_week_minutes (metrics, today);
  for (guint i = self->videos->len; i-- > 0;)
    {
      const char *day = roster_record_text (self->videos->pdata[i], "publishedOn");
      GDate published, end;

      g_date_clear (&published, 1);
      g_date_clear (&end, 1);
      g_date_set_parse (&end, today);
      if (day != NULL)
        g_date_set_parse (&published, day);
      if (!g_date_valid (&published) || g_date_days_between (&published, &end) > VIDEO_DAYS)
        g_ptr_array_remove_index (self->videos, i);
    }

  return TRUE;
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  RosterRecord *x = *(RosterRecord *const *) a, *y = *(RosterRecord *const *) b;
  int order = g_strcmp0 (roster_record_text (x, "due"), roster_record_text (y, "due"));

  return order != 0 ? order : strcmp (roster_record_id (x), roster_record_id (y));
}

/* Whatever walk-through left it open. */
static gboolean
read_follow_ups (RosterCache        *cache,
                 RosterWalkReading  *self,
                 GError            **error)
{
  self->follow_ups = roster_cache_list_by (cache, &roster_followup_type, "streamer", roster_record_id (self->streamer),
                                           error);
  if (self->follow_ups == NULL)
    return FALSE;

  for (guint i = self->follow_ups->len; i-- > 0;)
    if (g_strcmp0 (roster_record_text (self->follow_ups->pdata[i], "state"), "open") != 0)
      g_ptr_array_remove_index (self->follow_ups, i);
  g_ptr_array_sort (self->follow_ups, compare_due);
  return TRUE;
}

static gboolean
read_before (RosterCache        *cache,
             RosterWalkReading  *self,
             GError            **error)
{
  g_autoptr (GPtrArray) walks =
      roster_cache_list_by (cache, &roster_walkthrough_type, "streamer", roster_record_id (self->streamer), error);
  gint64 started = roster_record_number (self->walkthrough, "startedAt", G_MAXINT64), latest = G_MININT64;
  const char *name = roster_record_text (self->checklist, "name");

  self->before = ROSTER_SCORE_NONE;
  for (guint i = 0; walks != NULL && i < walks->len; i++)
    {
      RosterRecord *walk = walks->pdata[i];
      gint64 at = roster_record_number (walk, "startedAt", 0);
      const char *id = roster_record_text (walk, "checklist");
      g_autoptr (RosterRecord) checklist = NULL;

      if (at >= started || at <= latest || !roster_record_has (walk, "result") || id == NULL ||
          g_strcmp0 (roster_record_id (walk), roster_record_id (self->walkthrough)) == 0)
        continue;

      checklist = roster_cache_get (cache, &roster_checklist_type, id, NULL);
      if (checklist == NULL || g_strcmp0 (roster_record_text (checklist, "name"), name) != 0)
        continue;

      latest = at;
      self->before = roster_record_number (walk, "result", ROSTER_SCORE_NONE);
    }

  return walks != NULL;
}

/**
 * roster_walk_reading_new:
 * @id: a Walkthrough's id
 *
 * Returns: (transfer full) (nullable): what there is; %NULL with an error where something it needs is missing
 */
RosterWalkReading *
roster_walk_reading_new (RosterCache  *cache,
                         const char   *id,
                         GError      **error)
{
  g_autoptr (RosterWalkReading) self = g_new0 (RosterWalkReading, 1);
  g_autoptr (GError) local_error = NULL;

  self->walkthrough = roster_cache_get (cache, &roster_walkthrough_type, id, &local_error);
  if (self->walkthrough == NULL)
    {
      if (local_error == NULL)
        local_error = g_error_new_literal (ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE,
                                           _("This walk-through was deleted"));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  self->checklist = get_referred (cache, self->walkthrough, "checklist", &roster_checklist_type, &local_error);
  if (self->checklist != NULL)
    self->streamer = get_referred (cache, self->walkthrough, "streamer", &roster_streamer_type, &local_error);
  if (self->streamer != NULL)
    self->template = roster_template_new (roster_record_text (self->checklist, "sections"), &local_error);
  if (self->template == NULL || !read_data (cache, self, &local_error) ||
      !read_follow_ups (cache, self, &local_error) || !read_before (cache, self, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  self->cursor = roster_walk_read_cursor (cache, id);
  self->person = roster_walk_reading_person (cache);
  self->person_name = read_name (cache, self->person);
  return g_steal_pointer (&self);
}
