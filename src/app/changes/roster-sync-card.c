/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-card.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterSyncCard
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *sync;
  GtkWidget *cancel;
  GtkWidget *sign_in;
  GtkProgressBar *progress;

  RosterContext *context;
};

G_DEFINE_FINAL_TYPE (RosterSyncCard, roster_sync_card, ADW_TYPE_BIN)

static RosterCoordinator *
coordinator (RosterSyncCard *self)
{
  return roster_context_coordinator (self->context);
}

static const char *
icon_name (RosterCoordinatorState state)
{
  switch (state)
    {
    case ROSTER_COORDINATOR_ALONE:
      return "computer-symbolic";
    case ROSTER_COORDINATOR_SIGNED_OUT:
      return "dialog-password-symbolic";
    case ROSTER_COORDINATOR_IDLE:
      return "emblem-ok-symbolic";
    case ROSTER_COORDINATOR_SYNCING:
      return "emblem-synchronizing-symbolic";
    case ROSTER_COORDINATOR_OFFLINE:
      return "network-offline-symbolic";
    case ROSTER_COORDINATOR_FAILED:
      return "dialog-warning-symbolic";
    }

  g_return_val_if_reached (NULL);
}

static char *
title (RosterSyncCard *self)
{
  g_autofree char *since = NULL;

  switch (roster_coordinator_state (coordinator (self)))
    {
    case ROSTER_COORDINATOR_ALONE:
      return g_strdup (_("Not signed in"));
    case ROSTER_COORDINATOR_SIGNED_OUT:
      return g_strdup (roster_coordinator_has_left (coordinator (self)) ? _("Signed out")
                                                                        : _("The office asks for your password"));
    case ROSTER_COORDINATOR_IDLE:
      return g_strdup (_("In touch with the office"));
    case ROSTER_COORDINATOR_SYNCING:
      return g_strdup (_("Syncing…"));
    case ROSTER_COORDINATOR_OFFLINE:
      since = roster_format_moment (roster_context_clock (self->context),
                                    roster_coordinator_since (coordinator (self)));
      return g_strdup_printf (_("Offline since %s"), since);
    case ROSTER_COORDINATOR_FAILED:
      return g_strdup (_("The last sync failed"));
    }

  g_return_val_if_reached (NULL);
}

/* What the state means for the person, and how old the data is. */
static char *
detail (RosterSyncCard *self)
{
  RosterCoordinatorState state = roster_coordinator_state (coordinator (self));
  gint64 at = roster_coordinator_last_synced_at (coordinator (self));
  const char *message = roster_coordinator_message (coordinator (self));
  g_autofree char *moment = at > 0 ? roster_format_moment (roster_context_clock (self->context), at) : NULL;
  g_autofree char *age = NULL;

  if (state == ROSTER_COORDINATOR_ALONE)
    return g_strdup (_("What you change stays on this computer until you sign in to an office."));

  if (moment != NULL)
    /* Translators: when, where and as whom the last sync went through. */
    age = g_strdup_printf (_("Last synced %s with %s as %s."), moment, roster_coordinator_office (coordinator (self)),
                           roster_coordinator_login (coordinator (self)));
  else
    age = g_strdup_printf (_("Not yet synced with %s."), roster_coordinator_office (coordinator (self)));

  if (state == ROSTER_COORDINATOR_SIGNED_OUT)
    return g_strjoin ("\n", _("You can go on working. What you change waits here."), age, NULL);
  if (state == ROSTER_COORDINATOR_OFFLINE)
    return g_strjoin ("\n", _("You can go on working. What you change waits here and goes by itself."), age, NULL);
  if (message != NULL && state != ROSTER_COORDINATOR_SYNCING)
    return g_strjoin ("\n", message, age, NULL);

  return g_steal_pointer (&age);
}

static void
show_progress (RosterSyncCard *self)
{
  double progress = roster_coordinator_progress (coordinator (self));

  if (progress < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, CLAMP (progress, 0, 1));
}

static void
show (RosterSyncCard *self)
{
  RosterCoordinatorState state = roster_coordinator_state (coordinator (self));
  gboolean syncing = state == ROSTER_COORDINATOR_SYNCING;
  gboolean needs_person = state == ROSTER_COORDINATOR_ALONE || state == ROSTER_COORDINATOR_SIGNED_OUT;
  g_autofree char *title_text = title (self);
  g_autofree char *detail_text = detail (self);

  gtk_image_set_from_icon_name (self->icon, icon_name (state));
  gtk_label_set_label (self->title, title_text);
  gtk_label_set_label (self->detail, detail_text);
  gtk_widget_set_visible (self->sync, !syncing && !needs_person);
  gtk_widget_set_visible (self->cancel, syncing);
  gtk_widget_set_visible (self->sign_in, needs_person);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), syncing);
  show_progress (self);
}

static void
roster_sync_card_dispose (GObject *object)
{
  g_clear_object (&ROSTER_SYNC_CARD (object)->context);

  G_OBJECT_CLASS (roster_sync_card_parent_class)->dispose (object);
}

static void
roster_sync_card_class_init (RosterSyncCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_sync_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-sync-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, title);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, sync);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, cancel);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, sign_in);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncCard, progress);
}

static void
roster_sync_card_init (RosterSyncCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
roster_sync_card_set_context (RosterSyncCard *self,
                              RosterContext  *context)
{
  static const char *const signals[] = {
    "notify::state",
    "notify::office",
    "notify::login",
    "notify::last-synced-at",
    "notify::message",
  };

  g_return_if_fail (ROSTER_IS_SYNC_CARD (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (coordinator (self), signals[i], G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coordinator (self), "notify::progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  show (self);
}
