/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-advice-words.h"
#include "roster-advice.h"
#include "roster-ctl-output.h"
#include "roster-exchange-lookup.h"
#include "roster-money.h"
#include "roster-session.h"

/**
 * roster_ctl_resolve_record:
 *
 * Returns: (transfer full) (nullable): the record of this type that a person means by @text: its id, name or number
 */
RosterRecord *
roster_ctl_resolve_record (RosterCache             *cache,
                           const RosterRecordType  *type,
                           const char              *text,
                           GError                 **error)
{
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new_for_cache (cache);
  g_autoptr (GError) local_error = NULL;
  RosterRecord *record = roster_cache_get (cache, type, text, &local_error);

  if (record == NULL && local_error == NULL)
    record = roster_exchange_lookup_resolve (lookup, type, text, NULL, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (record == NULL)
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED, _("%s: “%s” is not known here"),
                 roster_record_type_label (type, FALSE), text);

  return record;
}

/* Filters */

static gboolean
read_filter (RosterCtl          *self,
             RosterCache        *cache,
             RosterMatchFilter  *filter,
             RosterRecord      **factory,
             GError            **error)
{
  filter->vertical = self->vertical;
  filter->only_new = self->only_new;

  if (self->factory != NULL)
    {
      *factory = roster_ctl_resolve_record (cache, &roster_factory_type, self->factory, error);
      if (*factory == NULL)
        return FALSE;
      filter->factory = roster_record_id (*factory);
    }

  if (self->role != NULL)
    {
      if (strcmp (self->role, "traffic") == 0)
        filter->roles = ROSTER_ROLE_TRAFFIC;
      else if (strcmp (self->role, "profit") == 0)
        filter->roles = ROSTER_ROLE_PROFIT;
      else
        {
          g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("“%s” is none of: %s"), self->role,
                      "traffic, profit");
          return FALSE;
        }
    }

  if (self->margin != NULL && !roster_decimal_from_text (self->margin, 3, &filter->margin_from))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("“%s” is not an amount in yuan"), self->margin);
      return FALSE;
    }
  if (self->top < 0)
    {
      g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("--top must not be negative"));
      return FALSE;
    }

  return TRUE;
}

/* JSON */

static JsonObject *
factor_json (const RosterEvidence *evidence,
             const char           *today)
{
  JsonObject *object = json_object_new ();
  g_autofree char *words = roster_advice_evidence_words (evidence, today);

  json_object_set_string_member (object, "name", roster_factor_nick (evidence->factor));
  json_object_set_double_member (object, "factor", roster_log_undo (evidence->log));
  json_object_set_double_member (object, "moved", roster_log_undo (evidence->moved));
  json_object_set_string_member (object, "words", words);
  return object;
}

static JsonObject *
suggestion_json (RosterMatch            *match,
                 const RosterSuggestion *suggestion,
                 const char             *today)
{
  JsonObject *object = json_object_new ();
  JsonArray *factors = json_array_new ();
  JsonArray *top = json_array_new ();
  RosterRecord *streamer = roster_match_streamer (match, suggestion->streamer);
  RosterRecord *product = roster_match_product (match, suggestion->product);
  RosterExplanation explanation;
  g_autofree char *improvement = NULL;

  roster_match_explain (match, suggestion, &explanation);
  for (guint k = 0; k < ROSTER_N_FACTORS; k++)
    json_array_add_object_element (factors, factor_json (&explanation.evidence[k], today));
  for (guint k = 0; k < explanation.n_top; k++)
    json_array_add_string_element (top, roster_factor_nick (explanation.top[k]));

  json_object_set_string_member (object, "streamerId", roster_record_id (streamer));
  json_object_set_string_member (object, "streamer", roster_record_title (streamer));
  json_object_set_string_member (object, "productId", roster_record_id (product));
  json_object_set_string_member (object, "product", roster_record_title (product));
  json_object_set_double_member (object, "score", roster_log_undo (suggestion->score));
  json_object_set_double_member (object, "units", roster_suggestion_units (suggestion));
  json_object_set_string_member (object, "confidence", roster_confidence_nick (explanation.confidence));
  json_object_set_array_member (object, "factors", factors);
  json_object_set_array_member (object, "top", top);
  improvement = roster_advice_improvement_words (&explanation.improvement, today);
  if (improvement[0] != '\0')
    {
      json_object_set_string_member (object, "improvement", improvement);
      json_object_set_int_member (object, "improvementGain", explanation.improvement.gain);
    }
  return object;
}

/* How many products are suggested to nobody, by reason. */
static JsonObject *
excluded_json (RosterMatch *match)
{
  JsonObject *object = json_object_new ();

  for (guint p = 0; p < roster_match_n_products (match); p++)
    {
      RosterExclusion exclusion = roster_match_product_exclusion (match, p);
      const char *nick = roster_exclusion_nick (exclusion);

      if (exclusion != ROSTER_EXCLUSION_NONE)
        json_object_set_int_member (object, nick, json_object_get_int_member_with_default (object, nick, 0) + 1);
    }

  return object;
}

static void
print_json (RosterMatch *match,
            GArray      *suggestions,
            const char  *today,
            const char  *exclusion,
            const char  *exclusion_words)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < suggestions->len; i++)
    json_array_add_object_element (array, suggestion_json (match, &g_array_index (suggestions, RosterSuggestion, i),
                                                           today));
  json_object_set_array_member (object, "suggestions", array);
  json_object_set_object_member (object, "excluded", excluded_json (match));
  if (exclusion != NULL)
    {
      json_object_set_string_member (object, "exclusion", exclusion);
      json_object_set_string_member (object, "exclusionWords", exclusion_words);
    }
  roster_ctl_print_json (object);
}

static void
print_table (RosterMatch *match,
             GArray      *suggestions,
             const char  *today)
{
  g_autoptr (RosterCtlTable) table = roster_ctl_table_new (_("Streamer"), _("Product"), _("Margin"), _("Units"),
                                                           _("Why"), NULL);

  for (guint i = 0; i < suggestions->len; i++)
    {
      const RosterSuggestion *suggestion = &g_array_index (suggestions, RosterSuggestion, i);
      g_autofree char *margin = roster_decimal_to_text (roster_suggestion_margin (suggestion), 3);
      g_autofree char *units = g_strdup_printf ("%.1f", roster_suggestion_units (suggestion));
      g_autoptr (GString) why = g_string_new (NULL);
      RosterExplanation explanation;

      roster_match_explain (match, suggestion, &explanation);
      for (guint k = 0; k < explanation.n_top; k++)
        {
          g_autofree char *words = roster_advice_evidence_words (&explanation.evidence[explanation.top[k]], today);

          g_string_append_printf (why, "%s%s", k > 0 ? "; " : "", words);
        }
      roster_ctl_table_add (table, roster_record_title (roster_match_streamer (match, suggestion->streamer)),
                            roster_record_title (roster_match_product (match, suggestion->product)), margin, units,
                            why->str, NULL);
    }
  roster_ctl_table_print (table);
}

/* Matching */

/* Whoever has just imported a catalogue meets this first: nothing in it has passed its checks yet. */
static void
print_nothing (RosterMatch *match)
{
  g_autofree char *left_out = roster_advice_left_out_words (match);

  roster_ctl_print ("%s\n", _("There is nothing to suggest."));
  if (left_out != NULL)
    roster_ctl_print ("%s\n", left_out);
}

/* The suggestions for one pair: it, or none where it is excluded or filtered. */
static GArray *
match_pair (RosterMatch             *match,
            guint                    streamer,
            guint                    product,
            const RosterMatchFilter *filter)
{
  g_autoptr (GArray) all = roster_match_for_product (match, product, filter, 0);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RosterSuggestion));

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, RosterSuggestion, i).streamer == streamer)
      g_array_append_val (found, g_array_index (all, RosterSuggestion, i));

  return found;
}

static gboolean
run_match (RosterCtl  *self,
           char      **arguments,
           GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterRecord) factory = NULL;
  g_autoptr (RosterRecord) streamer = NULL;
  g_autoptr (RosterRecord) product = NULL;
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (GArray) suggestions = NULL;
  g_autofree char *today = roster_clock_today (self->clock);
  g_autofree char *exclusion_words = NULL;
  RosterExclusion exclusion = ROSTER_EXCLUSION_NONE;
  RosterMatchFilter filter = { 0 };
  guint s = 0, p = 0;

  if (cache == NULL || !read_filter (self, cache, &filter, &factory, error))
    return FALSE;
  if (self->streamer != NULL &&
      (streamer = roster_ctl_resolve_record (cache, &roster_streamer_type, self->streamer, error)) == NULL)
    return FALSE;
  if (self->product != NULL &&
      (product = roster_ctl_resolve_record (cache, &roster_product_type, self->product, error)) == NULL)
    return FALSE;

  match = roster_advice_read_match (cache, error);
  if (match == NULL)
    return FALSE;
  if ((streamer != NULL && !roster_match_find_streamer (match, roster_record_id (streamer), &s)) ||
      (product != NULL && !roster_match_find_product (match, roster_record_id (product), &p)))
    return roster_ctl_refuse (error, _("The cache changed meanwhile; try again"));

  if (streamer != NULL && product != NULL)
    {
      suggestions = match_pair (match, s, p, &filter);
      exclusion = roster_match_exclusion (match, s, p);
    }
  else if (streamer != NULL)
    suggestions = roster_match_for_streamer (match, s, &filter, self->top);
  else if (product != NULL)
    {
      suggestions = roster_match_for_product (match, p, &filter, self->top);
      exclusion = roster_match_product_exclusion (match, p);
    }
  else
    suggestions = roster_match_for_everybody (match, &filter, self->top);

  if (exclusion != ROSTER_EXCLUSION_NONE)
    exclusion_words = roster_advice_exclusion_words (exclusion, product);
  if (self->json)
    print_json (match, suggestions, today,
                exclusion != ROSTER_EXCLUSION_NONE ? roster_exclusion_nick (exclusion) : NULL, exclusion_words);
  else if (exclusion != ROSTER_EXCLUSION_NONE)
    /* Translators: a product and why it is not suggested. */
    roster_ctl_print (_("%s is not suggested: %s\n"), roster_record_title (product), exclusion_words);
  else if (suggestions->len > 0)
    print_table (match, suggestions, today);
  else
    print_nothing (match);
  return TRUE;
}

/* Deciding */

static gboolean
run_decide (RosterCtl  *self,
            char      **arguments,
            GError    **error)
{
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (RosterRecord) streamer = NULL;
  g_autoptr (RosterRecord) product = NULL;
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *login = NULL;
  RosterVerdict verdict;
  RosterVerdictDetails details = { .reason = self->reason, .text = self->text, .until = self->until };
  RosterRecord *decision = NULL;
  guint s, p;

  if (!roster_verdict_from_nick (arguments[2], &verdict))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("“%s” is none of: %s"), arguments[2],
                  "accepted, later, refused");
      return FALSE;
    }
  if ((self->reason != NULL) != (verdict == ROSTER_VERDICT_REFUSED))
    {
      g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                           _("A refusal needs a --reason, and nothing else has one"));
      return FALSE;
    }

  cache = roster_ctl_open_cache (self, error);
  if (cache == NULL ||
      (streamer = roster_ctl_resolve_record (cache, &roster_streamer_type, arguments[0], error)) == NULL ||
      (product = roster_ctl_resolve_record (cache, &roster_product_type, arguments[1], error)) == NULL)
    return FALSE;

  match = roster_advice_read_match (cache, error);
  if (match == NULL)
    return FALSE;
  if (roster_match_find_streamer (match, roster_record_id (streamer), &s) &&
      roster_match_find_product (match, roster_record_id (product), &p))
    {
      RosterSuggestion suggestion;

      roster_match_pair (match, s, p, &suggestion);
      details.score = roster_suggestion_margin (&suggestion);
    }

  login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);
  details.login = login;
  edit = roster_advice_decide (cache, streamer, product, verdict, &details, error);
  if (edit == NULL || !roster_cache_apply (cache, edit, NULL, error))
    return FALSE;

  roster_edit_nth (edit, 0, NULL, &decision);
  if (self->json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "decisionId", roster_record_id (decision));
      roster_ctl_print_json (object);
    }
  return TRUE;
}

const RosterCtlCommand roster_ctl_match_commands[] = {
  { "match", NULL, N_("Suggest products for streamers by the margin expected of a session"),
    ROSTER_CTL_OPTION_JSON | ROSTER_CTL_OPTION_MATCH, 0, 0, run_match },
  { "decide", "STREAMER PRODUCT accepted|later|refused", N_("Record what was decided on a suggestion"),
    ROSTER_CTL_OPTION_JSON | ROSTER_CTL_OPTION_VERDICT, 3, 3, run_decide },
  { NULL },
};
