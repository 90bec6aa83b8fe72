/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-container.h"

G_BEGIN_DECLS

struct _RosterContainer
{
  GBytes *bytes;
  GCancellable *cancellable;
  gsize inflated;
};

/* See roster_container_read(). */
typedef struct
{
  gboolean (*read) (RosterContainer      *container,
                    const char           *name,
                    gboolean             *found,
                    RosterContainerTake   take,
                    gpointer              user_data,
                    GError              **error);
} RosterArchive;

/* The module that holds it. */
#define ROSTER_ARCHIVE_MODULE "archive"

G_END_DECLS
