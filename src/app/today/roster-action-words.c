/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-action-words.h"

#include <glib/gi18n-lib.h>

#include "roster-calendar-live.h"
#include "roster-format.h"

static const char *
who (const RosterNextAction *action)
{
  return action->streamer != NULL ? roster_record_title (action->streamer) : "";
}

/* A moment as one would say it: today at 20:00, Thursday 20:00. */
static char *
moment (RosterClock *clock,
        gint64       instant)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock);
  gint64 wall = roster_wall_from_instant (instant, zone);
  g_autofree char *day = roster_format_instant_relative (clock, instant);
  g_autofree char *time = roster_minute_to_text ((wall - roster_wall_day (wall)) / 60);

  /* Translators: a day as people say it (today, Thursday) and a time of it. */
  return g_strdup_printf (_("%s at %s"), day, time);
}

static char *
hours (guint minutes)
{
  if (minutes % 60 == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hour", "%u hours", minutes / 60), minutes / 60);

  return g_strdup_printf (_("%u h %u min"), minutes / 60, minutes % 60);
}

/* Who, what sort of thing, and since when it is due. */
static char *
due_reason (const RosterNextAction *action,
            const char             *today,
            const char             *late)
{
  if (action->days_over <= 0)
    return g_strdup_printf ("%s · %s", who (action), today);

  g_autofree char *days =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", action->days_over),
                       action->days_over);

  return g_strdup_printf ("%s · %s · %s", who (action), late, days);
}

/**
 * roster_next_action_title:
 *
 * Returns: (transfer full): what to do
 */
char *
roster_next_action_title (const RosterNextAction *action,
                          RosterClock            *clock)
{
  g_return_val_if_fail (action != NULL, NULL);

  switch (action->kind)
    {
    case ROSTER_NEXT_START:
      return g_strdup_printf (_("%s should be live by now"), who (action));
    case ROSTER_NEXT_RESULTS:
      return g_strdup_printf (_("How did the live of %s go?"), who (action));
    case ROSTER_NEXT_LINE_UP:
      return g_strdup_printf (_("Line-up for %s"), who (action));
    case ROSTER_NEXT_CONFLICTS:
      if (action->streamer != NULL)
        /* Translators: how many changes, and a streamer. */
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change about %s waits for you",
                                             "%u changes about %s wait for you", action->count),
                                action->count, who (action));
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u change waits for you", "%u changes wait for you", action->count),
          action->count);
    case ROSTER_NEXT_FOLLOW_UP:
      return g_strdup (roster_record_title (action->record));
    case ROSTER_NEXT_STEP:
      return g_strdup (roster_record_text (action->streamer, "nextStep"));
    case ROSTER_NEXT_CONTACT:
      /* Days since joining would read as years of neglect where the book has only just been taken over. */
      if (action->never_met)
        return g_strdup (_("No contact is recorded yet"));
      return g_strdup_printf (_("Talk to %s"), who (action));
    case ROSTER_NEXT_OBLIGATION:
      {
        g_autofree char *when = moment (clock, action->slot.start);

        /* Translators: a streamer, and a day and time. */
        return g_strdup_printf (_("Plan a live with %s %s"), who (action), when);
      }
    case ROSTER_NEXT_SUGGESTION:
      return g_strdup_printf (_("Offer %s to %s"), roster_record_title (action->record), who (action));
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_next_action_reason:
 *
 * Returns: (transfer full): why it is on the list
 */
char *
roster_next_action_reason (const RosterNextAction *action,
                           RosterClock            *clock)
{
  g_autofree char *when = NULL, *long_enough = NULL;

  g_return_val_if_fail (action != NULL, NULL);

  switch (action->kind)
    {
    case ROSTER_NEXT_START:
      when = moment (clock, action->due);
      return g_strdup_printf (_("Planned for %s and not started"), when);

    case ROSTER_NEXT_RESULTS:
      when = moment (clock, action->occurrence->start);
      return g_strdup_printf (_("It was planned for %s; nobody has said whether it was held"), when);

    case ROSTER_NEXT_LINE_UP:
      when = moment (clock, action->due);
      if (action->lacks_line_up)
        return g_strdup_printf (_("Live %s, and there is no line-up yet"), when);
      if (action->lacks_traffic && action->lacks_profit)
        return g_strdup_printf (_("Live %s; the line-up names neither traffic nor profit items"), when);
      return g_strdup_printf (action->lacks_traffic ? _("Live %s; the line-up names no traffic item")
                                                    : _("Live %s; the line-up names no profit item"),
                              when);

    case ROSTER_NEXT_CONFLICTS:
      return g_strdup (_("Changed here and at the office, or refused there; nobody else sees them until you choose"));

    case ROSTER_NEXT_FOLLOW_UP:
      return due_reason (action, _("follow-up for today"), _("follow-up"));

    case ROSTER_NEXT_STEP:
      return due_reason (action, _("next step for today"), _("next step"));

    case ROSTER_NEXT_CONTACT:
      if (action->days_over <= 0)
        return g_strdup (_("Today is the last day of the contact clock"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The contact clock ran out %d day ago",
                                           "The contact clock ran out %d days ago", action->days_over),
                              action->days_over);

    case ROSTER_NEXT_OBLIGATION:
      long_enough = hours (action->minutes);
      if (action->slot.rate > 0)
        {
          g_autofree char *rate = roster_format_money (action->slot.rate);

          /* Translators: how long, and an amount of money. */
          return g_strdup_printf (_("Still owes %s this week; lives near this hour sold %s an hour"), long_enough,
                                  rate);
        }
      return g_strdup_printf (_("Still owes %s this week; the time is free"), long_enough);

    case ROSTER_NEXT_SUGGESTION:
      when = roster_format_money (action->worth);
      return g_strdup_printf (_("Expected margin %s"), when);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_next_action_accept:
 *
 * Returns: what the button says that does it or leads there
 */
const char *
roster_next_action_accept (const RosterNextAction *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  switch (action->kind)
    {
    case ROSTER_NEXT_START:
      return C_("answer", "Started");
    case ROSTER_NEXT_RESULTS:
      return C_("answer", "Enter Results…");
    case ROSTER_NEXT_LINE_UP:
      return action->lacks_line_up ? C_("answer", "Line Up") : C_("answer", "Open");
    case ROSTER_NEXT_CONFLICTS:
      return C_("answer", "Choose");
    case ROSTER_NEXT_FOLLOW_UP:
      return C_("answer", "Done");
    case ROSTER_NEXT_STEP:
    case ROSTER_NEXT_CONTACT:
    case ROSTER_NEXT_SUGGESTION:
      return C_("answer", "Open");
    case ROSTER_NEXT_OBLIGATION:
      return C_("answer", "Plan");
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_next_action_icon:
 *
 * Returns: a symbol of its kind
 */
const char *
roster_next_action_icon (const RosterNextAction *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  switch (action->kind)
    {
    case ROSTER_NEXT_START:
      return "media-record-symbolic";
    case ROSTER_NEXT_RESULTS:
      return "document-edit-symbolic";
    case ROSTER_NEXT_LINE_UP:
      return "view-list-ordered-symbolic";
    case ROSTER_NEXT_CONFLICTS:
      return "emblem-synchronizing-symbolic";
    case ROSTER_NEXT_FOLLOW_UP:
      return "checkbox-checked-symbolic";
    case ROSTER_NEXT_STEP:
      return "go-next-symbolic";
    case ROSTER_NEXT_CONTACT:
      return "call-start-symbolic";
    case ROSTER_NEXT_OBLIGATION:
      return "appointment-new-symbolic";
    case ROSTER_NEXT_SUGGESTION:
      return "starred-symbolic";
    }

  g_return_val_if_reached (NULL);
}
