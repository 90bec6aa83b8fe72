/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

/** A Wednesday noon in Shanghai, 2026-03-11. */
#define APP_NOW G_GINT64_CONSTANT (1773201600000)

/* A cache in a folder of its own, and the context that widgets are made with. */
typedef struct
{
  char *folder;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterStore *store;
  GSettings *settings;
  RosterContext *context;
} AppFixture;

void          app_fixture_init        (int            *argc,
                                       char         ***argv);
GtkApplication *app_fixture_application (void);
void          app_fixture_set_up      (AppFixture     *fixture,
                                       gconstpointer   data);
void          app_fixture_tear_down   (AppFixture     *fixture,
                                       gconstpointer   data);

RosterRecord *app_fixture_streamer    (AppFixture     *fixture,
                                       const char     *name);
void          app_fixture_create      (AppFixture     *fixture,
                                       RosterRecord   *record);
gint64        app_fixture_apply       (AppFixture     *fixture,
                                       RosterEdit     *edit);
RosterRecord *app_fixture_get         (AppFixture     *fixture,
                                       RosterRecord   *record);
GPtrArray    *app_fixture_list        (AppFixture             *fixture,
                                       const RosterRecordType *type);
guint         app_fixture_count_steps (AppFixture     *fixture);
void          app_fixture_settle      (AppFixture     *fixture);

/* The first widget below @root, depth first, that is of a type and, where a name is given, has it as its label, title,
 * tooltip, action or icon. */
GtkWidget    *app_fixture_find        (GtkWidget      *root,
                                       GType           type,
                                       const char     *name);

G_END_DECLS
