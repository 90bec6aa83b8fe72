/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the number of a cell is shown. */
typedef enum
{
  ROSTER_WORKBOOK_PLAIN,
  ROSTER_WORKBOOK_INTEGER,
  ROSTER_WORKBOOK_MONEY,
  ROSTER_WORKBOOK_RATE,
  ROSTER_WORKBOOK_N_FORMATS,
} RosterWorkbookFormat;

/**
 * RosterWorkbookWriter:
 * @open: begins a workbook of one sheet in the file @path; @now, in milliseconds, is when it was made. Never %NULL:
 *   what goes wrong says @close
 * @add_heading: the heading of a column and its width in characters; stands in row 0, which stays in sight
 * @write_text: a text; rows are written in their order
 * @write_number: a number
 * @write_date: a day after 1900
 * @close: ends the workbook and frees it; returns (transfer full) (nullable) why it could not be written
 *
 * Writes one sheet as XLSX (ECMA-376). Rows and columns count from 0; what writes a cell returns whether it fits.
 */
typedef struct
{
  gpointer (*open)         (const char           *path,
                            const char           *sheet,
                            gint64                now);
  void     (*add_heading)  (gpointer              workbook,
                            guint                 column,
                            const char           *text,
                            guint                 width);
  gboolean (*write_text)   (gpointer              workbook,
                            guint                 row,
                            guint                 column,
                            const char           *text);
  gboolean (*write_number) (gpointer              workbook,
                            guint                 row,
                            guint                 column,
                            double                number,
                            RosterWorkbookFormat  format);
  gboolean (*write_date)   (gpointer              workbook,
                            guint                 row,
                            guint                 column,
                            guint                 year,
                            guint                 month,
                            guint                 day);
  char    *(*close)        (gpointer              workbook);
} RosterWorkbookWriter;

/* The module that holds it. */
#define ROSTER_WORKBOOK_MODULE "workbook"

G_END_DECLS
