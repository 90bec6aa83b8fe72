/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-workbook.h"

#include <xlsxwriter.h>

#include "roster-config.h"
#include "roster-module.h"

typedef struct
{
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *heading;
  lxw_format *date;
  lxw_format *numbers[ROSTER_WORKBOOK_N_FORMATS];
} Workbook;

static const char *const number_codes[ROSTER_WORKBOOK_N_FORMATS] = {
  [ROSTER_WORKBOOK_INTEGER] = "0",
  [ROSTER_WORKBOOK_MONEY] = "#,##0.00#",
  [ROSTER_WORKBOOK_RATE] = "0.00%",
};

static lxw_format *
add_format (Workbook   *self,
            const char *code)
{
  lxw_format *format = workbook_add_format (self->workbook);

  format_set_num_format (format, code);
  return format;
}

static gpointer
open_workbook (const char *path,
               const char *sheet,
               gint64      now)
{
  Workbook *self = g_new0 (Workbook, 1);
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (now / 1000);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = (char *) g_get_tmp_dir () };
  lxw_doc_properties properties = {
    .created = created != NULL ? g_date_time_to_unix (created) : 0,
  };

  self->workbook = workbook_new_opt (path, &options);
  self->sheet = self->workbook != NULL ? workbook_add_worksheet (self->workbook, sheet) : NULL;
  if (self->sheet == NULL)
    return self;

  workbook_set_properties (self->workbook, &properties);
  self->heading = workbook_add_format (self->workbook);
  format_set_bold (self->heading);
  self->date = add_format (self, "yyyy-mm-dd");
  for (guint i = 0; i < ROSTER_WORKBOOK_N_FORMATS; i++)
    self->numbers[i] = number_codes[i] != NULL ? add_format (self, number_codes[i]) : NULL;
  worksheet_freeze_panes (self->sheet, 1, 0);
  return self;
}

static void
add_heading (gpointer    workbook,
             guint       column,
             const char *text,
             guint       width)
{
  Workbook *self = workbook;

  if (self->sheet == NULL)
    return;

  worksheet_set_column (self->sheet, column, column, width, NULL);
  worksheet_write_string (self->sheet, 0, column, text, self->heading);
}

static gboolean
write_text (gpointer    workbook,
            guint       row,
            guint       column,
            const char *text)
{
  Workbook *self = workbook;

  return self->sheet == NULL || worksheet_write_string (self->sheet, row, column, text, NULL) == LXW_NO_ERROR;
}

static gboolean
write_number (gpointer             workbook,
              guint                row,
              guint                column,
              double               number,
              RosterWorkbookFormat format)
{
  Workbook *self = workbook;

  return self->sheet == NULL ||
         worksheet_write_number (self->sheet, row, column, number, self->numbers[format]) == LXW_NO_ERROR;
}

static gboolean
write_date (gpointer workbook,
            guint    row,
            guint    column,
            guint    year,
            guint    month,
            guint    day)
{
  Workbook *self = workbook;
  lxw_datetime date = { .year = year, .month = month, .day = day };

  return self->sheet == NULL ||
         worksheet_write_datetime (self->sheet, row, column, &date, self->date) == LXW_NO_ERROR;
}

static char *
close_workbook (gpointer workbook)
{
  g_autofree Workbook *self = workbook;
  gboolean complete = self->sheet != NULL;
  lxw_error status = self->workbook != NULL ? workbook_close (self->workbook) : LXW_ERROR_CREATING_TMPFILE;

  if (status == LXW_NO_ERROR && !complete)
    status = LXW_ERROR_CREATING_TMPFILE;
  return status != LXW_NO_ERROR ? g_strdup (lxw_strerror (status)) : NULL;
}

static const RosterWorkbookWriter writer = {
  open_workbook,
  add_heading,
  write_text,
  write_number,
  write_date,
  close_workbook,
};

ROSTER_MODULE_EXPORT (writer);
