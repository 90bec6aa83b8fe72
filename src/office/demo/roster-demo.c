/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "roster-demo-catalogue.h"
#include "roster-demo-checklists.h"
#include "roster-demo-coaching.h"
#include "roster-demo-contacts.h"
#include "roster-demo-custom.h"
#include "roster-demo-days.h"
#include "roster-demo-lives.h"
#include "roster-demo-people.h"
#include "roster-demo-profiles.h"
#include "roster-demo-streamers.h"

typedef gboolean (*GiveFunc) (RosterDemoWorld *world,
                              RosterDemoStreamer *streamer,
                              GError **error);

static gboolean
parse_today (const char  *today,
             GDate       *date,
             GError     **error)
{
  guint year, month, day;
  int length = 0;

  if (sscanf (today, "%4u-%2u-%2u%n", &year, &month, &day, &length) != 3 || today[length] != '\0' || length != 10 ||
      !g_date_valid_dmy (day, month, year) || year < 1970)
    {
      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE,
                   _("“%s” is not a date such as 2026-03-01"), today);
      return FALSE;
    }

  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

static gboolean
give_books (RosterDemoWorld  *world,
            GError          **error)
{
  static const GiveFunc order[] = {
    roster_demo_give_profile,
    roster_demo_give_contacts,
    roster_demo_give_lives,
    roster_demo_give_sales,
    roster_demo_give_metrics,
    roster_demo_give_videos,
    roster_demo_give_walk_throughs,
    roster_demo_give_custom_requests,
  };
  guint end;

  /* Streamers stand book by book: one book after the other, and of each the streamers first. */
  for (guint start = 0; start < world->streamers->len; start = end)
    {
      guint book = ((RosterDemoStreamer *) world->streamers->pdata[start])->book;

      for (end = start; end < world->streamers->len; end++)
        if (((RosterDemoStreamer *) world->streamers->pdata[end])->book != book)
          break;

      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        for (guint s = start; s < end; s++)
          if (!order[i](world, world->streamers->pdata[s], error))
            return FALSE;
    }

  return TRUE;
}

/**
 * roster_demo_generate:
 * @seed: the same seed, scale and day give the same company, id for id
 * @today: the day that it is in the company, `YYYY-MM-DD`; its measures end the day before
 * @sink: takes the records and logins
 * @data: for @sink
 *
 * Makes up a company such as the trade knows: mostly part-timers, few heavy sellers, margins of tenths of a yuan,
 * factories where such factories stand, ninety days of sales with the week's rhythm, live plans.
 *
 * Returns: %FALSE where @today is no date or @sink refused
 */
gboolean
roster_demo_generate (RosterDemoScale        scale,
                      guint32                seed,
                      const char            *today,
                      const RosterDemoSink  *sink,
                      gpointer               data,
                      GError               **error)
{
  g_autoptr (RosterDemoWorld) world = NULL;
  GDate date;

  g_return_val_if_fail (today != NULL, FALSE);
  g_return_val_if_fail (sink != NULL && sink->take_record != NULL, FALSE);

  if (!parse_today (today, &date, error))
    return FALSE;

  world = roster_demo_world_new (scale, seed, &date, sink, data);
  roster_demo_plan_people (world);
  roster_demo_plan_catalogue (world);
  roster_demo_plan_streamers (world);
  roster_demo_plan_days (world);

  return roster_demo_give_people (world, error) &&
         roster_demo_give_catalogue (world, error) &&
         roster_demo_give_checklists (world, error) &&
         give_books (world, error);
}
