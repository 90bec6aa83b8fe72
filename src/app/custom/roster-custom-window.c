/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-custom-window.h"

#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-history-actions.h"
#include "roster-record-form.h"
#include "roster-stage-stepper.h"

static const char *const wish_fields[] = { "name", "baseProduct", "changes", "imprint", "colour", "minimumQuantity",
                                           NULL };
static const char *const waiting_fields[] = { "waitingFor", "due", "factory", "product", NULL };
static const char *const money_fields[] = { "cost", "poolShare", "notes", NULL };
static const char *const date_fields[] = { "ideaOn", "designOn", "sampleOn", "checksOn", "listedOn", NULL };

static const RosterFormGroup groups[] = {
  { N_("Wish"), wish_fields },
  { N_("Making"), waiting_fields },
  { N_("Research Pool"), money_fields },
  { N_("Dates"), date_fields },
  { NULL },
};

struct _RosterCustomWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkBox *stages;
  GtkLabel *words;
  GtkLabel *obstacle;
  GtkWidget *buttons;
  GtkButton *next;
  GtkWidget *back;
  GtkWidget *drop;
  GtkWidget *resume;
  GtkPopover *drop_popover;
  GtkEditable *reason;
  GtkBox *content;

  RosterContext *context;
  RosterRecordWatch *watch;
  RosterRecordWatch *product;
  RosterStageStepper *stepper;
  RosterRecordForm *form;
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (RosterCustomWindow, roster_custom_window, ADW_TYPE_WINDOW)

static char *
today_of (RosterCustomWindow *self)
{
  return roster_clock_today (roster_context_clock (self->context));
}

static const char *
stage_label (RosterCustomStage stage)
{
  const RosterField *field = roster_record_type_field (
      &roster_custom_request_type, roster_record_type_find_field (&roster_custom_request_type, "stage"));

  return g_dgettext (GETTEXT_PACKAGE, field->choices[stage].label);
}

static const char *
obstacle_words (RosterCustomObstacle obstacle)
{
  switch (obstacle)
    {
    case ROSTER_CUSTOM_CLEAR:
      return NULL;
    case ROSTER_CUSTOM_NO_PRODUCT:
      return _("To list it, choose the resulting product once head office has entered it.");
    case ROSTER_CUSTOM_FOR_ANOTHER:
      return _("To list it, the resulting product must be marked as made for this streamer; head office does that.");
    case ROSTER_CUSTOM_UNCHECKED:
      return _("To list it, the resulting product must pass its safety and legality checks.");
    case ROSTER_CUSTOM_NOT_LISTED:
      return _("To list it, head office must list the resulting product.");
    }

  g_return_val_if_reached (NULL);
}

static void
show_actions (RosterCustomWindow *self,
              RosterRecord       *request)
{
  gboolean may_write = !roster_record_watch_read_only (self->watch);
  RosterCustomStage stage = roster_custom_request_stage (request);
  gboolean open = roster_custom_request_is_open (request);
  const char *obstacle = NULL;

  if (stage == ROSTER_CUSTOM_CHECKS)
    obstacle = obstacle_words (roster_custom_request_obstacle (request, roster_record_watch_record (self->product)));
  gtk_label_set_label (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL);

  gtk_widget_set_visible (self->buttons, may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->next), open);
  gtk_widget_set_visible (self->back, stage != ROSTER_CUSTOM_IDEA && stage != ROSTER_CUSTOM_DROPPED);
  gtk_widget_set_visible (self->drop, open);
  gtk_widget_set_visible (self->resume, stage == ROSTER_CUSTOM_DROPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "request.next", may_write && open && obstacle == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "request.back",
                                 may_write && stage != ROSTER_CUSTOM_IDEA);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "request.drop", may_write && open);
  if (open)
    {
      /* Translators: a button that moves on to the next stage, such as “Sample”. */
      g_autofree char *label = g_strdup_printf (_("_Next: %s"), stage_label (stage + 1));

      gtk_button_set_label (self->next, label);
    }
}

static void
show (RosterCustomWindow *self)
{
  RosterRecord *request = roster_record_watch_record (self->watch);
  g_autofree char *today = today_of (self);
  g_autofree char *words = NULL;

  if (request == NULL)
    {
      /* It was deleted, here or elsewhere. */
      if (self->shown)
        gtk_window_close (GTK_WINDOW (self));
      return;
    }

  self->shown = TRUE;
  words = roster_custom_words (request, today);
  if (roster_custom_request_stage (request) == ROSTER_CUSTOM_DROPPED && roster_record_has (request, "dropReason"))
    {
      g_autofree char *stage = g_steal_pointer (&words);

      words = g_strdup_printf ("%s: %s", stage, roster_record_text (request, "dropReason"));
    }
  adw_window_title_set_title (self->title, roster_record_title (request));
  gtk_window_set_title (GTK_WINDOW (self), roster_record_title (request));
  gtk_label_set_label (self->words, words);
  roster_stage_stepper_show (self->stepper, request, today);
  roster_record_watch_set_id (self->product, roster_record_text (request, "product"));
  roster_record_form_show (self->form, self->watch);
  show_actions (self, request);
}

static void
product_changed_cb (RosterCustomWindow *self)
{
  RosterRecord *request = roster_record_watch_record (self->watch);

  if (request != NULL)
    show_actions (self, request);
}

static void
move_to (RosterCustomWindow *self,
         RosterCustomStage   stage,
         const char         *reason)
{
  RosterRecord *request = roster_record_watch_record (self->watch);
  g_autofree char *today = today_of (self);
  g_autofree char *label = NULL;
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (request == NULL || !roster_custom_request_may_move (request, stage))
    return;

  after = roster_record_copy (request);
  roster_custom_request_move (after, stage, today);
  if (reason != NULL)
    roster_record_set_text (after, "dropReason", reason);
  /* Translators: a step that can be undone: a custom product and its new stage. */
  label = g_strdup_printf (_("%s: %s"), roster_record_title (request), stage_label (stage));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, request, after);
  roster_apply_with_toast (roster_context_store (self->context), edit, GTK_WIDGET (self->content), _("Stage changed"));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterCustomWindow *self = ROSTER_CUSTOM_WINDOW (widget);
  RosterRecord *request = roster_record_watch_record (self->watch);

  if (request != NULL && roster_custom_request_is_open (request))
    move_to (self, roster_custom_request_stage (request) + 1, NULL);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterCustomWindow *self = ROSTER_CUSTOM_WINDOW (widget);
  RosterRecord *request = roster_record_watch_record (self->watch);
  RosterCustomStage stage;

  if (request == NULL)
    return;

  stage = roster_custom_request_stage (request);
  if (stage == ROSTER_CUSTOM_DROPPED)
    move_to (self, roster_custom_request_reached (request), NULL);
  else if (stage > ROSTER_CUSTOM_IDEA)
    move_to (self, stage - 1, NULL);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterCustomWindow *self = ROSTER_CUSTOM_WINDOW (widget);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  if (*reason == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }

  gtk_popover_popdown (self->drop_popover);
  gtk_editable_set_text (self->reason, "");
  move_to (self, ROSTER_CUSTOM_DROPPED, reason);
}

static gboolean
close_request_cb (RosterCustomWindow *self)
{
  roster_record_form_flush (self->form);
  return FALSE;
}

static void
roster_custom_window_dispose (GObject *object)
{
  RosterCustomWindow *self = ROSTER_CUSTOM_WINDOW (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->product);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_custom_window_parent_class)->dispose (object);
}

static void
roster_custom_window_class_init (RosterCustomWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_custom_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-custom-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, words);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, obstacle);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, next);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, back);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, drop);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, resume);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, drop_popover);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, RosterCustomWindow, content);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_install_action (widget_class, "request.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "request.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "request.drop", NULL, drop_action);
  roster_history_actions_install (widget_class);
}

static void
roster_custom_window_init (RosterCustomWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_custom_window_new:
 * @parent: (nullable): the app's window, whose journal takes the steps back
 * @id: a CustomRequest's id
 *
 * Returns: a window for the request; it closes when the request is gone
 */
GtkWidget *
roster_custom_window_new (RosterWindow  *parent,
                          RosterContext *context,
                          const char    *id)
{
  RosterCustomWindow *self;

  g_return_val_if_fail (parent == NULL || ROSTER_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_CUSTOM_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->stepper = ROSTER_STAGE_STEPPER (roster_stage_stepper_new ());
  gtk_box_prepend (self->stages, GTK_WIDGET (self->stepper));
  self->form = ROSTER_RECORD_FORM (roster_record_form_new (context, &roster_custom_request_type, groups));
  gtk_box_append (self->content, GTK_WIDGET (self->form));
  self->product = roster_record_watch_new (context, &roster_product_type);
  self->watch = roster_record_watch_new (context, &roster_custom_request_type);
  g_signal_connect_object (self->product, "changed", G_CALLBACK (product_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  roster_record_watch_set_id (self->watch, id);
  return GTK_WIDGET (self);
}
