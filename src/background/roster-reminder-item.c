/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-reminder-words.h"
#include "roster-wall.h"

struct _RosterReminderItem
{
  GObject parent_instance;

  char *key;
  RosterReminderState state;
  RosterReminderKind kind;
  char *title;
  char *body;
  char *note;
};

G_DEFINE_FINAL_TYPE (RosterReminderItem, roster_reminder_item, G_TYPE_OBJECT)

static void
roster_reminder_item_finalize (GObject *object)
{
  RosterReminderItem *self = ROSTER_REMINDER_ITEM (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->body);
  g_free (self->note);

  G_OBJECT_CLASS (roster_reminder_item_parent_class)->finalize (object);
}

static void
roster_reminder_item_class_init (RosterReminderItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_reminder_item_finalize;
}

static void
roster_reminder_item_init (RosterReminderItem *self)
{
}

static char *
note_for (RosterReminderState  state,
          gint64               until,
          GTimeZone           *zone)
{
  char wall[ROSTER_WALL_TEXT];
  g_autofree char *time = NULL;

  roster_wall_print (roster_wall_from_instant (until, zone), wall);
  /* Hours and minutes of YYYY-MM-DDTHH:MM:SS */
  time = g_strndup (wall + strlen ("YYYY-MM-DDT"), strlen ("HH:MM"));

  switch (state)
    {
    case ROSTER_REMINDER_WAITING:
      return g_strdup ("");
    case ROSTER_REMINDER_PUT_OFF:
      /* Translators: a time of the day. */
      return g_strdup_printf (_("Again at %s"), time);
    case ROSTER_REMINDER_MISSED:
      return g_strdup (C_("reminder", "Missed"));
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_reminder_item_new:
 * @streamer: (nullable): the streamer's name
 * @reason: why it came late
 * @until: where it is put off, until when, milliseconds UTC
 * @now: milliseconds UTC
 * @zone: where the person is
 *
 * Returns: (transfer full): a reminder as a person sees it
 */
RosterReminderItem *
roster_reminder_item_new (const RosterReminder *reminder,
                          const char           *streamer,
                          RosterReminderState   state,
                          RosterLateReason      reason,
                          gint64                until,
                          gint64                now,
                          GTimeZone            *zone)
{
  RosterReminderItem *self;

  g_return_val_if_fail (reminder != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_REMINDER_ITEM, NULL);
  self->key = g_strdup (reminder->key);
  self->state = state;
  self->kind = reminder->kind;
  self->title = roster_reminder_title (reminder, streamer);
  self->body = roster_reminder_body (reminder, reason, now, zone);
  self->note = note_for (state, until, zone);
  return self;
}

const char *
roster_reminder_item_key (RosterReminderItem *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self), NULL);

  return self->key;
}

RosterReminderState
roster_reminder_item_state (RosterReminderItem *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self), ROSTER_REMINDER_WAITING);

  return self->state;
}

RosterReminderKind
roster_reminder_item_kind (RosterReminderItem *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self), ROSTER_REMINDER_LINE_UP_OPEN);

  return self->kind;
}

const char *
roster_reminder_item_title (RosterReminderItem *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self), NULL);

  return self->title;
}

const char *
roster_reminder_item_body (RosterReminderItem *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self), NULL);

  return self->body;
}

/**
 * roster_reminder_item_note:
 *
 * Returns: how it stands; empty while it waits for an answer
 */
const char *
roster_reminder_item_note (RosterReminderItem *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self), NULL);

  return self->note;
}

/**
 * roster_reminder_item_equal:
 *
 * Returns: whether both say the same about the same reminder
 */
gboolean
roster_reminder_item_equal (RosterReminderItem *self,
                            RosterReminderItem *other)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (self) && ROSTER_IS_REMINDER_ITEM (other), FALSE);

  return g_str_equal (self->key, other->key) && self->state == other->state &&
         g_str_equal (self->title, other->title) && g_str_equal (self->body, other->body) &&
         g_str_equal (self->note, other->note);
}
