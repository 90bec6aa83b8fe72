/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-page.h"

#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-content-measures.h"
#include "roster-custom-list.h"
#include "roster-last-contacts.h"
#include "roster-line-up-list.h"
#include "roster-measures.h"
#include "roster-pill.h"
#include "roster-record-form.h"
#include "roster-record-watch.h"
#include "roster-selection-status.h"
#include "roster-sold-list.h"
#include "roster-streamer-coaching.h"
#include "roster-streamer-facts.h"
#include "roster-suggestions.h"
#include "roster-timeline.h"

static const char *const step_fields[] = { "nextStep", "nextStepDue", NULL };
static const char *const person_fields[] = { "name", "kuaishouId", "realName", "phone", "wechat", NULL };
static const char *const place_fields[] = { "base", "province", "city", "country", NULL };
static const char *const account_fields[] = { "tier", "vertical", "state", "joinedOn", "followers",
                                              "minorsShare", "monthlyIncome", "ordersPerDay", "tags", "bio",
                                              "notes", NULL };
static const char *const buyer_fields[] = { "buyersPayLow", "buyersPayHigh", "averageOrder", NULL };
static const char *const recent_fields[] = { "units28", "orders28", "sales28", "liveSales28", "videoSales28",
                                             "commission28", "refunded28", "unitsReturned28", "lives28", "videos28",
                                             "impressions28", "clickRate", "liveGpm", "liveGpmHigh", "videoGpm",
                                             "videoGpmHigh", NULL };
static const char *const total_fields[] = { "unitsSold", "salesTotal", "shopProducts", NULL };

static const RosterFormGroup step_groups[] = {
  { N_("Next Step"), step_fields },
  { NULL },
};

static const RosterFormGroup profile_groups[] = {
  { N_("Person"), person_fields },   { N_("Account"), account_fields },       { N_("Place"), place_fields },
  { N_("Buyers"), buyer_fields },    { N_("Last 28 Days"), recent_fields },   { N_("In All"), total_fields },
  { NULL },
};

struct _RosterStreamerPage
{
  RosterPane parent_instance;

  GtkStack *stack;
  AdwStatusPage *nothing;
  AdwViewSwitcherTitle *switcher;
  AdwAvatar *avatar;
  GtkLabel *name;
  RosterPill *tier;
  RosterPill *state;
  GtkLabel *detail;
  GtkWidget *note;
  GtkLabel *read_only;
  GtkBox *overview;
  GtkBox *products_box;
  GtkBox *measures_box;
  GtkBox *profile;
  GtkBox *coaching_box;
  AdwViewStack *views;
  GtkWidget *done;

  RosterRecordWatch *watch;
  RosterLastContacts *contacts;
  RosterStreamerFacts *facts;
  RosterRecordForm *step;
  GtkBox *timeline_box;
  RosterTimeline *timeline;
  RosterSuggestions *suggestions;
  RosterLineUpList *line_ups;
  RosterCustomList *customs;
  RosterMeasures *measures;
  RosterContentMeasures *content;
  RosterSoldList *sold;
  RosterStreamerCoaching *coaching;
  RosterRecordForm *form;
};

G_DEFINE_FINAL_TYPE (RosterStreamerPage, roster_streamer_page, ROSTER_TYPE_PANE)

static RosterContext *
context_of (RosterStreamerPage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static RosterRecord *
streamer_of (RosterStreamerPage *self)
{
  return self->watch != NULL ? roster_record_watch_record (self->watch) : NULL;
}

static gboolean
may_write (RosterStreamerPage     *self,
           const RosterRecordType *type)
{
  return roster_rights_in_force_may_write (roster_context_rights (context_of (self)), type,
                                           roster_record_account (streamer_of (self)));
}

static char *
detail_of (RosterStreamerPage *self,
           RosterRecord       *streamer)
{
  static const char *const fields[] = { "vertical", "city", "kuaishouId" };
  const char *whose =
      roster_rights_in_force_whose (roster_context_rights (context_of (self)), roster_record_account (streamer));
  /* Translators: the salesperson whose book it is. */
  g_autofree char *owner = whose != NULL ? g_strdup_printf (_("looked after by %s"), whose) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (roster_record_has (streamer, fields[i]))
      g_ptr_array_add (parts, (gpointer) roster_record_text (streamer, fields[i]));
  if (owner != NULL)
    g_ptr_array_add (parts, owner);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_streamer (RosterStreamerPage *self)
{
  RosterRecord *streamer = streamer_of (self);
  gboolean read_only = streamer != NULL && !may_write (self, &roster_streamer_type);
  gboolean may_note = streamer != NULL && may_write (self, &roster_activity_type);
  g_autofree char *detail = NULL, *refusal = NULL;

  roster_selection_status_show (self->nothing, &roster_streamer_type, roster_pane_selected (ROSTER_PANE (self)));
  gtk_stack_set_visible_child_name (self->stack, streamer != NULL ? "streamer" : "nothing");
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher, streamer != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "streamer.delete", streamer != NULL && !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "streamer.note", may_note);
  adw_view_switcher_title_set_title (self->switcher, streamer != NULL ? roster_record_title (streamer) : "");
  if (streamer == NULL)
    return;

  detail = detail_of (self, streamer);
  adw_avatar_set_text (self->avatar, roster_record_title (streamer));
  gtk_label_set_label (self->name, roster_record_title (streamer));
  gtk_label_set_label (self->detail, detail);
  roster_pill_show_choice (self->tier, streamer, "tier");
  roster_pill_show_choice (self->state, streamer, "state");
  gtk_widget_set_visible (GTK_WIDGET (self->state), g_strcmp0 (roster_record_text (streamer, "state"), "active") != 0 &&
                                                        roster_record_has (streamer, "state"));
  refusal = roster_rights_in_force_refusal (roster_context_rights (context_of (self)), &roster_streamer_type,
                                            roster_record_account (streamer));
  roster_rights_in_force_guard (roster_context_rights (context_of (self)), self->note, &roster_activity_type,
                                roster_record_account (streamer));
  gtk_label_set_label (self->read_only, refusal != NULL ? refusal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->read_only), refusal != NULL);
  gtk_widget_set_visible (self->done, roster_record_has (streamer, "nextStep") && !read_only && may_note);

  roster_streamer_facts_show (self->facts, streamer,
                              roster_last_contacts_lookup (self->contacts, roster_record_id (streamer)));
  roster_record_form_show (self->step, self->watch);
  if (self->form != NULL)
    roster_record_form_show (self->form, self->watch);
  roster_timeline_show (self->timeline, streamer, !may_note);
  roster_suggestions_show (self->suggestions, roster_record_id (streamer));
  roster_line_up_list_set_streamer (self->line_ups, streamer);
  roster_custom_list_set_streamer (self->customs, streamer);
}

/* The step is done: it goes into the timeline, and the streamer waits for a new one. */
static void
done_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterStreamerPage *self = ROSTER_STREAMER_PAGE (widget);
  RosterRecord *streamer = streamer_of (self);
  RosterStore *store = roster_context_store (context_of (self));
  g_autofree char *id = roster_store_new_id (store);
  g_autofree char *label = NULL;
  g_autoptr (RosterRecord) after = NULL, activity = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (streamer == NULL || !roster_record_has (streamer, "nextStep"))
    return;

  after = roster_record_copy (streamer);
  roster_record_set (after, "nextStep", NULL);
  roster_record_set (after, "nextStepDue", NULL);

  activity = roster_record_new (&roster_activity_type, id, roster_record_account (streamer));
  roster_record_set_text (activity, "streamer", roster_record_id (streamer));
  roster_record_set_text (activity, "kind", "note");
  roster_record_set_number (activity, "at", roster_clock_now (roster_context_clock (context_of (self))));
  roster_record_set_text (activity, "text", roster_record_text (streamer, "nextStep"));
  roster_record_apply_defaults (activity);

  /* Translators: a step that can be undone; %s is what was to be done with a streamer. */
  label = g_strdup_printf (_("Done: %s"), roster_record_text (streamer, "nextStep"));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, streamer, after);
  roster_edit_create (edit, activity);
  roster_apply_with_toast (store, edit, widget, NULL);
}

static void
note_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterStreamerPage *self = ROSTER_STREAMER_PAGE (widget);

  if (self->watch == NULL)
    return;

  adw_view_stack_set_visible_child_name (self->views, "overview");
  roster_timeline_focus_composer (self->timeline);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterStreamerPage *self = ROSTER_STREAMER_PAGE (widget);
  RosterRecord *streamer = streamer_of (self);
  g_autofree char *label = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (streamer == NULL)
    return;

  /* Translators: a step that can be undone; %s is a streamer or product. */
  label = g_strdup_printf (_("Delete %s"), roster_record_title (streamer));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_delete (edit, streamer);
  roster_apply_with_toast (roster_context_store (context_of (self)), edit, widget, _("Streamer deleted"));
  if (roster_pane_is_narrow (ROSTER_PANE (self)))
    gtk_widget_activate_action (widget, "win.back", NULL);
}

/* The profile's forty rows are made when somebody looks at them. */
static void
profile_mapped_cb (RosterStreamerPage *self)
{
  if (self->form != NULL || self->watch == NULL)
    return;

  self->form = ROSTER_RECORD_FORM (roster_record_form_new (context_of (self), &roster_streamer_type, profile_groups));
  gtk_box_append (self->profile, GTK_WIDGET (self->form));
  roster_record_form_show (self->form, self->watch);
}

/* Coaching is read when somebody looks at it. */
static void
coaching_mapped_cb (RosterStreamerPage *self)
{
  if (self->coaching == NULL)
    {
      self->coaching = ROSTER_STREAMER_COACHING (roster_streamer_coaching_new (context_of (self)));
      gtk_box_append (self->coaching_box, GTK_WIDGET (self->coaching));
    }
  roster_streamer_coaching_show (self->coaching, roster_pane_record_id (ROSTER_PANE (self)));
}

/* What shows a streamer is made for the first one: until then the page says only that there is none. */
static void
build (RosterStreamerPage *self)
{
  RosterContext *context = context_of (self);

  self->contacts = roster_last_contacts_new (roster_context_store (context));
  self->watch = roster_record_watch_new (context, &roster_streamer_type);
  self->facts = ROSTER_STREAMER_FACTS (roster_streamer_facts_new (context));
  self->step = ROSTER_RECORD_FORM (roster_record_form_new (context, &roster_streamer_type, step_groups));
  self->done = gtk_button_new_with_mnemonic (_("_Done"));
  gtk_widget_set_tooltip_text (self->done, _("Put the next step into the timeline as done"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->done), "streamer.done");
  roster_record_form_set_suffix (self->step, self->done);
  self->timeline = ROSTER_TIMELINE (roster_timeline_new (context));
  self->suggestions = ROSTER_SUGGESTIONS (roster_suggestions_new (context, ROSTER_SUGGESTION_PRODUCT));
  self->line_ups = ROSTER_LINE_UP_LIST (roster_line_up_list_new (context));
  self->customs = ROSTER_CUSTOM_LIST (roster_custom_list_new (context));
  self->measures = ROSTER_MEASURES (roster_measures_new (context));
  self->content = ROSTER_CONTENT_MEASURES (roster_content_measures_new (context));
  self->sold = ROSTER_SOLD_LIST (roster_sold_list_new (context, &roster_streamer_type));

  gtk_box_prepend (self->overview, GTK_WIDGET (self->step));
  gtk_box_prepend (self->overview, GTK_WIDGET (self->facts));
  gtk_box_append (self->timeline_box, GTK_WIDGET (self->timeline));
  gtk_box_append (self->products_box, GTK_WIDGET (self->line_ups));
  /* What is under way is short and comes first; then what could be, and what was. */
  gtk_box_append (self->products_box, GTK_WIDGET (self->customs));
  gtk_box_append (self->products_box, GTK_WIDGET (self->suggestions));
  gtk_box_append (self->products_box, GTK_WIDGET (self->sold));
  gtk_box_append (self->measures_box, GTK_WIDGET (self->measures));
  gtk_box_append (self->measures_box, GTK_WIDGET (self->content));

  g_signal_connect_object (self->watch, "changed", G_CALLBACK (show_streamer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_rules (context), "notify::values", G_CALLBACK (show_streamer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->contacts, "changed", G_CALLBACK (show_streamer), self, G_CONNECT_SWAPPED);
}

static void
roster_streamer_page_record_changed (RosterPane *pane)
{
  RosterStreamerPage *self = ROSTER_STREAMER_PAGE (pane);
  const char *id = roster_pane_record_id (pane);

  if (self->watch == NULL)
    {
      if (id == NULL)
        return;
      build (self);
    }

  roster_record_form_flush (self->step);
  if (self->form != NULL)
    roster_record_form_flush (self->form);
  roster_record_watch_set_id (self->watch, id);
  roster_measures_set_streamer (self->measures, id);
  roster_content_measures_set_streamer (self->content, id);
  roster_row_group_show (ROSTER_ROW_GROUP (self->line_ups), id);
  roster_row_group_show (ROSTER_ROW_GROUP (self->customs), id);
  roster_row_group_show (ROSTER_ROW_GROUP (self->sold), id);
  if (self->coaching != NULL)
    roster_streamer_coaching_show (self->coaching, gtk_widget_get_mapped (GTK_WIDGET (self->coaching)) ? id : NULL);
}

static void
roster_streamer_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (roster_streamer_page_parent_class)->constructed (object);

  g_signal_connect (object, "notify::selected", G_CALLBACK (show_streamer), NULL);
  show_streamer (ROSTER_STREAMER_PAGE (object));
}

static void
roster_streamer_page_dispose (GObject *object)
{
  RosterStreamerPage *self = ROSTER_STREAMER_PAGE (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->contacts);

  G_OBJECT_CLASS (roster_streamer_page_parent_class)->dispose (object);
}

static void
roster_streamer_page_class_init (RosterStreamerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_streamer_page_constructed;
  object_class->dispose = roster_streamer_page_dispose;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_streamer_page_record_changed;

  g_type_ensure (ROSTER_TYPE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-streamer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, name);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, tier);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, state);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, note);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, read_only);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, overview);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, timeline_box);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, products_box);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, measures_box);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, profile);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, coaching_box);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerPage, views);
  gtk_widget_class_bind_template_callback (widget_class, profile_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, coaching_mapped_cb);
  gtk_widget_class_install_action (widget_class, "streamer.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "streamer.note", NULL, note_action);
  gtk_widget_class_install_action (widget_class, "streamer.delete", NULL, delete_action);
}

static void
roster_streamer_page_init (RosterStreamerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
