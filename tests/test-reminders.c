/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clock.h"
#include "roster-reminder-engine.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static gint64
instant (const char *text)
{
  gint64 value;

  g_assert_true (roster_instant_from_text (text, &value));
  return value;
}

/* A small world: some reminders, what became of them, and where the app runs. */

typedef struct
{
  GPtrArray *reminders;
  GHashTable *marks;
  GHashTable *on_show;
  RosterReminderSituation situation;
  /* The reminders that were shown, in order */
  GString *log;
} World;

static void
set_up (World         *world,
        gconstpointer  data)
{
  world->reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_reminder_free);
  world->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  world->on_show = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->log = g_string_new (NULL);
  world->situation = (RosterReminderSituation){
    .now = instant ("2026-11-24T04:00:00Z"),
    .zone = roster_zone_find ("Asia/Shanghai"),
    .decided = G_MININT64,
  };
  world->situation.since = world->situation.started = world->situation.display_since = world->situation.now;
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_ptr_array_unref (world->reminders);
  g_hash_table_unref (world->marks);
  g_hash_table_unref (world->on_show);
  g_string_free (world->log, TRUE);
  g_time_zone_unref (world->situation.zone);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const RosterReminder *first = *(const RosterReminder *const *) a, *second = *(const RosterReminder *const *) b;

  return first->at < second->at ? -1 : first->at > second->at;
}

static RosterReminder *
add (World      *world,
     const char *key,
     gint64      at,
     gint64      expires)
{
  RosterReminder *reminder = g_new0 (RosterReminder, 1);

  reminder->kind = ROSTER_REMINDER_BEFORE_START;
  reminder->key = g_strdup (key);
  reminder->type = &roster_live_type;
  reminder->stamp = reminder->at = reminder->about = at;
  reminder->expires = expires;
  g_ptr_array_add (world->reminders, reminder);
  g_ptr_array_sort (world->reminders, compare);
  return reminder;
}

static RosterReminderMark *
mark (World                *world,
      const RosterReminder *reminder)
{
  RosterReminderMark *found = g_hash_table_lookup (world->marks, reminder->key);

  if (found == NULL || found->stamp != reminder->stamp)
    {
      found = g_new0 (RosterReminderMark, 1);
      found->stamp = reminder->stamp;
      g_hash_table_insert (world->marks, g_strdup (reminder->key), found);
    }
  return found;
}

/* Does what the app does: shows, stores, withdraws. */
static gint64
run (World *world)
{
  g_auto (RosterReminderDecision) decision = { 0 };

  roster_reminders_decide (&decision, world->reminders, world->marks, world->on_show, &world->situation);
  if (decision.digest)
    g_string_append (world->log, "digest ");
  for (guint i = 0; i < decision.show->len; i++)
    {
      RosterReminderVerdict *verdict = &g_array_index (decision.show, RosterReminderVerdict, i);

      g_string_append_printf (world->log, "%s:%s ", verdict->reminder->key,
                              roster_late_reason_to_nick (verdict->reason));
      mark (world, verdict->reminder)->shown = world->situation.now;
      mark (world, verdict->reminder)->shown_after = mark (world, verdict->reminder)->snoozed;
      g_hash_table_add (world->on_show, g_strdup (verdict->reminder->key));
    }
  for (guint i = 0; i < decision.missed->len; i++)
    {
      RosterReminderVerdict *verdict = &g_array_index (decision.missed, RosterReminderVerdict, i);

      g_string_append_printf (world->log, "missed-%s:%s ", verdict->reminder->key,
                              roster_late_reason_to_nick (verdict->reason));
      mark (world, verdict->reminder)->missed = world->situation.now;
    }
  for (guint i = 0; i < decision.withdraw->len; i++)
    {
      g_string_append_printf (world->log, "withdraw-%s ", (char *) decision.withdraw->pdata[i]);
      g_hash_table_remove (world->on_show, decision.withdraw->pdata[i]);
    }
  world->situation.decided = world->situation.now;
  return decision.wake;
}

static void
assert_log (World      *world,
            const char *expected)
{
  g_assert_cmpstr (g_strchomp (world->log->str), ==, expected);
  g_string_truncate (world->log, 0);
}

static void
test_shown_once_when_due (World         *world,
                          gconstpointer  data)
{
  gint64 now = world->situation.now;

  add (world, "a", now + 10 * MINUTE, now + HOUR);
  add (world, "b", now + 20 * MINUTE, now + HOUR);
  g_assert_cmpint (run (world), ==, now + 10 * MINUTE);
  assert_log (world, "");
  world->situation.now = now + 10 * MINUTE;
  g_assert_cmpint (run (world), ==, now + 20 * MINUTE);
  assert_log (world, "a:in-time");
  run (world);
  assert_log (world, "");
  world->situation.now = now + 20 * MINUTE;
  g_assert_cmpint (run (world), ==, now + HOUR);
  assert_log (world, "b:in-time");

  /* What no longer matters goes from the screen by itself. */
  world->situation.now = now + HOUR;
  g_assert_cmpint (run (world), ==, G_MAXINT64);
  g_assert_true (g_str_has_prefix (world->log->str, "withdraw-"));
  g_assert_cmpuint (g_hash_table_size (world->on_show), ==, 0);
}

static void
test_snoozed (World         *world,
              gconstpointer  data)
{
  gint64 now = world->situation.now;
  RosterReminder *reminder = add (world, "a", now, now + 5 * MINUTE);

  run (world);
  assert_log (world, "a:in-time");
  world->situation.now = now + MINUTE;
  mark (world, reminder)->snoozed = now + MINUTE;
  mark (world, reminder)->until = now + 11 * MINUTE;
  g_assert_cmpint (run (world), ==, now + 11 * MINUTE);
  assert_log (world, "withdraw-a");
  world->situation.now = now + 11 * MINUTE;
  run (world);
  assert_log (world, "a:in-time");
  world->situation.now = now + 12 * MINUTE;
  run (world);
  world->situation.now = now + 2 * HOUR;
  run (world);
  g_assert_null (strstr (world->log->str, "a:"));

  /* Put off by a clock that ran a day ahead: it does not take until tomorrow. */
  g_string_truncate (world->log, 0);
  mark (world, reminder)->snoozed = now + DAY;
  mark (world, reminder)->until = now + DAY + 10 * MINUTE;
  mark (world, reminder)->shown = now + DAY - MINUTE;
  run (world);
  assert_log (world, "a:in-time");
}

static void
test_handled_elsewhere (World         *world,
                        gconstpointer  data)
{
  gint64 now = world->situation.now;
  RosterReminder *a = add (world, "a", now, now + HOUR);
  RosterReminder *b = add (world, "b", now + MINUTE, now + HOUR);

  run (world);
  assert_log (world, "a:in-time");
  mark (world, a)->done = now + 1000;
  mark (world, b)->done = now + 1000;
  world->situation.now = now + 2 * MINUTE;
  g_assert_cmpint (run (world), ==, G_MAXINT64);
  assert_log (world, "withdraw-a");
}

static void
test_moved_is_due_again (World         *world,
                         gconstpointer  data)
{
  gint64 now = world->situation.now;
  RosterReminder *a = add (world, "a", now, now + HOUR);

  run (world);
  assert_log (world, "a:in-time");
  a->at = a->stamp = now + 2 * HOUR;
  a->expires = now + 3 * HOUR;
  g_assert_cmpint (run (world), ==, now + 2 * HOUR);
  assert_log (world, "withdraw-a");
  world->situation.now = now + 2 * HOUR;
  run (world);
  assert_log (world, "a:in-time");
}

static void
test_history_is_let_be (World         *world,
                        gconstpointer  data)
{
  gint64 now = world->situation.now;

  add (world, "a", now - MINUTE, now + HOUR);
  add (world, "b", now - DAY, now - HOUR);
  g_assert_cmpint (run (world), ==, G_MAXINT64);
  assert_log (world, "");
}

static void
test_late_says_why (World         *world,
                    gconstpointer  data)
{
  static const struct
  {
    const char *why;
    gint64 started;
    gint64 decided;
    gint64 display_since;
    gint64 clock_from;
    gint64 clock_to;
    guint quiet_from;
    guint quiet_to;
  } cases[] = {
    { "asleep", -DAY, -HOUR, -DAY, 0, 0, 0, 0 },
    { "off", -5 * MINUTE, G_MININT64, -5 * MINUTE, 0, 0, 0, 0 },
    { "no-display", -DAY, -HOUR, -5 * MINUTE, 0, 0, 0, 0 },
    { "clock", -DAY, -HOUR, -DAY, -40 * MINUTE, -5 * MINUTE, 0, 0 },
    { "arrived", -DAY, -5 * MINUTE, -DAY, 0, 0, 0, 0 },
    /* 04:00 UTC is noon in Shanghai: half past eleven lay in the quiet hours. */
    { "quiet", -DAY, -HOUR, -DAY, 0, 0, 11 * 60, 11 * 60 + 45 },
  };
  gint64 now = world->situation.now;

  add (world, "a", now - 30 * MINUTE, now + HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strdup_printf ("a:%s", cases[i].why);

      world->situation.since = now - DAY;
      world->situation.started = now + cases[i].started;
      world->situation.decided = cases[i].decided == G_MININT64 ? G_MININT64 : now + cases[i].decided;
      world->situation.display_since = now + cases[i].display_since;
      world->situation.clock_from = now + cases[i].clock_from;
      world->situation.clock_to = now + cases[i].clock_to;
      world->situation.quiet_from = cases[i].quiet_from;
      world->situation.quiet_to = cases[i].quiet_to;
      g_hash_table_remove_all (world->marks);
      g_hash_table_remove_all (world->on_show);
      run (world);
      assert_log (world, expected);
    }
}

static void
test_no_display (World         *world,
                 gconstpointer  data)
{
  gint64 now = world->situation.now;

  add (world, "a", now + MINUTE, now + HOUR);
  add (world, "b", now + MINUTE, now + 3 * MINUTE);
  world->situation.display_since = G_MAXINT64;
  world->situation.now = now + 2 * MINUTE;
  run (world);
  assert_log (world, "");
  world->situation.now = world->situation.display_since = now + 5 * MINUTE;
  run (world);
  assert_log (world, "digest a:no-display missed-b:no-display");
}

static void
test_quiet_hours (World         *world,
                  gconstpointer  data)
{
  static const struct
  {
    guint from;
    guint to;
    const char *at;
    const char *until;
  } cases[] = {
    { 22 * 60, 8 * 60, "2026-11-24T14:00:00Z", "2026-11-25T00:00:00Z" },
    { 22 * 60, 8 * 60, "2026-11-24T23:59:00Z", "2026-11-25T00:00:00Z" },
    { 22 * 60, 8 * 60, "2026-11-25T00:00:00Z", NULL },
    { 22 * 60, 8 * 60, "2026-11-24T13:59:00Z", NULL },
    { 12 * 60, 14 * 60, "2026-11-24T05:00:00Z", "2026-11-24T06:00:00Z" },
    { 12 * 60, 14 * 60, "2026-11-24T14:00:00Z", NULL },
    { 8 * 60, 8 * 60, "2026-11-24T00:00:00Z", NULL },
  };
  gint64 now;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      world->situation.quiet_from = cases[i].from;
      world->situation.quiet_to = cases[i].to;
      g_assert_cmpint (roster_reminder_quiet_until (&world->situation, instant (cases[i].at)), ==,
                       cases[i].until != NULL ? instant (cases[i].until) : 0);
    }

  world->situation.quiet_from = 22 * 60;
  world->situation.quiet_to = 8 * 60;
  now = world->situation.now = instant ("2026-11-24T15:00:00Z");
  add (world, "a", now, now + DAY);
  add (world, "b", now, now + HOUR);
  g_assert_cmpint (run (world), ==, instant ("2026-11-25T00:00:00Z"));
  assert_log (world, "");
  world->situation.now = instant ("2026-11-25T00:00:00Z");
  run (world);
  assert_log (world, "digest a:quiet missed-b:quiet");
}

/* Clocks that go forward or back at night neither lose a reminder nor show it twice, and quiet hours end when they
   say. */
static void
test_clock_changes_of_a_zone (World         *world,
                              gconstpointer  data)
{
  static const char *const nights[] = { "2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z" };

  g_time_zone_unref (world->situation.zone);
  world->situation.zone = roster_zone_find ("Europe/Berlin");
  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      gint64 begin = instant (nights[i]), shown = 0;

      world->situation.now = world->situation.since = world->situation.started = begin;
      world->situation.display_since = begin;
      world->situation.quiet_from = 23 * 60;
      world->situation.quiet_to = 2 * 60 + 30;
      g_ptr_array_set_size (world->reminders, 0);
      g_hash_table_remove_all (world->marks);
      g_hash_table_remove_all (world->on_show);
      for (int j = 0; j < 48; j++)
        {
          g_autofree char *key = g_strdup_printf ("%d", j);

          add (world, key, begin + j * 30 * MINUTE, G_MAXINT64);
        }
      for (gint64 wake; (wake = run (world)) != G_MAXINT64;)
        {
          g_assert_cmpint (wake, >, world->situation.now);
          world->situation.now = wake;
        }
      g_string_truncate (world->log, 0);
      for (guint j = 0; j < 48; j++)
        {
          RosterReminder *reminder = world->reminders->pdata[j];
          gint64 late = mark (world, reminder)->shown - reminder->at;

          g_assert_cmpint (mark (world, reminder)->shown, !=, 0);
          g_assert_cmpint (late, <=, 4 * HOUR + 30 * MINUTE);
          g_assert_cmpint (roster_reminder_quiet_until (&world->situation, mark (world, reminder)->shown), ==, 0);
          shown += late > 0;
        }
      /* From 23:00 to 02:00 there are seven half hours, and six in the spring, when there is no 02:00. */
      g_assert_cmpint (shown, ==, i == 0 ? 6 : 7);
    }
}

static void
test_days_off_give_one_digest (World         *world,
                               gconstpointer  data)
{
  gint64 now = world->situation.now;
  guint n_shown = 0;

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *key = g_strdup_printf ("%02d", i);

      add (world, key, now + i * 90 * MINUTE, i % 2 == 0 ? G_MAXINT64 : now + i * 90 * MINUTE + HOUR);
    }
  world->situation.now = world->situation.started = world->situation.display_since = now + 3 * DAY;
  run (world);
  g_assert_true (g_str_has_prefix (world->log->str, "digest "));
  for (const char *t = world->log->str; (t = strstr (t, ":off")) != NULL; t++)
    n_shown++;
  g_assert_cmpuint (n_shown, ==, 40);
  g_string_truncate (world->log, 0);
  world->situation.now += MINUTE;
  run (world);
  assert_log (world, "");
}

static void
test_set_back (World         *world,
               gconstpointer  data)
{
  gint64 now = world->situation.now;

  add (world, "a", now, now + HOUR);
  add (world, "b", now + 30 * MINUTE, now + HOUR);
  run (world);
  assert_log (world, "a:in-time");
  world->situation.now = now - 20 * MINUTE;
  run (world);
  world->situation.now = now;
  run (world);
  assert_log (world, "");
  world->situation.now = now + 30 * MINUTE;
  run (world);
  assert_log (world, "b:in-time");
}

/* Everything that can happen to a computer, at random, for 10,000 days. */

typedef struct
{
  guint n_stored;
  guint n_killed;
  gboolean lost;
} Fate;

static Fate *
fate_of (GHashTable           *fates,
         const RosterReminder *reminder,
         gint64                round)
{
  g_autofree char *key = g_strdup_printf ("%s@%" G_GINT64_FORMAT "#%" G_GINT64_FORMAT, reminder->key, reminder->stamp,
                                          round);
  Fate *fate = g_hash_table_lookup (fates, key);

  if (fate == NULL)
    {
      fate = g_new0 (Fate, 1);
      g_hash_table_insert (fates, g_steal_pointer (&key), fate);
    }
  return fate;
}

static gint64
live_through (World      *world,
              GHashTable *fates,
              gboolean    killed,
              gboolean    quiet_day)
{
  g_auto (RosterReminderDecision) decision = { 0 };
  gint64 now = world->situation.now;

  roster_reminders_decide (&decision, world->reminders, world->marks, world->on_show, &world->situation);
  g_assert_cmpint (decision.wake, >, now);
  for (guint i = 0; i < decision.show->len; i++)
    {
      RosterReminderVerdict *verdict = &g_array_index (decision.show, RosterReminderVerdict, i);
      const RosterReminder *reminder = verdict->reminder;
      Fate *fate = fate_of (fates, reminder, mark (world, reminder)->snoozed);

      /* Late is explained, and only late is. */
      g_assert_cmpint (verdict->due, <=, now);
      g_assert_cmpint (verdict->reason != ROSTER_LATE_NOT, ==, now - verdict->due > ROSTER_REMINDER_GRACE);
      g_assert_cmpint (roster_reminder_quiet_until (&world->situation, now), ==, 0);
      if (quiet_day)
        g_assert_cmpint (verdict->reason, ==, ROSTER_LATE_NOT);
      if (killed)
        {
          fate->n_killed++;
          continue;
        }
      g_assert_cmpuint (fate->n_stored, ==, 0);
      fate->n_stored++;
      mark (world, reminder)->shown = now;
      mark (world, reminder)->shown_after = mark (world, reminder)->snoozed;
      g_hash_table_add (world->on_show, g_strdup (reminder->key));
    }
  for (guint i = 0; i < decision.missed->len && !killed; i++)
    {
      RosterReminderVerdict *verdict = &g_array_index (decision.missed, RosterReminderVerdict, i);
      Fate *fate = fate_of (fates, verdict->reminder, mark (world, verdict->reminder)->snoozed);

      g_assert_cmpint (verdict->reason, !=, ROSTER_LATE_NOT);
      g_assert_false (fate->lost);
      g_assert_cmpuint (fate->n_stored, ==, 0);
      fate->lost = TRUE;
      mark (world, verdict->reminder)->missed = now;
    }
  for (guint i = 0; i < decision.withdraw->len; i++)
    g_hash_table_remove (world->on_show, decision.withdraw->pdata[i]);

  world->situation.decided = now;
  return decision.wake;
}

static void
start_again (World *world)
{
  world->situation.started = world->situation.display_since = world->situation.now;
  world->situation.decided = G_MININT64;
  world->situation.clock_from = world->situation.clock_to = 0;
  g_hash_table_remove_all (world->on_show);
}

static void
set_zone (World      *world,
          const char *name)
{
  g_time_zone_unref (world->situation.zone);
  world->situation.zone = roster_zone_find (name);
}

static void
live_days (World *world,
           GRand *rand,
           int    n_days)
{
  static const char *const zones[] = { "Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin" };
  g_autoptr (GHashTable) fates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gint64 begin = instant ("2026-01-01T00:00:00Z") + g_rand_int_range (rand, 0, 365) * DAY, end = begin + n_days * DAY;
  gboolean clock_true = TRUE;

  set_zone (world, zones[g_rand_int_range (rand, 0, 3)]);
  world->situation.now = world->situation.since = begin;
  start_again (world);
  if (g_rand_boolean (rand))
    {
      world->situation.quiet_from = (guint) g_rand_int_range (rand, 0, 1440);
      world->situation.quiet_to = (guint) g_rand_int_range (rand, 0, 1440);
    }
  for (int i = 0; i < n_days * 2; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);
      gint64 at = begin + (gint64) (g_rand_double (rand) * (double) (end - begin - DAY));

      add (world, key, at, g_rand_boolean (rand) ? G_MAXINT64 : at + g_rand_int_range (rand, 1, 300) * MINUTE);
    }

  while (world->situation.now < end)
    {
      RosterReminder *one = world->reminders->pdata[g_rand_int_range (rand, 0, (gint32) world->reminders->len)];
      gint64 wake = live_through (world, fates, FALSE, FALSE);
      gint64 jump;

      switch (g_rand_int_range (rand, 0, 12))
        {
        case 0: /* asleep */
          world->situation.now += g_rand_int_range (rand, 1, 3000) * MINUTE;
          break;
        case 1: /* off */
          world->situation.now += g_rand_int_range (rand, 1, 3000) * MINUTE;
          start_again (world);
          break;
        case 2: /* killed between showing and storing */
          world->situation.now = MIN (wake, end);
          live_through (world, fates, TRUE, FALSE);
          start_again (world);
          break;
        case 3: /* the clock is set */
          jump = g_rand_int_range (rand, -180, 180) * MINUTE;
          world->situation.clock_from = world->situation.now;
          world->situation.now += jump;
          world->situation.clock_to = world->situation.now;
          clock_true = FALSE;
          break;
        case 4: /* a journey */
          set_zone (world, zones[g_rand_int_range (rand, 0, 3)]);
          break;
        case 5: /* no display for a while */
          world->situation.display_since = G_MAXINT64;
          live_through (world, fates, FALSE, FALSE);
          world->situation.now += g_rand_int_range (rand, 1, 600) * MINUTE;
          live_through (world, fates, FALSE, FALSE);
          world->situation.display_since = world->situation.now;
          break;
        case 6: /* put off */
          if (mark (world, one)->shown != 0 && mark (world, one)->done == 0)
            {
              mark (world, one)->snoozed = world->situation.now;
              mark (world, one)->until = world->situation.now + g_rand_int_range (rand, 1, 4) * 10 * MINUTE;
            }
          break;
        case 7: /* handled on another computer */
          if (g_rand_int_range (rand, 0, 4) == 0)
            mark (world, one)->done = world->situation.now;
          break;
        case 8: /* moved */
          if (g_rand_int_range (rand, 0, 4) == 0)
            {
              one->at = one->stamp = world->situation.now + g_rand_int_range (rand, 1, 3000) * MINUTE;
              one->expires = one->at + HOUR;
              g_ptr_array_sort (world->reminders, compare);
            }
          break;
        default: /* all is well until the next wake-up */
          world->situation.now = MIN (wake, end);
          live_through (world, fates, FALSE,
                        clock_true && world->situation.now == wake &&
                            world->situation.quiet_from == world->situation.quiet_to);
          break;
        }
    }

  /* A last quiet moment: nothing that was due is without a fate. */
  world->situation.quiet_from = world->situation.quiet_to = 0;
  live_through (world, fates, FALSE, FALSE);
  for (guint i = 0; i < world->reminders->len; i++)
    {
      RosterReminder *reminder = world->reminders->pdata[i];
      RosterReminderMark *became = mark (world, reminder);

      if (reminder->at <= world->situation.now && reminder->at >= world->situation.since)
        g_assert_true (became->shown != 0 || became->missed != 0 || became->done != 0);
    }
}

static void
test_ten_thousand_days (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 250; i++)
    {
      World world;

      set_up (&world, NULL);
      live_days (&world, rand, 40);
      tear_down (&world, NULL);
    }
}

/* What there is to remind of */

static RosterRecord *
new_live (const char *id,
          const char *start,
          const char *state)
{
  RosterRecord *live = roster_record_new (&roster_live_type, id, "book");

  roster_record_set_text (live, "streamer", "s");
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "zone", "Asia/Shanghai");
  roster_record_set_number (live, "durationMinutes", 120);
  roster_record_set_text (live, "state", state);
  return live;
}

static GPtrArray *
plan (GPtrArray  *lives,
      GPtrArray  *line_ups,
      GPtrArray  *follow_ups,
      GPtrArray  *streamers,
      const char *last_contact,
      const char *zone_name)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (RosterRuleValues) rules = roster_rule_values_new (none);
  g_autoptr (GTimeZone) zone = roster_zone_find (zone_name);
  gint64 now = instant ("2026-11-24T04:00:00Z"), last = last_contact != NULL ? instant (last_contact) : 0;
  g_autoptr (GHashTable) contacts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) occurrences = roster_occurrences_expand (lives != NULL ? lives : none,
                                                                 now - ROSTER_REMINDERS_BACK,
                                                                 now + ROSTER_REMINDERS_AHEAD, NULL);
  RosterReminderInput input = {
    .occurrences = occurrences,
    .line_ups = line_ups != NULL ? line_ups : none,
    .follow_ups = follow_ups != NULL ? follow_ups : none,
    .streamers = streamers != NULL ? streamers : none,
    .last_contacts = contacts,
    .rules = rules,
    .now = now,
    .zone = zone,
  };

  if (last_contact != NULL)
    g_hash_table_insert (contacts, (gpointer) "s", &last);
  return roster_reminders_plan (&input);
}

static void
assert_plan (GPtrArray  *reminders,
             const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < reminders->len; i++)
    {
      RosterReminder *reminder = reminders->pdata[i];
      g_autofree char *at = roster_instant_to_text (reminder->at);

      g_string_append_printf (text, "%s%s %.5sT%.5s", i > 0 ? ", " : "", roster_reminder_kind_to_nick (reminder->kind),
                              at + 5, at + 11);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_plan_of_a_live (void)
{
  static const struct
  {
    const char *state;
    const char *own;
    const char *expected;
  } cases[] = {
    { "planned", NULL,
      "line-up-open 11-24T12:00, before-start 11-25T11:30, at-start 11-25T12:00, not-started 11-25T12:10, "
      "results 11-25T15:00" },
    { "live", NULL, "results 11-25T15:00" },
    { "held", NULL, "results 11-25T15:00" },
    { "cancelled", NULL, "" },
    { "missed", NULL, "" },
    { "confirmed", "{\"line-up-open\":false,\"before-start\":60,\"results\":false}",
      "before-start 11-25T11:00, at-start 11-25T12:00, not-started 11-25T12:10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) lives = g_ptr_array_new_with_free_func (g_object_unref), reminders = NULL;
      RosterRecord *live = new_live ("l", "2026-11-25T20:00:00", cases[i].state);

      if (cases[i].own != NULL)
        {
          roster_reminder_set_minutes (live, ROSTER_REMINDER_LINE_UP_OPEN, ROSTER_REMINDER_OFF);
          roster_reminder_set_minutes (live, ROSTER_REMINDER_BEFORE_START, 60);
          roster_reminder_set_minutes (live, ROSTER_REMINDER_RESULTS, ROSTER_REMINDER_OFF);
          roster_reminder_set_minutes (live, ROSTER_REMINDER_AT_START, 5);
          roster_reminder_set_minutes (live, ROSTER_REMINDER_AT_START, ROSTER_REMINDER_AS_RULED);
        }
      g_ptr_array_add (lives, live);
      reminders = plan (lives, NULL, NULL, NULL, NULL, "Asia/Shanghai");
      assert_plan (reminders, cases[i].expected);
    }
}

static void
test_plan_of_a_line_up (void)
{
  g_autoptr (GPtrArray) lives = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) line_ups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) open = NULL, standing = NULL, held = NULL;
  g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  RosterRecord *line_up = roster_record_new (&roster_lineup_type, "u", "book");
  RosterRecord *live = new_live ("l", "2026-11-25T20:00:00", "planned");

  roster_reminder_set_minutes (live, ROSTER_REMINDER_RESULTS, ROSTER_REMINDER_OFF);
  roster_record_set_text (line_up, "live", "l");
  roster_record_set_text (line_up, "state", "confirmed");
  g_hash_table_insert (items, (gpointer) "p", (gpointer) "{\"role\":\"traffic\"}");
  roster_record_set (line_up, "items", roster_value_new_map (items));
  g_ptr_array_add (lives, live);
  g_ptr_array_add (line_ups, line_up);
  open = plan (lives, line_ups, NULL, NULL, NULL, "Asia/Shanghai");
  g_assert_cmpuint (open->len, ==, 4);

  g_hash_table_insert (items, (gpointer) "q", (gpointer) "{\"role\":\"profit\"}");
  roster_record_set (line_up, "items", roster_value_new_map (items));
  standing = plan (lives, line_ups, NULL, NULL, NULL, "Asia/Shanghai");
  assert_plan (standing, "before-start 11-25T11:30, at-start 11-25T12:00, not-started 11-25T12:10");

  roster_record_set_text (live, "state", "held");
  roster_record_set_number (live, "orders", 5);
  roster_reminder_set_minutes (live, ROSTER_REMINDER_RESULTS, ROSTER_REMINDER_AS_RULED);
  held = plan (lives, line_ups, NULL, NULL, NULL, "Asia/Shanghai");
  g_assert_cmpuint (held->len, ==, 0);
}

/* A person who travels is reminded at nine where the person is, and not twice of the same. */
static void
test_plan_of_days (void)
{
  g_autoptr (GPtrArray) follow_ups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) streamers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) at_home = NULL, abroad = NULL, called = NULL, planned = NULL;
  RosterRecord *follow_up = roster_record_new (&roster_followup_type, "f", "book");
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, "s", "book");

  roster_record_set_text (follow_up, "streamer", "s");
  roster_record_set_text (follow_up, "state", "open");
  roster_record_set_text (follow_up, "due", "2026-11-26");
  g_ptr_array_add (follow_ups, follow_up);
  roster_record_set_text (streamer, "tier", "heavy-seller");
  roster_record_set_text (streamer, "state", "active");
  g_ptr_array_add (streamers, streamer);

  at_home = plan (NULL, NULL, follow_ups, streamers, "2026-11-20T16:30:00Z", "Asia/Shanghai");
  assert_plan (at_home, "follow-up 11-26T01:00, contact 11-28T01:00");
  abroad = plan (NULL, NULL, follow_ups, streamers, "2026-11-20T16:30:00Z", "Europe/Berlin");
  assert_plan (abroad, "follow-up 11-26T08:00, contact 11-27T08:00");
  for (guint i = 0; i < 2; i++)
    {
      RosterReminder *here = at_home->pdata[i], *there = abroad->pdata[i];

      g_assert_cmpint (here->stamp, ==, there->stamp);
      g_assert_cmpstr (here->key, ==, there->key);
    }

  roster_record_set_text (follow_up, "state", "done");
  called = plan (NULL, NULL, follow_ups, streamers, "2026-11-24T01:00:00Z", "Asia/Shanghai");
  assert_plan (called, "contact 12-01T01:00");
  roster_record_set_text (streamer, "nextStep", "Send samples");
  roster_record_set_text (streamer, "nextStepDue", "2026-12-05");
  planned = plan (NULL, NULL, follow_ups, streamers, "2026-11-10T01:00:00Z", "Asia/Shanghai");
  g_assert_cmpuint (planned->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)
  ADD ("/reminders/shown-once-when-due", test_shown_once_when_due);
  ADD ("/reminders/snoozed", test_snoozed);
  ADD ("/reminders/handled-elsewhere-is-withdrawn", test_handled_elsewhere);
  ADD ("/reminders/moved-is-due-again", test_moved_is_due_again);
  ADD ("/reminders/history-is-let-be", test_history_is_let_be);
  ADD ("/reminders/late-says-why", test_late_says_why);
  ADD ("/reminders/no-display", test_no_display);
  ADD ("/reminders/quiet-hours", test_quiet_hours);
  ADD ("/reminders/clock-changes-of-a-zone", test_clock_changes_of_a_zone);
  ADD ("/reminders/days-off-give-one-digest", test_days_off_give_one_digest);
  ADD ("/reminders/clock-set-back", test_set_back);
#undef ADD
  g_test_add_func ("/reminders/ten-thousand-days", test_ten_thousand_days);
  g_test_add_func ("/reminders/plan/of-a-live", test_plan_of_a_live);
  g_test_add_func ("/reminders/plan/of-a-line-up", test_plan_of_a_line_up);
  g_test_add_func ("/reminders/plan/of-days", test_plan_of_days);

  return g_test_run ();
}
