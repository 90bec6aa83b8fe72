/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-browser.h"
#include "roster-record-list.h"

G_BEGIN_DECLS

/* What the parts of the browser share. */
typedef struct
{
  GtkSearchEntry *search;
  GtkMenuButton *view_menu;
  GtkBox *chips;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListView *view;
  GtkLabel *foot;
  GtkWidget *warning;
  GtkLabel *warning_text;
  GtkRevealer *bulk_bar;
  GtkLabel *bulk_count;
  AdwWindowTitle *title;

  RosterRecordList *records;
  GtkFilterListModel *shown;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSliceListModel *slice;
  RosterRecordSelection *selection;
  GSimpleActionGroup *actions;

  const RosterBrowserOrder *order;
  GHashTable *narrowed;
  GHashTable *ranks;
  GPtrArray *bound;
  GCancellable *searching;
  GCancellable *cancellable;
  guint update_source;
  guint widen_source;
  guint widen_tick;
  gboolean drawn;
} RosterRecordBrowserPrivate;

#define PRIVATE(self) roster_record_browser_private (self)
#define CLASS(self) ROSTER_RECORD_BROWSER_GET_CLASS (self)

RosterRecordBrowserPrivate *roster_record_browser_private            (RosterRecordBrowser *self);

void                        roster_record_browser_set_order          (RosterRecordBrowser *self,
                                                                      const char          *nick);
void                        roster_record_browser_create_view_menu   (GtkMenuButton       *button,
                                                                      gpointer             user_data);
void                        roster_record_browser_add_filter_actions (RosterRecordBrowser *self);
void                        roster_record_browser_add_edit_actions   (RosterRecordBrowser *self);

G_END_DECLS
