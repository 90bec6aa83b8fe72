/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-custom-creating.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* What the base product says already, and nobody should have to type again. */
static void
take_from_base (RosterRecord *request,
                RosterRecord *base)
{
  roster_record_set_text (request, "baseProduct", roster_record_id (base));
  roster_record_set (request, "factory", roster_record_value (base, "factory"));
  roster_record_set (request, "minimumQuantity", roster_record_value (base, "minimumQuantity"));
}

/**
 * roster_custom_create_edit:
 * @cache: the writer's
 * @streamer: a streamer's id
 * @base_product: the id of the product to change, empty for none
 *
 * Makes the edit that asks for a custom product: an idea of today, waiting for the streamer.
 *
 * Returns: (transfer full) (nullable): an edit whose one record is the new CustomRequest; %NULL with @error set
 */
RosterEdit *
roster_custom_create_edit (RosterCache  *cache,
                           const char   *streamer,
                           const char   *base_product,
                           GError      **error)
{
  g_autoptr (RosterRecord) owner = NULL, base = NULL, request = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *id = NULL, *today = NULL, *name = NULL, *label = NULL;

  g_return_val_if_fail (cache != NULL && streamer != NULL && base_product != NULL, NULL);

  owner = roster_cache_get (cache, &roster_streamer_type, streamer, &failure);
  if (failure == NULL && *base_product != '\0')
    base = roster_cache_get (cache, &roster_product_type, base_product, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (owner == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The streamer is gone."));
      return NULL;
    }

  id = roster_cache_new_id (cache);
  today = roster_clock_today (roster_cache_clock (cache));
  request = roster_record_new (&roster_custom_request_type, id, roster_record_account (owner));
  /* Translators: the first name of a custom product; %s is a streamer or the product that it begins with. */
  name = g_strdup_printf (_("Custom product: %s"), roster_record_title (base != NULL ? base : owner));
  roster_record_set_text (request, "streamer", streamer);
  roster_record_set_text (request, "name", name);
  roster_record_set_text (request, "imprint", roster_record_title (owner));
  roster_record_set_text (request, "ideaOn", today);
  roster_record_set_text (request, "waitingSince", today);
  if (base != NULL)
    take_from_base (request, base);
  roster_record_apply_defaults (request);
  if (!roster_record_check (request, error))
    return NULL;

  /* Translators: a step that can be undone; %s is a streamer. */
  label = g_strdup_printf (_("Request a custom product for %s"), roster_record_title (owner));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, request);
  return g_steal_pointer (&edit);
}
