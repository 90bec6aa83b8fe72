/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"
#include "roster-record-selection.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RECORD_BROWSER (roster_record_browser_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterRecordBrowser, roster_record_browser, ROSTER, RECORD_BROWSER, RosterPane)

/**
 * RosterBrowserOrder:
 * @nick: the name in the settings
 * @label: what the menu says, marked for translation
 * @compare: (nullable): like strcmp(); %NULL where a key or a field says it
 * @key: (nullable): a number that says where a record stands, smallest first; asked once a record until
 *   roster_record_browser_refresh()
 * @field: (nullable): the field to order by: a number or a date
 * @greatest_first: whether the greatest value of @field comes first; a record without one comes last in any case
 *
 * One way to order a list.
 */
typedef struct
{
  const char *nick;
  const char *label;
  int (*compare) (RosterRecordBrowser *self,
                  RosterRecord        *a,
                  RosterRecord        *b);
  gint64 (*key) (RosterRecordBrowser *self,
                 RosterRecord        *record);
  const char *field;
  gboolean greatest_first;
} RosterBrowserOrder;

/**
 * RosterRecordBrowserClass:
 * @type: what is listed
 * @icon_name: of the empty list
 * @order_key: the setting that keeps the order
 * @saved_key: the setting that keeps the filters a person has named
 * @orders: ended by a %NULL nick; the first is the default
 * @filters: the fields that the list can be narrowed down by, ended by %NULL
 * @bulk_fields: the fields that can be edited in several records at once, ended by %NULL
 * @new_fields: the fields that a new record is asked for, ended by %NULL
 * @empty_title: of the empty list, marked for translation
 * @empty_description: what to do about it, marked for translation
 * @search_hint: what the search looks through, marked for translation
 * @create_row: a row
 * @bind_row: shows a record in a row
 * @describe: (transfer full): the line under the list, for what is shown and all that there is
 * @warn: (transfer full) (nullable): what to mind about the list
 *
 * The list pane of a record type: search, filters, order, selection, edits of several at once.
 */
struct _RosterRecordBrowserClass
{
  RosterPaneClass parent_class;

  const RosterRecordType *type;
  const char *icon_name;
  const char *order_key;
  const char *saved_key;
  const RosterBrowserOrder *orders;
  const char *const *filters;
  const char *const *bulk_fields;
  const char *const *new_fields;
  const char *empty_title;
  const char *empty_description;
  const char *search_hint;

  GtkWidget *(*create_row) (RosterRecordBrowser *self);
  void       (*bind_row)   (RosterRecordBrowser *self,
                            GtkWidget           *row,
                            RosterRecord        *record);
  char      *(*describe)   (RosterRecordBrowser *self,
                            GListModel          *shown,
                            GListModel          *all);
  char      *(*warn)       (RosterRecordBrowser *self,
                            GListModel          *all);
};

int                    roster_record_browser_compare_titles (RosterRecordBrowser *self,
                                                             RosterRecord        *a,
                                                             RosterRecord        *b);
void                   roster_record_browser_refresh        (RosterRecordBrowser *self);
RosterRecordSelection *roster_record_browser_selection      (RosterRecordBrowser *self);
void                   roster_record_browser_search         (RosterRecordBrowser *self,
                                                             const char          *text);

G_END_DECLS
