/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-list.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-line-up-items.h"
#include "roster-pill.h"

/* The next; who wants others looks at the session. */
#define LIMIT 4

struct _RosterLineUpList
{
  RosterRowGroup parent_instance;

  GtkWidget *create;
};

G_DEFINE_FINAL_TYPE (RosterLineUpList, roster_line_up_list, ROSTER_TYPE_ROW_GROUP)

/* What comes next first, then what was, from the newest back. Names begin with the date of the session. */
static int
compare_next_first (gconstpointer a,
                    gconstpointer b,
                    gpointer      today)
{
  RosterRecord *const *left = a, *const *right = b;
  gboolean ahead = g_strcmp0 (roster_record_title (*left), today) >= 0;
  gboolean other_ahead = g_strcmp0 (roster_record_title (*right), today) >= 0;
  int order = g_strcmp0 (roster_record_title (*left), roster_record_title (*right));

  if (ahead != other_ahead)
    return ahead ? -1 : 1;
  if (order == 0)
    order = g_strcmp0 (roster_record_id (*left), roster_record_id (*right));
  return ahead ? order : -order;
}

static GPtrArray *
read_line_ups (RosterCache  *cache,
               const char   *streamer,
               GError      **error)
{
  g_autoptr (GPtrArray) line_ups = roster_cache_list_by (cache, &roster_lineup_type, "streamer", streamer, error);
  g_autofree char *today = NULL;

  if (line_ups == NULL)
    return NULL;

  today = roster_clock_today (roster_cache_clock (cache));
  g_ptr_array_sort_with_data (line_ups, compare_next_first, today);
  if (line_ups->len > LIMIT)
    g_ptr_array_set_size (line_ups, LIMIT);
  return g_steal_pointer (&line_ups);
}

static GtkWidget *
make_row (RosterRowGroup *group,
          gpointer        item)
{
  RosterRecord *line_up = item;
  g_autoptr (GPtrArray) items = roster_line_up_items (line_up);
  guint n_traffic = roster_line_up_items_count (items, ROSTER_LINE_UP_TRAFFIC);
  /* Translators: how many traffic items and how many profit items. */
  g_autofree char *subtitle = g_strdup_printf (_("%u traffic, %u profit"), n_traffic, items->len - n_traffic);
  GtkWidget *row = adw_action_row_new (), *pill = roster_pill_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_record_title (line_up));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  roster_pill_show_choice (ROSTER_PILL (pill), line_up, "state");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-line-up");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", roster_record_id (line_up));
  return row;
}

static const char *
describe (RosterRowGroup *self,
          guint           n_rows)
{
  return n_rows > 0 ? NULL : _("No line-up yet. A new one takes the suggestions that were accepted.");
}

static gboolean
depends_on (const RosterRecordType *type)
{
  return type == &roster_lineup_type;
}

static void
roster_line_up_list_class_init (RosterLineUpListClass *klass)
{
  RosterRowGroupClass *group_class = ROSTER_ROW_GROUP_CLASS (klass);

  group_class->read = read_line_ups;
  group_class->make_row = make_row;
  group_class->describe = describe;
  group_class->depends_on = depends_on;
}

static void
roster_line_up_list_init (RosterLineUpList *self)
{
  self->create = gtk_button_new_with_mnemonic (_("_New Line-up"));
  gtk_widget_set_valign (self->create, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->create, FALSE);
  roster_row_group_set_title (ROSTER_ROW_GROUP (self), _("Line-ups"));
  roster_row_group_set_suffix (ROSTER_ROW_GROUP (self), self->create);
}

/**
 * roster_line_up_list_new:
 *
 * Returns: (transfer floating): the list, empty until roster_row_group_show()
 */
GtkWidget *
roster_line_up_list_new (RosterContext *context)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  return g_object_new (ROSTER_TYPE_LINE_UP_LIST, "context", context, NULL);
}

/**
 * roster_line_up_list_set_streamer:
 * @streamer: whose line-ups these are
 *
 * Says for whom a new line-up is planned; without the right to it, why not.
 */
void
roster_line_up_list_set_streamer (RosterLineUpList *self,
                                  RosterRecord     *streamer)
{
  RosterContext *context;

  g_return_if_fail (ROSTER_IS_LINE_UP_LIST (self));
  g_return_if_fail (ROSTER_IS_RECORD (streamer));

  context = roster_row_group_context (ROSTER_ROW_GROUP (self));
  gtk_widget_set_visible (self->create, TRUE);
  if (!roster_rights_in_force_guard (roster_context_rights (context), self->create, &roster_lineup_type,
                                     roster_record_account (streamer)))
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->create), NULL);
      return;
    }

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->create), "s", roster_record_id (streamer));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->create), "win.new-line-up");
}
