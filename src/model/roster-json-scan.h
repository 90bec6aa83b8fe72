/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterJsonSpan:
 * @text: where a value or a name stands in a larger text
 * @length: its bytes
 *
 * A part of a JSON text.
 */
typedef struct
{
  const char *text;
  gsize length;
} RosterJsonSpan;

/**
 * RosterJsonScan:
 * @at: where the scan is
 * @end: where the text ends
 * @first: whether nothing has been met yet
 * @inner: whether it goes on behind the closing bracket
 * @closed: whether the closing bracket was met
 * @broken: whether the text is not JSON; the scan is over then
 *
 * A walk over the members of an object or the elements of an array that builds no tree. What lies between is passed
 * over by its brackets and quotation marks alone: whoever uses a value reads it with a parser that checks it.
 */
typedef struct
{
  const char *at;
  const char *end;
  gboolean first;
  gboolean inner;
  gboolean closed;
  gboolean broken;
} RosterJsonScan;

gboolean roster_json_scan_object  (RosterJsonScan       *scan,
                                   const RosterJsonSpan *object);
gboolean roster_json_scan_array   (RosterJsonScan       *scan,
                                   const RosterJsonSpan *array);
gboolean roster_json_scan_member  (RosterJsonScan       *scan,
                                   RosterJsonSpan       *name,
                                   RosterJsonSpan       *value);
gboolean roster_json_scan_element (RosterJsonScan       *scan,
                                   RosterJsonSpan       *value);

/* Where a large value is walked over itself, it is entered instead of taken, so that it is passed over once only. */
gboolean roster_json_scan_name          (RosterJsonScan *scan,
                                         RosterJsonSpan *name);
gboolean roster_json_scan_next          (RosterJsonScan *scan);
gboolean roster_json_scan_value         (RosterJsonScan *scan,
                                         RosterJsonSpan *value);
gboolean roster_json_scan_enter_object  (RosterJsonScan *scan,
                                         RosterJsonScan *inner);
gboolean roster_json_scan_enter_array   (RosterJsonScan *scan,
                                         RosterJsonScan *inner);
gboolean roster_json_scan_leave         (RosterJsonScan *scan,
                                         RosterJsonScan *inner);

gboolean roster_json_span_is      (const RosterJsonSpan *span,
                                   const char           *text);
gboolean roster_json_span_is_text (const RosterJsonSpan *span);
gboolean roster_json_span_string  (const RosterJsonSpan *value,
                                   RosterJsonSpan       *content);
gboolean roster_json_span_is_plain (const RosterJsonSpan *content);
gboolean roster_json_span_integer (const RosterJsonSpan *value,
                                   gint64               *number);
gboolean roster_json_span_is_canonical (const RosterJsonSpan *value,
                                   guint                 depth);

G_END_DECLS
