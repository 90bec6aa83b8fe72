/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"
#include "roster-template.h"

G_BEGIN_DECLS

/** The longest name of a checklist, in characters. */
#define ROSTER_CHECKLIST_MAX_NAME_LENGTH 120

/**
 * RosterChecklistFile:
 * @name: of the checklist; the English one tells checklists apart
 * @version: the version that the file was exported from; 0 for a file that was written anew
 * @sections: what a Checklist record keeps
 *
 * A checklist as a readable file: {"name": {"en": …, "zh_CN": …}, "version": …, "sections": […]}; the sections are
 * explained in roster-template.h.
 */
typedef struct
{
  RosterWords name;
  gint64 version;
  char *sections;
} RosterChecklistFile;

RosterChecklistFile *roster_checklist_file_read    (const char           *text,
                                                    GPtrArray            *faults);
void                 roster_checklist_file_free    (RosterChecklistFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterChecklistFile, roster_checklist_file_free)

void                 roster_checklist_file_fill    (RosterChecklistFile  *self,
                                                    RosterRecord         *checklist);
char                *roster_checklist_file_to_text (RosterRecord         *checklist,
                                                    GError              **error);

char                *roster_checklist_file_schema  (void);

gboolean             roster_checklist_check_change (RosterRecord         *before,
                                                    RosterRecord         *after,
                                                    GError              **error);

G_END_DECLS
