/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-stage-stepper.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterStageStepper
{
  AdwBin parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (RosterStageStepper, roster_stage_stepper, ADW_TYPE_BIN)

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
roster_stage_stepper_class_init (RosterStageStepperClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "stepper");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
roster_stage_stepper_init (RosterStageStepper *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  for (guint i = 0; i < 2 * ROSTER_CUSTOM_N_STEPS - 1; i++)
    {
      GtkWidget *part = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (part, i % 2 == 0 ? "dot" : "line");
      gtk_widget_set_valign (part, GTK_ALIGN_CENTER);
      gtk_widget_set_hexpand (part, i % 2 != 0);
      gtk_box_append (self->box, part);
    }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * roster_stage_stepper_new:
 *
 * Returns: (transfer floating): a stepper without a stage until roster_stage_stepper_show()
 */
GtkWidget *
roster_stage_stepper_new (void)
{
  return g_object_new (ROSTER_TYPE_STAGE_STEPPER, NULL);
}

/**
 * roster_stage_stepper_show:
 * @request: a CustomRequest
 * @today: `YYYY-MM-DD`
 */
void
roster_stage_stepper_show (RosterStageStepper *self,
                           RosterRecord       *request,
                           const char         *today)
{
  g_return_if_fail (ROSTER_IS_STAGE_STEPPER (self));
  g_return_if_fail (ROSTER_IS_RECORD (request));
  g_return_if_fail (today != NULL);

  RosterCustomStage reached = roster_custom_request_reached (request);
  g_autofree char *words = roster_custom_words (request, today);
  guint i = 0;

  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->box)); part != NULL;
       part = gtk_widget_get_next_sibling (part), i++)
    {
      set_class (part, "reached", i <= 2 * reached);
      set_class (part, "current", i == 2 * reached);
    }
  set_class (GTK_WIDGET (self), "overdue", roster_custom_request_is_overdue (request, today));
  set_class (GTK_WIDGET (self), "dropped", roster_custom_request_stage (request) == ROSTER_CUSTOM_DROPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static char *
waiting_words (RosterRecord *request,
               const char   *since)
{
  static const struct
  {
    const char *party;
    const char *since;
    const char *always;
  } words[] = {
    { "streamer", N_("waiting for the streamer since %s"), N_("waiting for the streamer") },
    { "factory", N_("waiting for the factory since %s"), N_("waiting for the factory") },
    { "office", N_("waiting for head office since %s"), N_("waiting for head office") },
    { "salesperson", N_("waiting for the salesperson since %s"), N_("waiting for the salesperson") },
  };
  const char *party = roster_custom_request_waiting_for (request);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (party, words[i].party) == 0)
      {
        if (since == NULL)
          return g_strdup (g_dgettext (GETTEXT_PACKAGE, words[i].always));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        return g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, words[i].since), since);
#pragma GCC diagnostic pop
      }

  return g_strdup ("");
}

/**
 * roster_custom_words:
 * @request: a CustomRequest
 * @today: `YYYY-MM-DD`
 *
 * Returns: (transfer full): how far it is, who is waited for, and whether that is late
 */
char *
roster_custom_words (RosterRecord *request,
                     const char   *today)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (request), NULL);
  g_return_val_if_fail (today != NULL, NULL);

  RosterCustomStage stage = roster_custom_request_stage (request);
  const RosterField *field = roster_record_type_field (
      &roster_custom_request_type, roster_record_type_find_field (&roster_custom_request_type, "stage"));
  const char *label = g_dgettext (GETTEXT_PACKAGE, field->choices[stage].label);
  const char *day = roster_custom_request_since (request);
  g_autofree char *since = day != NULL ? roster_format_date (day, today) : NULL;
  g_autofree char *waiting = NULL, *due = NULL;

  if (!roster_custom_request_is_open (request))
    return since != NULL ? g_strdup_printf ("%s, %s", label, since) : g_strdup (label);

  waiting = waiting_words (request, since);
  if (!roster_custom_request_is_overdue (request, today))
    /* Translators: a stage, its number and how many there are, who is waited for: “Sample, 3 of 5, waiting for …”. */
    return g_strdup_printf (_("%s, %u of %u, %s"), label, stage + 1, ROSTER_CUSTOM_N_STEPS, waiting);

  due = roster_format_date (roster_record_text (request, "due"), today);
  /* Translators: as above, and when it was due. */
  return g_strdup_printf (_("%s, %u of %u, %s, was due %s"), label, stage + 1, ROSTER_CUSTOM_N_STEPS, waiting, due);
}
