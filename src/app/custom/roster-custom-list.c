/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-custom-list.h"

#include <glib/gi18n-lib.h>

#include "roster-stage-stepper.h"

struct _RosterCustomList
{
  RosterRowGroup parent_instance;

  GtkWidget *create;
  gboolean of_factory;
};

G_DEFINE_FINAL_TYPE (RosterCustomList, roster_custom_list, ROSTER_TYPE_ROW_GROUP)

static int
compare_open_first (gconstpointer a,
                    gconstpointer b)
{
  RosterRecord *left = *(RosterRecord *const *) a, *right = *(RosterRecord *const *) b;
  int order = roster_custom_request_is_open (right) - roster_custom_request_is_open (left);

  if (order == 0)
    order = g_strcmp0 (roster_custom_request_since (right), roster_custom_request_since (left));
  return order != 0 ? order : g_strcmp0 (roster_record_id (left), roster_record_id (right));
}

/* An id is either a streamer's or a factory's, so that one question serves both pages. */
static GPtrArray *
read_requests (RosterCache  *cache,
               const char   *id,
               GError      **error)
{
  g_autoptr (GPtrArray) requests = roster_cache_list_by (cache, &roster_custom_request_type, "streamer", id, error);
  g_autoptr (GPtrArray) at_factory = NULL;

  if (requests == NULL ||
      (at_factory = roster_cache_list_by (cache, &roster_custom_request_type, "factory", id, error)) == NULL)
    return NULL;

  for (guint i = 0; i < at_factory->len; i++)
    if (roster_custom_request_is_open (at_factory->pdata[i]))
      g_ptr_array_add (requests, g_object_ref (at_factory->pdata[i]));

  g_ptr_array_sort (requests, compare_open_first);
  return g_steal_pointer (&requests);
}

static GtkWidget *
make_row (RosterRowGroup *group,
          gpointer        item)
{
  RosterRecord *request = item;
  g_autofree char *today = roster_clock_today (roster_context_clock (roster_row_group_context (group)));
  g_autofree char *words = roster_custom_words (request, today);
  GtkWidget *row = adw_action_row_new (), *stepper = roster_stage_stepper_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_record_title (request));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  roster_stage_stepper_show (ROSTER_STAGE_STEPPER (stepper), request, today);
  gtk_widget_set_size_request (stepper, 88, -1);
  gtk_widget_set_valign (stepper, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), stepper);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-custom-request");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", roster_record_id (request));
  return row;
}

static const char *
describe (RosterRowGroup *group,
          guint           n_rows)
{
  if (n_rows > 0)
    return NULL;

  return ROSTER_CUSTOM_LIST (group)->of_factory ? _("Nothing is being made here for a streamer of yours.")
                                                : _("Nothing is made for this streamer alone yet.");
}

static gboolean
depends_on (const RosterRecordType *type)
{
  return type == &roster_custom_request_type;
}

static void
roster_custom_list_class_init (RosterCustomListClass *klass)
{
  RosterRowGroupClass *group_class = ROSTER_ROW_GROUP_CLASS (klass);

  group_class->read = read_requests;
  group_class->make_row = make_row;
  group_class->describe = describe;
  group_class->depends_on = depends_on;
}

static void
roster_custom_list_init (RosterCustomList *self)
{
  roster_row_group_set_title (ROSTER_ROW_GROUP (self), _("Custom Products"));
}

/**
 * roster_custom_list_new:
 *
 * Returns: (transfer floating): the list of a streamer, empty until roster_row_group_show()
 */
GtkWidget *
roster_custom_list_new (RosterContext *context)
{
  RosterCustomList *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_CUSTOM_LIST, "context", context, NULL);
  self->create = gtk_button_new_with_mnemonic (_("New _Request"));
  gtk_widget_set_valign (self->create, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->create, FALSE);
  roster_row_group_set_suffix (ROSTER_ROW_GROUP (self), self->create);
  return GTK_WIDGET (self);
}

/**
 * roster_custom_list_new_for_factory:
 *
 * Returns: (transfer floating): the list of a factory, empty until roster_row_group_show()
 */
GtkWidget *
roster_custom_list_new_for_factory (RosterContext *context)
{
  RosterCustomList *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_CUSTOM_LIST, "context", context, NULL);
  self->of_factory = TRUE;
  return GTK_WIDGET (self);
}

/**
 * roster_custom_list_set_streamer:
 * @streamer: whose custom products these are
 *
 * Says for whom a new one is requested; without the right to it, why not.
 */
void
roster_custom_list_set_streamer (RosterCustomList *self,
                                 RosterRecord     *streamer)
{
  RosterContext *context;

  g_return_if_fail (ROSTER_IS_CUSTOM_LIST (self) && self->create != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (streamer));

  context = roster_row_group_context (ROSTER_ROW_GROUP (self));
  gtk_widget_set_visible (self->create, TRUE);
  if (!roster_rights_in_force_guard (roster_context_rights (context), self->create, &roster_custom_request_type,
                                     roster_record_account (streamer)))
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->create), NULL);
      return;
    }

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->create), "(ss)", roster_record_id (streamer), "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->create), "win.new-custom-request");
}
