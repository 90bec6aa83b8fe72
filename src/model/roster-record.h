/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-type.h"
#include "roster-value.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD (roster_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterRecord, roster_record, ROSTER, RECORD, GObject)

struct _RosterRecordClass
{
  GObjectClass parent_class;

  const RosterRecordType *type;
};

/**
 * RosterPlainForm:
 * @ROSTER_PLAIN_NONE: no value
 * @ROSTER_PLAIN_TEXT: a text, date, choice, reference or document
 * @ROSTER_PLAIN_NUMBER: a number or boolean
 * @ROSTER_PLAIN_JSON: a set or map as JSON text
 * @ROSTER_PLAIN_VARIANT: a set or map that has no other form than its variant
 */
typedef enum
{
  ROSTER_PLAIN_NONE,
  ROSTER_PLAIN_TEXT,
  ROSTER_PLAIN_NUMBER,
  ROSTER_PLAIN_JSON,
  ROSTER_PLAIN_VARIANT,
} RosterPlainForm;

/**
 * RosterPlain:
 *
 * A value as the store and the wire have it.
 */
typedef struct
{
  RosterPlainForm form;
  union
  {
    const char *text;
    gint64 number;
  };
} RosterPlain;

/*
 * A record is plain data. Whoever made it may set values until it is shared; from then on nobody changes it, and a
 * change is a new record. So records may go from thread to thread.
 */
RosterRecord           *roster_record_new        (const RosterRecordType  *type,
                                                  const char              *id,
                                                  const char              *account);
RosterRecord           *roster_record_new_plain  (const RosterRecordType  *type,
                                                  const char              *id,
                                                  const char              *account,
                                                  const RosterPlain       *values);
RosterRecord           *roster_record_copy       (RosterRecord            *self);

const RosterRecordType *roster_record_type       (RosterRecord            *self);
const char             *roster_record_id         (RosterRecord            *self);
const char             *roster_record_account    (RosterRecord            *self);
const char             *roster_record_title      (RosterRecord            *self);

GVariant               *roster_record_value      (RosterRecord            *self,
                                                  const char              *name);
GVariant               *roster_record_nth_value  (RosterRecord            *self,
                                                  guint                    index);
const RosterPlain      *roster_record_nth_plain  (RosterRecord            *self,
                                                  guint                    index);
const char             *roster_record_text       (RosterRecord            *self,
                                                  const char              *name);
gint64                  roster_record_number     (RosterRecord            *self,
                                                  const char              *name,
                                                  gint64                   otherwise);
gboolean                roster_record_boolean    (RosterRecord            *self,
                                                  const char              *name);
gboolean                roster_record_has        (RosterRecord            *self,
                                                  const char              *name);

void                    roster_record_set        (RosterRecord            *self,
                                                  const char              *name,
                                                  GVariant                *value);
void                    roster_record_set_nth    (RosterRecord            *self,
                                                  guint                    index,
                                                  GVariant                *value);
void                    roster_record_set_text   (RosterRecord            *self,
                                                  const char              *name,
                                                  const char              *value);
void                    roster_record_set_number (RosterRecord            *self,
                                                  const char              *name,
                                                  gint64                   value);
void                    roster_record_apply_defaults (RosterRecord        *self);

gboolean                roster_record_equal      (RosterRecord            *a,
                                                  RosterRecord            *b);
gboolean                roster_record_same_content (RosterRecord          *a,
                                                  RosterRecord            *b);
gboolean                roster_record_check      (RosterRecord            *self,
                                                  GError                 **error);

char                   *roster_record_search_key (RosterRecord            *self);

G_END_DECLS
