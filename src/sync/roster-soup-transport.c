/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-soup-transport.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-http-module.h"
#include "roster-module.h"

struct _RosterSoupTransport
{
  RosterTransport parent_instance;

  const RosterHttp *http;
  gpointer session;
};

G_DEFINE_FINAL_TYPE (RosterSoupTransport, roster_soup_transport, ROSTER_TYPE_TRANSPORT)

static RosterHttpResponse *
roster_soup_transport_send (RosterTransport          *transport,
                            const RosterHttpRequest  *request,
                            GCancellable             *cancellable,
                            GError                  **error)
{
  RosterSoupTransport *self = ROSTER_SOUP_TRANSPORT (transport);

  return self->http->send (self->session, roster_transport_origin (transport), request, cancellable, error);
}

static gboolean
roster_soup_transport_listen (RosterTransport          *transport,
                              const RosterHttpRequest  *request,
                              RosterLineFunc            func,
                              gpointer                  data,
                              GCancellable             *cancellable,
                              GError                  **error)
{
  RosterSoupTransport *self = ROSTER_SOUP_TRANSPORT (transport);

  return self->http->listen (self->session, roster_transport_origin (transport), request, func, data, cancellable,
                             error);
}

static void
roster_soup_transport_finalize (GObject *object)
{
  RosterSoupTransport *self = ROSTER_SOUP_TRANSPORT (object);

  if (self->session != NULL)
    self->http->close (self->session);

  G_OBJECT_CLASS (roster_soup_transport_parent_class)->finalize (object);
}

static void
roster_soup_transport_class_init (RosterSoupTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_soup_transport_finalize;
  ROSTER_TRANSPORT_CLASS (klass)->send = roster_soup_transport_send;
  ROSTER_TRANSPORT_CLASS (klass)->listen = roster_soup_transport_listen;
}

static void
roster_soup_transport_init (RosterSoupTransport *self)
{
}

static gboolean
set_error (GError          **error,
           RosterSyncError   code,
           const char       *message)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, code, message);
  return FALSE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* People leave out what a browser leaves out, and a space that came with a copied address is not theirs. */
static char *
complete_address (const char *office)
{
  g_autofree char *address = g_strstrip (g_strdup (office));
  g_autofree char *private = NULL;
  g_autoptr (GUri) uri = NULL;

  if (strstr (address, "://") != NULL)
    return g_steal_pointer (&address);

  private = g_strconcat ("https://", address, NULL);
  uri = g_uri_parse (private, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri)))
    return g_strconcat ("http://", address, NULL);
  return g_steal_pointer (&private);
}

/* Names of hosts and addresses of IPv4 and IPv6; GLib lets a space pass. Names beyond ASCII come encoded from it. */
static gboolean
can_be_host (const char *host)
{
  return host[0] != '\0' && host[strspn (host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._:")] == '\0';
}

static char *
parse_origin (const char  *office,
              GError     **error)
{
  g_autofree char *address = complete_address (office);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *scheme, *host, *path;
  g_autofree char *bracketed = NULL;
  int port;

  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || !can_be_host (host) || (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0))
    {
      set_error (error, ROSTER_SYNC_ERROR_PROTOCOL,
                 _("The office’s address must look like https://office.example.com"));
      return NULL;
    }

  path = g_uri_get_path (uri);
  if ((path[0] != '\0' && strcmp (path, "/") != 0) || g_uri_get_query (uri) != NULL || g_uri_get_userinfo (uri) != NULL)
    {
      set_error (error, ROSTER_SYNC_ERROR_PROTOCOL,
                 _("The office’s address must end after the host, like https://office.example.com"));
      return NULL;
    }

  if (strcmp (scheme, "http") == 0 && !is_loopback (host))
    {
      set_error (error, ROSTER_SYNC_ERROR_INSECURE,
                 _("The connection to the office must be private: write https:// instead of http://."));
      return NULL;
    }

  port = g_uri_get_port (uri);
  bracketed = strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);
  return port > 0 && port != (strcmp (scheme, "https") == 0 ? 443 : 80)
             ? g_strdup_printf ("%s://%s:%d", scheme, bracketed, port)
             : g_strdup_printf ("%s://%s", scheme, bracketed);
}

/**
 * roster_soup_transport_new:
 * @office: the office's address as a person types it; without a scheme it is https, for this computer itself http
 *
 * The way to an office over HTTP. Certificates are checked; without TLS only this computer itself is talked to.
 *
 * Returns: (transfer full) (nullable): the transport, or %NULL with %ROSTER_SYNC_ERROR or %ROSTER_MODULE_ERROR
 */
RosterTransport *
roster_soup_transport_new (const char  *office,
                           GError     **error)
{
  g_autofree char *origin = NULL;
  const RosterHttp *http;
  RosterSoupTransport *self;

  g_return_val_if_fail (office != NULL, NULL);

  origin = parse_origin (office, error);
  http = origin != NULL ? ROSTER_MODULE_LOAD (ROSTER_HTTP_MODULE, RosterHttp, error) : NULL;
  if (http == NULL)
    return NULL;

  self = g_object_new (ROSTER_TYPE_SOUP_TRANSPORT, "origin", origin, NULL);
  self->http = http;
  self->session = http->open ();
  return ROSTER_TRANSPORT (self);
}
