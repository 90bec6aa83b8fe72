/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROSTER_COACHING_ERROR (roster_coaching_error_quark ())
GQuark roster_coaching_error_quark (void);

/**
 * RosterCoachingError:
 * @ROSTER_COACHING_ERROR_TEMPLATE: a checklist's document is not one
 * @ROSTER_COACHING_ERROR_ANSWER: an answer does not fit its item
 * @ROSTER_COACHING_ERROR_INCOMPLETE: a critical item is not answered
 * @ROSTER_COACHING_ERROR_FROZEN: a signed walk-through takes amendments only
 */
typedef enum
{
  ROSTER_COACHING_ERROR_TEMPLATE,
  ROSTER_COACHING_ERROR_ANSWER,
  ROSTER_COACHING_ERROR_INCOMPLETE,
  ROSTER_COACHING_ERROR_FROZEN,
} RosterCoachingError;

/**
 * RosterItemKind:
 * @ROSTER_ITEM_YES_NO: yes or no
 * @ROSTER_ITEM_SCALE: a level from 0 to 4, each in words
 * @ROSTER_ITEM_NUMBER: a whole number
 * @ROSTER_ITEM_TEXT: words; nothing to score
 * @ROSTER_ITEM_PHOTO: photos that show it; yes or no where a person says so
 *
 * How an item is answered.
 */
typedef enum
{
  ROSTER_ITEM_YES_NO,
  ROSTER_ITEM_SCALE,
  ROSTER_ITEM_NUMBER,
  ROSTER_ITEM_TEXT,
  ROSTER_ITEM_PHOTO,
} RosterItemKind;

/**
 * RosterLine:
 * @ROSTER_LINE_NONE: an item like others
 * @ROSTER_LINE_YELLOW: failing it caps the result at the yellow cap
 * @ROSTER_LINE_RED: failing it caps the result at the red cap
 *
 * How critical an item is (rule 26).
 */
typedef enum
{
  ROSTER_LINE_NONE,
  ROSTER_LINE_YELLOW,
  ROSTER_LINE_RED,
} RosterLine;

/**
 * RosterCheck:
 * @ROSTER_CHECK_NONE: a person answers the item
 * @ROSTER_CHECK_SHOP_WORDS: the name holds no shop words (rule 17)
 * @ROSTER_CHECK_BIO_THANKS: the bio thanks the platform (rule 19)
 * @ROSTER_CHECK_FANS: there are fans enough to go live (rule 23)
 * @ROSTER_CHECK_LIVE_WEEK: minutes live in the last seven days (rule 24)
 * @ROSTER_CHECK_COMPLETION: the completion rate of the videos that may be judged (rules 13 and 14)
 * @ROSTER_CHECK_PLAYS_PER_LIKE: their plays for each like (rules 13 and 14)
 * @ROSTER_CHECK_HEAT: their heat (rules 12 and 14)
 * @ROSTER_CHECK_VIDEO_LENGTH: the usual length of the videos (rule 15)
 * @ROSTER_CHECK_DUPLICATES: no reposts (rule 16)
 *
 * What can answer an item from data; see roster-check.h.
 */
typedef enum
{
  ROSTER_CHECK_NONE,
  ROSTER_CHECK_SHOP_WORDS,
  ROSTER_CHECK_BIO_THANKS,
  ROSTER_CHECK_FANS,
  ROSTER_CHECK_LIVE_WEEK,
  ROSTER_CHECK_COMPLETION,
  ROSTER_CHECK_PLAYS_PER_LIKE,
  ROSTER_CHECK_HEAT,
  ROSTER_CHECK_VIDEO_LENGTH,
  ROSTER_CHECK_DUPLICATES,
  ROSTER_N_CHECKS,
} RosterCheck;

/** A scale has the levels 0 to 4. */
#define ROSTER_N_LEVELS 5

/** The greatest weight of an item. */
#define ROSTER_MAX_WEIGHT 10

/** How many items a checklist may have. */
#define ROSTER_MAX_ITEMS 500

/**
 * RosterWords:
 * @english: (nullable): as a person reads it in English
 * @chinese: (nullable): as a person reads it in zh_CN
 *
 * A text of a checklist; either both are there or neither.
 */
typedef struct
{
  char *english;
  char *chinese;
} RosterWords;

/**
 * RosterRange:
 *
 * Whole numbers from @from to @to, both included.
 */
typedef struct
{
  gint64 from;
  gint64 to;
} RosterRange;

/**
 * RosterItem:
 * @id: names the item in answers, the same in every version of the checklist
 * @section: the index of its section
 * @kind: how it is answered
 * @weight: how much it counts, 0 to %ROSTER_MAX_WEIGHT; texts and numbers without a good range have 0
 * @line: whether it is critical
 * @check: what can answer it from data
 * @text: what is to be looked at
 * @guidance: how to look at it, and what to say
 * @levels: of a scale, from 0 to 4
 * @unit: of a number
 * @range: of a number: what may be entered
 * @good: of a number: what gets all points; empty (from > to) where it is not scored
 * @fair: of a number: what gets half of them; empty where there is none
 * @follow_up: the task that a failed answer creates; without it the item's text is the task
 * @follow_up_days: in how many days it is due; 0 for the rules' number
 *
 * One item of a checklist.
 */
typedef struct
{
  char *id;
  guint section;
  RosterItemKind kind;
  guint weight;
  RosterLine line;
  RosterCheck check;
  RosterWords text;
  RosterWords guidance;
  RosterWords levels[ROSTER_N_LEVELS];
  RosterWords unit;
  RosterRange range;
  RosterRange good;
  RosterRange fair;
  RosterWords follow_up;
  guint follow_up_days;
} RosterItem;

/**
 * RosterSection:
 *
 * A section of a checklist: @n_items items from @first_item on.
 */
typedef struct
{
  char *id;
  RosterWords title;
  guint first_item;
  guint n_items;
} RosterSection;

/*
 * What a Checklist record's sections say, checked and ready for use. Never changes once made, so it may go from thread
 * to thread. The document is an array of sections:
 *
 *   [{"id": "name", "title": {"en": "Name", "zh_CN": "名称"}, "items": [
 *     {"id": "no-shop-words", "kind": "yes-no", "weight": 3, "critical": "yellow", "check": "shop-words",
 *      "text": {"en": "…", "zh_CN": "…"}, "guidance": {"en": "…", "zh_CN": "…"},
 *      "followUp": {"text": {"en": "…", "zh_CN": "…"}, "days": 3}},
 *     {"id": "light", "kind": "scale", "levels": [{"en": "…", "zh_CN": "…"}, … five of them]},
 *     {"id": "fans", "kind": "number", "range": [0, 100000], "good": [6, 100000], "fair": [1, 5],
 *      "unit": {"en": "fans", "zh_CN": "人"}}]}]
 */
typedef struct _RosterTemplate RosterTemplate;

RosterTemplate      *roster_template_new          (const char            *sections,
                                                   GError               **error);
GPtrArray           *roster_template_faults       (const char            *sections);
RosterTemplate      *roster_template_ref          (RosterTemplate        *self);
void                 roster_template_unref        (RosterTemplate        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterTemplate, roster_template_unref)

guint                roster_template_n_sections   (const RosterTemplate  *self);
const RosterSection *roster_template_section      (const RosterTemplate  *self,
                                                   guint                  index);
guint                roster_template_n_items      (const RosterTemplate  *self);
const RosterItem    *roster_template_item         (const RosterTemplate  *self,
                                                   guint                  index);
int                  roster_template_find_item    (const RosterTemplate  *self,
                                                   const char            *id);

gboolean             roster_item_is_scored        (const RosterItem      *item);
const char          *roster_words_in              (const RosterWords     *words,
                                                   const char            *language);
const char          *roster_check_to_nick         (RosterCheck            check);

G_END_DECLS
