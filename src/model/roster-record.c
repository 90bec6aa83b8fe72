/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-text.h"
#include "roster-value-json.h"

/*
 * Values are kept plain, as the store and the wire have them: thousands of records are read for a list that shows a
 * few fields of a few. Variants are made when somebody asks for one. Records are shared between threads, so that goes
 * by compare and exchange.
 */
typedef struct
{
  const RosterRecordType *type;
  char *id;
  char *account;
  RosterPlain *plain;
  /* NULL until the first variant is there */
  GVariant **values;
  /* The texts of a record that was read; NULL for others */
  char *texts;
} RosterRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterRecord, roster_record, G_TYPE_OBJECT)

#define PRIVATE(self) ((RosterRecordPrivate *) roster_record_get_instance_private (self))

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_FIELDS,
};

static void
roster_record_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterRecord *self = ROSTER_RECORD (object);
  RosterRecordPrivate *priv = PRIVATE (self);
  const RosterPlain *plain;

  if (prop_id == PROP_ID)
    {
      g_value_set_string (value, priv->id);
      return;
    }
  if (prop_id == PROP_TITLE)
    {
      g_value_set_string (value, roster_record_title (self));
      return;
    }

  plain = &priv->plain[prop_id - PROP_FIELDS];
  switch (roster_record_type_field (priv->type, prop_id - PROP_FIELDS)->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      g_value_set_string (value, plain->form == ROSTER_PLAIN_TEXT ? plain->text : NULL);
      break;
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      g_value_set_int64 (value, plain->form == ROSTER_PLAIN_NUMBER ? plain->number : 0);
      break;
    case ROSTER_KIND_BOOLEAN:
      g_value_set_boolean (value, plain->form == ROSTER_PLAIN_NUMBER && plain->number != 0);
      break;
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
      g_value_set_variant (value, roster_record_nth_value (self, prop_id - PROP_FIELDS));
      break;
    }
}

static void
roster_record_finalize (GObject *object)
{
  RosterRecordPrivate *priv = PRIVATE (ROSTER_RECORD (object));

  for (guint i = 0; priv->values != NULL && i < roster_record_type_n_fields (priv->type); i++)
    g_clear_pointer (&priv->values[i], g_variant_unref);
  g_free (priv->values);
  g_free (priv->plain);
  if (priv->texts != NULL)
    {
      g_free (priv->texts);
    }
  else
    {
      g_free (priv->id);
      g_free (priv->account);
    }

  G_OBJECT_CLASS (roster_record_parent_class)->finalize (object);
}

static void
roster_record_class_init (RosterRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = roster_record_finalize;
  object_class->get_property = roster_record_get_property;

  g_object_class_install_property (object_class, PROP_ID,
                                   g_param_spec_string ("id", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
roster_record_init (RosterRecord *self)
{
  RosterRecordPrivate *priv = PRIVATE (self);

  priv->type = ROSTER_RECORD_GET_CLASS (self)->type;
}

/* One class per record type, made from its field table */

static GParamSpec *
field_param_spec (const RosterField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case ROSTER_KIND_BOOLEAN:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
      return g_param_spec_variant (field->name, NULL, NULL, roster_value_type (field->kind), NULL, flags);
    }

  g_return_val_if_reached (NULL);
}

static void
derived_class_init (gpointer klass,
                    gpointer class_data)
{
  const RosterRecordType *type = class_data;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  ROSTER_RECORD_CLASS (klass)->type = type;
  object_class->get_property = roster_record_get_property;
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);

      g_object_class_install_property (object_class, PROP_FIELDS + i, field_param_spec (field));
    }
}

static void
derived_init (GTypeInstance *instance,
              gpointer       klass)
{
  RosterRecordPrivate *priv = PRIVATE (ROSTER_RECORD (instance));

  priv->type = ROSTER_RECORD_CLASS (klass)->type;
  priv->plain = g_new0 (RosterPlain, roster_record_type_n_fields (priv->type));
}

static void
register_types (void)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    {
      GTypeInfo info = {
        .class_size = sizeof (RosterRecordClass),
        .class_init = derived_class_init,
        .class_data = roster_record_types[i],
        .instance_size = sizeof (RosterRecord),
        .instance_init = derived_init,
      };
      g_autofree char *name = g_strconcat ("Roster", roster_record_types[i]->name, "Record", NULL);

      g_type_register_static (ROSTER_TYPE_RECORD, name, &info, G_TYPE_FLAG_FINAL);
    }
}

/**
 * roster_record_type_get_gtype:
 *
 * Returns: the class of the records of @type; its properties are the fields
 */
GType
roster_record_type_get_gtype (const RosterRecordType *type)
{
  static GType gtypes[ROSTER_N_RECORD_TYPES];
  static gsize once = 0;

  g_return_val_if_fail (type != NULL, G_TYPE_INVALID);

  if (g_once_init_enter (&once))
    {
      register_types ();
      for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
        {
          g_autofree char *name = g_strconcat ("Roster", roster_record_types[i]->name, "Record", NULL);

          gtypes[i] = g_type_from_name (name);
        }
      g_once_init_leave (&once, 1);
    }

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_record_types[i] == type)
      return gtypes[i];

  g_return_val_if_reached (G_TYPE_INVALID);
}

/* Public API */

/**
 * roster_record_new:
 * @id: where it comes from the store or the wire; a new one from #RosterIdSource
 * @account: the account that owns it
 *
 * Returns: (transfer full): a record with no values
 */
RosterRecord *
roster_record_new (const RosterRecordType *type,
                   const char             *id,
                   const char             *account)
{
  RosterRecord *self;
  RosterRecordPrivate *priv;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);

  self = g_object_new (roster_record_type_get_gtype (type), NULL);
  priv = PRIVATE (self);
  priv->id = g_strdup (id);
  priv->account = g_strdup (account);
  return self;
}

/**
 * roster_record_new_plain:
 * @values: one for each field of the type; they are copied, and must fit their fields
 *
 * The quick way to a record that the store or the wire has: one piece of memory for all texts.
 *
 * Returns: (transfer full): a record with these values
 */
RosterRecord *
roster_record_new_plain (const RosterRecordType *type,
                         const char             *id,
                         const char             *account,
                         const RosterPlain      *values)
{
  RosterRecord *self;
  RosterRecordPrivate *priv;
  guint n_fields = roster_record_type_n_fields (type);
  gsize size = strlen (id) + 1 + strlen (account) + 1;
  char *end;

  g_return_val_if_fail (values != NULL, NULL);

  for (guint i = 0; i < n_fields; i++)
    if (values[i].form == ROSTER_PLAIN_TEXT || values[i].form == ROSTER_PLAIN_JSON)
      size += strlen (values[i].text) + 1;

  self = g_object_new (roster_record_type_get_gtype (type), NULL);
  priv = PRIVATE (self);
  priv->texts = g_malloc (size);
  priv->id = priv->texts;
  priv->account = g_stpcpy (priv->id, id) + 1;
  end = g_stpcpy (priv->account, account) + 1;
  for (guint i = 0; i < n_fields; i++)
    {
      g_assert (values[i].form != ROSTER_PLAIN_VARIANT);

      if (values[i].form == ROSTER_PLAIN_TEXT && values[i].text[0] == '\0')
        continue;

      priv->plain[i] = values[i];
      if (values[i].form == ROSTER_PLAIN_NUMBER || values[i].form == ROSTER_PLAIN_NONE)
        continue;

      priv->plain[i].text = end;
      end = g_stpcpy (end, values[i].text) + 1;
    }

  return self;
}

/**
 * roster_record_copy:
 *
 * Returns: (transfer full): a record of its own with the same id, account and values
 */
RosterRecord *
roster_record_copy (RosterRecord *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  RosterRecordPrivate *priv = PRIVATE (self);
  RosterRecord *copy = roster_record_new (priv->type, priv->id, priv->account);

  for (guint i = 0; i < roster_record_type_n_fields (priv->type); i++)
    roster_record_set_nth (copy, i, roster_record_nth_value (self, i));

  return copy;
}

/**
 * roster_record_type:
 *
 * Returns: the type whose fields the record has
 */
const RosterRecordType *
roster_record_type (RosterRecord *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  return PRIVATE (self)->type;
}

/**
 * roster_record_id:
 *
 * Returns: (transfer none): the id, a UUID that never changes
 */
const char *
roster_record_id (RosterRecord *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  return PRIVATE (self)->id;
}

/**
 * roster_record_account:
 *
 * Returns: (transfer none): the account that owns the record: the company’s or a book
 */
const char *
roster_record_account (RosterRecord *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  return PRIVATE (self)->account;
}

/**
 * roster_record_title:
 *
 * Returns: what names the record to a person; the id where its title field is empty, and the word for its type in the
 *   language of the program where nobody gave it a name
 */
const char *
roster_record_title (RosterRecord *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  RosterRecordPrivate *priv = PRIVATE (self);
  const char *title = priv->type->title != NULL ? roster_record_text (self, priv->type->title) : NULL;
  const RosterField *field;

  if (title == NULL)
    return priv->id;

  field = roster_record_type_field (priv->type, roster_record_type_find_field (priv->type, priv->type->title));
  return g_strcmp0 (title, field->fallback) == 0 ? g_dgettext (GETTEXT_PACKAGE, title) : title;
}

static guint
field_index (RosterRecord *self,
             const char   *name)
{
  int index = roster_record_type_find_field (PRIVATE (self)->type, name);

  if (index < 0)
    g_error ("%s has no field %s", PRIVATE (self)->type->name, name);

  return index;
}

/* NULL where it no longer fits its field: a migration tightened it. */
static GVariant *
variant_of (const RosterField *field,
            const RosterPlain *plain)
{
  switch (plain->form)
    {
    case ROSTER_PLAIN_TEXT:
      return g_variant_ref_sink (g_variant_new_string (plain->text));

    case ROSTER_PLAIN_NUMBER:
      return g_variant_ref_sink (field->kind == ROSTER_KIND_BOOLEAN ? g_variant_new_boolean (plain->number != 0)
                                                                    : g_variant_new_int64 (plain->number));

    case ROSTER_PLAIN_JSON:
      {
        GVariant *map = field->kind == ROSTER_KIND_MAP ? roster_map_from_json_text (field, plain->text) : NULL;
        g_autoptr (JsonNode) node = map == NULL ? json_from_string (plain->text, NULL) : NULL;

        return node != NULL ? roster_value_from_json (field, node, NULL) : map;
      }

    case ROSTER_PLAIN_NONE:
    case ROSTER_PLAIN_VARIANT:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

static GVariant **
ensure_values (RosterRecordPrivate *priv)
{
  GVariant **values = g_atomic_pointer_get (&priv->values);
  GVariant **made;

  if (values != NULL)
    return values;

  made = g_new0 (GVariant *, roster_record_type_n_fields (priv->type));
  if (!g_atomic_pointer_compare_and_exchange (&priv->values, NULL, made))
    g_free (made);
  return g_atomic_pointer_get (&priv->values);
}

/**
 * roster_record_value:
 * @name: a field that the type has; anything else is a programming error
 *
 * Returns: (transfer none) (nullable): the value, see roster-value.h for its variant type
 */
GVariant *
roster_record_value (RosterRecord *self,
                     const char   *name)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  return roster_record_nth_value (self, field_index (self, name));
}

/**
 * roster_record_nth_value:
 * @index: as in roster_record_type_field()
 *
 * Returns: (transfer none) (nullable): the value
 */
GVariant *
roster_record_nth_value (RosterRecord *self,
                         guint         index)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);
  g_return_val_if_fail (index < roster_record_type_n_fields (PRIVATE (self)->type), NULL);

  RosterRecordPrivate *priv = PRIVATE (self);
  GVariant **values;
  GVariant *value;

  if (priv->plain[index].form == ROSTER_PLAIN_NONE)
    return NULL;

  values = ensure_values (priv);
  value = g_atomic_pointer_get (&values[index]);
  if (value != NULL)
    return value;

  value = variant_of (roster_record_type_field (priv->type, index), &priv->plain[index]);
  if (value != NULL && !g_atomic_pointer_compare_and_exchange (&values[index], NULL, value))
    g_variant_unref (value);
  return g_atomic_pointer_get (&values[index]);
}

/**
 * roster_record_nth_plain:
 * @index: as in roster_record_type_field()
 *
 * Returns: (transfer none): the value without a variant around it, where it has such a form
 */
const RosterPlain *
roster_record_nth_plain (RosterRecord *self,
                         guint         index)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);
  g_return_val_if_fail (index < roster_record_type_n_fields (PRIVATE (self)->type), NULL);

  return &PRIVATE (self)->plain[index];
}

/**
 * roster_record_text:
 *
 * Returns: (nullable): the value of a field that holds text
 */
const char *
roster_record_text (RosterRecord *self,
                    const char   *name)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  const RosterPlain *plain = &PRIVATE (self)->plain[field_index (self, name)];

  g_return_val_if_fail (plain->form == ROSTER_PLAIN_NONE || plain->form == ROSTER_PLAIN_TEXT, NULL);

  return plain->form == ROSTER_PLAIN_TEXT ? plain->text : NULL;
}

/**
 * roster_record_number:
 * @otherwise: returned where there is no value
 *
 * Returns: the value of a field that holds a number
 */
gint64
roster_record_number (RosterRecord *self,
                      const char   *name,
                      gint64        otherwise)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), otherwise);

  const RosterPlain *plain = &PRIVATE (self)->plain[field_index (self, name)];

  g_return_val_if_fail (plain->form == ROSTER_PLAIN_NONE || plain->form == ROSTER_PLAIN_NUMBER, otherwise);

  return plain->form == ROSTER_PLAIN_NUMBER ? plain->number : otherwise;
}

/**
 * roster_record_boolean:
 * @name: a boolean field that the type has
 *
 * Returns: the value; %FALSE also where there is none
 */
gboolean
roster_record_boolean (RosterRecord *self,
                       const char   *name)
{
  return roster_record_number (self, name, FALSE) != 0;
}

/**
 * roster_record_has:
 * @name: a field that the type has
 *
 * Returns: whether there is a value
 */
gboolean
roster_record_has (RosterRecord *self,
                   const char   *name)
{
  return roster_record_value (self, name) != NULL;
}

/* A text is the variant's own. */
static RosterPlain
plain_of (GVariant *value)
{
  if (value == NULL)
    return (RosterPlain){ .form = ROSTER_PLAIN_NONE };
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return (RosterPlain){ .form = ROSTER_PLAIN_TEXT, .text = g_variant_get_string (value, NULL) };
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return (RosterPlain){ .form = ROSTER_PLAIN_NUMBER, .number = g_variant_get_int64 (value) };
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return (RosterPlain){ .form = ROSTER_PLAIN_NUMBER, .number = g_variant_get_boolean (value) };

  return (RosterPlain){ .form = ROSTER_PLAIN_VARIANT };
}

/**
 * roster_record_set_nth:
 * @value: (nullable): a value of the field's variant type; sunk when floating. An empty text is no value.
 */
void
roster_record_set_nth (RosterRecord *self,
                       guint         index,
                       GVariant     *value)
{
  g_return_if_fail (ROSTER_IS_RECORD (self));

  RosterRecordPrivate *priv = PRIVATE (self);
  g_autoptr (GVariant) kept = value != NULL ? g_variant_ref_sink (value) : NULL;
  const RosterField *field;
  GVariant **values;

  g_return_if_fail (index < roster_record_type_n_fields (priv->type));

  field = roster_record_type_field (priv->type, index);
  g_return_if_fail (kept == NULL || g_variant_is_of_type (kept, roster_value_type (field->kind)));

  if (kept != NULL && g_variant_is_of_type (kept, G_VARIANT_TYPE_STRING) && *g_variant_get_string (kept, NULL) == '\0')
    g_clear_pointer (&kept, g_variant_unref);

  values = ensure_values (priv);
  g_clear_pointer (&values[index], g_variant_unref);
  values[index] = g_steal_pointer (&kept);
  priv->plain[index] = plain_of (values[index]);
}

/**
 * roster_record_set:
 * @name: a field that the type has
 * @value: (nullable): a value of the field’s variant type, sunk if it floats; %NULL for none
 *
 * Sets a value. Only whoever made the record may, and only until it is shared.
 */
void
roster_record_set (RosterRecord *self,
                   const char   *name,
                   GVariant     *value)
{
  g_return_if_fail (ROSTER_IS_RECORD (self));

  roster_record_set_nth (self, field_index (self, name), value);
}

/**
 * roster_record_set_text:
 * @name: a field whose values are texts
 * @value: (nullable): the text; %NULL for none
 *
 * See roster_record_set().
 */
void
roster_record_set_text (RosterRecord *self,
                        const char   *name,
                        const char   *value)
{
  roster_record_set (self, name, value != NULL ? g_variant_new_string (value) : NULL);
}

/**
 * roster_record_set_number:
 * @name: a field whose values are numbers
 * @value: in the field’s unit: li, parts per million, milliseconds UTC or a count
 *
 * See roster_record_set().
 */
void
roster_record_set_number (RosterRecord *self,
                          const char   *name,
                          gint64        value)
{
  roster_record_set (self, name, g_variant_new_int64 (value));
}

/**
 * roster_record_apply_defaults:
 *
 * Fills the empty fields whose table gives a fallback.
 */
void
roster_record_apply_defaults (RosterRecord *self)
{
  g_return_if_fail (ROSTER_IS_RECORD (self));

  RosterRecordPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < roster_record_type_n_fields (priv->type); i++)
    {
      const RosterField *field = roster_record_type_field (priv->type, i);

      if (priv->plain[i].form != ROSTER_PLAIN_NONE || field->fallback == NULL)
        continue;

      if (field->fallback[0] == '=')
        {
          roster_record_set_nth (self, i, roster_record_value (self, field->fallback + 1));
        }
      else
        {
          g_autoptr (GVariant) fallback = roster_value_from_text (field, field->fallback, NULL);

          roster_record_set_nth (self, i, fallback);
        }
    }
}

static gboolean
nth_is_equal (RosterRecord *a,
              RosterRecord *b,
              guint         index)
{
  const RosterPlain *left = &PRIVATE (a)->plain[index], *right = &PRIVATE (b)->plain[index];

  if (left->form == right->form)
    switch (left->form)
      {
      case ROSTER_PLAIN_NONE:
        return TRUE;
      case ROSTER_PLAIN_NUMBER:
        return left->number == right->number;
      case ROSTER_PLAIN_TEXT:
        return strcmp (left->text, right->text) == 0;
      case ROSTER_PLAIN_JSON:
        if (strcmp (left->text, right->text) == 0)
          return TRUE;
        break;
      case ROSTER_PLAIN_VARIANT:
        break;
      }

  return roster_value_equal (roster_record_nth_value (a, index), roster_record_nth_value (b, index));
}

/**
 * roster_record_equal:
 *
 * Returns: whether both have the same type, id and values
 */
gboolean
roster_record_equal (RosterRecord *a,
                     RosterRecord *b)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (a), FALSE);
  g_return_val_if_fail (ROSTER_IS_RECORD (b), FALSE);

  RosterRecordPrivate *left = PRIVATE (a), *right = PRIVATE (b);

  if (left->type != right->type || strcmp (left->id, right->id) != 0)
    return FALSE;

  for (guint i = 0; i < roster_record_type_n_fields (left->type); i++)
    if (!nth_is_equal (a, b, i))
      return FALSE;

  return TRUE;
}

/**
 * roster_record_same_content:
 * @a: (nullable): a record
 * @b: (nullable): another of the same type
 *
 * Returns: whether people see the same in both: all values are equal but those that the office sets by itself
 */
gboolean
roster_record_same_content (RosterRecord *a,
                            RosterRecord *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  RosterRecordPrivate *left = PRIVATE (a), *right = PRIVATE (b);

  g_return_val_if_fail (left->type == right->type, FALSE);

  for (guint i = 0; i < roster_record_type_n_fields (left->type); i++)
    if ((roster_record_type_field (left->type, i)->flags & ROSTER_FIELD_SERVER_SET) == 0 &&
        !nth_is_equal (a, b, i))
      return FALSE;

  return TRUE;
}

/**
 * roster_record_check:
 *
 * Returns: %FALSE with the first thing that is wrong: a value that does not fit its field, or a required one that is
 *   missing
 */
gboolean
roster_record_check (RosterRecord  *self,
                     GError       **error)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), FALSE);

  RosterRecordPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < roster_record_type_n_fields (priv->type); i++)
    {
      const RosterField *field = roster_record_type_field (priv->type, i);

      GVariant *value = roster_record_nth_value (self, i);

      if (value == NULL && (field->flags & ROSTER_FIELD_REQUIRED) != 0)
        {
          g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED,
                       _("%s: fill this in"), roster_field_label (field));
          return FALSE;
        }
      if (!roster_value_check (field, value, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * roster_record_search_key:
 *
 * Returns: (transfer full): what the search looks through, one form of one field a line; the title's forms come first
 */
char *
roster_record_search_key (RosterRecord *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  RosterRecordPrivate *priv = PRIVATE (self);
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < roster_record_type_n_fields (priv->type); i++)
    {
      const RosterField *field = roster_record_type_field (priv->type, i);
      g_autofree char *text = NULL;

      if (priv->plain[i].form == ROSTER_PLAIN_NONE || (field->flags & ROSTER_FIELD_SEARCHABLE) == 0)
        continue;

      text = roster_value_to_text (field, roster_record_nth_value (self, i));
      roster_record_type_add_search_forms (priv->type, field, text, key);
    }

  return g_string_free (key, FALSE);
}
