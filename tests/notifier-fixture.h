/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-notifier.h"

G_BEGIN_DECLS

/* A notification daemon that remembers. */

#define TEST_TYPE_NOTIFIER (test_notifier_get_type ())
G_DECLARE_FINAL_TYPE (TestNotifier, test_notifier, TEST, NOTIFIER, GObject)

struct _TestNotifier
{
  GObject parent_instance;

  gboolean available;
  /* Id to title of what is on the screen */
  GHashTable *shown;
  guint n_shown;
};

G_END_DECLS
