/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-transport.h"

#include <string.h>

typedef struct
{
  char *origin;
} RosterTransportPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterTransport, roster_transport, G_TYPE_OBJECT)

enum
{
  PROP_ORIGIN = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
roster_transport_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RosterTransportPrivate *priv = roster_transport_get_instance_private (ROSTER_TRANSPORT (object));

  switch (prop_id)
    {
    case PROP_ORIGIN:
      priv->origin = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_transport_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ORIGIN:
      g_value_set_string (value, roster_transport_origin (ROSTER_TRANSPORT (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_transport_finalize (GObject *object)
{
  RosterTransportPrivate *priv = roster_transport_get_instance_private (ROSTER_TRANSPORT (object));

  g_free (priv->origin);

  G_OBJECT_CLASS (roster_transport_parent_class)->finalize (object);
}

static void
roster_transport_class_init (RosterTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = roster_transport_set_property;
  object_class->get_property = roster_transport_get_property;
  object_class->finalize = roster_transport_finalize;

  /**
   * RosterTransport:origin:
   *
   * The office's origin: scheme, host and port, for example `https://office.example:8443`.
   */
  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_transport_init (RosterTransport *self)
{
}

/**
 * roster_transport_origin:
 *
 * Returns: (transfer none): scheme, host and port of the office; what it is asked for stays within
 */
const char *
roster_transport_origin (RosterTransport *self)
{
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (self), NULL);

  RosterTransportPrivate *priv = roster_transport_get_instance_private (self);

  return priv->origin;
}

/**
 * roster_transport_path_of:
 * @url: an address that the office names: absolute, or from the first slash on
 *
 * The token goes to no other origin than the one that the person signed in to.
 *
 * Returns: (transfer full) (nullable): the path and query of @url; %NULL where it leads to another origin
 */
char *
roster_transport_path_of (RosterTransport *self,
                          const char      *url)
{
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  const char *origin = roster_transport_origin (self);
  gsize length = strlen (origin);

  if (url[0] == '/' && url[1] != '/' && url[1] != '\\')
    return g_strdup (url);

  if (g_ascii_strncasecmp (url, origin, length) == 0 && url[length] == '/')
    return g_strdup (url + length);

  return NULL;
}

/**
 * roster_transport_send:
 *
 * Sends one request and waits for the answer, whatever its status.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with %ROSTER_SYNC_ERROR or %G_IO_ERROR_CANCELLED
 */
RosterHttpResponse *
roster_transport_send (RosterTransport          *self,
                       const RosterHttpRequest  *request,
                       GCancellable             *cancellable,
                       GError                  **error)
{
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (request != NULL && request->method != NULL, NULL);
  g_return_val_if_fail (request->path != NULL && request->path[0] == '/', NULL);

  return ROSTER_TRANSPORT_GET_CLASS (self)->send (self, request, cancellable, error);
}

/**
 * roster_transport_listen:
 *
 * Sends one request and hands over its answer line by line as it comes.
 *
 * Returns: %TRUE where the stream has ended, %FALSE with %ROSTER_SYNC_ERROR or %G_IO_ERROR_CANCELLED where it was
 *   broken off or is not to be had
 */
gboolean
roster_transport_listen (RosterTransport          *self,
                         const RosterHttpRequest  *request,
                         RosterLineFunc            func,
                         gpointer                  data,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (self), FALSE);
  g_return_val_if_fail (request != NULL && request->path != NULL && request->path[0] == '/', FALSE);
  g_return_val_if_fail (func != NULL, FALSE);
  g_return_val_if_fail (ROSTER_TRANSPORT_GET_CLASS (self)->listen != NULL, FALSE);

  return ROSTER_TRANSPORT_GET_CLASS (self)->listen (self, request, func, data, cancellable, error);
}
