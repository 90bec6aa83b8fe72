/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

/** The length of a blob's name: its SHA-256 in hexadecimal digits. */
#define ROSTER_BLOB_ID_LENGTH 64

/* Blobs are photos and belong to an account. One is named by what it holds, so sending it again costs nothing and is
   safe, and what arrives damaged is noticed. */
char       *roster_office_blob_id   (GBytes        *bytes);
const char *roster_office_blob_type (GBytes        *bytes);

char       *roster_office_put_blob  (RosterOffice  *office,
                                     const char    *person,
                                     const char    *account,
                                     GBytes        *bytes,
                                     const char    *expected,
                                     GError       **error);
GBytes     *roster_office_get_blob  (RosterOffice  *office,
                                     const char    *person,
                                     const char    *account,
                                     const char    *id,
                                     GError       **error);

G_END_DECLS
