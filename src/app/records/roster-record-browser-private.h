/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record-browser.h"
#include "roster-record-list.h"
#include "roster-waiting-records.h"

G_BEGIN_DECLS

/* What the parts of the browser share. */
typedef struct
{
  GtkSearchEntry *search;
  GtkWidget *create;
  GtkMenuButton *view_menu;
  GtkBox *chips;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *foot;
  GtkWidget *warning;
  GtkLabel *warning_text;
  GtkRevealer *bulk_bar;
  GtkLabel *bulk_count;
  AdwWindowTitle *title;

  RosterRecordList *records;
  RosterWaitingRecords *waiting;
  GtkFilterListModel *shown;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSliceListModel *slice;
  RosterRecordSelection *selection;
  GSimpleActionGroup *actions;

  const RosterBrowserOrder *order;
  /* That of the order, where it has one */
  int order_field;
  /* RosterRecord to gint64: those of the order, where it has some */
  GHashTable *keys;
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
void                        roster_record_browser_open               (RosterRecordBrowser *self,
                                                                      RosterRecord        *record);

/* roster-record-browser-search.c */
void                        roster_record_browser_bind_search        (GtkWidgetClass      *klass);
void                        roster_record_browser_add_search_actions (RosterRecordBrowser *self);
void                        roster_record_browser_search_again       (RosterRecordBrowser *self);

/* roster-record-browser-filters.c */
void                        roster_record_browser_set_order          (RosterRecordBrowser *self,
                                                                      const char          *nick);
void                        roster_record_browser_set_filter         (RosterRecordBrowser *self,
                                                                      const char          *field,
                                                                      const char          *value);
char                       *roster_record_browser_describe_filter    (RosterRecordBrowser *self);
void                        roster_record_browser_create_view_menu   (GtkMenuButton       *button,
                                                                      gpointer             user_data);
void                        roster_record_browser_show_page          (RosterRecordBrowser *self,
                                                                      const char          *name);
void                        roster_record_browser_add_filter_actions (RosterRecordBrowser *self);

/* roster-record-browser-saved.c */
void                        roster_record_browser_append_saved       (RosterRecordBrowser *self,
                                                                      GMenu               *menu);
void                        roster_record_browser_add_saved_actions  (RosterRecordBrowser *self);

/* roster-record-browser-edit.c */
void                        roster_record_browser_add_edit_actions   (RosterRecordBrowser *self);
void                        roster_record_browser_follow_rights      (RosterRecordBrowser *self);

G_END_DECLS
