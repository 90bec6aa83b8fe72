/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-suggestion-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-money.h"

struct _RosterSuggestionFilter
{
  GtkPopover parent_instance;

  GtkDropDown *role;
  GtkDropDown *vertical;
  GtkDropDown *factory;
  GtkEntry *margin;
  GtkCheckButton *only_new;
  GtkWidget *clear;

  /* what the lists offer behind “all”: names of verticals, and ids of factories */
  GPtrArray *verticals;
  GPtrArray *factories;
  gint64 margin_from;
  gboolean offering;
};

G_DEFINE_FINAL_TYPE (RosterSuggestionFilter, roster_suggestion_filter, GTK_TYPE_POPOVER)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What stands behind the place in a list, NULL for all. */
static const char *
chosen (GtkDropDown *list,
        GPtrArray   *values)
{
  guint place = gtk_drop_down_get_selected (list);

  return place > 0 && place <= values->len ? values->pdata[place - 1] : NULL;
}

static void
changed_cb (RosterSuggestionFilter *self)
{
  if (self->offering)
    return;

  gtk_widget_set_sensitive (self->clear, roster_suggestion_filter_count (self) > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Marks what cannot be read; an empty entry is no limit. */
static void
margin_cb (RosterSuggestionFilter *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->margin));
  gint64 value = 0;
  gboolean sound = text[0] == '\0' || (roster_decimal_from_text (text, 3, &value) && value >= 0);

  if (sound)
    gtk_widget_remove_css_class (GTK_WIDGET (self->margin), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->margin), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->margin), GTK_ACCESSIBLE_STATE_INVALID,
                               sound ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  if (sound && value != self->margin_from)
    {
      self->margin_from = value;
      changed_cb (self);
    }
}

static void
clear_cb (RosterSuggestionFilter *self)
{
  roster_suggestion_filter_clear (self);
}

static void
roster_suggestion_filter_finalize (GObject *object)
{
  RosterSuggestionFilter *self = ROSTER_SUGGESTION_FILTER (object);

  g_ptr_array_unref (self->verticals);
  g_ptr_array_unref (self->factories);

  G_OBJECT_CLASS (roster_suggestion_filter_parent_class)->finalize (object);
}

static void
roster_suggestion_filter_class_init (RosterSuggestionFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_suggestion_filter_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-suggestion-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionFilter, role);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionFilter, vertical);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionFilter, factory);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionFilter, margin);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionFilter, only_new);
  gtk_widget_class_bind_template_child (widget_class, RosterSuggestionFilter, clear);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, margin_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
let_search (GtkDropDown *list)
{
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (list, name);
  gtk_drop_down_set_enable_search (list, TRUE);
}

static void
roster_suggestion_filter_init (RosterSuggestionFilter *self)
{
  self->verticals = g_ptr_array_new_with_free_func (g_free);
  self->factories = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  let_search (self->factory);
}

/**
 * roster_suggestion_filter_new:
 *
 * Returns: (transfer floating): a filter that lets everything pass
 */
GtkWidget *
roster_suggestion_filter_new (void)
{
  return g_object_new (ROSTER_TYPE_SUGGESTION_FILTER, NULL);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate (roster_record_title (*(RosterRecord *const *) a),
                         roster_record_title (*(RosterRecord *const *) b));
}

/* Fills a list anew where it offers something else; what is chosen stays chosen. */
static void
fill (GtkDropDown *list,
      GPtrArray   *known,
      GPtrArray   *values,
      GPtrArray   *names,
      const char  *all)
{
  g_autofree char *before = g_strdup (chosen (list, known));
  gboolean same = known->len == values->len && gtk_drop_down_get_model (list) != NULL;
  g_autoptr (GtkStringList) strings = NULL;
  guint place = 0;

  for (guint i = 0; same && i < values->len; i++)
    same = strcmp (known->pdata[i], values->pdata[i]) == 0;
  if (same)
    return;

  g_ptr_array_set_size (known, 0);
  strings = gtk_string_list_new (NULL);
  gtk_string_list_append (strings, all);
  for (guint i = 0; i < values->len; i++)
    {
      if (g_strcmp0 (values->pdata[i], before) == 0)
        place = i + 1;
      g_ptr_array_add (known, g_strdup (values->pdata[i]));
      gtk_string_list_append (strings, names->pdata[i]);
    }
  gtk_drop_down_set_model (list, G_LIST_MODEL (strings));
  gtk_drop_down_set_selected (list, place);
}

static GPtrArray *
verticals_of (RosterMatch *match)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *verticals = g_ptr_array_new ();

  for (guint p = 0; p < roster_match_n_products (match); p++)
    {
      const char *vertical = roster_record_text (roster_match_product (match, p), "vertical");

      if (vertical != NULL && g_hash_table_add (seen, (gpointer) vertical))
        g_ptr_array_add (verticals, (gpointer) vertical);
    }
  g_ptr_array_sort (verticals, compare_texts);
  return verticals;
}

/**
 * roster_suggestion_filter_offer:
 *
 * Offers the verticals and the factories of the catalogue. What was chosen and is gone is chosen no more.
 */
void
roster_suggestion_filter_offer (RosterSuggestionFilter *self,
                                RosterMatch            *match)
{
  g_autoptr (GPtrArray) verticals = NULL;
  g_autoptr (GPtrArray) factories = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_if_fail (ROSTER_IS_SUGGESTION_FILTER (self) && match != NULL);

  verticals = verticals_of (match);
  factories = g_ptr_array_new ();
  g_ptr_array_extend (factories, roster_match_factories (match), NULL, NULL);
  g_ptr_array_sort (factories, compare_titles);
  ids = g_ptr_array_new ();
  names = g_ptr_array_new ();
  for (guint i = 0; i < factories->len; i++)
    {
      g_ptr_array_add (ids, (gpointer) roster_record_id (factories->pdata[i]));
      g_ptr_array_add (names, (gpointer) roster_record_title (factories->pdata[i]));
    }

  self->offering = TRUE;
  fill (self->vertical, self->verticals, verticals, verticals, _("All Verticals"));
  fill (self->factory, self->factories, ids, names, _("All Factories"));
  self->offering = FALSE;
  gtk_widget_set_sensitive (self->clear, roster_suggestion_filter_count (self) > 0);
}

/**
 * roster_suggestion_filter_get:
 *
 * Returns: the filter; its texts live until the next call of a function of @self
 */
RosterMatchFilter
roster_suggestion_filter_get (RosterSuggestionFilter *self)
{
  static const RosterRoles roles[] = { 0, ROSTER_ROLE_TRAFFIC, ROSTER_ROLE_PROFIT };

  g_return_val_if_fail (ROSTER_IS_SUGGESTION_FILTER (self), (RosterMatchFilter){ 0 });

  return (RosterMatchFilter){
    .roles = roles[MIN (gtk_drop_down_get_selected (self->role), G_N_ELEMENTS (roles) - 1)],
    .vertical = chosen (self->vertical, self->verticals),
    .factory = chosen (self->factory, self->factories),
    .margin_from = self->margin_from,
    .only_new = gtk_check_button_get_active (self->only_new),
  };
}

/**
 * roster_suggestion_filter_count:
 *
 * Returns: how many of its parts leave something out
 */
guint
roster_suggestion_filter_count (RosterSuggestionFilter *self)
{
  RosterMatchFilter filter;

  g_return_val_if_fail (ROSTER_IS_SUGGESTION_FILTER (self), 0);

  filter = roster_suggestion_filter_get (self);
  return (filter.roles != 0) + (filter.vertical != NULL) + (filter.factory != NULL) + (filter.margin_from > 0) +
         (filter.only_new != FALSE);
}

/**
 * roster_suggestion_filter_clear:
 *
 * Lets everything pass.
 */
void
roster_suggestion_filter_clear (RosterSuggestionFilter *self)
{
  g_return_if_fail (ROSTER_IS_SUGGESTION_FILTER (self));

  if (roster_suggestion_filter_count (self) == 0)
    return;

  self->offering = TRUE;
  gtk_drop_down_set_selected (self->role, 0);
  gtk_drop_down_set_selected (self->vertical, 0);
  gtk_drop_down_set_selected (self->factory, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->margin), "");
  gtk_check_button_set_active (self->only_new, FALSE);
  self->offering = FALSE;
  changed_cb (self);
}
