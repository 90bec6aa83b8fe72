/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-jmap-response.h"
#include "roster-office.h"
#include "roster-office-writer.h"

/* A small office with fixed people: two bases, in base A a manager, a trainer and two salespeople, in base B one
   salesperson. */

#define FIXTURE_NOW G_GINT64_CONSTANT (1772000000000)

#define BASE_A "0195a000-0000-7000-8000-00000000000a"
#define BASE_B "0195a000-0000-7000-8000-00000000000b"

#define HEAD "0195a000-0000-7000-8000-000000000001"
#define MANAGER "0195a000-0000-7000-8000-000000000002"
#define TRAINER "0195a000-0000-7000-8000-000000000003"
#define SELLER "0195a000-0000-7000-8000-000000000004"
#define COLLEAGUE "0195a000-0000-7000-8000-000000000005"
#define STRANGER "0195a000-0000-7000-8000-000000000006"

#define COMPANY "company"
#define SELLER_BOOK "book-" SELLER
#define COLLEAGUE_BOOK "book-" COLLEAGUE
#define STRANGER_BOOK "book-" STRANGER

typedef struct
{
  char *directory;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterOffice *office;
} OfficeFixture;

void                office_fixture_set_up     (OfficeFixture *fixture,
                                               gconstpointer  data);
void                office_fixture_tear_down  (OfficeFixture *fixture,
                                               gconstpointer  data);

void                office_fixture_create     (OfficeFixture *fixture,
                                               const char    *account,
                                               const char    *type,
                                               const char    *json);

/* Runs method calls given as the text of the methodCalls array. */
RosterJmapResponse *office_fixture_run        (OfficeFixture *fixture,
                                               const char    *person,
                                               const char    *calls);
/* Runs one call and gives its answer as canonical JSON, `error TYPE` for a method-level error. */
char               *office_fixture_call       (OfficeFixture *fixture,
                                               const char    *person,
                                               const char    *method,
                                               const char    *arguments);
void                office_fixture_assert     (OfficeFixture *fixture,
                                               const char    *person,
                                               const char    *method,
                                               const char    *arguments,
                                               const char    *expected);
char               *office_fixture_streamer_id (guint          number);
