/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-context.h"

#include "roster-by-settings.h"
#include "roster-housekeeping.h"

struct _RosterContext
{
  GObject parent_instance;

  GSettings *settings;
  RosterStore *store;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCoordinator *coordinator;
  RosterRulesInForce *rules;
  RosterRightsInForce *rights;
  RosterAdviser *adviser;
  RosterHousekeeping *housekeeping;
  RosterToday *today;
  RosterPhotos *photos;
  RosterCamera *camera;
};

G_DEFINE_FINAL_TYPE (RosterContext, roster_context, G_TYPE_OBJECT)

static void
roster_context_dispose (GObject *object)
{
  RosterContext *self = ROSTER_CONTEXT (object);

  if (self->coordinator != NULL)
    roster_coordinator_stop (self->coordinator);
  if (self->photos != NULL)
    roster_photos_close (self->photos);
  g_clear_object (&self->photos);
  if (self->camera != NULL)
    g_object_run_dispose (G_OBJECT (self->camera));
  g_clear_object (&self->camera);
  g_clear_object (&self->coordinator);
  g_clear_object (&self->adviser);
  if (self->today != NULL)
    g_object_run_dispose (G_OBJECT (self->today));
  g_clear_object (&self->today);
  g_clear_object (&self->rules);
  g_clear_object (&self->rights);
  g_clear_object (&self->housekeeping);
  g_clear_object (&self->ids);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_context_parent_class)->dispose (object);
}

static void
roster_context_class_init (RosterContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_context_dispose;
}

static void
roster_context_init (RosterContext *self)
{
}

/**
 * roster_context_new:
 *
 * Returns: (transfer full): the context of one run of the app
 */
RosterContext *
roster_context_new (GSettings      *settings,
                    RosterStore    *store,
                    RosterClock    *clock,
                    RosterIdSource *ids)
{
  RosterContext *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (ROSTER_IS_ID_SOURCE (ids), NULL);

  self = g_object_new (ROSTER_TYPE_CONTEXT, NULL);
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->ids = g_object_ref (ids);
  self->coordinator = roster_coordinator_by_settings (settings, store);
  self->rules = roster_rules_in_force_new (store);
  self->rights = roster_rights_in_force_new (store);
  self->adviser = roster_adviser_new (store);
  self->housekeeping = roster_housekeeping_new (store);
  return self;
}

GSettings *
roster_context_settings (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->settings;
}

RosterStore *
roster_context_store (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->store;
}

RosterClock *
roster_context_clock (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->clock;
}

RosterIdSource *
roster_context_ids (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->ids;
}

/**
 * roster_context_coordinator:
 *
 * Returns: (transfer none): what keeps the cache and the office in step; roster_coordinator_start() sets it going
 */
RosterCoordinator *
roster_context_coordinator (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->coordinator;
}

/**
 * roster_context_rules:
 *
 * Returns: (transfer none): the values in force of the rules; notifies when the office changes one
 */
RosterRulesInForce *
roster_context_rules (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->rules;
}

/**
 * roster_context_rights:
 *
 * Returns: (transfer none): who may write what where; tells when the office gave other rights
 */
RosterRightsInForce *
roster_context_rights (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->rights;
}

/**
 * roster_context_adviser:
 *
 * Returns: (transfer none): what ranks products and streamers for each other
 */
RosterAdviser *
roster_context_adviser (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  return self->adviser;
}

/**
 * roster_context_today:
 *
 * Returns: (transfer none): the day of the book, from the first time that somebody asks for it
 */
RosterToday *
roster_context_today (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  if (self->today == NULL)
    self->today = roster_today_new (self->store, self->adviser);
  return self->today;
}

/**
 * roster_context_photos:
 *
 * Returns: (transfer none): the photos of this computer, from the first time that somebody asks for them
 */
RosterPhotos *
roster_context_photos (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  if (self->photos == NULL)
    self->photos = roster_photos_new (self->store, self->coordinator, self->rules);
  return self->photos;
}

/**
 * roster_context_camera:
 *
 * Returns: (transfer none): the camera that the desktop lends, from the first time that somebody asks for it
 */
RosterCamera *
roster_context_camera (RosterContext *self)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (self), NULL);

  if (self->camera == NULL)
    self->camera = roster_camera_new (NULL);
  return self->camera;
}

/**
 * roster_context_use_camera:
 * @camera: another camera than the desktop's
 *
 * For tests, before anybody has asked for a camera.
 */
void
roster_context_use_camera (RosterContext *self,
                           RosterCamera  *camera)
{
  g_return_if_fail (ROSTER_IS_CONTEXT (self));
  g_return_if_fail (ROSTER_IS_CAMERA (camera));
  g_return_if_fail (self->camera == NULL);

  self->camera = g_object_ref (camera);
}
