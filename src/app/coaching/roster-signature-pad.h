/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_SIGNATURE_PAD (roster_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (RosterSignaturePad, roster_signature_pad, ROSTER, SIGNATURE_PAD, GtkDrawingArea)

/* A field to draw a signature in, with a finger, a pen or the mouse. The strokes are those of #RosterSignature. */
GtkWidget *roster_signature_pad_new     (void);
void       roster_signature_pad_clear   (RosterSignaturePad  *self);
char      *roster_signature_pad_strokes (RosterSignaturePad  *self);

void       roster_signature_draw        (cairo_t             *cr,
                                         const char          *strokes,
                                         double               width,
                                         double               height);

G_END_DECLS
