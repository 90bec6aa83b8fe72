/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-overview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-coaching-words.h"

struct _RosterWalkOverview
{
  GtkBox parent_instance;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterWalkOverview, roster_walk_overview, GTK_TYPE_BOX)

static void
activated_cb (AdwActionRow       *row,
              RosterWalkOverview *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index")));
}

static const char *
icon_for (const RosterItem   *item,
          const RosterAnswer *answer)
{
  if (answer->state == ROSTER_ANSWER_OPEN)
    return "content-loading-symbolic";
  if (answer->state == ROSTER_ANSWER_NOT_APPLICABLE)
    return "list-remove-symbolic";

  return roster_answer_fails (item, answer) ? "dialog-warning-symbolic" : "emblem-ok-symbolic";
}

static GtkWidget *
new_row (RosterWalkOverview *self,
         RosterWalk         *walk,
         guint               index)
{
  const RosterItem *item = roster_template_item (roster_walk_template (walk), index);
  const RosterAnswer *answer = roster_walk_answer (walk, index);
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (icon_for (item, answer));
  g_autofree char *subtitle = roster_coaching_answer_lines (walk, index);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_words_in (&item->text, NULL));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), roster_walk_is_amended (walk, index) ? 0 : 2);
  if (roster_answer_fails (item, answer))
    gtk_widget_add_css_class (icon, item->line == ROSTER_LINE_RED ? "error" : "warning");
  else if (answer->state == ROSTER_ANSWER_GIVEN)
    gtk_widget_add_css_class (icon, "success");
  else
    gtk_widget_add_css_class (icon, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  return row;
}

static void
roster_walk_overview_class_init (RosterWalkOverviewClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
roster_walk_overview_init (RosterWalkOverview *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

/**
 * roster_walk_overview_show:
 *
 * Shows the session's walk-through as it is now.
 */
void
roster_walk_overview_show (RosterWalkOverview *self,
                           RosterWalkSession  *session)
{
  g_return_if_fail (ROSTER_IS_WALK_OVERVIEW (self));

  RosterWalk *walk = roster_walk_session_walk (session);
  RosterTemplate *template;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  if (walk == NULL)
    return;

  template = roster_walk_template (walk);
  for (guint s = 0; s < roster_template_n_sections (template); s++)
    {
      const RosterSection *section = roster_template_section (template, s);
      GtkWidget *group = adw_preferences_group_new ();
      g_autofree char *title = g_markup_escape_text (roster_words_in (&section->title, NULL), -1);

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
      for (guint i = section->first_item; i < section->first_item + section->n_items; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (self, walk, i));
      gtk_box_append (GTK_BOX (self), group);
    }
}
