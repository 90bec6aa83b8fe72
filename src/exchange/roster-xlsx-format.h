/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterXlsxFormat:
 * @date: whether numbers are dates or times
 * @percent: whether numbers are percentages
 * @currency: (nullable): the code of the currency that the format shows; a static text
 *
 * What a cell's style says about the number in it.
 */
typedef struct
{
  gboolean date;
  gboolean percent;
  const char *currency;
} RosterXlsxFormat;

RosterXlsxFormat roster_xlsx_format_from_code    (const char              *code);
RosterXlsxFormat roster_xlsx_format_builtin      (guint                    number);
char            *roster_xlsx_number_to_text      (const char              *number,
                                                  const RosterXlsxFormat  *format,
                                                  gboolean                 from_1904);

G_END_DECLS
