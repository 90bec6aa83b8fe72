/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is inflated of a container. A file that holds more is refused with ROSTER_EXCHANGE_ERROR_LIMIT. */
#define ROSTER_CONTAINER_MAX_ENTRIES 10000
#define ROSTER_CONTAINER_MAX_ENTRY ((gsize) 384 << 20)
#define ROSTER_CONTAINER_MAX_TOTAL ((gsize) 512 << 20)
/* From this size on, no honest workbook inflates to so many times its own size. */
#define ROSTER_CONTAINER_FREE_TOTAL ((gsize) 16 << 20)
#define ROSTER_CONTAINER_MAX_RATIO 200

/**
 * RosterContainerTake:
 * @data: the next piece of the entry
 *
 * Returns: whether to go on; %FALSE with an error
 */
typedef gboolean (*RosterContainerTake) (const char  *data,
                                         gsize        length,
                                         gpointer     user_data,
                                         GError     **error);

/* A ZIP container in memory, read entry by entry. It counts what it inflates over its whole life. */
typedef struct _RosterContainer RosterContainer;

RosterContainer *roster_container_new  (GBytes               *bytes,
                                        GCancellable         *cancellable);
void             roster_container_free (RosterContainer      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterContainer, roster_container_free)

gboolean         roster_container_read (RosterContainer      *self,
                                        const char           *name,
                                        gboolean             *found,
                                        RosterContainerTake   take,
                                        gpointer              user_data,
                                        GError              **error);

G_END_DECLS
