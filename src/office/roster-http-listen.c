/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-listen.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-office-error.h"

static gboolean
load_certificate (SoupServer               *soup,
                  const RosterHttpOptions  *options,
                  GError                  **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (options->tls_cert == NULL && options->tls_key == NULL)
    return TRUE;
  if (options->tls_cert == NULL || options->tls_key == NULL)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                           _("A certificate and its key go together: give --tls-cert and --tls-key"));
      return FALSE;
    }

  certificate = g_tls_certificate_new_from_files (options->tls_cert, options->tls_key, error);
  if (certificate == NULL)
    {
      g_prefix_error (error, _("The certificate cannot be used: "));
      return FALSE;
    }

  soup_server_set_tls_certificate (soup, certificate);
  return TRUE;
}

static void
explain_listen_error (GSocketAddress  *address,
                      const GError    *listen_error,
                      GError         **error)
{
  g_autofree char *text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));

  if (g_error_matches (listen_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                 _("%s is in use already, maybe by another roster-office. End that one, or choose another port with "
                   "--listen ADDRESS:PORT; port 0 takes one that is free."),
                 text);
  else
    g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                 _("It cannot be listened at %s (%s). Choose another address or port with --listen ADDRESS:PORT."),
                 text, listen_error->message);
}

/**
 * roster_http_listen:
 *
 * Has @soup listen where the options say, with the certificate that they name.
 *
 * Returns: (transfer full) (nullable): the address to reach it at, without a slash at its end, or %NULL with
 *   %ROSTER_OFFICE_ERROR_VALUE or an error of the certificate
 */
char *
roster_http_listen (SoupServer               *soup,
                    const RosterHttpOptions  *options,
                    GError                  **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (options->address);
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GError) listen_error = NULL;
  gboolean secure = options->tls_cert != NULL;
  GSList *uris;
  char *uri;

  if (!load_certificate (soup, options, error))
    return NULL;
  if (address == NULL)
    {
      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE, _("“%s” is not an IP address"),
                   options->address);
      return NULL;
    }
  if (!secure && !options->behind_proxy && !g_inet_address_get_is_loopback (address))
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                           _("Beyond this computer the office speaks TLS only: give --tls-cert and --tls-key, or "
                             "--behind-proxy where a proxy does that"));
      return NULL;
    }

  socket_address = g_inet_socket_address_new (address, options->port);
  if (!soup_server_listen (soup, socket_address, secure ? SOUP_SERVER_LISTEN_HTTPS : 0, &listen_error))
    {
      explain_listen_error (socket_address, listen_error, error);
      return NULL;
    }

  uris = soup_server_get_uris (soup);
  uri = g_uri_to_string_partial (uris->data, G_URI_HIDE_PASSWORD);
  if (g_str_has_suffix (uri, "/"))
    uri[strlen (uri) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return uri;
}
