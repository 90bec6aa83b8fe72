/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-freshness.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-outbox.h"

struct _RosterFreshness
{
  GObject parent_instance;

  RosterContext *context;
  GCancellable *cancellable;
  RosterOutboxCounts counts;
};

G_DEFINE_FINAL_TYPE (RosterFreshness, roster_freshness, G_TYPE_OBJECT)

enum
{
  PROP_TEXT = 1,
  PROP_ICON_NAME,
  PROP_PENDING,
  PROP_ATTENTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static guint
pending (RosterFreshness *self)
{
  return roster_outbox_total (&self->counts);
}

static guint
attention (RosterFreshness *self)
{
  return roster_outbox_attention (&self->counts);
}

static RosterCoordinator *
coordinator (RosterFreshness *self)
{
  return roster_context_coordinator (self->context);
}

static char *
describe_waiting (RosterFreshness *self)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change waiting", "%u changes waiting", pending (self)),
                          pending (self));
}

static char *
describe_offline (RosterFreshness *self)
{
  g_autofree char *since = roster_format_moment (roster_context_clock (self->context),
                                                 roster_coordinator_since (coordinator (self)));

  if (pending (self) == 0)
    /* Translators: %s is a time, with the day unless it is today. */
    return g_strdup_printf (_("Offline since %s"), since);

  /* Translators: %s is a time, with the day unless it is today; %u is how many changes have not been sent. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Offline since %s, %u change waiting",
                                       "Offline since %s, %u changes waiting", pending (self)),
                          since, pending (self));
}

static char *
describe_in_step (RosterFreshness *self)
{
  gint64 at = roster_coordinator_last_synced_at (coordinator (self));
  g_autofree char *moment = NULL;

  if (pending (self) > 0)
    return describe_waiting (self);
  if (at == 0)
    return g_strdup (_("In sync"));

  moment = roster_format_moment (roster_context_clock (self->context), at);
  /* Translators: %s is the time of the last sync, with the day unless it is today. */
  return g_strdup_printf (_("In sync, %s"), moment);
}

static char *
describe (RosterFreshness *self)
{
  RosterCoordinatorState state = roster_coordinator_state (coordinator (self));

  if (attention (self) > 0 && state != ROSTER_COORDINATOR_SYNCING)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u change needs you", "%u changes need you", attention (self)),
        attention (self));

  switch (state)
    {
    case ROSTER_COORDINATOR_ALONE:
      return pending (self) > 0 ? describe_waiting (self) : g_strdup (_("No office yet"));
    case ROSTER_COORDINATOR_SIGNED_OUT:
      if (pending (self) > 0)
        return describe_waiting (self);
      return g_strdup (roster_coordinator_has_left (coordinator (self)) ? _("Signed out") : _("Password needed"));
    case ROSTER_COORDINATOR_IDLE:
      return describe_in_step (self);
    case ROSTER_COORDINATOR_SYNCING:
      return g_strdup (_("Syncing…"));
    case ROSTER_COORDINATOR_OFFLINE:
      return describe_offline (self);
    case ROSTER_COORDINATOR_FAILED:
      return g_strdup (_("The last sync failed"));
    }

  g_return_val_if_reached (NULL);
}

static const char *
icon_name (RosterFreshness *self)
{
  RosterCoordinatorState state = roster_coordinator_state (coordinator (self));

  if (attention (self) > 0 && state != ROSTER_COORDINATOR_SYNCING)
    return "dialog-warning-symbolic";

  switch (state)
    {
    case ROSTER_COORDINATOR_ALONE:
      return "computer-symbolic";
    case ROSTER_COORDINATOR_SIGNED_OUT:
      return "dialog-password-symbolic";
    case ROSTER_COORDINATOR_IDLE:
      return pending (self) > 0 ? "emblem-synchronizing-symbolic" : "emblem-ok-symbolic";
    case ROSTER_COORDINATOR_SYNCING:
      return "emblem-synchronizing-symbolic";
    case ROSTER_COORDINATOR_OFFLINE:
      return "network-offline-symbolic";
    case ROSTER_COORDINATOR_FAILED:
      return "dialog-warning-symbolic";
    }

  g_return_val_if_reached (NULL);
}

static void
notify_all (RosterFreshness *self)
{
  for (guint i = PROP_TEXT; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static gpointer
count_pending (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree RosterOutboxCounts *counts = g_new0 (RosterOutboxCounts, 1);

  return roster_cache_count_pending (cache, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree RosterOutboxCounts *counts = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterFreshness *self = user_data;

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot count the waiting changes: %s", error->message);
      return;
    }

  self->counts = *counts;
  notify_all (self);
}

static void
count (RosterFreshness *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), count_pending, NULL, NULL, g_free, self->cancellable,
                           counted_cb, self);
}

static void
roster_freshness_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RosterFreshness *self = ROSTER_FRESHNESS (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_take_string (value, describe (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_static_string (value, icon_name (self));
      break;
    case PROP_PENDING:
      g_value_set_uint (value, pending (self));
      break;
    case PROP_ATTENTION:
      g_value_set_uint (value, attention (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_freshness_dispose (GObject *object)
{
  RosterFreshness *self = ROSTER_FRESHNESS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_freshness_parent_class)->dispose (object);
}

static void
roster_freshness_class_init (RosterFreshnessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = roster_freshness_get_property;
  object_class->dispose = roster_freshness_dispose;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ATTENTION] = g_param_spec_uint ("attention", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_freshness_init (RosterFreshness *self)
{
}

/**
 * roster_freshness_first_read:
 *
 * Returns: counts while the store is opened, for the first roster_freshness_new()
 */
RosterFirstRead
roster_freshness_first_read (void)
{
  return (RosterFirstRead){ count_pending, count_pending, NULL, g_free };
}

/**
 * roster_freshness_new:
 *
 * Returns: (transfer full): what follows the store of @context
 */
RosterFreshness *
roster_freshness_new (RosterContext *context)
{
  RosterFreshness *self;
  g_autofree RosterOutboxCounts *counts = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_FRESHNESS, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_store (context), "outbox-changed", G_CALLBACK (count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coordinator (self), "notify::state", G_CALLBACK (notify_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coordinator (self), "notify::last-synced-at", G_CALLBACK (notify_all), self,
                           G_CONNECT_SWAPPED);
  counts = roster_store_take_first (roster_context_store (context), count_pending);
  if (counts != NULL)
    self->counts = *counts;
  else
    count (self);
  return self;
}
