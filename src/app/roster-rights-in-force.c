/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rights-in-force.h"

#include <string.h>

#include "roster-account.h"

struct _RosterRightsInForce
{
  GObject parent_instance;

  RosterStore *store;
  GCancellable *cancellable;
  GPtrArray *accounts;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterRightsInForce, roster_rights_in_force, G_TYPE_OBJECT)

static gpointer
read_accounts (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return roster_cache_list_accounts (cache, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRightsInForce *self = user_data;

  if (accounts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read the accounts: %s", error->message);
      return;
    }

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = g_steal_pointer (&accounts);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_again (RosterRightsInForce *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (self->store, read_accounts, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, read_cb, self);
}

/* Other rights make the store tell of all records at once. */
static void
store_changed_cb (RosterRightsInForce *self,
                  GPtrArray           *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (((RosterRecordKey *) keys->pdata[i])->id[0] == '\0')
      {
        read_again (self);
        return;
      }
}

static void
roster_rights_in_force_dispose (GObject *object)
{
  RosterRightsInForce *self = ROSTER_RIGHTS_IN_FORCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_rights_in_force_parent_class)->dispose (object);
}

static void
roster_rights_in_force_class_init (RosterRightsInForceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_rights_in_force_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
roster_rights_in_force_init (RosterRightsInForce *self)
{
}

/**
 * roster_rights_in_force_new:
 *
 * Returns: (transfer full): the rights of the person that @store belongs to
 */
RosterRightsInForce *
roster_rights_in_force_new (RosterStore *store)
{
  RosterRightsInForce *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  self = g_object_new (ROSTER_TYPE_RIGHTS_IN_FORCE, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

/**
 * roster_rights_in_force_refusal:
 * @account: (nullable): where the record lives; %NULL for any account that it may live in
 *
 * Returns: (transfer full) (nullable): why the person may not write records of @type there, for a person; %NULL where
 *   it is allowed
 */
char *
roster_rights_in_force_refusal (RosterRightsInForce    *self,
                                const RosterRecordType *type,
                                const char             *account)
{
  g_autofree char *refusal = NULL;

  g_return_val_if_fail (ROSTER_IS_RIGHTS_IN_FORCE (self), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const RosterAccount *known = self->accounts->pdata[i];

      if (account != NULL ? strcmp (known->id, account) != 0 : known->scope != type->scope)
        continue;

      if (roster_account_may_write (known, type))
        return NULL;
      if (refusal == NULL)
        refusal = roster_account_refusal (known, type);
    }

  return g_steal_pointer (&refusal);
}

/**
 * roster_rights_in_force_may_write:
 * @account: (nullable): where the record lives; %NULL for any account that it may live in
 *
 * Returns: whether the office takes it
 */
gboolean
roster_rights_in_force_may_write (RosterRightsInForce    *self,
                                  const RosterRecordType *type,
                                  const char             *account)
{
  g_autofree char *refusal = roster_rights_in_force_refusal (self, type, account);

  return refusal == NULL;
}

/**
 * roster_rights_in_force_whose:
 * @account: a book
 *
 * Returns: (transfer none) (nullable): who looks after it, where the person sees the books of others too
 */
const char *
roster_rights_in_force_whose (RosterRightsInForce *self,
                              const char          *account)
{
  const char *name = NULL;
  guint n_books = 0;

  g_return_val_if_fail (ROSTER_IS_RIGHTS_IN_FORCE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const RosterAccount *known = self->accounts->pdata[i];

      if (known->scope != ROSTER_SCOPE_BOOK)
        continue;

      n_books++;
      if (strcmp (known->id, account) == 0)
        name = known->name;
    }

  return n_books > 1 ? name : NULL;
}

/**
 * roster_widget_refuse:
 * @refusal: (nullable): why @widget cannot be used, for a person; %NULL where it can
 *
 * Makes @widget insensitive where there is a reason, which is then its tooltip and its accessible description. What its
 * tooltip said before it says again when the reason is gone.
 */
void
roster_widget_refuse (GtkWidget  *widget,
                      const char *refusal)
{
  static const char key[] = "roster-refused";
  const char *before;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  before = g_object_get_data (G_OBJECT (widget), key);
  if (refusal != NULL && before == NULL)
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      g_object_set_data_full (G_OBJECT (widget), key, g_strdup (tooltip != NULL ? tooltip : ""), g_free);
    }
  gtk_widget_set_sensitive (widget, refusal == NULL);
  if (refusal != NULL)
    {
      gtk_widget_set_tooltip_text (widget, refusal);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, refusal, -1);
    }
  else if (before != NULL)
    {
      gtk_widget_set_tooltip_text (widget, before[0] != '\0' ? before : NULL);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      g_object_set_data (G_OBJECT (widget), key, NULL);
    }
}

/**
 * roster_rights_in_force_guard:
 * @widget: what writes a record of @type into @account
 *
 * Lets @widget be used only where the office takes what it writes, and says why not, see roster_widget_refuse().
 *
 * Returns: whether it may be used
 */
gboolean
roster_rights_in_force_guard (RosterRightsInForce    *self,
                              GtkWidget              *widget,
                              const RosterRecordType *type,
                              const char             *account)
{
  g_autofree char *refusal = roster_rights_in_force_refusal (self, type, account);

  roster_widget_refuse (widget, refusal);
  return refusal == NULL;
}
