/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A PipeWire of its own with a camera that sees a wall of one colour, by GStreamer's test picture. */
typedef struct _TestPipewire TestPipewire;

char         *test_pipewire_lacks     (void);
TestPipewire *test_pipewire_new       (void);
void          test_pipewire_free      (TestPipewire  *pipewire);
const char   *test_pipewire_socket    (TestPipewire  *pipewire);
void          test_pipewire_plug      (TestPipewire  *pipewire,
                                       const char    *name,
                                       guint32        colour);
void          test_pipewire_unplug    (TestPipewire  *pipewire);
gboolean      test_pipewire_is_read   (TestPipewire  *pipewire);
gboolean      test_pipewire_link      (TestPipewire  *pipewire);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPipewire, test_pipewire_free)

G_END_DECLS
