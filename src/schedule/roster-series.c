/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-series.h"

#include "roster-recurrence.h"

/* What belongs to one time alone and is not taken over from the series, nor from one time to the series. */
static const char *const own_fields[] = {
  "series", "slot", "lineUp", "state", "actualStart", "actualEnd", "viewers", "orders", "sales", "updatedAt",
};

void
roster_live_change_free (RosterLiveChange *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_free (self);
}

static void
add (GPtrArray    *changes,
     RosterRecord *before,
     RosterRecord *after)
{
  RosterLiveChange *change = g_new0 (RosterLiveChange, 1);

  change->before = before != NULL ? g_object_ref (before) : NULL;
  change->after = after != NULL ? g_object_ref (after) : NULL;
  g_ptr_array_add (changes, change);
}

static RosterRecord *
copy_with_id (RosterRecord *record,
              const char   *id)
{
  const RosterRecordType *type = roster_record_type (record);
  RosterRecord *copy = roster_record_new (type, id, roster_record_account (record));

  for (guint i = 0; i < type->n_fields; i++)
    roster_record_set (copy, type->fields[i].name, roster_record_value (record, type->fields[i].name));
  return copy;
}

static void
set_wall (RosterRecord *record,
          const char   *field,
          gint64        wall)
{
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (wall, text);
  roster_record_set_text (record, field, text);
}

static gint64
start_of (RosterRecord *live)
{
  gint64 wall = 0;

  roster_wall_parse (roster_record_text (live, "startLocal"), &wall, NULL);
  return wall;
}

/* The exceptions of @live within [from, to), moved by @delta, with @also where it is wanted. */
static GVariant *
exceptions_of (RosterRecord *live,
               gint64        from,
               gint64        to,
               gint64        delta,
               const gint64 *also)
{
  GVariant *entries = roster_record_value (live, "exceptions");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      char text[ROSTER_WALL_TEXT];
      const char *entry;
      gboolean is_date;
      gint64 wall;

      g_variant_get_child (entries, i, "&s", &entry);
      if (!roster_wall_parse (entry, &wall, &is_date) || wall < (is_date ? roster_wall_day (from) : from) || wall >= to)
        continue;
      roster_wall_print (is_date ? roster_wall_day (wall + ROSTER_WALL_DAY / 2 + delta) : wall + delta, text);
      if (is_date)
        text[10] = '\0';
      g_ptr_array_add (texts, g_strdup (text));
    }
  if (also != NULL)
    {
      char text[ROSTER_WALL_TEXT];

      roster_wall_print (*also, text);
      g_ptr_array_add (texts, g_strdup (text));
    }

  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return roster_value_new_set ((const char *const *) texts->pdata);
}

/* The Lives that stand in for times of @series from @from on. */
static GPtrArray *
stand_ins (RosterRecord *series,
           GPtrArray    *lives,
           gint64        from)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < lives->len; i++)
    {
      gint64 slot;

      if (g_strcmp0 (roster_record_text (lives->pdata[i], "series"), roster_record_id (series)) == 0 &&
          roster_wall_parse (roster_record_text (lives->pdata[i], "slot"), &slot, NULL) && slot >= from)
        g_ptr_array_add (found, lives->pdata[i]);
    }
  return found;
}

static gint64
slot_of (RosterRecord *live)
{
  gint64 slot = 0;

  roster_wall_parse (roster_record_text (live, "slot"), &slot, NULL);
  return slot;
}

/* What a person changed about one time, written into the record of the series; what is one time's own stays out. */
static void
take_over (RosterRecord           *series,
           const RosterOccurrence *occurrence,
           RosterRecord           *wanted)
{
  const RosterRecordType *type = roster_record_type (series);
  g_autoptr (RosterRecord) shown = roster_occurrence_record (occurrence);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *name = type->fields[i].name;

      if (g_strv_contains (own_fields, name) || g_str_equal (name, "startLocal") || g_str_equal (name, "exceptions"))
        continue;
      if (!roster_value_equal (roster_record_value (shown, name), roster_record_value (wanted, name)))
        roster_record_set (series, name, roster_record_value (wanted, name));
    }
}

/* The Live of @id that stands in for one time, as @wanted is. */
static RosterRecord *
stand_in_as (const RosterOccurrence *occurrence,
             RosterRecord           *wanted,
             const char             *id)
{
  RosterRecord *own = copy_with_id (wanted, id);

  roster_record_set (own, "recurrence", NULL);
  roster_record_set (own, "exceptions", NULL);
  roster_record_set_text (own, "series", roster_record_id (occurrence->series));
  set_wall (own, "slot", occurrence->slot);
  return own;
}

/* What is over stays as it was. */
static gboolean
is_open (RosterRecord *live)
{
  const char *state = roster_record_text (live, "state");

  return g_strcmp0 (state, "planned") == 0 || g_strcmp0 (state, "confirmed") == 0 ||
         g_strcmp0 (state, "cancelled") == 0;
}

/* What stands in for one time when its series has become another, moved by @delta: it keeps what was changed about it,
   and the rest goes along. */
static RosterRecord *
go_along (RosterRecord           *stand_in,
          const RosterOccurrence *occurrence,
          RosterRecord           *wanted,
          RosterRecord           *after,
          gint64                  delta)
{
  const RosterRecordType *type = roster_record_type (stand_in);
  RosterRecord *moved = roster_record_copy (stand_in);
  gboolean chosen = g_str_equal (roster_record_id (stand_in), roster_record_id (occurrence->live));

  set_wall (moved, "slot", slot_of (stand_in) + delta);
  if (chosen)
    take_over (moved, occurrence, wanted);
  if (chosen || (is_open (stand_in) && start_of (stand_in) == slot_of (stand_in)))
    set_wall (moved, "startLocal", start_of (stand_in) + delta);

  for (guint i = 0; !chosen && is_open (stand_in) && i < type->n_fields; i++)
    {
      const char *name = type->fields[i].name;

      if (g_strv_contains (own_fields, name) || g_str_equal (name, "startLocal") || g_str_equal (name, "exceptions") ||
          g_str_equal (name, "recurrence"))
        continue;
      if (roster_value_equal (roster_record_value (stand_in, name), roster_record_value (occurrence->series, name)))
        roster_record_set (moved, name, roster_record_value (after, name));
    }
  return moved;
}

/**
 * roster_occurrence_record:
 *
 * Returns: (transfer full): a copy of the record with the start of this one time, for a form or a drag to change; of a
 *   series it has the rule of the series
 */
RosterRecord *
roster_occurrence_record (const RosterOccurrence *self)
{
  RosterRecord *record;

  g_return_val_if_fail (self != NULL, NULL);

  record = roster_record_copy (self->live);
  set_wall (record, "startLocal", self->wall);
  if (self->series != NULL && self->series != self->live)
    roster_record_set (record, "recurrence", roster_record_value (self->series, "recurrence"));
  return record;
}

/**
 * roster_occurrence_stand_in:
 * @self: one time of a series that has no Live of its own
 * @id: the new record's
 *
 * Returns: (transfer full): the Live that stands in for this one time, as the series has it; storing it detaches this
 *   time, so that what is one time's own, such as a line-up, can belong to it
 */
RosterRecord *
roster_occurrence_stand_in (const RosterOccurrence *self,
                            const char             *id)
{
  g_autoptr (RosterRecord) record = NULL;

  g_return_val_if_fail (self != NULL && self->series != NULL && self->series == self->live, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  record = roster_occurrence_record (self);
  return stand_in_as (self, record, id);
}

static void
change_this (GPtrArray              *changes,
             const RosterOccurrence *occurrence,
             RosterRecord           *wanted,
             RosterIdSource         *ids)
{
  g_autofree char *id = NULL;
  g_autoptr (RosterRecord) own = NULL;

  if (occurrence->series != occurrence->live)
    {
      own = roster_record_copy (wanted);
      if (occurrence->series != NULL)
        roster_record_set (own, "recurrence", NULL);
      add (changes, occurrence->live, own);
      return;
    }

  id = roster_id_source_next (ids);
  own = stand_in_as (occurrence, wanted, id);
  add (changes, NULL, own);
}

static char *
rule_of (RosterRecord *live)
{
  const char *rule = roster_record_text (live, "recurrence");

  return rule != NULL && rule[0] != '\0' ? g_strdup (rule) : NULL;
}

static void
change_all (GPtrArray              *changes,
            const RosterOccurrence *occurrence,
            RosterRecord           *wanted,
            GPtrArray              *lives)
{
  RosterRecord *series = occurrence->series;
  g_autoptr (RosterRecord) after = roster_record_copy (series);
  g_autoptr (GPtrArray) others = stand_ins (series, lives, G_MININT64);
  gint64 start = start_of (series), delta = start_of (wanted) - occurrence->wall;
  g_autofree char *rule = rule_of (series);

  take_over (after, occurrence, wanted);
  if (delta != 0)
    {
      set_wall (after, "startLocal", start + delta);
      roster_record_set (after, "exceptions", exceptions_of (series, G_MININT64 / 4, G_MAXINT64 / 4, delta, NULL));
      if (rule != NULL && g_strcmp0 (roster_record_text (after, "recurrence"), rule) == 0)
        {
          g_autofree char *shifted = roster_recurrence_shift (rule, start, start + delta);

          roster_record_set_text (after, "recurrence", shifted);
        }
    }
  for (guint i = 0; i < others->len; i++)
    {
      g_autoptr (RosterRecord) moved = go_along (others->pdata[i], occurrence, wanted, after, delta);

      if (!roster_record_equal (others->pdata[i], moved))
        add (changes, others->pdata[i], moved);
    }
  add (changes, series, after);
}

/* Ends the series before @slot. */
static RosterRecord *
ended_before (RosterRecord *series,
              gint64        slot)
{
  RosterRecord *ended = roster_record_copy (series);
  g_autoptr (GTimeZone) zone = roster_live_zone (series);
  g_autofree char *rule = roster_recurrence_until (roster_record_text (series, "recurrence"), slot - 1, zone);

  roster_record_set_text (ended, "recurrence", rule);
  roster_record_set (ended, "exceptions", exceptions_of (series, G_MININT64 / 4, slot, 0, NULL));
  return ended;
}

static void
change_following (GPtrArray              *changes,
                  const RosterOccurrence *occurrence,
                  RosterRecord           *wanted,
                  GPtrArray              *lives,
                  RosterIdSource         *ids)
{
  RosterRecord *series = occurrence->series;
  g_autoptr (RosterRecord) ended = ended_before (series, occurrence->slot);
  g_autoptr (GPtrArray) others = stand_ins (series, lives, occurrence->slot);
  g_autoptr (GTimeZone) zone = roster_live_zone (series);
  g_autofree char *id = roster_id_source_next (ids);
  g_autofree char *rule = rule_of (series);
  g_autoptr (RosterRecord) begun = copy_with_id (series, id);
  gint64 start = occurrence->slot + start_of (wanted) - occurrence->wall;

  take_over (begun, occurrence, wanted);
  set_wall (begun, "startLocal", start);
  roster_record_set (begun, "exceptions",
                     exceptions_of (series, occurrence->slot, G_MAXINT64 / 4, start - occurrence->slot, NULL));
  if (g_strcmp0 (roster_record_text (begun, "recurrence"), rule) == 0)
    {
      g_autofree char *rest = roster_recurrence_rest (rule, start_of (series), zone, occurrence->slot);
      g_autofree char *shifted = roster_recurrence_shift (rest, occurrence->slot, start);

      roster_record_set_text (begun, "recurrence", shifted);
    }

  add (changes, series, ended);
  add (changes, NULL, begun);
  for (guint i = 0; i < others->len; i++)
    {
      g_autoptr (RosterRecord) moved =
          go_along (others->pdata[i], occurrence, wanted, begun, start - occurrence->slot);

      roster_record_set_text (moved, "series", id);
      add (changes, others->pdata[i], moved);
    }
}

/* A series may have lost its rule, or be unknown here: then there is only this one time. */
static gboolean
repeats (const RosterOccurrence *occurrence)
{
  g_autofree char *rule = occurrence->series != NULL ? rule_of (occurrence->series) : NULL;

  return rule != NULL;
}

static gboolean
is_first (const RosterOccurrence *occurrence)
{
  return occurrence->slot <= start_of (occurrence->series);
}

/**
 * roster_series_change:
 * @occurrence: what was changed
 * @extent: what the change means
 * @wanted: this one time as the person wants it: roster_occurrence_record() with the new values, its start the new
 *   start of this one time and its rule the rule of what the change means
 * @lives: (element-type RosterRecord): all Lives of the series; more do no harm
 * @ids: names new records
 *
 * Moving a series moves its exceptions and what stands in for single times along; those keep what was changed about
 * them, and those that are over keep everything. A state, a line-up and results are of one time and never pass to the
 * series.
 *
 * Returns: (transfer full) (element-type RosterLiveChange): what to write, as one step
 */
GPtrArray *
roster_series_change (const RosterOccurrence *occurrence,
                      RosterExtent            extent,
                      RosterRecord           *wanted,
                      GPtrArray              *lives,
                      RosterIdSource         *ids)
{
  GPtrArray *changes;

  g_return_val_if_fail (occurrence != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (wanted), NULL);
  g_return_val_if_fail (lives != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_ID_SOURCE (ids), NULL);

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_live_change_free);
  if (occurrence->series == NULL)
    add (changes, occurrence->live, wanted);
  else if (extent == ROSTER_EXTENT_THIS || !repeats (occurrence))
    change_this (changes, occurrence, wanted, ids);
  else if (extent == ROSTER_EXTENT_ALL || is_first (occurrence))
    change_all (changes, occurrence, wanted, lives);
  else
    change_following (changes, occurrence, wanted, lives, ids);

  return changes;
}

/**
 * roster_series_remove:
 * @occurrence: what shall go
 * @extent: what goes with it
 * @lives: (element-type RosterRecord): all Lives of the series; more do no harm
 *
 * Returns: (transfer full) (element-type RosterLiveChange): what to write, as one step
 */
GPtrArray *
roster_series_remove (const RosterOccurrence *occurrence,
                      RosterExtent            extent,
                      GPtrArray              *lives)
{
  RosterRecord *series;
  gboolean whole;
  GPtrArray *changes;

  g_return_val_if_fail (occurrence != NULL, NULL);
  g_return_val_if_fail (lives != NULL, NULL);

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_live_change_free);
  series = occurrence->series;
  if (!repeats (occurrence))
    {
      add (changes, occurrence->live, NULL);
      return changes;
    }

  if (extent == ROSTER_EXTENT_THIS)
    {
      g_autoptr (RosterRecord) after = roster_record_copy (series);

      roster_record_set (after, "exceptions",
                         exceptions_of (series, G_MININT64 / 4, G_MAXINT64 / 4, 0, &occurrence->slot));
      add (changes, series, after);
      if (occurrence->live != series)
        add (changes, occurrence->live, NULL);
      return changes;
    }

  whole = extent == ROSTER_EXTENT_ALL || is_first (occurrence);
  {
    g_autoptr (GPtrArray) others = stand_ins (series, lives, whole ? G_MININT64 : occurrence->slot);
    g_autoptr (RosterRecord) ended = whole ? NULL : ended_before (series, occurrence->slot);

    for (guint i = 0; i < others->len; i++)
      add (changes, others->pdata[i], NULL);
    add (changes, series, ended);
  }
  return changes;
}
