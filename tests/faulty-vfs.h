/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A layer under SQLite that lets the n-th write, sync or truncation fail, and from then on all of them, as a dying
   disk does. */
void     faulty_vfs_install (void);
void     faulty_vfs_fail_at (guint    operation,
                             int      sqlite_code);
gboolean faulty_vfs_failed  (void);

G_END_DECLS
