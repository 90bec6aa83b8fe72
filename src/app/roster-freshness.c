/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-freshness.h"

#include <glib/gi18n-lib.h>

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
  return self->counts.waiting + self->counts.sending + self->counts.conflict + self->counts.refused;
}

static guint
attention (RosterFreshness *self)
{
  return self->counts.conflict + self->counts.refused;
}

static char *
describe (RosterFreshness *self)
{
  if (attention (self) > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change needs you", "%u changes need you", attention (self)),
                            attention (self));
  if (pending (self) > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change waiting", "%u changes waiting", pending (self)),
                            pending (self));

  return g_strdup (_("No changes waiting"));
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
  for (guint i = PROP_TEXT; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
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
      g_value_set_static_string (value, attention (self) > 0 ? "dialog-warning-symbolic"
                                        : pending (self) > 0 ? "emblem-synchronizing-symbolic"
                                                             : "emblem-ok-symbolic");
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
 * roster_freshness_new:
 *
 * Returns: (transfer full): what follows the store of @context
 */
RosterFreshness *
roster_freshness_new (RosterContext *context)
{
  RosterFreshness *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_FRESHNESS, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_store (context), "outbox-changed", G_CALLBACK (count), self,
                           G_CONNECT_SWAPPED);
  count (self);
  return self;
}
