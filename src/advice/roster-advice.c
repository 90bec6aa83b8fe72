/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-advice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-cache-rules.h"

/* In the order of RosterVerdict. */
static const char *const verdicts[] = { "accepted", "later", "refused" };

/* All records of a type; FALSE with the error. */
static gboolean
list (RosterCache             *cache,
      const RosterRecordType  *type,
      GPtrArray              **records,
      GError                 **error)
{
  *records = roster_cache_list (cache, type, error);
  return *records != NULL;
}

/**
 * roster_advice_read_match:
 *
 * Reads everything that matching needs and learns from it.
 *
 * Returns: (transfer full) (nullable): the match for today, which lives on without the cache
 */
RosterMatch *
roster_advice_read_match (RosterCache  *cache,
                          GError      **error)
{
  g_autoptr (RosterRuleValues) rules = NULL;
  g_autoptr (GPtrArray) streamers = NULL;
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GPtrArray) factories = NULL;
  g_autoptr (GPtrArray) sales = NULL;
  g_autoptr (GPtrArray) decisions = NULL;
  g_autoptr (GPtrArray) walkthroughs = NULL;
  g_autoptr (GPtrArray) followups = NULL;
  g_autoptr (GPtrArray) videos = NULL;
  g_autoptr (GPtrArray) affinities = NULL;
  g_autofree char *today = NULL;
  RosterMatchSources sources;

  g_return_val_if_fail (cache != NULL, NULL);

  rules = roster_cache_rule_values (cache, error);
  if (rules == NULL || !list (cache, &roster_streamer_type, &streamers, error) ||
      !list (cache, &roster_product_type, &products, error) ||
      !list (cache, &roster_factory_type, &factories, error) || !list (cache, &roster_sale_type, &sales, error) ||
      !list (cache, &roster_decision_type, &decisions, error) ||
      !list (cache, &roster_walkthrough_type, &walkthroughs, error) ||
      !list (cache, &roster_followup_type, &followups, error) ||
      (videos = roster_cache_list_by (cache, &roster_video_type, "verdict", "confirmed", error)) == NULL ||
      !list (cache, &roster_affinity_type, &affinities, error))
    return NULL;

  today = roster_clock_today (roster_cache_clock (cache));
  sources = (RosterMatchSources){
    .rules = rules,
    .today = today,
    .streamers = streamers,
    .products = products,
    .factories = factories,
    .sales = sales,
    .decisions = decisions,
    .walkthroughs = walkthroughs,
    .followups = followups,
    .videos = videos,
    .affinities = affinities,
  };
  return roster_match_new (&sources);
}

/**
 * roster_advice_depends_on:
 *
 * Returns: whether a change to a record of @type can change what roster_advice_read_match() makes
 */
gboolean
roster_advice_depends_on (const RosterRecordType *type)
{
  const RosterRecordType *const sources[] = {
    &roster_rule_type,
    &roster_streamer_type,
    &roster_product_type,
    &roster_factory_type,
    &roster_sale_type,
    &roster_decision_type,
    &roster_walkthrough_type,
    &roster_followup_type,
    &roster_video_type,
  };

  g_return_val_if_fail (type != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] == type)
      return TRUE;

  return FALSE;
}

/**
 * roster_verdict_from_nick:
 * @verdict: (out): the verdict called @nick
 *
 * Returns: whether there is one
 */
gboolean
roster_verdict_from_nick (const char    *nick,
                          RosterVerdict *verdict)
{
  g_return_val_if_fail (nick != NULL && verdict != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (strcmp (verdicts[i], nick) == 0)
      {
        *verdict = i;
        return TRUE;
      }

  return FALSE;
}

static char *
label_of (RosterVerdict  verdict,
          RosterRecord  *streamer,
          RosterRecord  *product)
{
  const char *of_product = roster_record_title (product), *of_streamer = roster_record_title (streamer);

  switch (verdict)
    {
    case ROSTER_VERDICT_ACCEPTED:
      /* Translators: a product and a streamer. */
      return g_strdup_printf (_("Accept %s for %s"), of_product, of_streamer);
    case ROSTER_VERDICT_LATER:
      /* Translators: a product and a streamer. */
      return g_strdup_printf (_("Put %s off for %s"), of_product, of_streamer);
    case ROSTER_VERDICT_REFUSED:
      /* Translators: a product and a streamer. */
      return g_strdup_printf (_("Refuse %s for %s"), of_product, of_streamer);
    }

  g_return_val_if_reached (NULL);
}

/* The Person who signs in under this name; nobody where there is none. */
static RosterRecord *
find_person (RosterCache  *cache,
             const char   *login,
             GError      **error)
{
  g_autoptr (GPtrArray) people = roster_cache_list_by (cache, &roster_person_type, "login", login, error);

  return people != NULL && people->len > 0 ? g_object_ref (people->pdata[0]) : NULL;
}

/**
 * roster_advice_decision:
 * @details: what else is known about it
 *
 * Returns: (transfer full) (nullable): a new record of a decision on a suggestion (rule 6), to be put into an edit;
 *   %NULL where it would not be a sound one
 */
RosterRecord *
roster_advice_decision (RosterCache                 *cache,
                        RosterRecord                *streamer,
                        RosterRecord                *product,
                        RosterVerdict                verdict,
                        const RosterVerdictDetails  *details,
                        GError                     **error)
{
  g_autoptr (RosterRecord) decision = NULL;
  g_autoptr (RosterRecord) person = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (cache != NULL && details != NULL, NULL);
  g_return_val_if_fail (roster_record_type (streamer) == &roster_streamer_type, NULL);
  g_return_val_if_fail (roster_record_type (product) == &roster_product_type, NULL);

  if (details->login != NULL)
    person = find_person (cache, details->login, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  id = roster_cache_new_id (cache);
  decision = roster_record_new (&roster_decision_type, id, roster_record_account (streamer));
  roster_record_set_text (decision, "streamer", roster_record_id (streamer));
  roster_record_set_text (decision, "product", roster_record_id (product));
  roster_record_set_text (decision, "verdict", verdicts[verdict]);
  if (details->reason != NULL)
    roster_record_set_text (decision, "reason", details->reason);
  if (details->text != NULL)
    roster_record_set_text (decision, "text", details->text);
  if (details->until != NULL)
    roster_record_set_text (decision, "until", details->until);
  roster_record_set_number (decision, "at", roster_clock_now (roster_cache_clock (cache)));
  roster_record_set_number (decision, "score", details->score);
  if (person != NULL)
    roster_record_set_text (decision, "person", roster_record_id (person));
  return roster_record_check (decision, error) ? g_steal_pointer (&decision) : NULL;
}

/**
 * roster_advice_decide:
 * @details: what else is known about it
 *
 * Makes the edit that records a decision on a suggestion (rule 6). The next match counts it.
 *
 * Returns: (transfer full) (nullable): the edit to apply, or %NULL where it would not be a sound Decision
 */
RosterEdit *
roster_advice_decide (RosterCache                 *cache,
                      RosterRecord                *streamer,
                      RosterRecord                *product,
                      RosterVerdict                verdict,
                      const RosterVerdictDetails  *details,
                      GError                     **error)
{
  g_autoptr (RosterRecord) decision = roster_advice_decision (cache, streamer, product, verdict, details, error);
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL;

  if (decision == NULL)
    return NULL;

  label = label_of (verdict, streamer, product);
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, decision);
  return g_steal_pointer (&edit);
}
