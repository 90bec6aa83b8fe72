/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "roster-account.h"
#include "roster-cache-rules.h"
#include "roster-ctl-output.h"
#include "roster-ctl.h"
#include "roster-live-clash.h"
#include "roster-obligation.h"
#include "roster-reminder-reading.h"
#include "roster-reminder-words.h"

#define MAX_LEDGER 10000

static const char *const clash_nicks[] = {
  [ROSTER_LIVE_CLASH_STREAMER] = "streamer-twice",
  [ROSTER_LIVE_CLASH_PERSON] = "person-twice",
  [ROSTER_LIVE_CLASH_NO_LINE_UP] = "no-line-up",
  [ROSTER_LIVE_CLASH_NO_TRAFFIC] = "no-traffic-item",
  [ROSTER_LIVE_CLASH_NO_PROFIT] = "no-profit-item",
  [ROSTER_LIVE_CLASH_STOCK] = "out-of-stock",
};

static const char *const obligation_nicks[] = {
  [ROSTER_OBLIGATION_NONE] = "none",
  [ROSTER_OBLIGATION_MET] = "met",
  [ROSTER_OBLIGATION_PLANNED] = "planned",
  [ROSTER_OBLIGATION_OPEN] = "open",
  [ROSTER_OBLIGATION_LOST] = "lost",
};

/* The records of a schedule, and what follows from them. */
typedef struct
{
  GPtrArray *lives;
  GPtrArray *line_ups;
  GPtrArray *products;
  GPtrArray *factories;
  GPtrArray *streamers;
  RosterRuleValues *rules;
  GHashTable *names;
  /* Account to the person whose book it is */
  GHashTable *books;
  /* Those of the range that was asked for, and those of the week of now */
  GPtrArray *occurrences;
  GPtrArray *week;
} Schedule;

static void
schedule_clear (Schedule *self)
{
  g_clear_pointer (&self->week, g_ptr_array_unref);
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->books, g_hash_table_unref);
  g_clear_pointer (&self->rules, roster_rule_values_unref);
  g_clear_pointer (&self->streamers, g_ptr_array_unref);
  g_clear_pointer (&self->factories, g_ptr_array_unref);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->line_ups, g_ptr_array_unref);
  g_clear_pointer (&self->lives, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Schedule, schedule_clear)

static gboolean
parse_time (const char  *text,
            GTimeZone   *zone,
            gint64      *instant,
            GError     **error)
{
  gint64 wall;

  if (roster_wall_parse (text, &wall, NULL))
    *instant = roster_wall_to_instant (wall, zone);
  else if (!roster_instant_from_text (text, instant))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                   _("“%s” is not a time; write 2026-03-01, 2026-03-01T20:00 or 2026-03-01T12:00:00Z"), text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_books (Schedule     *self,
            RosterCache  *cache,
            GError      **error)
{
  g_autoptr (GPtrArray) accounts = roster_cache_list_accounts (cache, error);

  if (accounts == NULL)
    return FALSE;

  self->books = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterAccount *account = accounts->pdata[i];

      if (account->scope == ROSTER_SCOPE_BOOK)
        g_hash_table_insert (self->books, g_strdup (account->id), g_strdup (account->name));
    }
  return TRUE;
}

static gboolean
schedule_read (Schedule     *self,
               RosterCache  *cache,
               gint64        from,
               gint64        to,
               gint64        now,
               GTimeZone    *zone,
               GError      **error)
{
  const struct
  {
    const RosterRecordType *type;
    GPtrArray **records;
  } parts[] = {
    { &roster_live_type, &self->lives },
    { &roster_lineup_type, &self->line_ups },
    { &roster_product_type, &self->products },
    { &roster_factory_type, &self->factories },
    { &roster_streamer_type, &self->streamers },
  };
  gint64 week = roster_wall_week (roster_wall_from_instant (now, zone));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((*parts[i].records = roster_cache_list (cache, parts[i].type, error)) == NULL)
      return FALSE;
  self->rules = roster_cache_rule_values (cache, error);
  if (self->rules == NULL || !read_books (self, cache, error))
    return FALSE;

  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->streamers->len; i++)
    g_hash_table_insert (self->names, (gpointer) roster_record_id (self->streamers->pdata[i]),
                         (gpointer) roster_record_title (self->streamers->pdata[i]));
  self->occurrences = roster_occurrences_expand (self->lives, from, to, NULL);
  self->week = roster_occurrences_expand (self->lives, roster_wall_to_instant (week, zone),
                                          roster_wall_to_instant (week + 7 * ROSTER_WALL_DAY, zone), NULL);
  return TRUE;
}

static const char *
name_of (GHashTable *names,
         const char *id)
{
  const char *name = id != NULL ? g_hash_table_lookup (names, id) : NULL;

  return name != NULL ? name : "";
}

static JsonArray *
lives_json (Schedule *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->occurrences->len; i++)
    {
      const RosterOccurrence *occurrence = self->occurrences->pdata[i];
      const char *streamer = roster_record_text (occurrence->live, "streamer");
      JsonObject *object = json_object_new ();
      g_autofree char *start = roster_instant_to_text (occurrence->start);
      g_autofree char *end = roster_instant_to_text (occurrence->end);
      char local[ROSTER_WALL_TEXT];

      roster_wall_print (occurrence->wall, local);
      json_object_set_string_member (object, "key", occurrence->key);
      json_object_set_string_member (object, "live", roster_record_id (occurrence->live));
      json_object_set_string_member (object, "streamerId", streamer != NULL ? streamer : "");
      json_object_set_string_member (object, "streamer", name_of (self->names, streamer));
      json_object_set_string_member (object, "book",
                                     name_of (self->books, roster_record_account (occurrence->live)));
      json_object_set_string_member (object, "title", roster_record_title (occurrence->live));
      json_object_set_string_member (object, "start", start);
      json_object_set_string_member (object, "end", end);
      json_object_set_string_member (object, "startLocal", local);
      json_object_set_string_member (object, "state", roster_record_text (occurrence->live, "state"));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
clashes_json (GPtrArray *clashes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < clashes->len; i++)
    {
      const RosterLiveClash *clash = clashes->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", clash_nicks[clash->kind]);
      json_object_set_string_member (object, "key", clash->occurrence->key);
      if (clash->other != NULL)
        json_object_set_string_member (object, "other", clash->other->key);
      if (clash->person != NULL)
        json_object_set_string_member (object, "personId", clash->person);
      if (clash->product != NULL)
        json_object_set_string_member (object, "productId", clash->product);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
obligations_json (Schedule  *self,
                  gint64     now,
                  GTimeZone *zone)
{
  JsonArray *array = json_array_new ();
  RosterCadence cadence;

  roster_cadence_of (&cadence, self->rules);
  for (guint i = 0; i < self->streamers->len; i++)
    {
      RosterRecord *streamer = self->streamers->pdata[i];
      RosterObligation obligation;
      JsonObject *object;

      roster_obligation_of (&obligation, streamer, self->week, &cadence, now, zone);
      if (obligation.state == ROSTER_OBLIGATION_NONE)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "streamerId", roster_record_id (streamer));
      json_object_set_string_member (object, "streamer", roster_record_title (streamer));
      json_object_set_string_member (object, "state", obligation_nicks[obligation.state]);
      json_object_set_int_member (object, "owedMinutes", obligation.owed_minutes);
      json_object_set_int_member (object, "heldMinutes", obligation.held_minutes);
      json_object_set_int_member (object, "plannedMinutes", obligation.planned_minutes);
      json_object_set_int_member (object, "missingMinutes", obligation.missing_minutes);
      json_object_set_int_member (object, "feasibleMinutes", obligation.feasible_minutes);
      json_array_add_object_element (array, object);
    }
  return array;
}

static char *
local_minute (gint64     instant,
              GTimeZone *zone)
{
  char text[ROSTER_WALL_TEXT];

  roster_wall_print (roster_wall_from_instant (instant, zone), text);
  text[10] = ' ';
  text[16] = '\0';
  return g_strdup (text);
}

static void
print_schedule (Schedule  *self,
                GPtrArray *clashes,
                GTimeZone *zone)
{
  gboolean several = g_hash_table_size (self->books) > 1;
  g_autoptr (RosterCtlTable) table = roster_ctl_table_new (_("Start"), _("End"), _("Streamer"), _("State"), _("Title"),
                                                           several ? _("Book") : NULL, NULL);

  for (guint i = 0; i < self->occurrences->len; i++)
    {
      const RosterOccurrence *occurrence = self->occurrences->pdata[i];
      g_autofree char *start = local_minute (occurrence->start, zone);
      g_autofree char *end = local_minute (occurrence->end, zone);

      roster_ctl_table_add (
          table, start, end + 11, name_of (self->names, roster_record_text (occurrence->live, "streamer")),
          roster_record_text (occurrence->live, "state"), roster_record_title (occurrence->live),
          several ? name_of (self->books, roster_record_account (occurrence->live)) : NULL, NULL);
    }
  roster_ctl_table_print (table);

  for (guint i = 0; i < clashes->len; i++)
    {
      const RosterLiveClash *clash = clashes->pdata[i];
      g_autofree char *start = local_minute (clash->occurrence->start, zone);

      roster_ctl_print ("%s %s: %s\n", start,
                        name_of (self->names, roster_record_text (clash->occurrence->live, "streamer")),
                        clash_nicks[clash->kind]);
    }
}

static gboolean
run_schedule (RosterCtl  *self,
              char      **arguments,
              GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (GTimeZone) zone = roster_clock_zone (self->clock);
  g_autoptr (GPtrArray) clashes = NULL;
  g_auto (Schedule) schedule = { 0 };
  gint64 now = roster_clock_now (self->clock);
  gint64 from = roster_wall_to_instant (roster_wall_week (roster_wall_from_instant (now, zone)), zone), to;

  if (cache == NULL || (arguments[0] != NULL && !parse_time (arguments[0], zone, &from, error)))
    return FALSE;
  to = roster_wall_to_instant (roster_wall_from_instant (from, zone) + 7 * ROSTER_WALL_DAY, zone);
  if (arguments[0] != NULL && arguments[1] != NULL && !parse_time (arguments[1], zone, &to, error))
    return FALSE;

  if (!schedule_read (&schedule, cache, from, to, now, zone, error))
    return FALSE;
  clashes = roster_live_clashes (schedule.occurrences, schedule.line_ups, schedule.products, schedule.factories, now,
                                 zone);
  if (self->json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_array_member (object, "lives", lives_json (&schedule));
      json_object_set_array_member (object, "clashes", clashes_json (clashes));
      json_object_set_array_member (object, "obligations", obligations_json (&schedule, now, zone));
      roster_ctl_print_json (object);
    }
  else
    print_schedule (&schedule, clashes, zone);
  return TRUE;
}

static gboolean
print_ledger (RosterCtl    *self,
              RosterCache  *cache,
              GTimeZone    *zone,
              GError      **error)
{
  g_autoptr (GPtrArray) entries = roster_cache_reminder_ledger (cache, MAX_LEDGER, error);
  g_autoptr (RosterCtlArray) array = roster_ctl_array_new ();
  g_autoptr (RosterCtlTable) table =
      roster_ctl_table_new (_("When"), _("What"), _("Due"), _("Reason"), _("Reminder"), NULL);

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterLedgerEntry *entry = entries->pdata[i];
      g_autofree char *at = local_minute (entry->at, zone), *due = local_minute (entry->due, zone);
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_int_member (object, "at", entry->at);
      json_object_set_string_member (object, "key", entry->key);
      json_object_set_string_member (object, "what", entry->what);
      json_object_set_int_member (object, "due", entry->due);
      json_object_set_string_member (object, "reason", entry->reason);
      json_object_set_string_member (object, "title", entry->title);
      roster_ctl_array_add (array, object);
      roster_ctl_table_add (table, at, entry->what, due, entry->reason, entry->title, NULL);
    }

  if (self->json)
    roster_ctl_array_print (array);
  else if (entries->len == 0)
    roster_ctl_print (_("Nothing has been shown or answered here yet.\n"));
  else
    roster_ctl_table_print (table);
  return TRUE;
}

static JsonObject *
reminder_json (const RosterReminder *reminder,
               GHashTable           *names)
{
  JsonObject *object = json_object_new ();
  g_autofree char *at = roster_instant_to_text (reminder->at);

  json_object_set_string_member (object, "key", reminder->key);
  json_object_set_string_member (object, "kind", roster_reminder_kind_to_nick (reminder->kind));
  json_object_set_string_member (object, "type", reminder->type->name);
  json_object_set_string_member (object, "id", reminder->id);
  json_object_set_string_member (object, "streamer", name_of (names, reminder->streamer));
  json_object_set_string_member (object, "title", reminder->title);
  json_object_set_string_member (object, "due", at);
  return object;
}

static JsonArray *
verdicts_json (GArray     *verdicts,
               GHashTable *names)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < verdicts->len; i++)
    {
      const RosterReminderVerdict *verdict = &g_array_index (verdicts, RosterReminderVerdict, i);
      JsonObject *object = reminder_json (verdict->reminder, names);

      json_object_set_string_member (object, "reason", roster_late_reason_to_nick (verdict->reason));
      json_array_add_object_element (array, object);
    }
  return array;
}

/* How a reminder stands that is neither shown nor found too late just now; NULL for what was due before this cache
   reminded anybody, which is history. */
static const char *
standing (RosterReminderReading *reading,
          const RosterReminder  *reminder,
          gint64                 now)
{
  const RosterReminderMark *mark = g_hash_table_lookup (reading->marks, reminder->key);

  if (reminder->at > now)
    return "coming";
  if (mark == NULL || mark->stamp != reminder->stamp)
    return NULL;
  if (mark->done != 0)
    return "done";
  if (mark->snoozed != 0 && mark->until > now)
    return "put-off";
  if (mark->missed != 0)
    return "missed";
  return mark->shown != 0 ? "waiting" : NULL;
}

static void
print_decision (RosterCtl                    *self,
                RosterReminderReading        *reading,
                const RosterReminderDecision *decision,
                gint64                        now,
                GTimeZone                    *zone)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *coming = json_array_new ();
  g_autoptr (RosterCtlTable) table =
      roster_ctl_table_new (_("Due"), _("State"), _("Kind"), _("Streamer"), _("Title"), NULL);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < decision->show->len; i++)
    g_hash_table_add (shown, g_array_index (decision->show, RosterReminderVerdict, i).reminder->key);
  for (guint i = 0; i < decision->missed->len; i++)
    g_hash_table_insert (shown, g_array_index (decision->missed, RosterReminderVerdict, i).reminder->key,
                         (gpointer) "missed");
  for (guint i = 0; i < reading->reminders->len; i++)
    {
      const RosterReminder *reminder = reading->reminders->pdata[i];
      g_autofree char *at = local_minute (reminder->at, zone);
      const char *state = g_hash_table_lookup (shown, reminder->key);

      if (state == NULL)
        state = standing (reading, reminder, now);
      else if (state == reminder->key)
        state = "due";
      if (reminder->at > now)
        json_array_add_object_element (coming, reminder_json (reminder, reading->names));
      if (state != NULL)
        roster_ctl_table_add (table, at, state, roster_reminder_kind_to_nick (reminder->kind),
                              name_of (reading->names, reminder->streamer), reminder->title, NULL);
    }

  json_object_set_array_member (object, "show", verdicts_json (decision->show, reading->names));
  json_object_set_array_member (object, "missed", verdicts_json (decision->missed, reading->names));
  json_object_set_boolean_member (object, "digest", decision->digest);
  json_object_set_array_member (object, "coming", coming);
  if (decision->wake != G_MAXINT64)
    {
      g_autofree char *wake = roster_instant_to_text (decision->wake);

      json_object_set_string_member (object, "wake", wake);
    }
  if (self->json)
    {
      roster_ctl_print_json (object);
      return;
    }

  roster_ctl_table_print (table);
  if (decision->digest)
    roster_ctl_print (_("What is due and missed comes as one notification.\n"));
  if (decision->wake != G_MAXINT64)
    {
      g_autofree char *wake = local_minute (decision->wake, zone);

      roster_ctl_print (_("The app looks again at %s.\n"), wake);
    }
}

/* What the engine would do at a time; nothing is shown and nothing is stored. */
static gboolean
run_reminders (RosterCtl  *self,
               char      **arguments,
               GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (GTimeZone) zone = roster_clock_zone (self->clock);
  g_autoptr (RosterReminderReading) reading = NULL;
  g_auto (RosterReminderDecision) decision = { 0 };
  RosterReminderSituation situation = { .now = roster_clock_now (self->clock), .zone = zone };

  if (cache == NULL || (self->at != NULL && !parse_time (self->at, zone, &situation.now, error)))
    return FALSE;
  if (self->ledger)
    return print_ledger (self, cache, zone, error);

  reading = roster_reminder_reading_new (cache, situation.now, zone, error);
  if (reading == NULL)
    return FALSE;
  situation.since = MIN (reading->since, situation.now);
  situation.decided = G_MININT64;
  roster_reminders_decide (&decision, reading->reminders, reading->marks, NULL, &situation);
  print_decision (self, reading, &decision, situation.now, zone);
  return TRUE;
}

const RosterCtlCommand roster_ctl_schedule_commands[] = {
  { "schedule", "[FROM [TO]]", N_("List the lives of this week or of a range, clashes and what is owed"),
    ROSTER_CTL_OPTION_JSON, 0, 2, run_schedule },
  { "reminders", NULL, N_("List what is due, what was missed and what comes; nothing is shown or stored"),
    ROSTER_CTL_OPTION_JSON | ROSTER_CTL_OPTION_AT | ROSTER_CTL_OPTION_LEDGER, 0, 0, run_reminders },
  { NULL },
};
