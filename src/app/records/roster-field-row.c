/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-field-row.h"

#include <glib/gi18n-lib.h>

#include "roster-choice-field-row.h"
#include "roster-entry-field-row.h"
#include "roster-note-field-row.h"
#include "roster-reference-field-row.h"
#include "roster-set-field-row.h"
#include "roster-switch-field-row.h"

/* What every row knows besides its own widgets. */
typedef struct
{
  const RosterField *field;
  RosterContext *context;
  GVariant *shown;
  GtkWidget *mark;
  RosterMark marked;
  gboolean has_problem;
  GtkWidget *retry;
  char *unsaved;
} Common;

enum
{
  EDITED,
  REVERTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (RosterFieldRow, roster_field_row, ADW_TYPE_PREFERENCES_ROW)

/* Where it hangs on the row */
#define COMMON "roster-field-row-common"

static void
common_free (gpointer data)
{
  Common *common = data;

  g_clear_object (&common->context);
  g_clear_pointer (&common->shown, g_variant_unref);
  g_free (common->unsaved);
  g_free (common);
}

static Common *
common_of (RosterFieldRow *self)
{
  return g_object_get_data (G_OBJECT (self), COMMON);
}

static void
roster_field_row_default_init (RosterFieldRowInterface *iface)
{
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_VARIANT);
  signals[REVERTED] = g_signal_new ("reverted", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

/* What a person reads above the value: the label, and the unit where the value is a bare number. */
static char *
title_of (const RosterField *field)
{
  const char *unit = NULL;

  switch (field->kind)
    {
    case ROSTER_KIND_INTEGER:
      unit = field->unit != NULL ? g_dgettext (GETTEXT_PACKAGE, field->unit) : NULL;
      break;
    case ROSTER_KIND_MONEY:
      unit = _("yuan");
      break;
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      break;
    }

  /* Translators: a field's name and its unit. */
  return unit != NULL ? g_strdup_printf (_("%s (%s)"), roster_field_label (field), unit)
                      : g_strdup (roster_field_label (field));
}

static GType
row_type_for (const RosterField *field)
{
  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_INSTANT:
      return ROSTER_TYPE_ENTRY_FIELD_ROW;
    case ROSTER_KIND_SET:
      return field->choices != NULL ? ROSTER_TYPE_SET_FIELD_ROW : ROSTER_TYPE_ENTRY_FIELD_ROW;
    case ROSTER_KIND_NOTE:
      return ROSTER_TYPE_NOTE_FIELD_ROW;
    case ROSTER_KIND_CHOICE:
      return ROSTER_TYPE_CHOICE_FIELD_ROW;
    case ROSTER_KIND_BOOLEAN:
      return ROSTER_TYPE_SWITCH_FIELD_ROW;
    case ROSTER_KIND_REFERENCE:
      return ROSTER_TYPE_REFERENCE_FIELD_ROW;
    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      break;
    }

  g_return_val_if_reached (G_TYPE_INVALID);
}

/* What was typed since is given up by the row itself; this gives up what could not be saved. */
static gboolean
key_cb (RosterFieldRow  *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  modifiers)
{
  if (keyval != GDK_KEY_Escape || common_of (self)->unsaved == NULL)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[REVERTED], 0);
  return GDK_EVENT_STOP;
}

/**
 * roster_field_row_new:
 * @field: of any kind but maps and documents
 *
 * Returns: (transfer floating): the row in which people edit @field
 */
GtkWidget *
roster_field_row_new (RosterContext     *context,
                      const RosterField *field)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  g_autofree char *title = title_of (field);
  GtkWidget *row = g_object_new (row_type_for (field), "title", title, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  Common *common = g_new0 (Common, 1);

  common->field = field;
  common->context = g_object_ref (context);
  g_object_set_data_full (G_OBJECT (row), COMMON, common, common_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (row, keys);
  roster_field_row_show (ROSTER_FIELD_ROW (row), NULL);
  return row;
}

const RosterField *
roster_field_row_field (RosterFieldRow *self)
{
  g_return_val_if_fail (ROSTER_IS_FIELD_ROW (self), NULL);

  return common_of (self)->field;
}

RosterContext *
roster_field_row_context (RosterFieldRow *self)
{
  g_return_val_if_fail (ROSTER_IS_FIELD_ROW (self), NULL);

  return common_of (self)->context;
}

/**
 * roster_field_row_show:
 * @value: (nullable): the field's value in the record
 *
 * Shows a value; what a person is typing stays.
 */
void
roster_field_row_show (RosterFieldRow *self,
                       GVariant       *value)
{
  g_return_if_fail (ROSTER_IS_FIELD_ROW (self));

  Common *common = common_of (self);
  g_autoptr (GVariant) kept = value != NULL ? g_variant_ref_sink (value) : NULL;

  g_clear_pointer (&common->shown, g_variant_unref);
  common->shown = g_steal_pointer (&kept);
  ROSTER_FIELD_ROW_GET_IFACE (self)->show_value (self, common->shown);
}

/**
 * roster_field_row_shown:
 *
 * Returns: (transfer none) (nullable): the value in force: what was shown, or what a person entered since
 */
GVariant *
roster_field_row_shown (RosterFieldRow *self)
{
  g_return_val_if_fail (ROSTER_IS_FIELD_ROW (self), NULL);

  return common_of (self)->shown;
}

/**
 * roster_field_row_flush:
 *
 * Takes what was typed as if the person had left the row.
 */
void
roster_field_row_flush (RosterFieldRow *self)
{
  g_return_if_fail (ROSTER_IS_FIELD_ROW (self));

  if (ROSTER_FIELD_ROW_GET_IFACE (self)->flush != NULL)
    ROSTER_FIELD_ROW_GET_IFACE (self)->flush (self);
}

/**
 * roster_field_row_is_typing:
 *
 * Returns: whether something was typed that is not taken yet
 */
gboolean
roster_field_row_is_typing (RosterFieldRow *self)
{
  g_return_val_if_fail (ROSTER_IS_FIELD_ROW (self), FALSE);

  return ROSTER_FIELD_ROW_GET_IFACE (self)->is_typing != NULL && ROSTER_FIELD_ROW_GET_IFACE (self)->is_typing (self);
}

static gboolean
waiting_tooltip_cb (GtkWidget  *mark,
                    int         x,
                    int         y,
                    gboolean    keyboard,
                    GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, _("Waits for the next sync"));
  return TRUE;
}

static GtkWidget *
waiting_mark (void)
{
  GtkWidget *dot = gtk_image_new_from_icon_name ("media-record-symbolic");

  gtk_widget_set_has_tooltip (dot, TRUE);
  g_signal_connect (dot, "query-tooltip", G_CALLBACK (waiting_tooltip_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Waits for the next sync"),
                                  -1);
  gtk_widget_add_css_class (dot, "waiting-mark");
  return dot;
}

static GtkWidget *
conflict_mark (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_set_tooltip_text (button, _("Changed here and at the office: choose in Changes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Changed here and at the office: choose in Changes"), -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.show-place::changes");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "warning");
  return button;
}

/**
 * roster_field_row_set_mark:
 * @mark: how the field stands with the office
 */
void
roster_field_row_set_mark (RosterFieldRow *self,
                           RosterMark      mark)
{
  g_return_if_fail (ROSTER_IS_FIELD_ROW (self));

  Common *common = common_of (self);

  if (common->marked == mark)
    return;

  common->marked = mark;
  if (common->mark != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (common->mark)), common->mark);
  common->mark = NULL;

  switch (mark)
    {
    case ROSTER_MARK_NONE:
      return;
    case ROSTER_MARK_WAITING:
      common->mark = waiting_mark ();
      break;
    case ROSTER_MARK_CONFLICT:
      common->mark = conflict_mark ();
      break;
    }

  gtk_widget_set_valign (common->mark, GTK_ALIGN_CENTER);
  ROSTER_FIELD_ROW_GET_IFACE (self)->add_suffix (self, common->mark);
}

/* Says in the title why the input does not stand; without @wrong the title is the field's own. */
static void
say (RosterFieldRow *self,
     const char     *wrong)
{
  g_autofree char *title = wrong != NULL ? g_strdup (wrong) : title_of (common_of (self)->field);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), markup);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (wrong != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

/**
 * roster_field_row_set_problem:
 * @problem: (nullable): why what stands in the row cannot be taken; its message begins with the field's label
 *
 * The title makes room for the reason until the input is corrected.
 */
void
roster_field_row_set_problem (RosterFieldRow *self,
                              const GError   *problem)
{
  g_return_if_fail (ROSTER_IS_FIELD_ROW (self));

  Common *common = common_of (self);

  if (common->has_problem == (problem != NULL) && problem == NULL)
    return;

  common->has_problem = problem != NULL;
  say (self, problem != NULL ? problem->message : common->unsaved);
}

/**
 * roster_field_row_set_unsaved:
 * @reason: (nullable): why the shown value could not be saved; %NULL when it is saved or given up
 *
 * What a person entered stays in the row, marked, with a button that tells of it again (edited). Escape gives it up
 * (reverted).
 */
void
roster_field_row_set_unsaved (RosterFieldRow *self,
                              const char     *reason)
{
  g_return_if_fail (ROSTER_IS_FIELD_ROW (self));

  Common *common = common_of (self);
  g_autofree char *tooltip = NULL;

  if (reason == NULL && common->unsaved == NULL)
    return;

  g_free (common->unsaved);
  /* Translators: above a field whose value could not be written to the disk: its name. */
  common->unsaved = reason != NULL ? g_strdup_printf (_("%s: not saved"), roster_field_label (common->field)) : NULL;
  if (common->retry == NULL)
    {
      common->retry = gtk_button_new_from_icon_name ("view-refresh-symbolic");
      gtk_widget_add_css_class (common->retry, "flat");
      gtk_widget_set_valign (common->retry, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (common->retry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Try to save again"), -1);
      g_signal_connect_swapped (common->retry, "clicked", G_CALLBACK (roster_field_row_retry), self);
      ROSTER_FIELD_ROW_GET_IFACE (self)->add_suffix (self, common->retry);
    }
  if (reason != NULL)
    {
      /* Translators: %s is why something could not be saved. */
      tooltip = g_strdup_printf (_("%s\nPress to save again, or Escape to give up what was typed."), reason);
      gtk_widget_set_tooltip_text (common->retry, tooltip);
    }
  gtk_widget_set_visible (common->retry, reason != NULL);
  if (!common->has_problem)
    say (self, common->unsaved);
}

/**
 * roster_field_row_retry:
 *
 * Tells once more of a value that could not be saved.
 */
void
roster_field_row_retry (RosterFieldRow *self)
{
  g_return_if_fail (ROSTER_IS_FIELD_ROW (self));

  Common *common = common_of (self);
  g_autoptr (GVariant) value = common->shown != NULL ? g_variant_ref (common->shown) : NULL;

  if (common->unsaved != NULL)
    g_signal_emit (self, signals[EDITED], 0, value);
}

gboolean
roster_field_row_has_problem (RosterFieldRow *self)
{
  g_return_val_if_fail (ROSTER_IS_FIELD_ROW (self), FALSE);

  return common_of (self)->has_problem;
}

/**
 * roster_field_row_take:
 * @value: (nullable): what a person has entered; sunk when floating
 *
 * Tells of a new value. A required field that was emptied is a problem instead.
 *
 * Returns: whether the value was taken
 */
gboolean
roster_field_row_take (RosterFieldRow *self,
                       GVariant       *value)
{
  g_return_val_if_fail (ROSTER_IS_FIELD_ROW (self), FALSE);

  Common *common = common_of (self);
  g_autoptr (GVariant) taken = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autoptr (GError) problem = NULL;

  if (taken == NULL && (common->field->flags & ROSTER_FIELD_REQUIRED) != 0)
    g_set_error (&problem, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED, _("%s: fill this in"),
                 roster_field_label (common->field));
  else
    roster_value_check (common->field, taken, &problem);

  roster_field_row_set_problem (self, problem);
  if (problem != NULL)
    return FALSE;
  if (roster_value_equal (common->shown, taken) && common->unsaved == NULL)
    return TRUE;

  g_clear_pointer (&common->shown, g_variant_unref);
  common->shown = taken != NULL ? g_variant_ref (taken) : NULL;
  g_signal_emit (self, signals[EDITED], 0, taken);
  return TRUE;
}
