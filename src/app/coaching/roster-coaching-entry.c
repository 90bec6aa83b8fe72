/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-entry.h"

#include <glib/gi18n-lib.h>

#include "roster-cache-rules.h"
#include "roster-format.h"

#define MILLISECONDS_PER_DAY G_GINT64_CONSTANT (86400000)

G_DEFINE_FINAL_TYPE (RosterCoachingEntry, roster_coaching_entry, G_TYPE_OBJECT)

static void
roster_coaching_entry_finalize (GObject *object)
{
  RosterCoachingEntry *self = ROSTER_COACHING_ENTRY (object);

  g_clear_object (&self->streamer);
  g_free (self->running);

  G_OBJECT_CLASS (roster_coaching_entry_parent_class)->finalize (object);
}

static void
roster_coaching_entry_class_init (RosterCoachingEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_coaching_entry_finalize;
}

static void
roster_coaching_entry_init (RosterCoachingEntry *self)
{
}

/**
 * roster_coaching_entry_equal:
 *
 * Returns: whether both look the same in a list
 */
gboolean
roster_coaching_entry_equal (RosterCoachingEntry *self,
                             RosterCoachingEntry *other)
{
  const RosterDueFacts *a, *b;

  g_return_val_if_fail (ROSTER_IS_COACHING_ENTRY (self), FALSE);
  g_return_val_if_fail (ROSTER_IS_COACHING_ENTRY (other), FALSE);

  a = &self->facts;
  b = &other->facts;
  return self->reasons == other->reasons && g_strcmp0 (self->running, other->running) == 0 &&
         a->joined_days == b->joined_days && a->last_days == b->last_days && a->last_result == b->last_result &&
         a->n_overdue == b->n_overdue && a->left == b->left && roster_record_equal (self->streamer, other->streamer);
}

static void
add_part (GPtrArray *parts,
          char      *part)
{
  g_ptr_array_add (parts, part);
}

/**
 * roster_coaching_entry_words:
 *
 * Returns: (transfer full): why the streamer is due, the most urgent first; when the last walk-through was where not
 */
char *
roster_coaching_entry_words (RosterCoachingEntry *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (ROSTER_IS_COACHING_ENTRY (self), NULL);

  if ((self->reasons & ROSTER_DUE_OVERDUE) != 0)
    add_part (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u follow-up overdue", "%u follow-ups overdue",
                                                   self->facts.n_overdue),
                                      self->facts.n_overdue));
  if ((self->reasons & ROSTER_DUE_POOR) != 0)
    add_part (parts, g_strdup (_("last result poor")));
  if ((self->reasons & ROSTER_DUE_NEVER) != 0)
    add_part (parts, g_strdup (_("never coached")));
  if ((self->reasons & ROSTER_DUE_FIRST_PHASE) != 0)
    add_part (parts, g_strdup_printf (_("day %d of the first phase"), (int) self->facts.joined_days + 1));
  if ((self->reasons & ROSTER_DUE_LONG_AGO) != 0 || parts->len == 0)
    {
      int days = (int) self->facts.last_days;

      if (days >= 0)
        add_part (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "coached %d day ago", "coached %d days ago",
                                                       (gulong) days),
                                          days));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static gint64
days_since (const char *day,
            const char *today)
{
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_parse (&to, today);
  if (day != NULL)
    g_date_set_parse (&from, day);
  if (!g_date_valid (&from) || !g_date_valid (&to))
    return -1;

  return MAX (g_date_days_between (&from, &to), 0);
}

static void
take_walks (RosterCache *cache,
            GPtrArray   *walks,
            GHashTable  *entries)
{
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 now = roster_clock_now (roster_cache_clock (cache));

  for (guint i = 0; i < walks->len; i++)
    {
      RosterRecord *walk = walks->pdata[i];
      const char *streamer = roster_record_text (walk, "streamer"), *state = roster_record_text (walk, "state");
      RosterCoachingEntry *entry = streamer != NULL ? g_hash_table_lookup (entries, streamer) : NULL;
      gint64 at = roster_record_number (walk, "finishedAt", 0);
      const gint64 *known;

      if (entry == NULL)
        continue;
      if (g_strcmp0 (state, "running") == 0)
        {
          g_free (entry->running);
          entry->running = g_strdup (roster_record_id (walk));
        }
      if (g_strcmp0 (state, "finished") != 0 && g_strcmp0 (state, "signed") != 0)
        continue;

      known = g_hash_table_lookup (latest, streamer);
      if (known != NULL && *known >= at)
        continue;

      g_hash_table_insert (latest, (gpointer) streamer, g_memdup2 (&at, sizeof at));
      entry->facts.last_days = MAX ((now - at) / MILLISECONDS_PER_DAY, 0);
      entry->facts.last_result = roster_record_number (walk, "result", -1);
    }
}

static void
take_follow_ups (GPtrArray  *follow_ups,
                 const char *today,
                 GHashTable *entries)
{
  for (guint i = 0; i < follow_ups->len; i++)
    {
      const char *streamer = roster_record_text (follow_ups->pdata[i], "streamer");
      const char *due = roster_record_text (follow_ups->pdata[i], "due");
      RosterCoachingEntry *entry = streamer != NULL ? g_hash_table_lookup (entries, streamer) : NULL;

      if (entry != NULL && due != NULL && g_strcmp0 (due, today) < 0)
        entry->facts.n_overdue++;
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  RosterCoachingEntry *x = *(RosterCoachingEntry *const *) a, *y = *(RosterCoachingEntry *const *) b;
  int order = (x->running == NULL) - (y->running == NULL);

  if (order == 0)
    order = roster_due_compare (x->reasons, y->reasons);
  if (order == 0)
    order = g_utf8_collate (roster_record_title (x->streamer), roster_record_title (y->streamer));
  return order;
}

/**
 * roster_coaching_entries_read:
 *
 * Returns: (transfer full) (element-type RosterCoachingEntry) (nullable): everybody who has not left: first those with
 *   a running walk-through, then who is due, the most urgent first
 */
GPtrArray *
roster_coaching_entries_read (RosterCache  *cache,
                              GError      **error)
{
  g_autoptr (RosterRuleValues) values = roster_cache_rule_values (cache, error);
  g_autoptr (GPtrArray) streamers = NULL, walks = NULL, follow_ups = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  RosterCoachingRules rules;

  if (values == NULL || (streamers = roster_cache_list (cache, &roster_streamer_type, error)) == NULL ||
      (walks = roster_cache_list (cache, &roster_walkthrough_type, error)) == NULL ||
      (follow_ups = roster_cache_list_by (cache, &roster_followup_type, "state", "open", error)) == NULL)
    return NULL;

  roster_coaching_rules_init (&rules, values);
  for (guint i = 0; i < streamers->len; i++)
    {
      RosterRecord *streamer = streamers->pdata[i];
      RosterCoachingEntry *entry;

      if (g_strcmp0 (roster_record_text (streamer, "state"), "left") == 0)
        continue;

      entry = g_object_new (ROSTER_TYPE_COACHING_ENTRY, NULL);
      entry->streamer = g_object_ref (streamer);
      entry->facts = (RosterDueFacts){ .joined_days = days_since (roster_record_text (streamer, "joinedOn"), today),
                                       .last_days = -1,
                                       .last_result = -1 };
      g_ptr_array_add (entries, entry);
      g_hash_table_insert (by_id, (gpointer) roster_record_id (streamer), entry);
    }
  take_walks (cache, walks, by_id);
  take_follow_ups (follow_ups, today, by_id);
  for (guint i = 0; i < entries->len; i++)
    {
      RosterCoachingEntry *entry = entries->pdata[i];

      entry->reasons = roster_due_reasons (&entry->facts, &rules);
    }

  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  gint64 x = roster_record_number (*(RosterRecord *const *) a, "startedAt", 0);
  gint64 y = roster_record_number (*(RosterRecord *const *) b, "startedAt", 0);

  return (x < y) - (x > y);
}

static RosterTemplate *
template_for (GHashTable  *templates,
              RosterCache *cache,
              const char  *id,
              const char  *name)
{
  g_autoptr (RosterRecord) checklist = NULL;
  RosterTemplate *template = NULL;

  if (g_hash_table_lookup_extended (templates, id, NULL, (gpointer *) &template))
    return template;

  checklist = roster_cache_get (cache, &roster_checklist_type, id, NULL);
  if (checklist != NULL && g_strcmp0 (roster_record_text (checklist, "name"), name) == 0)
    template = roster_template_new (roster_record_text (checklist, "sections"), NULL);
  g_hash_table_insert (templates, g_strdup (id), template);
  return template;
}

/**
 * roster_coaching_tallies_read:
 * @checklist: the English name of a checklist, of whatever version
 *
 * Each streamer counts once, with the latest walk-through.
 *
 * Returns: (transfer full) (element-type RosterItemTally) (nullable): the items, those that fail most first
 */
GPtrArray *
roster_coaching_tallies_read (RosterCache  *cache,
                              const char   *checklist,
                              GError      **error)
{
  g_autoptr (GPtrArray) records = roster_cache_list (cache, &roster_walkthrough_type, error);
  g_autoptr (GPtrArray) walks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_walk_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) templates =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) roster_template_unref);

  if (records == NULL)
    return NULL;

  g_ptr_array_sort (records, compare_starts);
  for (guint i = 0; i < records->len; i++)
    {
      RosterRecord *record = records->pdata[i];
      const char *id = roster_record_text (record, "checklist"), *streamer = roster_record_text (record, "streamer");
      const char *state = roster_record_text (record, "state");
      RosterTemplate *template;

      if (id == NULL || streamer == NULL || g_hash_table_contains (seen, streamer) ||
          (g_strcmp0 (state, "finished") != 0 && g_strcmp0 (state, "signed") != 0))
        continue;

      template = template_for (templates, cache, id, checklist);
      if (template == NULL)
        continue;

      g_hash_table_add (seen, (gpointer) streamer);
      g_ptr_array_add (walks, roster_walk_new (template, record));
    }

  return roster_item_tallies (walks);
}
