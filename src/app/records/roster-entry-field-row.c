/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-entry-field-row.h"

#include <glib/gi18n-lib.h>

#include "roster-date-button.h"

/* Text, numbers, money, rates, dates, instants and free sets: whatever is typed. */
struct _RosterEntryFieldRow
{
  AdwEntryRow parent_instance;

  GtkWidget *calendar;
  gboolean typing;
  gboolean showing;
};

static void roster_entry_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterEntryFieldRow, roster_entry_field_row, ADW_TYPE_ENTRY_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_entry_field_row_field_row_init))

static GTimeZone *
zone_of (RosterEntryFieldRow *self)
{
  return roster_clock_zone (roster_context_clock (roster_field_row_context (ROSTER_FIELD_ROW (self))));
}

/* Instants are typed as local time; everything else in the plain form that files have, too. */
static char *
to_text (RosterEntryFieldRow *self,
         GVariant            *value)
{
  const RosterField *field = roster_field_row_field (ROSTER_FIELD_ROW (self));
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) utc = NULL, local = NULL;

  if (field->kind != ROSTER_KIND_INSTANT || value == NULL)
    return roster_value_to_text (field, value);

  zone = zone_of (self);
  utc = g_date_time_new_from_unix_utc (g_variant_get_int64 (value) / 1000);
  local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static GVariant *
instant_from_text (RosterEntryFieldRow  *self,
                   const char           *text,
                   GError              **error)
{
  const RosterField *field = roster_field_row_field (ROSTER_FIELD_ROW (self));
  g_autoptr (GTimeZone) zone = zone_of (self);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *iso = g_strconcat (stripped, ":00", NULL);

  if (stripped[0] == '\0')
    return NULL;

  local = g_date_time_new_from_iso8601 (iso, zone);
  if (local == NULL)
    {
      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE,
                   _("%s: must be a time such as 2026-03-01 08:30"), roster_field_label (field));
      return NULL;
    }

  return g_variant_ref_sink (g_variant_new_int64 (g_date_time_to_unix (local) * 1000));
}

static void
commit (RosterEntryFieldRow *self)
{
  RosterFieldRow *row = ROSTER_FIELD_ROW (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr (GError) problem = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *shown = NULL;

  if (!self->typing)
    return;

  value = roster_field_row_field (row)->kind == ROSTER_KIND_INSTANT
              ? instant_from_text (self, text, &problem)
              : roster_value_from_text (roster_field_row_field (row), text, &problem);
  if (problem != NULL)
    {
      roster_field_row_set_problem (row, problem);
      return;
    }

  if (roster_field_row_take (row, value))
    {
      self->typing = FALSE;
      self->showing = TRUE;
      shown = to_text (self, value);
      gtk_editable_set_text (GTK_EDITABLE (self), shown);
      self->showing = FALSE;
    }
}

static void
activated_cb (RosterEntryFieldRow *self)
{
  if (self->typing)
    commit (self);
  else
    roster_field_row_retry (ROSTER_FIELD_ROW (self));
}

static void
revert (RosterEntryFieldRow *self)
{
  self->typing = FALSE;
  roster_field_row_set_problem (ROSTER_FIELD_ROW (self), NULL);
  roster_field_row_show (ROSTER_FIELD_ROW (self), roster_field_row_shown (ROSTER_FIELD_ROW (self)));
}

static void
changed_cb (RosterEntryFieldRow *self)
{
  if (!self->showing)
    self->typing = TRUE;
}

static gboolean
key_cb (RosterEntryFieldRow *self,
        guint                keyval,
        guint                keycode,
        GdkModifierType      modifiers)
{
  if (keyval != GDK_KEY_Escape || !self->typing)
    return GDK_EVENT_PROPAGATE;

  revert (self);
  return GDK_EVENT_STOP;
}

static void
date_picked_cb (RosterEntryFieldRow *self,
                const char          *date)
{
  gtk_editable_set_text (GTK_EDITABLE (self), date);
  commit (self);
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterEntryFieldRow *self = ROSTER_ENTRY_FIELD_ROW (row);
  g_autofree char *text = NULL;

  if (roster_field_row_field (row)->kind == ROSTER_KIND_DATE && self->calendar == NULL)
    {
      self->calendar = roster_date_button_new (roster_context_clock (roster_field_row_context (row)));
      g_signal_connect_object (self->calendar, "picked", G_CALLBACK (date_picked_cb), self, G_CONNECT_SWAPPED);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->calendar);
    }
  if (self->calendar != NULL)
    roster_date_button_set_date (ROSTER_DATE_BUTTON (self->calendar),
                                 value != NULL ? g_variant_get_string (value, NULL) : NULL);

  if (self->typing)
    return;

  text = to_text (self, value);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self))) == 0)
    return;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->showing = FALSE;
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), suffix);
}

static void
flush (RosterFieldRow *row)
{
  commit (ROSTER_ENTRY_FIELD_ROW (row));
}

static gboolean
is_typing (RosterFieldRow *row)
{
  return ROSTER_ENTRY_FIELD_ROW (row)->typing;
}

static void
roster_entry_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
  iface->flush = flush;
  iface->is_typing = is_typing;
}

static void
roster_entry_field_row_class_init (RosterEntryFieldRowClass *klass)
{
}

static void
roster_entry_field_row_init (RosterEntryFieldRow *self)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (text, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (text, keys);
  g_signal_connect (self, "entry-activated", G_CALLBACK (activated_cb), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}
