/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"
#include "roster-walk.h"

G_BEGIN_DECLS

/**
 * RosterWalkAction:
 *
 * What a person does to a walk-through.
 */
typedef enum
{
  ROSTER_WALK_ANSWER,
  ROSTER_WALK_FINISH,
  ROSTER_WALK_REOPEN,
  ROSTER_WALK_SIGN,
  ROSTER_WALK_AMEND,
  ROSTER_WALK_ADD_PHOTO,
  ROSTER_WALK_REMOVE_PHOTO,
} RosterWalkAction;

/**
 * RosterWalkChange:
 * @action: what is done
 * @id: to which walk-through
 * @template: what it is read with
 * @label: names the step in the history
 * @index: the item that is answered, amended or photographed
 * @cursor: where the walk-through goes on
 * @answer: (nullable): of an answer or amendment
 * @side: who signs
 * @name: (nullable): the name of who signs
 * @strokes: (nullable): what was drawn
 * @reason: (nullable): of an amendment
 * @photo: (nullable): the name of a photo that is added or taken away; one that is added lies in the cache's folder
 * @person: (nullable): the id of who adds it
 * @step: (out): the step of the journal that undoes the change; 0 where nothing had to change
 *
 * One thing that a person does, to be written in the store's thread.
 */
typedef struct
{
  RosterWalkAction action;
  char *id;
  RosterTemplate *template;
  char *label;
  guint index;
  guint cursor;
  RosterAnswer *answer;
  RosterSigner side;
  char *name;
  char *strokes;
  char *reason;
  char *photo;
  char *person;
  gint64 step;
} RosterWalkChange;

RosterWalkChange *roster_walk_change_new   (RosterWalkAction   action,
                                            RosterWalk        *walk,
                                            const char        *label);
void              roster_walk_change_free  (RosterWalkChange  *self);

RosterRecord     *roster_walk_change_write (RosterCache       *cache,
                                            RosterWalkChange  *self,
                                            GError           **error);

gint64            roster_walk_give_up      (RosterCache       *cache,
                                            const char        *id,
                                            const char        *reason,
                                            const char        *label,
                                            GError           **error);

char             *roster_walk_read_cursor  (RosterCache       *cache,
                                            const char        *id);
gboolean          roster_walk_write_cursor (RosterCache       *cache,
                                            const char        *id,
                                            const char        *item,
                                            GError           **error);

G_END_DECLS
