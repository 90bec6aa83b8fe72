/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-conflict.h"
#include "roster-jmap-response.h"
#include "roster-json-scan.h"
#include "roster-outbox.h"
#include "roster-sync.h"

G_BEGIN_DECLS

/* What the parts of a sync share; nothing outside this folder includes it. */

/**
 * RosterLaneMode:
 * @ROSTER_LANE_FOLLOWING: reads what changed since the state that the cache has
 * @ROSTER_LANE_LOADING: reads everything for the first time; goes on where it was cut off
 * @ROSTER_LANE_REREADING: reads everything again, because the office no longer knows what changed; starts over when
 *   cut off
 */
typedef enum
{
  ROSTER_LANE_FOLLOWING,
  ROSTER_LANE_LOADING,
  ROSTER_LANE_REREADING,
} RosterLaneMode;

/* A change that is under way. */
typedef struct
{
  char *id;
  RosterOperation operation;
  /* As it was sent; NULL for a deletion */
  RosterRecord *sent;
} RosterSending;

/* What the office answered for one lane. */
typedef struct
{
  GError *set_error;
  JsonObject *set;

  GError *pull_error;
  char *new_state;
  gboolean more;
  GPtrArray *records;
  /* Records of a first reading as they came (RosterJsonSpan), in @body */
  GArray *texts;
  GBytes *body;
  GPtrArray *gone;
  GPtrArray *not_found;
} RosterLaneAnswer;

/* One type of one account: the unit that has a state. */
typedef struct
{
  char *account;
  gboolean read_only;
  const RosterRecordType *type;

  RosterLaneMode mode;
  /* As the cache had it when the request was made; NULL where it had none */
  char *stored;
  /* Up to where this lane has been read */
  char *since;
  /* Ids that were met while rereading */
  GHashTable *seen;

  gboolean pull_due;
  /* Whether reading was given up for this time */
  gboolean behind;
  gboolean push_blocked;
  guint mismatches;
  guint overtaken;
  guint crowded;
  guint chunk;
  /* Records to read by id, because the office has them already */
  GPtrArray *fetch;

  /* The request under way */
  gboolean in_request;
  gboolean skipped;
  GPtrArray *sending;
  RosterLaneAnswer answer;
} RosterLane;

/* Asking which lanes have changed at all. */
typedef struct
{
  gboolean due;
  /* Whether the request under way asks */
  gboolean asked;
  char *since;
  /* The answer: states by "ACCOUNT/TYPE" */
  char *new_state;
  GHashTable *changed;
  GError *error;
} RosterSurvey;

/* The call id of the question. */
#define ROSTER_SURVEY_CALL "states"

/* A request on its way, with what it asks for. It has no part in the lanes, so that it may travel while the answer to
   the one before is brought into the cache. */
struct _RosterTrip
{
  char *path;
  GBytes *request;
  gboolean bulk;
  /* For each lane the state since which it is read, NULL where it is not */
  GPtrArray *since;
  RosterHttpResponse *response;
  GError *error;
};

struct _RosterSync
{
  RosterSession *session;
  GPtrArray *lanes;
  RosterSurvey survey;
  gboolean started;
  guint page;

  GBytes *request;
  gboolean answered;
  gboolean stale;
  GError *trouble;
  RosterSyncReport report;

  /* The transaction under way: the steps of the journal, made when the first record needs them, and whether anything
     waits */
  gint64 pull_step;
  gint64 merge_step;
  gboolean outbox_empty;
  gboolean reset[ROSTER_N_RECORD_TYPES];
};

void           roster_sending_free          (RosterSending            *sending);
void           roster_lane_answer_clear     (RosterLaneAnswer         *answer);
void           roster_sync_note_trouble     (RosterSync               *self,
                                             const GError             *error);

gboolean       roster_sync_shrink           (RosterSync               *self);

/* roster-sync-request.c */
gboolean       roster_sync_fits_one_request (RosterSync               *self);
gboolean       roster_sync_build_request    (RosterSync               *self,
                                             RosterCache              *cache,
                                             GError                  **error);

RosterTrip    *roster_sync_build_trip       (RosterSync               *self);

/* roster-sync-answer.c */
gboolean       roster_sync_read_answer      (RosterSync               *self,
                                             GBytes                   *body,
                                             GError                  **error);

RosterRecord  *roster_sync_read_record      (RosterLane               *lane,
                                             const RosterJsonSpan     *text,
                                             GError                  **error);

/* roster-survey.c */
void           roster_sync_begin_survey     (RosterSync               *self,
                                             RosterCache              *cache,
                                             gboolean                  fits);
void           roster_sync_clear_survey     (RosterSync               *self);
void           roster_sync_add_survey       (RosterSync               *self,
                                             RosterJmapRequest        *request);
void           roster_sync_read_survey      (RosterSync               *self,
                                             JsonObject               *answer);
void           roster_sync_apply_survey     (RosterSync               *self);
gboolean       roster_sync_keep_survey      (RosterSync               *self,
                                             RosterCache              *cache,
                                             GError                  **error);

/* roster-push.c */
gboolean       roster_sync_apply_push       (RosterSync               *self,
                                             RosterCache              *cache,
                                             RosterLane               *lane,
                                             GError                  **error);

/* roster-pull.c */
void           roster_sync_position_lane    (RosterCache              *cache,
                                             RosterLane               *lane);
gboolean       roster_sync_compare_state    (RosterSync               *self,
                                             RosterCache              *cache,
                                             RosterLane               *lane,
                                             GError                  **error);
gboolean       roster_sync_apply_pull       (RosterSync               *self,
                                             RosterCache              *cache,
                                             RosterLane               *lane,
                                             GError                  **error);
gboolean       roster_sync_apply_removals   (RosterSync               *self,
                                             RosterCache              *cache,
                                             RosterLane               *lane,
                                             GError                  **error);

/* roster-sync-derive.c: what follows from what was merged */
gboolean       roster_sync_derive           (RosterCache              *cache,
                                             RosterRecord             *merged,
                                             RosterRecord             *theirs,
                                             GError                  **error);

/* roster-sync-merge.c: one record of the office against what the cache has of it */
gboolean       roster_sync_take_record      (RosterSync               *self,
                                             RosterCache              *cache,
                                             RosterRecord             *theirs,
                                             GError                  **error);
gboolean       roster_sync_review_conflicts (RosterSync               *self,
                                             RosterCache              *cache,
                                             GError                  **error);
gboolean       roster_sync_take_removal     (RosterSync               *self,
                                             RosterCache              *cache,
                                             const char               *account,
                                             const RosterRecordType   *type,
                                             const char               *id,
                                             GError                  **error);

G_END_DECLS
