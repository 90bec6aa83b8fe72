/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl.h"

#include <glib/gi18n-lib.h>

#include "roster-account.h"
#include "roster-advice-plan-words.h"
#include "roster-advice-words.h"
#include "roster-advice.h"
#include "roster-cache-rules.h"
#include "roster-ctl-output.h"
#include "roster-money.h"
#include "roster-plan-reading.h"

static const char *
role_nick (RosterRoles role)
{
  return role == ROSTER_ROLE_TRAFFIC ? "traffic" : "profit";
}

static double
share_of (gint64 ppm)
{
  return (double) ppm / ROSTER_RATE_ONE;
}

static void
set_ids (JsonObject  *object,
         RosterMatch *match,
         guint        streamer,
         guint        product)
{
  if (streamer != G_MAXUINT)
    {
      RosterRecord *record = roster_match_streamer (match, streamer);

      json_object_set_string_member (object, "streamerId", roster_record_id (record));
      json_object_set_string_member (object, "streamer", roster_record_title (record));
    }
  if (product != G_MAXUINT)
    {
      RosterRecord *record = roster_match_product (match, product);

      json_object_set_string_member (object, "productId", roster_record_id (record));
      json_object_set_string_member (object, "product", roster_record_title (record));
    }
}

static JsonArray *
items_json (RosterMatch      *match,
            const RosterPlan *plan)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < plan->items->len; i++)
    {
      const RosterPlanItem *item = &g_array_index (plan->items, RosterPlanItem, i);
      JsonObject *object = json_object_new ();

      set_ids (object, match, item->suggestion.streamer, item->suggestion.product);
      json_object_set_string_member (object, "role", role_nick (item->role));
      json_object_set_int_member (object, "sessions", item->sessions);
      json_object_set_int_member (object, "units", item->units);
      json_object_set_int_member (object, "margin", item->margin);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
streamers_json (RosterMatch      *match,
                const RosterPlan *plan)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < plan->streamers->len; i++)
    {
      const RosterPlanStreamer *streamer = &g_array_index (plan->streamers, RosterPlanStreamer, i);
      JsonObject *object = json_object_new ();

      set_ids (object, match, streamer->streamer, G_MAXUINT);
      json_object_set_int_member (object, "products", streamer->n_products);
      json_object_set_int_member (object, "margin", streamer->margin);
      json_object_set_int_member (object, "productsBefore", streamer->n_before);
      json_object_set_int_member (object, "marginBefore", streamer->margin_before);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
obstacles_json (RosterMatch      *match,
                const RosterPlan *plan)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < plan->obstacles->len; i++)
    {
      const RosterObstacle *obstacle = &g_array_index (plan->obstacles, RosterObstacle, i);
      JsonObject *object = json_object_new ();
      g_autofree char *words = roster_advice_obstacle_words (match, obstacle);
      g_autofree char *remedy = roster_advice_remedy_words (obstacle);

      set_ids (object, match, obstacle->streamer, obstacle->product);
      json_object_set_string_member (object, "kind", roster_obstacle_nick (obstacle->kind));
      json_object_set_string_member (object, "words", words);
      json_object_set_string_member (object, "remedy", remedy);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
prices_json (GArray *prices)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < prices->len; i++)
    {
      const RosterFloorPrice *price = &g_array_index (prices, RosterFloorPrice, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "floor", price->floor);
      json_object_set_string_member (object, "state", roster_plan_state_nick (price->state));
      json_object_set_int_member (object, "margin", price->margin);
      json_object_set_int_member (object, "price", price->price);
      json_object_set_double_member (object, "giniMargin", share_of (price->gini_margin));
      json_object_set_double_member (object, "giniProducts", share_of (price->gini_products));
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
print_json (RosterMatch      *match,
            const RosterPlan *plan,
            GArray           *prices,
            guint             n_kept,
            int               floor)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *gini = json_object_new (), *kept = json_object_new ();

  json_object_set_string_member (object, "state", roster_plan_state_nick (plan->state));
  json_object_set_int_member (object, "margin", plan->margin);
  json_object_set_int_member (object, "bound", plan->bound);
  json_object_set_int_member (object, "floor", plan->floor);
  json_object_set_int_member (object, "slots", plan->slots);
  json_object_set_int_member (object, "budget", plan->budget);
  json_object_set_double_member (gini, "marginBefore", share_of (plan->gini_margin_before));
  json_object_set_double_member (gini, "margin", share_of (plan->gini_margin));
  json_object_set_double_member (gini, "productsBefore", share_of (plan->gini_products_before));
  json_object_set_double_member (gini, "products", share_of (plan->gini_products));
  json_object_set_object_member (object, "gini", gini);
  json_object_set_int_member (kept, "pairs", n_kept);
  json_object_set_boolean_member (kept, "floor", floor >= 0);
  json_object_set_object_member (object, "kept", kept);
  json_object_set_array_member (object, "items", items_json (match, plan));
  json_object_set_array_member (object, "streamers", streamers_json (match, plan));
  json_object_set_array_member (object, "obstacles", obstacles_json (match, plan));
  json_object_set_array_member (object, "floorPrices", prices_json (prices));
  roster_ctl_print_json (object);
}

static void
print_items (RosterMatch      *match,
             const RosterPlan *plan)
{
  g_autoptr (RosterCtlTable) table = roster_ctl_table_new (_("Streamer"), _("Product"), _("Role"), _("Units"),
                                                           _("Margin"), NULL);

  for (guint i = 0; i < plan->items->len; i++)
    {
      const RosterPlanItem *item = &g_array_index (plan->items, RosterPlanItem, i);
      g_autofree char *units = g_strdup_printf ("%" G_GINT64_FORMAT, item->units);
      g_autofree char *margin = roster_decimal_to_text (item->margin, 3);

      roster_ctl_table_add (table, roster_record_title (roster_match_streamer (match, item->suggestion.streamer)),
                            roster_record_title (roster_match_product (match, item->suggestion.product)),
                            item->role == ROSTER_ROLE_TRAFFIC ? _("Traffic item") : _("Profit item"), units, margin,
                            NULL);
    }
  if (plan->items->len > 0)
    roster_ctl_table_print (table);
}

static void
print_text (RosterMatch      *match,
            const RosterPlan *plan,
            GArray           *prices)
{
  g_autofree char *margin = roster_decimal_to_text (plan->margin, 3);
  g_autofree char *bound = roster_decimal_to_text (plan->bound, 3);
  g_autofree char *left_out = roster_advice_left_out_words (match);

  print_items (match, plan);
  roster_ctl_print ("%s\n", roster_advice_plan_state_words (plan->state));
  /* Translators: two amounts in yuan. */
  roster_ctl_print (_("Expected margin of the week: %s yuan; no plan exceeds %s\n"), margin, bound);
  /* Translators: Gini coefficients. */
  roster_ctl_print (_("Gini coefficient of the margin: %.3f before, %.3f in the plan; of the products: %.3f, %.3f\n"),
                    share_of (plan->gini_margin_before), share_of (plan->gini_margin),
                    share_of (plan->gini_products_before), share_of (plan->gini_products));
  for (guint i = 0; i < prices->len; i++)
    {
      const RosterFloorPrice *price = &g_array_index (prices, RosterFloorPrice, i);
      g_autofree char *yuan = roster_decimal_to_text (price->price, 3);

      if (price->state != ROSTER_PLAN_INFEASIBLE)
        /* Translators: a number of products, an amount in yuan, a Gini coefficient. */
        roster_ctl_print (_("A floor of %u costs %s yuan, Gini coefficient %.3f\n"), price->floor, yuan,
                          share_of (price->gini_margin));
    }
  if (plan->state == ROSTER_PLAN_INFEASIBLE && left_out != NULL)
    roster_ctl_print ("%s\n", left_out);
  /* Where nothing may be sold, each streamer's demands would say the same over and over. */
  for (guint i = 0; i < plan->obstacles->len && !roster_advice_nothing_may_be_sold (match); i++)
    {
      const RosterObstacle *obstacle = &g_array_index (plan->obstacles, RosterObstacle, i);
      g_autofree char *words = roster_advice_obstacle_words (match, obstacle);
      g_autofree char *remedy = roster_advice_remedy_words (obstacle);

      /* Translators: what is in the way, and what helps. */
      roster_ctl_print (_("%s: %s\n"), words, remedy);
    }
}

/* What is wanted of a pair last is what holds. */
static void
add_pin (GArray              *pins,
         const RosterPlanPin *pin)
{
  for (guint i = 0; i < pins->len; i++)
    {
      RosterPlanPin *known = &g_array_index (pins, RosterPlanPin, i);

      if (known->streamer == pin->streamer && known->product == pin->product)
        {
          *known = *pin;
          return;
        }
    }

  g_array_append_vals (pins, pin, 1);
}

/* What was chosen in the app, as far as there still is such a streamer and such a product. */
static void
add_kept_pins (RosterMatch             *match,
               const RosterPlanReading *reading,
               GArray                  *pins)
{
  for (guint i = 0; i < reading->pins->len; i++)
    {
      const RosterStoredPin *stored = reading->pins->pdata[i];
      RosterPlanPin pin = { .locked = stored->locked };

      if (roster_match_find_streamer (match, stored->streamer, &pin.streamer) &&
          roster_match_find_product (match, stored->product, &pin.product))
        add_pin (pins, &pin);
    }
}

/* Reads pairs such as 张三=P001. */
static gboolean
add_pins (RosterCache  *cache,
          RosterMatch  *match,
          char        **texts,
          gboolean      locked,
          GArray       *pins,
          GError      **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (texts[i], "=", 2);
      g_autoptr (RosterRecord) streamer = NULL;
      g_autoptr (RosterRecord) product = NULL;
      RosterPlanPin pin = { .locked = locked };

      if (g_strv_length (pair) != 2)
        {
          g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE, _("“%s” is not of the form STREAMER=PRODUCT"),
                       texts[i]);
          return FALSE;
        }
      streamer = roster_ctl_resolve_record (cache, &roster_streamer_type, pair[0], error);
      product = streamer != NULL ? roster_ctl_resolve_record (cache, &roster_product_type, pair[1], error) : NULL;
      if (product == NULL)
        return FALSE;
      if (!roster_match_find_streamer (match, roster_record_id (streamer), &pin.streamer) ||
          !roster_match_find_product (match, roster_record_id (product), &pin.product))
        return roster_ctl_refuse (error, _("The cache changed meanwhile; try again"));
      add_pin (pins, &pin);
    }

  return TRUE;
}

/* Everybody who has not left, with the sessions that are planned for them. */
static void
gather (RosterMatch             *match,
        const RosterPlanReading *reading,
        GArray                  *streamers,
        GArray                  *sessions)
{
  for (guint i = 0; i < roster_match_n_streamers (match); i++)
    {
      RosterRecord *streamer = roster_match_streamer (match, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (reading->sessions, roster_record_id (streamer)));

      if (g_strcmp0 (roster_record_text (streamer, "state"), "left") == 0)
        continue;
      g_array_append_val (streamers, i);
      g_array_append_val (sessions, n);
    }
}

/* The floor that was chosen in the app, where it is of all that is planned for; negative where there is none. */
static int
kept_floor (const RosterPlanReading *reading,
            guint                    slots)
{
  const RosterAccount *book = reading->books->len == 1 ? reading->books->pdata[0] : NULL;
  gpointer floor;

  if (book == NULL || !g_hash_table_lookup_extended (reading->floors, book->id, NULL, &floor))
    return -1;

  return MIN (GPOINTER_TO_UINT (floor), slots);
}

static void
print_kept (guint n_pins,
            int   floor)
{
  if (n_pins > 0)
    roster_ctl_print (g_dngettext (GETTEXT_PACKAGE, "Keeps to %u pair that was locked or banned in the app\n",
                                   "Keeps to %u pairs that were locked or banned in the app\n", n_pins),
                      n_pins);
  if (floor >= 0)
    roster_ctl_print (g_dngettext (GETTEXT_PACKAGE, "Keeps to the floor of %d product that was chosen in the app\n",
                                   "Keeps to the floor of %d products that was chosen in the app\n", floor),
                      floor);
}

static gboolean
run_plan (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (RosterMatch) match = NULL;
  g_autoptr (RosterPlan) plan = NULL;
  g_autoptr (GArray) prices = NULL;
  g_autoptr (RosterPlanReading) reading = NULL;
  g_autoptr (RosterRuleValues) rules = NULL;
  g_autoptr (GArray) pins = g_array_new (FALSE, FALSE, sizeof (RosterPlanPin));
  g_autoptr (GArray) streamers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sessions = g_array_new (FALSE, FALSE, sizeof (guint));
  RosterPlanRequest request = { .floor = self->floor, .slots = self->slots, .budget = self->budget };
  guint n_kept;
  int floor = -1;

  if (self->slots < 0 || self->budget < 0)
    {
      g_set_error_literal (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                           _("--slots and --budget must not be negative"));
      return FALSE;
    }

  cache = roster_ctl_open_cache (self, error);
  match = cache != NULL ? roster_advice_read_match (cache, error) : NULL;
  reading = match != NULL ? roster_plan_reading_new (cache, error) : NULL;
  rules = reading != NULL ? roster_cache_rule_values (cache, error) : NULL;
  if (rules == NULL)
    return FALSE;

  if (!self->fresh)
    add_kept_pins (match, reading, pins);
  n_kept = pins->len;
  if (!self->fresh && self->floor < 0)
    floor =
        kept_floor (reading, self->slots > 0 ? self->slots : roster_rule_values_get (rules, ROSTER_RULE_LINE_UP_SLOTS));
  if (floor >= 0)
    request.floor = floor;
  if (!add_pins (cache, match, self->locks, TRUE, pins, error) ||
      !add_pins (cache, match, self->bans, FALSE, pins, error))
    return FALSE;
  request.pins = (const RosterPlanPin *) pins->data;
  request.n_pins = pins->len;
  gather (match, reading, streamers, sessions);
  request.streamers = (const guint *) streamers->data;
  request.n_streamers = streamers->len;
  request.sessions = (const guint *) sessions->data;

  plan = roster_plan_new (match, &request, error);
  prices = plan != NULL ? roster_plan_floor_prices (match, &request, plan->slots, error) : NULL;
  if (prices == NULL)
    return FALSE;
  if (self->json)
    print_json (match, plan, prices, n_kept, floor);
  else
    {
      print_text (match, plan, prices);
      print_kept (n_kept, floor);
    }

  return plan->state != ROSTER_PLAN_INFEASIBLE || roster_ctl_refuse (error, _("No plan meets all demands"));
}

const RosterCtlCommand roster_ctl_plan_commands[] = {
  { "plan", NULL, N_("Plan a week of line-ups with the largest expected margin"),
    ROSTER_CTL_OPTION_JSON | ROSTER_CTL_OPTION_PLAN, 0, 0, run_plan },
  { NULL },
};
