/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>

#include "roster-office-rules.h"

static gboolean
find_rule (const char    *name,
           RosterRuleId  *id,
           GError       **error)
{
  if (roster_rule_find (name, id))
    return TRUE;

  g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
               _("There is no rule called “%s”; “roster-office rule list” tells them all"), name);
  return FALSE;
}

static gboolean
run_list (RosterAdmin  *self,
          char        **arguments,
          GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  g_autoptr (RosterRuleValues) values = office != NULL ? roster_office_read_rules (office, error) : NULL;

  if (values == NULL)
    return FALSE;

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      g_autofree char *value = roster_rule_value_to_text (id, roster_rule_values_get (values, id));

      roster_admin_print ("%s\t%s\t%s\t%s\n", roster_rules[id].name, value,
                          roster_rule_values_is_offices (values, id) ? _("office") : _("default"),
                          roster_rule_label (id));
    }

  return TRUE;
}

static gboolean
run_set (RosterAdmin  *self,
         char        **arguments,
         GError      **error)
{
  g_autoptr (RosterOffice) office = NULL;
  RosterRuleId id;
  gint64 value;

  if (!find_rule (arguments[0], &id, error) || !roster_rule_value_from_text (id, arguments[1], &value, error))
    return FALSE;

  office = roster_admin_open_office (self, error);
  return office != NULL && roster_office_set_rule (office, id, value, self->note, error);
}

static gboolean
run_reset (RosterAdmin  *self,
           char        **arguments,
           GError      **error)
{
  g_autoptr (RosterOffice) office = NULL;
  RosterRuleId id;

  if (!find_rule (arguments[0], &id, error))
    return FALSE;

  office = roster_admin_open_office (self, error);
  return office != NULL && roster_office_reset_rule (office, id, error);
}

const RosterAdminCommand roster_admin_rule_commands[] = {
  { "rule list", NULL, N_("List the rules of the business with the values in force"), ROSTER_ADMIN_OPTION_STORE, 0,
    run_list },
  { "rule set", "NAME VALUE", N_("Set a value of a rule for the whole company"),
    ROSTER_ADMIN_OPTION_STORE | ROSTER_ADMIN_OPTION_NOTE, 2, run_set },
  { "rule reset", "NAME", N_("Let the default of a rule hold again"), ROSTER_ADMIN_OPTION_STORE, 1, run_reset },
  { NULL },
};
