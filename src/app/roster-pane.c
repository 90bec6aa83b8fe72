/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-pane.h"

typedef struct
{
  RosterContext *context;
  char *record_id;
  guint selected;
  gboolean show_start_title_buttons;
  gboolean show_end_title_buttons;
  gboolean can_go_back;
  gboolean narrow;
} RosterPanePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterPane, roster_pane, ADW_TYPE_BIN)

#define PRIVATE(self) ((RosterPanePrivate *) roster_pane_get_instance_private (self))

enum
{
  PROP_CONTEXT = 1,
  PROP_RECORD_ID,
  PROP_SELECTED,
  PROP_SHOW_START_TITLE_BUTTONS,
  PROP_SHOW_END_TITLE_BUTTONS,
  PROP_CAN_GO_BACK,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean *
flag_of (RosterPanePrivate *priv,
         guint              prop_id)
{
  switch (prop_id)
    {
    case PROP_SHOW_START_TITLE_BUTTONS:
      return &priv->show_start_title_buttons;
    case PROP_SHOW_END_TITLE_BUTTONS:
      return &priv->show_end_title_buttons;
    case PROP_CAN_GO_BACK:
      return &priv->can_go_back;
    case PROP_NARROW:
      return &priv->narrow;
    default:
      return NULL;
    }
}

static void
roster_pane_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  RosterPanePrivate *priv = PRIVATE (ROSTER_PANE (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    case PROP_RECORD_ID:
      g_value_set_string (value, priv->record_id);
      break;
    case PROP_SELECTED:
      g_value_set_uint (value, priv->selected);
      break;
    case PROP_SHOW_START_TITLE_BUTTONS:
    case PROP_SHOW_END_TITLE_BUTTONS:
    case PROP_CAN_GO_BACK:
    case PROP_NARROW:
      g_value_set_boolean (value, *flag_of (priv, prop_id));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_pane_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  RosterPane *self = ROSTER_PANE (object);
  RosterPanePrivate *priv = PRIVATE (self);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    case PROP_RECORD_ID:
      roster_pane_set_record_id (self, g_value_get_string (value));
      break;
    case PROP_SELECTED:
      roster_pane_set_selected (self, g_value_get_uint (value));
      break;
    case PROP_SHOW_START_TITLE_BUTTONS:
    case PROP_SHOW_END_TITLE_BUTTONS:
    case PROP_CAN_GO_BACK:
    case PROP_NARROW:
      if (*flag_of (priv, prop_id) != g_value_get_boolean (value))
        {
          *flag_of (priv, prop_id) = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_pane_dispose (GObject *object)
{
  g_clear_object (&PRIVATE (ROSTER_PANE (object))->context);

  G_OBJECT_CLASS (roster_pane_parent_class)->dispose (object);
}

static void
roster_pane_finalize (GObject *object)
{
  g_free (PRIVATE (ROSTER_PANE (object))->record_id);

  G_OBJECT_CLASS (roster_pane_parent_class)->finalize (object);
}

static void
roster_pane_real_record_changed (RosterPane *self)
{
}

static void
roster_pane_class_init (RosterPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = roster_pane_get_property;
  object_class->set_property = roster_pane_set_property;
  object_class->dispose = roster_pane_dispose;
  object_class->finalize = roster_pane_finalize;
  klass->record_changed = roster_pane_real_record_changed;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, ROSTER_TYPE_CONTEXT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RECORD_ID] = g_param_spec_string ("record-id", NULL, NULL, NULL, flags);
  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SHOW_START_TITLE_BUTTONS] =
      g_param_spec_boolean ("show-start-title-buttons", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_END_TITLE_BUTTONS] =
      g_param_spec_boolean ("show-end-title-buttons", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_pane_init (RosterPane *self)
{
}

/**
 * roster_pane_context:
 *
 * Returns: (transfer none): what the pane was made with
 */
RosterContext *
roster_pane_context (RosterPane *self)
{
  g_return_val_if_fail (ROSTER_IS_PANE (self), NULL);

  return PRIVATE (self)->context;
}

/**
 * roster_pane_record_id:
 *
 * Returns: (nullable): the record that the pane shows or has selected
 */
const char *
roster_pane_record_id (RosterPane *self)
{
  g_return_val_if_fail (ROSTER_IS_PANE (self), NULL);

  return PRIVATE (self)->record_id;
}

/**
 * roster_pane_set_record_id:
 * @id: (nullable): a record's id, or %NULL for none
 */
void
roster_pane_set_record_id (RosterPane *self,
                           const char *id)
{
  g_return_if_fail (ROSTER_IS_PANE (self));

  RosterPanePrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->record_id, id) == 0)
    return;

  g_free (priv->record_id);
  priv->record_id = g_strdup (id);
  ROSTER_PANE_GET_CLASS (self)->record_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD_ID]);
}

/**
 * roster_pane_selected:
 *
 * Returns: how many records are selected in the list
 */
guint
roster_pane_selected (RosterPane *self)
{
  g_return_val_if_fail (ROSTER_IS_PANE (self), 0);

  return PRIVATE (self)->selected;
}

void
roster_pane_set_selected (RosterPane *self,
                          guint       selected)
{
  g_return_if_fail (ROSTER_IS_PANE (self));

  if (PRIVATE (self)->selected == selected)
    return;

  PRIVATE (self)->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * roster_pane_is_narrow:
 *
 * Returns: whether only one of list and page fits
 */
gboolean
roster_pane_is_narrow (RosterPane *self)
{
  g_return_val_if_fail (ROSTER_IS_PANE (self), FALSE);

  return PRIVATE (self)->narrow;
}
