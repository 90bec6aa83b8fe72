/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-transfer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-office-blob.h"
#include "roster-office-person.h"
#include "roster-office-records.h"
#include "roster-office-writer.h"
#include "roster-record-json.h"

/* What moves: the streamer and everything in the same book that is about the streamer. */
typedef struct
{
  RosterBackend *backend;
  const RosterOfficeAccount *from;
  const char *streamer;
  const RosterRecordType *type;
  /* (element-type RosterRecord), what is referred to first */
  GPtrArray *records;
  GHashTable *ids;
  /* The names of blobs, and what may be one, in what moves */
  GHashTable *blobs;
  GError *error;
} Luggage;

/* A record that names the streamer, or that means nothing without one that moves. */
static gboolean
belongs (Luggage      *luggage,
         RosterRecord *record)
{
  if (luggage->type == &roster_streamer_type)
    return strcmp (roster_record_id (record), luggage->streamer) == 0;

  for (guint i = 0; i < luggage->type->n_fields; i++)
    {
      const RosterField *field = &luggage->type->fields[i];
      const char *id = field->kind == ROSTER_KIND_REFERENCE ? roster_record_text (record, field->name) : NULL;

      if (id == NULL)
        continue;
      if (strcmp (field->target, roster_streamer_type.name) == 0
              ? strcmp (id, luggage->streamer) == 0
              : (field->flags & ROSTER_FIELD_REQUIRED) != 0 && g_hash_table_contains (luggage->ids, id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
take_row (const RosterRow *row,
          gpointer         data)
{
  Luggage *luggage = data;
  g_autoptr (RosterRecord) record =
      roster_record_from_json_text (luggage->type, luggage->from->id, row->body, &luggage->error);

  if (record == NULL)
    return FALSE;

  if (belongs (luggage, record))
    {
      g_hash_table_add (luggage->ids, g_strdup (row->id));
      roster_blob_ids_find (row->body, luggage->blobs);
      g_ptr_array_add (luggage->records, g_steal_pointer (&record));
    }
  return TRUE;
}

static gboolean
collect (Luggage  *luggage,
         GError  **error)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      luggage->type = roster_record_types[t];
      if (luggage->type->scope != ROSTER_SCOPE_BOOK)
        continue;

      if (!roster_backend_call (luggage->backend, each_row, luggage->from->number, luggage->type, G_MAXINT64, take_row,
                                luggage, error))
        return FALSE;
      if (luggage->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&luggage->error));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
note_life (const RosterRow *row,
           gpointer         data)
{
  *(gboolean *) data = !row->destroyed;
  return FALSE;
}

/* The book that holds the streamer, found by record id or by Kuaishou id; the record's id in @id. */
static gboolean
find_streamer (RosterBackend        *backend,
               const char           *streamer,
               RosterOfficeAccount **book,
               char                **id,
               GError              **error)
{
  g_autoptr (GPtrArray) accounts = roster_backend_call (backend, list_accounts, error);
  g_autofree char *key = roster_office_unique_key (streamer);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      RosterOfficeAccount *account = accounts->pdata[i];
      g_autofree char *holder = NULL;
      gboolean lives = FALSE;

      if (account->scope != ROSTER_SCOPE_BOOK)
        continue;
      if (!roster_backend_call (backend, get_row, account->number, &roster_streamer_type, streamer, note_life, &lives,
                                error) ||
          !roster_backend_call (backend, find_key, account->number, &roster_streamer_type, key, &holder, error))
        return FALSE;

      if (lives || holder != NULL)
        {
          *id = lives ? g_strdup (streamer) : g_steal_pointer (&holder);
          return roster_backend_call (backend, find_account, account->id, book, error);
        }
    }

  if (accounts != NULL)
    g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND,
                 _("No book has a streamer with the id “%s”"), streamer);
  return FALSE;
}

static RosterOfficeAccount *
find_book (RosterBackend  *backend,
           const char     *login,
           GError        **error)
{
  g_autoptr (RosterOfficePerson) person = NULL;
  g_autoptr (RosterOfficeAccount) account = NULL;
  g_autofree char *id = NULL;

  if (!roster_office_find_login (backend, login, &person, error))
    return NULL;

  if (person != NULL)
    {
      id = g_strconcat (ROSTER_JMAP_BOOK_PREFIX, person->id, NULL);
      if (!roster_backend_call (backend, find_account, id, &account, error))
        return NULL;
    }
  if (account == NULL)
    g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND,
                 _("There is no salesperson with the login “%s”"), login);

  return g_steal_pointer (&account);
}

/* Both books are locked, the lower number first, so that two transfers never wait for each other. */
static gboolean
lock_books (RosterOfficeWriter         *writer,
            const RosterOfficeAccount  *from,
            const RosterOfficeAccount  *to,
            GError                    **error)
{
  const RosterOfficeAccount *first = from->number < to->number ? from : to;
  const RosterOfficeAccount *second = first == from ? to : from;

  return roster_office_writer_account (writer, first->id, error) != NULL &&
         roster_office_writer_account (writer, second->id, error) != NULL;
}

static gboolean
move_all (RosterOfficeWriter  *writer,
          GPtrArray           *records,
          const char          *account,
          GError             **error)
{
  for (guint i = 0; i < records->len; i++)
    if (!roster_office_writer_move (writer, records->pdata[i], account, error))
      return FALSE;

  return TRUE;
}

/* A photo of the records that moved can be read where they are now. It stays where it was as well: something else there
   may show it. */
static gboolean
copy_blobs (Luggage                    *luggage,
            const RosterOfficeAccount  *to,
            gint64                      now,
            GError                    **error)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, luggage->blobs);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!roster_backend_call (luggage->backend, get_blob, luggage->from->number, id, &bytes, error) ||
          (bytes != NULL && !roster_backend_call (luggage->backend, put_blob, to->number, id, bytes, now, error)))
        return FALSE;
    }

  return TRUE;
}

/* Another transfer may have been quicker than the locks. */
static gboolean
is_still_there (GPtrArray   *records,
                const char  *streamer,
                GError     **error)
{
  if (records->len > 0)
    return TRUE;

  g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND,
               _("No book has a streamer with the id “%s”"), streamer);
  return FALSE;
}

static gboolean
transfer (RosterOffice   *self,
          RosterBackend  *backend,
          const char     *streamer,
          const char     *login,
          guint          *n_moved,
          GError        **error)
{
  g_autoptr (RosterOfficeAccount) from = NULL, to = NULL;
  g_autoptr (RosterOfficeWriter) writer = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *id = NULL;
  Luggage luggage = { .backend = backend, .records = records, .ids = ids, .blobs = blobs };
  gint64 now = roster_clock_now (roster_office_clock (self));

  if (!roster_backend_call (backend, begin, TRUE, error))
    return FALSE;

  to = find_book (backend, login, error);
  if (to == NULL || !find_streamer (backend, streamer, &from, &id, error))
    return FALSE;
  if (from->number == to->number)
    {
      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                   _("The streamer is in the book of “%s” already"), login);
      return FALSE;
    }

  writer = roster_office_writer_new (backend, now, NULL);
  luggage.from = from;
  luggage.streamer = id;
  if (!lock_books (writer, from, to, error) || !collect (&luggage, error) ||
      !is_still_there (records, streamer, error) || !move_all (writer, records, to->id, error) ||
      !copy_blobs (&luggage, to, now, error) || !roster_office_writer_finish (writer, error) ||
      !roster_backend_call (backend, commit, error))
    return FALSE;

  *n_moved = records->len;
  return TRUE;
}

/**
 * roster_office_transfer:
 * @streamer: a streamer's Kuaishou id, or the record's id
 * @login: of the salesperson whose book takes the streamer
 * @n_moved: (out): how many records moved, the streamer included
 *
 * Moves a streamer with everything that is about the streamer (activities, lives, line-ups, sales, measures, decisions,
 * walk-throughs, follow-ups) and the photos in it to another book, in one transaction. The old book's clients see the
 * records go, the new one's see them come; what still waits for the old book is refused with the reason, see
 * roster_office_writer_create().
 *
 * Returns: %FALSE with %ROSTER_OFFICE_ERROR_NOT_FOUND for an unknown streamer or login, %ROSTER_OFFICE_ERROR_VALUE
 *   where the streamer is there already, %ROSTER_OFFICE_ERROR_EXISTS where the book has a streamer with this
 *   Kuaishou id, or an error of the backend
 */
gboolean
roster_office_transfer (RosterOffice  *self,
                        const char    *streamer,
                        const char    *login,
                        guint         *n_moved,
                        GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (streamer != NULL && login != NULL, FALSE);
  g_return_val_if_fail (n_moved != NULL, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = transfer (self, backend, streamer, login, n_moved, error);
  roster_office_release (self, backend);
  return done;
}

static GPtrArray *
list_streamers (RosterBackend  *backend,
                const char     *login,
                GError        **error)
{
  g_autoptr (RosterOfficeAccount) book = find_book (backend, login, error);

  return book != NULL ? roster_office_list_records (backend, book, &roster_streamer_type, error) : NULL;
}

/**
 * roster_office_transfer_book:
 * @from: the login of the salesperson who gives the streamers
 * @to: the login of the one who takes them
 * @n_streamers: (out): how many streamers moved
 * @n_moved: (out): how many records moved, the streamers included
 *
 * Moves every streamer of a book, see roster_office_transfer(); each on its own, so that what was begun can be gone on
 * with. Both are counted up to an error as well.
 *
 * Returns: %FALSE with the error of the streamer that could not be moved
 */
gboolean
roster_office_transfer_book (RosterOffice  *self,
                             const char    *from,
                             const char    *to,
                             guint         *n_streamers,
                             guint         *n_moved,
                             GError       **error)
{
  g_autoptr (GPtrArray) streamers = NULL;
  RosterBackend *backend;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);
  g_return_val_if_fail (n_streamers != NULL && n_moved != NULL, FALSE);

  *n_streamers = *n_moved = 0;
  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  streamers = list_streamers (backend, from, error);
  roster_office_release (self, backend);
  for (guint i = 0; streamers != NULL && i < streamers->len; i++)
    {
      guint n;

      if (!roster_office_transfer (self, roster_record_id (streamers->pdata[i]), to, &n, error))
        {
          g_prefix_error (error, "%s: ", roster_record_title (streamers->pdata[i]));
          return FALSE;
        }
      (*n_streamers)++;
      *n_moved += n;
    }

  return streamers != NULL;
}
