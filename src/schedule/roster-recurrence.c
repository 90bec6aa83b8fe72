/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-recurrence.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "roster-schedule-error.h"

/* The names of weekdays in a rule, Monday first as in RosterRepeat. */
static const char *const weekday_names[7] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static gint64
wall_from_ical (struct icaltimetype moment)
{
  if (moment.year < 1 || moment.year > 9999 || !g_date_valid_dmy (moment.day, moment.month, moment.year))
    return G_MAXINT64;

  return roster_wall_of_date ((guint) moment.year, (guint) moment.month, (guint) moment.day) + moment.hour * 3600 +
         moment.minute * 60 + MIN (moment.second, 59);
}

static struct icaltimetype
wall_to_ical (gint64 wall)
{
  struct icaltimetype moment = icaltime_null_time ();
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (wall, text);
  moment.year = atoi (text);
  moment.month = atoi (text + 5);
  moment.day = atoi (text + 8);
  moment.hour = atoi (text + 11);
  moment.minute = atoi (text + 14);
  moment.second = atoi (text + 17);
  return moment;
}

static void
clear_rule (struct icalrecurrencetype *rule)
{
  if (rule->rscale != NULL)
    icalmemory_free_buffer (rule->rscale);
  rule->rscale = NULL;
}

/* The rule with its end in wall time, so that all of it is followed on the clock of @zone. */
static gboolean
parse_rule (const char                 *text,
            GTimeZone                  *zone,
            struct icalrecurrencetype  *rule,
            GError                    **error)
{
  if (g_str_has_prefix (text, "RRULE:"))
    text += strlen ("RRULE:");

  *rule = icalrecurrencetype_from_string (text);
  if (rule->freq == ICAL_NO_RECURRENCE)
    {
      clear_rule (rule);
      g_set_error (error, ROSTER_SCHEDULE_ERROR, ROSTER_SCHEDULE_ERROR_RULE, _("“%s” is not a rule of repetition"),
                   text);
      return FALSE;
    }

  /* A live lasts up to a day: what repeats within one is a mistake or malice. Other calendars than ours are too. */
  if (rule->freq < ICAL_DAILY_RECURRENCE || rule->rscale != NULL || rule->interval < 1 ||
      rule->by_second[0] != ICAL_RECURRENCE_ARRAY_MAX)
    {
      clear_rule (rule);
      g_set_error (error, ROSTER_SCHEDULE_ERROR, ROSTER_SCHEDULE_ERROR_RULE,
                   _("“%s” repeats more often than daily or by another calendar"), text);
      return FALSE;
    }

  if (!icaltime_is_null_time (rule->until))
    {
      if (rule->until.is_date)
        {
          rule->until.is_date = 0;
          rule->until.hour = 23;
          rule->until.minute = 59;
          rule->until.second = 59;
        }
      else if (icaltime_is_utc (rule->until) && zone != NULL)
        rule->until = wall_to_ical (roster_wall_from_instant ((gint64) icaltime_as_timet (rule->until) * 1000, zone));
      rule->until.zone = NULL;
    }

  return TRUE;
}

static char *
print_rule (struct icalrecurrencetype *rule)
{
  char *text = icalrecurrencetype_as_string_r (rule);
  char *result = g_strdup (text);

  icalmemory_free_buffer (text);
  return result;
}

/* As the format wants it: an end in UTC. */
static void
set_until (struct icalrecurrencetype *rule,
           gint64                     last,
           GTimeZone                 *zone)
{
  rule->count = 0;
  rule->until = icaltime_from_timet_with_zone (roster_wall_to_instant (last, zone) / 1000, 0,
                                               icaltimezone_get_utc_timezone ());
}

/**
 * roster_recurrence_check:
 * @rule: an RRULE (RFC 5545, 3.3.10), with or without the property's name
 *
 * Returns: whether lives can follow it: daily or less often, in our own calendar
 */
gboolean
roster_recurrence_check (const char  *rule,
                         GError     **error)
{
  struct icalrecurrencetype parsed;

  g_return_val_if_fail (rule != NULL, FALSE);

  if (!parse_rule (rule, NULL, &parsed, error))
    return FALSE;

  clear_rule (&parsed);
  return TRUE;
}

/**
 * roster_recurrence_walls:
 * @rule: an RRULE; one that cannot be followed happens once
 * @start: the first time, which always counts
 * @zone: where the clock hangs; an end in UTC is meant there
 * @from: the first wall time that is wanted
 * @to: the first that is not
 * @complete: (out) (optional): whether all of the range was seen; %FALSE for a rule of too many steps
 *
 * Returns: (transfer full) (element-type gint64): the wall times, rising
 */
GArray *
roster_recurrence_walls (const char *rule,
                         gint64      start,
                         GTimeZone  *zone,
                         gint64      from,
                         gint64      to,
                         gboolean   *complete)
{
  GArray *walls = g_array_new (FALSE, FALSE, sizeof (gint64));
  struct icalrecurrencetype parsed;
  icalrecur_iterator *iterator;
  guint steps = 0;

  g_return_val_if_fail (rule != NULL, walls);
  g_return_val_if_fail (zone != NULL, walls);

  if (complete != NULL)
    *complete = TRUE;
  if (start >= from && start < to)
    g_array_append_val (walls, start);
  if (!parse_rule (rule, zone, &parsed, NULL))
    return walls;

  /* What never matches would be followed to the end of time. */
  if (icaltime_is_null_time (parsed.until) || wall_from_ical (parsed.until) > to)
    parsed.until = wall_to_ical (to);
  iterator = icalrecur_iterator_new (parsed, wall_to_ical (start));
  while (iterator != NULL)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      gint64 wall = icaltime_is_null_time (next) ? G_MAXINT64 : wall_from_ical (next);

      if (wall >= to)
        break;
      if (++steps > ROSTER_RECURRENCE_STEPS)
        {
          if (complete != NULL)
            *complete = FALSE;
          break;
        }
      if (wall > start && wall >= from)
        g_array_append_val (walls, wall);
    }

  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  clear_rule (&parsed);
  return walls;
}

/**
 * roster_recurrence_until:
 * @rule: an RRULE
 * @last: the last wall time that still belongs to it
 * @zone: where the clock hangs
 *
 * Returns: (transfer full): the rule with that end
 */
char *
roster_recurrence_until (const char *rule,
                         gint64      last,
                         GTimeZone  *zone)
{
  struct icalrecurrencetype parsed;
  char *text;

  g_return_val_if_fail (rule != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  if (!parse_rule (rule, zone, &parsed, NULL))
    return g_strdup (rule);

  set_until (&parsed, last, zone);
  text = print_rule (&parsed);
  clear_rule (&parsed);
  return text;
}

/**
 * roster_recurrence_rest:
 * @rule: an RRULE
 * @start: the first time
 * @zone: where the clock hangs
 * @from: a later time
 *
 * Returns: (transfer full): the rule for what begins at @from: what was counted before is taken off the count
 */
char *
roster_recurrence_rest (const char *rule,
                        gint64      start,
                        GTimeZone  *zone,
                        gint64      from)
{
  struct icalrecurrencetype parsed;
  char *text;

  g_return_val_if_fail (rule != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  if (!parse_rule (rule, zone, &parsed, NULL))
    return g_strdup (rule);

  if (parsed.count == 0)
    text = g_strdup (rule);
  else
    {
      g_autoptr (GArray) before = roster_recurrence_walls (rule, start, zone, start, from, NULL);

      parsed.count = MAX (parsed.count - (int) before->len, 1);
      text = print_rule (&parsed);
    }
  clear_rule (&parsed);
  return text;
}

static short
shift_day (short  day,
           gint64 days)
{
  int weekday = icalrecurrencetype_day_day_of_week (day) - 1;

  return (short) (((weekday + days) % 7 + 7) % 7 + 1);
}

/**
 * roster_recurrence_shift:
 * @rule: an RRULE
 * @start: the first time
 * @moved: where the first time was moved
 *
 * What was every Tuesday is every Wednesday when its first time moves by a day; the end stays where it was. Rules that
 * name days in other ways keep them.
 *
 * Returns: (transfer full): the rule for the moved first time
 */
char *
roster_recurrence_shift (const char *rule,
                         gint64      start,
                         gint64      moved)
{
  struct icalrecurrencetype parsed;
  gint64 days = (roster_wall_day (moved) - roster_wall_day (start)) / ROSTER_WALL_DAY;
  gboolean changed = FALSE;
  char *text;

  g_return_val_if_fail (rule != NULL, NULL);

  if (days == 0 || !parse_rule (rule, NULL, &parsed, NULL))
    return g_strdup (rule);

  if (parsed.freq == ICAL_WEEKLY_RECURRENCE)
    for (guint i = 0; i < ICAL_BY_DAY_SIZE && parsed.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
      {
        parsed.by_day[i] = shift_day (parsed.by_day[i], days);
        changed = TRUE;
      }
  else if (parsed.freq == ICAL_MONTHLY_RECURRENCE && parsed.by_month_day[0] == wall_to_ical (start).day &&
           parsed.by_month_day[1] == ICAL_RECURRENCE_ARRAY_MAX)
    {
      parsed.by_month_day[0] = (short) wall_to_ical (moved).day;
      changed = TRUE;
    }
  clear_rule (&parsed);

  if (!changed)
    return g_strdup (rule);

  /* Printed with its own end, which parsing turned into wall time. */
  {
    struct icalrecurrencetype original =
        icalrecurrencetype_from_string (g_str_has_prefix (rule, "RRULE:") ? rule + strlen ("RRULE:") : rule);

    memcpy (original.by_day, parsed.by_day, sizeof original.by_day);
    memcpy (original.by_month_day, parsed.by_month_day, sizeof original.by_month_day);
    text = print_rule (&original);
    clear_rule (&original);
  }
  return text;
}

static gboolean
names_other_days (const struct icalrecurrencetype *rule)
{
  return rule->by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || rule->by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX ||
         rule->by_month_day[0] != ICAL_RECURRENCE_ARRAY_MAX || rule->by_year_day[0] != ICAL_RECURRENCE_ARRAY_MAX ||
         rule->by_week_no[0] != ICAL_RECURRENCE_ARRAY_MAX || rule->by_month[0] != ICAL_RECURRENCE_ARRAY_MAX ||
         rule->by_set_pos[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/**
 * roster_repeat_from_rule:
 * @self: (out caller-allocates): the form of @rule
 * @rule: (nullable): an RRULE; %NULL or empty for what happens once
 * @zone: where the clock hangs
 *
 * Returns: whether a form can show @rule; one that cannot be shown must be kept as it is
 */
gboolean
roster_repeat_from_rule (RosterRepeat *self,
                         const char   *rule,
                         GTimeZone    *zone)
{
  struct icalrecurrencetype parsed;
  gboolean plain;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (zone != NULL, FALSE);

  *self = (RosterRepeat){ .every = ROSTER_REPEAT_NEVER, .interval = 1, .until = G_MAXINT64 };
  if (rule == NULL || rule[0] == '\0')
    return TRUE;
  if (!parse_rule (rule, zone, &parsed, NULL))
    return FALSE;

  plain = !names_other_days (&parsed) && parsed.freq != ICAL_YEARLY_RECURRENCE;
  if (parsed.freq == ICAL_DAILY_RECURRENCE)
    self->every = ROSTER_REPEAT_DAYS;
  else if (parsed.freq == ICAL_WEEKLY_RECURRENCE)
    self->every = ROSTER_REPEAT_WEEKS;
  else
    self->every = ROSTER_REPEAT_MONTHS;
  self->interval = (guint) parsed.interval;
  self->count = (guint) MAX (parsed.count, 0);
  if (!icaltime_is_null_time (parsed.until))
    self->until = roster_wall_day (wall_from_ical (parsed.until));
  for (guint i = 0; i < ICAL_BY_DAY_SIZE && parsed.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      guint weekday = ((guint) icalrecurrencetype_day_day_of_week (parsed.by_day[i]) + 5) % 7;

      plain = plain && icalrecurrencetype_day_position (parsed.by_day[i]) == 0 && self->every == ROSTER_REPEAT_WEEKS;
      self->weekdays |= 1u << weekday;
    }
  /* A fortnight that begins on Sunday holds other days than one that begins on Monday. */
  if (parsed.week_start != ICAL_MONDAY_WEEKDAY && parsed.interval > 1)
    plain = FALSE;
  clear_rule (&parsed);
  return plain;
}

/**
 * roster_repeat_to_rule:
 * @zone: where the clock hangs
 *
 * Returns: (transfer full) (nullable): the RRULE, %NULL for what happens once
 */
char *
roster_repeat_to_rule (const RosterRepeat *self,
                       GTimeZone          *zone)
{
  static const char *const names[] = { NULL, "DAILY", "WEEKLY", "MONTHLY" };
  g_autoptr (GString) rule = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  if (self->every == ROSTER_REPEAT_NEVER)
    return NULL;

  rule = g_string_new (NULL);
  g_string_append_printf (rule, "FREQ=%s", names[self->every]);
  if (self->interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%u", self->interval);
  if (self->every == ROSTER_REPEAT_WEEKS && (self->weekdays & 0x7f) != 0)
    {
      const char *before = ";BYDAY=";

      for (guint i = 0; i < 7; i++)
        if ((self->weekdays & 1u << i) != 0)
          {
            g_string_append_printf (rule, "%s%s", before, weekday_names[i]);
            before = ",";
          }
    }
  if (self->count > 0)
    g_string_append_printf (rule, ";COUNT=%u", self->count);
  else if (self->until != G_MAXINT64)
    {
      gint64 last = roster_wall_to_instant (roster_wall_day (self->until) + ROSTER_WALL_DAY - 1, zone) / 1000;
      g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (last);
      g_autofree char *text = g_date_time_format (moment, "%Y%m%dT%H%M%SZ");

      g_string_append_printf (rule, ";UNTIL=%s", text);
    }

  return g_string_free (g_steal_pointer (&rule), FALSE);
}
