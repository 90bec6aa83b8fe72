/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-advice-words.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-money.h"

/**
 * roster_advice_factor_title:
 *
 * Returns: what a person calls the factor
 */
const char *
roster_advice_factor_title (RosterFactor factor)
{
  switch (factor)
    {
    case ROSTER_FACTOR_PACE:
      return _("Pace");
    case ROSTER_FACTOR_REACH:
      return _("Reach");
    case ROSTER_FACTOR_READINESS:
      return _("Readiness");
    case ROSTER_FACTOR_DEMAND:
      return _("Demand");
    case ROSTER_FACTOR_AFFINITY:
      return _("Affinity");
    case ROSTER_FACTOR_PRICE:
      return _("Price fit");
    case ROSTER_FACTOR_DECISION:
      return _("Refusals");
    case ROSTER_FACTOR_SUPPLY:
      return _("Supply");
    case ROSTER_FACTOR_RETURNS:
      return _("Returns");
    case ROSTER_FACTOR_MARGIN:
      return _("Unit margin");
    case ROSTER_N_FACTORS:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_advice_factor_times:
 *
 * Returns: (transfer full): a factor as people write it: ×1.4, ×0.08, ×120
 */
char *
roster_advice_factor_times (RosterLog log)
{
  double factor = roster_log_undo (log);

  return g_strdup_printf (factor >= 100 ? "×%.0f" : factor >= 0.95 ? "×%.1f"
                                                                   : "×%.2f",
                          factor);
}

/* A Julian day as `YYYY-MM-DD`; NULL where there is none. */
static char *
date_of (guint32 day)
{
  GDate date;

  if (!g_date_valid_julian (day))
    return NULL;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static char *
day_text (guint32     day,
          const char *today)
{
  g_autofree char *date = date_of (day);

  return date != NULL ? roster_format_date (date, today) : g_strdup ("");
}

/* What the buyers pay: a range, or only one end of it. */
static char *
band_text (const RosterEvidence *evidence)
{
  g_autofree char *low = roster_format_money (evidence->low);
  g_autofree char *high = roster_format_money (evidence->high);

  if (evidence->low <= 0)
    /* Translators: an amount of money. */
    return g_strdup_printf (_("up to %s"), high);
  if (evidence->high <= 0)
    /* Translators: an amount of money. */
    return g_strdup_printf (_("from %s"), low);

  if (evidence->low == evidence->high)
    /* Translators: an amount of money. */
    return g_strdup_printf (_("about %s"), low);

  return g_strconcat (low, "–", high, NULL);
}

static char *
reason_words (RosterRecord *decision)
{
  const RosterField *field = &roster_decision_type.fields[0];
  const char *nick = roster_record_text (decision, "reason");

  for (guint i = 0; i < roster_decision_type.n_fields && nick != NULL; i++)
    {
      field = &roster_decision_type.fields[i];
      if (g_strcmp0 (field->name, "reason") != 0)
        continue;
      for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
        if (g_strcmp0 (choice->nick, nick) == 0)
          return g_strdup (g_dgettext (GETTEXT_PACKAGE, choice->label));
    }

  return g_strdup (_("no reason given"));
}

static char *
sales_words (const RosterEvidence *evidence,
             const char           *today)
{
  g_autofree char *units = roster_format_count (evidence->amount);
  g_autofree char *sessions = roster_format_count (evidence->sessions);
  g_autofree char *from = day_text (evidence->from, today);
  g_autofree char *to = day_text (evidence->to, today);

  /* What lowers a score although something was sold is less than was to be expected. */
  if (evidence->ground == ROSTER_GROUND_PACE_OWN && evidence->moved < 0)
    /* Translators: units, sessions, two dates. */
    return g_strdup_printf (_("sold only %s units in %s sessions from %s to %s"), units, sessions, from, to);
  if (evidence->ground == ROSTER_GROUND_SOLD && evidence->moved < 0)
    /* Translators: units, sessions, a date. */
    return g_strdup_printf (_("sold only %s of it in %s sessions until %s"), units, sessions, to);
  if (evidence->ground == ROSTER_GROUND_CATEGORY && evidence->moved < 0)
    /* Translators: units, a category, sessions, a date. */
    return g_strdup_printf (_("sold only %s of %s in %s sessions until %s"), units, evidence->name, sessions, to);

  if (evidence->ground == ROSTER_GROUND_PACE_OWN)
    /* Translators: units, sessions, two dates. */
    return g_strdup_printf (_("sold %s units in %s sessions from %s to %s"), units, sessions, from, to);
  if (evidence->ground == ROSTER_GROUND_SOLD)
    /* Translators: units, sessions, a date. */
    return g_strdup_printf (_("sold %s of it in %s sessions until %s"), units, sessions, to);
  if (evidence->ground == ROSTER_GROUND_CATEGORY)
    /* Translators: units, a category, sessions, a date. */
    return g_strdup_printf (_("sold %s of %s in %s sessions until %s"), units, evidence->name, sessions, to);
  if (evidence->ground == ROSTER_GROUND_CATEGORY_NEVER)
    /* Translators: a category, sessions, a date. */
    return g_strdup_printf (_("sold no %s in %s sessions until %s"), evidence->name, sessions, to);

  /* Translators: a product, units, a date. */
  return g_strdup_printf (_("sells together with %s, of which %s were sold until %s"),
                          roster_record_title (evidence->other), units, to);
}

/* How much of it is sold by others. What lowers the score is little, and is called so. */
static char *
popularity_words (const RosterEvidence *evidence)
{
  g_autofree char *units = roster_format_count (evidence->amount);
  g_autofree char *people = roster_format_count (evidence->people);

  if (evidence->people <= 0)
    /* Translators: a number of units. */
    return g_strdup_printf (_("%s sold company-wide in 28 days, by nobody whose sales are known here"), units);
  if (evidence->moved < 0)
    return g_strdup_printf (
        /* Translators: a number of streamers, then of units. */
        g_dngettext (GETTEXT_PACKAGE, "only %s streamer sells it; %s sold company-wide in 28 days",
                     "only %s streamers sell it; %s sold company-wide in 28 days", evidence->people),
        people, units);

  return g_strdup_printf (
      /* Translators: a number of streamers, then of units. */
      g_dngettext (GETTEXT_PACKAGE, "%s streamer sells it; %s sold company-wide in 28 days",
                   "%s streamers sell it; %s sold company-wide in 28 days", evidence->people),
      people, units);
}

static char *
margin_words (const RosterEvidence *evidence)
{
  g_autofree char *own = roster_format_money (evidence->amount);
  g_autofree char *usual = roster_format_money (evidence->limit);

  if (evidence->ground == ROSTER_GROUND_MARGIN_GUESSED)
    /* Translators: an amount of money. */
    return g_strdup_printf (_("each unit earns about %s; the unit margin is not recorded"), own);
  if (evidence->moved < 0)
    /* Translators: two amounts of money. */
    return g_strdup_printf (_("each unit earns only %s; half of the catalogue earns more than %s"), own, usual);

  /* Translators: two amounts of money. */
  return g_strdup_printf (_("each unit earns %s; half of the catalogue earns less than %s"), own, usual);
}

static char *
custom_words (const RosterEvidence *evidence,
              const char           *today)
{
  g_autofree char *units = roster_format_count (evidence->amount);
  g_autofree char *sessions = roster_format_count (evidence->sessions);
  g_autofree char *from = day_text (evidence->from, today);
  g_autofree char *to = day_text (evidence->to, today);

  if (evidence->sessions > 0)
    /* Translators: units, sessions, a date. */
    return g_strdup_printf (_("made for this streamer, who sold %s of it in %s sessions until %s"), units, sessions,
                            to);
  if (*from != '\0')
    /* Translators: a date. */
    return g_strdup_printf (_("made for this streamer and listed on %s; nothing sold of it yet"), from);

  return g_strdup (_("made for this streamer; nothing sold of it yet"));
}

/**
 * roster_advice_evidence_words:
 * @today: `YYYY-MM-DD`; dates of another year name it
 *
 * Returns: (transfer full): what the factor rests on, with numbers and dates; empty where there is nothing to say
 */
char *
roster_advice_evidence_words (const RosterEvidence *evidence,
                              const char           *today)
{
  g_autofree char *count = NULL;
  g_autofree char *money = NULL;
  g_autofree char *band = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *to = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (evidence != NULL && today != NULL, NULL);

  count = roster_format_count (evidence->amount);
  money = roster_format_money (evidence->amount);
  rate = roster_format_rate (evidence->rate);
  to = day_text (evidence->to, today);
  switch (evidence->ground)
    {
    case ROSTER_GROUND_NONE:
      return g_strdup ("");
    case ROSTER_GROUND_PACE_OWN:
    case ROSTER_GROUND_SOLD:
    case ROSTER_GROUND_CATEGORY:
    case ROSTER_GROUND_CATEGORY_NEVER:
    case ROSTER_GROUND_TOGETHER:
      return sales_words (evidence, today);
    case ROSTER_GROUND_PACE_GROUP:
      /* Translators: a number of units. */
      return g_strdup_printf (_("nothing sold yet; such streamers sell about %s in a session"), count);
    case ROSTER_GROUND_FANS:
      other = roster_format_count (evidence->limit);
      /* Translators: two numbers of people. */
      return g_strdup_printf (_("%s fans with buying power; %s are usual for the tier"), count, other);
    case ROSTER_GROUND_FANS_DAMPED:
      other = roster_format_count (evidence->limit);
      /* Translators: two numbers of people. */
      return g_strdup_printf (_("%s followers; above %s the platform lowers the reach"), count, other);
    case ROSTER_GROUND_COACHING:
      /* Translators: a percentage and a date. */
      return g_strdup_printf (_("coaching result %s on %s"), rate, to);
    case ROSTER_GROUND_RED_LINE:
      if (evidence->rate < 0)
        /* Translators: the title of a video. */
        return g_strdup_printf (_("red line confirmed on “%s”"), roster_record_title (evidence->video));
      /* Translators: the title of a video, a percentage and a date. */
      return g_strdup_printf (_("red line confirmed on “%s”; coaching result %s on %s"),
                              roster_record_title (evidence->video), rate, to);
    case ROSTER_GROUND_DEMAND_VERTICAL:
      /* Translators: a vertical and a factor such as 1.4. */
      if (evidence->times < 1)
        return g_strdup_printf (_("%s streamers sell less of this category: %.1f times what others sell"),
                                evidence->name, evidence->times);
      /* Translators: a vertical and a factor such as 1.4. */
      return g_strdup_printf (_("%s streamers sell more of this category: %.1f times what others sell"), evidence->name,
                              evidence->times);
    case ROSTER_GROUND_DEMAND_POPULAR:
      return popularity_words (evidence);
    case ROSTER_GROUND_DEMAND_UNKNOWN:
      return g_strdup (_("nobody in the company has sold it yet"));
    case ROSTER_GROUND_CUSTOM:
      return custom_words (evidence, today);
    case ROSTER_GROUND_PRICE_INSIDE:
      band = band_text (evidence);
      /* Translators: a range of prices and a price. */
      return g_strdup_printf (_("buyers pay %s, this is %s"), band, money);
    case ROSTER_GROUND_PRICE_ABOVE:
      band = band_text (evidence);
      /* Translators: a range of prices and a price. */
      return g_strdup_printf (_("buyers pay %s, this is dearer: %s"), band, money);
    case ROSTER_GROUND_PRICE_BELOW:
      band = band_text (evidence);
      /* Translators: a range of prices and a price. */
      return g_strdup_printf (_("buyers pay %s, this is cheaper: %s"), band, money);
    case ROSTER_GROUND_REFUSED:
      other = reason_words (evidence->decision);
      /* Translators: a date and a reason. */
      return g_strdup_printf (_("refused on %s: %s"), to, other);
    case ROSTER_GROUND_REFUSED_LIKE:
      other = reason_words (evidence->decision);
      /* Translators: a product, a date and a reason. */
      return g_strdup_printf (_("%s of the same category was refused on %s: %s"),
                              roster_record_title (evidence->other), to, other);
    case ROSTER_GROUND_SUPPLY_SHORT:
      /* Translators: a number of units. */
      return g_strdup_printf (_("only %s can be delivered within the week"), count);
    case ROSTER_GROUND_SUPPLY_ENOUGH:
      /* Translators: a number of units. */
      return g_strdup_printf (_("%s can be delivered within the week"), count);
    case ROSTER_GROUND_RETURNS:
      /* Translators: a percentage. */
      return g_strdup_printf (_("%s of the units sold come back"), rate);
    case ROSTER_GROUND_MARGIN:
    case ROSTER_GROUND_MARGIN_GUESSED:
      return margin_words (evidence);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_advice_exclusion_words:
 *
 * Returns: (transfer full): why the product is not suggested; empty where it may be
 */
char *
roster_advice_exclusion_words (RosterExclusion  exclusion,
                               RosterRecord    *product)
{
  gint64 days;

  g_return_val_if_fail (ROSTER_IS_RECORD (product), NULL);

  switch (exclusion)
    {
    case ROSTER_EXCLUSION_NONE:
      return g_strdup ("");
    case ROSTER_EXCLUSION_CHECK_FAILED:
      if (g_strcmp0 (roster_record_text (product, "safetyCheck"), "failed") == 0)
        return g_strdup (_("the safety check failed"));
      return g_strdup (_("the legality check failed"));
    case ROSTER_EXCLUSION_CHECK_PENDING:
      if (g_strcmp0 (roster_record_text (product, "safetyCheck"), "passed") != 0)
        return g_strdup (_("the safety check is not done yet"));
      return g_strdup (_("the legality check is not done yet"));
    case ROSTER_EXCLUSION_NOT_LISTED:
      return g_strdup (_("it is still being made"));
    case ROSTER_EXCLUSION_NO_SUPPLY:
      days = roster_record_number (product, "leadTimeDays", 0);
      if (days > 0 && !roster_record_boolean (product, "clearance"))
        /* Translators: a number of days. */
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "none in stock; the factory needs %d day",
                                             "none in stock; the factory needs %d days", days),
                                (int) days);
      return g_strdup (_("none in stock"));
    case ROSTER_EXCLUSION_FACTORY:
      return g_strdup (_("the factory no longer works with us"));
    case ROSTER_EXCLUSION_NO_MARGIN:
      return g_strdup (_("it earns nothing"));
    case ROSTER_EXCLUSION_MARGIN_UNKNOWN:
      return g_strdup (_("neither its margin nor its price is recorded"));
    case ROSTER_EXCLUSION_FOR_ANOTHER:
      return g_strdup (_("it was made for another streamer"));
    case ROSTER_EXCLUSION_PUT_OFF:
      return g_strdup (_("it was put off"));
    case ROSTER_EXCLUSION_STREAMER_LEFT:
      return g_strdup (_("the streamer has left"));
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_advice_confidence_words:
 *
 * Returns: how sure the engine is, and why
 */
const char *
roster_advice_confidence_words (RosterConfidence confidence)
{
  switch (confidence)
    {
    case ROSTER_CONFIDENCE_LOW:
      return _("few own sales yet: mostly what similar streamers sell");
    case ROSTER_CONFIDENCE_MEDIUM:
      return _("own sales, but not of this category");
    case ROSTER_CONFIDENCE_HIGH:
      return _("own sales of this category");
    }

  g_return_val_if_reached (NULL);
}

/* When what is ordered today is there. */
static char *
supply_words (const RosterImprovement *improvement,
              const char              *gain,
              const char              *today)
{
  g_autofree char *amount = roster_format_count (improvement->amount);
  g_autofree char *date = date_of (improvement->ready);
  g_autofree char *day = date != NULL ? roster_format_day (date, today) : NULL;

  if (day == NULL)
    /* Translators: units and an amount of money. */
    return g_strdup_printf (_("get %s more in stock: %s more a session"), amount, gain);

  /* Translators: units, a day such as Thursday or 12 March, an amount of money. */
  return g_strdup_printf (_("order %s more today, ready %s: %s more a session"), amount, day, gain);
}

static char *
coaching_words (const RosterImprovement *improvement,
                const char              *gain,
                const char              *today)
{
  const char *title = roster_record_title (improvement->followup);
  const char *due = roster_record_text (improvement->followup, "due");
  g_autofree char *day = due != NULL ? roster_format_day (due, today) : NULL;

  if (day == NULL)
    /* Translators: what is open from coaching, and an amount of money. */
    return g_strdup_printf (_("clear “%s”: %s more a session"), title, gain);

  /* Translators: what is open from coaching, a day such as Thursday or 12 March, an amount of money. */
  return g_strdup_printf (_("clear “%s”, due %s: %s more a session"), title, day, gain);
}

/**
 * roster_advice_improvement_words:
 * @today: `YYYY-MM-DD`
 *
 * Returns: (transfer full): what would make the suggestion better; empty where nothing would
 */
char *
roster_advice_improvement_words (const RosterImprovement *improvement,
                                 const char              *today)
{
  g_autofree char *gain = NULL;
  g_autofree char *amount = NULL;

  g_return_val_if_fail (improvement != NULL && today != NULL, NULL);

  gain = roster_format_money_estimate (improvement->gain);
  switch (improvement->better)
    {
    case ROSTER_BETTER_NONE:
      return g_strdup ("");
    case ROSTER_BETTER_COACHING:
      return coaching_words (improvement, gain, today);
    case ROSTER_BETTER_RED_LINE:
      /* Translators: the title of a video and an amount of money. */
      return g_strdup_printf (_("change or take down “%s”, then clear its red line: %s more a session"),
                              roster_record_title (improvement->video), gain);
    case ROSTER_BETTER_SUPPLY:
      return supply_words (improvement, gain, today);
    case ROSTER_BETTER_PRICE:
      amount = roster_format_money (improvement->amount);
      /* Translators: two amounts of money. */
      return g_strdup_printf (_("bring the price down to %s: %s more a session at the same margin"), amount, gain);
    case ROSTER_BETTER_SAMPLE:
      /* Translators: an amount of money. */
      return g_strdup_printf (_("get the sample: %s more a session"), gain);
    case ROSTER_BETTER_MARGIN:
      return g_strdup (_("record the unit margin, which is only reckoned"));
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_advice_nothing_may_be_sold:
 *
 * Returns: whether every product is left out for everybody, so that no demand on a plan could be the obstacle
 */
gboolean
roster_advice_nothing_may_be_sold (RosterMatch *match)
{
  g_return_val_if_fail (match != NULL, FALSE);

  for (guint product = 0; product < roster_match_n_products (match); product++)
    if (roster_match_product_exclusion (match, product) == ROSTER_EXCLUSION_NONE)
      return FALSE;

  return TRUE;
}

/**
 * roster_advice_left_out_words:
 * @match: a match
 *
 * How many products are never suggested for want of a passed check (rule 10), as a sentence.
 *
 * Returns: (transfer full) (nullable): the sentence, or %NULL where all have passed
 */
char *
roster_advice_left_out_words (RosterMatch *match)
{
  guint n_unchecked = 0;

  g_return_val_if_fail (match != NULL, NULL);

  for (guint product = 0; product < roster_match_n_products (match); product++)
    {
      RosterExclusion exclusion = roster_match_product_exclusion (match, product);

      n_unchecked += exclusion == ROSTER_EXCLUSION_CHECK_FAILED || exclusion == ROSTER_EXCLUSION_CHECK_PENDING;
    }

  if (n_unchecked == 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u product is never suggested, for it has not passed its checks.",
                   "%u products are never suggested, for they have not passed their checks.", n_unchecked),
      n_unchecked);
}
