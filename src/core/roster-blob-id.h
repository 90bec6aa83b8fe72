/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The length of a blob's name: its SHA-256 in hexadecimal digits. */
#define ROSTER_BLOB_ID_LENGTH 64

/* A blob is a photo. It is named by what it holds, so that it is the same wherever it is kept, and what arrives damaged
   is noticed. */
char     *roster_blob_id          (GBytes      *bytes);
gboolean  roster_blob_id_is_valid (const char  *text);
void      roster_blob_ids_find    (const char  *text,
                                   GHashTable  *ids);

G_END_DECLS
