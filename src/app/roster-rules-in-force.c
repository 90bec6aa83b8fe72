/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rules-in-force.h"

#include "roster-cache-rules.h"

struct _RosterRulesInForce
{
  GObject parent_instance;

  RosterStore *store;
  GCancellable *cancellable;
  RosterRuleValues *values;
};

enum
{
  PROP_0,
  PROP_VALUES,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RosterRulesInForce, roster_rules_in_force, G_TYPE_OBJECT)

static gpointer
read_values (RosterCache   *cache,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return roster_cache_rule_values (cache, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRuleValues) values = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRulesInForce *self = user_data;

  if (values == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read the rules: %s", error->message);
      return;
    }

  roster_rule_values_unref (self->values);
  self->values = g_steal_pointer (&values);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUES]);
}

static void
read_again (RosterRulesInForce *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (self->store, read_values, NULL, NULL, (GDestroyNotify) roster_rule_values_unref,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterRulesInForce *self,
                  GPtrArray          *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (((RosterRecordKey *) keys->pdata[i])->type == &roster_rule_type)
      {
        read_again (self);
        return;
      }
}

static void
roster_rules_in_force_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RosterRulesInForce *self = ROSTER_RULES_IN_FORCE (object);

  switch (id)
    {
    case PROP_VALUES:
      g_value_set_boxed (value, self->values);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
roster_rules_in_force_dispose (GObject *object)
{
  RosterRulesInForce *self = ROSTER_RULES_IN_FORCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_rules_in_force_parent_class)->dispose (object);
}

static void
roster_rules_in_force_finalize (GObject *object)
{
  roster_rule_values_unref (ROSTER_RULES_IN_FORCE (object)->values);

  G_OBJECT_CLASS (roster_rules_in_force_parent_class)->finalize (object);
}

static void
roster_rules_in_force_class_init (RosterRulesInForceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_rules_in_force_get_property;
  object_class->dispose = roster_rules_in_force_dispose;
  object_class->finalize = roster_rules_in_force_finalize;

  properties[PROP_VALUES] = g_param_spec_boxed ("values", NULL, NULL, ROSTER_TYPE_RULE_VALUES,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_rules_in_force_init (RosterRulesInForce *self)
{
  self->values = roster_rule_values_new (NULL);
}

/**
 * roster_rules_in_force_new:
 *
 * Returns: (transfer full): the rules by what @store holds
 */
RosterRulesInForce *
roster_rules_in_force_new (RosterStore *store)
{
  RosterRulesInForce *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  self = g_object_new (ROSTER_TYPE_RULES_IN_FORCE, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

/**
 * roster_rules_in_force_values:
 *
 * Returns: (transfer none): the values now; take a reference to hand them to another thread
 */
RosterRuleValues *
roster_rules_in_force_values (RosterRulesInForce *self)
{
  g_return_val_if_fail (ROSTER_IS_RULES_IN_FORCE (self), NULL);

  return self->values;
}

/**
 * roster_rules_in_force_get:
 *
 * Returns: the value in force of the rule, in the unit of #roster_rules
 */
gint64
roster_rules_in_force_get (RosterRulesInForce *self,
                           RosterRuleId        id)
{
  g_return_val_if_fail (ROSTER_IS_RULES_IN_FORCE (self), 0);

  return roster_rule_values_get (self->values, id);
}
