/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-items.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* In the order of RosterLineUpRole; the nicks are those of a Product's field suitsRoles. */
static const char *const nicks[ROSTER_N_LINE_UP_ROLES] = { "traffic", "profit" };

/* An item as it is read, with the place that the record gives it. */
typedef struct
{
  RosterLineUpItem *item;
  gint64 position;
} Placed;

void
roster_line_up_item_free (RosterLineUpItem *self)
{
  g_free (self->product);
  g_free (self);
}

/**
 * roster_line_up_role_nick:
 *
 * Returns: the role as records have it
 */
const char *
roster_line_up_role_nick (RosterLineUpRole role)
{
  g_return_val_if_fail (role < ROSTER_N_LINE_UP_ROLES, NULL);

  return nicks[role];
}

/**
 * roster_line_up_role_parse:
 * @nick: (nullable): as records have it
 * @role: (out): which it is
 *
 * Returns: whether there is such a role
 */
gboolean
roster_line_up_role_parse (const char       *nick,
                           RosterLineUpRole *role)
{
  g_return_val_if_fail (role != NULL, FALSE);

  for (guint i = 0; i < ROSTER_N_LINE_UP_ROLES; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *role = i;
        return TRUE;
      }

  return FALSE;
}

static RosterLineUpItem *
item_new (const char       *product,
          RosterLineUpRole  role,
          gint64            price)
{
  RosterLineUpItem *item = g_new0 (RosterLineUpItem, 1);

  item->product = g_strdup (product);
  item->role = role;
  item->price = price;
  item->sold = ROSTER_LINE_UP_UNKNOWN;
  return item;
}

/* What a later program may have written and this one cannot read becomes a traffic item at the end, not a loss. */
static Placed
item_from_json (const char *product,
                const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  Placed placed = { item_new (product, ROSTER_LINE_UP_TRAFFIC, ROSTER_LINE_UP_UNKNOWN), G_MAXINT64 };
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return placed;

  object = json_node_get_object (node);
  roster_line_up_role_parse (json_object_get_string_member_with_default (object, "role", NULL), &placed.item->role);
  placed.item->price = json_object_get_int_member_with_default (object, "price", ROSTER_LINE_UP_UNKNOWN);
  placed.item->sold = json_object_get_int_member_with_default (object, "sold", ROSTER_LINE_UP_UNKNOWN);
  placed.position = json_object_get_int_member_with_default (object, "position", G_MAXINT64);
  return placed;
}

static int
compare_placed (gconstpointer a,
                gconstpointer b)
{
  const Placed *left = a, *right = b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;

  return strcmp (left->item->product, right->item->product);
}

/**
 * roster_line_up_items:
 * @line_up: a LineUp
 *
 * Returns: (transfer full) (element-type RosterLineUpItem): its items in their order; where two people gave two items
 *   the same place, the ids decide
 */
GPtrArray *
roster_line_up_items (RosterRecord *line_up)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_line_up_item_free);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  GVariant *map;

  g_return_val_if_fail (ROSTER_IS_RECORD (line_up), items);

  map = roster_record_value (line_up, "items");
  for (gsize i = 0; map != NULL && i < g_variant_n_children (map); i++)
    {
      const char *product, *text;
      Placed item;

      g_variant_get_child (map, i, "{&s&s}", &product, &text);
      item = item_from_json (product, text);
      g_array_append_val (placed, item);
    }

  g_array_sort (placed, compare_placed);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (items, g_array_index (placed, Placed, i).item);

  return items;
}

/**
 * roster_line_up_items_to_map:
 * @items: (element-type RosterLineUpItem): in their order
 *
 * Returns: (transfer none) (nullable): a floating value for the field `items`; %NULL where there are none
 */
GVariant *
roster_line_up_items_to_map (GPtrArray *items)
{
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_return_val_if_fail (items != NULL, NULL);

  if (items->len == 0)
    return NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const RosterLineUpItem *item = items->pdata[i];
      g_autoptr (GString) text = g_string_new (NULL);

      /* Canonical JSON: members in the order of their names, no spaces. */
      g_string_append_printf (text, "{\"position\":%u", i + 1);
      if (item->price != ROSTER_LINE_UP_UNKNOWN)
        g_string_append_printf (text, ",\"price\":%" G_GINT64_FORMAT, item->price);
      g_string_append_printf (text, ",\"role\":\"%s\"", nicks[item->role]);
      if (item->sold != ROSTER_LINE_UP_UNKNOWN)
        g_string_append_printf (text, ",\"sold\":%" G_GINT64_FORMAT, item->sold);
      g_string_append_c (text, '}');
      g_hash_table_insert (entries, item->product, g_string_free (g_steal_pointer (&text), FALSE));
    }

  return roster_value_new_map (entries);
}

/**
 * roster_line_up_items_add:
 * @product: the product's id
 * @price: li, or %ROSTER_LINE_UP_UNKNOWN
 *
 * Puts a product last; one that is there already stays where it is.
 *
 * Returns: (transfer none): its item
 */
RosterLineUpItem *
roster_line_up_items_add (GPtrArray        *items,
                          const char       *product,
                          RosterLineUpRole  role,
                          gint64            price)
{
  int index;

  g_return_val_if_fail (items != NULL && product != NULL, NULL);

  index = roster_line_up_items_find (items, product);
  if (index >= 0)
    return items->pdata[index];

  g_ptr_array_add (items, item_new (product, role, price));
  return items->pdata[items->len - 1];
}

/**
 * roster_line_up_items_move:
 * @from: which item
 * @to: where it stands afterwards
 */
void
roster_line_up_items_move (GPtrArray *items,
                           guint      from,
                           guint      to)
{
  gpointer item;

  g_return_if_fail (items != NULL && from < items->len && to < items->len);

  item = g_ptr_array_steal_index (items, from);
  g_ptr_array_insert (items, (int) to, item);
}

/**
 * roster_line_up_items_find:
 *
 * Returns: where a product stands, or -1
 */
int
roster_line_up_items_find (GPtrArray  *items,
                           const char *product)
{
  g_return_val_if_fail (items != NULL && product != NULL, -1);

  for (guint i = 0; i < items->len; i++)
    if (strcmp (((RosterLineUpItem *) items->pdata[i])->product, product) == 0)
      return (int) i;

  return -1;
}

/**
 * roster_line_up_items_count:
 *
 * Returns: how many of the items have a role; a line-up without both may not be confirmed (rule 25)
 */
guint
roster_line_up_items_count (GPtrArray        *items,
                            RosterLineUpRole  role)
{
  guint count = 0;

  g_return_val_if_fail (items != NULL, 0);

  for (guint i = 0; i < items->len; i++)
    count += ((RosterLineUpItem *) items->pdata[i])->role == role;

  return count;
}

/**
 * roster_line_up_role_for:
 * @items: (element-type RosterLineUpItem): what stands there already
 * @product: a Product that comes in
 *
 * Returns: the role that @product suits as; where it suits as both, or nobody has said, the one that @items lack
 */
RosterLineUpRole
roster_line_up_role_for (GPtrArray    *items,
                         RosterRecord *product)
{
  GVariant *suits;
  g_autofree const char **names = NULL;
  RosterLineUpRole role;

  g_return_val_if_fail (items != NULL, ROSTER_LINE_UP_TRAFFIC);
  g_return_val_if_fail (ROSTER_IS_RECORD (product), ROSTER_LINE_UP_TRAFFIC);

  suits = roster_record_value (product, "suitsRoles");
  names = suits != NULL ? g_variant_get_strv (suits, NULL) : NULL;
  if (names != NULL && names[0] != NULL && names[1] == NULL && roster_line_up_role_parse (names[0], &role))
    return role;

  return roster_line_up_items_count (items, ROSTER_LINE_UP_TRAFFIC) == 0 ? ROSTER_LINE_UP_TRAFFIC
                                                                         : ROSTER_LINE_UP_PROFIT;
}

/**
 * roster_line_up_with_items:
 * @line_up: a LineUp
 * @items: (element-type RosterLineUpItem): what it shall hold
 *
 * A printed card names the version, so one that was confirmed gets the next version and is a draft again: what somebody
 * holds in the hand is then seen to be old.
 *
 * Returns: (transfer full): the line-up with these items
 */
RosterRecord *
roster_line_up_with_items (RosterRecord *line_up,
                           GPtrArray    *items)
{
  RosterRecord *after;

  g_return_val_if_fail (ROSTER_IS_RECORD (line_up), NULL);
  g_return_val_if_fail (items != NULL, NULL);

  after = roster_record_copy (line_up);
  roster_record_set (after, "items", roster_line_up_items_to_map (items));
  if (g_strcmp0 (roster_record_text (line_up, "state"), "confirmed") == 0)
    {
      roster_record_set_text (after, "state", "draft");
      roster_record_set_number (after, "version", roster_record_number (line_up, "version", 1) + 1);
    }

  return after;
}
