/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-office-records.h"
#include "roster-office-writer.h"

/**
 * roster_office_rules_of:
 * @backend: inside a transaction
 *
 * Returns: (transfer full) (nullable): the values in force, or %NULL with an error of the backend
 */
RosterRuleValues *
roster_office_rules_of (RosterBackend  *backend,
                        GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error))
    records = roster_office_list_records (backend, company, &roster_rule_type, error);
  return records != NULL ? roster_rule_values_new (records) : NULL;
}

/**
 * roster_office_read_rules:
 *
 * Returns: (transfer full) (nullable): the values in force, or %NULL with an error of the backend
 */
RosterRuleValues *
roster_office_read_rules (RosterOffice  *self,
                          GError       **error)
{
  RosterRuleValues *values = NULL;
  RosterBackend *backend;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), NULL);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return NULL;

  if (roster_backend_call (backend, begin, FALSE, error))
    values = roster_office_rules_of (backend, error);
  roster_office_release (self, backend);
  return values;
}

static RosterRecord *
find_record (GPtrArray    *records,
             RosterRuleId  id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (roster_record_text (records->pdata[i], "name"), roster_rules[id].name) == 0)
      return records->pdata[i];

  return NULL;
}

/* Two bounds the wrong way round would have no effect at the clients. */
static gboolean
check_bounds (GPtrArray     *records,
              RosterRuleId   id,
              RosterRecord  *record,
              GError       **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (RosterRuleValues) values = NULL;

  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != find_record (records, id))
      g_ptr_array_add (others, records->pdata[i]);
  g_ptr_array_add (others, record);
  values = roster_rule_values_new (others);
  if (roster_rule_values_is_offices (values, id))
    return TRUE;

  g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
               _("“%s” would be on the wrong side of its other bound; change that one first"), roster_rules[id].name);
  return FALSE;
}

static gboolean
set_rule (RosterOffice   *self,
          RosterBackend  *backend,
          RosterRuleId    id,
          gint64          value,
          const char     *note,
          GError        **error)
{
  g_autoptr (RosterOfficeWriter) writer = NULL;
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (RosterRecord) record = NULL, stored = NULL;
  RosterRecord *before;

  if (!roster_backend_begin_on (backend, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error))
    return FALSE;

  records = roster_office_list_records (backend, company, &roster_rule_type, error);
  if (records == NULL)
    return FALSE;

  before = find_record (records, id);
  if (before != NULL)
    record = roster_record_copy (before);
  else
    {
      g_autofree char *new_id = roster_id_source_next (roster_office_ids (self));

      record = roster_record_new (&roster_rule_type, new_id, ROSTER_JMAP_COMPANY_ACCOUNT);
      roster_record_set_text (record, "name", roster_rules[id].name);
    }
  roster_record_set_number (record, "value", value);
  roster_record_set_text (record, "note", note);
  if (!roster_rule_check (record, error) || !roster_record_check (record, error) ||
      !check_bounds (records, id, record, error))
    return FALSE;

  writer = roster_office_writer_new (backend, roster_clock_now (roster_office_clock (self)), NULL);
  stored = before != NULL ? roster_office_writer_update (writer, record, error)
                          : roster_office_writer_create (writer, record, error);
  return stored != NULL && roster_office_writer_finish (writer, error) && roster_backend_call (backend, commit, error);
}

/**
 * roster_office_set_rule:
 * @value: in the rule's unit; money in li, rates in parts per million
 * @note: (nullable): why
 *
 * Sets a value for the whole company.
 *
 * Returns: %FALSE with %ROSTER_MODEL_ERROR_VALUE where the value is out of range, %ROSTER_OFFICE_ERROR_VALUE where it
 *   crosses its other bound, or an error of the backend
 */
gboolean
roster_office_set_rule (RosterOffice  *self,
                        RosterRuleId   id,
                        gint64         value,
                        const char    *note,
                        GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (id < ROSTER_N_RULES, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = set_rule (self, backend, id, value, note, error);
  roster_office_release (self, backend);
  return done;
}

static gboolean
reset_rule (RosterOffice   *self,
            RosterBackend  *backend,
            RosterRuleId    id,
            GError        **error)
{
  g_autoptr (RosterOfficeWriter) writer = NULL;
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) records = NULL;
  RosterRecord *record;

  if (!roster_backend_begin_on (backend, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error))
    return FALSE;

  records = roster_office_list_records (backend, company, &roster_rule_type, error);
  if (records == NULL)
    return FALSE;

  record = find_record (records, id);
  if (record == NULL)
    return TRUE;

  writer = roster_office_writer_new (backend, roster_clock_now (roster_office_clock (self)), NULL);
  return roster_office_writer_destroy (writer, ROSTER_JMAP_COMPANY_ACCOUNT, &roster_rule_type,
                                       roster_record_id (record), error) &&
         roster_office_writer_finish (writer, error) && roster_backend_call (backend, commit, error);
}

/**
 * roster_office_reset_rule:
 *
 * Takes the office's value back: the default holds again. Nothing is done where it held before.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_reset_rule (RosterOffice  *self,
                          RosterRuleId   id,
                          GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (id < ROSTER_N_RULES, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = reset_rule (self, backend, id, error);
  roster_office_release (self, backend);
  return done;
}
