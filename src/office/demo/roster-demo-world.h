/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo.h"
#include "roster-demo-categories.h"
#include "roster-demo-names.h"
#include "roster-id.h"

G_BEGIN_DECLS

/** How many days are measured; they end yesterday. */
#define ROSTER_DEMO_N_DAYS 90

/** Sales are reported for periods of 28 days; the last one ends yesterday. */
#define ROSTER_DEMO_PERIOD_DAYS 28
#define ROSTER_DEMO_N_PERIODS 3

/** The account of what everybody reads. */
#define ROSTER_DEMO_COMPANY_ACCOUNT "company"

typedef struct
{
  char *id;
  char *name;
  const RosterDemoPlace *place;
} RosterDemoBase;

typedef struct
{
  char *id;
  char *name;
  char *login;
  const char *role;
  guint base;
  gboolean has_base;
} RosterDemoPerson;

/** A salesperson's book. */
typedef struct
{
  char *account;
  guint salesperson;
  guint trainer;
  guint base;
  guint n_streamers;
  gboolean has_running_walk;
} RosterDemoBook;

typedef struct
{
  char *id;
  char *name;
  char *brand;
  guint vertical;
  const RosterDemoTown *town;
} RosterDemoFactory;

typedef struct
{
  char *id;
  char *name;
  guint category;
  const RosterDemoLine *line;
  guint vertical;
  guint factory;
  gint64 price;
  gint64 unit_margin;
  gint64 commission_rate;
  gint64 return_rate;
  gboolean may_be_sold;
  gboolean draws_traffic;
  gboolean custom;
  const char *custom_stage;
  guint custom_for;
  gint64 units28;
  gint64 sales28;
} RosterDemoProduct;

/** The kinds of streamers; in the order of the field's choices. */
typedef enum
{
  ROSTER_DEMO_HEAVY_SELLER,
  ROSTER_DEMO_SMALL_SELLER,
  ROSTER_DEMO_NEWCOMER,
  ROSTER_DEMO_PART_TIMER,
} RosterDemoTier;

typedef struct
{
  guint32 followers;
  guint32 plays;
  guint32 likes;
  guint32 viewers;
  guint32 orders;
  guint32 live_orders;
  guint16 live_minutes;
  guint8 videos;
  guint8 heat;
  guint32 completion_rate;
  guint32 replay_rate;
  gint64 sales;
  gint64 live_sales;
  gint64 margin;
} RosterDemoDay;

/** A product that a streamer sells again and again. */
typedef struct
{
  guint product;
  gint64 weight;
} RosterDemoShelf;

/** What a streamer sold of a product in one period; period 0 is the latest. */
typedef struct
{
  guint product;
  guint period;
  gint64 units;
  gint64 amount;
  gint64 returned;
} RosterDemoSale;

typedef struct
{
  char *id;
  char *name;
  char *real_name;
  char *kuaishou_id;
  guint book;
  const RosterDemoPlace *place;
  RosterDemoTier tier;
  guint vertical;
  guint favourite;
  guint affine;
  gint64 followers;
  gint64 minors_share;
  gint64 buyers_pay_low;
  gint64 buyers_pay_high;
  gint64 orders_in_ten_days;
  gint64 growth;
  gint64 quality;
  int joined;
  int stopped;
  gboolean left;
  guint weekdays;
  guint start_minute;
  guint live_minutes;
  GArray *assortment;
  GArray *sales;
  RosterDemoDay days[ROSTER_DEMO_N_DAYS];
} RosterDemoStreamer;

/*
 * The whole company in memory while it is made. Days are counted from today: yesterday is -1. A streamer's days[i] is
 * the day i - ROSTER_DEMO_N_DAYS.
 */
typedef struct
{
  RosterDemoScale scale;
  GDate today;
  GRand *rand;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterDemoNames *names;

  GArray *bases;
  GArray *people;
  GArray *books;
  GArray *factories;
  GArray *products;
  GArray *products_by_category[ROSTER_DEMO_N_CATEGORIES];
  GPtrArray *streamers;
  GPtrArray *checklists;
  GPtrArray *templates;

  const RosterDemoSink *sink;
  gpointer data;
} RosterDemoWorld;

RosterDemoWorld *roster_demo_world_new     (RosterDemoScale        scale,
                                            guint32                seed,
                                            const GDate           *today,
                                            const RosterDemoSink  *sink,
                                            gpointer               data);
void             roster_demo_world_free    (RosterDemoWorld       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoWorld, roster_demo_world_free)

char            *roster_demo_world_date    (RosterDemoWorld       *self,
                                            int                    day);
gint64           roster_demo_world_instant (RosterDemoWorld       *self,
                                            int                    day,
                                            guint                  minute);
guint            roster_demo_world_weekday (RosterDemoWorld       *self,
                                            int                    day);

gboolean         roster_demo_world_give    (RosterDemoWorld       *self,
                                            RosterRecord          *record,
                                            GError               **error);

void             roster_demo_set_date      (RosterDemoWorld       *self,
                                            RosterRecord          *record,
                                            const char            *field,
                                            int                    day);
void             roster_demo_set_set       (RosterRecord          *record,
                                            const char            *field,
                                            ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
