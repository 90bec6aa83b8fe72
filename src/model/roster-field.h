/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterKind:
 * @ROSTER_KIND_TEXT: one line
 * @ROSTER_KIND_NOTE: text of any number of lines
 * @ROSTER_KIND_INTEGER: a count; the field's unit says of what
 * @ROSTER_KIND_MONEY: li (0.001 yuan)
 * @ROSTER_KIND_RATE: parts per million
 * @ROSTER_KIND_INSTANT: milliseconds since the Unix epoch, UTC
 * @ROSTER_KIND_DATE: a calendar date, `YYYY-MM-DD`
 * @ROSTER_KIND_BOOLEAN: yes or no
 * @ROSTER_KIND_CHOICE: one of the field's choices, by its nick
 * @ROSTER_KIND_REFERENCE: the id of a record of the field's target type
 * @ROSTER_KIND_SET: a set of short texts; merged as a set
 * @ROSTER_KIND_MAP: texts to JSON values; merged key by key
 * @ROSTER_KIND_DOCUMENT: one JSON value; merged as a whole
 *
 * What a field holds. Everything that depends on it switches over this enumeration.
 */
typedef enum
{
  ROSTER_KIND_TEXT,
  ROSTER_KIND_NOTE,
  ROSTER_KIND_INTEGER,
  ROSTER_KIND_MONEY,
  ROSTER_KIND_RATE,
  ROSTER_KIND_INSTANT,
  ROSTER_KIND_DATE,
  ROSTER_KIND_BOOLEAN,
  ROSTER_KIND_CHOICE,
  ROSTER_KIND_REFERENCE,
  ROSTER_KIND_SET,
  ROSTER_KIND_MAP,
  ROSTER_KIND_DOCUMENT,
} RosterKind;

/**
 * RosterFieldFlags:
 * @ROSTER_FIELD_REQUIRED: a record without it is not valid
 * @ROSTER_FIELD_SEARCHABLE: the search finds the record by it
 * @ROSTER_FIELD_SERVER_SET: the office writes it; what a client sends is refused
 * @ROSTER_FIELD_IMMUTABLE: fixed once the record exists
 * @ROSTER_FIELD_PERSONAL: personal data; never in a log
 * @ROSTER_FIELD_PASSING: says where somebody stands for the moment: where both sides changed it, the office's value
 *   stands and nobody is asked
 * @ROSTER_FIELD_EARLIEST: an instant at which something came to its end: where both sides say so, the earlier one
 *   stands
 * @ROSTER_FIELD_DERIVED: follows from other fields: where both sides changed it, the office's value stands until it is
 *   derived anew from what was merged
 * @ROSTER_FIELD_OUTCOME: what the record came to: once it is sealed at the office, its value stands there
 * @ROSTER_FIELD_SEAL: a map; with its first entry the record is sealed
 */
typedef enum
{
  ROSTER_FIELD_NONE       = 0,
  ROSTER_FIELD_REQUIRED   = 1 << 0,
  ROSTER_FIELD_SEARCHABLE = 1 << 1,
  ROSTER_FIELD_SERVER_SET = 1 << 2,
  ROSTER_FIELD_IMMUTABLE  = 1 << 3,
  ROSTER_FIELD_PERSONAL   = 1 << 4,
  ROSTER_FIELD_PASSING    = 1 << 5,
  ROSTER_FIELD_EARLIEST   = 1 << 6,
  ROSTER_FIELD_DERIVED    = 1 << 7,
  ROSTER_FIELD_OUTCOME    = 1 << 8,
  ROSTER_FIELD_SEAL       = 1 << 9,
} RosterFieldFlags;

/**
 * RosterChoice:
 * @nick: what is stored and sent
 * @label: what a person reads, marked for translation
 * @aliases: (nullable): other spellings in imported files, separated by `|`
 */
typedef struct
{
  const char *nick;
  const char *label;
  const char *aliases;
} RosterChoice;

/**
 * RosterField:
 * @name: the one name: JSON property, SQL column, GObject property, command line
 * @kind: what it holds
 * @flags: see #RosterFieldFlags
 * @label: what a person reads, marked for translation
 * @minimum: smallest number, or fewest characters of a text
 * @maximum: greatest number, or most characters of a text (entries of a set or map); 0 means the kind's default
 * @unit: (nullable): of an integer, marked for translation
 * @decimals: of an integer: how many decimals of its unit it counts; 3 for thousandths. People and files write 11.7
 * @fallback: (nullable): the text form of a new record's value, or `=NAME` to take it from another field
 * @range_to: (nullable): the field that takes the upper end when a file gives a range
 * @choices: (nullable): of a choice, and the suggestions for a set; ended by a %NULL nick
 * @target: (nullable): the type a reference points to
 * @aliases: (nullable): headings in imported files, separated by `|`; compared folded
 *
 * Everything the program knows about a field. Adding one is a line in its type's table and a migration.
 */
typedef struct
{
  const char *name;
  RosterKind kind;
  RosterFieldFlags flags;
  const char *label;
  gint64 minimum;
  gint64 maximum;
  const char *unit;
  guint decimals;
  const char *fallback;
  const char *range_to;
  const RosterChoice *choices;
  const char *target;
  const char *aliases;
} RosterField;

gint64              roster_field_maximum     (const RosterField *field);
gboolean            roster_field_is_number   (const RosterField *field);
const char         *roster_field_label       (const RosterField *field);
const RosterChoice *roster_field_find_choice (const RosterField *field,
                                              const char        *text);
gboolean            roster_field_has_alias   (const RosterField *field,
                                              const char        *heading);

G_END_DECLS
