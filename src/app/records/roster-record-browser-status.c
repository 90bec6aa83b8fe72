/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the browser says when there are no rows. Made when it is first true, which it seldom is. */

static GtkWidget *
make_button (const char *label,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_empty (RosterRecordBrowser *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *import = make_button (_("_Import…"), "win.import");

  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (import, GTK_ALIGN_FILL);
  gtk_widget_add_css_class (import, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), import);
  gtk_box_append (GTK_BOX (buttons), make_button (_("_New"), "browser.new"));
  gtk_widget_set_halign (gtk_widget_get_last_child (buttons), GTK_ALIGN_FILL);

  return g_object_new (ADW_TYPE_STATUS_PAGE,
                       "icon-name", CLASS (self)->icon_name,
                       "title", g_dgettext (GETTEXT_PACKAGE, CLASS (self)->empty_title),
                       "description", g_dgettext (GETTEXT_PACKAGE, CLASS (self)->empty_description),
                       "child", buttons,
                       NULL);
}

static GtkWidget *
make_nothing_found (RosterRecordBrowser *self)
{
  const char *description =
      _("Names, pinyin and its initials, Kuaishou ids and the ends of phone numbers are searched.");

  return g_object_new (ADW_TYPE_STATUS_PAGE,
                       "icon-name", "system-search-symbolic",
                       "title", _("Nothing Found"),
                      "description", description,
                      "child", make_button (_("_Show All"), "browser.clear-filters"),
                       NULL);
}

/**
 * roster_record_browser_show_page:
 * @name: `list`, `loading`, `empty` or `nothing-found`
 *
 * Shows the rows or what stands in their place.
 */
void
roster_record_browser_show_page (RosterRecordBrowser *self,
                                 const char          *name)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  if (gtk_stack_get_child_by_name (priv->stack, name) == NULL)
    {
      GtkWidget *page = strcmp (name, "empty") == 0 ? make_empty (self) : make_nothing_found (self);

      gtk_widget_add_css_class (page, "compact");
      gtk_stack_add_named (priv->stack, page, name);
    }

  gtk_stack_set_visible_child_name (priv->stack, name);
}
