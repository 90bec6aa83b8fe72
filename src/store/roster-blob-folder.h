/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The folder beside a cache where its blobs lie, each in a file that is called by its name. A file is there whole or
 * not at all, and what is read is what its name says. Any thread may use it; everything blocks.
 */
char     *roster_blob_folder_for   (const char  *cache_path);
gboolean  roster_blob_folder_has   (const char  *folder,
                                    const char  *id);
char     *roster_blob_folder_write (const char  *folder,
                                    GBytes      *bytes,
                                    GError     **error);
GBytes   *roster_blob_folder_read  (const char  *folder,
                                    const char  *id,
                                    GError     **error);
guint     roster_blob_folder_trim  (const char  *folder,
                                    GHashTable  *kept,
                                    gint64       room,
                                    gint64       before);

G_END_DECLS
