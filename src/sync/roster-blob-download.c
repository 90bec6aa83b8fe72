/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-blob-download.h"

#include <glib/gi18n-lib.h>

#include "roster-blob-folder.h"
#include "roster-blob-id.h"

static gboolean
refuse (GError          **error,
        RosterSyncError   code,
        const char       *message)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, code, message);
  return FALSE;
}

/**
 * roster_blob_download:
 * @folder: where the blob is to lie
 * @account: whose it is
 * @blob: its name
 *
 * Brings a blob from the office. Only what is what its name says is kept. Blocks on the network and the disk.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR_NOT_THERE where the office does not have it, or not yet; with another
 *   %ROSTER_SYNC_ERROR, or an error of roster_blob_folder_write()
 */
gboolean
roster_blob_download (RosterSession    *session,
                      RosterTransport  *transport,
                      const char       *token,
                      const char       *folder,
                      const char       *account,
                      const char       *blob,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autofree char *path = NULL, *held = NULL, *kept = NULL;
  g_autoptr (RosterHttpResponse) response = NULL;
  RosterHttpRequest request = { .method = "GET", .token = token };

  g_return_val_if_fail (session != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (token != NULL && folder != NULL, FALSE);
  g_return_val_if_fail (account != NULL && blob != NULL, FALSE);

  path = roster_session_download_path (session, account, blob);
  if (path == NULL)
    return refuse (error, ROSTER_SYNC_ERROR_NOT_THERE, _("This office keeps no photos."));

  request.path = path;
  response = roster_transport_send (transport, &request, cancellable, error);
  if (response == NULL)
    return FALSE;
  if (response->status == 404)
    return refuse (error, ROSTER_SYNC_ERROR_NOT_THERE, _("The office does not have this photo yet."));
  if (!roster_http_check (response, error))
    return FALSE;

  held = roster_blob_id (response->body);
  if (g_strcmp0 (held, blob) != 0)
    return refuse (error, ROSTER_SYNC_ERROR_PROTOCOL, _("The photo did not arrive as it was sent. Try again."));

  kept = roster_blob_folder_write (folder, response->body, error);
  return kept != NULL;
}
