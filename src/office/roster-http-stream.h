/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "roster-jmap-session.h"
#include "roster-record-type.h"

G_BEGIN_DECLS

/**
 * RosterHttpChange:
 * @account: the id of an account
 * @type: of records in it
 * @modseq: their state now
 *
 * A state that has changed.
 */
typedef struct
{
  char *account;
  const RosterRecordType *type;
  gint64 modseq;
} RosterHttpChange;

RosterHttpChange  *roster_http_change_new     (const char             *account,
                                               const RosterRecordType *type,
                                               gint64                  modseq);
void               roster_http_change_free    (RosterHttpChange       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpChange, roster_http_change_free)

/*
 * One listener's event stream (RFC 8620, section 7.3). At most one event is on its way; what changes until the listener
 * has taken that is kept as the newest state of each account and type, and told in one event after it. So a listener
 * who is slow costs no more than one who is quick, and one who takes nothing at all is cut off.
 */
typedef struct _RosterHttpStream RosterHttpStream;

RosterHttpStream  *roster_http_stream_new     (SoupServerMessage *message,
                                               RosterJmapSession *session,
                                               GHashTable        *query,
                                               GMainContext      *context,
                                               guint              patience);
void               roster_http_stream_free    (RosterHttpStream  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHttpStream, roster_http_stream_free)

SoupServerMessage *roster_http_stream_message (RosterHttpStream  *self);
const char        *roster_http_stream_person  (RosterHttpStream  *self);
void               roster_http_stream_tell    (RosterHttpStream  *self,
                                               gint64             stamp,
                                               GPtrArray         *changes);
void               roster_http_stream_finish  (RosterHttpStream  *self);

G_END_DECLS
