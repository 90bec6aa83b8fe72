/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rule-values.h"

struct _RosterRuleValues
{
  /* By RosterRuleId; NULL where the default holds */
  RosterRecord *records[ROSTER_N_RULES];
  gint64 values[ROSTER_N_RULES];
};

G_DEFINE_BOXED_TYPE (RosterRuleValues, roster_rule_values, roster_rule_values_ref, roster_rule_values_unref)

static void
take_record (RosterRuleValues *self,
             RosterRecord     *record)
{
  RosterRuleId id;

  /* A newer office knows rules that this program does not. */
  if (!roster_rule_check (record, NULL) || !roster_rule_find (roster_record_text (record, "name"), &id))
    return;
  if (self->records[id] != NULL &&
      roster_record_number (self->records[id], "updatedAt", 0) > roster_record_number (record, "updatedAt", 0))
    return;

  g_set_object (&self->records[id], record);
  self->values[id] = roster_record_number (record, "value", roster_rules[id].fallback);
}

static void
take_default (RosterRuleValues *self,
              RosterRuleId      id)
{
  g_clear_object (&self->records[id]);
  self->values[id] = roster_rules[id].fallback;
}

/* Whether there were bounds the wrong way round; each time one value more falls back, so this comes to an end. */
static gboolean
drop_crossed_bounds (RosterRuleValues *self)
{
  gboolean dropped = FALSE;

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      RosterRuleId lower;

      if (!roster_rule_find (roster_rules[id].not_below, &lower) || self->values[id] >= self->values[lower])
        continue;

      take_default (self, id);
      take_default (self, lower);
      dropped = TRUE;
    }

  return dropped;
}

/**
 * roster_rule_values_new:
 * @records: (nullable) (element-type RosterRecord): the office's Rule records
 *
 * A record that this program does not know or whose value is out of range has no effect, and neither have two bounds
 * that are the wrong way round: the defaults hold there.
 *
 * Returns: (transfer full): the values in force
 */
RosterRuleValues *
roster_rule_values_new (GPtrArray *records)
{
  RosterRuleValues *self = g_atomic_rc_box_new0 (RosterRuleValues);

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    self->values[id] = roster_rules[id].fallback;
  for (guint i = 0; records != NULL && i < records->len; i++)
    take_record (self, records->pdata[i]);

  while (drop_crossed_bounds (self))
    ;

  return self;
}

/**
 * roster_rule_values_ref:
 *
 * Returns: (transfer full): @self
 */
RosterRuleValues *
roster_rule_values_ref (RosterRuleValues *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RosterRuleValues *self = data;

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    g_clear_object (&self->records[id]);
}

/**
 * roster_rule_values_unref:
 * @self: (transfer full): the values
 */
void
roster_rule_values_unref (RosterRuleValues *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * roster_rule_values_get:
 *
 * Returns: the value in force of the rule, in the unit of #roster_rules: money in li, rates in parts per million
 */
gint64
roster_rule_values_get (RosterRuleValues *self,
                        RosterRuleId      id)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (id < ROSTER_N_RULES, 0);

  return self->values[id];
}

/**
 * roster_rule_values_is_offices:
 *
 * Returns: whether the office set the value; otherwise it is the default
 */
gboolean
roster_rule_values_is_offices (RosterRuleValues *self,
                               RosterRuleId      id)
{
  return roster_rule_values_record (self, id) != NULL;
}

/**
 * roster_rule_values_record:
 *
 * Returns: (transfer none) (nullable): the Rule record in which the office set the value
 */
RosterRecord *
roster_rule_values_record (RosterRuleValues *self,
                           RosterRuleId      id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id < ROSTER_N_RULES, NULL);

  return self->records[id];
}
