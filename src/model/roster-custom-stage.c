/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-custom-stage.h"

#include "roster-rules.h"

/* When each stage began, and who is waited for in it until somebody says otherwise. */
static const struct
{
  const char *nick;
  const char *since;
  const char *waiting_for;
} stages[] = {
  [ROSTER_CUSTOM_IDEA] = { "idea", "ideaOn", "streamer" },
  [ROSTER_CUSTOM_DESIGN] = { "design", "designOn", "factory" },
  [ROSTER_CUSTOM_SAMPLE] = { "sample", "sampleOn", "factory" },
  [ROSTER_CUSTOM_CHECKS] = { "checks", "checksOn", "office" },
  [ROSTER_CUSTOM_LISTED] = { "listed", "listedOn", NULL },
  [ROSTER_CUSTOM_DROPPED] = { "dropped", "droppedOn", NULL },
};

/**
 * roster_custom_request_stage:
 *
 * Returns: the stage of a CustomRequest; a new one is an idea
 */
RosterCustomStage
roster_custom_request_stage (RosterRecord *request)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (request), ROSTER_CUSTOM_IDEA);

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (roster_record_text (request, "stage"), stages[i].nick) == 0)
      return i;

  return ROSTER_CUSTOM_IDEA;
}

/**
 * roster_custom_request_is_open:
 *
 * Returns: whether there is something left to make
 */
gboolean
roster_custom_request_is_open (RosterRecord *request)
{
  return roster_custom_request_stage (request) < ROSTER_CUSTOM_LISTED;
}

/**
 * roster_custom_request_reached:
 *
 * Returns: the furthest stage on the way to a product; of a dropped request the one that it was dropped in
 */
RosterCustomStage
roster_custom_request_reached (RosterRecord *request)
{
  RosterCustomStage stage = roster_custom_request_stage (request);

  if (stage != ROSTER_CUSTOM_DROPPED)
    return stage;

  for (stage = ROSTER_CUSTOM_CHECKS; stage > ROSTER_CUSTOM_IDEA; stage--)
    if (roster_record_has (request, stages[stage].since))
      return stage;

  return ROSTER_CUSTOM_IDEA;
}

/**
 * roster_custom_request_waiting_for:
 *
 * Returns: (nullable): who has to do something, as the field's choice; %NULL where nothing is left to do
 */
const char *
roster_custom_request_waiting_for (RosterRecord *request)
{
  const char *party;

  g_return_val_if_fail (ROSTER_IS_RECORD (request), NULL);

  if (!roster_custom_request_is_open (request))
    return NULL;

  party = roster_record_text (request, "waitingFor");
  return party != NULL ? party : stages[roster_custom_request_stage (request)].waiting_for;
}

/**
 * roster_custom_request_since:
 *
 * Returns: (nullable): the day since when it is waited for, or on which it was listed or dropped
 */
const char *
roster_custom_request_since (RosterRecord *request)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (request), NULL);

  if (roster_custom_request_is_open (request) && roster_record_has (request, "waitingSince"))
    return roster_record_text (request, "waitingSince");

  return roster_record_text (request, stages[roster_custom_request_stage (request)].since);
}

/**
 * roster_custom_request_is_overdue:
 * @today: `YYYY-MM-DD`
 *
 * Returns: whether somebody should have done their part before @today
 */
gboolean
roster_custom_request_is_overdue (RosterRecord *request,
                                  const char   *today)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (request), FALSE);
  g_return_val_if_fail (today != NULL, FALSE);

  return roster_custom_request_is_open (request) && roster_record_has (request, "due") &&
         g_strcmp0 (roster_record_text (request, "due"), today) < 0;
}

/**
 * roster_custom_request_may_move:
 *
 * One stage on or back at a time, so that no step is skipped; what is open may be dropped, and what was dropped goes on
 * where it stopped. Whether the last step may be taken is the affair of roster_custom_request_obstacle() besides.
 */
gboolean
roster_custom_request_may_move (RosterRecord      *request,
                                RosterCustomStage  to)
{
  RosterCustomStage from = roster_custom_request_stage (request);

  if (from == ROSTER_CUSTOM_DROPPED)
    return to == roster_custom_request_reached (request);
  if (to == ROSTER_CUSTOM_DROPPED)
    return roster_custom_request_is_open (request);

  return to == from + 1 || to + 1 == from;
}

/**
 * roster_custom_request_obstacle:
 * @product: (nullable): the Product that the request names
 *
 * Returns: what keeps the request from being listed; rule 10 and the one place per fact
 */
RosterCustomObstacle
roster_custom_request_obstacle (RosterRecord *request,
                                RosterRecord *product)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (request), ROSTER_CUSTOM_NO_PRODUCT);

  if (product == NULL || g_strcmp0 (roster_record_text (request, "product"), roster_record_id (product)) != 0)
    return ROSTER_CUSTOM_NO_PRODUCT;
  if (g_strcmp0 (roster_record_text (request, "streamer"), roster_record_text (product, "customFor")) != 0)
    return ROSTER_CUSTOM_FOR_ANOTHER;
  if (!roster_product_may_be_matched (product))
    return ROSTER_CUSTOM_UNCHECKED;
  if (g_strcmp0 (roster_record_text (product, "customStage"), "listed") != 0)
    return ROSTER_CUSTOM_NOT_LISTED;

  return ROSTER_CUSTOM_CLEAR;
}

/**
 * roster_custom_request_move:
 * @to: where roster_custom_request_may_move() lets it
 * @today: `YYYY-MM-DD`
 *
 * Changes @request: the stage begins today, the next party is waited for, and the due date of the stage before is over.
 * What is gone back on has no date any more, so that the dates always tell one way from idea to here.
 */
void
roster_custom_request_move (RosterRecord      *request,
                            RosterCustomStage  to,
                            const char        *today)
{
  g_return_if_fail (roster_custom_request_may_move (request, to));
  g_return_if_fail (today != NULL);

  for (RosterCustomStage later = to + 1; later <= ROSTER_CUSTOM_DROPPED; later++)
    roster_record_set (request, stages[later].since, NULL);
  if (to != ROSTER_CUSTOM_DROPPED)
    roster_record_set (request, "dropReason", NULL);
  if (!roster_record_has (request, stages[to].since))
    roster_record_set_text (request, stages[to].since, today);

  roster_record_set_text (request, "stage", stages[to].nick);
  roster_record_set_text (request, "waitingFor", stages[to].waiting_for);
  if (stages[to].waiting_for != NULL)
    roster_record_set_text (request, "waitingSince", today);
  else
    roster_record_set (request, "waitingSince", NULL);
  roster_record_set (request, "due", NULL);
}
