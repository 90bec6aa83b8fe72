/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export-ics.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-reminder.h"
#include "roster-wall.h"

static gboolean
refuse (RosterRecord  *live,
        const char    *field,
        GError       **error)
{
  const RosterField *wrong = roster_record_type_field (&roster_live_type,
                                                       roster_record_type_find_field (&roster_live_type, field));

  g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
               /* Translators: a field's label, then the title of a live session. */
               _("“%s” of the live session “%s” cannot be written to a calendar; correct it first"),
               roster_field_label (wrong), roster_record_title (live));
  return FALSE;
}

/* A local time as a live has it. */
static gboolean
parse_local (const char          *text,
             struct icaltimetype *moment)
{
  char plain[ROSTER_WALL_TEXT];
  gboolean is_date;
  gint64 wall;

  if (!roster_wall_parse (text, &wall, &is_date))
    return FALSE;

  roster_wall_print (wall, plain);
  *moment = icaltime_null_time ();
  sscanf (plain, "%4d-%2d-%2dT%2d:%2d:%2d", &moment->year, &moment->month, &moment->day, &moment->hour,
          &moment->minute, &moment->second);
  moment->is_date = is_date;
  return TRUE;
}

static struct icaltimetype
utc_time (gint64 instant)
{
  return icaltime_from_timet_with_zone (instant / 1000, 0, icaltimezone_get_utc_timezone ());
}

static icalproperty *
in_zone (icalproperty *property,
         const char   *zone)
{
  if (zone != NULL)
    icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  return property;
}

/* The zone's rules go with the calendar under the zone's own name. */
static void
add_zone (icalcomponent *calendar,
          GHashTable    *zones,
          icaltimezone  *zone,
          const char    *name)
{
  icalcomponent *component;
  icalproperty *id;

  if (!g_hash_table_add (zones, g_strdup (name)))
    return;

  component = icalcomponent_new_clone (icaltimezone_get_component (zone));
  id = icalcomponent_get_first_property (component, ICAL_TZID_PROPERTY);
  if (id != NULL)
    icalproperty_set_tzid (id, name);
  icalcomponent_add_component (calendar, component);
}

static enum icalproperty_status
status_of (RosterRecord *live)
{
  const char *state = roster_record_text (live, "state");

  if (g_strcmp0 (state, "cancelled") == 0)
    return ICAL_STATUS_CANCELLED;
  if (g_strcmp0 (state, "planned") == 0)
    return ICAL_STATUS_TENTATIVE;

  return ICAL_STATUS_CONFIRMED;
}

/* By its state: nobody has begun it, missed it or called it off. */
static gboolean
is_ahead (RosterRecord *live)
{
  const char *state = roster_record_text (live, "state");

  return g_strcmp0 (state, "planned") == 0 || g_strcmp0 (state, "confirmed") == 0;
}

static gboolean
add_recurrence (icalcomponent              *event,
                RosterRecord               *live,
                const struct icaltimetype  *start,
                const char                 *zone,
                GError                    **error)
{
  const char *text = roster_record_text (live, "recurrence");
  GVariant *exceptions = roster_record_value (live, "exceptions");
  struct icalrecurrencetype rule;

  if (text != NULL)
    {
      rule = icalrecurrencetype_from_string (g_str_has_prefix (text, "RRULE:") ? text + strlen ("RRULE:") : text);
      if (rule.freq == ICAL_NO_RECURRENCE)
        return refuse (live, "recurrence", error);
      icalcomponent_add_property (event, icalproperty_new_rrule (rule));
    }

  for (gsize i = 0; exceptions != NULL && i < g_variant_n_children (exceptions); i++)
    {
      struct icaltimetype moment;
      const char *entry;

      g_variant_get_child (exceptions, i, "&s", &entry);
      if (!parse_local (entry, &moment))
        return refuse (live, "exceptions", error);
      if (moment.is_date)
        {
          moment.is_date = 0;
          moment.hour = start->hour;
          moment.minute = start->minute;
          moment.second = start->second;
        }
      icalcomponent_add_property (event, in_zone (icalproperty_new_exdate (moment), zone));
    }

  return TRUE;
}

/* The same alarm has the same UID in every export, a UUID of version 8 (RFC 7986, 5.3; RFC 9562, 5.8). */
static char *
alarm_uid (RosterRecord *live)
{
  g_autofree char *text = g_strconcat ("alarm\n", roster_record_id (live), NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15, hash + 18);
}

/* The reminder before the start, as an alarm that shows a text (RFC 5545, 3.6.6): action, description and trigger, each
   once, and no repetition. The UID is that of RFC 9074: by it a calendar tells which alarm somebody has acknowledged or
   put off, which it writes itself and keeps to itself. Nothing calls anybody to a live that was called off or has been
   held. */
static void
add_alarm (icalcomponent    *event,
           RosterRecord     *live,
           RosterRuleValues *rules,
           const char       *summary)
{
  int minutes = roster_reminder_minutes (ROSTER_REMINDER_BEFORE_START, live, rules);
  g_autofree char *uid = NULL;
  struct icaltriggertype trigger = { .time = icaltime_null_time () };
  icalcomponent *alarm;
  icalproperty *property;

  if (minutes <= 0 || !is_ahead (live))
    return;

  uid = alarm_uid (live);
  trigger.duration = icaldurationtype_from_int (-minutes * 60);
  alarm = icalcomponent_new (ICAL_VALARM_COMPONENT);
  property = icalproperty_new_x (uid);
  icalproperty_set_x_name (property, "UID");
  icalcomponent_add_property (alarm, property);
  icalcomponent_add_property (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  icalcomponent_add_property (alarm, icalproperty_new_trigger (trigger));
  icalcomponent_add_property (alarm, icalproperty_new_description (summary));
  icalcomponent_add_component (event, alarm);
}

/* One time of a series is told by the series' UID and the time that it stands in for (RFC 5545, 3.8.4.4). */
static gboolean
add_identity (icalcomponent  *event,
              RosterRecord   *live,
              GHashTable     *series,
              GHashTable     *zones,
              icalcomponent  *calendar,
              GError        **error)
{
  const char *of = roster_record_text (live, "series");
  RosterRecord *whole = of != NULL ? g_hash_table_lookup (series, of) : NULL;
  const char *zone_name = whole != NULL ? roster_record_text (whole, "zone") : NULL;
  icaltimezone *zone = zone_name != NULL ? icaltimezone_get_builtin_timezone (zone_name) : NULL;
  struct icaltimetype slot;

  if (zone == NULL || !roster_record_has (live, "slot"))
    {
      icalcomponent_add_property (event, icalproperty_new_uid (roster_record_id (live)));
      return TRUE;
    }

  if (!parse_local (roster_record_text (live, "slot"), &slot))
    return refuse (live, "slot", error);
  add_zone (calendar, zones, zone, zone_name);
  icalcomponent_add_property (event, icalproperty_new_uid (of));
  icalcomponent_add_property (event, in_zone (icalproperty_new_recurrenceid (slot), zone_name));
  return TRUE;
}

static gboolean
add_live (icalcomponent         *calendar,
          GHashTable            *zones,
          GHashTable            *series,
          RosterRuleValues      *rules,
          RosterRecord          *live,
          RosterExchangeLookup  *lookup,
          gint64                 now,
          GError               **error)
{
  const char *zone_name = roster_record_text (live, "zone");
  icaltimezone *zone = zone_name != NULL ? icaltimezone_get_builtin_timezone (zone_name) : NULL;
  const char *streamer = roster_record_text (live, "streamer");
  g_autoptr (RosterRecord) found = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *summary = NULL;
  struct icaltimetype start;
  icalcomponent *event;

  if (!parse_local (roster_record_text (live, "startLocal"), &start))
    return refuse (live, "startLocal", error);
  if (zone == NULL)
    return refuse (live, "zone", error);

  if (streamer != NULL && lookup != NULL)
    found = roster_exchange_lookup_by_id (lookup, &roster_streamer_type, streamer, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  summary = found != NULL ? g_strdup_printf ("%s · %s", roster_record_title (found), roster_record_title (live))
                          : g_strdup (roster_record_title (live));

  add_zone (calendar, zones, zone, zone_name);
  event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  icalcomponent_add_component (calendar, event);
  if (!add_identity (event, live, series, zones, calendar, error))
    return FALSE;
  icalcomponent_add_property (event, icalproperty_new_dtstamp (utc_time (now)));
  if (roster_record_has (live, "updatedAt"))
    icalcomponent_add_property (event,
                                icalproperty_new_lastmodified (utc_time (roster_record_number (live, "updatedAt", 0))));
  icalcomponent_add_property (event, in_zone (icalproperty_new_dtstart (start), zone_name));
  icalcomponent_add_property (event, icalproperty_new_duration (icaldurationtype_from_int (
                                         (int) roster_record_number (live, "durationMinutes", 120) * 60)));
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  icalcomponent_add_property (event, icalproperty_new_status (status_of (live)));
  if (roster_record_has (live, "notes"))
    icalcomponent_add_property (event, icalproperty_new_description (roster_record_text (live, "notes")));

  add_alarm (event, live, rules, summary);
  return add_recurrence (event, live, &start, zone_name, error);
}

/**
 * roster_export_ics:
 * @records: (element-type RosterRecord): live sessions
 * @lookup: (nullable): where the streamers' names come from
 * @now: the time stamp of the entries, milliseconds UTC
 *
 * Returns: (transfer full) (nullable): a calendar (RFC 5545) in local time with its zones, or %NULL with
 *   %ROSTER_EXCHANGE_ERROR_VALUE naming the session that cannot be written
 */
GBytes *
roster_export_ics (GPtrArray             *records,
                   RosterExchangeLookup  *lookup,
                   gint64                 now,
                   GError               **error)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  g_autoptr (GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (RosterRuleValues) rules = roster_rule_values_new (none);
  gboolean added = TRUE;
  GBytes *bytes = NULL;

  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//Weiye//Roster//EN"));
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  for (guint i = 0; i < records->len; i++)
    if (roster_record_has (records->pdata[i], "recurrence"))
      g_hash_table_insert (series, (gpointer) roster_record_id (records->pdata[i]), records->pdata[i]);
  for (guint i = 0; added && i < records->len; i++)
    added = add_live (calendar, zones, series, rules, records->pdata[i], lookup, now, error);

  if (added)
    {
      char *text = icalcomponent_as_ical_string_r (calendar);

      bytes = g_bytes_new (text, strlen (text));
      icalmemory_free_buffer (text);
    }
  icalcomponent_free (calendar);
  return bytes;
}
