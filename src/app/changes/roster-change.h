/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-outbox.h"

G_BEGIN_DECLS

/**
 * RosterFieldChange:
 * @label: the field, as a person reads it
 * @before: its value before, in words; empty where it had none
 * @after: its value now
 */
typedef struct
{
  char *label;
  char *before;
  char *after;
} RosterFieldChange;

GPtrArray              *roster_field_changes_between (RosterCache   *cache,
                                                      RosterRecord  *before,
                                                      RosterRecord  *after);
char                   *roster_field_changes_to_text (GPtrArray     *fields,
                                                      guint          limit,
                                                      const char    *separator);

#define ROSTER_TYPE_CHANGE (roster_change_get_type ())
G_DECLARE_FINAL_TYPE (RosterChange, roster_change, ROSTER, CHANGE, GObject)

/* One entry of the outbox in a person's words: what the changes page lists. */
RosterChange           *roster_change_new         (RosterCache    *cache,
                                                   RosterPending  *pending);

const RosterRecordType *roster_change_type        (RosterChange   *self);
const char             *roster_change_id          (RosterChange   *self);
const char             *roster_change_title       (RosterChange   *self);
RosterOperation         roster_change_operation   (RosterChange   *self);
RosterPendingState      roster_change_state       (RosterChange   *self);
gint64                  roster_change_since       (RosterChange   *self);
const char             *roster_change_reason      (RosterChange   *self);
GPtrArray              *roster_change_fields      (RosterChange   *self);
RosterRecord           *roster_change_current     (RosterChange   *self);
char                   *roster_change_dup_kind    (RosterChange   *self);

gboolean                roster_change_equal       (RosterChange   *a,
                                                   RosterChange   *b);

G_END_DECLS
