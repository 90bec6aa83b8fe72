/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"
#include "roster-transport.h"

/*
 * The way to an office in the same process, over a network that can fail. The token is the id of the person.
 */
typedef enum
{
  FAULT_NONE,
  /* The request never arrives */
  FAULT_REQUEST_LOST,
  /* The office does it, the answer never arrives */
  FAULT_RESPONSE_LOST,
  /* The request arrives twice; the second answer comes back */
  FAULT_DUPLICATED,
  /* The client gives up; the request arrives just before a later one */
  FAULT_DELAYED,
  /* 503 */
  FAULT_UNAVAILABLE,
  /* The office counts a photo of the same person as under way still (HTTP 400) */
  FAULT_ONE_TOO_MANY,
  N_FAULTS,
} Fault;

#define TYPE_OFFICE_TRANSPORT (office_transport_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTransport, office_transport, OFFICE, TRANSPORT, RosterTransport)

/* Called after a request was answered, before the client sees it. */
typedef void (*OfficeTransportFunc) (OfficeTransport *self,
                                     gpointer         data);

OfficeTransport *office_transport_new         (RosterOffice        *office);
void             office_transport_set_fault   (OfficeTransport     *self,
                                               Fault                fault);
void             office_transport_replace     (OfficeTransport     *self,
                                               const char          *method,
                                               const char          *name,
                                               const char          *arguments);
void             office_transport_before_next (OfficeTransport     *self,
                                               OfficeTransportFunc  func,
                                               gpointer             data);
void             office_transport_after_next  (OfficeTransport     *self,
                                               OfficeTransportFunc  func,
                                               gpointer             data);
/* The largest answer that comes through, in bytes; 0 for any. */
void             office_transport_set_limit   (OfficeTransport     *self,
                                               gsize                limit);
/* Changes a byte of the next photo on its way up or down. */
void             office_transport_damage_next (OfficeTransport     *self);
/* The bytes of photos that have reached the office. */
gsize            office_transport_n_uploaded  (OfficeTransport     *self);
guint            office_transport_n_requests  (OfficeTransport     *self);
guint            office_transport_n_calls     (OfficeTransport     *self);
