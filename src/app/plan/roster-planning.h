/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"
#include "roster-plan-choices.h"
#include "roster-plan.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PLANNING (roster_planning_get_type ())
G_DECLARE_FINAL_TYPE (RosterPlanning, roster_planning, ROSTER, PLANNING, GObject)

/**
 * RosterPlanningState:
 * @ROSTER_PLANNING_READING: nothing is known yet
 * @ROSTER_PLANNING_NO_STREAMERS: there is nobody to plan for
 * @ROSTER_PLANNING_NO_PRODUCTS: there is nothing to plan
 * @ROSTER_PLANNING_READY: there is something to plan, see roster_planning_plan()
 *
 * How far planning has come.
 */
typedef enum
{
  ROSTER_PLANNING_READING,
  ROSTER_PLANNING_NO_STREAMERS,
  ROSTER_PLANNING_NO_PRODUCTS,
  ROSTER_PLANNING_READY,
  ROSTER_PLANNING_FAILED,
} RosterPlanningState;

/*
 * The plan of a book for the coming week, solved in a thread of its own: once for each exposure floor, the chosen one
 * first, so that moving the floor afterwards costs nothing and its price is known (rule 11). Solved again when a pair
 * is locked or banned and when what it stands on changes; what a person chose stays for a week.
 *
 * Signal: changed (), when there is something new to show
 */
RosterPlanning      *roster_planning_new         (RosterContext     *context);
void                 roster_planning_start       (RosterPlanning    *self);
void                 roster_planning_rest        (RosterPlanning    *self);
void                 roster_planning_stop        (RosterPlanning    *self);

RosterPlanningState  roster_planning_state       (RosterPlanning    *self);
const char          *roster_planning_failure     (RosterPlanning    *self);
gboolean             roster_planning_is_running  (RosterPlanning    *self);
gboolean             roster_planning_is_stopped  (RosterPlanning    *self);
gboolean             roster_planning_is_settled  (RosterPlanning    *self);
void                 roster_planning_progress    (RosterPlanning    *self,
                                                  guint             *n_done,
                                                  guint             *n_all);

RosterMatch         *roster_planning_match       (RosterPlanning    *self);
const RosterPlan    *roster_planning_plan        (RosterPlanning    *self);
const RosterPlan    *roster_planning_plan_at     (RosterPlanning    *self,
                                                  guint              floor);

guint                roster_planning_floor       (RosterPlanning    *self);
void                 roster_planning_set_floor   (RosterPlanning    *self,
                                                  guint              floor);
guint                roster_planning_most        (RosterPlanning    *self);

GPtrArray           *roster_planning_books       (RosterPlanning    *self);
guint                roster_planning_book        (RosterPlanning    *self);
void                 roster_planning_set_book    (RosterPlanning    *self,
                                                  guint              book);
gboolean             roster_planning_is_read_only (RosterPlanning   *self);
guint                roster_planning_n_lives     (RosterPlanning    *self,
                                                  const char        *streamer);

RosterPlanChoice     roster_planning_choice      (RosterPlanning    *self,
                                                  const char        *streamer,
                                                  const char        *product);
void                 roster_planning_choose      (RosterPlanning    *self,
                                                  const char        *streamer,
                                                  const char        *product,
                                                  RosterPlanChoice   choice);
void                 roster_planning_release_all (RosterPlanning    *self);
GArray              *roster_planning_pins        (RosterPlanning    *self);

G_END_DECLS
