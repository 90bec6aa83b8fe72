/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The messages of one compiled catalogue of GNU gettext. It never changes, so that any thread may read it. */
typedef struct _RosterCatalogue RosterCatalogue;

RosterCatalogue *roster_catalogue_new    (GBytes           *bytes);
RosterCatalogue *roster_catalogue_open   (const char       *path);
void             roster_catalogue_free   (RosterCatalogue  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCatalogue, roster_catalogue_free)

const char      *roster_catalogue_lookup (RosterCatalogue  *self,
                                          const char       *message);

G_END_DECLS
