/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-ics.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>
#include <unicode/ucal.h>

#include "roster-exchange-error.h"
#include "roster-occurrence.h"
#include "roster-recurrence.h"
#include "roster-reminder.h"

typedef struct
{
  const RosterIcsContext *context;
  GHashTable *by_id;
  /* The ids that the calendar has spoken of */
  GHashTable *seen;
  GPtrArray *rows;
} Import;

void
roster_ics_row_free (RosterImportRow *row)
{
  g_return_if_fail (row != NULL);

  g_free (row->title);
  g_clear_object (&row->before);
  g_clear_object (&row->after);
  g_free (row->changed);
  g_free (row->reason);
  g_free (row->note);
  g_free (row);
}

/* Names of Windows, which Outlook writes, by the table of CLDR. */
static char *
zone_of_windows (const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar wide[128], found[128];
  char narrow[128];
  int32_t length;

  if (strlen (name) >= G_N_ELEMENTS (wide) || !g_str_is_ascii (name))
    return NULL;

  u_charsToUChars (name, wide, (int32_t) strlen (name) + 1);
  length = ucal_getTimeZoneIDForWindowsID (wide, -1, NULL, found, G_N_ELEMENTS (found) - 1, &status);
  if (U_FAILURE (status) || length <= 0 || length >= (int32_t) sizeof narrow)
    return NULL;

  u_UCharsToChars (found, narrow, length);
  narrow[length] = '\0';
  return g_strdup (narrow);
}

/**
 * roster_ics_zone:
 * @name: a TZID as some calendar wrote it
 *
 * Knows IANA names, those names behind a prefix as GNOME Calendar and Evolution write them
 * (`/freeassociation.sourceforge.net/Asia/Shanghai`), and the names of Windows.
 *
 * Returns: (transfer full) (nullable): the IANA name
 */
char *
roster_ics_zone (const char *name)
{
  g_autofree char *windows = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  for (const char *rest = name; rest != NULL && *rest != '\0'; rest = strchr (rest, '/'))
    {
      g_autoptr (GTimeZone) zone = NULL;

      rest += *rest == '/';
      zone = roster_zone_find (rest);
      if (zone != NULL)
        return g_strdup (rest);
    }

  windows = zone_of_windows (name);
  if (windows != NULL)
    {
      g_autoptr (GTimeZone) zone = roster_zone_find (windows);

      if (zone != NULL)
        return g_steal_pointer (&windows);
    }
  return NULL;
}

/* Of a property with a time in it. The event is not asked: it has one cursor for all its properties, and whoever goes
   through them may be calling. */
static int
year_of (icalproperty *property)
{
  icalvalue *value = icalproperty_get_value (property);
  struct icaldatetimeperiodtype period;

  if (icalvalue_isa (value) != ICAL_DATETIMEPERIOD_VALUE)
    return icalvalue_get_datetime (value).year;

  period = icalvalue_get_datetimeperiod (value);
  return icaltime_is_null_time (period.time) ? period.period.start.year : period.time.year;
}

/* Whether a zone that the calendar describes goes by the clock of @name, in every month of the years around @year. */
static gboolean
goes_like (icaltimezone *described,
           const char   *name,
           int           year)
{
  g_autoptr (GTimeZone) zone = roster_zone_find (name);

  for (int month = -11; zone != NULL && month <= 24; month++)
    {
      struct icaltimetype moment = icaltime_null_time ();
      g_autofree char *text = NULL;
      gint64 wall;
      int is_daylight;

      moment.year = year;
      moment.month = month;
      moment.day = 15;
      moment.hour = 12;
      moment = icaltime_normalize (moment);
      text = g_strdup_printf ("%04d-%02d-%02dT12:00:00", moment.year, moment.month, moment.day);
      if (!roster_wall_parse (text, &wall, NULL) ||
          wall * 1000 - roster_wall_to_instant (wall, zone) !=
              icaltimezone_get_utc_offset (described, &moment, &is_daylight) * G_GINT64_CONSTANT (1000))
        return FALSE;
    }
  return zone != NULL;
}

/* A zone whose name nobody knows, such as Outlook's “Customized Time Zone”, is told by where it says that it is, or by
   its rules: where they are those of the zone here, it is that. */
static char *
zone_of_description (Import       *self,
                     icalproperty *property,
                     const char   *name)
{
  icalcomponent *event = icalproperty_get_parent (property);
  icalcomponent *calendar = event != NULL ? icalcomponent_get_parent (event) : NULL;
  icaltimezone *described = calendar != NULL ? icalcomponent_get_timezone (calendar, name) : NULL;
  const char *location = described != NULL ? icaltimezone_get_location (described) : NULL;
  char *zone = location != NULL ? roster_ics_zone (location) : NULL;

  if (zone == NULL && described != NULL && goes_like (described, self->context->zone, year_of (property)))
    zone = g_strdup (self->context->zone);
  return zone;
}

static char *
zone_of_property (Import       *self,
                  icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *name = parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
  char *zone;

  if (name == NULL)
    return g_strdup (self->context->zone);

  zone = roster_ics_zone (name);
  return zone != NULL ? zone : zone_of_description (self, property, name);
}

/* What the clock of @zone shows at the time of a property; FALSE for a day without a time, or nonsense. */
static gboolean
read_wall (Import              *self,
           icalproperty        *property,
           struct icaltimetype  moment,
           const char          *zone,
           gint64              *wall)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", moment.year, moment.month, moment.day,
                                           moment.hour, moment.minute, MIN (moment.second, 59));
  g_autofree char *own = NULL;

  if (moment.is_date || !roster_wall_parse (text, wall, NULL))
    return FALSE;

  own = icaltime_is_utc (moment) ? g_strdup ("UTC") : zone_of_property (self, property);
  if (own == NULL)
    return FALSE;
  if (strcmp (own, zone) != 0)
    {
      g_autoptr (GTimeZone) from = roster_zone_find (own), to = roster_zone_find (zone);

      if (from == NULL || to == NULL)
        return FALSE;
      *wall = roster_wall_from_instant (roster_wall_to_instant (*wall, from), to);
    }
  return TRUE;
}

/* An id that the same event gets at every import: a UUID of version 8 (RFC 9562, 5.8). */
static char *
id_for (const char *uid,
        const char *slot)
{
  g_autofree char *text =
      slot != NULL ? g_strconcat ("ics\n", uid, "\n", slot, NULL) : g_strconcat ("ics\n", uid, NULL);
  g_autofree char *hash = NULL;

  if (slot == NULL && roster_id_is_valid (uid))
    return g_strdup (uid);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15, hash + 18);
}

static RosterImportRow *
add_row (Import     *self,
         const char *title)
{
  RosterImportRow *row = g_new0 (RosterImportRow, 1);

  row->line = self->rows->len + 1;
  row->title = g_utf8_make_valid (title != NULL ? title : "", -1);
  row->outcome = ROSTER_IMPORT_REFUSE;
  g_ptr_array_add (self->rows, row);
  return row;
}

static void G_GNUC_PRINTF (2, 3)
refuse (RosterImportRow *row,
        const char      *format,
        ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: the number of an entry of a calendar, its title, then why it cannot be taken. */
  row->reason = g_strdup_printf (_("Entry %u, “%s”: %s"), row->line, row->title, reason);
  row->outcome = ROSTER_IMPORT_REFUSE;
  g_clear_object (&row->after);
}

/* The streamer whose name stands in the title; the longest, where one name is part of another. */
static RosterRecord *
find_streamer (Import     *self,
               const char *title)
{
  RosterRecord *found = NULL;
  gsize longest = 0;

  for (guint i = 0; i < self->context->streamers->len; i++)
    {
      RosterRecord *streamer = self->context->streamers->pdata[i];
      const char *name = roster_record_title (streamer);
      gsize length = name != NULL ? strlen (name) : 0;

      if (length > longest && strstr (title, name) != NULL)
        {
          found = streamer;
          longest = length;
        }
    }
  return found;
}

/* “张三 · Evening” as our own export writes it is the live “Evening”. */
static const char *
without_streamer (const char   *title,
                  RosterRecord *streamer)
{
  g_autofree char *prefix = g_strconcat (roster_record_title (streamer), " · ", NULL);

  return g_str_has_prefix (title, prefix) && title[strlen (prefix)] != '\0' ? title + strlen (prefix) : title;
}

static gint64
length_of (Import        *self,
           icalcomponent *event,
           const char    *zone,
           gint64         start)
{
  icalproperty *duration = icalcomponent_get_first_property (event, ICAL_DURATION_PROPERTY);
  icalproperty *end = icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY);
  gint64 wall;

  if (duration != NULL)
    return icaldurationtype_as_int (icalproperty_get_duration (duration)) / 60;
  if (end != NULL && read_wall (self, end, icalproperty_get_dtend (end), zone, &wall))
    return (wall - start) / 60;

  return 0;
}

static GVariant *
read_exceptions (Import        *self,
                 icalcomponent *event,
                 const char    *zone)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);

  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_EXDATE_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype moment = icalproperty_get_exdate (p);
      char text[ROSTER_WALL_TEXT];
      gint64 wall;

      if (moment.is_date && g_date_valid_dmy (moment.day, moment.month, moment.year))
        g_ptr_array_add (entries, g_strdup_printf ("%04d-%02d-%02d", moment.year, moment.month, moment.day));
      else if (read_wall (self, p, moment, zone, &wall))
        {
          roster_wall_print (wall, text);
          g_ptr_array_add (entries, g_strdup (text));
        }
    }

  if (entries->len == 0)
    return NULL;
  g_ptr_array_add (entries, NULL);
  return roster_value_new_set ((const char *const *) entries->pdata);
}

/* Whether an alarm goes by the end of the event (RFC 5545, 3.8.6.3), which no reminder does. */
static gboolean
goes_by_end (icalproperty *trigger)
{
  icalparameter *related = icalproperty_get_first_parameter (trigger, ICAL_RELATED_PARAMETER);

  return related != NULL && icalparameter_get_related (related) == ICAL_RELATED_END;
}

/* The reminder before the start, where the calendar has another than the rules. An alarm that somebody put off stands
   beside the one that it comes from, at a time of its own (RFC 9074, 7.1), and says nothing about the start. */
static void
read_alarm (icalcomponent *event,
            RosterRecord  *live)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (RosterRuleValues) rules = roster_rule_values_new (none);

  for (icalcomponent *alarm = icalcomponent_get_first_component (event, ICAL_VALARM_COMPONENT); alarm != NULL;
       alarm = icalcomponent_get_next_component (event, ICAL_VALARM_COMPONENT))
    {
      icalproperty *property = icalcomponent_get_first_property (alarm, ICAL_TRIGGER_PROPERTY);
      struct icaltriggertype trigger;
      int minutes;

      if (property == NULL || goes_by_end (property))
        continue;
      trigger = icalproperty_get_trigger (property);
      minutes = -icaldurationtype_as_int (trigger.duration) / 60;
      if (!icaltime_is_null_time (trigger.time) || minutes <= 0 || minutes > 10080)
        continue;
      if (minutes != roster_rule_values_get (rules, ROSTER_RULE_REMIND_BEFORE_START))
        roster_reminder_set_minutes (live, ROSTER_REMINDER_BEFORE_START, minutes);
      return;
    }
}

/* The same rule may be written in many orders. */
static gboolean
same_rule (const char *a,
           const char *b)
{
  struct icalrecurrencetype first = icalrecurrencetype_from_string (a), second = icalrecurrencetype_from_string (b);
  char *one = icalrecurrencetype_as_string_r (&first), *other = icalrecurrencetype_as_string_r (&second);
  gboolean same = g_strcmp0 (one, other) == 0;

  icalmemory_free_buffer (one);
  icalmemory_free_buffer (other);
  if (first.rscale != NULL)
    icalmemory_free_buffer (first.rscale);
  if (second.rscale != NULL)
    icalmemory_free_buffer (second.rscale);
  return same;
}

static gboolean
read_rule (icalcomponent   *event,
           RosterRecord    *live,
           RosterImportRow *row)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  char *written;

  if (property == NULL)
    {
      roster_record_set (live, "recurrence", NULL);
      return TRUE;
    }

  written = icalproperty_get_value_as_string_r (property);
  text = g_strdup (written);
  icalmemory_free_buffer (written);
  if (text == NULL || !roster_recurrence_check (text, &error))
    {
      refuse (row, "%s", error != NULL ? error->message : "RRULE");
      return FALSE;
    }
  if (!roster_record_has (live, "recurrence") || !same_rule (roster_record_text (live, "recurrence"), text))
    roster_record_set_text (live, "recurrence", text);
  return TRUE;
}

static void
settle (RosterImportRow *row)
{
  const RosterRecordType *type = &roster_live_type;
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));

  if (row->before == NULL)
    {
      row->outcome = ROSTER_IMPORT_CREATE;
      return;
    }

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const char *name = roster_record_type_field (type, i)->name;

      if (!roster_value_equal (roster_record_value (row->before, name), roster_record_value (row->after, name)))
        g_array_append_val (changed, i);
    }
  row->n_changed = changed->len;
  row->changed = (guint *) g_array_free (g_steal_pointer (&changed), FALSE);
  row->outcome = row->n_changed > 0 ? ROSTER_IMPORT_UPDATE : ROSTER_IMPORT_SKIP;
}

static RosterRecord *
find_stand_in (Import     *self,
               const char *series,
               const char *slot)
{
  for (guint i = 0; i < self->context->lives->len; i++)
    if (g_strcmp0 (roster_record_text (self->context->lives->pdata[i], "series"), series) == 0 &&
        g_strcmp0 (roster_record_text (self->context->lives->pdata[i], "slot"), slot) == 0)
      return self->context->lives->pdata[i];

  return NULL;
}

/* The record as it is, and a new one or a copy of it to write into. */
static gboolean
begin (Import          *self,
       icalcomponent   *event,
       const char      *zone,
       RosterImportRow *row)
{
  icalproperty *recurrence = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);
  const char *uid = icalcomponent_get_uid (event);
  g_autofree char *series = NULL, *id = NULL;
  RosterRecord *streamer, *before, *whole;
  char slot[ROSTER_WALL_TEXT];
  gint64 wall;

  if (uid == NULL)
    {
      refuse (row, _("it has no UID"));
      return FALSE;
    }
  series = id_for (uid, NULL);
  whole = g_hash_table_lookup (self->by_id, series);
  if (recurrence != NULL &&
      !read_wall (self, recurrence, icalproperty_get_recurrenceid (recurrence),
                  whole != NULL ? roster_record_text (whole, "zone") : zone, &wall))
    {
      refuse (row, _("the time that it stands in for cannot be read"));
      return FALSE;
    }

  if (recurrence != NULL)
    {
      roster_wall_print (wall, slot);
      before = find_stand_in (self, series, slot);
      id = before != NULL ? g_strdup (roster_record_id (before)) : id_for (uid, slot);
    }
  else
    id = g_strdup (series);

  before = g_hash_table_lookup (self->by_id, id);
  if (before != NULL && g_hash_table_contains (self->seen, id))
    {
      refuse (row, _("it stands in the calendar twice"));
      return FALSE;
    }
  g_hash_table_add (self->seen, g_strdup (id));
  if (before != NULL)
    {
      row->before = g_object_ref (before);
      row->after = roster_record_copy (before);
      return TRUE;
    }

  streamer = find_streamer (self, row->title);
  if (streamer == NULL)
    {
      refuse (row, _("its title names no streamer of the book"));
      return FALSE;
    }
  row->after = roster_record_new (&roster_live_type, id, roster_record_account (streamer));
  roster_record_apply_defaults (row->after);
  roster_record_set_text (row->after, "streamer", roster_record_id (streamer));
  if (recurrence != NULL)
    {
      roster_record_set_text (row->after, "series", series);
      roster_record_set_text (row->after, "slot", slot);
    }
  read_alarm (event, row->after);
  return TRUE;
}

static RosterRecord *
streamer_of (Import       *self,
             RosterRecord *live)
{
  for (guint i = 0; i < self->context->streamers->len; i++)
    if (g_strcmp0 (roster_record_id (self->context->streamers->pdata[i]), roster_record_text (live, "streamer")) == 0)
      return self->context->streamers->pdata[i];

  return NULL;
}

static void
fill (Import          *self,
      icalcomponent   *event,
      const char      *zone,
      gint64           start,
      gint64           minutes,
      RosterImportRow *row)
{
  RosterRecord *streamer = streamer_of (self, row->after);
  const char *description = icalcomponent_get_description (event);
  enum icalproperty_status status = icalcomponent_get_status (event);
  const char *title = streamer != NULL ? without_streamer (row->title, streamer) : row->title;
  g_autofree char *name = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 200));
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (start, text);
  if (name[0] != '\0')
    roster_record_set_text (row->after, "name", name);
  roster_record_set_text (row->after, "startLocal", text);
  roster_record_set_text (row->after, "zone", zone);
  roster_record_set_number (row->after, "durationMinutes", minutes);
  roster_record_set (row->after, "exceptions", read_exceptions (self, event, zone));
  /* Whether a live is confirmed depends on its line-up (rule 25): a calendar can only call it off. */
  if (status == ICAL_STATUS_CANCELLED)
    roster_record_set_text (row->after, "state", "cancelled");
  if (description != NULL && description[0] != '\0')
    {
      g_autofree char *notes = g_utf8_make_valid (description, -1);

      roster_record_set_text (row->after, "notes", notes);
    }
}

static void
take_event (Import        *self,
            icalcomponent *event)
{
  RosterImportRow *row = add_row (self, icalcomponent_get_summary (event));
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  struct icaltimetype moment = property != NULL ? icalproperty_get_dtstart (property) : icaltime_null_time ();
  g_autofree char *zone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start, minutes;

  if (property == NULL || moment.is_date)
    {
      refuse (row, _("it has a day and no time"));
      return;
    }
  zone = icaltime_is_utc (moment) ? g_strdup (self->context->zone) : zone_of_property (self, property);
  if (zone == NULL)
    {
      icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);

      refuse (row, _("its time zone “%s” is not known"), icalparameter_get_tzid (parameter));
      return;
    }
  if (!read_wall (self, property, moment, zone, &start))
    {
      refuse (row, _("its start cannot be read"));
      return;
    }
  minutes = length_of (self, event, zone, start);
  if (minutes < 1 || minutes > 1440)
    {
      refuse (row, _("it has to last from a minute to a day"));
      return;
    }

  if (!begin (self, event, zone, row) || !read_rule (event, row->after, row))
    return;
  fill (self, event, zone, start, minutes, row);
  if (!roster_record_check (row->after, &error))
    {
      refuse (row, "%s", error->message);
      return;
    }
  settle (row);
  if (row->before == NULL)
    g_hash_table_insert (self->by_id, (gpointer) roster_record_id (row->after), row->after);
}

/* One time more than the rule of a series gives (RFC 5545, 3.8.5.2): it stands in for itself. */
static void
take_extra_time (Import        *self,
                 icalcomponent *event,
                 RosterRecord  *series,
                 gint64         wall,
                 gint64         minutes)
{
  RosterImportRow *row;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  char slot[ROSTER_WALL_TEXT];
  RosterRecord *before;

  roster_wall_print (wall, slot);
  before = find_stand_in (self, roster_record_id (series), slot);
  id = before != NULL ? g_strdup (roster_record_id (before)) : id_for (icalcomponent_get_uid (event), slot);
  /* What the calendar says of this one time has been taken. */
  if (g_hash_table_contains (self->seen, id))
    return;

  g_hash_table_add (self->seen, g_strdup (id));
  row = add_row (self, icalcomponent_get_summary (event));
  before = g_hash_table_lookup (self->by_id, id);
  if (before != NULL)
    {
      row->before = g_object_ref (before);
      row->after = g_object_ref (before);
      row->outcome = ROSTER_IMPORT_SKIP;
      return;
    }

  row->after = roster_record_new (&roster_live_type, id, roster_record_account (series));
  for (guint i = 0; i < roster_live_type.n_fields; i++)
    roster_record_set (row->after, roster_live_type.fields[i].name,
                       roster_record_value (series, roster_live_type.fields[i].name));
  roster_record_set (row->after, "recurrence", NULL);
  roster_record_set (row->after, "exceptions", NULL);
  roster_record_set (row->after, "lineUp", NULL);
  roster_record_set_text (row->after, "series", roster_record_id (series));
  roster_record_set_text (row->after, "slot", slot);
  roster_record_set_text (row->after, "startLocal", slot);
  if (minutes > 0)
    roster_record_set_number (row->after, "durationMinutes", minutes);
  if (!roster_record_check (row->after, &error))
    refuse (row, "%s", error->message);
  else
    settle (row);
}

static void
take_extra_times (Import        *self,
                  icalcomponent *event)
{
  const char *uid = icalcomponent_get_uid (event);
  g_autofree char *id = uid != NULL ? id_for (uid, NULL) : NULL;
  RosterRecord *series = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

  g_autoptr (GPtrArray) dates = g_ptr_array_new ();

  /* An event has one cursor for all its properties. */
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_RDATE_PROPERTY); series != NULL && p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_RDATE_PROPERTY))
    g_ptr_array_add (dates, p);

  for (guint i = 0; i < dates->len; i++)
    {
      icalproperty *p = dates->pdata[i];
      struct icaldatetimeperiodtype date = icalproperty_get_rdate (p);
      gboolean is_period = icaltime_is_null_time (date.time);
      gint64 wall, end, minutes = 0;

      if (!read_wall (self, p, is_period ? date.period.start : date.time, roster_record_text (series, "zone"), &wall))
        continue;
      if (is_period && !icaldurationtype_is_null_duration (date.period.duration))
        minutes = icaldurationtype_as_int (date.period.duration) / 60;
      else if (is_period && read_wall (self, p, date.period.end, roster_record_text (series, "zone"), &end))
        minutes = (end - wall) / 60;
      take_extra_time (self, event, series, wall, minutes);
    }
}

/* Series, and what happens once, come first; then what stands in for one of their times, then times that are added. */
typedef enum
{
  PASS_SERIES,
  PASS_STAND_INS,
  PASS_EXTRA_TIMES,
} Pass;

/* Events of a calendar, or of several in one file. */
static void
take_all (Import        *self,
          icalcomponent *component,
          Pass           pass,
          guint          depth)
{
  if (icalcomponent_isa (component) == ICAL_VEVENT_COMPONENT)
    {
      gboolean stand_in = icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY) != NULL;

      if (pass == PASS_EXTRA_TIMES && !stand_in)
        take_extra_times (self, component);
      else if (pass != PASS_EXTRA_TIMES && stand_in == (pass == PASS_STAND_INS))
        take_event (self, component);
      return;
    }
  if (depth > 3)
    return;

  for (icalcompiter iter = icalcomponent_begin_component (component, ICAL_ANY_COMPONENT);
       icalcompiter_deref (&iter) != NULL; icalcompiter_next (&iter))
    take_all (self, icalcompiter_deref (&iter), pass, depth + 1);
}

/**
 * roster_import_ics:
 * @bytes: a calendar (RFC 5545) as GNOME Calendar, Evolution, Google or Outlook write it
 * @context: what it does not say
 *
 * What an import of lives from a calendar would do, event by event. An event that came from here before, or was
 * imported before, is the same live again; a new one belongs to the streamer whose name stands in its title.
 *
 * Returns: (transfer full) (element-type RosterImportRow) (nullable): a row for each event, or %NULL with
 *   %ROSTER_EXCHANGE_ERROR_FORMAT or %ROSTER_EXCHANGE_ERROR_LIMIT
 */
GPtrArray *
roster_import_ics (GBytes                  *bytes,
                   const RosterIcsContext  *context,
                   GError                 **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  icalcomponent *root;
  Import self = { .context = context, .by_id = by_id, .seen = seen };
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (context != NULL && context->lives != NULL && context->streamers != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > ROSTER_ICS_LIMIT)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                   _("The calendar is larger than %d megabytes"), ROSTER_ICS_LIMIT >> 20);
      return NULL;
    }

  text = g_strndup (size > 0 ? data : "", size);
  root = icalparser_parse_string (text);
  if (root == NULL)
    {
      g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                           _("The file is no calendar (iCalendar)"));
      return NULL;
    }

  for (guint i = 0; i < context->lives->len; i++)
    g_hash_table_insert (by_id, (gpointer) roster_record_id (context->lives->pdata[i]), context->lives->pdata[i]);
  self.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_ics_row_free);
  take_all (&self, root, PASS_SERIES, 0);
  take_all (&self, root, PASS_STAND_INS, 0);
  take_all (&self, root, PASS_EXTRA_TIMES, 0);
  icalcomponent_free (root);
  return self.rows;
}

/**
 * roster_import_ics_to_edit:
 * @rows: (element-type RosterImportRow): from roster_import_ics()
 * @label: what the step is called
 *
 * Returns: (transfer full): the edit that does it
 */
RosterEdit *
roster_import_ics_to_edit (GPtrArray  *rows,
                           const char *label)
{
  RosterEdit *edit;

  g_return_val_if_fail (rows != NULL, NULL);

  edit = roster_edit_new (ROSTER_CAUSE_IMPORT, label);
  for (guint i = 0; i < rows->len; i++)
    {
      RosterImportRow *row = rows->pdata[i];

      if (row->outcome == ROSTER_IMPORT_CREATE)
        roster_edit_create (edit, row->after);
      else if (row->outcome == ROSTER_IMPORT_UPDATE)
        roster_edit_update (edit, row->before, row->after);
    }
  return edit;
}
