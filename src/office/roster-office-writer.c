/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-jmap-names.h"
#include "roster-json.h"
#include "roster-office-error.h"
#include "roster-office-person.h"
#include "roster-record-json.h"
#include "roster-rules.h"

typedef struct
{
  RosterOfficeAccount *account;
  gint64 modseq;
  /* by type, in the order of roster_record_types; 0 where nothing was written */
  gint64 states[ROSTER_N_RECORD_TYPES];
} Target;

struct _RosterOfficeWriter
{
  RosterBackend *backend;
  gint64 now;
  char *by;
  GHashTable *targets;
  /* Ids of records of books that are known not to have moved elsewhere */
  GHashTable *settled;
  /* Ids of records that have moved, to what is said about it: a thousand sales of one streamer ask once */
  GHashTable *moved;
  GString *body;
};

/* The fields whose value only one live record of an account may have. */
static const struct
{
  const RosterRecordType *type;
  const char *field;
} unique_fields[] = {
  { &roster_person_type, "login" },
  { &roster_streamer_type, "kuaishouId" },
  { &roster_rule_type, "name" },
};

/**
 * roster_office_unique_field:
 *
 * Returns: (nullable): the field whose value only one record of @type in an account may have
 */
const char *
roster_office_unique_field (const RosterRecordType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (unique_fields); i++)
    if (unique_fields[i].type == type)
      return unique_fields[i].field;

  return NULL;
}

/**
 * roster_office_unique_key:
 *
 * Returns: (transfer full): the form of @value that is compared: without regard to case
 */
char *
roster_office_unique_key (const char *value)
{
  g_autofree char *lower = g_utf8_casefold (value, -1);

  return g_strstrip (g_steal_pointer (&lower));
}

static void
target_free (Target *target)
{
  roster_office_account_free (target->account);
  g_free (target);
}

/**
 * roster_office_writer_new:
 * @backend: inside a transaction that writes
 * @now: the time of the changes
 * @by: (nullable): who makes them, for `updatedBy`
 */
RosterOfficeWriter *
roster_office_writer_new (RosterBackend *backend,
                          gint64         now,
                          const char    *by)
{
  RosterOfficeWriter *self;

  g_return_val_if_fail (ROSTER_IS_BACKEND (backend), NULL);

  self = g_new0 (RosterOfficeWriter, 1);
  self->backend = g_object_ref (backend);
  self->now = now;
  self->by = g_strdup (by);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) target_free);
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->body = g_string_new (NULL);
  return self;
}

void
roster_office_writer_free (RosterOfficeWriter *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->backend);
  g_free (self->by);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->settled);
  g_hash_table_unref (self->moved);
  g_string_free (self->body, TRUE);
  g_free (self);
}

static Target *
target_of (RosterOfficeWriter  *self,
           const char          *id,
           GError             **error)
{
  Target *target = g_hash_table_lookup (self->targets, id);
  g_autoptr (RosterOfficeAccount) account = NULL;
  gint64 modseq, lowest;

  if (target != NULL)
    return target;

  if (!roster_backend_call (self->backend, find_account, id, &account, error))
    return NULL;
  if (account == NULL)
    {
      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND, _("There is no account “%s”"), id);
      return NULL;
    }
  if (!roster_backend_call (self->backend, lock_account, account->number, error) ||
      !roster_backend_call (self->backend, read_counter, account->number, &modseq, &lowest, error))
    return NULL;

  target = g_new0 (Target, 1);
  target->account = g_steal_pointer (&account);
  target->modseq = modseq;
  g_hash_table_insert (self->targets, target->account->id, target);
  return target;
}

/**
 * roster_office_writer_account:
 *
 * Returns: (transfer none) (nullable): the account called @id
 */
const RosterOfficeAccount *
roster_office_writer_account (RosterOfficeWriter  *self,
                              const char          *id,
                              GError             **error)
{
  Target *target = target_of (self, id, error);

  return target != NULL ? target->account : NULL;
}

static guint
type_index (const RosterRecordType *type)
{
  guint index = 0;

  while (roster_record_types[index] != type)
    index++;

  return index;
}

/* The body as it is served: what roster_record_to_json() gives, without the way through JSON-GLib's tree where a text
   will do. */
static const char *
write_body (RosterOfficeWriter *self,
            RosterRecord       *record)
{
  const RosterRecordType *type = roster_record_type (record);
  GString *body = self->body;

  g_string_truncate (body, 0);
  g_string_append (body, "{\"id\":");
  roster_json_append_string (body, roster_record_id (record));
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *value = roster_record_nth_value (record, i);

      if (value == NULL)
        continue;

      g_string_append_printf (body, ",\"%s\":", field->name);
      if (roster_field_is_number (field))
        g_string_append_printf (body, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
      else if (field->kind == ROSTER_KIND_DOCUMENT)
        g_string_append (body, g_variant_get_string (value, NULL));
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        roster_json_append_string (body, g_variant_get_string (value, NULL));
      else
        {
          g_autoptr (JsonNode) node = roster_value_to_json (field, value);

          roster_json_append_node (body, node);
        }
    }
  g_string_append_c (body, '}');

  return body->str;
}

/* What a Person record means beside itself: a salesperson has a book, and who left is signed out. */
static gboolean
apply_person (RosterOfficeWriter  *self,
              RosterRecord        *record,
              GError             **error)
{
  const char *id = roster_record_id (record);
  RosterRole role;

  if (roster_role_from_nick (roster_record_text (record, "role"), &role) && role == ROSTER_ROLE_SALESPERSON)
    {
      g_autofree char *book = g_strconcat (ROSTER_JMAP_BOOK_PREFIX, id, NULL);

      if (!roster_backend_call (self->backend, add_account, book, ROSTER_SCOPE_BOOK, id, error))
        return FALSE;
    }

  return !roster_record_has (record, "active") || roster_record_boolean (record, "active") ||
         roster_backend_call (self->backend, drop_tokens_of, id, error);
}

/* What a rule may be stands in the model; here it becomes the answer to who sent it. */
static gboolean
check_rule (RosterRecord  *record,
            GError       **error)
{
  g_autoptr (GError) reason = NULL;

  if (roster_record_type (record) != &roster_rule_type || roster_rule_check (record, &reason))
    return TRUE;

  g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_PROPERTIES, reason->message);
  return FALSE;
}

static gboolean
check_key (RosterOfficeWriter  *self,
           Target              *target,
           RosterRecord        *record,
           char               **key,
           GError             **error)
{
  const RosterRecordType *type = roster_record_type (record);
  const char *field = roster_office_unique_field (type);
  const char *value = field != NULL ? roster_record_text (record, field) : NULL;
  g_autofree char *holder = NULL;

  *key = value != NULL ? roster_office_unique_key (value) : NULL;
  if (*key == NULL)
    return TRUE;

  if (!roster_backend_call (self->backend, find_key, target->account->number, type, *key, &holder, error))
    return FALSE;
  if (holder != NULL && strcmp (holder, roster_record_id (record)) != 0)
    {
      const RosterField *told = roster_record_type_field (type, roster_record_type_find_field (type, field));

      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_EXISTS, _("%s: another record has “%s” already"),
                   roster_field_label (told), value);
      return FALSE;
    }

  return TRUE;
}

typedef struct
{
  gboolean found;
  gboolean destroyed;
  gint64 created_modseq;
  gint64 first_modseq;
} Known;

static gboolean
take_known (const RosterRow *row,
            gpointer         data)
{
  Known *known = data;

  known->found = TRUE;
  known->destroyed = row->destroyed;
  known->created_modseq = row->created_modseq;
  known->first_modseq = row->first_modseq;
  return FALSE;
}

typedef struct
{
  const RosterRecordType *type;
  const char *account;
  RosterRecord **record;
} Reading;

static gboolean
take_record (const RosterRow *row,
             gpointer         data)
{
  Reading *reading = data;

  if (!row->destroyed)
    *reading->record = roster_record_from_json_text (reading->type, reading->account, row->body, NULL);
  return FALSE;
}

static RosterRecord *
put (RosterOfficeWriter  *self,
     Target              *target,
     RosterRecord        *record,
     const Known         *known,
     GError             **error)
{
  const RosterRecordType *type = roster_record_type (record);
  gboolean creates = !known->found || known->destroyed;
  g_autoptr (RosterRecord) stored = NULL;
  g_autofree char *key = NULL;
  RosterRow row = { .id = roster_record_id (record) };

  if (!check_rule (record, error) || !check_key (self, target, record, &key, error))
    return NULL;

  /* Only what comes from another book has been created already. */
  stored = roster_record_copy (record);
  if (creates && !roster_record_has (stored, "createdAt"))
    roster_record_set_number (stored, "createdAt", self->now);
  roster_record_set_number (stored, "updatedAt", self->now);
  roster_record_set_text (stored, "updatedBy", self->by);

  row.modseq = ++target->modseq;
  row.created_modseq = creates ? row.modseq : known->created_modseq;
  row.first_modseq = known->found ? known->first_modseq : row.modseq;
  row.body = write_body (self, stored);
  target->states[type_index (type)] = row.modseq;
  if (!roster_backend_call (self->backend, put_row, target->account->number, type, &row, key, error) ||
      (type == &roster_person_type && !apply_person (self, stored, error)))
    return NULL;

  return g_steal_pointer (&stored);
}

static Target *
target_for (RosterOfficeWriter      *self,
            const char              *account,
            const RosterRecordType  *type,
            const char              *id,
            Known                   *known,
            GError                 **error)
{
  Target *target = target_of (self, account, error);

  if (target == NULL ||
      !roster_backend_call (self->backend, get_row, target->account->number, type, id, take_known, known, error))
    return NULL;

  return target;
}

/* The owner's name of another book that has the record now, and the record's title there. */
static gboolean
find_elsewhere (RosterOfficeWriter      *self,
                Target                  *target,
                const RosterRecordType  *type,
                const char              *id,
                char                   **owner,
                char                   **title,
                GError                 **error)
{
  g_autoptr (RosterOfficeAccount) account = NULL;
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autoptr (RosterRecord) record = NULL;
  Reading reading = { .type = type, .record = &record };

  if (!roster_backend_call (self->backend, find_in_books, target->account->number, type, id, &account, error))
    return FALSE;
  if (account == NULL)
    return TRUE;

  reading.account = account->id;
  if (!roster_backend_call (self->backend, get_row, account->number, type, id, take_record, &reading, error) ||
      (account->owner != NULL && !roster_office_find_person (self->backend, account->owner, &person, error)))
    return FALSE;

  *owner = g_strdup (person != NULL ? person->name : account->id);
  *title = g_strdup (record != NULL ? roster_record_title (record) : id);
  return TRUE;
}

/* A record that was in this book and is in another now is refused with the reason: who has it. */
static gboolean
check_not_moved (RosterOfficeWriter      *self,
                 Target                  *target,
                 const RosterRecordType  *type,
                 const char              *id,
                 GError                 **error)
{
  g_autofree char *owner = NULL, *title = NULL;
  const char *known_refusal;
  Known known = { FALSE };

  if (g_hash_table_contains (self->settled, id))
    return TRUE;
  if ((known_refusal = g_hash_table_lookup (self->moved, id)) != NULL)
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_FORBIDDEN, known_refusal);
      return FALSE;
    }

  if (!roster_backend_call (self->backend, get_row, target->account->number, type, id, take_known, &known, error) ||
      (known.destroyed && !find_elsewhere (self, target, type, id, &owner, &title, error)))
    return FALSE;

  if (owner != NULL)
    {
      char *refusal = g_strdup_printf (_("“%s” has moved to the book of %s"), title, owner);

      g_hash_table_insert (self->moved, g_strdup (id), refusal);
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_FORBIDDEN, refusal);
      return FALSE;
    }

  g_hash_table_add (self->settled, g_strdup (id));
  return TRUE;
}

/* Neither the record itself nor what it means nothing without may have moved. */
static gboolean
check_at_home (RosterOfficeWriter  *self,
               Target              *target,
               RosterRecord        *record,
               const Known         *known,
               GError             **error)
{
  const RosterRecordType *type = roster_record_type (record);

  if (type->scope != ROSTER_SCOPE_BOOK)
    return TRUE;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const RosterField *field = &type->fields[i];
      const RosterRecordType *to = field->target != NULL ? roster_record_type_find (field->target) : NULL;
      const char *id = to != NULL ? roster_record_text (record, field->name) : NULL;

      if (id != NULL && to->scope == ROSTER_SCOPE_BOOK && (field->flags & ROSTER_FIELD_REQUIRED) != 0 &&
          !check_not_moved (self, target, to, id, error))
        return FALSE;
    }

  return !known->destroyed || check_not_moved (self, target, type, roster_record_id (record), error);
}

/**
 * roster_office_writer_create:
 * @record: a checked record of an account that exists
 *
 * Returns: (transfer full) (nullable): the record as it is stored, or %NULL with a `ROSTER_JMAP_ERROR_ALREADY_EXISTS`
 *   where the id is taken, %ROSTER_JMAP_ERROR_FORBIDDEN where the record, or the streamer that it is about, has moved
 *   from this book to another, %ROSTER_OFFICE_ERROR_EXISTS where another record has its unique value, or an error of
 *   the backend
 */
RosterRecord *
roster_office_writer_create (RosterOfficeWriter  *self,
                             RosterRecord        *record,
                             GError             **error)
{
  Known known = { FALSE };
  Target *target;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (record), NULL);

  target = target_for (self, roster_record_account (record), roster_record_type (record), roster_record_id (record),
                       &known,
                       error);
  if (target == NULL)
    return NULL;
  if (known.found && !known.destroyed)
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ALREADY_EXISTS,
                           _("A record with this id exists already"));
      return NULL;
    }

  if (!check_at_home (self, target, record, &known, error))
    return NULL;

  return put (self, target, record, &known, error);
}

/**
 * roster_office_writer_move:
 * @record: as it is stored
 * @account: where it is to be
 *
 * Takes a record out of its account, where a tombstone stays, and puts it into another under the same id. When it was
 * created stays as it is.
 *
 * Returns: %FALSE with %ROSTER_OFFICE_ERROR_EXISTS where another record there has its unique value, or an error of the
 *   backend
 */
gboolean
roster_office_writer_move (RosterOfficeWriter  *self,
                           RosterRecord        *record,
                           const char          *account,
                           GError             **error)
{
  const RosterRecordType *type;
  g_autoptr (RosterRecord) moved = NULL, stored = NULL;
  Known known = { FALSE };
  Target *target;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_RECORD (record), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  type = roster_record_type (record);
  moved = roster_record_new (type, roster_record_id (record), account);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    roster_record_set_nth (moved, i, roster_record_nth_value (record, i));

  target = target_for (self, account, type, roster_record_id (record), &known, error);
  if (target == NULL)
    return FALSE;

  stored = put (self, target, moved, &known, error);
  return stored != NULL && roster_office_writer_destroy (self, roster_record_account (record), type,
                                                         roster_record_id (record), error);
}

/**
 * roster_office_writer_update:
 * @record: the checked record, as it is to be
 *
 * Returns: (transfer full) (nullable): the record as it is stored, or %NULL with %ROSTER_JMAP_ERROR_NOT_FOUND,
 *   %ROSTER_OFFICE_ERROR_EXISTS where another record has its unique value, or an error of the backend
 */
RosterRecord *
roster_office_writer_update (RosterOfficeWriter  *self,
                             RosterRecord        *record,
                             GError             **error)
{
  Known known = { FALSE };
  Target *target;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (record), NULL);

  target = target_for (self, roster_record_account (record), roster_record_type (record), roster_record_id (record),
                       &known,
                       error);
  if (target == NULL)
    return NULL;
  if (!known.found || known.destroyed)
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND, _("There is no such record"));
      return NULL;
    }

  return put (self, target, record, &known, error);
}

/**
 * roster_office_writer_destroy:
 *
 * Returns: %FALSE with %ROSTER_JMAP_ERROR_NOT_FOUND or an error of the backend
 */
gboolean
roster_office_writer_destroy (RosterOfficeWriter      *self,
                              const char              *account,
                              const RosterRecordType  *type,
                              const char              *id,
                              GError                 **error)
{
  Known known = { FALSE };
  Target *target;

  g_return_val_if_fail (self != NULL, FALSE);

  target = target_for (self, account, type, id, &known, error);
  if (target == NULL)
    return FALSE;
  if (!known.found || known.destroyed)
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND, _("There is no such record"));
      return FALSE;
    }

  target->states[type_index (type)] = ++target->modseq;
  return roster_backend_call (self->backend, destroy_row, target->account->number, type, id, target->modseq, self->now,
                              error) &&
         (type != &roster_person_type || roster_backend_call (self->backend, drop_tokens_of, id, error));
}

/**
 * roster_office_writer_finish:
 *
 * Writes the new states; to be called before the commit.
 */
gboolean
roster_office_writer_finish (RosterOfficeWriter  *self,
                             GError             **error)
{
  GHashTableIter iter;
  Target *target;

  g_return_val_if_fail (self != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &target))
    for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
      if (target->states[i] != 0 &&
          !roster_backend_call (self->backend, write_state, target->account->number, roster_record_types[i],
                                target->states[i], error))
        return FALSE;

  return TRUE;
}
