/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-changes-page.h"
#include "roster-coaching-list.h"
#include "roster-coaching-page.h"
#include "roster-factory-list.h"
#include "roster-factory-page.h"
#include "roster-plan-page.h"
#include "roster-product-list.h"
#include "roster-product-page.h"
#include "roster-schedule-page.h"
#include "roster-streamer-list.h"
#include "roster-streamer-page.h"
#include "roster-today-page.h"

static const RosterPlace places[] = {
  { "today", N_("Today"), "weather-clear-symbolic", NULL, roster_today_page_get_type, NULL,
    roster_today_page_first_reads },
  { "streamers", N_("Streamers"), "system-users-symbolic", "Streamer", roster_streamer_list_get_type,
    roster_streamer_page_get_type, roster_streamer_list_first_reads },
  { "products", N_("Products"), "package-x-generic-symbolic", "Product", roster_product_list_get_type,
    roster_product_page_get_type, roster_product_list_first_reads },
  { "factories", N_("Factories"), "applications-engineering-symbolic", "Factory", roster_factory_list_get_type,
    roster_factory_page_get_type },
  { "plan", N_("Plan"), "view-grid-symbolic", NULL, roster_plan_page_get_type, NULL },
  { "schedule", N_("Schedule"), "x-office-calendar-symbolic", "Live", roster_schedule_page_get_type, NULL },
  { "coaching", N_("Coaching"), "object-select-symbolic", "Walkthrough", roster_coaching_list_get_type,
    roster_coaching_page_get_type, NULL, TRUE },
  { "changes", N_("Changes"), "emblem-synchronizing-symbolic", NULL, roster_changes_page_get_type },
};

guint
roster_place_count (void)
{
  return G_N_ELEMENTS (places);
}

const RosterPlace *
roster_place_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (places), NULL);

  return &places[index];
}

/**
 * roster_place_find:
 *
 * Returns: (nullable): the place called @name
 */
const RosterPlace *
roster_place_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0)
      return &places[i];

  return NULL;
}

/**
 * roster_place_for:
 * @record_type: a type's name
 *
 * Returns: (nullable): where records of the type are shown
 */
const RosterPlace *
roster_place_for (const char *record_type)
{
  g_return_val_if_fail (record_type != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].record_type, record_type) == 0)
      return &places[i];

  return NULL;
}

const char *
roster_place_label (const RosterPlace *place)
{
  g_return_val_if_fail (place != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, place->label);
}
