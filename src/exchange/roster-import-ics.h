/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-import-plan.h"

G_BEGIN_DECLS

/** The longest calendar that is read, in bytes. */
#define ROSTER_ICS_LIMIT (8 << 20)

/**
 * RosterIcsContext:
 * @lives: (element-type RosterRecord): the lives there are
 * @streamers: (element-type RosterRecord): who may hold them
 * @zone: the IANA name of the zone of times that name none
 *
 * What a calendar does not say.
 */
typedef struct
{
  GPtrArray *lives;
  GPtrArray *streamers;
  const char *zone;
} RosterIcsContext;

GPtrArray  *roster_import_ics         (GBytes                  *bytes,
                                       const RosterIcsContext  *context,
                                       GError                 **error);
RosterEdit *roster_import_ics_to_edit (GPtrArray               *rows,
                                       const char              *label);
char       *roster_ics_zone           (const char              *name);

void        roster_ics_row_free       (RosterImportRow         *row);

G_END_DECLS
