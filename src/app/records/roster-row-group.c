/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-row-group.h"

typedef struct
{
  AdwPreferencesGroup *group;
  GPtrArray *rows;

  RosterContext *context;
  char *id;
  GCancellable *cancellable;
} RosterRowGroupPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterRowGroup, roster_row_group, ADW_TYPE_BIN)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  RosterRowGroupClass *klass;
  char *id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question);
}

static gpointer
read_items (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Question *question = data;

  return question->klass->read (cache, question->id, error);
}

static void
show_items (RosterRowGroup *self,
            GPtrArray      *items)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);
  RosterRowGroupClass *klass = ROSTER_ROW_GROUP_GET_CLASS (self);

  for (guint i = 0; i < priv->rows->len; i++)
    adw_preferences_group_remove (priv->group, priv->rows->pdata[i]);
  g_ptr_array_set_size (priv->rows, 0);
  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *row = klass->make_row (self, items->pdata[i]);

      g_ptr_array_add (priv->rows, row);
      adw_preferences_group_add (priv->group, row);
    }

  adw_preferences_group_set_description (priv->group,
                                         klass->describe != NULL ? klass->describe (self, items->len) : NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (items != NULL)
    show_items (user_data, items);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read the rows of %s: %s", G_OBJECT_TYPE_NAME (user_data), error->message);
}

static void
read_again (RosterRowGroup *self)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);
  Question *question;

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  if (priv->id == NULL)
    return;

  question = g_new0 (Question, 1);
  question->klass = ROSTER_ROW_GROUP_GET_CLASS (self);
  question->id = g_strdup (priv->id);
  priv->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (priv->context), read_items, question, question_free,
                           (GDestroyNotify) g_ptr_array_unref, priv->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterRowGroup *self,
                  GPtrArray      *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (ROSTER_ROW_GROUP_GET_CLASS (self)->depends_on (key->type))
        {
          read_again (self);
          return;
        }
    }
}

static void
roster_row_group_constructed (GObject *object)
{
  RosterRowGroup *self = ROSTER_ROW_GROUP (object);
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);

  G_OBJECT_CLASS (roster_row_group_parent_class)->constructed (object);

  g_signal_connect_object (roster_context_store (priv->context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
roster_row_group_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (ROSTER_ROW_GROUP (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_row_group_dispose (GObject *object)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (ROSTER_ROW_GROUP (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->context);

  G_OBJECT_CLASS (roster_row_group_parent_class)->dispose (object);
}

static void
roster_row_group_finalize (GObject *object)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (ROSTER_ROW_GROUP (object));

  g_ptr_array_unref (priv->rows);
  g_free (priv->id);

  G_OBJECT_CLASS (roster_row_group_parent_class)->finalize (object);
}

static void
roster_row_group_class_init (RosterRowGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = roster_row_group_constructed;
  object_class->set_property = roster_row_group_set_property;
  object_class->dispose = roster_row_group_dispose;
  object_class->finalize = roster_row_group_finalize;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, ROSTER_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_row_group_init (RosterRowGroup *self)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);

  priv->rows = g_ptr_array_new ();
  priv->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->group));
}

/**
 * roster_row_group_context:
 *
 * Returns: (transfer none): what the group was made with
 */
RosterContext *
roster_row_group_context (RosterRowGroup *self)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_ROW_GROUP (self), NULL);

  return priv->context;
}

/**
 * roster_row_group_set_title:
 * @title: in the interface's language
 */
void
roster_row_group_set_title (RosterRowGroup *self,
                            const char     *title)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_ROW_GROUP (self));

  adw_preferences_group_set_title (priv->group, title);
}

/**
 * roster_row_group_set_suffix:
 * @suffix: stands beside the title
 */
void
roster_row_group_set_suffix (RosterRowGroup *self,
                             GtkWidget      *suffix)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_ROW_GROUP (self));
  g_return_if_fail (GTK_IS_WIDGET (suffix));

  adw_preferences_group_set_header_suffix (priv->group, suffix);
}

/**
 * roster_row_group_show:
 * @id: (nullable): the record that the rows are about; %NULL leaves what is there
 */
void
roster_row_group_show (RosterRowGroup *self,
                       const char     *id)
{
  RosterRowGroupPrivate *priv = roster_row_group_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_ROW_GROUP (self));

  g_free (priv->id);
  priv->id = g_strdup (id);
  read_again (self);
}
