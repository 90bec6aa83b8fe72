/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *roster_ctl_password_read   (const char *login);
void      roster_ctl_password_free   (char       *password);

char     *roster_ctl_password_hash   (const char *password);
gboolean  roster_ctl_password_is     (const char *hash,
                                      const char *password);

G_END_DECLS
