/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterConflictKind:
 * @ROSTER_CONFLICT_FIELD: both sides changed the same field (or the same key of a map)
 * @ROSTER_CONFLICT_DELETED_THERE: changed here, deleted at the office
 * @ROSTER_CONFLICT_DELETED_HERE: deleted here, changed at the office
 */
typedef enum
{
  ROSTER_CONFLICT_FIELD,
  ROSTER_CONFLICT_DELETED_THERE,
  ROSTER_CONFLICT_DELETED_HERE,
} RosterConflictKind;

/**
 * RosterConflict:
 * @number: the conflict's number
 * @key: the record
 * @account: the account that owns it
 * @title: the record's title, for a person
 * @kind: what clashed
 * @field: (nullable): the field; %NULL unless @kind is %ROSTER_CONFLICT_FIELD
 * @map_key: (nullable): the key, where the field is a map
 * @mine: (nullable): the value here, in JSON; of a deletion conflict the whole record
 * @theirs: (nullable): the value at the office, in JSON; of a deletion conflict the whole record
 * @mine_at: when it was edited here, milliseconds UTC
 * @theirs_at: when it was edited there
 * @theirs_by: (nullable): who edited it there
 *
 * A clash that only a person can settle. Of a field, the record holds the office's value meanwhile; of a deletion, the
 * record stays as it is here.
 */
typedef struct
{
  gint64 number;
  RosterRecordKey *key;
  char *account;
  char *title;
  RosterConflictKind kind;
  char *field;
  char *map_key;
  char *mine;
  char *theirs;
  gint64 mine_at;
  gint64 theirs_at;
  char *theirs_by;
} RosterConflict;

void            roster_conflict_free        (RosterConflict         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterConflict, roster_conflict_free)

/**
 * RosterSide:
 *
 * Which side of a conflict a person takes.
 */
typedef enum
{
  ROSTER_SIDE_MINE,
  ROSTER_SIDE_THEIRS,
} RosterSide;

GPtrArray      *roster_cache_list_conflicts   (RosterCache             *self,
                                               GError                 **error);
gboolean        roster_cache_resolve_conflicts (RosterCache            *self,
                                               const gint64            *numbers,
                                               guint                    n_numbers,
                                               RosterSide               side,
                                               GError                 **error);
gboolean        roster_cache_resolve_conflict (RosterCache             *self,
                                               gint64                   number,
                                               RosterSide               side,
                                               GError                 **error);

/* What the sync does; inside a transaction that the sync opens. */
gboolean        roster_cache_add_conflict     (RosterCache             *self,
                                               const RosterConflict    *conflict,
                                               GError                 **error);
gboolean        roster_cache_withdraw_conflict (RosterCache            *self,
                                               const RosterRecordType  *type,
                                               const char              *id,
                                               RosterConflictKind       kind,
                                               GError                 **error);

G_END_DECLS
