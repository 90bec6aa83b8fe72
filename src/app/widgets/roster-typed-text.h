/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_typed_text_show (GtkEditable *entry,
                             const char  *text,
                             gboolean     anew);

G_END_DECLS
