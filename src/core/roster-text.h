/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *roster_text_fold            (const char *text);
char     *roster_text_pinyin          (const char *text);
char     *roster_text_pinyin_initials (const char *text);
gboolean  roster_text_has_han         (const char *text);
char     *roster_text_search_key      (const char *text);

G_END_DECLS
