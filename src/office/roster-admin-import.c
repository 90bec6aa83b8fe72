/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-import-plan.h"
#include "roster-office-person.h"
#include "roster-office-writer.h"
#include "roster-record-json.h"

/* How many reasons of refused rows are told. */
#define MAX_REASONS 20

/* What may be imported at the office. */
static const RosterRecordType *const types[] = { &roster_product_type, &roster_factory_type, &roster_streamer_type };

/* Where the import reads from and writes to: the company's account, and one book for what belongs to a book. */
typedef struct
{
  RosterAdmin *admin;
  RosterBackend *backend;
  char *book;
} Import;

typedef struct
{
  const RosterRecordType *type;
  const char *account;
  int field;
  const char *value;
  GPtrArray *records;
  GError *error;
} Load;

static gboolean
take_row (const RosterRow *row,
          gpointer         data)
{
  Load *load = data;
  g_autoptr (RosterRecord) record = roster_record_from_json_text (load->type, load->account, row->body, &load->error);
  GVariant *held;

  if (record == NULL)
    return FALSE;

  held = load->field >= 0 ? roster_record_nth_value (record, load->field) : NULL;
  if (load->field < 0 || (held != NULL && g_strcmp0 (g_variant_get_string (held, NULL), load->value) == 0))
    g_ptr_array_add (load->records, g_steal_pointer (&record));
  return TRUE;
}

static const char *
account_for (Import                 *import,
             const RosterRecordType *type)
{
  return type->scope == ROSTER_SCOPE_COMPANY ? ROSTER_JMAP_COMPANY_ACCOUNT : import->book;
}

static GPtrArray *
load_records (const RosterRecordType  *type,
              const char              *field,
              const char              *value,
              gpointer                 data,
              GError                 **error)
{
  Import *import = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterOfficeAccount) account = NULL;
  Load load = { .type = type, .account = account_for (import, type), .field = -1, .value = value, .records = records };

  if (load.account == NULL)
    return g_steal_pointer (&records);

  if (field != NULL)
    load.field = roster_record_type_find_field (type, field);
  if (!roster_backend_call (import->backend, find_account, load.account, &account, error) ||
      !roster_backend_call (import->backend, each_row, account->number, type, G_MAXINT64, take_row, &load, error))
    return NULL;
  if (load.error != NULL)
    {
      g_propagate_error (error, load.error);
      return NULL;
    }

  return g_steal_pointer (&records);
}

static char *
new_id (gpointer data)
{
  return roster_id_source_next (((Import *) data)->admin->ids);
}

static RosterImportMapping *
read_mapping (RosterAdmin             *self,
              const RosterRecordType  *type,
              const char              *path,
              GError                 **error)
{
  g_autoptr (RosterTable) table = roster_table_read_file (path, NULL, NULL, error);
  g_autoptr (RosterImportMapping) mapping = NULL;

  if (table == NULL)
    return NULL;

  mapping = roster_import_mapping_new_guessed (type, table);
  for (guint i = 0; self->maps != NULL && self->maps[i] != NULL; i++)
    if (!roster_import_mapping_override (mapping, self->maps[i], error))
      return NULL;

  return g_steal_pointer (&mapping);
}

static RosterImportPlan *
make_plan (Import               *import,
           RosterImportMapping  *mapping,
           GError              **error)
{
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new (load_records, new_id, import, NULL);
  g_autofree char *today = roster_clock_today (import->admin->clock);
  g_autoptr (GTimeZone) zone = roster_clock_zone (import->admin->clock);
  g_autoptr (GError) local_error = NULL;
  RosterImportPlan *plan;
  RosterCurrencyRate rate;
  RosterImportOptions options = { .account = account_for (import, roster_import_mapping_type (mapping)),
                                  .today = today,
                                  .zone = zone };

  if (import->admin->rate != NULL)
    {
      if (!roster_currency_rate_from_text (import->admin->rate, &rate, error))
        return NULL;
      options.rate = &rate;
    }

  plan = roster_import_plan_new (mapping, lookup, &options, NULL, NULL, NULL, &local_error);
  if (g_error_matches (local_error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE))
    /* Translators: %s asks for a rate; the option takes it. */
    g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE, _("%s: --rate YUAN"), local_error->message);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return plan;
}

static gboolean
write_row (RosterOfficeWriter     *writer,
           const RosterImportRow  *row,
           GError                **error)
{
  g_autoptr (RosterRecord) stored = row->outcome == ROSTER_IMPORT_CREATE
                                        ? roster_office_writer_create (writer, row->after, error)
                                        : roster_office_writer_update (writer, row->after, error);

  return stored != NULL;
}

/* A row that the office cannot take is told and left out; anything else that fails leaves everything as it was. */
static gboolean
write_plan (Import            *import,
            RosterImportPlan  *plan,
            guint             *n_refused,
            GString           *reasons,
            GError           **error)
{
  g_autoptr (RosterOfficeWriter) writer =
      roster_office_writer_new (import->backend, roster_clock_now (import->admin->clock), NULL);

  for (guint i = 0; i < roster_import_plan_n_rows (plan); i++)
    {
      const RosterImportRow *row = roster_import_plan_nth_row (plan, i);
      g_autoptr (GError) reason = NULL;
      gboolean writes = row->outcome == ROSTER_IMPORT_CREATE || row->outcome == ROSTER_IMPORT_UPDATE;

      if (writes && !write_row (writer, row, &reason) &&
          !g_error_matches (reason, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }

      if ((row->outcome == ROSTER_IMPORT_REFUSE || reason != NULL) && ++*n_refused <= MAX_REASONS)
        g_string_append_printf (reasons, "  %s\n", reason != NULL ? reason->message : row->reason);
    }

  return roster_office_writer_finish (writer, error) && roster_backend_call (import->backend, commit, error);
}

static gboolean
import_file (Import                  *import,
             const RosterRecordType  *type,
             const char              *path,
             GError                 **error)
{
  g_autoptr (RosterImportMapping) mapping = read_mapping (import->admin, type, path, error);
  g_autoptr (RosterImportPlan) plan = NULL;
  g_autoptr (GString) reasons = g_string_new (NULL);
  guint n_refused = 0, n_known;

  if (mapping == NULL || !roster_backend_call (import->backend, begin, TRUE, error))
    return FALSE;

  plan = make_plan (import, mapping, error);
  if (plan == NULL || !write_plan (import, plan, &n_refused, reasons, error))
    return FALSE;

  n_known = roster_import_plan_count (plan, ROSTER_IMPORT_REFUSE);
  /* Translators: four numbers of records. */
  roster_admin_print (_("New: %u, changed: %u, the same: %u, refused: %u\n"),
                      roster_import_plan_count (plan, ROSTER_IMPORT_CREATE) - (n_refused - n_known),
                      roster_import_plan_count (plan, ROSTER_IMPORT_UPDATE),
                      roster_import_plan_count (plan, ROSTER_IMPORT_SKIP), n_refused);
  roster_admin_print ("%s", reasons->str);

  if (n_refused > 0 && n_refused == roster_import_plan_n_rows (plan))
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                           _("No row of the file can be taken"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_book (Import                  *import,
           const RosterRecordType  *type,
           GError                 **error)
{
  const char *login = import->admin->book;
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autoptr (RosterOfficeAccount) account = NULL;
  g_autofree char *id = NULL;

  if (type->scope == ROSTER_SCOPE_COMPANY)
    {
      if (login == NULL)
        return TRUE;
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE, _("%s belong to the company and to no book"),
                   roster_record_type_label (type, TRUE));
      return FALSE;
    }
  if (login == NULL)
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE, _("Say whose book with --book LOGIN"));
      return FALSE;
    }

  if (!roster_office_find_login (import->backend, login, &person, error))
    return FALSE;
  if (person != NULL)
    {
      id = g_strconcat (ROSTER_JMAP_BOOK_PREFIX, person->id, NULL);
      if (!roster_backend_call (import->backend, find_account, id, &account, error))
        return FALSE;
    }
  if (account == NULL)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                   _("There is no salesperson with the login “%s”"),
                   login);
      return FALSE;
    }

  import->book = g_steal_pointer (&id);
  return TRUE;
}

static gboolean
run_import (RosterAdmin  *self,
            char        **arguments,
            GError      **error)
{
  const RosterRecordType *type = roster_record_type_find (arguments[0]);
  g_autoptr (RosterOffice) office = NULL;
  Import import = { .admin = self };
  gboolean known = FALSE, done;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    known = known || types[i] == type;
  if (!known)
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                   _("The office imports products, factories and streamers, not “%s”"), arguments[0]);
      return FALSE;
    }

  office = roster_admin_open_office (self, error);
  if (office == NULL)
    return FALSE;
  import.backend = roster_office_acquire (office, error);
  if (import.backend == NULL)
    return FALSE;

  done = find_book (&import, type, error) && import_file (&import, type, arguments[1], error);
  roster_office_release (office, import.backend);
  g_free (import.book);
  return done;
}

const RosterAdminCommand roster_admin_import_commands[] = {
  { "import", "products|factories|streamers FILE", N_("Read records from a file (CSV, XLSX)"),
    ROSTER_ADMIN_OPTION_STORE | ROSTER_ADMIN_OPTION_IMPORT, 2, run_import },
  { NULL },
};
