/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-calendar-live.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (RosterCalendarLive, roster_calendar_live, G_TYPE_OBJECT)

static void
roster_calendar_live_finalize (GObject *object)
{
  RosterCalendarLive *self = ROSTER_CALENDAR_LIVE (object);

  g_clear_pointer (&self->occurrence, roster_occurrence_free);
  g_free (self->who);
  g_free (self->trainer);
  g_free (self->book);
  g_free (self->warning);
  g_free (self->refusal);

  G_OBJECT_CLASS (roster_calendar_live_parent_class)->finalize (object);
}

static void
roster_calendar_live_class_init (RosterCalendarLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_calendar_live_finalize;
}

static void
roster_calendar_live_init (RosterCalendarLive *self)
{
  self->state = "planned";
}

static const RosterChoice *
find_state (const char *nick)
{
  return roster_field_find_choice (
      roster_record_type_field (&roster_live_type, roster_record_type_find_field (&roster_live_type, "state")), nick);
}

/**
 * roster_calendar_live_new:
 * @zone: the zone of this computer, in which days and hours are meant
 * @who: the streamer's name
 *
 * Returns: (transfer full): an occurrence as a calendar shows it
 */
RosterCalendarLive *
roster_calendar_live_new (const RosterOccurrence *occurrence,
                          GTimeZone              *zone,
                          const char             *who)
{
  RosterCalendarLive *self;
  const char *state;
  gint64 wall;

  g_return_val_if_fail (occurrence != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);
  g_return_val_if_fail (who != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_CALENDAR_LIVE, NULL);
  self->occurrence = roster_occurrence_copy (occurrence);
  self->who = g_strdup (who);
  self->repeats = occurrence->series != NULL;
  wall = roster_wall_from_instant (occurrence->start, zone);
  self->day = ROSTER_WALL_EPOCH_DAY + roster_wall_day (wall) / ROSTER_WALL_DAY;
  self->start = (wall - roster_wall_day (wall)) / 60;
  self->end = self->start + (occurrence->end - occurrence->start) / 60000;
  state = roster_record_text (occurrence->live, "state");
  if (state != NULL && find_state (state) != NULL)
    self->state = find_state (state)->nick;
  return self;
}

/**
 * roster_calendar_live_record:
 *
 * Returns: (transfer none): the Live that the occurrence is, or the series that it is one time of
 */
RosterRecord *
roster_calendar_live_record (RosterCalendarLive *self)
{
  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (self), NULL);

  return self->occurrence->live;
}

/**
 * roster_calendar_live_key:
 *
 * Returns: what tells the occurrence from every other, also while it is moved
 */
const char *
roster_calendar_live_key (RosterCalendarLive *self)
{
  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (self), NULL);

  return self->occurrence->key;
}

/**
 * roster_calendar_live_may_move:
 *
 * Returns: whether it is still a plan that the person may change; what has begun or is over stays where it is
 */
gboolean
roster_calendar_live_may_move (RosterCalendarLive *self)
{
  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (self), FALSE);

  return self->refusal == NULL && (strcmp (self->state, "planned") == 0 || strcmp (self->state, "confirmed") == 0);
}

/**
 * roster_calendar_live_equal:
 *
 * Returns: whether both look the same
 */
gboolean
roster_calendar_live_equal (RosterCalendarLive *a,
                            RosterCalendarLive *b)
{
  return strcmp (a->occurrence->key, b->occurrence->key) == 0 && a->day == b->day && a->start == b->start &&
         a->end == b->end && strcmp (a->state, b->state) == 0 && a->repeats == b->repeats && a->clashes == b->clashes &&
         a->lacks_line_up == b->lacks_line_up && g_strcmp0 (a->who, b->who) == 0 &&
         g_strcmp0 (a->trainer, b->trainer) == 0 && g_strcmp0 (a->book, b->book) == 0 &&
         g_strcmp0 (a->warning, b->warning) == 0 &&
         g_strcmp0 (a->refusal, b->refusal) == 0 &&
         g_strcmp0 (roster_calendar_live_title (a), roster_calendar_live_title (b)) == 0;
}

const char *
roster_calendar_live_title (RosterCalendarLive *self)
{
  RosterRecord *live;

  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (self), NULL);

  live = self->occurrence->live;
  return roster_record_has (live, "name") ? roster_record_title (live) : _("Live session");
}

/**
 * roster_calendar_live_hours:
 *
 * Returns: (transfer full): from when to when, as short as a calendar wants it
 */
char *
roster_calendar_live_hours (RosterCalendarLive *self)
{
  g_autofree char *start = NULL, *end = NULL;

  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (self), NULL);

  start = roster_minute_to_text (self->start);
  end = roster_minute_to_text (self->end);
  return g_strconcat (start, "–", end, NULL);
}

/**
 * roster_calendar_live_description:
 *
 * Returns: (transfer full): all that the picture of the live says, for those who do not see it
 */
char *
roster_calendar_live_description (RosterCalendarLive *self)
{
  g_autofree char *start = NULL, *end = NULL, *text = NULL, *who = NULL;

  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (self), NULL);

  /* Translators: a streamer, and the salesperson in whose book they are. */
  who = self->book != NULL ? g_strdup_printf (_("%s of %s"), self->who, self->book) : g_strdup (self->who);

  start = roster_minute_to_text (self->start);
  end = roster_minute_to_text (self->end);
  /* Translators: a streamer, a day of the week, start and end of a live, its state: “张三, Tuesday 20:00 to 22:00,
     confirmed” */
  text = g_strdup_printf (_("%s, %s %s to %s, %s"), who, roster_weekday_long (self->day), start, end,
                          roster_live_state_label (self->state));
  return self->warning != NULL ? g_strconcat (text, ". ", self->warning, NULL) : g_steal_pointer (&text);
}

const char *
roster_live_state_label (const char *state)
{
  const RosterChoice *choice;

  g_return_val_if_fail (state != NULL, NULL);

  choice = find_state (state);
  return choice != NULL ? g_dgettext (GETTEXT_PACKAGE, choice->label) : state;
}

/**
 * roster_live_state_icon:
 *
 * Returns: the symbol of a state, so that nobody has to tell it by its colour
 */
const char *
roster_live_state_icon (const char *state)
{
  static const struct
  {
    const char *state;
    const char *icon;
  } icons[] = {
    { "planned", "content-loading-symbolic" },
    { "confirmed", "view-pin-symbolic" },
    { "live", "media-record-symbolic" },
    { "held", "object-select-symbolic" },
    { "missed", "action-unavailable-symbolic" },
    { "cancelled", "window-close-symbolic" },
  };

  g_return_val_if_fail (state != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (strcmp (icons[i].state, state) == 0)
      return icons[i].icon;

  return icons[0].icon;
}

static GDateWeekday
weekday_of (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, MAX (day, 1));
  return g_date_get_weekday (&date);
}

/**
 * roster_weekday_short:
 * @day: a Julian day, as #GDate counts them
 */
const char *
roster_weekday_short (guint32 day)
{
  static const char *const names[] = {
    NC_("weekday", "Mon"),
    NC_("weekday", "Tue"),
    NC_("weekday", "Wed"),
    NC_("weekday", "Thu"),
    NC_("weekday", "Fri"),
    NC_("weekday", "Sat"),
    NC_("weekday", "Sun"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[weekday_of (day) - G_DATE_MONDAY]);
}

const char *
roster_weekday_long (guint32 day)
{
  static const char *const names[] = {
    NC_("weekday", "Monday"),
    NC_("weekday", "Tuesday"),
    NC_("weekday", "Wednesday"),
    NC_("weekday", "Thursday"),
    NC_("weekday", "Friday"),
    NC_("weekday", "Saturday"),
    NC_("weekday", "Sunday"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[weekday_of (day) - G_DATE_MONDAY]);
}

/**
 * roster_minute_to_text:
 * @minute: of the day; what lies past midnight is told as the next day's hour
 */
char *
roster_minute_to_text (int minute)
{
  int of_day = ((minute % ROSTER_DAY_MINUTES) + ROSTER_DAY_MINUTES) % ROSTER_DAY_MINUTES;

  return g_strdup_printf ("%02d:%02d", of_day / 60, of_day % 60);
}

/**
 * roster_day_to_text:
 *
 * Returns: (transfer full): a Julian day as `YYYY-MM-DD`
 */
char *
roster_day_to_text (guint32 day)
{
  GDate date;

  g_return_val_if_fail (day > 0, NULL);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/**
 * roster_day_from_text:
 * @text: begins with `YYYY-MM-DD`
 *
 * Returns: the Julian day, or 0 where there is none
 */
guint32
roster_day_from_text (const char *text)
{
  guint year, month, day;
  GDate date;

  if (text == NULL || sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3 || !g_date_valid_dmy (day, month, year))
    return 0;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}
