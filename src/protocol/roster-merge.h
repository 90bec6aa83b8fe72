/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"

G_BEGIN_DECLS

/**
 * RosterClash:
 * @field: the field that both sides changed
 * @map_key: (nullable): the key, where the field is a map
 * @mine: (nullable): the value on this side, %NULL where it was removed; of a map's key, a string that holds JSON
 * @theirs: (nullable): the value on the other side, likewise
 *
 * Two changes of which only one can stand.
 */
typedef struct
{
  const RosterField *field;
  char *map_key;
  GVariant *mine;
  GVariant *theirs;
} RosterClash;

void          roster_clash_free          (RosterClash   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterClash, roster_clash_free)

char         *roster_clash_mine_json     (RosterClash   *self);
char         *roster_clash_theirs_json   (RosterClash   *self);

RosterRecord *roster_merge_records       (RosterRecord  *base,
                                          RosterRecord  *mine,
                                          RosterRecord  *theirs,
                                          GPtrArray    **clashes);
RosterRecord *roster_merge_common        (RosterRecord  *base,
                                          RosterRecord  *sent,
                                          RosterRecord  *theirs);

G_END_DECLS
