/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tour-cache.h"

#include <gdk/gdk.h>
#include <string.h>

#include "roster-account.h"
#include "roster-blob-folder.h"
#include "roster-blob-id.h"
#include "roster-blob-queue.h"
#include "roster-conflict.h"
#include "roster-custom-stage.h"
#include "roster-demo.h"
#include "roster-outbox.h"
#include "roster-photo-intake.h"
#include "roster-record-json.h"
#include "roster-remote.h"
#include "roster-session.h"
#include "roster-token-store.h"
#include "roster-walk-photo.h"

#define SEED 7
#define MINUTES(n) ((gint64) (n) *60 * 1000)

/* Everything here is prepared by the program itself: what fails is the program's fault. */
#define MUST(call)                                                          \
  G_STMT_START                                                              \
  {                                                                         \
    g_autoptr (GError) error = NULL;                                        \
    if (!(call))                                                            \
      g_error ("%s: %s", #call, error != NULL ? error->message : "failed"); \
  }                                                                         \
  G_STMT_END

RosterTourCache *
roster_tour_cache_new (void)
{
  RosterTourCache *self = g_new0 (RosterTourCache, 1);
  gint64 now;

  roster_instant_from_text (ROSTER_TOUR_NOW, &now);
  self->clock = roster_manual_clock_new (now, ROSTER_TOUR_ZONE);
  self->ids = roster_id_source_new_seeded (self->clock, SEED);
  return self;
}

void
roster_tour_cache_free (RosterTourCache *self)
{
  g_clear_object (&self->ids);
  g_clear_object (&self->clock);
  g_free (self->streamer);
  g_free (self->long_name);
  g_free (self->product);
  g_free (self->line_up);
  g_free (self->custom);
  g_free (self->factory);
  g_free (self->running_walk);
  g_free (self->running_streamer);
  g_free (self->signed_walk);
  g_strfreev (self->photos);
  g_free (self);
}

typedef struct
{
  GPtrArray *records;
  char *book;
  char *name;
} Company;

static gboolean
take_record_cb (RosterRecord  *record,
                gpointer       data,
                GError       **error)
{
  g_ptr_array_add (((Company *) data)->records, g_object_ref (record));
  return TRUE;
}

static gboolean
take_login_cb (const RosterDemoLogin  *login,
               gpointer                data,
               GError                **error)
{
  Company *company = data;

  if (company->book == NULL && strcmp (login->role, "salesperson") == 0)
    {
      company->book = g_strconcat ("book-", login->person_id, NULL);
      company->name = g_strdup (login->name);
    }

  return TRUE;
}

static void
set_accounts (RosterCache *cache,
              Company     *company)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  g_ptr_array_add (accounts, roster_account_new ("company", "唯业", ROSTER_SCOPE_COMPANY, FALSE, TRUE));
  g_ptr_array_add (accounts, roster_account_new (company->book, company->name, ROSTER_SCOPE_BOOK, FALSE, TRUE));
  MUST (roster_cache_set_accounts (cache, accounts, &error));
}

static RosterCache *
open_cache (RosterTourCache *self,
            const char      *path)
{
  g_autoptr (GError) error = NULL;
  RosterCache *cache = roster_cache_open (path, self->clock, self->ids, &error);

  if (cache == NULL)
    g_error ("%s", error->message);

  return cache;
}

/* One number of the rules that the office set. */
static void
load_rule (RosterTourCache *self,
           RosterCache     *cache)
{
  g_autofree char *id = roster_cache_new_id (cache);
  g_autoptr (RosterRecord) rule = roster_record_new (&roster_rule_type, id, "company");

  roster_record_set_text (rule, "name", "contactDaysPartTimer");
  roster_record_set_number (rule, "value", 5);
  roster_record_set_text (rule, "note", "双十一之前每周至少联系一次兼职主播");
  MUST (roster_cache_load_remote (cache, rule, &error));
}

/* The first of each state. */
static void
note_walk (RosterTourCache *self,
           RosterRecord    *walk)
{
  const char *state = roster_record_text (walk, "state");

  if (self->running_walk == NULL && strcmp (state, "running") == 0)
    {
      self->running_walk = g_strdup (roster_record_id (walk));
      self->running_streamer = g_strdup (roster_record_text (walk, "streamer"));
    }
  if (self->signed_walk == NULL && strcmp (state, "signed") == 0)
    self->signed_walk = g_strdup (roster_record_id (walk));
}

/**
 * roster_tour_cache_fill:
 * @path: a file that is not there yet
 *
 * Makes the cache of one salesperson of the small demo company, as it is after a sync.
 */
void
roster_tour_cache_fill (RosterTourCache *self,
                        const char      *path)
{
  static const RosterDemoSink sink = { take_record_cb, take_login_cb };
  g_autoptr (RosterCache) cache = open_cache (self, path);
  Company company = { .records = g_ptr_array_new_with_free_func (g_object_unref) };

  MUST (roster_demo_generate (ROSTER_DEMO_SCALE_SMALL, SEED, ROSTER_TOUR_TODAY, &sink, &company, &error));
  g_assert (company.book != NULL);

  set_accounts (cache, &company);
  MUST (roster_cache_begin (cache, &error));
  for (guint i = 0; i < company.records->len; i++)
    {
      RosterRecord *record = g_ptr_array_index (company.records, i);
      const char *account = roster_record_account (record);

      if (strcmp (account, "company") == 0 || strcmp (account, company.book) == 0)
        MUST (roster_cache_load_remote (cache, record, &error));
      if (self->streamer == NULL && roster_record_type (record) == &roster_streamer_type &&
          strcmp (account, company.book) == 0)
        self->streamer = g_strdup (roster_record_id (record));
      if (self->line_up == NULL && roster_record_type (record) == &roster_lineup_type &&
          g_strcmp0 (roster_record_text (record, "streamer"), self->streamer) == 0 &&
          g_strcmp0 (roster_record_text (record, "state"), "done") != 0)
        self->line_up = g_strdup (roster_record_id (record));
      if (self->custom == NULL && roster_record_type (record) == &roster_custom_request_type &&
          strcmp (account, company.book) == 0 && roster_custom_request_is_open (record))
        self->custom = g_strdup (roster_record_id (record));
      if (roster_record_type (record) == &roster_walkthrough_type && strcmp (account, company.book) == 0)
        note_walk (self, record);
      if (self->product == NULL && roster_record_type (record) == &roster_product_type)
        {
          self->product = g_strdup (roster_record_id (record));
          self->factory = g_strdup (roster_record_text (record, "factory"));
        }
    }
  g_assert_nonnull (self->custom);
  load_rule (self, cache);
  MUST (roster_cache_commit (cache, &error));

  g_ptr_array_unref (company.records);
  g_free (company.book);
  g_free (company.name);
}

/**
 * roster_tour_cache_clear:
 * @path: a file that is not there yet
 *
 * Makes the cache of a salesperson who has just begun: one streamer, who was called a moment ago.
 */
void
roster_tour_cache_clear (RosterTourCache *self,
                         const char      *path)
{
  g_autoptr (RosterCache) cache = open_cache (self, path);
  Company company = { .book = (char *) "book-new", .name = (char *) "新人" };
  g_autofree char *id = roster_id_source_next (self->ids), *call = roster_id_source_next (self->ids);
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, id, company.book);
  g_autoptr (RosterRecord) activity = roster_record_new (&roster_activity_type, call, company.book);

  set_accounts (cache, &company);
  roster_record_set_text (streamer, "name", "张三");
  roster_record_set_text (streamer, "kuaishouId", "zhangsan");
  roster_record_set_text (streamer, "joinedOn", "2025-01-01");
  roster_record_apply_defaults (streamer);
  roster_record_set_text (activity, "streamer", id);
  roster_record_set_text (activity, "kind", "call");
  roster_record_set_number (activity, "at", roster_clock_now (self->clock));
  roster_record_apply_defaults (activity);
  MUST (roster_cache_load_remote (cache, streamer, &error));
  MUST (roster_cache_load_remote (cache, activity, &error));
}

/* Photos */

/* A live room as a phone sees it: a lamp, a table with goods, somebody in front of a wall. */
GdkPixbuf *
roster_tour_cache_draw_room (guint number)
{
  static const double walls[][3] = { { 0.93, 0.80, 0.72 }, { 0.55, 0.66, 0.80 }, { 0.78, 0.84, 0.70 } };
  const double *wall = walls[number % G_N_ELEMENTS (walls)];
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1200, 900);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *light = cairo_pattern_create_radial (300, 220, 30, 300, 220, 900);
  GdkPixbuf *pixbuf;

  cairo_pattern_add_color_stop_rgb (light, 0, 1, 0.98, 0.92);
  cairo_pattern_add_color_stop_rgb (light, 1, wall[0] * 0.7, wall[1] * 0.7, wall[2] * 0.7);
  cairo_set_source (cr, light);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 1, 1, 0.95);
  cairo_set_line_width (cr, 26);
  cairo_arc (cr, 300, 220, 110, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.35, 0.22, 0.20);
  cairo_arc (cr, 690, 330, 105, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.75 - 0.2 * number, 0.25, 0.30 + 0.15 * number);
  cairo_arc (cr, 690, 700, 240, G_PI, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.92, 0.90, 0.86);
  cairo_rectangle (cr, 0, 690, 1200, 210);
  cairo_fill (cr);
  for (guint i = 0; i < 6; i++)
    {
      cairo_set_source_rgb (cr, 0.9 - 0.1 * i, 0.5 + 0.06 * i, 0.3 + 0.1 * ((i + number) % 4));
      cairo_rectangle (cr, 70 + 190 * i, 610 + 15 * (i % 3), 90, 150);
      cairo_fill (cr);
    }

  pixbuf = gdk_pixbuf_get_from_surface (surface, 0, 0, 1200, 900);
  cairo_pattern_destroy (light);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixbuf;
}

static char *
take_photo (const char *path,
            guint       number)
{
  g_autofree char *folder = roster_blob_folder_for (path);
  g_autoptr (GdkPixbuf) room = roster_tour_cache_draw_room (number);
  g_autoptr (GBytes) photo = NULL;
  char *id;

  MUST ((photo = roster_photo_encode (room, 2048, &error)) != NULL);
  MUST ((id = roster_blob_folder_write (folder, photo, &error)) != NULL);
  return id;
}

static RosterTemplate *
template_of (RosterCache  *cache,
             RosterRecord *walk)
{
  g_autoptr (RosterRecord) checklist = NULL;
  RosterTemplate *template;

  MUST ((checklist =
             roster_cache_get (cache, &roster_checklist_type, roster_record_text (walk, "checklist"), &error)) != NULL);
  MUST ((template = roster_template_new (roster_record_text (checklist, "sections"), &error)) != NULL);
  return template;
}

static RosterRecord *
with_photo (RosterTourCache *self,
            RosterTemplate  *template,
            RosterRecord    *walk,
            guint            index,
            const char      *id)
{
  g_autoptr (RosterRecord) before = walk;
  RosterRecord *after;

  MUST ((after = roster_walkthrough_add_photo (template, before, index, id, NULL, roster_clock_now (self->clock),
                                               &error)) != NULL);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (self->clock), 1);
  return after;
}

/* Three photos of one's own and one that a colleague took and nobody has sent yet. */
static RosterRecord *
photograph_running (RosterTourCache *self,
                    RosterCache     *cache,
                    const char      *path)
{
  g_autoptr (RosterRecord) walk = NULL;
  g_autoptr (RosterTemplate) template = NULL;
  g_autofree char *missing = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'e');
  int index;

  MUST ((walk = roster_cache_get (cache, &roster_walkthrough_type, self->running_walk, &error)) != NULL);
  template = template_of (cache, walk);
  index = roster_template_find_item (template, roster_record_text (walk, "cursor"));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = take_photo (path, i);

      walk = with_photo (self, template, g_steal_pointer (&walk), MAX (index, 0), id);
    }
  walk = with_photo (self, template, g_steal_pointer (&walk), MAX (index, 0), missing);
  g_strfreev (self->photos);
  self->photos = roster_walkthrough_photos (walk, roster_template_item (template, (guint) MAX (index, 0))->id);
  return g_steal_pointer (&walk);
}

static RosterRecord *
photograph_signed (RosterTourCache *self,
                   RosterCache     *cache,
                   const char      *path)
{
  g_autoptr (RosterRecord) walk = NULL;
  g_autoptr (RosterTemplate) template = NULL;
  g_autoptr (GVariant) signatures = NULL;

  MUST ((walk = roster_cache_get (cache, &roster_walkthrough_type, self->signed_walk, &error)) != NULL);
  template = template_of (cache, walk);
  signatures = g_variant_ref (roster_record_value (walk, "signatures"));
  roster_record_set (walk, "signatures", NULL);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = take_photo (path, i);

      walk = with_photo (self, template, g_steal_pointer (&walk), i < 2 ? 0 : 3, id);
    }
  roster_record_set (walk, "signatures", signatures);
  return g_steal_pointer (&walk);
}

/* A machine has flagged the streamer's newest video, and nobody has looked at it yet. */
static RosterRecord *
flag_newest_video (RosterTourCache *self,
                   RosterCache     *cache)
{
  static const char *const places[] = { "cover", "frames", "title", NULL };
  g_autoptr (GPtrArray) videos = NULL;
  RosterRecord *newest = NULL, *flagged;

  MUST ((videos = roster_cache_list_by (cache, &roster_video_type, "streamer", self->streamer, &error)) != NULL);
  for (guint i = 0; i < videos->len; i++)
    if (newest == NULL || g_strcmp0 (roster_record_text (videos->pdata[i], "publishedOn"),
                                     roster_record_text (newest, "publishedOn")) > 0)
      newest = videos->pdata[i];
  g_assert (newest != NULL);

  flagged = roster_record_copy (newest);
  roster_record_set_text (flagged, "name", "今天小店开张,老街坊都来捧场,现场喝了三杯庆祝一下");
  roster_record_set_text (flagged, "flag", "red");
  roster_record_set (flagged, "flaggedIn", roster_value_new_set (places));
  roster_record_set (flagged, "verdict", NULL);
  roster_record_set (flagged, "verdictReason", NULL);
  return flagged;
}

/**
 * roster_tour_cache_photograph:
 * @path: a cache that is filled
 * @waits: whether the photos were taken just now: two wait for the office, and one was refused
 *
 * Gives the walk-throughs photos, and one streamer a video that a machine has flagged.
 */
void
roster_tour_cache_photograph (RosterTourCache *self,
                              const char      *path,
                              gboolean         waits)
{
  g_autoptr (RosterCache) cache = open_cache (self, path);
  g_autoptr (RosterRecord) before = NULL, flagged = NULL, running = photograph_running (self, cache, path);
  g_autoptr (RosterRecord) finished = photograph_signed (self, cache, path);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "照片");
  g_autoptr (GPtrArray) blobs = NULL;

  if (!waits)
    {
      flagged = flag_newest_video (self, cache);
      MUST (roster_cache_begin (cache, &error));
      MUST (roster_cache_load_remote (cache, flagged, &error));
      MUST (roster_cache_load_remote (cache, running, &error));
      MUST (roster_cache_load_remote (cache, finished, &error));
      MUST (roster_cache_commit (cache, &error));
      return;
    }

  MUST ((before = roster_cache_get (cache, &roster_walkthrough_type, self->running_walk, &error)) != NULL);
  roster_edit_update (edit, before, running);
  MUST (roster_cache_apply (cache, edit, NULL, &error));
  MUST ((blobs = roster_cache_list_blobs (cache, &error)) != NULL);
  MUST (roster_cache_refuse_blob (cache, blobs->pdata[0], "这本主播名册的照片已占满总部提供的 2000 MB；请移除一些",
                                  &error));
}

/**
 * roster_tour_cache_train:
 * @path: a cache that is filled
 *
 * Makes it that of a trainer, who may write what belongs to coaching only, and who has given a walk-through up.
 */
void
roster_tour_cache_train (RosterTourCache *self,
                         const char      *path)
{
  static const RosterRecordType *const writes[] = { &roster_walkthrough_type, &roster_followup_type,
                                                    &roster_activity_type };
  g_autoptr (RosterCache) cache = open_cache (self, path);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (RosterRecord) before = NULL, after = NULL, again = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "放弃");
  g_autofree char *id = roster_id_source_next (self->ids);

  MUST ((before = roster_cache_get (cache, &roster_walkthrough_type, self->running_walk, &error)) != NULL);
  after = roster_record_copy (before);
  roster_record_set_text (after, "state", "abandoned");
  roster_record_set_text (after, "abandonReason", "主播临时有事，改到下周再做");
  again = roster_record_new (&roster_walkthrough_type, id, roster_record_account (before));
  for (guint i = 0; i < roster_walkthrough_type.n_fields; i++)
    roster_record_set (again, roster_walkthrough_type.fields[i].name,
                       roster_record_value (before, roster_walkthrough_type.fields[i].name));
  roster_record_set_number (again, "startedAt", roster_clock_now (self->clock));
  roster_edit_update (edit, before, after);
  roster_edit_create (edit, again);
  MUST (roster_cache_apply (cache, edit, NULL, &error));

  MUST ((accounts = roster_cache_list_accounts (cache, &error)) != NULL);
  for (guint i = 0; i < accounts->len; i++)
    {
      RosterAccount *account = accounts->pdata[i];

      account->writes = g_ptr_array_new ();
      for (guint t = 0; account->scope == ROSTER_SCOPE_BOOK && t < G_N_ELEMENTS (writes); t++)
        g_ptr_array_add (account->writes, (gpointer) writes[t]);
    }
  MUST (roster_cache_set_accounts (cache, accounts, &error));
}

/* Changes in every state */

static RosterRecord *
nth_of (RosterCache            *cache,
        const RosterRecordType *type,
        guint                   position)
{
  g_autoptr (GPtrArray) records = roster_cache_list (cache, type, NULL);

  g_assert (records != NULL && records->len > position);
  return g_object_ref (g_ptr_array_index (records, position));
}

static void
apply (RosterTourCache *self,
       RosterCache     *cache,
       RosterEdit      *edit,
       gint64           later)
{
  MUST (roster_cache_apply (cache, edit, NULL, &error));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (self->clock), later);
}

static void
change (RosterTourCache *self,
        RosterCache     *cache,
        RosterRecord    *record,
        const char      *label,
        const char      *first_field,
        const char      *first_value,
        const char      *second_field,
        const char      *second_value)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  g_autoptr (RosterRecord) after = roster_record_copy (record);

  roster_record_set_text (after, first_field, first_value);
  if (second_field != NULL)
    roster_record_set_text (after, second_field, second_value);
  roster_edit_update (edit, record, after);
  apply (self, cache, edit, MINUTES (7));
}

static void
add_waiting (RosterTourCache *self,
             RosterCache     *cache)
{
  g_autoptr (RosterRecord) first = nth_of (cache, &roster_streamer_type, 0);
  g_autoptr (RosterRecord) long_name = nth_of (cache, &roster_streamer_type, 1);
  g_autofree char *account = roster_cache_account_for (cache, ROSTER_SCOPE_BOOK);
  g_autofree char *id = roster_cache_new_id (cache);
  g_autoptr (RosterEdit) note = roster_edit_new (ROSTER_CAUSE_EDIT, "记录电话");
  g_autoptr (RosterRecord) activity = roster_record_new (&roster_activity_type, id, account);

  self->long_name = g_strdup (roster_record_id (long_name));
  change (self, cache, first, "修改下一步", "nextStep", "周四寄样品,两款洗发水各三瓶", "nextStepDue", "2026-05-21");
  change (self, cache, long_name, "修改名称", "name", "东北老铁王大姐家的山货铺子(每晚七点半准时开播,周末加一场)", NULL, NULL);

  roster_record_set_text (activity, "streamer", roster_record_id (first));
  roster_record_set_text (activity, "kind", "call");
  roster_record_set_text (activity, "text", "想先看样品,担心退货率;约周四下午再打。");
  roster_record_set_number (activity, "at", roster_clock_now (self->clock));
  roster_edit_create (note, activity);
  apply (self, cache, note, MINUTES (3));
}

static void
add_refused (RosterTourCache *self,
             RosterCache     *cache)
{
  g_autoptr (RosterRecord) product = nth_of (cache, &roster_product_type, 0);
  g_autoptr (RosterRecord) streamer = nth_of (cache, &roster_streamer_type, 2);

  change (self, cache, product, "修改售价", "sellingPoints", "买二送一,临期三个月内", NULL, NULL);
  MUST (roster_cache_refuse_pending (cache, &roster_product_type, roster_record_id (product), "forbidden",
                                     "只有总部可以修改商品", &error));

  change (self, cache, streamer, "修改快手号", "kuaishouId", "laotie-666", NULL, NULL);
  MUST (roster_cache_refuse_pending (cache, &roster_streamer_type, roster_record_id (streamer), "invalidProperties",
                                     "快手号 laotie-666 已经属于另一个名册", &error));
}

static void
add_conflict (RosterTourCache    *self,
              RosterCache        *cache,
              RosterRecord       *record,
              RosterConflictKind  kind,
              const char         *field,
              const char         *mine,
              const char         *theirs)
{
  RosterConflict conflict = {
    .key = roster_record_key_new (roster_record_type (record), roster_record_id (record)),
    .account = (char *) roster_record_account (record),
    .title = (char *) roster_record_title (record),
    .kind = kind,
    .field = (char *) field,
    .mine = (char *) mine,
    .theirs = (char *) theirs,
    .mine_at = roster_clock_now (self->clock) - MINUTES (60),
    .theirs_at = roster_clock_now (self->clock) - MINUTES (26 * 60),
    .theirs_by = (char *) "office",
  };

  MUST (roster_cache_begin (cache, &error));
  MUST (roster_cache_add_conflict (cache, &conflict, &error));
  MUST (roster_cache_set_pending_state (cache, conflict.key->type, conflict.key->id, ROSTER_PENDING_CONFLICT, &error));
  MUST (roster_cache_commit (cache, &error));
  roster_record_key_free (conflict.key);
}

static void
add_conflicts (RosterTourCache *self,
               RosterCache     *cache)
{
  g_autoptr (RosterRecord) edited = nth_of (cache, &roster_streamer_type, 3);
  g_autoptr (RosterRecord) deleted = nth_of (cache, &roster_streamer_type, 4);
  g_autofree char *whole = NULL;
  g_autoptr (RosterRecord) current = NULL;

  change (self, cache, edited, "修改电话", "phone", "13800005678", NULL, NULL);
  add_conflict (self, cache, edited, ROSTER_CONFLICT_FIELD, "phone", "\"13800005678\"", "\"13900001234\"");

  change (self, cache, deleted, "修改城市", "city", "临沂", "notes", "换了新手机,微信不变。");
  current = roster_cache_get (cache, &roster_streamer_type, roster_record_id (deleted), NULL);
  whole = roster_record_to_json_text (current);
  add_conflict (self, cache, deleted, ROSTER_CONFLICT_DELETED_THERE, NULL, whole, NULL);
}

/**
 * roster_tour_cache_disturb:
 * @path: a cache that roster_tour_cache_fill() made
 *
 * Puts changes that wait, that the office refused and that clash into the cache.
 */
void
roster_tour_cache_disturb (RosterTourCache *self,
                           const char      *path)
{
  g_autoptr (RosterCache) cache = open_cache (self, path);
  gint64 now;

  roster_instant_from_text (ROSTER_TOUR_NOW, &now);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (self->clock), now - MINUTES (75));
  add_waiting (self, cache);
  add_refused (self, cache);
  add_conflicts (self, cache);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (self->clock), now);
}

/**
 * roster_tour_cache_cut_off:
 * @path: a cache that roster_tour_cache_fill() made
 *
 * Makes it the cache of an office where nobody answers, with a change that waits.
 */
void
roster_tour_cache_cut_off (RosterTourCache *self,
                           const char      *path)
{
  static const char office[] = "http://127.0.0.1:9", login[] = "handong";
  g_autoptr (RosterCache) cache = open_cache (self, path);
  g_autofree char *file = roster_token_file_for (path);
  g_autofree char *synced = NULL;
  g_autoptr (RosterTokenStore) tokens = roster_file_token_store_new (file);
  g_autoptr (RosterRecord) streamer = nth_of (cache, &roster_streamer_type, 0);
  gint64 now;

  roster_instant_from_text (ROSTER_TOUR_NOW, &now);
  synced = g_strdup_printf ("%" G_GINT64_FORMAT, now - MINUTES (190));
  MUST (roster_cache_set_fact (cache, ROSTER_FACT_OFFICE, office, &error));
  MUST (roster_cache_set_fact (cache, ROSTER_FACT_LOGIN, login, &error));
  MUST (roster_cache_set_fact (cache, ROSTER_FACT_LAST_SYNCED_AT, synced, &error));
  MUST (roster_token_store_store (tokens, office, login, "none", NULL, &error));
  change (self, cache, streamer, "修改下一步", "nextStep", "周四寄样品,两款洗发水各三瓶", NULL, NULL);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (self->clock), now);
}
