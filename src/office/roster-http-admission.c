/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-admission.h"

struct _RosterHttpAdmission
{
  /* Keys to how many of their requests are under way */
  GHashTable *under_way;
  gsize max_held;
  gsize held;
};

/**
 * roster_http_admission_new:
 * @max_held: bytes that all requests may hold together
 *
 * Returns: (transfer full): nobody is in yet
 */
RosterHttpAdmission *
roster_http_admission_new (gsize max_held)
{
  RosterHttpAdmission *self = g_new0 (RosterHttpAdmission, 1);

  self->under_way = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->max_held = max_held;
  return self;
}

void
roster_http_admission_free (RosterHttpAdmission *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->under_way);
  g_free (self);
}

/**
 * roster_http_admission_enter:
 * @key: whose requests are counted together
 * @limit: how many of them may be under way
 *
 * Returns: %FALSE where this one would be one too many; then it is not counted
 */
gboolean
roster_http_admission_enter (RosterHttpAdmission *self,
                             const char          *key,
                             guint                limit)
{
  guint count;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->under_way, key));
  if (count >= limit)
    return FALSE;

  g_hash_table_replace (self->under_way, g_strdup (key), GUINT_TO_POINTER (count + 1));
  return TRUE;
}

/**
 * roster_http_admission_leave:
 *
 * A request that roster_http_admission_enter() counted is over.
 */
void
roster_http_admission_leave (RosterHttpAdmission *self,
                             const char          *key)
{
  guint count;

  g_return_if_fail (self != NULL && key != NULL);

  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->under_way, key));
  g_return_if_fail (count > 0);

  if (count > 1)
    g_hash_table_replace (self->under_way, g_strdup (key), GUINT_TO_POINTER (count - 1));
  else
    g_hash_table_remove (self->under_way, key);
}

/**
 * roster_http_admission_has_room:
 * @is_small: whether the request sends little
 *
 * Returns: whether @n_bytes more may be held
 */
gboolean
roster_http_admission_has_room (RosterHttpAdmission *self,
                                gsize                n_bytes,
                                gboolean             is_small)
{
  gsize limit;

  g_return_val_if_fail (self != NULL, FALSE);

  limit = is_small ? 2 * self->max_held : self->max_held;
  return self->held <= limit && n_bytes <= limit - self->held;
}

/**
 * roster_http_admission_hold:
 * @held: (inout): how many bytes one request holds
 * @n_bytes: how many it holds from now on
 *
 * An answer is counted even where there is no room for it: it is in memory already, and keeps new requests out.
 */
void
roster_http_admission_hold (RosterHttpAdmission *self,
                            gsize               *held,
                            gsize                n_bytes)
{
  g_return_if_fail (self != NULL && held != NULL);
  g_return_if_fail (self->held >= *held);

  self->held += n_bytes - *held;
  *held = n_bytes;
}

/**
 * roster_http_admission_held:
 *
 * Returns: how many bytes all requests hold together
 */
gsize
roster_http_admission_held (RosterHttpAdmission *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->held;
}
