/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_WATCH (roster_record_watch_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecordWatch, roster_record_watch, ROSTER, RECORD_WATCH, GObject)

/**
 * RosterMark:
 * @ROSTER_MARK_NONE: as the office has it
 * @ROSTER_MARK_WAITING: changed here, not confirmed by the office
 * @ROSTER_MARK_CONFLICT: changed here and there; a person has to choose
 *
 * How a field stands with the office.
 */
typedef enum
{
  ROSTER_MARK_NONE,
  ROSTER_MARK_WAITING,
  ROSTER_MARK_CONFLICT,
} RosterMark;

/*
 * One record and how it stands with the office, kept up to date.
 *
 * Signal: changed (), when there is something new to show, or the record is gone.
 */
RosterRecordWatch      *roster_record_watch_new       (RosterContext           *context,
                                                       const RosterRecordType  *type);
void                    roster_record_watch_set_id    (RosterRecordWatch       *self,
                                                       const char              *id);
RosterRecord           *roster_record_watch_record    (RosterRecordWatch       *self);
RosterMark              roster_record_watch_mark      (RosterRecordWatch       *self,
                                                       const char              *field);
gboolean                roster_record_watch_read_only (RosterRecordWatch       *self);

G_END_DECLS
