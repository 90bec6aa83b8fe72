/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rules-window.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

typedef struct
{
  AdwActionRow *row;
  GtkLabel *value;
} RuleRow;

struct _RosterRulesWindow
{
  AdwPreferencesWindow parent_instance;

  RosterContext *context;
  RuleRow rows[ROSTER_N_RULES];
};

G_DEFINE_FINAL_TYPE (RosterRulesWindow, roster_rules_window, ADW_TYPE_PREFERENCES_WINDOW)

/* A value as people read it, with its unit. */
static char *
words_of (RosterRuleId id,
          gint64       value)
{
  const RosterRule *rule = &roster_rules[id];
  g_autofree char *number = NULL;

  if (rule->kind == ROSTER_KIND_MONEY)
    return roster_format_money (value);
  if (rule->kind == ROSTER_KIND_RATE)
    return roster_format_rate (value);

  number = rule->decimals > 0 ? roster_decimal_to_text (value, rule->decimals) : roster_format_count (value);
  if (rule->unit == NULL)
    return g_steal_pointer (&number);

  /* Translators: a number and its unit, for example “12 days”. */
  return g_strdup_printf (_("%s %s"), number, g_dgettext (GETTEXT_PACKAGE, rule->unit));
}

static char *
remark_of (RosterRuleId  id,
           RosterRecord *record)
{
  g_autofree char *fallback = words_of (id, roster_rules[id].fallback);
  /* Translators: %s is a value with its unit. */
  g_autofree char *remark = g_strdup_printf (_("Set by the office; the default is %s"), fallback);

  if (!roster_record_has (record, "note"))
    return g_steal_pointer (&remark);

  return g_strconcat (remark, "\n", roster_record_text (record, "note"), NULL);
}

static void
show_values (RosterRulesWindow *self)
{
  RosterRuleValues *values = roster_rules_in_force_values (roster_context_rules (self->context));

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      RosterRecord *record = roster_rule_values_record (values, id);
      g_autofree char *words = words_of (id, roster_rule_values_get (values, id));
      g_autofree char *remark = record != NULL ? remark_of (id, record) : NULL;

      gtk_label_set_label (self->rows[id].value, words);
      adw_action_row_set_subtitle (self->rows[id].row, remark);
      if (record != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self->rows[id].value), "dim-label");
      else
        gtk_widget_add_css_class (GTK_WIDGET (self->rows[id].value), "dim-label");
    }
}

static GtkWidget *
make_row (RosterRulesWindow *self,
          RosterRuleId       id)
{
  RuleRow *row = &self->rows[id];

  row->value = GTK_LABEL (gtk_label_new (NULL));
  row->row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", roster_rule_label (id), "title-lines", 0,
                           "subtitle-lines", 0, NULL);
  adw_action_row_add_suffix (row->row, GTK_WIDGET (row->value));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row->value, NULL,
                                  -1);
  return GTK_WIDGET (row->row);
}

static AdwPreferencesGroup *
make_group (RosterRulesWindow *self,
            RosterRuleTopic    topic)
{
  AdwPreferencesGroup *group =
      g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", roster_rule_topic_title (topic), "description",
                    roster_rule_topic_words (topic), NULL);

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    if (roster_rules[id].topic == topic)
      adw_preferences_group_add (group, make_row (self, id));

  return group;
}

/* Nothing here can be changed, by nobody, and people look for where it can. */
static AdwPreferencesGroup *
make_explanation (void)
{
  return g_object_new (
      ADW_TYPE_PREFERENCES_GROUP, "description",
      _("These values hold for everybody. They are only read here: an administrator at the head office "
        "changes them, and they come with the next sync."),
      NULL);
}

static void
roster_rules_window_dispose (GObject *object)
{
  g_clear_object (&ROSTER_RULES_WINDOW (object)->context);

  G_OBJECT_CLASS (roster_rules_window_parent_class)->dispose (object);
}

static void
roster_rules_window_class_init (RosterRulesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_rules_window_dispose;
}

static void
roster_rules_window_init (RosterRulesWindow *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  gtk_window_set_title (GTK_WINDOW (self), _("Rules of the Business"));
  gtk_window_set_default_size (GTK_WINDOW (self), 600, 640);
  adw_preferences_page_set_title (page, _("Rules of the Business"));
  adw_preferences_page_add (page, make_explanation ());
  for (guint topic = 0; topic < ROSTER_N_RULE_TOPICS; topic++)
    adw_preferences_page_add (page, make_group (self, topic));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
}

/**
 * roster_rules_window_new:
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): the rules, kept up to date
 */
GtkWidget *
roster_rules_window_new (GtkWindow     *parent,
                         RosterContext *context)
{
  RosterRulesWindow *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_RULES_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_rules (context), "notify::values", G_CALLBACK (show_values), self,
                           G_CONNECT_SWAPPED);
  show_values (self);
  return GTK_WIDGET (self);
}
