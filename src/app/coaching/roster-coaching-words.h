/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-language.h"
#include "roster-score.h"

G_BEGIN_DECLS

/* How the pages of coaching put things into words. */
const char *roster_coaching_checklist_name    (RosterRecord         *checklist);
const char *roster_coaching_checklist_name_in (RosterRecord         *checklist,
                                               RosterLanguage        language);
char       *roster_coaching_result_words      (gint64                result);
char       *roster_coaching_difference_words  (gint64                result,
                                               gint64                before);
char       *roster_coaching_cap_words         (RosterRecord         *walkthrough,
                                               const RosterScore    *score,
                                               RosterLanguage        language);
char       *roster_coaching_weakest_words     (RosterTemplate       *template,
                                               guint                 section,
                                               RosterLanguage        language);
char       *roster_coaching_amendment_words   (RosterWalk           *walk,
                                               guint                 index,
                                               RosterLanguage        language);
char       *roster_coaching_answer_lines      (RosterWalk           *walk,
                                               guint                 index);
char       *roster_coaching_signed_words      (RosterWalk           *walk,
                                               const RosterScore    *score,
                                               RosterLanguage        language);
char       *roster_coaching_answer_words      (const RosterItem     *item,
                                               const RosterAnswer   *answer,
                                               RosterLanguage        language);

G_END_DECLS
