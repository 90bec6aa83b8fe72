/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-container.h"

#include "roster-container-private.h"
#include "roster-module.h"

/**
 * roster_container_new:
 *
 * Returns: (transfer full): a container over @bytes
 */
RosterContainer *
roster_container_new (GBytes       *bytes,
                      GCancellable *cancellable)
{
  RosterContainer *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (RosterContainer, 1);
  self->bytes = g_bytes_ref (bytes);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return self;
}

void
roster_container_free (RosterContainer *self)
{
  g_bytes_unref (self->bytes);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * roster_container_read:
 * @name: the entry's path; names are compared as bytes and never used as paths of this computer
 * @found: (out): whether there is such an entry; of several the first counts
 * @take: gets its content piece by piece
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR, %ROSTER_MODULE_ERROR, %G_IO_ERROR_CANCELLED or what @take sets; that an
 *   entry is missing is no error
 */
gboolean
roster_container_read (RosterContainer      *self,
                       const char           *name,
                       gboolean             *found,
                       RosterContainerTake   take,
                       gpointer              user_data,
                       GError              **error)
{
  const RosterArchive *archive;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (found != NULL, FALSE);
  g_return_val_if_fail (take != NULL, FALSE);

  *found = FALSE;
  archive = ROSTER_MODULE_LOAD (ROSTER_ARCHIVE_MODULE, RosterArchive, error);
  return archive != NULL && archive->read (self, name, found, take, user_data, error);
}
