/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "roster-live-clash.h"
#include "roster-obligation.h"

/* How long missing results are asked for. */
#define RESULTS_EXPIRE_AFTER (G_GINT64_CONSTANT (7) * 86400000)

#define MINUTE G_GINT64_CONSTANT (60000)

static const char *const nicks[ROSTER_N_REMINDER_KINDS] = {
  [ROSTER_REMINDER_LINE_UP_OPEN] = "line-up-open",
  [ROSTER_REMINDER_BEFORE_START] = "before-start",
  [ROSTER_REMINDER_AT_START] = "at-start",
  [ROSTER_REMINDER_NOT_STARTED] = "not-started",
  [ROSTER_REMINDER_RESULTS] = "results",
  [ROSTER_REMINDER_FOLLOW_UP] = "follow-up",
  [ROSTER_REMINDER_CONTACT] = "contact",
};

static const RosterRuleId offsets[ROSTER_N_LIVE_REMINDER_KINDS] = {
  [ROSTER_REMINDER_LINE_UP_OPEN] = ROSTER_RULE_REMIND_LINE_UP_OPEN,
  [ROSTER_REMINDER_BEFORE_START] = ROSTER_RULE_REMIND_BEFORE_START,
  [ROSTER_REMINDER_AT_START] = ROSTER_RULE_REMIND_AT_START,
  [ROSTER_REMINDER_NOT_STARTED] = ROSTER_RULE_REMIND_NOT_STARTED,
  [ROSTER_REMINDER_RESULTS] = ROSTER_RULE_REMIND_RESULTS,
};

RosterReminder *
roster_reminder_copy (const RosterReminder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  RosterReminder *copy = g_memdup2 (self, sizeof *self);

  copy->key = g_strdup (self->key);
  copy->id = g_strdup (self->id);
  copy->account = g_strdup (self->account);
  copy->streamer = g_strdup (self->streamer);
  copy->title = g_strdup (self->title);
  return copy;
}

void
roster_reminder_free (RosterReminder *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->key);
  g_free (self->id);
  g_free (self->account);
  g_free (self->streamer);
  g_free (self->title);
  g_free (self);
}

/**
 * roster_reminder_subject:
 *
 * Returns: what it is about, without the kind: the key of an occurrence, or the id of another record
 */
const char *
roster_reminder_subject (const RosterReminder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return strchr (self->key, '/') + 1;
}

const char *
roster_reminder_kind_to_nick (RosterReminderKind kind)
{
  g_return_val_if_fail (kind < ROSTER_N_REMINDER_KINDS, NULL);

  return nicks[kind];
}

/**
 * roster_reminder_kind_from_nick:
 * @nick: (nullable): for example `before-start`
 * @kind: (out): which kind it is
 */
gboolean
roster_reminder_kind_from_nick (const char         *nick,
                                RosterReminderKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_reminder_minutes:
 * @kind: a kind that is about lives
 * @live: a Live
 * @rules: the values in force
 *
 * The live's own field `reminders` comes first: a map from the kind to minutes, or to false for none; then the rules.
 *
 * Returns: how many minutes before the start, after the start or after the end the reminder is due;
 *   %ROSTER_REMINDER_OFF for never
 */
int
roster_reminder_minutes (RosterReminderKind  kind,
                         RosterRecord       *live,
                         RosterRuleValues   *rules)
{
  g_return_val_if_fail (kind < ROSTER_N_LIVE_REMINDER_KINDS, ROSTER_REMINDER_OFF);
  g_return_val_if_fail (ROSTER_IS_RECORD (live), ROSTER_REMINDER_OFF);
  g_return_val_if_fail (rules != NULL, ROSTER_REMINDER_OFF);

  GVariant *own = roster_record_value (live, "reminders");
  g_autoptr (GVariant) value = own != NULL ? roster_value_map_lookup (own, nicks[kind]) : NULL;
  const char *text = value != NULL ? g_variant_get_string (value, NULL) : NULL;
  gint64 minutes;

  if (g_strcmp0 (text, "false") == 0)
    return ROSTER_REMINDER_OFF;
  if (text != NULL && g_ascii_string_to_signed (text, 10, 0, 10080, &minutes, NULL))
    return (int) minutes;

  return (int) roster_rule_values_get (rules, offsets[kind]);
}

/**
 * roster_reminder_set_minutes:
 * @live: a Live that is not shared yet
 * @kind: a kind that is about lives
 * @minutes: as roster_reminder_minutes() has it, %ROSTER_REMINDER_OFF or %ROSTER_REMINDER_AS_RULED
 *
 * Gives a live a reminder time of its own.
 */
void
roster_reminder_set_minutes (RosterRecord       *live,
                             RosterReminderKind  kind,
                             int                 minutes)
{
  g_return_if_fail (ROSTER_IS_RECORD (live));
  g_return_if_fail (kind < ROSTER_N_LIVE_REMINDER_KINDS);

  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariant *own = roster_record_value (live, "reminders");

  for (gsize i = 0; own != NULL && i < g_variant_n_children (own); i++)
    {
      char *key, *value;

      g_variant_get_child (own, i, "{ss}", &key, &value);
      g_hash_table_insert (entries, key, value);
    }

  if (minutes == ROSTER_REMINDER_AS_RULED)
    g_hash_table_remove (entries, nicks[kind]);
  else
    g_hash_table_insert (entries, g_strdup (nicks[kind]),
                         minutes < 0 ? g_strdup ("false") : g_strdup_printf ("%d", minutes));
  roster_record_set (live, "reminders", g_hash_table_size (entries) > 0 ? roster_value_new_map (entries) : NULL);
}

static void
add (GPtrArray          *reminders,
     RosterReminderKind  kind,
     RosterRecord       *record,
     const char         *subject,
     gint64              stamp,
     gint64              at,
     gint64              expires,
     gint64              about)
{
  RosterReminder *reminder = g_new0 (RosterReminder, 1);
  const RosterRecordType *type = roster_record_type (record);

  reminder->kind = kind;
  reminder->key = g_strconcat (nicks[kind], "/", subject, NULL);
  reminder->type = type;
  reminder->id = g_strdup (roster_record_id (record));
  reminder->account = g_strdup (roster_record_account (record));
  reminder->streamer = g_strdup (type == &roster_streamer_type ? roster_record_id (record)
                                                               : roster_record_text (record, "streamer"));
  reminder->title = g_strdup (roster_record_title (record));
  reminder->stamp = stamp;
  reminder->at = at;
  reminder->expires = expires;
  reminder->about = about;
  g_ptr_array_add (reminders, reminder);
}

static gboolean
stands (RosterRecord *line_up)
{
  return line_up != NULL && g_strcmp0 (roster_record_text (line_up, "state"), "draft") != 0 &&
         roster_line_up_has (line_up, "traffic") && roster_line_up_has (line_up, "profit");
}

static void
plan_live (GPtrArray                 *reminders,
           const RosterReminderInput *input,
           const RosterOccurrence    *live,
           GHashTable                *line_ups)
{
  const char *state = roster_record_text (live->live, "state");
  gboolean waiting = g_strcmp0 (state, "planned") == 0 || g_strcmp0 (state, "confirmed") == 0;
  int minutes[ROSTER_N_LIVE_REMINDER_KINDS];
  gint64 expected;

  if (!roster_occurrence_counts (live))
    return;
  for (guint i = 0; i < ROSTER_N_LIVE_REMINDER_KINDS; i++)
    minutes[i] = roster_reminder_minutes (i, live->live, input->rules);

  expected = minutes[ROSTER_REMINDER_NOT_STARTED] >= 0
                 ? MIN (live->start + minutes[ROSTER_REMINDER_NOT_STARTED] * MINUTE, live->end)
                 : live->end;
  if (waiting && minutes[ROSTER_REMINDER_LINE_UP_OPEN] >= 0)
    {
      const char *named = roster_record_text (live->live, "lineUp");
      RosterRecord *line_up = named != NULL ? g_hash_table_lookup (line_ups, named) : NULL;

      if (line_up == NULL)
        line_up = g_hash_table_lookup (line_ups, roster_record_id (live->live));
      if (!stands (line_up))
        add (reminders, ROSTER_REMINDER_LINE_UP_OPEN, live->live, live->key, live->start,
             live->start - minutes[ROSTER_REMINDER_LINE_UP_OPEN] * MINUTE, live->start, live->start);
    }
  if (waiting && minutes[ROSTER_REMINDER_BEFORE_START] > 0)
    add (reminders, ROSTER_REMINDER_BEFORE_START, live->live, live->key, live->start,
         live->start - minutes[ROSTER_REMINDER_BEFORE_START] * MINUTE, live->start, live->start);
  if (waiting && minutes[ROSTER_REMINDER_AT_START] >= 0)
    add (reminders, ROSTER_REMINDER_AT_START, live->live, live->key, live->start,
         live->start - minutes[ROSTER_REMINDER_AT_START] * MINUTE, MAX (expected, live->start + MINUTE), live->start);
  if (waiting && minutes[ROSTER_REMINDER_NOT_STARTED] >= 0 && expected < live->end)
    add (reminders, ROSTER_REMINDER_NOT_STARTED, live->live, live->key, live->start, expected, live->end, live->start);

  if (minutes[ROSTER_REMINDER_RESULTS] >= 0 &&
      (g_strcmp0 (state, "held") != 0 ||
       (!roster_record_has (live->live, "sales") && !roster_record_has (live->live, "orders"))))
    {
      gint64 at = live->end + minutes[ROSTER_REMINDER_RESULTS] * MINUTE;

      add (reminders, ROSTER_REMINDER_RESULTS, live->live, live->key, live->start, at, at + RESULTS_EXPIRE_AFTER,
           live->start);
    }
}

static void
add_for_day (GPtrArray                 *reminders,
             const RosterReminderInput *input,
             RosterReminderKind         kind,
             RosterRecord              *record,
             gint64                     stamp,
             gint64                     day)
{
  add (reminders, kind, record, roster_record_id (record), stamp,
       roster_wall_to_instant (day + ROSTER_REMINDER_DAY_HOUR * 3600, input->zone), G_MAXINT64,
       roster_wall_to_instant (day, input->zone));
}

static void
plan_follow_up (GPtrArray                 *reminders,
                const RosterReminderInput *input,
                RosterRecord              *follow_up)
{
  gint64 due;

  if (g_strcmp0 (roster_record_text (follow_up, "state"), "open") == 0 &&
      roster_wall_parse (roster_record_text (follow_up, "due"), &due, NULL))
    add_for_day (reminders, input, ROSTER_REMINDER_FOLLOW_UP, follow_up, roster_wall_day (due), roster_wall_day (due));
}

static void
plan_contact (GPtrArray                 *reminders,
              const RosterReminderInput *input,
              RosterRecord              *streamer)
{
  const char *state = roster_record_text (streamer, "state");
  const gint64 *last = g_hash_table_lookup (input->last_contacts, roster_record_id (streamer));
  RosterContactClock clock;
  gint64 step = G_MININT64;

  if (state != NULL && strcmp (state, "active") != 0)
    return;

  roster_contact_clock_of (&clock, streamer, last != NULL ? *last : G_MININT64,
                           roster_contact_days (streamer, input->rules), input->now, input->zone);
  if (!roster_record_has (streamer, "nextStep") ||
      !roster_wall_parse (roster_record_text (streamer, "nextStepDue"), &step, NULL))
    step = G_MININT64;
  if (clock.since != G_MININT64 && clock.state != ROSTER_CONTACT_PLANNED &&
      (clock.state != ROSTER_CONTACT_FRESH || step < clock.due))
    add_for_day (reminders, input, ROSTER_REMINDER_CONTACT, streamer,
                 clock.due == step || last == NULL ? clock.due : *last, clock.due);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const RosterReminder *first = *(const RosterReminder *const *) a, *second = *(const RosterReminder *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;

  return strcmp (first->key, second->key);
}

/**
 * roster_reminders_plan:
 *
 * What there is to remind of, as things stand: a live that was held no longer asks whether it has started, and a
 * streamer who was called no longer waits for a call.
 *
 * Returns: (transfer full) (element-type RosterReminder): by the time they are due
 */
GPtrArray *
roster_reminders_plan (const RosterReminderInput *input)
{
  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (input->rules != NULL && input->zone != NULL, NULL);

  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_reminder_free);
  g_autoptr (GHashTable) line_ups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < input->line_ups->len; i++)
    {
      RosterRecord *line_up = input->line_ups->pdata[i];
      const char *live = roster_record_text (line_up, "live");

      g_hash_table_insert (line_ups, (gpointer) roster_record_id (line_up), line_up);
      if (live != NULL)
        g_hash_table_insert (line_ups, (gpointer) live, line_up);
    }

  for (guint i = 0; i < input->occurrences->len; i++)
    plan_live (reminders, input, input->occurrences->pdata[i], line_ups);
  for (guint i = 0; i < input->follow_ups->len; i++)
    plan_follow_up (reminders, input, input->follow_ups->pdata[i]);
  for (guint i = 0; i < input->streamers->len; i++)
    plan_contact (reminders, input, input->streamers->pdata[i]);

  g_ptr_array_sort (reminders, compare);
  return reminders;
}
