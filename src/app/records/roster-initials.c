/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-initials.h"

/* The style sheet of libadwaita has them as color1 to color14. */
#define COLORS 14

/**
 * roster_initials_show:
 * @label: one with the CSS name `avatar`
 *
 * Shows the first letters of the first and the last word of @name: 张 for 张三, AB for Anna Bella.
 */
void
roster_initials_show (GtkLabel   *label,
                      const char *name)
{
  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (name != NULL);

  g_autofree char *color = g_strdup_printf ("color%u", g_str_hash (name) % COLORS + 1);
  const char *const classes[] = { color, NULL };
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  const char *last = g_utf8_strrchr (trimmed, -1, ' ');
  g_autoptr (GString) initials = g_string_new (NULL);

  if (trimmed[0] != '\0')
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (trimmed)));
  if (last != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (g_utf8_next_char (last))));

  gtk_label_set_label (label, initials->str);
  gtk_widget_set_css_classes (GTK_WIDGET (label), (const char **) classes);
}
