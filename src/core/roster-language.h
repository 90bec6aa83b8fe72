/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterLanguage:
 * @ROSTER_LANGUAGE_INTERFACE: of whoever sits at the screen
 * @ROSTER_LANGUAGE_ENGLISH: the language of the sources
 * @ROSTER_LANGUAGE_CHINESE: simplified Chinese
 *
 * In which language a text is written. What is handed to somebody else may be in another one than the interface.
 */
typedef enum
{
  ROSTER_LANGUAGE_INTERFACE,
  ROSTER_LANGUAGE_ENGLISH,
  ROSTER_LANGUAGE_CHINESE,
} RosterLanguage;

RosterLanguage  roster_language_resolve (RosterLanguage  self);
const char     *roster_language_code    (RosterLanguage  self);
RosterLanguage  roster_language_from    (const char     *code);

const char     *roster_language_text    (RosterLanguage  self,
                                         const char     *message) G_GNUC_FORMAT (2);
const char     *roster_language_plural  (RosterLanguage  self,
                                         const char     *singular,
                                         const char     *plural,
                                         gulong          n) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

G_END_DECLS
