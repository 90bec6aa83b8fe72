/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-records.h"

#include "roster-record-json.h"

typedef struct
{
  const RosterRecordType *type;
  const char *account;
  GPtrArray *records;
} Reading;

/* A record that cannot be read is passed over; the check of the store reports it. */
static gboolean
take_row (const RosterRow *row,
          gpointer         data)
{
  Reading *reading = data;
  RosterRecord *record = roster_record_from_json_text (reading->type, reading->account, row->body, NULL);

  if (record != NULL)
    g_ptr_array_add (reading->records, record);
  return TRUE;
}

/**
 * roster_office_add_records:
 * @records: (element-type RosterRecord): where they are added, by their ids
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_add_records (RosterBackend              *backend,
                           const RosterOfficeAccount  *account,
                           const RosterRecordType     *type,
                           GPtrArray                  *records,
                           GError                    **error)
{
  Reading reading = { type, account->id, records };

  g_return_val_if_fail (ROSTER_IS_BACKEND (backend), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  return roster_backend_call (backend, each_row, account->number, type, G_MAXINT64, take_row, &reading, error);
}

/**
 * roster_office_list_records:
 *
 * Returns: (transfer full) (nullable) (element-type RosterRecord): the records of the type in the account, by their
 *   ids, or %NULL with an error of the backend
 */
GPtrArray *
roster_office_list_records (RosterBackend              *backend,
                            const RosterOfficeAccount  *account,
                            const RosterRecordType     *type,
                            GError                    **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (!roster_office_add_records (backend, account, type, records, error))
    return NULL;

  return g_steal_pointer (&records);
}
