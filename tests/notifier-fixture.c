/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "notifier-fixture.h"

static gboolean
test_notifier_is_available (RosterNotifier *notifier)
{
  return TEST_NOTIFIER (notifier)->available;
}

static void
test_notifier_show (RosterNotifier *notifier,
                    const char     *id,
                    const char     *title,
                    const char     *body,
                    gboolean        may_answer)
{
  TestNotifier *self = TEST_NOTIFIER (notifier);

  g_assert_true (self->available);
  g_hash_table_insert (self->shown, g_strdup (id), g_strconcat (title, "|", body, NULL));
  self->n_shown++;
}

static void
test_notifier_withdraw (RosterNotifier *notifier,
                        const char     *id)
{
  g_hash_table_remove (TEST_NOTIFIER (notifier)->shown, id);
}

static char *
test_notifier_leave (RosterNotifier *notifier)
{
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (TEST_NOTIFIER (notifier)->shown, NULL);

  return g_strjoinv (" ", ids);
}

static char **
test_notifier_take (RosterNotifier *notifier,
                    const char     *left)
{
  char **ids = g_strsplit (left, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_insert (TEST_NOTIFIER (notifier)->shown, g_strdup (ids[i]), g_strdup ("taken over"));
  return ids;
}

static void
test_notifier_notifier_init (RosterNotifierInterface *iface)
{
  iface->is_available = test_notifier_is_available;
  iface->show = test_notifier_show;
  iface->withdraw = test_notifier_withdraw;
  iface->leave = test_notifier_leave;
  iface->take = test_notifier_take;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNotifier, test_notifier, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_NOTIFIER, test_notifier_notifier_init))

static void
test_notifier_finalize (GObject *object)
{
  g_hash_table_unref (TEST_NOTIFIER (object)->shown);

  G_OBJECT_CLASS (test_notifier_parent_class)->finalize (object);
}

static void
test_notifier_class_init (TestNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_notifier_finalize;
}

static void
test_notifier_init (TestNotifier *self)
{
  self->available = TRUE;
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
