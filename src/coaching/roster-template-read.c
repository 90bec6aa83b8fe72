/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-template-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_ID_LENGTH ROSTER_TEMPLATE_MAX_ID_LENGTH
#define MAX_TEXT_LENGTH ROSTER_TEMPLATE_MAX_TEXT_LENGTH
#define MAX_NUMBER ROSTER_TEMPLATE_MAX_NUMBER

static const char *const kinds[] = {
  [ROSTER_ITEM_YES_NO] = "yes-no", [ROSTER_ITEM_SCALE] = "scale", [ROSTER_ITEM_NUMBER] = "number",
  [ROSTER_ITEM_TEXT] = "text",     [ROSTER_ITEM_PHOTO] = "photo",
};

static const char *const lines[] = {
  [ROSTER_LINE_NONE] = "no",
  [ROSTER_LINE_YELLOW] = "yellow",
  [ROSTER_LINE_RED] = "red",
};

/* The document is read to its end whatever is wrong, so that whoever writes a checklist sees every fault at once. */
typedef struct
{
  RosterTemplate *template;
  GPtrArray *faults;
  GHashTable *section_ids;
  GString *path;
} Reader;

G_GNUC_PRINTF (2, 3)
static void
fault (Reader     *reader,
       const char *format,
       ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (reader->faults, g_strdup_printf ("%s: %s", reader->path->str, what));
}

static gsize
enter (Reader     *reader,
       const char *name)
{
  gsize length = reader->path->len;

  g_string_append_printf (reader->path, ".%s", name);
  return length;
}

static gsize
enter_nth (Reader *reader,
           guint   index)
{
  gsize length = reader->path->len;

  g_string_append_printf (reader->path, "[%u]", index);
  return length;
}

static void
leave (Reader *reader,
       gsize   length)
{
  g_string_truncate (reader->path, length);
}

/* Names as a sentence lists them. */
static char *
list_of (const char *const *names,
         guint              n_names)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    if (names[i] != NULL)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", names[i]);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
check_members (Reader            *reader,
               JsonObject        *object,
               const char *const *names,
               guint              n_names)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      gboolean known = FALSE;

      for (guint i = 0; i < n_names; i++)
        known = known || strcmp (names[i], name) == 0;
      if (!known)
        {
          g_autofree char *list = list_of (names, n_names);

          fault (reader, _("there is no “%s” here; use %s"), name, list);
        }
    }
}

static gboolean
is_object (Reader   *reader,
           JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;

  fault (reader, _("write an object: {…}"));
  return FALSE;
}

static gboolean
is_array (Reader   *reader,
          JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;

  fault (reader, _("write a list: […]"));
  return FALSE;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static char *
read_language (Reader     *reader,
               JsonObject *object,
               const char *name,
               glong       longest)
{
  JsonNode *node = json_object_get_member (object, name);
  gsize length = enter (reader, name);
  g_autofree char *text = NULL;

  if (node == NULL)
    fault (reader, _("is missing; each text is needed in both languages"));
  else if (!holds (node, G_TYPE_STRING))
    fault (reader, _("write a text: \"…\""));
  else
    {
      text = g_strstrip (g_strdup (json_node_get_string (node)));
      if (*text == '\0')
        fault (reader, _("is empty; each text is needed in both languages"));
      else if (g_utf8_strlen (text, -1) > longest)
        fault (reader, _("is too long; at most %ld characters"), longest);
    }

  leave (reader, length);
  return g_steal_pointer (&text);
}

static void
read_words (Reader      *reader,
            JsonNode    *node,
            glong        longest,
            RosterWords *words)
{
  static const char *const names[] = { "en", "zh_CN" };

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fault (reader, _("write it in both languages: {\"en\": \"…\", \"zh_CN\": \"…\"}"));
      return;
    }

  check_members (reader, json_node_get_object (node), names, G_N_ELEMENTS (names));
  words->english = read_language (reader, json_node_get_object (node), "en", longest);
  words->chinese = read_language (reader, json_node_get_object (node), "zh_CN", longest);
}

static void
read_member_words (Reader      *reader,
                   JsonObject  *object,
                   const char  *name,
                   gboolean     required,
                   glong        longest,
                   RosterWords *words)
{
  JsonNode *node = json_object_get_member (object, name);
  gsize length = enter (reader, name);

  if (node != NULL)
    read_words (reader, node, longest, words);
  else if (required)
    fault (reader, _("is missing; write {\"en\": \"…\", \"zh_CN\": \"…\"}"));

  leave (reader, length);
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= MAX_ID_LENGTH && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length &&
         text[0] != '-' && text[length - 1] != '-';
}

static char *
read_id (Reader     *reader,
         JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "id");
  gsize length = enter (reader, "id");
  char *id = NULL;

  if (node == NULL)
    fault (reader, _("is missing; answers are kept under it"));
  else if (!holds (node, G_TYPE_STRING) || !is_id (json_node_get_string (node)))
    fault (reader, _("write lower-case letters, digits and hyphens, at most %d of them"), MAX_ID_LENGTH);
  else
    id = g_strdup (json_node_get_string (node));

  leave (reader, length);
  return id;
}

static gboolean
read_integer (Reader   *reader,
              JsonNode *node,
              gint64    minimum,
              gint64    maximum,
              gint64   *value)
{
  if (holds (node, G_TYPE_INT64) && json_node_get_int (node) >= minimum && json_node_get_int (node) <= maximum)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }

  g_autofree char *low = g_strdup_printf ("%" G_GINT64_FORMAT, minimum);
  g_autofree char *high = g_strdup_printf ("%" G_GINT64_FORMAT, maximum);

  fault (reader, _("write a whole number from %s to %s"), low, high);
  return FALSE;
}

/* One of a list of names; absent means the first, where that is allowed. */
static guint
read_name (Reader            *reader,
           JsonObject        *object,
           const char        *name,
           const char *const *names,
           guint              n_names,
           gboolean           required)
{
  JsonNode *node = json_object_get_member (object, name);
  gsize length = enter (reader, name);
  g_autofree char *list = list_of (names, n_names);
  guint found = 0;
  gboolean sound = node == NULL && !required;

  for (guint i = 0; node != NULL && holds (node, G_TYPE_STRING) && i < n_names; i++)
    if (strcmp (names[i], json_node_get_string (node)) == 0)
      {
        found = i;
        sound = TRUE;
      }
  if (node == NULL && required)
    fault (reader, _("is missing; use one of %s"), list);
  else if (!sound)
    fault (reader, _("use one of %s"), list);

  leave (reader, length);
  return found;
}

static void
read_range (Reader            *reader,
            JsonObject        *object,
            const char        *name,
            const RosterRange *within,
            RosterRange       *range)
{
  JsonNode *node = json_object_get_member (object, name);
  gsize length = enter (reader, name);

  if (node != NULL && (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2))
    fault (reader, _("write two numbers: [from, to]"));
  else if (node != NULL)
    {
      JsonArray *array = json_node_get_array (node);
      gint64 from, to;

      if (read_integer (reader, json_array_get_element (array, 0), within->from, within->to, &from) &&
          read_integer (reader, json_array_get_element (array, 1), within->from, within->to, &to))
        {
          if (from > to)
            fault (reader, _("the first number must not be greater than the second"));
          else
            *range = (RosterRange){ from, to };
        }
    }

  leave (reader, length);
}

static void
read_number (Reader     *reader,
             JsonObject *object,
             RosterItem *item)
{
  static const RosterRange all = { -MAX_NUMBER, MAX_NUMBER };

  item->range = (RosterRange){ 0, MAX_NUMBER };
  read_range (reader, object, "range", &all, &item->range);
  read_range (reader, object, "good", &item->range, &item->good);
  read_range (reader, object, "fair", &item->range, &item->fair);
  read_member_words (reader, object, "unit", FALSE, MAX_TEXT_LENGTH, &item->unit);
  if (item->fair.from <= item->fair.to && item->good.from > item->good.to)
    fault (reader, _("“fair” needs “good” beside it"));
}

static void
read_levels (Reader     *reader,
             JsonObject *object,
             RosterItem *item)
{
  JsonNode *node = json_object_get_member (object, "levels");
  gsize length = enter (reader, "levels");

  if (node == NULL)
    fault (reader, _("is missing; a scale needs %d levels in words, the worst first"), ROSTER_N_LEVELS);
  else if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != ROSTER_N_LEVELS)
    fault (reader, _("write %d levels, the worst first"), ROSTER_N_LEVELS);
  else
    for (guint i = 0; i < ROSTER_N_LEVELS; i++)
      {
        gsize inner = enter_nth (reader, i);

        read_words (reader, json_array_get_element (json_node_get_array (node), i), MAX_TEXT_LENGTH,
                    &item->levels[i]);
        leave (reader, inner);
      }

  leave (reader, length);
}

static void
read_follow_up (Reader     *reader,
                JsonObject *object,
                RosterItem *item)
{
  static const char *const names[] = { "text", "days" };
  JsonNode *node = json_object_get_member (object, "followUp");
  gsize length = enter (reader, "followUp");

  if (node != NULL && is_object (reader, node))
    {
      JsonObject *follow_up = json_node_get_object (node);
      JsonNode *days = json_object_get_member (follow_up, "days");
      gint64 number;

      check_members (reader, follow_up, names, G_N_ELEMENTS (names));
      read_member_words (reader, follow_up, "text", TRUE, MAX_TEXT_LENGTH, &item->follow_up);
      if (days != NULL)
        {
          gsize inner = enter (reader, "days");

          if (read_integer (reader, days, 1, ROSTER_TEMPLATE_MAX_FOLLOW_UP_DAYS, &number))
            item->follow_up_days = (guint) number;
          leave (reader, inner);
        }
    }

  leave (reader, length);
}

/* Members that say something only about one kind of item are a slip elsewhere. */
static void
check_kind_members (Reader           *reader,
                    JsonObject       *object,
                    const RosterItem *item)
{
  static const struct
  {
    const char *name;
    RosterItemKind kind;
  } own[] = {
    { "levels", ROSTER_ITEM_SCALE },
    { "range", ROSTER_ITEM_NUMBER },
    { "good", ROSTER_ITEM_NUMBER },
    { "fair", ROSTER_ITEM_NUMBER },
    { "unit", ROSTER_ITEM_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (own[i].kind != item->kind && json_object_has_member (object, own[i].name))
      {
        gsize length = enter (reader, own[i].name);

        fault (reader, _("only an item of the kind %s has this; take it away"), kinds[own[i].kind]);
        leave (reader, length);
      }
}

static void
read_weight (Reader     *reader,
             JsonObject *object,
             RosterItem *item)
{
  JsonNode *node = json_object_get_member (object, "weight");
  gboolean can_score = item->kind != ROSTER_ITEM_TEXT &&
                       (item->kind != ROSTER_ITEM_NUMBER || item->good.from <= item->good.to);
  gsize length = enter (reader, "weight");
  gint64 weight = can_score ? 1 : 0;

  if (node != NULL && read_integer (reader, node, 0, ROSTER_MAX_WEIGHT, &weight) && weight > 0 && !can_score)
    fault (reader, item->kind == ROSTER_ITEM_TEXT ? _("a text is not scored; use 0 or leave it out")
                                                  : _("a number without “good” is not scored; add it, or use 0"));
  item->weight = (guint) weight;
  leave (reader, length);

  if (item->line != ROSTER_LINE_NONE && (weight == 0 || !can_score))
    {
      length = enter (reader, "critical");
      fault (reader, _("an item that is not scored cannot be critical; give it a weight"));
      leave (reader, length);
    }
}

static void
read_check (Reader     *reader,
            JsonObject *object,
            RosterItem *item)
{
  const char *names[ROSTER_N_CHECKS];
  gsize length;

  for (guint i = 0; i < ROSTER_N_CHECKS; i++)
    names[i] = roster_check_to_nick (i);
  item->check = read_name (reader, object, "check", names, G_N_ELEMENTS (names), FALSE);
  if (item->check == ROSTER_CHECK_NONE || roster_check_fits (item->check, item->kind))
    return;

  length = enter (reader, "check");
  fault (reader, _("“%s” cannot answer an item of the kind %s; make it yes-no"), roster_check_to_nick (item->check),
         kinds[item->kind]);
  leave (reader, length);
}

static void
read_item (Reader   *reader,
           JsonNode *node,
           guint     section)
{
  static const char *const names[] = { "id", "kind", "text", "guidance", "weight", "critical", "check",
                                       "range", "good", "fair", "unit", "levels", "followUp" };
  RosterItem item = { .section = section, .range = { 1, 0 }, .good = { 1, 0 }, .fair = { 1, 0 } };
  JsonObject *object;

  if (!is_object (reader, node))
    return;

  object = json_node_get_object (node);
  check_members (reader, object, names, G_N_ELEMENTS (names));
  item.id = read_id (reader, object);
  item.kind = read_name (reader, object, "kind", kinds, G_N_ELEMENTS (kinds), TRUE);
  item.line = read_name (reader, object, "critical", lines, G_N_ELEMENTS (lines), FALSE);
  read_member_words (reader, object, "text", TRUE, MAX_TEXT_LENGTH, &item.text);
  read_member_words (reader, object, "guidance", FALSE, ROSTER_TEMPLATE_MAX_GUIDANCE_LENGTH, &item.guidance);
  check_kind_members (reader, object, &item);
  if (item.kind == ROSTER_ITEM_NUMBER)
    read_number (reader, object, &item);
  if (item.kind == ROSTER_ITEM_SCALE)
    read_levels (reader, object, &item);
  read_weight (reader, object, &item);
  read_check (reader, object, &item);
  read_follow_up (reader, object, &item);

  if (item.id != NULL &&
      !g_hash_table_insert (reader->template->by_id, g_strdup (item.id),
                            GUINT_TO_POINTER (reader->template->items->len + 1)))
    fault (reader, _("another item has the id “%s” already; each needs its own"), item.id);
  g_array_append_val (reader->template->items, item);
}

static void
read_items (Reader     *reader,
            JsonObject *object,
            guint       section)
{
  JsonNode *node = json_object_get_member (object, "items");
  gsize length = enter (reader, "items");

  if (node == NULL)
    fault (reader, _("is missing; write a list: […]"));
  else if (is_array (reader, node))
    {
      JsonArray *items = json_node_get_array (node);

      if (json_array_get_length (items) == 0)
        fault (reader, _("is empty; a section needs at least one item"));
      for (guint i = 0; i < json_array_get_length (items); i++)
        {
          gsize inner = enter_nth (reader, i);

          read_item (reader, json_array_get_element (items, i), section);
          leave (reader, inner);
        }
    }

  leave (reader, length);
}

static void
read_section (Reader   *reader,
              JsonNode *node)
{
  static const char *const names[] = { "id", "title", "items" };
  RosterSection section = { .first_item = reader->template->items->len };
  guint index = reader->template->sections->len;
  JsonObject *object;

  if (!is_object (reader, node))
    return;

  object = json_node_get_object (node);
  check_members (reader, object, names, G_N_ELEMENTS (names));
  section.id = read_id (reader, object);
  read_member_words (reader, object, "title", TRUE, MAX_TEXT_LENGTH, &section.title);
  if (section.id != NULL && !g_hash_table_add (reader->section_ids, g_strdup (section.id)))
    fault (reader, _("another section has the id “%s” already; each needs its own"), section.id);
  g_array_append_val (reader->template->sections, section);
  read_items (reader, object, index);
  g_array_index (reader->template->sections, RosterSection, index).n_items =
      reader->template->items->len - section.first_item;
}

static void
read_sections (Reader   *reader,
               JsonNode *root)
{
  JsonArray *sections;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    {
      fault (reader, _("write a list of sections: […]"));
      return;
    }

  sections = json_node_get_array (root);
  if (json_array_get_length (sections) == 0)
    fault (reader, _("is empty; a checklist needs at least one section"));
  if (json_array_get_length (sections) > ROSTER_TEMPLATE_MAX_SECTIONS)
    fault (reader, _("there are too many sections; at most %d"), ROSTER_TEMPLATE_MAX_SECTIONS);
  for (guint i = 0; i < MIN (json_array_get_length (sections), ROSTER_TEMPLATE_MAX_SECTIONS); i++)
    {
      gsize length = enter_nth (reader, i);

      read_section (reader, json_array_get_element (sections, i));
      leave (reader, length);
    }
  if (reader->template->items->len > ROSTER_MAX_ITEMS)
    fault (reader, _("there are too many items; at most %d"), ROSTER_MAX_ITEMS);
}

/**
 * roster_template_read:
 * @self: an empty template
 * @sections: (nullable): a document
 * @faults: (element-type utf8): takes what is wrong with it; the template may be used only where nothing is
 */
void
roster_template_read (RosterTemplate *self,
                      const char     *sections,
                      GPtrArray      *faults)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) section_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) path = g_string_new ("sections");
  g_autoptr (GError) error = NULL;
  Reader reader = { self, faults, section_ids, path };

  if (!json_parser_load_from_data (parser, sections != NULL ? sections : "", -1, &error))
    fault (&reader, _("this is not JSON: %s"), error->message);
  else
    read_sections (&reader, json_parser_get_root (parser));
}

/**
 * roster_template_kinds:
 *
 * Returns: (transfer none) (array length=n_kinds): what an item's kind may be called
 */
const char *const *
roster_template_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * roster_template_lines:
 *
 * Returns: (transfer none) (array length=n_lines): how critical an item may be
 */
const char *const *
roster_template_lines (guint *n_lines)
{
  *n_lines = G_N_ELEMENTS (lines);
  return lines;
}
