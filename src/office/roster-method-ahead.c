/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method-ahead.h"

#include <string.h>

/* Where an id and its body stand in the text. */
typedef struct
{
  gsize id;
  gsize body;
} Met;

struct _RosterMethodAhead
{
  gint64 account;
  const RosterRecordType *type;
  gint64 state;
  GArray *met;
  GString *text;
};

RosterMethodAhead *
roster_method_ahead_new (void)
{
  RosterMethodAhead *self = g_new0 (RosterMethodAhead, 1);

  self->met = g_array_new (FALSE, FALSE, sizeof (Met));
  self->text = g_string_new (NULL);
  return self;
}

void
roster_method_ahead_free (RosterMethodAhead *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->met);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * roster_method_ahead_begin:
 * @state: the type's state in the account, of the moment in which its records are read
 *
 * Forgets what was met before.
 */
void
roster_method_ahead_begin (RosterMethodAhead      *self,
                           gint64                  account,
                           const RosterRecordType *type,
                           gint64                  state)
{
  self->account = account;
  self->type = type;
  self->state = state;
  g_array_set_size (self->met, 0);
  g_string_truncate (self->text, 0);
}

/**
 * roster_method_ahead_add:
 * @limit: how many bytes of bodies are kept; more would not fit into an answer either
 */
void
roster_method_ahead_add (RosterMethodAhead *self,
                         const char        *id,
                         const char        *body,
                         gsize              limit)
{
  Met met = { .id = self->text->len };

  if (self->text->len > limit)
    return;

  g_string_append (self->text, id);
  g_string_append_c (self->text, '\0');
  met.body = self->text->len;
  g_string_append (self->text, body);
  g_string_append_c (self->text, '\0');
  g_array_append_val (self->met, met);
}

/**
 * roster_method_ahead_find:
 * @ids: (element-type utf8): in the order in which the records were met
 *
 * Returns: (transfer container) (nullable) (element-type utf8): the body of each of @ids, valid until the next
 *   `/changes`; %NULL where not all of them were met, or something may have changed since
 */
GPtrArray *
roster_method_ahead_find (RosterMethodAhead      *self,
                          gint64                  account,
                          const RosterRecordType *type,
                          gint64                  state,
                          GPtrArray              *ids)
{
  g_autoptr (GPtrArray) bodies = NULL;
  guint next = 0;

  if (self->account != account || self->type != type || self->state != state)
    return NULL;

  bodies = g_ptr_array_sized_new (ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      while (next < self->met->len &&
             strcmp (self->text->str + g_array_index (self->met, Met, next).id, ids->pdata[i]) != 0)
        next++;
      if (next == self->met->len)
        return NULL;
      g_ptr_array_add (bodies, self->text->str + g_array_index (self->met, Met, next++).body);
    }

  return g_steal_pointer (&bodies);
}
