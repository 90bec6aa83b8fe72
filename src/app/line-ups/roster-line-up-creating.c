/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-creating.h"

#include <glib/gi18n-lib.h>

#include "roster-line-up-items.h"
#include "roster-line-up-reading.h"
#include "roster-live-clash.h"

/* The streamer's next session that has no line-up; (transfer full) (nullable). */
static RosterRecord *
find_live (RosterCache  *cache,
           const char   *streamer,
           GError      **error)
{
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  g_autoptr (GPtrArray) lives = roster_cache_list_by (cache, &roster_live_type, "streamer", streamer, error);
  g_autoptr (GPtrArray) line_ups = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  RosterRecord *next = NULL;

  if (lives == NULL ||
      (line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", streamer, error)) == NULL)
    return NULL;

  for (guint i = 0; i < line_ups->len; i++)
    if (roster_record_has (line_ups->pdata[i], "live"))
      g_hash_table_add (taken, (gpointer) roster_record_text (line_ups->pdata[i], "live"));

  for (guint i = 0; i < lives->len; i++)
    {
      RosterRecord *live = lives->pdata[i];
      const char *state = roster_record_text (live, "state"), *start = roster_record_text (live, "startLocal");

      if ((g_strcmp0 (state, "planned") != 0 && g_strcmp0 (state, "confirmed") != 0) ||
          g_strcmp0 (start, today) < 0 || roster_record_has (live, "lineUp") ||
          g_hash_table_contains (taken, roster_record_id (live)))
        continue;
      if (next == NULL || g_strcmp0 (start, roster_record_text (next, "startLocal")) < 0)
        next = live;
    }

  return next != NULL ? g_object_ref (next) : NULL;
}

/* What was accepted for the streamer, each in the role it suits, so that the line-up lacks neither where it can. */
static gboolean
add_accepted (RosterCache   *cache,
              RosterRecord  *line_up,
              const char    *streamer,
              GError       **error)
{
  g_autoptr (GPtrArray) accepted = roster_line_up_accepted (cache, streamer, error);
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up);

  if (accepted == NULL)
    return FALSE;

  for (guint i = 0; i < accepted->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (RosterRecord) product = roster_cache_get (cache, &roster_product_type, accepted->pdata[i], &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (product != NULL)
        roster_line_up_items_add (items, roster_record_id (product), roster_line_up_role_for (items, product),
                                  roster_record_number (product, "price", ROSTER_LINE_UP_UNKNOWN));
    }
  roster_record_set (line_up, "items", roster_line_up_items_to_map (items));
  return TRUE;
}

/* Plans a line-up of a streamer, for a session where one is given. */
static RosterEdit *
create_edit (RosterCache   *cache,
             RosterRecord  *owner,
             RosterRecord  *live,
             GError       **error)
{
  g_autoptr (RosterRecord) line_up = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *id = roster_cache_new_id (cache), *day = NULL, *name = NULL, *label = NULL;

  line_up = roster_record_new (&roster_lineup_type, id, roster_record_account (owner));
  day = live != NULL ? g_strndup (roster_record_text (live, "startLocal"), 10)
                     : roster_clock_today (roster_cache_clock (cache));
  name = g_strdup_printf ("%s %s", day, roster_record_title (live != NULL ? live : owner));
  roster_record_set_text (line_up, "streamer", roster_record_id (owner));
  roster_record_set_text (line_up, "name", name);
  if (live != NULL)
    roster_record_set_text (line_up, "live", roster_record_id (live));
  roster_record_apply_defaults (line_up);
  if (!add_accepted (cache, line_up, roster_record_id (owner), error) || !roster_record_check (line_up, error))
    return NULL;

  /* Translators: a step that can be undone; %s is a streamer. */
  label = g_strdup_printf (_("Plan a line-up for %s"), roster_record_title (owner));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, line_up);
  return g_steal_pointer (&edit);
}

/* A record that must be there, or NULL with the error. */
static RosterRecord *
get (RosterCache             *cache,
     const RosterRecordType  *type,
     const char              *id,
     const char              *gone,
     GError                 **error)
{
  g_autoptr (GError) failure = NULL;
  RosterRecord *record = roster_cache_get (cache, type, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, gone);

  return record;
}

/**
 * roster_line_up_create_edit:
 * @cache: the writer's
 * @streamer: a streamer's id
 *
 * Makes the edit that plans a line-up: for the streamer's next session that has none, with the products that were
 * accepted and stand in no other.
 *
 * Returns: (transfer full) (nullable): an edit whose one record is the new LineUp; %NULL with @error set
 */
RosterEdit *
roster_line_up_create_edit (RosterCache  *cache,
                            const char   *streamer,
                            GError      **error)
{
  g_autoptr (RosterRecord) owner = NULL;
  g_autoptr (RosterRecord) live = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (cache != NULL && streamer != NULL, NULL);

  owner = get (cache, &roster_streamer_type, streamer, _("The streamer is gone."), error);
  if (owner == NULL)
    return NULL;

  live = find_live (cache, streamer, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return create_edit (cache, owner, live, error);
}

/**
 * roster_line_up_create_edit_for_live:
 * @cache: the writer's
 * @live: a live's id
 *
 * Makes the edit that plans a line-up for exactly this session.
 *
 * Returns: (transfer full) (nullable): an edit whose one record is the new LineUp; %NULL with @error set
 */
RosterEdit *
roster_line_up_create_edit_for_live (RosterCache  *cache,
                                     const char   *live,
                                     GError      **error)
{
  g_autoptr (RosterRecord) session = NULL;
  g_autoptr (RosterRecord) owner = NULL;

  g_return_val_if_fail (cache != NULL && live != NULL, NULL);

  session = get (cache, &roster_live_type, live, _("The live session is gone."), error);
  if (session != NULL)
    owner = get (cache, &roster_streamer_type, roster_record_text (session, "streamer"), _("The streamer is gone."),
                 error);
  return owner != NULL ? create_edit (cache, owner, session, error) : NULL;
}

/**
 * roster_line_up_find_of_live:
 * @live: a live's id
 *
 * Returns: (transfer full) (nullable): the id of the session's line-up, empty where it has none; %NULL with @error set
 */
char *
roster_line_up_find_of_live (RosterCache  *cache,
                             const char   *live,
                             GError      **error)
{
  g_autoptr (RosterRecord) session = NULL;
  g_autoptr (GPtrArray) line_ups = NULL;
  RosterOccurrence asked = { 0 };
  RosterRecord *line_up;

  g_return_val_if_fail (cache != NULL && live != NULL, NULL);

  session = get (cache, &roster_live_type, live, _("The live session is gone."), error);
  if (session != NULL)
    line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", roster_record_text (session, "streamer"),
                                     error);
  if (line_ups == NULL)
    return NULL;

  asked.live = session;
  line_up = roster_live_line_up (&asked, line_ups);
  return g_strdup (line_up != NULL ? roster_record_id (line_up) : "");
}
