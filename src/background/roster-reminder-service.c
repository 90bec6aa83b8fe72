/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-service-private.h"

#include <glib/gi18n-lib.h>

#include "roster-cache-reminders.h"
#include "roster-reminder-day.h"
#include "roster-reminder-item.h"
#include "roster-reminder-listing.h"
#include "roster-reminder-reading.h"
#include "roster-reminder-words.h"
#include "roster-wake-source.h"

/* The notification that stands for many. */
#define DIGEST "digest"

/* How many lines of it are written out. */
#define DIGEST_LINES 6

/* Changes come in bursts; they are read together, and not while somebody waits for a list. Milliseconds. */
#define READ_AFTER 1000

/* What is read reaches some days ahead; it is read again before that, milliseconds. */
#define READ_AGAIN_AFTER (G_GINT64_CONSTANT (24) * 3600000)

/* A difference between the clocks up to this is not a clock that was set, milliseconds. */
#define CLOCK_DRIFT 2000

enum
{
  PROP_0,
  PROP_ENABLED,
  PROP_QUIET,
  PROP_QUIET_FROM,
  PROP_QUIET_TO,
  PROP_WAITING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

guint roster_reminder_service_signals[ROSTER_REMINDER_N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterReminderService, roster_reminder_service, G_TYPE_OBJECT)

static void read_soon (RosterReminderService *self);

/* Showing */

static const char *
streamer_of (RosterReminderService *self,
             const RosterReminder  *reminder)
{
  return reminder->streamer != NULL ? g_hash_table_lookup (self->reading->names, reminder->streamer) : NULL;
}

static void
notify (RosterReminderService *self,
        const char            *id,
        const char            *title,
        const char            *body,
        gboolean               may_answer)
{
  gboolean shown = FALSE;

  if (roster_notifier_is_available (self->notifier))
    roster_notifier_show (self->notifier, id, title, body, may_answer);
  else
    g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_IN_APP], 0, may_answer ? id : NULL,
                   title, body, &shown);
}

/* Nobody is called to where they are. */
static gboolean
is_in_view (RosterReminderService *self,
            const RosterReminder  *reminder)
{
  gboolean seen = FALSE;

  g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_IN_VIEW], 0, reminder, &seen);
  return seen;
}

static void
show_one (RosterReminderService       *self,
          const RosterReminderVerdict *verdict)
{
  const RosterReminder *reminder = verdict->reminder;
  g_autofree char *title = roster_reminder_title (reminder, streamer_of (self, reminder));
  g_autofree char *body =
      roster_reminder_body (reminder, verdict->reason, self->situation.now, self->situation.zone);

  g_hash_table_insert (self->on_show, g_strdup (reminder->key), roster_reminder_copy (reminder));
  notify (self, reminder->key, title, body, TRUE);
}

static void
add_line (RosterReminderService       *self,
          GString                     *body,
          const RosterReminderVerdict *verdict,
          guint                       *n_lines)
{
  g_autofree char *title = roster_reminder_title (verdict->reminder, streamer_of (self, verdict->reminder));

  if (verdict->reason != ROSTER_LATE_ARRIVED && (*n_lines)++ < DIGEST_LINES)
    g_string_append_printf (body, "%s%s", body->len > 0 ? "\n" : "", title);
}

static void
show_digest (RosterReminderService        *self,
             const RosterReminderDecision *decision)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *title = NULL;
  guint n_lines = 0;

  for (guint i = 0; i < decision->show->len; i++)
    add_line (self, body, &g_array_index (decision->show, RosterReminderVerdict, i), &n_lines);
  for (guint i = 0; i < decision->missed->len; i++)
    add_line (self, body, &g_array_index (decision->missed, RosterReminderVerdict, i), &n_lines);
  if (n_lines > DIGEST_LINES)
    {
      guint rest = n_lines - DIGEST_LINES;

      g_string_append_c (body, '\n');
      g_string_append_printf (body, g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", rest), rest);
    }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u reminder while you were away",
                                        "%u reminders while you were away", n_lines),
                           n_lines);
  notify (self, DIGEST, title, body->str, FALSE);
}

static void
keep_reason (RosterReminderService       *self,
             const RosterReminderVerdict *verdict)
{
  if (verdict->reason != ROSTER_LATE_NOT)
    g_hash_table_insert (self->reasons, g_strdup (verdict->reminder->key), GUINT_TO_POINTER (verdict->reason));
}

static void
act (RosterReminderService        *self,
     const RosterReminderDecision *decision)
{
  RosterReminderRecord *record;
  gint64 now = self->situation.now;

  for (guint i = 0; i < decision->withdraw->len; i++)
    {
      roster_notifier_withdraw (self->notifier, decision->withdraw->pdata[i]);
      g_hash_table_remove (self->on_show, decision->withdraw->pdata[i]);
    }
  if (decision->show->len == 0 && decision->missed->len == 0)
    return;

  record = roster_reminder_record_new ();
  if (decision->digest)
    show_digest (self, decision);
  for (guint i = 0; i < decision->show->len; i++)
    {
      const RosterReminderVerdict *verdict = &g_array_index (decision->show, RosterReminderVerdict, i);
      RosterReminderMark *mark = roster_reminder_mark_for (self->reading->marks, verdict->reminder);
      gboolean in_view = !decision->digest && is_in_view (self, verdict->reminder);

      if (!decision->digest && !in_view)
        show_one (self, verdict);
      keep_reason (self, verdict);
      mark->shown = now;
      mark->shown_after = mark->snoozed;
      roster_reminder_record_note (record, verdict, mark, in_view ? "in-view" : "shown", now);
    }
  for (guint i = 0; i < decision->missed->len; i++)
    {
      const RosterReminderVerdict *verdict = &g_array_index (decision->missed, RosterReminderVerdict, i);
      RosterReminderMark *mark = roster_reminder_mark_for (self->reading->marks, verdict->reminder);

      keep_reason (self, verdict);
      mark->missed = now;
      roster_reminder_record_note (record, verdict, mark, "missed", now);
    }
  /* Shown first: who is killed in between sees it again rather than never. */
  roster_reminder_service_store (self, record);
}

/* What stays the same keeps its row: somebody may be about to click. */
static void
update_items (RosterReminderService *self)
{
  guint n_waiting = 0;
  g_autoptr (GPtrArray) items = self->enabled && self->reading != NULL
                                    ? roster_reminder_listing (self->reading, self->reasons, self->situation.now,
                                                               self->situation.zone, &n_waiting)
                                    : g_ptr_array_new ();

  roster_reminder_listing_show (self->items, items);
  if (self->n_waiting != n_waiting)
    {
      self->n_waiting = n_waiting;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAITING]);
    }
}

/* Deciding */

static void
look_at_clock (RosterReminderService *self)
{
  gint64 now = roster_clock_now (self->clock), offset = now - roster_wake_boot_time ();

  if (ABS (offset - self->clock_offset) > CLOCK_DRIFT)
    {
      self->situation.clock_to = now;
      self->situation.clock_from = now - (offset - self->clock_offset);
      self->clock_offset = offset;
    }
  self->situation.now = now;
  g_clear_pointer (&self->situation.zone, g_time_zone_unref);
  self->situation.zone = roster_clock_zone (self->clock);
}

static gboolean
has_in_app (RosterReminderService *self)
{
  gboolean shown = FALSE;

  g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_IN_APP], 0, NULL, NULL, NULL, &shown);
  return shown;
}

static void
look_at_display (RosterReminderService *self)
{
  gboolean somewhere = roster_notifier_is_available (self->notifier) || has_in_app (self);

  if (!somewhere)
    self->situation.display_since = G_MAXINT64;
  else if (self->situation.display_since == G_MAXINT64)
    self->situation.display_since = self->situation.now;
}

void
roster_reminder_service_decide (RosterReminderService *self)
{
  g_auto (RosterReminderDecision) decision = { 0 };

  if (self->reading == NULL)
    return;

  look_at_clock (self);
  look_at_display (self);
  self->situation.since = self->reading->since;
  self->situation.quiet_from = self->quiet ? self->quiet_from : 0;
  self->situation.quiet_to = self->quiet ? self->quiet_to : 0;
  if (!self->enabled)
    {
      roster_wake_source_set (self->wake, G_MAXINT64);
      update_items (self);
      return;
    }

  roster_reminders_decide (&decision, self->reading->reminders, self->reading->marks, self->on_show,
                           &self->situation);
  act (self, &decision);
  self->situation.decided = self->situation.now;
  self->next_wake = MIN (decision.wake, self->situation.now + READ_AGAIN_AFTER);
  /* The source goes by the computer's clock, which need not be the one of this run. */
  roster_wake_source_set (self->wake, self->next_wake - self->situation.now + g_get_real_time () / 1000);
  update_items (self);
}

typedef struct
{
  gint64 now;
  GTimeZone *zone;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_time_zone_unref (question->zone);
  g_free (question);
}

/* What another process left on the screen, or nothing. */
static gpointer
begin_in_thread (RosterCache   *cache,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  char *left;

  if (!roster_cache_begin_reminders (cache, error))
    return NULL;

  left = roster_cache_take_notifications (cache);
  return left != NULL ? left : g_strdup ("");
}

static gpointer
read_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Question *question = data;

  return roster_reminder_reading_new (cache, question->now, question->zone, error);
}

/* What another process showed is on the screen of this one; what no longer matters goes when it is decided on. */
static void
take_over (RosterReminderService *self)
{
  for (guint i = 0; self->left != NULL && self->left[i] != NULL; i++)
    {
      const RosterReminder *reminder = roster_reminder_service_find (self, self->left[i]);

      if (reminder != NULL)
        g_hash_table_insert (self->on_show, g_strdup (reminder->key), roster_reminder_copy (reminder));
      else if (!g_str_equal (self->left[i], DIGEST))
        roster_notifier_withdraw (self->notifier, self->left[i]);
    }
  g_clear_pointer (&self->left, g_strfreev);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterReminderReading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterReminderService *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->reading_now = FALSE;
  if (reading == NULL)
    g_warning ("Cannot read the reminders: %s", error->message);
  else
    {
      /* What was shown a moment ago may not be stored yet. */
      for (guint i = 0; self->reading != NULL && i < reading->reminders->len; i++)
        {
          const RosterReminder *reminder = reading->reminders->pdata[i];
          const RosterReminderMark *known = g_hash_table_lookup (self->reading->marks, reminder->key);

          if (known != NULL && known->stamp == reminder->stamp && (known->shown != 0 || known->missed != 0))
            {
              RosterReminderMark *mark = roster_reminder_mark_for (reading->marks, reminder);

              mark->shown = known->shown;
              mark->shown_after = known->shown_after;
              mark->missed = known->missed;
            }
        }
      g_clear_pointer (&self->reading, roster_reminder_reading_free);
      self->reading = g_steal_pointer (&reading);
      take_over (self);
      roster_reminder_service_decide (self);
    }

  if (self->read_again)
    read_soon (self);
}

static void
read_now (RosterReminderService *self)
{
  Question *question;

  g_clear_handle_id (&self->read_timeout, g_source_remove);
  if (self->reading_now)
    {
      self->read_again = TRUE;
      return;
    }

  self->reading_now = TRUE;
  self->read_again = FALSE;
  question = g_new0 (Question, 1);
  question->now = roster_clock_now (self->clock);
  question->zone = roster_clock_zone (self->clock);
  roster_store_read_async (self->store, read_in_thread, question, question_free,
                           (GDestroyNotify) roster_reminder_reading_free, self->cancellable, read_cb, self);
}

static gboolean
read_timeout_cb (gpointer user_data)
{
  RosterReminderService *self = user_data;

  self->read_timeout = 0;
  read_now (self);
  return G_SOURCE_REMOVE;
}

static void
read_soon (RosterReminderService *self)
{
  if (self->read_timeout == 0 && self->cancellable != NULL)
    self->read_timeout = g_timeout_add (READ_AFTER, read_timeout_cb, self);
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RosterReminderService) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (self->cancellable == NULL)
    return;

  if (left != NULL && left[0] != '\0')
    {
      g_strfreev (self->left);
      self->left = roster_notifier_take (self->notifier, left);
    }
  if (left != NULL)
    read_now (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("There will be no reminders: %s", error->message);
}

static gboolean
wake_cb (gboolean clock_was_set,
         gpointer user_data)
{
  RosterReminderService *self = user_data;

  /* At once by what is known; then again by what the time has changed about it. */
  roster_reminder_service_decide (self);
  read_soon (self);
  return G_SOURCE_CONTINUE;
}

static void
store_changed_cb (RosterReminderService *self,
                  GPtrArray             *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (roster_reminder_reading_needs (((RosterRecordKey *) keys->pdata[i])->type))
      {
        read_soon (self);
        return;
      }
}

/* Answers */

static void
answered_cb (RosterReminderService *self,
             const char            *id,
             const char            *action)
{
  if (g_str_equal (id, DIGEST) || g_str_equal (id, ROSTER_REMINDER_FAILURE))
    g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_OPEN_DIGEST], 0);
  else if (g_str_equal (action, ROSTER_NOTIFIER_DONE))
    roster_reminder_service_answer (self, id, 0);
  else if (g_str_equal (action, ROSTER_NOTIFIER_10_MINUTES))
    roster_reminder_service_answer (self, id, 10);
  else if (g_str_equal (action, ROSTER_NOTIFIER_30_MINUTES))
    roster_reminder_service_answer (self, id, 30);
  else
    roster_reminder_service_open (self, id);
}

static void
closed_cb (RosterReminderService *self,
           const char            *id)
{
  g_hash_table_remove (self->on_show, id);
}

static void
availability_cb (RosterReminderService *self)
{
  roster_reminder_service_decide (self);
}

static void
roster_reminder_service_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RosterReminderService *self = ROSTER_REMINDER_SERVICE (object);

  switch (prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_QUIET:
      g_value_set_boolean (value, self->quiet);
      break;
    case PROP_QUIET_FROM:
      g_value_set_uint (value, self->quiet_from);
      break;
    case PROP_QUIET_TO:
      g_value_set_uint (value, self->quiet_to);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_reminder_service_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RosterReminderService *self = ROSTER_REMINDER_SERVICE (object);

  switch (prop_id)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      break;
    case PROP_QUIET:
      self->quiet = g_value_get_boolean (value);
      break;
    case PROP_QUIET_FROM:
      self->quiet_from = g_value_get_uint (value);
      break;
    case PROP_QUIET_TO:
      self->quiet_to = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  roster_reminder_service_decide (self);
}

static void
roster_reminder_service_dispose (GObject *object)
{
  RosterReminderService *self = ROSTER_REMINDER_SERVICE (object);

  roster_reminder_service_stop (self);
  g_clear_pointer (&self->reading, roster_reminder_reading_free);
  g_clear_pointer (&self->situation.zone, g_time_zone_unref);
  g_clear_object (&self->notifier);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_reminder_service_parent_class)->dispose (object);
}

static void
roster_reminder_service_finalize (GObject *object)
{
  RosterReminderService *self = ROSTER_REMINDER_SERVICE (object);

  g_strfreev (self->left);
  g_hash_table_unref (self->on_show);
  g_hash_table_unref (self->reasons);
  g_object_unref (self->items);

  G_OBJECT_CLASS (roster_reminder_service_parent_class)->finalize (object);
}

static void
roster_reminder_service_class_init (RosterReminderServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_reminder_service_get_property;
  object_class->set_property = roster_reminder_service_set_property;
  object_class->dispose = roster_reminder_service_dispose;
  object_class->finalize = roster_reminder_service_finalize;

  props[PROP_ENABLED] =
      g_param_spec_boolean ("enabled", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_QUIET] = g_param_spec_boolean ("quiet", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_QUIET_FROM] =
      g_param_spec_uint ("quiet-from", NULL, NULL, 0, 1439, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_QUIET_TO] =
      g_param_spec_uint ("quiet-to", NULL, NULL, 0, 1439, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_WAITING] =
      g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_OPEN] =
      g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_STRING, G_TYPE_STRING);
  roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_OPEN_DIGEST] =
      g_signal_new ("open-digest", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* With no title it only asks whether there is a window. */
  roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_IN_APP] =
      g_signal_new ("in-app", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                    NULL, G_TYPE_BOOLEAN, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_IN_VIEW] =
      g_signal_new ("in-view", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                    NULL, G_TYPE_BOOLEAN, 1, G_TYPE_POINTER);
  roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_ANSWERED] =
      g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_STRING, G_TYPE_INT64);
  roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_FAILED] =
      g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                    NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
}

static void
roster_reminder_service_init (RosterReminderService *self)
{
  self->enabled = TRUE;
  self->on_show = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) roster_reminder_free);
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->items = g_list_store_new (ROSTER_TYPE_REMINDER_ITEM);
  self->next_wake = G_MAXINT64;
}

/**
 * roster_reminder_service_new:
 *
 * Returns: (transfer full): what reminds; roster_reminder_service_start() sets it going
 */
RosterReminderService *
roster_reminder_service_new (RosterStore    *store,
                             RosterClock    *clock,
                             RosterNotifier *notifier)
{
  RosterReminderService *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (ROSTER_IS_NOTIFIER (notifier), NULL);

  self = g_object_new (ROSTER_TYPE_REMINDER_SERVICE, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->notifier = g_object_ref (notifier);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notifier, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notifier, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notifier, "availability-changed", G_CALLBACK (availability_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_reminder_service_start:
 *
 * From now on it reminds.
 */
void
roster_reminder_service_start (RosterReminderService *self)
{
  gint64 now;

  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (self));
  g_return_if_fail (self->wake == NULL);

  now = roster_clock_now (self->clock);
  self->situation = (RosterReminderSituation){
    .now = now,
    .started = now,
    .decided = G_MININT64,
    .display_since = G_MAXINT64,
  };
  self->clock_offset = now - roster_wake_boot_time ();
  self->cancellable = g_cancellable_new ();
  self->wake = roster_wake_source_new ();
  g_source_set_callback (self->wake, (GSourceFunc) (void (*) (void)) wake_cb, self, NULL);
  g_source_attach (self->wake, NULL);
  roster_store_write_async (self->store, begin_in_thread, NULL, NULL, NULL, self->cancellable, begun_cb,
                            g_object_ref (self));
}

static void
end (RosterReminderService *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->read_timeout, g_source_remove);
  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);

  g_hash_table_remove_all (self->on_show);
  g_clear_pointer (&self->reading, roster_reminder_reading_free);
  g_clear_pointer (&self->left, g_strfreev);
  update_items (self);
  /* What is being read belongs to nobody any more. */
  self->reading_now = FALSE;
  self->read_again = FALSE;
  self->next_wake = G_MAXINT64;
}

/**
 * roster_reminder_service_stop:
 *
 * It reminds no more; what is on the screen goes.
 */
void
roster_reminder_service_stop (RosterReminderService *self)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (self));

  g_hash_table_iter_init (&iter, self->on_show);
  while (self->notifier != NULL && g_hash_table_iter_next (&iter, &key, NULL))
    roster_notifier_withdraw (self->notifier, key);
  end (self);
}

static gpointer
leave_in_thread (RosterCache   *cache,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return roster_cache_leave_notifications (cache, data, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

/**
 * roster_reminder_service_hand_over:
 *
 * It reminds no more, and another process will go on with it: what is on the screen stays there, and the cache tells
 * the other process of it once the store is closed. Who closes the store without starting such a process leaves
 * notifications that nobody answers for.
 */
void
roster_reminder_service_hand_over (RosterReminderService *self)
{
  g_autofree char *left = NULL;

  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (self));

  left = roster_notifier_leave (self->notifier);
  if (left != NULL)
    roster_store_write_async (self->store, leave_in_thread, g_steal_pointer (&left), g_free, NULL, NULL, NULL, NULL);
  end (self);
}

/**
 * roster_reminder_service_items:
 *
 * Returns: (transfer none) (element-type RosterReminderItem): what can still be answered: first what waits, then what
 *   is put off, then what came too late; the newest first
 */
GListModel *
roster_reminder_service_items (RosterReminderService *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_SERVICE (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * roster_reminder_service_n_waiting:
 *
 * Returns: how many reminders are due and neither answered nor put off
 */
guint
roster_reminder_service_n_waiting (RosterReminderService *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_SERVICE (self), 0);

  return self->n_waiting;
}

/**
 * roster_reminder_service_open:
 * @key: a reminder's
 *
 * Has it shown what the reminder is about.
 */
void
roster_reminder_service_open (RosterReminderService *self,
                              const char            *key)
{
  const RosterReminder *reminder;

  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (self));
  g_return_if_fail (key != NULL);

  reminder = roster_reminder_service_find (self, key);
  if (reminder == NULL)
    return;

  /* A follow-up is at home with its streamer. */
  if (reminder->type == &roster_followup_type && reminder->streamer != NULL)
    g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_OPEN], 0, roster_streamer_type.name,
                   reminder->streamer);
  else
    g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_OPEN], 0, reminder->type->name,
                   reminder->id);
}

/**
 * roster_reminder_service_check:
 *
 * Looks at the time again: for a clock that is not the computer's own, and when a window comes or goes.
 */
void
roster_reminder_service_check (RosterReminderService *self)
{
  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (self));

  roster_reminder_service_decide (self);
}

/**
 * roster_reminder_service_next_wake:
 *
 * Returns: when it looks again by itself, milliseconds UTC; %G_MAXINT64 while nothing is known
 */
gint64
roster_reminder_service_next_wake (RosterReminderService *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_SERVICE (self), G_MAXINT64);

  return self->next_wake;
}

/**
 * roster_reminder_service_is_reading:
 *
 * Returns: whether it is looking up what there is to remind of
 */
gboolean
roster_reminder_service_is_reading (RosterReminderService *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_SERVICE (self), FALSE);

  return self->reading_now;
}

/**
 * roster_reminder_service_is_settled:
 *
 * Returns: whether it knows what there is to remind of, and has heard of no change since
 */
gboolean
roster_reminder_service_is_settled (RosterReminderService *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_SERVICE (self), FALSE);

  return self->reading != NULL && !self->reading_now && self->read_timeout == 0;
}
