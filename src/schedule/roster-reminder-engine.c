/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-engine.h"

/* How long what was put off past its own end is still shown. */
#define PUT_OFF_EXPIRES_AFTER (G_GINT64_CONSTANT (3600) * 1000)

static const char *const reasons[ROSTER_N_LATE_REASONS] = {
  [ROSTER_LATE_NOT] = "in-time",
  [ROSTER_LATE_OFF] = "off",
  [ROSTER_LATE_ASLEEP] = "asleep",
  [ROSTER_LATE_NO_DISPLAY] = "no-display",
  [ROSTER_LATE_QUIET] = "quiet",
  [ROSTER_LATE_CLOCK] = "clock",
  [ROSTER_LATE_ARRIVED] = "arrived",
};

const char *
roster_late_reason_to_nick (RosterLateReason reason)
{
  g_return_val_if_fail (reason < ROSTER_N_LATE_REASONS, NULL);

  return reasons[reason];
}

/**
 * roster_late_reason_from_nick:
 * @nick: (nullable): for example `asleep`
 * @reason: (out): which it is
 */
gboolean
roster_late_reason_from_nick (const char       *nick,
                              RosterLateReason *reason)
{
  g_return_val_if_fail (reason != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i], nick) == 0)
      {
        *reason = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_reminder_quiet_until:
 * @instant: milliseconds UTC
 *
 * Returns: when the quiet hours end in which @instant lies, milliseconds UTC; 0 where it lies in none
 */
gint64
roster_reminder_quiet_until (const RosterReminderSituation *situation,
                             gint64                         instant)
{
  g_return_val_if_fail (situation != NULL, 0);

  gint64 from = situation->quiet_from, to = situation->quiet_to, wall, day, minute, end;

  if (from == to)
    return 0;

  wall = roster_wall_from_instant (instant, situation->zone);
  day = roster_wall_day (wall);
  minute = (wall - day) / 60;
  if (from < to ? minute < from || minute >= to : minute < from && minute >= to)
    return 0;

  end = roster_wall_to_instant (day + to * 60 + (minute >= to ? ROSTER_WALL_DAY : 0), situation->zone);
  return end > instant ? end : 0;
}

static RosterLateReason
reason_for (const RosterReminderSituation *situation,
            gint64                         due)
{
  if (situation->now - due <= ROSTER_REMINDER_GRACE)
    return ROSTER_LATE_NOT;
  if (roster_reminder_quiet_until (situation, due) != 0)
    return ROSTER_LATE_QUIET;
  if (due < situation->started)
    return ROSTER_LATE_OFF;
  if (due < situation->display_since)
    return ROSTER_LATE_NO_DISPLAY;
  if (due > situation->clock_from && due <= situation->clock_to)
    return ROSTER_LATE_CLOCK;
  if (due <= situation->decided)
    return ROSTER_LATE_ARRIVED;

  return ROSTER_LATE_ASLEEP;
}

/* When a reminder wants to be shown, by what became of it so far; G_MAXINT64 for not any more. */
static gint64
due_of (const RosterReminder          *reminder,
        const RosterReminderMark      *mark,
        const RosterReminderSituation *situation)
{
  gint64 due = reminder->at;

  if (mark == NULL || mark->stamp != reminder->stamp)
    return due;
  if (mark->done != 0 || mark->missed != 0)
    return G_MAXINT64;

  if (mark->snoozed != 0 && mark->snoozed != mark->shown_after)
    {
      /* Put off by a clock that was then set back: better early than never. */
      if (situation->now < mark->snoozed - ROSTER_REMINDER_GRACE)
        return MIN (mark->until, situation->now);
      return mark->until;
    }

  return mark->shown != 0 ? G_MAXINT64 : due;
}

/**
 * roster_reminder_expires:
 * @mark: (nullable): what became of it
 *
 * Who put it off wants to see it again, also when the moment itself has passed.
 *
 * Returns: from when on it helps nobody, milliseconds UTC
 */
gint64
roster_reminder_expires (const RosterReminder     *reminder,
                         const RosterReminderMark *mark)
{
  g_return_val_if_fail (reminder != NULL, G_MAXINT64);

  if (mark == NULL || mark->stamp != reminder->stamp || mark->snoozed == 0)
    return reminder->expires;

  return MAX (reminder->expires, mark->until + PUT_OFF_EXPIRES_AFTER);
}

static void
judge (RosterReminderDecision        *decision,
       const RosterReminder          *reminder,
       const RosterReminderMark      *mark,
       const RosterReminderSituation *situation,
       gint64                         due,
       gint64                         quiet_until)
{
  RosterReminderVerdict verdict = { .reminder = reminder, .due = due, .reason = reason_for (situation, due) };
  gboolean can_show = situation->display_since <= situation->now;

  if (roster_reminder_expires (reminder, mark) <= situation->now)
    {
      if (verdict.reason == ROSTER_LATE_NOT)
        verdict.reason = can_show ? ROSTER_LATE_ARRIVED : ROSTER_LATE_NO_DISPLAY;
      g_array_append_val (decision->missed, verdict);
    }
  else if (quiet_until != 0)
    decision->wake = MIN (decision->wake, quiet_until);
  else if (can_show)
    g_array_append_val (decision->show, verdict);
}

static gboolean
is_digest (RosterReminderDecision *decision)
{
  guint late = 0;

  for (guint i = 0; i < decision->show->len; i++)
    late += g_array_index (decision->show, RosterReminderVerdict, i).reason != ROSTER_LATE_NOT;
  for (guint i = 0; i < decision->missed->len; i++)
    if (g_array_index (decision->missed, RosterReminderVerdict, i).reason != ROSTER_LATE_ARRIVED)
      return TRUE;

  return late > ROSTER_REMINDER_DIGEST_ABOVE || decision->show->len > 2 * ROSTER_REMINDER_DIGEST_ABOVE;
}

static void
find_withdrawn (RosterReminderDecision        *decision,
                GPtrArray                     *reminders,
                GHashTable                    *marks,
                GHashTable                    *on_show,
                const RosterReminderSituation *situation)
{
  g_autoptr (GHashTable) valid = NULL;
  GHashTableIter iter;
  gpointer key;

  if (on_show == NULL || g_hash_table_size (on_show) == 0)
    return;

  valid = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < reminders->len; i++)
    {
      const RosterReminder *reminder = reminders->pdata[i];
      const RosterReminderMark *mark = g_hash_table_lookup (marks, reminder->key);

      if (mark != NULL && mark->stamp == reminder->stamp && mark->done == 0 && mark->snoozed == mark->shown_after &&
          mark->shown != 0 && roster_reminder_expires (reminder, mark) > situation->now)
        {
          g_hash_table_add (valid, reminder->key);
          if (g_hash_table_contains (on_show, reminder->key))
            decision->wake = MIN (decision->wake, roster_reminder_expires (reminder, mark));
        }
    }
  for (guint i = 0; i < decision->show->len; i++)
    g_hash_table_add (valid, g_array_index (decision->show, RosterReminderVerdict, i).reminder->key);

  g_hash_table_iter_init (&iter, on_show);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (valid, key))
      g_ptr_array_add (decision->withdraw, g_strdup (key));
}

/**
 * roster_reminders_decide:
 * @decision: (out caller-allocates): what to do
 * @reminders: (element-type RosterReminder): from roster_reminders_plan(), by the time they are due
 * @marks: (element-type utf8 RosterReminderMark): what became of them so far, by key
 * @on_show: (nullable) (element-type utf8 utf8): the keys of what is on the screen
 * @situation: where, when and how
 *
 * The reminder engine: a pure function from the state and the time to what must be done. Whoever does what it says and
 * stores the marks may be killed, put to sleep or moved to another zone at any moment: nothing is shown twice for one
 * version of a thing unless the app was killed between showing and storing, and nothing is lost: what is due is
 * shown, or is named as missed with the reason.
 */
void
roster_reminders_decide (RosterReminderDecision        *decision,
                         GPtrArray                     *reminders,
                         GHashTable                    *marks,
                         GHashTable                    *on_show,
                         const RosterReminderSituation *situation)
{
  gint64 quiet_until;

  g_return_if_fail (decision != NULL);
  g_return_if_fail (reminders != NULL);
  g_return_if_fail (marks != NULL);
  g_return_if_fail (situation != NULL && situation->zone != NULL);

  decision->show = g_array_new (FALSE, FALSE, sizeof (RosterReminderVerdict));
  decision->missed = g_array_new (FALSE, FALSE, sizeof (RosterReminderVerdict));
  decision->withdraw = g_ptr_array_new_with_free_func (g_free);
  decision->digest = FALSE;
  decision->wake = G_MAXINT64;

  quiet_until = roster_reminder_quiet_until (situation, situation->now);
  for (guint i = 0; i < reminders->len; i++)
    {
      const RosterReminder *reminder = reminders->pdata[i];
      const RosterReminderMark *mark;
      gint64 due;

      /* They come by time: what is later than the next wake-up cannot make it earlier. */
      if (reminder->at > situation->now && reminder->at >= decision->wake)
        break;

      mark = g_hash_table_lookup (marks, reminder->key);
      due = due_of (reminder, mark, situation);
      if (due == G_MAXINT64 || reminder->at < situation->since)
        continue;
      if (due > situation->now)
        decision->wake = MIN (decision->wake, due);
      else
        judge (decision, reminder, mark, situation, due, quiet_until);
    }

  decision->digest = is_digest (decision);
  find_withdrawn (decision, reminders, marks, on_show, situation);
}

void
roster_reminder_decision_clear (RosterReminderDecision *decision)
{
  g_return_if_fail (decision != NULL);

  g_clear_pointer (&decision->show, g_array_unref);
  g_clear_pointer (&decision->missed, g_array_unref);
  g_clear_pointer (&decision->withdraw, g_ptr_array_unref);
}
