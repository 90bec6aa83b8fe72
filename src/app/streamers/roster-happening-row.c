/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-happening-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-occurrence.h"

struct _RosterHappeningRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *text;
  GtkLabel *when;

  RosterContext *context;
  RosterRecord *record;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RosterHappeningRow, roster_happening_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
has_state (RosterRecord *record,
           const char   *state)
{
  return g_strcmp0 (roster_record_text (record, "state"), state) == 0;
}

/* When a live was held: as it was written down, otherwise as it was planned. */
static gint64
live_start (RosterRecord *live)
{
  const char *start = roster_record_text (live, "startLocal");
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) planned = NULL;

  if (roster_record_has (live, "actualStart") || start == NULL)
    return roster_record_number (live, "actualStart", G_MININT64);

  zone = roster_live_zone (live);
  planned = zone != NULL ? g_date_time_new_from_iso8601 (start, zone) : NULL;
  return planned != NULL ? g_date_time_to_unix (planned) * 1000 : G_MININT64;
}

/**
 * roster_happening_at:
 * @record: any record
 *
 * Returns: when it happened, milliseconds UTC; %G_MININT64 for what has not, or is nothing that happens
 */
gint64
roster_happening_at (RosterRecord *record)
{
  const RosterRecordType *type;

  g_return_val_if_fail (ROSTER_IS_RECORD (record), G_MININT64);

  type = roster_record_type (record);
  if (type == &roster_activity_type)
    return roster_record_number (record, "at", 0);
  if (type == &roster_decision_type)
    return roster_record_has (record, "product") ? roster_record_number (record, "at", G_MININT64) : G_MININT64;
  if (type == &roster_live_type)
    return has_state (record, "held") && !roster_record_has (record, "recurrence") ? live_start (record) : G_MININT64;
  if (type == &roster_walkthrough_type)
    return has_state (record, "finished") || has_state (record, "signed")
               ? roster_record_number (record, "finishedAt", G_MININT64)
               : G_MININT64;
  if (type == &roster_followup_type)
    return has_state (record, "done") ? roster_record_number (record, "doneAt", G_MININT64) : G_MININT64;

  return G_MININT64;
}

static const char *
icon_of (RosterRecord *record)
{
  const RosterRecordType *type = roster_record_type (record);

  return type == &roster_decision_type      ? "package-x-generic-symbolic"
         : type == &roster_live_type        ? "camera-web-symbolic"
         : type == &roster_walkthrough_type ? "emblem-ok-symbolic"
                                            : "object-select-symbolic";
}

static const char *
choice_in_words (RosterRecord *record,
                 const char   *name)
{
  const RosterRecordType *type = roster_record_type (record);
  const RosterField *field = roster_record_type_field (type, roster_record_type_find_field (type, name));
  const char *nick = roster_record_text (record, name);
  const RosterChoice *choice = nick != NULL ? roster_field_find_choice (field, nick) : NULL;

  return choice != NULL ? g_dgettext (GETTEXT_PACKAGE, choice->label) : NULL;
}

static char *
decision_in_words (RosterRecord *decision,
                   const char   *product)
{
  const char *verdict = roster_record_text (decision, "verdict"), *reason = choice_in_words (decision, "reason");
  const char *text = roster_record_text (decision, "text");

  if (g_strcmp0 (verdict, "accepted") == 0)
    return g_strdup_printf (_("Accepted %s"), product);
  if (g_strcmp0 (verdict, "later") == 0)
    /* Translators: %s is a product. */
    return g_strdup_printf (_("Put %s off"), product);
  if (text != NULL)
    /* Translators: a product, why it was refused, and the same in somebody's words. */
    return g_strdup_printf (_("Refused %s: %s, %s"), product, reason != NULL ? reason : "–", text);

  /* Translators: a product and why it was refused. */
  return g_strdup_printf (_("Refused %s: %s"), product, reason != NULL ? reason : "–");
}

static char *
live_in_words (RosterRecord *live)
{
  g_autofree char *sales = roster_format_money (roster_record_number (live, "sales", 0));

  if (!roster_record_has (live, "sales"))
    /* Translators: %s is the title of a live session. */
    return g_strdup_printf (_("Live session held: %s"), roster_record_title (live));

  /* Translators: the title of a live session and an amount of money. */
  return g_strdup_printf (_("Live session held: %s, sales %s"), roster_record_title (live), sales);
}

/* (transfer full): what happened; a product is not named here, for its name has to be read first */
static char *
in_words (RosterRecord *record)
{
  const RosterRecordType *type = roster_record_type (record);

  if (type == &roster_live_type)
    return live_in_words (record);
  if (type == &roster_followup_type)
    return g_strdup_printf (_("Done: %s"), roster_record_title (record));
  if (type == &roster_walkthrough_type && roster_record_has (record, "result"))
    {
      g_autofree char *result = roster_format_rate (roster_record_number (record, "result", 0));

      /* Translators: %s is a percentage. */
      return g_strdup_printf (_("Walk-through finished, result %s"), result);
    }

  return g_strdup (type == &roster_walkthrough_type ? _("Walk-through finished") : "");
}

static gpointer
read_title (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterRecord) product = roster_cache_get (cache, &roster_product_type, data, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_strdup (product != NULL ? roster_record_title (product) : _("a product that is gone"));
}

static void
title_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = roster_store_finish (ROSTER_STORE (source), result, &error), *words = NULL;
  RosterHappeningRow *self = user_data;

  if (title == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read a title: %s", error->message);
      return;
    }

  words = decision_in_words (self->record, title);
  gtk_label_set_label (self->text, words);
}

static gboolean
when_tooltip_cb (GtkWidget          *label,
                 int                 x,
                 int                 y,
                 gboolean            keyboard,
                 GtkTooltip         *tooltip,
                 RosterHappeningRow *self)
{
  g_autofree char *exact =
      roster_format_instant (roster_context_clock (self->context), roster_happening_at (self->record));

  gtk_tooltip_set_text (tooltip, exact);
  return TRUE;
}

static void
roster_happening_row_dispose (GObject *object)
{
  RosterHappeningRow *self = ROSTER_HAPPENING_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_happening_row_parent_class)->dispose (object);
}

static void
roster_happening_row_class_init (RosterHappeningRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_happening_row_dispose;
}

static void
roster_happening_row_init (RosterHappeningRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

static void
build (RosterHappeningRow *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX,
                                 "spacing", 12,
                                 "margin-start", 12,
                                 "margin-end", 12,
                                 "margin-top", 9,
                                 "margin-bottom", 9,
                                 NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", icon_of (self->record),
                                  "valign", GTK_ALIGN_START,
                                  "margin-top", 3,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->text = g_object_new (GTK_TYPE_LABEL,
                             "xalign", 0.0,
                             "wrap", TRUE,
                             "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             NULL);
  self->when = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "halign", GTK_ALIGN_START, "has-tooltip", TRUE, NULL);
  g_signal_connect (self->when, "query-tooltip", G_CALLBACK (when_tooltip_cb), self);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "dim-label");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->when));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/**
 * roster_happening_row_new:
 * @record: what happened; roster_happening_at() says when
 *
 * Returns: (transfer floating): a row of the timeline
 */
GtkWidget *
roster_happening_row_new (RosterContext *context,
                          RosterRecord  *record)
{
  RosterHappeningRow *self;
  g_autofree char *words = NULL, *when = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (record), NULL);

  self = g_object_new (ROSTER_TYPE_HAPPENING_ROW, NULL);
  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  build (self);
  words = in_words (record);
  when = roster_format_instant_relative (roster_context_clock (context), roster_happening_at (record));
  gtk_label_set_label (self->text, words);
  gtk_label_set_label (self->when, when);
  if (roster_record_type (record) == &roster_decision_type)
    roster_store_read_async (roster_context_store (context), read_title,
                             g_strdup (roster_record_text (record, "product")), g_free, g_free, self->cancellable,
                             title_cb, self);
  return GTK_WIDGET (self);
}
