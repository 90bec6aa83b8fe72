/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"

G_BEGIN_DECLS

/**
 * RosterDemoScale:
 * @ROSTER_DEMO_SCALE_SMALL: 2 bases, 4 books, 146 streamers, 300 products
 * @ROSTER_DEMO_SCALE_COMPANY: 23 bases, 115 books, 4,000 streamers, 10,000 products, 360,000 daily measures
 */
typedef enum
{
  ROSTER_DEMO_SCALE_SMALL,
  ROSTER_DEMO_SCALE_COMPANY,
} RosterDemoScale;

/**
 * RosterDemoLogin:
 * @login: the name to sign in with
 * @name: the person's name
 * @person_id: the id of the Person record; a salesperson's book is the account `book-` and this
 * @role: as in the Person record
 * @base: (nullable): the name of the base; head office has none
 *
 * Somebody to sign in as.
 */
typedef struct
{
  const char *login;
  const char *name;
  const char *person_id;
  const char *role;
  const char *base;
} RosterDemoLogin;

/**
 * RosterDemoSink:
 * @take_record: takes one record of the account `company` or `book-<personId>`; %FALSE with the error stops everything
 * @take_login: takes one person's login, after the record of the person
 *
 * Where the demo company goes. What a record refers to comes before it, except a custom product's streamer and a live
 * session's line-up, which come later.
 */
typedef struct
{
  gboolean (*take_record) (RosterRecord           *record,
                           gpointer                data,
                           GError                **error);
  gboolean (*take_login)  (const RosterDemoLogin  *login,
                           gpointer                data,
                           GError                **error);
} RosterDemoSink;

gboolean roster_demo_generate (RosterDemoScale        scale,
                               guint32                seed,
                               const char            *today,
                               const RosterDemoSink  *sink,
                               gpointer               data,
                               GError               **error);

G_END_DECLS
