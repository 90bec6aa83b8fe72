/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-occurrence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-recurrence.h"
#include "roster-schedule-error.h"

/* Where lives take place whose zone this computer does not know: where nearly all of them do. */
#define HOME_ZONE "Asia/Shanghai"

typedef struct
{
  /* Text to GTimeZone: a book has one zone and many lives */
  GHashTable *zones;
  /* Keys of the times for which another Live stands in */
  GHashTable *replaced;
  GHashTable *by_id;
  gint64 from;
  gint64 to;
  gboolean complete;
  GPtrArray *found;
} Expansion;

RosterOccurrence *
roster_occurrence_copy (const RosterOccurrence *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  RosterOccurrence *copy = g_memdup2 (self, sizeof *self);

  g_object_ref (copy->live);
  if (copy->series != NULL)
    g_object_ref (copy->series);
  copy->key = g_strdup (copy->key);
  return copy;
}

void
roster_occurrence_free (RosterOccurrence *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->live);
  g_clear_object (&self->series);
  g_free (self->key);
  g_free (self);
}

/**
 * roster_occurrence_counts:
 *
 * Returns: whether it takes place or took place: neither cancelled nor missed
 */
gboolean
roster_occurrence_counts (const RosterOccurrence *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const char *state = roster_record_text (self->live, "state");

  return g_strcmp0 (state, "cancelled") != 0 && g_strcmp0 (state, "missed") != 0;
}

/**
 * roster_occurrence_is_open:
 *
 * Returns: whether it is still to be held or going on: planned, confirmed or live
 */
gboolean
roster_occurrence_is_open (const RosterOccurrence *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return roster_occurrence_counts (self) && g_strcmp0 (roster_record_text (self->live, "state"), "held") != 0;
}

/**
 * roster_live_zone:
 * @live: a Live
 *
 * Returns: (transfer full): the zone of its wall time; where this computer does not know it, that of China
 */
GTimeZone *
roster_live_zone (RosterRecord *live)
{
  GTimeZone *zone;

  g_return_val_if_fail (ROSTER_IS_RECORD (live), NULL);

  zone = roster_zone_find (roster_record_text (live, "zone"));
  if (zone == NULL)
    zone = roster_zone_find (HOME_ZONE);
  return zone != NULL ? zone : g_time_zone_new_offset (8 * 3600);
}

/**
 * roster_live_check:
 * @live: a Live as a person wants it
 *
 * What a field table cannot know: that start, zone and rule of repetition can be followed.
 *
 * Returns: whether they can
 */
gboolean
roster_live_check (RosterRecord  *live,
                   GError       **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  const char *rule;
  gboolean is_date;
  gint64 wall;

  g_return_val_if_fail (ROSTER_IS_RECORD (live), FALSE);

  if (!roster_wall_parse (roster_record_text (live, "startLocal"), &wall, &is_date) || is_date)
    {
      g_set_error (error, ROSTER_SCHEDULE_ERROR, ROSTER_SCHEDULE_ERROR_TIME,
                   _("Give the start as a day and a time, such as 2026-03-01T20:00"));
      return FALSE;
    }
  zone = roster_zone_find (roster_record_text (live, "zone"));
  if (zone == NULL)
    {
      g_set_error (error, ROSTER_SCHEDULE_ERROR, ROSTER_SCHEDULE_ERROR_ZONE,
                   _("There is no time zone “%s” on this computer"), roster_record_text (live, "zone"));
      return FALSE;
    }

  rule = roster_record_text (live, "recurrence");
  return rule == NULL || rule[0] == '\0' || roster_recurrence_check (rule, error);
}

static char *
slot_key (const char *series,
          gint64      slot)
{
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (slot, text);
  return g_strconcat (series, "/", text, NULL);
}

static gboolean
read_slot (RosterRecord *live,
           gint64       *slot)
{
  return roster_record_has (live, "series") && roster_wall_parse (roster_record_text (live, "slot"), slot, NULL);
}

static GTimeZone *
zone_of (Expansion    *self,
         RosterRecord *live)
{
  const char *name = roster_record_text (live, "zone");
  GTimeZone *zone = g_hash_table_lookup (self->zones, name != NULL ? name : "");

  if (zone == NULL)
    {
      zone = roster_live_zone (live);
      g_hash_table_insert (self->zones, g_strdup (name != NULL ? name : ""), zone);
    }
  return zone;
}

static gint64
length_of (RosterRecord *live)
{
  return CLAMP (roster_record_number (live, "durationMinutes", 120), 1, 1440) * 60;
}

static void
add (Expansion    *self,
     RosterRecord *live,
     RosterRecord *series,
     char         *key,
     gint64        slot,
     gint64        wall)
{
  g_autofree char *owned_key = key;
  gint64 start = roster_wall_to_instant (wall, zone_of (self, live));
  gint64 end = start + length_of (live) * 1000;
  RosterOccurrence *occurrence;

  if (start >= self->to || end <= self->from)
    return;

  occurrence = g_new0 (RosterOccurrence, 1);
  occurrence->live = g_object_ref (live);
  occurrence->series = series != NULL ? g_object_ref (series) : NULL;
  occurrence->key = g_steal_pointer (&owned_key);
  occurrence->slot = slot;
  occurrence->wall = wall;
  occurrence->start = start;
  occurrence->end = end;
  g_ptr_array_add (self->found, occurrence);
}

/* Times that do not happen; a day stands for all times on it. */
static GHashTable *
read_exceptions (RosterRecord *live)
{
  GVariant *entries = roster_record_value (live, "exceptions");
  gsize n = entries != NULL ? g_variant_n_children (entries) : 0;
  GHashTable *exceptions;

  if (n == 0)
    return NULL;

  exceptions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (gsize i = 0; i < n; i++)
    {
      const char *entry;
      gboolean is_date;
      gint64 wall;

      g_variant_get_child (entries, i, "&s", &entry);
      if (!roster_wall_parse (entry, &wall, &is_date))
        continue;
      /* Times are even, days odd. */
      wall = wall * 2 + (is_date ? 1 : 0);
      g_hash_table_add (exceptions, g_memdup2 (&wall, sizeof wall));
    }
  return exceptions;
}

static gboolean
is_excepted (GHashTable *exceptions,
             gint64      wall)
{
  gint64 time = wall * 2, day = roster_wall_day (wall) * 2 + 1;

  return exceptions != NULL &&
         (g_hash_table_contains (exceptions, &time) || g_hash_table_contains (exceptions, &day));
}

static void
add_series (Expansion    *self,
            RosterRecord *live,
            gint64        start)
{
  GTimeZone *zone = zone_of (self, live);
  g_autoptr (GHashTable) exceptions = read_exceptions (live);
  gint64 from = roster_wall_from_instant (self->from, zone) - length_of (live) - ROSTER_WALL_DAY;
  gint64 to = roster_wall_from_instant (self->to, zone) + ROSTER_WALL_DAY;
  gboolean complete;
  g_autoptr (GArray) walls =
      roster_recurrence_walls (roster_record_text (live, "recurrence"), start, zone, from, to, &complete);

  self->complete = self->complete && complete;
  for (guint i = 0; i < walls->len; i++)
    {
      gint64 wall = g_array_index (walls, gint64, i);
      g_autofree char *key = slot_key (roster_record_id (live), wall);

      if (!is_excepted (exceptions, wall) && !g_hash_table_contains (self->replaced, key))
        add (self, live, live, g_steal_pointer (&key), wall, wall);
    }
}

static void
add_live (Expansion    *self,
          RosterRecord *live)
{
  const char *rule = roster_record_text (live, "recurrence");
  gint64 wall, slot;

  if (!roster_wall_parse (roster_record_text (live, "startLocal"), &wall, NULL))
    return;

  if (read_slot (live, &slot))
    {
      const char *series = roster_record_text (live, "series");

      add (self, live, g_hash_table_lookup (self->by_id, series), slot_key (series, slot), slot, wall);
    }
  else if (rule != NULL && rule[0] != '\0')
    add_series (self, live, wall);
  else
    add (self, live, NULL, g_strdup (roster_record_id (live)), wall, wall);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const RosterOccurrence *first = *(const RosterOccurrence *const *) a;
  const RosterOccurrence *second = *(const RosterOccurrence *const *) b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return strcmp (first->key, second->key);
}

/**
 * roster_occurrences_expand:
 * @lives: (element-type RosterRecord): all Live records that may matter: a series with every Live that stands in for
 *   one of its times
 * @from: the first instant of the range, milliseconds UTC
 * @to: the first instant after it, milliseconds UTC
 * @complete: (out) (optional): whether everything was found; %FALSE when a rule of repetition has too many steps
 *
 * What happens in a range, in every state. A live whose start cannot be read is left out, and one whose rule cannot be
 * followed happens once; roster_live_check() says so where they are edited.
 *
 * Returns: (transfer full) (element-type RosterOccurrence): what touches the range, by start
 */
GPtrArray *
roster_occurrences_expand (GPtrArray *lives,
                           gint64     from,
                           gint64     to,
                           gboolean  *complete)
{
  g_autoptr (GHashTable) zones =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  Expansion self = {
    .zones = zones,
    .replaced = replaced,
    .by_id = by_id,
    .from = from,
    .to = to,
    .complete = TRUE,
  };

  g_return_val_if_fail (lives != NULL, NULL);

  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_occurrence_free);
  for (guint i = 0; i < lives->len; i++)
    {
      RosterRecord *live = lives->pdata[i];
      gint64 slot;

      g_hash_table_insert (by_id, (gpointer) roster_record_id (live), live);
      if (read_slot (live, &slot))
        g_hash_table_add (replaced, slot_key (roster_record_text (live, "series"), slot));
    }
  for (guint i = 0; i < lives->len; i++)
    add_live (&self, lives->pdata[i]);

  g_ptr_array_sort (self.found, compare);
  if (complete != NULL)
    *complete = self.complete;
  return self.found;
}

/**
 * roster_occurrences_by_streamer:
 * @occurrences: (element-type RosterOccurrence): what to sort out; it keeps them and outlives the table
 *
 * A streamer has a handful of the thousands of a base or the company.
 *
 * Returns: (transfer full): what roster_occurrences_of() looks in
 */
GHashTable *
roster_occurrences_by_streamer (GPtrArray *occurrences)
{
  GHashTable *by_streamer;

  g_return_val_if_fail (occurrences != NULL, NULL);

  by_streamer = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  /* What roster_occurrences_of() gives for a streamer without any. */
  g_hash_table_insert (by_streamer, (gpointer) "", g_ptr_array_new ());
  for (guint i = 0; i < occurrences->len; i++)
    {
      RosterOccurrence *occurrence = occurrences->pdata[i];
      const char *streamer = roster_record_text (occurrence->live, "streamer");
      GPtrArray *own = streamer != NULL ? g_hash_table_lookup (by_streamer, streamer) : NULL;

      if (streamer == NULL || streamer[0] == '\0')
        continue;
      if (own == NULL)
        {
          own = g_ptr_array_new ();
          g_hash_table_insert (by_streamer, (gpointer) streamer, own);
        }
      g_ptr_array_add (own, occurrence);
    }
  return by_streamer;
}

/**
 * roster_occurrences_of:
 * @by_streamer: of roster_occurrences_by_streamer()
 * @streamer: the id of a Streamer
 *
 * Returns: (transfer none) (element-type RosterOccurrence): the lives of the streamer, in the order of all
 */
GPtrArray *
roster_occurrences_of (GHashTable *by_streamer,
                       const char *streamer)
{
  GPtrArray *own;

  g_return_val_if_fail (by_streamer != NULL, NULL);
  g_return_val_if_fail (streamer != NULL, NULL);

  own = g_hash_table_lookup (by_streamer, streamer);
  return own != NULL ? own : g_hash_table_lookup (by_streamer, "");
}
