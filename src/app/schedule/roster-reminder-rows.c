/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-rows.h"

#include <glib/gi18n-lib.h>

#include "roster-reminder-words.h"

/* What can be chosen besides the rules and never, in minutes. */
static const int offered[] = { 0, 5, 10, 15, 30, 60, 120, 720, 1440 };

#define BY_THE_RULES 0
#define NEVER 1
#define FIRST_OFFERED 2

struct _RosterReminderRows
{
  AdwExpanderRow parent_instance;

  AdwComboRow *rows[ROSTER_N_LIVE_REMINDER_KINDS];
  /* A time that is not on the list is kept while nobody chooses another. */
  int own[ROSTER_N_LIVE_REMINDER_KINDS];
  guint shown[ROSTER_N_LIVE_REMINDER_KINDS];
};

G_DEFINE_FINAL_TYPE (RosterReminderRows, roster_reminder_rows, ADW_TYPE_EXPANDER_ROW)

static void
roster_reminder_rows_class_init (RosterReminderRowsClass *klass)
{
}

static void
roster_reminder_rows_init (RosterReminderRows *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Reminders"));
  for (guint i = 0; i < ROSTER_N_LIVE_REMINDER_KINDS; i++)
    {
      self->rows[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), roster_reminder_kind_words (i));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->rows[i]));
    }
}

static char *
duration (int minutes)
{
  if (minutes == 0)
    return g_strdup (C_("reminder", "On time"));
  if (minutes % 1440 == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", minutes / 1440), minutes / 1440);
  if (minutes % 60 == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", minutes / 60), minutes / 60);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", minutes), minutes);
}

static gboolean
has_own (RosterRecord       *live,
         RosterReminderKind  kind)
{
  GVariant *own = roster_record_value (live, "reminders");
  g_autoptr (GVariant) value =
      own != NULL ? roster_value_map_lookup (own, roster_reminder_kind_to_nick (kind)) : NULL;

  return value != NULL;
}

static void
show_kind (RosterReminderRows *self,
           RosterReminderKind  kind,
           RosterRecord       *live,
           RosterRuleValues   *rules)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autoptr (RosterRecord) plain = roster_record_copy (live);
  g_autofree char *ruled = NULL, *by_rules = NULL;
  guint selected = BY_THE_RULES;

  roster_reminder_set_minutes (plain, kind, ROSTER_REMINDER_AS_RULED);
  ruled = duration (roster_reminder_minutes (kind, plain, rules));
  /* Translators: how long before or after; what the rules of the office say. */
  by_rules = g_strdup_printf (_("By the rules: %s"), ruled);
  gtk_string_list_append (choices, by_rules);
  gtk_string_list_append (choices, C_("reminder", "Never"));
  self->own[kind] = roster_reminder_minutes (kind, live, rules);
  if (has_own (live, kind) && self->own[kind] < 0)
    selected = NEVER;

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      g_autofree char *text = duration (offered[i]);

      gtk_string_list_append (choices, text);
      if (has_own (live, kind) && offered[i] == self->own[kind])
        selected = FIRST_OFFERED + i;
    }
  if (has_own (live, kind) && selected == BY_THE_RULES)
    {
      g_autofree char *text = duration (self->own[kind]);

      gtk_string_list_append (choices, text);
      selected = FIRST_OFFERED + G_N_ELEMENTS (offered);
    }

  adw_combo_row_set_model (self->rows[kind], G_LIST_MODEL (choices));
  adw_combo_row_set_selected (self->rows[kind], selected);
  self->shown[kind] = selected;
}

/**
 * roster_reminder_rows_show:
 * @rules: the numbers in force
 *
 * Shows when @live is reminded of.
 */
void
roster_reminder_rows_show (RosterReminderRows *self,
                           RosterRecord       *live,
                           RosterRuleValues   *rules)
{
  g_return_if_fail (ROSTER_IS_REMINDER_ROWS (self));
  g_return_if_fail (ROSTER_IS_RECORD (live));

  for (guint i = 0; i < ROSTER_N_LIVE_REMINDER_KINDS; i++)
    show_kind (self, i, live, rules);
}

/**
 * roster_reminder_rows_take:
 * @live: a Live that is not shared yet; gets what was chosen
 */
void
roster_reminder_rows_take (RosterReminderRows *self,
                           RosterRecord       *live)
{
  g_return_if_fail (ROSTER_IS_REMINDER_ROWS (self));
  g_return_if_fail (ROSTER_IS_RECORD (live));

  for (guint i = 0; i < ROSTER_N_LIVE_REMINDER_KINDS; i++)
    {
      guint selected = adw_combo_row_get_selected (self->rows[i]);

      if (selected == self->shown[i])
        continue;
      if (selected == BY_THE_RULES)
        roster_reminder_set_minutes (live, i, ROSTER_REMINDER_AS_RULED);
      else if (selected == NEVER)
        roster_reminder_set_minutes (live, i, ROSTER_REMINDER_OFF);
      else if (selected - FIRST_OFFERED < G_N_ELEMENTS (offered))
        roster_reminder_set_minutes (live, i, offered[selected - FIRST_OFFERED]);
    }
}
