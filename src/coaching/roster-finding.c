/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-check.h"

#include <string.h>

#include "roster-format.h"
#include "roster-money.h"

static const char *const verdict_nicks[] = {
  [ROSTER_VERDICT_UNKNOWN] = "unknown",
  [ROSTER_VERDICT_PASS] = "pass",
  [ROSTER_VERDICT_FAIL] = "fail",
};

/**
 * roster_finding_copy:
 *
 * Returns: (transfer full) (nullable): a copy
 */
RosterFinding *
roster_finding_copy (const RosterFinding *self)
{
  RosterFinding *copy;

  if (self == NULL)
    return NULL;

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  return copy;
}

void
roster_finding_free (RosterFinding *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

/* A number of minutes in words. */
static char *
duration (RosterLanguage language,
          gint64         minutes)
{
  if (minutes % 60 == 0)
    return g_strdup_printf (roster_language_text (language, "%d h"), (int) (minutes / 60));
  if (minutes < 60)
    return g_strdup_printf (roster_language_text (language, "%d min"), (int) minutes);

  return g_strdup_printf (roster_language_text (language, "%d h %d min"), (int) (minutes / 60), (int) (minutes % 60));
}

/* @scaled has @decimals of them; only one is shown, and none where it is zero. */
static char *
one_decimal (gint64 scaled,
             guint  decimals)
{
  gint64 unit = 1;

  for (guint i = 1; i < decimals; i++)
    unit *= 10;

  return roster_decimal_to_text ((scaled + unit / 2) / unit, 1);
}

static char *
words_for_name (const RosterFinding *self,
                RosterLanguage       language)
{
  if (self->check == ROSTER_CHECK_BIO_THANKS)
    return self->verdict == ROSTER_VERDICT_PASS
               ? g_strdup (roster_language_text (language, "the bio thanks the platform"))
               : g_strdup_printf (roster_language_text (language, "the bio does not say “%s”"), self->text);

  /* Translators: %s is a word that an account's name must not hold. */
  return self->text != NULL ? g_strdup_printf (roster_language_text (language, "the name holds “%s”"), self->text)
                            : g_strdup (roster_language_text (language, "the name holds no shop word"));
}

static char *
words_for_videos (const RosterFinding *self,
                  RosterLanguage       language,
                  const char          *measure)
{
  /* Translators: %s is a measure such as “completion 64%”. */
  return g_strdup_printf (roster_language_plural (language, "%s over %d video with enough plays",
                                                  "%s over %d videos with enough plays", (gulong) self->counted),
                          measure, (int) self->counted);
}

static char *
words_for_live_week (const RosterFinding *self,
                     RosterLanguage       language)
{
  g_autofree char *held = duration (language, self->measure), *owed = duration (language, self->limit);

  /* Translators: both are durations, such as “4 h 10 min”. */
  return g_strdup_printf (roster_language_text (language, "live %s of %s this week"), held, owed);
}

static char *
words_for_length (const RosterFinding *self,
                  RosterLanguage       language)
{
  g_autofree char *length = one_decimal (self->measure, 3), *ideal = one_decimal (self->limit, 3);

  return g_strdup_printf (roster_language_plural (language, "%d video, usually %s s long; %s s is ideal",
                                                  "%d videos, usually %s s long; %s s is ideal",
                                                  (gulong) self->counted),
                          (int) self->counted, length, ideal);
}

static char *
words_for_duplicates (const RosterFinding *self,
                      RosterLanguage       language)
{
  if (self->measure == 0)
    return g_strdup_printf (roster_language_plural (language, "%d video, no repost", "%d videos, no repost",
                                                    (gulong) self->counted),
                            (int) self->counted);

  return g_strdup_printf (roster_language_plural (language, "%d of %d videos is a repost: %s",
                                                  "%d of %d videos are reposts, such as %s", (gulong) self->measure),
                          (int) self->measure, (int) self->counted, self->text != NULL ? self->text : "–");
}

/**
 * roster_finding_words:
 *
 * Returns: (transfer full): the evidence as a person reads it
 */
char *
roster_finding_words (const RosterFinding *self,
                      RosterLanguage       language)
{
  g_autofree char *number = NULL, *measure = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->verdict == ROSTER_VERDICT_UNKNOWN)
    return g_strdup (roster_language_text (language, "there is no data for it yet"));

  switch (self->check)
    {
    case ROSTER_CHECK_SHOP_WORDS:
    case ROSTER_CHECK_BIO_THANKS:
      return words_for_name (self, language);
    case ROSTER_CHECK_FANS:
      number = g_strdup_printf ("%" G_GINT64_FORMAT, self->measure);
      /* Translators: a number of followers, and how many are enough to go live. */
      return g_strdup_printf (roster_language_text (language, "%s followers, %d are enough to go live"), number,
                              (int) self->limit);
    case ROSTER_CHECK_LIVE_WEEK:
      return words_for_live_week (self, language);
    case ROSTER_CHECK_COMPLETION:
      number = roster_format_rate (self->measure);
      /* Translators: %s is a percentage. */
      measure = g_strdup_printf (roster_language_text (language, "completion %s"), number);
      return words_for_videos (self, language, measure);
    case ROSTER_CHECK_PLAYS_PER_LIKE:
      number = one_decimal (self->measure, 3);
      measure = g_strdup_printf (roster_language_text (language, "%s plays for each like"), number);
      return words_for_videos (self, language, measure);
    case ROSTER_CHECK_HEAT:
      measure = g_strdup_printf (roster_language_text (language, "heat %d"), (int) self->measure);
      return words_for_videos (self, language, measure);
    case ROSTER_CHECK_VIDEO_LENGTH:
      return words_for_length (self, language);
    case ROSTER_CHECK_DUPLICATES:
      return words_for_duplicates (self, language);
    case ROSTER_CHECK_NONE:
    case ROSTER_N_CHECKS:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_finding_to_json:
 *
 * Returns: (transfer full): how it is kept with an answer
 */
JsonNode *
roster_finding_to_json (const RosterFinding *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "check", roster_check_to_nick (self->check));
  json_object_set_string_member (object, "verdict", verdict_nicks[self->verdict]);
  json_object_set_int_member (object, "measure", self->measure);
  json_object_set_int_member (object, "limit", self->limit);
  json_object_set_int_member (object, "counted", self->counted);
  if (self->text != NULL)
    json_object_set_string_member (object, "text", self->text);
  json_node_set_object (node, object);
  return node;
}

static gint64
number_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

/**
 * roster_finding_from_json:
 * @node: what roster_finding_to_json() gave
 *
 * Returns: (transfer full) (nullable): the finding; %NULL where a newer program found what this one cannot read
 */
RosterFinding *
roster_finding_from_json (JsonNode *node)
{
  JsonObject *object;
  const char *check, *verdict;
  RosterFinding *self;
  guint c, v;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  check = json_object_get_string_member_with_default (object, "check", "");
  verdict = json_object_get_string_member_with_default (object, "verdict", "");
  for (c = ROSTER_CHECK_NONE + 1; c < ROSTER_N_CHECKS && g_strcmp0 (roster_check_to_nick (c), check) != 0; c++)
    ;
  for (v = 0; v < G_N_ELEMENTS (verdict_nicks) && g_strcmp0 (verdict_nicks[v], verdict) != 0; v++)
    ;
  if (c == ROSTER_N_CHECKS || v == G_N_ELEMENTS (verdict_nicks))
    return NULL;

  self = g_new0 (RosterFinding, 1);
  self->check = c;
  self->verdict = v;
  self->measure = number_member (object, "measure");
  self->limit = number_member (object, "limit");
  self->counted = number_member (object, "counted");
  self->text = g_strdup (json_object_get_string_member_with_default (object, "text", NULL));
  return self;
}
