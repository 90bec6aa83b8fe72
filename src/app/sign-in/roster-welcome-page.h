/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WELCOME_PAGE (roster_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterWelcomePage, roster_welcome_page, ROSTER, WELCOME_PAGE, AdwBin)

/*
 * What the window shows while there is neither an office nor anything in the cache.
 *
 * Signal done (): the person has signed in, or works without an office.
 */
GtkWidget *roster_welcome_page_new (RosterContext *context);

G_END_DECLS
