/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-blob-id.h"
#include "roster-office.h"

G_BEGIN_DECLS

/* Blobs are photos and belong to an account. One is named by what it holds, so sending it again costs nothing and is
   safe, and what arrives damaged is noticed. */
const char *roster_office_blob_type (GBytes        *bytes);

char       *roster_office_put_blob  (RosterOffice  *office,
                                     const char    *person,
                                     const char    *account,
                                     GBytes        *bytes,
                                     const char    *expected,
                                     GError       **error);
gboolean    roster_office_has_blob  (RosterOffice  *office,
                                     const char    *person,
                                     const char    *account,
                                     const char    *id,
                                     GError       **error);
GBytes     *roster_office_get_blob  (RosterOffice  *office,
                                     const char    *person,
                                     const char    *account,
                                     const char    *id,
                                     GError       **error);
gboolean    roster_office_purge_blobs (RosterOffice *office,
                                     gint64        *n_purged,
                                     GError       **error);

G_END_DECLS
