/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-check.h"

G_BEGIN_DECLS

/** The longest comment, reason or answer in words, in characters. */
#define ROSTER_MAX_ANSWER_LENGTH 2000

/**
 * RosterAnswerState:
 * @ROSTER_ANSWER_OPEN: nobody has answered
 * @ROSTER_ANSWER_GIVEN: there is a value, or a text
 * @ROSTER_ANSWER_NOT_APPLICABLE: the item does not concern this streamer
 */
typedef enum
{
  ROSTER_ANSWER_OPEN,
  ROSTER_ANSWER_GIVEN,
  ROSTER_ANSWER_NOT_APPLICABLE,
} RosterAnswerState;

/**
 * RosterAnswer:
 * @state: whether it is answered
 * @value: 1 or 0 for yes or no, a level, or a number
 * @text: (nullable): the answer to an item of words
 * @comment: (nullable): what the trainer adds
 * @finding: (nullable): what the automatic check said when it was answered
 * @reason: (nullable): why a person overruled the check
 * @by: (nullable): the id of the person who answered
 * @at: when, in milliseconds UTC
 *
 * The answer to one item. It is kept in the Walkthrough record's map of answers under the item's id, so that the
 * answers of two people merge item by item. Photos are not part of it, see roster-walk-photo.h.
 */
typedef struct
{
  RosterAnswerState state;
  gint64 value;
  char *text;
  char *comment;
  RosterFinding *finding;
  char *reason;
  char *by;
  gint64 at;
} RosterAnswer;

RosterAnswer *roster_answer_new          (void);
RosterAnswer *roster_answer_copy         (const RosterAnswer   *self);
void          roster_answer_free         (RosterAnswer         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterAnswer, roster_answer_free)

RosterAnswer *roster_answer_from_finding (const RosterItem     *item,
                                          const RosterFinding  *finding);
RosterAnswer *roster_answer_from_json    (const RosterItem     *item,
                                          const char           *json,
                                          GError              **error);
char         *roster_answer_to_json      (const RosterItem     *item,
                                          const RosterAnswer   *self);
gboolean      roster_answer_check        (const RosterItem     *item,
                                          const RosterAnswer   *self,
                                          GError              **error);

int           roster_answer_points       (const RosterItem     *item,
                                          const RosterAnswer   *self);
gboolean      roster_answer_fails        (const RosterItem     *item,
                                          const RosterAnswer   *self);
gboolean      roster_answer_overrules    (const RosterItem     *item,
                                          const RosterAnswer   *self);

G_END_DECLS
